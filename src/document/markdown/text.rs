//! Text of Markdown, with the signs that CommonMark does not know.

use super::signs::{Formulas, anchor, box_kind, insertion, picture_letter, task};
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

    /// Text without what is not said of it, and with pandoc's raised (`^2^`) and lowered (`~2~`) pieces.
    fn text(&mut self, text: &str, place: Range<usize>) {
        let whole = self.locate(text, &place);
        let mut unclosed = Vec::new();
        let mut done = 0;
        let is_sign = |b: &u8| matches!(b, b'^' | b'~' | b'=' | b'[' | b':' | b'{' | b'%');
        while let Some(n) = text.as_bytes()[done..].iter().position(is_sign) {
            let at = done + n;
            if let Some(end) = silent(text, at, &mut unclosed) {
                self.copied_part(text, done..at, &whole);
                done = end;
            } else if let Some(end) = raised_or_lowered(text, at) {
                self.copied_part(text, done..at, &whole);
                let piece = match (&text[at..at + 1], &text[at + 1..end]) {
                    ("~", inner) => lowered(inner),
                    (_, inner) => match raised(&self.out.text, inner, false) {
                        Raised::Text(text) => text,
                        Raised::Mark => String::new(),
                    },
                };
                if !piece.is_empty() {
                    self.out.replace(&piece, whole.place_of(at)..whole.place_of(end) + 1);
                }
                done = end + 1;
            } else {
                self.copied_part(text, done..at + 1, &whole);
                done = at + 1;
            }
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

/// Where ends what is not said of a text and begins with a sign here.
fn silent(text: &str, at: usize, unclosed: &mut Vec<&'static str>) -> Option<usize> {
    match &text[at..at + 1] {
        ":" => picture_letter(text, at),
        "{" | "%" => insertion(text, at, unclosed),
        "[" => insertion(text, at, unclosed).or_else(|| box_kind(text, at)).or_else(|| task(text, at)),
        "^" => anchor(text, at),
        "=" => text[at..].starts_with("==").then_some(at + 2),
        _ => None,
    }
}

/// Where the sign stands that closes a raised or lowered piece, which begins here.
fn raised_or_lowered(text: &str, at: usize) -> Option<usize> {
    let sign = text[at..].chars().next().filter(|sign| matches!(sign, '^' | '~'))?;
    let end = at + 1 + text[at + 1..].find([' ', '^', '~', '\n']).filter(|end| *end > 0)?;
    text[end..].starts_with(sign).then_some(end)
}
