//! Looks things up in a lexicon.

use super::cues::CueSet;
use super::hash::{beginning, heads};
use super::patterns::{PatternError, Patterns};
use super::senses::EntryCues;
use super::tables::{Lexicon, Part, Spelling};
use crate::data::engine::Engine;
use crate::data::expand::lay_over;
use crate::data::layer::{Abbreviation, Currency, Respelling, Unit};
use crate::data::packed::Str;
use crate::data::place::pattern_place;
use crate::data::schema::SchemaError;
use crate::data::style::Style;
use crate::text::cursor::Cursor;
use crate::text::left::{WordLeft, WordsLeft};
use crate::text::letter::{ending, fold_eq, fold_hash, is_letter};
use std::ops::Range;
use std::sync::Arc;

impl Lexicon {
    /// All that it knows, packed: two lexicons that say the same have the same bytes, so that a hash of them tells whether
    /// something has to be read anew.
    pub fn packed(&self) -> Vec<u8> {
        postcard::to_stdvec(&self.layer).unwrap_or_default()
    }

    /// This lexicon with a YAML file laid over it: its entries replace those of the same spelling.
    ///
    /// # Errors
    /// [`SchemaError`] with file, line and column where the YAML is broken, a key is unknown, a reading empty or a
    /// spelling given twice.
    pub fn with_yaml(&self, file: &str, yaml: &str) -> Result<Lexicon, SchemaError> {
        let mut layer = self.layer.clone();
        lay_over(file, yaml, &mut layer)?;
        let patterns = Patterns::compile(&layer.patterns).map_err(|PatternError { pattern, message }| {
            let (line, column) = pattern_place(yaml, &pattern).unwrap_or((1, 1));
            SchemaError { file: file.to_owned(), line, column, message }
        })?;
        Ok(Lexicon { patterns: patterns.map(Arc::new), ..Lexicon::from_layer(layer, self.built_in) })
    }

    /// Why an abbreviation is read as it is, where that was learned from text: what stands around it and says most for the
    /// reading, strongest first, in words (`giải (next word)`). Bytes of the text; empty where nothing was learned.
    ///
    /// ```
    /// let text = "Theo BTC giải chạy, có 500 người.";
    /// let reasons = loidoc::Lexicon::built_in().reasons(text, 5..8, "ban tổ chức");
    /// assert_eq!(reasons[0], "giải (next word)");
    /// ```
    pub fn reasons(&self, text: &str, written: Range<usize>, spoken: &str) -> Vec<String> {
        let learned = || {
            let (n, _) = self.abbreviation(text.get(written.clone())?.trim_end_matches('.'))?;
            Some(self.entry_cues(n)?.learned.as_ref()?.reasons(text, written.start, written.end, spoken))
        };
        learned().unwrap_or_default()
    }

    /// The caller's patterns, if there are any.
    pub(crate) fn patterns(&self) -> Option<&Patterns> {
        self.patterns.as_deref()
    }

    /// What a word may be, as far as abbreviations and names like them go.
    pub(crate) fn spelling(&self, write: &str) -> Option<Spelling> {
        self.spellings.get(write).copied()
    }

    /// The entry of a spelling, with its number.
    pub(crate) fn entry(&self, spelling: Spelling) -> Option<(usize, &Abbreviation)> {
        let n = spelling.entry? as usize;
        Some((n, self.layer.abbreviations.get(n)?))
    }

    /// Whether a word after a number may tell what the number is; if not, it is only what is counted.
    pub(crate) fn tells_of_number(&self, word: &str) -> bool {
        self.tells_of_number_by(fold_hash(word))
    }

    /// As [`Lexicon::tells_of_number`], of a word's [`fold_hash`].
    pub(crate) fn tells_of_number_by(&self, hash: u32) -> bool {
        self.tells.contains_key(&hash)
    }

    /// Whether a number after such words may be something else, told by how the last of them ends: one of [`TELLING`] may be
    /// evidence.
    pub(crate) fn may_tell_of_number(&self, before: &[u8]) -> bool {
        self.telling_ends.has(ending(before))
    }

    /// All abbreviations, in the order of the files.
    pub fn abbreviations(&self) -> &[Abbreviation] {
        &self.layer.abbreviations
    }

    /// The entry of an abbreviation as it is spelt, with its number.
    pub(crate) fn abbreviation(&self, write: &str) -> Option<(usize, &Abbreviation)> {
        self.entry(self.spelling(write)?)
    }

