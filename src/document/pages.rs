//! What stands on every page and is no text: running heads, page numbers, stamps of digital signatures.

use super::lines::Line;
use crate::lexicon::{Lexicon, Part};
use crate::registry::words::documents as words;
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A running head comes as often.
const LEAST_HEADS: usize = 3;
/// Page numbers are so many lines apart, and a page is no longer.
const LEAST_PAGE: usize = 8;
const MOST_PAGE: usize = 120;
/// Lines at the top and at the bottom of a page that may be furniture.
const EDGE: usize = 3;

/// Running heads, page numbers and stamps of signatures.
pub(super) fn leavings(lines: &[Line], lexicon: &Lexicon) -> Vec<bool> {
    let numbers: Vec<Option<u32>> = lines.iter().map(|line| page_number(line.text)).collect();
    let heads: Vec<(String, Option<u32>)> = lines.iter().map(|line| head_form(line.text)).collect();
    let page_of = |n: usize| {
        let beside = [n.checked_sub(1), Some(n + 1)].into_iter().flatten();
        heads[n].1.or_else(|| beside.filter_map(|n| *numbers.get(n)?).next())
    };
    // The pages that a line comes on, numbers in it apart.
    let mut pages: HashMap<&str, Pages> = HashMap::new();
    for (n, (head, _)) in heads.iter().enumerate().filter(|(_, (head, _))| !head.is_empty()) {
        pages.entry(head).or_default().add(n, page_of(n));
    }
    let is_head = |n: usize| pages.get(heads[n].0.as_str()).is_some_and(Pages::is_head);
    let mut left: Vec<bool> = (0..lines.len()).map(is_head).collect();
    if left.contains(&true) {
        let beside: Vec<usize> = (0..lines.len())
            .filter(|&n| numbers[n].is_some() && (n > 0 && left[n - 1] || left.get(n + 1).is_some_and(|l| *l)))
            .collect();
        beside.into_iter().for_each(|n| left[n] = true);
    } else {
        sequence(&numbers).into_iter().for_each(|n| left[n] = true);
    }
    if lines.iter().any(|line| line.new_page) {
        edges(lines, &heads, &numbers).into_iter().for_each(|n| left[n] = true);
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

/// Where a line comes again and again.
#[derive(Default)]
struct Pages {
    all: usize,
    /// Beside a page number, and how often that had grown a little since the last time.
    paged: usize,
    growing: usize,
    /// Nearer to the last time than a page is long.
    close: usize,
    last: Option<(usize, Option<u32>)>,
}

impl Pages {
    fn add(&mut self, line: usize, page: Option<u32>) {
        self.all += 1;
        self.paged += usize::from(page.is_some());
        if let Some((before, last)) = self.last.replace((line, page)) {
            self.close += usize::from(line - before < LEAST_PAGE);
            let grown = page.zip(last).is_some_and(|(page, last)| (1..=4).contains(&page.wrapping_sub(last)));
            self.growing += usize::from(grown);
        }
    }

    fn is_head(&self) -> bool {
        self.all >= LEAST_HEADS
            && self.paged * 10 >= self.all * 9
            && self.growing * 10 >= (self.all - 1) * 7
            && self.close * 10 <= self.all
    }
}

/// Page numbers of a document without running heads: a page apart, each one more than the last, three or more.
fn sequence(numbers: &[Option<u32>]) -> Vec<usize> {
    let mut found = Vec::new();
    let mut chain: Vec<(usize, u32)> = Vec::new();
    for (n, number) in numbers.iter().enumerate().filter_map(|(n, number)| Some((n, (*number)?))) {
        match chain.last() {
            Some(&(line, last)) if number == last + 1 && n - line >= LEAST_PAGE => {}
            // A number in a table, between two pages.
            Some(&(line, last)) if number != last + 1 && n - line < MOST_PAGE => continue,
            _ => chain.clear(),
        }
        chain.push((n, number));
        match chain.len() {
            0..LEAST_HEADS => {}
            LEAST_HEADS => found.extend(chain.iter().map(|(n, _)| *n)),
            _ => found.push(n),
        }
    }
    found
}

/// The number of a page that stands alone on its line: `3`, `- 3 -`, `Trang 3`.
fn page_number(line: &str) -> Option<u32> {
    let inner = line.strip_prefix(words::PAGE).unwrap_or(line).trim_matches(['-', '–', ' ', '|']);
    // Of how many: 3/12.
    let digits = |s: &str| !s.is_empty() && s.bytes().all(|b| b.is_ascii_digit());
    let inner = inner.split_once('/').filter(|(_, all)| digits(all)).map_or(inner, |(page, _)| page);
    if inner.len() > 4 || !digits(inner) {
        return None;
    }
    inner.parse().ok()
}

/// A short line with its numbers alike, as running heads differ in them, and the page number in it: at its begin or end, set
/// off by spaces.
fn head_form(line: &str) -> (String, Option<u32>) {
    let none = (String::new(), None);
    if line.len() > 250 || line.ends_with(['.', ';', ':', ',']) {
        return none;
    }
    let set_off = |(a, b): (&str, &str)| b.starts_with(' ').then(|| page_number(a.trim())).flatten();
    let first = line.split_once(' ').and_then(set_off);
    let last = line.rsplit_once(' ').filter(|(rest, _)| rest.ends_with(' ')).and_then(|(_, n)| page_number(n));
    let text = match (first, last) {
        (Some(_), _) => line.split_once(' ').map_or(line, |(_, rest)| rest).trim(),
        (None, Some(_)) => line.rsplit_once(' ').map_or(line, |(rest, _)| rest).trim(),
        _ => line,
    };
    if !text.starts_with(char::is_uppercase) {
        return none;
    }
    let mut out = String::new();
    for c in text.chars() {
        match c.is_ascii_digit() {
            true if out.ends_with('#') => {}
            true => out.push('#'),
            false => out.push(c),
        }
    }
    (out, first.or(last))
}

/// Lines at the edges of pages that form feeds part: a number alone, and what comes again at the same edge of another page.
fn edges(lines: &[Line], heads: &[(String, Option<u32>)], numbers: &[Option<u32>]) -> Vec<usize> {
    let starts = (0..lines.len()).filter(|&n| n == 0 || lines[n].new_page);
    let ends = (1..=lines.len()).filter(|&n| n == lines.len() || lines[n].new_page);
    let pages: Vec<_> = starts.zip(ends).map(|(start, end)| start..end).collect();
    // A running head is shorter than a line of text.
    let size = |n: usize| lines[n].text.chars().filter(|c| !c.is_whitespace()).count();
    let widest = (0..lines.len()).map(size).max().unwrap_or(0);
    let short = |n: usize| size(n) * 4 < widest * 3 && !heads[n].0.is_empty();
    let top: fn(&Range<usize>) -> Vec<usize> = |page| page.clone().take(EDGE).collect();
    let bottom: fn(&Range<usize>) -> Vec<usize> = |page| page.clone().rev().take(EDGE).collect();
    let mut found = HashSet::new();
    for edge in [top, bottom] {
        let mut times: HashMap<&str, usize> = HashMap::new();
        for n in pages.iter().flat_map(edge) {
            *times.entry(heads[n].0.as_str()).or_default() += 1;
        }
        let numbered = pages.iter().filter(|page| edge(page).iter().any(|&n| numbers[n].is_some())).count();
        let paged = numbered > 1 && numbered * 2 >= pages.len();
        for (number, page) in pages.iter().enumerate() {
            // A page whose number is its own, though no other has one.
            let counted = |n: &usize| page.len() > 1 && numbers[*n] == Some(number as u32 + 1);
            // What all pages begin or end with, however long.
            let first = |n: &usize| edge(page).first() == Some(n);
            let all = |n: &usize| {
                first(n) && pages.len() > 1 && times[heads[*n].0.as_str()] == pages.len() && !heads[*n].0.is_empty()
            };
            let again = |n: &usize| {
                counted(n) || all(n) || paged && numbers[*n].is_some() || short(*n) && times[heads[*n].0.as_str()] > 1
            };
            // What stands behind a line of text is text.
            found.extend(edge(page).into_iter().take_while(again));
        }
    }
    found.into_iter().collect()
}
