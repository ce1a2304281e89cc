//! Text of Markdown, with the signs that CommonMark does not know.

use super::signs::{Formulas, box_kind, insertion, picture_letter};
use crate::document::script::{Raised, lowered, raised};
use crate::document::source_map::SourceMapBuilder;
use crate::maths::tex;
use std::ops::Range;

/// Where a text stands in the source, if it is written there as it is said; else only the place that it is of.
struct Located {
    start: Option<usize>,
    place: Range<usize>,
}

impl Located {
    /// Where a byte of the text stands.
    fn place_of(&self, at: usize) -> usize {
        self.start.map_or(self.place.end, |start| start + at)
    }
}

/// Writes text of a source.
pub(super) struct Writer<'a> {
    pub(super) source: &'a str,
    pub(super) out: &'a mut SourceMapBuilder,
}

impl Writer<'_> {
    /// Text with formulas between `\(` and `\)`, which are escapes to CommonMark.
    pub(super) fn text_with_tex(&mut self, text: &str, place: Range<usize>) {
        let source = self.source;
        let written = source.get(place.clone()).unwrap_or("");
        let mut formulas = Formulas::of(written);
        let mut done = 0;
        while let Some((from, to)) = formulas.next_from(done) {
            self.unescaped(&written[done..from], place.start + done);
            let line = tex::tex(&written[from + 2..to - 2]).delivered();
            self.out.replace(&line, place.start + from..place.start + to);
            done = to;
        }
        if done == 0 {
            return self.text(text, place);
        }
        self.unescaped(&written[done..], place.start + done);
    }

    /// Text as it is written, of which the escapes are taken away.
    fn unescaped(&mut self, written: &str, at: usize) {
        let mut from = 0;
        while let Some(n) = written[from..].find('\\') {
            self.text(&written[from..from + n], at + from..at + from + n);
            from += n + 1;
        }
        self.text(&written[from..], at + from..at + written.len());
    }

    /// Text with pandoc's raised (`^2^`), lowered (`~2~`) and marked (`==`) pieces.
    fn text(&mut self, text: &str, place: Range<usize>) {
        let whole = self.locate(text, &place);
        let mut unclosed = Vec::new();
        let mut done = 0;
        let is_sign = |b: &u8| matches!(b, b'^' | b'~' | b'=' | b'[' | b':' | b'{' | b'%');
        while let Some(n) = text.as_bytes()[done..].iter().position(is_sign) {
            let at = done + n;
            let sign = &text[at..at + 1];
            // The name of a picture letter, what a site's program puts in.
            let put_in = match sign {
                ":" => picture_letter(text, at),
                "{" | "%" | "[" => insertion(text, at, &mut unclosed),
                _ => None,
            };
            if let Some(end) = put_in {
                self.copied_part(text, done..at, &whole);
                done = end;
                continue;
            }
            if matches!(sign, ":" | "{" | "%") {
                self.copied_part(text, done..at + 1, &whole);
                done = at + 1;
                continue;
            }
            // The name of a place to link to: ^mo-dau
            let name = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if sign == "^" && text[..at].ends_with(' ') && name(&text[at + 1..]) {
                self.copied_part(text, done..at, &whole);
                done = text.len();
                break;
            }
            // The kind of a box: [!warning]-
            if let Some(end) = box_kind(text, at) {
                self.copied_part(text, done..at, &whole);
                done = end;
                continue;
            }
            // The box of a task that stands within a line.
            if sign == "[" {
                let task = ["[ ]", "[x]", "[X]"].iter().any(|task| text[at..].starts_with(task));
                let end = if task && text[..at].ends_with("- ") { at + 3 } else { at + 1 };
                self.copied_part(text, done..if end > at + 1 { at } else { end }, &whole);
                done = end;
                continue;
            }
            if text[at..].starts_with("==") {
                self.copied_part(text, done..at, &whole);
                done = at + 2;
                continue;
            }
            let end = text[at + 1..].find([' ', '^', '~', '\n']).filter(|end| *end > 0).map(|end| at + 1 + end);
            let Some(end) = end.filter(|end| sign != "=" && text[*end..].starts_with(sign)) else {
                self.copied_part(text, done..at + 1, &whole);
                done = at + 1;
                continue;
            };
            self.copied_part(text, done..at, &whole);
            let inner = &text[at + 1..end];
            let piece = match (sign, raised(&self.out.text, inner, false)) {
                ("~", _) => lowered(inner),
                (_, Raised::Text(text)) => text,
                (_, Raised::Mark) => String::new(),
            };
            let from = whole.place_of(at)..whole.place_of(end) + 1;
            if !piece.is_empty() {
                self.out.replace(&piece, from);
            }
            done = end + 1;
        }
        self.copied_part(text, done..text.len(), &whole);
    }

    /// Says lowered text between single tildes, of which no event is said.
    pub(super) fn lowered(&mut self, place: Range<usize>) {
        let written = self.source.get(place.clone()).unwrap_or("");
        let inner = written.strip_prefix('~').and_then(|rest| rest.strip_suffix('~'));
        if let Some(inner) = inner.filter(|inner| !inner.contains(['~', ' ', '\n'])) {
            self.out.replace(&lowered(inner), place);
        }
    }

    /// Where a text stands that is of a place.
    fn locate(&self, text: &str, place: &Range<usize>) -> Located {
        let written = self.source.get(place.clone()).unwrap_or("");
        let within = if written.starts_with(text) { Some(0) } else { written.find(text) };
        Located { start: within.map(|n| place.start + n), place: place.clone() }
    }

    fn copied_part(&mut self, text: &str, part: Range<usize>, whole: &Located) {
        if part.is_empty() {
            return;
        }
        match whole.start {
            Some(start) => self.out.copy(&text[part.clone()], start + part.start),
            // An escape or entity is longer than what it stands for.
            None => self.out.replace(&text[part], whole.place.clone()),
        }
    }

    /// A part of a text that is written as it is said: code has its marks around it.
    pub(super) fn copied(&mut self, text: &str, part: Range<usize>, place: &Range<usize>) {
        let whole = self.locate(text, place);
        self.copied_part(text, part, &whole);
    }
}
