//! Money: `1.250.000 đồng` needs no help; `50.000đ`, `20k`, `2tr5`, `$1.2B`, `5€/h`, `100 USD` do.

mod amount;

use crate::data::layer::Cue;
use crate::recognize::amount::{Amount, Numeral, Per, Sign};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use amount::{ScaledAmount, currency, currency_follows};

/// An amount of money, or a range.
#[derive(Clone, Copy, Debug)]
pub struct Money<'d> {
    low: ScaledAmount<'d>,
    high: Option<ScaledAmount<'d>>,
    /// The currency as written; empty if only a scale says that it is money (20k).
    currency: &'d str,
    /// The currency stands after both numbers.
    twice: bool,
    per: Option<Per<'d>>,
    told: Told,
}

/// What is said of an amount beside the amount.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Told {
    Nothing,
    /// `(+90 đồng)` after a price: it rose, it fell.
    Change(&'static str),
    /// `148-150 triệu đồng (mua vào - bán ra)`: what each of two prices is.
    Prices([&'static str; 2]),
}

impl<'d> Recognizer<'d> for Money<'d> {
    const CLASS: ClassName = ClassName::Money;
    const START_TOKENS: Kinds = Kinds(
        TokenKind::Number as u16
            | TokenKind::Digits as u16
            | TokenKind::Symbol as u16
            | TokenKind::Capitals as u16
            | TokenKind::Letter as u16,
    );

    fn can_exceed(token: &TokenContext<'d, '_>, weight: u8) -> bool {
        weight < Rule::Money.weight() || !token.cursor().byte().is_ascii_digit()
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Money<'d>>> {
        if token.touches_left() {
            return None;
        }
        before(token).or_else(|| after(token)).or_else(|| after_scale(token))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let lexicon = verbalizer.lexicon;
        let entry = lexicon.currency(self.currency);
        let read = entry.map_or("", |c| c.read.as_str());
        if let Some(minor) = entry.and_then(|c| c.minor.as_deref())
            && self.per.is_none()
            && self.high.is_none()
            && let Some((whole, hundredths)) = self.low.hundredths()
        {
            if whole > 0 {
                verbalizer.number(whole);
                verbalizer.word(read);
            }
            verbalizer.number(hundredths);
            return verbalizer.word(minor);
        }
        if let Told::Change(word) = self.told {
            verbalizer.word(word);
        }
        if let Told::Prices([first, second]) = self.told
            && let Some(high) = self.low.amount.high
        {
            verbalizer.word(first);
            self.low.amount.low.verbalize(verbalizer);
            verbalizer.pause();
            verbalizer.out.push(' ');
            verbalizer.word(second);
            high.verbalize(verbalizer);
            if !self.low.scale.is_empty() {
                verbalizer.word(self.low.scale);
            }
        } else if !self.low.amount.low.whole.is_empty() {
            self.low.verbalize(verbalizer);
        }
        if self.twice && !read.is_empty() {
            verbalizer.word(read);
        }
        if let Some(high) = self.high {
            verbalizer.word(words::shared::TO);
            high.verbalize(verbalizer);
        }
        if !read.is_empty() {
            verbalizer.word(read);
        }
        if let Some(per) = self.per {
            per.verbalize_with(false, words::shared::FOR, verbalizer);
        }
    }
}

/// `$100`, `US$ 1.2B`
fn before<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Money<'d>>> {
    let mut at = token.cursor();
    // A code is a name that the lexicon knows, a sign is no digit.
    let named = || token.spelling().is_some_and(|spelling| spelling.named) || token.word().1.byte() == b'$';
    if at.byte().is_ascii_digit() || matches!(token.kind, TokenKind::Capitals | TokenKind::Letter) && !named() {
        return None;
    }
    let (text, entry) = currency(token, &mut at)?;
    if !entry.before {
        return None;
    }
    at.eat(b' ');
    let low = ScaledAmount::parse(token, &mut at, true)?;
    // EURO 2016, USD 3 tháng: a code before a bare number is no price.
    if text.bytes().all(|b| b.is_ascii_alphabetic()) && low.amount.low.is_bare() && low.scale.is_empty() {
        return None;
    }
    let mut high = None;
    let mut range = at;
    if range.spaced_dash() {
        let again = currency(token, &mut range).is_some();
        if let Some(part) = ScaledAmount::parse(token, &mut range, true)
            && again
        {
            high = Some(part);
            at = range;
        }
    }
    // Niêm yết USD 26.117 - 26.387 đồng: what is priced, and in what.
    let priced = text.bytes().all(|b| b.is_ascii_alphabetic()) && currency_follows(token, at);
    if at.inside_word() || priced {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    let class = Money { low, high, currency: text, twice: high.is_some(), per, told: Told::Nothing };
    Some(Hypothesis::new(at, Rule::MoneyBefore, class))
}

/// `50.000đ`, `2tr5`, `10k-20k`, `100 USD/thùng`
fn after<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Money<'d>>> {
    let mut at = token.cursor();
    // Most numbers stand before a word that is no money; what follows tells at once.
    let mut next = at;
    next.eat_if(|c| !c.is_alphanumeric());
    next.number();
    next.dash_and_number();
    let spaced = next.eat(b' ');
    let likely = match next.byte() {
        // 20 tr, 400 đồng, 100 ฿, but not 400 đối tượng
        b'a'..=b'z' | 0xC3..=0xE1 if spaced => {
            let word = next.word();
            word.is_empty() || words::money::SPACED_SCALES.get(word).is_some() || token.lexicon.tells_of_number(word)
        }
        b'a'..=b'z' | b'A'..=b'Z' | b'$' | 0xC2 | 0xC4 | 0xE2 | 0xE0 => true,
        byte => spaced && byte.is_ascii_digit(),
    };
    if !likely {
        return None;
    }
    if let Some(prices) = prices(token) {
        return Some(prices);
    }
    let mut low: ScaledAmount<'d> = ScaledAmount::parse(token, &mut at, false)?;
    let number_end = at;
    let first = currency(token, &mut at).map_or("", |(text, _)| text);
    // 23,115 đồng: nobody counts thousandths of a đồng, so the comma marks thousands.
    let numeral = &mut low.amount.low;
    let dong = token.lexicon.currency(first).is_some_and(|c| c.read == words::money::DONG);
    if dong && low.scale.is_empty() && numeral.mark == b',' && numeral.decimals.len() == 3 && !numeral.grouped {
        let whole = number_end.since(token.cursor()).trim_start_matches(|c: char| !c.is_ascii_digit());
        *numeral = Numeral { whole, decimals: "", mark: 0, grouped: true };
    }
    if first.is_empty() && low.scale.is_empty() {
        return None;
    }
    let mut high = None;
    let mut text = first;
    let mut range = at;
    if low.amount.high.is_none()
        && range.spaced_dash()
        && range.byte().is_ascii_digit()
        && let Some(part) = ScaledAmount::parse(token, &mut range, true)
    {
        let second = currency(token, &mut range).map_or("", |(text, _)| text);
        let alike = !second.is_empty() || first.is_empty() && !part.scale.is_empty();
        if alike && !range.inside_word() {
            high = Some(part);
            text = second;
            at = range;
        }
    }
    if at.inside_word() {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    let rule = if text.is_empty() && !token.cue_within(Cue::Money) { Rule::MoneyScaled } else { Rule::Money };
    let twice = high.is_some() && !first.is_empty();
    let told = if text.is_empty() { Told::Nothing } else { change(token, at, &mut low) };
    let class = Money { low, high, currency: text, twice, per, told };
    // 5t is five billion in prices and five tons on a lorry.
    if text.is_empty() && low.scale == words::money::BILLION && token.cue_within(Cue::Weight) {
        return None;
    }
    // Vàng 24k is of so many carats.
    let gold =
        matches!(low.amount.low.whole, "24" | "22" | "18" | "14" | "10") && words::money::GOLD.has(token.word_before());
    if text.is_empty() && gold && low.scale == words::money::THOUSAND {
        return None;
    }
    // 24K is gold and 4K a screen unless the sentence is about prices.
    if text.is_empty() && token.text[token.start..at.at()].ends_with('K') {
        let carats = matches!(low.amount.low.whole, "24" | "22" | "18" | "14" | "10" | "2" | "4" | "8");
        let range = low.amount.high.is_some_and(|_| low.amount.rises());
        // Đơn 350K, đôi 450K: a price goes on. 3K, 5K, 10K are runs.
        let again = || {
            let line = token.line_before(NEAR_PRICE);
            let tens = |text: &str| text.bytes().rev().take_while(u8::is_ascii_digit).count() >= 2;
            let price = |n: usize| tens(&line[..n]) && !line[n + 1..].starts_with(char::is_alphanumeric);
            low.amount.low.whole.len() >= 2 && line.match_indices('K').any(|(n, _)| price(n))
        };
        if !range && (carats || !token.cue_within(Cue::Money) && !again()) {
            return None;
        }
    }
    Some(Hypothesis::new(at, rule, class))
}

/// How far back on the line another price may stand.
const NEAR_PRICE: usize = 60;

/// `(+90 đồng)`, `(-75 đồng/lít)` after a price: a change of it, which takes the sign with it.
fn change<'d>(token: &TokenContext<'d, '_>, end: Cursor<'d>, low: &mut ScaledAmount<'d>) -> Told {
    let word = match low.amount.sign {
        Sign::Plus => words::money::ROSE,
        Sign::Minus => words::money::FELL,
        _ => return Told::Nothing,
    };
    let bracket = token.char_before() == Some('(') && matches!(end.byte(), b')' | b',' | b';');
    // The price may end with a plain word: 20.480 đồng một lít.
    let price = token.previous_within(LONGEST_GAP, &['.', ';', ')']).is_some_and(|p| {
        matches!(p.class, ClassName::Money | ClassName::Cardinal | ClassName::Symbol | ClassName::Decimal)
    });
    if !bracket || !price {
        return Told::Nothing;
    }
    low.amount.sign = Sign::Plain;
    Told::Change(word)
}

