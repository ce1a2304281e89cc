//! Cuts spoken text into chunks that an engine accepts: at a paragraph if it can be, else at a sentence, a clause, a word;
//! never inside a reading. Chunks are evenly full.

use super::engine::{Engine, Markup};
use super::inline::Setting;
use super::tree::{Node, frame};
use crate::error::Error;
use crate::input::Role;
use crate::lexicon::Lexicon;
use crate::sentence::{Cut, cuts};
use crate::span::Span;
use crate::speech::Speech;
use crate::style::Style;
use std::ops::{Add, AddAssign, Range};
use std::sync::Arc;
use unicode_segmentation::UnicodeSegmentation;

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
#[derive(Clone, Debug, Default)]
pub struct Options {
    /// How readings are handed to the engine.
    pub expand: Expand,
    /// Which places are marked.
    pub marks: Marks,
    /// Pronunciations, for engines that take `phoneme`.
    pub phonemes: Option<Arc<Lexicon>>,
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
    /// Whether a sentence had to be cut inside a word.
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
    let measure = Measure::new(engine, style, options)?;
    let mut cutter =
        Cutter { engine, options, measure, arena: String::new(), pieces: Vec::new(), count: 0, scratch: String::new() };
    for (n, utterance) in utterances.iter().enumerate() {
        let setting = Setting::new(*utterance, engine, style, options);
        for sentence in &utterance.speech.sentences {
            cutter.sentence(n, utterance, &setting, sentence.spoken);
        }
    }
    let ranges = fill(&cutter.pieces, &cutter.measure);
    let chunks = ranges.into_iter().map(|range| cutter.chunk(range, utterances, style)).collect();
    Ok(SsmlDocument { chunks })
}

/// What something takes of a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
struct Cost {
    bytes: usize,
    characters: usize,
    breaks: usize,
}

impl Add for Cost {
    type Output = Cost;
    fn add(self, other: Cost) -> Cost {
        Cost {
            bytes: self.bytes + other.bytes,
            characters: self.characters + other.characters,
            breaks: self.breaks + other.breaks,
        }
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Cost) {
        *self = *self + other;
    }
}

/// A piece that is never cut further: a sentence, or a part of one that was too long.
struct Piece {
    utterance: usize,
    spoken: Span,
    /// Its markup in the cutter's arena.
    xml: Range<usize>,
    cost: Cost,
    forced: bool,
    marks: Vec<MarkPlace>,
}

/// What things cost in an engine's own count.
struct Measure {
    /// The most a chunk may hold beside its frame.
    room: Cost,
    /// Characters are counted only where they are limited: it takes a look at every byte.
    characters: bool,
    /// `<p></p>` and the pause after it.
    paragraph: Cost,
    /// `<s></s>` and the pause after it, or the line break of a plain engine.
    sentence: Cost,
    /// The most characters of a sentence.
    longest: usize,
}

/// Fullness is counted in millionths, so that the same text is cut the same way on every machine.
const FULL: u64 = 1_000_000;

