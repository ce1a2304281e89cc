//! From examples to the packed file: learn vectors, then what they do not say, prune, learn again what is left, calibrate, add priors, pack.

use crate::calibrate::temperature;
use crate::corpus::Article;
use crate::error::Error;
use crate::fit::{NEGLIGIBLE, Settings, Weights, balance, learn};
use crate::lexicon::Lexicon;
use crate::pack::{Packed, pack};
use crate::priors::{self, Place, Real};
use crate::split::Split;
use crate::unwrite::{Example, Examples, Unwriter, cue_examples};
use crate::vectors::{self, Vectors};
use loidoc::evidence::learned::LETTERS;
use std::collections::{HashMap, HashSet};

/// How a file is made.
#[derive(Clone, Copy, Debug)]
pub struct Plan {
    /// How weights are learned.
    pub fit: Settings,
    /// How vectors are learned.
    pub vectors: vectors::Settings,
    /// How many weights the file holds.
    pub most_weights: usize,
    /// How much of what real occurrences tell about a sense's share is believed, 0 to 1.
    pub prior: f32,
    /// How little an entry's number of examples counts when weights are pruned, 0 to 1.
    pub even: f32,
    /// Whether the cue phrases of the lexicon are examples too.
    pub cues: bool,
}

/// A sense and the reason why nothing was learned of it.
#[derive(Clone, Debug)]
pub struct Silent {
    /// The abbreviation.
    pub write: String,
    /// The reading.
    pub read: String,
    /// How often it is written out where one learns.
    pub written: usize,
}

/// What was made.
pub struct Taught {
    /// The packed file.
    pub bytes: Vec<u8>,
    /// Senses that are hardly ever written out.
    pub silent: Vec<Silent>,
}

/// A sense that is written out less often is told to whoever looks after the lexicon.
const HARDLY: usize = 20;

/// Finds the examples in all articles that are not held out.
pub fn examples(lexicon: &Lexicon, articles: &[Article], real: &Real, split: Split) -> Examples {
    let unwriter = Unwriter::new(lexicon, &real.used);
    let mut found = unwriter.examples(articles, |n| !split.holds_out(n, &articles[n]));
    for (n, (entry, examples)) in lexicon.contested.iter().zip(&mut found.entries).enumerate() {
        // Letters are never written out. Where the other senses are rare, they are what stands in papers.
        if let Some(letters) = entry.letters {
            let place =
                |(around, article): &Place| Example { around: around.clone(), sense: letters as u8, article: *article };
            examples.extend(real.of(n).iter().map(place));
        }
        examples.extend(cue_examples(entry));
    }
    found
}

/// Learns from examples.
pub fn teach(lexicon: &Lexicon, found: &Examples, real: &Real, plan: &Plan) -> Result<Taught, Error> {
    let train = |e: &&Example| match e.article {
        u32::MAX => plan.cues,
        article => !Split::calibrates(article as usize),
    };
    let all: Vec<Vec<&Example>> = found.entries.iter().map(|list| list.iter().filter(train).collect()).collect();
    let (vectors, rounded) = Vectors::learn(&all, &plan.vectors).rounded();
    let first: Vec<Weights> =
        all.iter().enumerate().map(|(n, examples)| learn(n, examples, &vectors, &plan.fit, None)).collect();
    let kept = prune(&first, &found.entries, plan);
    let mut entries = Vec::new();
    for (n, examples) in all.iter().enumerate() {
        let settings = Settings { l1: 0.0, ..plan.fit };
        let weights = learn(n, examples, &vectors, &settings, Some(&|hash, sense| kept[n].contains(&(hash, sense))));
        let held = found.entries[n].iter().filter(|e| e.article != u32::MAX && !train(e));
        let temperature = temperature(&weights, &vectors, &held.collect::<Vec<_>>());
        let priors = priors::estimate(&weights, &vectors, temperature, real.of(n), plan.prior);
        entries.push(Packed { weights, temperature, priors });
    }
    Ok(Taught { bytes: pack(lexicon, &rounded, &entries)?, silent: silent(lexicon, found) })
}

/// For each entry the features and senses whose weights are kept: those that move most examples.
fn prune(first: &[Weights], entries: &[Vec<Example>], plan: &Plan) -> Vec<HashSet<(u32, usize)>> {
    let mut all: Vec<(f32, usize, u32, usize)> = Vec::new();
    for (n, (weights, examples)) in first.iter().zip(entries).enumerate() {
        let examples: Vec<&Example> = examples.iter().collect();
        let balance = balance(&examples, &weights.senses, f32::MAX);
        let mut mass: HashMap<u32, f32> = HashMap::new();
        for e in &examples {
            let weight = weights.senses.iter().position(|s| *s == e.sense).map_or(0.0, |s| balance[s]);
            e.around.features.iter().for_each(|f| *mass.entry(*f).or_default() += weight);
        }
        let per = (examples.len() as f32).powf(plan.even).max(1.0);
        for (hash, w) in &weights.features {
            let moved = mass.get(hash).copied().unwrap_or(0.0) / per;
            let used = w.iter().enumerate().filter(|(_, w)| w.abs() > NEGLIGIBLE);
            all.extend(used.map(|(sense, w)| (w * w * moved, n, *hash, sense)));
        }
    }
    all.sort_unstable_by(|a, b| b.0.total_cmp(&a.0).then((a.1, a.2, a.3).cmp(&(b.1, b.2, b.3))));
    let mut kept = vec![HashSet::new(); first.len()];
    let mut rooms: Vec<_> = first.iter().map(|weights| vec![usize::from(u16::MAX); weights.senses.len()]).collect();
    for (_, n, hash, sense) in all.into_iter().take(plan.most_weights) {
        if rooms[n][sense] > 0 {
            rooms[n][sense] -= 1;
            kept[n].insert((hash, sense));
        }
    }
    kept
}

/// Senses that are hardly ever written out.
fn silent(lexicon: &Lexicon, found: &Examples) -> Vec<Silent> {
    let mut silent = Vec::new();
    for (entry, written) in lexicon.contested.iter().zip(&found.written) {
        for (sense, &written) in
            entry.senses.iter().zip(written).filter(|(sense, written)| **written < HARDLY && sense.read != LETTERS)
        {
            silent.push(Silent { write: entry.writes[0].clone(), read: sense.read.clone(), written });
        }
    }
    silent
}
