//! Word documents: paragraphs, headings, lists, tables and notes (ECMA-376, WordprocessingML).

mod number;
mod numbering;
mod run;
mod styles;
mod symbol;
mod theme;
mod walk;

use super::archive::Archive;
use super::encoding::Decoded;
use super::model::{Part, Role};
use super::xml::Xml;
use crate::error::Error;
use numbering::Numbering;
use styles::Styles;
use theme::Theme;
use walk::Walk;

/// Reads a document, its footnotes and endnotes.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Part>, Error> {
    let mut archive = Archive::open(file, bytes)?;
    let main = archive.names().iter().find(|n| n.starts_with("word/document") && n.ends_with(".xml")).cloned();
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    const THEME: &str = "word/theme/theme1.xml";
    let theme = match archive.optional(THEME)? {
        Some(part) => Theme::read(&archive.called(THEME), &part.text)?,
        None => Theme::default(),
    };
    let styles = match archive.optional("word/styles.xml")? {
        Some(part) => Styles::read(&archive.called("word/styles.xml"), &part.text, &theme)?,
        None => Styles::default(),
    };
    let mut numbering = match archive.optional("word/numbering.xml")? {
        Some(part) => Numbering::read(&archive.called("word/numbering.xml"), &part.text)?,
        None => Numbering::default(),
    };
    numbering.follow(|style| styles.of(style).list.map(|list| list.id));
    let mut parts = Vec::new();
    for (name, role) in
        [(main.as_str(), None), ("word/footnotes.xml", Some(Role::Note)), ("word/endnotes.xml", Some(Role::Note))]
    {
        let part = if role.is_none() { Some(archive.text(name)?) } else { archive.optional(name)? };
        let Some(Decoded { text, origin, warnings, .. }) = part else { continue };
        let walk = Walk::new(Xml::new(&archive.called(name), &text), &styles, &mut numbering, &theme, role);
        parts.push(Part { origin, blocks: walk.go()?, warnings });
    }
    Ok(parts)
}
