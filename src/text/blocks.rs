//! Sixty-four bytes at once: where in a text something may stand, found without looking at each byte by itself.
//!
//! The widest registers that the machine has are used, whatever it is; the answers are the same on all.

use fearless_simd::{Level, Simd, dispatch, prelude::*, u8x64};
use std::ops::Range;

/// What is asked of a text, block by block.
pub(crate) trait BlockScanner {
    /// What is seen of a block by itself: masks of one bit a byte.
    type BlockMasks: Copy + Default;

    /// Looks at a block.
    fn look<S: Simd>(bytes: u8x64<S>) -> Self::BlockMasks;

    /// The places in a block, knowing the block after it; blocks come in order.
    fn answer(&mut self, here: &Self::BlockMasks, next: &Self::BlockMasks) -> u64;
}

/// How many blocks are answered at once, so that going over to wide registers and back costs nothing.
const BATCH: usize = 16;
const _: () = assert!(BATCH <= u32::BITS as usize);

/// Bytes of a block.
const BLOCK: usize = 64;

/// Walks the places that answer a question, in order.
///
/// What lies beyond the text is spaces, so that a word that ends with the text ends like any other.
pub(crate) struct Places<'d, Q: BlockScanner> {
    bytes: &'d [u8],
    question: Q,
    level: Level,
    /// The first block that has not been answered, and what is seen of it.
    ahead: usize,
    sight: Q::BlockMasks,
    answers: [u64; BATCH],
    /// Where the answers begin, and one bit for each that is not empty and has not been looked at.
    from: usize,
    told: u32,
    /// The block that is looked at, and the places in it that have not been told.
    block: usize,
    places: u64,
    /// A place that was found beyond the piece it was looked for in.
    waiting: Option<usize>,
}

impl<'d, Q: BlockScanner> Places<'d, Q> {
    pub(crate) fn new(text: &'d str, question: Q) -> Self {
        let (bytes, level) = (text.as_bytes(), Level::new());
        let sight = dispatch!(level, simd => Q::look(load(simd, bytes, 0)));
        Places {
            bytes,
            question,
            level,
            ahead: 0,
            sight,
            answers: [0; BATCH],
            from: 0,
            told: 0,
            block: 0,
            places: 0,
            waiting: None,
        }
    }

    /// The same for one of the text's pieces; pieces come in order and do not overlap.
    pub(crate) fn within(&mut self, piece: Range<usize>) -> Within<'_, 'd, Q> {
        Within { places: self, piece }
    }

    /// The next place at or after `from`.
    #[inline]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        loop {
            let before = from.saturating_sub(self.block).min(BLOCK);
            let places = self.places.unbounded_shr(before as u32).unbounded_shl(before as u32);
            if places != 0 {
                self.places = places & (places - 1);
                return Some(self.block + places.trailing_zeros() as usize);
            }
            while self.told == 0 {
                // The block at the very end finds words that end with the text.
                if self.ahead > self.bytes.len() {
                    self.places = 0;
                    return None;
                }
                let level = self.level;
                dispatch!(level, simd => self.fill(simd));
            }
            let next = self.told.trailing_zeros() as usize;
            self.told &= self.told - 1;
            self.block = self.from + next * BLOCK;
            self.places = self.answers[next % BATCH];
        }
    }

    /// The next place at or after `from` and up to the end of a piece.
    #[inline]
    fn next_up_to(&mut self, from: usize, end: usize) -> Option<usize> {
        let waiting = self.waiting.take().filter(|&place| place >= from);
        let place = waiting.or_else(|| self.next_from(from))?;
        if place > end {
            self.waiting = Some(place);
            return None;
        }
        Some(place)
    }

    #[inline(always)]
    fn fill<S: Simd>(&mut self, simd: S) {
        self.from = self.ahead;
        let left = (self.bytes.len() - self.ahead) / BLOCK + 1;
        let mut sight = self.sight;
        for (n, answer) in self.answers.iter_mut().take(left).enumerate() {
            let here = sight;
            self.ahead += BLOCK;
            sight = Q::look(load(simd, self.bytes, self.ahead));
            *answer = self.question.answer(&here, &sight);
            self.told |= u32::from(*answer != 0) << n;
        }
        self.sight = sight;
    }
}

