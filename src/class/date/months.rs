//! Months and quarters: `tháng 9/2024`, `T6`, `6T/2025`, `quý I/2025`.

use super::point::{Date, Lead, Point, claim, goes_on, separator, year};
use super::written::year_after_comma;
use super::years::season_of_league;
use crate::data::layer::Cue;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::vietnamese::number;

/// `quý I/2025`, `quý 2/2024`.
pub(super) fn quarter<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    if !token.cue_on_left(Cue::Quarter) {
        return None;
    }
    let mut at = token.cursor();
    at.eat(b'0'); // quý 04.2023
    let from = point_of_quarter(&mut at)?;
    // quý 1-2/2026
    let mut range = at;
    if from.year.is_none()
        && range.spaced_dash()
        && let Some(to) = point_of_quarter(&mut range).filter(|to| to.year.is_some() && to.quarter > from.quarter)
    {
        return claim(range, Rule::DateQuarterYear, from, Some(to), Lead::Written);
    }
    let rule = match from.year {
        Some(_) => Rule::DateQuarterYear,
        None if at.inside_word() => return None,
        None => Rule::DateQuarter,
    };
    claim(at, rule, from, None, Lead::Written)
}

/// `3/2025`, `III`: the number of a quarter and, if it is written, the year.
fn point_of_quarter<'d>(cursor: &mut Cursor<'d>) -> Option<Point<'d>> {
    let mut at = *cursor;
    while at.eat_if(|c| matches!(c, '1'..='4' | 'I' | 'V')).is_some() {}
    let text = at.since(*cursor);
    let quarter = number::value(text).or_else(|| number::roman(text)).filter(|q| (1..=4).contains(q))?;
    let mut full = at;
    let mut spaced = at;
    let mut written = separator(&mut full).and_then(|_| year(&mut full));
    // Q4 2025
    if written.is_none() && spaced.eat(b' ') {
        written = year(&mut spaced).filter(|y| y.starts_with("20") || y.starts_with("19"));
        full = spaced;
    }
    let year = written;
    *cursor = if year.is_some() { full } else { at };
    Some(Point { quarter: Some(quarter), year, ..Point::default() })
}

/// `Q3/2025`, `Q.III`: a quarter by its letter; Q.3 is a district.
pub(super) fn quarter_by_letter<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    at.eat(b'Q').then_some(())?;
    at.eat(b'.');
    let roman = !at.byte().is_ascii_digit();
    let from = point_of_quarter(&mut at)?;
    // Q1-Q3/2025
    let mut range = at;
    if from.year.is_none()
        && range.spaced_dash()
        && range.eat(b'Q')
        && let Some(to) = point_of_quarter(&mut range).filter(|to| to.year.is_some() && to.quarter > from.quarter)
        && !range.inside_word()
    {
        return claim(range, Rule::DateQuarterLetter, from, Some(to), Lead::Said);
    }
    // So với Q2; Q1 lãi, Q2 lỗ
    let told =
        token.cue_on_left(Cue::MonthByT) || token.previous_on_line().is_some_and(|p| p.rule == Rule::DateQuarterLetter);
    if from.year.is_none() && (!(roman || told) || at.inside_word()) {
        return None;
    }
    claim(at, Rule::DateQuarterLetter, from, None, Lead::Said)
}

/// `6T/2025`, `9T2024`: so many months from the beginning of a year.
pub(super) fn months_of_year<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let months = at.small(2).filter(|m| (2..=11).contains(m))?;
    at.eat(b'T').then_some(())?;
    at.eat(b'/');
    let year = year(&mut at)?;
    let from = Point { months: Some(months), year: Some(year), ..Point::default() };
    claim(at, Rule::DateMonthsOfYear, from, None, Lead::Written)
}

/// `tháng 9/2024`, `9/2024`, `tháng 10-1998`.
pub(super) fn month_year<'d>(
    token: &TokenContext<'d, '_>,
    at: Cursor<'d>,
    from: Point<'d>,
    sign: char,
) -> Option<Hypothesis<Date<'d>>> {
    // V.League 1-2025/26
    if sign == '-' && at.byte() == b'/' {
        return season_of_league(at, from);
    }
    if token.cue_on_left(Cue::Month) {
        return claim(at, Rule::DateMonthYear, from, None, Lead::Written);
    }
    if sign == '/' && token.cue_on_left(Cue::Round) {
        let number = from.month.map(u64::from);
        let round = Point { quarter: number, month: None, ..from };
        return claim(at, Rule::DateRound, round, None, Lead::Written);
    }
    // Nghị định 11/2020: a document's number, not a month.
    let document = sign == '/' && token.lexicon.document_type(token.word_before()).is_some();
    if document || token.cue_on_left(Cue::Code) || token.cue_on_left(Cue::Version) || token.cue_within(Cue::Ratio) {
        return None;
    }
    let year = from.year.and_then(number::value).unwrap_or(0);
    // Tháng 11/2024 thấp hơn so với 11/2023
    let again = || token.previous_on_line().is_some_and(|p| p.rule == Rule::DateMonthYear);
    // Từ 03.2018 đến 11.2022
    let dotted_before = || token.previous_on_line().is_some_and(|p| p.rule == Rule::DateMonthYearDotted);
    let rule = match sign {
        '/' if (1800..=2100).contains(&year) && again() => Rule::DateMonthYearAgain,
        '/' if (1800..=2100).contains(&year) => Rule::DateMonthYearBare,
        '/' => Rule::DateMonthYearUnlikely,
        '-' if (1900..=2100).contains(&year)
            && (token.cue_within(Cue::DayHint) || token.follows(ClassName::Date).is_some()) =>
        {
            Rule::DateMonthYearHinted
        }
        '-' if (1900..=2100).contains(&year) => Rule::DateMonthYearDashed,
        // 06.2019: no decimal begins with a zero and another digit.
        '.' if (1900..=2100).contains(&year) && (token.cursor().byte() == b'0' || dotted_before()) => {
            Rule::DateMonthYearDotted
        }
        _ => return None,
    };
    claim(at, rule, from, None, Lead::Said)
}

