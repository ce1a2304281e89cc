//! Decimals: `3,14`, `0,125`, `1.5`; versions keep their dot: `công nghiệp 4.0`, `phiên bản 2.5`.

use super::SemioticClass;
use crate::recognize::amount::{Amount, Numeral, Sign};
use super::cardinal::stands_among_plain_words;
use super::phone::is_emergency;
use crate::data::layer::Cue;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};
use crate::text::signs::Signs;

/// A number with a decimal mark.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'d> {
    amount: Amount<'d>,
    dot: bool,
    /// `4.2.2`, as written; empty for a number.
    parts: &'d str,
}

impl<'d> Decimal<'d> {
    /// A decimal among plain words that say nothing of what it is: `hơn 1,5 tỷ đồng`.
    pub(super) fn among_plain_words(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let mut at = site.cursor();
        // Nearly all digits are no decimal.
        if at.digits().is_empty() || at.byte() != b',' {
            return None;
        }
        let (amount, end) = site.amount().filter(|(a, _)| a.low.mark == b',' && !a.low.is_whole())?;
        // As many digits as a telephone number has are somebody else's, and so are emergency numbers.
        let fits = amount.low.whole.len() < 8 && !is_emergency(amount.low.whole) && amount.low.decimals.len() <= 3 && !end.byte().is_ascii_digit() && !matches!(end.byte(), b',' | b'.' if end.byte_after(1).is_ascii_digit());
        // Các ngày 17,18 và 25 are a list.
        if !fits || site.after(Cue::List) || !stands_among_plain_words(site, end, true) {
            return None;
        }
        Some(Claim { end: end.at(), score: 70, rule: "decimal", class: SemioticClass::Decimal(Decimal { amount, dot: false, parts: "" }) })
    }
}

impl<'d> Semiotic<'d> for Decimal<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);
    const MOST: u8 = 80;
    const NEEDS: Option<Signs> = Some(Signs::DOT.or(Signs::COMMA));

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if let Some(claim) = dotted(site) {
            return Some(claim);
        }
        let (amount, cursor) = site.amount()?;
        if amount.low.is_whole() || amount.sign == Sign::Plain && site.touches_left() {
            return None;
        }
        // 2.5 Đối tượng: a heading's number at the beginning of its line.
        let mut next = cursor;
        let heading = site.at_line_start() && next.spaces() && next.char().is_some_and(char::is_uppercase);
        // IELTS 7.0, động cơ 2.0: nobody writes a dot and a zero for a quantity.
        let name = amount.low.decimals == "0" && amount.low.whole.len() == 1 && amount.high.is_none();
        let dot = amount.low.mark == b'.' && (name || site.near(Cue::Version) || site.after(Cue::Heading) || heading);
        let (score, rule) = match (dot, amount.low.mark) {
            _ if cursor.joins_number() => (30, "decimal.fragment"),
            (true, _) => (80, "decimal.version"),
            (false, b',') => (70, "decimal"),
            _ => (62, "decimal.english"),
        };
        Some(Claim { end: cursor.at(), score, rule, class: SemioticClass::Decimal(Decimal { amount, dot, parts: "" }) })
    }

    fn speak(&self, voice: &mut Voice) {
        if !self.parts.is_empty() {
            for (n, part) in self.parts.split('.').enumerate() {
                if n > 0 {
                    voice.word("chấm");
                }
                voice.cardinal(part);
            }
        } else if self.dot {
            self.amount.low.speak_with(voice, Some("chấm"));
        } else {
            self.amount.speak(voice);
        }
    }
}

/// `4.2.2`, `1.2.1.`: versions, headings and addresses of more than two parts that are no thousands.
fn dotted<'d>(site: &Site<'d, '_>) -> Option<Claim<'d>> {
    let start = site.cursor();
    let mut at = start;
    if site.touches_left() || Numeral::parse(&mut at.clone()).is_some() {
        return None;
    }
    let mut count = 0;
    loop {
        let digits = at.digits();
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        count += 1;
        if !(at.byte() == b'.' && at.byte_after(1).is_ascii_digit()) {
            break;
        }
        at.eat(b'.');
    }
    if count < 3 || at.joins_number() || at.byte() == b',' && at.byte_after(1).is_ascii_digit() {
        return None;
    }
    let parts = at.since(start);
    let low = Numeral { whole: parts, decimals: "", mark: 0, grouped: false };
    let amount = Amount { sign: Sign::Plain, low, high: None };
    let class = SemioticClass::Decimal(Decimal { amount, dot: true, parts });
    Some(Claim { end: at.at(), score: 58, rule: "decimal.dotted", class })
}
