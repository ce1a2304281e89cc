//! Measures: `50km`, `5 m2`, `27-36°C`, `1m75`, `10x15m`, `7,2 tấn/ha`.

mod compound;
mod degrees;
mod letter;
mod pair;
mod product;
mod shape;
mod signed;

pub use shape::Measure;

use super::cardinal::is_decade;
use super::phone::is_emergency;
use crate::data::layer::Cue;
use crate::recognize::amount::{Amount, Numeral, Per, Sign, unit};
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use compound::compound;
use degrees::{degrees, side};
use letter::spaced_letter;
use pair::pair;
use product::product;
use shape::{MeasureShape, claim, unit_text};
use signed::{goes_on, is_double_quote_open, signed};

impl<'d> Measure<'d> {
    /// A number and a unit in small letters before a plain word or punctuation: `rộng 15km, dài`, `100 m2 đất`.
    fn among_plain_words(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
        let (amount, end) = token.amount().filter(|(amount, _)| amount.sign == Sign::Plain)?;
        let number = amount.low;
        let spaced = end.byte() == b' ';
        let first = end.byte_after(usize::from(spaced));
        // Hours, minutes, pills, addresses (1.5km.vn), long numbers, emergency numbers and names are somebody else's.
        let timed = !spaced && (matches!(first, b'h' | b'g' | b'p' | b'v') || number.mark == b'.');
        let coded = number.whole.len() > if number.grouped { 9 } else { 7 }
            || number.whole.len() > 1 && number.whole.starts_with('0')
            || is_emergency(number.whole);
        if !first.is_ascii_lowercase() || timed || coded || !token.stands_apart() {
            return None;
        }
        if token.cue_on_left(Cue::Quarter) {
            return None;
        }
        let claim = quantity(token);
        let sure = claim.as_ref().is_some_and(|claim| {
            let after = Cursor::new(token.text, claim.end);
            let unit = after.since(end).trim_start();
            let money = token.lexicon.currency(unit).is_some() || words::measure::SCALES_OF_MONEY.has(unit);
            // Sâu 1m2 is a metre and twenty centimetres.
            let deep = !spaced && number.whole.len() == 1 && unit.ends_with(['2', '3']);
            let range = super::range::may_lead(token, after);
            claim.rule == Rule::Measure
                && !range
                && !money
                && !deep
                && after.is_over()
                && !matches!(after.next_word(), "x" | "X")
        });
        if sure { claim } else { None }
    }
}

