//! A symbol, what stands beside it and what it is said as.

use crate::class::script::is_raised;
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::Rule;
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;

/// A symbol and what it stands for here.
#[derive(Clone, Copy, Debug)]
pub enum Symbol<'d> {
    /// Said as this word.
    Said(&'static str),
    /// Said by its name.
    Letter(char),
    /// Makes a short pause; a space follows if the text has none.
    Pause {
        /// Whether the text has none.
        space: bool,
    },
    /// Is not said.
    Silent,
    /// `đồng/lượng`: the noun after the slash.
    Per(&'d str, bool),
    /// `≥ 18 tuổi`: a number and what it counts, between two words.
    Around(&'static str, Numeral<'d>, &'d str, &'static str),
}

/// Whether a sign of arithmetic may stand beside a character.
pub(super) fn is_operand(c: Option<char>) -> bool {
    c.is_some_and(|c| {
        is_letter(c) || c.is_ascii_digit() || is_raised(c) || is_vulgar(c) || matches!(c, ')' | '∞' | '∆' | '|' | 'π')
    })
}

/// A fraction in one character.
pub(super) fn is_vulgar(c: char) -> bool {
    matches!(c, '½' | '¼' | '¾' | '⅐'..='⅞')
}

/// Whether a character is a letter or a digit.
pub(super) fn is_worded(c: Option<char>) -> bool {
    c.is_some_and(|c| is_letter(c) || c.is_ascii_digit())
}

/// A symbol with what stands beside it.
pub(super) struct Place<'d> {
    pub sign: char,
    pub written: &'d str,
    /// The text before it, without the spaces.
    pub left: &'d str,
    /// After the symbol, and after the spaces behind it.
    pub at: Cursor<'d>,
    pub next: Cursor<'d>,
    /// The characters beside it on its line, spaces aside.
    pub before: Option<char>,
    pub after: Option<char>,
    pub number_after: bool,
}

impl<'d> Place<'d> {
    pub fn new(token: &TokenContext<'d, '_>) -> Option<Place<'d>> {
        let start = token.cursor();
        let mut at = start;
        let sign = at.eat_if(|_| true)?;
        let left = token.text[..token.start].trim_end_matches(' ');
        let before = left.chars().next_back().filter(|&c| c != '\n');
        let mut next = at;
        next.spaces();
        let after = next.char().filter(|&c| c != '\n');
        let number_after = next.byte().is_ascii_digit();
        Some(Place { sign, written: at.since(start), left, at, next, before, after, number_after })
    }

    /// The letters that the text before it ends with.
    pub fn left_word(&self) -> &'d str {
        self.left.rsplit(|c: char| !is_letter(c)).next().unwrap_or("")
    }
}

pub(super) fn claim<'d>(end: Cursor<'d>, rule: Rule, symbol: Symbol<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    Some(Hypothesis::new(end, rule, symbol))
}
