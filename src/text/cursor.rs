//! A place in the text that moves forward: the small parsers that classes are made of.

use crate::text::letter::{begins_with_letter, char_at, is_dash, is_letter, leading_letters};

/// A place in the text, cheap to copy: try something on a copy, keep the copy if it fits.
///
/// It never sees further than [`LOOK_AHEAD`] bytes beyond where it was made, so no input costs more than linear time.
#[derive(Clone, Copy, Debug)]
pub struct Cursor<'d> {
    text: &'d str,
    at: usize,
    end: usize,
}

/// How far a cursor sees, in bytes.
pub const LOOK_AHEAD: usize = 400;

impl<'d> Cursor<'d> {
    /// A cursor at byte `at`, which must be a character boundary.
    pub fn new(text: &'d str, at: usize) -> Cursor<'d> {
        let mut end = text.len().min(at + LOOK_AHEAD);
        while !text.is_char_boundary(end) {
            end -= 1;
        }
        Cursor { text, at, end }
    }

    /// Where it stands.
    pub fn at(self) -> usize {
        self.at
    }

    /// What lies ahead.
    pub fn rest(self) -> &'d str {
        self.text.get(self.at..self.end).unwrap_or("")
    }

    /// What lies between an earlier place and here.
    pub fn since(self, start: Cursor<'d>) -> &'d str {
        self.text.get(start.at..self.at).unwrap_or("")
    }

    /// The byte here; 0 at the end.
    pub fn byte(self) -> u8 {
        if self.at < self.end { self.text.as_bytes()[self.at] } else { 0 }
    }

    /// The byte `n` further on; 0 beyond the end.
    pub fn byte_after(self, n: usize) -> u8 {
        if self.at + n < self.end { self.text.as_bytes()[self.at + n] } else { 0 }
    }

    /// The character here.
    pub fn char(self) -> Option<char> {
        if self.at < self.end { char_at(self.text, self.at) } else { None }
    }

    /// Moves over one ASCII byte if it is here.
    pub fn eat(&mut self, byte: u8) -> bool {
        let here = self.byte() == byte && byte != 0;
        self.at += usize::from(here);
        here
    }

    /// Moves over one character if the test holds for it.
    pub fn eat_if(&mut self, test: impl Fn(char) -> bool) -> Option<char> {
        let c = self.char().filter(|&c| test(c))?;
        self.at += c.len_utf8();
        Some(c)
    }

    /// Moves over a run of ASCII bytes that satisfy a test.
    pub fn eat_bytes(&mut self, test: impl Fn(u8) -> bool) {
        let ahead = self.text.as_bytes().get(self.at..self.end).unwrap_or_default();
        self.at += ahead.iter().take_while(|b| b.is_ascii() && test(**b)).count();
    }

    /// Moves over a text if it is here.
    pub fn eat_str(&mut self, text: &str) -> bool {
        let here = self.rest().starts_with(text);
        self.at += if here { text.len() } else { 0 };
        here
    }

    /// Moves over spaces; tells whether there was one.
    pub fn spaces(&mut self) -> bool {
        let start = self.at;
        while self.eat(b' ') {}
        self.at > start
    }

    /// Moves over a dash of any kind.
    pub fn dash(&mut self) -> bool {
        self.eat(b'-') || self.eat_if(is_dash).is_some()
    }

    /// Moves over a dash with or without spaces around it (none or on both sides, or one after as print has it).
    pub fn spaced_dash(&mut self) -> bool {
        // Nearly always the first byte tells.
        if !matches!(self.byte(), b' ' | b'-' | 0xE2..) {
            return false;
        }
        let mut ahead = *self;
        ahead.spaces();
        if !ahead.dash() {
            return false;
        }
        ahead.spaces();
        *self = ahead;
        true
    }

    /// Moves over a dash and the number behind it, with its marks, if a range goes on here.
    pub(crate) fn dash_and_number(&mut self) {
        let mut ahead = *self;
        if ahead.spaced_dash() && ahead.byte().is_ascii_digit() {
            ahead.number();
            *self = ahead;
        }
    }

    /// Moves over digits and the marks among them, whatever they mean.
    pub(crate) fn number(&mut self) {
        self.eat_bytes(|b| b.is_ascii_digit() || matches!(b, b'.' | b','));
    }

    /// The run of digits here; empty if there is none.
    pub fn digits(&mut self) -> &'d str {
        let start = *self;
        let ahead = self.text.as_bytes().get(self.at..self.end).unwrap_or_default();
        self.at += ahead.iter().take_while(|b| b.is_ascii_digit()).count();
        self.since(start)
    }

    /// A number of one to `most` digits and its value, not followed by another digit.
    pub fn small(&mut self, most: usize) -> Option<u32> {
        let mut ahead = *self;
        let digits = ahead.digits();
        if digits.is_empty() || digits.len() > most {
            return None;
        }
        *self = ahead;
        digits.parse().ok()
    }

    /// The run of letters here; empty if there is none.
    pub fn word(&mut self) -> &'d str {
        let rest = self.rest();
        let length = leading_letters(rest);
        self.at += length;
        &rest[..length]
    }

    /// The byte after optional spaces, without moving.
    pub fn next_sign(self) -> u8 {
        let mut ahead = self;
        ahead.spaces();
        ahead.byte()
    }

    /// Whether a sign joins another number on here: `/5`, `-5`, `:5`, `+5`, `x5`.
    pub fn joins_number(self) -> bool {
        let mut ahead = self;
        let sign = ahead.eat_if(|c| matches!(c, '/' | ':' | '+' | '^' | 'x' | '×') || is_dash(c)).is_some();
        sign && ahead.byte().is_ascii_digit()
    }

    /// Whether a word or number would go on here: a letter or digit comes next.
    pub fn inside_word(self) -> bool {
        self.char().is_some_and(|c| c.is_ascii_digit() || is_letter(c))
    }

    /// Whether what ends here is over: a word, a bracket or a dash between words follows after one space, or punctuation and then
    /// white space. A number after a full stop may be a part of it still.
    pub(crate) fn is_over(self) -> bool {
        let next = self.byte_after(1);
        match self.byte() {
            b' ' if next == b'-' => self.byte_after(2) == b' ' && !matches!(self.byte_after(3), b'0'..=b'9' | b' '),
            b' ' => next == b'(' || begins_with_letter(next, self.byte_after(2)),
            b'.' | b')' if next == b' ' => !self.byte_after(2).is_ascii_digit(),
            b',' | b'.' | b')' | b';' | b':' => matches!(next, b' ' | b'\n' | 0),
            b'\n' | 0 => true,
            _ => false,
        }
    }

    /// The word after optional spaces, without moving.
    pub fn next_word(self) -> &'d str {
        let mut ahead = self;
        ahead.spaces();
        ahead.word()
    }
}
