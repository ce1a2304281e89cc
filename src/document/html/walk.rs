//! Makes blocks of the tags and text of a page.

use super::super::encoding::fonts::Font;
use super::super::model::{Block, Role};
use super::super::script::{Raised, lowered, raised};
use super::super::source_map::{SourceMap, SourceMapBuilder};
use super::super::verse;
use super::elements::{AROUND, BLOCKS, Look, Notes, SILENT};
use super::inline;
use super::list::List;
use super::scan::{DEEPEST, LOOSE, Token, VOID};
use super::signs::{self, Sign};
use super::table::Table;
use super::tree::{attribute, value_place};
use crate::maths::formula::{self, Element};
use std::borrow::Cow;
use std::collections::HashMap;
use std::ops::Range;

/// Tokens that are looked at for the end of a small element.
const NEAR: usize = 64;
const NEAR_FORMULA: usize = 4096;
/// What stands within a paragraph and is said after it: notes, boxes, descriptions of pictures.
const HELD: &[&str] = &["x-note", "x-box", "x-caption"];
/// The stroke of a fraction.
const FRACTION: char = '⁄';

/// What was left out around an article.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Around {
    pub(super) blocks: usize,
    pub(super) bytes: usize,
}

/// An element that is open.
struct Open<'s> {
    name: &'s str,
    silent: bool,
    /// It is one of those around an article.
    around: bool,
    role: Option<Role>,
    dropcap: bool,
    /// A ruby of which what stands beside is said.
    beside: bool,
    /// Where an `a` leads to in its own document.
    target: Option<&'s str>,
    /// A font of before Unicode, and whether text is raised (1) or lowered (-1).
    font: Option<Font>,
    script: i8,
    /// The paragraph that it stands in waits for its end.
    holds: bool,
}

/// A paragraph that waits for the end of a note.
struct Held {
    trace: SourceMapBuilder,
    lines: Vec<SourceMapBuilder>,
    role: Option<Role>,
    amount: (usize, usize),
    /// How many blocks there were.
    blocks: usize,
}

/// Raised or lowered text that is open.
struct Script<'s> {
    depth: usize,
    raised: bool,
    text: SourceMapBuilder,
    /// Where it leads to in its own document.
    target: Option<&'s str>,
}

pub(super) struct Walk<'s> {
    source: &'s str,
    tokens: &'s [Token<'s>],
    notes: &'s mut Notes,
    pub(super) web: bool,
    kept: Option<(&'s [bool], Range<usize>)>,
    /// Elements whose names say that they are furniture and that hold the article all the same.
    main: &'s [bool],
    /// The element that is the headline of a page without `h1`.
    headline: Option<usize>,
    pub(super) byline: Option<String>,
    pub(super) is_furniture: Option<&'s dyn Fn(&str) -> bool>,
    pub(super) blocks: Vec<Block<'static>>,
    open: Vec<Open<'s>>,
    /// The token that is looked at.
    at: usize,
    /// Lines of the block that have ended, and the one that is being put together.
    lines: Vec<SourceMapBuilder>,
    trace: SourceMapBuilder,
    role: Option<Role>,
    lists: Vec<List<'s>>,
    /// How far the lists of a style have got.
    counted: HashMap<&'s str, i64>,
    /// The number of an item whose text has not come yet.
    label: Option<String>,
    tables: Vec<Table>,
    script: Option<Script<'s>>,
    /// The description of a picture within a paragraph, which is said if text follows.
    picture: Option<Range<usize>>,
    /// A large first letter waits for its word.
    dropcap: bool,
    /// Of the block: bytes of text, and of links.
    amount: (usize, usize),
    /// What follows a heading such as Related articles, as long as it only leads elsewhere.
    leads_away: bool,
    pub(super) around: Around,
    line: (usize, usize),
    held: Vec<Held>,
    /// Notes that are said after the paragraph that they stand in.
    after: Vec<Block<'static>>,
    /// The source names fonts of before Unicode.
    old_fonts: bool,
    /// A headline has been read.
    pub(super) headlined: bool,
}

