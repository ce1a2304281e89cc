//! Makes blocks of the tags and text of a page.

mod element;
mod opened;
mod output;
mod paragraph;
mod pictures;
mod signs;
mod writing;

use super::elements::{BLOCKS, Notes};
use super::list::{List, Lists};
use super::scan::{DEEPEST, LOOSE, Token, VOID};
use super::select::Article;
use super::table::Table;
use crate::document::model::Block;
use element::{Open, Script};
use output::Output;
use paragraph::Paragraph;
use std::ops::Range;

/// What stands within a paragraph and is said after it: notes, boxes, descriptions of pictures.
const HELD: &[&str] = &["x-note", "x-box", "x-caption"];

/// What was left out around an article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) blocks: usize,
    pub(super) bytes: usize,
}

/// What a page has become.
pub(super) struct Walked {
    pub(super) blocks: Vec<Block<'static>>,
    pub(super) around: Around,
    /// A headline is among the blocks.
    pub(super) headlined: bool,
}

/// Goes over the tokens of a page once.
pub(super) struct Walk<'s> {
    source: &'s str,
    tokens: &'s [Token<'s>],
    notes: &'s mut Notes,
    /// A page of the web, whose text is not all the article's.
    web: bool,
    /// Only this is said.
    article: Option<&'s Article>,
    /// The token that is looked at.
    at: usize,
    open: Vec<Open<'s>>,
    paragraph: Paragraph,
    /// Paragraphs that wait for the end of a note, and how many blocks there were.
    held: Vec<(Paragraph, usize)>,
    output: Output<'s>,
    around: Around,
    lists: Lists<'s>,
    /// The number of an item whose text has not come yet.
    label: Option<String>,
    tables: Vec<Table>,
    script: Option<Script<'s>>,
    /// A large first letter waits for its word.
    dropcap: bool,
    /// No text has come since the last picture.
    after_picture: bool,
    /// The source names fonts of before Unicode.
    old_fonts: bool,
    /// Scripts may show again what a style sheet hides.
    scripted: bool,
}

impl<'s> Walk<'s> {
    pub(super) fn new(source: &'s str, tokens: &'s [Token<'s>], notes: &'s mut Notes) -> Walk<'s> {
        Walk {
            source,
            tokens,
            notes,
            web: false,
            article: None,
            at: 0,
            open: Vec::new(),
            paragraph: Paragraph::default(),
            held: Vec::new(),
            output: Output::new(source),
            around: Around::default(),
            lists: Lists::default(),
            label: None,
            tables: Vec::new(),
            script: None,
            dropcap: false,
            after_picture: false,
            scripted: tokens.iter().any(|token| matches!(token, Token::Raw("script", _))),
            old_fonts: [".Vn", ".vn", ".VN", "VNI", "vni-", "Vni-"]
                .iter()
                .any(|name| memchr::memmem::find(source.as_bytes(), name.as_bytes()).is_some()),
        }
    }

