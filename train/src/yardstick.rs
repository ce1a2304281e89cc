//! The measure of `reabbreviate.py` and its yardstick, a naive Bayes over the neighbouring words, so that what was
//! learned is compared on the same sentences in one run.

use crate::corpus::Article;
use crate::lexicon::Lexicon;
use crate::unwrite::{Phrases, Token, tokens};
use loidoc::evidence::hash::{mix, phrase_hash};
use std::collections::{BTreeMap, HashMap, HashSet};

/// A sentence with a sense written out.
#[derive(Clone, Debug)]
pub struct Case {
    /// The sentence.
    pub sentence: String,
    /// Where the reading begins.
    pub start: usize,
    /// Where it ends.
    pub end: usize,
}

/// For each entry and sense, its sentences.
pub type Cases = BTreeMap<(usize, usize), Vec<Case>>;

/// Sentences of 25 to 260 letters, at most so many a sense, drawn without preference. Only entries as the measure has
/// them: two to four capitals, senses of two words or more.
pub fn cases(lexicon: &Lexicon, articles: &[Article], may: impl Fn(usize) -> bool, most: usize) -> Cases {
    let mut targets: Vec<(String, Vec<(usize, usize)>)> = Vec::new();
    for (e, entry) in lexicon.contested.iter().enumerate().filter(|(_, entry)| is_measured(&entry.writes[0])) {
        let senses: Vec<_> = entry.senses.iter().enumerate().filter(|(_, sense)| sense.read.contains(' ')).collect();
        for (s, sense) in senses.iter().filter(|_| senses.len() > 1) {
            match targets.iter_mut().find(|(read, _)| phrase_hash(read) == phrase_hash(&sense.read)) {
                Some((_, of)) => of.push((e, *s)),
                None => targets.push((sense.read.clone(), vec![(e, *s)])),
            }
        }
    }
    let phrases = Phrases::new(targets.iter().enumerate().map(|(id, (read, _))| (read.as_str(), id)));
    let (mut got, mut seen, mut words) = (Cases::new(), HashMap::new(), Vec::new());
    for (number, article) in articles.iter().enumerate().filter(|(n, _)| may(*n)) {
        for sentence in article.paragraphs.iter().flat_map(|p| sentences(p)) {
            if !(25..=260).contains(&sentence.chars().count()) {
                continue;
            }
            tokens(sentence, &mut words);
            let mut n = 0;
            while n < words.len() {
                let Some((count, id)) = phrases.longest(&words[n..]) else {
                    n += 1;
                    continue;
                };
                let case = || Case { sentence: sentence.into(), start: words[n].start, end: words[n + count - 1].end };
                for &(e, s) in &targets[id].1 {
                    let so_far = seen.entry((e, s)).or_insert(0usize);
                    *so_far += 1;
                    let list = got.entry((e, s)).or_default();
                    let place = mix(mix(number as u32, *so_far as u32), (e * 16 + s) as u32) as usize % *so_far;
                    if list.len() < most {
                        list.push(case());
                    } else if place < most {
                        list[place] = case();
                    }
                }
                n += count;
            }
        }
    }
    got
}

/// Whether the measure looks at the abbreviation.
fn is_measured(write: &str) -> bool {
    (2..=4).contains(&write.chars().count()) && write.chars().all(|c| c.is_ascii_uppercase() || c == 'Đ')
}

/// The sentences of a paragraph, as the measure cuts them.
fn sentences(paragraph: &str) -> Vec<&str> {
    let mut found = Vec::new();
    let mut start = 0;
    let mut stopped = false;
    for (n, c) in paragraph.char_indices() {
        if stopped && c.is_whitespace() {
            found.push(paragraph[start..n].trim());
            start = n;
        }
        stopped = matches!(c, '.' | '!' | '?' | '…');
    }
    found.push(paragraph[start..].trim());
    found
}

/// A feature of the yardstick: what it is, and whether it counts half.
fn features(case: &Case, words: &mut Vec<Token>) -> HashSet<(u32, bool)> {
    tokens(&case.sentence, words);
    let mut left: Vec<u32> = words.iter().filter(|w| w.end <= case.start).map(|w| w.hash).collect();
    left.reverse();
    let right: Vec<u32> = words.iter().filter(|w| w.start >= case.end).map(|w| w.hash).collect();
    let mut found = HashSet::new();
    for n in 0..3 {
        found.insert((mix(mix(1, n), left.get(n as usize).copied().unwrap_or(0)), false));
        found.insert((mix(mix(2, n), right.get(n as usize).copied().unwrap_or(0)), false));
    }
    let side = |words: &[u32], seed| words.iter().take(2).fold(seed, |hash, &word| mix(hash, word));
    found.insert((side(&left, 3), false));
    found.insert((side(&right, 4), false));
    left.truncate(12);
    left.reverse();
    for side in [&left[..], &right[..right.len().min(12)]] {
        found.extend(side.iter().map(|&word| (mix(5, word), true)));
        found.extend(side.windows(2).map(|pair| (mix(mix(6, pair[0]), pair[1]), true)));
    }
    found
}

/// For each sense: how many of its sentences have a feature, and how many there are.
type Counts = BTreeMap<usize, (HashMap<(u32, bool), f64>, f64)>;

/// A naive Bayes for each entry.
#[derive(Default)]
pub struct Yardstick {
    entries: BTreeMap<usize, Counts>,
}

impl Yardstick {
    /// Counts what stands around in the sentences.
    pub fn new(cases: &Cases) -> Yardstick {
        let mut yardstick = Yardstick::default();
        let mut words = Vec::new();
        for (&(e, s), list) in cases {
            let of_sense = yardstick.entries.entry(e).or_default().entry(s).or_default();
            for case in list {
                features(case, &mut words).into_iter().for_each(|f| *of_sense.0.entry(f).or_default() += 1.0);
                of_sense.1 += 1.0;
            }
        }
        yardstick
    }

    /// Whether it knows two senses of the entry.
    pub fn tells(&self, entry: usize) -> bool {
        self.entries.get(&entry).is_some_and(|senses| senses.len() > 1)
    }

    /// The sense it picks.
    pub fn pick(&self, entry: usize, case: &Case) -> Option<usize> {
        let senses = self.entries.get(&entry)?;
        let mut words = Vec::new();
        let mut scores = vec![0.0; senses.len()];
        let mut found: Vec<_> = features(case, &mut words).into_iter().collect();
        found.sort_unstable();
        for feature in found {
            let share = |(counts, n): &(HashMap<_, f64>, f64)| counts.get(&feature).copied().unwrap_or(0.0) / n;
            let mean = senses.values().map(share).sum::<f64>() / senses.len() as f64;
            if mean > 0.0 {
                let weight = if feature.1 { 0.5 } else { 1.0 };
                for (score, (counts, n)) in scores.iter_mut().zip(senses.values()) {
                    let count = counts.get(&feature).copied().unwrap_or(0.0);
                    *score += weight * ((count + 0.5 * mean) / (n + 0.5) / mean + 1e-6).ln();
                }
            }
        }
        let best = senses.keys().zip(&scores).max_by(|a, b| a.1.total_cmp(b.1));
        best.map(|(sense, _)| *sense)
    }
}
