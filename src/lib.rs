//! **loidoc** (*lời đọc*, "the words as read") prepares Vietnamese text for speech: it turns what is not a plain word
//! (numbers, dates, amounts, codes, abbreviations) into what a newsreader says, and cuts the result into SSML chunks that a
//! speech engine accepts.
//!
//! # Spoken text
//!
//! A [`Normalizer`] is built once and shared across threads. Plain words, case and punctuation stay as they are.
//!
//! ```
//! use loidoc::Normalizer;
//!
//! let normalizer = Normalizer::new();
//! assert_eq!(
//!     normalizer.normalize("Sáng 14/4, UBND tỉnh chi 1,5 tỷ đồng."),
//!     "Sáng mười bốn tháng tư, ủy ban nhân dân tỉnh chi một phẩy năm tỷ đồng."
//! );
//!
//! // For millions of strings: one buffer, used again.
//! let mut out = String::new();
//! for line in ["thắng 2-1", "lúc 7h30"] {
//!     out.clear();
//!     normalizer.normalize_into(line, &mut out);
//! }
//! assert_eq!(out, "lúc bảy giờ ba mươi phút");
//! ```
//!
//! [`Normalizer::normalize_stream`] takes any reader and writer, a text of any length in constant memory.
//!
//! # What was read, and where
//!
//! [`Normalizer::speech`] tells every [reading](speech::Reading): its class, the rule, how sure it is, and its place in both
//! texts. Any place can be mapped either way, for captions and read-along highlighting.
//!
//! ```
//! # let normalizer = loidoc::Normalizer::new();
//! let written = "Tỷ lệ đạt 75%.";
//! let speech = normalizer.speech(written);
//! let reading = &speech.readings[0];
//! assert_eq!(reading.class.name(), "percent");
//! assert_eq!(&written[reading.source.range()], "75%");
//! assert_eq!(&speech.text[reading.spoken.range()], "bảy mươi lăm phần trăm");
//! assert_eq!(speech.to_source(reading.spoken), reading.source);
//! ```
//!
//! # An article, and SSML for an engine
//!
//! A [`Pipeline`] reads a whole article: it knows headline, caption, byline and what a web page left behind, and makes
//! chunks that never exceed an engine's limit and are never cut inside a reading.
//!
//! ```
//! use loidoc::{Lexicon, Pipeline};
//!
//! let pipeline = Pipeline::new();
//! let article = pipeline.read("a.txt", "Họp mặt\n(VLO) Ngày 18/10, tỉnh họp mặt.\nChia sẻ\n".as_bytes())?;
//! let lexicon = Lexicon::built_in();
//! let engine = lexicon.engine("google").expect("it is built in");
//! let document = pipeline.ssml(&article, engine)?;
//! assert_eq!(document.chunks.len(), 1);
//! assert!(document.chunks[0].xml.contains("<s>Vĩnh Long Online. Ngày mười tám tháng mười, tỉnh họp mặt.</s>"));
//! # Ok::<(), loidoc::Error>(())
//! ```
//!
//! # Words of your own
//!
//! A [`Lexicon`] takes layers of YAML over the built-in one; a [`Style`] says how things are said.
//!
//! ```
//! use loidoc::{Lexicon, Normalizer};
//!
//! let yaml = "domain: press\nentries:\n  - write: CLBSK\n    read: câu lạc bộ sức khỏe\n";
//! let lexicon = (*Lexicon::built_in()).clone().with_yaml("mine.yaml", yaml)?;
//! let south = lexicon.style("south").expect("it is built in").clone();
//! let normalizer = Normalizer::builder().lexicon(lexicon).style(south).build()?;
//! assert_eq!(normalizer.normalize("CLBSK có 1.004 người"), "câu lạc bộ sức khỏe có một ngàn không trăm lẻ bốn người");
//! # Ok::<(), loidoc::Error>(())
//! ```
#![warn(missing_docs)]
#![forbid(unsafe_code)]

#[cfg(feature = "audio")]
pub mod audio;
mod class;
mod data;
pub mod document;
mod error;
#[doc(hidden)]
pub mod evidence;
pub mod lexicon;
mod maths;
pub mod pipeline;
#[cfg(feature = "audio")]
pub mod publish;
mod recognize;
pub mod registry;
pub mod speech;
pub mod ssml;
mod text;
pub mod vietnamese;

pub use data::style::Style;
pub use error::Error;
pub use lexicon::Lexicon;
pub use pipeline::Pipeline;
pub use speech::{Normalizer, Reading, Speech};
pub use ssml::{Engine, SsmlDocument};
pub use text::span::Span;

/// What benches, fuzzers and tests look at; no part of what stays.
#[doc(hidden)]
pub mod internals {
    pub use crate::recognize::token::odd_places_in;
    pub use crate::text::tidy::tidy;
}
