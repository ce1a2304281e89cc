//! Lines that a page or a mail program has broken: whether a text has them, and its paragraphs put together again.
//!
//! A line is joined to the next one where it is full (the next word would not have fitted) or where the next one goes on in
//! small letters, unless that begins an item or heading of its own. Running heads, page numbers and the stamps of digital
//! signatures stand between the halves of a paragraph and are taken out first.

use super::boilerplate;
use super::lines::{Line, block};
use super::model::{Block, Role};
use super::pages;
use super::source_map::SourceMapBuilder;
use crate::lexicon::Lexicon;
use crate::registry::words::documents as words;
use crate::vietnamese::syllable::is_syllable;
use std::borrow::Cow;

/// Wrapped lines are not longer, in characters.
const WIDEST: usize = 160;
/// Lines that break off in the middle of a sentence, at least: so many, and one in so many of all line ends.
const LEAST_BREAKS: usize = 2;
const BREAKS_IN: usize = 8;
/// A text tells whether its lines are broken by so many of them.
const TELLING: usize = 4096;
/// Lines before and after that tell how wide the page is.
const NEIGHBOURS: usize = 24;
/// Columns of a table are narrower than this share of the page, in percent: there only small letters go on.
const COLUMN: usize = 70;

/// So many paragraphs at least are parted by blank lines where they always are.
const LEAST_PARTED: usize = 2;
/// A line that goes on there has this share of the width, in percent.
const SPACED: usize = 75;

/// Whether many lines break off in the middle of a sentence.
pub(super) fn is_wrapped<'t, L: Iterator<Item = Line<'t>>>(lines: impl Fn() -> L) -> bool {
    let mut breaks = 0;
    let mut all = 0;
    let mut before: Option<Line> = None;
    for line in lines().take(TELLING) {
        let Some(before) = before.replace(line).filter(|_| !line.after_blank) else { continue };
        all += 1;
        // Most lines begin with a capital.
        let goes_on = line.text.starts_with(char::is_lowercase)
            && before.text.ends_with(|c: char| c.is_alphanumeric() || matches!(c, ',' | '-'));
        breaks += usize::from(goes_on && item(line.text).is_none());
    }
    if breaks < LEAST_BREAKS || breaks * BREAKS_IN < all {
        return false;
    }
    let (mut long, mut all) = (0, 0);
    for line in lines().take(TELLING) {
        all += 1;
        long += usize::from(line.text.len() > WIDEST && line.text.chars().count() > WIDEST);
    }
    long * 20 <= all
}

/// The paragraphs of wrapped lines, and how many line ends were joined.
pub(super) fn paragraphs<'t>(lines: &[Line<'t>], lexicon: &Lexicon) -> (Vec<Block<'t>>, usize) {
    let left = pages::leavings(lines, lexicon);
    let widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let text: Vec<usize> = (0..lines.len()).filter(|&n| !left[n]).collect();
    let page = Page { width: nearly_longest(widths.clone()), spaced: is_spaced(lines), itemised: is_itemised(lines) };
    let mut blocks = Vec::new();
    let mut joins = 0;
    let mut at = 0;
    // Leavings come where they stood, but never inside a paragraph.
    let mut shown = 0;
    let leave = |blocks: &mut Vec<Block<'t>>, shown: &mut usize, up_to: usize| {
        for n in *shown..up_to {
            if left[n] {
                blocks.push(Block { role: Some(Role::Boilerplate), ..block(&lines[n]) });
            }
        }
        *shown = up_to.max(*shown);
    };
    while at < text.len() {
        leave(&mut blocks, &mut shown, text[at]);
        let begin = at;
        while at + 1 < text.len() {
            let (this, next) = (&lines[text[at]], &lines[text[at + 1]]);
            let width = width_around(&widths, &text, at);
            let turned = text[at + 1] > text[at] + 1;
            let own = boilerplate::stands_alone(this.text, lexicon) || boilerplate::begins(next.text, lexicon);
            if own || next.after_blank && !turned || !page.goes_on(this, next, widths[text[at]], width) {
                break;
            }
            at += 1;
            joins += 1;
        }
        at += 1;
        blocks.push(joined(text[begin..at].iter().map(|&n| &lines[n])));
    }
    leave(&mut blocks, &mut shown, lines.len());
    (blocks, joins)
}

