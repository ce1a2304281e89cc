//! NAME: `PHRASE 55`. Say here what it reads, with examples.

use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};

/// What was written: raw fields, never spoken words.
#[derive(Clone, Copy, Debug)]
pub struct TYPE<'d> {
    digits: &'d str,
}

impl<'d> Recognizer<'d> for TYPE<'d> {
    const CLASS: ClassName = ClassName::TYPE;
    // The tokens at which it may begin; add REQUIRED_SIGNS where nothing is read without some sign.
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Number as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<TYPE<'d>>> {
        // Neighbours are asked through cues (`token.cue_on_left(Cue::…)`) or through phrases of the data file.
        if token.touches_left() || !token.phrase_on_left(words::MODULE::LEADS) {
            return None;
        }
        let mut cursor = token.cursor();
        let digits = cursor.digits();
        if digits.is_empty() || cursor.inside_word() {
            return None;
        }
        Some(Hypothesis::new(cursor, Rule::TYPE, TYPE { digits }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        verbalizer.digits(self.digits);
    }
}
