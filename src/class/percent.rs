//! Percentages: `75%`, `4‰`, `7,5-8%/năm`.

use crate::recognize::amount::{Amount, Per};
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_dash;
use crate::text::signs::Signs;

/// A percentage, or a range of them.
#[derive(Clone, Copy, Debug)]
pub struct Percent<'d> {
    amount: Amount<'d>,
    /// The sign stands after both numbers of the range.
    twice: bool,
    name: &'static str,
    per: Option<Per<'d>>,
}

fn sign(cursor: &mut Cursor) -> Option<&'static str> {
    let mut at = *cursor;
    at.eat(b' ');
    let name = at.eat_from(words::percent::SIGNS)?;
    at.eat(b'%'); // typed twice
    *cursor = at;
    Some(name)
}

impl<'d> Percent<'d> {
    /// A number and its sign before a plain word or punctuation: `tăng 7,5% so với`.
    fn among_plain_words(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Percent<'d>>> {
        let (amount, mut end) = token.amount()?;
        let name = sign(&mut end).filter(|_| end.is_over() && token.stands_apart())?;
        // 10% off
        if super::foreign::is_foreign(end.next_word()) {
            return None;
        }
        let class = Percent { amount, twice: false, name, per: None };
        Some(Hypothesis::new(end, Rule::Percent, class))
    }
}

impl<'d> Recognizer<'d> for Percent<'d> {
    const CLASS: ClassName = ClassName::Percent;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::PERCENT);

    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        FastPath::wins_or_contest(Self::among_plain_words(token))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Percent<'d>>> {
        let (mut amount, mut cursor) = token.amount()?;
        let first = sign(&mut cursor);
        let mut range = cursor;
        let mut second = None;
        let mut with_range = amount;
        if with_range.extend(&mut range) {
            second = sign(&mut range);
            // 30% - 50% - 20% are three shares.
            let mut third = range;
            let more = third.spaced_dash() && third.byte().is_ascii_digit();
            let again = || {
                token.previous.is_some_and(|p| {
                    let between = token.text[p.end..token.start].trim_matches(' ');
                    p.class == ClassName::Percent && !between.is_empty() && between.chars().all(is_dash)
                })
            };
            if first.is_some() && (more || again()) {
                second = None;
            }
        }
        let (name, twice) = match (first, second) {
            (_, Some(name)) => {
                amount = with_range;
                cursor = range;
                (name, first.is_some())
            }
            (Some(name), None) => (name, false),
            (None, None) => return None,
        };
        let per = Per::parse(token.lexicon, &mut cursor);
        let rule = if amount.rises() { Rule::Percent } else { Rule::PercentFalling };
        let class = Percent { amount, twice, name, per };
        Some(Hypothesis::new(cursor, rule, class))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if self.twice {
            Amount { high: None, ..self.amount }.verbalize(verbalizer);
            verbalizer.word(self.name);
            verbalizer.word(words::shared::TO);
            if let Some(high) = self.amount.high {
                high.verbalize(verbalizer);
            }
        } else {
            self.amount.verbalize(verbalizer);
        }
        verbalizer.word(self.name);
        if let Some(per) = self.per {
            per.verbalize(false, verbalizer);
        }
    }
}
