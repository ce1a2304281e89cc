//! How things are said: where the words go, and what all classes say alike.

use super::document_context::DocumentContext;
use crate::data::style::Style;
use crate::lexicon::Lexicon;
use crate::registry::words;
use crate::text::letter::{char_before, fold_eq, is_letter};
use crate::vietnamese::number;

/// Says things: where the words go and how the style wants them.
pub struct Verbalizer<'o> {
    /// Where the words go.
    pub out: &'o mut String,
    /// How they are said.
    pub style: &'o Style,
    /// Names of letters, units and the rest.
    pub lexicon: &'o Lexicon,
    /// What the document has told.
    pub document: &'o DocumentContext,
}

impl Verbalizer<'_> {
    /// Says a word.
    pub fn word(&mut self, word: &str) {
        number::word(word, self.out);
    }

    /// Says what an abbreviation stands for, without the words it begins with if they were just said: in `tiêu chuẩn TCVN`
    /// or `số SĐT` the text says them already. One word alone must be a noun that such names begin with.
    pub fn expansion(&mut self, read: &str) {
        let said = self.out.strip_suffix(' ').unwrap_or(self.out);
        let last = said.as_bytes().last().copied();
        let bytes = read.as_bytes();
        let spaces = (1..bytes.len()).rev().filter(|&n| bytes[n] == b' ');
        // Nearly no word of it ends as the text does.
        let repeated = spaces.filter(|&n| last == Some(bytes[n - 1])).find(|&n| {
            let head = &read[..n];
            let enough = head.contains(' ') || words::shared::OPENERS.has(head);
            let tail = said.len().checked_sub(n).and_then(|from| said.get(from..));
            enough
                && tail.is_some_and(|tail| fold_eq(tail, head))
                && !char_before(said, said.len() - n).is_some_and(is_letter)
        });
        // Phòng P.301
        let tail = said.len().checked_sub(read.len()).and_then(|from| said.get(from..));
        let whole = tail.is_some_and(|tail| fold_eq(tail, read)) && words::shared::OPENERS.has(read);
        if !whole {
            self.word(repeated.map_or(read, |n| read[n..].trim_start()));
        }
    }

    /// Makes a short pause.
    pub fn pause(&mut self) {
        self.out.push(',');
    }

    /// Says a whole number.
    pub fn cardinal(&mut self, digits: &str) {
        number::space(self.out);
        number::cardinal(digits, self.style, self.out);
    }

    /// Says a whole number given as a value.
    pub fn number(&mut self, value: u64) {
        number::space(self.out);
        number::cardinal_of(value, self.style, self.out);
    }

    /// Says each digit.
    pub fn digits(&mut self, digits: &str) {
        number::digits(digits, self.out);
    }

    /// Says each letter by its name and each digit; other characters are silent.
    pub fn letters(&mut self, text: &str) {
        for c in text.chars() {
            self.letter(c);
        }
    }

    /// Says a letter by its name.
    pub fn letter(&mut self, c: char) {
        if c.is_ascii_digit() {
            let mut buffer = [0; 4];
            number::digits(c.encode_utf8(&mut buffer), self.out);
            return;
        }
        let (lexicon, style) = (self.lexicon, self.style);
        let own = |c: char| c.to_uppercase().next().and_then(|c| style.letters.get(&c));
        let own = if style.letters.is_empty() { None } else { own(c) };
        if let Some(name) = own.map(String::as_str).or_else(|| lexicon.letter(c)) {
            self.word(name);
        } else if is_letter(c) {
            number::space(self.out);
            self.out.extend(c.to_lowercase());
        }
    }
}
