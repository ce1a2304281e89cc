//! Makes blocks of the paragraphs and tables of a part.

mod fields;
mod paragraph;
mod properties;
mod ruby;
mod signs;

use super::numbering::Numbering;
use super::run::Run;
use super::styles::Styles;
use super::theme::Theme;
use crate::document::encoding::fonts::Font;
use crate::document::model::{Block, Role};
use crate::document::rows::Rows;
use crate::document::source_map::SourceMapBuilder;
use crate::document::verse;
use crate::document::xml::{Node, Xml, attribute};
use crate::error::Error;
use fields::{Fields, skip_prompt};
use paragraph::Paragraph;
use quick_xml::events::BytesStart;
use ruby::Ruby;
use std::borrow::Cow;
use std::ops::Range;

/// What Word keeps for its own use, or shows apart from the text.
const SKIPPED: &[&str] = &[
    "Fallback",
    "moveFrom",
    "del",
    "delText",
    "sectPr",
    "rubyPr",
    "fldData",
    "rPrChange",
    "pPrChange",
    "numberingChange",
];

/// What is set large at the beginning of a chapter has no more letters.
const LONGEST_DROPCAP: usize = 12;

/// What a part has become.
pub(super) struct Walked {
    pub(super) blocks: Vec<Block<'static>>,
    /// Documents of other kinds, by their ids, and how many blocks come before each.
    pub(super) chunks: Vec<(usize, String)>,
}

pub(super) struct Walk<'x> {
    xml: Xml<'x>,
    styles: &'x Styles,
    numbering: &'x mut Numbering,
    /// The role of all paragraphs of a part of notes.
    all: Option<Role>,
    /// Fonts by the names that a theme has for them.
    theme: &'x Theme,
    blocks: Vec<Block<'static>>,
    /// Documents of other kinds, and how many blocks come before each.
    chunks: Vec<(usize, String)>,
    /// A text box is a paragraph within a paragraph.
    open: Vec<Paragraph>,
    /// Tables that are open; of a nested one only the words count.
    tables: Vec<Rows>,
    /// What the paragraph that follows begins with: its first letter.
    dropcap: Option<SourceMapBuilder>,
    /// Among the properties of a paragraph.
    in_properties: bool,
    fields: Fields,
    ruby: Option<Ruby>,
    text: bool,
    count: usize,
}

