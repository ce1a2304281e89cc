//! Measures: `50km`, `5 m2`, `27-36°C`, `1m75`, `10x15m`, `7,2 tấn/ha`.

use super::phone::is_emergency;
use crate::data::layer::{Cue, Domain};
use crate::recognize::amount::{Amount, Numeral, Per, Sign, unit};
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;

/// A quantity with its unit.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'d> {
    shape: MeasureShape<'d>,
    unit: &'d str,
    per: Option<Per<'d>>,
}

#[derive(Clone, Copy, Debug)]
enum MeasureShape<'d> {
    Amount(Amount<'d>),
    /// The unit alone.
    Unit,
    /// `3kg-6kg`
    Twice(Amount<'d>, &'d str, Numeral<'d>),
    /// `1m75`
    Compound(Numeral<'d>, &'d str, Option<(Numeral<'d>, &'d str)>),
    /// `giá 18.000/kg`: an amount whose currency goes without saying
    Price(Amount<'d>),
    /// `1,2M người`, `65"`, `5*`, `28đ`: an amount and what is said for the sign behind it.
    Signed(Amount<'d>, &'static str),
    /// `1/2kg`
    Fraction(Numeral<'d>, Numeral<'d>),
    /// `10x15x20m`
    Product([Option<(Numeral<'d>, &'d str)>; 4]),
    /// `8°30'`
    Degrees(Numeral<'d>, &'d str, &'d str, &'d str),
}

fn unit_text<'d>(token: &TokenContext<'d, '_>, cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let start = *cursor;
    unit(token.lexicon, cursor)?;
    Some(cursor.since(start).trim_start())
}

/// `x` or `×` between numbers.
fn times(cursor: &mut Cursor) -> bool {
    let mut at = *cursor;
    at.eat(b' ');
    let sign = at.eat(b'x') || at.eat(b'X') || at.eat_str("×");
    at.eat(b' ');
    let fits = sign && at.byte().is_ascii_digit();
    if fits {
        *cursor = at;
    }
    fits
}

impl<'d> Measure<'d> {
    /// A number and a unit in small letters before a plain word or punctuation: `rộng 15km, dài`, `100 m2 đất`.
    fn among_plain_words(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
        let (amount, end) = token.amount().filter(|(amount, _)| amount.sign == Sign::Plain)?;
        let number = amount.low;
        let spaced = end.byte() == b' ';
        let first = end.byte_after(usize::from(spaced));
        // Hours, minutes, addresses (1.5km.vn), long numbers, emergency numbers and names are somebody else's.
        let timed = !spaced && (matches!(first, b'h' | b'g' | b'p') || number.mark == b'.');
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
            claim.rule == Rule::Measure && !money && !deep && after.is_over() && !matches!(after.next_word(), "x" | "X")
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
        at.number();
        // The sign of degrees; đ for points.
        weight < Rule::MeasureCompound.weight()
            || at.next_sign() == 0xC2
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
        // What follows the number tells which shapes are worth trying.
        let mut after = token.cursor();
        after.eat_if(|c| c == '+' || c == '±' || crate::text::letter::is_dash(c));
        after.number();
        let sign = after.byte();
        // Most numbers, and ranges, stand before a word that is no unit.
        let mut last = after;
        last.dash_and_number();
        let word = if last.byte() == b' ' { last.next_word() } else { "" };
        if !(word.is_empty() || matches!(word, "x" | "X") || token.lexicon.tells_of_number(word)) {
            return None;
        }
        let product = |token| {
            let soon = after.rest().as_bytes();
            let soon = &soon[..soon.len().min(12)];
            let times =
                memchr::memchr2(b'x', b'X', soon).is_some() || memchr::memmem::find(soon, "×".as_bytes()).is_some();
            if times { product(token) } else { None }
        };
        if sign >= 0x80 || sign == b' ' && after.byte_after(1) >= 0x80 {
            return degrees(token).or_else(|| product(token)).or_else(|| quantity(token));
        }
        match sign {
            b'/' => fraction(token).or_else(|| rate(token)),
            b'x' | b'X' => product(token),
            b' ' | b'-' => product(token).or_else(|| quantity(token)),
            _ if sign.is_ascii_alphabetic() => product(token).or_else(|| compound(token)).or_else(|| quantity(token)),
            _ => None,
        }
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let lexicon = verbalizer.lexicon;
        let read = lexicon.unit(self.unit).map_or("", |u| u.read.as_str());
        match self.shape {
            MeasureShape::Amount(amount) => {
                amount.verbalize(verbalizer);
                verbalizer.word(read);
            }
            MeasureShape::Price(amount) => amount.verbalize(verbalizer),
            MeasureShape::Signed(amount, sign) => {
                amount.verbalize(verbalizer);
                verbalizer.word(sign);
            }
            MeasureShape::Unit => verbalizer.word(read),
            MeasureShape::Twice(low, first, high) => {
                low.verbalize(verbalizer);
                verbalizer.word(lexicon.unit(first).map_or("", |u| u.read.as_str()));
                verbalizer.word(words::shared::TO);
                high.verbalize(verbalizer);
                verbalizer.word(read);
            }
            MeasureShape::Compound(whole, rest, to) => {
                for (n, (whole, rest)) in [(whole, rest)].into_iter().chain(to).enumerate() {
                    if n > 0 {
                        verbalizer.word(words::shared::TO);
                    }
                    whole.verbalize(verbalizer);
                    verbalizer.word(read);
                    if rest.starts_with('0') {
                        verbalizer.digits(rest);
                    } else if !rest.is_empty() {
                        verbalizer.cardinal(rest);
                    }
                }
            }
            MeasureShape::Fraction(a, b) => {
                a.verbalize(verbalizer);
                verbalizer.word(words::shared::PART);
                super::fraction::denominator(b, verbalizer);
                verbalizer.word(read);
            }
            MeasureShape::Product(factors) => {
                // 10x15m says its unit once; in 500 mg x 2 and 80cm x 3,2 m each factor has its own.
                for (n, (factor, unit)) in factors.iter().flatten().enumerate() {
                    if n > 0 {
                        verbalizer.word(words::shared::TIMES);
                    }
                    factor.verbalize(verbalizer);
                    if let Some(unit) = lexicon.unit(unit) {
                        verbalizer.word(&unit.read);
                    }
                }
            }
            MeasureShape::Degrees(degrees, minutes, seconds, side) => {
                degrees.verbalize(verbalizer);
                verbalizer.word(words::measure::DEGREES);
                for (text, name) in [(minutes, words::measure::MINUTES), (seconds, words::measure::SECONDS)] {
                    if !text.is_empty() {
                        verbalizer.cardinal(text);
                        verbalizer.word(name);
                    }
                }
                if let Some(side) = words::measure::SIDES.get(side) {
                    verbalizer.word(side);
                }
            }
        }
        if let Some(per) = self.per {
            let bare = self.unit.is_empty() && matches!(self.shape, MeasureShape::Amount(_));
            per.verbalize(bare || lexicon.unit(per.what).is_some_and(|u| u.time || small(self.unit)), verbalizer);
        }
    }
}

/// Units of strength are said over each other: mi li gam trên mi li lít.
fn small(unit: &str) -> bool {
    words::measure::SMALL_UNITS.get(unit).is_some()
}

fn claim<'d>(
    at: Cursor<'d>,
    rule: Rule,
    shape: MeasureShape<'d>,
    unit: &'d str,
    per: Option<Per<'d>>,
) -> Option<Hypothesis<Measure<'d>>> {
    Some(Hypothesis::new(at, rule, Measure { shape, unit, per }))
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
    let text = first?;
    // iPhone 6s is a name.
    if text == "s" && token.cue_on_left(Cue::Model) {
        return None;
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
    if letter && amount.low.is_bare() && token.before_dash(at) {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    // 65W, 12V are said as units; 5A, 3F, 4K are names as often.
    let rule = match () {
        () if words::measure::SURE_LETTERS.get(text).is_some() && !token.cue_on_left(Cue::Named) => Rule::MeasureLetter,
        () if letter => Rule::MeasureLetterOrName,
        () => Rule::Measure,
    };
    claim(at, rule, MeasureShape::Amount(amount), text, per)
}

/// `1,2M người`, `350K lượt`, `65"` of a screen, `5*` of a hotel, `28đ` of a table of football.
fn signed<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let (amount, mut at) = token.amount()?;
    let mut scaled = at;
    if let Some(scale) = scaled.eat_from(words::measure::MAGNITUDES) {
        let counted = scaled.byte() == b' ' && token.phrase_on_right(scaled, words::measure::COUNTED);
        let shape = MeasureShape::Signed(amount, scale);
        return if counted { claim(scaled, Rule::MeasureMagnitude, shape, "", None) } else { None };
    }
    // The sign is looked at first: nearly always there is none, and neighbours need not be asked.
    let (rule, said) = if at.eat(b'"') || at.eat_str("″") || at.eat_str("''") || at.eat_str("”") {
        (Rule::MeasureInches, words::measure::INCH)
    } else if at.eat(b'*') {
        (Rule::MeasureStars, words::measure::STARS)
    } else {
        at.eat_from(words::measure::POINT)?;
        (Rule::MeasurePoints, words::measure::POINTS)
    };
    let small = || amount.low.is_bare() && amount.low.value().is_some_and(|v| v <= 150);
    let known = matches!(at.byte(), b' ' | b',' | b'.' | b';' | b')' | b'\n' | 0)
        && match rule {
            Rule::MeasureInches => small() && token.cue_within(Cue::Screen),
            Rule::MeasureStars => token.cue_within(Cue::Stars),
            _ => {
                small()
                    && (token.domain() == Some(Domain::Sport)
                        || token.phrase_on_right(at, words::measure::AFTER_POINTS))
            }
        };
    if known { claim(at, rule, MeasureShape::Signed(amount, said), "", None) } else { None }
}

