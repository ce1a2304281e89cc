//! Cuts spoken text into chunks that an engine accepts: at a paragraph if it can be, else at a sentence, a clause, a word;
//! never inside a reading.

use super::engine::{Engine, Markup};
use super::tree::{Node, frame};
use crate::error::Error;
use crate::input::Role;
use crate::sentence::{Cut, cuts};
use crate::span::Span;
use crate::speech::Speech;
use crate::style::Style;
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
}

/// How chunks are made.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct Options {
    /// How readings are handed to the engine.
    pub expand: Expand,
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
    /// Characters of `xml`.
    pub characters: usize,
    /// Whether a sentence had to be cut inside a word.
    pub forced_cut: bool,
}

/// A piece that is never cut further: a sentence, or a part of one that was too long.
struct Piece {
    utterance: usize,
    spoken: Span,
    node: Node,
    cost: usize,
    forced: bool,
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
    let measure = Measure::new(engine)?;
    let mut builder =
        Builder { engine, style, utterances, measure, document: SsmlDocument::default(), open: Vec::new(), cost: 0 };
    let mut pieces = Vec::new();
    for (n, utterance) in utterances.iter().enumerate() {
        pieces.clear();
        for sentence in &utterance.speech.sentences {
            builder.cut(n, utterance, sentence.spoken, options.expand, &mut pieces);
        }
        let whole: usize = pieces.iter().map(|p| p.cost).sum::<usize>() + builder.measure.paragraph;
        builder.before_paragraph(whole);
        for piece in pieces.drain(..) {
            builder.add(piece);
        }
    }
    builder.flush();
    Ok(builder.document)
}

/// What things cost in an engine's own count.
struct Measure {
    /// The most a chunk may hold beside its frame.
    room: usize,
    bytes: bool,
    /// `<p></p>` and the pause after it.
    paragraph: usize,
    /// `<s></s>`, or the line break of a plain engine.
    sentence: usize,
}

impl Measure {
    fn new(engine: &Engine) -> Result<Measure, Error> {
        let (open, close) = frame(engine);
        let (limit, bytes) = match (engine.limit.bytes, engine.limit.characters) {
            (Some(bytes), _) => (bytes as usize, true),
            (None, Some(characters)) => (characters as usize, false),
            (None, None) => (usize::MAX, true),
        };
        let tags = |name: &str| if engine.allows(name) { 2 * name.len() + 5 } else { 1 };
        let plain = engine.markup == Markup::Plain;
        let pause = if engine.allows("break") { "<break time=\"\"/>".len() + 12 } else { 0 };
        let (paragraph, sentence) = if plain { (1, 1) } else { (tags("p") + pause, tags("s") + 1) };
        let fixed = open.chars().count() + close.chars().count() + paragraph + sentence;
        // One character takes at most six bytes when it is escaped.
        let least = fixed + 6;
        if limit < least {
            return Err(Error::Limit { engine: engine.name.clone(), least });
        }
        Ok(Measure { room: limit - (fixed - paragraph - sentence), bytes, paragraph, sentence })
    }

    fn of(&self, node: &Node, engine: &Engine) -> usize {
        let mut xml = String::new();
        node.write(engine, &mut xml);
        let text = if self.bytes { xml.len() } else { xml.chars().count() };
        text + self.sentence
    }
}

struct Builder<'b> {
    engine: &'b Engine,
    style: &'b Style,
    utterances: &'b [Utterance<'b>],
    measure: Measure,
    document: SsmlDocument,
    /// Pieces of the chunk that is being filled.
    open: Vec<Piece>,
    cost: usize,
}