    /// The longest entry of more than one atom at the beginning of `rest`, whose first atom is `atom`.
    pub(crate) fn longer_abbreviation(&self, atom: &str, rest: &str) -> Option<(usize, &Abbreviation)> {
        for (write, n) in self.longer.get(atom)? {
            if let Some(after) = rest.strip_prefix(&**write) {
                let ends_in_letter = write.ends_with(|c: char| c.is_alphanumeric());
                if !(ends_in_letter && after.starts_with(|c: char| c.is_ascii_digit() || is_letter(c))) {
                    return Some((*n as usize, self.layer.abbreviations.get(*n as usize)?));
                }
            }
        }
        None
    }

    /// What speaks for the senses of an entry, where it has several.
    pub(crate) fn entry_cues(&self, entry: usize) -> Option<&EntryCues> {
        let written = self.layer.abbreviations.get(entry).filter(|written| written.senses.len() > 1)?;
        Some(self.senses.get(entry)?.get_or_init(|| Box::new(EntryCues::new(written, entry < self.built_in))))
    }

    /// Whether a text may end with a title, told by how its last word ends.
    pub(crate) fn may_be_title(&self, text: &[u8]) -> bool {
        self.title_ends.has(ending(text))
    }

    /// Whether an abbreviation stands before a name, so that its dot ends no sentence.
    pub(crate) fn is_title(&self, write: &str) -> bool {
        self.titles.contains_key(write)
    }

    /// Whether a number after this word at the beginning of a sentence is a heading's.
    pub(crate) fn is_heading(&self, word: &str) -> bool {
        self.layer.headings.iter().any(|heading| fold_eq(heading, word))
    }

    /// How well one breathes before the words at the beginning of a text, and how many of them are never cut. Capitals begin
    /// no such word inside a sentence.
    pub(crate) fn breath(&self, text: &str) -> (u8, usize) {
        let begins = beginning(text);
        if !self.breath_beginnings.has(begins) {
            return (0, 1);
        }
        let phrases = self.breaths.get(&begins).map_or(&[][..], Vec::as_slice);
        let found = phrases.iter().find_map(|&(words, n)| {
            let (phrase, score) = self.layer.breaths.get(n as usize)?;
            let ends = !text.strip_prefix(phrase.as_str())?.starts_with(is_letter);
            ends.then_some((*score, usize::from(words)))
        });
        found.unwrap_or((0, 1))
    }

    /// What a newspaper's signature stands for.
    pub fn newspaper(&self, write: &str) -> Option<&str> {
        self.newspapers.get(write).map(|&n| self.layer.newspapers[n as usize].read.as_str())
    }

    /// A kind of document inside a code.
    pub fn document_type(&self, write: &str) -> Option<&str> {
        self.document_types.get(write).map(|&n| self.layer.document_types[n as usize].read.as_str())
    }

    /// Who issued a document.
    pub fn document_issuer(&self, write: &str) -> Option<&str> {
        self.document_issuers.get(write).map(|&n| self.layer.document_issuers[n as usize].read.as_str())
    }

    /// A unit as written; `kw` and `MHZ` find kW and MHz.
    pub fn unit(&self, write: &str) -> Option<&Unit> {
        if let Some(n) = self.units.get(write) {
            return self.layer.units.get(*n as usize);
        }
        // Only symbols of Latin letters are typed in the wrong case.
        if write.len() < 2 || write.len() > 5 || !write.is_ascii() {
            return None;
        }
        let unit = self.layer.units.get(*self.units_folded.get(&fold_hash(write))? as usize)?;
        unit.write.eq_ignore_ascii_case(write).then_some(unit)
    }

    /// The longest unit of more than one word at the beginning of `rest`, whose first word is `atom`: mm Hg, fl oz.
    pub(crate) fn longer_unit(&self, atom: &str, rest: &str) -> Option<&Unit> {
        let found = self.longer_units.get(atom)?.iter().filter_map(|&n| self.layer.units.get(n as usize));
        let ends = |after: &str| !after.starts_with(|c: char| c.is_ascii_digit() || is_letter(c));
        found.into_iter().find(|unit| rest.strip_prefix(unit.write.as_str()).is_some_and(ends))
    }

