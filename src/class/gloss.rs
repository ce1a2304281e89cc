//! A bracket that only repeats the words before it as an abbreviation: `Trung tâm Y tế (TTYT)`. A newsreader leaves it out.
//!
//! The words must stand right before the bracket: those that the lexicon or the document gives, or as many as it has letters,
//! which they begin with.

use crate::data::layer::Say;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::initial::begins_with_initial;
use crate::text::left::WordsLeft;
use crate::text::letter::{fold_eq, fold_hash, is_capitalised, is_letter};

/// A bracket that is not read.
#[derive(Clone, Copy, Debug)]
pub struct Gloss;

/// No abbreviation stands for more words.
const MOST_WORDS: usize = 12;

impl<'d> Recognizer<'d> for Gloss {
    const CLASS: ClassName = ClassName::Gloss;
    const START_TOKENS: Kinds = Kinds(TokenKind::Capitals as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Gloss>> {
        let bracket = bracket(token)?;
        let start = Cursor::new(token.text, bracket + 1);
        let mut at = start;
        while at.eat_if(|c| c != ')' && c != '(' && c != '\n').is_some() {}
        let inside = at.since(start);
        if !at.eat(b')') {
            return None;
        }
        let defined = token.document.definitions.get(inside).map(String::as_str);
        let before = &token.text[..bracket];
        let repeats = |read: &str| ends_with_words(before, read);
        let known = || {
            let (_, entry) = token.lexicon.abbreviation(inside)?;
            entry.senses.iter().find_map(|s| match &s.say {
                Say::Read(read) if repeats(read) => Some(()),
                _ => None,
            })
        };
        // Two letters fit by chance.
        let explained = || begins_like(before, inside);
        if !defined.is_some_and(repeats) && known().is_none() && !explained() {
            return None;
        }
        Some(Hypothesis::new(at, Rule::Gloss, Gloss))
    }

    fn verbalize(&self, _: &mut Verbalizer) {}
}

/// Where the bracket opens in which a token stands: right before it, or before one word with a capital: `(Bộ KH&ĐT)`.
fn bracket(token: &TokenContext) -> Option<usize> {
    let before = &token.text[..token.start];
    if before.ends_with('(') {
        return Some(before.len() - 1);
    }
    let word = before.strip_suffix(' ')?;
    let start = word.trim_end_matches(is_letter);
    (start.ends_with('(') && is_capitalised(&word[start.len()..])).then(|| start.len() - 1)
}

/// Whether the last words of a text begin with the capitals of a bracket, one for each, and are its other words:
/// `Bộ Kế hoạch và Đầu tư (Bộ KH&ĐT)`, `Văn hóa, Thể thao và Du lịch (VH, TT & DL)`. Two letters fit by chance.
fn begins_like(before: &str, inside: &str) -> bool {
    const LONGEST: usize = 40;
    if inside.len() > LONGEST || !inside.chars().all(|c| is_letter(c) || matches!(c, ' ' | '&' | '-' | ',' | '–')) {
        return false;
    }
    let mut left = WordsLeft::new(before, before.len()).take(MOST_WORDS);
    let mut word = || left.next().map(|w| &before[w.start..w.end]);
    let mut next = |fits: &dyn Fn(&str) -> bool| {
        let Some(nearest) = word() else { return false };
        fits(nearest) || words::gloss::JOINTS.has(nearest) && word().is_some_and(fits)
    };
    let mut letters = 0;
    for part in inside.rsplit(|c| !is_letter(c)).filter(|part| !part.is_empty()) {
        if part.chars().all(char::is_uppercase) {
            let mut begin = |letter: char| next(&|word| begins_with_initial(word, letter));
            if !part.chars().rev().all(&mut begin) {
                return false;
            }
            letters += part.chars().count();
        } else if words::gloss::JOINTS.has(part) {
            continue;
        } else if !next(&|word| fold_eq(word, part)) {
            return false;
        }
    }
    letters > 2
}

/// Whether a text ends with these words, whatever their case; of many one may be another (Liên Hiệp Quốc, Liên hợp quốc).
fn ends_with_words(text: &str, words: &str) -> bool {
    /// One word in so many.
    const OTHER: usize = 5;
    let want = words.split_whitespace().rev().map(fold_hash).take(MOST_WORDS);
    let have = WordsLeft::new(text, text.len()).map(|w| fold_hash(&text[w.start..w.end]));
    let count = want.clone().count();
    let alike = want.zip(have).filter(|(want, have)| want == have).count();
    count > 0 && alike + count / OTHER >= count
}
