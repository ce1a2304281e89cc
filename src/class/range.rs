//! Ranges and lists without a unit: `2-3 ngày`, `5.000-7.000`, `lớp 6, 7`, `các lớp 3,4,5`.

use crate::data::layer::Cue;
use crate::recognize::amount::{Amount, Numeral};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::fold_eq;

/// A range of two numbers, or a list of small ones.
#[derive(Clone, Copy, Debug)]
pub enum Range<'d> {
    /// From, to.
    Span(Amount<'d>),
    /// `120 triệu – 160`: from, its scale, to.
    Scaled(Amount<'d>, &'d str, Numeral<'d>),
    /// `từ 2 tháng - 5 tuổi`: the number and the word behind it; what it leads to is read by itself.
    Led(Amount<'d>, &'d str),
    /// `3,4,5`: the text as written.
    List(&'d str),
}

impl<'d> Recognizer<'d> for Range<'d> {
    const CLASS: ClassName = ClassName::Range;
    const START_TOKENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16 | TokenKind::Symbol as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Range<'d>>> {
        if token.touches_left() {
            return None;
        }
        if token.number_stands_alone() {
            return scaled(token).or_else(|| led(token));
        }
        list(token).or_else(|| scaled(token)).or_else(|| led(token)).or_else(|| span(token))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match self {
            Range::Span(amount) => amount.verbalize(verbalizer),
            Range::Scaled(low, scale, high) => {
                low.verbalize(verbalizer);
                verbalizer.word(scale);
                verbalizer.word(words::shared::TO);
                high.verbalize(verbalizer);
            }
            Range::Led(low, unit) => {
                low.verbalize(verbalizer);
                let lexicon = verbalizer.lexicon;
                verbalizer.word(lexicon.unit(unit).map_or(unit, |unit| unit.read.as_str()));
                verbalizer.word(words::shared::TO);
            }
            Range::List(text) => {
                for (n, item) in text.split(',').enumerate() {
                    if n > 0 {
                        verbalizer.pause();
                    }
                    verbalizer.cardinal(item);
                }
            }
        }
    }
}

fn span<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Range<'d>>> {
    let (mut amount, mut at) = token.amount()?;
    let spaced = at.byte() == b' ';
    if !amount.extend(&mut at) || at.inside_word() {
        return None;
    }
    if matches!(at.byte(), b'/' | b'-') && at.byte_after(1).is_ascii_digit() {
        return None;
    }
    let counted = token.cue_on_right(at, Cue::Range);
    // "đến sáu đến mười" wants something that is counted.
    let twice = token.phrase_on_left(words::shared::ENDS_OF_RANGE);
    let rule = match (counted, amount.rises(), spaced) {
        (false, true, _) if twice => Rule::RangeTwice,
        (true, true, _) => Rule::Range,
        (true, false, _) => Rule::RangeCountedFalling,
        (false, true, false) => Rule::RangeRising,
        (false, true, true) => Rule::RangeSpaced,
        (false, false, _) => Rule::RangeFalling,
    };
    Some(Hypothesis::new(at, rule, Range::Span(amount)))
}

/// `120 triệu – 160 triệu đồng`: the scale stands on both sides.
fn scaled<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Range<'d>>> {
    let (amount, mut at) = token.amount()?;
    at.eat(b' ').then_some(())?;
    let scale = at.word();
    words::range::SCALES.has(scale).then_some(())?;
    at.spaced_dash().then_some(())?;
    let high = Numeral::parse(&mut at)?;
    let again = at.next_word();
    let grows = words::range::LARGER_SCALES.has(again) && words::range::SMALLER_SCALES.has(scale);
    let alike = fold_eq(again, scale) || grows;
    if !alike || at.byte() != b' ' {
        return None;
    }
    Some(Hypothesis::new(at, Rule::RangeScaled, Range::Scaled(amount, scale, high)))
}

/// `từ 2 tháng - 5 tuổi`, `từ 850km - dưới 1.000km`: a dash that leads on to another number with a unit of its own, or to
/// one that a small word stands before.
fn led<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Range<'d>>> {
    if !words::range::FROM.has(token.word_before()) {
        return None;
    }
    let (amount, number_end) = token.amount()?;
    let mut at = number_end;
    at.eat(b' ');
    let start = at;
    let word = at.word();
    if !word.chars().all(char::is_lowercase) || at.byte().is_ascii_digit() {
        return None;
    }
    let unit = at.since(start);
    let mut end = if unit.is_empty() { number_end } else { at };
    if !leads_on(&mut end) {
        return None;
    }
    let mut next = end;
    let bounded = words::range::BOUNDS.has(next.word()) && next.eat(b' ') && next.byte().is_ascii_digit();
    let other = !unit.is_empty() && end.byte().is_ascii_digit();
    (bounded || other).then(|| Hypothesis::new(end, Rule::RangeLed, Range::Led(amount, unit)))
}

/// Moves over a dash with a space on both sides.
fn leads_on(cursor: &mut Cursor) -> bool {
    let mut at = *cursor;
    let led = at.eat(b' ') && at.dash() && at.eat(b' ');
    if led {
        *cursor = at;
    }
    led
}

/// Whether a word is behind a number that a range begins with: `từ 2 tháng - 5 tuổi`.
pub(super) fn may_lead(token: &TokenContext, mut end: Cursor) -> bool {
    leads_on(&mut end) && words::range::FROM.has(token.word_before())
}

/// `3,4,5` after a plural, or with more members than a number can have.
fn list<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Range<'d>>> {
    let start = token.cursor();
    let mut at = start;
    let mut members = 0;
    let mut last = None;
    let mut rises = true;
    let mut threes = 0;
    loop {
        let digits = at.digits();
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        members += 1;
        let value = digits.parse::<u32>().ok();
        rises &= last < value;
        last = value;
        threes += usize::from(digits.len() == 3 && members > 1);
        let mut ahead = at;
        if !ahead.eat(b',') || !ahead.byte().is_ascii_digit() {
            break;
        }
        at = ahead;
    }
    if members < 2 {
        return None;
    }
    let text = at.since(start);
    // Nguyên tử khối 35,5 is no list.
    let named = token.cue_on_left(Cue::List) && (rises || members > 2);
    if at.inside_word() || members == 2 && !named || threes + 1 == members && !named || at.byte() == b'%' {
        return None;
    }
    let rule = if named { Rule::RangeList } else { Rule::RangeLongList };
    Some(Hypothesis::new(at, rule, Range::List(text)))
}
