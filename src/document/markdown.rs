//! Markdown (CommonMark, with tables, footnotes, formulas, raised and lowered text).

mod signs;
mod text;

use super::html;
use super::model::{Block, Blocks, Role};
use super::rows::Rows;
use super::source_map::SourceMapBuilder;
use super::verse;
use crate::maths::tex;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};
use signs::{box_title, is_directive, is_program};
use std::borrow::Cow;
use std::ops::Range;
use text::Writer;

/// Reads Markdown. Code is no text.
pub(super) fn read(source: &str) -> Blocks<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut walk = Walk { source, line: (0, 1), ..Walk::default() };
    for (event, place) in TextMergeWithOffset::new(Parser::new_ext(source, options).into_offset_iter()) {
        walk.event(event, place);
    }
    walk.flush();
    Blocks { blocks: walk.blocks, warnings: Vec::new(), ..Blocks::default() }
}

#[derive(Default)]
struct Walk<'s> {
    source: &'s str,
    blocks: Vec<Block<'static>>,
    lines: Vec<SourceMapBuilder>,
    trace: SourceMapBuilder,
    /// What is open that says what a block is.
    roles: Vec<Role>,
    silent: usize,
    /// Nothing is said until the paragraph ends, or the link that holds a picture.
    program: bool,
    /// The colon of what is no definition waits for the text behind it.
    colon: bool,
    linked: bool,
    table: Option<Rows>,
    /// The description of a picture.
    picture: Option<SourceMapBuilder>,
    /// An indented block: paragraphs of those who indent them.
    indented: bool,
    line: (usize, usize),
}