/// So many bytes may stand between a price and its change.
const LONGEST_GAP: usize = 24;

/// `148,2-150,2 triệu đồng/lượng (mua vào - bán ra)`: two prices, each with its name.
fn prices<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Money<'d>>> {
    let (mut amount, mut at) = token.amount().filter(|(amount, _)| amount.sign == Sign::Plain)?;
    if !(amount.extend(&mut at) || at.eat(b'/') && slashed(&mut amount, &mut at)) {
        return None;
    }
    let mut scale = "";
    let mut ahead = at;
    if ahead.eat(b' ')
        && let Some(name) = ahead.eat_from(words::money::SCALES_IN_WORDS)
    {
        scale = name;
        at = ahead;
    }
    let text = currency(token, &mut at).map_or("", |(text, _)| text);
    if text.is_empty() && scale.is_empty() {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    at.spaces();
    at.eat(b'(').then_some(())?;
    let side = |at: &mut Cursor| at.eat_from(words::money::SIDES);
    let first = side(&mut at)?;
    (at.spaced_dash() || at.eat(b'/')).then_some(())?;
    let second = side(&mut at).filter(|second| *second != first)?;
    at.eat(b')').then_some(())?;
    let low = ScaledAmount { amount, scale, rest: "" };
    let told = Told::Prices([first, second]);
    Some(Hypothesis::new(at, Rule::MoneyPrices, Money { low, high: None, currency: text, twice: false, per, told }))
}

fn slashed<'d>(amount: &mut Amount<'d>, at: &mut Cursor<'d>) -> bool {
    amount.high = Numeral::parse(at);
    amount.high.is_some()
}

/// `3 triệu đ`, `850 tỷ ₫/năm`: the sign after a scale in words.
fn after_scale<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Money<'d>>> {
    let mut at = token.cursor();
    if at.byte().is_ascii() || words::money::SCALES_IN_WORDS.get(token.word_before()).is_none() {
        return None;
    }
    let (text, entry) = currency(token, &mut at)?;
    if entry.read != words::money::DONG || at.inside_word() {
        return None;
    }
    let per = Per::parse(token.lexicon, &mut at);
    let amount =
        Amount { sign: Sign::Plain, low: Numeral { whole: "", decimals: "", mark: 0, grouped: false }, high: None };
    let low = ScaledAmount { amount, scale: "", rest: "" };
    let class = Money { low, high: None, currency: text, twice: false, per, told: Told::Nothing };
    Some(Hypothesis::new(at, Rule::MoneyWorded, class))
}
