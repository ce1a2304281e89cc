//! Cuts sentences that are longer than a chunk, or than the engine's longest sentence.

use super::chunk::Options;
use super::inline::{UtteranceRenderer, XmlBuffer};
use super::measure::{Cost, FULL, Measure};
use crate::speech::Follower;
use crate::speech::sentence::{Cut, cuts};
use crate::text::span::Span;
use unicode_segmentation::UnicodeSegmentation;

/// A piece that is never cut further: a sentence, or a part of one that was too long.
pub(super) struct Piece {
    pub utterance: u32,
    pub spoken: Span,
    /// Where it begins and ends in the segment's text; for an empty piece the end may stand before the begin.
    pub source: (u32, u32),
    cost: [u32; 3],
    /// Where it ends among all that was written; it begins where the one before it ends.
    pub written: usize,
    /// Marks up to its end.
    pub marks: u32,
    /// The silence after it, in milliseconds, if more of its paragraph follows.
    pub pause: u32,
    /// It is written as it is said, and nowhere else.
    pub verbatim: bool,
    /// Its beginning is the sentence's own.
    pub begins: bool,
    /// Its end is the sentence's own.
    pub ends: bool,
    /// Its end is its utterance's.
    pub last: bool,
    /// It begins or ends inside a word or reading.
    pub forced: bool,
}

impl Piece {
    pub fn cost(&self) -> Cost {
        let [bytes, characters, breaks] = self.cost.map(|n| n as usize);
        Cost { bytes, characters, breaks }
    }
}

/// Makes pieces of sentences.
pub(super) struct Cutter<'c> {
    pub options: &'c Options,
    pub measure: Measure,
    pub pieces: Vec<Piece>,
    /// The pieces that are not written as they are said, each as the engine is given it.
    pub written: XmlBuffer,
    /// Where its marks stand in the segments' texts.
    pub mark_sources: Vec<Span>,
    /// The silence after a sentence.
    pub pause: u32,
    scratch: XmlBuffer,
    /// Bytes that fitted when a word was cut last.
    guess: usize,
}

/// How long a growing text is; its characters are counted once, and only where its bytes do not tell.
struct Length<'t> {
    text: &'t str,
    /// Bytes whose characters have been counted, and how many those are.
    counted: (usize, usize),
}

