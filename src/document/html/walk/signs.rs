//! Raised and lowered text, fractions and formulas: they are written with Unicode's own signs.

use super::Walk;
use super::element::{Open, Script};
use crate::document::html::scan::Token;
use crate::document::script::{Raised, lowered, raised};
use crate::document::source_map::SourceMapBuilder;
use crate::maths::formula::{self, Element};
use std::ops::Range;

const NEAR_FORMULA: usize = 4096;
/// The stroke of a fraction.
const FRACTION: char = '⁄';

impl<'s> Walk<'s> {
    /// Raised or lowered text begins with this element.
    pub(super) fn begin_script(&mut self, open: &Open<'s>) {
        self.script = Some(Script {
            depth: self.open.len(),
            raised: open.script > 0,
            text: SourceMapBuilder::default(),
            target: self.open.iter().rev().find_map(|open| open.target),
        });
    }

    /// Raised or lowered text, if it is open, has ended.
    pub(super) fn end_script(&mut self) {
        let Some(script) = self.script.take() else { return };
        let place = script.text.start()..script.text.end();
        let text = script.text.finish().text;
        if text.trim().is_empty() {
            return;
        }
        let before = &self.paragraph.trace.text;
        let digits = |text: &str| text.trim().bytes().all(|b| b.is_ascii_digit());
        let piece = match script.raised {
            // A fraction is written with raised and lowered digits.
            true if digits(&text) && self.fraction_goes_on(self.at + 1) => text,
            true => match raised(before, &text, script.target.is_some()) {
                Raised::Mark => {
                    self.notes.targets.extend(script.target.map(str::to_owned));
                    return;
                }
                Raised::Text(text) => text,
            },
            false if digits(&text) && before.ends_with(FRACTION) => text,
            false => lowered(&text),
        };
        self.paragraph.amount.0 += piece.len();
        self.piece(&piece, place);
    }

    /// Whether a stroke and lowered text are next.
    pub(super) fn fraction_goes_on(&self, n: usize) -> bool {
        let stroke = |text: &str| matches!(text.trim(), "/" | "⁄" | "&frasl;" | "&#8260;");
        matches!(self.tokens.get(n..n + 2),
            Some([Token::Text(text, _), Token::Open(name, ..)]) if stroke(text) && name == "sub")
    }

    /// The stroke of a fraction.
    pub(super) fn stroke(&mut self, place: Range<usize>) {
        self.paragraph.trace.replace(FRACTION.encode_utf8(&mut [0; 4]), place);
    }

    /// A formula as one piece; where it ends.
    pub(super) fn formula(&mut self, n: usize) -> usize {
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
                    kept |= self.is_within(n);
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
                            if kept && !line.is_empty() && !self.is_silent() {
                                self.piece(&line, place);
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

    /// What is written otherwise than it stands in the page.
    fn piece(&mut self, piece: &str, place: Range<usize>) {
        self.begin(place.start);
        self.paragraph.role = self.paragraph.role.or_else(|| self.role_here());
        self.paragraph.trace.replace(piece, place);
    }
}
