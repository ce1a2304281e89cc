//! Logistic regression over several senses at once (softmax), learned by FTRL-proximal.
//!
//! In: examples of one entry. Out: a weight for each feature and sense; most are 0. Senses count alike, however often
//! they are written out: how often each occurs is the business of `priors`. Deterministic: the order of examples is
//! shuffled by a fixed rule, and nothing runs in parallel.

use crate::unwrite::Example;
use crate::vectors::Vectors;
use loidoc::evidence::hash::mix;
use std::collections::HashMap;

/// How it is learned.
#[derive(Clone, Copy, Debug)]
pub struct Settings {
    /// How often all examples are gone through.
    pub epochs: u32,
    /// How fast a weight follows its examples.
    pub rate: f32,
    /// What a weight must earn to be there.
    pub l1: f32,
    /// How strongly weights are pulled to 0.
    pub l2: f32,
    /// A feature stands in so many examples at least.
    pub least: u32,
    /// No example counts more than so many of the commonest sense.
    pub most_weight: f32,
    /// How much of what mere counting says (naive Bayes) a weight begins with.
    pub start: f32,
    /// How large a part of an example's features is hidden in each round, so that no weight relies on another.
    pub hidden: f32,
}

impl Default for Settings {
    fn default() -> Settings {
        Settings { epochs: 3, rate: 0.1, l1: 0.1, l2: 1.0, least: 4, most_weight: 5.0, start: 0.1, hidden: 0.3 }
    }
}

/// What was learned of one entry.
#[derive(Clone, Debug, Default)]
pub struct Weights {
    /// The entry, by its number.
    pub entry: usize,
    /// The senses that have examples, by their number in the entry.
    pub senses: Vec<u8>,
    /// A start for each of them.
    pub bias: Vec<f32>,
    /// Features and a weight for each sense, by hash.
    pub features: Vec<(u32, Vec<f32>)>,
}

/// A feature's state for one sense.
#[derive(Clone, Copy, Debug, Default)]
struct Cell {
    z: f32,
    n: f32,
    w: f32,
    start: f32,
    pruned: bool,
}

impl Cell {
    fn weight(&self) -> f32 {
        self.start + self.w
    }

    fn follow(&mut self, gradient: f32, s: &Settings, l1: f32) {
        if self.pruned {
            return;
        }
        let n = self.n + gradient * gradient;
        let root = n.sqrt();
        self.z += gradient - (root - self.n.sqrt()) / s.rate * self.w;
        self.n = n;
        self.w =
            if self.z.abs() <= l1 { 0.0 } else { -(self.z - self.z.signum() * l1) / ((1.0 + root) / s.rate + s.l2) };
    }
}

/// Examples with their features numbered.
struct Numbered {
    hashes: Vec<u32>,
    features: Vec<Vec<u32>>,
}

impl Numbered {
    fn new(examples: &[&Example], least: u32, may: impl Fn(u32) -> bool) -> Numbered {
        let mut all: Vec<u32> = examples.iter().flat_map(|e| e.around.features.iter().copied()).collect();
        all.sort_unstable();
        let hashes: Vec<u32> = all
            .chunk_by(|a, b| a == b)
            .filter(|run| run.len() >= least as usize && may(run[0]))
            .map(|run| run[0])
            .collect();
        let number: HashMap<u32, u32> = hashes.iter().enumerate().map(|(n, &hash)| (hash, n as u32)).collect();
        let numbered = |e: &&Example| e.around.features.iter().filter_map(|hash| number.get(hash).copied()).collect();
        Numbered { features: examples.iter().map(numbered).collect(), hashes }
    }
}

/// How much an example of each sense counts.
pub fn balance(examples: &[&Example], senses: &[u8], most: f32) -> Vec<f32> {
    let counts = senses.iter().map(|s| examples.iter().filter(|e| e.sense == *s).count());
    let counts: Vec<usize> = counts.collect();
    let weights = evened(&counts, most);
    let total: f32 = counts.iter().zip(&weights).map(|(&n, w)| n as f32 * w).sum();
    let scale = examples.len() as f32 / total.max(1.0);
    weights.into_iter().map(|w| w * scale).collect()
}

/// How much an example of each sense counts beside one of the commonest, given how many each has.
pub fn evened(counts: &[usize], most: f32) -> Vec<f32> {
    let largest = counts.iter().copied().max().unwrap_or(1) as f32;
    counts.iter().map(|&n| (largest / n.max(1) as f32).min(most)).collect()
}

/// Below which hash a part of what stands around is hidden.
pub fn hidden_below(part: f32) -> u32 {
    (f64::from(part) * f64::from(u32::MAX)) as u32
}

/// The senses that have examples.
pub fn senses(examples: &[&Example]) -> Vec<u8> {
    let mut senses: Vec<u8> = examples.iter().map(|e| e.sense).collect();
    senses.sort_unstable();
    senses.dedup();
    senses
}

