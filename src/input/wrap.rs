//! Lines that a page or a mail program has broken: whether a text has them, and its paragraphs put together again.
//!
//! A line is joined to the next one where it is full (the next word would not have fitted) or where the next one goes on in
//! small letters, unless that begins an item or heading of its own. Running heads, page numbers and the stamps of digital
//! signatures stand between the halves of a paragraph and are taken out first.

use super::origin::Trace;
use super::plain::{Line, block};
use super::{Block, Role};
use crate::lexicon::{Lexicon, Part};
use crate::syllable::is_syllable;
use std::borrow::Cow;
use std::collections::HashMap;

/// Wrapped lines are not longer, in characters.
const WIDEST: usize = 160;
/// Lines that break off in the middle of a sentence, at least: so many, and one in so many of all line ends.
const LEAST_BREAKS: usize = 2;
const BREAKS_IN: usize = 8;
/// Lines before and after that tell how wide the page is.
const NEIGHBOURS: usize = 24;
/// A running head comes as often.
const LEAST_HEADS: usize = 3;
/// Page numbers are so many lines apart.
const LEAST_PAGE: usize = 12;

/// Words that no line of its own ends with.
const GO_ON: &[&str] = &[
    "của", "và", "các", "những", "về", "theo", "tại", "cho", "với", "trong", "từ", "đến", "hoặc", "do", "bằng", "là",
    "được", "bị", "để", "khi", "mà", "thì", "vào", "trên", "dưới", "bởi", "hay", "cùng", "một", "số", "không",
];

/// Whether many lines break off in the middle of a sentence.
pub(super) fn is_wrapped(lines: &[Line]) -> bool {
    let mut breaks = 0;
    let mut all = 0;
    for pair in lines.windows(2) {
        if pair[1].after_blank {
            continue;
        }
        all += 1;
        let first = pair[1].text.chars().next();
        let open = pair[0].text.ends_with(|c: char| c.is_alphanumeric() || c == ',');
        breaks += usize::from(open && first.is_some_and(char::is_lowercase) && item(pair[1].text).is_none());
    }
    if breaks < LEAST_BREAKS || breaks * BREAKS_IN < all {
        return false;
    }
    let long = lines.iter().filter(|line| line.text.len() > WIDEST && line.text.chars().count() > WIDEST).count();
    long * 20 <= lines.len()
}