/// A unit after a number in words: `16 triệu m3`, `mỗi kg`, `vài chục km/h`.
fn bare<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let start = at;
    let (word, end) = token.word();
    if word.bytes().all(|b| b.is_ascii_uppercase()) && end.byte().is_ascii() {
        return None; // capitals alone are no unit
    }
    let entry = unit(token.lexicon, &mut at)?;
    let text = at.since(start);
    let length = text.chars().count();
    let small =
        text.chars().all(|c| !c.is_uppercase()) && length > 1 || length > 2 && text.chars().any(char::is_lowercase);
    if !small
        || at.byte().is_ascii_digit()
        || entry.attached
        || entry.time
        || at.char().is_some_and(crate::text::letter::is_letter)
        || token.lexicon.abbreviation(text).is_some()
    {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    claim(at, Rule::MeasureUnit, MeasureShape::Unit, text, per)
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

/// `1m75`
fn compound<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let whole = Numeral::parse(&mut at)?;
    let name = at.word();
    let entry = token.lexicon.unit(name).filter(|u| u.compound)?;
    let rest = at.digits();
    let inside = at.inside_word() && !(name == "m" && at.rest().starts_with("cm"));
    if !(1..=2).contains(&rest.len()) || inside || !whole.is_whole() || entry.write.len() != name.len() {
        return None;
    }
    // 5m2, 5m3 are areas and volumes; only a height or depth of few metres ends in 2 or 3 by itself.
    let tall = whole.whole.len() == 1 && words::measure::BEFORE_HEIGHTS.has(token.word_before());
    let deep = tall && (token.cue_within(Cue::Depth) || words::measure::HIGH.has(token.word_before()));
    if (rest == "2" || rest == "3") && !deep {
        return None;
    }
    // 1m94cm: the smaller unit goes without saying.
    let mut smaller = at;
    if name == "m" && smaller.eat_str("cm") && !smaller.inside_word() {
        at = smaller;
    }
    // cao 1m60-1m75
    let mut range = at;
    let to = (range.spaced_dash())
        .then(|| {
            let high = Numeral::parse(&mut range)?;
            let same = range.word() == name;
            let rest = range.digits();
            (same && rest.len() <= 2 && !range.inside_word() && high.is_whole()).then_some((high, rest))
        })
        .flatten();
    claim(
        if to.is_some() { range } else { at },
        Rule::MeasureCompound,
        MeasureShape::Compound(whole, rest, to),
        name,
        None,
    )
}

