//! What a document is made of, for the readers that make it and for whoever says it.

use super::encoding::Encoding;
use super::kind::Kind;
use super::source_map::SourceMap;
use super::warning::Warning;
use std::borrow::Cow;

/// A document: segments in reading order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Document<'d> {
    /// The file or other name of the source, as the caller gave it.
    pub name: String,
    /// What kind of document it is.
    pub kind: Kind,
    /// The encoding of the file, or of an archive's parts.
    pub encoding: Encoding,
    /// Headlines, paragraphs, captions, in order.
    pub segments: Vec<Segment<'d>>,
    /// What the reader noticed and mended.
    pub warnings: Vec<Warning>,
    pub(crate) source: Source<'d>,
    /// The article of a feed that it is: what the feed calls it (its `guid`, `id` or address, else its title), which stays
    /// the same when others come before it.
    pub id: Option<String>,
    /// The articles of a feed.
    pub(crate) articles: Vec<Begin>,
}

/// An article of a feed.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub(crate) struct Begin {
    /// Where in the file it begins.
    pub(crate) at: usize,
    /// What the feed calls it.
    pub(crate) id: Option<String>,
}

impl<'d> Document<'d> {
    /// The articles of a feed, each a document of its own; of any other kind the document itself.
    ///
    /// ```
    /// let feed = "<rss><channel><item><title>Lũ về</title></item><item><title>Nắng lên</title></item></channel></rss>";
    /// let lexicon = loidoc::Lexicon::built_in();
    /// let articles = loidoc::document::read("tin.xml", feed.as_bytes(), &lexicon)?.into_articles();
    /// assert_eq!(articles.len(), 2);
    /// assert_eq!(articles[1].segments[0].text, "Nắng lên");
    /// # Ok::<(), loidoc::Error>(())
    /// ```
    pub fn into_articles(mut self) -> Vec<Document<'d>> {
        let mut begins = std::mem::take(&mut self.articles);
        if begins.len() < 2 {
            self.id = begins.pop().and_then(|begin| begin.id);
            return vec![self];
        }
        let segments = std::mem::take(&mut self.segments);
        let number = |segment: &Segment| begins.partition_point(|begin| begin.at <= segment.origin.start);
        let mut articles: Vec<(usize, Document)> = Vec::new();
        for segment in segments {
            let n = number(&segment);
            match articles.last_mut().filter(|(last, _)| *last == n) {
                Some((_, article)) => article.segments.push(segment),
                None => {
                    let id = n.checked_sub(1).and_then(|n| begins[n].id.clone());
                    articles.push((n, Document { segments: vec![segment], id, ..self.clone() }));
                }
            }
        }
        let mut articles: Vec<Document> = articles.into_iter().map(|(_, article)| article).collect();
        for article in &mut articles {
            article.mark_lead();
        }
        articles
    }

    /// The first text under a headline is the lead.
    fn mark_lead(&mut self) {
        let lead = self.segments.iter().any(|s| s.role == Role::Lead);
        if !lead && self.segments.first().is_some_and(|s| s.role == Role::Headline) {
            let first = self.segments.iter_mut().find(|s| s.role == Role::Body);
            first.into_iter().for_each(|first| first.role = Role::Lead);
        }
    }

    /// The same without a tie to the bytes that it was read from.
    pub fn into_owned(self) -> Document<'static> {
        let own = |s: Segment| Segment { text: Cow::Owned(s.text.into_owned()), ..s };
        let segments = self.segments.into_iter().map(own).collect();
        Document {
            name: self.name,
            kind: self.kind,
            encoding: self.encoding,
            segments,
            warnings: self.warnings,
            source: Source::default(),
            id: self.id,
            articles: self.articles,
        }
    }
}

/// The text of the file's own bytes that segments are pieces of, or none: kept so that it can be looked at as a whole. It is no
/// part of what a document says, so documents do not differ by it.
#[derive(Clone, Copy, Default)]
pub(crate) struct Source<'d>(pub(crate) &'d str);

impl PartialEq for Source<'_> {
    fn eq(&self, _: &Self) -> bool {
        true
    }
}

impl Eq for Source<'_> {}

impl std::fmt::Debug for Source<'_> {
    fn fmt(&self, f: &mut std::fmt::Formatter) -> std::fmt::Result {
        write!(f, "Source({} bytes)", self.0.len())
    }
}

/// A piece of a document with one role.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Segment<'d> {
    /// Tidy text without line breaks at its ends.
    pub text: Cow<'d, str>,
    /// Where it came from.
    pub origin: SourceMap,
    /// What it is.
    pub role: Role,
    /// Who says it, in a script or interview: a name as it is written before the colon, without it.
    pub speaker: Option<Box<str>>,
}

/// What a segment is in its document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Role {
    /// A headline.
    Headline,
    /// The first paragraph of an article.
    Lead,
    /// Text.
    #[default]
    Body,
    /// An item of a list.
    List,
    /// Under a picture.
    Caption,
    /// Who wrote it.
    Byline,
    /// A section's name.
    Label,
    /// A row of a table, its cells parted by semicolons.
    Row,
    /// A footnote or endnote.
    Note,
    /// Under a letter or decree: offices, names, who gets a copy.
    Signature,
    /// What a web page or a printed page leaves behind: links, running heads, page numbers; never read.
    Boilerplate,
}

impl Role {
    /// Its name, as in reports.
    pub fn name(self) -> &'static str {
        match self {
            Role::Headline => "headline",
            Role::Lead => "lead",
            Role::Body => "body",
            Role::List => "list",
            Role::Caption => "caption",
            Role::Byline => "byline",
            Role::Label => "label",
            Role::Row => "row",
            Role::Note => "note",
            Role::Signature => "signature",
            Role::Boilerplate => "leaving",
        }
    }
}

/// What a reader makes: text in order, not yet tidy, with places in the text it was given.
#[cfg(feature = "documents")]
#[derive(Debug, Default)]
pub(super) struct Blocks<'t> {
    pub(super) blocks: Vec<Block<'t>>,
    pub(super) warnings: Vec<Warning>,
    /// The articles of a feed.
    pub(super) articles: Vec<Begin>,
}

/// A paragraph as a reader found it.
#[derive(Debug)]
pub(super) struct Block<'t> {
    pub(super) text: Cow<'t, str>,
    pub(super) start: usize,
    pub(super) anchors: Vec<(u32, u32)>,
    /// From 1.
    pub(super) line: usize,
    /// What the document says it is; `None` if it does not.
    pub(super) role: Option<Role>,
}

/// An entry of an archive with what was found in it.
#[cfg(feature = "documents")]
pub(super) struct Part {
    /// From the blocks' text to the part's bytes.
    pub(super) origin: SourceMap,
    pub(super) blocks: Vec<Block<'static>>,
    pub(super) warnings: Vec<Warning>,
}

/// Blocks in order, made as they are asked for, what the reader noticed, and the articles of a feed.
pub(super) type Reading<'t> = (Box<dyn Iterator<Item = Block<'t>> + 't>, Vec<Warning>, Vec<Begin>);