impl Measure {
    fn new(engine: &Engine, style: &Style, options: &Options) -> Result<Measure, Error> {
        let (open, close) = frame(engine);
        let limit = |limit: Option<u32>| limit.map_or(usize::MAX / 4, |n| n as usize);
        let plain = engine.markup == Markup::Plain;
        let one = |text: &str| Cost { bytes: text.len(), characters: text.chars().count(), breaks: 0 };
        let tags = |name: &str| {
            let length = if engine.element(name).is_some() { 2 * name.len() + 5 } else { 0 };
            // A line break or space at least.
            Cost { bytes: length + 1, characters: length + 1, breaks: 0 }
        };
        let pause = |milliseconds: u32| {
            if milliseconds == 0 || engine.element("break").is_none() {
                return Cost::default();
            }
            let mut xml = String::new();
            Node::Break(milliseconds).write(engine, &mut xml);
            Cost { breaks: 1, ..one(&xml) }
        };
        let pauses = &style.pauses;
        let longest_pause = pause(pauses.headline.max(pauses.paragraph).max(pauses.sentence));
        let frame = one(&open) + one(&close);
        let (paragraph, sentence) = (tags("p") + longest_pause, tags("s") + pause(pauses.sentence));
        // One character takes at most six bytes when it is escaped; a mark takes its room too.
        let mark = if options.marks == Marks::None || plain { 0 } else { 40 };
        let least = frame + paragraph + sentence + Cost { bytes: 6 + mark, characters: 6 + mark, breaks: 0 };
        let most = Cost {
            bytes: limit(engine.limit.bytes),
            characters: limit(engine.limit.characters),
            breaks: limit(engine.limit.breaks),
        };
        if most.bytes < least.bytes || most.characters < least.characters || most.breaks < least.breaks {
            let least = least.bytes.max(least.characters);
            return Err(Error::Limit { engine: engine.name.clone(), least });
        }
        let room = Cost {
            bytes: most.bytes - frame.bytes,
            characters: most.characters - frame.characters,
            breaks: most.breaks,
        };
        let characters = engine.limit.characters.is_some();
        Ok(Measure { room, characters, paragraph, sentence, longest: limit(engine.limit.sentence) })
    }

    fn of(&self, xml: &str, breaks: usize) -> Cost {
        Cost { bytes: xml.len(), characters: if self.characters { xml.chars().count() } else { 0 }, breaks }
    }

    fn fits(&self, cost: Cost) -> bool {
        cost.bytes <= self.room.bytes && cost.characters <= self.room.characters && cost.breaks <= self.room.breaks
    }

    /// How full something makes a chunk.
    fn fullness(&self, cost: Cost) -> u64 {
        let part = |n: usize, of: usize| (n as u64 * FULL) / of.max(1) as u64;
        part(cost.bytes, self.room.bytes)
            .max(part(cost.characters, self.room.characters))
            .max(part(cost.breaks, self.room.breaks))
    }
}

struct Cutter<'c> {
    engine: &'c Engine,
    options: &'c Options,
    measure: Measure,
    /// The markup of all pieces.
    arena: String,
    pieces: Vec<Piece>,
    /// Marks so far.
    count: usize,
    scratch: String,
}

