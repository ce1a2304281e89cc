//! Amounts: numbers as they are printed, with sign and range. What quantities are built from; no class by itself.

use super::verbalizer::Verbalizer;
use crate::data::layer::Say;
use crate::lexicon::Lexicon;
use crate::registry::words;
use crate::text::cursor::Cursor;
use crate::text::letter::{is_dash, is_letter};
use crate::vietnamese::number;

/// A number as printed.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Numeral<'d> {
    /// The whole part with its thousands marks: `1.250`.
    pub whole: &'d str,
    /// What stands after the decimal mark, if there is one.
    pub decimals: &'d str,
    /// The decimal mark as printed; 0 if there is none.
    pub mark: u8,
    /// Whether thousands were marked.
    pub grouped: bool,
}

impl<'d> Numeral<'d> {
    /// Reads a number: `1.250.000`, `1 000 000`, `1,250,000.5`, `3,14`, `1.5`.
    pub fn parse(cursor: &mut Cursor<'d>) -> Option<Numeral<'d>> {
        let start = *cursor;
        let mut at = *cursor;
        let first = at.digits();
        if first.is_empty() {
            return None;
        }
        let mut plain = Numeral { whole: first, decimals: "", mark: 0, grouped: false };
        if first.len() <= 3 && !first.starts_with('0') {
            for mark in [b'.', b',', b' '] {
                let mut grouped = at;
                let groups = groups_of_three(&mut grouped, mark);
                let enough = match mark {
                    b'.' => groups >= 1,
                    // 1,808.729: the dot after it tells.
                    b',' => {
                        groups >= 2 || groups == 1 && grouped.byte() == b'.' && grouped.byte_after(1).is_ascii_digit()
                    }
                    // 5 000 đồng: nobody writes three zeros for something else.
                    _ => groups >= 2 || groups == 1 && grouped.since(start).ends_with(" 000"),
                };
                if !enough {
                    continue;
                }
                plain = Numeral { whole: grouped.since(start), grouped: true, ..plain };
                at = grouped;
                break;
            }
        }
        // A decimal mark: the comma, or the dot where it cannot mark thousands.
        for mark in [b',', b'.'] {
            let mut decimal = at;
            if plain.grouped && plain.whole.as_bytes().contains(&mark) {
                continue;
            }
            if decimal.eat(mark) {
                let decimals = decimal.digits();
                let again = decimal.byte() == mark && decimal.byte_after(1).is_ascii_digit();
                if !decimals.is_empty() && !again {
                    plain.decimals = decimals;
                    plain.mark = mark;
                    at = decimal;
                    break;
                }
            }
        }
        // 1.234.5678 or 3,4,7 is no number.
        if matches!(at.byte(), b'.' | b',') && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        *cursor = at;
        Some(plain)
    }

    /// Reads a number behind a currency sign, where one comma before three digits marks thousands: `$2,100`.
    pub fn after_sign(cursor: &mut Cursor<'d>) -> Option<Numeral<'d>> {
        let start = *cursor;
        let number = Numeral::parse(cursor)?;
        if number.mark == b',' && number.decimals.len() == 3 && !number.whole.starts_with('0') {
            return Some(Numeral { whole: cursor.since(start), decimals: "", mark: 0, grouped: true });
        }
        Some(number)
    }

    /// One group of three behind a dot as decimals: 14.763 is 14 and 763 thousandths.
    pub fn as_decimal(&self) -> Option<Numeral<'d>> {
        let (whole, decimals) = self.whole.split_once('.').filter(|(_, rest)| rest.len() == 3 && self.mark == 0)?;
        Some(Numeral { whole, decimals, mark: b'.', grouped: false })
    }

    /// A comma before three digits as English has it before thousands: 50,090, of which two figures or three stand before
    /// the comma. `written` is the number as it stands in the text.
    pub fn as_thousands(&self, written: &'d str) -> Option<Numeral<'d>> {
        let led = (2..=3).contains(&self.whole.len()) && !self.whole.starts_with('0');
        let thousands = self.mark == b',' && self.decimals.len() == 3 && led;
        thousands.then_some(Numeral { whole: written, decimals: "", mark: 0, grouped: true })
    }

    /// Its whole part as a value.
    pub fn value(&self) -> Option<u64> {
        number::value(self.whole)
    }

    /// Whether it is a whole number without any mark.
    pub fn is_bare(&self) -> bool {
        self.mark == 0 && !self.grouped
    }

    /// Whether it is a whole number.
    pub fn is_whole(&self) -> bool {
        self.mark == 0
    }

    /// As a floating number, for comparing.
    pub fn approximate(&self) -> f64 {
        let whole = self.value().unwrap_or(u64::MAX) as f64;
        let fraction = self.decimals.get(..self.decimals.len().min(9)).unwrap_or("");
        let scale = 10f64.powi(fraction.len() as i32);
        whole + fraction.parse::<f64>().unwrap_or(0.0) / scale
    }

    /// Says it.
    pub fn verbalize(&self, verbalizer: &mut Verbalizer) {
        self.verbalize_with(verbalizer, None);
    }

    /// Says it with another word for the decimal mark.
    pub fn verbalize_with(&self, verbalizer: &mut Verbalizer, mark: Option<&str>) {
        // Three zeros and more before a number are no number: 007.
        if self.whole.len() > 2 && self.whole.starts_with('0') {
            verbalizer.digits(self.whole);
        } else {
            verbalizer.cardinal(self.whole);
        }
        if self.mark != 0 {
            let style = verbalizer.style;
            verbalizer.word(mark.unwrap_or(&style.decimal_mark));
            number::decimals(self.decimals, style, verbalizer.out);
        }
    }
}

pub(crate) fn groups_of_three(cursor: &mut Cursor, mark: u8) -> usize {
    let mut groups = 0;
    loop {
        let mut ahead = *cursor;
        if !ahead.eat(mark) || ahead.digits().len() != 3 {
            return groups;
        }
        *cursor = ahead;
        groups += 1;
    }
}

/// A sign before a number.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Sign {
    /// None.
    Plain,
    /// `-5`
    Minus,
    /// `+5`
    Plus,
    /// `±2`
    PlusMinus,
}

impl Sign {
    /// Reads a sign that belongs to a number: it touches the number and nothing touches it from the left.
    pub fn parse(before: Option<char>, cursor: &mut Cursor) -> Option<Sign> {
        let mut ahead = *cursor;
        let free = !before.is_some_and(|c| is_letter(c) || c.is_ascii_digit() || is_dash(c) || c == ')');
        let sign = match ahead.char()? {
            '+' => Sign::Plus,
            '±' => Sign::PlusMinus,
            c if is_dash(c) => Sign::Minus,
            c if c.is_ascii_digit() => return Some(Sign::Plain),
            _ => return None,
        };
        ahead.eat_if(|_| true);
        if free && ahead.byte().is_ascii_digit() {
            *cursor = ahead;
            return Some(sign);
        }
        None
    }

