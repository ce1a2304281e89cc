//! English sentences and quotations within a Vietnamese text: what stands in them is said in English, whole.
//!
//! In: a text and a place in it. Out: the piece around the place, between marks that end a sentence or a quotation, if it
//! is English: four words or more, nearly all of them English small words or no Vietnamese syllables, and none with a
//! letter beyond ASCII.

use crate::registry::words;
use crate::text::letter::{char_at, is_all_capitals, is_letter};
use crate::vietnamese::syllable::is_syllable;
use std::ops::Range;

/// A piece reaches no further from the place that is asked about, in bytes.
const REACH: usize = 240;

/// A shorter piece is a name.
const FEWEST_WORDS: usize = 4;

/// The English piece around bytes `start..end`, if there is one.
pub(crate) fn piece_around(text: &str, start: usize, end: usize) -> Option<Range<usize>> {
    let piece = left_edge(text, start)?..right_edge(text, end)?;
    let inside = text.get(piece.clone()).filter(|inside| is_english(inside))?;
    // Nghe The Best of …: words of ours that lead to it are not its own.
    let ours = |word: &str| word.chars().all(is_letter) && !is_english_word(word);
    let led: usize = inside.split_inclusive(' ').take_while(|word| ours(word.trim_end())).map(str::len).sum();
    Some(piece.start + led..piece.end).filter(|piece| piece.start <= start)
}

/// Where the piece begins in which a place lies; none where a letter beyond ASCII tells that it is not English.
fn left_edge(text: &str, start: usize) -> Option<usize> {
    let floor = start.saturating_sub(REACH);
    let mut edge = start;
    let mut spaced = false;
    for (at, c) in text[..start].char_indices().rev().take_while(|(at, _)| *at >= floor) {
        if is_edge(c) || spaced && matches!(c, '.' | '!' | '?' | ':') {
            return Some(edge);
        }
        if is_ours(c) {
            return None;
        }
        spaced = c == ' ';
        edge = at;
    }
    Some(edge)
}

/// A letter that English does not have.
fn is_ours(c: char) -> bool {
    !c.is_ascii() && is_letter(c)
}

/// Where the piece ends; none as above.
fn right_edge(text: &str, end: usize) -> Option<usize> {
    let mut edge = end;
    while edge < text.len().min(end + REACH) {
        let Some(c) = char_at(text, edge) else { break };
        let after = edge + c.len_utf8();
        let stop = matches!(c, '.' | '!' | '?' | ':') && text[after..].starts_with([' ', '\n', '"', '”']);
        if is_edge(c) || stop {
            return Some(edge);
        }
        if is_ours(c) {
            return None;
        }
        edge = after;
    }
    Some(edge)
}

fn is_edge(c: char) -> bool {
    matches!(c, '\n' | '"' | '“' | '”' | '«' | '»' | '(' | ')' | '[' | ']')
}

/// Whether a piece of text is English as a whole.
pub(crate) fn is_english(piece: &str) -> bool {
    let (mut all, mut small, mut foreign) = (0, 0, 0);
    // Letters that touch digits are of codes: i5-13420H, 144Hz.
    let words = piece.split(|c: char| !(is_letter(c) || c.is_ascii_digit() || c == '\'' || c == '’'));
    for word in words.filter(|word| !word.is_empty() && !word.contains(|c: char| c.is_ascii_digit())) {
        let plain = word.split(['\'', '’']).next().unwrap_or(word);
        if !plain.is_ascii() {
            return false;
        }
        // Abbreviations are of no language: UN, pm.
        if plain.len() > 1 && (is_all_capitals(plain) || !has_vowel(plain)) {
            continue;
        }
        all += 1;
        if words::foreign::SMALL_WORDS.has(plain) {
            small += 1;
        } else {
            foreign += usize::from(is_english_word(plain));
        }
    }
    all >= FEWEST_WORDS && small >= 1 && foreign >= 1 && small + foreign >= 3 && (small + foreign) * 4 >= all * 3
}

/// Whether a word may be one of an English sentence by itself: a small word of English, or one with a vowel that is no
/// Vietnamese syllable.
pub(crate) fn is_english_word(word: &str) -> bool {
    let said = || word.len() > 1 && has_vowel(word) && !is_syllable(word);
    word.is_ascii() && (words::foreign::SMALL_WORDS.has(word) || said())
}

fn has_vowel(word: &str) -> bool {
    word.contains(['a', 'e', 'i', 'o', 'u', 'y', 'A', 'E', 'I', 'O', 'U', 'Y'])
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn whole_sentences_and_quotations_are_english() {
        for text in [
            "I paid $15 on May 5 for 3 of 10 items",
            "Open 24/7 from 8 am to 5 pm, 10% off",
            "Top 10 things to do in 2025",
            "It's the best we've seen",
            "the US and the UN will send 1,250 troops",
        ] {
            assert!(is_english(text), "{text}");
        }
        for text in [
            "World Cup 2026",
            "iPhone 15 Pro Max",
            "phim The Lord of the Rings phần 2 ra rạp",
            "TH & THCS Long An",
            "an toan cho me va be trong 5 thang",
            "Lễ hội The Light of Đà Nẵng 2025",
        ] {
            assert!(!is_english(text), "{text}");
        }
    }

    #[test]
    fn a_piece_lies_between_its_marks() {
        let text = "Ông nói: “The deal is worth 5 million”. Bà về.";
        let at = text.find('5').expect("it is there");
        let piece = piece_around(text, at, at + 1).expect("English");
        assert_eq!(&text[piece], "The deal is worth 5 million");
        assert!(piece_around(text, 0, "Ông".len()).is_none());
        let led = "Nghe The Best of the 5 songs";
        let at = led.find('5').expect("it is there");
        assert_eq!(piece_around(led, at, at + 1), Some("Nghe ".len()..led.len()));
    }
}
