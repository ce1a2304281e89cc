//! PDF with a text layer. A library finds the lines and their order, columns among them; from there it is text of pages, whose
//! lines are joined and whose running heads are found as those of any other.
//!
//! No place leads into a PDF's bytes, where letters are numbers of glyphs in packed streams. Places count in the lines as they
//! were found, part `text`.

use super::encoding::legacy;
use super::model::{Block, Part};
use super::plain;
use super::source_map::SourceMap;
use crate::error::Error;
use crate::lexicon::Lexicon;
use pdf_inspector::extractor::{extract_text_with_positions_mem, group_into_lines_preserving_all_text};

/// A font without a map of its letters makes signs of words: of so many words in percent at least most are letters or digits.
const LEAST_WORDS: usize = 60;
/// Words that are looked at.
const LOOKED_AT: usize = 2_000;

/// Reads a document.
pub(super) fn read(file: &str, bytes: &[u8], lexicon: &Lexicon) -> Result<Vec<Part>, Error> {
    let refuse = |message: &str| Error::Document { file: file.to_owned(), message: message.to_owned() };
    let items = extract_text_with_positions_mem(bytes).map_err(|error| {
        let told = error.to_string();
        match told.to_lowercase().contains("encrypt") || told.to_lowercase().contains("password") {
            true => refuse("locked with a password: save it without one"),
            false => refuse(&format!("a broken PDF ({told}): get it again, or the document it was made of")),
        }
    })?;
    let mut text = String::new();
    let mut page = None;
    for line in group_into_lines_preserving_all_text(items) {
        let turned = page.replace(line.page).is_some_and(|last| last != line.page);
        text.push_str(if turned { "\u{c}" } else { "" });
        // What stands for a hyphen at the end of a line in some fonts is no letter.
        text.extend(line.text().chars().map(|c| if c == '\u{2}' { '-' } else { c }).filter(|c| !c.is_control()));
        text.push('\n');
    }
    if !text.contains(char::is_alphanumeric) {
        return Err(refuse(
            "a PDF of pictures, as scanners make it: make text of it by OCR, for example with `ocrmypdf`",
        ));
    }
    if !is_readable(&text) {
        return Err(refuse(
            "a PDF whose fonts do not tell what letters they show: take the document it was made of, or make text of it by OCR, for example with `ocrmypdf --force-ocr`",
        ));
    }
    let (blocks, warnings, _) = plain::read(&text, lexicon);
    let own = |b: Block| Block { text: b.text.into_owned().into(), ..b };
    let blocks = blocks.map(own).collect();
    let origin = SourceMap { part: "text".to_owned(), line: 1, ..SourceMap::default() };
    Ok(vec![Part { origin, blocks, warnings }])
}

/// Whether most words are such, and those with marks are Vietnamese or hide an older encoding.
fn is_readable(text: &str) -> bool {
    let sign = |c: char| !c.is_alphanumeric();
    let word = |word: &&str| {
        let inner = word.trim_matches(sign);
        let letters = inner.chars().filter(|c| c.is_alphanumeric()).count();
        !inner.is_empty() && letters * 4 >= inner.chars().count() * 3
    };
    let said = || text.split_whitespace().filter(|word| word.chars().count() > 1).take(LOOKED_AT);
    let right = said().filter(word).count();
    right * 100 >= said().count() * LEAST_WORDS && (legacy::is_plausible(text) || legacy::hidden(text).is_some())
}
