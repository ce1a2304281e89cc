//! Foreign words in plain text: what no Vietnamese syllable is built like. They are kept as written; an engine may be told
//! to say them in their own language, and the review list names them.

use crate::cursor::Cursor;
use crate::span::Span;
use crate::speech::Speech;
use crate::syllable::is_syllable;

/// The runs of foreign words in what is said: bytes of [`Speech::text`], in order. Readings are left out.
///
/// ```
/// let speech = loidoc::Normalizer::new().speech("Hãng New York Times và UBND đăng trên Facebook.");
/// let words: Vec<_> = loidoc::foreign::words(&speech).map(|span| &speech.text[span.range()]).collect();
/// assert_eq!(words, ["New York Times", "Facebook"]);
/// ```
pub fn words(speech: &Speech) -> impl Iterator<Item = Span> + '_ {
    let text = speech.text.as_str();
    let mut at = 0;
    let mut readings = speech.readings.iter().peekable();
    std::iter::from_fn(move || {
        let mut found: Option<Span> = None;
        while at < text.len() {
            while readings.next_if(|r| r.spoken.end as usize <= at).is_some() {}
            if let Some(reading) = readings.peek().filter(|r| r.spoken.start as usize <= at && !r.spoken.is_empty()) {
                at = reading.spoken.end as usize;
                if found.is_some() {
                    break;
                }
                continue;
            }
            let mut cursor = Cursor::new(text, at);
            let word = cursor.word();
            if word.is_empty() {
                // Only a space or a hyphen keeps a run together.
                let joins = cursor.eat_if(|_| true).is_some_and(|c| c == ' ' || c == '-');
                if found.is_some() && !joins {
                    break;
                }
                at = cursor.at();
                continue;
            }
            if is_foreign(word) {
                found = Some(Span::new(found.map_or(at, |f| f.start as usize), cursor.at()));
            } else if found.is_some() {
                break;
            }
            at = cursor.at();
        }
        found
    })
}

/// Letters that no other language of the newspapers has: Đắk Lắk, Bắc Kạn and băng rôn are no foreign words.
fn is_ours(c: char) -> bool {
    matches!(c, 'ă' | 'Ă' | 'đ' | 'Đ' | 'ơ' | 'Ơ' | 'ư' | 'Ư' | '\u{1EA0}'..='\u{1EF9}')
}

/// Two letters or more, with a vowel or a capital, that make no Vietnamese syllable.
fn is_foreign(word: &str) -> bool {
    let long = word.chars().nth(1).is_some();
    long && !is_syllable(word)
        && !word.contains(is_ours)
        && word.chars().any(|c| c.is_uppercase() || "aeiouyAEIOUY".contains(c) || !c.is_ascii())
}
