//! One letter after a space: `220 V`, `5,5 A`, `58,4 s`, `5 L`.
//!
//! A capital after a number and a space is a name as often (`lớp 12 A`); the shape of the number and the words tell.

use super::shape::{Measure, MeasureShape, claim};
use crate::data::layer::Cue;
use crate::recognize::amount::Per;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::letter::is_letter;

pub(super) fn spaced_letter<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let (mut amount, mut at) = token.amount()?;
    let mut range = at;
    let mut with_range = amount;
    if with_range.extend(&mut range) && with_range.rises() {
        amount = with_range;
        at = range;
    }
    if !at.eat(b' ') {
        return None;
    }
    let text = at.word();
    words::measure::SPACED_LETTERS.get(text)?;
    if at.inside_word() || token.before_dash(at) || token.cue_on_left(Cue::Named) || token.cue_on_left(Cue::Address) {
        return None;
    }
    let mut next = at;
    // 12 A Nguyễn Trãi, 5 B. Hùng: a name goes on.
    let named = next.eat(b'.') && next.char().is_some_and(is_letter)
        || next.eat(b' ') && next.char().is_some_and(char::is_uppercase);
    let number = amount.high.unwrap_or(amount.low);
    let seldom = words::measure::ALONE.has(text) || words::measure::SELDOM.has(text);
    let decimal = (!number.is_whole() && number.mark == b',' || number.grouped) && !seldom;
    let mains = || words::measure::VOLTS.get(text).is_some() && words::measure::MAINS.has(number.whole);
    let told = || match text {
        time if words::measure::SHORT_TIMES.get(time).is_some() => {
            token.cue_within(Cue::Lasting) && !number.is_whole()
                || token.phrase_on_left(words::measure::BEFORE_SECONDS_SPACED)
        }
        weight if words::measure::HEAVY.get(weight).is_some() => token.cue_within(Cue::Weight),
        _ => !words::measure::ALONE.has(text) && token.cue_in_sentence(Cue::Appliance),
    };
    if !(decimal || token.fills_line(at) || !named && (mains() || told())) {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    claim(at, Rule::MeasureSpacedLetter, MeasureShape::Letter(amount, text), "", per)
}
