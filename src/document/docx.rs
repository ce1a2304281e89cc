//! Word documents: paragraphs, headings, lists, tables and notes (ECMA-376, WordprocessingML).

mod numbering;

use super::archive::Archive;
use super::encoding::Decoded;
use super::model::{Block, Part, Role};
use super::source_map::SourceMapBuilder;
use super::xml::{Node, Xml, attribute};
use crate::error::Error;
use numbering::{Level, Numbering, number};
use std::borrow::Cow;
use std::collections::HashMap;

/// Reads a document, its footnotes and endnotes.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Part>, Error> {
    let mut archive = Archive::open(file, bytes)?;
    let main = archive.names().iter().find(|n| n.starts_with("word/document") && n.ends_with(".xml")).cloned();
    let main = main.unwrap_or_else(|| "word/document.xml".to_owned());
    let styles = match archive.optional("word/styles.xml")? {
        Some(part) => styles(&archive.called("word/styles.xml"), &part.text)?,
        None => HashMap::new(),
    };
    let mut numbering = match archive.optional("word/numbering.xml")? {
        Some(part) => Numbering::read(&archive.called("word/numbering.xml"), &part.text)?,
        None => Numbering::default(),
    };
    let mut parts = Vec::new();
    for (name, role) in
        [(main.as_str(), None), ("word/footnotes.xml", Some(Role::Note)), ("word/endnotes.xml", Some(Role::Note))]
    {
        let part = if role.is_none() { Some(archive.text(name)?) } else { archive.optional(name)? };
        let Some(Decoded { text, origin, warnings, .. }) = part else { continue };
        let walk = Walk::new(Xml::new(&archive.called(name), &text), &styles, &mut numbering, role);
        parts.push(Part { origin, blocks: walk.go()?, warnings });
    }
    Ok(parts)
}

/// What a style says a paragraph is.
#[derive(Clone, Copy, Debug, Default)]
struct Style {
    role: Option<Role>,
    list: Option<Level>,
}

/// The styles by their id, which differs with the language of the program; the name does not.
fn styles(file: &str, source: &str) -> Result<HashMap<String, Style>, Error> {
    let mut xml = Xml::new(file, source);
    let mut styles: HashMap<String, Style> = HashMap::new();
    let mut id = String::new();
    while let Some(node) = xml.next()? {
        let Node::Open(name, tag) = node else { continue };
        match name.as_str() {
            "style" => id = attribute(&tag, "styleId").unwrap_or_default(),
            "name" => {
                let name = attribute(&tag, "val").unwrap_or_default().to_lowercase();
                let role = match name.as_str() {
                    "title" => Some(Role::Headline),
                    "caption" | "image caption" | "table caption" => Some(Role::Caption),
                    "author" => Some(Role::Byline),
                    name if name.starts_with("heading ") => Some(Role::Headline),
                    name if name.starts_with("footnote text") || name.starts_with("endnote text") => Some(Role::Note),
                    _ => None,
                };
                styles.entry(id.clone()).or_default().role = role;
            }
            "numId" => {
                let list = attribute(&tag, "val").map(|id| Level { id: number(&id), depth: 0 });
                styles.entry(id.clone()).or_default().list = list;
            }
            _ => {}
        }
    }
    Ok(styles)
}

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    trace: SourceMapBuilder,
    role: Option<Role>,
    list: Option<Level>,
    hidden: bool,
    /// Its number has been written.
    begun: bool,
}

struct Walk<'x> {
    xml: Xml<'x>,
    styles: &'x HashMap<String, Style>,
    numbering: &'x mut Numbering,
    /// The role of all paragraphs of a part of notes.
    all: Option<Role>,
    blocks: Vec<Block<'static>>,
    /// A text box is a paragraph within a paragraph.
    open: Vec<Paragraph>,
    /// The row that is being put together, and how deep tables are nested.
    row: SourceMapBuilder,
    tables: usize,
    /// A paragraph of the cell has ended.
    between: bool,
    count: usize,
}

