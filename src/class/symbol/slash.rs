//! Slashes: `đồng/lượng`, `đón/trả`, `8 tập/tuần`, `GBP/USD`.

use super::place::{Place, Symbol, claim, is_worded};
use crate::data::layer::Cue;
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::Hypothesis;
use crate::recognize::token_context::TokenContext;
use crate::registry::{ClassName, Rule, words};
use crate::text::left::WordsLeft;
use crate::text::letter::is_all_capitals;
use crate::vietnamese::syllable::is_small_syllable;
use std::ops::Range;

/// `đón/trả`, `đồng/lượng`, `8 tập/tuần`, `GBP/USD`.
pub(super) fn slash<'d>(token: &TokenContext<'d, '_>, place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let &Place { sign, at, next, before, after, number_after, .. } = place;
    if let Some(parallel) = parallel(place) {
        return Some(parallel);
    }
    // 15'/lần
    let minutes = matches!(before, Some('\'' | '’' | '′'));
    if !(is_worded(before) || minutes) || !is_worded(after) && !matches!(after, Some('"' | '“' | '(')) {
        return claim(at, Rule::SymbolSilentAlone, Symbol::Silent);
    }
    let left_word = place.left_word();
    let money = token.lexicon.currency(left_word).is_some() || words::symbol::SCALES.has(left_word);
    // Viettel 22đ/10 trận
    let points = || token.previous.is_some_and(|p| p.rule == Rule::MeasurePoints && p.end == token.start);
    if number_after && points() {
        return claim(at, Rule::SymbolOverNumber, Symbol::Said(words::shared::OVER));
    }
    if sign == '/'
        && let Some(rate) = rate(token, place, left_word, money)
    {
        return Some(rate);
    }
    // 4 tỉ/4,44
    if money && number_after {
        return claim(at, Rule::SymbolOver, Symbol::Said(words::shared::OVER));
    }
    if token.previous.is_some_and(|p| p.class == ClassName::LicensePlate && p.end == token.start) {
        return claim(at, Rule::SymbolSlashAfterPlate, Symbol::Pause { space: next.at() == at.at() });
    }
    // 028 3822 5678 / 0903 112 233
    if token
        .previous_on_line()
        .is_some_and(|p| p.class == ClassName::Phone && is_blank(&token.text[p.end..token.start]))
    {
        return claim(at, Rule::SymbolSlash, Symbol::Pause { space: next.at() == at.at() });
    }
    // số 18A/6 đường Lò Rèn
    let house = token.previous.is_some_and(|p| p.class == ClassName::Alphanumeric && p.end == token.start);
    if house && number_after && token.cue_within(Cue::Address) {
        return claim(at, Rule::SymbolOverHouse, Symbol::Said(words::shared::OVER));
    }
    if before.is_some_and(|c| c.is_ascii_digit()) && number_after {
        return claim(at, Rule::SymbolOverNumber, Symbol::Said(words::shared::OVER));
    }
    // Quý I-II/2026
    let mut year = next;
    let year = year.small(4).is_some_and(|year| (1900..=2100).contains(&year)) && !year.inside_word();
    if year && token.previous.is_some_and(|p| p.class == ClassName::Roman && p.end == token.start) {
        return claim(at, Rule::SymbolOfYear, Symbol::Said(words::date::YEAR));
    }
    if is_quotient(place, left_word) {
        return claim(at, Rule::SymbolOver, Symbol::Said(words::shared::OVER));
    }
    // A/H5N1: capitals on both sides are one name.
    if is_all_capitals(left_word) && left_word.chars().count() <= 2 && after.is_some_and(char::is_uppercase) {
        return claim(at, Rule::SymbolSilentName, Symbol::Silent);
    }
    claim(at, Rule::SymbolSlash, Symbol::Pause { space: next.at() == at.at() })
}