/// `tháng 4`: the month is `tư`; `tháng 2-4`: both are months.
pub(super) fn bare_month<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    if at.byte().is_ascii_digit() && token.cue_on_left(Cue::Month) {
        let first = at.small(2).filter(|m| (1..=12).contains(m))?;
        if goes_on(at) {
            return None;
        }
        let from = Point { month: Some(first), ..Point::default() };
        let mut range = at;
        if range.spaced_dash()
            && let Some(second) = range.small(2).filter(|m| (1..=12).contains(m) && *m != first)
            && !goes_on(range)
        {
            let to = Point { month: Some(second), ..Point::default() };
            return claim(range, Rule::DateMonths, from, Some(to), Lead::Written);
        }
        // tháng 1 – tháng 10 năm 2025
        let mut range = at;
        if range.spaced_dash()
            && range.eat_phrase(words::date::MONTHS)
            && range.eat(b' ')
            && let Some(second) = range.small(2).filter(|m| (1..=12).contains(m) && *m != first)
            && !goes_on(range)
            && range.byte() != b'/'
        {
            let to = Point { month: Some(second), ..Point::default() };
            return claim(range, Rule::DateMonths, from, Some(to), Lead::Written);
        }
        let mut comma = at;
        if let Some(year) = year_after_comma(&mut comma) {
            return claim(comma, Rule::DateMonthYearComma, Point { year: Some(year), ..from }, None, Lead::Written);
        }
        // tháng 12 2023
        let mut next = at;
        if next.eat(b' ')
            && let Some(year) = year(&mut next)
            && year.starts_with(['1', '2'])
            && !token.cue_on_right(next, Cue::Range)
        {
            return claim(next, Rule::DateMonthYearSpaced, Point { year: Some(year), ..from }, None, Lead::Written);
        }
        // 4 tháng 4 ngày is a time, not April.
        let counted = token
            .left(1)
            .filter(|w| w.adjacent)
            .is_some_and(|w| token.text[w.start..w.end].ends_with(|c: char| c.is_ascii_digit()));
        let lasted = counted && words::date::MONTHS.has(token.word_before());
        if lasted && words::date::LASTING.has(at.next_word()) {
            return None;
        }
        return claim(at, Rule::DateMonth, from, None, Lead::Written);
    }
    // T10/2024, CPI T6
    if at.eat(b'T') {
        let month = at.small(2).filter(|m| (1..=12).contains(m))?;
        let from = Point { month: Some(month), ..Point::default() };
        let mut full = at;
        if full.eat(b'/') {
            let year = year(&mut full)?;
            // Từ T3/2021 - T6/2023
            let mut range = full;
            if range.spaced_dash()
                && range.eat(b'T')
                && let Some(last) = range.small(2).filter(|last| (1..=12).contains(last))
                && range.eat(b'/')
                && let Some(last_year) = super::point::year(&mut range)
            {
                let to = Point { month: Some(last), year: Some(last_year), ..Point::default() };
                let from = Point { year: Some(year), ..from };
                return claim(range, Rule::DateMonthYearT, from, Some(to), Lead::Said);
            }
            return claim(full, Rule::DateMonthYearT, Point { year: Some(year), ..from }, None, Lead::Said);
        }
        // No day of the week has a number above seven.
        let beyond_weekdays = |month: u32| month > 7;
        // Mưa nhiều T6-T8
        let mut range = at;
        if range.spaced_dash()
            && range.eat(b'T')
            && let Some(last) = range.small(2).filter(|last| (1..=12).contains(last) && *last != month)
            && !goes_on(range)
            && !range.joins_number()
            && (token.cue_on_left(Cue::MonthByT)
                || (beyond_weekdays(last) || beyond_weekdays(month))
                    && token.phrase_on_left(words::date::BEFORE_MONTHS))
        {
            let to = Point { month: Some(last), ..Point::default() };
            return claim(range, Rule::DateMonthByT, from, Some(to), Lead::Said);
        }
        let again = || {
            token.previous_on_line().is_some_and(|p| p.rule == Rule::DateMonthByT)
                && (beyond_weekdays(month)
                    || !words::date::BEFORE_WEEKDAYS.has(token.word_before())
                    || words::shared::ENDS_OF_RANGE.has(token.word_before()))
        };
        // Từ T4 đến T8
        let leads = || {
            let mut next = at;
            let joined = next.spaced_dash() && token.phrase_on_left(words::date::BEFORE_MONTHS)
                || next.eat(b' ') && next.eat_phrase(words::shared::ENDS_OF_RANGE) && next.eat(b' ');
            joined
                && next.eat(b'T')
                && next.small(2).is_some_and(|to| (beyond_weekdays(to) || beyond_weekdays(month)) && to <= 12)
                && !next.inside_word()
        };
        if !goes_on(at) && !at.joins_number() && (token.cue_on_left(Cue::MonthByT) || again() || leads()) {
            return claim(at, Rule::DateMonthByT, from, None, Lead::Said);
        }
    }
    None
}
