//! A number and a sign that stands for a word: `1,2M người`, `65"`, `5*`, `28đ`, `(29t)`.

use super::shape::{Measure, MeasureShape, claim};
use crate::data::layer::{Cue, Domain};
use crate::recognize::amount::{Amount, Numeral, Sign};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_capitalised;

/// `1,2M người`, `350K lượt`, `65"` of a screen, `5*` of a hotel, `28đ` of a table of football.
pub(super) fn signed<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let (amount, at) = token.amount()?;
    let mut scaled = at;
    if let Some(scale) = scaled.eat_from(words::measure::MAGNITUDES) {
        let counted = scaled.byte() == b' ' && token.phrase_on_right(scaled, words::measure::COUNTED);
        let shape = MeasureShape::Signed(amount, scale);
        return if counted { claim(scaled, Rule::MeasureMagnitude, shape, "", None) } else { None };
    }
    // The sign is looked at first: nearly always there is none, and neighbours need not be asked.
    match at.byte() {
        b'"' | b'\'' | 0xE2 => inches(token, amount, at),
        b'*' => stars(token, amount, at),
        b't' | b'-' => age(token, amount, at),
        b'T' => capital_t(token, amount, at),
        b'v' => dose(token, amount, at),
        b' ' => share(amount, at).or_else(|| bracketed(token, amount, at)),
        _ => points(token, amount, at),
    }
}

/// What may follow a sign that belongs to its number.
fn is_over(at: Cursor) -> bool {
    matches!(at.byte(), b' ' | b',' | b'.' | b';' | b':' | b')' | b'!' | b'?' | b'\n' | 0)
}

/// Whether the reading before, not far off in the same sentence, is of the same rule: Lào 7đ, Campuchia 4đ.
fn goes_on(token: &TokenContext, rule: Rule) -> bool {
    const LONGEST_GAP: usize = 30;
    token.previous_within(LONGEST_GAP, &['.', '!', '?']).is_some_and(|p| p.rule == rule)
}

fn is_small(amount: &Amount, most: u64) -> bool {
    amount.low.is_bare() && amount.high.is_none() && amount.low.value().is_some_and(|v| v <= most)
}

/// `65"` of a screen; alone on its line, too.
fn inches<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    let sign = at.eat(b'"') || at.eat_str("″") || at.eat_str("''") || at.eat_str("”");
    let known = || token.cue_within(Cue::Screen) || token.fills_line(at);
    if !sign || !is_over(at) || !is_small(&amount, 150) || !known() {
        return None;
    }
    claim(at, Rule::MeasureInches, MeasureShape::Signed(amount, words::measure::INCH), "", None)
}

/// `5*` of a hotel.
fn stars<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b'*').then_some(())?;
    // *5*: set in italics.
    let half = amount.low.decimals.len() == 1 && amount.low.value().is_some_and(|v| v < MOST_STARS);
    if !is_over(at) || !(is_small(&amount, MOST_STARS) || half) || token.char_before() == Some('*') {
        return None;
    }
    let rule = if token.cue_within(Cue::Stars) { Rule::MeasureStars } else { Rule::MeasureStarsBare };
    claim(at, rule, MeasureShape::Signed(amount, words::measure::STARS), "", None)
}

/// No hotel has more.
const MOST_STARS: u64 = 7;

/// `28đ` of a table of football, `27,5đ` of an examination.
fn points<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat_from(words::measure::POINT)?;
    let decimal = !amount.low.is_whole() && amount.low.value().is_some_and(|v| v <= MOST_POINTS_OF_EXAMS);
    if !is_over(at) || !(is_small(&amount, 150) || decimal) {
        return None;
    }
    let known = goes_on(token, Rule::MeasurePoints)
        || token.domain() == Some(Domain::Sport) && !decimal
        || token.phrase_on_right(at, words::measure::AFTER_POINTS)
        || is_difference(at)
        || token.cue_in_sentence(Cue::Table) && !token.cue_on_left(Cue::Price);
    if !known {
        return None;
    }
    claim(at, Rule::MeasurePoints, MeasureShape::Signed(amount, words::measure::POINTS), "", None)
}

/// ` (+17)`: goals for and against, in a table.
fn is_difference(mut at: Cursor) -> bool {
    at.eat(b' ') && at.eat(b'(') && (at.eat(b'+') || at.dash()) && !at.digits().is_empty() && at.eat(b')')
}

