//! Sums: `phút 90+4`, `nhóm 5+1`, and what stands before an equals sign: `30 : 5 = 6`, `100 - 30 = 70`.

use super::time::quote;
use crate::data::layer::Cue;
use crate::recognize::amount::{Numeral, Sign};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_dash;
use crate::text::signs::Signs;

/// A sum of two numbers or more; what it equals is a number by itself.
#[derive(Clone, Copy, Debug)]
pub struct Equation<'d> {
    first: Numeral<'d>,
    rest: [Option<(&'static str, Numeral<'d>)>; MOST_TERMS],
}

/// No newspaper prints a longer one.
const MOST_TERMS: usize = 5;

impl<'d> Recognizer<'d> for Equation<'d> {
    const CLASS: ClassName = ClassName::Equation;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::SUM);

    // Only an equals sign makes it that sure.
    fn can_exceed(token: &TokenContext<'d, '_>, weight: u8) -> bool {
        weight < Rule::EquationPlus.weight() || memchr::memchr(b'=', token.cursor().rest().as_bytes()).is_some()
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Equation<'d>>> {
        if token.touches_left() {
            return None;
        }
        let (amount, mut at) = token.amount().filter(|(amount, _)| amount.sign == Sign::Plain)?;
        let first = amount.low;
        let mut rest = [None; MOST_TERMS];
        let mut count = 0;
        while count < MOST_TERMS
            && let Some(term) = term(&mut at)
        {
            rest[count] = Some(term);
            count += 1;
        }
        if count == 0 || at.inside_word() {
            return None;
        }
        // Phút 45+4'
        let mut minute = at;
        if quote(&mut minute) && token.cue_on_left(Cue::Minute) {
            at = minute;
        }
        // A dash or a colon is a sign of arithmetic only where an equals sign follows.
        let plus = rest.iter().flatten().all(|(word, _)| *word == words::shared::PLUS);
        let mut sign = at;
        sign.spaces();
        // An arrow is no equals sign, and no sum stands after a word that days follow.
        let equals = sign.eat(b'=') && sign.byte() != b'>' && !token.cue_on_left(Cue::Day);
        if !plus && !equals {
            return None;
        }
        let rule = if equals { Rule::Equation } else { Rule::EquationPlus };
        Some(Hypothesis::new(at, rule, Equation { first, rest }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        self.first.verbalize(verbalizer);
        for (sign, term) in self.rest.iter().flatten() {
            verbalizer.word(sign);
            term.verbalize(verbalizer);
        }
    }
}

/// `+500`, ` - 30`, ` : 5`, ` x 3`
fn term<'d>(cursor: &mut Cursor<'d>) -> Option<(&'static str, Numeral<'d>)> {
    if !matches!(cursor.next_sign(), b'+' | b':' | b'x' | b'-' | 0xC3 | 0xE2..) {
        return None; // nearly always
    }
    let mut at = *cursor;
    at.spaces();
    let sign = match at.eat_if(|c| matches!(c, '+' | ':' | '÷' | 'x' | '×') || is_dash(c))? {
        '+' => words::shared::PLUS,
        ':' | '÷' => words::equation::DIVIDED,
        'x' | '×' => words::shared::TIMES,
        _ => words::equation::MINUS,
    };
    at.spaces();
    let number = Numeral::parse(&mut at)?;
    // 100 × 1,07^10: the power goes first.
    if at.byte() == b'^' {
        return None;
    }
    *cursor = at;
    Some((sign, number))
}
