//! Dates in all printed forms, and their ranges: `18/10`, `18-10-1930`, `tháng 9/2024`, `26-28/6`, `2019-2024`,
//! `quý I/2025`.
//!
//! A day and a month alone are also a fraction, a count, a score, a house number: the cues to the left decide.

mod days;
mod months;
mod point;
mod weekday;
mod written;
mod years;

pub use point::Date;

use crate::data::layer::Cue;
use crate::lexicon::CueSet;
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use days::{dates, day_range, iso, spaced_day};
use months::{bare_month, months_of_year, quarter, quarter_by_letter};
use point::Lead;
use weekday::weekday;
use written::{era, written_out};
use years::years;

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
        // 8h/29-9
        let joined = token.char_before().is_some_and(|c| matches!(c, '/' | '.')) && !days::follows_clock(token);
        if !begins || token.touches_left() || joined {
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
            b'0'..=b'9' => [quarter, written_out, months_of_year, iso, day_range, dates, spaced_day, years, bare_month]
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
            let plain = to.day.is_none() && to.month.is_none() && (to.quarter.is_none() || written);
            to.verbalize(plain, false, verbalizer);
        }
        if !self.calendar.is_empty() {
            verbalizer.word(self.calendar);
        }
        if self.leads {
            verbalizer.word(words::shared::TO);
        }
    }
}

/// Whether a dash and another time stand behind a date that has a time of its own; moves behind the dash.
fn leads_to_time(token: &TokenContext, cursor: &mut Cursor) -> bool {
    /// The time stands so near before: 22h đêm 30/10.
    const NEAR: usize = 12;
    let mut at = *cursor;
    let dash = at.eat(b' ') && at.dash() && at.byte() == b' ';
    let end = at;
    at.eat(b' ');
    let hours = dash && at.small(2).is_some_and(|hours| hours <= 24) && matches!(at.byte(), b'h' | b'g' | b':');
    let led = hours && token.previous_within(NEAR, &['.', ';']).is_some_and(|p| p.class == ClassName::Time);
    if led {
        *cursor = end;
    }
    led
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
    let mut dash = Cursor::new(token.text, date.end);
    if date.class.to.is_none() && date.class.from.day.is_some() && leads_to_time(token, &mut dash) {
        date.class.leads = true;
        date.end = dash.at();
    }
    date
}