impl<'d> Recognizer<'d> for Measure<'d> {
    const CLASS: ClassName = ClassName::Measure;
    const START_TOKENS: Kinds = Kinds(
        TokenKind::Capitals as u16 | TokenKind::Number as u16 | TokenKind::Digits as u16 | TokenKind::Symbol as u16,
    );

    fn can_exceed(token: &TokenContext<'d, '_>, weight: u8) -> bool {
        let mut at = token.cursor();
        at.eat_if(|c| c == '+' || c == '±' || crate::text::letter::is_dash(c));
        at.number();
        // The sign of degrees; đ for points; 3N2Đ, 3n2đ, 1T2L.
        weight < Rule::MeasureCompound.weight()
            || at.next_sign() == 0xC2
            || matches!(at.byte(), b'N' | b'S' | b'E' | b'W') && weight < Rule::MeasureCoordinate.weight()
            || matches!(at.byte(), b'N' | b'T' | b'n' | b'V' | b'A') && weight < Rule::MeasurePair.weight()
            || at.byte() == 0xC4 && weight < Rule::MeasurePoints.weight()
    }

    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        FastPath::wins_or_contest(Self::among_plain_words(token))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
        if token.touches_left() {
            return None;
        }
        if !token.text.as_bytes()[token.start].is_ascii_digit()
            && token.cursor().char().is_some_and(char::is_alphabetic)
        {
            return bare(token);
        }
        if let Some(signed) = signed(token) {
            return Some(signed);
        }
        if let Some(scaled) = scaled(token) {
            return Some(scaled);
        }
        // What follows the number tells which shapes are worth trying.
        let mut after = token.cursor();
        after.eat_if(|c| c == '+' || c == '±' || crate::text::letter::is_dash(c));
        after.number();
        let sign = after.byte();
        // Most numbers, and ranges, stand before a word that is no unit.
        let mut last = after;
        last.dash_and_number();
        let word = if last.byte() == b' ' { last.next_word() } else { "" };
        let known = word.is_empty() || matches!(word, "x" | "X") || token.lexicon.tells_of_number(word);
        let factor = || words::measure::FACTORS.has(word);
        if !(known
            || factor()
            || words::measure::SHARES.get(word).is_some()
            || words::measure::SPACED_LETTERS.get(word).is_some())
        {
            return None;
        }
        let multiplied = |token| {
            let soon = after.rest().as_bytes();
            let soon = &soon[..soon.len().min(14)];
            let times =
                memchr::memchr2(b'x', b'X', soon).is_some() || memchr::memmem::find(soon, "×".as_bytes()).is_some();
            if times { product(token) } else { None }
        };
        if sign >= 0x80 || sign == b' ' && after.byte_after(1) >= 0x80 {
            return degrees(token).or_else(|| multiplied(token)).or_else(|| quantity(token));
        }
        match sign {
            b'/' => fraction(token).or_else(|| rate(token)),
            b'x' | b'X' => multiplied(token),
            b' ' | b'-' => multiplied(token).or_else(|| quantity(token)).or_else(|| spaced_letter(token)),
            _ if sign.is_ascii_alphabetic() => {
                let within =
                    || pair(token).or_else(|| compound(token)).or_else(|| side(token)).or_else(|| quantity(token));
                multiplied(token).or_else(within)
            }
            _ => None,
        }
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        self.say(verbalizer);
    }
}

fn quantity<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let (mut amount, mut at) = token.amount()?;
    let first = unit_text(token, &mut at);
    let mut range = at;
    let mut with_range = amount;
    if with_range.extend(&mut range)
        && let Some(second) = unit_text(token, &mut range)
        && (first.is_none() || lone_range(token, at))
    {
        amount = with_range;
        at = range;
        if first.is_none() && is_of_hours(token, &amount, second, at) {
            return hours(amount, at);
        }
        let per = Per::parse(token.lexicon, &mut at);
        let rule = if amount.rises() { Rule::MeasureRange } else { Rule::MeasureRangeFalling };
        return match (first, amount.high) {
            (Some(first), Some(high)) => {
                let low = Amount { high: None, ..amount };
                claim(at, rule, MeasureShape::Twice(low, first, high), second, per)
            }
            _ => claim(at, rule, MeasureShape::Amount(amount), second, per),
        };
    }
    let mut text = first?;
    if is_of_hours(token, &amount, text, at) {
        return hours(amount, at);
    }
    let touching = token.text.as_bytes().get(at.at() - text.len() - 1) != Some(&b' ');
    // 320 kb/s is a speed, whose bits are bits.
    let stored = |_: &&str| (touching || text.len() > 1) && at.byte() != b'/' && token.cue_in_sentence(Cue::Storage);
    if let Some(bytes) = words::measure::BYTES.get(text).filter(stored) {
        text = bytes;
    }
    // Ba ng lên xe: so small a mass is told of only in what is dissolved.
    if words::measure::ONLY_RATES.has(text) && at.next_sign() != b'/' {
        return None;
    }
    // Sóng 4g
    let generation = text == "g" && amount.low.is_bare() && amount.low.whole.len() == 1 && !at.byte().is_ascii_digit();
    if generation && is_generation(token) {
        return claim(at, Rule::MeasureGeneration, MeasureShape::Signed(amount, words::measure::GENERATION), "", None);
    }
    // The 1960s, những năm 90s: a decade, no seconds.
    if text == "s" && amount.high.is_none() && is_decade(token, &amount.low) {
        return None;
    }
    // iPhone 6s is a name.
    if text == "s" && token.cue_on_left(Cue::Model) {
        return None;
    }
    // Mạch 88 l/p
    if let Some(beats) = words::measure::BEATS.get(text).filter(|_| token.phrase_on_left(words::measure::BEFORE_BEATS))
    {
        let per = Per::parse(token.lexicon, &mut at);
        return claim(at, Rule::MeasureBeats, MeasureShape::Signed(amount, beats), "", per);
    }
    // 720p, 1080p are lines of a picture.
    if text == "p" && amount.low.value().is_none_or(|v| v > 200) {
        return None;
    }
    if at.byte().is_ascii_digit() {
        return None;
    }
    let spaced = token.text.as_bytes().get(at.at() - text.len() - 1) == Some(&b' ');
    let letter = text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase());
    // 51 F, 12 A: a capital letter after a space is a letter more often than a unit; 3s, 5g are what they look like.
    if spaced && letter {
        return None;
    }
    if letter && amount.low.is_bare() && token.before_dash(at) && !before_other_unit(token, at) {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    // 65W, 12V are said as units; 5A, 3F, 4K are names as often. No name has a decimal: 22,5W.
    let sure = letter && words::measure::SURE_LETTERS.get(text).is_some();
    let ampere = || words::measure::AMPERES.get(text).is_some();
    let decimal = !amount.low.is_whole() && amount.low.mark == b',' && !at.inside_word();
    let rule = match () {
        () if letter && decimal && (sure || ampere()) => Rule::Measure,
        () if sure && !token.cue_on_left(Cue::Named) => Rule::MeasureLetter,
        () if letter => Rule::MeasureLetterOrName,
        () => Rule::Measure,
    };
    claim(at, rule, MeasureShape::Amount(amount), text, per)
}

