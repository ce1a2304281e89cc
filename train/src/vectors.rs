//! Vectors: one for each unit (a word, two words, a shape), shared by all entries, and one for each sense and zone.
//!
//! In: the examples of all entries. Out: vectors whose products say which sense is meant, all learned together by
//! gradient descent (AdaGrad), then rounded to four bits. What they do not say is left to `fit`. Senses count alike, as
//! there. Deterministic: the order of examples is shuffled by a fixed rule, and nothing runs in parallel.

use crate::fit::{evened, hidden_below, senses, softmax};
use crate::unwrite::Example;
use loidoc::evidence::features::ZONES;
use loidoc::evidence::hash::mix;
use loidoc::evidence::vectors::{OFFSET, SIZE, VECTOR};
use std::collections::HashMap;

/// How they are learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How many units have vectors.
    pub units: usize,
    /// How often all examples are gone through.
    pub epochs: u32,
    /// How fast a vector follows its examples.
    pub rate: f32,
    /// Of a sense no more examples are looked at in a round.
    pub most: usize,
    /// No example counts more than so many of the commonest sense.
    pub most_weight: f32,
    /// How large a part of an example's units is hidden in each round.
    pub hidden: f32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { units: 28_000, epochs: 5, rate: 0.2, most: 12_000, most_weight: 5.0, hidden: 0.2 }
    }
}

/// What is learned of one entry; senses are those that have examples, in their order.
#[derive(Clone, Debug, Default)]
struct Entry {
    senses: Vec<u8>,
    bias: Vec<f32>,
    /// Sense by sense, zone by zone.
    vectors: Vec<f32>,
}

/// The vectors.
#[derive(Clone, Debug, Default)]
pub struct Vectors {
    rows: HashMap<u32, usize>,
    units: Vec<f32>,
    entries: Vec<Entry>,
}

/// What stands around a place, added up.
struct Around {
    sums: [f32; ZONES * SIZE],
    /// What each unit of a zone counts.
    scales: [f32; ZONES],
    /// Rows and zones.
    used: Vec<(usize, usize)>,
}

impl Around {
    fn new() -> Around {
        Around { sums: [0.0; ZONES * SIZE], scales: [0.0; ZONES], used: Vec::with_capacity(50) }
    }

    fn add_up(&mut self, vectors: &Vectors, units: &[(u32, u8)], shown: impl Fn(u32) -> bool) {
        self.sums.fill(0.0);
        self.used.clear();
        let mut counts = [0.0f32; ZONES];
        for (unit, zone) in units.iter().filter(|(unit, _)| shown(*unit)) {
            if let Some(&row) = vectors.rows.get(unit) {
                self.used.push((row, usize::from(*zone)));
                counts[usize::from(*zone)] += 1.0;
            }
        }
        self.scales = counts.map(|count| 1.0 / count.max(1.0).sqrt());
        for &(row, zone) in &self.used {
            let unit = &vectors.units[row * SIZE..][..SIZE];
            let sum = &mut self.sums[zone * SIZE..][..SIZE];
            sum.iter_mut().zip(unit).for_each(|(sum, x)| *sum += x * self.scales[zone]);
        }
    }
}

/// A product, in eight parts so that it can be counted side by side.
fn product(a: &[f32], b: &[f32]) -> f32 {
    let mut parts = [0.0f32; 8];
    for (a, b) in a.as_chunks::<8>().0.iter().zip(b.as_chunks::<8>().0) {
        parts.iter_mut().zip(a.iter().zip(b)).for_each(|(part, (a, b))| *part += a * b);
    }
    parts.iter().sum()
}

impl Entry {
    /// What speaks for each sense.
    fn say(&self, around: &Around, p: &mut [f32]) {
        for (n, p) in p.iter_mut().enumerate() {
            *p = self.bias[n] + product(&self.vectors[n * ZONES * SIZE..][..ZONES * SIZE], &around.sums);
        }
    }
}

