//! Indices and powers in tags: `CO<sub>2</sub>`, `10<sup>6</sup>`, `50 m<sup>2</sup>`; the mark of a note is silent.

use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::signs::Signs;

/// What stands in the tags, and how it is said.
#[derive(Clone, Copy, Debug)]
pub struct Script<'d> {
    text: &'d str,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Index,
    Power,
    /// Of a unit: square, cubic.
    OfUnit(&'static str),
    Note,
}

impl<'d> Recognizer<'d> for Script<'d> {
    const CLASS: ClassName = ClassName::Script;
    const START_TOKENS: Kinds = Kinds(TokenKind::Symbol as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::DIGIT);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Script<'d>>> {
        let mut at = token.cursor();
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
        closed.then(|| Hypothesis::new(at, Rule::Script, Script { text, kind }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match self.kind {
            Kind::OfUnit(said) => return verbalizer.word(said),
            Kind::Note => return,
            Kind::Index => {}
            Kind::Power => verbalizer.word(words::ratio::POWER),
        }
        let number = self.text.trim_start_matches(['-', '+', '−']);
        match self.text.chars().next() {
            Some('-' | '−') => verbalizer.word(words::script::MINUS),
            Some('+') => verbalizer.word(words::script::PLUS),
            _ => {}
        }
        verbalizer.cardinal(number);
    }
}

/// A number of few digits, with its sign.
fn inside<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    const MOST_DIGITS: usize = 4;
    let start = *cursor;
    cursor.eat_if(|c| matches!(c, '-' | '+' | '−'));
    let digits = cursor.digits().len();
    (1..=MOST_DIGITS).contains(&digits).then(|| cursor.since(start))
}
