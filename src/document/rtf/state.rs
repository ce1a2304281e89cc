//! What is open in a rich text, and the text that comes of it.

mod control;
mod fonts;
mod group;
mod letters;

use crate::document::model::{Block, Blocks, Role};
use crate::document::script::{Raised, lowered, raised};
use crate::document::source_map::SourceMapBuilder;
use crate::document::verse;
use fonts::Fonts;
use group::{Group, Part};
use std::borrow::Cow;
use std::ops::Range;

/// A paragraph as it is put together.
#[derive(Default)]
struct Paragraph {
    trace: SourceMapBuilder,
    /// Its lines that have ended.
    lines: Vec<SourceMapBuilder>,
    role: Option<Role>,
}

pub(super) struct Reader<'s> {
    source: &'s str,
    groups: Vec<Group>,
    blocks: Vec<Block<'static>>,
    paragraph: Paragraph,
    /// Paragraphs that wait while a note or box is read, and notes and boxes that wait for their paragraph.
    outer: Vec<Paragraph>,
    held: Vec<Block<'static>>,
    /// Raised or lowered text that is being put together.
    script: SourceMapBuilder,
    /// Whether that is lowered.
    lowered: bool,
    fonts: Fonts,
    page: &'static encoding_rs::Encoding,
    /// A surrogate pair is two \u, one right after the other.
    high: Option<(u16, usize)>,
    /// Characters still to come that stand for a \u in programs that do not know it.
    pending: usize,
    in_table: bool,
    label: String,
    instruction: SourceMapBuilder,
    vowel: bool,
    /// The paragraph is the large first letter of the next one.
    dropcap: bool,
}

impl<'s> Reader<'s> {
    pub(super) fn new(source: &'s str) -> Reader<'s> {
        Reader {
            source,
            groups: vec![Group::text()],
            blocks: Vec::new(),
            paragraph: Paragraph::default(),
            outer: Vec::new(),
            held: Vec::new(),
            script: SourceMapBuilder::default(),
            lowered: false,
            fonts: Fonts::default(),
            page: encoding_rs::WINDOWS_1252,
            high: None,
            pending: 0,
            in_table: false,
            label: String::new(),
            instruction: SourceMapBuilder::default(),
            vowel: false,
            dropcap: false,
        }
    }

    pub(super) fn depth(&self) -> usize {
        self.groups.len()
    }

    fn group(&mut self) -> &mut Group {
        let last = self.groups.len() - 1;
        &mut self.groups[last]
    }

    pub(super) fn open(&mut self) {
        let mut group = *self.group();
        group.silent |= std::mem::take(&mut self.group().two_ways);
        group.two_ways = false;
        self.groups.push(group);
        (self.high, self.pending) = (None, 0);
    }

    pub(super) fn close(&mut self, at: usize) {
        (self.high, self.pending) = (None, 0);
        let Some(group) = self.groups.pop() else { return };
        let outside = self.groups.last().map_or(Part::Text, |outer| outer.part);
        if group.script != self.groups.last().map_or(0, |outer| outer.script) {
            self.end_script();
        }
        if group.part == outside {
            return;
        }
        match group.part {
            Part::Label => {
                let label = std::mem::take(&mut self.label);
                let label = label.trim();
                if !group.silent && label.contains(char::is_alphanumeric) {
                    self.paragraph.trace.replace(&format!("{label} "), at..at);
                }
                self.paragraph.role = self.paragraph.role.or((!label.is_empty()).then_some(Role::List));
            }
            Part::Instruction => self.end_instruction(group),
            Part::Note | Part::Box => {
                self.flush(if group.part == Part::Note { Some(Role::Note) } else { None });
                self.paragraph = self.outer.pop().unwrap_or_default();
            }
            Part::Text | Part::Fonts => {}
        }
    }

    fn is_said(&self) -> bool {
        self.groups.last().is_some_and(Group::is_said)
    }

    /// Text, wherever it belongs.
    fn put(&mut self, piece: &str, place: Range<usize>) {
        if !self.is_said() {
            return;
        }
        let group = *self.group();
        match group.part {
            Part::Label => self.label.push_str(piece),
            Part::Instruction => self.instruction.replace(piece, place),
            Part::Fonts => {}
            _ if group.script != 0 => {
                self.lowered = group.script < 0;
                self.script.replace(piece, place);
            }
            _ => self.paragraph.trace.replace(piece, place),
        }
    }

    fn end_script(&mut self) {
        let script = std::mem::take(&mut self.script);
        if script.text.trim().is_empty() {
            return;
        }
        let place = script.start()..script.end();
        let text = script.finish().text;
        if self.lowered {
            self.paragraph.trace.replace(&lowered(&text), place);
            return;
        }
        if let Raised::Text(text) = raised(&self.paragraph.trace.text, &text, false) {
            self.paragraph.trace.replace(&text, place);
        }
    }

    /// Letters with others beside them are a field of their own: `EQ \o(\s\up 10(Hà Nội),河內)`; one of both is said.
    fn end_instruction(&mut self, group: Group) {
        let whole = std::mem::take(&mut self.instruction);
        if group.silent || whole.text.is_empty() {
            return;
        }
        let place = whole.start()..whole.end();
        let ruby = whole.text.trim_start().starts_with("EQ ").then(|| whole.text.split_once("\\up")).flatten();
        let parts = ruby.and_then(|(_, rest)| rest.split_once('(')).and_then(|(_, rest)| rest.split_once("),"));
        if let Some((beside, base)) = parts {
            let base = base.trim_end().trim_end_matches(')').trim_start_matches([' ', '(']);
            let chinese = base.chars().any(|c| ('\u{2e80}'..='\u{9fff}').contains(&c));
            self.paragraph.trace.replace(if chinese { beside } else { base }, place);
        }
    }

    fn flush(&mut self, role: Option<Role>) {
        self.end_script();
        let Paragraph { trace, mut lines, role: own } = std::mem::take(&mut self.paragraph);
        lines.push(trace);
        let role = role.or(own);
        let mut made = Vec::new();
        for whole in verse::paragraphs(lines) {
            let start = whole.start();
            let mut whole = whole.finish();
            if role == Some(Role::Row) {
                whole.text.truncate(whole.text.trim_end_matches([' ', ';']).len());
            }
            if !whole.text.trim().is_empty() {
                made.push(Block { text: Cow::Owned(whole.text), start, anchors: whole.anchors, line: 0, role });
            }
        }
        if self.outer.is_empty() {
            made.append(&mut self.held);
            made.sort_by_key(|block| block.start);
            self.blocks.append(&mut made);
        } else {
            self.held.append(&mut made);
        }
    }

    pub(super) fn finish(mut self) -> Blocks<'static> {
        self.flush(None);
        let (mut at, mut line) = (0, 1);
        for block in &mut self.blocks {
            line += memchr::memchr_iter(b'\n', self.source.as_bytes().get(at..block.start).unwrap_or(&[])).count();
            at = at.max(block.start);
            block.line = line;
        }
        Blocks { blocks: self.blocks, warnings: Vec::new(), ..Blocks::default() }
    }
}
