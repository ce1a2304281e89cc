//! From bytes to a document: segments of tidy text with roles, each of which knows where it came from.
//!
//! The [kind](Kind) of a document is found from its bytes, its name only decides between text and Markdown; then its
//! [encoding](Encoding), and a reader makes blocks of it. What all kinds have in common (tidying, newspaper furniture, headline
//! and lead) is done once, here.

pub mod encoding;
mod finish;
mod furniture;
mod kind;
mod origin;
mod plain;
mod warning;
mod wrap;

#[cfg(feature = "documents")]
mod archive;
#[cfg(feature = "documents")]
mod docx;
#[cfg(feature = "documents")]
mod epub;
#[cfg(feature = "documents")]
mod feed;
#[cfg(feature = "documents")]
mod html;
#[cfg(feature = "documents")]
mod markdown;
#[cfg(feature = "documents")]
mod rtf;
#[cfg(feature = "documents")]
mod subtitles;
#[cfg(feature = "documents")]
mod xml;

pub use encoding::Encoding;
pub use kind::Kind;
pub use origin::SourceMap;
pub use warning::Warning;

use crate::error::Error;
use crate::lexicon::Lexicon;
use std::borrow::Cow;

/// Reads a document from the bytes of a file; `name` is what errors call it.
///
/// # Errors
/// As [`read_as`].
///
/// ```
/// use loidoc::document::{Role, read};
/// let lexicon = loidoc::Lexicon::built_in();
/// let article = "Họp mặt truyền thống\n(VLO) Ngày 18/10, tỉnh họp mặt.\nTin, ảnh: HẢI YẾN\n";
/// let document = read("article.txt", article.as_bytes(), &lexicon).unwrap();
/// let roles: Vec<_> = document.segments.iter().map(|s| s.role).collect();
/// assert_eq!(roles, [Role::Headline, Role::Lead, Role::Byline]);
/// ```
pub fn read<'d>(name: &str, bytes: &'d [u8], lexicon: &Lexicon) -> Result<Document<'d>, Error> {
    read_as(name, bytes, lexicon, None)
}

/// The same, in an encoding that is known; `None` finds it. An archive's parts are in the encoding they name.
///
/// # Errors
/// [`Error::NotUtf8`] where the encoding is neither stated nor to be found, [`Error::Binary`] for what is no text,
/// [`Error::TooLarge`], [`Error::Document`] for a broken or harmful document or a kind that is not read, with what to do.
///
/// ```
/// use loidoc::document::{Encoding, Warning, read};
/// let lexicon = loidoc::Lexicon::built_in();
/// // As an editor of Latin-1 shows VNI-Windows.
/// let bytes: Vec<u8> = "Hoäi nghò tænh Vónh Long".chars().map(|c| c as u8).collect();
/// let document = read("a.txt", &bytes, &lexicon).unwrap();
/// assert_eq!(document.segments[0].text, "Hội nghị tỉnh Vĩnh Long");
/// assert_eq!(document.warnings, [Warning::EncodingGuessed { encoding: Encoding::Vni, confidence: 100 }]);
/// ```
pub fn read_as<'d>(
    name: &str,
    bytes: &'d [u8],
    lexicon: &Lexicon,
    forced: Option<Encoding>,
) -> Result<Document<'d>, Error> {
    let kind = Kind::of(name, bytes, forced);
    #[cfg(feature = "documents")]
    match kind {
        Kind::Docx | Kind::Epub => {
            let parts = if kind == Kind::Docx { docx::read(name, bytes)? } else { epub::read(name, bytes)? };
            return Ok(finish::archive(name, kind, parts, lexicon));
        }
        _ => {}
    }
    if let Some(message) = kind.refusal() {
        return Err(Error::Document { file: name.to_owned(), message: message.to_owned() });
    }
    if kind != Kind::Plain && bytes.len() > encoding::LARGEST_DECODED {
        return Err(Error::TooLarge { file: name.to_owned(), limit: "64 MiB" });
    }
    let decoded =
        encoding::decode(name, bytes, forced, !matches!(kind, Kind::Plain | Kind::Markdown | Kind::Subtitles))?;
    finish::file(name, kind, decoded, lexicon)
}

/// Blocks in order, made as they are asked for, and what the reader noticed.
type Reading<'t> = (Box<dyn Iterator<Item = Block<'t>> + 't>, Vec<Warning>);

/// The list of readers.
#[cfg_attr(not(feature = "documents"), allow(unused_variables))]
fn blocks<'t>(kind: Kind, name: &str, text: &'t str, lexicon: &Lexicon) -> Result<Reading<'t>, Error> {
    #[cfg(feature = "documents")]
    let Blocks { blocks, warnings } = match kind {
        Kind::Html => html::article(name, text)?,
        Kind::Markdown => markdown::read(text),
        Kind::Feed => feed::read(name, text)?,
        Kind::Subtitles => subtitles::read(text),
        Kind::Rtf => rtf::read(name, text)?,
        _ => return Ok(plain::read(text, lexicon)),
    };
    #[cfg(feature = "documents")]
    return Ok((Box::new(blocks.into_iter()), warnings));
    #[cfg(not(feature = "documents"))]
    Ok(plain::read(text, lexicon))
}

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
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Segment<'d> {
    /// Tidy text without line breaks at its ends.
    pub text: Cow<'d, str>,
    /// Where it came from.
    pub origin: SourceMap,
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
struct Blocks<'t> {
    blocks: Vec<Block<'t>>,
    warnings: Vec<Warning>,
}

/// A paragraph as a reader found it.
#[derive(Debug)]
struct Block<'t> {
    text: Cow<'t, str>,
    start: usize,
    anchors: Vec<(u32, u32)>,
    /// From 1.
    line: usize,
    /// What the document says it is; `None` if it does not.
    role: Option<Role>,
}

/// An entry of an archive with what was found in it.
#[cfg(feature = "documents")]
struct Part {
    /// From the blocks' text to the part's bytes.
    origin: SourceMap,
    blocks: Vec<Block<'static>>,
    warnings: Vec<Warning>,
}
