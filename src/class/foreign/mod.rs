//! Numbers inside English or French: `The 100 Best Albums of All Time`, `the 21st century`. They are said in that language.
//!
//! A Vietnamese newsreader says the number of a foreign *name* in Vietnamese (`World Cup 2026`, `iPhone 15 Pro`); only where
//! whole phrases are foreign, which their small words show (`the`, `of`; `les`, `des`), the number is too.

mod in_words;
mod quoted;

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;
use crate::vietnamese::syllable::is_syllable;
use in_words::{in_words, is_year};
use num2words::Lang;
pub(super) use quoted::may_be_english;
use quoted::{Quoted, quoted};

/// What is said in the language of the words around it.
#[derive(Clone, Copy, Debug)]
pub enum Foreign<'d> {
    /// A number inside a foreign phrase.
    Number(ForeignNumber<'d>),
    /// What stands in an English sentence or quotation.
    Quoted(Quoted<'d>),
}

/// A number inside a foreign phrase.
#[derive(Clone, Copy, Debug)]
pub struct ForeignNumber<'d> {
    digits: &'d str,
    /// Letters that touch the digits and are no ending of an ordinal: 5G.
    letters: &'d str,
    ordinal: bool,
    /// The 1960s.
    decade: bool,
    french: bool,
}

/// How many words on either side are asked for the language.
const NEIGHBOURS: usize = 4;

/// Longer numbers are said in Vietnamese: they are amounts, whatever stands around them.
const LONGEST: usize = 9;

impl<'d> Recognizer<'d> for Foreign<'d> {
    const CLASS: ClassName = ClassName::Foreign;
    const START_TOKENS: Kinds = Kinds(
        TokenKind::Number as u16
            | TokenKind::Digits as u16
            | TokenKind::Symbol as u16
            | TokenKind::Capitals as u16
            | TokenKind::Letter as u16,
    );

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Foreign<'d>>> {
        if let Some((end, quoted)) = quoted(token) {
            return Some(Hypothesis::new(end, Rule::ForeignQuoted, Foreign::Quoted(quoted)));
        }
        let mut at = token.cursor();
        let digits = at.digits();
        if digits.is_empty() {
            return None;
        }
        let letters = at.word();
        if is_french_ordinal(token, digits, letters, at) {
            let class = ForeignNumber { digits, letters: "", ordinal: true, decade: false, french: true };
            return Some(Hypothesis::new(at, Rule::ForeignFrench, Foreign::Number(class)));
        }
        let ordinal = words::foreign::ORDINAL_ENDINGS.has(letters);
        let letters = if ordinal { "" } else { letters };
        let tens = digits.len() == 4 && digits.starts_with(['1', '2']) && digits.ends_with('0');
        if tens && words::foreign::OF_DECADES.has(letters) && token.cue_on_left(Cue::English) && !at.inside_word() {
            let class = ForeignNumber { digits, letters: "", ordinal: false, decade: true, french: false };
            let class = Foreign::Number(class);
            return Some(Hypothesis::new(at, Rule::ForeignEnglish, class));
        }
        // The next word is the cheapest witness: nearly always it is Vietnamese.
        let mut right = at;
        if !right.spaces() || !is_foreign(right.next_word()) || digits.len() > LONGEST || token.touches_left() {
            return None;
        }
        let word = token.word_before();
        let begins = word.is_empty() || matches!(token.char_before(), Some('"' | '“' | '‘' | '\'' | '«'));
        if !begins && !is_foreign(word) {
            return None;
        }
        let (english, french) = languages(token, right);
        if !english && !french {
            return None;
        }
        let class = Foreign::Number(ForeignNumber { digits, letters, ordinal, decade: false, french: !english });
        Some(Hypothesis::new(at, if english { Rule::ForeignEnglish } else { Rule::ForeignFrench }, class))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match self {
            Foreign::Number(number) => number.verbalize(verbalizer),
            Foreign::Quoted(quoted) => quoted.verbalize(verbalizer),
        }
    }
}

impl ForeignNumber<'_> {
    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let lang = if self.french { Lang::French } else { Lang::English };
        let Some(said) = in_words(self.digits, lang, self.ordinal, is_year(self.digits)) else {
            return verbalizer.digits(self.digits);
        };
        let mended = words::foreign::MENDED.0.iter().fold(said, |said, (wrong, right)| said.replace(wrong, right));
        if self.decade {
            let ending = words::foreign::DECADE_ENDINGS.0.iter();
            let decade = ending.filter_map(|(one, many)| Some((mended.strip_suffix(one)?, many))).next();
            let (head, many) = decade.unwrap_or((&mended, &""));
            verbalizer.word(head);
            return verbalizer.out.push_str(many);
        }
        verbalizer.word(&mended);
        verbalizer.letters(self.letters);
    }
}

/// `20e siècle`, `la 3e Biennale`: an ending of a French ordinal, and a word behind it that is none of Vietnamese.
fn is_french_ordinal<'d>(token: &TokenContext<'d, '_>, digits: &str, letters: &str, mut at: Cursor<'d>) -> bool {
    if !words::foreign::FRENCH_ENDINGS.has(letters) || digits.len() > 2 || token.touches_left() || !at.eat(b' ') {
        return false;
    }
    let next = at.next_word();
    let foreign = next.chars().nth(2).is_some() && !is_syllable(next);
    let small = next.chars().all(char::is_lowercase) || !next.is_ascii();
    foreign && !token.cue_on_left(Cue::Model) && (small || words::foreign::FRENCH_ARTICLES.has(token.word_before()))
}

/// A word of a foreign phrase: letters that make no Vietnamese syllable, or a small word that would be one too.
pub(super) fn is_foreign(word: &str) -> bool {
    !word.is_empty() && word.is_ascii() && (!is_syllable(word) || words::foreign::SHARED.has(word))
}

/// Whether small words of English, of French stand around the place.
fn languages(token: &TokenContext, right: Cursor) -> (bool, bool) {
    let mut english = false;
    let mut french = false;
    let mut hear = |cues: crate::lexicon::CueSet| {
        english |= cues.has(Cue::English);
        french |= cues.has(Cue::French);
    };
    (0..NEIGHBOURS).for_each(|n| hear(token.left_cues(n)));
    let mut at = right;
    for _ in 0..NEIGHBOURS {
        hear(token.lexicon.right_cues(at));
        at.word();
        if !at.spaces() || !at.char().is_some_and(is_letter) {
            break;
        }
    }
    (english, french)
}
