//! Ranges and lists without a unit: `2-3 ngày`, `5.000-7.000`, `lớp 6, 7`, `các lớp 3,4,5`.

use super::SemioticClass;
use crate::recognize::amount::{Amount, Numeral};
use crate::data::layer::Cue;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};

/// A range of two numbers, or a list of small ones.
#[derive(Clone, Copy, Debug)]
pub enum Range<'d> {
    /// From, to.
    Span(Amount<'d>),
    /// `120 triệu – 160`: from, its scale, to.
    Scaled(Amount<'d>, &'d str, Numeral<'d>),
    /// `3,4,5`: the text as written.
    List(&'d str),
}

impl<'d> Semiotic<'d> for Range<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16 | TokenKind::Symbol as u16);
    const MOST: u8 = 86;

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if site.touches_left() {
            return None;
        }
        if site.number_stands_alone() {
            return scaled(site);
        }
        list(site).or_else(|| scaled(site)).or_else(|| span(site))
    }

    fn speak(&self, voice: &mut Voice) {
        match self {
            Range::Span(amount) => amount.speak(voice),
            Range::Scaled(low, scale, high) => {
                low.speak(voice);
                voice.word(scale);
                voice.word("đến");
                high.speak(voice);
            }
            Range::List(text) => {
                for (n, item) in text.split(',').enumerate() {
                    if n > 0 {
                        voice.pause();
                    }
                    voice.cardinal(item);
                }
            }
        }
    }
}

fn span<'d>(site: &Site<'d, '_>) -> Option<Claim<'d>> {
    let (mut amount, mut at) = site.amount()?;
    let spaced = at.byte() == b' ';
    if !amount.extend(&mut at) || at.inside_word() {
        return None;
    }
    if matches!(at.byte(), b'/' | b'-') && at.byte_after(1).is_ascii_digit() {
        return None;
    }
    let counted = site.before(at, Cue::Range);
    // "đến sáu đến mười" wants something that is counted.
    let twice = matches!(site.word_before(), "đến" | "tới");
    let score = match (counted, amount.rises(), spaced) {
        (false, true, _) if twice => 61,
        (true, true, _) => 86,
        (true, false, _) => 70,
        (false, true, false) => 68,
        (false, true, true) => 62,
        (false, false, _) => 42,
    };
    Some(Claim { end: at.at(), score, rule: "range", class: SemioticClass::Range(Range::Span(amount)) })
}

/// `120 triệu – 160 triệu đồng`: the scale stands on both sides.
fn scaled<'d>(site: &Site<'d, '_>) -> Option<Claim<'d>> {
    let (amount, mut at) = site.amount()?;
    at.eat(b' ').then_some(())?;
    let scale = at.word();
    matches!(scale, "nghìn" | "ngàn" | "triệu" | "tỷ" | "tỉ" | "vạn" | "tấn" | "người" | "đồng").then_some(())?;
    at.spaced_dash().then_some(())?;
    let high = Numeral::parse(&mut at)?;
    let again = at.next_word();
    let alike = again == scale || matches!(again, "triệu" | "tỷ" | "tỉ") && matches!(scale, "nghìn" | "ngàn" | "triệu");
    if !alike || at.byte() != b' ' {
        return None;
    }
    let class = SemioticClass::Range(Range::Scaled(amount, scale, high));
    Some(Claim { end: at.at(), score: 84, rule: "range.scaled", class })
}

/// `3,4,5` after a plural, or with more members than a number can have.
fn list<'d>(site: &Site<'d, '_>) -> Option<Claim<'d>> {
    let start = site.cursor();
    let mut at = start;
    let mut members = 0;
    let mut threes = 0;
    loop {
        let digits = at.digits();
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        members += 1;
        threes += usize::from(digits.len() == 3 && members > 1);
        let mut ahead = at;
        if !ahead.eat(b',') || !ahead.byte().is_ascii_digit() {
            break;
        }
        at = ahead;
    }
    if members < 2 {
        return None;
    }
    let text = at.since(start);
    let named = site.after(Cue::List);
    if at.inside_word() || members == 2 && !named || threes + 1 == members && !named || at.byte() == b'%' {
        return None;
    }
    let score = if named { 82 } else { 66 };
    Some(Claim { end: at.at(), score, rule: "range.list", class: SemioticClass::Range(Range::List(text)) })
}

