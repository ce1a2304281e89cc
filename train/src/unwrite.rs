//! Un-writing: where a text says a sense in full, what stands around it is an example of that sense.
//!
//! In: articles and the lexicon. Out: for each contested entry the examples of its senses, each twice: as the text has
//! it, and with other phrases around it contracted, as they would be in a text that has the abbreviation.

use crate::corpus::Article;
use crate::lexicon::{Contested, Lexicon};
use loidoc::evidence::features::Around;
use loidoc::evidence::hash::{mix, phrase_hash, word_hash};
use std::collections::{HashMap, HashSet};

/// No sense is learned from more places.
const MOST_PLACES: usize = 20_000;

/// A cue phrase counts like so many places.
const CUE_COUNTS: usize = 4;

/// How many words of either side are copied when what stands around is contracted.
const COPIED: usize = 24;

/// A word of a paragraph.
#[derive(Clone, Copy, Debug)]
pub struct Token {
    /// Its first byte.
    pub start: usize,
    /// One past its last.
    pub end: usize,
    /// Its hash.
    pub hash: u32,
}

/// The words of a paragraph.
pub fn tokens(text: &str, into: &mut Vec<Token>) {
    into.clear();
    let mut start = None;
    for (n, c) in text.char_indices().chain([(text.len(), ' ')]) {
        match (c.is_alphanumeric(), start) {
            (true, None) => start = Some(n),
            (false, Some(from)) => {
                into.push(Token { start: from, end: n, hash: word_hash(&text[from..n]) });
                start = None;
            }
            _ => {}
        }
    }
}

/// A phrase that is looked for.
#[derive(Clone, Debug)]
struct Phrase {
    words: Vec<u32>,
    bytes: usize,
    id: usize,
}

/// Phrases by their first word, the longest first.
#[derive(Clone, Debug, Default)]
pub struct Phrases {
    by_first: HashMap<u32, Vec<Phrase>>,
}

impl Phrases {
    /// Takes phrases, each with what it is known by.
    pub fn new<'p>(phrases: impl Iterator<Item = (&'p str, usize)>) -> Phrases {
        let mut by_first: HashMap<u32, Vec<Phrase>> = HashMap::new();
        let mut found = Vec::new();
        for (phrase, id) in phrases {
            tokens(phrase, &mut found);
            if let Some(first) = found.first() {
                let words = found.iter().map(|token| token.hash).collect();
                by_first.entry(first.hash).or_default().push(Phrase { words, bytes: phrase.len(), id });
            }
        }
        by_first.values_mut().for_each(|phrases| phrases.sort_by_key(|p| std::cmp::Reverse(p.words.len())));
        Phrases { by_first }
    }

    /// The longest phrase that begins with the first of the words: how many words it has, and what it is known by.
    pub fn longest(&self, words: &[Token]) -> Option<(usize, usize)> {
        let phrases = self.by_first.get(&words.first()?.hash)?;
        let stands = |phrase: &&Phrase| {
            words.get(phrase.words.len() - 1).is_some_and(|last| last.end - words[0].start == phrase.bytes)
                && phrase.words.iter().zip(words).all(|(hash, token)| *hash == token.hash)
        };
        phrases.iter().find(stands).map(|phrase| (phrase.words.len(), phrase.id))
    }
}

/// What stands around a place.
#[derive(Clone, Debug)]
pub struct Context {
    /// Hashes of features.
    pub features: Vec<u32>,
    /// Units and their zones.
    pub units: Vec<(u32, u8)>,
}

impl Context {
    /// What stands around `text[start..end]`.
    pub fn new(text: &str, start: usize, end: usize) -> Context {
        let around = Around::new(text, start, end);
        let mut features = Vec::with_capacity(80);
        around.each(|feature| features.push(feature.hash));
        features.sort_unstable();
        features.dedup();
        features.shrink_to_fit();
        let mut units = Vec::with_capacity(50);
        around.units_beyond(0, |unit, zone| units.push((unit.hash, zone as u8)));
        units.shrink_to_fit();
        Context { features, units }
    }
}

