//! Number plates: `64C-123.45`, `51 F - 123.45`, `47R3-1190`, `64K1-207xx`; of the army: `QK9 - 1234`, `TM-12-34`; of fishing
//! boats: `QNg 90123 TS`.

use super::phone::{is_hidden, say_told};
use crate::data::layer::Cue;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_capitalised;
use crate::text::signs::Signs;

/// A number plate.
#[derive(Clone, Copy, Debug)]
pub struct LicensePlate<'d> {
    province: &'d str,
    series: &'d str,
    series_digit: &'d str,
    number: &'d str,
    /// Of a fishing boat.
    boat: bool,
}

impl<'d> Recognizer<'d> for LicensePlate<'d> {
    const CLASS: ClassName = ClassName::LicensePlate;
    const START_TOKENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16 | TokenKind::Capitals as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::CAPITAL);

    fn can_exceed(token: &TokenContext<'d, '_>, _: u8) -> bool {
        let mut at = token.cursor();
        at.digits();
        matches!(at.next_sign(), b'A'..=b'Z' | 0x80..)
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<LicensePlate<'d>>> {
        if token.touches_left() {
            return None;
        }
        let mut at = token.cursor();
        if !at.byte().is_ascii_digit() {
            return boat(token).or_else(|| army(token));
        }
        let province = at.digits();
        if province.len() != 2 || province.starts_with('0') {
            return None;
        }
        at.eat(b' ');
        let series = at.word();
        if !(1..=2).contains(&series.chars().count()) || !series.chars().all(char::is_uppercase) {
            return None;
        }
        let mut digit = at;
        digit.eat(b' ');
        let series_digit = digit.digits();
        let has_digit = series_digit.len() == 1;
        if has_digit {
            at = digit;
        }
        let series_digit = if has_digit { series_digit } else { "" };
        // 77 C. 151.44
        let dotted = at.byte() == b'.' && token.cue_within(Cue::Plate) && at.eat(b'.');
        let dashed = dotted || at.spaced_dash();
        if !dashed {
            at.eat(b' ');
        }
        let start = at;
        let mut digits = 0;
        let mut hidden = 0;
        while let Some(c) = at.eat_if(|c| c.is_ascii_digit() || is_hidden(c)) {
            if c.is_ascii_digit() {
                digits += 1
            } else {
                hidden += 1
            }
            if matches!(digits + hidden, 2 | 3)
                && at.byte() == b'.'
                && (at.byte_after(1).is_ascii_digit() || at.byte_after(1) | 0x20 == b'x')
            {
                at.eat(b'.');
            }
        }
        let number = at.since(start);
        // 88B1 – 233…: the rest is not told.
        let told = at.rest().starts_with("...") || at.rest().starts_with('…');
        let partly = told && (2..=3).contains(&digits) && token.cue_within(Cue::Plate);
        if !partly && !(4..=5).contains(&(digits + hidden)) || at.inside_word() || !dashed && number.is_empty() {
            return None;
        }
        let cued = token.cue_within(Cue::Plate);
        let rule = match (cued, dashed, number.contains('.') || hidden > 0) {
            (true, true, _) => Rule::LicensePlate,
            (true, false, _) => Rule::LicensePlateUndashed,
            (false, true, true) => Rule::LicensePlateDotted,
            (false, true, false) => Rule::LicensePlateBare,
            (false, false, true) => Rule::LicensePlateUndashedBare,
            _ => return None,
        };
        let class = LicensePlate { province, series, series_digit, number, boat: false };
        Some(Hypothesis::new(at, rule, class))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if !self.province.is_empty() {
            verbalizer.cardinal(self.province);
        }
        verbalizer.letters(self.series);
        verbalizer.digits(self.series_digit);
        verbalizer.pause();
        say_told(self.number, verbalizer);
        if self.boat {
            verbalizer.pause();
            verbalizer.letters(words::license_plate::BOAT);
        }
    }
}

/// `BV 95678 TS`, `QNg-90123-TS`: a province, five digits, and the letters of fishing boats.
fn boat<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<LicensePlate<'d>>> {
    let (series, mut at) = token.word();
    if !(2..=3).contains(&series.chars().count()) || !is_capitalised(series) {
        return None;
    }
    let between = |at: &mut Cursor| at.spaced_dash() || at.eat(b' ');
    between(&mut at);
    let start = at;
    let digits = at.digits();
    if !(4..=5).contains(&digits.len()) {
        return None;
    }
    let number = at.since(start);
    if !between(&mut at) || at.word() != words::license_plate::BOAT || at.inside_word() {
        return None;
    }
    let class = LicensePlate { province: "", series, series_digit: "", number, boat: true };
    Some(Hypothesis::new(at, Rule::LicensePlateBoat, class))
}

/// `QK9 - 1234`, `TM-12-34`: two letters of a unit and four digits, after a word for plates.
fn army<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<LicensePlate<'d>>> {
    let (series, mut at) = token.word();
    if series.len() != 2 || !series.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    let series_digit = at.digits();
    if !at.spaced_dash() || series_digit.len() > 2 || !token.cue_within(Cue::Plate) {
        return None;
    }
    let start = at;
    let first = at.digits().len();
    let second = if at.eat(b'-') { at.digits().len() } else { 0 };
    if first + second != 4 || at.inside_word() {
        return None;
    }
    let class = LicensePlate { province: "", series, series_digit, number: at.since(start), boat: false };
    Some(Hypothesis::new(at, Rule::LicensePlateArmy, class))
}