/// How large the steps of each vector have been.
struct Paces {
    units: Vec<f32>,
    /// Entry by entry: of each sense and zone, then of each bias.
    entries: Vec<(Vec<f32>, Vec<f32>)>,
}

/// What every pace begins with.
const PACE: f32 = 0.1;

/// No step is made for a smaller error.
const NO_ERROR: f32 = 1e-4;

impl Vectors {
    /// What they say for each sense of an entry that has examples.
    pub fn say(&self, entry: usize, units: &[(u32, u8)]) -> Vec<f32> {
        let mut around = Around::new();
        around.add_up(self, units, |_| true);
        let mut p = vec![0.0; self.entries[entry].senses.len()];
        self.entries[entry].say(&around, &mut p);
        p
    }

    /// Learns all entries together.
    pub fn learn(entries: &[Vec<&Example>], settings: &Settings) -> Vectors {
        let chosen = choose(entries, settings.units);
        let blank = |examples: &Vec<&Example>| {
            let senses = senses(examples);
            Entry { bias: vec![0.0; senses.len()], vectors: vec![0.0; senses.len() * ZONES * SIZE], senses }
        };
        let mut vectors = Vectors {
            units: (0..chosen.len() * SIZE).map(|n| at_random(n as u32)).collect(),
            rows: chosen.into_iter().enumerate().map(|(row, unit)| (unit, row)).collect(),
            entries: entries.iter().map(blank).collect(),
        };
        let counts: Vec<Counts> =
            entries.iter().zip(&vectors.entries).map(|(e, entry)| Counts::new(e, &entry.senses, settings)).collect();
        let pace = |entry: &Entry| (vec![PACE; entry.senses.len() * ZONES], vec![PACE; entry.senses.len()]);
        let mut paces =
            Paces { units: vec![PACE; vectors.rows.len()], entries: vectors.entries.iter().map(pace).collect() };
        let hidden = hidden_below(settings.hidden);
        let mut around = Around::new();
        for epoch in 0..settings.epochs {
            let mut order: Vec<(u32, u32)> = Vec::new();
            for (n, examples) in entries.iter().enumerate() {
                let looked_at = |m: &u32| counts[n].is_drawn(examples[*m as usize], mix(mix(*m, epoch), 5));
                order.extend((0..examples.len() as u32).filter(looked_at).map(|m| (n as u32, m)));
            }
            order.sort_unstable_by_key(|&(n, m)| (mix(mix(n, m), epoch), n, m));
            for (at, &(n, m)) in order.iter().enumerate() {
                let done = (epoch as f32 + at as f32 / order.len() as f32) / settings.epochs as f32;
                let example = entries[n as usize][m as usize];
                around.add_up(&vectors, &example.around.units, |unit| mix(mix(unit, m), epoch) >= hidden);
                let (sense, counts) = counts[n as usize].of(example);
                let rate = settings.rate * (1.0 - done).max(0.02);
                vectors.follow(n as usize, &around, (sense, counts), &mut paces, rate);
            }
        }
        for (entry, counts) in vectors.entries.iter_mut().zip(&counts) {
            entry.bias.iter_mut().zip(&counts.mass).for_each(|(bias, mass)| *bias -= mass.ln());
        }
        vectors
    }

