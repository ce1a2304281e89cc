//! Dates in all printed forms, and their ranges: `18/10`, `18-10-1930`, `tháng 9/2024`, `26-28/6`, `2019-2024`,
//! `quý I/2025`.
//!
//! A day and a month alone are also a fraction, a count, a score, a house number: the cues to the left decide.

mod point;
mod weekday;
mod written;

pub use point::Date;

use crate::data::layer::{Cue, Domain};
use crate::lexicon::CueSet;
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::vietnamese::number;
use point::{Lead, Point, claim, day_lead, goes_on, month_lead, point, possible, separator, year};
use weekday::{day_ahead, weekday};
use written::{era, written_out, year_after_comma};

/// What would make something else of a day after a word that days follow.
const RIVALS: CueSet = CueSet::of(&[Cue::Score, Cue::Address, Cue::Standard]);

impl<'d> Date<'d> {
    /// A day or month after a word that only they follow, or a date with its year, before a plain word or punctuation:
    /// `ngày 18/10, ông…`, `tháng 9/2024`.
    fn among_plain_words(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
        let mut at = token.cursor();
        let first = at.digits();
        if first.len() > 2 || !matches!(at.byte(), b'/' | b'-') || !token.stands_apart() {
            return None;
        }
        if token.cue_on_left(Cue::Quarter) {
            return None;
        }
        let mut end = at;
        end.eat_bytes(|b| b.is_ascii_digit() || matches!(b, b'/' | b'-'));
        // Từ 1/3 đến 1/2 may be a range.
        let mut led = end;
        let led = led.eat(b' ')
            && led.eat_phrase(words::shared::ENDS_OF_RANGE)
            && led.eat(b' ')
            && led.byte().is_ascii_digit();
        if !end.is_over() || led {
            return None;
        }
        let claim = dates(token);
        let sure = claim.as_ref().is_some_and(|claim| {
            let alone = || {
                !token.any_cue_on_left(RIVALS)
                    && !super::fraction::goes_before_names(token.word_before())
                    && end.next_word() != "x"
            };
            let sure = match claim.rule {
                Rule::DateFull | Rule::DateMonthYear => true,
                Rule::DateDayMonth => alone(),
                _ => false,
            };
            sure && claim.end == end.at()
        });
        if sure { claim.map(|claim| with_calendar(token, claim)) } else { None }
    }
}

impl<'d> Recognizer<'d> for Date<'d> {
    const CLASS: ClassName = ClassName::Date;
    const START_TOKENS: Kinds = Kinds(
        TokenKind::Number as u16 | TokenKind::Digits as u16 | TokenKind::Capitals as u16 | TokenKind::Letter as u16,
    );

    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        FastPath::wins_or_contest(Self::among_plain_words(token))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
        // Most capitals begin nothing of what is read below.
        let begins = matches!(token.cursor().byte(), b'0'..=b'9' | b'I' | b'V' | b'T' | b't' | b'C' | b'Q');
        if !begins || token.touches_left() || token.char_before().is_some_and(|c| matches!(c, '/' | '.')) {
            return None;
        }
        // 3-18/10 is no date, but "… -18/10" after a space is.
        let before = &token.text[..token.start];
        if before.ends_with('-') && !(before.ends_with(" -") || before.len() == 1) {
            return None;
        }
        let claim = match token.cursor().byte() {
            b'0'..=b'9' if token.number_stands_alone() => {
                quarter(token).or_else(|| bare_month(token)).or_else(|| written_out(token))
            }
            b'0'..=b'9' => [quarter, written_out, months_of_year, iso, day_range, dates, years, bare_month]
                .into_iter()
                .find_map(|try_it| try_it(token)),
            b'I' | b'V' => quarter(token),
            b'Q' => quarter_by_letter(token),
            b'T' => bare_month(token).or_else(|| weekday(token)).or_else(|| written_out(token)),
            b't' => written_out(token),
            b'C' => era(token).or_else(|| weekday(token)),
            _ => None,
        };
        claim.map(|claim| with_calendar(token, claim))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if let Some(league) = self.league {
            verbalizer.number(u64::from(league));
            verbalizer.pause();
            verbalizer.out.push(' ');
            verbalizer.word(words::date::SEASON);
        }
        let written = self.lead == Lead::Written;
        self.from.verbalize(
            written,
            self.to.is_some_and(|to| self.from.month.is_none() && to.day.is_some()),
            verbalizer,
        );
        if let Some(to) = self.to {
            verbalizer.word(words::shared::TO);
            to.verbalize(to.day.is_none() && to.month.is_none(), false, verbalizer);
        }
        if !self.calendar.is_empty() {
            verbalizer.word(self.calendar);
        }
    }
}