/// Whether g stands for hours: khung giờ 6-8g và 16-18g.
fn is_of_hours(token: &TokenContext, amount: &Amount, unit: &str, end: Cursor) -> bool {
    unit == "g"
        && end.is_over()
        && amount.low.is_bare()
        && (token.phrase_on_left(words::measure::BEFORE_HOURS) || goes_on(token, Rule::MeasureHours))
}

fn hours<'d>(amount: Amount<'d>, end: Cursor<'d>) -> Option<Hypothesis<Measure<'d>>> {
    claim(end, Rule::MeasureHours, MeasureShape::Signed(amount, words::measure::HOURS), "", None)
}

/// `15 nghìn ha`, `10-15 triệu ha`: what looks like a word is a unit behind the word for a scale.
fn scaled<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let (mut amount, mut at) = token.amount()?;
    amount.extend(&mut at);
    if !at.eat(b' ') {
        return None;
    }
    let scale = at.word();
    if !words::measure::SCALES.has(scale) || !at.eat(b' ') {
        return None;
    }
    let unit = at.word();
    if !words::measure::AFTER_SCALES.has(unit) || at.inside_word() {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    claim(at, Rule::Measure, MeasureShape::Scaled(amount, scale), unit, per)
}

/// Whether networks of a generation are told of: `mạng 4g`, `3g, 4g`.
fn is_generation(token: &TokenContext) -> bool {
    let again = || token.previous_within(3, &[]).is_some_and(|p| p.rule == Rule::MeasureGeneration);
    token.phrase_on_left(words::measure::NETWORKS) || again()
}

