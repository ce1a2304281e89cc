//! Finds the encoding of a file's bytes and makes text of them.

use super::decoded::{Decoded, LARGEST, LARGEST_DECODED};
use super::kinds::Encoding;
use super::{detect, disguise, escapes, legacy, mojibake};
use crate::document::warning::Warning;
use crate::error::Error;

/// Lines that a warning names.
pub(in crate::document) const MOST_NAMED: usize = 5;

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
                Ok(_) if memchr::memchr(0, bytes).is_some() => detect::utf16_without_mark(bytes),
                Ok(text) => Some((Decoded::new(text, start, Vec::new(), Encoding::Utf8), None)),
                Err(error) if forced.is_some() => return Err(error),
                Err(error) => {
                    if bytes.len() > LARGEST_DECODED {
                        return Err(Error::TooLarge { file: file.to_owned(), limit: "64 MiB and not UTF-8" });
                    }
                    if let Some((mixed, encoding, numbers)) = detect::mixed(bytes) {
                        return Ok(of_lines(mixed, encoding, numbers));
                    }
                    let found = detect::utf16_without_mark(bytes).or_else(|| detect::detect(bytes));
                    if found.is_none() && memchr::memchr(0, bytes).is_none() {
                        return Err(error);
                    }
                    found
                }
            }
        }
        Some(encoding) if forced.is_some() && detect::spoils(bytes, encoding) => {
            let message = format!("it is UTF-8, which `--encoding {}` would spoil: leave that out", encoding.name());
            return Err(Error::Document { file: file.to_owned(), message });
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
    let lost = if markup { 0 } else { detect::lost_letters([&*decoded.text].into_iter()) };
    if let Some(confidence) = confidence {
        // Each letter that became a question mark speaks against it as a wrong word does.
        let marked = decoded.text.split_whitespace().filter(|word| !word.is_ascii()).count();
        let confidence = (usize::from(confidence) * marked / (marked + lost).max(1)) as u8;
        decoded.warnings.push(Warning::EncodingGuessed { encoding: decoded.encoding, confidence });
    } else if forced.is_none() && decoded.encoding == Encoding::Utf8 && !markup {
        decoded = disguise::disguised(decoded);
    }
    decoded = mojibake::mended(decoded);
    if !markup {
        decoded = escapes::meant(decoded);
    }
    let lost = lost + memchr::memmem::find_iter(decoded.text.as_bytes(), "\u{fffd}").count();
    if lost > 0 {
        decoded.warnings.push(Warning::Lost { characters: lost });
    }
    Ok(decoded)
}

/// Text of which some lines were in another encoding.
fn of_lines(mut decoded: Decoded<'static>, encoding: Encoding, numbers: Vec<usize>) -> Decoded<'static> {
    let (paragraphs, lines) = (numbers.len(), numbers.into_iter().take(MOST_NAMED).collect());
    decoded.warnings.push(Warning::HiddenEncoding { encoding, paragraphs, lines });
    decoded
}

/// Bytes in an encoding that is known.
#[cfg(feature = "documents")]
pub(in crate::document) fn as_known(bytes: &[u8], encoding: Encoding) -> Decoded<'static> {
    legacy::decode(bytes, encoding)
}

/// Bytes that are no UTF-8 in the encoding in which they are Vietnamese, and how sure that is.
#[cfg(feature = "documents")]
pub(in crate::document) fn guessed(bytes: &[u8]) -> Option<(Decoded<'static>, u8)> {
    detect::detect(bytes).map(|(decoded, confidence)| (decoded, confidence.unwrap_or(100)))
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

/// The bytes as text in an encoding that is known.
///
/// # Errors
/// [`Error::TooLarge`] beyond 64 MiB, [`Error::Document`] where they are UTF-8 that the encoding would spoil, and as [`text`]
/// where the encoding is UTF-8.
///
/// ```
/// use loidoc::document::encoding::{Encoding, text_as};
/// assert_eq!(text_as("a.txt", b"H\xE9i", Encoding::Tcvn3).unwrap(), "Hội");
/// ```
pub fn text_as(file: &str, bytes: &[u8], encoding: Encoding) -> Result<String, Error> {
    decode(file, bytes, Some(encoding), true).map(|decoded| decoded.text.into_owned())
}

/// The bytes as text in the encoding that is found, with what was noticed.
///
/// # Errors
/// As [`text`], and [`Error::NotUtf8`] where no encoding makes Vietnamese of them.
///
/// ```
/// use loidoc::document::encoding::text_found;
/// // VNI-Windows, whose marks stand behind their letters.
/// let bytes: Vec<u8> = "nghò tænh Vónh Long ñi".chars().map(|c| c as u8).collect();
/// assert_eq!(text_found("a.txt", &bytes).unwrap().0, "nghị tỉnh Vĩnh Long đi");
/// ```
pub fn text_found(file: &str, bytes: &[u8]) -> Result<(String, Vec<Warning>), Error> {
    decode(file, bytes, None, true).map(|decoded| (decoded.text.into_owned(), decoded.warnings))
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
                looks_like: detect::detect(bytes).map(|(decoded, _)| decoded.encoding.name()),
            })
        }
    }
}
