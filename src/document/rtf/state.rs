//! What is open in a rich text, and the text that comes of it.

use super::word::Word;
use crate::document::encoding::fonts::Font;
use crate::document::model::{Block, Blocks, Role};
use crate::document::script::{Raised, lowered, raised};
use crate::document::source_map::SourceMapBuilder;
use crate::document::verse;
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Groups that are no text of the document, nor is what they hold.
const SILENT: &[&str] = &[
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "footer",
    "headerl",
    "headerr",
    "headerf",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "generator",
    "xmlnstbl",
    "themedata",
    "object",
    "revtbl",
    "rsidtbl",
    "mmathPr",
    "latentstyles",
    "datastore",
    "nonshppict",
    "bkmkstart",
    "bkmkend",
    "annotation",
    "atnid",
    "atnauthor",
    "sp",
    "nonesttables",
    "nesttableprops",
    "falt",
    "panose",
    "tc",
    "xe",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "template",
    "filetbl",
    "shprslt",
];

/// What a group's text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Part {
    Text,
    Fonts,
    /// The number of an item, as it is shown.
    Label,
    /// What a field is to hold.
    Instruction,
    Note,
    Box,
}

#[derive(Clone, Copy, Debug)]
struct Group {
    /// Never said, whatever stands in it.
    silent: bool,
    /// A destination that may be passed over, unless it is known further inside.
    starred: bool,
    /// Hidden or deleted.
    hidden: bool,
    deleted: bool,
    part: Part,
    /// Its first group is for programs that know no Unicode, its second one for all others.
    two_ways: bool,
    /// How many characters stand for a \u in programs that do not know it.
    skip: usize,
    font: i32,
    /// 1 for raised, -1 for lowered text.
    script: i8,
}

/// The letters of a font's bytes.
#[derive(Clone, Copy)]
struct Letters {
    old: Option<Font>,
    page: Option<&'static encoding_rs::Encoding>,
}

