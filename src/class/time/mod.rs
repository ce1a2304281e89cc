//! Times of day and durations: `8h30`, `8:30`, `7h-17h`, `12:30:45`, `27'45"`, `3p20s`.

mod clock;

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::{Previous, TokenContext};
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::{is_capitalised, is_letter};
use crate::text::signs::Signs;
pub(super) use clock::quote;
use clock::{Clock, ClockSign, eat_minutes, two, two_or_three};

/// A time or duration, or a range of two.
#[derive(Clone, Copy, Debug)]
pub struct Time<'d> {
    from: Clock<'d>,
    to: Option<Clock<'d>>,
}

/// `Quang Hải (45+2')`, `(12', 60')`: the minute of a goal after who scored it.
fn scorer<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Time<'d>>> {
    let again = || {
        let gap = |p: &Previous| token.text.get(p.end..token.start);
        token.previous.is_some_and(|p| p.rule == Rule::TimeScorer && matches!(gap(&p), Some(", " | "; ")))
    };
    let opened =
        token.char_before() == Some('(') && token.left(0).is_some_and(|w| is_capitalised(&token.text[w.start..]));
    let mut at = token.cursor();
    let minutes = two_or_three(&mut at)?;
    let mut added = "";
    if at.eat(b'+') {
        added = two(&mut at, 30)?;
    }
    let over = quote(&mut at) && matches!(at.byte(), b')' | b',' | b';' | b' ');
    if !over || !(opened || again()) || token.cue_within(Cue::Lasting) {
        return None;
    }
    let from = Clock { minutes, hundredths: added, sign: ClockSign::Minute, ..Clock::default() };
    Some(Hypothesis::new(at, Rule::TimeScorer, Time { from, to: None }))
}

/// Whether ‘ was opened before on the line and not closed again.
fn is_quote_open(token: &TokenContext) -> bool {
    const REACH: usize = 200;
    let before = token.line_before(REACH);
    let curly = before.rfind(['‘', '’']).is_some_and(|n| before[n..].starts_with('‘'));
    // 'Ligue 1': a straight one opens behind a space and before a word.
    let straight = before.rfind('\'').is_some_and(|n| {
        let behind = before[..n].chars().next_back();
        behind.is_none_or(|c| matches!(c, ' ' | '(' | '“')) && before[n + 1..].starts_with(is_letter)
    });
    curly || straight
}

/// Minutes and seconds with a colon, where the words or a part of a second say that they last: `dài 3:45`,
/// `(18:26 phút)`, `vòng nhanh nhất 1:19.307`.
fn lasting<'d>(token: &TokenContext, clock: &Clock<'d>, at: Cursor<'d>) -> Option<(Cursor<'d>, Clock<'d>)> {
    if clock.sign != ClockSign::Colon || !clock.seconds.is_empty() {
        return None;
    }
    let of_a_day = || words::time::BEFORE_HOURS.has(token.word_before()) || token.cue_on_left(Cue::Time);
    let lasting = Clock { hours: "", minutes: clock.hours, seconds: clock.minutes, ..*clock };
    let mut end = at;
    if end.byte_after(1).is_ascii_digit() && end.eat(b'.') {
        let part = end.digits();
        // 33:12.8
        let long = matches!(part.len(), 2 | 3) || part.len() == 1 && token.cue_on_left(Cue::Lasting);
        // Bản đồ 1:50.000 is a ratio of thousands.
        let whole = long && !part.ends_with("00") && !end.inside_word() && !end.joins_number();
        return whole.then_some((end, Clock { hundredths: part, ..lasting }));
    }
    let said = eat_minutes(&mut end);
    ((said || token.cue_on_left(Cue::Lasting)) && !of_a_day()).then_some((end, lasting))
}

/// `Ca 1: 6g-14g, ca 2: 14g-22g`: a range after a colon, or after another time of the list.
fn is_listed(token: &TokenContext) -> bool {
    let labelled = token.text[..token.start].trim_end_matches(' ').ends_with(':');
    labelled && !token.cue_within(Cue::Weight)
        || token.previous_on_line().is_some_and(|p| p.rule == Rule::TimeRangePlain)
}

/// Whether a dash and another bare hour follow.
fn is_range_of_hours(cursor: Cursor) -> bool {
    let mut at = cursor;
    (at.spaced_dash() || at.eat(b' ') && at.eat_phrase(words::time::TO) && at.eat(b' '))
        && Clock::parse(&mut at).is_some_and(|to| to.hour() <= 24)
}