    /// Lets all vectors follow one example of an entry, whose sense and how much it counts are given.
    fn follow(&mut self, n: usize, around: &Around, (right, counts): (usize, f32), paces: &mut Paces, rate: f32) {
        let entry = &mut self.entries[n];
        let mut p = vec![0.0; entry.senses.len()];
        entry.say(around, &mut p);
        softmax(&mut p);
        p[right] -= 1.0;
        let mut back = [0.0f32; ZONES * SIZE];
        let (vector_paces, bias_paces) = &mut paces.entries[n];
        let sum_squares = squares(&around.sums);
        for (sense, error) in p.iter().map(|p| p * counts).enumerate().filter(|(_, e)| e.abs() >= NO_ERROR) {
            bias_paces[sense] += error * error;
            entry.bias[sense] -= rate * error / bias_paces[sense].sqrt();
            for zone in (0..ZONES).filter(|&zone| sum_squares[zone] > 0.0) {
                let vector = &mut entry.vectors[(sense * ZONES + zone) * SIZE..][..SIZE];
                let back = &mut back[zone * SIZE..][..SIZE];
                back.iter_mut().zip(vector.iter()).for_each(|(back, x)| *back += error * x);
                let pace = &mut vector_paces[sense * ZONES + zone];
                *pace += sum_squares[zone] * error * error;
                let step = rate * error / pace.sqrt();
                vector.iter_mut().zip(&around.sums[zone * SIZE..]).for_each(|(x, sum)| *x -= step * sum);
            }
        }
        let squares = squares(&back);
        for &(row, zone) in around.used.iter().filter(|(_, zone)| squares[*zone] > 0.0) {
            let pace = &mut paces.units[row];
            *pace += squares[zone] * around.scales[zone] * around.scales[zone];
            let step = rate * around.scales[zone] / pace.sqrt();
            let unit = &mut self.units[row * SIZE..][..SIZE];
            unit.iter_mut().zip(&back[zone * SIZE..]).for_each(|(x, back)| *x -= step * back);
        }
    }

    /// Rounds all vectors; from then on they are what the file has.
    pub fn rounded(mut self) -> (Vectors, Rounded) {
        let unit_step = step(&self.units);
        let all: Vec<f32> = self.entries.iter().flat_map(|entry| &entry.vectors).copied().collect();
        let sense_step = step(&all);
        let units = round(&mut self.units, unit_step);
        let senses = self.entries.iter_mut().map(|entry| round(&mut entry.vectors, sense_step)).collect();
        let mut hashes: Vec<u32> = vec![0; self.rows.len()];
        self.rows.iter().for_each(|(&hash, &row)| hashes[row] = hash);
        let mut units: Vec<_> = hashes.into_iter().zip(units).collect();
        units.sort_unstable();
        let biases = self.entries.iter().map(|entry| entry.bias.clone()).collect();
        (self, Rounded { units, senses, biases, step: unit_step * sense_step })
    }
}

/// Vectors as the file has them.
#[derive(Clone, Debug, Default)]
pub struct Rounded {
    /// Units by hash.
    pub units: Vec<(u32, [u8; VECTOR])>,
    /// Entry by entry: sense by sense, zone by zone.
    pub senses: Vec<Vec<[u8; VECTOR]>>,
    /// Entry by entry: what speaks for each sense where nothing stands around.
    pub biases: Vec<Vec<f32>>,
    /// What one step of a product is worth.
    pub step: f32,
}

/// How often a sense has examples, how often they are looked at, and how much one counts.
struct Counts {
    of_sense: [u8; 256],
    examples: Vec<usize>,
    most: usize,
    counts: Vec<f32>,
    /// How much all examples of a sense count together.
    mass: Vec<f32>,
}

impl Counts {
    fn new(examples: &[&Example], senses: &[u8], settings: &Settings) -> Counts {
        let mut of_sense = [0; 256];
        senses.iter().enumerate().for_each(|(n, sense)| of_sense[usize::from(*sense)] = n as u8);
        let mut found = vec![0; senses.len()];
        examples.iter().for_each(|e| found[usize::from(of_sense[usize::from(e.sense)])] += 1);
        let looked_at: Vec<usize> = found.iter().map(|&n: &usize| n.min(settings.most)).collect();
        let counts = evened(&looked_at, settings.most_weight);
        let mass: Vec<f32> = looked_at.iter().zip(&counts).map(|(&n, counts)| n as f32 * counts).collect();
        let scale = looked_at.iter().sum::<usize>() as f32 / mass.iter().sum::<f32>().max(1.0);
        let counts = counts.into_iter().map(|counts| counts * scale).collect();
        Counts { of_sense, examples: found, most: settings.most, counts, mass }
    }

