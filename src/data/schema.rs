//! The YAML of a lexicon: what a file may hold, and what is refused.
//!
//! The build script reads the built-in files with this module and packs them into the binary, so a mistake in them is a
//! build error; at run time it reads the caller's files. It is the only user of serde_yaml.

use crate::data::layer::{Abbreviation, Cue, CuePhrases, Currency, Domain, Layer, Pair, Respelling, Say, Sense, Unit};
use serde::Deserialize;
use serde::de::{Deserializer, Error as _, SeqAccess, Visitor};
use std::collections::{BTreeMap, HashSet};
use std::fmt;
use std::marker::PhantomData;

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
    domain: Option<Domain>,
    entries: Distinct<Entry>,
    newspapers: Distinct<Said>,
    documents: Documents,
    prefixes: BTreeMap<Text, Text>,
    units: Distinct<UnitEntry>,
    currencies: Distinct<CurrencyEntry>,
    letters: Distinct<Said>,
    cues: BTreeMap<Cue, CueEntry>,
    foreign: Distinct<RespellingEntry>,
    social: Distinct<Said>,
    phonemes: Distinct<Said>,
    furniture: Furniture,
    titles: Vec<Text>,
    headings: Vec<Text>,
    breaths: Vec<Breath>,
    together: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Breath {
    score: Score,
    before: Vec<Text>,
}

