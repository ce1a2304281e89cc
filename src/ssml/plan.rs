//! Where every chunk of a document begins and ends, found in one go over its utterances, and the writer of the chunks.

use super::chunk::{Chunk, MarkPlace, Marks, Options, SsmlDocument, Utterance};
use super::cut::{Cutter, Piece};
use super::fill::ChunkPacker;
use super::inline::{RenderOptions, UtteranceRenderer, mark_name};
use super::joint::Separators;
use super::measure::Measure;
use super::spelling::{CLOSING, begin};
use crate::data::engine::{Engine, Markup};
use crate::data::style::Style;
use crate::document::Role;
use crate::error::Error;
use crate::speech::Follower;
use crate::text::span::Span;
use std::ops::Range;

/// Takes utterances one after the other and keeps what their chunks are made of; an utterance and its speech are not
/// needed any more once they have been added.
///
/// ```
/// use loidoc::ssml::{Options, Planner, Utterance};
/// use loidoc::{Lexicon, Normalizer, document::Role};
/// let normalizer = Normalizer::new();
/// let google = Lexicon::built_in().engine("google").unwrap().clone();
/// let options = Options::default();
/// let mut planner = Planner::new(&google, normalizer.style(), &options).unwrap();
/// for text in ["Sáng 14/4, đoàn đến.", "Chiều đoàn đi."] {
///     planner.add(Utterance { role: Role::Body, text, speech: &normalizer.speech(text) });
/// }
/// let xml = planner.finish().chunk(0).xml;
/// assert!(xml.contains("<s>Sáng mười bốn tháng tư, đoàn đến.</s>") && xml.contains("<s>Chiều đoàn đi.</s>"));
/// ```
pub struct Planner<'e> {
    options_of: RenderOptions<'e>,
    plan: Plan<'e>,
}

/// What is said by all utterances, one after the other.
#[derive(Default)]
struct Said {
    text: String,
    /// Where each utterance begins, and whether it is a headline.
    utterances: Vec<(usize, bool)>,
}

impl Said {
    fn of(&self, utterance: u32, spoken: Span) -> &str {
        let start = self.utterances[utterance as usize].0;
        &self.text[start + spoken.start as usize..start + spoken.end as usize]
    }

    /// Gives up so many utterances.
    fn drain_ready(&mut self, utterances: usize) {
        let start = self.utterances.get(utterances).map_or(self.text.len(), |next| next.0);
        self.text.drain(..start);
        self.utterances.drain(..utterances);
        self.utterances.iter_mut().for_each(|(at, _)| *at -= start);
    }
}

impl<'e> Planner<'e> {
    /// For an engine.
    ///
    /// # Errors
    /// As [`chunks`](super::chunks).
    pub fn new(engine: &'e Engine, style: &'e Style, options: &'e Options) -> Result<Planner<'e>, Error> {
        let cutter = Cutter::new(options, Measure::new(engine, style, options)?, style.pauses.sentence);
        let separators = Separators::new(engine, style);
        let stops = engine.markup == Markup::Plain || engine.needs.stop;
        let (said, packer) = (Said::default(), ChunkPacker::default());
        let plan = Plan { engine, style, stops, said, cutter, packer, separators };
        Ok(Planner { options_of: RenderOptions::new(engine, style, options), plan })
    }

    /// Makes room for so many bytes of speech.
    pub fn reserve(&mut self, bytes: usize) {
        self.plan.said.text.reserve(bytes);
    }

    /// Adds the next utterance.
    pub fn add(&mut self, utterance: Utterance) {
        let Plan { said, cutter, packer, .. } = &mut self.plan;
        let renderer = UtteranceRenderer::new(utterance, said.utterances.len() as u32, &self.options_of);
        let mut places = Follower::to_source(&utterance.speech.readings);
        // What has nothing to say, such as a gloss that is silent, asks nothing of the engine.
        let silent = utterance.speech.text.trim().is_empty();
        for sentence in utterance.speech.sentences.iter().filter(|_| !silent) {
            cutter.sentence(&renderer, &mut places, sentence.spoken);
        }
        said.utterances.push((said.text.len(), utterance.role == Role::Headline));
        said.text.push_str(&utterance.speech.text);
        packer.go_on(&cutter.pieces, &cutter.measure);
    }

    /// The chunks that are settled, whatever is added after them.
    pub(crate) fn settled(&self) -> impl ExactSizeIterator<Item = ReadyChunk<'_, 'e>> {
        self.plan.settled()
    }

    /// Gives up the chunks that are settled: they are not in the plan any more, and numbers begin again with the next one.
    pub(crate) fn drain_ready(&mut self) {
        let Plan { said, cutter, packer, .. } = &mut self.plan;
        let pieces = packer.ranges.last().map_or(0, |range| range.end);
        let utterances = cutter.pieces.get(pieces).map_or(said.utterances.len(), |piece| piece.utterance as usize);
        cutter.drain_ready(pieces, utterances as u32);
        said.drain_ready(utterances);
        packer.drain_ready(pieces);
    }

    /// The plan for all that were added.
    pub fn finish(mut self) -> Plan<'e> {
        let Plan { cutter, packer, .. } = &mut self.plan;
        packer.finish(&cutter.pieces, &cutter.measure);
        self.plan
    }
}

