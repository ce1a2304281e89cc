//! Makes blocks of the paragraphs and tables of a part.

use super::number::number;
use super::numbering::{Level, Numbering};
use super::run::{Run, Script, script};
use super::styles::Styles;
use super::symbol::symbol;
use super::theme::Theme;
use crate::document::encoding::fonts::Font;
use crate::document::model::{Block, Role};
use crate::document::rows::Rows;
use crate::document::source_map::SourceMapBuilder;
use crate::document::verse;
use crate::document::xml::{Node, Xml, attribute};
use crate::error::Error;
use crate::maths::formula::{self, Element};
use quick_xml::events::BytesStart;
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

/// A paragraph that is being read.
#[derive(Default)]
struct Paragraph {
    lines: Vec<SourceMapBuilder>,
    trace: SourceMapBuilder,
    role: Option<Role>,
    list: Option<Level>,
    run: Run,
    script: Script,
    /// The run's own properties, before those of its style.
    font: Option<Option<Font>>,
    style_font: Option<Font>,
    hidden: bool,
    vowel: bool,
    /// Its number has been written.
    begun: bool,
    /// A large first letter.
    dropcap: bool,
    contents: bool,
    captions: Vec<SourceMapBuilder>,
    /// What stands in its text boxes.
    boxes: Vec<Block<'static>>,
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
    /// A text box is a paragraph within a paragraph.
    open: Vec<Paragraph>,
    /// Tables that are open; of a nested one only the words count.
    tables: Vec<Rows>,
    /// The first letter of the paragraph that follows.
    dropcap: Option<SourceMapBuilder>,
    /// Fields that are open: whether it is a table of contents.
    fields: Vec<bool>,
    /// Content controls that are open: the same.
    controls: Vec<bool>,
    ruby: Option<Ruby>,
    text: bool,
    count: usize,
}