/// `12/3 ÂL`, `tháng 7 âl`: the calendar in short is a part of the date.
fn with_calendar<'d>(token: &TokenContext<'d, '_>, mut date: Hypothesis<Date<'d>>) -> Hypothesis<Date<'d>> {
    let last = date.class.to.unwrap_or(date.class.from);
    let mut at = Cursor::new(token.text, date.end);
    if last.month.is_some()
        && (at.eat(b' ') || at.eat_str(" ("))
        && let Some(calendar) = at.eat_from(words::date::CALENDARS)
        && !at.inside_word()
    {
        date.class.calendar = calendar;
        date.end = at.at();
    }
    date
}

/// `quý I/2025`, `quý 2/2024`.
fn quarter<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    if !token.cue_on_left(Cue::Quarter) {
        return None;
    }
    let mut at = token.cursor();
    at.eat(b'0'); // quý 04.2023
    let from = point_of_quarter(&mut at)?;
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
fn quarter_by_letter<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    at.eat(b'Q').then_some(())?;
    at.eat(b'.');
    let roman = !at.byte().is_ascii_digit();
    let from = point_of_quarter(&mut at)?;
    if from.year.is_none() && (!roman || at.inside_word()) {
        return None;
    }
    claim(at, Rule::DateQuarterLetter, from, None, Lead::Said)
}

/// `6T/2025`, `9T2024`: so many months from the beginning of a year.
fn months_of_year<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let months = at.small(2).filter(|m| (2..=11).contains(m))?;
    at.eat(b'T').then_some(())?;
    at.eat(b'/');
    let year = year(&mut at)?;
    let from = Point { months: Some(months), year: Some(year), ..Point::default() };
    claim(at, Rule::DateMonthsOfYear, from, None, Lead::Written)
}

/// `2024-10-18`
fn iso<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
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
fn day_range<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
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
    if sign != '/' && to.year.is_none() && !token.cue_on_left(Cue::Day) || sign == '.' && to.day.is_none() {
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

/// One date, or two with a dash between.
fn dates<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
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
            let rule = match () {
                () if short && (token.fills_line(at) || token.follows(ClassName::Time).is_some()) => {
                    Rule::DateFullShortAlone
                }
                () if short
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

/// `tháng 9/2024`, `9/2024`, `tháng 10-1998`.
fn month_year<'d>(
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
    if token.cue_on_left(Cue::Code) || token.cue_on_left(Cue::Version) || token.cue_within(Cue::Ratio) {
        return None;
    }
    let year = from.year.and_then(number::value).unwrap_or(0);
    // Tháng 11/2024 thấp hơn so với 11/2023
    let again = || token.previous_on_line().is_some_and(|p| p.rule == Rule::DateMonthYear);
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
        '.' if (1900..=2100).contains(&year) && token.cursor().byte() == b'0' => Rule::DateMonthYearDotted,
        _ => return None,
    };
    claim(at, rule, from, None, Lead::Said)
}

/// The two years of a season, the second without its century: `2019/20`, from behind the slash.
fn season<'d>(first: &'d str, cursor: &mut Cursor<'d>) -> Option<(Point<'d>, Point<'d>)> {
    let mut at = *cursor;
    let short = at.digits();
    let next = short.len() == 2 && !goes_on(at) && number::value(first)? % 100 + 1 == number::value(short)?;
    next.then(|| {
        *cursor = at;
        let to = Point { year: Some(short), century: Some(&first[..2]), ..Point::default() };
        (Point { year: Some(first), ..Point::default() }, to)
    })
}

/// `1642–46`: a later year, of which the century is not printed again.
fn same_century<'d>(first: &'d str, cursor: &mut Cursor<'d>) -> Option<(Point<'d>, Point<'d>)> {
    let mut at = *cursor;
    let short = at.digits();
    let later = short.len() == 2 && !goes_on(at) && number::value(first)? % 100 < number::value(short)?;
    let counted = matches!(at.byte(), b' ') && at.next_word().chars().next().is_some_and(char::is_lowercase);
    (later && !counted).then(|| {
        *cursor = at;
        let to = Point { year: Some(short), century: Some(&first[..2]), ..Point::default() };
        (Point { year: Some(first), ..Point::default() }, to)
    })
}

/// `1-2025/26`: a league's number and the years of its season.
fn season_of_league<'d>(at: Cursor<'d>, from: Point<'d>) -> Option<Hypothesis<Date<'d>>> {
    let mut end = at;
    end.eat(b'/');
    let (season, to) = season(from.year?, &mut end)?;
    claim(end, Rule::DateSeason, season, Some(to), Lead::Written).map(|mut date| {
        date.class.league = from.month;
        date
    })
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
    let chosen = sign == '/' && token.cue_within(Cue::Ratio) && !token.cue_on_left(Cue::DayHint);
    if at.byte() == b'%' || at.byte() == b'/' || token.cue_on_left(Cue::Month) || chosen || of_whole() {
        return None;
    }
    let counted = token.cue_on_right(at, Cue::Range);
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
    let comma = token.text[..token.start].trim_end_matches(' ').ends_with(',');
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
        .is_some_and(|(p, s)| p.day.is_some() && s == sign && p.year.is_some())
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
        '.' if listed => Rule::DateDayMonthDottedListed,
        '.' if token.cue_on_left(Cue::Today) && !counted => Rule::DateDayMonthDottedToday,
        '.' if hinted && day > 12 && month < 10 && at.since(token.cursor()).len() >= 4 => {
            Rule::DateDayMonthDottedHinted
        }
        _ => return None,
    };
    claim(at, rule, from, None, Lead::Said)
}

