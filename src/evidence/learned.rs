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
//! | magic `LDS4` | 4 |
//! | hash of the lexicon's senses it was made from | 4 |
//! | number of spellings, number of entries | 2 + 2 |
//! | offset of the units' vectors ([`Units`]) | 4 |
//! | a spelling: offset of its text, its length, its entry; sorted by text | 4 + 2 + 2 each |
//! | an entry: offset of its senses, their number, bits of a bucket's number, 2 unused, what a step of weight and what a step of the vectors is worth (f32 each) | 16 each |
//! | a sense: hash of its reading, bias (f32), share of real occurrences (f32) | 12 each |
//! | a sense's vectors, after all senses: one for each zone | 6 × 17 each |
//! | an entry's buckets, after those: how many weights stand before each, and one more; its weights follow | 2 each |
//! | a weight: low bits of the feature's hash, number of the sense, sign, 4 bits that choose one of 16 steps | 2 each |
//!
//! A feature's bucket is the first bits of its hash, so that all senses' weights are found in one place. What stands with
//! a weight are as many of the last bits as the number of the sense leaves of eleven. Buckets hold four to eight weights and
//! some 26 features are looked for, so that with two senses about one sentence in seven finds a small weight that is another's,
//! with sixteen every sentence one. That costs less than the room for more bits.

use super::features::{Around, Feature, FeatureName, ZONES};
use super::vectors::{Sums, Units, VECTOR};

/// No abbreviation has more senses with evidence.
pub const MOST_SENSES: usize = 16;

/// Letters are the sense whose reading has no word.
pub const LETTERS: &str = "";

/// The first bytes of the file.
pub const MAGIC: [u8; 4] = *b"LDS4";

/// How many bytes stand before the spellings.
pub const HEADER: usize = 16;
/// Bytes of a spelling's record.
pub const SPELLING: usize = 8;
/// Bytes of an entry's record.
pub const ENTRY: usize = 16;
/// Bytes of a sense's record.
pub const SENSE: usize = 12;

/// How many bits tell a weight's sign and its step.
pub const VALUE_BITS: u32 = 5;

/// How many bits a hash and the number of a sense have together, beside a weight's value.
pub const KEY_BITS: u32 = 16 - VALUE_BITS;

/// How many bits the number of one of so many senses has.
pub const fn sense_bits(senses: usize) -> u32 {
    senses.next_power_of_two().trailing_zeros()
}

/// How large a weight may be, in steps.
pub const STEPS: [i16; 16] = [1, 2, 3, 4, 5, 6, 8, 10, 12, 15, 19, 24, 30, 38, 48, 64];

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
    units: Units<'m>,
}

impl<'m> Learned<'m> {
    /// Borrows a file; nothing if it is none.
    pub fn new(bytes: &'m [u8]) -> Option<Learned<'m>> {
        let known = bytes.starts_with(&MAGIC);
        let spellings = u16_at(bytes, 8).filter(|_| known)?;
        let units = Units::new(bytes.get(u32_at(bytes, 12)? as usize..)?)?;
        Some(Learned { bytes, spellings, units })
    }

    /// The hash of the senses (spelling by spelling, reading by reading) that the file was made from.
    pub fn made_from(&self) -> u32 {
        u32_at(self.bytes, 4).unwrap_or(0)
    }

    /// What is known of an abbreviation, as it is written, without a dot at its end.
    pub fn entry(&self, write: &str) -> Option<LearnedEntry<'m>> {
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

    fn entry_at(&self, n: usize) -> Option<LearnedEntry<'m>> {
        let record = self.bytes.get(HEADER + self.spellings * SPELLING + n * ENTRY..)?.get(..ENTRY)?;
        let rest = self.bytes.get(u32_at(record, 0)? as usize..)?;
        let count = usize::from(record[4]).min(MOST_SENSES);
        let bits = u32::from(record[5]).min(32 - KEY_BITS);
        let (senses, rest) = rest.split_at_checked(count * SENSE)?;
        let (vectors, rest) = rest.split_at_checked(count * ZONES * VECTOR)?;
        let (buckets, weights) = rest.split_at_checked(((1 << bits) + 1) * 2)?;
        let (scale, vector_scale) = (f32_at(record, 8)?, f32_at(record, 12)?);
        Some(LearnedEntry { senses, vectors, buckets, weights, bits, scale, vector_scale, units: self.units })
    }
}

/// What is known of one abbreviation.
#[derive(Clone, Copy, Debug)]
pub struct LearnedEntry<'m> {
    senses: &'m [u8],
    vectors: &'m [u8],
    buckets: &'m [u8],
    weights: &'m [u8],
    /// Bits of a bucket's number.
    bits: u32,
    scale: f32,
    vector_scale: f32,
    units: Units<'m>,
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

