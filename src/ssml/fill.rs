//! Shares pieces out to chunks: each as full as it can be, the last of a document evenly.

use super::cut::Piece;
use super::measure::{Cost, FULL, Measure};
use std::ops::Range;

/// How much fullness a chunk may give up to end with a paragraph.
const PARAGRAPH: u64 = FULL * 15 / 100;

/// How much more it gives up not to end inside a sentence.
const SENTENCE: u64 = FULL * 25 / 100;

/// Chunks that are looked ahead: while more than so many wait, each is as full as it can be. The last of a document share
/// evenly what is left.
const AHEAD: u64 = 16;

/// Pieces that are not worth a look by themselves.
const FEW: usize = 64;

/// Fills one chunk after the other from pieces as they come.
#[derive(Default)]
pub(super) struct ChunkPacker {
    /// The pieces of each chunk.
    pub ranges: Vec<Range<usize>>,
    /// What each piece adds to a chunk, of the pieces that have been counted.
    fullness: Vec<u64>,
    /// All that no chunk has yet.
    left: u64,
}

impl ChunkPacker {
    /// Fills the chunks that are settled, whatever comes after the pieces there are; a few pieces more are not worth a look.
    pub fn go_on(&mut self, pieces: &[Piece], measure: &Measure) {
        if pieces.len() >= self.fullness.len() + FEW {
            self.fill(pieces, measure, false);
        }
    }

    /// Fills all chunks: no more pieces will come.
    pub fn finish(&mut self, pieces: &[Piece], measure: &Measure) {
        self.fill(pieces, measure, false);
        self.fill(pieces, measure, true);
    }

    fn fill(&mut self, pieces: &[Piece], measure: &Measure, over: bool) {
        let opens = |n: usize| n == 0 || pieces[n].utterance != pieces[n - 1].utterance;
        let cost = |n: usize| pieces[n].cost() + if opens(n) { measure.paragraph } else { Cost::default() };
        for n in self.fullness.len()..pieces.len() {
            let fullness = measure.fullness(cost(n));
            self.fullness.push(fullness);
            self.left += fullness;
        }
        let mut start = self.ranges.last().map_or(0, |range| range.end);
        while start < pieces.len() && (over || self.left >= AHEAD * FULL) {
            // At the end what is left is spread evenly over as many chunks as it needs; each is cut at the paragraph or
            // sentence nearest to its share.
            let share = if over { self.left / self.left.div_ceil(FULL).max(1) } else { FULL };
            let mut full = Cost::default();
            let mut best = (start + 1, u64::MAX);
            let mut n = start;
            while n < pieces.len() {
                // The first paragraph of a chunk is opened anew.
                full += if n == start { pieces[n].cost() + measure.paragraph } else { cost(n) };
                if n > start && !measure.fits(full) {
                    break;
                }
                n += 1;
                if n == pieces.len() {
                    best = (n, 0);
                    break;
                }
                let given_up = if opens(n) {
                    0
                } else if pieces[n - 1].ends {
                    PARAGRAPH
                } else {
                    PARAGRAPH + SENTENCE
                };
                let off = measure.fullness(full).abs_diff(share) + given_up;
                if off <= best.1 {
                    best = (n, off);
                }
            }
            self.left -= self.fullness[start..best.0].iter().sum::<u64>();
            self.ranges.push(start..best.0);
            start = best.0;
        }
    }

    /// Gives up the chunks there are, with so many pieces.
    pub fn drain_ready(&mut self, pieces: usize) {
        self.ranges.clear();
        self.fullness.drain(..pieces);
    }
}
