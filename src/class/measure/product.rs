//! Products: `10x15m`, `100cm x 50cm`, `1m8 x 0,8m`.

use super::shape::{Factor, Measure, MeasureShape, claim, unit_text};
use crate::recognize::amount::{Numeral, Per};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;

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

/// ` viên` of `2 viên x 3 lần`: what is counted, before another factor.
fn counted<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    at.eat(b' ').then_some(())?;
    let noun = at.word();
    let fits = words::measure::FACTORS.has(noun) && matches!(at.next_word(), "x" | "X");
    fits.then(|| {
        *cursor = at;
        noun
    })
}

/// `10`, `100cm`, `1m8` where sides are looked for.
fn factor<'d>(token: &TokenContext<'d, '_>, at: &mut Cursor<'d>, sides: bool) -> Option<Factor<'d>> {
    let number = Numeral::parse(at)?;
    // 3 × 10⁸ is a power.
    if at.char().is_some_and(crate::class::script::is_raised) {
        return None;
    }
    let mut within = *at;
    let name = within.word();
    if sides && token.lexicon.unit(name).is_some_and(|u| u.compound) {
        let rest = within.digits();
        // 1m22x2m44
        let ends = !within.inside_word() || times(&mut within.clone());
        let over = ends && number.is_whole() && number.whole.len() <= 2;
        if over && (1..=2).contains(&rest.len()) {
            *at = within;
            return Some(Factor { number, unit: name, rest });
        }
    }
    let unit = match unit_text(token, at) {
        Some(unit) => unit,
        None => counted(at).unwrap_or(""),
    };
    Some(Factor { number, unit, rest: "" })
}

fn factors<'d>(
    token: &TokenContext<'d, '_>,
    at: &mut Cursor<'d>,
    sides: bool,
) -> Option<[Option<Factor<'d>>; MOST_FACTORS]> {
    let mut factors = [None; MOST_FACTORS];
    let mut count = 0;
    while count < factors.len() && (count == 0 || times(at)) {
        factors[count] = Some(factor(token, at, sides)?);
        count += 1;
    }
    (count >= 2 && !at.inside_word()).then_some(factors)
}

/// No newspaper multiplies more.
const MOST_FACTORS: usize = 4;

/// `10x15m`, `100cm x 50cm`, `4x100m`, `3m2 x 1,1m`
pub(super) fn product<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
    let mut at = token.cursor();
    // 0x80070005 is a number of computers.
    if at.rest().starts_with("0x") {
        return None;
    }
    // 3m2 x 1,1m: lengths all, so that 3m2 is one, too.
    let lengths = |factors: &[Option<Factor<'d>>; MOST_FACTORS]| {
        let mut all = factors.iter().flatten();
        let sides = all.clone().any(|f| !f.rest.is_empty());
        sides
            && all
                .all(|f| token.lexicon.unit(f.unit).is_some_and(|u| u.compound) || words::measure::LENGTHS.has(f.unit))
    };
    let mut ahead = at;
    let factors = match factors(token, &mut ahead, true).filter(lengths) {
        Some(sides) => {
            at = ahead;
            sides
        }
        None => factors(token, &mut at, false)?,
    };
    // 100 × 1,07^10: the power goes first.
    if at.byte() == b'^' {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    claim(at, Rule::MeasureProduct, MeasureShape::Product(factors), "", per)
}
