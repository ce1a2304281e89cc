//! What loidoc knows by heart: abbreviations, units, newspapers, letter names, cues. Layers of data, one over the other.

mod build;
mod cues;
mod hash;
mod look_up;
pub(crate) mod patterns;
pub mod pls;
mod senses;
mod tables;

pub use crate::data::layer::{Domain, Say};
pub use crate::data::packed::Str;
pub use crate::data::schema::{LexiconFile, SchemaError, parse};
pub use cues::CueSet;
pub(crate) use cues::{DOMAINS, LONGEST_CUE, TELLING};
pub(crate) use senses::{EntryCues, LearnedSenses, MOST_SENSES, Shape};
pub use tables::Lexicon;
pub(crate) use tables::{Part, Spelling};
