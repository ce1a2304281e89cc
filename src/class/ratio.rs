//! Ratios and powers: `1:50.000`, `tỷ lệ 1:2`, `10^6`, `6,02 x 10^23`, `10⁶`, `3.2e5`.

use crate::data::layer::Cue;
use crate::recognize::amount::{Numeral, Sign};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::quantity::UnitAfter;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::signs::Signs;

/// Two numbers with a sign between them.
#[derive(Clone, Copy, Debug)]
pub struct Ratio<'d> {
    first: Numeral<'d>,
    kind: Relation<'d>,
    /// Behind a power: 3 × 10⁸ m/s.
    unit: UnitAfter<'d>,
}

#[derive(Clone, Copy, Debug)]
enum Relation<'d> {
    /// `1:50.000`
    Over(Numeral<'d>),
    /// `trao đổi 1:1`, between two
    Each(Numeral<'d>),
    /// `10^6`, and `6,02 x 10^23` with the ten as `base`.
    Power { base: Option<Numeral<'d>>, exponent: i64 },
    /// `3.2e5`
    Scientific { exponent: i64 },
}

impl<'d> Recognizer<'d> for Ratio<'d> {
    const CLASS: ClassName = ClassName::Ratio;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::COLON.or(Signs::E).or(Signs::POWER));

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Ratio<'d>>> {
        if token.touches_left() {
            return None;
        }
        if let Some(times) = times_ten(token) {
            return Some(times);
        }
        let (amount, mut at) = token.amount().filter(|(amount, _)| amount.sign == Sign::Plain)?;
        let first = amount.low;
        let claim = |mut end: Cursor<'d>, rule, kind| {
            let powered = !matches!(kind, Relation::Over(_) | Relation::Each(_));
            let unit = if powered { UnitAfter::parse(token.lexicon, &mut end) } else { UnitAfter::default() };
            Some(Hypothesis::new(end, rule, Ratio { first, kind, unit }))
        };
        if at.byte() == b':' {
            at.eat(b':');
            let second = Numeral::parse(&mut at)?;
            if at.inside_word() || at.byte() == b':' {
                return None;
            }
            let scale = token.cue_within(Cue::Ratio);
            let rule = if scale {
                Rule::Ratio
            } else if second.is_bare() {
                Rule::RatioBare
            } else {
                Rule::RatioMarked
            };
            let kind =
                if !scale && first.whole == second.whole { Relation::Each(second) } else { Relation::Over(second) };
            return claim(at, rule, kind);
        }
        if matches!(at.byte(), b'e' | b'E') {
            at.eat_if(|_| true);
            let minus = !at.eat(b'+') && at.dash();
            let exponent = signed(minus, at.small(3)?);
            if at.inside_word() || first.is_whole() && !minus {
                return None;
            }
            // 1.602e-19: no thousands stand before an exponent.
            let first = first.as_decimal().unwrap_or(first);
            let unit = UnitAfter::parse(token.lexicon, &mut at);
            let class = Ratio { first, kind: Relation::Scientific { exponent }, unit };
            return Some(Hypothesis::new(at, Rule::RatioScientific, class));
        }
        if let Some(exponent) = power(&mut at, first.whole == "10") {
            return claim(at, Rule::RatioPower, Relation::Power { base: None, exponent });
        }
        at.spaces();
        at.eat_if(|c| matches!(c, 'x' | '×' | '·' | '.'))?;
        at.spaces();
        let base = Numeral::parse(&mut at)?;
        let exponent = power(&mut at, base.whole == "10")?;
        claim(at, Rule::RatioTimesPower, Relation::Power { base: Some(base), exponent })
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let (joint, exponent) = match self.kind {
            Relation::Over(second) => {
                self.first.verbalize(verbalizer);
                verbalizer.word(words::shared::OVER);
                return second.verbalize(verbalizer);
            }
            Relation::Each(second) => {
                self.first.verbalize(verbalizer);
                return second.verbalize(verbalizer);
            }
            Relation::Power { base, exponent } => {
                self.first.verbalize(verbalizer);
                if let Some(base) = base {
                    verbalizer.word(words::shared::TIMES);
                    base.verbalize(verbalizer);
                }
                (words::ratio::POWER, exponent)
            }
            Relation::Scientific { exponent } => {
                self.first.verbalize(verbalizer);
                (words::ratio::TIMES_TEN_TO, exponent)
            }
        };
        verbalizer.word(joint);
        if exponent < 0 {
            let style = verbalizer.style;
            verbalizer.word(&style.minus);
        }
        verbalizer.number(exponent.unsigned_abs());
        self.unit.verbalize(verbalizer);
    }
}

/// `4,5.10⁻⁹ kg`: a dot that multiplies by a power of ten, as schools write it.
fn times_ten<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Ratio<'d>>> {
    let mut at = token.cursor();
    let whole = at.digits();
    let mut decimals = "";
    let mut comma = at;
    if comma.eat(b',') && comma.byte().is_ascii_digit() {
        decimals = comma.digits();
        at = comma;
    }
    if !(at.eat(b'.') && at.eat_str("10")) {
        return None;
    }
    let exponent = power(&mut at, true)?;
    let unit = UnitAfter::parse(token.lexicon, &mut at);
    let mark = if decimals.is_empty() { 0 } else { b',' };
    let first = Numeral { whole, decimals, mark, grouped: false };
    let base = Some(Numeral { whole: "10", decimals: "", mark: 0, grouped: false });
    Some(Hypothesis::new(at, Rule::RatioTimesPower, Ratio { first, kind: Relation::Power { base, exponent }, unit }))
}

fn signed(minus: bool, value: u32) -> i64 {
    if minus { -i64::from(value) } else { i64::from(value) }
}

/// `^23`, `⁶`, `⁻³`; a lone ² or ³ is a square or a cube unless it stands on ten.
fn power(cursor: &mut Cursor, ten: bool) -> Option<i64> {
    let mut at = *cursor;
    let exponent = if at.eat(b'^') {
        let minus = at.dash();
        signed(minus, at.small(3)?)
    } else {
        let minus = at.eat_if(|c| c == '⁻').is_some();
        let mut value = None;
        while let Some(digit) = at.char().and_then(|c| "⁰¹²³⁴⁵⁶⁷⁸⁹".chars().position(|s| s == c)) {
            at.eat_if(|_| true);
            value = Some(value.unwrap_or(0u32).saturating_mul(10).saturating_add(digit as u32));
        }
        signed(minus, value.filter(|v| ten || minus || *v > 3)?)
    };
    if at.inside_word() {
        return None;
    }
    *cursor = at;
    Some(exponent)
}