/// Whether a later hour follows behind a dash and nothing of which there are grams: `8g-11g30`, `8g-16g,`.
fn is_opening<'d>(token: &TokenContext<'d, '_>, from: &Clock, cursor: Cursor<'d>) -> bool {
    let mut at = cursor;
    let Some(to) = at.spaced_dash().then(|| Clock::parse(&mut at)).flatten() else { return false };
    // 22g-6g sáng passes midnight.
    let overnight = from.hour() >= 17 && to.hour() <= 9;
    let later = to.sign == ClockSign::G && to.hour() <= 24 && (to.hour() > from.hour() || overnight);
    let over = || {
        matches!(at.byte(), b',' | b'.' | b';' | b')' | b'\n' | 0)
            || token.phrase_on_right(at, words::time::AFTER_OPENING)
    };
    let told = || token.cue_within(Cue::Time) || token.phrase_on_left(words::time::BEFORE_OPENING);
    later
        && (!to.minutes.is_empty() || over() && told())
        && !token.cue_within(Cue::Weight)
        && !token.cue_within(Cue::Price)
}

/// The rules for one way in which hours and minutes are told: of a time, and of a range.
struct ToldBy {
    time: Rule,
    range: Rule,
}

/// Whether a day and a month stand next: `0g 21-11`.
fn is_day(mut at: Cursor) -> bool {
    at.eat(b' ')
        && at.small(2).is_some_and(|day| (1..=31).contains(&day))
        && (at.eat(b'/') || at.eat(b'-'))
        && at.small(2).is_some_and(|month| (1..=12).contains(&month))
}

/// By what signs and neighbours a clock is known for one.
fn told_by<'d>(token: &TokenContext<'d, '_>, from: &Clock, at: Cursor<'d>) -> Option<ToldBy> {
    let by_letter = ToldBy { time: Rule::Time, range: Rule::TimeRange };
    let long = ToldBy { time: Rule::TimeLong, range: Rule::TimeRangeLong };
    let minutes = ToldBy { time: Rule::TimeG, range: Rule::TimeRangeG };
    let plain = ToldBy { time: Rule::TimePlain, range: Rule::TimeRangePlain };
    let hinted = ToldBy { time: Rule::TimeGHinted, range: Rule::TimeRangeGHinted };
    let colon = ToldBy { time: Rule::TimeColon, range: Rule::TimeRangeColon };
    let quote = ToldBy { time: Rule::TimeDuration, range: Rule::TimeRangeQuote };
    let of_a_day = from.hour() <= 24;
    let after_time = || token.follows(ClassName::Time).is_some();
    Some(match from.sign {
        ClockSign::Letter if of_a_day => by_letter,
        // Hết 38h45'12"
        ClockSign::Letter if !from.seconds.is_empty() => long,
        ClockSign::Letter if from.minutes.is_empty() && !at.since(token.cursor()).ends_with('H') => long,
        ClockSign::G if of_a_day && !from.minutes.is_empty() => minutes,
        ClockSign::G if of_a_day && words::time::BEFORE_HOURS.has(token.word_before()) => plain,
        // Từ 0g 21-11
        ClockSign::G if of_a_day && (from.hours == "0" || is_day(at)) => plain,
        ClockSign::G if of_a_day && (words::time::PARTS_OF_DAY.has(at.next_word()) || after_time()) => plain,
        // Giờ hành chính (7g-11g, 13g-17g)
        ClockSign::G if of_a_day && is_range_of_hours(at) && (token.cue_within(Cue::Time) || is_listed(token)) => plain,
        // Mở cửa 8g-11g30, cúp điện 8g-16g
        ClockSign::G if of_a_day && is_opening(token, from, at) => plain,
        ClockSign::G if of_a_day && (token.cue_on_left(Cue::Time) || token.cue_on_left(Cue::Day)) => hinted,
        // 6g: Tập trung; 18g: Về
        ClockSign::G
            if of_a_day
                && at.byte() == b':'
                && at.byte_after(1) == b' '
                && (token.at_line_start() || token.previous_on_line().is_some_and(|p| p.class == ClassName::Time)) =>
        {
            plain
        }
        ClockSign::Colon if !from.seconds.is_empty() => plain,
        ClockSign::Colon
            if of_a_day
                && (words::shared::BEFORE_TIMES.has(token.word_before())
                    || !token.cue_within(Cue::Score) && !token.cue_within(Cue::Ratio)) =>
        {
            colon
        }
        ClockSign::Quote => quote,
        _ => return None,
    })
}

