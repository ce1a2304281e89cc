//! The tables of a lexicon.

use super::cues::CueWords;
use super::hash::{Bits, FastMap};
use super::patterns::Patterns;
use super::senses::EntryCues;
use crate::data::layer::Layer;
use crate::data::packed::Str;
use std::sync::{Arc, OnceLock};

/// A lexicon: the built-in layer with a caller's layers over it.
///
/// ```
/// use loidoc::{Lexicon, Normalizer};
/// let lexicon = Lexicon::built_in().with_yaml("mine.yaml", "
/// entries:
///   - write: VLO
///     read: báo Vĩnh Long
/// ").unwrap();
/// let normalizer = Normalizer::builder().lexicon(lexicon).build().unwrap();
/// assert_eq!(normalizer.normalize("Theo VLO, mưa to."), "Theo báo Vĩnh Long, mưa to.");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    pub(super) layer: Layer,
    /// A caller's patterns, if there are any.
    pub(super) patterns: Option<Arc<Patterns>>,
    pub(super) spellings: FastMap<Str, Spelling>,
    /// First atom of spellings that hold more than one: `PGS` for `PGS.TS`; longest first.
    pub(super) longer: FastMap<Str, Vec<(Str, u32)>>,
    pub(super) newspapers: FastMap<Str, u32>,
    pub(super) document_types: FastMap<Str, u32>,
    pub(super) document_issuers: FastMap<Str, u32>,
    pub(super) units: FastMap<Str, u32>,
    pub(super) units_folded: FastMap<u32, u32>,
    /// Units of more than one word by the first of them, longest first.
    pub(super) longer_units: FastMap<Str, Vec<u32>>,
    pub(super) currencies: FastMap<Str, u32>,
    /// Names of letters by their numbers, as far as [`LATIN`] goes.
    pub(super) latin: Vec<Option<Str>>,
    /// Names of all other letters.
    pub(super) letters: FastMap<char, Str>,
    pub(super) titles: FastMap<Str, u32>,
    /// How titles end.
    pub(super) title_ends: Bits<16>,
    /// Phrases of one word and more by how they begin, longest first: numbers of words and entry.
    pub(super) breaths: FastMap<u32, Vec<(u8, u32)>>,
    /// The same beginnings, so that most words are told from them without a look-up.
    pub(super) breath_beginnings: Bits,
    /// Respellings by the hash of their first word, longest first.
    pub(super) foreign: FastMap<u32, Vec<u32>>,
    /// What newspapers print around the text, by the hash of its first word.
    pub(super) furniture: FastMap<u32, Vec<(Part, Str)>>,
    /// How those phrases begin, so that nearly all lines are told from them without a look-up.
    pub(super) furniture_heads: Bits<256>,
    pub(super) social: FastMap<u32, u32>,
    pub(super) phonemes: FastMap<u32, u32>,
    pub(super) cues_left: FastMap<u32, CueWords>,
    pub(super) cues_right: FastMap<u32, CueWords>,
    /// How many abbreviations are the built-in layer's; those after them are a caller's.
    pub(super) built_in: usize,
    /// The cues of entries, made when they are first asked for.
    pub(super) senses: Vec<OnceLock<Box<EntryCues>>>,
    /// Words that tell what a number before them is: units, currencies, scales, first words of cues.
    pub(super) tells: FastMap<u32, ()>,
    /// How words end after which a number is something else than a number.
    pub(super) telling_ends: Bits<32>,
    /// Words that begin phrases which tell what a text is about.
    pub(super) about: Bits<256>,
}

/// All that a word as it is spelt may be, so that one look tells.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spelling {
    pub(super) entry: Option<u32>,
    /// Longer abbreviations begin with it.
    pub longer: bool,
    /// A currency's code or a newspaper's signature.
    pub named: bool,
    /// Other classes may read it too: it is a currency, a Vietnamese syllable, a Roman number; or nobody has
    /// verified the entry.
    pub contested: bool,
}

/// Characters up to Ư, the last letter of the alphabet in Unicode.
pub(super) const LATIN: usize = 0x1B1;

/// A part of a newspaper's page beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Boilerplate,
    Byline,
    Caption,
    Label,
    Link,
    Stamp,
    Signature,
    Notice,
}
