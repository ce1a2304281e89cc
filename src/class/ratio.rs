//! Ratios and powers: `1:50.000`, `tỷ lệ 1:2`, `10^6`, `6,02 x 10^23`, `10⁶`, `3.2e5`.

use crate::data::layer::Cue;
use crate::recognize::amount::{Numeral, Sign};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
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
    kind: Kind<'d>,
}

#[derive(Clone, Copy, Debug)]
enum Kind<'d> {
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
        let (amount, mut at) = token.amount().filter(|(amount, _)| amount.sign == Sign::Plain)?;
        let first = amount.low;
        let claim = |end: Cursor, score, rule, kind| {
            Some(Hypothesis { end: end.at(), score, rule, class: Ratio { first, kind } })
        };
        if at.byte() == b':' {
            at.eat(b':');
            let second = Numeral::parse(&mut at)?;
            if at.inside_word() || at.byte() == b':' {
                return None;
            }
            let scale = token.cue_within(Cue::Ratio);
            let score = if scale {
                90
            } else if second.is_bare() {
                58
            } else {
                80
            };
            let kind = if !scale && first.whole == second.whole { Kind::Each(second) } else { Kind::Over(second) };
            return claim(at, score, Rule::Ratio, kind);
        }
        if matches!(at.byte(), b'e' | b'E') {
            at.eat_if(|_| true);
            let minus = !at.eat(b'+') && at.dash();
            let exponent = signed(minus, at.small(3)?);
            if at.inside_word() || first.is_whole() && !minus {
                return None;
            }
            return claim(at, 85, Rule::RatioScientific, Kind::Scientific { exponent });
        }
        if let Some(exponent) = power(&mut at, first.whole == "10") {
            return claim(at, 90, Rule::RatioPower, Kind::Power { base: None, exponent });
        }
        at.spaces();
        at.eat_if(|c| matches!(c, 'x' | '×' | '·' | '.'))?;
        at.spaces();
        let base = Numeral::parse(&mut at)?;
        let exponent = power(&mut at, base.whole == "10")?;
        claim(at, 92, Rule::RatioScientific, Kind::Power { base: Some(base), exponent })
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let (words, exponent) = match self.kind {
            Kind::Over(second) => {
                self.first.verbalize(verbalizer);
                verbalizer.word(words::shared::OVER);
                return second.verbalize(verbalizer);
            }
            Kind::Each(second) => {
                self.first.verbalize(verbalizer);
                return second.verbalize(verbalizer);
            }
            Kind::Power { base, exponent } => {
                self.first.verbalize(verbalizer);
                if let Some(base) = base {
                    verbalizer.word(words::shared::TIMES);
                    base.verbalize(verbalizer);
                }
                ("mũ", exponent)
            }
            Kind::Scientific { exponent } => {
                self.first.verbalize_with(verbalizer, Some("chấm"));
                ("nhân mười mũ", exponent)
            }
        };
        verbalizer.word(words);
        if exponent < 0 {
            let style = verbalizer.style;
            verbalizer.word(&style.minus);
        }
        verbalizer.number(exponent.unsigned_abs());
    }
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
