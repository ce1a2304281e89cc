//! Finds the encoding of a file's bytes and makes text of them.

use super::decoded::{Decoded, LARGEST, LARGEST_DECODED};
use super::kinds::Encoding;
use super::{legacy, mojibake};
use crate::document::warning::Warning;
use crate::error::Error;

/// The text of a file's bytes, in the encoding that is forced or the one that is found. Markup is never looked at as VIQR,
/// whose marks are quotes and such.
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
    if let Some(confidence) = confidence {
        decoded.warnings.push(Warning::EncodingGuessed { encoding: decoded.encoding, confidence });
    } else if forced.is_none() && decoded.encoding == Encoding::Utf8 {
        decoded = legacy::disguised(decoded, markup);
    }
    decoded = mojibake::mended(decoded);
    let lost = memchr::memmem::find_iter(decoded.text.as_bytes(), "\u{fffd}").count();
    if lost > 0 {
        decoded.warnings.push(Warning::Lost { characters: lost });
    }
    Ok(decoded)
}

/// The letters of the bytes in an encoding of one byte a letter.
#[cfg(feature = "documents")]
pub(in crate::document) fn letters(encoding: Encoding) -> [char; 256] {
    legacy::table(encoding)
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
