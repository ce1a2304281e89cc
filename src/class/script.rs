//! Indices and powers in tags or as raised characters: `CO<sub>2</sub>`, `10<sup>6</sup>`, `50 m<sup>2</sup>`, `x²`, `2ⁿ`; the
//! mark of a note is silent.

use crate::maths::signs;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::quantity::UnitAfter;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;

/// What stands in the tags, and how it is said.
#[derive(Clone, Copy, Debug)]
pub struct Script<'d> {
    /// The variable before it, said by its name: x²; empty where something else stands there.
    variable: &'d str,
    text: &'d str,
    kind: Kind,
    unit: UnitAfter<'d>,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Index,
    Power,
    /// Of a unit: square, cubic.
    OfUnit(&'static str),
    Note,
}

impl Script<'_> {
    /// How much of the text before belongs to it.
    pub(super) fn takes(&self) -> usize {
        self.variable.len()
    }
}

/// The small letter alone that a text ends with. After a number it may be a unit.
fn variable<'d>(token: &TokenContext<'d, '_>) -> &'d str {
    let before = &token.text[..token.start];
    let word = before.trim_end_matches(is_letter);
    let letter = &before[word.len()..];
    let apart = word.is_empty()
        || word.ends_with([' ', '(', '=', '+', '−', '\n', ','])
            && !word.trim_end().ends_with(|c: char| c.is_ascii_digit());
    let taken = token.previous.is_some_and(|p| p.end > word.len());
    if letter.len() == 1 && letter.bytes().all(|b| b.is_ascii_lowercase()) && apart && !taken { letter } else { "" }
}

impl<'d> Recognizer<'d> for Script<'d> {
    const CLASS: ClassName = ClassName::Script;
    const START_TOKENS: Kinds = Kinds(TokenKind::Symbol as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Script<'d>>> {
        let mut at = token.cursor();
        if at.char().is_some_and(|c| is_raised(c) || is_lowered(c)) {
            return raised(token);
        }
        let lower = at.eat_str("<sub>");
        if !lower && !at.eat_str("<sup>") {
            return None;
        }
        let text = inside(&mut at)?;
        let closed = at.eat_str(if lower { "</sub>" } else { "</sup>" });
        let unit = token.previous.is_some_and(|p| p.class == ClassName::Measure && p.end == token.start);
        // A word is no base: what stands above it is the mark of a note.
        let worded = token.left(0).is_some_and(|word| {
            word.end == token.start && token.text[word.start..word.end].chars().filter(|c| c.is_lowercase()).count() > 2
        });
        let kind = match words::script::OF_UNITS.get(text) {
            Some(said) if unit && !lower => Kind::OfUnit(said),
            _ if lower => Kind::Index,
            _ if worded => Kind::Note,
            _ => Kind::Power,
        };
        let numbered = token.char_before().is_some_and(|c| c.is_ascii_digit());
        let unit = match kind {
            Kind::Power if numbered => UnitAfter::parse(token.lexicon, &mut at),
            _ => UnitAfter::default(),
        };
        closed.then(|| Hypothesis::new(at, Rule::Script, Script { variable: "", text, kind, unit }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        verbalizer.letters(self.variable);
        match self.kind {
            Kind::OfUnit(said) => return verbalizer.word(said),
            Kind::Note => return,
            Kind::Index => {}
            Kind::Power => {
                if let Some(said) = words::script::POWERS.get(self.text) {
                    return verbalizer.word(said);
                }
                verbalizer.word(words::ratio::POWER);
            }
        }
        let style = verbalizer.style;
        let mut number: Option<u64> = None;
        for c in self.text.chars().map(plain) {
            if let Some(number) = number.take_if(|_| !c.is_ascii_digit()) {
                verbalizer.number(number);
            }
            match c {
                '-' if matches!(self.kind, Kind::Power) => verbalizer.word(&style.minus),
                '-' => verbalizer.word(words::script::MINUS),
                '+' => verbalizer.word(words::script::PLUS),
                c if c.is_ascii_digit() => {
                    let digit = u64::from(c as u8 - b'0');
                    number = Some(number.unwrap_or(0).saturating_mul(10).saturating_add(digit));
                }
                c => verbalizer.letter(c),
            }
        }
        if let Some(number) = number {
            verbalizer.number(number);
        }
        self.unit.verbalize(verbalizer);
    }
}

/// Of the raised and lowered signs these stand in text; the others only in formulas.
const OF_TEXT: &str = "0123456789-+n";

/// A raised digit or sign, or ⁿ.
pub(super) fn is_raised(c: char) -> bool {
    signs::plain(c).is_some_and(|(plain, upper)| upper && OF_TEXT.contains(plain))
}

fn is_lowered(c: char) -> bool {
    signs::plain(c).is_some_and(|(plain, upper)| !upper && OF_TEXT.contains(plain))
}

/// What a raised or lowered character is when it is neither.
fn plain(c: char) -> char {
    signs::plain(c).map_or(if c == '−' { '-' } else { c }, |(plain, _)| plain)
}

/// `x²`, `(a + b)³`, `2ⁿ`, `x₁`: behind a number, a bracket, or letters that are no word.
fn raised<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Script<'d>>> {
    let start = token.cursor();
    let mut at = start;
    let upper = at.char().is_some_and(is_raised);
    while at.eat_if(if upper { is_raised } else { is_lowered }).is_some() {}
    let text = at.since(start);
    let signed = text.ends_with(['⁺', '⁻']);
    // NH₄⁺: the number of atoms belongs to the letters.
    let of_atoms = |c: char| signed && (is_lowered(c) || c.is_ascii_digit());
    let before = token.text[..token.start].trim_end_matches(of_atoms);
    let letters = before.chars().rev().take_while(|c| is_letter(*c)).take(LONGEST_BASE + 1).count();
    let based = letters > 0 || before.ends_with(|c: char| c.is_ascii_digit() || c == ')');
    // Ca²⁺: a charge, no power.
    let charge = letters > 0 && signed;
    let kind = match () {
        () if !based || charge => Kind::Index,
        () if letters > LONGEST_BASE => Kind::Note,
        () if upper => Kind::Power,
        () => Kind::Index,
    };
    let variable = if matches!(kind, Kind::Note) || signed { "" } else { variable(token) };
    Some(Hypothesis::new(at, Rule::ScriptRaised, Script { variable, text, kind, unit: UnitAfter::default() }))
}

/// What has more letters is a word, and what is raised behind it the mark of a note.
const LONGEST_BASE: usize = 2;

/// A number of few digits, with its sign.
fn inside<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    const MOST_DIGITS: usize = 4;
    let start = *cursor;
    cursor.eat_if(|c| matches!(c, '-' | '+' | '−'));
    let digits = cursor.digits().len();
    (1..=MOST_DIGITS).contains(&digits).then(|| cursor.since(start))
}
