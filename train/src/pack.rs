//! The file of what was learned: pruned, rounded to eight bits, packed (see `runtime::learned` for the layout).

use crate::error::Error;
use crate::fit::Weights;
use crate::lexicon::{Contested, Lexicon};
use crate::runtime::hash::phrase_hash;
use crate::runtime::learned::{ENTRY, FINGERPRINT_BITS, HEADER, MAGIC, SENSE, SPELLING};

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

/// How many weights stand in a bucket, about.
const BUCKET: usize = 4;

/// One weight: the feature's hash, the sense, the weight in eight bits.
type Weight = (u32, u32, i8);

/// Rounds an entry's weights to eight bits: what one step is worth, and those that are not 0, by hash.
fn rounded(weights: &Weights) -> (f32, Vec<Weight>) {
    let all = weights.features.iter().flat_map(|(_, w)| w.iter().copied());
    let largest = all.fold(0.0f32, |most, w| most.max(w.abs()));
    let scale = (largest / 127.0).max(1e-6);
    let mut packed = Vec::new();
    for (hash, by_sense) in &weights.features {
        for (sense, w) in by_sense.iter().enumerate() {
            let steps = (w / scale).round() as i8;
            if steps != 0 {
                packed.push((*hash, sense as u32, steps));
            }
        }
    }
    packed.sort_unstable();
    (scale, packed)
}

/// The bits of a bucket's number for so many weights.
fn bucket_bits(weights: usize) -> u32 {
    (weights / BUCKET).max(1).next_power_of_two().trailing_zeros().clamp(1, 32 - FINGERPRINT_BITS)
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

/// Packs what was learned of the lexicon's contested entries, each with its number; those without weights are left out.
pub fn pack(lexicon: &Lexicon, entries: &[(usize, Packed)]) -> Result<Vec<u8>, Error> {
    let entries: Vec<_> = entries.iter().filter(|(_, packed)| packed.weights.senses.len() > 1).collect();
    let mut spellings: Vec<(&str, usize)> = Vec::new();
    for (n, (entry, _)) in entries.iter().enumerate() {
        spellings.extend(lexicon.contested[*entry].writes.iter().map(|write| (write.as_str(), n)));
    }
    spellings.sort_unstable();
    let records = HEADER + spellings.len() * SPELLING;
    let mut heap = Writer { bytes: Vec::new() };
    let base = records + entries.len() * ENTRY;
    let mut head = Writer { bytes: MAGIC.to_vec() };
    head.u32(lexicon.fingerprint());
    head.u16(spellings.len(), "the lexicon")?;
    head.u16(entries.len(), "the lexicon")?;
    for (write, n) in spellings {
        head.u32((base + heap.bytes.len()) as u32);
        head.u16(write.len(), write)?;
        head.u16(n, write)?;
        heap.bytes.extend(write.as_bytes());
    }
    for (entry, packed) in entries {
        pack_entry(&mut head, &mut heap, base, &lexicon.contested[*entry], packed)?;
    }
    head.bytes.extend(heap.bytes);
    Ok(head.bytes)
}

/// Packs one entry: its record and what that points to.
fn pack_entry(head: &mut Writer, heap: &mut Writer, base: usize, entry: &Contested, packed: &Packed) -> Result<(), Error> {
    let weights = &packed.weights;
    let (scale, list) = rounded(weights);
    let bits = bucket_bits(list.len());
    let here = |heap: &Writer| (base + heap.bytes.len()) as u32;
    head.u32(here(heap));
    head.bytes.extend([weights.senses.len() as u8, bits as u8, 0, 0]);
    head.f32(scale / packed.temperature);
    for ((sense, bias), (share, prior)) in weights.senses.iter().zip(&weights.bias).zip(&packed.priors) {
        heap.u32(phrase_hash(&entry.senses[usize::from(*sense)].read));
        heap.f32(bias / packed.temperature + prior);
        heap.f32(*share);
    }
    head.u32(here(heap));
    let mut before = 0;
    for bucket in 0..=1u32 << bits {
        while before < list.len() && list[before].0 >> (32 - bits) < bucket {
            before += 1;
        }
        heap.u16(before, &entry.writes[0])?;
    }
    head.u32(here(heap));
    for (hash, sense, weight) in list {
        let fingerprint = hash & ((1 << FINGERPRINT_BITS) - 1);
        heap.u32(fingerprint << 12 | sense << 8 | u32::from(weight as u8));
    }
    Ok(())
}
