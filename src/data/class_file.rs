//! The data of one semiotic class: `lexicon/classes/<class>.yaml`. The build script makes the registry of it.

use super::forms::{Example, Text};
use serde::de::{Deserializer, Error as _, MapAccess, SeqAccess, Visitor};
use serde::{Deserialize, Serialize};
use std::fmt;

/// What a class looks for and says, and its rules.
#[derive(Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct ClassFile {
    /// Its name in reports. `shared.yaml` has none: its words are used by several classes.
    pub class: Option<Text>,
    /// The type in `src/class/` that holds what was written.
    #[serde(rename = "type")]
    pub type_name: Option<Text>,
    /// One line: what it reads.
    pub about: Text,
    /// Of a thousand readings so many are wrong, as far as readers have counted: an estimate by which `check` ranks.
    #[serde(default)]
    pub risk: u16,
    /// Why a reading is what it is, by a name that no other rule of the class has.
    #[serde(default)]
    pub rules: InOrder<RuleEntry>,
    /// Texts, lists and tables, by the names under which the class's code knows them.
    #[serde(default)]
    pub words: InOrder<Words>,
    /// `written => spoken`, run as tests.
    #[serde(default)]
    pub examples: Vec<Example>,
}

/// A rule.
#[derive(Clone, Debug, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct RuleEntry {
    /// From 1 to 100: of two readings of a place the heavier one wins.
    pub weight: u8,
    /// The name in reports, if it is not `<class>.<rule>`: several rules may be told as one.
    pub report: Option<Text>,
    /// When a person should look at a reading that won by it.
    pub doubt: Option<Doubt>,
    /// When it applies.
    pub doc: Text,
    /// A text that is read by it.
    pub example: Option<Text>,
}

/// When a person should look at a reading, whatever its weight.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "kebab-case")]
pub enum Doubt {
    /// Always.
    Always,
    /// Where no cue speaks for it: nothing but its numbers says that 18/10 is a date.
    WithoutCue,
    /// Where a date claimed it as well.
    RivalDate,
    /// After a word that days follow, and where a date claimed all of it: 2-3 after sáng.
    RangeOfDays,
    /// Where it has so many digits that it is more often a name than a number, or after a word that plates follow.
    LongNumber,
    /// Near a word for plates or models.
    Named,
    /// Where `g` may be an hour: 24g after lúc.
    GramOrHour,
    /// Between two digits.
    BetweenDigits,
}

/// What a class looks for or says.
#[derive(Debug)]
pub enum Words {
    /// One text, as it is said.
    Text(Text),
    /// Words and phrases that are looked for.
    List(Vec<Text>),
    /// What is written and what is said for it.
    Table(Vec<(Text, Text)>),
}

impl<'de> Deserialize<'de> for Words {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Words, D::Error> {
        struct WordsVisitor;
        impl<'de> Visitor<'de> for WordsVisitor {
            type Value = Words;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a text, a list of texts or a table `written: spoken`")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<Words, E> {
                Text::checked(text).map(Words::Text).map_err(E::custom)
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Words, A::Error> {
                let mut all: Vec<Text> = Vec::new();
                while let Some(text) = seq.next_element::<Text>()? {
                    if all.contains(&text) {
                        return Err(A::Error::custom(format!("`{}` stands in the list twice", text.0)));
                    }
                    all.push(text);
                }
                Ok(Words::List(all))
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<Words, A::Error> {
                let mut all: Vec<(Text, Text)> = Vec::new();
                while let Some((written, spoken)) = map.next_entry::<Text, Text>()? {
                    if all.iter().any(|(known, _)| *known == written) {
                        return Err(A::Error::custom(format!("`{}` stands in the table twice", written.0)));
                    }
                    all.push((written, spoken));
                }
                Ok(Words::Table(all))
            }
        }
        deserializer.deserialize_any(WordsVisitor)
    }
}

/// A map in the order of its file, without a name twice.
#[derive(Debug)]
pub struct InOrder<T>(pub Vec<(String, T)>);

impl<T> Default for InOrder<T> {
    fn default() -> Self {
        InOrder(Vec::new())
    }
}

impl<'de, T: Deserialize<'de>> Deserialize<'de> for InOrder<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct InOrderVisitor<T>(std::marker::PhantomData<T>);
        impl<'de, T: Deserialize<'de>> Visitor<'de> for InOrderVisitor<T> {
            type Value = InOrder<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("names with what they stand for")
            }
            fn visit_map<A: MapAccess<'de>>(self, mut map: A) -> Result<InOrder<T>, A::Error> {
                let mut all: Vec<(String, T)> = Vec::new();
                while let Some(name) = map.next_key::<String>()? {
                    let plain = |c: char| c.is_ascii_lowercase() || c.is_ascii_digit() || c == '-';
                    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(plain) {
                        return Err(A::Error::custom(format!("`{name}`: a name is small letters, digits and hyphens")));
                    }
                    if all.iter().any(|(known, _)| *known == name) {
                        return Err(A::Error::custom(format!("`{name}` stands here twice")));
                    }
                    all.push((name, map.next_value()?));
                }
                Ok(InOrder(all))
            }
        }
        deserializer.deserialize_map(InOrderVisitor(std::marker::PhantomData))
    }
}
