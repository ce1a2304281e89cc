//! Days and their ranges: `18/10`, `26-28/6`, `2024-10-18`; a day and a month alone are the contested ones.

use super::months::month_year;
use super::point::{Date, Lead, Point, claim, day_lead, goes_on, month_lead, point, possible, separator, year};
use super::weekday::day_ahead;
use crate::data::layer::{Cue, Domain};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;

/// `2024-10-18`
pub(super) fn iso<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let digits = at.digits();
    if digits.len() != 4 || !matches!(digits.as_bytes()[0], b'1' | b'2') {
        return None;
    }
    let sign = separator(&mut at)?;
    let month = at.small(2)?;
    if separator(&mut at)? != sign {
        return None;
    }
    let day = at.small(2)?;
    if !possible(day, month) || goes_on(at) {
        return None;
    }
    let from = Point { day: Some(day), month: Some(month), year: Some(digits), ..Point::default() };
    claim(at, Rule::DateIso, from, None, day_lead(token))
}

/// `26-28/6`, `1-15/12/2024`, months `6-8/2024`.
pub(super) fn day_range<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let first = at.small(2)?;
    let mut dash = at;
    if !dash.spaced_dash() {
        return None;
    }
    at = dash;
    let spaced = at.at() - token.start > 3 + usize::from(first > 9);
    let (to, sign) = point(&mut at)?;
    let plain = sign != '-' || to.year.is_some() || token.cue_on_left(Cue::Day);
    // Nghỉ từ 1 - 6.4
    let led = sign == '.' && (is_period(token, &to) || follows_days(token)) && !is_counted(token, at);
    if sign != '/' && to.year.is_none() && !token.cue_on_left(Cue::Day) && !led || sign == '.' && to.day.is_none() {
        return None;
    }
    let month_written = token.cue_on_left(Cue::Month);
    let (from, lead) = match (to.day, to.month) {
        (Some(day), _) if (1..=31).contains(&first) && first < day && plain => {
            (Point { day: Some(first), ..Point::default() }, day_lead(token))
        }
        (None, Some(month)) if sign == '/' && (1..=12).contains(&first) && (first < month || month_written) => {
            (Point { month: Some(first), ..Point::default() }, month_lead(token))
        }
        _ => return None,
    };
    let rule = if spaced && lead == Lead::Said { Rule::DateDaysSpaced } else { Rule::DateDays };
    claim(at, rule, from, Some(to), lead)
}

/// `tối 1 - 6`: after a part of the day spaces around the dash make no range.
pub(super) fn spaced_day<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let day = at.small(2)?;
    if at.byte() != b' ' || !at.spaced_dash() || !words::date::PARTS_OF_DAY.has(token.word_before()) {
        return None;
    }
    let month = at.small(2)?;
    let over = !goes_on(at) && !matches!(at.byte(), b'/' | b'-');
    if !possible(day, month) || !over || is_counted(token, at) || token.cue_within(Cue::Score) {
        return None;
    }
    let from = Point { day: Some(day), month: Some(month), ..Point::default() };
    claim(at, Rule::DateDayMonthHinted, from, None, Lead::Written)
}

/// One date, or two with a dash between.
pub(super) fn dates<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let (from, sign) = point(&mut at)?;
    let mut range = at;
    if range.spaced_dash() {
        let tight = range.at() - at.at() <= 3 && !at.rest().starts_with(' ');
        // CN, 5/1 – Thứ 7, 18/10
        let weekday = day_ahead(&mut range);
        if let Some((to, second)) = point(&mut range)
            && second == sign
            && from.day.is_some() == to.day.is_some()
            && (tight && sign != '-'
                || from.year.is_some()
                || sign == '/'
                || to.year.is_some()
                || spaced_days(token, at, to))
        {
            let to = Point { weekday, ..to };
            let lead = if from.day.is_some() { day_lead(token) } else { month_lead(token) };
            let fractions = from.year.is_none()
                && to.year.is_none()
                && to.day == Some(1)
                && from.day == Some(1)
                && lead == Lead::Said;
            let parts = from.year.is_none() && token.cue_on_right(range, Cue::Fraction);
            let rule = if fractions || parts { Rule::DateRangeOfParts } else { Rule::DateRange };
            return claim(range, rule, from, Some(to), lead);
        }
    }
    match (from.day, from.year) {
        (Some(_), Some(_)) => {
            let short = from.year.is_some_and(|y| y.len() == 2);
            let hinted =
                || token.cue_on_left(Cue::DayHint) || token.cue_within(Cue::Day) || token.cue_beyond_marks(Cue::Today);
            // 15.08.26 numbers much else.
            if short && sign == '.' && !hinted() {
                return None;
            }
            let rule = match () {
                () if short && (token.fills_line(at) || token.follows(ClassName::Time).is_some()) => {
                    Rule::DateFullShortAlone
                }
                () if short
                    && sign != '.'
                    && (token.cue_within(Cue::Address)
                        || !(token.cue_within(Cue::Day) || token.cue_beyond_marks(Cue::Today))) =>
                {
                    Rule::DateFullShort
                }
                () if sign == '.' && !token.cue_within(Cue::Day) => Rule::DateFullDotted,
                () => Rule::DateFull,
            };
            claim(at, rule, from, None, day_lead(token))
        }
        (None, Some(_)) => month_year(token, at, from, sign),
        _ => day_month(token, at, from, sign),
    }
}

