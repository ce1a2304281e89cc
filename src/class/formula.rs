//! Formulas between marks: `$x = \frac{-b}{2a}$`, `\(a^2 + b^2\)`, and what readers of documents deliver.
//!
//! A formula that is a number, a fraction, a power, a root, an index or one operation is always said; a longer one where the
//! style wants maths read, else it is `công thức`. It is said sign by sign, as textbooks for blind pupils have it: brackets
//! by name, letters one by one.

use crate::data::style::Maths;
use crate::maths::formula::{MARK, is_long};
use crate::maths::signs;
use crate::maths::tex::tex;
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;

/// A formula, as written between its marks.
#[derive(Clone, Copy, Debug)]
pub struct Formula<'d> {
    text: &'d str,
    /// In TeX; else in one line of Unicode.
    tex: bool,
    /// A brace stands before it.
    braced: bool,
}

impl Formula<'_> {
    /// Whether the brace before it is of the formula.
    pub(super) fn is_braced(&self) -> bool {
        self.braced
    }
}

/// No formula within a line is longer, in bytes.
const LONGEST: usize = 600;

impl<'d> Recognizer<'d> for Formula<'d> {
    const CLASS: ClassName = ClassName::Formula;
    const START_TOKENS: Kinds = Kinds(TokenKind::Symbol as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Formula<'d>>> {
        let mut at = token.cursor();
        let close = match at.eat_if(|_| true)? {
            // {\displaystyle …}: what is copied from an encyclopedia.
            '\\' if token.char_before() == Some('{') && at.eat_str(COPIED) => "}",
            '$' if at.byte() != b'$' => "$",
            '\\' if at.eat(b'(') => "\\)",
            '\\' if at.eat(b'[') => "\\]",
            MARK => "\u{2063}",
            _ => return None,
        };
        let text = if close == "}" { braced(at)? } else { inside(at, close)? };
        let dollars = close == "$";
        if dollars && !is_tex(text) {
            return None;
        }
        at.eat_str(text);
        at.eat_str(close);
        // $5-$10: a price goes on.
        if dollars && at.byte().is_ascii_digit() {
            return None;
        }
        let class = Formula { text, tex: !close.starts_with(MARK), braced: close == "}" };
        Some(Hypothesis::new(at, Rule::Formula, class))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let line = if self.tex { tex(self.text).line() } else { self.text.to_owned() };
        if is_long(&line) && verbalizer.style.maths == Maths::Silent {
            return verbalizer.word(words::formula::FORMULA);
        }
        say(&line, verbalizer);
    }
}

/// How a formula of an encyclopedia begins inside its braces.
const COPIED: &str = "displaystyle";

/// What stands before the brace that closes the one before, on the same line.
fn braced<'d>(start: Cursor<'d>) -> Option<&'d str> {
    let rest = start.rest();
    let mut open = 1;
    for (n, byte) in rest.bytes().enumerate().take(LONGEST) {
        match byte {
            b'{' => open += 1,
            b'}' => open -= 1,
            b'\n' => return None,
            _ => {}
        }
        if open == 0 {
            return rest.get(..n);
        }
    }
    None
}

/// What stands before the closing mark, on the same line.
fn inside<'d>(start: Cursor<'d>, close: &str) -> Option<&'d str> {
    let rest = start.rest();
    let line = rest.split('\n').next()?;
    let text = &line[..line.find(close)?];
    (!text.trim().is_empty() && text.len() <= LONGEST).then_some(text)
}

/// Whether dollar signs hold TeX and not two prices: nothing is spaced at their inner sides, and a sign of TeX or of
/// arithmetic stands between, or one letter.
fn is_tex(text: &str) -> bool {
    let tight = text.trim() == text;
    let signed = text.contains(['\\', '^', '_', '=', '<', '>', '+']);
    let letter = text.len() == 1 && text.bytes().all(|b| b.is_ascii_alphabetic());
    tight && (signed || letter) && (text.is_ascii() || text.contains('\\'))
}

/// Says a line of Unicode, sign by sign.
fn say(line: &str, verbalizer: &mut Verbalizer) {
    let mut at = Cursor::new(line, 0);
    // What stands before a sign tells whether a minus is of a number, and a slash a part.
    let mut before = Before::Nothing;
    while let Some(c) = at.char() {
        if c.is_ascii_digit()
            && let Some(number) = Numeral::parse(&mut at)
        {
            number.verbalize(verbalizer);
            before = Before::Number;
            continue;
        }
        if is_letter(c) {
            word(at.word(), verbalizer);
            before = Before::Operand;
            continue;
        }
        let start = at;
        at.eat_if(|_| true);
        if let Some((digit, upper)) = signs::plain(c) {
            let mut text = String::from(digit);
            while let Some((next, _)) = at.char().and_then(signs::plain).filter(|(_, like)| *like == upper) {
                text.push(next);
                at.eat_if(|_| true);
            }
            power(&text, upper, verbalizer);
            before = Before::Operand;
            continue;
        }
        let sign = at.since(start);
        let first = matches!(before, Before::Nothing | Before::Sign);
        before = match c {
            ' ' => before,
            '−' | '-' if first => {
                let style = verbalizer.style;
                verbalizer.word(&style.minus);
                Before::Sign
            }
            '⁄' | '/' if before == Before::Number && at.byte().is_ascii_digit() => {
                verbalizer.word(words::shared::PART);
                Before::Sign
            }
            '^' => {
                verbalizer.word(words::ratio::POWER);
                Before::Sign
            }
            c => {
                match words::formula::SIGNS.get(sign) {
                    Some(said) => verbalizer.word(said),
                    None if c.is_whitespace() => {}
                    None => verbalizer.letter(c),
                }
                if CLOSE.contains(c) { Before::Operand } else { Before::Sign }
            }
        };
    }
}

/// After these a minus is no sign of a number.
const CLOSE: &str = ")]}%°!′½¼¾⅐⅑⅒⅓⅔⅕⅖⅗⅘⅙⅚⅛⅜⅝⅞∞∅";

/// What was said last.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Before {
    Nothing,
    Number,
    Operand,
    Sign,
}

/// `sin`, `max`, `diện` are words; other letters stand for something each.
fn word(text: &str, verbalizer: &mut Verbalizer) {
    if let Some(said) = words::formula::FUNCTIONS.get(text) {
        return verbalizer.word(said);
    }
    let capitals = text.chars().filter(|c| c.is_uppercase()).count() > 1;
    if text.chars().count() > 3 && !capitals || !capitals && !text.is_ascii() && text.chars().count() > 1 {
        return verbalizer.word(text);
    }
    verbalizer.letters(text);
}

/// An exponent or index, in plain signs.
fn power(text: &str, upper: bool, verbalizer: &mut Verbalizer) {
    if !upper {
        return say(text, verbalizer);
    }
    if let Some(said) = words::script::POWERS.get(text) {
        return verbalizer.word(said);
    }
    verbalizer.word(words::ratio::POWER);
    say(text, verbalizer);
}