/// From 1 to 79: less than a comma.
#[derive(Debug)]
struct Score(u8);

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
struct Documents {
    types: Distinct<Said>,
    issuers: Distinct<Said>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct Furniture {
    leavings: Vec<Text>,
    bylines: Vec<Text>,
    captions: Vec<Text>,
    labels: Vec<Text>,
    links: Vec<Text>,
    stamps: Vec<Text>,
    signatures: Vec<Text>,
    asides: Vec<Text>,
    notices: Vec<Text>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Entry {
    write: OneOrMany,
    read: Option<Text>,
    say: Option<SayEntry>,
    #[serde(default)]
    senses: Vec<SenseEntry>,
    part: Option<Text>,
    #[serde(default)]
    numbered: bool,
    #[serde(default)]
    dominant: bool,
    #[serde(default = "four")]
    reach: u8,
    #[serde(default = "yes")]
    verified: bool,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct SenseEntry {
    read: Option<Text>,
    say: Option<SayEntry>,
    #[serde(default)]
    left: Vec<Text>,
    #[serde(default)]
    right: Vec<Text>,
    domain: Option<Domain>,
}

#[derive(Clone, Copy, Debug, Deserialize)]
#[serde(rename_all = "lowercase")]
enum SayEntry {
    Letters,
    Word,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct Said {
    write: OneOrMany,
    read: Text,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct RespellingEntry {
    write: OneOrMany,
    read: Text,
    #[serde(default)]
    verified: bool,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct UnitEntry {
    write: OneOrMany,
    read: Text,
    #[serde(default)]
    prefixes: Vec<Text>,
    #[serde(default)]
    powers: bool,
    #[serde(default)]
    compound: bool,
    #[serde(default)]
    attached: bool,
    #[serde(default)]
    time: bool,
    #[serde(default)]
    word: bool,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
struct CurrencyEntry {
    write: OneOrMany,
    read: Text,
    #[serde(default)]
    before: bool,
    minor: Option<Text>,
    #[serde(default)]
    examples: Vec<Example>,
}

#[derive(Debug, Default, Deserialize)]
#[serde(deny_unknown_fields, default)]
struct CueEntry {
    left: Vec<Text>,
    right: Vec<Text>,
    /// Phrases on the left that end in a word of `left` and yet say nothing: màn hình beside hình.
    except: Vec<Text>,
}

fn four() -> u8 {
    4
}

fn yes() -> bool {
    true
}

impl Text {
    /// A text that may stand in a file.
    pub(super) fn checked(text: &str) -> Result<Text, &'static str> {
        if text.trim().is_empty() {
            return Err("empty text: write what is meant or leave the key out");
        }
        if text.trim() != text || text.contains('\n') {
            return Err("text begins or ends with a space, or has several lines: trim it");
        }
        Ok(Text(text.to_owned()))
    }
}

/// Text that is not empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(pub String);

impl<'de> Deserialize<'de> for Text {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Text, D::Error> {
        struct TextVisitor;
        impl Visitor<'_> for TextVisitor {
            type Value = Text;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text (put it in quotes if YAML takes it for something else)")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Text, E> {
                Text::checked(text).map_err(E::custom)
            }
        }
        deserializer.deserialize_str(TextVisitor)
    }
}

/// `written => spoken`
#[derive(Debug)]
pub struct Example(pub String, pub String);

impl<'de> Deserialize<'de> for Example {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Example, D::Error> {
        let text = String::deserialize(deserializer)?;
        match text.split_once(" => ") {
            Some((written, spoken)) if !written.trim().is_empty() && !spoken.trim().is_empty() => {
                Ok(Example(written.trim().to_owned(), spoken.trim().to_owned()))
            }
            _ => Err(D::Error::custom("an example is written `written => spoken`")),
        }
    }
}

/// A text or a list of texts.
#[derive(Debug)]
struct OneOrMany(Vec<String>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany, D::Error> {
        struct V;
        impl<'de> Visitor<'de> for V {
            type Value = OneOrMany;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a spelling or a list of spellings, in quotes where YAML takes them for something else")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                if text.trim().is_empty() {
                    return Err(E::custom("empty spelling: write what stands in the text"));
                }
                Ok(OneOrMany(vec![text.to_owned()]))
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<OneOrMany, A::Error> {
                let mut all = Vec::new();
                while let Some(Text(text)) = seq.next_element()? {
                    all.push(text);
                }
                if all.is_empty() {
                    return Err(A::Error::custom("empty list of spellings: name one"));
                }
                Ok(OneOrMany(all))
            }
        }
        deserializer.deserialize_any(V)
    }
}

/// A list in which no spelling stands twice, and every entry makes sense by itself.
#[derive(Debug)]
struct Distinct<T>(Vec<T>);

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Distinct(Vec::new())
    }
}

trait Spelt {
    fn spellings(&self) -> &[String];
    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}

macro_rules! spelt {
    ($($t:ty),*) => { $(impl Spelt for $t { fn spellings(&self) -> &[String] { &self.write.0 } })* };
}
spelt!(Said, RespellingEntry, UnitEntry, CurrencyEntry);

impl Spelt for Entry {
    fn spellings(&self) -> &[String] {
        &self.write.0
    }
    fn check(&self) -> Result<(), String> {
        let name = &self.write.0[0];
        let ways =
            usize::from(self.read.is_some()) + usize::from(self.say.is_some()) + usize::from(!self.senses.is_empty());
        if ways != 1 {
            return Err(format!("`{name}` needs exactly one of `read`, `say` and `senses`"));
        }
        let mut said = HashSet::new();
        for sense in &self.senses {
            match (&sense.read, sense.say) {
                (Some(Text(read)), None) if said.insert(read.clone()) => {}
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

impl<'de, T: Deserialize<'de> + Spelt> Deserialize<'de> for Distinct<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct V<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Spelt> Visitor<'de> for V<T> {
            type Value = Distinct<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list of entries, each beginning with `- write: …`")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Distinct<T>, A::Error> {
                let mut all = Vec::new();
                let mut seen = HashSet::new();
                while let Some(Checked(entry)) = seq.next_element::<Checked<T>>()? {
                    for spelling in entry.spellings() {
                        if !seen.insert(spelling.clone()) {
                            return Err(A::Error::custom(format!(
                                "`{spelling}` has two entries: join them in one, with `senses` if they differ"
                            )));
                        }
                    }
                    all.push(entry);
                }
                Ok(Distinct(all))
            }
        }
        deserializer.deserialize_seq(V(PhantomData))
    }
}

/// An entry that has passed its own check, so that the error stands at the entry.
struct Checked<T>(T);

impl<'de, T: Deserialize<'de> + Spelt> Deserialize<'de> for Checked<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        let entry = T::deserialize(deserializer)?;
        entry.check().map_err(D::Error::custom)?;
        Ok(Checked(entry))
    }
}

