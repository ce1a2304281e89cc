//! A number and a sign that stands for a word: `1,2M người`, `65"`, `5*`, `28đ`, `(29t)`.

use super::shape::{Measure, MeasureShape, claim};
use crate::data::layer::{Cue, Domain};
use crate::recognize::amount::{Amount, Numeral, Per, Sign};
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
        b'*' => stars(token, amount, at),
        b'"' | b'\'' => inches(token, amount, at),
        0xE2 => stars(token, amount, at).or_else(|| inches(token, amount, at)),
        b't' | b'-' => in_months(token, amount, at).or_else(|| age(token, amount, at)),
        b'T' => capital_t(token, amount, at),
        b'v' => dose(token, amount, at),
        b'n' => persons(token, amount, at),
        b'x' => times(token, amount, at),
        b'c' => by_the_kilo(token, amount, at),
        b' ' => share(amount, at).or_else(|| pages(token, amount, at)).or_else(|| bracketed(token, amount, at)),
        _ => points(token, amount, at),
    }
}

/// What may follow a sign that belongs to its number.
fn is_over(at: Cursor) -> bool {
    matches!(at.byte(), b' ' | b',' | b'.' | b';' | b':' | b')' | b'!' | b'?' | b'\n' | 0)
}

/// Whether the reading before, not far off in the same sentence, is of the same rule: Lào 7đ, Campuchia 4đ.
pub(super) fn goes_on(token: &TokenContext, rule: Rule) -> bool {
    const LONGEST_GAP: usize = 30;
    token.previous_within(LONGEST_GAP, &['.', '!', '?']).is_some_and(|p| p.rule == rule)
}

/// Whether a comma and a space stand before.
fn is_behind_comma(token: &TokenContext) -> bool {
    token.text[..token.start].ends_with(", ")
}

fn is_small(amount: &Amount, most: u64) -> bool {
    amount.low.is_bare() && amount.high.is_none() && amount.low.value().is_some_and(|v| v <= most)
}

/// `65"` of a screen; alone on its line, too.
fn inches<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    let sign = at.eat(b'"') || at.eat_str("″") || at.eat_str("''") || at.eat_str("”");
    // 15,6"
    let fits = is_small(&amount, 150) || amount.low.decimals.len() == 1 && amount.high.is_none();
    if !sign || !is_over(at) || !fits || is_double_quote_open(token) {
        return None;
    }
    let said = match () {
        // Kém người đi đầu 9"
        () if tells_of_seconds(token) && !token.cue_within(Cue::Screen) => words::measure::SECONDS,
        () if token.cue_within(Cue::Screen) || token.fills_line(at) || goes_on(token, Rule::MeasureInches) => {
            words::measure::INCH
        }
        () => return None,
    };
    claim(at, Rule::MeasureInches, MeasureShape::Signed(amount, said), "", None)
}

/// Whether a word stands near before that seconds follow: kém áo xanh 9".
fn tells_of_seconds(token: &TokenContext) -> bool {
    const NEAR: usize = 3;
    (0..NEAR).any(|n| words::measure::BEFORE_SECONDS.has(token.left_word(n)))
}

/// Whether a double quotation mark was opened before on the line, so that the next one closes it.
pub(super) fn is_double_quote_open(token: &TokenContext) -> bool {
    const REACH: usize = 300;
    let (mut straight, mut curly, mut last) = (false, false, ' ');
    for c in token.line_before(REACH).chars() {
        match c {
            // 27" of an earlier screen opens none, but behind a digit one may close: “iOS 17".
            '"' => straight = !straight && !last.is_ascii_digit(),
            '“' => curly = true,
            '”' => curly = false,
            _ => {}
        }
        last = c;
    }
    straight || curly
}

