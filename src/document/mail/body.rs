//! What the text of a mail is packed in: quoted-printable, base64, character sets; words of its fields.

use crate::document::source_map::{SourceMap, SourceMapBuilder};
use std::ops::Range;

/// Text, and from where in the file it is.
pub(super) struct Packed {
    pub(super) text: String,
    pub(super) origin: SourceMap,
}

/// Unpacks a body that stands at `at` in the file.
pub(super) fn unpacked(body: &str, at: usize, encoding: &str, charset: &str) -> Packed {
    let bytes = match encoding {
        "quoted-printable" => quoted(body, at, false),
        "base64" => base64(body, at),
        // Letters of Latin-1 are bytes of a file that is not UTF-8.
        _ if body.is_ascii() || !body.chars().all(|c| (c as u32) < 0x100) || is_utf8(charset) => {
            let mut trace = SourceMapBuilder::default();
            trace.copy(body, at);
            return whole(trace);
        }
        _ => body.char_indices().map(|(n, c)| (c as u32 as u8, at + n..at + n + c.len_utf8())).collect(),
    };
    letters(&bytes, charset)
}

fn is_utf8(charset: &str) -> bool {
    charset.eq_ignore_ascii_case("utf-8") || charset.eq_ignore_ascii_case("utf8")
}

fn whole(trace: SourceMapBuilder) -> Packed {
    let start = trace.start();
    let trace = trace.finish();
    Packed { text: trace.text, origin: origin(start, trace.anchors) }
}

/// Bytes with their places as letters of a character set.
fn letters(bytes: &[(u8, Range<usize>)], charset: &str) -> Packed {
    let mut trace = SourceMapBuilder::default();
    let set = encoding_rs::Encoding::for_label(charset.as_bytes()).unwrap_or(encoding_rs::UTF_8);
    let mut n = 0;
    while n < bytes.len() {
        let most = if set == encoding_rs::UTF_8 { 4 } else { 1 };
        let near: Vec<u8> = bytes[n..].iter().take(most).map(|(byte, _)| *byte).collect();
        let (letter, length) = if set == encoding_rs::UTF_8 {
            let chunk = near.utf8_chunks().next();
            match chunk.and_then(|chunk| chunk.valid().chars().next()) {
                Some(c) => (c, c.len_utf8()),
                None => ('\u{fffd}', 1),
            }
        } else {
            let (text, _) = set.decode_without_bom_handling(&near);
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

/// Quoted-printable; in a field's word `_` is a space.
fn quoted(body: &str, at: usize, word: bool) -> Vec<(u8, Range<usize>)> {
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
            [b'_', ..] if word => (Some(b' '), 1),
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

/// The words of a field: `=?utf-8?B?…?=`.
pub(super) fn words(value: &str) -> String {
    let mut out = String::new();
    let mut rest = value;
    while let Some((before, coded)) = rest.split_once("=?") {
        let mut fields = coded.splitn(4, '?');
        let (charset, kind, text, after) = (fields.next(), fields.next(), fields.next(), fields.next());
        let (Some(charset), Some(kind), Some(text), Some(after)) = (charset, kind, text, after) else { break };
        let Some(after) = after.strip_prefix('=') else { break };
        // Between two coded words a space is no space.
        if !before.trim().is_empty() || out.is_empty() {
            out.push_str(before);
        }
        let bytes = if kind.eq_ignore_ascii_case("b") { base64(text, 0) } else { quoted(text, 0, true) };
        out.push_str(&letters(&bytes, charset).text);
        rest = after;
    }
    out.push_str(rest);
    out
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
        let packed = unpacked("Ti=E1=BA=BFp nh=\r\n=E1=BA=ADn", 10, "quoted-printable", "utf-8");
        assert_eq!(packed.text, "Tiếp nhận");
        assert_eq!((packed.origin.start, packed.origin.locate_end(packed.text.len() as u32)), (10, 10 + 28));
        assert_eq!(unpacked("VGnhur9w", 0, "base64", "UTF-8").text, "Tiếp");
        assert_eq!(words("Tin: =?utf-8?b?SGnhur9uIG3DoXU=?= =?utf-8?Q?_=C4=91=E1=BB=A3t?= 3"), "Tin: Hiến máu đợt 3");
        assert_eq!(words("=?x?"), "=?x?");
    }
}