/// A unit after a number in words: `16 triệu m3`, `mỗi kg`, `vài chục km/h`.
fn bare<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let start = at;
    let (word, end) = token.word();
    if word.bytes().all(|b| b.is_ascii_uppercase()) && end.byte().is_ascii() {
        return None; // capitals alone are no unit
    }
    // 50 triệu cp
    if let Some(said) = words::measure::SHARES.get(word)
        && (words::measure::SCALES.has(token.word_before()) || is_behind_scale(token))
        && !end.inside_word()
    {
        return claim(end, Rule::MeasureShares, MeasureShape::Word(said), "", None);
    }
    let entry = unit(token.lexicon, &mut at)?;
    let text = at.since(start);
    let length = text.chars().count();
    let small =
        text.chars().all(|c| !c.is_uppercase()) && length > 1 || length > 2 && text.chars().any(char::is_lowercase);
    if !small
        || at.byte().is_ascii_digit()
        || entry.attached
        || entry.exact
        || entry.time
        || at.char().is_some_and(crate::text::letter::is_letter)
        || token.lexicon.abbreviation(text).is_some()
        || words::measure::ONLY_RATES.has(text)
    {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    claim(at, Rule::MeasureUnit, MeasureShape::Unit, text, per)
}

/// Whether the reading before is a number with the short form of its scale: 7,1tr cp.
fn is_behind_scale(token: &TokenContext) -> bool {
    let counted = |class| matches!(class, ClassName::Money | ClassName::Measure | ClassName::Cardinal);
    token.previous.is_some_and(|p| counted(p.class) && p.end + 1 == token.start)
}

/// `220V-50Hz`: a dash and a number with a unit of its own.
fn before_other_unit<'d>(token: &TokenContext<'d, '_>, after_first: Cursor<'d>) -> bool {
    let mut at = after_first;
    at.spaced_dash()
        && Numeral::parse(&mut at).is_some()
        && unit(token.lexicon, &mut at).is_some_and(|unit| unit.write.len() > 1)
        && !at.inside_word()
}

/// After a unit, a dash and a number with a unit: a range, not two measures (110kV-40MVA).
fn lone_range<'d>(token: &TokenContext<'d, '_>, after_first: Cursor<'d>) -> bool {
    let mut at = after_first;
    at.spaced_dash();
    Numeral::parse(&mut at);
    let start = at;
    let second = unit(token.lexicon, &mut at).map(|_| at.since(start).trim_start());
    let first = &token.text[token.start..after_first.at()];
    second.is_some_and(|s| first.ends_with(s))
}

/// `1/2kg`, `3/4"`
fn fraction<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let top = Numeral::parse(&mut at)?;
    at.eat(b'/').then_some(())?;
    let bottom = Numeral::parse(&mut at)?;
    let mut inch = at;
    // vòi 3/4", ống 1/2 inch
    if bottom.value().is_some_and(|parts| matches!(parts, 2 | 4 | 8 | 16 | 32))
        && (inch.eat(b'"') && !is_double_quote_open(token)
            || inch.eat(b' ') && inch.eat_str(words::measure::INCH_WRITTEN) && !inch.inside_word())
    {
        let shape = MeasureShape::Fraction(top, bottom);
        return claim(inch, Rule::MeasureFraction, shape, words::measure::INCH_WRITTEN, None);
    }
    if !top.is_bare() || !bottom.is_bare() || at.byte() == b' ' || bottom.value()? > 10 {
        return None;
    }
    let text = unit_text(token, &mut at)?;
    // 118/27/3A: a house
    if text.len() == 1 && text.bytes().all(|b| b.is_ascii_uppercase()) {
        return None;
    }
    claim(at, Rule::MeasureFraction, MeasureShape::Fraction(top, bottom), text, None)
}

/// `18.000/mm3`: a bare number over a unit that cannot be a word.
fn rate<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let (amount, mut at) = token.amount()?;
    let per = Per::parse(token.lexicon, &mut at).filter(|p| p.number.is_none() && p.what.len() > 1)?;
    token.lexicon.unit(per.what).filter(|u| !u.word && !u.time)?;
    // Goods are sold by these; cells are counted by mm3.
    let sold = words::measure::SOLD_BY.get(per.what).is_some();
    let shape =
        if sold && token.cue_within(Cue::Money) { MeasureShape::Price(amount) } else { MeasureShape::Amount(amount) };
    claim(at, Rule::MeasureRate, shape, "", Some(per))
}