impl Walk<'_> {
    fn event(&mut self, event: Event, place: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(tag) => self.end(tag),
            _ if self.silent > 0 || self.program => {}
            Event::Text(text) if std::mem::take(&mut self.colon) => {
                let place = place.start.saturating_sub(1)..place.end;
                self.event(Event::Text(format!(":{text}").into()), place);
            }
            Event::Text(text) if self.begins() && is_program(&text) => self.program = true,
            Event::Text(text) => self.line(&text, place),
            Event::Code(text) => self.writer().copied(&text, 0..text.len(), &place),
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                self.out().replace(&tex::tex(&tex).delivered(), place);
            }
            Event::SoftBreak => self.out().replace(" ", place),
            Event::HardBreak => self.break_line(),
            Event::InlineHtml(html) if html.starts_with("<br") => self.break_line(),
            _ => {}
        }
    }

    fn line(&mut self, text: &str, place: Range<usize>) {
        if let Some(title) = box_title(text) {
            self.flush();
            self.writer().copied(text, title, &place);
            self.flush();
        } else if self.indented && !is_directive(text) {
            self.indented_text(text, place);
        } else if !is_directive(text) {
            self.writer().text_with_tex(text, place);
        }
    }

    fn start(&mut self, tag: Tag, place: Range<usize>) {
        let role = match tag {
            Tag::Heading { .. } => Some(Role::Headline),
            Tag::Item => Some(Role::List),
            Tag::FootnoteDefinition(_) => Some(Role::Note),
            _ => None,
        };
        if let Some(role) = role {
            self.flush();
            self.roles.push(role);
        }
        match tag {
            Tag::Item => self.number(place),
            Tag::Table(_) => {
                self.flush();
                self.table = Some(Rows::default());
            }
            Tag::TableHead | Tag::TableRow => {
                let head = matches!(tag, Tag::TableHead);
                if let Some(rows) = &mut self.table {
                    rows.row();
                    if head {
                        rows.head();
                    }
                }
            }
            Tag::TableCell => {
                if let Some(rows) = &mut self.table {
                    rows.cell();
                }
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.flush();
                self.indented = true;
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.silent += 1,
            // One tilde lowers, two cross out what is no longer meant.
            Tag::Strikethrough => {
                if self.silent == 0 {
                    self.writer().lowered(place);
                }
                self.silent += 1;
            }
            Tag::Link { .. } => self.linked = true,
            Tag::DefinitionListTitle => self.flush(),
            Tag::DefinitionListDefinition => {
                self.flush();
                // :::tip, :smile: define nothing.
                self.colon = self.source.as_bytes().get(place.start + 1).is_some_and(|b| !b.is_ascii_whitespace());
            }
            Tag::Image { .. } => self.picture = Some(SourceMapBuilder::default()),
            Tag::HtmlBlock => {
                self.flush();
                self.page(place);
                self.silent += 1;
            }
            Tag::List(_) | Tag::BlockQuote(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.roles.pop();
            }
            TagEnd::Paragraph => {
                self.program = false;
                self.flush();
            }
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => self.flush(),
            TagEnd::Link => self.linked = false,
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.trace);
                if let Some(rows) = &mut self.table {
                    rows.paragraph(cell);
                }
            }
            TagEnd::Table => {
                for (row, role) in self.table.take().map(Rows::blocks).unwrap_or_default() {
                    self.push(row, role);
                }
            }
            TagEnd::CodeBlock if self.indented => {
                self.indented = false;
                self.flush();
            }
            TagEnd::Strikethrough | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => {
                self.silent = self.silent.saturating_sub(1)
            }
            TagEnd::Image => {
                // A badge leads elsewhere.
                let badge = self.linked && self.trace.text.trim().is_empty();
                let picture = self.picture.take().filter(|picture| !badge && !picture.text.trim().is_empty());
                // Within a paragraph it is a word of that.
                match picture {
                    Some(picture) if self.trace.text.is_empty() => self.push(picture, Some(Role::Caption)),
                    Some(picture) => self.trace.join("", picture),
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// Whether a paragraph begins.
    fn begins(&self) -> bool {
        self.trace.text.is_empty() && self.lines.is_empty() && self.table.is_none() && self.picture.is_none()
    }

    /// The number of an item is read, a bullet is not.
    fn number(&mut self, place: Range<usize>) {
        let digits = self.source[place.clone()].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0
            && let Some(marker) = self.source.get(place.start..place.start + digits + 1)
        {
            self.trace.copy(marker, place.start);
            self.trace.replace(" ", place.start + digits + 1..place.start + digits + 1);
        }
    }

    fn writer(&mut self) -> Writer<'_> {
        let source = self.source;
        Writer { source, out: self.out() }
    }

    fn out(&mut self) -> &mut SourceMapBuilder {
        self.picture.as_mut().unwrap_or(&mut self.trace)
    }

    /// Paragraphs whose first line, or every line, is indented are code to CommonMark only.
    fn indented_text(&mut self, text: &str, place: Range<usize>) {
        if text.trim().is_empty() {
            return self.flush();
        }
        let end = text.trim_end().len();
        self.writer().copied(text, 0..end, &place);
        self.out().replace(" ", place.start + end..place.start + end);
    }

    /// A piece of a web page.
    fn page(&mut self, place: Range<usize>) {
        let Some(page) = self.source.get(place.clone()) else { return };
        // What is no page at all has no text.
        let blocks = html::page("", page, &mut html::Notes::default()).unwrap_or_default();
        for block in blocks {
            let start = block.start + place.start;
            let line = self.line_of(start);
            self.blocks.push(Block {
                text: Cow::Owned(block.text.into_owned()),
                start,
                line,
                anchors: block.anchors,
                role: block.role,
            });
        }
    }

    fn break_line(&mut self) {
        if self.table.is_some() || self.picture.is_some() {
            let at = self.trace.end();
            return self.trace.replace(" ", at..at);
        }
        if !self.trace.text.trim().is_empty() {
            self.lines.push(std::mem::take(&mut self.trace));
        }
    }

    fn flush(&mut self) {
        let mut all = std::mem::take(&mut self.lines);
        all.push(std::mem::take(&mut self.trace));
        let role = self.roles.last().copied();
        verse::paragraphs(all).into_iter().for_each(|paragraph| self.push(paragraph, role));
    }

    fn push(&mut self, whole: SourceMapBuilder, role: Option<Role>) {
        let start = whole.start();
        let mut whole = whole.finish();
        whole.text.truncate(whole.text.trim_end_matches([' ', ';']).len().max(whole.text.trim_end().len()));
        if whole.text.trim().is_empty() {
            return;
        }
        let (text, anchors, line) = (Cow::Owned(whole.text), whole.anchors, self.line_of(start));
        self.blocks.push(Block { text, start, anchors, line, role });
    }

    /// The line of a place; they come in order.
    fn line_of(&mut self, start: usize) -> usize {
        let (counted, line) = self.line;
        if let Some(between) = self.source.as_bytes().get(counted..start) {
            self.line = (start, line + memchr::memchr_iter(b'\n', between).count());
        }
        self.line.1
    }
}
