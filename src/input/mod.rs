//! From bytes to a document: segments of tidy text with roles, each of which knows where it came from.

use crate::span::Span;
use std::borrow::Cow;

/// A document: segments in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'d> {
    /// The file or other name of the source, as the caller gave it.
    pub name: String,
    /// Headlines, paragraphs, captions, in order.
    pub segments: Vec<Segment<'d>>,
}

/// A piece of a document with one role.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'d> {
    /// Tidy text without line breaks at its ends.
    pub text: Cow<'d, str>,
    /// Where it came from.
    pub origin: Origin,
    /// What it is.
    pub role: Role,
}

/// What a segment is in its document.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Role {
    /// A headline.
    Headline,
    /// The first paragraph of an article.
    Lead,
    /// Text.
    Body,
    /// Under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// A section's name.
    Label,
    /// What a web page leaves behind; never read.
    Leaving,
}

/// Where a segment came from: the part of the source and the places where its text differs from it.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Origin {
    /// The entry of an archive, or empty for the file itself.
    pub part: String,
    /// Byte offset in the part at which the segment begins.
    pub start: usize,
    /// Line of the part at which it begins, from 1.
    pub line: usize,
    /// Places after which text and part run in step again: `(offset in the text, offset in the part from start)`, sorted;
    /// empty where nothing was changed.
    pub steps: Vec<(u32, u32)>,
}

impl Origin {
    /// Byte offset in the part of a byte offset in the segment's text.
    pub fn locate(&self, offset: u32) -> usize {
        let n = self.steps.partition_point(|&(text, _)| text <= offset);
        let (text, part) = n.checked_sub(1).map_or((0, 0), |n| self.steps[n]);
        self.start + part as usize + (offset - text) as usize
    }

    /// A span of the segment's text as byte offsets in the part.
    pub fn locate_span(&self, span: Span) -> std::ops::Range<usize> {
        self.locate(span.start)..self.locate(span.end)
    }
}
