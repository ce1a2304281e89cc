//! Days of the week: `T7, CN`, `T2 - T6`, `T7 18/10`.

use super::point::{Date, Lead, Point, claim, goes_on, point};
use crate::data::layer::Cue;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;

/// `T7, CN`, `T2 - T6`, `vào T7`: days of the week.
pub(super) fn weekday<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let day = day_of_week(&mut at)?;
    let listed = token.follows(ClassName::Date).is_some_and(|p| p.rule.is_told_as(Rule::DateWeekday));
    let from = Point { weekday: Some(day), ..Point::default() };
    let mut range = at;
    if range.spaced_dash()
        && let Some(last) = day_of_week(&mut range).filter(|last| *last > day)
    {
        return claim(range, Rule::DateWeekdays, from, Some(Point { weekday: Some(last), ..from }), Lead::Written);
    }
    let mut next = at;
    let joined = joins_weekdays(&mut next) && day_of_week(&mut next).is_some();
    let named = words::date::BEFORE_WEEKDAYS.has(token.word_before());
    // T7 18/10, T7, 18 thg 10
    let mut dated = at;
    let mut spelt = at;
    let dated = (dated.eat(b' ') || dated.eat_str(", "))
        && point(&mut dated).is_some_and(|(date, sign)| date.day.is_some() && sign == '/')
        // T2, 5 thg 1, 2026
        || spelt.eat_str(", ")
            && spelt.small(2).is_some()
            && spelt.eat(b' ')
            && words::date::MONTHS_SHORT.has(spelt.word());
    // T2-T6: 7h-11h; T7: 8h-11h
    let of_hours = at.byte() == b':' && {
        let mut hours = at;
        hours.eat(b':');
        hours.spaces();
        hours.byte().is_ascii_digit()
    };
    let weekly = || token.phrase_on_right(at, words::date::AFTER_WEEKDAYS);
    // Từ T12 đến T4
    let ends_months = words::shared::ENDS_OF_RANGE.has(token.word_before())
        && token.previous_on_line().is_some_and(|p| p.rule == Rule::DateMonthByT);
    if ends_months {
        return None;
    }
    // Cắt điện 7h30-16h30 T7
    let of_time = token.char_before() == Some(' ') && token.follows(ClassName::Time).is_some();
    // Xét nghiệm T3, T4: hormones; đốt sống T4
    if token.phrase_on_left(words::date::BEFORE_NO_WEEKDAYS) {
        return None;
    }
    let known = of_time || joined || listed || day < 8 && is_sunday_near(at) || weekly() || named || dated || of_hours;
    if day == 8 && !listed && !of_hours || !known || token.cue_on_left(Cue::Ordinal) {
        return None;
    }
    claim(at, Rule::DateWeekday, from, None, Lead::Written)
}

/// Whether Sunday is told of soon in the same clause: `T7, riêng CN`.
fn is_sunday_near(cursor: Cursor) -> bool {
    const LONGEST_LIST: usize = 6;
    let mut at = cursor;
    for _ in 0..LONGEST_LIST {
        at.eat(b',');
        if !at.eat(b' ') {
            return false;
        }
        let mut day = at;
        if day.eat_from(words::date::SUNDAY_SHORT).is_some() && !goes_on(day) {
            return true;
        }
        at.word();
    }
    false
}

/// A comma, a slash or a word between two days of the week.
fn joins_weekdays(cursor: &mut Cursor) -> bool {
    let mut at = *cursor;
    let worded = at.eat(b' ') && at.eat_phrase(words::date::AND) && at.eat(b' ');
    if worded {
        *cursor = at;
    }
    worded || cursor.eat_str(" & ") || cursor.eat(b'&') || cursor.eat_str(", ") || cursor.eat(b',') || cursor.eat(b'/')
}

/// `T2` to `T7`, `Th 2` to `Th 7`, `CN`.
fn day_of_week(cursor: &mut Cursor) -> Option<u64> {
    let mut at = *cursor;
    let day = if at.eat_from(words::date::SUNDAY_SHORT).is_some() {
        8
    } else {
        at.eat(b'T').then_some(())?;
        // Th 7, as Unicode's data has it.
        if at.eat(b'h') {
            at.eat(b'.');
            at.eat(b' ');
        }
        u64::from(at.small(1).filter(|d| (2..=7).contains(d))?)
    };
    if goes_on(at) || at.byte() == b'/' && at.byte_after(1).is_ascii_digit() {
        return None;
    }
    *cursor = at;
    Some(day)
}

/// `Thứ 7, `, `CN `: the day of the week before a date.
pub(super) fn day_ahead(cursor: &mut Cursor) -> Option<u64> {
    let mut at = *cursor;
    let day = match day_of_week(&mut at) {
        Some(day) => day,
        None => {
            (at.eat_phrase(words::date::WEEKDAYS) && at.eat(b' ')).then_some(())?;
            u64::from(at.small(1).filter(|day| (2..=7).contains(day))?)
        }
    };
    at.eat(b',');
    at.eat(b' ').then_some(())?;
    *cursor = at;
    Some(day)
}