impl<'x> Walk<'x> {
    pub(super) fn new(
        xml: Xml<'x>,
        styles: &'x Styles,
        numbering: &'x mut Numbering,
        theme: &'x Theme,
        all: Option<Role>,
    ) -> Walk<'x> {
        Walk {
            xml,
            styles,
            numbering,
            all,
            theme,
            blocks: Vec::new(),
            chunks: Vec::new(),
            open: Vec::new(),
            tables: Vec::new(),
            dropcap: None,
            in_properties: false,
            fields: Fields::default(),
            ruby: None,
            text: false,
            count: 0,
        }
    }

    pub(super) fn go(mut self) -> Result<Walked, Error> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Text(piece, from) if self.text => self.write(&piece, from),
                Node::Text(..) => {}
                Node::Open(name, _) if SKIPPED.contains(&name) => {
                    // A paragraph's end may be deleted as well.
                    if name == "del" && self.in_properties {
                        self.paragraph(|p| p.goes_on = true);
                    }
                    self.xml.skip()?;
                }
                Node::Open("oMath", _) => self.formula()?,
                Node::Open("instrText", _) => self.fields.instruction(&mut self.xml)?,
                Node::Open("showingPlcHdr", _) => skip_prompt(&mut self.xml)?,
                Node::Open(name, tag) => self.open(name, &tag),
                Node::Close(name) => self.close(name),
            }
        }
        Ok(Walked { blocks: self.blocks, chunks: self.chunks })
    }

    fn open(&mut self, name: &str, tag: &BytesStart) {
        match name {
            "p" => {
                self.count += 1;
                let style_font = self.styles.of("Normal").font.or_else(|| self.styles.font.clone());
                let style_font = style_font.as_deref().and_then(Font::named);
                self.open.push(Paragraph { role: self.all, style_font, ..Paragraph::default() });
            }
            "pPr" => self.in_properties = true,
            "t" => self.text = true,
            "tab" | "ptab" if self.in_run() => self.gap(" "),
            "br" | "cr" if self.in_run() => self.break_line(),
            "noBreakHyphen" => self.gap("-"),
            "softHyphen" => self.soft_hyphen(),
            "sym" => self.sym(tag),
            "r" => self.paragraph(|p| {
                p.run = Run { hidden: p.hidden, struck: p.struck, font: p.style_font, script: 0 };
                p.begun_run();
            }),
            "ruby" => self.ruby = Some(Ruby::default()),
            "rubyBase" => {
                if let Some(ruby) = &mut self.ruby {
                    ruby.in_base = true;
                }
            }
            "docPr" => self.picture(tag, "descr"),
            "shape" => self.picture(tag, "alt"),
            "altChunk" => self.chunks.extend(attribute(tag, "id").map(|id| (self.blocks.len(), id))),
            "tbl" => self.tables.push(Rows::default()),
            "tr" => {
                if let [rows] = self.tables.as_mut_slice() {
                    rows.row();
                }
            }
            "tblHeader" => {
                if let Some(rows) = self.tables.last_mut() {
                    rows.head();
                }
            }
            "tc" => {
                if let [rows] = self.tables.as_mut_slice() {
                    rows.cell();
                }
            }
            "fldChar" | "sdt" | "docPartGallery" => self.fields.mark(name, tag),
            "vanish" | "webHidden" | "strike" | "dstrike" | "vertAlign" | "rFonts" | "rStyle" => {
                self.run_property(name, tag)
            }
            _ => self.paragraph_property(name, tag),
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "pPr" => self.in_properties = false,
            "t" => self.text = false,
            "p" => self.end_paragraph(),
            "ruby" => self.end_ruby(),
            "sdt" => self.fields.end_control(),
            "tbl" => {
                if let Some(rows) = self.tables.pop()
                    && self.tables.is_empty()
                {
                    let all = self.all;
                    for (trace, role) in rows.blocks() {
                        self.push(trace, all.or(role));
                    }
                }
            }
            _ => {}
        }
    }

    /// `tab` is a stop, not a tabulator, among a paragraph's properties.
    fn in_run(&self) -> bool {
        self.open.last().is_some_and(|p| p.font.is_some())
    }

    fn paragraph(&mut self, change: impl FnOnce(&mut Paragraph)) {
        if let Some(paragraph) = self.open.last_mut() {
            change(paragraph);
        }
    }

    fn write(&mut self, piece: &str, from: Range<usize>) {
        if let Some(ruby) = &mut self.ruby {
            return ruby.push(piece, from);
        }
        let Some(paragraph) = self.open.last_mut() else { return };
        if paragraph.run.is_silent() || self.fields.is_instruction() {
            return;
        }
        if !paragraph.begun {
            paragraph.begun = true;
            if let Some(letter) = self.dropcap.take() {
                paragraph.trace = letter;
            }
            if let Some(label) = paragraph.list.and_then(|level| self.numbering.label(level)) {
                paragraph.trace.replace(&format!("{label} "), from.start..from.start);
            }
        }
        let Paragraph { run, script, trace, vowel, .. } = paragraph;
        script.write(run, piece, from, trace, vowel);
    }

    fn gap(&mut self, sign: &str) {
        let Some(paragraph) = self.open.last_mut().filter(|p| !p.run.is_silent()) else { return };
        let Paragraph { script, trace, .. } = paragraph;
        script.end(trace);
        if !(trace.text.is_empty() || sign == " " && trace.text.ends_with(' ')) {
            let at = trace.end();
            trace.replace(sign, at..at);
        }
    }

    fn break_line(&mut self) {
        if !self.tables.is_empty() {
            return self.gap(" ");
        }
        let Some(paragraph) = self.open.last_mut().filter(|p| !p.run.is_silent()) else { return };
        paragraph.script.end(&mut paragraph.trace);
        if !paragraph.trace.text.trim().is_empty() {
            paragraph.lines.push(std::mem::take(&mut paragraph.trace));
        }
    }

    fn end_ruby(&mut self) {
        let Some(ruby) = self.ruby.take() else { return };
        ruby.said().into_iter().for_each(|(text, from)| self.write(&text, from));
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        self.fields.end_paragraph();
        paragraph.script.end(&mut paragraph.trace);
        // A letter or word set large, or a paragraph whose end was deleted: the next one goes on with it.
        let large = paragraph.dropcap && paragraph.trace.text.trim().chars().count() <= LONGEST_DROPCAP;
        if large || paragraph.goes_on && paragraph.lines.is_empty() {
            self.dropcap = Some(paragraph.trace);
            return;
        }
        let list = paragraph.list.filter(|l| l.id > 0).map(|_| Role::List);
        let mut role = paragraph.role.or(list);
        if paragraph.contents || self.fields.is_contents() {
            role = Some(Role::Boilerplate);
        }
        let mut lines = paragraph.lines;
        lines.push(paragraph.trace);
        let whole = verse::paragraphs(lines);
        let begins = whole.first().map_or(0, SourceMapBuilder::start);
        let (before, after): (Vec<_>, Vec<_>) = paragraph.captions.into_iter().partition(|c| c.start() < begins);
        before.into_iter().for_each(|caption| self.push(caption, Some(Role::Caption)));
        if self.tables.is_empty() {
            whole.into_iter().for_each(|trace| self.push(trace, role));
        } else {
            whole.into_iter().for_each(|trace| self.tables[0].paragraph(trace));
        }
        after.into_iter().for_each(|caption| self.push(caption, Some(Role::Caption)));
        match self.open.last_mut() {
            Some(outer) => outer.boxes.extend(paragraph.boxes),
            None => self.blocks.extend(paragraph.boxes),
        }
    }

    fn push(&mut self, trace: SourceMapBuilder, role: Option<Role>) {
        let start = trace.start();
        let trace = trace.finish();
        if trace.text.trim().is_empty() {
            return;
        }
        let block = Block { text: Cow::Owned(trace.text), start, anchors: trace.anchors, line: self.count, role };
        // The paragraph that a box stands in is said first.
        match self.open.last_mut().filter(|outer| outer.has_text()) {
            Some(outer) => outer.boxes.push(block),
            None => self.blocks.push(block),
        }
    }
}
