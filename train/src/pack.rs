//! The file of what was learned: pruned, rounded, packed (see `loidoc::evidence::learned` for the layout).

use crate::error::Error;
use crate::fit::Weights;
use crate::lexicon::{Contested, Lexicon};
use crate::vectors::Rounded;
use loidoc::evidence::hash::phrase_hash;
use loidoc::evidence::learned::{ENTRY, HEADER, KEY_BITS, MAGIC, SPELLING, STEPS, VALUE_BITS, sense_bits};
use loidoc::evidence::vectors::{UNIT_BITS, VECTOR};

/// One entry as it is packed.
#[derive(Clone, Debug, Default)]
pub struct Packed {
    /// What was learned.
    pub weights: Weights,
    /// Divides the logarithms of odds, so that they are those of true probabilities.
    pub temperature: f32,
    /// For each sense that has weights: its share of real occurrences, and what that adds to its logarithm of odds.
    pub priors: Vec<(f32, f32)>,
}

/// No bucket holds more weights, on average.
const BUCKET: usize = 8;

/// What one step is worth in an entry.
fn step(weights: &Weights) -> f32 {
    let all = weights.features.iter().flat_map(|(_, w)| w.iter().copied());
    let largest = all.fold(0.0f32, |most, w| most.max(w.abs()));
    (largest / f32::from(STEPS[STEPS.len() - 1])).max(1e-6)
}

/// All weights that are half a step or more: the feature's hash, and what is written down, by hash.
fn rounded(weights: &Weights, step: f32) -> Vec<(u32, u16)> {
    let sense_bits = sense_bits(weights.senses.len());
    let mut packed = Vec::new();
    for (hash, by_sense) in &weights.features {
        for (sense, weight) in by_sense.iter().enumerate() {
            let steps = weight / step;
            let off = |n: &usize| (f32::from(STEPS[*n]) - steps.abs()).abs();
            let nearest = (0..STEPS.len()).min_by(|a, b| off(a).total_cmp(&off(b))).unwrap_or(0);
            if steps.abs() >= 0.5 {
                let sign = if steps < 0.0 { 0x10 } else { 0 };
                let key = (*hash as u16) << sense_bits | sense as u16;
                packed.push((*hash, key << VALUE_BITS | sign | nearest as u16));
            }
        }
    }
    packed.sort_unstable();
    packed
}

/// The bits of a bucket's number for so many weights.
fn bucket_bits(weights: usize) -> u32 {
    weights.div_ceil(BUCKET).max(2).next_power_of_two().trailing_zeros().min(32 - KEY_BITS)
}

/// What is put together.
struct Writer {
    bytes: Vec<u8>,
}

impl Writer {
    fn u16(&mut self, n: usize, name: &str) -> Result<(), Error> {
        let n = u16::try_from(n).map_err(|_| Error::TooLarge(name.to_owned()))?;
        self.bytes.extend(n.to_le_bytes());
        Ok(())
    }

    fn u32(&mut self, n: u32) {
        self.bytes.extend(n.to_le_bytes());
    }

    fn f32(&mut self, n: f32) {
        self.bytes.extend(n.to_le_bytes());
    }
}

/// Packs what was learned of the lexicon's contested entries; those without weights are left out.
pub fn pack(lexicon: &Lexicon, vectors: &Rounded, entries: &[Packed]) -> Result<Vec<u8>, Error> {
    let entries: Vec<_> = entries.iter().filter(|packed| packed.weights.senses.len() > 1).collect();
    let mut spellings: Vec<(&str, usize)> = Vec::new();
    for (n, packed) in entries.iter().enumerate() {
        spellings.extend(lexicon.contested[packed.weights.entry].writes.iter().map(|write| (write.as_str(), n)));
    }
    spellings.sort_unstable();
    let records = HEADER + spellings.len() * SPELLING;
    let mut heap = Writer { bytes: Vec::new() };
    let base = records + entries.len() * ENTRY;
    let mut head = Writer { bytes: MAGIC.to_vec() };
    head.u32(lexicon.fingerprint());
    head.u16(spellings.len(), "the lexicon")?;
    head.u16(entries.len(), "the lexicon")?;
    let at_units = head.bytes.len();
    head.u32(0);
    for (write, n) in spellings {
        head.u32((base + heap.bytes.len()) as u32);
        head.u16(write.len(), write)?;
        head.u16(n, write)?;
        heap.bytes.extend(write.as_bytes());
    }
    for packed in entries {
        pack_entry(&mut head, &mut heap, base, &lexicon.contested[packed.weights.entry], vectors, packed)?;
    }
    head.bytes.extend(heap.bytes);
    let units = head.bytes.len() as u32;
    head.bytes[at_units..at_units + 4].copy_from_slice(&units.to_le_bytes());
    pack_units(&mut head, &vectors.units)?;
    Ok(head.bytes)
}

/// Packs the units: buckets, then vectors.
fn pack_units(head: &mut Writer, units: &[(u32, [u8; VECTOR])]) -> Result<(), Error> {
    for bucket in 0..=1u64 << UNIT_BITS {
        let before = units.partition_point(|(hash, _)| u64::from(hash >> (32 - UNIT_BITS)) < bucket);
        head.u16(before, "the vectors")?;
    }
    for (hash, vector) in units {
        head.bytes.extend((*hash as u16).to_le_bytes());
        head.bytes.extend(vector);
    }
    Ok(())
}

