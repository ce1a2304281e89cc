//! Documents of other kinds within a document (`w:altChunk`): programs that make Word files of web pages put the whole page
//! into one, and leave it to Word to make paragraphs of it.

use super::super::archive::{Archive, resolve};
use super::super::model::{Block, Part};
use super::super::xml::{Node, Xml, attribute};
use super::super::{html, mail, plain, rtf};
use crate::error::Error;
use crate::lexicon::Lexicon;
use std::borrow::Cow;
use std::collections::HashMap;

/// The parts that a part names, by their ids.
pub(super) fn targets(archive: &mut Archive, folder: &str, name: &str) -> Result<HashMap<String, String>, Error> {
    let path = format!("{folder}/_rels/{name}.rels");
    let mut targets = HashMap::new();
    let Some(part) = archive.optional(&path)? else { return Ok(targets) };
    let called = archive.called(&path);
    let mut xml = Xml::new(&called, &part.text);
    while let Some(node) = xml.next()? {
        let Node::Open(_, tag) = node else { continue };
        let Some((id, target)) = attribute(&tag, "Id").zip(attribute(&tag, "Target")) else { continue };
        let from = if target.starts_with('/') { "" } else { folder };
        targets.extend(resolve(from, &target).map(|target| (id, target)));
    }
    Ok(targets)
}

/// Reads one; `None` if it is of a kind that is not read here.
pub(super) fn read(archive: &mut Archive, name: &str, lexicon: &Lexicon) -> Result<Option<Part>, Error> {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    if !matches!(ending.as_str(), "mht" | "mhtml" | "html" | "htm" | "xhtml" | "txt" | "rtf") {
        return Ok(None);
    }
    let Some(decoded) = archive.optional(name)? else { return Ok(None) };
    let (called, text, mut warnings) = (archive.called(name), decoded.text, decoded.warnings);
    let blocks: Vec<Block> = match ending.as_str() {
        "mht" | "mhtml" => mail::read(&called, &text, lexicon)?.blocks,
        "rtf" => rtf::read(&called, &text)?.blocks,
        "txt" => {
            let (blocks, noticed, _) = plain::read(&text, lexicon);
            warnings.extend(noticed);
            blocks.collect()
        }
        _ => html::page(&called, &text, &mut html::Notes::default())?,
    };
    let own = |block: Block| Block { text: Cow::Owned(block.text.into_owned()), ..block };
    Ok(Some(Part { origin: decoded.origin, blocks: blocks.into_iter().map(own).collect(), warnings }))
}