/// `27.4 - 3.5`, `29-4 - 3-5` after a word that days follow: with spaces around its dash the range is of dates.
fn spaced_days(token: &TokenContext, after: Cursor, to: Point) -> bool {
    let hinted = token.cue_on_left(Cue::Day) || token.cue_on_left(Cue::DayHint) || token.cue_on_left(Cue::Today);
    to.day.is_some() && after.byte() == b' ' && hinted
}

/// `18/10`, `20-11`, `29.6`: the contested one.
fn day_month<'d>(
    token: &TokenContext<'d, '_>,
    at: Cursor<'d>,
    from: Point<'d>,
    sign: char,
) -> Option<Hypothesis<Date<'d>>> {
    let day = from.day.unwrap_or(0);
    let month = from.month.unwrap_or(0);
    let of_whole = || crate::class::fraction::is_of_whole(token);
    let told = token.cue_on_left(Cue::DayHint) || token.cue_on_left(Cue::Day);
    let chosen = sign == '/' && token.cue_within(Cue::Ratio) && !told;
    if at.byte() == b'%' || at.byte() == b'/' || token.cue_on_left(Cue::Month) || chosen || of_whole() {
        return None;
    }
    let counted = token.cue_on_right(at, Cue::Range);
    if sign != '.' && follows_clock(token) {
        return claim(at, Rule::DateDayMonthHinted, from, None, Lead::Said);
    }
    if token.cue_on_right(at, Cue::Calendar) {
        return claim(at, Rule::DateCalendar, from, None, day_lead(token));
    }
    // Sáng 2-3 người: something is counted; but ngày 6-12 and what falls (26-4) are days.
    let range = sign != '/' && counted && day < month && !words::date::DAYS.has(token.word_before());
    if token.cue_on_left(Cue::Day) && !range {
        return claim(at, Rule::DateDayMonth, from, None, Lead::Written);
    }
    // Thứ năm (12/12), hôm nay, 17.4: a date that says which day is meant.
    let bracket = token.char_before() == Some('(') && matches!(at.byte(), b')' | b',' | b';');
    let before = token.text[..token.start].trim_end_matches(' ');
    let comma = before.ends_with(',') || before.ends_with(':') && !counted;
    if (bracket && sign != '.' && at.byte() == b')' || (bracket || comma) && token.cue_beyond_marks(Cue::Today))
        && !token.cue_within(Cue::Score)
    {
        return claim(at, Rule::DateBracket, from, None, Lead::Said);
    }
    // Lúc 7 giờ 30 (31.3), (31.3, giờ Việt Nam), số ra 09.11 năm 1930
    if sign == '.' && (bracket && is_moment(token, at) || year_follows(at)) {
        return claim(at, Rule::DateBracket, from, None, Lead::Said);
    }
    let listed = token.follows(ClassName::Date).is_some_and(|p| {
        ![Rule::DateYears, Rule::DateMonth, Rule::DateMonths, Rule::DateWeekday]
            .iter()
            .any(|rule| p.rule.is_told_as(*rule))
    });
    if token.cue_on_left(Cue::Street) {
        return claim(
            at,
            if sign == '/' { Rule::DateStreet } else { Rule::DateStreetDashed },
            from,
            None,
            Lead::Written,
        );
    }
    // A cell or label with nothing else: 18/10 is no fraction.
    if sign == '/' && day > month && month >= 10 && token.fills_line(at) {
        return claim(at, Rule::DateDayMonthAlone, from, None, Lead::Said);
    }
    let small = day <= 7 && month <= 7;
    if token.cue_on_left(Cue::Holiday) && !(small && token.domain() == Some(Domain::Sport)) && !(sign == '-' && counted)
    {
        let lead = if named_day(token) { Lead::Written } else { Lead::Said };
        return claim(at, Rule::DateHoliday, from, None, lead);
    }
    if token.cue_within(Cue::Score) && sign == '-' || token.cue_on_left(Cue::Address) || token.cue_on_left(Cue::Month) {
        return None;
    }
    let hinted = token.cue_on_left(Cue::DayHint) || token.cue_on_left(Cue::Today);
    if sign != '/' && !counted && goes_on_from_day(token, day) {
        return claim(at, Rule::DateDayMonthGoingOn, from, None, Lead::Said);
    }
    // Từ 14.4 đến 20.4.2020: the second is plainly a date.
    let led = {
        let mut next = at;
        next.eat(b' ') && next.eat_phrase(words::shared::ENDS_OF_RANGE) && next.eat(b' ') && {
            let mut day = next;
            if day.eat_phrase(words::date::DAYS) && day.eat(b' ') {
                next = day;
            }
            point(&mut next)
        }
        .is_some_and(|(p, s)| {
            // Từ 20.1 đến 5.2
            let from = sign == '.' && is_period(token, &p) && !is_counted(token, next);
            p.day.is_some() && s == sign && (p.year.is_some() || from)
        })
    };
    if led && hinted && !counted {
        return claim(at, Rule::DateDayMonthLed, from, None, Lead::Said);
    }
    let rule = match sign {
        '/' if listed => Rule::DateDayMonthListed,
        '/' if hinted => Rule::DateDayMonthHinted,
        '/' => Rule::DateDayMonthBare,
        '-' if listed && !counted => Rule::DateDayMonthHinted,
        '-' if token.cue_on_left(Cue::Today) && !counted => Rule::DateDayMonthHinted,
        '-' if counted => return None,
        '-' if hinted && day > month => Rule::DateDayMonthFallingHinted,
        '-' if day > month && day > 12 => Rule::DateDayMonthFallingLate,
        // Từ 1-4: as likely a range, and so a doubt.
        '-' if hinted => Rule::DateDayMonthRisingHinted,
        '-' if day > month => Rule::DateDayMonthFalling,
        '.' if listed && !is_counted(token, at) => Rule::DateDayMonthDottedListed,
        '.' if (token.cue_on_left(Cue::Today) || hinted && token.phrase_on_right(at, words::date::THIS))
            && !counted =>
        {
            Rule::DateDayMonthDottedToday
        }
        '.' if words::date::BEFORE_DAYS.has(token.word_before())
            && (day > 12 || at.since(token.cursor()).len() == 5)
            && !is_counted(token, at) =>
        {
            Rule::DateDayMonthDottedToday
        }
        '.' if hinted && day > 12 && month < 10 && at.since(token.cursor()).len() >= 4 => {
            Rule::DateDayMonthDottedHinted
        }
        _ => return None,
    };
    claim(at, rule, from, None, Lead::Said)
}

