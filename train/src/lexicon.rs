//! The senses of abbreviations, as the lexicon's YAML has them.
//!
//! In: the folder `lexicon`. Out: the contested entries (two senses or more that are words), and what every reading
//! may be contracted to.

use crate::error::Error;
use loidoc::evidence::hash::{mix, phrase_hash, word_hash};
use loidoc::evidence::learned::{LETTERS, MOST_SENSES};
use serde::Deserialize;
use std::path::Path;

#[derive(Deserialize)]
struct File {
    entries: Vec<Raw>,
}

#[derive(Deserialize)]
struct Raw {
    write: Spellings,
    read: Option<String>,
    #[serde(default)]
    senses: Vec<RawSense>,
}

#[derive(Deserialize)]
#[serde(untagged)]
enum Spellings {
    One(String),
    Many(Vec<String>),
}

#[derive(Deserialize)]
struct RawSense {
    read: Option<String>,
    say: Option<String>,
    #[serde(default)]
    left: Vec<String>,
    #[serde(default)]
    right: Vec<String>,
    #[serde(default)]
    rare: bool,
}

/// A sense that is words, or letters ([`LETTERS`]).
#[derive(Clone, Debug)]
pub struct Sense {
    /// What is said; nothing if that is letters.
    pub read: String,
    /// Cue phrases before.
    pub left: Vec<String>,
    /// Cue phrases after.
    pub right: Vec<String>,
}

/// An abbreviation with two senses or more that are words.
#[derive(Clone, Debug)]
pub struct Contested {
    /// Its spellings.
    pub writes: Vec<String>,
    /// Its senses.
    pub senses: Vec<Sense>,
    /// The number of the sense that is letters, where all others are rare: what papers have is nearly always that.
    pub letters: Option<usize>,
}

/// The lexicon, as far as it can be learned from.
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    /// What has to be told apart.
    pub contested: Vec<Contested>,
    /// What may be contracted: a reading of two words or more and its abbreviation.
    pub contractions: Vec<(String, String)>,
}

impl Lexicon {
    /// Reads the folder.
    pub fn read(folder: &Path) -> Result<Lexicon, Error> {
        let folder = folder.join("abbreviations");
        let listed = std::fs::read_dir(&folder).map_err(Error::file(&folder))?;
        let mut files: Vec<_> = listed.filter_map(|file| Some(file.ok()?.path())).collect();
        files.retain(|file| file.extension().is_some_and(|e| e == "yaml"));
        files.sort();
        let mut lexicon = Lexicon::default();
        for path in files {
            let text = std::fs::read_to_string(&path).map_err(Error::file(&path))?;
            let file: File = serde_yaml::from_str(&text).map_err(|source| Error::Yaml { path, source })?;
            file.entries.into_iter().for_each(|entry| lexicon.take(entry));
        }
        Ok(lexicon)
    }

    fn take(&mut self, entry: Raw) {
        let writes = match entry.write {
            Spellings::One(write) => vec![write],
            Spellings::Many(writes) => writes,
        };
        let spelt = entry.senses.first().is_some_and(|sense| sense.say.as_deref() == Some("letters"))
            && entry.senses.iter().skip(1).all(|sense| sense.rare);
        let words = entry.senses.into_iter().filter_map(|sense| {
            let read = sense.read.filter(|read| phrase_hash(read) != phrase_hash(&writes[0]))?;
            Some(Sense { read, left: shapeless(sense.left), right: shapeless(sense.right) })
        });
        let mut senses: Vec<Sense> = words.collect();
        senses.truncate(MOST_SENSES - usize::from(spelt));
        for read in senses.iter().map(|sense| &sense.read).chain(&entry.read).filter(|read| read.contains(' ')) {
            if let Some(write) = writes.first() {
                self.contractions.push((read.clone(), write.clone()));
            }
        }
        let letters = (spelt && senses.len() > 1).then_some(senses.len());
        if letters.is_some() {
            senses.push(Sense { read: LETTERS.to_owned(), left: Vec::new(), right: Vec::new() });
        }
        if senses.len() > 1 {
            self.contested.push(Contested { writes, senses, letters });
        }
    }

    /// A hash of all spellings and readings that are contested, in their order.
    pub fn fingerprint(&self) -> u32 {
        self.contested.iter().fold(0, |hash, entry| {
            let writes = entry.writes.iter().fold(hash, |hash, write| mix(hash, word_hash(write)));
            entry.senses.iter().fold(writes, |hash, sense| mix(hash, phrase_hash(&sense.read)))
        })
    }
}

/// Cue phrases without those that stand for a shape (`<name>`).
fn shapeless(phrases: Vec<String>) -> Vec<String> {
    phrases.into_iter().filter(|phrase| !phrase.starts_with('<')).collect()
}