/// Learns what vectors do not say; `only` tells which features (by hash) may have a weight for which sense.
pub fn learn(
    entry: usize,
    examples: &[&Example],
    vectors: &Vectors,
    settings: &Settings,
    only: Option<&dyn Fn(u32, usize) -> bool>,
) -> Weights {
    let senses = senses(examples);
    let k = senses.len();
    let said: Vec<f32> = examples.iter().flat_map(|e| vectors.say(entry, &e.around.units)).collect();
    let counts = balance(examples, &senses, settings.most_weight);
    let may = |hash, sense| only.is_none_or(|only| only(hash, sense));
    let numbered = Numbered::new(examples, settings.least, |hash| (0..k).any(|sense| may(hash, sense)));
    let mut cells = vec![Cell::default(); (numbered.hashes.len() + 1) * k];
    let bias = numbered.hashes.len() * k;
    for (n, cell) in cells[..bias].iter_mut().enumerate() {
        cell.pruned = !may(numbered.hashes[n / k], n % k);
    }
    count(&mut cells, &numbered, examples, &senses, settings);
    let mut order: Vec<u32> = (0..examples.len() as u32).collect();
    let mut features: Vec<u32> = Vec::new();
    let mut p = vec![0.0f32; k];
    let hidden = hidden_below(settings.hidden);
    for epoch in 0..settings.epochs {
        order.sort_unstable_by_key(|&n| (mix(n, epoch), n));
        for &n in &order {
            let shown = |f: &&u32| mix(mix(**f, n), epoch) >= hidden;
            features.clear();
            features.extend(numbered.features[n as usize].iter().filter(shown));
            let right = senses.iter().position(|s| *s == examples[n as usize].sense).unwrap_or(0);
            p.copy_from_slice(&said[n as usize * k..(n as usize + 1) * k]);
            follow(&mut cells, &features, (right, counts[right]), &mut p, settings);
        }
    }
    // What was learned holds for senses as frequent as the examples count; what is wanted is that for equal ones.
    let mass = |s: usize| counts[s] * examples.iter().filter(|e| e.sense == senses[s]).count() as f32;
    let weights = |n: usize| cells[n * k..(n + 1) * k].iter().map(Cell::weight).collect::<Vec<_>>();
    let features = numbered.hashes.iter().enumerate().map(|(n, &hash)| (hash, weights(n)));
    Weights {
        entry,
        bias: (0..k).map(|s| cells[bias + s].w - mass(s).ln()).collect(),
        features: features.filter(|(_, w)| w.iter().any(|&w| w.abs() > NEGLIGIBLE)).collect(),
        senses,
    }
}

/// Lets all weights follow one example, whose sense and how much it counts are given. `p` is what vectors say for each sense.
fn follow(cells: &mut [Cell], features: &[u32], (right, counts): (usize, f32), p: &mut [f32], settings: &Settings) {
    let k = p.len();
    let bias = cells.len() - k;
    p.iter_mut().zip(&cells[bias..]).for_each(|(p, cell)| *p += cell.w);
    for &f in features {
        let at = f as usize * k;
        p.iter_mut().zip(&cells[at..at + k]).for_each(|(p, cell)| *p += cell.weight());
    }
    softmax(p);
    p[right] -= 1.0;
    p.iter_mut().for_each(|p| *p *= counts);
    for &f in features {
        let at = f as usize * k;
        for (cell, &gradient) in cells[at..at + k].iter_mut().zip(p.iter()) {
            cell.follow(gradient, settings, settings.l1);
        }
    }
    for (cell, &gradient) in cells[bias..].iter_mut().zip(p.iter()) {
        cell.follow(gradient, settings, 0.0);
    }
}

/// No weight that is smaller is kept.
pub const NEGLIGIBLE: f32 = 0.02;

/// Sets where weights begin: how much oftener a feature stands beside a sense than beside the mean of all.
fn count(cells: &mut [Cell], numbered: &Numbered, examples: &[&Example], senses: &[u8], settings: &Settings) {
    let k = senses.len();
    let mut totals = vec![0.0f32; k];
    let mut counts = vec![0.0f32; numbered.hashes.len() * k];
    for (example, features) in examples.iter().zip(&numbered.features) {
        let s = senses.iter().position(|s| *s == example.sense).unwrap_or(0);
        totals[s] += 1.0;
        features.iter().for_each(|&f| counts[f as usize * k + s] += 1.0);
    }
    for (cells, counts) in cells.chunks_exact_mut(k.max(1)).zip(counts.chunks_exact(k.max(1))) {
        let mean = counts.iter().zip(&totals).map(|(c, total)| c / total).sum::<f32>() / k as f32;
        for ((cell, count), total) in cells.iter_mut().zip(counts).zip(&totals).filter(|((cell, _), _)| !cell.pruned) {
            cell.start = settings.start * ((count + SMOOTH) / (mean * total + SMOOTH)).ln();
        }
    }
}

/// So many occurrences are thought to be as the mean has them.
const SMOOTH: f32 = 2.0;

/// Turns logarithms of odds into probabilities.
pub fn softmax(scores: &mut [f32]) {
    let most = scores.iter().copied().fold(f32::NEG_INFINITY, f32::max);
    let mut sum = 0.0;
    for score in scores.iter_mut() {
        *score = (*score - most).exp();
        sum += *score;
    }
    scores.iter_mut().for_each(|score| *score /= sum);
}
