//! The list of readers: a kind of document, and who makes blocks of its text.

use super::kind::Kind;
#[cfg(feature = "documents")]
use super::model::Blocks;
use super::model::Reading;
use super::plain;
#[cfg(feature = "documents")]
use super::{feed, html, markdown, rtf, subtitles};
use crate::error::Error;
use crate::lexicon::Lexicon;

/// The list of readers.
#[cfg_attr(not(feature = "documents"), allow(unused_variables))]
pub(super) fn blocks<'t>(kind: Kind, name: &str, text: &'t str, lexicon: &Lexicon) -> Result<Reading<'t>, Error> {
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
