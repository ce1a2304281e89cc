//! Degrees and coordinates: `8°30'N`, `200°`, `15,021N`.

use super::shape::{Measure, MeasureShape, claim};
use crate::data::layer::Cue;
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};

/// `8°30'N`, `105 độ` needs no help.
pub(super) fn degrees<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let whole = Numeral::parse(&mut at)?;
    if whole.whole.len() > 3 || whole.grouped {
        return None;
    }
    at.eat(b' ');
    at.eat_if(|c| matches!(c, '°' | 'º'))?;
    at.eat(b' ');
    let mut parts = ["", ""];
    for (n, part) in parts.iter_mut().enumerate() {
        let mut ahead = at;
        let digits = ahead.digits();
        let marked = if n == 0 {
            ahead.eat_if(|c| matches!(c, '\'' | '’' | '′')).is_some()
        } else {
            ahead.eat_if(|c| matches!(c, '"' | '”' | '″')).is_some() || ahead.eat_str("''")
        };
        if digits.is_empty() || digits.len() > 2 || !marked {
            break;
        }
        *part = digits;
        at = ahead;
    }
    let mut side = at;
    side.eat(b' ');
    let mut end = side;
    let named = end.eat_from(words::measure::SIDES).is_some();
    if named && !end.inside_word() {
        let letter = end.since(side);
        return claim(end, Rule::MeasureCoordinate, MeasureShape::Degrees(whole, parts[0], parts[1], letter), "", None);
    }
    if !whole.is_whole()
        || parts[0].is_empty() && (at.inside_word() || !token.cue_within(Cue::Coordinate) && at.byte() == b'C')
    {
        return None;
    }
    let end = if parts[0].is_empty() && at.since(token.cursor()).ends_with(' ') {
        // Give the space after the degree sign back.
        let mut back = token.cursor();
        back.digits();
        back.eat(b' ');
        back.eat_if(|_| true);
        back
    } else {
        at
    };
    claim(end, Rule::MeasureDegrees, MeasureShape::Degrees(whole, parts[0], parts[1], ""), "", None)
}

/// So many bytes may stand between the two coordinates of a place.
const LONGEST_GAP: usize = 4;

/// `15,021N - 108,337E`: degrees as a decimal, and the side of the world against them.
pub(super) fn side<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let number = Numeral::parse(&mut at)?;
    // 108.251: three digits behind a dot are decimals here.
    let number = number.as_decimal().unwrap_or(number);
    let start = at;
    words::measure::SIDES_IN_FULL.get(at.word())?;
    let paired = || {
        let mut other = at;
        (other.spaced_dash() || other.eat(b',') || other.eat(b' ')) && {
            other.spaces();
            Numeral::parse(&mut other).is_some() && words::measure::SIDES_IN_FULL.get(other.word()).is_some()
        } || token.previous_within(LONGEST_GAP, &[';']).is_some_and(|p| p.rule == Rule::MeasureCoordinate)
    };
    let known = number.decimals.len() >= 2 && token.cue_within(Cue::Coordinate) || paired();
    let fits = number.value().is_some_and(|degrees| degrees <= 180);
    if number.is_whole() || !known || !fits || at.inside_word() {
        return None;
    }
    claim(at, Rule::MeasureCoordinate, MeasureShape::Side(number, at.since(start)), "", None)
}