/// What may stand where a word is cut at the end of a line; the last two stand nowhere else (ABBYY FineReader writes ¬).
const CUTS: [char; 4] = ['-', '\u{2010}', '\u{ad}', '¬'];
const SURE_CUTS: [char; 2] = ['\u{ad}', '¬'];

/// How wide the page is around a line of text.
fn width_around(widths: &[usize], text: &[usize], at: usize) -> usize {
    let around = &text[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(text.len())];
    nearly_longest(around.iter().map(|&n| widths[n]).collect())
}

/// A length that one in ten exceeds; letters are not equally wide.
fn nearly_longest(mut lengths: Vec<usize>) -> usize {
    let nearly = lengths.len() * 9 / 10;
    if nearly >= lengths.len() { 0 } else { *lengths.select_nth_unstable(nearly).1 }
}

/// What is known of a whole document.
struct Page {
    width: usize,
    /// Blank lines stand between its paragraphs, so that lines without one go on.
    spaced: bool,
    /// Most paragraphs begin with a number, as those of laws do: others go on after a sentence that ends with its line.
    itemised: bool,
}

/// Whether lines that end a sentence and are as wide as the page are followed by no blank line, and shorter ones are.
fn is_spaced(lines: &[Line]) -> bool {
    let width = nearly_longest(lines.iter().map(|line| line.text.chars().count()).collect());
    let (mut short, mut parted) = (0, 0);
    for (line, next) in lines.iter().zip(lines.iter().skip(1)).filter(|(_, next)| !next.new_page) {
        if line.text.ends_with(['.', '!', '?', '”', '…']) && line.text.chars().count() * 10 < width * 7 {
            short += 1;
            parted += usize::from(next.after_blank);
        }
    }
    parted >= LEAST_PARTED && parted * 10 >= short * 9
}

fn is_itemised(lines: &[Line]) -> bool {
    let ends = lines.iter().filter(|line| line.text.ends_with(['.', ';', ':'])).count();
    let items = lines.iter().filter(|line| item(line.text).is_some()).count();
    items * 2 >= ends
}

impl Page {
    /// Whether the next line goes on with the paragraph of this one; `width` is that of the lines around.
    fn goes_on(&self, this: &Line, next: &Line, length: usize, width: usize) -> bool {
        let word = next.text.split_whitespace().next().unwrap_or("").chars().count();
        // Letters are not equally wide: a line of the widest is shorter in characters.
        let full = (length + 1 + word) * 100 >= width * 88;
        let column = width * 100 < self.width * COLUMN;
        let first = next.text.trim_start_matches(['“', '"', '(', '‘']).chars().next();
        let small = first.is_some_and(char::is_lowercase);
        let last = this.text.trim_end_matches(['”', '"', ')', '’']).chars().next_back();
        let ends = matches!(last, Some('.' | ';' | ':' | '!' | '?' | '…'));
        let hanging = this.text.ends_with([',', '-', '–', '/', '(', '¬']);
        let open = hanging || ends_with_go_on(this.text) && length * 2 >= width;
        let capitals = is_capitals(this.text);
        // A number within a sentence that has come to stand at the begin of a line, or the next sentence of the paragraph.
        if self.spaced && !next.new_page && length * 100 >= width * SPACED && !capitals && !is_capitals(next.text) {
            return match item(next.text) {
                Some(Item::Dash) => false,
                Some(Item::Number) if ends => false,
                _ => !this.text.ends_with("..."),
            };
        }
        // A line of dots is to be filled in by hand.
        if this.text.ends_with("...") || ends && first.is_some_and(|c| c.is_ascii_digit()) {
            return false;
        }
        match item(next.text) {
            // A dash within a sentence that has come to stand at the begin of a line.
            Some(Item::Dash) => {
                let after = next.text.trim_start_matches(|c: char| !c.is_alphanumeric());
                !ends && full && after.starts_with(char::is_lowercase)
            }
            Some(Item::Number) => false,
            None if capitals != is_capitals(next.text) && !small => open && full && !ends && !capitals,
            // A heading in capitals, centred, of several lines.
            None if capitals => open || full && length * 10 >= width * 7,
            None if ends && small => full,
            None if ends => full && !column && self.itemised && last == Some('.') && next.indent <= this.indent,
            None if small => true,
            None => hanging || !column && (open || full),
        }
    }
}

