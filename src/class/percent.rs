//! Percentages: `75%`, `4‰`, `7,5-8%/năm`.

use super::SemioticClass;
use crate::recognize::amount::{Amount, Per};
use crate::text::cursor::Cursor;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};
use crate::text::signs::Signs;

/// A percentage, or a range of them.
#[derive(Clone, Copy, Debug)]
pub struct Percent<'d> {
    amount: Amount<'d>,
    /// The sign stands after both numbers of the range.
    twice: bool,
    name: &'static str,
    per: Option<Per<'d>>,
}

fn sign(cursor: &mut Cursor) -> Option<&'static str> {
    let mut at = *cursor;
    at.eat(b' ');
    let name = if at.eat(b'%') {
        at.eat(b'%'); // typed twice
        "phần trăm"
    } else if at.eat_str("‰") {
        "phần nghìn"
    } else {
        return None;
    };
    *cursor = at;
    Some(name)
}

impl<'d> Percent<'d> {
    /// A number and its sign before a plain word or punctuation: `tăng 7,5% so với`.
    pub(super) fn among_plain_words(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let (amount, mut end) = site.amount()?;
        let name = sign(&mut end).filter(|_| end.is_over() && site.stands_apart())?;
        let class = SemioticClass::Percent(Percent { amount, twice: false, name, per: None });
        Some(Claim { end: end.at(), score: Self::MOST, rule: "percent", class })
    }
}

impl<'d> Semiotic<'d> for Percent<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);
    const MOST: u8 = 92;
    const NEEDS: Option<Signs> = Some(Signs::PERCENT);

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let (mut amount, mut cursor) = site.amount()?;
        let first = sign(&mut cursor);
        let mut range = cursor;
        let mut second = None;
        let mut with_range = amount;
        if with_range.extend(&mut range) {
            second = sign(&mut range);
        }
        let (name, twice) = match (first, second) {
            (_, Some(name)) => {
                amount = with_range;
                cursor = range;
                (name, first.is_some())
            }
            (Some(name), None) => (name, false),
            (None, None) => return None,
        };
        let per = Per::parse(site, &mut cursor);
        let score = if amount.rises() { Self::MOST } else { 85 };
        let class = SemioticClass::Percent(Percent { amount, twice, name, per });
        Some(Claim { end: cursor.at(), score, rule: "percent", class })
    }

    fn speak(&self, voice: &mut Voice) {
        if self.twice {
            Amount { high: None, ..self.amount }.speak(voice);
            voice.word(self.name);
            voice.word("đến");
            if let Some(high) = self.amount.high {
                high.speak(voice);
            }
        } else {
            self.amount.speak(voice);
        }
        voice.word(self.name);
        if let Some(per) = self.per {
            per.speak(false, voice);
        }
    }
}
