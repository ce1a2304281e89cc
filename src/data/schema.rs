//! The YAML of a lexicon: what a file may hold, and what is refused.
//!
//! The build script reads the built-in files with this module and packs them into the binary, so a mistake in them is a
//! build error; at run time it reads the caller's files. It is the only user of serde_yaml.

use super::forms::{Distinct, Example, OneOrMany, Spelt, TWICE, Text, Unique, begins_like_a_word};
use super::layer::{Cue, Domain};
use super::packed::Str;
use super::place::second_place;
use serde::Deserialize;
use serde::de::{Deserializer, Error as _};
use std::collections::{BTreeMap, HashSet};

/// Why a lexicon, style or engine file was refused, and where.
#[derive(Clone, Debug, PartialEq, Eq, thiserror::Error)]
#[error("{file}:{line}:{column}: {message}")]
pub struct SchemaError {
    /// The file, as the caller named it.
    pub file: String,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and how to mend it.
    pub message: String,
}

/// Reads YAML of any of loidoc's file kinds; `file` is only used in errors.
pub fn parse<T: for<'de> Deserialize<'de>>(file: &str, yaml: &str) -> Result<T, SchemaError> {
    serde_yaml::from_str(yaml).map_err(|error| {
        let (line, column) = error.location().map_or((1, 1), |l| (l.line(), l.column()));
        let mut message = error.to_string();
        // The library repeats the place at the end of its message.
        if let Some(cut) = message.find(" at line ") {
            message.truncate(cut);
        }
        SchemaError { file: file.to_owned(), line, column, message }
    })
}

/// A lexicon file. Every section may be left out.
#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct LexiconFile {
    /// The domain of its abbreviations.
    pub(super) domain: Option<Domain>,
    pub(super) entries: Distinct<Entry>,
    pub(super) newspapers: Distinct<Said>,
    pub(super) documents: Documents,
    pub(super) prefixes: Distinct<Said>,
    pub(super) powers: Distinct<Said>,
    pub(super) units: Distinct<UnitEntry>,
    pub(super) currencies: Distinct<CurrencyEntry>,
    pub(super) letters: Distinct<Said>,
    pub(super) cues: BTreeMap<Cue, CueEntry>,
    pub(super) foreign: Distinct<RespellingEntry>,
    pub(super) social: Distinct<Said>,
    pub(super) phonemes: Distinct<Said>,
    pub(super) furniture: Furniture,
    pub(super) titles: Vec<Text>,
    pub(super) headings: Vec<Text>,
    pub(super) breaths: Vec<Breath>,
    pub(super) together: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Breath {
    pub(super) score: Score,
    pub(super) before: Vec<Text>,
}

/// From 1 to 79: less than a comma.
#[derive(Debug)]
pub(super) struct Score(pub(super) u8);