/// Walks the places in a piece of a text, counted from where the piece begins. One walk over the whole text is far cheaper than
/// one over each of its lines.
pub(crate) struct Within<'p, 'd, Q: BlockScanner> {
    places: &'p mut Places<'d, Q>,
    piece: Range<usize>,
}

impl<Q: BlockScanner> Within<'_, '_, Q> {
    /// The next place at or after `from`; the last one may be the end of the piece.
    #[inline]
    pub(crate) fn next_from(&mut self, from: usize) -> Option<usize> {
        let Range { start, end } = self.piece;
        Some(self.places.next_up_to(start + from, end)? - start)
    }
}

/// The first byte of a text that belongs to a set, in which there is no space.
pub(crate) fn first_among(text: &str, set: &Set) -> Option<usize> {
    #[inline(always)]
    fn search<S: Simd>(simd: S, bytes: &[u8], set: &Set) -> Option<usize> {
        (0..bytes.len()).step_by(BLOCK).find_map(|at| {
            let found = among(load(simd, bytes, at), set);
            (found != 0).then(|| at + found.trailing_zeros() as usize)
        })
    }
    dispatch!(Level::new(), simd => search(simd, text.as_bytes(), set))
}

/// The block at `at`, filled up with spaces.
#[inline(always)]
fn load<S: Simd>(simd: S, bytes: &[u8], at: usize) -> u8x64<S> {
    let rest = bytes.get(at..).unwrap_or_default();
    match rest.first_chunk::<BLOCK>() {
        Some(block) => u8x64::from_slice(simd, block),
        None => {
            let mut block = [b' '; BLOCK];
            block[..rest.len()].copy_from_slice(rest);
            u8x64::from_slice(simd, &block)
        }
    }
}

/// The bytes that are this one.
#[inline(always)]
pub(crate) fn is<S: Simd>(bytes: u8x64<S>, byte: u8) -> u64 {
    bytes.simd_eq(byte).to_bitmask()
}

/// The bytes from `low` to `high`.
#[inline(always)]
pub(crate) fn within<S: Simd>(bytes: u8x64<S>, low: u8, high: u8) -> u64 {
    (bytes - low).simd_le(high - low).to_bitmask()
}

/// The bytes that belong to a set.
#[inline(always)]
pub(crate) fn among<S: Simd>(bytes: u8x64<S>, set: &Set) -> u64 {
    let simd = bytes.token();
    let (low, high) = (table(simd, &set.low), table(simd, &set.high));
    let met = low.swizzle_dyn_within_blocks(bytes & 0x0F) & high.swizzle_dyn_within_blocks(bytes >> 4);
    !met.simd_eq(0).to_bitmask()
}

#[inline(always)]
fn table<S: Simd>(simd: S, half: &[u8; 16]) -> u8x64<S> {
    let mut whole = [0; BLOCK];
    for part in whole.chunks_exact_mut(16) {
        part.copy_from_slice(half);
    }
    u8x64::from_slice(simd, &whole)
}

/// A set of bytes, as the low and the high halves of its members tell: each high half goes with one bit, and up to eight
/// different patterns of low halves are told apart.
pub(crate) struct Set {
    low: [u8; 16],
    high: [u8; 16],
}

impl Set {
    /// The set of the bytes in all of these lists; no more than eight of its sixteen rows may differ (and not be empty).
    pub(crate) const fn of(parts: &[&[u8]]) -> Set {
        let mut rows = [0u16; 16];
        let mut part = 0;
        while part < parts.len() {
            let members = parts[part];
            let mut n = 0;
            while n < members.len() {
                rows[members[n] as usize >> 4] |= 1 << (members[n] & 15);
                n += 1;
            }
            part += 1;
        }
        let (mut low, mut high) = ([0u8; 16], [0u8; 16]);
        let (mut seen, mut bits) = ([0u16; 8], 0);
        let mut row = 0;
        while row < 16 {
            if rows[row] != 0 {
                let mut bit = 0;
                while bit < bits && seen[bit] != rows[row] {
                    bit += 1;
                }
                if bit == bits {
                    seen[bit] = rows[row]; // does not compile where there are more than eight
                    bits += 1;
                    let mut half = 0;
                    while half < 16 {
                        low[half] |= ((rows[row] >> half & 1) as u8) << bit;
                        half += 1;
                    }
                }
                high[row] |= 1 << bit;
            }
            row += 1;
        }
        Set { low, high }
    }
}