/// `5*` of a hotel, `4,7★`.
fn stars<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    let asterisk = at.byte() == b'*';
    at.eat_from(words::measure::STARRED)?;
    // *5*: set in italics.
    let half = amount.low.decimals.len() == 1 && amount.low.value().is_some_and(|v| v < MOST_STARS);
    if !is_over(at) || !(is_small(&amount, MOST_STARS) || half) || token.char_before() == Some('*') {
        return None;
    }
    let told = !asterisk || token.cue_within(Cue::Stars);
    let rule = if told { Rule::MeasureStars } else { Rule::MeasureStarsBare };
    claim(at, rule, MeasureShape::Signed(amount, words::measure::STARS), "", None)
}

/// No hotel has more.
const MOST_STARS: u64 = 7;

/// `28đ` of a table of football, `27,5đ` of an examination.
fn points<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat_from(words::measure::POINT)?;
    let decimal = !amount.low.is_whole() && amount.low.value().is_some_and(|v| v <= MOST_POINTS_OF_EXAMS);
    // Viettel 22đ/10 trận
    let mut matches = at;
    let over_matches = matches.eat(b'/')
        && !matches.digits().is_empty()
        && matches.eat(b' ')
        && words::measure::MATCHES.has(matches.word());
    if !(is_over(at) || over_matches) || !(is_small(&amount, 150) || decimal) {
        return None;
    }
    let mut clause = at;
    clause.eat(b',');
    // Nobody pays half a đồng.
    let marks = decimal && !token.cue_on_left(Cue::Price) && token.domain() != Some(Domain::Finance);
    let known = marks
        || goes_on(token, Rule::MeasurePoints)
        || token.domain() == Some(Domain::Sport) && !decimal
        || over_matches
        || token.phrase_on_right(at, words::measure::AFTER_POINTS)
        || token.phrase_on_right(clause, words::measure::BEFORE_DIFFERENCE)
        || is_difference(at)
        || is_behind_comma(token) && words::measure::MATCHES.has(token.left_word(0))
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
    let comma = is_behind_comma(token);
    let bracket = token.char_before() == Some('(');
    let aged = || words::measure::AGED.has(token.left_word(0));
    let named = || is_capitalised(token.left_word(0)) || aged();
    // Anh Tâm, 34t, nuôi cua; có em mới 15t
    let person = || token.cue_in_sentence(Cue::Person);
    let between = comma && named() && at.byte() == b',' && person();
    let only = token.phrase_on_left(words::measure::ONLY) && person();
    // Nữ, 62t; (15-17t)
    let listed =
        between || only || comma && aged() || bracket && amount.high.is_some() || goes_on(token, Rule::MeasureAge);
    let known = {
        let mut next = at;
        // Tên trộm, 45t, bị bắt
        let after = next.eat(b',') && token.phrase_on_right(next, words::measure::AFTER_AGES);
        let bound = token.phrase_on_right(at, words::measure::BOUNDS_OF_AGE) && !token.cue_within(Cue::Weight);
        bracket && named() && !token.cue_within(Cue::Weight) && !token.cue_within(Cue::Price)
            || !bracket && token.phrase_on_left(words::measure::AGED)
            || after && (bracket || comma || named())
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
            || token.phrase_on_left(words::measure::BEFORE_MONTHS)
            || before_rate(at));
    // Lãi 6T, LNST 9T giảm
    let months = months || is_small(&amount, 11) && token.phrase_on_left(words::measure::BEFORE_MONTHS_OF_YEAR);
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

/// Whether a rate of interest follows: 12T 5,3%/năm.
fn before_rate(mut at: Cursor) -> bool {
    at.eat(b':');
    at.eat(b' ') && Numeral::parse(&mut at).is_some() && at.eat(b'%')
}

/// No guarantee and no loan is told of in more months.
const MOST_MONTHS: u64 = 240;

/// `cọc 3th`, `trẻ 18th`: months, where no English ordinal may stand.
fn in_months<'d>(
    token: &TokenContext<'d, '_>,
    amount: Amount<'d>,
    mut at: Cursor<'d>,
) -> Option<Hypothesis<Measure<'d>>> {
    at.eat_str(words::measure::MONTHS_WRITTEN).then_some(())?;
    let told = token.phrase_on_left(words::measure::BEFORE_MONTHS)
        || token.phrase_on_left(words::measure::BEFORE_MONTHS_SHORT);
    if !is_over(at) || !is_small(&amount, MOST_MONTHS) || !told {
        return None;
    }
    claim(at, Rule::MeasureCapitalT, MeasureShape::Signed(amount, words::measure::MONTHS), "", None)
}

