//! Decimals: `3,14`, `0,125`, `1.5`; versions keep their dot: `công nghiệp 4.0`, `phiên bản 2.5`.

use super::SemioticClass;
use super::amount::{Amount, Sign};
use crate::layer::Cue;
use crate::scan::{Kinds, TokenKind};
use crate::semiotic::{Claim, Semiotic, Site, Voice};

/// A number with a decimal mark.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'d> {
    amount: Amount<'d>,
    dot: bool,
}

impl<'d> Semiotic<'d> for Decimal<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let mut cursor = site.cursor();
        let amount = Amount::single(site, &mut cursor)?;
        if amount.low.is_whole() || amount.sign == Sign::Plain && site.touches_left() {
            return None;
        }
        let dot = amount.low.mark == b'.' && site.near(Cue::Version);
        let (score, rule) = match (dot, amount.low.mark) {
            _ if cursor.joins_number() => (30, "decimal.fragment"),
            (true, _) => (80, "decimal.version"),
            (false, b',') => (70, "decimal"),
            _ => (62, "decimal.english"),
        };
        Some(Claim { end: cursor.at(), score, rule, class: SemioticClass::Decimal(Decimal { amount, dot }) })
    }

    fn speak(&self, voice: &mut Voice) {
        if self.dot {
            self.amount.low.speak_with(voice, Some("chấm"));
        } else {
            self.amount.speak(voice);
        }
    }
}
