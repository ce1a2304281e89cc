//! How likely a reading is wrong, so that whoever has time for a few lines sees the worst first.

use super::reading::{Alternative, Reading};
use crate::registry::Rule;

/// Below this many in a thousand a reading is not worth a line.
pub const WORTH_A_LINE: u16 = 20;

/// The first line of a text is worth this; less is a plain number.
pub const WORTH_THE_FIRST_LINE: u16 = 5;

/// What a doubt of the rules says at least.
const DOUBTED: u16 = 400;

/// A digit string of so many digits may be a name, and is wrong so often by itself.
const LONG_NUMBER: usize = 5;
const RISK_OF_LONG_NUMBER: u16 = 100;

/// A loser that came so near might have won.
const NEAR: u8 = 10;

/// How many in a thousand readings like this are wrong: what was learned where something was, else an estimate from the class,
/// how sure the rule is, and who else claimed the place in other words.
pub fn risk(reading: &Reading, written: &str, spoken: &str, alternatives: &[&Alternative]) -> u16 {
    let sure = reading.confidence.0;
    if reading.rule.is_told_as(Rule::AbbreviationLearned) {
        return u16::from(100 - sure.min(100)) * 10;
    }
    let mut risk = reading.class.risk();
    if sure >= 90 {
        risk /= 2;
    } else if sure < 65 {
        risk *= 2;
    }
    let rival = |other: &&&Alternative| {
        other.spoken.trim() != spoken && other.class != reading.class && other.confidence.0.saturating_add(NEAR) >= sure
    };
    if alternatives.iter().any(|other| rival(&other)) {
        risk *= 3;
    }
    if written.len() >= LONG_NUMBER && written.bytes().all(|byte| byte.is_ascii_digit()) && reading.cue.is_none() {
        risk = risk.max(RISK_OF_LONG_NUMBER);
    }
    if reading.confidence.is_doubtful() {
        risk = risk.max(DOUBTED);
    }
    risk.min(1000)
}