impl Builder<'_> {
    /// Cuts one sentence into pieces that fit a chunk by themselves; nearly always it is one.
    fn cut(&self, n: usize, utterance: &Utterance, spoken: Span, expand: Expand, pieces: &mut Vec<Piece>) {
        let most = self.measure.room - self.measure.paragraph;
        let piece = |spoken: Span, forced: bool| {
            // What is cut inside a word loses its written form: that is not cut along with it.
            let node = node(utterance, spoken, if forced { Expand::Text } else { expand });
            let cost = self.measure.of(&node, self.engine);
            Piece { utterance: n, spoken, node, cost, forced }
        };
        let mut start = spoken.start;
        let whole = piece(spoken, false);
        if whole.cost <= most {
            pieces.push(whole);
            return;
        }
        // Too long: take as much as fits, cut at the best place late in it. What lies between two places is measured
        // once, so that a sentence of megabytes takes linear time.
        let cuts = cuts(utterance.speech, spoken);
        let mut next = 0;
        while start < spoken.end {
            while cuts.get(next).is_some_and(|c| c.at <= start as usize) {
                next += 1;
            }
            let mut cost = self.measure.sentence;
            let mut best: Option<(usize, u32)> = None;
            let mut at = start;
            let mut fits = true;
            let end = Cut { at: spoken.end as usize, score: u8::MAX };
            for cut in cuts[next..].iter().chain([&end]) {
                let step = Span { start: at, end: cut.at as u32 };
                // No step of more bytes than four times the room fits, whatever is counted.
                fits = step.len() / 4 <= most;
                if fits {
                    cost += self.measure.of(&node(utterance, step, expand), self.engine) - self.measure.sentence;
                    fits = cost <= most;
                }
                if !fits {
                    break;
                }
                at = step.end;
                let score = u32::from(cut.score) + (100 * cost / most) as u32;
                if best.is_none_or(|(_, best)| score >= best) {
                    best = Some((cut.at, score));
                }
            }
            let (end, forced) = match best {
                _ if fits => (spoken.end, false),
                Some((at, _)) => (at as u32, false),
                None => {
                    let word = cuts.get(next).map_or(spoken.end, |c| c.at as u32);
                    (self.inside_word(utterance, start, word, most), true)
                }
            };
            pieces.push(piece(Span { start, end }, forced));
            start = end;
            while utterance.speech.text.as_bytes().get(start as usize) == Some(&b' ') {
                start += 1;
            }
        }
    }

    /// The last grapheme boundary that fits: for words longer than a chunk.
    fn inside_word(&self, utterance: &Utterance, start: u32, end: u32, most: usize) -> u32 {
        let text = &utterance.speech.text[start as usize..end as usize];
        let mut at = 0;
        let mut cost = self.measure.sentence;
        for grapheme in text.graphemes(true) {
            cost += self.measure.of(&Node::Text(grapheme.to_owned()), self.engine) - self.measure.sentence;
            if cost > most && at > 0 {
                break;
            }
            at += grapheme.len();
            if cost > most {
                // One grapheme of many marks: cut it at a character.
                at = grapheme.chars().next().map_or(at, char::len_utf8);
                break;
            }
        }
        start + at as u32
    }

    /// Starts a new chunk before a paragraph that fits a chunk by itself but no longer this one.
    fn before_paragraph(&mut self, whole: usize) {
        let half_full = self.cost * 2 > self.measure.room;
        if self.cost + whole > self.measure.room && half_full && whole <= self.measure.room {
            self.flush();
        }
    }

    fn add(&mut self, piece: Piece) {
        let new_paragraph = self.open.last().is_none_or(|p| p.utterance != piece.utterance);
        let cost = piece.cost + if new_paragraph { self.measure.paragraph } else { 0 };
        if self.cost + cost > self.measure.room {
            self.flush();
            self.cost = piece.cost + self.measure.paragraph;
        } else {
            self.cost += cost;
        }
        self.open.push(piece);
    }

    /// Writes the chunk that is open.
    fn flush(&mut self) {
        self.cost = 0;
        if self.open.is_empty() {
            return;
        }
        let (mut xml, close) = frame(self.engine);
        let mut text = String::new();
        let mut sources: Vec<(usize, Span)> = Vec::new();
        let mut forced_cut = false;
        let pieces = std::mem::take(&mut self.open);
        let mut pieces = pieces.into_iter().peekable();
        while let Some(first) = pieces.next() {
            let n = first.utterance;
            let utterance = &self.utterances[n];
            let mut inside = Vec::new();
            let mut spoken = first.spoken;
            forced_cut |= first.forced;
            inside.push(Node::Sentence(vec![first.node]));
            while let Some(piece) = pieces.next_if(|p| p.utterance == n) {
                spoken.end = piece.spoken.end;
                forced_cut |= piece.forced;
                inside.push(Node::Sentence(vec![piece.node]));
            }
            Node::Paragraph(inside).write(self.engine, &mut xml);
            if pieces.peek().is_some() {
                let pauses = &self.style.pauses;
                let pause = if utterance.role == Role::Headline { pauses.headline } else { pauses.paragraph };
                Node::Break(pause).write(self.engine, &mut xml);
            }
            if !text.is_empty() {
                text.push('\n');
            }
            text.push_str(&utterance.speech.text[spoken.range()]);
            sources.push((n, utterance.speech.to_source(spoken)));
        }
        xml.push_str(&close);
        let trimmed = if self.engine.markup == Markup::Plain { xml.trim_end().len() } else { xml.len() };
        xml.truncate(trimmed);
        let characters = xml.chars().count();
        self.document.chunks.push(Chunk { xml, text, sources, characters, forced_cut });
    }
}

/// What is said for a piece: its text, with the written form kept where it is asked for.
fn node(utterance: &Utterance, spoken: Span, expand: Expand) -> Node {
    let text = &utterance.speech.text;
    if expand == Expand::Text {
        return Node::Text(text[spoken.range()].to_owned());
    }
    let readings = &utterance.speech.readings;
    let first = readings.partition_point(|r| r.spoken.start < spoken.start);
    let mut inside = Vec::new();
    let mut at = spoken.start;
    for reading in readings[first..].iter().take_while(|r| r.spoken.end <= spoken.end) {
        let said = text[reading.spoken.range()].trim();
        if said.is_empty() {
            continue;
        }
        inside.push(Node::Text(text[at as usize..reading.spoken.start as usize].to_owned()));
        let written = utterance.text[reading.source.range()].trim().to_owned();
        inside.push(Node::Sub { alias: said.to_owned(), written });
        if text[reading.spoken.range()].ends_with(' ') {
            inside.push(Node::Text(" ".to_owned()));
        }
        at = reading.spoken.end;
    }
    inside.push(Node::Text(text[at as usize..spoken.end as usize].to_owned()));
    Node::Inline(inside)
}
