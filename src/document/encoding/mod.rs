//! Bytes to text, in whatever encoding Vietnamese has been written.
//!
//! UTF-8 is taken as it is. What is not UTF-8 is tried as UTF-16, windows-1258, TCVN3 (ABC), VNI-Windows and VISCII; the
//! encoding in which the most words are built as Vietnamese syllables wins, and its share is the confidence that is
//! reported. UTF-8 that was read as Latin-1 and saved again is mended.

#[cfg(feature = "documents")]
pub(super) mod fonts;
pub(super) mod legacy;
mod mojibake;
mod tables;

use super::origin::SourceMap;
use super::warning::Warning;
use crate::error::Error;
use std::borrow::Cow;

/// A source may have this many bytes: places are 32 bits wide.
pub const LARGEST: usize = u32::MAX as usize;

/// A file that is not UTF-8, or wants unpacking or parsing, may have this many bytes: it is held in memory more than once.
pub const LARGEST_DECODED: usize = 64 << 20;

/// An encoding is taken for the right one if this share of its Vietnamese words (in percent) are syllables.
const LEAST_CONFIDENCE: u8 = 70;

/// An encoding of text.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Encoding {
    /// UTF-8, with or without a byte order mark.
    #[default]
    Utf8,
    /// UTF-16, little end first.
    Utf16Le,
    /// UTF-16, big end first.
    Utf16Be,
    /// Windows' code page for Vietnamese: tones are combining marks.
    #[cfg(feature = "documents")]
    Windows1258,
    /// TCVN 5712-1:1993, of which TCVN3 (ABC) is what fonts such as .VnTime show.
    Tcvn3,
    /// VNI-Windows: marks are letters of their own after the vowel.
    Vni,
    /// VISCII 1.1 (RFC 1456).
    Viscii,
    /// VIQR (RFC 1456): ASCII, marks are punctuation after the vowel.
    Viqr,
}

impl Encoding {
    /// All there are.
    pub const ALL: &[Encoding] = &[
        Encoding::Utf8,
        Encoding::Utf16Le,
        Encoding::Utf16Be,
        #[cfg(feature = "documents")]
        Encoding::Windows1258,
        Encoding::Tcvn3,
        Encoding::Vni,
        Encoding::Viscii,
        Encoding::Viqr,
    ];

    /// Its name, as `--encoding` takes it and reports give it.
    pub fn name(self) -> &'static str {
        match self {
            Encoding::Utf8 => "utf-8",
            Encoding::Utf16Le => "utf-16le",
            Encoding::Utf16Be => "utf-16be",
            #[cfg(feature = "documents")]
            Encoding::Windows1258 => "windows-1258",
            Encoding::Tcvn3 => "tcvn3",
            Encoding::Vni => "vni",
            Encoding::Viscii => "viscii",
            Encoding::Viqr => "viqr",
        }
    }

    /// The encoding of a name, in any case.
    ///
    /// # Errors
    /// [`Error::Unknown`] with the names there are.
    pub fn named(name: &str) -> Result<Encoding, Error> {
        Encoding::ALL.iter().copied().find(|e| e.name().eq_ignore_ascii_case(name)).ok_or_else(|| {
            let known = Encoding::ALL.iter().map(|e| e.name()).collect::<Vec<_>>().join(", ");
            Error::Unknown { what: "encoding", name: name.to_owned(), known }
        })
    }
}

/// Text, and how to get from it to the bytes it was made of.
#[derive(Clone, Debug)]
pub(super) struct Decoded<'d> {
    pub(super) text: Cow<'d, str>,
    /// The whole text's origin: empty anchors where the bytes are the text.
    pub(super) origin: SourceMap,
    pub(super) encoding: Encoding,
    pub(super) warnings: Vec<Warning>,
}

impl<'d> Decoded<'d> {
    fn new(text: impl Into<Cow<'d, str>>, start: usize, anchors: Vec<(u32, u32)>, encoding: Encoding) -> Decoded<'d> {
        let origin = SourceMap { part: String::new(), start, line: 1, anchors };
        Decoded { text: text.into(), origin, encoding, warnings: Vec::new() }
    }

    /// The same with other text in place of its own; the anchors lead into the old one.
    fn rewritten(mut self, text: String, anchors: &[(u32, u32)]) -> Decoded<'d> {
        let (start, anchors) = self.origin.through(0, anchors, text.len());
        self.origin = SourceMap { start, anchors, ..self.origin };
        self.text = Cow::Owned(text);
        self
    }
}

/// The text of a file's bytes, in the encoding that is forced or the one that is found. Markup is not
/// looked at for encodings that its letters hide: its parts may differ.
///
/// # Errors
/// [`Error::NotUtf8`] where no encoding makes Vietnamese of it, [`Error::Binary`], [`Error::TooLarge`].
pub(super) fn decode<'d>(
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
    } else if forced.is_none() && decoded.encoding == Encoding::Utf8 && !markup {
        decoded = legacy::disguised(decoded);
    }
    decoded = mojibake::mended(decoded);
    if !markup {
        decoded = numbered(decoded);
    }
    let lost = memchr::memmem::find_iter(decoded.text.as_bytes(), "\u{fffd}").count();
    let lost = lost + if markup { 0 } else { legacy::lost_letters(&decoded.text) };
    if lost > 0 {
        decoded.warnings.push(Warning::Lost { characters: lost });
    }
    Ok(decoded)
}

/// Letters that a page's form wrote as numbers (`&#7897;`) into plain text, as they are meant.
fn numbered(decoded: Decoded<'_>) -> Decoded<'_> {
    const LEAST: usize = 3;
    let bytes = decoded.text.as_bytes();
    if memchr::memmem::find_iter(bytes, b"&#").take(LEAST).count() < LEAST {
        return decoded;
    }
    let text = decoded.text.clone();
    let (mut out, mut anchors, mut done) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (at, _) in text.match_indices("&#") {
        let digits = text[at + 2..].bytes().take_while(u8::is_ascii_digit).take(7).count();
        let end = at + 2 + digits;
        let letter = text[at + 2..end]
            .parse()
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

/// Each byte as the letter of its number, for readers that know better what it is.
pub(super) fn bytes(bytes: &[u8]) -> Decoded<'static> {
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
