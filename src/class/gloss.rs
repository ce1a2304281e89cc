//! A bracket that only repeats the words before it as an abbreviation: `Trung tâm Y tế (TTYT)`. A newsreader leaves it out.
//!
//! The words must stand right before the bracket: those that the lexicon or the document gives, or as many as it has letters,
//! which they begin with.

use crate::data::layer::Say;
use crate::recognize::document_context::abbreviated;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule};
use crate::text::left::WordsLeft;
use crate::text::letter::fold_hash;

/// A bracket that is not read.
#[derive(Clone, Copy, Debug)]
pub struct Gloss;

/// No abbreviation stands for more words.
const MOST_WORDS: usize = 12;

impl<'d> Recognizer<'d> for Gloss {
    const CLASS: ClassName = ClassName::Gloss;
    const START_TOKENS: Kinds = Kinds(TokenKind::Capitals as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Gloss>> {
        if token.char_before() != Some('(') {
            return None;
        }
        let start = token.cursor();
        let mut at = start;
        while at.eat_if(|c| c != ')' && c != '(' && c != '\n').is_some() {}
        let inside = at.since(start);
        if !at.eat(b')') {
            return None;
        }
        let defined = token.document.definitions.get(inside).map(String::as_str);
        let repeats = |read: &str| ends_with_words(&token.text[..token.start - 1], read);
        let known = || {
            let (_, entry) = token.lexicon.abbreviation(inside)?;
            entry.senses.iter().find_map(|s| match &s.say {
                Say::Read(read) if repeats(read) => Some(()),
                _ => None,
            })
        };
        // Two letters fit by chance.
        let explained = || inside.chars().count() > 2 && abbreviated(&token.text[..token.start - 1], inside).is_some();
        if !defined.is_some_and(repeats) && known().is_none() && !explained() {
            return None;
        }
        Some(Hypothesis::new(at, Rule::Gloss, Gloss))
    }

    fn verbalize(&self, _: &mut Verbalizer) {}
}

/// Whether a text ends with these words, whatever their case.
fn ends_with_words(text: &str, words: &str) -> bool {
    let want = words.split_whitespace().rev().map(fold_hash).take(MOST_WORDS);
    let have = WordsLeft::new(text, text.len()).map(|w| fold_hash(&text[w.start..w.end]));
    want.clone().count() > 0 && want.clone().eq(have.take(want.count()))
}