/// A chunk that is ready to be written.
pub struct ReadyChunk<'p, 'e> {
    plan: &'p Plan<'e>,
    chunk: usize,
}

impl ReadyChunk<'_, '_> {
    /// Appends what the engine is sent.
    pub fn write(&self, out: &mut String) {
        self.plan.write(self.chunk, out);
    }

    /// Whether a word or reading longer than the engine takes had to be cut.
    pub fn is_forced(&self) -> bool {
        self.plan.is_forced(self.chunk)
    }
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
pub struct Plan<'e> {
    engine: &'e Engine,
    style: &'e Style,
    /// A sentence without a mark at its end gets a stop.
    stops: bool,
    said: Said,
    cutter: Cutter<'e>,
    packer: ChunkPacker,
    separators: Separators,
}

impl<'e> Plan<'e> {
    /// Cuts utterances for an engine.
    ///
    /// # Errors
    /// As [`chunks`](super::chunks).
    pub fn new(
        utterances: &[Utterance],
        engine: &'e Engine,
        style: &'e Style,
        options: &'e Options,
    ) -> Result<Plan<'e>, Error> {
        let mut planner = Planner::new(engine, style, options)?;
        planner.reserve(utterances.iter().map(|u| u.speech.text.len()).sum());
        utterances.iter().for_each(|utterance| planner.add(*utterance));
        Ok(planner.finish())
    }

    /// How many chunks there are.
    pub fn len(&self) -> usize {
        self.packer.ranges.len()
    }

    /// Whether there is nothing to say.
    pub fn is_empty(&self) -> bool {
        self.packer.ranges.is_empty()
    }

    /// The chunks, each ready to be written.
    pub(crate) fn settled(&self) -> impl ExactSizeIterator<Item = ReadyChunk<'_, 'e>> {
        (0..self.len()).map(|chunk| ReadyChunk { plan: self, chunk })
    }

    /// Writes the chunks, one after the other.
    pub fn chunks(&self) -> impl ExactSizeIterator<Item = Chunk> + '_ {
        (0..self.len()).map(|n| self.chunk(n))
    }

    /// Whether a word or reading longer than the engine takes had to be cut in a chunk.
    pub fn is_forced(&self, chunk: usize) -> bool {
        self.pieces(chunk).iter().any(|p| p.forced)
    }

    /// Writes a chunk, counted from 0, with all that is known of it; an empty one where there is none.
    pub fn chunk(&self, n: usize) -> Chunk {
        let pieces = self.pieces(n);
        let mut xml = String::new();
        self.write(n, &mut xml);
        let mut text = String::with_capacity(xml.len());
        let mut sources: Vec<(usize, Span)> = Vec::new();
        for group in paragraphs(pieces) {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            if !sources.is_empty() {
                text.push('\n');
            }
            text.push_str(self.said.of(first.utterance, Span { start: first.spoken.start, end: last.spoken.end }));
            let (start, end) = (first.source.0, last.source.1);
            sources.push((first.utterance as usize, Span { start, end: end.max(start) }));
        }
        let last = n.saturating_add(1) == self.len();
        let pause = pieces.last().filter(|_| !last).map_or(0, |piece| self.pause_after(piece));
        let (characters, forced_cut) = (xml.chars().count(), self.is_forced(n));
        Chunk { xml, text, sources, marks: self.marks(n), characters, pause, forced_cut }
    }

    /// Appends what the engine is sent for a chunk, counted from 0; nothing where there is none.
    pub fn write(&self, chunk: usize, out: &mut String) {
        let separators = &self.separators;
        let pieces = self.pieces(chunk);
        if pieces.is_empty() {
            return;
        }
        let start = out.len();
        // Most of the room beyond the words is for `<p>` and `<s>`.
        let size: usize = pieces.iter().map(|p| p.spoken.len()).sum();
        out.reserve(size + size / 8 + separators.frame.0.len() + separators.frame.1.len() + 64);
        out.push_str(&separators.frame.0);
        let first = self.range(chunk).start;
        let mut before: Option<&Piece> = None;
        for (n, piece) in pieces.iter().enumerate() {
            match before {
                None => out.push_str(&separators.opening),
                Some(before) if before.utterance == piece.utterance => {
                    separators.sentence.write(before.pause, self.engine, out)
                }
                Some(before) => separators.paragraph.write(self.pause_after(before), self.engine, out),
            }
            let from = out.len();
            if piece.verbatim {
                out.push_str(self.said.of(piece.utterance, piece.spoken));
                if piece.begins {
                    begin(out, from, self.engine);
                }
            } else {
                out.push_str(&self.cutter.written.xml[self.end_before(first + n, |p| p.written)..piece.written]);
            }
            if piece.ends && self.stops {
                stop(out, from, self.engine.markup == Markup::Plain);
            }
            before = Some(piece);
        }
        out.push_str(&separators.closing);
        out.push_str(&separators.frame.1);
        if self.engine.markup == Markup::Plain {
            out.truncate(start + out[start..].trim_end().len());
        }
    }

    fn range(&self, chunk: usize) -> Range<usize> {
        self.packer.ranges.get(chunk).cloned().unwrap_or_default()
    }

    fn pieces(&self, chunk: usize) -> &[Piece] {
        &self.cutter.pieces[self.range(chunk)]
    }

    /// What the piece before another one ends with.
    fn end_before<T: Default>(&self, piece: usize, end: impl Fn(&Piece) -> T) -> T {
        piece.checked_sub(1).map(|n| end(&self.cutter.pieces[n])).unwrap_or_default()
    }

    fn marks(&self, chunk: usize) -> Vec<MarkPlace> {
        let mut marks = Vec::new();
        if self.cutter.options.marks == Marks::None {
            return marks;
        }
        let mut from = self.end_before(self.range(chunk).start, |p| p.marks) as usize;
        for piece in self.pieces(chunk) {
            for n in from..piece.marks as usize {
                marks.push(MarkPlace {
                    id: mark_name(self.cutter.options.marks, n + 1),
                    utterance: piece.utterance as usize,
                    source: self.cutter.mark_sources[n],
                    spoken: self.cutter.written.marks[n],
                });
            }
            from = piece.marks as usize;
        }
        marks
    }

    /// The silence after a piece that ends a chunk or its paragraph.
    fn pause_after(&self, piece: &Piece) -> u32 {
        let pauses = &self.style.pauses;
        match self.said.utterances[piece.utterance as usize] {
            _ if !piece.last => piece.pause,
            (_, true) => pauses.headline,
            (_, false) => pauses.paragraph,
        }
    }
}

/// Some engines hear the end of a heading or of a verse by its stop only. What ends with a tag ends with a word.
fn stop(out: &mut String, from: usize, plain: bool) {
    let piece = out[from..].trim_end();
    let mut last = piece.trim_end_matches(CLOSING);
    while let Some(before) = last.strip_suffix("&quot;").filter(|_| !plain) {
        last = before.trim_end_matches(CLOSING);
    }
    if last.ends_with(|c: char| c.is_alphanumeric() || c == '>' && !plain) {
        let end = from + piece.len();
        out.truncate(end);
        out.push('.');
    }
}

/// Pieces of one utterance each.
fn paragraphs(pieces: &[Piece]) -> impl Iterator<Item = &[Piece]> {
    pieces.chunk_by(|a, b| a.utterance == b.utterance)
}

/// Cuts utterances into chunks for an engine.
///
/// # Errors
/// [`Error::Limit`] if the engine's limit leaves no room for a character between the markup.
///
/// ```
/// use loidoc::document::Role;
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