/// The paragraphs of wrapped lines, and how many line ends were joined.
pub(super) fn paragraphs<'t>(lines: &[Line<'t>], lexicon: &Lexicon) -> (Vec<Block<'t>>, usize) {
    let left = leavings(lines, lexicon);
    let widths: Vec<usize> = lines.iter().map(|line| line.text.chars().count()).collect();
    let text: Vec<usize> = (0..lines.len()).filter(|&n| !left[n]).collect();
    let mut blocks = Vec::new();
    let mut joins = 0;
    let mut at = 0;
    // Leavings come where they stood, but never inside a paragraph.
    let mut shown = 0;
    let leave = |blocks: &mut Vec<Block<'t>>, shown: &mut usize, up_to: usize| {
        for n in *shown..up_to {
            if left[n] {
                blocks.push(Block { role: Some(Role::Leaving), ..block(&lines[n]) });
            }
        }
        *shown = up_to.max(*shown);
    };
    while at < text.len() {
        leave(&mut blocks, &mut shown, text[at]);
        let begin = at;
        while at + 1 < text.len() {
            let width = width_around(&widths, &text, at);
            let (this, next) = (&lines[text[at]], &lines[text[at + 1]]);
            let page = text[at + 1] > text[at] + 1;
            if !goes_on(this, next, widths[text[at]], width, page) {
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

/// How wide the page is around a line of text: nearly the longest of its neighbours.
fn width_around(widths: &[usize], text: &[usize], at: usize) -> usize {
    let around = &text[at.saturating_sub(NEIGHBOURS)..(at + NEIGHBOURS).min(text.len())];
    let mut around: Vec<usize> = around.iter().map(|&n| widths[n]).collect();
    let nearly = (around.len() * 9 / 10).min(around.len() - 1);
    *around.select_nth_unstable(nearly).1
}

/// Whether the next line goes on with the paragraph of this one.
fn goes_on(this: &Line, next: &Line, length: usize, width: usize, page: bool) -> bool {
    if next.after_blank && !page {
        return false;
    }
    let word = next.text.split_whitespace().next().unwrap_or("").chars().count();
    // Letters are not equally wide: a line of the widest is shorter in characters.
    let full = (length + 1 + word) * 100 >= width * 88;
    let first = next.text.trim_start_matches(['“', '"', '(', '‘']).chars().next();
    let small = first.is_some_and(char::is_lowercase);
    let last = this.text.trim_end_matches(['”', '"', ')', '’']).chars().next_back();
    let ends = matches!(last, Some('.' | ';' | ':' | '!' | '?' | '…'));
    let open = this.text.ends_with([',', '-', '–', '/', '(']) || ends_with_go_on(this.text);
    let capitals = is_capitals(this.text);
    match item(next.text) {
        // A dash within a name at the begin of a line: Bộ Lao động / - Thương binh.
        Some(Item::Dash) => !ends && full && !capitals,
        Some(Item::Number) => false,
        None if capitals != is_capitals(next.text) && !small => open && full && !ends && !capitals,
        // A heading in capitals, centred, of several lines.
        None if capitals => open || full && length * 10 >= width * 7,
        None if ends => full && (small || last == Some('.') && next.indent <= this.indent),
        None if small => true,
        None => open || full,
    }
}

fn ends_with_go_on(line: &str) -> bool {
    let word = line.rsplit(' ').next().unwrap_or("").to_lowercase();
    GO_ON.contains(&word.as_str())
}

fn is_capitals(line: &str) -> bool {
    let mut letters = line.chars().filter(|c| c.is_alphabetic()).peekable();
    letters.peek().is_some()
        && line.chars().filter(|c| c.is_alphabetic()).count() > 3
        && letters.all(char::is_uppercase)
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
    let heading = match word.to_lowercase().as_str() {
        // An article cited at the begin of a line has no full stop: Điều 12 của Luật này.
        "điều" => next.ends_with(['.', ':']) && counted.starts_with(|c: char| c.is_ascii_digit()),
        "chương" | "mục" | "phần" => {
            word.starts_with(char::is_uppercase)
                && (roman(counted) || numbers(counted))
                && (rest == next || next.ends_with(['.', ':']) || is_capitals(line))
        }
        _ => false,
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
        return Block { text: Cow::Borrowed(""), start: 0, steps: Vec::new(), line: 1, role: None };
    };
    let mut trace = Trace::default();
    trace.copy(first.text, first.start);
    let mut several = false;
    let mut last = first;
    for line in lines {
        several = true;
        let gap = last.start + last.text.len()..line.start;
        let head = line.text.split(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        let tail = |text: &str| text.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("").to_owned();
        match last.text.strip_suffix(['-', '\u{ad}', '\u{2010}']) {
            // A word cut at the end of the line loses its hyphen; a Vietnamese compound or a code keeps it.
            Some(before) if before.ends_with(char::is_alphanumeric) => {
                let left = tail(before);
                let whole = left.is_empty() || is_syllable(&left) && is_syllable(head);
                if head.starts_with(char::is_lowercase) && !whole || last.text.ends_with('\u{ad}') {
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
    Block { text: Cow::Owned(trace.text), start, steps: trace.steps, line: first.number, role: None }
}

/// Running heads, page numbers and stamps of signatures.
fn leavings(lines: &[Line], lexicon: &Lexicon) -> Vec<bool> {
    let numbers: Vec<Option<u32>> = lines.iter().map(|line| page_number(line.text)).collect();
    let near = |n: usize| (n.saturating_sub(1)..=n + 1).any(|k| k != n && numbers.get(k).is_some_and(Option::is_some));
    let heads: Vec<String> = lines.iter().map(|line| head_form(line.text)).collect();
    // How often a line comes, numbers apart, and how often beside a page number.
    let mut count: HashMap<&str, (usize, usize)> = HashMap::new();
    for (n, head) in heads.iter().enumerate().filter(|(_, head)| !head.is_empty()) {
        let (all, paged) = count.entry(head).or_default();
        *all += 1;
        *paged += usize::from(near(n));
    }
    let is_head = |n: usize| {
        count.get(heads[n].as_str()).is_some_and(|&(all, paged)| {
            let sure = if heads[n].contains('#') { all < 2 * paged } else { all * 9 <= paged * 10 };
            all >= LEAST_HEADS && sure && numbers[n].is_none()
        })
    };
    let mut left: Vec<bool> = (0..lines.len()).map(is_head).collect();
    let mut before: Option<(usize, u32)> = None;
    for n in 0..lines.len() {
        let Some(number) = numbers[n] else { continue };
        let beside = (n > 0 && left[n - 1] && numbers[n - 1].is_none()) || left.get(n + 1).is_some_and(|l| *l);
        let counts =
            before.is_some_and(|(line, last)| n - line >= LEAST_PAGE && (1..=2).contains(&number.wrapping_sub(last)));
        left[n] = beside || counts || !lines[n].text.starts_with(|c: char| c.is_ascii_digit());
        before = Some((n, number));
    }
    let stamp = |n: usize| {
        let line = lines[n].text;
        lexicon.furniture(line).iter().any(|(part, phrase)| {
            *part == Part::Stamp
                && line.get(phrase.len()..).is_some_and(|rest| rest.starts_with(':') && line.starts_with(&**phrase))
        })
    };
    let stamps: Vec<bool> = (0..lines.len()).map(stamp).collect();
    for n in 0..lines.len() {
        let beside = n > 0 && stamps[n - 1] || stamps.get(n + 1).is_some_and(|s| *s);
        left[n] |= stamps[n] && beside;
    }
    left
}

/// The number of a page that stands alone on its line: `3`, `- 3 -`, `Trang 3`.
fn page_number(line: &str) -> Option<u32> {
    let inner = line.strip_prefix("Trang ").unwrap_or(line).trim_matches(['-', '–', ' ', '|']);
    let inner = inner.split_once('/').map_or(inner, |(page, _)| page);
    if inner.is_empty() || inner.len() > 4 || !inner.bytes().all(|b| b.is_ascii_digit()) {
        return None;
    }
    inner.parse().ok()
}

/// A short line with its numbers alike, as running heads differ in them.
fn head_form(line: &str) -> String {
    if line.len() > 150 || line.ends_with(['.', ';', ':', ',']) {
        return String::new();
    }
    let mut out = String::new();
    for c in line.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    if out.chars().all(|c| !c.is_alphabetic()) { String::new() } else { out }
}