impl Cutter<'_> {
    /// Sets a piece at the end of the arena; what it costs.
    fn set(&mut self, n: usize, utterance: &Utterance, setting: &Setting, spoken: Span, forced: bool) -> Piece {
        let start = self.arena.len();
        let mut places = Vec::new();
        let mut nodes = setting.nodes(spoken, forced, &mut places);
        if self.options.marks == Marks::Sentence {
            nodes.insert(0, Node::Mark(String::new()));
            places.push(spoken);
        }
        let letter = if self.options.marks == Marks::Word { 'w' } else { 's' };
        let mut marks = Vec::with_capacity(places.len());
        let mut places = places.into_iter();
        let mut breaks = 0;
        for node in &mut nodes {
            if let Node::Mark(id) = node
                && let Some(spoken) = places.next()
            {
                self.count += 1;
                *id = format!("{letter}{}", self.count);
                let source = utterance.speech.to_source(spoken);
                marks.push(MarkPlace { id: id.clone(), utterance: n, source, spoken });
            }
            breaks += usize::from(matches!(node, Node::Break(_)));
            node.write(self.engine, &mut self.arena);
        }
        let cost = self.measure.of(&self.arena[start..], breaks) + self.measure.sentence;
        Piece { utterance: n, spoken, xml: start..self.arena.len(), cost, forced, marks }
    }

    /// Takes a piece back that was set last.
    fn unset(&mut self, piece: Piece) {
        self.arena.truncate(piece.xml.start);
        self.count -= piece.marks.len();
    }

    /// Whether a piece can stand in a chunk by itself.
    fn stands(&self, cost: Cost, spoken: &str) -> bool {
        let short = spoken.len() <= self.measure.longest || spoken.chars().count() <= self.measure.longest;
        short && self.measure.fits(cost + self.measure.paragraph)
    }

    /// Cuts one sentence into pieces that fit a chunk by themselves; nearly always it is one.
    fn sentence(&mut self, n: usize, utterance: &Utterance, setting: &Setting, spoken: Span) {
        let text = utterance.speech.text.as_str();
        let whole = self.set(n, utterance, setting, spoken, false);
        if self.stands(whole.cost, &text[spoken.range()]) {
            return self.pieces.push(whole);
        }
        self.unset(whole);
        // Too long: take as much as fits, cut at the best place late in it. What lies between two places is measured
        // once, so that a sentence of megabytes takes linear time.
        let cuts = cuts(utterance.speech, spoken);
        let end = Cut { at: spoken.end as usize, score: u8::MAX };
        let mut start = spoken.start;
        let mut next = 0;
        while start < spoken.end {
            while cuts.get(next).is_some_and(|c| c.at <= start as usize) {
                next += 1;
            }
            let mut cost = self.measure.sentence;
            let mut best: Option<(usize, u32)> = None;
            let mut at = start;
            let mut fits = true;
            for cut in cuts[next..].iter().chain([&end]) {
                let step = Span { start: at, end: cut.at as u32 };
                // No step of more bytes than four times the room fits, whatever is counted.
                fits = step.len() / 4 <= self.measure.room.bytes.min(self.measure.room.characters);
                if fits {
                    let piece = self.set(n, utterance, setting, step, false);
                    cost += Cost { breaks: piece.cost.breaks, ..self.measure.of(&self.arena[piece.xml.clone()], 0) };
                    self.unset(piece);
                    // The space after a step is set with the next one.
                    fits = self.stands(cost, &text[start as usize..cut.at]);
                }
                if !fits {
                    break;
                }
                at = step.end;
                let late = 100 * self.measure.fullness(cost + self.measure.paragraph) / FULL;
                let long = (100 * (cut.at - start as usize) / self.measure.longest.max(1)) as u64;
                let score = u32::from(cut.score) + late.max(long).min(100) as u32;
                if best.is_none_or(|(_, best)| score >= best) {
                    best = Some((cut.at, score));
                }
            }
            let (end, forced) = match best {
                _ if fits => (spoken.end, false),
                Some((at, _)) => (at as u32, false),
                None => {
                    let word = cuts.get(next).map_or(spoken.end, |c| c.at as u32);
                    (self.inside_word(&text[start as usize..word as usize], start), true)
                }
            };
            let piece = self.set(n, utterance, setting, Span { start, end }, forced);
            self.pieces.push(piece);
            start = end;
            while text.as_bytes().get(start as usize) == Some(&b' ') && start < spoken.end {
                start += 1;
            }
        }
    }

    /// The last grapheme boundary that fits: for words longer than a chunk.
    fn inside_word(&mut self, text: &str, start: u32) -> u32 {
        let mut at = 0;
        let mark = if self.options.marks == Marks::None { 0 } else { 40 };
        let mut cost = self.measure.sentence + Cost { bytes: mark, characters: mark, breaks: 0 };
        let mut characters = 0;
        for grapheme in text.graphemes(true) {
            characters += grapheme.chars().count();
            self.scratch.clear();
            Node::Text(grapheme.into()).write(self.engine, &mut self.scratch);
            cost += self.measure.of(&self.scratch, 0);
            let fits = self.measure.fits(cost + self.measure.paragraph) && characters <= self.measure.longest;
            if !fits && at > 0 {
                break;
            }
            at += grapheme.len();
            if !fits {
                // One grapheme of many marks: cut it at a character.
                at = grapheme.chars().next().map_or(at, char::len_utf8);
                break;
            }
        }
        start + at as u32
    }

    /// Writes a chunk of some pieces.
    fn chunk(&self, range: Range<usize>, utterances: &[Utterance], style: &Style) -> Chunk {
        let pieces = &self.pieces[range];
        let (mut xml, close) = frame(self.engine);
        let size = pieces.iter().map(|p| p.xml.len() + 60).sum::<usize>();
        xml.reserve(size);
        let mut text = String::with_capacity(size);
        let mut sources: Vec<(usize, Span)> = Vec::new();
        let tag = |name: &str, open: bool, xml: &mut String| {
            if let Some(name) = self.engine.element(name) {
                xml.push_str(if open { "<" } else { "</" });
                xml.push_str(name);
                xml.push('>');
            }
        };
        let plain = self.engine.markup == Markup::Plain;
        let sentences = self.engine.element("s").is_some();
        let mut groups = pieces.chunk_by(|a, b| a.utterance == b.utterance).peekable();
        while let Some(group) = groups.next() {
            let (Some(first), Some(last)) = (group.first(), group.last()) else { continue };
            let utterance = &utterances[first.utterance];
            tag("p", true, &mut xml);
            for (n, piece) in group.iter().enumerate() {
                if n > 0 {
                    if style.pauses.sentence > 0 {
                        Node::Break(style.pauses.sentence).write(self.engine, &mut xml);
                    }
                    if !plain && !sentences {
                        xml.push(' ');
                    }
                }
                tag("s", true, &mut xml);
                xml.push_str(&self.arena[piece.xml.clone()]);
                tag("s", false, &mut xml);
                if plain {
                    xml.push('\n');
                }
            }
            tag("p", false, &mut xml);
            let pause = if utterance.role == Role::Headline { style.pauses.headline } else { style.pauses.paragraph };
            if groups.peek().is_some() && pause > 0 {
                Node::Break(pause).write(self.engine, &mut xml);
            }
            if groups.peek().is_some() && !plain && self.engine.element("p").is_none() {
                xml.push(' ');
            }
            if !text.is_empty() {
                text.push('\n');
            }
            let spoken = Span { start: first.spoken.start, end: last.spoken.end };
            text.push_str(&utterance.speech.text[spoken.range()]);
            sources.push((first.utterance, utterance.speech.to_source(spoken)));
        }
        xml.push_str(&close);
        if plain {
            xml.truncate(xml.trim_end().len());
        }
        Chunk {
            characters: xml.chars().count(),
            forced_cut: pieces.iter().any(|p| p.forced),
            marks: pieces.iter().flat_map(|p| p.marks.iter().cloned()).collect(),
            xml,
            text,
            sources,
        }
    }
}

