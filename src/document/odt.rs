//! OpenDocument text: its paragraphs, headings, lists, tables and notes (ODF 1.3), whose elements mean those of pages.

use super::archive::Archive;
use super::encoding::Decoded;
use super::html;
use super::kind::Kind;
use super::model::{Block, Part};
use crate::error::Error;
use std::borrow::Cow;

/// Reads a document.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Part>, Error> {
    const CONTENT: &str = "content.xml";
    let mut archive = Archive::open(file, bytes)?;
    let Decoded { text, origin, warnings, .. } = archive.text(CONTENT)?;
    if text.contains("<office:spreadsheet") || text.contains("<office:presentation") || text.contains("<office:drawing")
    {
        let message = "a spreadsheet, slides or drawing: save what is to be read as text (.odt)".to_owned();
        return Err(Error::Document { file: file.to_owned(), message });
    }
    let blocks = html::book(&archive.called(CONTENT), &text, Kind::OpenDocument)?;
    let own = |(n, b): (usize, Block)| Block {
        text: Cow::Owned(b.text.into_owned()),
        start: b.start,
        anchors: b.anchors,
        line: n + 1,
        role: b.role,
    };
    Ok(vec![Part { origin, blocks: blocks.into_iter().enumerate().map(own).collect(), warnings }])
}
