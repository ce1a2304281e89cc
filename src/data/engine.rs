//! What a speech engine accepts: a profile in `lexicon/engines/`.

use super::needs::Needs;
use super::run::Run;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;

/// A speech engine's profile.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Engine {
    /// Its name, as `--engine` takes it.
    pub name: String,
    /// One line for `loidoc engines`.
    pub about: String,
    /// What it takes.
    pub markup: Markup,
    /// The most one request may hold.
    #[serde(default)]
    pub limit: Limit,
    /// Elements it understands beside `speak`; others are left out and their text kept.
    #[serde(default)]
    pub elements: Vec<String>,
    /// The attributes it takes, for elements of which it does not take all that SSML has: `prosody: [rate, pitch]`.
    #[serde(default)]
    pub attributes: BTreeMap<String, Vec<String>>,
    /// What stands for an element it does not take: `mark: bookmark`; `break: paragraph` sets an empty line of a plain text
    /// between paragraphs.
    #[serde(default)]
    pub replace: BTreeMap<String, String>,
    /// Prefixes of its own elements and their namespaces, declared on `speak`.
    #[serde(default)]
    pub namespaces: BTreeMap<String, String>,
    /// Classes of readings that it reads right by itself, and what it calls them: `telephone: telephone`.
    #[serde(default)]
    pub say_as: BTreeMap<String, String>,
    /// The longest `break` it accepts, in milliseconds.
    #[serde(default = "ten_seconds")]
    pub longest_break: u32,
    /// Pauses that it makes by itself and that a break in their place swallows: added to each break. They hold at the
    /// speed at which they were measured; an engine that has a `gap` among its `needs` can do without.
    #[serde(default)]
    pub own_pauses: OwnPauses,
    /// Its language tag.
    #[serde(default = "vi_vn")]
    pub language: String,
    /// Wraps the text in this voice, for engines that insist on one.
    #[serde(default)]
    pub voice: Option<String>,
    /// `true`: it takes a `speak` without version, namespace and language.
    #[serde(default)]
    pub bare_speak: bool,
    /// Its Vietnamese voices.
    #[serde(default)]
    pub voices: Vec<VoiceOf>,
    /// The ending of its files.
    #[serde(default = "dot_ssml")]
    pub ending: String,
    /// What it needs so that it says no more and no less than the text.
    #[serde(default)]
    pub needs: Needs,
    /// The command that runs it, for `speak` and `batch --audio`.
    #[serde(default)]
    pub run: Option<Run>,
}

/// Milliseconds that an engine pauses by itself.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct OwnPauses {
    /// At a mark inside a sentence.
    pub inside: u32,
    /// Between sentences.
    pub sentence: u32,
    /// Between paragraphs.
    pub paragraph: u32,
}

/// A voice of an engine.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct VoiceOf {
    /// As the engine calls it.
    pub name: String,
    /// `north`, `central`, `south`; empty if nobody says.
    #[serde(default)]
    pub region: String,
    /// `female` or `male`; empty if nobody says.
    #[serde(default)]
    pub sex: String,
    /// Its own language tag, for engines that choose the voice by it; empty: the engine's `language`.
    #[serde(default)]
    pub language: String,
}

/// What an engine takes.
#[derive(Clone, Copy, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Markup {
    /// SSML 1.0.
    Ssml,
    /// Plain text, a sentence a line.
    Plain,
}

/// The most one request may hold; what is left out has no limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields, default)]
pub struct Limit {
    /// What counts towards bytes and characters.
    pub count: Count,
    /// Bytes.
    pub bytes: Option<u32>,
    /// Characters.
    pub characters: Option<u32>,
    /// `break` elements.
    pub breaks: Option<u32>,
    /// `voice` and `audio` elements together.
    pub voices: Option<u32>,
    /// Characters of one sentence, without markup: longer ones are cut where one would breathe.
    pub sentence: Option<u32>,
}

/// What counts towards a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq, Serialize, Deserialize)]
#[serde(rename_all = "lowercase")]
pub enum Count {
    /// Text and markup.
    #[default]
    All,
    /// Text only, as it is escaped.
    Text,
}

fn ten_seconds() -> u32 {
    10_000
}
fn vi_vn() -> String {
    "vi-VN".into()
}
fn dot_ssml() -> String {
    "ssml".into()
}

impl Engine {
    /// Whether it understands an element.
    pub fn allows(&self, element: &str) -> bool {
        self.elements.iter().any(|e| e == element)
    }

    /// What an element is called here: itself, what replaces it, or nothing.
    pub fn element<'e>(&'e self, element: &'e str) -> Option<&'e str> {
        let name = if self.replace.is_empty() { None } else { self.replace.get(element) };
        let name = name.map_or(element, String::as_str);
        (self.markup == Markup::Ssml && self.allows(name)).then_some(name)
    }

    /// Whether it takes an attribute of an element that it takes.
    pub fn takes(&self, element: &str, attribute: &str) -> bool {
        self.attributes.get(element).is_none_or(|taken| taken.iter().any(|a| a == attribute))
    }

    /// The voice that speaks: the one it names, else the first one of a region.
    fn speaking(&self, region: &str) -> Option<&VoiceOf> {
        match &self.voice {
            Some(name) => self.voices.iter().find(|v| v.name == *name),
            None => self.voices.iter().find(|v| v.region == region),
        }
    }

    /// The language tag of a request to be said in a region: that of its voice, else its own.
    pub fn language_for(&self, region: &str) -> &str {
        let tag = self.speaking(region).map(|v| v.language.as_str());
        tag.filter(|tag| !tag.is_empty()).unwrap_or(&self.language)
    }

    /// The region of the voice that speaks in a region: a named voice has its own.
    pub fn region_for<'r>(&'r self, region: &'r str) -> &'r str {
        let own = self.speaking(region).map(|v| v.region.as_str());
        own.filter(|own| !own.is_empty()).unwrap_or(region)
    }

    /// Whether a plain text has an empty line between paragraphs.
    pub fn spaces_paragraphs(&self) -> bool {
        self.markup == Markup::Plain && self.replace.get("break").is_some_and(|to| to == "paragraph")
    }
}
