//! From bytes to a document: segments of tidy text with roles, each of which knows where it came from.

pub mod encoding;
mod furniture;
mod plain;

use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::span::Span;
use std::borrow::Cow;

/// Reads a document from the bytes of a file; `name` is what errors call it.
///
/// # Errors
/// See [`encoding::text`].
///
/// ```
/// use loidoc::input::{Role, read};
/// let lexicon = loidoc::Lexicon::built_in();
/// let article = "Họp mặt truyền thống\n(VLO) Ngày 18/10, tỉnh họp mặt.\nTin, ảnh: HẢI YẾN\n";
/// let document = read("article.txt", article.as_bytes(), &lexicon).unwrap();
/// let roles: Vec<_> = document.segments.iter().map(|s| s.role).collect();
/// assert_eq!(roles, [Role::Headline, Role::Lead, Role::Byline]);
/// ```
pub fn read<'d>(name: &str, bytes: &'d [u8], lexicon: &Lexicon) -> Result<Document<'d>, Error> {
    Ok(plain::read(name, encoding::text(name, bytes)?, lexicon))
}

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

impl Role {
    /// Its name, as in reports.
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Lead => "lead",
            Role::Body => "body",
            Role::Caption => "caption",
            Role::Byline => "byline",
            Role::Label => "label",
            Role::Leaving => "leaving",
        }
    }
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