impl LexiconFile {
    /// Reads and checks a lexicon file.
    pub fn parse(file: &str, yaml: &str) -> Result<LexiconFile, SchemaError> {
        parse(file, yaml)
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

    /// Adds what the file holds to a layer. An entry given again replaces the one before it.
    pub fn add_to(self, layer: &mut Layer) {
        for entry in self.entries.0 {
            let senses: Vec<Sense> = if entry.senses.is_empty() {
                vec![Sense { say: say(entry.read, entry.say), left: vec![], right: vec![], domain: None }]
            } else {
                let sense = |s: SenseEntry| Sense {
                    say: say(s.read, s.say),
                    left: texts(s.left),
                    right: texts(s.right),
                    domain: s.domain,
                };
                entry.senses.into_iter().map(sense).collect()
            };
            for write in entry.write.0 {
                layer.abbreviations.push(Abbreviation {
                    write,
                    senses: senses.clone(),
                    part: entry.part.clone().map(|Text(t)| t),
                    domain: self.domain,
                    numbered: entry.numbered,
                    dominant: entry.dominant,
                    reach: entry.reach.clamp(1, 4),
                    verified: entry.verified,
                });
            }
        }
        for (list, into) in [
            (self.newspapers, &mut layer.newspapers),
            (self.documents.types, &mut layer.document_types),
            (self.documents.issuers, &mut layer.document_issuers),
            (self.letters, &mut layer.letters),
        ] {
            for said in list.0 {
                into.extend(said.write.0.into_iter().map(|write| Pair { write, read: said.read.0.clone() }));
            }
        }
        for unit in self.units.0 {
            let plain = Unit {
                write: String::new(),
                read: unit.read.0.clone(),
                compound: unit.compound,
                attached: unit.attached,
                time: unit.time,
                word: unit.word,
            };
            let mut forms: Vec<(String, String)> = Vec::new();
            for write in &unit.write.0 {
                forms.push((write.clone(), unit.read.0.clone()));
                for Text(prefix) in &unit.prefixes {
                    let Some(Text(read)) = self.prefixes.get(&Text(prefix.clone())) else { continue };
                    forms.push((format!("{prefix}{write}"), format!("{read} {}", unit.read.0)));
                }
            }
            for (write, read) in forms {
                if unit.powers {
                    for (powers, name) in [(["2", "²"], "vuông"), (["3", "³"], "khối")] {
                        for power in powers {
                            layer.units.push(Unit {
                                write: format!("{write}{power}"),
                                read: format!("{read} {name}"),
                                compound: false,
                                ..plain.clone()
                            });
                        }
                    }
                }
                let compound = unit.compound && read == unit.read.0;
                layer.units.push(Unit { write, read, compound, ..plain.clone() });
            }
        }
        for currency in self.currencies.0 {
            for write in currency.write.0 {
                layer.currencies.push(Currency {
                    write,
                    read: currency.read.0.clone(),
                    before: currency.before,
                    minor: currency.minor.clone().map(|Text(t)| t),
                });
            }
        }
        for (kind, cue) in self.cues {
            layer.cues.push(CuePhrases {
                kind,
                left: texts(cue.left),
                right: texts(cue.right),
                except: texts(cue.except),
            });
        }
        for foreign in self.foreign.0 {
            for write in foreign.write.0 {
                layer.foreign.push(Respelling { write, read: foreign.read.0.clone(), verified: foreign.verified });
            }
        }
        for said in self.social.0 {
            for write in said.write.0 {
                layer.social.push(Pair { write, read: said.read.0.clone() });
            }
        }
        for said in self.phonemes.0 {
            for write in said.write.0 {
                layer.phonemes.push(Pair { write, read: said.read.0.clone() });
            }
        }
        layer.titles.extend(texts(self.titles));
        layer.headings.extend(texts(self.headings));
        layer.breaths.extend(texts(self.together).into_iter().map(|phrase| (phrase, 0)));
        for breath in self.breaths {
            layer.breaths.extend(texts(breath.before).into_iter().map(|phrase| (phrase, breath.score.0)));
        }
        layer.furniture.leavings.extend(texts(self.furniture.leavings));
        layer.furniture.bylines.extend(texts(self.furniture.bylines));
        layer.furniture.captions.extend(texts(self.furniture.captions));
        layer.furniture.labels.extend(texts(self.furniture.labels));
        layer.furniture.links.extend(texts(self.furniture.links));
        layer.furniture.stamps.extend(texts(self.furniture.stamps));
        layer.furniture.asides.extend(texts(self.furniture.asides));
        layer.furniture.notices.extend(texts(self.furniture.notices));
        layer.furniture.signatures.extend(texts(self.furniture.signatures));
    }
}

fn texts(list: Vec<Text>) -> Vec<String> {
    list.into_iter().map(|Text(t)| t).collect()
}

fn say(read: Option<Text>, say: Option<SayEntry>) -> Say {
    match (read, say) {
        (Some(Text(read)), _) => Say::Read(read),
        (None, Some(SayEntry::Word)) => Say::Word,
        _ => Say::Letters,
    }
}
