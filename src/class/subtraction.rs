//! What is taken away in a formula that stands in text with a hyphen for its minus: `x² - 4`, `2x - 3`, `√12 - √3`, `a - b = c`.
//!
//! A hyphen between words is a dash and asks for no look; so it is what stands after it that finds the hyphen before it.

use super::script::is_raised;
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;

/// What stands after the minus.
#[derive(Clone, Copy, Debug)]
pub struct Subtraction<'d> {
    number: Option<Numeral<'d>>,
    /// A variable, behind the number or by itself; empty if there is none.
    variable: &'d str,
    /// `√`, which what follows is under.
    root: bool,
}

impl<'d> Recognizer<'d> for Subtraction<'d> {
    const CLASS: ClassName = ClassName::Subtraction;
    const START_TOKENS: Kinds = Kinds(
        TokenKind::Number as u16
            | TokenKind::Digits as u16
            | TokenKind::Letter as u16
            | TokenKind::Symbol as u16
            | TokenKind::Word as u16,
    );

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Subtraction<'d>>> {
        let minuend = before_minus(&token.text[..token.start])?;
        let mut at = token.cursor();
        let root = at.eat_if(|c| c == '√').is_some();
        let number = if root { None } else { Numeral::parse(&mut at) };
        let start = at;
        if !root && at.char().is_some_and(is_letter) {
            at.word();
        }
        let variable = at.since(start);
        if variable.chars().nth(1).is_some() || number.is_none() && variable.is_empty() && !root {
            return None;
        }
        // Between bare numbers a hyphen makes a range.
        let last = minuend.chars().next_back()?;
        let bare = last.is_ascii_digit() && number.is_some() && variable.is_empty();
        let rooted = minuend.rsplit(' ').next().is_some_and(|word| word.starts_with('√'));
        if bare && !rooted || !is_operand(minuend) || !stands_near(minuend, at, is_sign) {
            return None;
        }
        Some(Hypothesis::new(at, Rule::Subtraction, Subtraction { number, variable, root }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        verbalizer.word(words::equation::MINUS);
        if let Some(number) = &self.number {
            number.verbalize(verbalizer);
        }
        if !self.variable.is_empty() {
            verbalizer.letters(self.variable);
        }
        if let Some(root) = words::symbol::SIGNS.get("√").filter(|_| self.root) {
            verbalizer.word(root);
        }
    }
}

/// The text before a hyphen with a space on either side that a text ends with.
pub(super) fn before_minus(before: &str) -> Option<&str> {
    before.strip_suffix(' ')?.strip_suffix(['-', '–'])?.strip_suffix(' ')
}

/// Whether a text ends with a number, a power or a variable.
fn is_operand(text: &str) -> bool {
    let word = text.trim_end_matches(is_letter);
    let letters = text[word.len()..].chars().count();
    match letters {
        0 => text.ends_with(|c: char| c.is_ascii_digit() || is_raised(c) || c == ')'),
        // x, 2x, but no word's last letter behind a mark
        1 => word.is_empty() || word.ends_with(|c: char| c == ' ' || c == '(' || c.is_ascii_digit()),
        _ => false,
    }
}

/// Whether a sign of arithmetic stands near on the line.
pub(super) fn stands_near(before: &str, after: Cursor, sign: impl Fn(char) -> bool) -> bool {
    const NEAR: usize = 20;
    let line = |c: &char| *c != '\n';
    before.chars().rev().take(NEAR).take_while(line).any(&sign)
        || after.rest().chars().take(NEAR).take_while(line).any(&sign)
}

/// Signs beside which a hyphen is no dash.
fn is_sign(c: char) -> bool {
    matches!(c, '√' | '×' | '÷' | '=' | '²' | '³' | '±' | '≈' | '≥' | '≤' | 'π')
}
