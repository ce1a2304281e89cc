//! What goes in and out when spoken text is cut into chunks: utterances, options, chunks with their marks.

use crate::document::Role;
use crate::lexicon::Lexicon;
use crate::speech::Speech;
use crate::text::span::Span;
use std::sync::Arc;

/// One segment of a document with what is said for it.
#[derive(Clone, Copy, Debug)]
pub struct Utterance<'u> {
    /// What the segment is.
    pub role: Role,
    /// The segment's text.
    pub text: &'u str,
    /// What is said for it.
    pub speech: &'u Speech,
}

/// How readings are handed to the engine.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Expand {
    /// As spoken words.
    #[default]
    Text,
    /// As `<sub alias="spoken">written</sub>`, for engines that show captions.
    Sub,
    /// As `<say-as>` where the engine's profile says that it reads the class right, else as spoken words.
    SayAs,
}

/// Which places the engine reports when it gets there.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Marks {
    /// None.
    #[default]
    None,
    /// The beginning of each sentence: `s1`, `s2`, …
    Sentence,
    /// Each word: `w1`, `w2`, …
    Word,
}

/// How chunks are made.
#[derive(Clone, Debug)]
pub struct Options {
    /// How readings are handed to the engine.
    pub expand: Expand,
    /// Which places are marked.
    pub marks: Marks,
    /// Where one breathes inside a long sentence, and pronunciations for engines that take `phoneme`.
    pub lexicon: Arc<Lexicon>,
}

impl Default for Options {
    /// Spoken words, no marks, the built-in lexicon.
    fn default() -> Options {
        Options { expand: Expand::default(), marks: Marks::default(), lexicon: Lexicon::built_in() }
    }
}

/// What an engine is given: chunks in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SsmlDocument {
    /// The chunks, each complete by itself.
    pub chunks: Vec<Chunk>,
}

/// One request to an engine.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Chunk {
    /// What is sent: SSML, or plain text for an engine that takes no markup.
    pub xml: String,
    /// The words in it, without markup.
    pub text: String,
    /// Where they come from: `(utterance, bytes of its segment's text)`, in order.
    pub sources: Vec<(usize, Span)>,
    /// Its marks, in order.
    pub marks: Vec<MarkPlace>,
    /// Characters of `xml`.
    pub characters: usize,
    /// The silence that belongs between it and the next one, in milliseconds: no engine makes it, so whoever joins the
    /// audio does. 0 after the last.
    pub pause: u32,
    /// Whether a word or reading longer than the engine takes had to be cut.
    pub forced_cut: bool,
}

/// A mark and what it stands before.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct MarkPlace {
    /// Its name in the SSML.
    pub id: String,
    /// The utterance.
    pub utterance: usize,
    /// The sentence or word: bytes of the segment's text. A word of a reading stands for the whole reading.
    pub source: Span,
    /// The sentence or word: bytes of the speech's text.
    pub spoken: Span,
}
