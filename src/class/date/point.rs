//! What a date is, and how it is said.

use crate::data::layer::Cue;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;
use crate::vietnamese::number;

/// A date, or a range of dates, as raw numbers.
#[derive(Clone, Copy, Debug)]
pub struct Date<'d> {
    pub(super) from: Point<'d>,
    pub(super) to: Option<Point<'d>>,
    /// What is said before each day, month or year that has no such word before it in the text.
    pub(super) lead: Lead,
    /// `âm lịch`, where it is written short; empty if it is not.
    pub(super) calendar: &'static str,
    /// A dash behind it leads on to a time: 19h 27/10 - 19h 28/10.
    pub(super) leads: bool,
    /// The league before its season: V.League 1-2025/26.
    pub(super) league: Option<u32>,
}

/// Parts of a date; what is not written is `None`.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Point<'d> {
    pub(super) day: Option<u32>,
    pub(super) month: Option<u32>,
    pub(super) year: Option<&'d str>,
    /// The century of a year of two digits that another year before it tells.
    pub(super) century: Option<&'d str>,
    /// The number of a quarter, or of a round: đợt 3/2025.
    pub(super) quarter: Option<u64>,
    /// So many months from the beginning of the year.
    pub(super) months: Option<u32>,
    /// From 2, Monday, to 8, Sunday.
    pub(super) weekday: Option<u64>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Lead {
    /// `ngày`, `tháng` are said.
    Said,
    /// They stand in the text already (or a part of the day does).
    Written,
}

/// How many days a month has at most; the year is not asked (29/2).
pub(super) fn possible(day: u32, month: u32) -> bool {
    const DAYS: [u32; 12] = [31, 29, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31];
    day >= 1 && month >= 1 && DAYS.get(month as usize - 1).is_some_and(|&most| day <= most)
}

/// A year of four digits from 1000 to 2999, not followed by another digit.
pub(super) fn year<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    let digits = at.digits();
    if digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2') && !goes_on(at) {
        *cursor = at;
        return Some(digits);
    }
    None
}

/// A letter or another number follows at once: the number is not over.
pub(super) fn goes_on(cursor: Cursor) -> bool {
    cursor.inside_word() || matches!(cursor.byte(), b'.' | b',') && cursor.byte_after(1).is_ascii_digit()
}

/// A slash, dash or dot between the parts of a date.
pub(super) fn separator(cursor: &mut Cursor) -> Option<char> {
    let mut at = *cursor;
    at.eat(b' ');
    let sign = at.eat_if(|c| c == '/' || c == '.' || crate::text::letter::is_dash(c))?;
    if sign == '/' {
        at.eat(b' ');
    } else if at.at() != cursor.at() + sign.len_utf8() {
        return None; // a dash or dot with a space before it separates no date
    }
    *cursor = at;
    Some(if sign == '/' || sign == '.' { sign } else { '-' })
}

/// `18/10/1930`, `18/10`, `10/1930`; with the separator used.
pub(super) fn point<'d>(cursor: &mut Cursor<'d>) -> Option<(Point<'d>, char)> {
    let mut at = *cursor;
    let first = at.small(2)?;
    let sign = separator(&mut at)?;
    if let Some(year) = year(&mut at) {
        if (1..=12).contains(&first) {
            *cursor = at;
            return Some((Point { month: Some(first), year: Some(year), ..Point::default() }, sign));
        }
        return None;
    }
    if let Some((end, month, year)) = roman_month(at, sign).filter(|(_, month, _)| possible(first, *month)) {
        *cursor = end;
        return Some((Point { day: Some(first), month: Some(month), year: Some(year), ..Point::default() }, sign));
    }
    let month = at.small(2)?;
    if !possible(first, month) {
        return None;
    }
    if sign == '-'
        && let Some((end, year)) = spaced_year(at)
    {
        *cursor = end;
        return Some((Point { day: Some(first), month: Some(month), year: Some(year), ..Point::default() }, sign));
    }
    let mut full = at;
    if separator(&mut full) == Some(sign) {
        if let Some(year) = year(&mut full) {
            *cursor = full;
            return Some((Point { day: Some(first), month: Some(month), year: Some(year), ..Point::default() }, sign));
        }
        // 03/11/98, 15.08.26: a year of two digits; with dots there are two of each.
        let mut short = full;
        let digits = short.digits();
        let marked = sign == '/' && at.since(*cursor).len() >= 3 || sign == '.' && at.since(*cursor).len() == 5;
        if marked && digits.len() == 2 && !goes_on(short) && short.byte() != b'/' {
            *cursor = short;
            // 98 says itself, 20 does not.
            let century = (digits < "40").then_some("20");
            return Some((
                Point { day: Some(first), month: Some(month), year: Some(digits), century, ..Point::default() },
                sign,
            ));
        }
        if full.byte().is_ascii_digit() {
            return None; // 12/4/6, 1.2.34
        }
    }
    if goes_on(at) {
        return None;
    }
    *cursor = at;
    Some((Point { day: Some(first), month: Some(month), ..Point::default() }, sign))
}

