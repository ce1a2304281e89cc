//! A number with its scale, as money has it: `20k`, `2tr5`, `1.2B`, `14,75 tr.đ`.

use crate::data::layer::{Cue, Currency};
use crate::recognize::amount::{Amount, Numeral, Sign};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::words;
use crate::text::cursor::Cursor;
use crate::text::letter::{is_capitalised, is_letter};

/// A number with its scale: `2tr5` is 2, triệu, 5.
#[derive(Clone, Copy, Debug)]
pub(super) struct ScaledAmount<'d> {
    pub amount: Amount<'d>,
    pub scale: &'static str,
    pub rest: &'d str,
}

impl<'d> ScaledAmount<'d> {
    pub fn parse(token: &TokenContext<'d, '_>, cursor: &mut Cursor<'d>, after_sign: bool) -> Option<ScaledAmount<'d>> {
        let mut at = *cursor;
        let mut amount = if after_sign {
            Amount { sign: Sign::Plain, low: Numeral::after_sign(&mut at)?, high: None }
        } else {
            let (amount, end) = token.amount()?;
            at = end;
            amount
        };
        let mut range = at;
        let mut with_range = amount;
        if with_range.extend(&mut range) && !currency_follows(token, at) {
            // 5-10k, 100-200tr: the range shares its scale or currency.
            let shared = scale(token, &mut range.clone(), after_sign).is_some() || currency_follows(token, range);
            // $62-65
            let tight = after_sign && !at.since(*cursor).ends_with(' ') && at.byte() != b' ' && !range.inside_word();
            if shared || tight && with_range.rises() && !range.joins_number() {
                amount = with_range;
                at = range;
            }
        }
        let number_end = at;
        let scale_name = scale(token, &mut at, after_sign).unwrap_or("");
        // 2,390k: nobody counts the thousandths of a thousand.
        let numeral = &mut amount.low;
        if scale_name == words::money::THOUSAND && numeral.mark == b',' && numeral.decimals.len() == 3 {
            *numeral = Numeral { whole: number_end.since(*cursor), decimals: "", mark: 0, grouped: true };
        }
        // 50,090 đô la: nobody counts the thousandths of money but in the price of something, 24,725 USD/thùng.
        let single = amount.high.is_none() && amount.sign == Sign::Plain && scale_name.is_empty();
        let thousands = amount.low.as_thousands(number_end.since(*cursor)).filter(|_| single);
        let mut sold = number_end;
        if let Some(low) = thousands
            && currency(token, &mut sold).is_some()
            && sold.next_sign() != b'/'
        {
            amount.low = low;
        }
        let mut rest = "";
        let mut ahead = at;
        let digits = ahead.digits();
        let fits = match digits.len() {
            // 3k5, 3k500; two digits would be the number of a model.
            1 | 3 if scale_name == words::money::THOUSAND => {
                // 2k8 is a year of birth.
                let born = digits.len() == 1 && amount.low.whole == "2" && !token.cue_on_left(Cue::Price);
                number_end.byte() == b'k' && amount.low.is_whole() && !born
            }
            1..=3 => [words::money::MILLION, words::money::BILLION].contains(&scale_name),
            _ => false,
        };
        if fits && !ahead.inside_word() && !(ahead.byte() == b'.' && ahead.byte_after(1).is_ascii_digit()) {
            rest = digits;
            at = ahead;
        }
        *cursor = at;
        Some(ScaledAmount { amount, scale: scale_name, rest })
    }

    pub fn verbalize(&self, verbalizer: &mut Verbalizer) {
        // 4490k, 2,390k: more than a million.
        let low = self.amount.low;
        if self.scale == words::money::THOUSAND
            && self.amount.high.is_none()
            && let Some(thousands) = low.value().filter(|_| low.is_whole())
            && (!self.rest.is_empty() || (1000..1_000_000).contains(&thousands))
        {
            return verbalizer.number(thousands * 1000 + self.rest_in_places());
        }
        self.amount.verbalize(verbalizer);
        let style = verbalizer.style;
        let scale = if self.scale == words::money::THOUSAND { style.thousand.as_str() } else { self.scale };
        if !scale.is_empty() {
            verbalizer.word(scale);
        }
        if !self.rest.is_empty() {
            verbalizer.number(self.rest_in_places());
            verbalizer.word(if self.scale == words::money::BILLION { words::money::MILLION } else { &style.thousand });
        }
    }
}

impl ScaledAmount<'_> {
    /// What stands behind the scale, each digit in its place: 2tr5 is two million five hundred thousand.
    fn rest_in_places(&self) -> u64 {
        let place = match self.rest.len() {
            1 => 100,
            2 => 10,
            _ => 1,
        };
        crate::vietnamese::number::value(self.rest).unwrap_or(0) * place
    }

    /// Whole units and hundredths of an amount with one or two decimals: 5,99 is 5 and 99.
    pub fn hundredths(&self) -> Option<(u64, u64)> {
        let number = self.amount.low;
        let plain = self.scale.is_empty() && self.amount.high.is_none() && self.amount.sign == Sign::Plain;
        if !plain || number.grouped || !(1..=2).contains(&number.decimals.len()) {
            return None;
        }
        let hundredths =
            crate::vietnamese::number::value(number.decimals)? * if number.decimals.len() == 1 { 10 } else { 1 };
        (hundredths > 0).then_some((number.value()?, hundredths))
    }
}

