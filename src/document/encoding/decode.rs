//! Finds the encoding of a file's bytes and makes text of them.

use super::decoded::{Decoded, LARGEST, LARGEST_DECODED};
use super::kinds::Encoding;
use super::{legacy, mojibake};
use crate::document::warning::Warning;
use crate::error::Error;

/// The text of a file's bytes, in the encoding that is forced or the one that is found. Markup is not looked at for
/// encodings that its letters hide: its parts may differ.
///
/// # Errors
/// [`Error::NotUtf8`] where no encoding makes Vietnamese of it, [`Error::Binary`], [`Error::TooLarge`].
pub(in crate::document) fn decode<'d>(
    file: &str,
    bytes: &'d [u8],
    forced: Option<Encoding>,
    markup: bool,
) -> Result<Decoded<'d>, Error> {
    if bytes.len() > LARGEST {
        return Err(Error::TooLarge { file: file.to_owned(), limit: "4 GiB" });
    }
    let found = match forced.or_else(|| marked(bytes)) {
        None | Some(Encoding::Utf8) => {
            let start = bytes.len() - without_mark(bytes).len();
            match utf8(file, &bytes[start..], 1) {
                Ok(_) if memchr::memchr(0, bytes).is_some() => legacy::utf16_without_mark(bytes),
                Ok(text) => Some((Decoded::new(text, start, Vec::new(), Encoding::Utf8), None)),
                Err(error) if forced.is_some() => return Err(error),
                Err(error) => {
                    if bytes.len() > LARGEST_DECODED {
                        return Err(Error::TooLarge { file: file.to_owned(), limit: "64 MiB and not UTF-8" });
                    }
                    let found = legacy::utf16_without_mark(bytes).or_else(|| legacy::detect(bytes));
                    if found.is_none() && memchr::memchr(0, bytes).is_none() {
                        return Err(error);
                    }
                    found
                }
            }
        }
        Some(encoding) => {
            if bytes.len() > LARGEST_DECODED {
                return Err(Error::TooLarge { file: file.to_owned(), limit: "64 MiB and not UTF-8" });
            }
            Some((legacy::decode(bytes, encoding), None))
        }
    };
    let Some((mut decoded, confidence)) = found else {
        let offset = memchr::memchr(0, bytes).unwrap_or(0);
        return Err(Error::Binary { file: file.to_owned(), offset });
    };
    if let Some(offset) = memchr::memchr(0, decoded.text.as_bytes()) {
        return Err(Error::Binary { file: file.to_owned(), offset: decoded.origin.locate(offset as u32) });
    }
    decoded.stated = forced.is_some();
    let lost = if markup { 0 } else { legacy::lost_letters([&*decoded.text].into_iter()) };
    if let Some(confidence) = confidence {
        // Each letter that became a question mark speaks against it as a wrong word does.
        let marked = decoded.text.split_whitespace().filter(|word| !word.is_ascii()).count();
        let confidence = (usize::from(confidence) * marked / (marked + lost).max(1)) as u8;
        decoded.warnings.push(Warning::EncodingGuessed { encoding: decoded.encoding, confidence });
    } else if forced.is_none() && decoded.encoding == Encoding::Utf8 && !markup {
        decoded = legacy::disguised(decoded);
    }
    decoded = mojibake::mended(decoded);
    if !markup {
        decoded = numbered(decoded);
    }
    let lost = lost + memchr::memmem::find_iter(decoded.text.as_bytes(), "\u{fffd}").count();
    if lost > 0 {
        decoded.warnings.push(Warning::Lost { characters: lost });
    }
    Ok(decoded)
}

