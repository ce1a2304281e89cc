//! Vectors: what words have in common, shared by all abbreviations. A word's vector and the vector of a sense agree where
//! the word speaks for the sense, though the two were never seen together.
//!
//! In: the units around a token ([`Around::units_beyond`]). Out: for each zone the sum of their vectors, and from it what
//! speaks for a sense. A vector is [`SIZE`] numbers of four bits and one scale, so that sums are whole numbers, the same
//! on every machine.

use super::features::{Around, ZONES};

/// How many numbers a vector has.
pub const SIZE: usize = 32;

/// Bytes of a vector: its scale, then its numbers; the first half of them in the low bits.
pub const VECTOR: usize = 1 + SIZE / 2;

/// Bytes of a unit's record: the last bits of its hash, then its vector.
pub const UNIT: usize = 2 + VECTOR;

/// What is added to a number of four bits, so that it is none below 0.
pub const OFFSET: i32 = 8;

/// How many bits the number of a bucket of units has.
pub const UNIT_BITS: u32 = 12;

/// The units of a file: how many stand before each bucket (2 bytes each, and one more), then the units by hash.
#[derive(Clone, Copy, Debug)]
pub struct Units<'m> {
    buckets: &'m [u8],
    units: &'m [u8],
}

impl<'m> Units<'m> {
    /// Borrows a table; nothing if it is cut off.
    pub fn new(bytes: &'m [u8]) -> Option<Units<'m>> {
        let (buckets, units) = bytes.split_at_checked(((1 << UNIT_BITS) + 1) * 2)?;
        Some(Units { buckets, units })
    }

    /// The vector of a unit.
    fn vector(&self, hash: u32) -> Option<&'m [u8; VECTOR]> {
        let bucket = (hash >> (32 - UNIT_BITS)) as usize * 2;
        let bounds: &[u8; 4] = self.buckets.get(bucket..)?.first_chunk()?;
        let before = |n: usize| usize::from(u16::from_le_bytes([bounds[n], bounds[n + 1]]));
        let fingerprint = (hash as u16).to_le_bytes();
        let units = self.units.get(before(0) * UNIT..before(2) * UNIT)?;
        let mut units = units.as_chunks::<UNIT>().0.iter();
        units.find(|unit| unit.starts_with(&fingerprint))?.last_chunk()
    }

    /// Adds up the vectors of all units around that words add which are further away than so many.
    pub fn add(&self, near: usize, around: &Around, sums: &mut Sums) {
        around.units_beyond(near, |unit, zone| {
            if let (Some(vector), Some(sum)) = (self.vector(unit.hash), sums.zones.get_mut(zone)) {
                sum.add(vector);
            }
        });
    }

    /// What one unit in a zone says for a vector of a sense, beside so many others.
    pub fn says(&self, hash: u32, vector: &[u8; VECTOR], count: u32) -> f32 {
        let mut sum = Sum::default();
        if let Some(unit) = self.vector(hash) {
            sum.add(unit);
        }
        sum.count = count;
        sum.says(vector)
    }
}

/// The sums of all zones.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sums {
    /// One for each zone.
    pub zones: [Sum; ZONES],
}

/// The sum of the vectors in a zone.
#[derive(Clone, Copy, Debug, Default)]
pub struct Sum {
    numbers: [i32; SIZE],
    /// How many there are.
    pub count: u32,
}

impl Sum {
    fn add(&mut self, vector: &[u8; VECTOR]) {
        let scale = i32::from(vector[0]);
        let (low, high) = self.numbers.split_at_mut(SIZE / 2);
        for ((low, high), byte) in low.iter_mut().zip(high).zip(&vector[1..]) {
            *low += scale * (i32::from(byte & 0xF) - OFFSET);
            *high += scale * (i32::from(byte >> 4) - OFFSET);
        }
        self.count += 1;
    }

    /// What the zone says for a vector of a sense; the more stands in it, the less each says.
    pub fn says(&self, vector: &[u8; VECTOR]) -> f32 {
        if self.count == 0 {
            return 0.0;
        }
        let (low, high) = self.numbers.split_at(SIZE / 2);
        let mut sum = 0i32;
        for ((low, high), byte) in low.iter().zip(high).zip(&vector[1..]) {
            sum += low * (i32::from(byte & 0xF) - OFFSET) + high * (i32::from(byte >> 4) - OFFSET);
        }
        f32::from(vector[0]) * sum as f32 / (self.count as f32).sqrt()
    }
}
