//! The laws that every reader of documents holds to, whatever bytes it is given.

use loidoc::Lexicon;
use loidoc::document::{Document, Encoding, Kind, SourceMap, Warning, read_as};
use loidoc::internals::tidy;
use std::io::{Cursor, Read};
use std::sync::LazyLock;

static LEXICON: LazyLock<std::sync::Arc<Lexicon>> = LazyLock::new(Lexicon::built_in);

/// Reads a document of a known name and holds what comes of it to the laws.
pub fn hold(name: &str, bytes: &[u8], forced: Option<Encoding>) {
    match read_as(name, bytes, &LEXICON, forced) {
        Err(error) => {
            let told = error.to_string();
            assert!(told.starts_with(name) && told.len() > name.len() + 10, "an error without a message: {told}");
        }
        Ok(document) => segments(&document, bytes),
    }
}

/// Text is tidy, and every letter of it has a piece of the source of its own, in the same order.
fn segments(document: &Document, file: &[u8]) {
    for warning in &document.warnings {
        assert!(!matches!(warning, Warning::EncodingGuessed { confidence: 101.., .. }), "{warning:?}");
    }
    // A line ends with `\n`, or in old files with `\r`; an archive's paragraphs are counted instead.
    let lines = 1 + file.iter().filter(|b| matches!(b, b'\r' | b'\n')).count();
    for segment in &document.segments {
        let (text, origin) = (&*segment.text, &segment.origin);
        assert!(!text.trim().is_empty(), "an empty segment");
        assert_eq!(text.trim_matches(['\r', '\n']), text, "line breaks at the ends");
        assert_eq!(tidy(text).text, text, "not tidy");
        // No place leads into the bytes of a PDF: its letters are numbers of glyphs.
        if document.kind == Kind::Pdf {
            continue;
        }
        let unpacked = (!origin.part.is_empty()).then(|| part(file, &origin.part));
        let source = unpacked.as_deref().unwrap_or(file);
        assert!(origin.line > 0 && (unpacked.is_some() || origin.line <= lines), "line {} of {lines}", origin.line);
        let guessed = document
            .warnings
            .iter()
            .any(|w| matches!(w, Warning::EncodingGuessed { .. } | Warning::HiddenEncoding { .. }));
        let stored_as_utf8 = document.encoding == Encoding::Utf8 && !(unpacked.is_some() && guessed);
        // The letters of a mail may be packed, as in base64.
        let packed = document.kind == Kind::Mail;
        letters(text, origin, source, std::str::from_utf8(source).ok().filter(|_| stored_as_utf8), packed);
    }
}

fn letters(text: &str, origin: &SourceMap, source: &[u8], utf8: Option<&str>, packed: bool) {
    let mut done = 0;
    for (n, c) in text.char_indices() {
        let (start, end) = (origin.locate(n as u32), origin.locate_end((n + c.len_utf8()) as u32));
        let place = || format!("{c:?} at {n} of {text:?}: {start}..{end} after {done} of {}, {origin:?}", source.len());
        assert!(done <= start && start <= end && end <= source.len(), "{}", place());
        if let Some(source) = utf8 {
            let piece = source.get(start..end).unwrap_or_else(|| panic!("between letters: {}", place()));
            // An entity or escape, a ligature and the number of a list's item are no such letter themselves.
            let stands_for = packed || piece.is_empty() || piece.contains(['&', '\\']) || !piece.is_ascii();
            assert!(!c.is_ascii_alphanumeric() || stands_for || piece.contains(c), "{piece:?}: {}", place());
        }
        done = end;
    }
}

/// A part of an archive, unpacked.
fn part(archive: &[u8], name: &str) -> Vec<u8> {
    let mut bytes = Vec::new();
    let mut zip = zip::ZipArchive::new(Cursor::new(archive)).expect("it has been read");
    zip.by_name(name).expect("it has been read").read_to_end(&mut bytes).expect("it has been read");
    bytes
}