/// One place where a sense is written out.
#[derive(Clone, Debug)]
pub struct Example {
    /// What stands around.
    pub around: Context,
    /// The sense, by its number in the entry.
    pub sense: u8,
    /// The article, by its number.
    pub article: u32,
}

/// All examples, entry by entry.
pub struct Examples {
    /// For each contested entry.
    pub entries: Vec<Vec<Example>>,
    /// For each entry and sense, how often it is written out.
    pub written: Vec<Vec<usize>>,
}

/// Finds what is written out.
pub struct Unwriter<'l> {
    lexicon: &'l Lexicon,
    /// The contested senses by their readings: entry and sense.
    targets: Vec<Vec<(usize, usize)>>,
    wanted: Phrases,
    context: Phrases,
    /// How many of 256 occurrences of each contraction's reading are contracted.
    rates: Vec<u32>,
}

impl<'l> Unwriter<'l> {
    /// Looks for the lexicon's senses; `used` tells how often an abbreviation stands in the corpora.
    pub fn new(lexicon: &'l Lexicon, used: &HashMap<u32, usize>) -> Unwriter<'l> {
        let mut targets: Vec<Vec<(usize, usize)>> = Vec::new();
        let mut phrases: Vec<&str> = Vec::new();
        let mut known: HashMap<u32, usize> = HashMap::new();
        for (e, entry) in lexicon.contested.iter().enumerate() {
            for (s, sense) in entry.senses.iter().enumerate() {
                let id = *known.entry(phrase_hash(&sense.read)).or_insert(targets.len());
                if id == targets.len() {
                    targets.push(Vec::new());
                    phrases.push(&sense.read);
                }
                targets[id].push((e, s));
            }
        }
        let wanted = Phrases::new(phrases.into_iter().enumerate().map(|(id, phrase)| (phrase, id)));
        let context = Phrases::new(lexicon.contractions.iter().enumerate().map(|(id, (read, _))| (read.as_str(), id)));
        let often = |write: &str| used.get(&case_hash(write)).copied().unwrap_or(0);
        let rates = lexicon.contractions.iter().map(|(_, write)| match often(write) {
            0..20 => 0,
            20..200 => 96,
            _ => 160,
        });
        Unwriter { lexicon, targets, wanted, context, rates: rates.collect() }
    }

    /// Calls `each` with every place in a paragraph: the first word, how many, and the number of the reading.
    fn places(&self, words: &[Token], mut each: impl FnMut(usize, usize, usize)) {
        let mut n = 0;
        while n < words.len() {
            match self.wanted.longest(&words[n..]) {
                Some((count, id)) => {
                    each(n, count, id);
                    n += count;
                }
                None => n += 1,
            }
        }
    }

    /// All examples of the articles that `may` be learned from.
    pub fn examples(&self, articles: &[Article], may: impl Fn(usize) -> bool) -> Examples {
        let mut counts = vec![0usize; self.targets.len()];
        let mut words = Vec::new();
        let wanted = |(n, _): &(usize, &Article)| may(*n);
        for (_, article) in articles.iter().enumerate().filter(wanted) {
            for paragraph in &article.paragraphs {
                tokens(paragraph, &mut words);
                self.places(&words, |_, _, id| counts[id] += 1);
            }
        }
        let mut entries = vec![Vec::new(); self.lexicon.contested.len()];
        let mut seen = HashSet::new();
        let mut copy = String::new();
        for (number, article) in articles.iter().enumerate().filter(wanted) {
            for paragraph in &article.paragraphs {
                tokens(paragraph, &mut words);
                self.places(&words, |first, count, id| {
                    let salt = mix(mix(number as u32, words[first].start as u32), id as u32);
                    let kept = counts[id] <= MOST_PLACES || (salt as usize % counts[id]) < MOST_PLACES;
                    if kept && seen.insert(surroundings(&words, first, count, id)) {
                        self.take(&mut entries, &mut copy, paragraph, &words, (first, count, id), number as u32, salt);
                    }
                });
            }
        }
        let written = self.lexicon.contested.iter().enumerate().map(|(e, entry)| {
            let of = |s| (0..counts.len()).filter(|&id| self.targets[id].contains(&(e, s))).map(|id| counts[id]).sum();
            (0..entry.senses.len()).map(of).collect()
        });
        Examples { written: written.collect(), entries }
    }

    /// Makes the two examples of one place.
    #[allow(clippy::too_many_arguments)]
    fn take(
        &self,
        entries: &mut [Vec<Example>],
        copy: &mut String,
        text: &str,
        words: &[Token],
        (first, count, id): (usize, usize, usize),
        article: u32,
        salt: u32,
    ) {
        let plain = Context::new(text, words[first].start, words[first + count - 1].end);
        let place = self.contract(copy, text, words, (first, count), salt);
        let contracted = Context::new(copy, place.0, place.1);
        for &(entry, sense) in &self.targets[id] {
            let sense = sense as u8;
            entries[entry].push(Example { around: plain.clone(), sense, article });
            entries[entry].push(Example { around: contracted.clone(), sense, article });
        }
    }

    /// Copies what stands around a place, contracted; where the place itself now is.
    fn contract(
        &self,
        copy: &mut String,
        text: &str,
        words: &[Token],
        (first, count): (usize, usize),
        salt: u32,
    ) -> (usize, usize) {
        copy.clear();
        let from = first.saturating_sub(COPIED);
        let mut at = if from == 0 { 0 } else { words[from].start };
        let mut place = (0, 0);
        let mut n = from;
        let to = words.len().min(first + count + COPIED);
        while n < to {
            copy.push_str(&text[at..words[n].start]);
            let room = if n < first { &words[n..first] } else { &words[n..to] };
            let phrase = self.context.longest(room).filter(|(_, id)| mix(salt, n as u32) & 0xFF < self.rates[*id]);
            let length = if n == first {
                place = (copy.len(), copy.len() + 1);
                copy.push('_');
                count
            } else if let Some((length, id)) = phrase {
                copy.push_str(&self.lexicon.contractions[id].1);
                length
            } else {
                copy.push_str(&text[words[n].start..words[n].end]);
                1
            };
            n += length;
            at = words[n - 1].end;
        }
        if to == words.len() {
            copy.push_str(&text[at..]);
        }
        place
    }
}

/// An example for each cue phrase that somebody wrote into the lexicon, counted several times.
pub fn cue_examples(entry: &Contested) -> Vec<Example> {
    let mut examples = Vec::new();
    for (sense, spec) in entry.senses.iter().enumerate() {
        let mut give = |text: &str, start: usize| {
            let around = Context::new(text, start, start + 1);
            let example = Example { around, sense: sense as u8, article: u32::MAX };
            examples.extend(std::iter::repeat_n(example, CUE_COUNTS));
        };
        for cue in &spec.left {
            give(&format!("{cue} _"), cue.len() + 1);
        }
        for cue in &spec.right {
            give(&format!("_ {cue}"), 0);
        }
    }
    examples
}

/// A hash of a reading and of the six words on either side: the same sentence comes again and again.
fn surroundings(words: &[Token], first: usize, count: usize, id: usize) -> u64 {
    let left = &words[first.saturating_sub(6)..first];
    let right = &words[first + count..words.len().min(first + count + 6)];
    let hash = |words: &[Token], seed| words.iter().fold(seed, |hash, word| mix(hash, word.hash));
    u64::from(hash(left, id as u32)) << 32 | u64::from(hash(right, id as u32))
}

/// A hash that tells capitals from small letters.
pub fn case_hash(word: &str) -> u32 {
    word.bytes().fold(0x811C_9DC5, |hash, byte| (hash ^ u32::from(byte)).wrapping_mul(0x0100_0193))
}
