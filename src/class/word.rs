//! Words that are said as words though nobody has told us: `HUTECH`, `VINATEX` (long, with vowels throughout), names with
//! an apostrophe (`H'Hen`, `M'gar`), a letter before a foreign word (`K-pop`).

use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::vietnamese::syllable::is_syllable;

/// A word, as written.
#[derive(Clone, Copy, Debug)]
pub struct Word<'d> {
    text: &'d str,
}

impl<'d> Recognizer<'d> for Word<'d> {
    const CLASS: ClassName = ClassName::Word;
    const START_TOKENS: Kinds = Kinds(TokenKind::Capitals as u16 | TokenKind::Letter as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Word<'d>>> {
        let (text, at) = token.word();
        if text.chars().nth(1).is_none() {
            return joined(token, at);
        }
        if token.touches_left() || at.inside_word() || !is_pronounceable(text) || is_syllable(text) {
            return None;
        }
        Some(Hypothesis::new(at, Rule::WordCapitals, Word { text }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        verbalizer.word(self.text);
    }
}

/// `H'Hen`, `Cư M'gar`, `K-pop`: a capital that belongs to the word after its sign.
fn joined<'d>(token: &TokenContext<'d, '_>, letter: Cursor<'d>) -> Option<Hypothesis<Word<'d>>> {
    let mut at = letter;
    if token.touches_left() || !token.cursor().char().is_some_and(char::is_uppercase) {
        return None;
    }
    let apostrophe = at.eat_if(|c| matches!(c, '\'' | '’' | '`')).is_some();
    if !apostrophe && !at.eat(b'-') {
        return None;
    }
    // As some corpora and typesetters have it: H’ Hen.
    let spaced = apostrophe && at.eat(b' ');
    let word = at.word();
    let named = word.chars().next().is_some_and(|c| c.is_uppercase() || apostrophe && !spaced);
    let foreign =
        word.is_ascii() && word.len() > 2 && word.bytes().skip(1).all(|b| b.is_ascii_lowercase()) && !is_syllable(word);
    let belongs = if apostrophe { word.chars().nth(1).is_some() && named } else { foreign };
    if !belongs || at.inside_word() {
        return None;
    }
    let class = Word { text: at.since(token.cursor()) };
    Some(Hypothesis::new(at, if apostrophe { Rule::WordJoined } else { Rule::WordHyphened }, class))
}

/// Five letters or more, two vowels or more, beginning as words do, and never three consonants in a row of which no word
/// begins with the last two; or four letters that take turns (KOTA).
fn is_pronounceable(text: &str) -> bool {
    let vowel = |byte: u8| b"AEIOUYaeiouy".contains(&byte);
    if !text.bytes().all(|b| b.is_ascii_alphabetic()) || text.len() > 16 {
        return false;
    }
    if text.len() == 4 {
        let turns = text.bytes().map(vowel).eq([false, true, false, true]);
        return turns && text.bytes().all(|b| b.is_ascii_uppercase());
    }
    let begins_words = |consonants: &str| consonants.len() < 2 || words::word::ONSETS.has(consonants);
    let runs = text.split(|c: char| vowel(c as u8));
    let enough = text.len() >= 5 && text.bytes().filter(|&b| vowel(b)).count() >= 2;
    let mut runs = runs.enumerate();
    enough
        && runs.all(|(n, run)| {
            begins_words(if n == 0 {
                run
            } else {
                run.get(run.len().saturating_sub(2)..).filter(|_| run.len() > 2).unwrap_or("")
            }) && run.len() <= 3
        })
}