const MOST_POINTS_OF_EXAMS: u64 = 40;

/// `bé 7t`, `(29t)`, `nữ 18-35t`, `Nguyễn Văn A, 34t, ngụ…`
fn age<'d>(
    token: &TokenContext<'d, '_>,
    mut amount: Amount<'d>,
    mut at: Cursor<'d>,
) -> Option<Hypothesis<Measure<'d>>> {
    let mut range = at;
    let mut both = amount;
    if both.extend(&mut range) {
        amount = both;
        at = range;
    }
    let of_a_life = |number: &Numeral| number.is_bare() && number.value().is_some_and(|v| (1..=115).contains(&v));
    let fits = of_a_life(&amount.low) && amount.high.is_none_or(|high| of_a_life(&high)) && amount.sign == Sign::Plain;
    if !at.eat(b't') || at.inside_word() || !is_over(at) || !fits {
        return None;
    }
    let named = || {
        let person = |w: crate::text::left::WordLeft| {
            let word = &token.text[w.start..w.end];
            is_capitalised(word) || words::measure::AGED.has(word)
        };
        token.left(0).is_some_and(person)
    };
    let listed = goes_on(token, Rule::MeasureAge);
    let bracket = token.char_before() == Some('(');
    let known = {
        let mut next = at;
        let after = next.eat(b',') && token.phrase_on_right(next, words::measure::AFTER_AGES);
        let bound = token.phrase_on_right(at, words::measure::BOUNDS_OF_AGE) && !token.cue_within(Cue::Weight);
        bracket && named() && !token.cue_within(Cue::Weight) && !token.cue_within(Cue::Price)
            || !bracket && token.phrase_on_left(words::measure::AGED)
            || after && (bracket || named())
            || bound
    };
    if !(known || listed) {
        return None;
    }
    claim(at, Rule::MeasureAge, MeasureShape::Signed(amount, words::measure::AGE), "", None)
}

/// `xe 3,5T` are tonnes, `bảo hành 24T` months, `6T đầu năm` too.
fn capital_t<'d>(
    token: &TokenContext<'d, '_>,
    amount: Amount<'d>,
    mut at: Cursor<'d>,
) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b'T').then_some(())?;
    if !is_over(at) {
        return None;
    }
    let months = is_small(&amount, MOST_MONTHS)
        && (token.phrase_on_right(at, words::measure::AFTER_MONTHS)
            || token.phrase_on_left(words::measure::BEFORE_MONTHS));
    let said = match () {
        () if months => words::measure::MONTHS,
        () if token.phrase_on_left(words::measure::BEFORE_TONNES)
            || token.cue_within(Cue::Weight)
            || token.phrase_on_right(at, words::measure::AFTER_TONNES) =>
        {
            words::measure::TONNES
        }
        () => return None,
    };
    claim(at, Rule::MeasureCapitalT, MeasureShape::Signed(amount, said), "", None)
}

/// No guarantee and no loan is told of in more months.
const MOST_MONTHS: u64 = 240;

/// `sáng 1v`: pills of a dose.
fn dose<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b'v').then_some(())?;
    if !is_over(at) || !is_small(&amount, MOST_PILLS) || !token.phrase_on_left(words::measure::BEFORE_DOSES) {
        return None;
    }
    claim(at, Rule::MeasureDose, MeasureShape::Signed(amount, words::measure::PILLS), "", None)
}

const MOST_PILLS: u64 = 20;

/// `5 m (197 in)`: a measure of other countries, which is a word elsewhere.
fn bracketed<'d>(
    token: &TokenContext<'d, '_>,
    amount: Amount<'d>,
    mut at: Cursor<'d>,
) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b' ');
    let said =
        words::measure::BRACKETED.get(at.word()).filter(|_| token.char_before() == Some('(') && at.byte() == b')')?;
    claim(at, Rule::Measure, MeasureShape::Signed(amount, said), "", None)
}

/// `780.000 cp`: shares of a company.
fn share<'d>(amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b' ');
    let said = words::measure::SHARES.get(at.word())?;
    if at.inside_word() {
        return None;
    }
    claim(at, Rule::MeasureShares, MeasureShape::Signed(amount, said), "", None)
}
