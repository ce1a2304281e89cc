//! The numbers of lists, which a page does not hold as text.

use super::super::numerals;
use super::tree::{attribute, has_word};

/// A list that is open.
#[derive(Debug)]
pub(super) struct List {
    /// `None` for bullets.
    kind: Option<u8>,
    next: i64,
    step: i64,
}

impl List {
    pub(super) fn bullets() -> List {
        List { kind: None, next: 1, step: 1 }
    }

    /// By its tag; `items` is how many it has, which only one that counts down must know.
    pub(super) fn numbered(tag: &str, items: impl Fn() -> usize) -> List {
        let style = attribute(tag, "style").unwrap_or("").replace(' ', "").to_ascii_lowercase();
        if ["list-style:none", "list-style-type:none"].iter().any(|none| style.contains(none))
            || has_word(tag, "class", &["list-unstyled", "none"])
        {
            return List::bullets();
        }
        let kind = attribute(tag, "type").and_then(|kind| kind.bytes().next()).unwrap_or(b'1');
        let reversed = attribute(tag, "reversed").is_some();
        let start = attribute(tag, "start").and_then(number);
        let next = start.unwrap_or_else(|| if reversed { items() as i64 } else { 1 });
        List { kind: Some(kind), next, step: if reversed { -1 } else { 1 } }
    }

    /// The number of the next item, by its tag, as it is said: Roman numerals are said as numbers.
    pub(super) fn label(&mut self, tag: &str) -> Option<String> {
        let kind = self.kind?;
        let value = attribute(tag, "value").and_then(number).unwrap_or(self.next);
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
