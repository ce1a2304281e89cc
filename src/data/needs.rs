//! What an engine needs so that it says a text as it stands, no more and no less: the `needs` of its profile. Each need
//! stands beside the version of the engine that it was heard in.

use serde::{Deserialize, Serialize};

/// What an engine needs so that it says a text as it stands. What is left out it does not need.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Needs {
    /// Stands after the mark that ends a sentence and before each `break`: blanks that make the engine take the mark for
    /// one and not for a word, and the break for a pause of its own beside that of the mark.
    pub gap: String,
    /// `true`: a sentence without a mark at its end gets a full stop. Plain texts always get it.
    pub stop: bool,
    /// `true`: a sentence begins with a capital, since a stop before a small letter ends no sentence here.
    pub capital: bool,
    /// `true`: a Vietnamese syllable in capitals (CON, MAI) gets small letters, for engines that spell short words in
    /// capitals letter by letter.
    pub small: bool,
    /// What becomes of `…` inside a sentence, for engines that run the words around it together.
    pub ellipsis: String,
    /// What it makes of `sub`.
    pub sub: SubNeeds,
    /// Spellings that it says wrong.
    pub spellings: Vec<Spelling>,
}

/// What an engine makes of `sub`. What it cannot have is set as plain words.
#[derive(Clone, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct SubNeeds {
    /// `true`: a clause needs a word outside of `sub`.
    pub word_beside: bool,
    /// `true`: an alias with a mark inside makes no pause there.
    pub no_marks: bool,
    /// The longest alias, in characters.
    pub longest: Option<u32>,
    /// The most that a clause with `sub` may hold, in bytes of what is said.
    pub clause: Option<u32>,
}

/// A spelling that an engine says wrong.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Spelling {
    /// As it is written, in small letters; capitals are found as well.
    pub write: String,
    /// What the engine is given for it.
    #[serde(rename = "as")]
    pub given: String,
    /// Where it is said wrong.
    #[serde(default)]
    pub at: At,
    /// The region whose voice says it wrong; empty for all.
    #[serde(default)]
    pub region: String,
    /// What it says instead, and in which version.
    pub why: String,
}

/// Where a spelling is said wrong.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum At {
    /// Wherever it stands.
    #[default]
    Anywhere,
    /// Where a word begins.
    Start,
    /// As a word by itself.
    Word,
}
