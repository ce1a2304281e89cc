//! The newspaper that signs an article at its start: `(VLO) Ngày…`, `TTO - Chiều nay…`.

use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;

/// A newspaper's signature at the start of a line.
#[derive(Clone, Copy, Debug)]
pub struct Dateline<'d> {
    /// Empty where nothing is said: an address signs for nobody.
    signature: &'d str,
    /// It stood in brackets and no dash follows: the newsreader makes a full stop.
    full_stop: bool,
}

impl<'d> Recognizer<'d> for Dateline<'d> {
    const CLASS: ClassName = ClassName::Dateline;
    const START_TOKENS: Kinds = Kinds(TokenKind::Punctuation as u16 | TokenKind::Capitals as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Dateline<'d>>> {
        if !token.at_line_start() {
            return None;
        }
        let mut at = token.cursor();
        let bracket = at.eat(b'(');
        let start = at;
        while at.eat_if(|c| c.is_alphanumeric() || matches!(c, '&' | '-' | '.')).is_some() {}
        let signature = at.since(start).trim_end_matches(['-', '.']);
        if bracket && token.lexicon.newspaper(signature).is_none() {
            return address(at, signature);
        }
        token.lexicon.newspaper(signature)?;
        let mut dash = at;
        let dashed = dash.spaced_dash();
        if bracket {
            at.eat(b')').then_some(())?;
            let mut after = at;
            let dashed = after.spaced_dash();
            let colon = matches!(at.byte(), b'.' | b':' | b',');
            let class = Dateline { signature, full_stop: !dashed && !colon };
            return Some(Hypothesis::new(at, Rule::Dateline, class));
        }
        // Without brackets only a dash with spaces makes a dateline.
        if !dashed || !at.rest().starts_with([' ']) {
            return None;
        }
        let class = Dateline { signature, full_stop: false };
        Some(Hypothesis::new(at, Rule::DatelineDash, class))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if self.signature.is_empty() {
            return;
        }
        let lexicon = verbalizer.lexicon;
        verbalizer.word(lexicon.newspaper(self.signature).unwrap_or(self.signature));
        if self.full_stop {
            verbalizer.out.push('.');
        }
    }
}

/// `(Chinhphu.vn) - `: a web address that signs an article is not said.
fn address<'d>(mut at: Cursor<'d>, signature: &str) -> Option<Hypothesis<Dateline<'d>>> {
    let (_, ending) = signature.rsplit_once('.')?;
    let known = words::electronic::ENDINGS.has(ending) && signature.is_ascii();
    if !known || !at.eat(b')') || !at.spaced_dash() {
        return None;
    }
    Some(Hypothesis::new(at, Rule::DatelineAddress, Dateline { signature: "", full_stop: false }))
}
