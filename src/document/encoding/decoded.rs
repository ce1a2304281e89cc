//! Text, and how to get from it to the bytes it was made of.

use super::kinds::Encoding;
use crate::document::source_map::SourceMap;
use crate::document::warning::Warning;
use std::borrow::Cow;

/// A source may have this many bytes: places are 32 bits wide.
pub const LARGEST: usize = u32::MAX as usize;

/// A file that is not UTF-8, or wants unpacking or parsing, may have this many bytes: it is held in memory more than once.
pub const LARGEST_DECODED: usize = 64 << 20;

/// Text, and how to get from it to the bytes it was made of.
#[derive(Clone, Debug)]
pub(in crate::document) struct Decoded<'d> {
    pub(in crate::document) text: Cow<'d, str>,
    /// The whole text's origin: empty anchors where the bytes are the text.
    pub(in crate::document) origin: SourceMap,
    pub(in crate::document) encoding: Encoding,
    pub(in crate::document) warnings: Vec<Warning>,
    /// The caller said what encoding it is.
    pub(in crate::document) stated: bool,
}

impl<'d> Decoded<'d> {
    pub(super) fn new(
        text: impl Into<Cow<'d, str>>,
        start: usize,
        anchors: Vec<(u32, u32)>,
        encoding: Encoding,
    ) -> Decoded<'d> {
        let origin = SourceMap { part: String::new(), start, line: 1, anchors };
        Decoded { text: text.into(), origin, encoding, warnings: Vec::new(), stated: false }
    }

    /// The same with other text in place of its own; the anchors lead into the old one.
    pub(super) fn rewritten(mut self, text: String, anchors: &[(u32, u32)]) -> Decoded<'d> {
        let (start, anchors) = self.origin.through(0, anchors, text.len());
        self.origin = SourceMap { start, anchors, ..self.origin };
        self.text = Cow::Owned(text);
        self
    }
}
