//! What a document has told before a place in it.

use crate::data::layer::Domain;
use crate::text::initial::begins_with_initial;
use crate::text::letter::is_letter;
use indexmap::IndexMap;
use std::collections::HashMap;

/// What the document has told so far. Empty for a single line.
#[derive(Clone, Debug, Default)]
pub struct DocumentContext {
    /// Abbreviations that the document defines, and what they stand for.
    pub definitions: IndexMap<String, String>,
    /// Abbreviations of several senses, without their dot, and what they were said as where their neighbours left no doubt.
    pub settled: HashMap<String, String>,
    /// What the text is about.
    pub domain: Option<Domain>,
}

/// An abbreviation that its bracket explains has no more letters, and each of its words no more bytes on average.
const MOST_LETTERS: usize = 8;
const LONGEST_WORD: usize = 32;

/// The end of a text, if its last words begin with these capitals, one for each: `Trung tâm Y tế` for `TTYT`.
pub(crate) fn abbreviated<'t>(before: &'t str, letters: &str) -> Option<&'t str> {
    let count = letters.chars().count();
    if !(2..=MOST_LETTERS).contains(&count) || !letters.chars().all(char::is_uppercase) {
        return None;
    }
    let mut near = before.len().saturating_sub(count * LONGEST_WORD)..=before.len();
    let from = near.find(|&at| before.is_char_boundary(at))?;
    let text = before[from..].trim_end();
    let mut start = text.len();
    for letter in letters.chars().rev() {
        let rest = text[..start].trim_end();
        let space = rest.char_indices().rev().find(|(_, c)| c.is_whitespace());
        start = space.map_or(0, |(at, c)| at + c.len_utf8());
        let word = &rest[start..];
        if !begins_with_initial(word, letter) || !word.chars().all(is_letter) {
            return None;
        }
    }
    Some(&text[start..])
}
