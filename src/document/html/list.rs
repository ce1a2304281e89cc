//! The numbers of lists, which a page does not hold as text.

use super::super::numerals;
use super::attributes::{attribute, has_word};
use super::elements::{Look, Notes};
use std::collections::HashMap;

/// The lists that are open.
#[derive(Debug, Default)]
pub(super) struct Lists<'s> {
    open: Vec<List<'s>>,
    /// How far the lists of a style have got.
    counted: HashMap<&'s str, i64>,
}

impl<'s> Lists<'s> {
    pub(super) fn open(&mut self, list: List<'s>) {
        self.open.push(list);
    }

    /// Opens one that has bullets, or the numerals of its style.
    pub(super) fn open_styled(&mut self, tag: &'s str, notes: &Notes) {
        let list = List::styled(tag, self.open.last(), self.open.len(), notes, &self.counted);
        self.open.push(list);
    }

    pub(super) fn close(&mut self) {
        if let Some((style, next)) = self.open.pop().and_then(|list| list.ended(self.open.len())) {
            self.counted.insert(style, next);
        }
    }

    /// The number of the next item.
    pub(super) fn label(&mut self, tag: &str) -> Option<String> {
        self.open.last_mut().and_then(|list| list.label(tag))
    }
}

/// A list that is open.
#[derive(Debug)]
pub(super) struct List<'s> {
    /// `None` for bullets.
    kind: Option<u8>,
    next: i64,
    step: i64,
    /// Its style, in an office document.
    style: Option<&'s str>,
}

impl<'s> List<'s> {
    fn bullets() -> List<'s> {
        List { kind: None, next: 1, step: 1, style: None }
    }

    /// By the style of its tag or of the list `around` it, `depth` lists deep; `counted` is how far lists have got that may
    /// go on.
    fn styled(
        tag: &'s str,
        around: Option<&List<'s>>,
        depth: usize,
        notes: &Notes,
        counted: &HashMap<&'s str, i64>,
    ) -> List<'s> {
        // A list of a talking book.
        if attribute(tag, "type") == Some("ol") {
            let kind = attribute(tag, "enum").and_then(|kind| kind.bytes().next()).unwrap_or(b'1');
            let next = attribute(tag, "start").and_then(number).unwrap_or(1);
            return List { kind: Some(kind), next, step: 1, style: None };
        }
        if notes.lists.is_empty() {
            return List::bullets();
        }
        let style = attribute(tag, "text:style-name").or_else(|| around.and_then(|list| list.style));
        let level = style.and_then(|style| notes.lists.get(style)?.get(depth).copied().flatten());
        let Some((kind, start)) = level else { return List { style, ..List::bullets() } };
        let goes_on =
            attribute(tag, "text:continue-numbering") == Some("true") || attribute(tag, "text:continue-list").is_some();
        let before = style.filter(|_| goes_on && depth == 0).and_then(|style| counted.get(style).copied());
        List { kind: Some(kind), next: before.unwrap_or(start), step: 1, style }
    }

    /// Its style and the number that a list after it goes on with.
    fn ended(self, depth: usize) -> Option<(&'s str, i64)> {
        self.style.filter(|_| depth == 0 && self.kind.is_some()).map(|style| (style, self.next))
    }

    /// By its tag; `items` is how many it has, which only one that counts down must know.
    pub(super) fn numbered(tag: &'s str, notes: &Notes, items: impl Fn() -> usize) -> List<'s> {
        let classes = attribute(tag, "class").map_or_else(Look::default, |names| notes.look(names));
        let own = attribute(tag, "style").map_or_else(Look::default, Look::of);
        let styled = classes.and(own).numerals;
        if styled == Some(0) || has_word(tag, "class", &["list-unstyled", "none"]) {
            return List::bullets();
        }
        let kind = styled.or_else(|| attribute(tag, "type")?.bytes().next()).unwrap_or(b'1');
        let reversed = attribute(tag, "reversed").is_some();
        let start = attribute(tag, "start").and_then(number);
        let next = start.unwrap_or_else(|| if reversed { items() as i64 } else { 1 });
        List { kind: Some(kind), next, step: if reversed { -1 } else { 1 }, style: None }
    }

    /// The number of the next item, by its tag, as it is said: Roman numerals are said as numbers.
    fn label(&mut self, tag: &str) -> Option<String> {
        let kind = self.kind?;
        let value = attribute(tag, "value")
            .or_else(|| attribute(tag, "text:start-value"))
            .and_then(number)
            .unwrap_or(self.next);
        self.next = value.saturating_add(self.step);
        let count = u32::try_from(value).ok().filter(|count| *count > 0);
        Some(match (kind, count) {
            (b'a', Some(count)) => format!("{}. ", numerals::letters(count)),
            (b'A', Some(count)) => format!("{}. ", numerals::letters(count).to_uppercase()),
            _ => format!("{value}. "),
        })
    }
}

fn number(value: &str) -> Option<i64> {
    let value = value.trim();
    if value.len() > 9 { None } else { value.parse().ok() }
}
