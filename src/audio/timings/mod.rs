//! When each sentence is heard: as JSON, captions (SRT, WebVTT), a cue sheet, and a page to read along.
//!
//! Captions show what was *written*; places are counted in samples, so that they fit the sound exactly.
//!
//! ```
//! use loidoc::document::Role;
//! use loidoc::audio::timings::{Sentence, Story, Timings, captions};
//! let sentence = Sentence { start: 0, end: 48_000, text: "Ngày 2/9.".into(), role: Role::Body, paragraph: 0 };
//! let (title, source) = ("Tin".to_owned(), "tin.txt".to_owned());
//! let story = Story { start: 0, end: 48_000, title, source, sentences: vec![sentence] };
//! let timings = Timings { rate: 48_000, duration: 48_000, stories: vec![story] };
//! assert_eq!(captions::srt(&timings), "1\n00:00:00,000 --> 00:00:01,000\nNgày 2/9.\n");
//! ```

pub mod captions;
mod timeline;
pub mod transcript;

pub use timeline::{Sentence, Story, Timings};
