//! What the text of a mail is packed in: quoted-printable, base64, character sets.

use crate::document::encoding::{self, Decoded, Encoding};
use crate::document::source_map::{SourceMap, SourceMapBuilder};
use std::ops::Range;

/// Text, and from where in the file it is.
pub(super) struct Packed {
    pub(super) text: String,
    pub(super) origin: SourceMap,
    /// The encoding that it was taken for against what the mail says, and how sure that is.
    pub(super) guessed: Option<(Encoding, u8)>,
}

/// Names that mails give to encodings from before Unicode.
const LEGACY: &[(&str, Encoding)] = &[
    ("tcvn", Encoding::Tcvn3),
    ("viscii", Encoding::Viscii),
    ("vps", Encoding::Vps),
    ("vni", Encoding::Vni),
    ("viqr", Encoding::Viqr),
];

/// Unpacks a body that stands at `at` in the file.
pub(super) fn unpacked(body: &str, at: usize, packing: mail_parser::Encoding, charset: &str) -> Packed {
    let bytes = match packing {
        mail_parser::Encoding::QuotedPrintable => quoted(body, at),
        mail_parser::Encoding::Base64 => base64(body, at),
        // Letters of Latin-1 are bytes of a file that is not UTF-8.
        mail_parser::Encoding::None
            if body.is_ascii() || !body.chars().all(|c| (c as u32) < 0x100) || is_utf8(charset) =>
        {
            let mut trace = SourceMapBuilder::default();
            trace.copy(body, at);
            return whole(trace);
        }
        mail_parser::Encoding::None => {
            body.char_indices().map(|(n, c)| (c as u32 as u8, at + n..at + n + c.len_utf8())).collect()
        }
    };
    letters(&bytes, charset)
}