/// Whether a bracket tells the day of a time: it stands behind one, or goes on with whose time it is.
fn is_moment<'d>(token: &TokenContext<'d, '_>, end: Cursor<'d>) -> bool {
    const LONGEST_GAP: usize = 8;
    let mut after = end;
    let timed = token.previous_within(LONGEST_GAP, &[',', ';']).is_some_and(|p| p.class == ClassName::Time)
        || words::date::CLOCKS.has(token.word_before());
    timed || after.eat(b',') && token.phrase_on_right(after, words::date::WHOSE_TIME)
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

/// `2019-2024`, `2010/2011`, `2019-20`.
fn years<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
    let mut at = token.cursor();
    let from = year_before_separator(&mut at)?;
    let mut dash = at;
    let dashed = dash.spaced_dash();
    if !dashed && !dash.eat(b'/') {
        return None;
    }
    // mùa giải 2019/20: the century is not printed again.
    let mut end = dash;
    if !dashed && let Some((first, to)) = season(from, &mut end) {
        return claim(end, Rule::DateSeason, first, Some(to), Lead::Written);
    }
    let mut eras = dash;
    if dashed && let Some(to) = earlier(from, &mut eras) {
        let point = |year| Point { year: Some(year), ..Point::default() };
        return claim(eras, Rule::DateYears, point(from), Some(point(to)), Lead::Written);
    }
    // 1642–46
    let mut end = dash;
    if dashed
        && token.cue_within(Cue::Year) | matches!(token.char_before(), Some('('))
        && let Some((first, to)) = same_century(from, &mut end)
    {
        return claim(end, Rule::DateYears, first, Some(to), Lead::Written);
    }
    let to = year(&mut dash)?;
    let (a, b) = (number::value(from)?, number::value(to)?);
    let named = token.cue_within(Cue::Year);
    let likely = (1000..=2200).contains(&a) && a < b && b - a <= 300;
    if !(likely && (dashed || b - a == 1)) {
        return None;
    }
    let rule = if named {
        Rule::DateYears
    } else if a >= 1800 && b <= 2150 {
        Rule::DateYearsBare
    } else {
        Rule::DateYearsUnlikely
    };
    let point = |year| Point { year: Some(year), ..Point::default() };
    claim(dash, rule, point(from), Some(point(to)), Lead::Written)
}

/// `1122 – 256 trước Công nguyên`: before Christ years fall.
fn earlier<'d>(from: &str, cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    let to = at.digits();
    let falls = (1..=4).contains(&to.len()) && number::value(to)? < number::value(from)?;
    let mut after = at;
    after.spaces();
    let before_christ = after.eat_phrase(words::date::BEFORE_CHRIST) || words::date::ERAS.get(after.word()).is_some();
    (falls && !at.inside_word() && before_christ).then(|| {
        *cursor = at;
        to
    })
}

fn year_before_separator<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    let digits = at.digits();
    let fits = digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2');
    if fits && !at.inside_word() {
        *cursor = at;
        return Some(digits);
    }
    None
}

/// `tháng 4`: the month is `tư`; `tháng 2-4`: both are months.
fn bare_month<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Date<'d>>> {
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
            return claim(full, Rule::DateMonthYearT, Point { year: Some(year), ..from }, None, Lead::Said);
        }
        // No day of the week has a number above seven.
        let beyond_weekdays = |month: u32| month > 7;
        let again = || {
            token.previous_on_line().is_some_and(|p| p.rule == Rule::DateMonthByT)
                && (beyond_weekdays(month) || !words::date::BEFORE_WEEKDAYS.has(token.word_before()))
        };
        // Từ T4 đến T8
        let leads = || {
            let mut next = at;
            let joined =
                next.spaced_dash() || next.eat(b' ') && next.eat_phrase(words::shared::ENDS_OF_RANGE) && next.eat(b' ');
            joined
                && next.eat(b'T')
                && next.small(2).is_some_and(|to| beyond_weekdays(to) && to <= 12)
                && !next.inside_word()
        };
        if !goes_on(at) && !at.joins_number() && (token.cue_on_left(Cue::MonthByT) || again() || leads()) {
            return claim(at, Rule::DateMonthByT, from, None, Lead::Said);
        }
    }
    None
}
