//! Letters with others beside them; one of both is said.

use std::ops::Range;

/// Pieces of text with their places.
type Pieces = Vec<(String, Range<usize>)>;

/// A ruby that is open.
#[derive(Default)]
pub(super) struct Ruby {
    beside: Pieces,
    base: Pieces,
    pub(super) in_base: bool,
}

impl Ruby {
    pub(super) fn push(&mut self, piece: &str, place: Range<usize>) {
        let side = if self.in_base { &mut self.base } else { &mut self.beside };
        side.push((piece.to_owned(), place));
    }

    /// What stands beside Chinese letters, else the letters themselves.
    pub(super) fn said(self) -> Pieces {
        let chinese = self.base.iter().any(|(text, _)| text.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c)));
        if chinese && !self.beside.is_empty() { self.beside } else { self.base }
    }
}
