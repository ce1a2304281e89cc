//! Fractions and counts: `1/3 diện tích` is một phần ba, `19/19 tiêu chí` mười chín trên mười chín, `số 25/3 đường` a
//! house number.

use super::{ClassName, SemioticClass};
use crate::recognize::amount::{Numeral, Sign};
use crate::text::cursor::Cursor;
use crate::data::layer::{Cue, Domain};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};
use crate::text::signs::Signs;

/// Numbers with slashes between them.
#[derive(Clone, Copy, Debug)]
pub struct Fraction<'d> {
    minus: bool,
    /// The whole number of `1 1/2`.
    whole: Option<Numeral<'d>>,
    parts: [Option<Numeral<'d>>; 4],
    /// The letter of a house number: 71/22A.
    letter: &'d str,
    join: Join,
    /// The second fraction of a range: 1/3-1/2.
    to: Option<(Numeral<'d>, Numeral<'d>)>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// một phần ba
    Part,
    /// mười chín trên mười chín
    Over,
    /// hai mươi tư trên hai mươi tư giờ
    Hours,
    /// năm mươi năm mươi
    Nothing,
}

/// Whether a word goes before the names of classes and rooms: lớp 9/4.
pub(super) fn goes_before_names(word: &str) -> bool {
    matches!(word, "lớp" | "Lớp" | "tổ" | "phòng" | "nhóm")
}

/// Whether another set follows: `, 6/1`.
fn is_set_after(cursor: Cursor) -> bool {
    let mut at = cursor;
    at.eat(b',') && {
        at.eat(b' ');
        at.small(1).is_some() && at.eat(b'/') && at.small(1).is_some()
    }
}

/// ` - 1/2`, ` đến 1/2`: a fraction that a range leads to.
fn to_fraction<'d>(cursor: Cursor<'d>) -> Option<(Cursor<'d>, (Numeral<'d>, Numeral<'d>))> {
    let mut at = cursor;
    if !(at.spaced_dash() || at.eat_str(" đến ") || at.eat_str(" tới ")) {
        return None;
    }
    let top = Numeral::parse(&mut at)?;
    at.eat(b'/').then_some(())?;
    let bottom = Numeral::parse(&mut at)?;
    let proper = top.is_bare() && bottom.is_bare() && top.value()? < bottom.value()?;
    (proper && at.byte() != b'/' && !at.inside_word()).then_some((at, (top, bottom)))
}

/// The denominator: 4 is `tư`.
pub(super) fn denominator(numeral: Numeral, voice: &mut Voice) {
    match numeral.value() {
        Some(4) if numeral.is_bare() => voice.word("tư"),
        _ => numeral.speak(voice),
    }
}

