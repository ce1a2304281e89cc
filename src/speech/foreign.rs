//! Foreign words in plain text: what no Vietnamese syllable is built like. They are kept as written; an engine may be told
//! to say them in their own language, and the review list names them.

use crate::recognize::english::{is_english_word, piece_around};
use crate::registry::Rule;
use crate::speech::reading::{Reading, Speech};
use crate::text::cursor::Cursor;
use crate::text::span::Span;
use crate::vietnamese::syllable::is_syllable;

/// A run of foreign words.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct ForeignWords {
    /// Bytes of [`Speech::text`].
    pub spoken: Span,
    /// Their language as a tag of BCP 47. Nearly all foreign words in Vietnamese print are English; French ones are told
    /// by the numbers among them.
    pub language: &'static str,
}

const ENGLISH: &str = "en-US";
const FRENCH: &str = "fr-FR";

/// The runs of foreign words in what is said, in order. Numbers that were read in the language of the words around them
/// (class `foreign`) belong to the run; other readings end it.
///
/// ```
/// use loidoc::speech::foreign::words;
/// let normalizer = loidoc::Normalizer::new();
/// let foreign = |text: &str| -> Vec<String> {
///     let speech = normalizer.speech(text);
///     words(&speech).map(|words| speech.text[words.spoken.range()].to_owned()).collect()
/// };
/// assert_eq!(foreign("Hãng New York Times và UBND đăng trên Facebook."), ["New York Times", "Facebook"]);
/// assert_eq!(foreign("Phim The 100 Best Songs of All ra mắt."), ["The one hundred Best Songs of All"]);
/// assert_eq!(foreign("Bà nói: “I do not want to pay $15”."), ["I do not want to pay fifteen dollars"]);
/// ```
pub fn words(speech: &Speech) -> impl Iterator<Item = ForeignWords> + '_ {
    let text = speech.text.as_str();
    let mut at = 0;
    let mut english = 0..0;
    let mut readings = speech.readings.iter().peekable();
    std::iter::from_fn(move || {
        let mut found: Option<ForeignWords> = None;
        while at < text.len() {
            while readings.next_if(|r| r.spoken.end as usize <= at).is_some() {}
            let reading = readings.peek().filter(|r| r.spoken.start as usize <= at && !r.spoken.is_empty());
            let (end, language) = match reading {
                Some(reading) => (reading.spoken.end as usize, language(reading)),
                None => {
                    let mut cursor = Cursor::new(text, at);
                    let word = cursor.word();
                    if word.is_empty() {
                        // Only a space or a hyphen keeps a run together.
                        let joins = cursor.eat_if(|_| true).is_some_and(|c| c == ' ' || c == '-');
                        at = cursor.at();
                        if found.is_some() && !joins {
                            break;
                        }
                        continue;
                    }
                    // In an English sentence small words that might be ours belong to it.
                    let within = english.contains(&at) || {
                        let known = is_english_word(word).then(|| piece_around(text, at, cursor.at())).flatten();
                        english = known.unwrap_or(0..0);
                        english.contains(&at)
                    };
                    let foreign = (within || is_foreign(word)).then(|| found.map_or(ENGLISH, |f| f.language));
                    (cursor.at(), foreign)
                }
            };
            let start = match (found, reading) {
                (Some(found), _) => found.spoken.start as usize,
                (None, Some(_)) => article(text, at),
                (None, None) => at,
            };
            let said = text[at..end].trim_end().len();
            match language {
                Some(language) => found = Some(ForeignWords { spoken: Span::new(start, at + said), language }),
                None if found.is_some() => break,
                None => {}
            }
            at = end;
        }
        found
    })
}

/// Letters that no other language of the newspapers has: Đắk Lắk, Bắc Kạn and băng rôn are no foreign words.
fn is_ours(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}')
}

/// Where the word before a foreign number begins, which was taken for foreign too although it might be a syllable (`the`,
/// `in`); the number's own place if there is none.
fn article(text: &str, at: usize) -> usize {
    let word = text[..at].strip_suffix(' ').and_then(|before| before.rsplit(' ').next()).unwrap_or("");
    let plain = !word.is_empty() && word.bytes().all(|b| b.is_ascii_alphabetic());
    if plain { at - 1 - word.len() } else { at }
}

/// The language that a number among foreign words was read in.
fn language(reading: &Reading) -> Option<&'static str> {
    match reading.rule {
        Rule::ForeignEnglish | Rule::ForeignQuoted => Some(ENGLISH),
        Rule::ForeignFrench => Some(FRENCH),
        _ => None,
    }
}

/// Two letters or more, with a vowel or a capital, that make no Vietnamese syllable.
fn is_foreign(word: &str) -> bool {
    let long = word.chars().nth(1).is_some();
    long && !is_syllable(word)
        && !word.contains(is_ours)
        && word.chars().any(|c| c.is_uppercase() || "aeiouyAEIOUY".contains(c) || !c.is_ascii())
}
