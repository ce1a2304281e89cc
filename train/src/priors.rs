//! How often a sense is meant where the abbreviation really stands: not how often it is written out.
//!
//! In: what stands around real occurrences of an abbreviation, and what was learned of its senses, counted alike. Out: the
//! shares under which the learned probabilities agree with themselves (expectation maximisation, Saerens et al. 2002).

use crate::calibrate::scores;
use crate::corpus::Article;
use crate::fit::{Weights, softmax};
use crate::lexicon::Lexicon;
use crate::unwrite::{Context, case_hash, tokens};
use crate::vectors::Vectors;
use std::collections::HashMap;

/// No entry is asked about more occurrences.
const MOST: usize = 4_000;

/// Rounds of expectation and maximisation.
const ROUNDS: usize = 50;

/// So many occurrences, spread evenly over the senses, are added to what was seen.
const EVEN: f32 = 12.0;

/// What stands around a real occurrence, and its article, by number.
pub type Place = (Context, u32);

/// Real occurrences of abbreviations.
#[derive(Default)]
pub struct Real {
    /// How often each word in capitals stands in the corpora.
    pub used: HashMap<u32, usize>,
    /// For each contested entry, what stands around its occurrences.
    around: Vec<Vec<Place>>,
}

impl Real {
    /// Finds them; `may` tells which articles are looked at.
    pub fn find(lexicon: &Lexicon, articles: &[Article], may: impl Fn(usize) -> bool) -> Real {
        let mut entry_of = HashMap::new();
        for (n, entry) in lexicon.contested.iter().enumerate() {
            entry_of.extend(entry.writes.iter().map(|write| (write.as_str(), n)));
        }
        let mut real = Real { around: vec![Vec::new(); lexicon.contested.len()], ..Real::default() };
        let mut words = Vec::new();
        for (number, article) in articles.iter().enumerate().filter(|(n, _)| may(*n)) {
            for text in &article.paragraphs {
                tokens(text, &mut words);
                for word in &words {
                    let written = &text[word.start..word.end];
                    if !written.starts_with(char::is_uppercase) {
                        continue;
                    }
                    *real.used.entry(case_hash(written)).or_default() += 1;
                    if let Some(&n) = entry_of.get(written)
                        && real.around[n].len() < MOST
                        && (lexicon.contested[n].letters.is_some() || !joined(text, word.start, word.end))
                    {
                        let dot = text[word.end..].starts_with('.') && word.end + 1 < text.len();
                        let around = Context::new(text, word.start, word.end + usize::from(dot));
                        real.around[n].push((around, number as u32));
                    }
                }
            }
        }
        real
    }

    /// What stands around the occurrences of an entry.
    pub fn of(&self, entry: usize) -> &[Place] {
        self.around.get(entry).map_or(&[], Vec::as_slice)
    }
}

/// Whether an abbreviation is a part of something longer (GD-ĐT, VH&TT, T.H).
fn joined(text: &str, start: usize, end: usize) -> bool {
    let before = text[..start].ends_with(['-', '&', '/', '.', '–']);
    before || text[end..].starts_with(['-', '&', '/', '–'])
}

/// For each sense that has weights: its share, and what that adds to its logarithm of odds, of which `believed` is taken.
pub fn estimate(
    weights: &Weights,
    vectors: &Vectors,
    temperature: f32,
    around: &[Place],
    believed: f32,
) -> Vec<(f32, f32)> {
    let k = weights.senses.len();
    let around: Vec<&Context> = around.iter().map(|(around, _)| around).collect();
    let mut likely = scores(weights, vectors, &around);
    for scores in &mut likely {
        scores.iter_mut().for_each(|s| *s /= temperature);
        softmax(scores);
    }
    let mut shares = vec![1.0 / k.max(1) as f32; k];
    for _ in 0..ROUNDS {
        let mut sums = vec![EVEN / k.max(1) as f32; k];
        for p in &likely {
            let total: f32 = p.iter().zip(&shares).map(|(p, share)| p * share).sum();
            for ((sum, p), share) in sums.iter_mut().zip(p).zip(&shares) {
                *sum += p * share / total.max(1e-9);
            }
        }
        let total: f32 = sums.iter().sum();
        shares = sums.into_iter().map(|sum| sum / total).collect();
    }
    shares.into_iter().map(|share| (share, believed * (share * k as f32).ln())).collect()
}
