//! What a measure is and how it is said.

use crate::recognize::amount::{Amount, Numeral, Per, unit};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;

/// A quantity with its unit.
#[derive(Clone, Copy, Debug)]
pub struct Measure<'d> {
    pub(super) shape: MeasureShape<'d>,
    pub(super) unit: &'d str,
    pub(super) per: Option<Per<'d>>,
}

#[derive(Clone, Copy, Debug)]
pub(super) enum MeasureShape<'d> {
    Amount(Amount<'d>),
    /// The unit alone.
    Unit,
    /// A short form of what is counted, alone: 50 triệu cp.
    Word(&'static str),
    /// `3kg-6kg`
    Twice(Amount<'d>, &'d str, Numeral<'d>),
    /// `1m75`
    Compound(Numeral<'d>, &'d str, Option<(Numeral<'d>, &'d str)>),
    /// `giá 18.000/kg`: an amount whose currency goes without saying
    Price(Amount<'d>),
    /// `15 nghìn ha`: an amount and the word for its scale.
    Scaled(Amount<'d>, &'d str),
    /// `1,2M người`, `65"`, `5*`, `28đ`: an amount and what is said for the sign behind it.
    Signed(Amount<'d>, &'static str),
    /// `3N2Đ`: a number and what it counts, and another.
    Pair(Numeral<'d>, &'static str, Numeral<'d>, &'static str),
    /// `87V, 81B, 110Đ`: numbers of medals, and of what metal.
    Medals([Option<(Numeral<'d>, &'static str)>; MEDALS]),
    /// `220 V`: the letter stands after a space.
    Letter(Amount<'d>, &'d str),
    /// `15,021N`: decimal degrees and a side.
    Side(Numeral<'d>, &'d str),
    /// `1/2kg`
    Fraction(Numeral<'d>, Numeral<'d>),
    /// `10x15x20m`
    Product([Option<Factor<'d>>; 4]),
    /// `8°30'`
    Degrees(Numeral<'d>, &'d str, &'d str, &'d str),
}

/// A factor of a product: a number, its unit, and what stands behind the unit (1m8).
#[derive(Clone, Copy, Debug)]
pub(super) struct Factor<'d> {
    pub(super) number: Numeral<'d>,
    pub(super) unit: &'d str,
    pub(super) rest: &'d str,
}

/// Gold, silver, bronze.
pub(super) const MEDALS: usize = 3;

pub(super) fn unit_text<'d>(token: &TokenContext<'d, '_>, cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let start = *cursor;
    unit(token.lexicon, cursor)?;
    Some(cursor.since(start).trim_start())
}

impl Measure<'_> {
    /// Says it.
    pub(super) fn say(&self, verbalizer: &mut Verbalizer) {
        let lexicon = verbalizer.lexicon;
        let read = lexicon.unit(self.unit).map_or("", |u| u.read.as_str());
        match self.shape {
            MeasureShape::Amount(amount) => {
                amount.verbalize(verbalizer);
                verbalizer.word(read);
            }
            MeasureShape::Pair(first, one, second, other) => {
                first.verbalize(verbalizer);
                verbalizer.word(one);
                second.verbalize(verbalizer);
                verbalizer.word(other);
            }
            MeasureShape::Medals(counts) => {
                for (n, (number, metal)) in counts.iter().flatten().enumerate() {
                    if n > 0 {
                        verbalizer.pause();
                    }
                    number.verbalize(verbalizer);
                    verbalizer.word(metal);
                }
            }
            MeasureShape::Scaled(amount, scale) => {
                amount.verbalize(verbalizer);
                verbalizer.word(scale);
                verbalizer.word(read);
            }
            MeasureShape::Price(amount) => amount.verbalize(verbalizer),
            MeasureShape::Signed(amount, sign) => {
                amount.verbalize(verbalizer);
                verbalizer.word(sign);
            }
            MeasureShape::Letter(amount, letter) => {
                amount.verbalize(verbalizer);
                verbalizer.word(words::measure::SPACED_LETTERS.get(letter).unwrap_or(letter));
            }
            MeasureShape::Side(number, side) => {
                number.verbalize(verbalizer);
                verbalizer.word(words::measure::DEGREES);
                verbalizer.word(words::measure::SIDES_IN_FULL.get(side).unwrap_or(side));
            }
            MeasureShape::Word(word) => verbalizer.word(word),
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
                    verbalizer.word(words::measure::WITHIN.get(self.unit).unwrap_or(read));
                    within(rest, verbalizer);
                }
            }
            MeasureShape::Fraction(a, b) => {
                a.verbalize(verbalizer);
                verbalizer.word(words::shared::PART);
                crate::class::fraction::denominator(b, verbalizer);
                verbalizer.word(read);
            }
            MeasureShape::Product(factors) => {
                // 10x15m says its unit once; in 500 mg x 2 and 80cm x 3,2 m each factor has its own.
                for (n, factor) in factors.iter().flatten().enumerate() {
                    if n > 0 {
                        verbalizer.word(words::shared::TIMES);
                    }
                    factor.number.verbalize(verbalizer);
                    if !factor.unit.is_empty() {
                        verbalizer.word(lexicon.unit(factor.unit).map_or(factor.unit, |unit| &unit.read));
                    }
                    within(factor.rest, verbalizer);
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

/// What stands behind a unit within a number: 1m75, 1m05.
fn within(rest: &str, verbalizer: &mut Verbalizer) {
    if rest.starts_with('0') {
        verbalizer.digits(rest);
    } else if !rest.is_empty() {
        verbalizer.cardinal(rest);
    }
}

/// Units of strength are said over each other: mi li gam trên mi li lít.
fn small(unit: &str) -> bool {
    words::measure::SMALL_UNITS.get(unit).is_some()
}

pub(super) fn claim<'d>(
    at: Cursor<'d>,
    rule: Rule,
    shape: MeasureShape<'d>,
    unit: &'d str,
    per: Option<Per<'d>>,
) -> Option<Hypothesis<Measure<'d>>> {
    Some(Hypothesis::new(at, rule, Measure { shape, unit, per }))
}

impl TokenContext<'_, '_> {
    /// Whether a dash and a number follow: 51F-123.45 is no amount of farads.
    pub(super) fn before_dash(&self, cursor: Cursor) -> bool {
        let mut at = cursor;
        at.spaced_dash() && at.byte().is_ascii_digit()
    }
}