/// Packs one entry: its record, its senses, their vectors and weights.
fn pack_entry(
    head: &mut Writer,
    heap: &mut Writer,
    base: usize,
    entry: &Contested,
    vectors: &Rounded,
    packed: &Packed,
) -> Result<(), Error> {
    let weights = &packed.weights;
    let step = step(weights);
    let list = rounded(weights, step);
    let bits = bucket_bits(list.len());
    head.u32((base + heap.bytes.len()) as u32);
    head.bytes.extend([weights.senses.len() as u8, bits as u8, 0, 0]);
    head.f32(step / packed.temperature);
    head.f32(vectors.step / packed.temperature);
    for (n, (sense, (share, prior))) in weights.senses.iter().zip(&packed.priors).enumerate() {
        heap.u32(phrase_hash(&entry.senses[usize::from(*sense)].read));
        let bias = weights.bias[n] + vectors.biases[weights.entry][n];
        heap.f32(bias / packed.temperature + prior);
        heap.f32(*share);
    }
    heap.bytes.extend(vectors.senses[weights.entry].iter().flatten());
    let mut before = 0;
    for bucket in 0..=1u64 << bits {
        while before < list.len() && u64::from(list[before].0 >> (32 - bits)) < bucket {
            before += 1;
        }
        heap.u16(before, &entry.writes[0])?;
    }
    list.iter().for_each(|(_, weight)| heap.bytes.extend(weight.to_le_bytes()));
    Ok(())
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::lexicon::Sense;
    use loidoc::evidence::features::{Around, FeatureKind, ZONES};
    use loidoc::evidence::learned::Learned;

    fn sense(read: &str) -> Sense {
        Sense { read: read.into(), left: Vec::new(), right: Vec::new() }
    }

    /// An entry of two senses that only the next word tells apart, packed.
    fn packed(text: &str, end: usize) -> Vec<u8> {
        let contested = Contested {
            writes: vec!["AB".into(), "Ab".into()],
            senses: vec![sense("a bê"), sense("áo bà")],
            letters: None,
        };
        let lexicon = Lexicon { contested: vec![contested], contractions: Vec::new() };
        let around = Around::new(text, 0, end);
        let mut next = 0;
        around.each(|f| {
            if f.kind == FeatureKind::After && f.at == 0 {
                next = f.hash
            }
        });
        let mut next_word = 0;
        around.units_beyond(0, |f, _| {
            if f.kind == FeatureKind::After {
                next_word = f.hash
            }
        });
        let weights =
            Weights { entry: 0, senses: vec![0, 1], bias: vec![0.0, 0.5], features: vec![(next, vec![2.0, -1.0])] };
        let packed = Packed { weights, temperature: 1.0, priors: vec![(0.5, 0.0), (0.5, 0.0)] };
        let vector = |low: u8| std::array::from_fn(|n| if n == 0 { 100 } else { low | 8 << 4 });
        let [toward, away] = [vector(12), vector(4)];
        let units = vec![(next_word, toward)];
        let senses = [[toward; ZONES], [away; ZONES]].concat();
        let vectors = Rounded { units, senses: vec![senses], biases: vec![vec![0.0; 2]], step: 1e-6 };
        pack(&lexicon, &vectors, &[packed]).expect("small enough")
    }

    #[test]
    fn what_is_packed_is_found_again() {
        let text = "AB đẹp";
        let bytes = packed(text, 2);
        let learned = Learned::new(&bytes).expect("a file");
        let entry = learned.entry("Ab").expect("known");
        assert_eq!((entry.count(), entry.sense(phrase_hash("Áo Bà"))), (2, Some(1)));
        let around = Around::new(text, 0, 2);
        let scores = entry.weigh(&around);
        // Its weights say 2 and -1 (and ½ is the second's start), its vectors 16 × (4 × 4) × 100 × 100 steps more, or less.
        assert!((scores.scores[0] - 4.56).abs() < 0.01 && (scores.scores[1] + 3.06).abs() < 0.1, "{scores:?}");
        let reason = entry.reasons(&around, 0, 1).into_iter().next().expect("one reason");
        assert_eq!(reason.name(text, &around).to_string(), "đẹp (next word)");
        assert!(entry.weigh(&Around::new("AB xấu", 0, 2)).probabilities(|_| true)[1] > 0.6);
        assert!(learned.entry("XY").is_none());
    }

    #[test]
    fn a_broken_file_is_no_reason_to_panic() {
        let text = "AB đẹp";
        let whole = packed(text, 2);
        for n in 0..whole.len() {
            for flip in [0xFF, 0x80, 1] {
                let mut bytes = whole.clone();
                bytes[n] ^= flip;
                for bytes in [&bytes[..], &whole[..n]] {
                    let around = Around::new(text, 0, 2);
                    if let Some(entry) = Learned::new(bytes).and_then(|learned| learned.entry("AB")) {
                        entry.weigh(&around).probabilities(|_| true);
                        entry.reasons(&around, 0, 1);
                    }
                }
            }
        }
    }
}
