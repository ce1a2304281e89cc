//! What is said, and how it hangs together with what was written.

use crate::registry::{ClassName, Rule};
use crate::text::span::Span;

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
    pub rule: Rule,
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
    pub rule: Rule,
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
    ///
    /// ```
    /// let text = "Ông ở TP.HCM. Bà ở Q.1!";
    /// let speech = loidoc::Normalizer::new().speech(text);
    /// let written: Vec<_> = speech.sentences.iter().map(|s| &text[s.source.range()]).collect();
    /// assert_eq!(written, ["Ông ở TP.HCM.", "Bà ở Q.1!"]);
    /// ```
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
            let n = self.readings.partition_point(|r| begins_before(sides(r).0, at, end));
            across(n.checked_sub(1).and_then(|n| self.readings.get(n)).map(&sides), at, end)
        };
        let start = place(span.start, false);
        Span { start, end: place(span.end, true).max(start) }
    }
}

/// Whether a reading begins at or before a place; before it, if the place is an end.
fn begins_before(reading: Span, at: u32, end: bool) -> bool {
    if end { reading.start < at } else { reading.start <= at }
}

/// A place in the other text, given the last reading that begins before it.
fn across(reading: Option<(Span, Span)>, at: u32, end: bool) -> u32 {
    match reading {
        None => at,
        Some((from, to)) if at < from.end || end && at == from.end => {
            if end {
                to.end
            } else {
                to.start
            }
        }
        Some((from, to)) => to.end + (at - from.end),
    }
}

/// Finds places in the other text as [`Speech::to_source`] and [`Speech::to_spoken`] do, for many that come in order:
/// readings are walked along, not looked for.
pub(crate) struct Follower<'r> {
    readings: &'r [Reading],
    /// Places are in what is said, and wanted in the source; else the other way round.
    said: bool,
    /// Readings that begin before the place that was asked for last.
    passed: usize,
}

impl<'r> Follower<'r> {
    /// From places in the source to places in what is said.
    pub(crate) fn to_spoken(readings: &'r [Reading]) -> Follower<'r> {
        Follower { readings, said: false, passed: 0 }
    }

    /// From places in what is said to places in the source.
    pub(crate) fn to_source(readings: &'r [Reading]) -> Follower<'r> {
        Follower { readings, said: true, passed: 0 }
    }

    /// Where what begins here begins in the other text.
    pub(crate) fn start(&mut self, at: u32) -> u32 {
        self.place(at, false)
    }

    /// Where what ends here ends in the other text.
    pub(crate) fn end(&mut self, at: u32) -> u32 {
        self.place(at, true)
    }

    /// A piece, widened to whole readings.
    pub(crate) fn span(&mut self, span: Span) -> Span {
        let start = self.start(span.start);
        Span { start, end: self.end(span.end).max(start) }
    }

    fn place(&mut self, at: u32, end: bool) -> u32 {
        let sides = |r: &Reading| if self.said { (r.spoken, r.source) } else { (r.source, r.spoken) };
        let before = |r: &Reading| begins_before(sides(r).0, at, end);
        let mut passed = self.passed;
        while self.readings.get(passed).is_some_and(before) {
            passed += 1;
        }
        while passed > 0 && !before(&self.readings[passed - 1]) {
            passed -= 1;
        }
        self.passed = passed;
        across(passed.checked_sub(1).map(|n| sides(&self.readings[n])), at, end)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn walking_along_finds_what_looking_finds() {
        let text = "14/4 – UBND tỉnh Q.1 (30%), 5 kg; gọi 0912 345 678... và 2-3 TP.";
        let speech = crate::Normalizer::new().speech(text);
        let mut to_source = Follower::to_source(&speech.readings);
        let mut to_spoken = Follower::to_spoken(&speech.readings);
        // Forward, backward, and pieces that are empty.
        let both = |length: usize| (0..=length as u32).chain((0..=length as u32).rev());
        for start in both(speech.text.len()) {
            for length in [0, 1, 7] {
                let span = Span { start, end: start + length };
                assert_eq!(to_source.span(span), speech.to_source(span), "{span:?}");
                assert_eq!(to_spoken.span(span), speech.to_spoken(span), "{span:?}");
            }
        }
    }
}