impl<'de> Deserialize<'de> for Score {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Score, D::Error> {
        match u8::deserialize(deserializer)? {
            score @ 1..80 => Ok(Score(score)),
            score => Err(D::Error::custom(format!("a score of {score}: write 1 to 79"))),
        }
    }
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Documents {
    pub(super) types: Distinct<Said>,
    pub(super) issuers: Distinct<Said>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct Furniture {
    pub(super) leavings: Vec<Text>,
    pub(super) bylines: Vec<Text>,
    pub(super) captions: Vec<Text>,
    pub(super) labels: Vec<Text>,
    pub(super) links: Vec<Text>,
    pub(super) stamps: Vec<Text>,
    pub(super) signatures: Vec<Text>,
    pub(super) asides: Vec<Text>,
    pub(super) notices: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Entry {
    #[serde(default = "none")]
    pub(super) write: OneOrMany,
    pub(super) pattern: Option<Text>,
    pub(super) read: Option<Text>,
    pub(super) say: Option<SayEntry>,
    #[serde(default)]
    pub(super) senses: Vec<SenseEntry>,
    pub(super) part: Option<Text>,
    #[serde(default)]
    pub(super) numbered: bool,
    #[serde(default)]
    pub(super) dominant: bool,
    #[serde(default = "four")]
    pub(super) reach: u8,
    #[serde(default = "yes")]
    pub(super) verified: bool,
    #[serde(default)]
    pub(super) examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct SenseEntry {
    pub(super) read: Option<Text>,
    pub(super) say: Option<SayEntry>,
    #[serde(default)]
    pub(super) left: Unique,
    #[serde(default)]
    pub(super) right: Unique,
    pub(super) domain: Option<Domain>,
    #[serde(default)]
    pub(super) rare: bool,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
pub(super) enum SayEntry {
    Letters,
    Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct Said {
    pub(super) write: OneOrMany,
    pub(super) read: Text,
    #[serde(default)]
    pub(super) examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct RespellingEntry {
    pub(super) write: OneOrMany,
    pub(super) read: Text,
    #[serde(default)]
    pub(super) verified: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct UnitEntry {
    pub(super) write: OneOrMany,
    pub(super) read: Text,
    #[serde(default)]
    pub(super) prefixes: Vec<Text>,
    #[serde(default)]
    pub(super) powers: bool,
    #[serde(default)]
    pub(super) compound: bool,
    #[serde(default)]
    pub(super) attached: bool,
    #[serde(default)]
    pub(super) time: bool,
    #[serde(default)]
    pub(super) word: bool,
    #[serde(default)]
    pub(super) exact: bool,
    #[serde(default)]
    pub(super) examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub(super) struct CurrencyEntry {
    pub(super) write: OneOrMany,
    pub(super) read: Text,
    #[serde(default)]
    pub(super) before: bool,
    pub(super) minor: Option<Text>,
    #[serde(default)]
    pub(super) examples: Vec<Example>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub(super) struct CueEntry {
    pub(super) left: Unique,
    pub(super) right: Unique,
    /// Phrases on the left that end in a word of `left` and yet say nothing: màn hình beside hình.
    pub(super) except: Unique,
}

fn none() -> OneOrMany {
    OneOrMany(Vec::new())
}

fn four() -> u8 {
    4
}

fn yes() -> bool {
    true
}

/// No entry has more senses.
pub const MOST_SENSES: usize = 16;

macro_rules! spelt {
    ($($t:ty),*) => { $(impl Spelt for $t { fn spellings(&self) -> &[Str] { &self.write.0 } })* };
}
spelt!(Said, RespellingEntry, UnitEntry, CurrencyEntry);

impl Entry {
    /// A pattern is read in one way, whatever stands around it.
    fn check_pattern(&self, pattern: &str) -> Result<(), String> {
        if !self.write.0.is_empty() {
            return Err(format!("`{pattern}` has `write` and `pattern`: an entry has one of them"));
        }
        let other = self.say.is_some()
            || !self.senses.is_empty()
            || self.part.is_some()
            || self.numbered
            || self.dominant
            || self.reach != four();
        if self.read.is_none() || other {
            return Err(format!("the pattern `{pattern}` needs `read`, and may have `examples`, nothing else"));
        }
        Ok(())
    }
}

impl Spelt for Entry {
    fn spellings(&self) -> &[Str] {
        match &self.pattern {
            Some(Text(pattern)) => std::slice::from_ref(pattern),
            None => &self.write.0,
        }
    }
    fn check(&self) -> Result<(), String> {
        if let Some(Text(pattern)) = &self.pattern {
            return self.check_pattern(pattern);
        }
        let Some(name) = self.write.0.first() else {
            return Err("an entry needs `write`, or `pattern`".to_owned());
        };
        if let Some(sign) = self.write.0.iter().find(|write| !write.contains(char::is_alphanumeric)) {
            return Err(format!(
                "`{sign}` has no letter and no digit: a sign by itself is read by what stands around it"
            ));
        }
        let number = self.write.0.iter().find(|write| !begins_like_a_word(write));
        if let Some(number) = number.filter(|_| self.read.is_none() || self.part.is_some()) {
            return Err(format!("`{number}` begins with no letter: it may have `read` and `examples`, nothing else"));
        }
        let ways =
            usize::from(self.read.is_some()) + usize::from(self.say.is_some()) + usize::from(!self.senses.is_empty());
        if ways != 1 {
            return Err(format!("`{name}` needs exactly one of `read`, `say` and `senses`"));
        }
        if self.senses.len() > MOST_SENSES {
            return Err(format!("`{name}` has {} senses: {MOST_SENSES} at most are weighed", self.senses.len()));
        }
        let mut said = HashSet::new();
        for sense in &self.senses {
            match (&sense.read, sense.say) {
                (Some(Text(read)), None) if said.insert(read.to_string()) => {}
                (None, Some(say)) if said.insert(format!("{say:?}")) => {}
                (Some(_), Some(_)) | (None, None) => {
                    return Err(format!("a sense of `{name}` needs exactly one of `read` and `say`"));
                }
                _ => return Err(format!("`{name}` has the same sense twice: join their cues in one")),
            }
        }
        Ok(())
    }
}

impl LexiconFile {
    /// Reads and checks a lexicon file.
    pub fn parse(file: &str, yaml: &str) -> Result<LexiconFile, SchemaError> {
        parse(file, yaml).map_err(|error: SchemaError| {
            // The YAML library knows where the list begins, not which entry came twice.
            let twice = error.message.split_once(": `").filter(|(_, rest)| rest.contains(TWICE));
            let spelling = twice.and_then(|(_, rest)| rest.split_once('`')).map(|(spelling, _)| spelling);
            match spelling.and_then(|spelling| second_place(yaml, spelling)) {
                Some((line, column)) => SchemaError { line, column, ..error },
                None => error,
            }
        })
    }

    /// The examples of all entries, `(written, spoken)`.
    pub fn examples(&self) -> Vec<(&str, &str)> {
        let entries = self.entries.0.iter().flat_map(|e| &e.examples);
        let said = [&self.newspapers, &self.documents.types, &self.documents.issuers, &self.letters];
        let said = said.into_iter().flat_map(|list| list.0.iter().flat_map(|e| &e.examples));
        let units = self.units.0.iter().flat_map(|e| &e.examples);
        let currencies = self.currencies.0.iter().flat_map(|e| &e.examples);
        entries.chain(said).chain(units).chain(currencies).map(|Example(w, s)| (w.as_str(), s.as_str())).collect()
    }
}
