//! Dates as software writes them out: `18 thg 10, 2025`, `5 – 18 thg 10`, `thg 10 2025`; eras: `năm 40 trước CN`.

use super::point::{Date, Lead, Point, claim, day_lead, goes_on, possible, year};
use super::weekday::day_ahead;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;

/// `thg 10`: the month behind its short word.
fn month(cursor: &mut Cursor) -> Option<u32> {
    let mut at = *cursor;
    at.eat_from(words::date::MONTH_SHORTS)?;
    at.eat(b' ').then_some(())?;
    let month = at.small(2).filter(|m| (1..=12).contains(m))?;
    if at.inside_word() {
        return None;
    }
    *cursor = at;
    Some(month)
}

/// `, 2025`, ` 2025`, and of ` 40 SCN` the 40.
fn year_behind<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    at.eat(b',');
    at.eat(b' ').then_some(())?;
    let mut full = at;
    let digits = match year(&mut full) {
        Some(digits) => {
            at = full;
            digits
        }
        None => {
            let digits = at.digits();
            let mut era = at;
            let told = !digits.is_empty() && era.eat(b' ') && era.eat_from(words::date::ERAS).is_some();
            if !told || era.inside_word() {
                return None;
            }
            digits
        }
    };
    *cursor = at;
    Some(digits)
}

/// `18 thg 10` with its year, if there is one.
fn whole<'d>(cursor: &mut Cursor<'d>) -> Option<Point<'d>> {
    let mut at = *cursor;
    let day = at.small(2)?;
    at.eat(b' ').then_some(())?;
    let month = month(&mut at).filter(|&month| possible(day, month))?;
    let year = year_behind(&mut at);
    *cursor = at;
    Some(Point { day: Some(day), month: Some(month), year, ..Point::default() })
}

/// `18 thg 10, 2025`, `5 – 18 thg 10`, `5 thg 1 – Thứ 7, 18 thg 10`, `thg 10 2025`.
pub(super) fn written_out<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    if !at.byte().is_ascii_digit() {
        let month = month(&mut at)?;
        let year = year_behind(&mut at);
        let from = Point { month: Some(month), year, ..Point::default() };
        return claim(at, Rule::DateWrittenOut, from, None, Lead::Said);
    }
    let second = |cursor: Cursor<'d>| {
        let mut at = cursor;
        at.spaced_dash().then_some(())?;
        let weekday = day_ahead(&mut at);
        let to = whole(&mut at)?;
        Some((Point { weekday, ..to }, at))
    };
    if let Some(from) = whole(&mut at) {
        return match second(at) {
            Some((to, end)) => claim(end, Rule::DateWrittenOut, from, Some(to), day_lead(token)),
            None => claim(at, Rule::DateWrittenOut, from, None, day_lead(token)),
        };
    }
    let day = at.small(2).filter(|day| (1..=31).contains(day))?;
    let (to, end) = second(at).filter(|(to, _)| to.day.is_some_and(|last| day < last))?;
    let from = Point { day: Some(day), ..Point::default() };
    claim(end, Rule::DateWrittenOut, from, Some(to), day_lead(token))
}

/// `tháng 10, 2025` where the text does not go on in words: no 2025 of anything.
pub(super) fn year_after_comma<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    if !at.eat_str(", ") {
        return None;
    }
    let year = year(&mut at).filter(|year| matches!(year.as_bytes(), [b'1', b'9', ..] | [b'2', b'0', ..]))?;
    let mut era = at;
    let told = era.eat(b' ') && era.eat_from(words::date::ERAS).is_some();
    let over = matches!(at.byte(), b'\n' | 0 | b')' | b';') || matches!(at.byte(), b'.' | b',') && !goes_on(at);
    let mut clock = at;
    let timed = clock.eat(b' ') && words::date::AT_TIME.has(clock.word());
    if !(told || over || timed) {
        return None;
    }
    *cursor = at;
    Some(year)
}

/// `năm 179 trước CN`, `thế kỷ 3 sau CN`: of an era, no Sunday.
pub(super) fn era<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    at.eat_from(words::date::SUNDAY_SHORT)?;
    let word = |n: usize| token.left(n).filter(|w| w.adjacent).map_or("", |w| &token.text[w.start..w.end]);
    let number = word(1);
    let numbered =
        number.bytes().all(|b| b.is_ascii_digit()) || number.bytes().all(|b| matches!(b, b'I' | b'V' | b'X'));
    let of_years = words::date::BEFORE_AND_AFTER.has(word(0))
        && !number.is_empty()
        && numbered
        && words::date::COUNTED_BY_ERAS.has(word(2));
    if !of_years || at.inside_word() {
        return None;
    }
    claim(at, Rule::DateEra, Point::default(), None, Lead::Written).map(|mut era| {
        era.class.calendar = words::date::ERA;
        era
    })
}
