//! From bytes to a document: segments of tidy text with roles, each of which knows where it came from.
//!
//! The [kind](Kind) of a document is found from its bytes, its name only decides between text and Markdown; then its
//! [encoding](Encoding), and a reader makes blocks of it. What all kinds have in common (tidying, newspaper furniture, headline
//! and lead) is done once, here.

mod boilerplate;
pub mod encoding;
mod finish;
mod kind;
mod letter;
mod lines;
mod model;
mod pages;
mod plain;
mod readers;
mod source_map;
mod speakers;
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
mod mail;
#[cfg(feature = "documents")]
mod markdown;
#[cfg(feature = "documents")]
#[cfg(feature = "documents")]
mod numerals;
#[cfg(feature = "documents")]
mod odt;
#[cfg(feature = "pdf")]
mod pdf;
#[cfg(feature = "documents")]
mod rows;
#[cfg(feature = "documents")]
mod rtf;
#[cfg(feature = "documents")]
mod script;
#[cfg(feature = "documents")]
mod subtitles;
#[cfg(feature = "documents")]
mod verse;
#[cfg(feature = "documents")]
mod xml;

pub use encoding::Encoding;
pub use kind::Kind;
pub use model::{Document, Role, Segment};
pub use source_map::SourceMap;
pub use warning::Warning;

use crate::error::Error;
use crate::lexicon::Lexicon;

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

/// The same, in an encoding that is known; `None` finds it. An archive's parts are in the encoding
/// they name; there it is that of letters which no Vietnamese word has, as old fonts show them.
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
    // A text of nothing is one; a book or page of nothing is none.
    let plain = !name.contains('.') || name.ends_with(".txt");
    if bytes.is_empty() && !plain {
        let message = "empty, not a byte in it: get the file again".to_owned();
        return Err(Error::Document { file: name.to_owned(), message });
    }
    // Word fills the last block of a file with zeros.
    let bytes = if kind == Kind::Rtf { without_zeros(bytes) } else { bytes };
    #[cfg(feature = "documents")]
    match kind {
        Kind::OpenDocument if !bytes.starts_with(b"PK") => {}
        Kind::Docx | Kind::Epub | Kind::OpenDocument => {
            let parts = match kind {
                Kind::Docx => docx::read(name, bytes, lexicon)?,
                Kind::Epub => epub::read(name, bytes)?,
                _ => odt::read(name, bytes)?,
            };
            return Ok(finish::archive(name, kind, parts, lexicon, forced));
        }
        #[cfg(feature = "pdf")]
        Kind::Pdf => return Ok(finish::archive(name, kind, pdf::read(name, bytes, lexicon)?, lexicon, forced)),
        _ => {}
    }
    if let Some(message) = kind.refusal() {
        return Err(Error::Document { file: name.to_owned(), message: message.to_owned() });
    }
    if kind != Kind::Plain && bytes.len() > encoding::LARGEST_DECODED {
        return Err(Error::TooLarge { file: name.to_owned(), limit: "64 MiB" });
    }
    let markup = !matches!(kind, Kind::Plain | Kind::Markdown | Kind::Subtitles);
    let decoded = match kind {
        // Its letters are in the code pages that it names.
        #[cfg(feature = "documents")]
        Kind::Rtf | Kind::Mail if forced.is_none() && std::str::from_utf8(bytes).is_err() => encoding::bytes(bytes),
        _ => encoding::decode(name, bytes, forced, markup)?,
    };
    finish::file(name, kind, decoded, lexicon)
}

/// Bytes without the zeros at their end.
fn without_zeros(bytes: &[u8]) -> &[u8] {
    &bytes[..bytes.iter().rposition(|b| *b != 0).map_or(0, |n| n + 1)]
}
