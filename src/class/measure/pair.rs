//! Two counts in one word, each with the letter of what it counts: `3N2Đ`, `1T2L`.

use super::shape::{Measure, MeasureShape, claim};
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;

/// `3N2Đ`: three days and two nights of a journey; `1T2L`: the floors of a house.
pub(super) fn pair<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    if let Some(charger) = charger(token) {
        return Some(charger);
    }
    let mut at = token.cursor();
    let first = count(&mut at)?;
    let letter = at.word();
    let (next, said) = words::measure::FIRST_OF_PAIR.get(letter).zip(words::measure::COUNTED_IN_PAIRS.get(letter))?;
    let second = count(&mut at)?;
    let letter = at.word();
    if letter != next || at.inside_word() {
        return None;
    }
    let other = words::measure::COUNTED_IN_PAIRS.get(letter)?;
    claim(at, Rule::MeasurePair, MeasureShape::Pair(first, said, second, other), "", None)
}

/// One digit or two.
fn count<'d>(cursor: &mut Cursor<'d>) -> Option<Numeral<'d>> {
    let whole = cursor.digits();
    (1..=2).contains(&whole.len()).then_some(Numeral { whole, decimals: "", mark: 0, grouped: false })
}

/// `5V-2A`, `5V/2A`: what a charger gives.
fn charger<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let volts = Numeral::parse(&mut at)?;
    let volt = at.eat_from(words::measure::VOLTS)?;
    (at.dash() || at.eat(b'/')).then_some(())?;
    let amperes = Numeral::parse(&mut at)?;
    let ampere = at.eat_from(words::measure::AMPERES)?;
    if at.inside_word() {
        return None;
    }
    claim(at, Rule::MeasurePair, MeasureShape::Pair(volts, volt, amperes, ampere), "", None)
}