impl<'m> LearnedEntry<'m> {
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

    /// How much speaks for the best sense where nothing that stands around says anything.
    pub fn at_rest(&self) -> f32 {
        (0..self.count()).map(|sense| self.bias(sense)).fold(f32::NEG_INFINITY, f32::max)
    }

    /// Calls `each` with the senses for which a feature weighs, and how much, in steps.
    #[inline]
    fn each_weight(&self, hash: u32, mut each: impl FnMut(usize, i32)) {
        let bucket = hash.checked_shr(32 - self.bits).unwrap_or(0) as usize;
        let (Some(start), Some(end)) = (u16_at(self.buckets, bucket * 2), u16_at(self.buckets, bucket * 2 + 2)) else {
            return;
        };
        let sense_bits = sense_bits(self.count());
        let unlike = u16::MAX << (VALUE_BITS + sense_bits);
        let fingerprint = (hash as u16) << (VALUE_BITS + sense_bits);
        for weight in self.weights.get(start * 2..end * 2).unwrap_or_default().as_chunks::<2>().0 {
            let weight = u16::from_le_bytes(*weight);
            if weight & unlike == fingerprint {
                let steps = i32::from(STEPS[usize::from(weight & 0xF)]);
                let sense = usize::from((weight & !unlike) >> VALUE_BITS);
                each(sense, if weight & 0x10 != 0 { -steps } else { steps });
            }
        }
    }

    /// Weighs what stands around.
    pub fn weigh(&self, around: &Around) -> Scores {
        let mut scores = Scores { scores: [0.0; MOST_SENSES], count: self.count() };
        let mut sums = [0i32; MOST_SENSES];
        around.each(|feature| {
            self.each_weight(feature.hash, |sense, steps| {
                if let Some(sum) = sums.get_mut(sense) {
                    *sum += steps;
                }
            });
        });
        for (n, (score, sum)) in scores.scores.iter_mut().zip(sums).enumerate().take(self.count()) {
            *score = self.bias(n) + self.scale * sum as f32;
        }
        self.weigh_beyond(0, around, &mut scores);
        scores
    }

    /// Adds what words say that are further away than so many, or all of them, by their vectors.
    pub fn weigh_beyond(&self, near: usize, around: &Around, scores: &mut Scores) {
        let mut sums = Sums::default();
        self.units.add(near, around, &mut sums);
        for (sense, score) in scores.scores.iter_mut().enumerate().take(self.count()) {
            let says = self.vectors_of(sense).zip(&sums.zones).map(|(vector, sum)| sum.says(vector));
            *score += self.vector_scale * says.sum::<f32>();
        }
    }

    /// The vectors of a sense, one for each zone.
    fn vectors_of(&self, sense: usize) -> impl Iterator<Item = &'m [u8; VECTOR]> {
        self.vectors.as_chunks::<VECTOR>().0.iter().skip(sense * ZONES).take(ZONES)
    }

    /// The features that say most for one sense against another, strongest first.
    pub fn reasons(&self, around: &Around, sense: usize, against: usize) -> Vec<Reason> {
        let mut sums = Sums::default();
        self.units.add(0, around, &mut sums);
        let mut all: Vec<Reason> = Vec::new();
        around.units_beyond(0, |feature, zone| {
            let count = sums.zones.get(zone).map_or(1, |sum| sum.count);
            let says =
                |sense| self.vectors_of(sense).nth(zone).map_or(0.0, |v| self.units.says(feature.hash, v, count));
            all.push(Reason { feature, weight: self.vector_scale * (says(sense) - says(against)) });
        });
        around.each(|feature| {
            let mut weight = 0;
            self.each_weight(feature.hash, |of, steps| {
                weight += steps * (i32::from(of == sense) - i32::from(of == against));
            });
            let weight = weight as f32 * self.scale;
            match all.iter_mut().find(|reason| reason.feature.stands_where(&feature)) {
                Some(reason) => reason.weight += weight,
                None => all.push(Reason { feature, weight }),
            }
        });
        all.retain(|reason| reason.weight > 0.0);
        all.sort_by(|a, b| b.weight.total_cmp(&a.weight));
        all.truncate(REASONS);
        all
    }
}

impl Scores {
    /// How far the best is before the next.
    pub fn margin(&self) -> f32 {
        let (mut best, mut next) = (f32::NEG_INFINITY, f32::NEG_INFINITY);
        for &score in &self.scores[..self.count] {
            if score > best {
                (best, next) = (score, best);
            } else if score > next {
                next = score;
            }
        }
        best - next
    }

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
    pub fn name<'t>(&self, text: &'t str, around: &Around) -> FeatureName<'t> {
        around.name(text, self.feature)
    }
}