pub(super) fn scale<'d>(
    token: &TokenContext<'d, '_>,
    cursor: &mut Cursor<'d>,
    after_sign: bool,
) -> Option<&'static str> {
    if !matches!(cursor.byte(), b't' | b'k' | b'K' | b'B' | b'M' | b'T' | b'n' | b' ') {
        return None;
    }
    if let Some(name) = dotted_scale(token, cursor).or_else(|| compact_scale(token, cursor)) {
        return Some(name);
    }
    let touching = words::money::SCALES.0.iter().map(|row| (false, row));
    let spaced = words::money::SPACED_SCALES.0.iter().map(|row| (true, row));
    for (space, (sign, name)) in touching.chain(spaced) {
        let mut at = *cursor;
        if (!space || at.eat(b' ')) && at.eat_str(sign) && !at.char().is_some_and(is_letter) {
            *cursor = at;
            return Some(name);
        }
    }
    // 1.2B, 3,5M after a currency.
    if after_sign {
        let mut at = *cursor;
        at.eat(b' ');
        let spaced = at.at() > cursor.at();
        for (sign, name) in words::money::SCALES_OF_PRICES.0 {
            let mut word = at;
            // $15 T-shirt
            let letter = sign.len() == 1 && (spaced && *sign == words::money::TRILLION || word.byte_after(1) == b'-');
            if !letter && word.eat_str(sign) && !word.inside_word() {
                *cursor = word;
                return Some(name);
            }
        }
    }
    // 2.5B USD: the currency after it tells.
    for (sign, name) in words::money::CAPITAL_SCALES.0 {
        let mut word = *cursor;
        // Thôn 2B đồng ý
        let named = || token.cue_on_left(Cue::Named) || token.cue_on_left(Cue::Address);
        if word.eat_str(sign) && word.byte() == b' ' && currency(token, &mut word.clone()).is_some() && !named() {
            *cursor = word;
            return Some(name);
        }
    }
    None
}

/// `12,5 tr.đ`, `300 ng.đ`: a short form of the scale, and the sign of đồng against it.
fn dotted_scale<'d>(token: &TokenContext<'d, '_>, cursor: &mut Cursor<'d>) -> Option<&'static str> {
    let mut at = *cursor;
    at.eat(b' ');
    let name = at.eat_from(words::money::DOTTED_SCALES)?;
    let dong = currency(token, &mut at.clone()).is_some_and(|(_, c)| c.read == words::money::DONG);
    (dong && at.byte() != b' ').then(|| {
        *cursor = at;
        name
    })
}

/// `1,2 N ₫`, `56,7 Tr`: what software prints for large numbers, before a currency or alone on its line.
fn compact_scale<'d>(token: &TokenContext<'d, '_>, cursor: &mut Cursor<'d>) -> Option<&'static str> {
    let mut at = *cursor;
    if !at.eat(b' ') || !at.byte().is_ascii_uppercase() {
        return None;
    }
    let start = at;
    let name = at.eat_from(words::money::COMPACT_SCALES)?;
    if at.inside_word() {
        return None;
    }
    let priced = at.byte() == b' ' && currency_follows(token, at)
        || at.byte() == b' ' && token.phrase_on_right(at, words::measure::COUNTED);
    let alone = || {
        let decimal = token.amount().is_some_and(|(amount, _)| !amount.low.is_whole());
        token.fills_line(at) && (decimal || at.since(start).len() > 1)
    };
    (priced || alone()).then(|| {
        *cursor = at;
        name
    })
}

/// Whether the number may be a house's: 12 Đ. Nguyễn Trãi, but not 50.000 Đ. Khách hàng…
fn is_house(token: &TokenContext) -> bool {
    let mut at = token.cursor();
    (1..=3).contains(&at.digits().len()) && at.byte() == b' '
}

/// Whether a dot and a name follow.
fn begins_name(mut at: Cursor) -> bool {
    at.eat(b'.') && is_capitalised(at.next_word())
}

/// The currency at the cursor, after at most one space.
pub(super) fn currency<'d, 'c>(
    token: &TokenContext<'d, 'c>,
    cursor: &mut Cursor<'d>,
) -> Option<(&'d str, &'c Currency)> {
    let mut at = *cursor;
    at.eat(b' ');
    let start = at;
    if at.word().is_empty() {
        at.eat_if(|c| !c.is_alphanumeric() && !c.is_whitespace() && !c.is_ascii_punctuation() || c == '$')?;
    } else if at.since(start) == words::money::DONG_OR_STREET && at.byte() == b'.' && is_house(token) && begins_name(at)
    {
        return None; // số 12 Đ. Nguyễn Trãi
    } else if at.eat(b'$') || at.eat_str("¥") {
        // US$, CN¥
    } else if at.byte() == b' ' && at.since(start).len() == 1 && at.byte_after(1).is_ascii_uppercase() {
        let mut longer = at; // F CFA
        longer.eat(b' ');
        longer.word();
        if token.lexicon.currency(longer.since(start)).is_some() {
            at = longer;
        }
    }
    let text = at.since(start);
    let currency = token.lexicon.currency(text)?;
    // Khoản 2 Đ. 51: the label of an article.
    if is_capitalised(text) && crate::class::citation::is_label(text, at) {
        return None;
    }
    if at.char().is_some_and(is_letter) {
        return None;
    }
    *cursor = at;
    Some((text, currency))
}

pub(super) fn currency_follows<'d>(token: &TokenContext<'d, '_>, cursor: Cursor<'d>) -> bool {
    currency(token, &mut cursor.clone()).is_some()
}
