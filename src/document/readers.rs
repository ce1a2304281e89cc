//! The list of readers: a kind of document, and who makes blocks of it.

use super::kind::Kind;
use super::model::Reading;
use super::plain;
use crate::error::Error;
use crate::lexicon::Lexicon;

#[cfg(feature = "documents")]
use super::{feed, html, mail, markdown, model::Blocks, odt, rtf, subtitles};

/// The blocks of a text.
#[cfg_attr(not(feature = "documents"), allow(unused_variables))]
pub(super) fn blocks<'t>(kind: Kind, name: &str, text: &'t str, lexicon: &Lexicon) -> Result<Reading<'t>, Error> {
    #[cfg(feature = "documents")]
    let Blocks { blocks, warnings, articles } = match kind {
        Kind::Html => html::article(name, text, lexicon)?,
        Kind::Markdown => markdown::read(text),
        Kind::Feed => feed::read(name, text)?,
        // SAMI is a page whose paragraphs have times.
        Kind::Subtitles if text.trim_start_matches('\u{feff}').trim_start().starts_with('<') => Blocks {
            blocks: html::page(name, text, &mut html::Notes::default())?,
            warnings: Vec::new(),
            ..Blocks::default()
        },
        Kind::Subtitles => subtitles::read(text),
        Kind::Mail => mail::read(name, text, lexicon)?,
        Kind::DtBook | Kind::FictionBook => Blocks {
            blocks: html::book(name, text, kind, &mut html::Notes::default())?,
            warnings: Vec::new(),
            ..Blocks::default()
        },
        Kind::OpenDocument => Blocks { blocks: odt::flat(name, text)?, ..Blocks::default() },
        Kind::Rtf => rtf::read(name, text)?,
        _ => return Ok(plain::read(text, lexicon)),
    };
    #[cfg(feature = "documents")]
    return Ok((Box::new(blocks.into_iter()), warnings, articles));
    #[cfg(not(feature = "documents"))]
    Ok(plain::read(text, lexicon))
}
