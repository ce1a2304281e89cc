//! Where text came from: every stage keeps the places where its text leaves step with what it was made of, and two such
//! lists make one.

use crate::text::span::Span;
use std::ops::Range;

/// Where a segment came from: the part of the source and the places where its text differs from it.
///
/// An offset counts **bytes of the part as it is stored in its encoding**: the file itself, or the unpacked entry of an
/// archive. In a file of UTF-16 or VNI-Windows it therefore points at the bytes of that encoding, not at UTF-8 made of
/// them; a letter whose bytes were spoiled (UTF-8 read as Latin-1) is found at the bytes it has in the file now.
///
/// Letters of a segment have pieces of the part that ascend and never begin or end within a letter of it. Where several
/// stand for one piece (ﬁ, the number of an item of a list), the first has it all, the others nothing at its end.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct SourceMap {
    /// The entry of an archive, or empty for the file itself.
    pub part: String,
    /// Byte offset in the part at which the segment begins.
    pub start: usize,
    /// Line of the part at which it begins, from 1. An archive's parts have no lines that anybody sees: there it is the
    /// number of the paragraph.
    pub line: usize,
    /// Places after which text and part run in step again: `(offset in the text, offset in the part from start)`, sorted;
    /// empty where nothing was changed. Two places may have one offset in the text: the first tells where what stands
    /// before it ends, the last where what follows begins (between `ba` and `na` of `ba<i>na</i>`, say).
    pub anchors: Vec<(u32, u32)>,
}

impl SourceMap {
    /// Byte offset in the part of a byte offset in the segment's text.
    pub fn locate(&self, offset: u32) -> usize {
        let n = self.anchors.partition_point(|&(text, _)| text <= offset);
        self.after(n, offset)
    }

    /// Byte offset in the part at which what ends at a byte offset in the segment's text ends.
    pub fn locate_end(&self, offset: u32) -> usize {
        let n = self.anchors.partition_point(|&(text, _)| text < offset);
        match self.anchors.get(n) {
            Some(&(text, part)) if text == offset => self.start + part as usize,
            _ => self.after(n, offset),
        }
    }

    /// The origin of the text from a byte offset on.
    pub(super) fn from(&self, offset: u32) -> SourceMap {
        let start = self.locate(offset);
        let moved = (start - self.start) as u32;
        let n = self.anchors.partition_point(|&(text, _)| text <= offset);
        let anchors =
            self.anchors[n..].iter().map(|&(text, part)| (text - offset, part.saturating_sub(moved))).collect();
        SourceMap { part: self.part.clone(), start, line: self.line, anchors }
    }

    /// A span of the segment's text as byte offsets in the part.
    pub fn locate_span(&self, span: Span) -> Range<usize> {
        let start = self.locate(span.start);
        start..self.locate_end(span.end).max(start)
    }

    /// In step since the step before `n`.
    fn after(&self, n: usize, offset: u32) -> usize {
        let (text, part) = n.checked_sub(1).map_or((0, 0), |n| self.anchors[n]);
        self.start + part as usize + (offset - text) as usize
    }

    /// The origin of a text of `length` bytes whose anchors lead into the text of `self`: both ways in one.
    pub(super) fn through(&self, start: usize, anchors: &[(u32, u32)], length: usize) -> (usize, Vec<(u32, u32)>) {
        let place = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let base = self.locate(place(start));
        if self.anchors.is_empty() {
            return (base, anchors.to_vec());
        }
        let mut out = Vec::new();
        let mut add = |text: usize, part: usize| {
            let step = (place(text), place(part.saturating_sub(base)));
            if out.last() != Some(&step) {
                out.push(step);
            }
        };
        // Runs of the upper text that are in step with the lower one.
        let (mut text, mut middle) = (0, start);
        let mut n = 0;
        loop {
            let (next, most) = anchors.get(n).map_or((length, usize::MAX), |&(t, m)| (t as usize, start + m as usize));
            // What is left of text that is longer than what it was made of stands at the end of that.
            let whole = middle + next.saturating_sub(text);
            let end = whole.min(most);
            let first = self.anchors.partition_point(|&(t, _)| t as usize <= middle);
            for &(t, part) in self.anchors[first..].iter().take_while(|&&(t, _)| (t as usize) < end) {
                add(text + (t as usize - middle), self.start + part as usize);
            }
            if end < whole {
                add(text + (end - middle), self.locate_end(place(end)));
            }
            let Some(&(t, m)) = anchors.get(n) else {
                if text < length {
                    // The end of the whole text.
                    add(length, self.locate_end(place(end)));
                }
                return (base, out);
            };
            let before = start + m as usize;
            while anchors.get(n + 1).is_some_and(|&(next, _)| next == t) {
                n += 1;
            }
            let after = start + anchors[n].1 as usize;
            add(t as usize, self.locate_end(place(before)));
            // What follows begins behind a gap of the lower text, unless it stands for nothing there.
            if anchors.get(n + 1).map_or((t as usize) < length, |&(_, m)| m > anchors[n].1) {
                add(t as usize, self.locate(place(after)));
            }
            (text, middle) = (t as usize, after);
            n += 1;
        }
    }
}