/// `1,8x`, `gấp 3x`: so many times as much.
fn times<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b'x').then_some(())?;
    // 2x/ngày
    let mut dose = at;
    let per = Per::parse(token.lexicon, &mut dose).filter(|per| words::measure::DOSE_TIMES.has(per.what));
    if per.is_some() && is_small(&amount, MOST_PILLS) {
        return claim(dose, Rule::MeasureTimes, MeasureShape::Signed(amount, words::measure::TIMES), "", per);
    }
    let told = !amount.low.is_whole() || token.phrase_on_left(words::measure::BEFORE_TIMES);
    let scaled = words::shared::CARRY_ON.has(at.next_word()) || token.cue_on_left(Cue::Version);
    if !is_over(at) || at.next_sign().is_ascii_digit() || scaled || !told {
        return None;
    }
    claim(at, Rule::MeasureTimes, MeasureShape::Signed(amount, words::measure::TIMES), "", None)
}

/// `nhóm 5ng`, `5ng lớn`: persons.
fn persons<'d>(
    token: &TokenContext<'d, '_>,
    amount: Amount<'d>,
    mut at: Cursor<'d>,
) -> Option<Hypothesis<Measure<'d>>> {
    let said = at.eat_from(words::shared::OF_PERSONS)?;
    let told = token.phrase_on_left(words::measure::BEFORE_PERSONS)
        || token.phrase_on_right(at, words::measure::AFTER_PERSONS);
    if !is_over(at) || !amount.low.is_whole() || !told {
        return None;
    }
    claim(at, Rule::MeasurePersons, MeasureShape::Signed(amount, said), "", None)
}

/// `20c/kg`: how many shrimps weigh a kilo.
fn by_the_kilo<'d>(
    token: &TokenContext<'d, '_>,
    amount: Amount<'d>,
    mut at: Cursor<'d>,
) -> Option<Hypothesis<Measure<'d>>> {
    let said = at.eat_from(words::measure::BY_THE_KILO)?;
    let per =
        Per::parse(token.lexicon, &mut at).filter(|per| per.what == words::measure::KILO && per.number.is_none())?;
    claim(at, Rule::MeasureByTheKilo, MeasureShape::Signed(amount, said), "", Some(per))
}

/// `sáng 1v`: pills of a dose.
fn dose<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b'v').then_some(())?;
    let over = is_over(at);
    // 2v/ngày
    let per = Per::parse(token.lexicon, &mut at).filter(|per| words::measure::DOSE_TIMES.has(per.what));
    let told = per.is_some() || over && token.phrase_on_left(words::measure::BEFORE_DOSES);
    if !is_small(&amount, MOST_PILLS) || !told {
        return None;
    }
    claim(at, Rule::MeasureDose, MeasureShape::Signed(amount, words::measure::PILLS), "", per)
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

/// `sách dày 412 tr.`: pages.
fn pages<'d>(token: &TokenContext<'d, '_>, amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b' ');
    let said = at.eat_from(words::measure::PAGES)?;
    if at.inside_word() || !is_small(&amount, MOST_PAGES) || !token.phrase_on_left(words::measure::BEFORE_PAGES) {
        return None;
    }
    if at.byte() == b'.' && !matches!(at.next_word(), "") {
        at.eat(b'.');
    }
    claim(at, Rule::MeasurePages, MeasureShape::Signed(amount, said), "", None)
}

/// No book has more.
const MOST_PAGES: u64 = 9999;

/// `780.000 cp`: shares of a company.
fn share<'d>(amount: Amount<'d>, mut at: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    at.eat(b' ');
    let said = words::measure::SHARES.get(at.word())?;
    if at.inside_word() {
        return None;
    }
    claim(at, Rule::MeasureShares, MeasureShape::Signed(amount, said), "", None)
}
