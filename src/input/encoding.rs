//! Bytes to text.

use crate::error::Error;

/// A source may have this many bytes: places are 32 bits wide.
pub const LARGEST: usize = u32::MAX as usize;

/// The bytes as UTF-8, without a byte order mark.
///
/// # Errors
/// [`Error::Binary`] where there is a zero byte, [`Error::NotUtf8`] with line and column of the first wrong byte,
/// [`Error::TooLarge`] beyond 4 GiB.
pub fn text<'d>(file: &str, bytes: &'d [u8]) -> Result<&'d str, Error> {
    if bytes.len() > LARGEST {
        return Err(Error::TooLarge { file: file.to_owned() });
    }
    if let Some(offset) = memchr::memchr(0, bytes) {
        return Err(Error::Binary { file: file.to_owned(), offset });
    }
    let bytes = bytes.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(bytes);
    utf8(file, bytes, 1)
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