/// `1/2kg`
fn fraction<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let top = Numeral::parse(&mut at)?;
    at.eat(b'/').then_some(())?;
    let bottom = Numeral::parse(&mut at)?;
    if !top.is_bare() || !bottom.is_bare() || at.byte() == b' ' || bottom.value()? > 10 {
        return None;
    }
    let text = unit_text(token, &mut at)?;
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

/// `10x15m`, `100cm x 50cm`, `4x100m`
fn product<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let mut factors = [None; 4];
    let mut count = 0;
    while count < factors.len() && (count == 0 || times(&mut at)) {
        let factor = Numeral::parse(&mut at)?;
        factors[count] = Some((factor, unit_text(token, &mut at).unwrap_or("")));
        count += 1;
    }
    if count < 2 || at.inside_word() {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    claim(at, Rule::MeasureProduct, MeasureShape::Product(factors), "", per)
}

/// `8°30'N`, `105 độ` needs no help.
fn degrees<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    let whole = Numeral::parse(&mut at)?;
    if whole.whole.len() > 3 || whole.grouped {
        return None;
    }
    at.eat(b' ');
    at.eat_if(|c| matches!(c, '°' | 'º'))?;
    at.eat(b' ');
    let mut parts = ["", ""];
    for (n, part) in parts.iter_mut().enumerate() {
        let mut ahead = at;
        let digits = ahead.digits();
        let marked = if n == 0 {
            ahead.eat_if(|c| matches!(c, '\'' | '’' | '′')).is_some()
        } else {
            ahead.eat_if(|c| matches!(c, '"' | '”' | '″')).is_some() || ahead.eat_str("''")
        };
        if digits.is_empty() || digits.len() > 2 || !marked {
            break;
        }
        *part = digits;
        at = ahead;
    }
    let mut side = at;
    side.eat(b' ');
    let mut end = side;
    let named = end.eat_from(words::measure::SIDES).is_some();
    if named && !end.inside_word() {
        let letter = end.since(side);
        return claim(end, Rule::MeasureCoordinate, MeasureShape::Degrees(whole, parts[0], parts[1], letter), "", None);
    }
    if !whole.is_whole()
        || parts[0].is_empty() && (at.inside_word() || !token.cue_within(Cue::Coordinate) && at.byte() == b'C')
    {
        return None;
    }
    let end = if parts[0].is_empty() && at.since(token.cursor()).ends_with(' ') {
        // Give the space after the degree sign back.
        let mut back = token.cursor();
        back.digits();
        back.eat(b' ');
        back.eat_if(|_| true);
        back
    } else {
        at
    };
    claim(end, Rule::MeasureDegrees, MeasureShape::Degrees(whole, parts[0], parts[1], ""), "", None)
}

impl TokenContext<'_, '_> {
    /// Whether a dash and a number follow: 51F-123.45 is no amount of farads.
    fn before_dash(&self, cursor: Cursor) -> bool {
        let mut at = cursor;
        at.spaced_dash() && at.byte().is_ascii_digit()
    }
}
