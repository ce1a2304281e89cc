//! Ranges and lists without a unit: `2-3 ngày`, `5.000-7.000`, `lớp 6, 7`, `các lớp 3,4,5`.

use super::SemioticClass;
use super::amount::Amount;
use crate::layer::Cue;
use crate::scan::{Kinds, TokenKind};
use crate::semiotic::{Claim, Semiotic, Site, Voice};

/// A range of two numbers, or a list of small ones.
#[derive(Clone, Copy, Debug)]
pub enum Range<'d> {
    /// From, to.
    Span(Amount<'d>),
    /// `3,4,5`: the text as written.
    List(&'d str),
}

impl<'d> Semiotic<'d> for Range<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if site.touches_left() {
            return None;
        }
        list(site).or_else(|| span(site))
    }

    fn speak(&self, voice: &mut Voice) {
        match self {
            Range::Span(amount) => amount.speak(voice),
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
    // "đến sáu đến mười" is said of nothing.
    let twice = matches!(site.word_before(), "đến" | "tới");
    let score = match (counted, amount.rises(), spaced) {
        (_, _, _) if twice => 44,
        (true, true, _) => 86,
        (true, false, _) => 70,
        (false, true, false) => 68,
        (false, true, true) => 62,
        (false, false, _) => 42,
    };
    Some(Claim { end: at.at(), score, rule: "range", class: SemioticClass::Range(Range::Span(amount)) })
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
    if at.inside_word() || members == 2 && !named || threes + 1 == members || at.byte() == b'%' {
        return None;
    }
    let score = if named { 82 } else { 66 };
    Some(Claim { end: at.at(), score, rule: "range.list", class: SemioticClass::Range(Range::List(text)) })
}

