//! What a document has told before a place in it.

use crate::data::layer::Domain;
use crate::text::letter::{fold_eq, is_letter};
use indexmap::IndexMap;

/// What the document has told so far. Empty for a single line.
#[derive(Clone, Debug, Default)]
pub struct DocumentContext {
    /// Abbreviations that the document defines, and what they stand for.
    pub definitions: IndexMap<String, String>,
    /// What the text is about.
    pub domain: Option<Domain>,
}

/// An abbreviation that its bracket explains has no more letters, and each of its words no more bytes on average.
const MOST_LETTERS: usize = 8;
const LONGEST_WORD: usize = 32;

/// The last words of a text if they begin with these capitals, one for each: `Trung tâm Y tế` for `TTYT`.
pub(crate) fn abbreviated<'t>(before: &'t str, letters: &str) -> Option<Vec<&'t str>> {
    let count = letters.chars().count();
    if !(2..=MOST_LETTERS).contains(&count) || !letters.chars().all(char::is_uppercase) {
        return None;
    }
    let mut near = before.len().saturating_sub(count * LONGEST_WORD)..=before.len();
    let from = near.find(|&at| before.is_char_boundary(at))?;
    let mut words: Vec<&str> = before[from..].split_whitespace().rev().take(count).collect();
    words.reverse();
    let begins = |word: &str, letter: char| {
        let first = word.chars().next().map(String::from).unwrap_or_default();
        fold_eq(&first, &letter.to_string()) && word.chars().all(is_letter)
    };
    let fits = words.len() == count && words.iter().zip(letters.chars()).all(|(word, letter)| begins(word, letter));
    fits.then_some(words)
}