/// `8h/29-9`: whether a time of day stands before, and a slash.
pub(super) fn follows_clock(token: &TokenContext) -> bool {
    let before = token.text[..token.start].strip_suffix('/');
    let hour = before.and_then(|before| before.strip_suffix(['h', 'g']));
    hour.is_some_and(|hour| hour.ends_with(|c: char| c.is_ascii_digit()))
}

/// Whether a bracket tells the day of a time: it stands behind one, or goes on with whose time it is.
fn is_moment<'d>(token: &TokenContext<'d, '_>, end: Cursor<'d>) -> bool {
    const LONGEST_GAP: usize = 8;
    let mut after = end;
    let timed = token.previous_within(LONGEST_GAP, &[',', ';']).is_some_and(|p| p.class == ClassName::Time)
        || words::date::CLOCKS.has(token.word_before());
    timed || after.eat(b',') && token.phrase_on_right(after, words::date::WHOSE_TIME)
}

/// Whether a range with dots after từ is one of days: what lasts stands before, or no number of the kind ends so.
fn is_period(token: &TokenContext, to: &Point) -> bool {
    let lasts = || words::date::LASTS.has(token.left_word(1));
    let late = |day: Option<u32>| day.is_some_and(|day| (13..=31).contains(&day));
    words::date::FROM.has(token.word_before()) && (lasts() || late(to.day) || late(token.cursor().small(2)))
}

/// Kéo dài 3 ngày, 26 - 28.11: which days these are.
fn follows_days(token: &TokenContext) -> bool {
    token.text[..token.start].ends_with(", ") && token.cue_beyond_marks(Cue::Day)
}

/// Whether what follows a number is counted by it, or a scale.
fn is_counted<'d>(token: &TokenContext<'d, '_>, end: Cursor<'d>) -> bool {
    let mut unit = end;
    token.cue_on_right(end, Cue::Range)
        || end.byte() == b'%'
        || words::shared::CARRY_ON.has(end.next_word())
        || crate::recognize::amount::unit(token.lexicon, &mut unit).is_some()
}

/// ` năm 1930`
fn year_follows(end: Cursor) -> bool {
    let mut at = end;
    at.eat(b' ') && at.eat_phrase(words::date::YEARS) && at.eat(b' ') && year(&mut at).is_some_and(|y| y.len() == 4)
}

/// `ngày 2 đến 6-10`, `hai ngày 3 và 4-9`: days without a month stand before, back to a word that says they are days.
fn goes_on_from_day(token: &TokenContext, day: u32) -> bool {
    let mut earlier = day;
    for n in 0..8 {
        let Some(word) = token.left(n) else { break };
        match &token.text[word.start..word.end] {
            joint if words::date::JOINTS.has(joint) => {}
            from if words::date::FROM.has(from) => return earlier < day,
            number if number.bytes().all(|b| b.is_ascii_digit()) && number.len() <= 2 => match number.parse() {
                Ok(value) if value > 0 && value < earlier => earlier = value,
                _ => return false,
            },
            _ => return earlier < day && token.left_cues(n).has(Cue::Day),
        }
    }
    false
}

/// `Ngày Nhà giáo Việt Nam 20/11`: the name of the day begins with the word ngày already.
fn named_day(token: &TokenContext) -> bool {
    let mut before = (0..9).map_while(|n| token.left(n).filter(|w| w.adjacent));
    before.any(|w| words::date::DAYS.has(&token.text[w.start..w.end]))
}
