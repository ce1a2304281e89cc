//! Decimals: `3,14`, `0,125`, `1.5`; versions keep their dot: `công nghiệp 4.0`, `phiên bản 2.5`.

use super::cardinal::stands_among_plain_words;
use super::phone::is_emergency;
use crate::data::layer::Cue;
use crate::recognize::amount::{Amount, Numeral, Sign};
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::signs::Signs;

/// A number with a decimal mark.
#[derive(Clone, Copy, Debug)]
pub struct Decimal<'d> {
    amount: Amount<'d>,
    dot: bool,
    /// `4.2.2`, as written; empty for a number.
    parts: &'d str,
}

impl<'d> Decimal<'d> {
    /// A decimal among plain words that say nothing of what it is: `hơn 1,5 tỷ đồng`.
    fn among_plain_words(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Decimal<'d>>> {
        let mut at = token.cursor();
        // Nearly all digits are no decimal.
        if at.digits().is_empty() || at.byte() != b',' {
            return None;
        }
        let (amount, end) = token.amount().filter(|(a, _)| a.low.mark == b',' && !a.low.is_whole())?;
        // As many digits as a telephone number has are somebody else's, and so are emergency numbers.
        let fits = amount.low.whole.len() < 8
            && !is_emergency(amount.low.whole)
            && amount.low.decimals.len() <= 3
            && !end.byte().is_ascii_digit()
            && !matches!(end.byte(), b',' | b'.' if end.byte_after(1).is_ascii_digit());
        // Các ngày 17,18 và 25 are a list.
        let counted = amount.low.decimals.len() == 3 && counted(token).is_some();
        let thousands = amount.low.decimals.len() == 3;
        // Ga 3,16 is chapter and verse.
        let verse = words::citation::BOOKS_SHORT.get(token.word_before()).is_some();
        if !fits
            || thousands
            || counted
            || verse
            || token.cue_on_left(Cue::List)
            || !stands_among_plain_words(token, end, true)
        {
            return None;
        }
        Some(Hypothesis::new(end, Rule::Decimal, Decimal { amount, dot: false, parts: "" }))
    }
}

impl<'d> Recognizer<'d> for Decimal<'d> {
    const CLASS: ClassName = ClassName::Decimal;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::DOT.or(Signs::COMMA));

    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        FastPath::wins_or_contest(Self::among_plain_words(token))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Decimal<'d>>> {
        if let Some(claim) = dotted(token) {
            return Some(claim);
        }
        if let Some(claim) = counted(token) {
            return Some(claim);
        }
        let (amount, cursor) = token.amount()?;
        if amount.low.is_whole() || amount.sign == Sign::Plain && token.touches_left() {
            return None;
        }
        // 50,090 đô la: nobody counts the thousandths of money.
        let single = amount.sign == Sign::Plain && amount.high.is_none();
        let low = amount.low.as_thousands(cursor.since(token.cursor())).filter(|_| single);
        if let Some(low) = low
            && token.phrase_on_right(cursor, words::decimal::MONEY)
        {
            let class = Decimal { amount: Amount { low, ..amount }, dot: false, parts: "" };
            return Some(Hypothesis::new(cursor, Rule::DecimalThousands, class));
        }
        // 2.5 Đối tượng: a heading's number at the beginning of its line.
        let mut next = cursor;
        next.eat(b'.'); // 1.1. Khoản một
        let heading = token.at_line_start() && next.spaces() && next.char().is_some_and(char::is_uppercase);
        // IELTS 7.0, động cơ 2.0: nobody writes a dot and a zero for a quantity.
        let name = amount.low.decimals == "0" && amount.low.whole.len() == 1 && amount.high.is_none();
        let dot = amount.low.mark == b'.'
            && (name
                || words::decimal::CHANNELS.has(cursor.next_word())
                || token.cue_within(Cue::Version)
                || token.cue_on_left(Cue::Heading)
                || heading);
        let rule = match (dot, amount.low.mark) {
            _ if cursor.joins_number() => Rule::DecimalFragment,
            (true, _) => Rule::DecimalVersion,
            (false, b',') => Rule::Decimal,
            _ => Rule::DecimalEnglish,
        };
        Some(Hypothesis::new(cursor, rule, Decimal { amount, dot, parts: "" }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if !self.parts.is_empty() {
            for (n, part) in self.parts.split('.').enumerate() {
                if n > 0 {
                    verbalizer.word(words::decimal::POINT);
                }
                verbalizer.cardinal(part);
            }
        } else if self.dot {
            self.amount.low.verbalize_with(verbalizer, Some(words::decimal::POINT));
        } else {
            self.amount.verbalize(verbalizer);
        }
    }
}

/// `4.2.2`, `1.2.1.`: versions, headings and addresses of more than two parts that are no thousands.
fn dotted<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Decimal<'d>>> {
    let start = token.cursor();
    let mut at = start;
    if token.touches_left() || Numeral::parse(&mut at.clone()).is_some() {
        return None;
    }
    let mut count = 0;
    loop {
        let digits = at.digits();
        if digits.is_empty() || digits.len() > 4 {
            return None;
        }
        count += 1;
        if !(at.byte() == b'.' && at.byte_after(1).is_ascii_digit()) {
            break;
        }
        at.eat(b'.');
    }
    if count < 3 || at.joins_number() || at.byte() == b',' && at.byte_after(1).is_ascii_digit() {
        return None;
    }
    let parts = at.since(start);
    let low = Numeral { whole: parts, decimals: "", mark: 0, grouped: false };
    let amount = Amount { sign: Sign::Plain, low, high: None };
    let class = Decimal { amount, dot: true, parts };
    Some(Hypothesis::new(at, Rule::DecimalDotted, class))
}

/// `530,300 người`: nobody counts thousandths of people, so the comma marks thousands.
fn counted<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Decimal<'d>>> {
    let mut at = token.cursor();
    let low = Numeral::after_sign(&mut at).filter(|low| low.grouped && low.mark == 0 && low.whole.contains(','))?;
    if token.touches_left() || !token.phrase_on_right(at, words::decimal::COUNTED) {
        return None;
    }
    let amount = Amount { sign: Sign::Plain, low, high: None };
    Some(Hypothesis::new(at, Rule::DecimalCounted, Decimal { amount, dot: false, parts: "" }))
}