impl<'x> Walk<'x> {
    fn new(
        xml: Xml<'x>,
        styles: &'x HashMap<String, Style>,
        numbering: &'x mut Numbering,
        all: Option<Role>,
    ) -> Walk<'x> {
        let (blocks, open) = (Vec::new(), Vec::new());
        Walk {
            xml,
            styles,
            numbering,
            all,
            blocks,
            open,
            row: SourceMapBuilder::default(),
            tables: 0,
            between: false,
            count: 0,
        }
    }

    fn go(mut self) -> Result<Vec<Block<'static>>, Error> {
        let mut text = false;
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Text(piece, from) if text => self.write(&piece, from),
                Node::Text(..) => {}
                Node::Open(name, tag) => match name.as_str() {
                    // A text box comes twice, the second time for programs of before 2010; what was moved or deleted is
                    // still there under the mark-up of the change.
                    "Fallback" | "moveFrom" | "del" | "instrText" => self.xml.skip()?,
                    "p" => {
                        self.count += 1;
                        self.open.push(Paragraph { role: self.all, ..Paragraph::default() });
                    }
                    "t" => text = true,
                    "tab" | "br" | "cr" if !self.in_properties() => self.gap(" "),
                    "noBreakHyphen" => self.gap("-"),
                    "r" => self.paragraph(|p| p.hidden = false),
                    "vanish" => {
                        let shown = attribute(&tag, "val").is_some_and(|v| v == "0" || v == "false");
                        self.paragraph(|p| p.hidden = !shown);
                    }
                    "pStyle" => {
                        let style = attribute(&tag, "val").and_then(|id| self.styles.get(&id).copied());
                        let style = style.unwrap_or_default();
                        self.paragraph(|p| {
                            p.role = p.role.or(style.role);
                            p.list = p.list.or(style.list);
                        });
                    }
                    "ilvl" => {
                        let depth = number(&attribute(&tag, "val").unwrap_or_default());
                        self.paragraph(|p| p.list = Some(Level { depth, id: p.list.map_or(0, |l| l.id) }));
                    }
                    "numId" => {
                        let id = number(&attribute(&tag, "val").unwrap_or_default());
                        self.paragraph(|p| p.list = Some(Level { id, depth: p.list.map_or(0, |l| l.depth) }));
                    }
                    "tbl" => self.tables += 1,
                    "tc" if self.tables == 1 && !self.row.text.is_empty() => {
                        let at = self.row.end();
                        self.row.replace("; ", at..at);
                        self.between = false;
                    }
                    _ => {}
                },
                Node::Close(name) => match name.as_str() {
                    "t" => text = false,
                    "p" => self.end_paragraph(),
                    "tr" if self.tables == 1 => self.end_row(),
                    "tbl" => self.tables = self.tables.saturating_sub(1),
                    _ => {}
                },
            }
        }
        Ok(self.blocks)
    }

    /// `tab` is a stop, not a tabulator, among a paragraph's properties: there nothing has been written yet.
    fn in_properties(&self) -> bool {
        self.open.last().is_none_or(|p| !p.begun)
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.open.last_mut() {
            change(paragraph);
        }
    }

    fn write(&mut self, piece: &str, from: std::ops::Range<usize>) {
        let Some(paragraph) = self.open.last_mut() else { return };
        if paragraph.hidden {
            return;
        }
        let trace = if self.tables > 0 { &mut self.row } else { &mut paragraph.trace };
        if std::mem::take(&mut self.between) && self.tables > 0 && !trace.text.is_empty() {
            let at = trace.end();
            trace.replace(" ", at..at);
        }
        if !paragraph.begun {
            paragraph.begun = true;
            if let Some(label) = paragraph.list.and_then(|level| self.numbering.label(level)) {
                trace.replace(&format!("{label} "), from.start..from.start);
            }
        }
        trace.replace(piece, from);
    }

    fn gap(&mut self, sign: &str) {
        let trace = match self.open.last_mut() {
            Some(paragraph) if self.tables == 0 => &mut paragraph.trace,
            _ => &mut self.row,
        };
        if !(trace.text.is_empty() || sign == " " && trace.text.ends_with(' ')) {
            let at = trace.end();
            trace.replace(sign, at..at);
        }
    }

    fn end_paragraph(&mut self) {
        let Some(paragraph) = self.open.pop() else { return };
        if self.tables > 0 {
            self.between = true;
            return;
        }
        let list = paragraph.list.filter(|l| l.id > 0).map(|_| Role::List);
        self.push(paragraph.trace, paragraph.role.or(list));
    }

    fn end_row(&mut self) {
        let row = std::mem::take(&mut self.row);
        self.push(row, Some(self.all.unwrap_or(Role::Row)));
    }

    fn push(&mut self, trace: SourceMapBuilder, role: Option<Role>) {
        let start = trace.start();
        let mut trace = trace.finish();
        if role == Some(Role::Row) {
            // Empty cells at the end.
            trace.text.truncate(trace.text.trim_end_matches([' ', ';']).len());
        }
        if trace.text.trim().is_empty() {
            return;
        }
        self.blocks.push(Block { text: Cow::Owned(trace.text), start, anchors: trace.anchors, line: self.count, role });
    }
}
