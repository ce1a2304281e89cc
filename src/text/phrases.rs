//! Words and phrases that a class looks for, as hashes made by the build script: blind to case, to where a tone stands (hòa,
//! hoà) and to y for i at the end of a syllable.

use super::cursor::Cursor;
use super::letter::fold_hash;

/// Phrases of one word or more, sorted, longer ones that begin alike first.
///
/// Made from a list of `words` in `lexicon/classes/*.yaml`; several spellings of one phrase stand in it as several phrases.
#[derive(Clone, Copy, Debug)]
pub struct Phrases(pub &'static [&'static [u32]]);

impl Phrases {
    /// Whether a word is one of them.
    pub fn has(self, word: &str) -> bool {
        !word.is_empty() && self.has_hash(fold_hash(word))
    }

    /// Whether a word is one of them, told by its [`fold_hash`].
    pub fn has_hash(self, word: u32) -> bool {
        self.beginning_with(word).any(|phrase| phrase.len() == 1)
    }

    /// Those that begin with a word, longest first.
    pub fn beginning_with(self, first: u32) -> impl Iterator<Item = &'static [u32]> {
        // Most lists are so short that going through them is quicker than halving them.
        let from = self.0.partition_point(|phrase| phrase[0] < first);
        self.0[from..].iter().copied().take_while(move |phrase| phrase[0] == first)
    }
}

/// What is written and what is said for it, in the order of the YAML file; compared as written.
///
/// Made from a map in `words` of `lexicon/classes/*.yaml`.
#[derive(Clone, Copy, Debug)]
pub struct WordTable(pub &'static [(&'static str, &'static str)]);

impl WordTable {
    /// What is said for something written.
    pub fn get(self, written: &str) -> Option<&'static str> {
        self.0.iter().find(|(known, _)| *known == written).map(|(_, said)| *said)
    }
}

impl Cursor<'_> {
    /// Moves over the longest of the phrases that is here, its words with one space between; it ends where its last word does.
    pub fn eat_phrase(&mut self, phrases: Phrases) -> bool {
        let mut first = *self;
        let word = first.word();
        if word.is_empty() {
            return false;
        }
        let end = phrases.beginning_with(fold_hash(word)).find_map(|phrase| {
            let mut at = first;
            let goes_on = |at: &mut Self, hash: u32| at.eat(b' ') && fold_hash(at.word()) == hash;
            (phrase[1..].iter().all(|&hash| goes_on(&mut at, hash)) && !at.inside_word()).then_some(at)
        });
        if let Some(end) = end {
            *self = end;
        }
        end.is_some()
    }

    /// Moves over the first of the written texts of a table that is here, and tells what is said for it.
    pub fn eat_from(&mut self, table: WordTable) -> Option<&'static str> {
        table.0.iter().find(|(written, _)| self.eat_str(written)).map(|(_, said)| *said)
    }
}