impl<'d> Semiotic<'d> for Fraction<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);
    const MOST: u8 = 96;
    const NEEDS: Option<Signs> = Some(Signs::SLASH);

    fn may_beat(site: &Site<'d, '_>, score: u8) -> bool {
        let Some((_, mut at)) = site.amount() else { return false };
        let mixed = at.byte() == b' ' && at.byte_after(1).is_ascii_digit();
        if !mixed && at.next_sign() != b'/' {
            return false;
        }
        // A day after such a word is only a house number, or the first of two fractions.
        if score < 93 || !site.after(Cue::Day) || site.after(Cue::Address) || goes_before_names(site.word_before()) {
            return true;
        }
        at.eat_bytes(|b| b.is_ascii_digit() || matches!(b, b'/' | b'.' | b',' | b' '));
        matches!(at.byte(), b'A'..=b'Z' | b'-' | 0xE2) || at.eat_str("đến") || at.eat_str("tới")
    }

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if site.touches_left() {
            return None;
        }
        let (first, mut at) = site.amount()?;
        let mut parts = [None; 4];
        let mut whole = None;
        parts[0] = Some(first.low);
        // 1 1/2: a whole number, one space, a small fraction.
        let mut mixed = at;
        if mixed.eat(b' ')
            && first.low.is_bare()
            && let Some(top) = Numeral::parse(&mut mixed)
            && mixed.byte() == b'/'
            && top.is_bare()
            && let Some(bottom) = { let mut b = mixed; b.eat(b'/'); Numeral::parse(&mut b) }
            && bottom.is_bare()
            && top.value()? < bottom.value()?
            && bottom.value()? <= 10
        {
            whole = Some(first.low);
            parts[0] = Some(top);
            at = mixed;
        }
        let mut count = 1;
        while count < parts.len() {
            let mut ahead = at;
            let spaced = ahead.spaces();
            if !ahead.eat(b'/') || spaced != ahead.spaces() || !ahead.byte().is_ascii_digit() {
                break;
            }
            parts[count] = Some(Numeral::parse(&mut ahead)?);
            at = ahead;
            count += 1;
        }
        // 24/24h
        let mut hours = at;
        if count == 2 && hours.eat(b'h') && !hours.inside_word() && at.since(site.cursor()) == "24/24" {
            let class = SemioticClass::Fraction(Fraction { minus: false, whole, parts, letter: "", join: Join::Hours, to: None });
            return Some(Claim { end: hours.at(), score: 92, rule: "count.hours", class });
        }
        // số 71/22A đường Phó Cơ Điều
        let mut house = at;
        if count > 1 && house.eat_if(|c| c.is_ascii_uppercase()).is_some() && !house.inside_word() {
            let letter = house.since(at);
            let named = site.near(Cue::Address) || site.word_before() == "số" || site.before(house, Cue::Street);
            let class = SemioticClass::Fraction(Fraction { minus: false, whole, parts, letter, join: Join::Over, to: None });
            return named.then_some(Claim { end: house.at(), score: 94, rule: "address", class });
        }
        if count < 2 || at.inside_word() && !at.rest().starts_with("đ") || at.byte() == b'/' && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        let minus = first.sign == Sign::Minus;
        let claim = |score, rule, join| {
            let class = SemioticClass::Fraction(Fraction { minus, whole, parts, letter: "", join, to: None });
            Some(Claim { end: at.at(), score, rule, class })
        };
        let (Some(top), Some(bottom)) = (parts[0], parts[1]) else { return None };
        if count > 2 {
            if minus {
                return None;
            }
            let year = parts[count - 1].is_some_and(|p| p.whole.len() == 4);
            if year && !site.near(Cue::Address) {
                return claim(38, "count", Join::Over); // 31/11/2019
            }
            return claim(if site.near(Cue::Address) { 92 } else { 60 }, "address", Join::Over);
        }
        if whole.is_some() {
            return claim(78, "fraction.mixed", Join::Part);
        }
        let bare = top.is_bare() && bottom.is_bare();
        let (a, b) = (top.value()?, bottom.value()?);
        if bare && a == 50 && b == 50 {
            return claim(90, "fraction.half", Join::Nothing);
        }
        if bare && (b == 0 || a <= 7 && b <= 7 && site.near(Cue::Score) && !site.before(at, Cue::Fraction)) {
            return claim(85, "score.slash", Join::Nothing);
        }
        // (4/6, 6/1) in sport: sets of tennis.
        let set = bare && a <= 7 && b <= 7 && a.max(b) >= 6;
        if set && site.domain() == Some(Domain::Sport) && (is_set_after(at) || site.previous_on_line().is_some_and(|p| p.rule == "score.slash")) {
            return claim(93, "score.slash", Join::Nothing);
        }
        if bare && (a, b) == (24, 7) {
            return claim(93, "count", Join::Over);
        }
        if bare && a == 24 && b == 24 {
            return claim(92, "count", Join::Over);
        }
        // 1/25.000, 7,5/10, 40/1.911
        if !bare {
            return claim(80, "count", Join::Over);
        }
        if site.after(Cue::Address) || site.before(at, Cue::Street) && !site.after(Cue::Day) {
            return claim(94, "address", Join::Over);
        }
        // Lớp 9/4, tổ 2/5: names, not days.
        if goes_before_names(site.word_before()) {
            return claim(94, "count.named", Join::Over);
        }
        if site.after(Cue::Code) {
            return None;
        }
        // 1/3-1/2 lượng nước, từ 1/3 đến 1/2 số hộ
        if let Some((end, high)) = to_fraction(at)
            && (site.before(end, Cue::Fraction) || site.near(Cue::Share))
            && a < b
        {
            let tight = !at.rest().starts_with(" đến") && !at.rest().starts_with(" tới");
            let to = tight.then_some(high);
            let class = SemioticClass::Fraction(Fraction { minus, whole, parts, letter: "", join: Join::Part, to });
            return Some(Claim { end: if tight { end.at() } else { at.at() }, score: 96, rule: "fraction.range", class });
        }
        // Vòng 1/16 is a fraction too.
        let part = b <= 10 && (a < b || a < 4) || a == 1 && matches!(b, 16 | 32 | 64 | 100 | 1000);
        let counted = site.before(at, Cue::Count);
        if part && !counted && site.after(Cue::Fraction) && !site.after(Cue::DayHint) {
            return claim(90, "fraction", Join::Part);
        }
        if a <= b && site.after(Cue::Count) || a <= b && counted && site.near(Cue::Count) {
            return claim(if site.after(Cue::Count) { 88 } else { 84 }, "count", Join::Over);
        }
        if part && site.before(at, Cue::Fraction) {
            return claim(91, "fraction", Join::Part);
        }
        if part && site.after(Cue::Fraction) {
            let date = site.after(Cue::DayHint) && !site.near(Cue::Share);
            return claim(if date { 62 } else { 90 }, "fraction", Join::Part);
        }
        if counted && a <= b {
            let score = if site.after(Cue::Day) { 50 } else { 83 };
            return claim(score, "count", Join::Over);
        }
        let alone = site.at_line_start() && matches!(at.next_sign(), 0 | b'\n');
        if (alone || minus) && (a < b || b <= 10) {
            return claim(82, "fraction.alone", Join::Part);
        }
        if a == b && b > 4 && !(b <= 12 && (site.after(Cue::DayHint) || site.follows(ClassName::Date).is_some())) {
            return claim(84, "count", Join::Over);
        }
        let share = site.near(Cue::Fraction) && part;
        if share {
            return claim(74, "fraction", Join::Part);
        }
        if part && b > a && b <= 5 && a == 1 && !site.after(Cue::DayHint) {
            return claim(60, "fraction.small", Join::Part);
        }
        let named = site.near(Cue::Address);
        claim(if named { 78 } else { 57 }, if named { "address" } else { "count" }, Join::Over)
    }

    fn speak(&self, voice: &mut Voice) {
        if self.minus {
            let style = voice.style;
            voice.word(&style.minus);
        }
        if let Some(whole) = self.whole {
            whole.speak(voice);
            voice.word("và");
        }
        for (n, part) in self.parts.iter().flatten().enumerate() {
            match (n, self.join) {
                (0, _) => part.speak(voice),
                (_, Join::Part) => {
                    voice.word("phần");
                    denominator(*part, voice);
                }
                (_, Join::Over) => {
                    voice.word("trên");
                    part.speak(voice);
                }
                (_, Join::Hours) => {
                    voice.word("trên");
                    part.speak(voice);
                    voice.word("giờ");
                }
                (_, Join::Nothing) => part.speak(voice),
            }
        }
        voice.letters(self.letter);
        if let Some((top, bottom)) = self.to {
            voice.word("đến");
            top.speak(voice);
            voice.word("phần");
            denominator(bottom, voice);
        }
    }
}