/// What is told over something else: `đồng/lượng`, `8 tập/tuần`, `GBP/USD`, `con/phụ nữ`.
fn rate<'d>(
    token: &TokenContext<'d, '_>,
    place: &Place<'d>,
    left_word: &str,
    money: bool,
) -> Option<Hypothesis<Symbol<'d>>> {
    let &Place { at, next, before, number_after, .. } = place;
    let mut word_end = next;
    let right_word = word_end.word();
    // GBP/USD is a pair.
    let currency = |w: &str| w.len() == 3 && token.lexicon.currency(w).is_some();
    let counted_money = token.previous.is_some_and(|p| p.class == ClassName::Money && p.end == token.start);
    if !counted_money && currency(left_word) && currency(right_word) {
        return claim(at, Rule::SymbolPair, Symbol::Silent);
    }
    // 33.870 đ/GBP
    if counted_money && right_word.len() == 3 && currency(right_word) && !word_end.inside_word() {
        return claim(word_end, Rule::SymbolPer, Symbol::Per(right_word, false));
    }
    // 10⁷ CFU/g: what is counted has no more than its letters.
    let counted_letters = is_all_capitals(left_word) && left_word.chars().nth(1).is_some();
    if counted_letters && words::symbol::SAMPLES.has(right_word) && !word_end.inside_word() {
        return claim(word_end, Rule::SymbolPer, Symbol::Per(right_word, true));
    }
    let is_unit = |w: &str| token.lexicon.unit(w).is_some() || token.lexicon.currency(w).is_some();
    if is_unit(left_word) && !right_word.is_empty() && token.lexicon.unit(right_word).is_some() {
        let over = token.lexicon.unit(left_word).is_some_and(|u| !u.word);
        let time = token.lexicon.unit(right_word).is_some_and(|u| u.time && !u.word);
        let mut power = word_end;
        if (power.eat(b'2') || power.eat(b'3') || power.eat_str("²") || power.eat_str("³"))
            && token.lexicon.unit(power.since(next)).is_some()
            && !power.inside_word()
        {
            return claim(power, Rule::SymbolPer, Symbol::Per(power.since(next), false));
        }
        let area = token.lexicon.currency(left_word).is_none()
            && token.lexicon.unit(right_word).is_some_and(|u| u.read.ends_with(words::symbol::HECTARE));
        return claim(word_end, Rule::SymbolPer, Symbol::Per(right_word, over && time || area));
    }
    // 5 dặm/gallon
    if words::symbol::OVER_UNITS.has(left_word) && !right_word.is_empty() {
        return claim(at, Rule::SymbolPerCounted, Symbol::Said(words::shared::OVER));
    }
    // 60 tháng/1 lần: the one says it already.
    let one = next.rest().strip_prefix("1 ").is_some_and(|r| r.starts_with(char::is_lowercase));
    if one && left_word.chars().all(char::is_lowercase) && !left_word.is_empty() {
        return claim(at, Rule::SymbolPerOne, Symbol::Silent);
    }
    // triệu đồng/liều: money over whatever is priced.
    let priced = token.lexicon.currency(left_word).is_some()
        && right_word.chars().nth(1).is_some()
        && right_word.chars().all(char::is_lowercase);
    // đồng/vé/chiều, 15'/lần
    let again = token.previous.is_some_and(|p| {
        p.end == token.start
            && (matches!(p.rule, Rule::SymbolPer | Rule::SymbolPerPriced | Rule::SymbolPerCounted)
                || matches!(p.class, ClassName::Time | ClassName::Measure) && !number_after)
            && is_small_syllable(right_word)
    });
    // 20k/ổ, 2,4 triệu/bàn: money over a small noun.
    let scaled = words::symbol::SCALES.has(left_word) && has_number_before(token, 0..2);
    let sold = (counted_money || scaled) && is_small_syllable(right_word) && right_word.chars().all(char::is_lowercase);
    if priced || again || sold && !number_after {
        return claim(word_end, Rule::SymbolPerPriced, Symbol::Per(right_word, false));
    }
    // 1,35 tr/tháng/HS: what is priced has a reading of its own. 2,4 triệu/bàn/10 khách
    let of_price = token
        .previous
        .is_some_and(|p| p.end == token.start && (p.class == ClassName::Money || p.rule == Rule::SymbolPerPriced));
    let short = is_all_capitals(right_word) && (1..=4).contains(&right_word.chars().count());
    if of_price && short && token.lexicon.abbreviation(right_word).is_some() {
        return claim(at, Rule::SymbolPerCounted, Symbol::Said(words::shared::ONE));
    }
    if number_after && token.previous.is_some_and(|p| p.end == token.start && p.rule == Rule::SymbolPerPriced) {
        return claim(at, Rule::SymbolFor, Symbol::Said(words::shared::FOR));
    }
    // 8 tập/tuần, 200.000/lượt: something counted over something known.
    let noun =
        token.lexicon.unit(right_word).is_some_and(|u| u.word || right_word.len() > 1) && !word_end.inside_word();
    let counted = before.is_some_and(|c| c.is_ascii_digit()) || has_number_before(token, 1..4);
    // 300 nghìn khách/năm: a noun that is no time itself over a time.
    let rate = noun
        && words::symbol::PERIODS.has(right_word)
        && left_word.chars().all(char::is_lowercase)
        && left_word.chars().count() > 1
        && !words::symbol::PERIODS.has(left_word);
    if noun && (counted || rate) {
        let over = token.lexicon.unit(right_word).is_some_and(|u| !u.word);
        return claim(word_end, Rule::SymbolPerCounted, Symbol::Per(right_word, over));
    }
    // 80 con giống/m2
    let mut power = word_end;
    if power.eat_if(|c| matches!(c, '2' | '3' | '²' | '³')).is_some()
        && !power.inside_word()
        && token.lexicon.unit(power.since(next)).is_some()
        && has_number_before(token, 1..4)
    {
        return claim(power, Rule::SymbolPerCounted, Symbol::Per(power.since(next), false));
    }
    // 1,91 con/phụ nữ
    if token.phrase_on_right(next, words::symbol::PER_WHOM) && has_number_before(token, 0..REACH) {
        return claim(at, Rule::SymbolPerCounted, Symbol::Said(words::shared::ONE));
    }
    // 111,4 bé trai/100 bé gái
    let over_some = number_after && is_small_syllable(left_word) && {
        let mut ahead = next;
        Numeral::parse(&mut ahead);
        ahead.eat(b' ') && is_small_syllable(ahead.word())
    };
    if over_some && !money && has_number_before(token, 0..REACH) {
        return claim(at, Rule::SymbolPerCounted, Symbol::Said(words::shared::OVER));
    }
    // 10 tỷ đồng/4 con: what the money is for.
    let for_some = money && number_after && {
        let mut ahead = next;
        ahead.digits();
        ahead.eat(b' ') && ahead.char().is_some_and(char::is_lowercase)
    };
    if for_some {
        return claim(at, Rule::SymbolFor, Symbol::Said(words::shared::FOR));
    }
    None
}