/// How much fullness a chunk may give up to end with a paragraph.
const PARAGRAPH: u64 = FULL * 15 / 100;

/// Shares pieces out to chunks: what is left is spread evenly over as many chunks as it needs, and each is cut at the
/// paragraph or sentence nearest to its share.
fn fill(pieces: &[Piece], measure: &Measure) -> Vec<Range<usize>> {
    let opens = |n: usize| n == 0 || pieces[n].utterance != pieces[n - 1].utterance;
    let cost = |n: usize| pieces[n].cost + if opens(n) { measure.paragraph } else { Cost::default() };
    let mut left: u64 = (0..pieces.len()).map(|n| measure.fullness(cost(n))).sum();
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let share = left / left.div_ceil(FULL).max(1);
        let mut full = Cost::default();
        let mut best = (start + 1, u64::MAX);
        let mut n = start;
        while n < pieces.len() {
            // The first paragraph of a chunk is opened anew.
            full += if n == start { pieces[n].cost + measure.paragraph } else { cost(n) };
            if n > start && !measure.fits(full) {
                break;
            }
            n += 1;
            if n == pieces.len() {
                best = (n, 0);
                break;
            }
            let off = measure.fullness(full).abs_diff(share) + if opens(n) { 0 } else { PARAGRAPH };
            if off <= best.1 {
                best = (n, off);
            }
        }
        left = left.saturating_sub((start..best.0).map(|n| measure.fullness(cost(n))).sum());
        ranges.push(start..best.0);
        start = best.0;
    }
    ranges
}
