//! Cuts spoken text into chunks that an engine accepts: at a paragraph if it can be, else at a sentence, a clause, a word;
//! never inside a reading. Chunks are evenly full.

use super::cut::{Cutter, Piece};
use super::engine::{Engine, Markup};
use super::fill::fill;
use super::inline::{Setting, Writing};
use super::measure::Measure;
use super::tree::{Node, around, frame};
use crate::error::Error;
use crate::input::Role;
use crate::lexicon::Lexicon;
use crate::span::Span;
use crate::speech::Speech;
use crate::style::Style;
use std::ops::Range;
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

/// Cuts utterances into chunks for an engine.
///
/// # Errors
/// [`Error::Limit`] if the engine's limit leaves no room for a character between the markup.
///
/// ```
/// use loidoc::input::Role;
/// use loidoc::ssml::{Options, Utterance, chunks};
/// use loidoc::{Lexicon, Normalizer};
/// let normalizer = Normalizer::new();
/// let speech = normalizer.speech("Sáng 14/4, đoàn đến.");
/// let utterance = Utterance { role: Role::Body, text: "Sáng 14/4, đoàn đến.", speech: &speech };
/// let google = Lexicon::built_in().engine("google").unwrap().clone();
/// let document = chunks(&[utterance], &google, normalizer.style(), &Options::default()).unwrap();
/// assert!(document.chunks[0].xml.contains("<s>Sáng mười bốn tháng tư, đoàn đến.</s>"));
/// ```
pub fn chunks(
    utterances: &[Utterance],
    engine: &Engine,
    style: &Style,
    options: &Options,
) -> Result<SsmlDocument, Error> {
    Ok(SsmlDocument { chunks: Plan::new(utterances, engine, style, options)?.chunks().collect() })
}

/// Where every chunk begins and ends, before any is written: for documents that need not be in memory as a whole.
///
/// ```
/// use loidoc::ssml::{Options, Plan};
/// use loidoc::{Lexicon, Pipeline};
/// let pipeline = Pipeline::new();
/// let text = "Sáng nay trời mưa.\n".repeat(500);
/// let article = pipeline.read("a.txt", text.as_bytes()).unwrap();
/// let utterances: Vec<_> = article.utterances().map(|(_, utterance)| utterance).collect();
/// let google = Lexicon::built_in().engine("google").unwrap().clone();
/// let options = Options::default();
/// let plan = Plan::new(&utterances, &google, pipeline.normalizer().style(), &options).unwrap();
/// assert!(plan.chunks().all(|chunk| chunk.xml.len() <= 5000));
/// ```
pub struct Plan<'u> {
    utterances: &'u [Utterance<'u>],
    engine: &'u Engine,
    style: &'u Style,
    settings: Vec<Setting<'u>>,
    pieces: Vec<Piece>,
    ranges: Vec<Range<usize>>,
    /// The pauses of the style, written.
    pauses: Vec<(u32, String)>,
    frame: (String, String),
    paragraph: (String, String),
    sentence: (String, String),
}