fn is_blank(text: &str) -> bool {
    text.bytes().all(|b| b == b' ')
}

/// `a // b`, `AB // CD`: two lines that never meet.
fn parallel<'d>(place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let mut end = place.at;
    let twice = place.sign == '/' && end.eat(b'/');
    let second = end.next_word();
    let lines = twice && is_line(place.left_word()) && (is_line(second) || is_all_capitals(second));
    if lines { claim(end, Rule::SymbolParallel, Symbol::Said(words::symbol::PARALLEL)) } else { None }
}

/// `I = U/R`, `v = s/t`: letters of an equation.
fn is_quotient(place: &Place, left_word: &str) -> bool {
    let single = |word: &str| word.chars().count() == 1;
    let before = place.left[..place.left.len() - left_word.len()].trim_end_matches(' ');
    single(left_word) && before.ends_with(['=', '×', '−']) && (single(place.next.next_word()) || place.number_after)
}

/// Whether a word names a line: a, AB.
fn is_line(word: &str) -> bool {
    word.len() == 1 || word.len() == 2 && is_all_capitals(word)
}

/// How many words away the number may stand of which a rate goes.
const REACH: usize = 5;

/// Whether one of the words before a place that are joined to it, counted from the nearest, holds a digit.
fn has_number_before(token: &TokenContext, reach: Range<usize>) -> bool {
    let words = WordsLeft::new(token.text, token.start).take(reach.end).take_while(|word| word.adjacent);
    words.skip(reach.start).any(|word| token.text.as_bytes()[word.start..word.end].iter().any(u8::is_ascii_digit))
}
