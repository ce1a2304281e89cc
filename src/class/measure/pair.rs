//! Two counts in one word, each with the letter of what it counts: `3N2Đ`, `1T2L`.

use super::shape::{MEDALS, Measure, MeasureShape, claim};
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;

/// `3N2Đ`: three days and two nights of a journey; `1T2L`: the floors of a house.
pub(super) fn pair<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    if let Some(listed) = charger(token).or_else(|| medals(token)) {
        return Some(listed);
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

/// `5V-2A`, `16A/250V`: what a charger gives, what a socket bears.
fn charger<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let electric =
        |at: &mut Cursor<'d>| at.eat_from(words::measure::VOLTS).or_else(|| at.eat_from(words::measure::AMPERES));
    let mut at = token.cursor();
    let first = Numeral::parse(&mut at)?;
    let one = electric(&mut at)?;
    (at.dash() || at.eat(b'/')).then_some(())?;
    let second = Numeral::parse(&mut at)?;
    let other = electric(&mut at)?;
    if at.inside_word() || one == other {
        return None;
    }
    claim(at, Rule::MeasurePair, MeasureShape::Pair(first, one, second, other), "", None)
}

/// `87V, 81B, 110Đ`: the gold, silver and bronze of a country.
fn medals<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let mut counts = [None; MEDALS];
    for (n, (count, (letter, said))) in counts.iter_mut().zip(words::measure::MEDALS.0).enumerate() {
        if n > 0 {
            at.eat(b',');
            at.spaced_dash();
            at.eat(b' ');
        }
        let number = Numeral::parse(&mut at).filter(Numeral::is_bare)?;
        (at.eat_str(letter) && !at.inside_word()).then_some(())?;
        *count = Some((number, *said));
    }
    claim(at, Rule::MeasurePair, MeasureShape::Medals(counts), "", None)
}
