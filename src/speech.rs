//! What is said, and how it hangs together with what was written.

use crate::class::ClassName;
use crate::span::Span;

/// One non-standard word and how it is read.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Reading {
    /// What was written: bytes of the segment's text.
    pub source: Span,
    /// What is said: bytes of [`Speech::text`].
    pub spoken: Span,
    /// Its semiotic class.
    pub class: ClassName,
    /// The rule that recognised it, such as `date.day-month`.
    pub rule: &'static str,
    /// The kind of evidence it rests on, as in `lexicon/cues.yaml` (`day`, `score`), or `neighbours` for the sense of an
    /// abbreviation; `None` if its shape was enough.
    pub cue: Option<&'static str>,
    /// How sure the reading is.
    pub confidence: Confidence,
}

/// How sure a reading is, from 0 (a guess) to 100 (no other reading is possible).
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord)]
pub struct Confidence(pub u8);

impl Confidence {
    /// Below this a person should look before it goes on air.
    pub const DOUBTFUL: Confidence = Confidence(50);

    /// Whether a person should look at it before it goes on air.
    pub fn is_doubtful(self) -> bool {
        self < Confidence::DOUBTFUL
    }
}

/// A reading that lost.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Alternative {
    /// The reading that won: an index into [`Speech::readings`].
    pub reading: usize,
    /// What would have been said.
    pub spoken: String,
    /// Its class.
    pub class: ClassName,
    /// Its rule.
    pub rule: &'static str,
    /// How sure it was.
    pub confidence: Confidence,
}

/// A sentence, in both texts.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Sentence {
    /// Bytes of the segment's text.
    pub source: Span,
    /// Bytes of [`Speech::text`].
    pub spoken: Span,
}

/// The spoken text of one segment with its readings and sentences.
///
/// Between readings the spoken text is the written text, byte for byte; so readings and gaps together rebuild the
/// source, and any place can be mapped both ways.
///
/// ```
/// let normalizer = loidoc::Normalizer::new();
/// let speech = normalizer.speech("Sáng 14/4, đoàn đến.");
/// assert_eq!(speech.text, "Sáng mười bốn tháng tư, đoàn đến.");
/// let reading = speech.readings[0];
/// assert_eq!(reading.class.name(), "date");
/// assert_eq!(speech.to_source(reading.spoken), reading.source);
/// assert_eq!(speech.to_spoken(reading.source), reading.spoken);
/// ```
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Speech {
    /// What is said.
    pub text: String,
    /// The readings in order; they never overlap.
    pub readings: Vec<Reading>,
    /// The sentences in order.
    pub sentences: Vec<Sentence>,
    /// Readings that lost, in the order of the readings that won.
    pub alternatives: Vec<Alternative>,
}

impl Speech {
    /// The readings that lost against a reading, given by its index.
    pub fn alternatives_of(&self, reading: usize) -> &[Alternative] {
        let from = self.alternatives.partition_point(|a| a.reading < reading);
        let to = self.alternatives.partition_point(|a| a.reading <= reading);
        &self.alternatives[from..to]
    }

    /// The place in the source of a piece of the spoken text. A piece that begins or ends inside a reading is widened to
    /// the whole reading.
    pub fn to_source(&self, spoken: Span) -> Span {
        self.map(spoken, |r| (r.spoken, r.source))
    }

    /// The place in the spoken text of a piece of the source, widened in the same way.
    pub fn to_spoken(&self, source: Span) -> Span {
        self.map(source, |r| (r.source, r.spoken))
    }

    fn map(&self, span: Span, sides: impl Fn(&Reading) -> (Span, Span)) -> Span {
        let place = |at: u32, end: bool| {
            // The last reading that begins at or before the place (for an end: before it).
            let n = self.readings.partition_point(|r| {
                let start = sides(r).0.start;
                if end { start < at } else { start <= at }
            });
            let Some(reading) = n.checked_sub(1).and_then(|n| self.readings.get(n)) else { return at };
            let (from, to) = sides(reading);
            if at < from.end || (end && at == from.end) {
                if end { to.end } else { to.start }
            } else {
                to.end + (at - from.end)
            }
        };
        let start = place(span.start, false);
        Span { start, end: place(span.end, true).max(start) }
    }
}