    /// A currency's sign or code.
    pub fn currency(&self, write: &str) -> Option<&Currency> {
        self.layer.currencies.get(*self.currencies.get(write)? as usize)
    }

    /// The name of a letter.
    pub fn letter(&self, c: char) -> Option<&str> {
        match self.latin.get(c as usize) {
            Some(name) => name.as_deref(),
            None => self.letters.get(&c).map(|name| &**name),
        }
    }

    /// The longest entry for a foreign name or word at the beginning of a text, in any case.
    pub fn respelling(&self, text: &str) -> Option<&Respelling> {
        let word = Cursor::new(text, 0).word();
        self.foreign.get(&fold_hash(word))?.iter().map(|&n| &self.layer.foreign[n as usize]).find(|entry| {
            let ends = |rest: &str| !rest.starts_with(|c: char| is_letter(c) || c.is_ascii_digit());
            text.get(..entry.write.len()).is_some_and(|head| fold_eq(head, &entry.write))
                && ends(&text[entry.write.len()..])
        })
    }

    /// What is said for a word of social text (`ko`) or an emoji.
    pub fn social(&self, write: &str) -> Option<&str> {
        let entry = self.layer.social.get(*self.social.get(&fold_hash(write))? as usize)?;
        fold_eq(&entry.write, write).then_some(entry.read.as_str())
    }

    /// Whether any layer gives pronunciations.
    pub fn has_phonemes(&self) -> bool {
        !self.phonemes.is_empty()
    }

    /// The pronunciation of a word in the International Phonetic Alphabet, where a caller's layer gives it.
    pub fn phoneme(&self, word: &str) -> Option<&str> {
        let entry = self.layer.phonemes.get(*self.phonemes.get(&fold_hash(word))? as usize)?;
        fold_eq(&entry.write, word).then_some(entry.read.as_str())
    }

    /// What web pages leave within a paragraph.
    pub(crate) fn asides(&self) -> &[Str] {
        &self.layer.furniture.asides
    }

    /// The phrases newspapers print around the text that begin with the first word of a line.
    pub(crate) fn furniture(&self, line: &str) -> &[(Part, Str)] {
        if !heads(line).any(|head| self.furniture_heads.has(head)) {
            return &[];
        }
        self.furniture.get(&fold_hash(Cursor::new(line, 0).word())).map_or(&[], Vec::as_slice)
    }

    /// The built-in styles.
    pub fn styles(&self) -> &[Style] {
        &self.layer.styles
    }

    /// A built-in style by name.
    pub fn style(&self, name: &str) -> Option<&Style> {
        self.layer.styles.iter().find(|s| s.name == name)
    }

    /// The built-in engine profiles.
    pub fn engines(&self) -> &[Engine] {
        &self.layer.engines
    }

    /// A built-in engine profile by name.
    pub fn engine(&self, name: &str) -> Option<&Engine> {
        self.layer.engines.iter().find(|e| e.name == name)
    }

    /// Cues of the phrases that end with the word `start..end` of the text.
    pub(crate) fn left_cues_in(&self, text: &str, start: usize, end: usize) -> CueSet {
        let mut words = WordsLeft::new(text, start);
        let hash = |w: WordLeft| fold_hash(&text[w.start..w.end]);
        self.left_cues(fold_hash(&text[start..end]), || words.next().filter(|w| w.adjacent).map(hash))
    }

    /// Cues of the phrases that end with a word; the words before it are asked for one by one.
    #[inline]
    pub(crate) fn left_cues(&self, nearest: u32, next: impl FnMut() -> Option<u32>) -> CueSet {
        self.cues_left.get(&nearest).map_or(CueSet::default(), |phrases| phrases.weigh(next))
    }

    /// Whether a word may begin a phrase that tells what a text is about; nearly no other word does.
    #[inline]
    pub(crate) fn may_tell_domain(&self, word: &str) -> bool {
        self.about.has(fold_hash(word))
    }

    /// Cues of the phrases that begin at the cursor.
    pub(crate) fn right_cues(&self, cursor: Cursor) -> CueSet {
        let mut cursor = cursor;
        let word = cursor.word();
        if word.is_empty() {
            return CueSet::default();
        }
        let Some(phrases) = self.cues_right.get(&fold_hash(word)) else { return CueSet::default() };
        phrases.weigh(|| {
            cursor.spaces();
            Some(fold_hash(cursor.word()))
        })
    }
}
