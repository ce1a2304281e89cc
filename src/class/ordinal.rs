//! Ordinals: `thứ 4`, `hạng 1`, `lần thứ 1`; weekdays are ordinals too (`thứ 7`).

use super::SemioticClass;
use crate::layer::Cue;
use crate::number;
use crate::scan::{Kinds, TokenKind};
use crate::semiotic::{Claim, Semiotic, Site, Voice};

/// The number of an ordinal.
#[derive(Clone, Copy, Debug)]
pub struct Ordinal<'d> {
    digits: &'d str,
}

impl<'d> Semiotic<'d> for Ordinal<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16);

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let rank = site.after(Cue::Rank);
        if !rank && !site.after(Cue::Ordinal) {
            return None;
        }
        let mut at = site.cursor();
        let digits = at.digits();
        if digits.is_empty() || at.inside_word() || digits.len() > 9 || rank && digits.len() > 3 {
            return None;
        }
        if matches!(at.byte(), b'.' | b',' | b'/') && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        // giải 1 is a prize, giải 2 bài toán is work.
        let mut next = at;
        if rank && site.word_before() == "giải" && next.eat(b' ') && next.word().starts_with(char::is_lowercase) {
            return None;
        }
        let class = SemioticClass::Ordinal(Ordinal { digits });
        Some(Claim { end: at.at(), score: 84, rule: if rank { "ordinal.rank" } else { "ordinal" }, class })
    }

    fn speak(&self, voice: &mut Voice) {
        number::space(voice.out);
        match number::value(self.digits) {
            Some(value) => number::ordinal(value, voice.style, voice.out),
            None => number::digits(self.digits, voice.out),
        }
    }
}