/// A text as it is put together from pieces of a source.
#[derive(Clone, Debug, Default)]
pub(super) struct SourceMapBuilder {
    pub(super) text: String,
    pub(super) anchors: Vec<(u32, u32)>,
    start: Option<usize>,
    /// Where in the source the last piece ends.
    end: usize,
    /// Where the source would go on if it ran in step.
    expected: usize,
}

impl SourceMapBuilder {
    /// Appends what stands in the source at `at` just so.
    pub(super) fn copy(&mut self, piece: &str, at: usize) {
        self.replace(piece, at..at + piece.len());
    }

    /// Appends what stands for other bytes of the source. Of several characters the first stands for all of them, the others
    /// are at their end: no place leads between the bytes of a letter.
    pub(super) fn replace(&mut self, piece: &str, from: Range<usize>) {
        let start = *self.start.get_or_insert_with(|| {
            (self.end, self.expected) = (from.start, from.start);
            from.start
        });
        if from.start != self.expected || from.start != self.end {
            self.step(self.end, start);
            self.step(from.start, start);
        }
        (self.expected, self.end) = (from.start + piece.len(), from.end);
        if piece.len() == from.len() {
            self.text.push_str(piece);
            return;
        }
        for (n, c) in piece.char_indices() {
            if n > 0 {
                self.step(from.end, start);
                self.expected = from.end + c.len_utf8();
            }
            self.text.push(c);
        }
    }

    /// Takes back bytes from the end, which must be of a piece that was copied.
    pub(super) fn cut(&mut self, bytes: usize) {
        self.text.truncate(self.text.len().saturating_sub(bytes));
        (self.end, self.expected) = (self.end.saturating_sub(bytes), self.expected.saturating_sub(bytes));
    }

    /// A text with its places, to be gone on with; `end` is where it ends in the source.
    pub(super) fn of(text: String, start: usize, anchors: Vec<(u32, u32)>, end: usize) -> SourceMapBuilder {
        let anything = !text.is_empty();
        SourceMapBuilder { text, anchors, start: anything.then_some(start), end, expected: end }
    }

    /// Appends another text with something between the two.
    pub(super) fn join(&mut self, between: &str, other: SourceMapBuilder) {
        let Some(from) = other.start else { return };
        self.replace(between, self.end..from.max(self.end));
        let start = self.start();
        if from != self.expected || from != self.end {
            self.step(self.end, start);
            self.step(from, start);
        }
        let place = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let (text, part) = (place(self.text.len()), place(from - start));
        self.text.push_str(&other.text);
        let anchors = other.anchors.iter().map(|&(t, p)| (t.saturating_add(text), p.saturating_add(part)));
        self.anchors.extend(anchors);
        (self.expected, self.end) = (other.expected, other.end);
    }

    /// Where the text begins.
    pub(super) fn start(&self) -> usize {
        self.start.unwrap_or(0)
    }

    /// Where the last piece ends.
    pub(super) fn end(&self) -> usize {
        self.end
    }

    /// No more will come.
    pub(super) fn finish(mut self) -> SourceMapBuilder {
        if self.end != self.expected {
            self.step(self.end, self.start());
        }
        self
    }

    fn step(&mut self, at: usize, start: usize) {
        let place = |offset: usize| u32::try_from(offset).unwrap_or(u32::MAX);
        let step = (place(self.text.len()), place(at.saturating_sub(start)));
        if self.anchors.last() != Some(&step) {
            self.anchors.push(step);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_ends_and_what_begins_at_a_place_are_told_apart() {
        let source = "x <b>ba</b>&amp;<i>na</i>";
        let mut trace = SourceMapBuilder::default();
        trace.copy("ba", 5);
        trace.replace("&", 11..16);
        trace.copy("na", 19);
        let trace = trace.finish();
        let origin = SourceMap { part: String::new(), start: trace.start(), line: 1, anchors: trace.anchors };
        let of = |start, end| &source[origin.locate_span(Span { start, end })];
        assert_eq!((of(0, 2), of(2, 3), of(3, 5)), ("ba", "&amp;", "na"));
        // The same through a file whose every ASCII letter has two bytes.
        let file: String = source.chars().flat_map(|c| [c, '~']).collect();
        let lower: Vec<_> = (1..=source.len() as u32).map(|n| (n, 2 * n)).collect();
        let lower = SourceMap { part: String::new(), start: 0, line: 1, anchors: lower };
        let (start, anchors) = lower.through(origin.start, &origin.anchors, 5);
        let both = SourceMap { part: String::new(), start, line: 1, anchors };
        let of = |start, end| &file[both.locate_span(Span { start, end })];
        assert_eq!((of(0, 2), of(2, 3), of(3, 5)), ("b~a~", "&~a~m~p~;~", "n~a~"));
    }
}
