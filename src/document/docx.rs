//! Word documents: paragraphs, headings, lists, tables and notes (ECMA-376, WordprocessingML).

mod chunk;
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
use crate::lexicon::Lexicon;
use numbering::Numbering;
use std::collections::HashMap;
use styles::Styles;
use theme::Theme;
use walk::{Walk, Walked};

/// Reads a document, its footnotes and endnotes.
pub(super) fn read(file: &str, bytes: &[u8], lexicon: &Lexicon) -> Result<Vec<Part>, Error> {
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
        let Walked { mut blocks, chunks } = walk.go()?;
        // Documents within the document, where they stand.
        let targets = match name.rsplit_once('/') {
            Some((folder, part)) if !chunks.is_empty() => chunk::targets(&mut archive, folder, part)?,
            _ => HashMap::new(),
        };
        let mut done = 0;
        for (place, id) in chunks {
            let Some(target) = targets.get(&id) else { continue };
            let Some(inner) = chunk::read(&mut archive, target, lexicon)? else { continue };
            let after = blocks.split_off(place - done);
            let before = std::mem::replace(&mut blocks, after);
            parts.push(Part { origin: origin.clone(), blocks: before, warnings: Vec::new() });
            parts.push(inner);
            done = place;
        }
        parts.push(Part { origin, blocks, warnings });
    }
    Ok(parts)
}