pub(super) struct Reader<'s> {
    source: &'s str,
    groups: Vec<Group>,
    blocks: Vec<Block<'static>>,
    trace: SourceMapBuilder,
    lines: Vec<SourceMapBuilder>,
    role: Option<Role>,
    /// Paragraphs that wait while a note or box is read, and notes and boxes that wait for their paragraph.
    outer: Vec<(SourceMapBuilder, Vec<SourceMapBuilder>, Option<Role>)>,
    held: Vec<Block<'static>>,
    /// Raised or lowered text that is being put together.
    script: SourceMapBuilder,
    /// Whether that is lowered.
    lowered: bool,
    fonts: HashMap<i32, Letters>,
    font: (i32, String, Letters),
    page: &'static encoding_rs::Encoding,
    /// A surrogate pair is two \u, one right after the other.
    high: Option<(u16, usize)>,
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
        let text = Group {
            silent: false,
            starred: false,
            hidden: false,
            deleted: false,
            part: Part::Text,
            two_ways: false,
            skip: 1,
            font: -1,
            script: 0,
        };
        Reader {
            source,
            groups: vec![text],
            blocks: Vec::new(),
            trace: SourceMapBuilder::default(),
            lines: Vec::new(),
            role: None,
            outer: Vec::new(),
            held: Vec::new(),
            script: SourceMapBuilder::default(),
            lowered: false,
            fonts: HashMap::new(),
            font: (0, String::new(), Letters { old: None, page: None }),
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
                    self.trace.replace(&format!("{label} "), at..at);
                }
                self.role = self.role.or((!label.is_empty()).then_some(Role::List));
            }
            Part::Instruction => self.end_instruction(group),
            Part::Note | Part::Box => {
                self.flush(if group.part == Part::Note { Some(Role::Note) } else { None });
                if let Some((trace, lines, role)) = self.outer.pop() {
                    (self.trace, self.lines, self.role) = (trace, lines, role);
                }
            }
            Part::Text | Part::Fonts => {}
        }
    }

    fn is_said(&self) -> bool {
        self.groups.last().is_some_and(|g| !(g.silent || g.starred || g.hidden || g.deleted))
    }

    /// Takes a control word; where to go on.
    pub(super) fn word(&mut self, word: &Word, place: Range<usize>) -> usize {
        if self.pending > 0 && word.name == "'" {
            self.pending -= 1;
            return place.end;
        }
        let number = word.number;
        let on = number != Some(0);
        let half = self.high.take();
        if word.name != "u" {
            self.pending = 0;
        }
        match word.name {
            "u" => self.unicode(number.unwrap_or(0), half, place.clone()),
            "'" => {
                let byte = number.unwrap_or(0) as u8;
                self.byte(byte, place.clone());
            }
            "bin" => {
                let end = place.end.saturating_add(number.unwrap_or(0).max(0) as usize).min(self.source.len());
                return (0..=end).rev().find(|&n| self.source.is_char_boundary(n)).unwrap_or(0);
            }
            "uc" => self.group().skip = number.unwrap_or(1).clamp(0, 8) as usize,
            "ansicpg" => {
                let label = format!("windows-{}", number.unwrap_or(0));
                if let Some(page) = encoding_rs::Encoding::for_label(label.as_bytes()) {
                    self.page = page;
                }
            }
            "mac" => self.page = encoding_rs::MACINTOSH,
            "f" => self.group().font = number.unwrap_or(0),
            "v" => self.group().hidden = on,
            "deleted" => self.group().deleted = on,
            "plain" => {
                self.end_script();
                let group = self.group();
                (group.hidden, group.deleted, group.script) = (false, false, 0);
            }
            "super" | "sub" | "nosupersub" => {
                self.end_script();
                self.group().script = match word.name {
                    "super" if on => 1,
                    "sub" if on => -1,
                    _ => 0,
                };
            }
            _ => self.destination(word, place.clone()),
        }
        if self.group().part == Part::Fonts {
            self.font_word(word);
        }
        place.end
    }

    fn destination(&mut self, word: &Word, place: Range<usize>) {
        match word.name {
            "*" => self.group().starred = true,
            "upr" => self.group().two_ways = true,
            "ud" => self.group().starred = false,
            "fonttbl" => (self.group().part, self.group().silent) = (Part::Fonts, true),
            "listtext" | "pntext" => (self.group().part, self.group().starred) = (Part::Label, false),
            "fldinst" => (self.group().part, self.group().starred) = (Part::Instruction, false),
            "footnote" | "shptxt" => {
                self.end_script();
                let group = self.group();
                (group.starred, group.script) = (false, 0);
                group.part = if word.name == "footnote" { Part::Note } else { Part::Box };
                let lines = std::mem::take(&mut self.lines);
                self.outer.push((std::mem::take(&mut self.trace), lines, self.role.take()));
            }
            name if SILENT.contains(&name) => self.group().silent = true,
            _ => self.layout(word, place),
        }
    }

    /// Paragraphs, cells and signs.
    fn layout(&mut self, word: &Word, place: Range<usize>) {
        if word.name == "pard" {
            self.in_table = false;
            self.dropcap = false;
            return;
        }
        if word.name.starts_with("dropcap") {
            self.dropcap = true;
        }
        if !self.is_said() {
            return;
        }
        match word.name {
            "par" | "sect" | "page" | "\n" | "\r" if self.in_table => self.put(" ", place),
            "par" if std::mem::take(&mut self.dropcap) && self.trace.text.chars().count() <= 3 => {}
            "par" | "sect" | "page" | "\n" | "\r" => {
                let note = self.groups.iter().any(|group| group.part == Part::Note);
                self.flush(note.then_some(Role::Note));
            }
            "row" => {
                self.flush(Some(Role::Row));
                self.in_table = false;
            }
            "intbl" => self.in_table = true,
            "cell" => {
                self.in_table = true;
                self.put("; ", place);
            }
            "nestcell" => self.put("; ", place),
            "line" if self.group().part == Part::Text && !self.in_table => {
                self.end_script();
                if !self.trace.text.trim().is_empty() {
                    self.lines.push(std::mem::take(&mut self.trace));
                }
            }
            "line" | "tab" | "~" | "nestrow" => self.put(" ", place),
            "_" => self.put("-", place),
            // The letter ư of old fonts.
            "-" => self.byte_of_old_font(0xAD, place),
            "emdash" | "endash" => self.put("–", place),
            "lquote" => self.put("‘", place),
            "rquote" => self.put("’", place),
            "ldblquote" => self.put("“", place),
            "rdblquote" => self.put("”", place),
            "\\" | "{" | "}" => self.put(word.name, place),
            _ => {}
        }
    }

    fn unicode(&mut self, number: i32, half: Option<(u16, usize)>, place: Range<usize>) {
        self.pending = self.group().skip;
        let unit = number as u16;
        let from = half.map_or(place.start, |(_, start)| start);
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some((unit, place.start));
            return;
        }
        let units: Vec<u16> = half.map(|(h, _)| h).into_iter().chain([unit]).collect();
        self.put(&String::from_utf16_lossy(&units), from..place.end);
    }

    fn letters(&mut self) -> Letters {
        let font = self.group().font;
        self.fonts.get(&font).copied().unwrap_or(Letters { old: None, page: None })
    }

    fn byte_of_old_font(&mut self, byte: u8, place: Range<usize>) {
        if self.letters().old.is_some() {
            self.byte(byte, place);
        }
    }

    /// A byte of the code page, or of the font's own.
    fn byte(&mut self, byte: u8, place: Range<usize>) {
        let letters = self.letters();
        if let Some(font) = letters.old {
            let mut letter = String::new();
            let mut vowel = self.vowel;
            font.read(&char::from(byte).to_string(), &mut vowel, |piece, _, _| letter.push_str(piece));
            self.vowel = vowel;
            return self.put(&letter, place);
        }
        let bytes = [byte];
        let (text, _) = letters.page.unwrap_or(self.page).decode_without_bom_handling(&bytes);
        self.put(&text, place);
    }

    pub(super) fn text(&mut self, mut run: &str, mut at: usize) {
        while self.pending > 0
            && let Some(c) = run.chars().next()
        {
            run = &run[c.len_utf8()..];
            at += c.len_utf8();
            self.pending -= 1;
        }
        if run.is_empty() {
            return;
        }
        self.high = None;
        if self.group().part == Part::Fonts {
            return self.font_text(run);
        }
        let old = self.letters().old.is_some();
        if run.is_ascii() && !old {
            return self.put(run, at..at + run.len());
        }
        for (n, c) in run.char_indices() {
            let place = at + n..at + n + c.len_utf8();
            match u8::try_from(c as u32) {
                Ok(byte) if old || byte >= 0x80 => self.byte(byte, place),
                _ => self.put(c.encode_utf8(&mut [0; 4]), place),
            }
        }
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
            _ => self.trace.replace(piece, place),
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
            self.trace.replace(&lowered(&text), place);
            return;
        }
        if let Raised::Text(text) = raised(&self.trace.text, &text, false) {
            self.trace.replace(&text, place);
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
            self.trace.replace(if chinese { beside } else { base }, place);
        }
    }

    fn font_word(&mut self, word: &Word) {
        let number = word.number.unwrap_or(0);
        match word.name {
            "f" => self.font = (number, String::new(), Letters { old: None, page: None }),
            "fcharset" => {
                self.font.2.page = match number {
                    163 => Some(encoding_rs::WINDOWS_1258),
                    238 => Some(encoding_rs::WINDOWS_1250),
                    204 => Some(encoding_rs::WINDOWS_1251),
                    161 => Some(encoding_rs::WINDOWS_1253),
                    162 => Some(encoding_rs::WINDOWS_1254),
                    222 => Some(encoding_rs::WINDOWS_874),
                    _ => None,
                };
            }
            "cpg" => self.font.2.page = encoding_rs::Encoding::for_label(format!("windows-{number}").as_bytes()),
            _ => {}
        }
    }

    fn font_text(&mut self, run: &str) {
        if self.groups.last().is_some_and(|group| group.starred) {
            return;
        }
        for piece in run.split_inclusive(';') {
            self.font.1.push_str(piece.trim_end_matches(';'));
            if piece.ends_with(';') {
                let (number, name, mut letters) = self.font.clone();
                letters.old = Font::named(&name);
                self.fonts.insert(number, letters);
                self.font.1.clear();
            }
        }
    }

    fn flush(&mut self, role: Option<Role>) {
        self.end_script();
        let mut all = std::mem::take(&mut self.lines);
        all.push(std::mem::take(&mut self.trace));
        let role = role.or(self.role.take());
        self.role = None;
        let mut made = Vec::new();
        for whole in verse::paragraphs(all) {
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
