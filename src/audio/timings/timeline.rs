//! When everything in a programme is heard.

use crate::document::Role;
use serde_json::{Value, json};

/// When everything in a programme is heard. Places are samples from its beginning.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Timings {
    /// Samples a second.
    pub rate: u32,
    /// Samples in all.
    pub duration: u64,
    /// The articles in order.
    pub stories: Vec<Story>,
}

/// When an article is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Story {
    /// Its first sample.
    pub start: u64,
    /// One past its last sample.
    pub end: u64,
    /// Its headline.
    pub title: String,
    /// The file it comes from.
    pub source: String,
    /// Its sentences.
    pub sentences: Vec<Sentence>,
}

/// When a sentence is heard.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Its first sample.
    pub start: u64,
    /// One past its last sample.
    pub end: u64,
    /// As it was written.
    pub text: String,
    /// What its paragraph is.
    pub role: Role,
    /// The number of its paragraph in the document.
    pub paragraph: usize,
}

impl Timings {
    /// Milliseconds from the beginning to a sample, rounded.
    pub fn milliseconds(&self, sample: u64) -> u64 {
        let rate = u64::from(self.rate.max(1));
        (sample * 1000 + rate / 2) / rate
    }

    /// How long it is, in milliseconds.
    pub fn length(&self) -> u64 {
        self.milliseconds(self.duration)
    }

    /// As JSON; times in milliseconds.
    pub fn json(&self, audio: &str) -> Value {
        let at = |sample| self.milliseconds(sample);
        let sentence = |s: &Sentence| json!({"start": at(s.start), "end": at(s.end), "role": s.role.name(), "paragraph": s.paragraph, "text": s.text});
        let story = |s: &Story| {
            let sentences: Vec<Value> = s.sentences.iter().map(sentence).collect();
            json!({"start": at(s.start), "end": at(s.end), "title": s.title, "source": s.source, "sentences": sentences})
        };
        json!({"audio": audio, "milliseconds": self.length(), "stories": self.stories.iter().map(story).collect::<Vec<_>>()})
    }
}