/// `3.IV.1970`: a month in Roman digits, always with its year.
fn roman_month<'d>(mut at: Cursor<'d>, sign: char) -> Option<(Cursor<'d>, u32, &'d str)> {
    let month = number::roman(at.word()).and_then(|month| u32::try_from(month).ok())?;
    let year = (separator(&mut at) == Some(sign)).then(|| year(&mut at))??;
    Some((at, month, year))
}

/// `22-12 - 2017`, `15-3 -2019`: a year after a dash with a space before it.
fn spaced_year<'d>(mut at: Cursor<'d>) -> Option<(Cursor<'d>, &'d str)> {
    if at.byte() != b' ' || !at.spaced_dash() {
        return None;
    }
    let year = year(&mut at)?;
    Some((at, year))
}

impl Point<'_> {
    pub(super) fn verbalize(&self, written: bool, day_only: bool, verbalizer: &mut Verbalizer) {
        let style = verbalizer.style;
        if let Some(months) = self.months {
            verbalizer.number(u64::from(months));
            verbalizer.word(words::date::FIRST_MONTHS_OF);
        }
        if let Some(quarter) = self.quarter {
            if !written {
                verbalizer.word(words::date::QUARTER);
            }
            verbalizer.number(quarter);
        }
        match self.weekday {
            Some(8) => verbalizer.word(words::date::SUNDAY),
            Some(day) => {
                verbalizer.word(words::date::WEEKDAY);
                number::space(verbalizer.out);
                number::ordinal(day, style, verbalizer.out);
            }
            None => {}
        }
        if let Some(day) = self.day {
            let mung = style.mung && day <= 10 && !day_only;
            if !written {
                verbalizer.word(words::date::DAY);
            }
            if mung {
                verbalizer.word(words::date::FIRST_DAYS);
            }
            verbalizer.number(u64::from(day));
        }
        if let Some(month) = self.month {
            if self.day.is_some() || !written {
                verbalizer.word(words::date::MONTH);
            }
            number::space(verbalizer.out);
            number::month(u64::from(month), style, verbalizer.out);
        }
        if let Some(year) = self.year {
            if self.months.is_some() {
                // The words for the months have said năm.
            } else if self.day.is_some() || self.month.is_some() || self.quarter.is_some() {
                if style.say_year {
                    verbalizer.word(words::date::YEAR);
                } else {
                    verbalizer.pause();
                }
            }
            match self.century {
                Some(century) => {
                    verbalizer.number(number::value(century).unwrap_or(0) * 100 + number::value(year).unwrap_or(0))
                }
                None => verbalizer.cardinal(year),
            }
        }
    }
}

pub(super) fn claim<'d>(
    end: Cursor<'d>,
    rule: Rule,
    from: Point<'d>,
    to: Option<Point<'d>>,
    lead: Lead,
) -> Option<Hypothesis<Date<'d>>> {
    Some(Hypothesis::new(end, rule, Date { from, to, lead, calendar: "", leads: false, league: None }))
}

pub(super) fn day_lead(token: &TokenContext) -> Lead {
    if token.cue_on_left(Cue::Day) { Lead::Written } else { Lead::Said }
}

pub(super) fn month_lead(token: &TokenContext) -> Lead {
    if token.cue_on_left(Cue::Month) { Lead::Written } else { Lead::Said }
}
