//! Ordinals: `thứ 4`, `hạng 1`, `lần thứ 1`; weekdays are ordinals too (`thứ 7`).

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::vietnamese::number;

/// The number of an ordinal.
#[derive(Clone, Copy, Debug)]
pub struct Ordinal<'d> {
    digits: &'d str,
    /// Of how many: thứ 3/12.
    of: &'d str,
    /// Said again before a later member of a list: thứ 1, 2.
    again: bool,
}

impl<'d> Recognizer<'d> for Ordinal<'d> {
    const CLASS: ClassName = ClassName::Ordinal;
    const START_TOKENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Ordinal<'d>>> {
        let rank = token.cue_on_left(Cue::Rank);
        let listed = token.follows(ClassName::Ordinal).filter(|_| !rank && !token.cue_on_left(Cue::Ordinal));
        if !rank && !token.cue_on_left(Cue::Ordinal) && listed.is_none() {
            return None;
        }
        let mut at = token.cursor();
        let digits = at.digits();
        if digits.is_empty() || at.inside_word() || digits.len() > 9 || rank && digits.len() > 3 {
            return None;
        }
        // Thứ 7, 2,5 giờ: a decimal is no member of the list.
        let decimal = matches!(at.byte(), b'.' | b',') && at.byte_after(1).is_ascii_digit();
        if let Some(previous) = listed {
            return if decimal
                || token.cue_on_right(at, Cue::Range)
                || digits.len() > 2
                || at.joins_number()
                || at.byte() == b'%'
            {
                None
            } else {
                let class = Ordinal { digits, of: "", again: !previous.rule.is_told_as(Rule::OrdinalRank) };
                let again = if previous.rule.is_told_as(Rule::OrdinalRank) {
                    Rule::OrdinalRankAgain
                } else {
                    Rule::OrdinalAgain
                };
                Some(Hypothesis::new(at, again, class))
            };
        }
        let mut total = at;
        if total.eat(b'/') && !total.digits().is_empty() && total.byte() != b'/' && !total.inside_word() {
            let of = &total.since(at)[1..];
            let class = Ordinal { digits, of, again: false };
            return (!rank).then_some(Hypothesis::new(total, Rule::OrdinalOf, class));
        }
        if decimal || at.byte() == b'/' && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        // Ngày thứ 18-20
        if !rank && digits.len() > 1 && at.byte() == b'-' && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        // giải 1 is a prize, giải 2 bài toán is work.
        let mut next = at;
        if rank
            && words::ordinal::PRIZE.has(token.word_before())
            && next.eat(b' ')
            && next.char().is_some_and(char::is_lowercase)
            && !words::ordinal::AFTER_PRIZE.has(next.word())
        {
            return None;
        }
        let class = Ordinal { digits, of: "", again: false };
        Some(Hypothesis::new(at, if rank { Rule::OrdinalRank } else { Rule::Ordinal }, class))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if self.again {
            verbalizer.word(words::ordinal::ORDINAL);
        }
        number::space(verbalizer.out);
        match number::value(self.digits) {
            Some(value) => number::ordinal(value, verbalizer.style, verbalizer.out),
            None => number::digits(self.digits, verbalizer.out),
        }
        if !self.of.is_empty() {
            verbalizer.word(words::shared::OVER);
            verbalizer.cardinal(self.of);
        }
    }
}
