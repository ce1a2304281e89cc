//! What a speech engine accepts: a profile in `lexicon/engines/`.

use serde::{Deserialize, Serialize};

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
    /// The longest `break` it accepts, in milliseconds.
    #[serde(default = "ten_seconds")]
    pub longest_break: u32,
    /// Its language tag.
    #[serde(default = "vi_vn")]
    pub language: String,
    /// Wraps the text in this voice, for engines that insist on one.
    #[serde(default)]
    pub voice: Option<String>,
    /// The ending of its files.
    #[serde(default = "dot_ssml")]
    pub ending: String,
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
    /// Bytes, markup counted.
    pub bytes: Option<u32>,
    /// Characters, markup counted.
    pub characters: Option<u32>,
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
}
