//! Shares pieces out to chunks, evenly.

use super::cut::Piece;
use super::measure::{Cost, FULL, Measure};
use std::ops::Range;

/// How much fullness a chunk may give up to end with a paragraph.
const PARAGRAPH: u64 = FULL * 15 / 100;

/// How much more it gives up not to end inside a sentence.
const SENTENCE: u64 = FULL * 25 / 100;

/// What is left is spread evenly over as many chunks as it needs, and each is cut at the paragraph or sentence nearest to
/// its share.
pub(super) fn fill(pieces: &[Piece], measure: &Measure) -> Vec<Range<usize>> {
    let opens = |n: usize| n == 0 || pieces[n].utterance != pieces[n - 1].utterance;
    let cost = |n: usize| pieces[n].cost() + if opens(n) { measure.paragraph } else { Cost::default() };
    let fullness: Vec<u64> = (0..pieces.len()).map(|n| measure.fullness(cost(n))).collect();
    let mut left: u64 = fullness.iter().sum();
    let mut ranges = Vec::new();
    let mut start = 0;
    while start < pieces.len() {
        let share = left / left.div_ceil(FULL).max(1);
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
        left = left.saturating_sub(fullness[start..best.0].iter().sum());
        ranges.push(start..best.0);
        start = best.0;
    }
    ranges
}
