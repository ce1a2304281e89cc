//! A number and a sign that stands for a word: `1,2M người`, `65"`, `5*`, `28đ`, `(29t)`.

use super::shape::{Measure, MeasureShape, claim};
use crate::data::layer::{Cue, Domain};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};

/// `1,2M người`, `350K lượt`, `65"` of a screen, `5*` of a hotel, `28đ` of a table of football.
pub(super) fn signed<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let (amount, mut at) = token.amount()?;
    let mut scaled = at;
    if let Some(scale) = scaled.eat_from(words::measure::MAGNITUDES) {
        let counted = scaled.byte() == b' ' && token.phrase_on_right(scaled, words::measure::COUNTED);
        let shape = MeasureShape::Signed(amount, scale);
        return if counted { claim(scaled, Rule::MeasureMagnitude, shape, "", None) } else { None };
    }
    // The sign is looked at first: nearly always there is none, and neighbours need not be asked.
    let (rule, said) = if at.eat(b'"') || at.eat_str("″") || at.eat_str("''") || at.eat_str("”") {
        (Rule::MeasureInches, words::measure::INCH)
    } else if at.eat(b'*') {
        (Rule::MeasureStars, words::measure::STARS)
    } else {
        at.eat_from(words::measure::POINT)?;
        (Rule::MeasurePoints, words::measure::POINTS)
    };
    let small = || amount.low.is_bare() && amount.low.value().is_some_and(|v| v <= 150);
    let known = matches!(at.byte(), b' ' | b',' | b'.' | b';' | b')' | b'\n' | 0)
        && match rule {
            Rule::MeasureInches => small() && token.cue_within(Cue::Screen),
            Rule::MeasureStars => token.cue_within(Cue::Stars),
            _ => {
                small()
                    && (token.domain() == Some(Domain::Sport)
                        || token.phrase_on_right(at, words::measure::AFTER_POINTS))
            }
        };
    if known { claim(at, rule, MeasureShape::Signed(amount, said), "", None) } else { None }
}

