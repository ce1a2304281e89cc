//! Products: `10x15m`, `100cm x 50cm`, `1m8 x 0,8m`.

use super::shape::{Measure, MeasureShape, claim, unit_text};
use crate::recognize::amount::{Numeral, Per};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::Rule;
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

/// `10x15m`, `100cm x 50cm`, `4x100m`
pub(super) fn product<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Measure<'d>>> {
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

