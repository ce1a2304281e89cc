//! Electronic books: the chapters in reading order (EPUB 2 and 3).

use super::archive::{Archive, resolve};
use super::encoding::Decoded;
use super::html;
use super::model::{Block, Part};
use super::xml::{Node, Xml, attribute};
use crate::error::Error;
use std::collections::HashMap;

/// Style sheets of a book that are looked at.
const MOST_SHEETS: usize = 16;
/// Chapters of a book.
const MOST_CHAPTERS: usize = 5_000;

/// Reads a book, a part a chapter.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Part>, Error> {
    let mut archive = Archive::open(file, bytes)?;
    let refuse = |message: &str| Error::Document { file: file.to_owned(), message: message.to_owned() };
    if archive.names().iter().any(|name| name == "META-INF/rights.xml") {
        return Err(refuse("locked with rights management: get a copy without it"));
    }
    let container = archive.text("META-INF/container.xml")?;
    let package = root_file(&archive.called("META-INF/container.xml"), &container.text)?;
    let package = package.ok_or_else(|| refuse("its container names no package: the book is not whole"))?;
    let source = archive.text(&package)?;
    let folder = package.rsplit_once('/').map_or("", |(folder, _)| folder);
    let mut parts = Vec::new();
    let mut notes = html::Notes::default();
    let (chapters, sheets) = spine(&archive.called(&package), &source.text)?;
    for name in sheets.iter().take(MOST_SHEETS).filter_map(|href| resolve(folder, &percent_decoded(href))) {
        if let Some(sheet) = archive.optional(&name)? {
            notes.style_sheet(&sheet.text);
        }
    }
    if chapters.len() > MOST_CHAPTERS {
        return Err(refuse(&format!("more than {MOST_CHAPTERS} chapters: split it")));
    }
    for href in chapters {
        let href = percent_decoded(&href);
        let name =
            resolve(folder, &href).ok_or_else(|| refuse(&format!("`{href}` leads out of the archive: refused")))?;
        let name = archive.named(&name);
        let Decoded { text, origin, warnings, .. } = archive.text(&name)?;
        let mut blocks = own(html::page(&archive.called(&name), &text, &mut notes)?);
        for (n, block) in blocks.iter_mut().enumerate() {
            block.line = n + 1;
        }
        parts.push(Part { origin, blocks, warnings });
    }
    if parts.is_empty() {
        return Err(refuse("its spine names no chapter: the book is not whole"));
    }
    Ok(parts)
}

fn own(blocks: Vec<Block<'_>>) -> Vec<Block<'static>> {
    blocks.into_iter().map(|b| Block { text: b.text.into_owned().into(), ..b }).collect()
}

fn root_file(file: &str, source: &str) -> Result<Option<String>, Error> {
    let mut xml = Xml::new(file, source);
    while let Some(node) = xml.next()? {
        if let Node::Open(name, tag) = node
            && name == "rootfile"
        {
            return Ok(attribute(&tag, "full-path").and_then(|path| resolve("", &path)));
        }
    }
    Ok(None)
}

/// The chapters' files, in order, and the style sheets. What is not linear (answers, pop-up notes) comes last; tables of contents that
/// are made for programs do not.
fn spine(file: &str, source: &str) -> Result<(Vec<String>, Vec<String>), Error> {
    let mut xml = Xml::new(file, source);
    let mut items: HashMap<String, String> = HashMap::new();
    let (mut chapters, mut asides, mut sheets) = (Vec::new(), Vec::new(), Vec::new());
    while let Some(node) = xml.next()? {
        let Node::Open(name, tag) = node else { continue };
        match name {
            "item" => {
                let nav = attribute(&tag, "properties").is_some_and(|p| p.split(' ').any(|p| p == "nav"));
                let kind = attribute(&tag, "media-type").unwrap_or_default();
                if kind == "text/css" {
                    sheets.extend(attribute(&tag, "href"));
                }
                let text = kind.contains("html");
                if let (Some(id), Some(href)) = (attribute(&tag, "id"), attribute(&tag, "href"))
                    && text
                    && !nav
                {
                    items.insert(id, href);
                }
            }
            "itemref" => {
                let chapter = attribute(&tag, "idref").and_then(|id| items.get(&id).cloned());
                let aside = attribute(&tag, "linear").is_some_and(|l| l == "no");
                if aside { &mut asides } else { &mut chapters }.extend(chapter);
            }
            _ => {}
        }
    }
    chapters.append(&mut asides);
    Ok((chapters, sheets))
}

/// `%20` in a path.
fn percent_decoded(path: &str) -> String {
    let mut out = Vec::new();
    let mut rest = path.as_bytes();
    while let Some((&byte, after)) = rest.split_first() {
        let hex = after.get(..2).filter(|_| byte == b'%').and_then(|h| std::str::from_utf8(h).ok());
        let decoded = hex.and_then(|h| u8::from_str_radix(h, 16).ok());
        out.push(decoded.unwrap_or(byte));
        rest = if decoded.is_some() { &after[2..] } else { after };
    }
    String::from_utf8_lossy(&out).into_owned()
}