impl<'u> Plan<'u> {
    /// Cuts utterances for an engine.
    ///
    /// # Errors
    /// As [`chunks`].
    pub fn new(
        utterances: &'u [Utterance<'u>],
        engine: &'u Engine,
        style: &'u Style,
        options: &'u Options,
    ) -> Result<Plan<'u>, Error> {
        let measure = Measure::new(engine, style, options)?;
        let mut cutter = Cutter::new(options, &measure, style.pauses.sentence);
        cutter.pieces.reserve(utterances.iter().map(|u| u.speech.sentences.len()).sum());
        let mut settings = Vec::with_capacity(utterances.len());
        for (n, utterance) in utterances.iter().enumerate() {
            let setting = Setting::new(*utterance, engine, style, options);
            for sentence in &utterance.speech.sentences {
                cutter.sentence(n, utterance, &setting, sentence.spoken);
            }
            settings.push(setting);
        }
        let pieces = cutter.pieces;
        let ranges = fill(&pieces, &measure);
        let (frame, paragraph, sentence) = (
            frame(engine),
            around(engine, |said| Node::Paragraph(vec![said])),
            around(engine, |said| Node::Sentence(vec![said])),
        );
        let own = engine.own_pauses;
        let pauses = &style.pauses;
        let all = [(pauses.sentence, own.sentence), (pauses.paragraph, own.paragraph), (pauses.headline, own.paragraph)];
        let pauses = all.into_iter().filter(|(pause, _)| *pause > 0).map(|(pause, own)| pause.saturating_add(own));
        let written = |pause| {
            let mut xml = String::new();
            Node::Break(pause).write(engine, &mut xml);
            (pause, xml)
        };
        let pauses = pauses.map(written).collect();
        Ok(Plan { utterances, engine, style, settings, pieces, ranges, pauses, frame, paragraph, sentence })
    }

    /// How many chunks there are.
    pub fn len(&self) -> usize {
        self.ranges.len()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.ranges.is_empty()
    }

    /// Writes the chunks, one after the other.
    pub fn chunks(&self) -> impl ExactSizeIterator<Item = Chunk> + '_ {
        (0..self.len()).map(|n| self.chunk(self.ranges[n].clone(), n + 1 == self.len()))
    }

    fn chunk(&self, range: Range<usize>, last: bool) -> Chunk {
        let pieces = &self.pieces[range];
        let (before, after) = &self.frame;
        let mut out = Writing::default();
        let size: usize = pieces.iter().map(|p| p.spoken.len()).sum();
        // Most of the room beyond the words is for `<p>` and `<s>`.
        out.xml.reserve(size + size / 8 + before.len() + after.len() + 64);
        out.clear(pieces.first().map_or(0, |p| p.marks));
        out.xml.push_str(before);
        let mut text = String::with_capacity(size + pieces.len());
        let mut sources: Vec<(usize, Span)> = Vec::new();
        let mut marks = Vec::new();
        let mut pause = 0;
        for group in pieces.chunk_by(|a, b| a.utterance == b.utterance) {
            let (Some(first), Some(end)) = (group.first(), group.last()) else { continue };
            let n = first.utterance as usize;
            let utterance = &self.utterances[n];
            if !sources.is_empty() {
                self.between_paragraphs(pause, &mut out.xml);
                text.push('\n');
            }
            self.paragraph(group, &mut out);
            let spoken = Span { start: first.spoken.start, end: end.spoken.end };
            text.push_str(&utterance.speech.text[spoken.range()]);
            sources.push((n, utterance.speech.to_source(spoken)));
            for (id, spoken) in &out.marks[marks.len()..] {
                let source = utterance.speech.to_source(*spoken);
                marks.push(MarkPlace { id: id.clone(), utterance: n, source, spoken: *spoken });
            }
            pause = self.pause_after(n, end);
        }
        let mut xml = out.xml;
        xml.push_str(after);
        if self.engine.markup == Markup::Plain {
            xml.truncate(xml.trim_end().len());
        }
        let pause = if last { 0 } else { pause };
        let forced_cut = pieces.iter().any(|p| p.forced);
        Chunk { characters: xml.chars().count(), forced_cut, marks, xml, text, sources, pause }
    }

    /// The silence after a piece that ends a chunk or its paragraph.
    fn pause_after(&self, n: usize, piece: &Piece) -> u32 {
        let pauses = &self.style.pauses;
        let utterance = &self.utterances[n];
        if utterance.speech.sentences.last().is_some_and(|s| s.spoken.end > piece.spoken.end) {
            return piece.pause;
        }
        if utterance.role == Role::Headline { pauses.headline } else { pauses.paragraph }
    }

    fn pause(&self, pause: u32, xml: &mut String) {
        match self.pauses.iter().find(|(known, _)| *known == pause) {
            Some((_, written)) => xml.push_str(written),
            None => Node::Break(pause).write(self.engine, xml),
        }
    }

    fn between_paragraphs(&self, pause: u32, xml: &mut String) {
        if self.engine.markup == Markup::Plain {
            if self.engine.spaces_paragraphs() {
                xml.push('\n');
            }
            return;
        }
        if pause > 0 {
            self.pause(pause.saturating_add(self.engine.own_pauses.paragraph), xml);
        }
        if self.paragraph.0.is_empty() {
            xml.push(' ');
        }
    }

    /// Writes pieces of one utterance.
    fn paragraph(&self, pieces: &[Piece], out: &mut Writing) {
        let plain = self.engine.markup == Markup::Plain;
        out.xml.push_str(&self.paragraph.0);
        let mut pause: Option<u32> = None;
        for piece in pieces {
            if let Some(pause) = pause.filter(|&p| p > 0) {
                self.pause(pause.saturating_add(self.engine.own_pauses.sentence), &mut out.xml);
            }
            // Without its element a sentence still needs a space before it.
            if pause.is_some() && !plain && self.sentence.0.is_empty() {
                out.xml.push(' ');
            }
            out.xml.push_str(&self.sentence.0);
            self.settings[piece.utterance as usize].write(piece.spoken, piece.forced, out);
            out.xml.push_str(&self.sentence.1);
            pause = Some(piece.pause);
        }
        out.xml.push_str(&self.paragraph.1);
    }
}
