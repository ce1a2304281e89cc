//! What the YAML files are made of: texts, examples, spellings, lists without anything twice.

use super::packed::Str;
use serde::Deserialize;
use serde::de::{DeserializeSeed, Deserializer, Error as _, SeqAccess, Visitor};
use std::collections::HashSet;
use std::fmt;
use std::marker::PhantomData;

impl Text {
    /// A text that may stand in a file.
    pub(super) fn checked(text: &str) -> Result<Text, &'static str> {
        if text.trim().is_empty() {
            return Err("empty text: write what is meant or leave the key out");
        }
        if text.trim() != text || text.contains('\n') {
            return Err("text begins or ends with a space, or has several lines: trim it");
        }
        Ok(Text(text.into()))
    }
}

/// Text that is not empty.
#[derive(Clone, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Text(pub Str);

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
pub struct OneOrMany(pub Vec<Str>);

impl<'de> Deserialize<'de> for OneOrMany {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<OneOrMany, D::Error> {
        struct OneOrManyVisitor;
        impl<'de> Visitor<'de> for OneOrManyVisitor {
            type Value = OneOrMany;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a spelling or a list of spellings, in quotes where YAML takes them for something else")
            }
            fn visit_str<E: serde::de::Error>(self, text: &str) -> Result<OneOrMany, E> {
                if text.trim().is_empty() {
                    return Err(E::custom("empty spelling: write what stands in the text"));
                }
                Ok(OneOrMany(vec![text.into()]))
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
        deserializer.deserialize_any(OneOrManyVisitor)
    }
}

/// A list in which no spelling stands twice, and every entry makes sense by itself.
#[derive(Debug)]
pub struct Distinct<T>(pub Vec<T>);

impl<T> Default for Distinct<T> {
    fn default() -> Self {
        Distinct(Vec::new())
    }
}

/// An entry with spellings.
pub trait Spelt {
    /// As it stands in the text.
    fn spellings(&self) -> &[Str];
    /// Whether it makes sense by itself.
    ///
    /// # Errors
    /// What is wrong and how to mend it.
    fn check(&self) -> Result<(), String> {
        Ok(())
    }
}

impl<'de, T: Deserialize<'de> + Spelt> Deserialize<'de> for Distinct<T> {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct DistinctVisitor<T>(PhantomData<T>);
        impl<'de, T: Deserialize<'de> + Spelt> Visitor<'de> for DistinctVisitor<T> {
            type Value = Distinct<T>;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list of entries, each beginning with `- write: …`")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Distinct<T>, A::Error> {
                let mut all = Vec::new();
                let mut seen = HashSet::new();
                while let Some(entry) = seq.next_element_seed(Checked { seen: &mut seen, kind: PhantomData })? {
                    all.push(entry);
                }
                Ok(Distinct(all))
            }
        }
        deserializer.deserialize_seq(DistinctVisitor(PhantomData))
    }
}

/// What is wrong with a spelling that comes again.
pub(super) const TWICE: &str = "has two entries: join them in one, with `senses` if they differ";

/// Reads an entry and checks it, so that an error stands at the entry.
struct Checked<'s, T> {
    seen: &'s mut HashSet<Str>,
    kind: PhantomData<T>,
}

impl<'de, T: Deserialize<'de> + Spelt> DeserializeSeed<'de> for Checked<'_, T> {
    type Value = T;
    fn deserialize<D: Deserializer<'de>>(self, deserializer: D) -> Result<T, D::Error> {
        let entry = T::deserialize(deserializer)?;
        entry.check().map_err(D::Error::custom)?;
        for spelling in entry.spellings() {
            if !self.seen.insert(spelling.clone()) {
                return Err(D::Error::custom(format!("`{spelling}` {TWICE}")));
            }
        }
        Ok(entry)
    }
}

/// Phrases, none of them twice.
#[derive(Debug, Default)]
pub struct Unique(pub Vec<Text>);

impl<'de> Deserialize<'de> for Unique {
    fn deserialize<D: Deserializer<'de>>(deserializer: D) -> Result<Self, D::Error> {
        struct UniqueVisitor;
        impl<'de> Visitor<'de> for UniqueVisitor {
            type Value = Unique;
            fn expecting(&self, f: &mut fmt::Formatter) -> fmt::Result {
                f.write_str("a list of phrases")
            }
            fn visit_seq<A: SeqAccess<'de>>(self, mut seq: A) -> Result<Unique, A::Error> {
                let mut all: Vec<Text> = Vec::new();
                while let Some(text) = seq.next_element::<Text>()? {
                    if all.contains(&text) {
                        return Err(A::Error::custom(format!("`{}` stands in the list twice", text.0)));
                    }
                    all.push(text);
                }
                Ok(Unique(all))
            }
        }
        deserializer.deserialize_seq(UniqueVisitor)
    }
}

/// The plain texts of a list.
pub fn texts(list: Vec<Text>) -> Vec<Str> {
    list.into_iter().map(|Text(t)| t).collect()
}

/// Whether abbreviations begin so: with a letter.
pub(super) fn begins_like_a_word(write: &str) -> bool {
    write.chars().next().is_some_and(char::is_alphabetic)
}
