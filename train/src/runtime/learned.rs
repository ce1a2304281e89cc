//! What was learned from text about the senses of abbreviations: a packed file, borrowed as it is.
//!
//! In: an abbreviation as it is written and what stands around it ([`Around`]). Out: a probability for each sense, and
//! which features weighed most. A sense is known by the hash of its reading, never by its position, so that a lexicon
//! may change under it; a sense of which the file knows nothing simply has no learned evidence.
//!
//! # Layout
//! All numbers are little-endian. Offsets count bytes from the start of the file.
//!
//! | what | bytes |
//! |---|---|
//! | magic `LDS1` | 4 |
//! | hash of the lexicon's senses it was made from | 4 |
//! | number of spellings, number of entries | 2 + 2 |
//! | a spelling: offset of its text, its length, its entry; sorted by text | 4 + 2 + 2 each |
//! | an entry: offset of its senses, their number, bits of a bucket, 2 unused, scale (f32), offset of buckets, offset of weights | 20 each |
//! | a sense: hash of its reading, bias (f32), share of real occurrences (f32) | 12 each |
//! | buckets: how many weights stand before each, and one more | 2 each |
//! | a weight: 20 bits of the feature's hash, 4 bits of sense, 8 bits of weight (signed) | 4 each |
//!
//! A feature's bucket is the first bits of its hash; its weights stand there side by side.

use super::features::{Around, Feature, Name};

/// No abbreviation has more senses with evidence.
pub const MOST_SENSES: usize = 16;

/// The first bytes of the file.
pub const MAGIC: [u8; 4] = *b"LDS1";

pub(crate) const HEADER: usize = 12;
pub(crate) const SPELLING: usize = 8;
pub(crate) const ENTRY: usize = 20;
pub(crate) const SENSE: usize = 12;

/// How many bits of a hash stand with a weight.
pub(crate) const FINGERPRINT_BITS: u32 = 20;

/// How many features are named as reasons.
pub const REASONS: usize = 3;

fn u16_at(bytes: &[u8], at: usize) -> Option<usize> {
    bytes.get(at..)?.first_chunk().map(|b| usize::from(u16::from_le_bytes(*b)))
}

fn u32_at(bytes: &[u8], at: usize) -> Option<u32> {
    bytes.get(at..)?.first_chunk().map(|b| u32::from_le_bytes(*b))
}

fn f32_at(bytes: &[u8], at: usize) -> Option<f32> {
    bytes.get(at..)?.first_chunk().map(|b| f32::from_le_bytes(*b))
}

/// A file of learned senses.
#[derive(Clone, Copy, Debug)]
pub struct Learned<'m> {
    bytes: &'m [u8],
    spellings: usize,
}

impl<'m> Learned<'m> {
    /// Borrows a file; nothing if it is none.
    pub fn new(bytes: &'m [u8]) -> Option<Learned<'m>> {
        let known = bytes.starts_with(&MAGIC);
        let spellings = u16_at(bytes, 8).filter(|_| known)?;
        Some(Learned { bytes, spellings })
    }

    /// The hash of the senses (spelling by spelling, reading by reading) that the file was made from.
    pub fn made_from(&self) -> u32 {
        u32_at(self.bytes, 4).unwrap_or(0)
    }

    /// What is known of an abbreviation, as it is written, without a dot at its end.
    pub fn entry(&self, write: &str) -> Option<Entry<'m>> {
        let (mut low, mut high) = (0, self.spellings);
        while low < high {
            let middle = low.midpoint(high);
            let (text, entry) = self.spelling(middle)?;
            match text.cmp(write.as_bytes()) {
                std::cmp::Ordering::Equal => return self.entry_at(entry),
                std::cmp::Ordering::Less => low = middle + 1,
                std::cmp::Ordering::Greater => high = middle,
            }
        }
        None
    }

    /// A spelling's text and entry.
    fn spelling(&self, n: usize) -> Option<(&'m [u8], usize)> {
        let at = HEADER + n * SPELLING;
        let start = u32_at(self.bytes, at)? as usize;
        let text = self.bytes.get(start..)?.get(..u16_at(self.bytes, at + 4)?)?;
        Some((text, u16_at(self.bytes, at + 6)?))
    }

    fn entry_at(&self, n: usize) -> Option<Entry<'m>> {
        let record = self.bytes.get(HEADER + self.spellings * SPELLING + n * ENTRY..)?.get(..ENTRY)?;
        let part = |at: usize| self.bytes.get(u32_at(record, at)? as usize..);
        let (count, bits) = (usize::from(record[4]), u32::from(record[5]).min(16));
        Some(Entry {
            senses: part(0)?.get(..count.min(MOST_SENSES) * SENSE)?,
            buckets: part(12)?.get(..((1 << bits) + 1) * 2)?,
            weights: part(16)?,
            scale: f32_at(record, 8)?,
            bits,
        })
    }
}

