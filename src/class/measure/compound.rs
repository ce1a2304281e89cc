//! A unit within its number: `1m75`, `3kg2`.

use super::shape::{Measure, MeasureShape, claim};
use crate::data::layer::Cue;
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};

/// `1m75`
pub(super) fn compound<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let whole = Numeral::parse(&mut at)?;
    let name = at.word();
    let entry = token.lexicon.unit(name).filter(|u| u.compound)?;
    let weighed = words::measure::WITHIN.get(name).is_some();
    let rest = at.digits();
    let inside = at.inside_word() && !(name == "m" && at.rest().starts_with("cm"));
    if !(1..=2).contains(&rest.len()) || inside || !whole.is_whole() || entry.write.len() != name.len() {
        return None;
    }
    // 5m2, 5m3 are areas and volumes; only a height or depth of few metres ends in 2 or 3 by itself.
    let tall = whole.whole.len() == 1 && words::measure::BEFORE_HEIGHTS.has(token.word_before());
    let deep = tall && (token.cue_within(Cue::Depth) || words::measure::HIGH.has(token.word_before()));
    if (rest == "2" || rest == "3") && !(deep || weighed) || weighed && rest.len() > 1 {
        return None;
    }
    // 1m94cm: the smaller unit goes without saying.
    let mut smaller = at;
    if name == "m" && smaller.eat_str("cm") && !smaller.inside_word() {
        at = smaller;
    }
    // cao 1m60-1m75
    let mut range = at;
    let to = (range.spaced_dash())
        .then(|| {
            let high = Numeral::parse(&mut range)?;
            let same = range.word() == name;
            let rest = range.digits();
            (same && rest.len() <= 2 && !range.inside_word() && high.is_whole()).then_some((high, rest))
        })
        .flatten();
    claim(
        if to.is_some() { range } else { at },
        Rule::MeasureCompound,
        MeasureShape::Compound(whole, rest, to),
        name,
        None,
    )
}
