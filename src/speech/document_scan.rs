//! A document looked at as a whole, so that its segments need not be looked at one by one.

use super::sentence::{Marks, marks};
use crate::recognize::token::{NonStandardScanner, odd_tokens};
use crate::text::blocks::Places;
use std::ops::{Range, RangeInclusive};

/// A text that is looked at as a whole, while what it says is asked for piece by piece: a line by itself costs more to look at
/// than the words in it.
pub(crate) struct DocumentScan<'d> {
    pub(super) text: &'d str,
    /// Where the next piece may begin.
    floor: usize,
    /// A stretch in which no bracket opens before its end.
    unbracketed: RangeInclusive<usize>,
    pub(super) odd: Places<'d, NonStandardScanner>,
    pub(super) marks: Places<'d, Marks>,
}

impl<'d> DocumentScan<'d> {
    pub(crate) fn at(text: &'d str) -> DocumentScan<'d> {
        DocumentScan { text, floor: 0, unbracketed: 0..=0, odd: odd_tokens(text), marks: marks(text) }
    }

    /// Whether a bracket may open in a piece.
    pub(crate) fn may_have_bracket(&mut self, piece: &str) -> bool {
        let Some(Range { start, end }) = self.place(piece) else { return true };
        if !self.unbracketed.contains(&start) {
            let open = memchr::memchr(b'(', &self.text.as_bytes()[start..]);
            self.unbracketed = start..=open.map_or(usize::MAX, |n| start + n);
        }
        *self.unbracketed.end() < end
    }

    /// Where a piece stands, if it is one and they come in order.
    fn place(&self, piece: &str) -> Option<Range<usize>> {
        let start = (piece.as_ptr() as usize).checked_sub(self.text.as_ptr() as usize)?;
        let range = start..start + piece.len();
        let own = start >= self.floor && self.text.get(range.clone()).is_some_and(|own| std::ptr::eq(own, piece));
        own.then_some(range)
    }

    /// Where a piece stands, if it is one and begins and ends beside white space, so that what is beyond does not count.
    pub(super) fn find(&mut self, piece: &str) -> Option<Range<usize>> {
        let range = self.place(piece)?;
        let bytes = self.text.as_bytes();
        let apart = |at: usize| bytes.get(at).is_none_or(u8::is_ascii_whitespace);
        if range.start > 0 && !apart(range.start - 1) || !apart(range.end) {
            return None;
        }
        self.floor = range.end;
        Some(range)
    }
}