    /// Whether an example is looked at, by a number drawn for it.
    fn is_drawn(&self, example: &Example, drawn: u32) -> bool {
        let all = self.examples[self.of(example).0];
        all <= self.most || drawn as usize % all < self.most
    }

    /// An example's sense, and how much it counts.
    fn of(&self, example: &Example) -> (usize, f32) {
        let sense = usize::from(self.of_sense[usize::from(example.sense)]);
        (sense, self.counts[sense])
    }
}

/// The units that have vectors: those that stand beside the senses of many entries.
fn choose(entries: &[Vec<&Example>], most: usize) -> Vec<u32> {
    let mut weights: HashMap<u32, f32> = HashMap::new();
    for examples in entries {
        let mut of_sense: HashMap<u8, f32> = HashMap::new();
        examples.iter().for_each(|e| *of_sense.entry(e.sense).or_default() += 1.0);
        for e in examples.iter().step_by(3) {
            // A sense with four times the examples has twice the say.
            let weight = of_sense.get(&e.sense).map_or(0.0, |n| 1.0 / n.sqrt());
            e.around.units.iter().for_each(|(unit, _)| *weights.entry(*unit).or_default() += weight);
        }
    }
    let mut ranked: Vec<(u32, f32)> = weights.into_iter().collect();
    ranked.sort_unstable_by(|a, b| b.1.total_cmp(&a.1).then(a.0.cmp(&b.0)));
    ranked.truncate(most);
    ranked.into_iter().map(|(unit, _)| unit).collect()
}

/// A number between -¼ and ¼ to begin with.
fn at_random(n: u32) -> f32 {
    (mix(n, 77) as f32 / u32::MAX as f32 - 0.5) / 2.0
}

/// The mean of the squares in each zone.
fn squares(numbers: &[f32; ZONES * SIZE]) -> [f32; ZONES] {
    std::array::from_fn(|zone| {
        let numbers = &numbers[zone * SIZE..][..SIZE];
        product(numbers, numbers) / SIZE as f32
    })
}

/// The largest number of four bits.
const LARGEST: f32 = 7.0;

/// How much of its largest number a vector's scale may be made for: larger ones are cut off.
const CUT: [f32; 7] = [0.7, 0.75, 0.8, 0.85, 0.9, 0.95, 1.0];

/// What one step of a scale is worth, so that the largest vector can be told.
fn step(numbers: &[f32]) -> f32 {
    let largest = numbers.iter().fold(0.0f32, |most, x| most.max(x.abs()));
    (largest / LARGEST / 255.0).max(1e-9)
}

/// Rounds vectors to what the file can tell, and packs them.
fn round(numbers: &mut [f32], step: f32) -> Vec<[u8; VECTOR]> {
    let mut all = Vec::new();
    for vector in numbers.as_chunks_mut::<SIZE>().0 {
        let largest = vector.iter().fold(0.0f32, |most, x| most.max(x.abs()));
        let scaled = |cut: f32| (largest * cut / LARGEST / step).round().clamp(1.0, 255.0);
        let nearest = |x: f32, scale: f32| (x / (scale * step)).round().clamp(-LARGEST, LARGEST);
        let off = |cut: &f32| -> f32 {
            let scale = scaled(*cut);
            vector.iter().map(|&x| (x - nearest(x, scale) * scale * step).powi(2)).sum()
        };
        let cut = CUT.iter().min_by(|a, b| off(a).total_cmp(&off(b))).copied().unwrap_or(1.0);
        let scale = scaled(cut);
        let steps = vector.map(|x| nearest(x, scale));
        *vector = steps.map(|n| n * scale * step);
        let nibble = |n: f32| (n as i32 + OFFSET) as u8;
        let mut packed = [0; VECTOR];
        packed[0] = scale as u8;
        let (low, high) = steps.split_at(SIZE / 2);
        for ((byte, low), high) in packed[1..].iter_mut().zip(low).zip(high) {
            *byte = nibble(*low) | nibble(*high) << 4;
        }
        all.push(packed);
    }
    all
}