fn is_utf8(charset: &str) -> bool {
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

fn whole(trace: SourceMapBuilder) -> Packed {
    let start = trace.start();
    let trace = trace.finish();
    Packed { text: trace.text, origin: origin(start, trace.anchors), guessed: None }
}

/// Bytes with their places as letters of a character set.
fn letters(bytes: &[(u8, Range<usize>)], charset: &str) -> Packed {
    let raw: Vec<u8> = bytes.iter().map(|(byte, _)| *byte).collect();
    let name = charset.to_ascii_lowercase();
    if let Some((_, encoding)) = LEGACY.iter().find(|(label, _)| name.contains(label)) {
        return legacy(encoding::as_known(&raw, *encoding), bytes, None);
    }
    let wide = match name.as_str() {
        "utf-16" if raw.starts_with(b"\xFE\xFF") => Some(Encoding::Utf16Be),
        "utf-16be" => Some(Encoding::Utf16Be),
        "utf-16" | "utf-16le" => Some(Encoding::Utf16Le),
        _ => None,
    };
    if let Some(encoding) = wide {
        return legacy(encoding::as_known(&raw, encoding), bytes, None);
    }
    let set = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    // Programs that know nothing of an encoding call it that of their own country.
    let doubtful = set == encoding_rs::WINDOWS_1252 || set == encoding_rs::UTF_8;
    if doubtful
        && std::str::from_utf8(&raw).is_err()
        && let Some((decoded, confidence)) = encoding::guessed(&raw)
    {
        let encoding = decoded.encoding;
        return legacy(decoded, bytes, Some((encoding, confidence)));
    }
    let utf8 = set == encoding_rs::UTF_8 || doubtful && !raw.is_ascii() && std::str::from_utf8(&raw).is_ok();
    let mut trace = SourceMapBuilder::default();
    let mut n = 0;
    while n < bytes.len() {
        let near = &raw[n..raw.len().min(n + if utf8 { 4 } else { 1 })];
        let (letter, length) = if utf8 {
            let chunk = near.utf8_chunks().next();
            match chunk.and_then(|chunk| chunk.valid().chars().next()) {
                Some(c) => (c, c.len_utf8()),
                None => ('\u{fffd}', 1),
            }
        } else {
            let (text, _) = set.decode_without_bom_handling(near);
            (text.chars().next().unwrap_or('\u{fffd}'), 1)
        };
        let place = bytes[n].1.start..bytes[n + length - 1].1.end;
        n += length;
        if letter != '\r' {
            trace.replace(letter.encode_utf8(&mut [0; 4]), place);
        }
    }
    whole(trace)
}

/// Text of bytes that know their places.
fn legacy(decoded: Decoded, bytes: &[(u8, Range<usize>)], guessed: Option<(Encoding, u8)>) -> Packed {
    let first = bytes.first().map_or(0, |(_, place)| place.start);
    let steps = bytes.iter().enumerate().map(|(n, (_, place))| (n as u32 + 1, (place.end - first) as u32));
    let lower = origin(first, steps.collect());
    let (start, anchors) = lower.through(decoded.origin.start, &decoded.origin.anchors, decoded.text.len());
    Packed { text: decoded.text.into_owned(), origin: origin(start, anchors), guessed }
}

/// Quoted-printable.
fn quoted(body: &str, at: usize) -> Vec<(u8, Range<usize>)> {
    let source = body.as_bytes();
    let mut bytes = Vec::with_capacity(source.len());
    let mut n = 0;
    while n < source.len() {
        let rest = &source[n..];
        let (byte, length) = match rest {
            [b'=', b'\r', b'\n', ..] => (None, 3),
            [b'=', b'\n', ..] => (None, 2),
            [b'=', a, b, ..] => match hex(*a).zip(hex(*b)) {
                Some((a, b)) => (Some(16 * a + b), 3),
                None => (Some(b'='), 1),
            },
            [byte, ..] => (Some(*byte), 1),
            [] => break,
        };
        bytes.extend(byte.map(|byte| (byte, at + n..at + n + length)));
        n += length;
    }
    bytes
}

fn hex(byte: u8) -> Option<u8> {
    char::from(byte).to_digit(16).map(|digit| digit as u8)
}

fn base64(body: &str, at: usize) -> Vec<(u8, Range<usize>)> {
    let mut bytes = Vec::with_capacity(body.len() * 3 / 4);
    let (mut bits, mut count, mut start) = (0u32, 0, 0);
    for (n, c) in body.bytes().enumerate() {
        let value = match c {
            b'A'..=b'Z' => c - b'A',
            b'a'..=b'z' => c - b'a' + 26,
            b'0'..=b'9' => c - b'0' + 52,
            b'+' | b'-' => 62,
            b'/' | b'_' => 63,
            b'=' => break,
            _ => continue,
        };
        if count == 0 {
            start = at + n;
        }
        bits = bits << 6 | u32::from(value);
        count += 6;
        if count >= 8 {
            count -= 8;
            bytes.push(((bits >> count) as u8, start..at + n + 1));
            // What is left of this sign begins the next byte, whose place it is not.
            start = at + n + 1;
            bits &= (1 << count) - 1;
        }
    }
    bytes
}

/// From the text to the file.
pub(super) fn origin(start: usize, anchors: Vec<(u32, u32)>) -> SourceMap {
    SourceMap { start, anchors, ..SourceMap::default() }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_packed_is_unpacked_with_its_places() {
        let packed = unpacked("Ti=E1=BA=BFp nh=\r\n=E1=BA=ADn", 10, mail_parser::Encoding::QuotedPrintable, "utf-8");
        assert_eq!(packed.text, "Tiếp nhận");
        assert_eq!((packed.origin.start, packed.origin.locate_end(packed.text.len() as u32)), (10, 10 + 28));
        assert_eq!(unpacked("VGnhur9w", 0, mail_parser::Encoding::Base64, "UTF-8").text, "Tiếp");
        let packed = unpacked("C=F8c ti=D5p", 5, mail_parser::Encoding::QuotedPrintable, "x-viet-tcvn5712");
        assert_eq!(packed.text, "Cức tiếp");
    }
}
