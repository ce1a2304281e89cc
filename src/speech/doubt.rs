//! Readings that won and still want a look before they go on air.
//!
//! A score weighs claims against each other; it does not tell how often a rule is wrong. What does is here: each doubt was
//! found by reading what the review list had missed. They are few, so that the list stays short.

use crate::class::SemioticClass;
use crate::data::layer::Cue;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{ClassName, Doubt};

/// Classes that read the same digits in other words: a near tie among them is a question for a person.
const CONTESTED: [ClassName; 8] = [
    ClassName::Date,
    ClassName::Time,
    ClassName::Score,
    ClassName::Fraction,
    ClassName::Ratio,
    ClassName::Range,
    ClassName::Decimal,
    ClassName::LicensePlate,
];

/// A loser that came so near makes a tie.
const NEAR_TIE: u8 = 6;

/// A digit string of so many digits is more often a name than a number.
const LONG_NUMBER: usize = 6;

/// Whether a person should look at the winner of a place.
pub(crate) fn is_doubtful(
    context: &TokenContext,
    claim: &Hypothesis<SemioticClass>,
    cue: Option<&str>,
    losers: &[Hypothesis<SemioticClass>],
) -> bool {
    let class = claim.class.name();
    let written = context.text.get(context.start..claim.end).unwrap_or("");
    let tied = losers.iter().any(|l| {
        claim.weight().saturating_sub(l.weight()) <= NEAR_TIE
            && l.end >= claim.end
            && l.class.name() != class
            && CONTESTED.contains(&class)
            && CONTESTED.contains(&l.class.name())
    });
    let date_lost = || losers.iter().any(|l| l.class.name() == ClassName::Date && l.end >= claim.end);
    let after_day = || context.cue_on_left(Cue::Day) || context.cue_on_left(Cue::Today);
    let named = || context.cue_within(Cue::Plate) || context.cue_within(Cue::Model);
    let marked = matches!(class, ClassName::Decimal | ClassName::Money) && marks_may_be_others(context, written);
    tied || marked
        || claim.rule.doubt().is_some_and(|doubt| match doubt {
            Doubt::Always => true,
            Doubt::WithoutCue => cue.is_none(),
            Doubt::RivalDate => date_lost(),
            Doubt::RangeOfDays => after_day() || date_lost() && !written.contains([',', ' ']),
            // 9122345 is a ship, 3982 a plate.
            Doubt::LongNumber => {
                bare_digits(written) >= LONG_NUMBER || bare_digits(written) >= 4 && context.cue_within(Cue::Plate)
            }
            Doubt::Named => named(),
            Doubt::GramOrHour => {
                written.ends_with('g')
                    && bare_digits(&written[..written.len() - 1]) > 0
                    && context.cue_on_left(Cue::Time)
            }
            Doubt::BetweenDigits => between_digits(context, claim.end),
        })
}

/// Whether the mark in a number may be none of decimals: three digits behind a comma are thousands in English, and a dot
/// may stand in a day after a word that days follow. `24,725 USD/thùng`, `tăng từ 1.5 lần` are right all the same.
fn marks_may_be_others(context: &TokenContext, written: &str) -> bool {
    let number = written.trim_start_matches(|c: char| !c.is_ascii_digit());
    let end = number.find(|c: char| !(c.is_ascii_digit() || matches!(c, ',' | '.'))).unwrap_or(number.len());
    let small = |text: &str, most: u8| text.len() <= 2 && text.parse().is_ok_and(|n: u8| (1..=most).contains(&n));
    if let Some((whole, part)) = number[..end].split_once(',') {
        let thousands = part.len() == 3 && part.bytes().all(|b| b.is_ascii_digit());
        return thousands && whole.len() <= 3 && !whole.starts_with('0');
    }
    let day = number[..end].split_once('.').is_some_and(|(day, month)| small(day, 31) && small(month, 12));
    day && context.cue_on_left(Cue::DayHint)
}

/// How many digits, if there is nothing else.
fn bare_digits(written: &str) -> usize {
    if written.bytes().all(|b| b.is_ascii_digit()) { written.len() } else { 0 }
}

/// Whether a digit stands on either side of the place, spaces aside.
fn between_digits(context: &TokenContext, end: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(context.text[..context.start].trim_end_matches(' ').chars().next_back())
        || digit(context.text[end..].trim_start_matches(' ').chars().next())
}
