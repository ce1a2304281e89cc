//! PDF with a text layer. A library finds the lines and their order, columns among them; from there it is text of pages, whose
//! lines are joined and whose running heads are found as those of any other.
//!
//! No place leads into a PDF's bytes, where letters are numbers of glyphs in packed streams. A page is a part (`page 3`), and
//! places count in its lines as they were found.

mod columns;

use super::encoding::{disguise, share};
use super::model::{Block, Part};
use super::plain;
use super::script::{self, Raised};
use super::source_map::SourceMap;
use super::warning::Warning;
use crate::error::Error;
use crate::lexicon::Lexicon;
use pdf_inspector::extractor::{extract_text_with_positions_mem, group_into_lines_preserving_all_text};
use pdf_inspector::types::{ItemType, TextLine};

/// A font without a map of its letters makes signs of words: of so many words in percent at least most are letters or digits.
const LEAST_WORDS: usize = 60;
/// A paragraph begins where lines are further apart than usual, by this factor.
const PARTED: f32 = 1.25;
/// So much larger or smaller, as a share, are letters of another kind of paragraph.
const LARGER: f32 = 0.12;
/// Words that are looked at.
const LOOKED_AT: usize = 2_000;

/// Reads a document.
pub(super) fn read(file: &str, bytes: &[u8], lexicon: &Lexicon) -> Result<Vec<Part>, Error> {
    let refuse = |message: &str| Error::Document { file: file.to_owned(), message: message.to_owned() };
    let mut items = extract_text_with_positions_mem(bytes).map_err(|error| {
        let told = error.to_string();
        match told.to_lowercase().contains("encrypt") || told.to_lowercase().contains("password") {
            true => refuse("locked with a password: save it without one"),
            false => refuse(&format!("a broken PDF ({told}): get it again, or the document it was made of")),
        }
    })?;
    // The library writes `[Image: name]` where a picture stands.
    items.retain(|item| !matches!(item.item_type, ItemType::Image));
    let mut text = String::new();
    let mut page = None;
    let mut pages = Vec::new();
    let lines = columns::parted(group_into_lines_preserving_all_text(items));
    let usual = usual_step(&lines);
    let mut last = (f32::MAX, f32::MAX);
    for line in lines {
        let turned = page.replace(line.page).is_some_and(|last| last != line.page);
        if turned || text.is_empty() {
            text.push_str("\n\u{c}");
            pages.push(Page { number: line.page as usize, start: text.len() });
        }
        let size = line.items.iter().map(|item| item.height).fold(0.0, f32::max);
        // What is set larger or smaller is a heading, or a note.
        let other = (size - last.1).abs() > last.1 * LARGER;
        if !turned && (last.0 - line.y > usual * PARTED || other) {
            text.push('\n');
        }
        last = (line.y, size);
        let written = line.text();
        // Raised and lowered text comes between the tags of a page.
        for piece in written.split_inclusive('>') {
            let (before, tag) = piece.rfind('<').map_or((piece, ""), |at| piece.split_at(at));
            let tagged = matches!(tag, "<sup>" | "</sup>" | "<sub>" | "</sub>");
            let own = if tagged { before } else { piece };
            // What stands for a hyphen at the end of a line in some fonts is no letter.
            let own: String =
                own.chars().map(|c| if c == '\u{2}' { '-' } else { c }).filter(|c| !c.is_control()).collect();
            match tag {
                "</sup>" => text.push_str(&power(&text, &own)),
                "</sub>" => text.push_str(&script::lowered(&own)),
                _ => text.push_str(&own),
            }
        }
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
    let (blocks, warnings, _) = plain::pages(&text, lexicon);
    Ok(by_page(&text, &pages, blocks.map(justified), warnings))
}

/// A page whose lines begin at a byte of the text.
struct Page {
    number: usize,
    start: usize,
}

/// A part for each page; a paragraph is of the one that it begins on.
fn by_page(
    text: &str,
    pages: &[Page],
    blocks: impl Iterator<Item = Block<'static>>,
    warnings: Vec<Warning>,
) -> Vec<Part> {
    let mut parts: Vec<Part> = Vec::new();
    let (mut counted, mut before) = (0, 0);
    let mut current = None;
    for mut block in blocks {
        let n = pages.partition_point(|page| page.start <= block.start).saturating_sub(1);
        let Some(page) = pages.get(n) else { continue };
        if current.replace(n) != Some(n) {
            before += memchr::memchr_iter(b'\n', text.as_bytes().get(counted..page.start).unwrap_or(&[])).count();
            counted = counted.max(page.start);
            let origin = SourceMap { part: format!("page {}", page.number), line: 1, ..SourceMap::default() };
            parts.push(Part { origin, blocks: Vec::new(), warnings: Vec::new() });
        }
        block.start -= page.start.min(block.start);
        block.line = block.line.saturating_sub(before).max(1);
        if let Some(part) = parts.last_mut() {
            part.blocks.push(block);
        }
    }
    if let Some(first) = parts.first_mut() {
        first.warnings = warnings;
    }
    parts
}

/// How far most lines are below the one before.
fn usual_step(lines: &[TextLine]) -> f32 {
    let down =
        |pair: &[TextLine]| (pair[0].page == pair[1].page).then(|| pair[0].y - pair[1].y).filter(|step| *step > 1.0);
    let mut steps: Vec<f32> = lines.windows(2).filter_map(down).collect();
    steps.sort_unstable_by(f32::total_cmp);
    // Within paragraphs lines are nearer to each other than between.
    steps.get(steps.len() / 3).copied().unwrap_or(f32::MAX)
}

/// A paragraph without the wide spaces that fill its lines.
fn justified(block: Block) -> Block<'static> {
    if !block.text.contains("  ") {
        return Block { text: block.text.into_owned().into(), ..block };
    }
    let lower = SourceMap { start: block.start, anchors: block.anchors, ..SourceMap::default() };
    let (mut text, mut anchors, mut done) = (String::new(), Vec::new(), 0);
    for (at, _) in block.text.match_indices("  ") {
        if at >= done {
            text.push_str(&block.text[done..=at]);
            done = at + 1 + block.text[at + 1..].bytes().take_while(|b| *b == b' ').count();
            anchors.push((text.len() as u32, done as u32));
        }
    }
    text.push_str(&block.text[done..]);
    let (start, anchors) = lower.through(0, &anchors, text.len());
    Block { text: text.into(), start, anchors, ..block }
}

/// What raised text is after other text: nothing, if it is the mark of a note.
fn power(before: &str, text: &str) -> String {
    match script::raised(before, text, false) {
        Raised::Text(text) => text,
        Raised::Mark => String::new(),
    }
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
    right * 100 >= said().count() * LEAST_WORDS && (share::is_plausible(text) || disguise::hidden(text).is_some())
}
