//! Text of a page: whether it is said, and how it is written.

use super::Walk;
use crate::document::encoding::fonts::Font;
use crate::document::html::elements::BLOCKS;
use crate::document::html::inline;
use crate::document::model::Role;
use crate::document::rows::is_rule;
use crate::document::source_map::{SourceMap, SourceMapBuilder};
use crate::registry::words::documents as words;
use crate::text::cursor::Cursor;

impl Walk<'_> {
    pub(super) fn text(&mut self, n: usize, text: &str, at: usize) {
        if self.is_silent() {
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
        if !blank && self.is_link_of_note(text) {
            return;
        }
        if self.paragraph.trace.text.ends_with(|c: char| c.is_ascii_digit()) && self.fraction_goes_on(n) {
            return self.stroke(at..at + text.len());
        }
        if !blank && (text.trim().chars().all(|c| "↩↑⏎^\u{fe0e}\u{fe0f}†‡".contains(c)) || is_rule(text.trim()))
        {
            return;
        }
        if !blank {
            self.begin(at);
            self.count(text);
        }
        let paragraph = &mut self.paragraph;
        let begins = paragraph.trace.text.is_empty() && paragraph.role == Some(Role::Note);
        let skip = if begins { mark_length(text) } else { 0 };
        if !blank && text.contains('\n') && self.open.last().is_some_and(|open| open.lined) {
            return self.lines_of(&text[skip..], at + skip);
        }
        match self.open.last().and_then(|open| open.font) {
            Some(font) => self.text_in(font, &text[skip..], at + skip),
            None => inline::without_marks(&text[skip..], at + skip, &mut self.paragraph.trace),
        }
    }

    fn is_kept(&self, n: usize, text: &str) -> bool {
        let Some(article) = self.article else { return !self.open.last().is_some_and(|open| open.around) };
        // A headline stands outside of what the library keeps.
        let title =
            !self.output.headlined && article.headline.is_none() && self.open.iter().any(|open| open.name == "h1");
        article.kept[n] || title || self.is_byline(text)
    }

    fn is_byline(&self, text: &str) -> bool {
        let byline = self.article.and_then(|article| article.byline.as_deref());
        byline.is_some_and(|byline| byline == text.trim() && !byline.is_empty())
    }

    /// What leads to a note clings to a word; what leads back stands where the note begins or ends.
    fn is_link_of_note(&mut self, text: &str) -> bool {
        let number = |text: &str| text.trim_matches(['[', ']', '(', ')']).bytes().all(|b| b.is_ascii_digit());
        // 2. and Back, which lead from a note to its mark
        let leads_back = |text: &str| {
            let mut at = Cursor::new(text, 0);
            at.eat_phrase(words::BACK) && at.rest().is_empty()
        };
        let back = |text: &str| {
            self.role_here() == Some(Role::Note) && (leads_back(text) || number(text.trim_end_matches('.')))
        };
        let told = |text: &str| number(text) || back(text);
        let link = self.open.iter().rev().take_while(|open| !BLOCKS.contains(&open.name)).find_map(|open| open.target);
        let Some(target) = link.filter(|_| told(text.trim())) else {
            return false;
        };
        let before = &self.paragraph.trace.text;
        let clings = before.ends_with(|c: char| !c.is_whitespace());
        let found = clings || (before.is_empty() || back(text.trim())) && self.role_here() == Some(Role::Note);
        if found {
            self.notes.targets.insert(target.to_owned());
        }
        found
    }

    /// How much text the paragraph has, and what it is, if that is not known yet.
    fn count(&mut self, text: &str) {
        let length = text.trim().len();
        let linked = self.open.iter().any(|open| open.name == "a");
        let (all, links) = self.paragraph.amount;
        self.paragraph.amount = (all + length, links + if linked { length } else { 0 });
        if self.open.iter().any(|open| matches!(open.name, "em" | "i")) {
            self.paragraph.italic += length;
        }
        self.paragraph.under_picture |= all == 0 && std::mem::take(&mut self.after_picture);
        // What stands in the middle of it says nothing of the whole.
        if self.paragraph.role.is_none() && all == 0 {
            self.paragraph.role = if self.is_byline(text) { Some(Role::Byline) } else { self.role_here() };
        }
    }

    /// Text whose line breaks are kept.
    fn lines_of(&mut self, text: &str, mut at: usize) {
        let prose = is_prose(text);
        for (n, line) in text.split('\n').enumerate() {
            if n > 0 && prose {
                // A blank line or an indent begins a paragraph.
                if line.trim().is_empty() || line.starts_with("  ") || line.starts_with('\t') {
                    self.end_prose();
                } else {
                    self.paragraph.space(at);
                }
            } else if n > 0 {
                self.paragraph.end_line();
            }
            inline::without_marks(line, at, &mut self.paragraph.trace);
            at += line.len() + 1;
        }
    }

    /// A paragraph of wrapped prose ends, in the element that holds more of them.
    fn end_prose(&mut self) {
        let paragraph = std::mem::take(&mut self.paragraph);
        let role = paragraph.role;
        self.output.end(paragraph);
        self.paragraph.role = role;
    }

    /// Text whose letters a font of before Unicode shows as others.
    fn text_in(&mut self, font: Font, text: &str, at: usize) {
        let trace = &mut self.paragraph.trace;
        // What stands before tells whether a blank is another one.
        let mut piece = SourceMapBuilder::default();
        if !trace.text.is_empty() && !trace.text.ends_with(' ') && text.starts_with(char::is_whitespace) {
            piece.replace(" ", at..at);
        }
        inline::text(text.trim_start(), at + text.len() - text.trim_start().len(), &mut piece);
        let (start, whole) = (piece.start(), piece.finish());
        let origin = SourceMap { start, anchors: whole.anchors, ..SourceMap::default() };
        let mut vowel = trace.text.ends_with(|c: char| "aeouyAEOUYơưƠƯ".contains(c));
        let read = font.read(&whole.text, &mut vowel, |letter, from, to| {
            trace.replace(letter, origin.locate(from as u32)..origin.locate_end(to as u32));
        });
        if !read {
            inline::without_marks(text, at, trace);
        }
    }

    /// Text begins here: what waits for it comes first.
    pub(super) fn begin(&mut self, at: usize) {
        if let Some(place) = self.paragraph.picture.take() {
            self.paragraph.space(place.start);
            inline::text(&self.source[place.clone()], place.start, &mut self.paragraph.trace);
            self.paragraph.space(at);
        }
        // It stands where its text begins: between the two there may be a cell.
        if let Some(label) = self.label.take()
            && self.role_here() != Some(Role::Note)
        {
            self.paragraph.trace.replace(&label, at..at);
        }
    }

    /// What the open elements say of the text.
    pub(super) fn role_here(&self) -> Option<Role> {
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

/// Whether lines are those of wrapped prose: most are nearly as long as the longest.
fn is_prose(text: &str) -> bool {
    const LEAST_WIDTH: usize = 50;
    let lengths = || text.lines().map(|line| line.trim_end().chars().count()).filter(|length| *length > 0);
    let longest = lengths().max().unwrap_or(0);
    let (all, long) = (lengths().count(), lengths().filter(|length| length * 4 >= longest * 3).count());
    (LEAST_WIDTH..=2 * LEAST_WIDTH).contains(&longest) && all > 2 && long * 2 > all
}