impl<'t> Length<'t> {
    fn of(text: &'t str) -> Length<'t> {
        Length { text, counted: (0, 0) }
    }

    fn within(&mut self, longest: usize) -> bool {
        if self.text.len() <= longest {
            return true;
        }
        let (bytes, characters) = self.counted;
        self.counted = (self.text.len(), characters + self.text[bytes..].chars().count());
        self.counted.1 <= longest
    }
}

/// What a piece is, beside its place and cost.
struct Kind {
    pause: u32,
    begins: bool,
    ends: bool,
    forced: bool,
}

impl<'c> Cutter<'c> {
    pub fn new(options: &'c Options, measure: Measure, pause: u32) -> Cutter<'c> {
        Cutter {
            options,
            measure,
            pieces: Vec::new(),
            written: XmlBuffer::default(),
            mark_sources: Vec::new(),
            pause,
            scratch: XmlBuffer::default(),
            guess: usize::MAX,
        }
    }

    /// Gives up so many pieces, and counts utterances from one of them on.
    pub fn drain_ready(&mut self, pieces: usize, utterances: u32) {
        let Some(last) = self.pieces[..pieces].last() else { return };
        let (written, marks) = (last.written, last.marks);
        self.pieces.drain(..pieces);
        self.written.drain_ready(written, marks);
        self.mark_sources.drain(..marks as usize);
        for piece in &mut self.pieces {
            piece.utterance -= utterances;
            piece.written -= written;
            piece.marks -= marks;
        }
    }

    /// What a piece costs with so many marks before it, without what stands around every sentence, and how many marks it
    /// holds itself.
    fn cost(&mut self, renderer: &UtteranceRenderer, spoken: Span, forced: bool, before: u32) -> (Cost, u32) {
        if renderer.is_verbatim() {
            return (self.measure.text(renderer.said(spoken)), 0);
        }
        self.scratch.clear(before);
        renderer.write(spoken, forced, &mut self.scratch);
        (self.measure.markup(&self.scratch.xml, self.scratch.breaks), self.scratch.marks.len() as u32)
    }

    /// Writes a piece after the others and tells what it costs.
    fn write(&mut self, renderer: &UtteranceRenderer, spoken: Span, forced: bool) -> Cost {
        if renderer.is_verbatim() {
            return self.measure.text(renderer.said(spoken));
        }
        let start = self.written.xml.len();
        self.written.breaks = 0;
        renderer.write(spoken, forced, &mut self.written);
        self.measure.markup(&self.written.xml[start..], self.written.breaks)
    }

    /// Takes down the piece that was written last.
    fn push(&mut self, renderer: &UtteranceRenderer, places: &mut Follower, spoken: Span, cost: Cost, kind: Kind) {
        let Kind { pause, begins, ends, forced } = kind;
        let cost = cost + self.measure.sentence;
        let start = places.start(spoken.start);
        let marks = &self.written.marks[self.mark_sources.len()..];
        self.mark_sources.extend(marks.iter().map(|&mark| places.span(mark)));
        self.pieces.push(Piece {
            utterance: renderer.number,
            spoken,
            source: (start, places.end(spoken.end)),
            cost: [cost.bytes, cost.characters, cost.breaks].map(|n| n.try_into().unwrap_or(u32::MAX)),
            written: self.written.xml.len(),
            marks: self.written.marks.len() as u32,
            pause,
            verbatim: renderer.is_verbatim(),
            begins,
            ends,
            last: renderer.utterance.speech.sentences.last().is_none_or(|s| s.spoken.end <= spoken.end),
            forced,
        });
    }

    /// Whether a piece can stand in a chunk by itself.
    fn stands(&self, cost: Cost, spoken: &mut Length) -> bool {
        spoken.within(self.measure.longest) && self.measure.fits(cost + self.measure.sentence + self.measure.paragraph)
    }

    /// Cuts one sentence into pieces that fit a chunk by themselves; nearly always it is one.
    pub fn sentence(&mut self, renderer: &UtteranceRenderer, places: &mut Follower, spoken: Span) {
        let speech = renderer.utterance.speech;
        let text = speech.text.as_str();
        let (written, marks) = (self.written.xml.len(), self.written.marks.len());
        let whole = self.write(renderer, spoken, false);
        if self.stands(whole, &mut Length::of(&text[spoken.range()])) {
            let kind = Kind { pause: self.pause, begins: true, ends: true, forced: false };
            return self.push(renderer, places, spoken, whole, kind);
        }
        self.written.xml.truncate(written);
        self.written.marks.truncate(marks);
        // Too long: take as much as fits, cut at the best place late in it. What lies between two places is measured
        // once, so that a sentence of megabytes takes linear time.
        let cuts = cuts(speech, spoken, &self.options.lexicon);
        let end = Cut { at: spoken.end as usize, score: u8::MAX };
        // What was silent may have left spaces at the head: no piece is of them alone.
        let said = &text[spoken.range()];
        let first = spoken.start + (said.len() - said.trim_start_matches(' ').len()) as u32;
        let mut start = first;
        let mut next = 0;
        let mut torn = false;
        while start < spoken.end {
            while cuts.get(next).is_some_and(|c| c.at <= start as usize) {
                next += 1;
            }
            let mut cost = Cost::default();
            let mut marks = self.written.marked();
            let mut best: Option<(usize, u32)> = None;
            let mut at = start;
            let mut fits = true;
            let mut length = Length::of(&text[start as usize..start as usize]);
            for cut in cuts[next..].iter().chain([&end]) {
                let step = Span { start: at, end: cut.at as u32 };
                // No step of more bytes than four times the room fits, whatever is counted.
                fits = step.len() / 4 <= self.measure.room.bytes.min(self.measure.room.characters);
                if fits {
                    self.scratch.inner = true;
                    let (step, more) = self.cost(renderer, step, torn, marks);
                    self.scratch.inner = false;
                    cost += step;
                    marks += more;
                    // The space after a step is set with the next one.
                    length.text = &text[start as usize..cut.at];
                    fits = self.stands(cost, &mut length);
                }
                if !fits {
                    break;
                }
                at = step.end;
                let late = 100 * self.measure.fullness(cost + self.measure.sentence + self.measure.paragraph) / FULL;
                let long = (100 * (cut.at - start as usize) / self.measure.longest.max(1)) as u64;
                // A good place counts more than a full piece.
                let score = 3 * u32::from(cut.score) + 2 * late.max(long).min(100) as u32;
                if best.is_none_or(|(_, best)| score >= best) {
                    best = Some((cut.at, score));
                }
            }
            let (end, forced) = match best {
                _ if fits => (spoken.end, false),
                Some((at, _)) => (at as u32, false),
                None => {
                    let word = cuts.get(next).map_or(spoken.end, |c| c.at as u32);
                    (self.inside(renderer, Span { start, end: word }), true)
                }
            };
            let piece = Span { start, end };
            let cost = self.write(renderer, piece, forced || torn);
            let ends = end == spoken.end;
            let pause = if ends { self.pause } else { renderer.pause_at_cut(piece) };
            let begins = start == first;
            let kind = Kind { pause: if forced { 0 } else { pause }, begins, ends, forced: forced || torn };
            self.push(renderer, places, piece, cost, kind);
            torn = forced;
            start = end;
            while text.as_bytes().get(start as usize) == Some(&b' ') && start < spoken.end {
                start += 1;
            }
        }
    }

    /// Where to cut a word or reading that is longer than a chunk: at the last space that fits, or the last grapheme
    /// boundary.
    fn inside(&mut self, renderer: &UtteranceRenderer, spoken: Span) -> u32 {
        let text = renderer.said(spoken);
        let smallest = text.chars().next().map_or(0, char::len_utf8);
        let characters = self.measure.room.characters.min(self.measure.longest);
        let most = self.measure.room.bytes.min(characters.saturating_mul(4));
        // What the last one took is a good guess for the next.
        let mut end = text.len().min(most).min(self.guess.saturating_mul(2));
        loop {
            end = cut_before(text, end);
            let piece = Span { start: spoken.start, end: spoken.start + end as u32 };
            let cost = self.cost(renderer, piece, true, self.written.marked()).0;
            if end <= smallest || self.stands(cost, &mut Length::of(&text[..end])) {
                self.guess = end.max(LONGEST_GRAPHEME);
                return piece.start + end.max(smallest) as u32;
            }
            let full = self.measure.fullness(cost + self.measure.sentence + self.measure.paragraph).max(FULL);
            end = (end as u64 * FULL / full) as usize;
            end -= (end / 16).max(1).min(end);
        }
    }
}

/// The last place at or before `at` where a word longer than a chunk may be cut: a space, else a grapheme boundary, else
/// a character's.
fn cut_before(text: &str, at: usize) -> usize {
    let mut at = at.min(text.len());
    while !text.is_char_boundary(at) {
        at -= 1;
    }
    if at == text.len() {
        return at;
    }
    if let Some(space) = text[..at].rfind(' ').filter(|&space| space > 0) {
        return space;
    }
    // A grapheme is looked for near the place only: nobody waits for one of a million marks.
    let near = text[..at].char_indices().rev().nth(LONGEST_GRAPHEME).map_or(0, |(n, _)| n);
    let far = text[at..].char_indices().nth(LONGEST_GRAPHEME).map_or(text.len(), |(n, _)| at + n);
    let boundary = text[near..far].grapheme_indices(true).map(|(n, _)| near + n).take_while(|&n| n <= at).last();
    boundary.filter(|&n| n > near).unwrap_or(at)
}

/// Characters of the longest grapheme that is kept whole.
const LONGEST_GRAPHEME: usize = 64;
