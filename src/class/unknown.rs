//! What nobody understands stays as it is written and shows in the review list.

use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind, token_at};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule};
use crate::text::letter::{is_dash, is_letter};

/// What is longer is noise, not an abbreviation.
const LONGEST: usize = 12;

/// A token that no rule understands.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'d> {
    text: &'d str,
}

impl<'d> Recognizer<'d> for Unknown<'d> {
    const CLASS: ClassName = ClassName::Unknown;
    const START_TOKENS: Kinds = Kinds(TokenKind::Symbol as u16 | TokenKind::Capitals as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Unknown<'d>>> {
        let span = token_at(token.text, token.start)?.span;
        let text = &token.text[span.range()];
        // A dash between words is punctuation; of letters only those without a vowel come here that nobody knows: Ctr, Qg.
        let letters = text.chars().next().is_some_and(is_letter);
        if text.chars().all(is_dash)
            || letters
                && (text.chars().nth(1).is_none() || text.len() > LONGEST || has_vowel(text) || token.touches_left())
        {
            return None;
        }
        let mut end = token.cursor();
        end.eat_str(text);
        Some(Hypothesis::new(end, Rule::Unknown, Unknown { text }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match verbalizer.lexicon.social(self.text).filter(|_| verbalizer.style.social) {
            Some(read) => verbalizer.word(read),
            None => verbalizer.out.push_str(self.text),
        }
    }
}

fn has_vowel(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && !matches!(c, 'đ' | 'Đ') || "aeiouyAEIOUY".contains(c))
}
