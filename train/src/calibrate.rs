//! Probabilities that are true: one divisor an entry for the logarithms of odds, fitted on articles held out.

use crate::fit::{Weights, balance, softmax};
use crate::unwrite::{Context, Example};
use crate::vectors::Vectors;
use std::collections::HashMap;

/// Divisors that are tried.
const TRIED: std::ops::Range<u32> = 10..81;

/// An entry with fewer examples held out takes this many as if they fitted best with a divisor of 1.3.
const FEW: f32 = 100.0;

/// The scores of each sense for each place, undivided.
pub fn scores(weights: &Weights, vectors: &Vectors, places: &[&Context]) -> Vec<Vec<f32>> {
    let by_hash: HashMap<u32, &Vec<f32>> = weights.features.iter().map(|(hash, w)| (*hash, w)).collect();
    let score = |around: &&Context| {
        let mut sum = weights.bias.clone();
        sum.iter_mut().zip(vectors.say(weights.entry, &around.units)).for_each(|(sum, says)| *sum += says);
        for w in around.features.iter().filter_map(|hash| by_hash.get(hash)) {
            sum.iter_mut().zip(w.iter()).for_each(|(sum, w)| *sum += w);
        }
        sum
    };
    places.iter().map(score).collect()
}

/// The divisor under which what was held out is least surprising, senses counted alike.
pub fn temperature(weights: &Weights, vectors: &Vectors, held: &[&Example]) -> f32 {
    let held: Vec<&Example> = held.iter().filter(|e| weights.senses.contains(&e.sense)).copied().collect();
    if held.is_empty() || weights.senses.len() < 2 {
        return 1.3;
    }
    let places: Vec<&Context> = held.iter().map(|e| &e.around).collect();
    let scores = scores(weights, vectors, &places);
    let counts = balance(&held, &weights.senses, 30.0);
    let surprise = |divisor: f32| {
        let mut sum = 0.0;
        for (example, score) in held.iter().zip(&scores) {
            let right = weights.senses.iter().position(|s| *s == example.sense).unwrap_or(0);
            let mut p: Vec<f32> = score.iter().map(|s| s / divisor).collect();
            softmax(&mut p);
            sum -= counts[right] * p[right].max(1e-6).ln();
        }
        sum + FEW * 0.1 * (divisor / 1.3).ln().powi(2)
    };
    let tried = TRIED.map(|n| n as f32 / 20.0);
    tried.min_by(|a, b| surprise(*a).total_cmp(&surprise(*b))).unwrap_or(1.3)
}
