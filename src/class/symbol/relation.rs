//! What is more, less or another: `≥ 18 tuổi`, `a > 0`, `80 → 95`.

use super::place::{Place, Symbol, claim, is_operand, is_vulgar};
use crate::class::script::is_raised;
use crate::recognize::amount::{Numeral, unit};
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;

/// `a > 0`, `x² < y`, `A > B`: what is compared stands for a number. `lãi > 1.000 hộ` only says that it is more.
pub(super) fn is_compared(place: &Place) -> bool {
    let (before, word) = (place.left, place.left_word());
    let single = |word: &str| word.chars().count() == 1;
    let left = single(word)
        || before.ends_with(|c: char| c.is_ascii_digit() || is_raised(c) || is_vulgar(c) || matches!(c, ')' | '∆'));
    let mut next = place.next;
    let variable = single(next.word());
    let raised = before.ends_with(|c: char| is_raised(c) || is_vulgar(c) || c == '∆');
    let vulgar = place.after.is_some_and(is_vulgar);
    left && (variable || vulgar || place.number_after && !word.is_empty() || raised)
}

/// `80 → 95`: up, down, or to something else.
pub(super) fn arrow<'d>(place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    // 29k → 35k, 30°C → 25°C
    let before = place.left.trim_end_matches(|c: char| is_letter(c) || matches!(c, '%' | '°' | ' ' | '$' | '₫'));
    let from = before.rfind(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).map_or(0, |n| n + 1);
    let from = before.get(from..).filter(|text| !text.is_empty());
    let low = from.and_then(|text| Numeral::parse(&mut Cursor::new(text, 0)));
    let mut next = place.next;
    let high = Numeral::parse(&mut next)?;
    let said = match low {
        Some(low) if low.approximate() < high.approximate() => words::symbol::UP_TO,
        Some(low) if low.approximate() > high.approximate() => words::symbol::DOWN_TO,
        _ => words::symbol::OVER_TO,
    };
    claim(place.at, Rule::SymbolArrow, Symbol::Said(said))
}

/// `3,20 ÷ 3,45 m`, `10~15%`: whether a sign stands between two numbers that rise, and nothing is reckoned.
pub(super) fn is_range(place: &Place) -> bool {
    const NEAR: usize = 24;
    let from = place.left.rfind(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).map_or(0, |n| n + 1);
    let low = place.left.get(from..).and_then(|text| Numeral::parse(&mut Cursor::new(text, 0)));
    let mut next = place.next;
    let Some((low, high)) = low.zip(Numeral::parse(&mut next)) else { return false };
    let reckoned = next.rest().chars().take(NEAR).take_while(|c| *c != '\n').any(|c| c == '=');
    low.approximate() < high.approximate() && !reckoned
}

/// Whether a relation stands between what stands for numbers: `x ≥ 3`, `3x − 7 ≥ 2`.
fn is_of_maths(place: &Place) -> bool {
    let before = place.left;
    let variable = place.left_word().chars().count() == 1 || place.left.ends_with(|c| is_raised(c) || c == '|');
    let near = before.char_indices().rev().nth(LONGEST_SIDE).map_or(0, |(n, _)| n);
    let worked = before[near..].contains(['−', '+', '×', '²', '³', '√', '=']);
    variable && is_operand(place.before) || place.before.is_some_and(|c| c.is_ascii_digit()) && worked
}

/// No side of a relation that stands in text has more characters.
const LONGEST_SIDE: usize = 16;

/// `≥ 18 tuổi`, `≤ 20 kg`.
pub(super) fn bound<'d>(token: &TokenContext<'d, '_>, place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let &Place { written, at, mut next, .. } = place;
    let worded = |said| claim(at, Rule::SymbolAtLeastWord, Symbol::Said(said));
    if is_of_maths(place) {
        return worded(words::symbol::SIGNS.get(written)?);
    }
    let Some(number) = Numeral::parse(&mut next) else {
        let related = place.before.is_some() && place.after.is_some();
        return worded(words::symbol::SIGNS.get(written).filter(|_| related)?);
    };
    let last = words::symbol::BOUNDS.get(written)?;
    // ≥ 3.2/4.0
    if next.byte() == b'/' && next.byte_after(1).is_ascii_digit() {
        return worded(words::symbol::BOUNDS_AHEAD.get(written)?);
    }
    if next.byte() == b'%' {
        let sign = next;
        next.eat(b'%');
        // ≤ 60% GDP: of what the share is stands behind it.
        let whole =
            next.byte() == b' ' && !next.next_word().is_empty() && !words::symbol::BEHIND_BOUNDS.has(next.next_word());
        if whole {
            return worded(words::symbol::BOUNDS_AHEAD.get(written)?);
        }
        return claim(next, Rule::SymbolAtLeast, Symbol::Around(words::symbol::FROM, number, next.since(sign), last));
    }
    // ≥10'
    if next.inside_word() || matches!(next.char(), Some('\'' | '’' | '′' | '"')) {
        return worded(words::symbol::BOUNDS_AHEAD.get(written)?);
    }
    // ≥ 60 tuổi, ≤ 20 kg: what is counted stands before trở lên.
    let mut unit_end = next;
    let known = unit(token.lexicon, &mut unit_end).is_some();
    let mut noun = next;
    let counted = noun.eat(b' ') && words::symbol::COUNTED.has(noun.word());
    // ≤ 10 triệu đ/tháng: more than a word is counted.
    let mut money = noun;
    let priced = counted && money.eat(b' ') && token.lexicon.currency(money.word()).is_some();
    if priced || counted && noun.next_sign() == b'/' {
        return worded(words::symbol::BOUNDS_AHEAD.get(written)?);
    }
    let (what, end) = if known {
        (unit_end.since(next), unit_end)
    } else if counted {
        (noun.since(next), noun)
    } else {
        ("", next)
    };
    claim(end, Rule::SymbolAtLeast, Symbol::Around(words::symbol::FROM, number, what.trim_start(), last))
}
