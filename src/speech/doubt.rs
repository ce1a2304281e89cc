//! Readings that won and still want a look before they go on air.
//!
//! A score weighs claims against each other; it does not tell how often a rule is wrong. What does is here: each doubt was
//! found by reading what the review list had missed. They are few, so that the list stays short.

use crate::class::ClassName;
use crate::data::layer::Cue;
use crate::recognize::semiotic::{Claim, Site};

/// Classes that read the same digits in other words: a near tie among them is a question for a person.
const CONTESTED: [ClassName; 8] = [
    ClassName::Date,
    ClassName::Time,
    ClassName::Score,
    ClassName::Fraction,
    ClassName::Ratio,
    ClassName::Range,
    ClassName::Decimal,
    ClassName::Plate,
];

/// A loser that came so near makes a tie.
const NEAR_TIE: u8 = 6;

/// A digit string of so many digits is more often a name than a number.
const LONG_NUMBER: usize = 6;

/// Whether a person should look at the winner of a place.
pub(crate) fn is_doubtful(site: &Site, claim: &Claim, cue: Option<&str>, losers: &[Claim]) -> bool {
    let class = claim.class.name();
    let written = site.text.get(site.start..claim.end).unwrap_or("");
    let tied = losers.iter().any(|l| {
        claim.score.saturating_sub(l.score) <= NEAR_TIE
            && l.end >= claim.end
            && l.class.name() != class
            && CONTESTED.contains(&class)
            && CONTESTED.contains(&l.class.name())
    });
    let date_lost = || losers.iter().any(|l| l.class.name() == ClassName::Date && l.end >= claim.end);
    let after_day = || site.after(Cue::Day) || site.after(Cue::Today);
    let named = || site.near(Cue::Plate) || site.near(Cue::Model);
    tied || match claim.rule {
        // Nothing but its numbers says that it is a date.
        "date.day-month" => cue.is_none(),
        "range" => after_day() || date_lost() && !written.contains([',', ' ']),
        "count" => date_lost() && claim.score < 60,
        // 9122345 is a ship, 3982 a plate.
        "cardinal" => bare_digits(written) >= LONG_NUMBER || bare_digits(written) >= 4 && site.near(Cue::Plate),
        "decimal.english" => named(),
        "code" => claim.score <= 88,
        // 24g is an hour in the south.
        "measure" => written.ends_with('g') && bare_digits(&written[..written.len() - 1]) > 0 && site.after(Cue::Time),
        "symbol.slash" | "symbol.silent" => between_digits(site, claim.end),
        _ => false,
    }
}

/// How many digits, if there is nothing else.
fn bare_digits(written: &str) -> usize {
    if written.bytes().all(|b| b.is_ascii_digit()) { written.len() } else { 0 }
}

/// Whether a digit stands on either side of the place, spaces aside.
fn between_digits(site: &Site, end: usize) -> bool {
    let digit = |c: Option<char>| c.is_some_and(|c| c.is_ascii_digit());
    digit(site.text[..site.start].trim_end_matches(' ').chars().next_back())
        || digit(site.text[end..].trim_start_matches(' ').chars().next())
}
