//! Ordinals: `thứ 4`, `hạng 1`, `lần thứ 1`; weekdays are ordinals too (`thứ 7`).

use super::{ClassName, SemioticClass};
use crate::data::layer::Cue;
use crate::vietnamese::number;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};

/// The number of an ordinal.
#[derive(Clone, Copy, Debug)]
pub struct Ordinal<'d> {
    digits: &'d str,
    /// Of how many: thứ 3/12.
    of: &'d str,
    /// Said again before a later member of a list: thứ 1, 2.
    again: bool,
}

impl<'d> Semiotic<'d> for Ordinal<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16);
    const MOST: u8 = 90;

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let rank = site.after(Cue::Rank);
        let listed = site.follows(ClassName::Ordinal).filter(|_| !rank && !site.after(Cue::Ordinal));
        if !rank && !site.after(Cue::Ordinal) && listed.is_none() {
            return None;
        }
        let mut at = site.cursor();
        let digits = at.digits();
        if digits.is_empty() || at.inside_word() || digits.len() > 9 || rank && digits.len() > 3 {
            return None;
        }
        // Thứ 7, 2,5 giờ: a decimal is no member of the list.
        let decimal = matches!(at.byte(), b'.' | b',') && at.byte_after(1).is_ascii_digit();
        if let Some(previous) = listed {
            return if decimal || site.before(at, Cue::Range) || digits.len() > 2 || at.joins_number() || at.byte() == b'%' {
                None
            } else {
                let class = SemioticClass::Ordinal(Ordinal { digits, of: "", again: previous.rule != "ordinal.rank" });
                Some(Claim { end: at.at(), score: 78, rule: previous.rule, class })
            };
        }
        let mut total = at;
        if total.eat(b'/') && !total.digits().is_empty() && total.byte() != b'/' && !total.inside_word() {
            let of = &total.since(at)[1..];
            let class = SemioticClass::Ordinal(Ordinal { digits, of, again: false });
            return (!rank).then_some(Claim { end: total.at(), score: 90, rule: "ordinal.of", class });
        }
        if decimal || at.byte() == b'/' && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        // giải 1 is a prize, giải 2 bài toán is work.
        let mut next = at;
        if rank && site.word_before() == "giải" && next.eat(b' ') && next.char().is_some_and(char::is_lowercase) && !matches!(next.word(), "cuộc" | "hội") {
            return None;
        }
        let class = SemioticClass::Ordinal(Ordinal { digits, of: "", again: false });
        Some(Claim { end: at.at(), score: 84, rule: if rank { "ordinal.rank" } else { "ordinal" }, class })
    }

    fn speak(&self, voice: &mut Voice) {
        if self.again {
            voice.word("thứ");
        }
        number::space(voice.out);
        match number::value(self.digits) {
            Some(value) => number::ordinal(value, voice.style, voice.out),
            None => number::digits(self.digits, voice.out),
        }
        if !self.of.is_empty() {
            voice.word("trên");
            voice.cardinal(self.of);
        }
    }
}