impl<'d> Time<'d> {
    /// An hour before a plain word or punctuation: `lúc 8h30 sáng`.
    fn among_plain_words(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Time<'d>>> {
        if !token.stands_apart() {
            return None;
        }
        let mut end = token.cursor();
        end.digits();
        end.eat(b'h');
        end.digits();
        if !end.is_over() {
            return None;
        }
        let claim = Self::classify(token);
        let sure = claim.as_ref().is_some_and(|claim| claim.end == end.at() && claim.rule == Rule::Time);
        if sure { claim } else { None }
    }
}

impl<'d> Recognizer<'d> for Time<'d> {
    const CLASS: ClassName = ClassName::Time;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::HOUR.or(Signs::COLON).or(Signs::QUOTE));

    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        FastPath::wins_or_contest(Self::among_plain_words(token))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Time<'d>>> {
        if token.touches_left() || token.char_before().is_some_and(|c| matches!(c, '.' | ',' | ':' | '/')) {
            return None;
        }
        let mut at = token.cursor();
        let claim = |end: Cursor, rule, from, to| Some(Hypothesis::new(end, rule, Time { from, to }));
        // 8-10h: the first of a range may leave its sign to the second.
        let bare = two(&mut at.clone(), 100).and_then(|hours| {
            let mut ahead = at;
            let first = ahead.small(2)?;
            ahead.spaced_dash().then_some(())?;
            let to = Clock::parse(&mut ahead)?;
            let from = match to.sign {
                ClockSign::Letter if to.hour() <= 24 && first <= 24 => Clock { hours, ..Clock::default() },
                // 5-7'
                ClockSign::Quote if to.hours.is_empty() && to.seconds.is_empty() => {
                    Clock { minutes: hours, bare: true, ..Clock::default() }
                }
                _ => return None,
            };
            Some((from, to, ahead))
        });
        if let Some((from, to, end)) = bare {
            return claim(end, Rule::TimeRangeBare, from, Some(to));
        }
        if let Some(scorer) = scorer(token) {
            return Some(scorer);
        }
        let mut from = Clock::parse_in(&mut at, || is_quote_open(token))?;
        // Phút 6:05 of a film.
        if from.sign == ClockSign::Colon && from.seconds.is_empty() && token.cue_on_left(Cue::Minute) {
            from = Clock { hours: "", minutes: from.hours, seconds: from.minutes, ..from };
            return claim(at, Rule::TimePosition, from, None);
        }
        // Phút 54' says its unit twice.
        let bare = from.sign == ClockSign::Quote && from.hours.is_empty() && from.seconds.is_empty();
        if bare && token.cue_on_left(Cue::Minute) {
            return claim(at, Rule::TimeDuration, Clock { bare: true, ..from }, None);
        }
        if let Some((end, lasting)) = lasting(token, &from, at) {
            return claim(end, Rule::TimeLasting, lasting, None);
        }
        // 32:18: no hour of a day.
        let minutes = || (25..100).contains(&from.hour()) && from.hours.len() == 2;
        if from.sign == ClockSign::Colon
            && from.seconds.is_empty()
            && minutes()
            && !at.joins_number()
            && !token.cue_within(Cue::Score)
            && !token.cue_within(Cue::Ratio)
        {
            from = Clock { hours: "", minutes: from.hours, seconds: from.minutes, ..from };
            return claim(at, Rule::TimeLastingBare, from, None);
        }
        // 14:40 phút says its unit twice.
        if from.sign == ClockSign::Colon && from.seconds.is_empty() {
            eat_minutes(&mut at);
        }
        let told_by = told_by(token, &from, at)?;
        let mut range = at;
        if range.spaced_dash()
            && let Some(to) = Clock::parse(&mut range)
            && (to.hour() <= 24 || to.hours.is_empty())
            && to.hours.is_empty() == from.hours.is_empty()
        {
            return claim(range, told_by.range, from, Some(to));
        }
        claim(at, if from.hours.is_empty() { Rule::TimeDuration } else { told_by.time }, from, None)
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        self.from.verbalize(verbalizer);
        if let Some(to) = self.to {
            verbalizer.word(words::shared::TO);
            to.verbalize(verbalizer);
        }
    }
}