impl<'s> Walk<'s> {
    pub(super) fn new(source: &'s str, tokens: &'s [Token<'s>], notes: &'s mut Notes) -> Walk<'s> {
        Walk {
            source,
            tokens,
            notes,
            web: false,
            kept: None,
            main: &[],
            headline: None,
            byline: None,
            is_furniture: None,
            blocks: Vec::new(),
            open: Vec::new(),
            at: 0,
            lines: Vec::new(),
            trace: SourceMapBuilder::default(),
            role: None,
            lists: Vec::new(),
            counted: HashMap::new(),
            label: None,
            tables: Vec::new(),
            script: None,
            picture: None,
            dropcap: false,
            amount: (0, 0),
            leads_away: false,
            around: Around::default(),
            line: (0, 1),
            held: Vec::new(),
            after: Vec::new(),
            old_fonts: [".Vn", ".vn", ".VN", "VNI", "vni-", "Vni-"]
                .iter()
                .any(|name| memchr::memmem::find(source.as_bytes(), name.as_bytes()).is_some()),
            headlined: false,
        }
    }

    /// Only these texts are of the article.
    pub(super) fn keep_only(&mut self, kept: &'s [bool], main: &'s [bool], headline: Option<usize>) {
        (self.main, self.headline) = (main, headline);
        let first = kept.iter().position(|kept| *kept).unwrap_or(0);
        let last = kept.iter().rposition(|kept| *kept).unwrap_or(0);
        self.kept = Some((kept, first..last + 1));
    }