/// Letters that a page's form wrote as numbers (`&#7897;`, `&#x1ed9;`) into plain text, as they are meant.
fn numbered(decoded: Decoded<'_>) -> Decoded<'_> {
    const LEAST: usize = 3;
    let bytes = decoded.text.as_bytes();
    if memchr::memmem::find_iter(bytes, b"&#").take(LEAST).count() < LEAST {
        return decoded;
    }
    let text = decoded.text.clone();
    let (mut out, mut anchors, mut done) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (at, _) in text.match_indices("&#") {
        let hex = text[at + 2..].starts_with(['x', 'X']);
        let from = at + 2 + usize::from(hex);
        let radix = if hex { 16 } else { 10 };
        let digits = text[from..].bytes().take_while(|b| char::from(*b).is_digit(radix)).take(7).count();
        let end = from + digits;
        let letter = u32::from_str_radix(&text[from..end], radix)
            .ok()
            .and_then(char::from_u32)
            .filter(|c| text[end..].starts_with(';') && *c >= ' ');
        if let Some(letter) = letter {
            out.push_str(&text[done..at]);
            out.push(letter);
            done = end + 1;
            anchors.push((out.len() as u32, done as u32));
        }
    }
    out.push_str(&text[done..]);
    decoded.rewritten(out, &anchors)
}

/// Bytes in an encoding that is known.
#[cfg(feature = "documents")]
pub(in crate::document) fn as_known(bytes: &[u8], encoding: Encoding) -> Decoded<'static> {
    legacy::decode(bytes, encoding)
}

/// Bytes that are no UTF-8 in the encoding in which they are Vietnamese, and how sure that is.
#[cfg(feature = "documents")]
pub(in crate::document) fn guessed(bytes: &[u8]) -> Option<(Decoded<'static>, u8)> {
    legacy::detect(bytes).map(|(decoded, confidence)| (decoded, confidence.unwrap_or(100)))
}

#[cfg(feature = "documents")]
/// Each byte as the letter of its number, for readers that know better what it is.
pub(in crate::document) fn bytes(bytes: &[u8]) -> Decoded<'static> {
    let mut text = String::with_capacity(bytes.len() + bytes.len() / 8);
    let mut anchors = Vec::new();
    for (n, &byte) in bytes.iter().enumerate() {
        text.push(char::from(byte));
        if !byte.is_ascii() {
            anchors.push((text.len() as u32, n as u32 + 1));
        }
    }
    Decoded::new(text, 0, anchors, Encoding::Utf8)
}

/// The encoding that a byte order mark names.
fn marked(bytes: &[u8]) -> Option<Encoding> {
    match bytes {
        [0xFF, 0xFE, ..] => Some(Encoding::Utf16Le),
        [0xFE, 0xFF, ..] => Some(Encoding::Utf16Be),
        [0xEF, 0xBB, 0xBF, ..] => Some(Encoding::Utf8),
        _ => None,
    }
}

fn without_mark(bytes: &[u8]) -> &[u8] {
    bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes)
}

/// The bytes as UTF-8, without a byte order mark: for files that are ours, such as lexicons.
///
/// # Errors
/// [`Error::Binary`] where there is a zero byte, [`Error::NotUtf8`] with line and column of the first wrong byte,
/// [`Error::TooLarge`] beyond 4 GiB.
pub fn text<'d>(file: &str, bytes: &'d [u8]) -> Result<&'d str, Error> {
    if bytes.len() > LARGEST {
        return Err(Error::TooLarge { file: file.to_owned(), limit: "4 GiB" });
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(Error::Binary { file: file.to_owned(), offset });
    }
    utf8(file, without_mark(bytes), 1)
}

/// The bytes as UTF-8; `first_line` is the number of their first line in the file, for the error.
///
/// # Errors
/// [`Error::NotUtf8`].
pub fn utf8<'d>(file: &str, bytes: &'d [u8], first_line: usize) -> Result<&'d str, Error> {
    if let Ok(text) = simdutf8::basic::from_utf8(bytes) {
        return Ok(text);
    }
    match std::str::from_utf8(bytes) {
        Ok(text) => Ok(text),
        Err(error) => {
            let good = &bytes[..error.valid_up_to()];
            let line_start = memchr::memrchr(b'\n', good).map_or(0, |n| n + 1);
            Err(Error::NotUtf8 {
                file: file.to_owned(),
                line: first_line + memchr::memchr_iter(b'\n', good).count(),
                column: String::from_utf8_lossy(&good[line_start..]).chars().count() + 1,
                byte: bytes[error.valid_up_to()],
            })
        }
    }
}