fn ends_with_go_on(line: &str) -> bool {
    words::GO_ON.has(line.rsplit(' ').next().unwrap_or(""))
}

/// A heading in capitals; a code such as 95/KH-UBND is none.
fn is_capitals(line: &str) -> bool {
    let mut words = line.split([' ', ',', '.']).filter(|word| word.chars().count() > 1);
    let word = words.any(|word| word.chars().all(|c| c.is_alphabetic() && c.is_uppercase()));
    word && !line.chars().any(char::is_lowercase)
}

/// What begins a paragraph by itself.
enum Item {
    /// A number or letter, or a heading of a law.
    Number,
    /// A dash or plus sign.
    Dash,
}

fn item(line: &str) -> Option<Item> {
    let line = line.trim_start_matches(['“', '"', '‘']);
    let (word, rest) = line.split_once(' ').unwrap_or((line, ""));
    if matches!(word, "-" | "–" | "+" | "*" | "•" | "●" | "−" | "") {
        return Some(Item::Dash);
    }
    let body = word.trim_end_matches(['.', ')', ':']);
    let marked = body.len() < word.len();
    let numbers = |s: &str| s.split('.').all(|n| (1..=3).contains(&n.len()) && n.bytes().all(|b| b.is_ascii_digit()));
    let roman = |s: &str| s.len() <= 6 && s.bytes().all(|b| b"IVXL".contains(&b));
    let letter = body.chars().count() <= 2
        && body.chars().all(|c| c.is_alphabetic() && (word.ends_with(')') || c.is_uppercase()));
    let next = rest.split(' ').next().unwrap_or("");
    let counted = next.trim_end_matches(['.', ':']);
    let heading = match () {
        // An article cited at the begin of a line has no full stop: Điều 12 của Luật này.
        () if words::ARTICLE.has(word) => {
            next.ends_with(['.', ':']) && counted.starts_with(|c: char| c.is_ascii_digit())
        }
        () if words::CHAPTER.has(word) => {
            word.starts_with(char::is_uppercase)
                && (roman(counted) || numbers(counted))
                && (rest == next || next.ends_with(['.', ':']) || is_capitals(line))
        }
        () => false,
    };
    let mark = marked && !body.is_empty() && (numbers(body) || roman(body) || letter) && !rest.is_empty();
    (heading || mark).then_some(Item::Number)
}

/// Lines as one paragraph.
fn joined<'t, 'l>(mut lines: impl Iterator<Item = &'l Line<'t>>) -> Block<'t>
where
    't: 'l,
{
    let Some(first) = lines.next() else {
        return Block { text: Cow::Borrowed(""), start: 0, anchors: Vec::new(), line: 1, role: None };
    };
    let mut trace = SourceMapBuilder::default();
    trace.copy(first.text, first.start);
    let mut several = false;
    let mut last = first;
    for line in lines {
        several = true;
        let gap = last.start + last.text.len()..line.start;
        let head = line.text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let tail = |text: &str| text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_owned();
        match last.text.strip_suffix(CUTS) {
            // A word cut at the end of the line loses its hyphen; a Vietnamese compound or a code keeps it.
            Some(before) if before.ends_with(char::is_alphanumeric) => {
                let left = tail(before);
                let whole = left.is_empty() || is_syllable(&left) && is_syllable(head);
                if head.starts_with(char::is_lowercase) && !whole || last.text.ends_with(SURE_CUTS) {
                    trace.cut(last.text.len() - before.len());
                }
            }
            _ if last.text.ends_with('/') && last.text.trim_end_matches('/').ends_with(char::is_alphanumeric) => {}
            _ => trace.replace(" ", gap),
        }
        trace.copy(line.text, line.start);
        last = line;
    }
    if !several {
        return block(first);
    }
    let start = trace.start();
    let trace = trace.finish();
    Block { text: Cow::Owned(trace.text), start, anchors: trace.anchors, line: first.number, role: None }
}