    pub(super) fn go(&mut self) {
        let mut n = 0;
        while n < self.tokens.len() {
            self.at = n;
            match &self.tokens[n] {
                Token::Open(name, ..) if name == "math" => n = self.formula(n),
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
    }

    fn open(&mut self, n: usize, name: &'s str, place: &Range<usize>, closed: bool) {
        let tag = &self.source[place.clone()];
        if LOOSE.contains(&name) && self.open.last().is_some_and(|last| last.name == name) {
            // The end tag of the one before may be missing.
            self.open.pop();
        }
        let mut open = self.opened(tag, name);
        self.ruby(n, &mut open);
        if HELD.contains(&name) && !(self.trace.text.trim().is_empty() && self.lines.is_empty()) {
            self.hold();
            open.holds = true;
        } else {
            self.part(name, place, &open);
        }
        match name {
            "br" => self.break_line(),
            "x-space" => self.space(place.start),
            "img" => self.picture(n, tag, place.start),
            _ if open.script != 0 && self.script.is_none() && !open.silent => {
                self.script = Some(Script {
                    depth: self.open.len(),
                    raised: open.script > 0,
                    text: SourceMapBuilder::default(),
                    target: self.open.iter().rev().find_map(|open| open.target),
                });
            }
            "ol" => {
                let items = || self.items(n);
                let list = List::numbered(tag, items);
                self.lists.push(list);
            }
            "ul" => {
                let list = List::styled(tag, self.lists.last(), self.lists.len(), self.notes, &self.counted);
                self.lists.push(list);
            }
            "li" => self.label = self.lists.last_mut().and_then(|list| list.label(tag)),
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

    /// What is known of an element by its tag and those around it.
    fn opened(&mut self, tag: &'s str, name: &'s str) -> Open<'s> {
        let above = self.open.last();
        let mut open = Open {
            name,
            silent: above.is_some_and(|a| a.silent) || SILENT.contains(&name),
            around: above.is_some_and(|a| a.around) || self.web && AROUND.contains(&name),
            role: above.and_then(|a| a.role),
            dropcap: false,
            beside: false,
            target: None,
            font: above.and_then(|a| a.font),
            script: i8::from(name == "sup") - i8::from(name == "sub"),
            holds: false,
        };
        let look = self.look(tag, name);
        // A site's scripts may show again what its style sheet hides, a book has none.
        open.silent |= look.hidden && !self.web;
        open.font = look.font.or(open.font);
        open.role = look.role.or(open.role);
        if open.script == 0 {
            open.script = look.script;
        }
        match signs::of(tag, name, self.web) {
            Some(Sign::Silent) if name != "figcaption" => {
                open.silent = true;
                // A note may stand where only its mark tells.
                if let Some(target) = attribute(tag, "href").and_then(|href| href.split_once('#')).map(|(_, id)| id) {
                    self.notes.targets.insert(target.to_owned());
                }
            }
            Some(Sign::Note) => open.role = Some(Role::Note),
            Some(Sign::Signature) => open.role = Some(Role::Signature),
            Some(Sign::Lead) if !self.headlined || self.blocks.len() < 3 => open.role = Some(Role::Lead),
            Some(Sign::Furniture) if self.main.get(self.at) == Some(&true) => {}
            Some(Sign::Furniture) => open.role = Some(Role::Boilerplate),
            Some(Sign::Author) if open.role.is_none() => open.role = Some(Role::Byline),
            Some(Sign::DropCap) => open.dropcap = true,
            _ => {}
        }
        if self.headline == Some(self.at) {
            open.role = Some(Role::Headline);
        }
        if name == "aside" && self.web && open.role.is_none() {
            // A box beside the text.
            open.role = Some(Role::Caption);
        }
        if name == "x-caption" {
            open.role = Some(Role::Caption);
        }
        if name == "x-note" || name == "body" && attribute(tag, "name").is_some_and(|n| n == "notes" || n == "comments")
        {
            open.role = Some(Role::Note);
        }
        // A mark of FictionBook.
        open.silent |= name == "a" && attribute(tag, "type") == Some("note");
        if name == "a" {
            // The notes of a book may be a chapter of their own.
            let href = attribute(tag, "href").and_then(|href| href.split_once('#'));
            open.target =
                href.filter(|(page, _)| page.is_empty() || !self.web && !page.contains(':')).map(|(_, id)| id);
        }
        if let Some(id) = attribute(tag, "id").or_else(|| attribute(tag, "name").filter(|_| name == "a"))
            && self.notes.targets.contains(id)
        {
            // What an editor remarked is no text at all.
            let role = if id.starts_with("cmnt") { Role::Boilerplate } else { Role::Note };
            if BLOCKS.contains(&name) {
                open.role = Some(role);
            } else if self.trace.text.is_empty() && self.lines.is_empty() {
                self.role = Some(role);
                open.silent = true;
            }
        }
        if name == "abbr" && self.script.is_none() && !open.silent {
            open.silent = self.expansion(tag);
        }
        open
    }

    /// How the tag, its classes or its style set text.
    fn look(&self, tag: &str, name: &str) -> Look {
        if !tag.contains([' ', '\n', '\t']) {
            return Look::default();
        }
        let named = |name: &str| attribute(tag, name).filter(|_| !self.notes.looks.is_empty());
        let classes =
            named("class").or_else(|| named("text:style-name")).map_or_else(Look::default, |n| self.notes.look(n));
        let own = attribute(tag, "style").filter(|style| self.old_fonts || style.contains("vertical-align"));
        let own = own.map_or_else(Look::default, Look::of);
        let face = attribute(tag, "face").filter(|_| self.old_fonts && name == "font").and_then(Font::named);
        let script = if own.script == 0 { classes.script } else { own.script };
        Look { font: face.or(own.font).or(classes.font), script, ..classes }
    }

    /// Says the words of an abbreviation in its place.
    fn expansion(&mut self, tag: &'s str) -> bool {
        let Some(place) = value_place(tag, "title").filter(|place| tag[place.clone()].contains(' ')) else {
            return false;
        };
        if self.kept.is_some() && self.trace.text.is_empty() {
            return false;
        }
        let start = tag.as_ptr() as usize - self.source.as_ptr() as usize + place.start;
        self.begin(start);
        inline::text(&tag[place], start, &mut self.trace);
        true
    }

    /// Parts what comes from what stands before it.
    fn part(&mut self, name: &str, place: &Range<usize>, open: &Open) {
        let in_row = self.in_row();
        if matches!(name, "td" | "th") && in_row {
            if !self.trace.text.is_empty() {
                self.trace.replace("; ", place.start..place.start);
            }
            let at = self.trace.text.len();
            self.label = self.tables.last_mut().and_then(|table| table.cell(at, name == "th"));
        } else if BLOCKS.contains(&name) || matches!(name, "td" | "th") {
            match in_row && name != "tr" {
                true => self.space(place.start),
                false if std::mem::take(&mut self.dropcap) || open.dropcap && self.trace.text.is_empty() => {}
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
                table.end_row(&self.trace.text, in_head);
            }
        }
        let at = self.open.iter().rposition(|open| open.name == name);
        let dropcap = at.is_some_and(|at| self.open[at].dropcap) && self.trace.text.chars().count() <= 2;
        if (BLOCKS.contains(&name) || name == "td") && !(in_row && name != "tr" && name != "table") {
            if dropcap {
                self.dropcap = true;
            } else {
                self.flush();
            }
        }
        match name {
            "ol" | "ul" => {
                if let Some((style, next)) = self.lists.pop().and_then(|list| list.ended(self.lists.len())) {
                    self.counted.insert(style, next);
                }
            }
            "li" => self.label = None,
            "table" => drop(self.tables.pop()),
            _ => {}
        }
        if let Some(at) = at {
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
        if self.script.is_some() {
            self.end_script();
        }
        self.held.push(Held {
            trace: std::mem::take(&mut self.trace),
            lines: std::mem::take(&mut self.lines),
            role: self.role.take(),
            amount: std::mem::take(&mut self.amount),
            blocks: self.blocks.len(),
        });
    }

    /// Goes on with the paragraph that a note stands in; the note is said after it.
    fn go_on(&mut self) {
        let Some(held) = self.held.pop() else { return };
        self.flush();
        self.after.extend(self.blocks.drain(held.blocks.min(self.blocks.len())..));
        (self.trace, self.lines, self.role, self.amount) = (held.trace, held.lines, held.role, held.amount);
    }

    /// In a row of data.
    fn in_row(&self) -> bool {
        self.tables.last().is_some_and(|table| !table.layout)
            && self.open.iter().rev().take_while(|open| open.name != "table").any(|open| open.name == "tr")
    }

    fn space(&mut self, at: usize) {
        if !self.trace.text.is_empty() && !self.trace.text.ends_with(' ') {
            self.trace.replace(" ", at..at);
        }
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

    /// One of both is said: what stands beside Chinese letters, else the letters themselves.
    fn ruby(&self, n: usize, open: &mut Open) {
        let ruby = self.open.iter().rev().find(|open| open.name == "ruby");
        match open.name {
            "ruby" => {
                let near = self.tokens[n..].iter().take(NEAR);
                let near = near.take_while(|token| !matches!(token, Token::Close(name) if name == "ruby"));
                let beside = near.clone().any(|token| matches!(token, Token::Open(name, ..) if name == "rt"));
                let chinese =
                    |text: &str| text.chars().any(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{20000}'..='\u{323af}'));
                if beside && near.into_iter().any(|token| matches!(token, Token::Text(text, _) if chinese(text))) {
                    open.beside = !open.silent;
                    open.silent = true;
                }
            }
            "rt" => open.silent = !ruby.is_some_and(|ruby| ruby.beside),
            _ => {}
        }
    }

    fn is_kept(&self, n: usize, text: &str) -> bool {
        let Some((kept, _)) = &self.kept else { return !self.open.last().is_some_and(|open| open.around) };
        // A headline stands outside of what the library keeps.
        let title = !self.headlined && self.open.iter().any(|open| open.name == "h1");
        kept[n] || title || self.is_byline(text)
    }

    fn is_byline(&self, text: &str) -> bool {
        self.byline.as_deref().is_some_and(|byline| byline == text.trim() && !byline.is_empty())
    }

    fn text(&mut self, n: usize, text: &str, at: usize) {
        if self.open.last().is_some_and(|open| open.silent) {
            return;
        }
        let blank = text.trim_matches([' ', '\t', '\n', '\r', '\u{c}']).is_empty();
        if !blank && !self.is_kept(n, text) {
            self.around.blocks += 1;
            self.around.bytes += text.trim().len();
            return;
        }
        if let Some(script) = &mut self.script {
            return inline::text(text, at, &mut script.text);
        }
        let number = |text: &str| text.trim_matches(['[', ']']).bytes().all(|b| b.is_ascii_digit());
        if let Some(target) = self.open.last().and_then(|open| open.target).filter(|_| !blank) {
            // What leads to a note clings to a word; what leads back stands where the note begins or ends.
            let clings = self.trace.text.ends_with(|c: char| !c.is_whitespace());
            let begins = self.trace.text.is_empty() && self.role_here() == Some(Role::Note);
            if number(text.trim()) && (clings || begins) {
                self.notes.targets.insert(target.to_owned());
                return;
            }
        }
        if self.trace.text.ends_with(|c: char| c.is_ascii_digit()) && self.fraction_goes_on(n) {
            return self.trace.replace(FRACTION.encode_utf8(&mut [0; 4]), at..at + text.len());
        }
        if !blank && text.trim().chars().all(|c| "↩↑⏎^\u{fe0e}\u{fe0f}†‡".contains(c)) {
            return;
        }
        if !blank {
            self.begin(at);
            let length = text.trim().len();
            let linked = self.open.iter().any(|open| open.name == "a");
            self.amount = (self.amount.0 + length, self.amount.1 + if linked { length } else { 0 });
            if self.role.is_none() {
                self.role = if self.is_byline(text) { Some(Role::Byline) } else { self.role_here() };
            }
        }
        let begins = self.trace.text.is_empty() && self.role == Some(Role::Note);
        let skip = if begins { mark_length(text) } else { 0 };
        if !blank && text.contains('\n') && self.open.iter().any(|open| open.name == "pre") {
            return self.lines_of(&text[skip..], at + skip);
        }
        match self.open.last().and_then(|open| open.font) {
            Some(font) => self.text_in(font, &text[skip..], at + skip),
            None => inline::without_marks(&text[skip..], at + skip, &mut self.trace),
        }
    }

    /// Text whose line breaks are kept.
    fn lines_of(&mut self, text: &str, mut at: usize) {
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 && !self.trace.text.trim().is_empty() {
                self.lines.push(std::mem::take(&mut self.trace));
            }
            inline::without_marks(line, at, &mut self.trace);
            at += line.len() + 1;
        }
    }

    /// Text whose letters a font of before Unicode shows as others.
    fn text_in(&mut self, font: Font, text: &str, at: usize) {
        // What stands before tells whether a blank is another one.
        let mut piece = SourceMapBuilder::default();
        let blank =
            !self.trace.text.is_empty() && !self.trace.text.ends_with(' ') && text.starts_with(char::is_whitespace);
        if blank {
            piece.replace(" ", at..at);
        }
        inline::text(text.trim_start(), at + text.len() - text.trim_start().len(), &mut piece);
        let (start, whole) = (piece.start(), piece.finish());
        let origin = SourceMap { start, anchors: whole.anchors, ..SourceMap::default() };
        let mut vowel = self.trace.text.ends_with(|c: char| "aeouyAEOUYơưƠƯ".contains(c));
        let trace = &mut self.trace;
        let read = font.read(&whole.text, &mut vowel, |letter, from, to| {
            trace.replace(letter, origin.locate(from as u32)..origin.locate_end(to as u32));
        });
        if !read {
            inline::without_marks(text, at, &mut self.trace);
        }
    }

    /// Text begins here: what waits for it comes first.
    fn begin(&mut self, at: usize) {
        if let Some(place) = self.picture.take() {
            self.space(place.start);
            inline::text(&self.source[place.clone()], place.start, &mut self.trace);
            self.space(at);
        }
        // It stands where its text begins: between the two there may be a cell.
        if let Some(label) = self.label.take()
            && self.role_here() != Some(Role::Note)
        {
            self.trace.replace(&label, at..at);
        }
    }

    /// Whether a stroke and lowered text are next.
    fn fraction_goes_on(&self, n: usize) -> bool {
        let stroke = |text: &str| matches!(text.trim(), "/" | "⁄" | "&frasl;" | "&#8260;");
        matches!(self.tokens.get(n..n + 2),
            Some([Token::Text(text, _), Token::Open(name, ..)]) if stroke(text) && name == "sub")
    }

    fn end_script(&mut self) {
        let Some(script) = self.script.take() else { return };
        let place = script.text.start()..script.text.end();
        let text = script.text.finish().text;
        if text.trim().is_empty() {
            return;
        }
        let digits = |text: &str| text.trim().bytes().all(|b| b.is_ascii_digit());
        let piece = match script.raised {
            // A fraction is written with raised and lowered digits.
            true if digits(&text) && self.fraction_goes_on(self.at + 1) => text,
            true => match raised(&self.trace.text, &text, script.target.is_some()) {
                Raised::Mark => {
                    self.notes.targets.extend(script.target.map(str::to_owned));
                    return;
                }
                Raised::Text(text) => text,
            },
            false if digits(&text) && self.trace.text.ends_with(FRACTION) => text,
            false => lowered(&text),
        };
        self.begin(place.start);
        self.role = self.role.or_else(|| self.role_here());
        self.amount.0 += piece.len();
        self.trace.replace(&piece, place);
    }

    /// A formula as one piece; where it ends.
    fn formula(&mut self, n: usize) -> usize {
        let mut open: Vec<Element> = Vec::new();
        let mut kept = false;
        let mut place = match &self.tokens[n] {
            Token::Open(_, place, _) => place.clone(),
            _ => return n,
        };
        for (at, token) in self.tokens.iter().enumerate().skip(n).take(NEAR_FORMULA) {
            match token {
                Token::Open(name, tag, closed) => {
                    place.end = tag.end;
                    let name = name.rsplit(':').next().unwrap_or(name).to_owned();
                    let element = Element { name, ..Element::default() };
                    match open.last_mut().filter(|_| *closed) {
                        Some(last) => last.inside.push(element),
                        None => open.push(element),
                    }
                }
                Token::Text(text, at) => {
                    kept |= self.kept.as_ref().is_none_or(|(_, range)| range.contains(&n));
                    place.end = at + text.len();
                    if let Some(last) = open.last_mut() {
                        last.text.push_str(&html_escape::decode_html_entities(text));
                    }
                }
                Token::Close(_) => {
                    let Some(element) = open.pop() else { return at };
                    match open.last_mut() {
                        Some(last) => last.inside.push(element),
                        None => {
                            let line = formula::formula(&element).delivered();
                            if kept && !line.is_empty() && !self.open.last().is_some_and(|open| open.silent) {
                                self.begin(place.start);
                                self.role = self.role.or_else(|| self.role_here());
                                self.trace.replace(&line, place);
                            }
                            return at;
                        }
                    }
                }
                Token::Raw(..) => {}
            }
        }
        n
    }

    /// A picture's description: the paragraph's own where text stands around it, else a caption.
    fn picture(&mut self, n: usize, tag: &str, at: usize) {
        let Some(place) = value_place(tag, "alt") else { return };
        let alt = tag[place.clone()].trim();
        let silent = self.open.last().is_some_and(|open| open.silent || open.role == Some(Role::Boilerplate));
        let inside = self.kept.as_ref().is_none_or(|(_, range)| range.contains(&n));
        if silent || !inside || !is_description(alt) {
            return;
        }
        let place = at + place.start..at + place.end;
        if !self.trace.text.is_empty() {
            self.picture = Some(place);
        } else if alt.chars().count() == 1 {
            self.role = self.role.or_else(|| self.role_here());
            inline::text(&self.source[place.clone()], place.start, &mut self.trace);
            self.dropcap = !self.open.iter().any(|open| open.name == "p");
        } else if self.lines.is_empty() {
            self.describe(place);
        }
    }

    fn describe(&mut self, place: Range<usize>) {
        let mut trace = SourceMapBuilder::default();
        inline::text(&self.source[place.clone()], place.start, &mut trace);
        self.push(trace, Some(Role::Caption));
    }

    /// What the open elements say of the text.
    fn role_here(&self) -> Option<Role> {
        if let Some(role) = self.open.last().and_then(|open| open.role) {
            return Some(role);
        }
        let mut layout = self.tables.iter().rev().map(|table| table.layout);
        self.open.iter().rev().find_map(|open| {
            Some(match open.name {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Headline,
                "figcaption" | "caption" => Role::Caption,
                "li" | "dt" | "dd" => Role::List,
                "tr" if !layout.next().unwrap_or(false) => Role::Row,
                "address" => Role::Byline,
                _ => return None,
            })
        })
    }

    fn break_line(&mut self) {
        if self.trace.text.trim().is_empty() {
            self.flush();
        } else {
            self.lines.push(std::mem::take(&mut self.trace));
        }
    }

    fn flush(&mut self) {
        self.dropcap = false;
        if self.script.is_some() {
            self.end_script();
        }
        let mut lines = std::mem::take(&mut self.lines);
        if !self.trace.text.trim().is_empty() {
            lines.push(std::mem::take(&mut self.trace));
        }
        self.trace = SourceMapBuilder::default();
        let role = self.role.take();
        let picture = self.picture.take();
        let (all, links) = std::mem::take(&mut self.amount);
        if !lines.is_empty() {
            let away = all > 0 && links * 10 >= all * 9;
            self.leads_away = match self.is_furniture {
                Some(is_furniture) if lines.len() == 1 && is_furniture(lines[0].text.trim()) => true,
                _ => self.leads_away && away,
            };
            let role = if self.leads_away { Some(Role::Boilerplate) } else { role };
            verse::paragraphs(lines).into_iter().for_each(|paragraph| self.push(paragraph, role));
        }
        if let Some(place) = picture {
            self.describe(place);
        }
        if self.held.is_empty() {
            self.blocks.append(&mut self.after);
        }
    }

    fn push(&mut self, trace: SourceMapBuilder, role: Option<Role>) {
        let start = trace.start();
        let mut trace = trace.finish();
        trace.text.truncate(trace.text.trim_end_matches([' ', ';']).len().max(trace.text.trim_end().len()));
        if let Some(between) = self.source.as_bytes().get(self.line.0..start) {
            self.line = (start, self.line.1 + memchr::memchr_iter(b'\n', between).count());
        }
        // A headline that comes again as the first of the article, a caption that is its picture's description.
        let again = match role {
            Some(Role::Headline) => self.blocks.iter().take(1).any(|b| b.role == role && b.text == trace.text),
            Some(Role::Caption) => self.blocks.last().is_some_and(|b| b.role == role && b.text == trace.text),
            _ => false,
        };
        if !again && !trace.text.is_empty() {
            let (text, anchors) = (Cow::Owned(trace.text), trace.anchors);
            self.headlined |= role == Some(Role::Headline);
            self.blocks.push(Block { text, start, anchors, line: self.line.1, role });
        }
    }
}

/// How long the mark is that a note begins with: `[1]`, `^`, `*`.
fn mark_length(text: &str) -> usize {
    let signs = |text: &str| text.len() - text.trim_start_matches(['^', '↑', ' ', '\n', '*']).len();
    let start = signs(text);
    let bracket = text[start..].strip_prefix('[').and_then(|rest| rest.split_once(']'));
    match bracket.filter(|(mark, _)| !mark.is_empty() && mark.bytes().all(|b| b.is_ascii_digit())) {
        Some((mark, rest)) => start + mark.len() + 2 + signs(rest),
        None => start,
    }
}

/// Whether a picture's description says more than the name of its file.
fn is_description(alt: &str) -> bool {
    let name = alt.rsplit_once('.').is_some_and(|(stem, ending)| {
        !stem.contains(' ')
            && matches!(ending.to_ascii_lowercase().as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg")
    });
    !name
        && alt.chars().any(char::is_alphabetic)
        && !matches!(alt.to_ascii_lowercase().as_str(), "image" | "img" | "photo")
}