/// What is known of one abbreviation.
#[derive(Clone, Copy, Debug)]
pub struct Entry<'m> {
    senses: &'m [u8],
    buckets: &'m [u8],
    weights: &'m [u8],
    scale: f32,
    bits: u32,
}

/// How much speaks for each sense, as natural logarithms of odds; senses beyond `count` are no senses.
#[derive(Clone, Copy, Debug)]
pub struct Scores {
    /// One for each sense.
    pub scores: [f32; MOST_SENSES],
    /// How many senses there are.
    pub count: usize,
}

/// A feature that weighed, and how much it says for one sense against another (natural logarithm of odds).
#[derive(Clone, Copy, Debug)]
pub struct Reason {
    /// The feature.
    pub feature: Feature,
    /// Its weight; above 0.
    pub weight: f32,
}

impl<'m> Entry<'m> {
    /// How many senses there is evidence for.
    pub fn count(&self) -> usize {
        self.senses.len() / SENSE
    }

    /// The hash of a sense's reading (`hash::phrase_hash`).
    pub fn reading(&self, sense: usize) -> u32 {
        u32_at(self.senses, sense * SENSE).unwrap_or(0)
    }

    /// The sense of a reading's hash.
    pub fn sense(&self, reading: u32) -> Option<usize> {
        (0..self.count()).find(|&sense| self.reading(sense) == reading)
    }

    /// How large a part of real occurrences has this sense, as far as could be told.
    pub fn share(&self, sense: usize) -> f32 {
        f32_at(self.senses, sense * SENSE + 8).unwrap_or(0.0)
    }

    fn bias(&self, sense: usize) -> f32 {
        f32_at(self.senses, sense * SENSE + 4).unwrap_or(0.0)
    }

    /// Weighs what stands around.
    pub fn weigh(&self, around: &Around) -> Scores {
        let mut sums = [0i32; MOST_SENSES];
        around.each(|feature| {
            self.each_weight(feature.hash, |sense, weight| sums[sense] += weight);
        });
        let mut scores = [0.0; MOST_SENSES];
        for (n, score) in scores.iter_mut().enumerate().take(self.count()) {
            *score = self.bias(n) + self.scale * sums[n] as f32;
        }
        Scores { scores, count: self.count() }
    }

    /// The features that say most for one sense against another, strongest first.
    pub fn reasons(&self, around: &Around, sense: usize, against: usize) -> [Option<Reason>; REASONS] {
        let mut best: [Option<Reason>; REASONS] = [None; REASONS];
        around.each(|feature| {
            let mut weight = 0;
            self.each_weight(feature.hash, |of, w| {
                weight += if of == sense { w } else if of == against { -w } else { 0 };
            });
            let mut reason = Some(Reason { feature, weight: weight as f32 * self.scale });
            let again = best.iter().flatten().any(|known| known.feature.hash == feature.hash);
            if weight <= 0 || again {
                return;
            }
            for place in &mut best {
                if place.is_none_or(|p| reason.is_some_and(|r| r.weight > p.weight)) {
                    std::mem::swap(place, &mut reason);
                }
            }
        });
        best
    }

    /// Calls `each` with every sense that a feature speaks for or against.
    #[inline]
    fn each_weight(&self, hash: u32, mut each: impl FnMut(usize, i32)) {
        let bucket = hash.checked_shr(32 - self.bits).unwrap_or(0) as usize;
        let (Some(start), Some(end)) = (u16_at(self.buckets, bucket * 2), u16_at(self.buckets, bucket * 2 + 2)) else {
            return;
        };
        let fingerprint = hash & ((1 << FINGERPRINT_BITS) - 1);
        let weights = self.weights.get(start * 4..end * 4).unwrap_or_default();
        for weight in weights.as_chunks::<4>().0 {
            let weight = u32::from_le_bytes(*weight);
            if weight >> 12 == fingerprint {
                each((weight >> 8 & 0xF) as usize, i32::from(weight as u8 as i8));
            }
        }
    }
}

impl Scores {
    /// Probabilities of the senses, those only that `may` be; they add up to 1 (or are all 0 if none may).
    pub fn probabilities(&self, may: impl Fn(usize) -> bool) -> [f32; MOST_SENSES] {
        let allowed = |n: &usize| *n < self.count && may(*n);
        let most = (0..MOST_SENSES).filter(allowed).map(|n| self.scores[n]).fold(f32::NEG_INFINITY, f32::max);
        let mut probabilities = [0.0; MOST_SENSES];
        let mut sum = 0.0;
        for n in (0..MOST_SENSES).filter(allowed) {
            probabilities[n] = (self.scores[n] - most).exp();
            sum += probabilities[n];
        }
        if sum > 0.0 {
            probabilities.iter_mut().for_each(|p| *p /= sum);
        }
        probabilities
    }
}

impl Reason {
    /// The reason in words of the text.
    pub fn name<'t>(&self, text: &'t str, around: &Around) -> Name<'t> {
        around.name(text, self.feature)
    }
}
