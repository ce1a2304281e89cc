//! A paragraph as it is put together.

use crate::document::model::Role;
use crate::document::source_map::SourceMapBuilder;
use std::ops::Range;

/// The paragraph that text goes to.
#[derive(Default)]
pub(super) struct Paragraph {
    /// Its lines that have ended, and the one that is being put together.
    pub(super) lines: Vec<SourceMapBuilder>,
    pub(super) trace: SourceMapBuilder,
    pub(super) role: Option<Role>,
    /// Bytes of text, and of links.
    pub(super) amount: (usize, usize),
    /// Bytes of text in italics.
    pub(super) italic: usize,
    /// It is the first text behind a picture.
    pub(super) under_picture: bool,
    /// The description of a picture within it, which is said if text follows.
    pub(super) picture: Option<Range<usize>>,
}

impl Paragraph {
    /// Nothing has been written yet, not even a blank.
    pub(super) fn is_new(&self) -> bool {
        self.trace.text.is_empty() && self.lines.is_empty()
    }

    /// Nothing that is said.
    pub(super) fn is_blank(&self) -> bool {
        self.trace.text.trim().is_empty() && self.lines.is_empty()
    }

    /// A short line in italics under a picture tells what it shows.
    pub(super) fn settle_caption(&mut self) {
        const LONGEST: usize = 300;
        let (all, _) = self.amount;
        let italic = all > 0 && self.italic == all && all <= LONGEST;
        if self.under_picture && italic && matches!(self.role, None | Some(Role::Lead)) {
            self.role = Some(Role::Caption);
        }
    }

    /// What stands before goes on with another word.
    pub(super) fn space(&mut self, at: usize) {
        if !self.trace.text.is_empty() && !self.trace.text.ends_with(' ') {
            self.trace.replace(" ", at..at);
        }
    }

    /// Ends a line, unless nothing stands in it.
    pub(super) fn end_line(&mut self) {
        if !self.trace.text.trim().is_empty() {
            self.lines.push(std::mem::take(&mut self.trace));
        }
    }
}