    fn verbalize(self, verbalizer: &mut Verbalizer) {
        match self {
            Sign::Plain => {}
            Sign::Minus => {
                let style = verbalizer.style;
                verbalizer.word(&style.minus);
            }
            Sign::Plus => verbalizer.word(words::shared::PLUS),
            Sign::PlusMinus => verbalizer.word(words::shared::PLUS_MINUS),
        }
    }
}

/// A number, or a range of two, with a sign.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Amount<'d> {
    /// The sign.
    pub sign: Sign,
    /// The number, or where the range begins.
    pub low: Numeral<'d>,
    /// Where the range ends.
    pub high: Option<Numeral<'d>>,
}

impl<'d> Amount<'d> {
    /// Reads a signed number.
    pub fn single(before: Option<char>, cursor: &mut Cursor<'d>) -> Option<Amount<'d>> {
        let mut at = *cursor;
        let sign = Sign::parse(before, &mut at)?;
        let low = Numeral::parse(&mut at)?;
        *cursor = at;
        Some(Amount { sign, low, high: None })
    }

    /// Goes on to the second number of a range: `-8`, ` - 36`.
    pub fn extend(&mut self, cursor: &mut Cursor<'d>) -> bool {
        let mut at = *cursor;
        if !at.spaced_dash() {
            return false;
        }
        let Some(high) = Numeral::parse(&mut at) else { return false };
        self.high = Some(high);
        *cursor = at;
        true
    }

    /// Whether the range rises, as ranges do.
    pub fn rises(&self) -> bool {
        self.high.is_none_or(|high| self.low.approximate() < high.approximate() || self.sign == Sign::Minus)
    }

    /// Says it.
    pub fn verbalize(&self, verbalizer: &mut Verbalizer) {
        self.sign.verbalize(verbalizer);
        self.low.verbalize(verbalizer);
        if let Some(high) = self.high {
            verbalizer.word(words::shared::TO);
            high.verbalize(verbalizer);
        }
    }
}

/// What a quantity is divided by: `/kg`, `/năm`, `/100 km`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Per<'d> {
    /// A number before the unit.
    pub number: Option<Numeral<'d>>,
    /// The unit or noun, as written.
    pub what: &'d str,
    /// Another after it: `/m2/tháng`; empty if there is none.
    pub then: &'d str,
}