    /// It is a page of the web, with an article if one was found, and lines that sites print around one.
    pub(super) fn of_web(mut self, article: Option<&'s Article>, is_furniture: &'s dyn Fn(&str) -> bool) -> Walk<'s> {
        (self.web, self.article) = (true, article);
        self.output.is_furniture = Some(is_furniture);
        self
    }

    pub(super) fn go(mut self) -> Walked {
        let mut n = 0;
        while n < self.tokens.len() {
            self.at = n;
            match &self.tokens[n] {
                Token::Open(name, ..) if name == "math" || name.ends_with(":math") => n = self.formula(n),
                Token::Open(name, place, closed) => self.open(n, name, place, *closed),
                Token::Close(name) => self.close(name),
                Token::Text(text, at) => self.text(n, text, *at),
                Token::Raw("style", place) => self.notes.style_sheet(&self.source[place.clone()]),
                Token::Raw(..) => {}
            }
            n += 1;
        }
        self.flush();
        while !self.held.is_empty() {
            self.go_on();
            self.flush();
        }
        let Output { blocks, headlined, .. } = self.output;
        Walked { blocks, around: self.around, headlined }
    }

    fn open(&mut self, n: usize, name: &'s str, place: &Range<usize>, closed: bool) {
        let tag = &self.source[place.clone()];
        if LOOSE.contains(&name) && self.open.last().is_some_and(|last| last.name == name) {
            // The end tag of the one before may be missing.
            self.open.pop();
        }
        let mut open = self.opened(tag, name);
        if HELD.contains(&name) && !self.paragraph.is_blank() {
            self.hold();
            open.holds = true;
        } else {
            self.part(name, place, &open);
        }
        match name {
            "br" => self.break_line(),
            "x-space" => self.paragraph.space(place.start),
            "img" => {
                self.after_picture = true;
                self.picture(n, tag, place.start);
            }
            "svg" => self.drawing(n, tag),
            _ if open.script != 0 && self.script.is_none() && !open.silent => self.begin_script(&open),
            "ol" => self.lists.open(List::numbered(tag, self.notes, || self.items(n))),
            "ul" => self.lists.open_styled(tag, self.notes),
            "li" => self.label = self.lists.label(tag),
            "table" => self.tables.push(Table::of(&self.tokens[n..])),
            _ => {}
        }
        if let Some(target) = open.target
            && let Some(script) = &mut self.script
        {
            script.target = Some(target);
        }
        if !closed && !VOID.contains(&name) && self.open.len() < 2 * DEEPEST {
            self.open.push(open);
        }
    }

    /// Parts what comes from what stands before it.
    fn part(&mut self, name: &str, place: &Range<usize>, open: &Open) {
        // What is never said parts nothing.
        if self.is_silent() {
            return;
        }
        let in_row = self.in_row();
        let trace = &mut self.paragraph.trace;
        if matches!(name, "td" | "th") && in_row {
            if !trace.text.is_empty() {
                trace.replace("; ", place.start..place.start);
            }
            let at = trace.text.len();
            self.label = self.tables.last_mut().and_then(|table| table.cell(at, name == "th"));
        } else if BLOCKS.contains(&name) || matches!(name, "td" | "th") {
            match in_row && name != "tr" {
                true => self.paragraph.space(place.start),
                false if std::mem::take(&mut self.dropcap) || open.dropcap && trace.text.is_empty() => {}
                false => self.flush(),
            }
            if name == "tr"
                && let Some(table) = self.tables.last_mut()
            {
                table.row();
            }
        }
    }

    fn close(&mut self, name: &str) {
        let in_row = self.in_row();
        if name == "tr" && in_row {
            let in_head = self.open.iter().rev().take_while(|o| o.name != "table").any(|o| o.name == "thead");
            if let Some(table) = self.tables.last_mut() {
                table.end_row(&self.paragraph.trace.text, in_head);
            }
        }
        let at = self.open.iter().rposition(|open| open.name == name);
        let dropcap = at.is_some_and(|at| self.open[at].dropcap) && self.paragraph.trace.text.chars().count() <= 2;
        let within_silent = at.and_then(|at| self.open.get(at.checked_sub(1)?)).is_some_and(|around| around.silent);
        let parts = BLOCKS.contains(&name) || name == "td";
        if parts && !within_silent && !(in_row && name != "tr" && name != "table") {
            if dropcap {
                self.dropcap = true;
            } else {
                self.flush();
            }
        }
        match name {
            "ol" | "ul" => self.lists.close(),
            "li" => self.label = None,
            "table" => drop(self.tables.pop()),
            _ => {}
        }
        if let Some(at) = at {
            if self.open[at].place && self.paragraph.trace.text.ends_with(char::is_alphanumeric) {
                let end = self.paragraph.trace.end();
                self.paragraph.trace.replace(" - ", end..end);
            }
            if self.open[at].holds {
                self.go_on();
            }
            if self.script.as_ref().is_some_and(|script| script.depth >= at) {
                self.end_script();
            }
            self.open.truncate(at);
        }
    }

    /// A note stands within a paragraph, which goes on after it.
    fn hold(&mut self) {
        self.end_script();
        // A picture is described where text follows, in the note or after it.
        let picture = self.paragraph.picture.take();
        self.held.push((std::mem::take(&mut self.paragraph), self.output.blocks.len()));
        self.paragraph.picture = picture;
    }

    /// Goes on with the paragraph that a note stands in; the note is said after it.
    fn go_on(&mut self) {
        let Some((paragraph, blocks)) = self.held.pop() else { return };
        self.flush();
        self.output.put_off(blocks);
        self.paragraph = paragraph;
    }

    /// In a row of data.
    fn in_row(&self) -> bool {
        self.tables.last().is_some_and(|table| !table.layout)
            && self.open.iter().rev().take_while(|open| open.name != "table").any(|open| open.name == "tr")
    }

    /// Nothing is said within the innermost element.
    fn is_silent(&self) -> bool {
        self.open.last().is_some_and(|open| open.silent)
    }

    /// Between the first text of the article and its last.
    fn is_within(&self, n: usize) -> bool {
        self.article.is_none_or(|article| article.range.contains(&n))
    }

    /// Items of the list that begins here.
    fn items(&self, n: usize) -> usize {
        let (mut depth, mut items) = (0usize, 0);
        for token in &self.tokens[n..] {
            match token {
                Token::Open(name, ..) if matches!(name.as_str(), "ol" | "ul") => depth += 1,
                Token::Open(name, ..) if name == "li" && depth == 1 => items += 1,
                Token::Close(name) if matches!(name.as_str(), "ol" | "ul") => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                _ => {}
            }
        }
        items
    }

    fn break_line(&mut self) {
        if self.paragraph.trace.text.trim().is_empty() {
            self.flush();
        } else {
            self.paragraph.end_line();
        }
    }

    fn flush(&mut self) {
        self.dropcap = false;
        self.end_script();
        self.paragraph.settle_caption();
        self.output.end(std::mem::take(&mut self.paragraph));
        if self.held.is_empty() {
            self.output.catch_up();
        }
    }
}
