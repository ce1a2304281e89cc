//! Lines of a text with their places.

use super::model::Block;
use crate::text::letter::trimmed;
use std::borrow::Cow;

/// A line without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// From 1.
    pub(super) number: usize,
    /// White space before it.
    pub(super) indent: usize,
    /// A blank line stands before it.
    pub(super) after_blank: bool,
    /// It is the first of a page: a form feed stands before it.
    pub(super) new_page: bool,
}

/// Ends a page.
pub(super) const FORM_FEED: u8 = 0x0C;

/// The lines that are not blank.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    // Old Macintosh files end lines with a carriage return alone.
    let bytes = text.as_bytes();
    let old =
        memchr::memchr2(b'\n', b'\r', bytes).is_some_and(|n| bytes[n] == b'\r' && bytes.get(n + 1) != Some(&b'\n'));
    let ends = memchr::memchr_iter(if old { b'\r' } else { b'\n' }, bytes).chain([bytes.len()]);
    let mut start = 0;
    let mut blank = true;
    // Most texts have no pages.
    let paged = memchr::memchr(FORM_FEED, bytes).is_some();
    let mut fed = false;
    ends.enumerate().filter_map(move |(n, end)| {
        let line = &text[start..end];
        let (indent, text) = trimmed(line);
        let begins = start + indent;
        fed |= paged && start > 0 && memchr::memchr(FORM_FEED, &bytes[start..begins]).is_some();
        start = end + 1;
        let after_blank = std::mem::replace(&mut blank, text.is_empty());
        let line = || {
            let new_page = std::mem::take(&mut fed);
            Line { text, start: begins, number: n + 1, indent, after_blank, new_page }
        };
        (!text.is_empty()).then(line)
    })
}

/// A line as a block of its own.
pub(super) fn block<'t>(line: &Line<'t>) -> Block<'t> {
    Block { text: Cow::Borrowed(line.text), start: line.start, anchors: Vec::new(), line: line.number, role: None }
}