impl<'d> Per<'d> {
    /// Reads `/kg`, ` / năm`, `/1.000 dân`.
    pub fn parse(lexicon: &Lexicon, cursor: &mut Cursor<'d>) -> Option<Per<'d>> {
        let mut at = *cursor;
        at.spaces();
        if !at.eat(b'/') {
            return None;
        }
        at.spaces();
        if let Some(number) = Numeral::parse(&mut at) {
            let mut unit = at;
            unit.spaces();
            let what = unit_text(&mut unit, lexicon);
            if what.is_empty() {
                return None;
            }
            *cursor = unit;
            return Some(Per { number: Some(number), what, then: "" });
        }
        let what = unit_text(&mut at, lexicon);
        if what.is_empty() {
            return None;
        }
        let mut then = "";
        if at.byte() == b'/' && at.byte_after(1) >= b'A' {
            let mut next = at;
            next.eat(b'/');
            then = unit_text(&mut next, lexicon);
            // đ/kg/tháng, but not and/or of many words.
            let rate = lexicon.unit(what).is_some() && lexicon.unit(then).is_some() && next.byte() != b'/';
            if rate {
                at = next;
            } else if at.byte_after(1).is_ascii_alphabetic() {
                return None;
            } else {
                then = "";
            }
        }
        *cursor = at;
        Some(Per { number: None, what, then })
    }

    /// Says it; `trên` after a measure of speed or strength, `một` after money and counts.
    pub fn verbalize(&self, after_unit: bool, verbalizer: &mut Verbalizer) {
        self.verbalize_with(after_unit, words::shared::OVER, verbalizer);
    }

    /// As [`Per::speak`], with another word before a number: money is `cho` ten eggs.
    pub fn verbalize_with(&self, after_unit: bool, over: &str, verbalizer: &mut Verbalizer) {
        let lexicon = verbalizer.lexicon;
        let unit = lexicon.unit(self.what);
        let read = unit.map_or(self.what, |u| u.read.as_str());
        let read = words::shared::OF_PERSONS.get(self.what).unwrap_or(read);
        let say = lexicon.abbreviation(self.what).filter(|_| unit.is_none()).map(|(_, entry)| &entry.senses[0].say);
        let read = if let Some(Say::Read(read)) = say { read } else { read };
        if let Some(number) = self.number {
            verbalizer.word(over);
            number.verbalize(verbalizer);
        } else if after_unit && unit.is_some_and(|u| !u.word) {
            verbalizer.word(words::shared::OVER);
        } else {
            verbalizer.word(words::shared::ONE);
        }
        match say {
            Some(Say::Letters) => verbalizer.letters(self.what),
            _ => verbalizer.word(read),
        }
        if !self.then.is_empty() {
            verbalizer.word(words::shared::ONE);
            verbalizer.word(lexicon.unit(self.then).map_or(self.then, |u| u.read.as_str()));
        }
    }
}

/// A unit after a slash: a known unit with its power, or a plain small word (`suất`, `lượng`).
fn unit_text<'d>(cursor: &mut Cursor<'d>, lexicon: &Lexicon) -> &'d str {
    let start = *cursor;
    let mut at = *cursor;
    let word = at.word();
    let mut power = at;
    if (power.eat(b'2') || power.eat(b'3') || power.eat_str("²") || power.eat_str("³"))
        && !power.inside_word()
        && lexicon.unit(power.since(start)).is_some()
    {
        *cursor = power;
        return power.since(start);
    }
    if at.byte().is_ascii_digit() {
        return "";
    }
    let known = lexicon.unit(word).is_some() || lexicon.abbreviation(word).is_some();
    let plain = word.chars().all(char::is_lowercase) && word.chars().count() > 1;
    if known || plain {
        *cursor = at;
        return word;
    }
    ""
}

/// The unit that stands at the cursor, after at most one space.
pub fn unit<'c>(lexicon: &'c Lexicon, cursor: &mut Cursor) -> Option<&'c crate::data::layer::Unit> {
    let mut at = *cursor;
    let spaced = at.eat(b' ');
    let start = at;
    // Most numbers stand before a Vietnamese word; no unit begins like one of those.
    if !(at.byte().is_ascii_alphabetic() || matches!(at.byte(), 0xC2 | 0xCE | 0xE2 | b'%')) {
        return None;
    }
    while at
        .eat_if(|c| is_letter(c) || matches!(c, '°' | 'º' | '℃' | '℉' | 'µ' | '²' | '³' | '%' | '‰' | '‱' | '⊕' | '☉'))
        .is_some()
    {}
    // mm Hg, fl oz: nearly no unit is more than one word.
    if matches!(at.byte(), b' ' | b'-' | b'/' | b'.' | 0xC2 | 0xE2)
        && let Some(longer) = lexicon.longer_unit(at.since(start), start.rest())
    {
        at = start;
        at.eat_str(&longer.write);
        *cursor = at;
        return Some(longer);
    }
    // m2, m3: the digit belongs to the unit if nothing follows.
    let mut power = at;
    if (power.eat(b'2') || power.eat(b'3'))
        && !power.inside_word()
        && let Some(unit) = lexicon.unit(power.since(start))
    {
        *cursor = power;
        return Some(unit);
    }
    let text = at.since(start);
    if text.is_empty() {
        return None;
    }
    let unit = lexicon.unit(text)?;
    // A capital alone after a space is a letter (51 F), a small word after a space says itself.
    if unit.word || spaced && unit.attached && text.len() == 1 {
        return None;
    }
    *cursor = at;
    Some(unit)
}