/// Letters with others beside them; one of both is said.
#[derive(Default)]
struct Ruby {
    beside: Vec<(String, Range<usize>)>,
    base: Vec<(String, Range<usize>)>,
    in_base: bool,
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
            open: Vec::new(),
            tables: Vec::new(),
            dropcap: None,
            fields: Vec::new(),
            controls: Vec::new(),
            ruby: None,
            text: false,
            count: 0,
        }
    }

    pub(super) fn go(mut self) -> Result<Vec<Block<'static>>, Error> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Text(piece, from) if self.text => self.write(&piece, from),
                Node::Text(..) => {}
                Node::Open(name, _) if SKIPPED.contains(&name.as_str()) => self.xml.skip()?,
                Node::Open(name, tag) if name == "oMath" => self.formula(&tag)?,
                Node::Open(name, _) if name == "instrText" => self.instruction()?,
                Node::Open(name, tag) => {
                    if !self.sdt(&name)? {
                        self.open(&name, &tag);
                    }
                }
                Node::Close(name) => self.close(&name),
            }
        }
        Ok(self.blocks)
    }

    /// A prompt that nobody has filled in is no text.
    fn sdt(&mut self, name: &str) -> Result<bool, Error> {
        if name != "showingPlcHdr" {
            return Ok(false);
        }
        while let Some(node) = self.xml.next()? {
            if let Node::Open(name, _) = node
                && name == "sdtContent"
            {
                self.xml.skip()?;
                break;
            }
        }
        Ok(true)
    }

    /// What a field is: a table of contents is known by its instruction.
    fn instruction(&mut self) -> Result<(), Error> {
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Text(text, _) if text.trim_start().starts_with("TOC ") => {
                    if let Some(field) = self.fields.last_mut() {
                        *field = true;
                    }
                }
                Node::Close(_) => break,
                _ => {}
            }
        }
        Ok(())
    }

    fn open(&mut self, name: &str, tag: &BytesStart) {
        let value = |name: &str| attribute(tag, name);
        let on = |tag: &BytesStart| attribute(tag, "val").is_none_or(|v| v != "0" && v != "false");
        match name {
            "p" => {
                self.count += 1;
                let style_font = self.styles.of("Normal").font.or_else(|| self.styles.font.clone());
                let style_font = style_font.as_deref().and_then(Font::named);
                self.open.push(Paragraph { role: self.all, style_font, ..Paragraph::default() });
            }
            "t" => self.text = true,
            "tab" | "ptab" if self.in_run() => self.gap(" "),
            "br" | "cr" if self.in_run() => self.break_line(),
            "noBreakHyphen" => self.gap("-"),
            "softHyphen" => self.soft_hyphen(),
            "sym" => self.sym(tag),
            "r" => self.paragraph(|p| {
                p.run = Run { hidden: p.hidden, font: p.style_font, script: 0 };
                p.begun_run();
            }),
            "vanish" | "webHidden" => self.paragraph(|p| p.run.hidden = on(tag)),
            "vertAlign" => {
                let script = script(&value("val").unwrap_or_default());
                self.paragraph(|p| p.run.script = script);
            }
            "rFonts" => {
                if let Some(font) = self.theme.font(tag) {
                    let font = Font::named(&font);
                    self.paragraph(|p| p.run.font = font);
                }
            }
            "rStyle" => {
                let style = self.styles.of(&value("val").unwrap_or_default());
                self.paragraph(|p| {
                    p.run.hidden |= style.hidden;
                    if style.script != 0 {
                        p.run.script = style.script;
                    }
                    if let Some(font) = &style.font {
                        p.run.font = Font::named(font);
                    }
                });
            }
            "ruby" => self.ruby = Some(Ruby::default()),
            "rubyBase" => {
                if let Some(ruby) = &mut self.ruby {
                    ruby.in_base = true;
                }
            }
            "docPr" => self.picture(tag),
            "fldChar" => match value("fldCharType").as_deref() {
                Some("begin") => self.fields.push(false),
                Some("end") => drop(self.fields.pop()),
                _ => {}
            },
            "sdt" => self.controls.push(false),
            "docPartGallery" => {
                if let Some(control) = self.controls.last_mut() {
                    *control = value("val").is_some_and(|kind| kind == "Table of Contents");
                }
            }
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
            _ => self.properties(name, tag),
        }
    }

    /// Of a paragraph.
    fn properties(&mut self, name: &str, tag: &BytesStart) {
        let value = || attribute(tag, "val");
        match name {
            "pStyle" => {
                let id = value().unwrap_or_default();
                let style = self.styles.of(&id);
                self.paragraph(|p| {
                    p.role = p.role.or(style.role);
                    p.list = p.list.or(style.list);
                    p.contents |= style.contents || is_contents(&id);
                    p.hidden |= style.hidden;
                    if let Some(font) = &style.font {
                        p.style_font = Font::named(font);
                    }
                });
            }
            "outlineLvl" if number(&value().unwrap_or_default()) < 9 => {
                self.paragraph(|p| p.role = p.role.or(Some(Role::Headline)));
            }
            "framePr" => {
                let dropcap = attribute(tag, "dropCap").is_some_and(|d| d != "none");
                self.paragraph(|p| p.dropcap = dropcap);
            }
            "ilvl" => {
                let depth = number(&value().unwrap_or_default());
                self.paragraph(|p| p.list = Some(Level { depth, id: p.list.map_or(0, |l| l.id) }));
            }
            "numId" => {
                let id = number(&value().unwrap_or_default());
                self.paragraph(|p| p.list = Some(Level { id, depth: p.list.map_or(0, |l| l.depth) }));
            }
            _ => {}
        }
    }

    fn close(&mut self, name: &str) {
        match name {
            "t" => self.text = false,
            "p" => self.end_paragraph(),
            "ruby" => self.end_ruby(),
            "sdt" => drop(self.controls.pop()),
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
            let side = if ruby.in_base { &mut ruby.base } else { &mut ruby.beside };
            return side.push((piece.to_owned(), from));
        }
        let Some(paragraph) = self.open.last_mut() else { return };
        if paragraph.run.hidden {
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
        let Some(paragraph) = self.open.last_mut().filter(|p| !p.run.hidden) else { return };
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
        let Some(paragraph) = self.open.last_mut().filter(|p| !p.run.hidden) else { return };
        paragraph.script.end(&mut paragraph.trace);
        if !paragraph.trace.text.trim().is_empty() {
            paragraph.lines.push(std::mem::take(&mut paragraph.trace));
        }
    }

    /// The letter ư of old fonts.
    fn soft_hyphen(&mut self) {
        let at = self.xml.place();
        if self.open.last().is_some_and(|p| p.run.font.is_some()) {
            self.write("\u{ad}", at..at);
        }
    }

    fn sym(&mut self, tag: &BytesStart) {
        let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let font = attribute(tag, "font").unwrap_or_default();
        let at = self.xml.place();
        if let Some(sign) = code.and_then(|code| symbol(&font, code)) {
            let old = self.open.last_mut().and_then(|p| p.run.font.take());
            self.write(sign.encode_utf8(&mut [0; 4]), at..at);
            self.paragraph(|p| p.run.font = old);
        }
    }

    fn picture(&mut self, tag: &BytesStart) {
        let Some(text) = attribute(tag, "descr").filter(|text| text.contains(' ')) else { return };
        let at = self.xml.place();
        let mut trace = SourceMapBuilder::default();
        trace.replace(text.trim(), at..at);
        self.paragraph(|p| p.captions.push(trace));
    }

    fn end_ruby(&mut self) {
        let Some(ruby) = self.ruby.take() else { return };
        let chinese = ruby.base.iter().any(|(text, _)| text.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c)));
        let said = if chinese && !ruby.beside.is_empty() { ruby.beside } else { ruby.base };
        said.into_iter().for_each(|(text, from)| self.write(&text, from));
    }

    fn formula(&mut self, tag: &BytesStart) -> Result<(), Error> {
        let start = self.xml.place();
        let _ = tag;
        let mut open = vec![Element { name: "oMath".to_owned(), ..Element::default() }];
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Open(name, _) => open.push(Element { name, ..Element::default() }),
                Node::Text(text, _) => {
                    if let Some(last) = open.last_mut() {
                        last.text.push_str(&text);
                    }
                }
                Node::Close(_) => {
                    let Some(element) = open.pop() else { break };
                    match open.last_mut() {
                        Some(last) => last.inside.push(element),
                        None => {
                            let end = self.xml.place();
                            self.write(&formula::formula(&element).delivered(), start..end);
                            break;
                        }
                    }
                }
            }
        }
        Ok(())
    }

    fn end_paragraph(&mut self) {
        let Some(mut paragraph) = self.open.pop() else { return };
        paragraph.script.end(&mut paragraph.trace);
        if paragraph.dropcap && paragraph.trace.text.chars().count() <= 3 {
            self.dropcap = Some(paragraph.trace);
            return;
        }
        let list = paragraph.list.filter(|l| l.id > 0).map(|_| Role::List);
        let mut role = paragraph.role.or(list);
        if paragraph.contents || self.fields.contains(&true) || self.controls.contains(&true) {
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
            let rows = self.tables.len() - 1;
            let rows = &mut self.tables[..=rows];
            whole.into_iter().for_each(|trace| rows[0].paragraph(trace));
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

/// Whether a style's id is that of Word's own for lines of contents, which need no entry among the styles.
fn is_contents(id: &str) -> bool {
    id.strip_prefix("TOC").is_some_and(|level| level.parse::<u8>().is_ok())
}

impl Paragraph {
    fn has_text(&self) -> bool {
        !(self.lines.is_empty() && self.trace.text.trim().is_empty())
    }

    /// Among its runs, after its properties.
    fn begun_run(&mut self) {
        self.font = Some(self.run.font);
    }
}
