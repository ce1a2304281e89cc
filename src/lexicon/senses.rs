//! What speaks for the senses of an abbreviation.

use super::hash::Bits;
use crate::data::layer::{Abbreviation, Say};
use crate::evidence::features::{Around, NEAR};
use crate::evidence::hash::phrase_hash;
use crate::evidence::learned::{LETTERS, Learned, LearnedEntry};
use crate::vietnamese::orthography::phrase;

/// What was learned from text, made by `train/`.
static LEARNED: &[u8] = include_bytes!("../../lexicon/learned/senses.bin");

/// Where the nearest words put one sense so far before the others, words further away seldom change anything.
const ODDS_THAT_TELL: f32 = 4.0;

/// What was learned about an entry.
#[derive(Clone, Copy, Debug)]
pub(crate) struct LearnedSenses {
    entry: LearnedEntry<'static>,
    /// The learned sense of each of the entry's.
    of: [Option<u8>; MOST_SENSES],
}

impl LearnedSenses {
    /// Finds what was learned by spelling and readings; nothing unless two senses have evidence.
    fn find(entry: &Abbreviation) -> Option<LearnedSenses> {
        let learned = Learned::new(LEARNED)?.entry(entry.write.trim_end_matches('.'))?;
        let mut of = [None; MOST_SENSES];
        for (of, sense) in of.iter_mut().zip(&entry.senses) {
            let read = match &sense.say {
                Say::Read(read) => read.as_str(),
                Say::Letters => LETTERS,
                Say::Word => continue,
            };
            *of = learned.sense(phrase_hash(read)).and_then(|sense| u8::try_from(sense).ok());
        }
        (of.iter().flatten().count() > 1).then_some(LearnedSenses { entry: learned, of })
    }

    /// Whether anything was learned of a sense.
    pub fn knows(&self, sense: usize) -> bool {
        self.of.get(sense).is_some_and(Option::is_some)
    }

    /// How much what stands around a token speaks for each sense (logarithms of odds), where anything was learned. Nearly
    /// always the nearest words tell.
    pub fn weigh(&self, text: &str, start: usize, end: usize) -> [Option<f32>; MOST_SENSES] {
        let mut around = Around::within(text, start, end, NEAR);
        let mut weighed = self.entry.weigh(&around);
        if weighed.margin() < ODDS_THAT_TELL {
            around.look_further(text, start, end);
            self.entry.weigh_beyond(NEAR, &around, &mut weighed);
        }
        self.of.map(|sense| sense.and_then(|sense| weighed.scores.get(usize::from(sense)).copied()))
    }

    /// What of all that stands around says most for a reading against the next best, in words, strongest first.
    pub fn reasons(&self, text: &str, start: usize, end: usize, read: &str) -> Vec<String> {
        let Some(sense) = self.entry.sense(phrase_hash(read)) else { return Vec::new() };
        let around = Around::new(text, start, end);
        let scores = self.entry.weigh(&around).scores;
        let others = (0..self.entry.count()).filter(|&other| other != sense);
        let Some(next) = others.max_by(|a, b| scores[*a].total_cmp(&scores[*b])) else { return Vec::new() };
        let reasons = self.entry.reasons(&around, sense, next);
        reasons.iter().map(|reason| reason.name(text, &around).to_string()).collect()
    }

    /// How much speaks for the best sense where nothing stands around.
    pub fn at_rest(&self) -> f32 {
        self.entry.at_rest()
    }
}

/// What speaks for the senses of an entry, ready to compare.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryCues {
    /// What was learned from text; nothing about a caller's own entries.
    pub learned: Option<LearnedSenses>,
    pub left: SidePhrases,
    pub right: SidePhrases,
    /// Shapes of a neighbour, on the left or not, and the sense for which each speaks.
    pub shapes: Vec<(Shape, bool, usize)>,
}

/// Phrases on one side of an abbreviation, by the hash of the word nearest to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SidePhrases {
    bits: Bits,
    /// Hashes of the nearest word and of those beyond it, going away; the sense. Sorted.
    phrases: Vec<(u32, Box<[u32]>, usize)>,
    /// How many words the longest has.
    longest: usize,
}

/// No entry has more senses for which neighbours speak.
pub(crate) const MOST_SENSES: usize = 16;

impl EntryCues {
    pub(super) fn new(entry: &Abbreviation, built_in: bool) -> EntryCues {
        let learned = if built_in { LearnedSenses::find(entry) } else { None };
        let mut cues = EntryCues { learned, ..EntryCues::default() };
        for (n, sense) in entry.senses.iter().enumerate().take(MOST_SENSES) {
            for (written, is_left) in sense.left.iter().map(|c| (c, true)).chain(sense.right.iter().map(|c| (c, false)))
            {
                match Shape::named(written) {
                    Some(shape) => cues.shapes.push((shape, is_left, n)),
                    None if is_left => phrase(written).iter().for_each(|p| cues.left.add(p.iter().rev(), n)),
                    None => phrase(written).iter().for_each(|p| cues.right.add(p.iter(), n)),
                }
            }
        }
        cues.left.phrases.sort();
        cues.right.phrases.sort();
        cues
    }
}

impl SidePhrases {
    fn add<'p>(&mut self, mut words: impl Iterator<Item = &'p u32>, sense: usize) {
        if let Some(&nearest) = words.next() {
            self.bits.set(nearest);
            let beyond: Box<[u32]> = words.copied().collect();
            self.longest = self.longest.max(1 + beyond.len());
            self.phrases.push((nearest, beyond, sense));
        }
    }

    /// How many words the longest phrase goes on after its nearest.
    pub fn goes_on(&self) -> usize {
        self.longest.saturating_sub(1)
    }

    /// Whether a phrase may begin with one of these words, going away from the abbreviation.
    pub fn may_begin(&self, words: &[u32]) -> bool {
        words.iter().any(|&hash| self.bits.has(hash))
    }

    /// The phrases that begin with the first of these words and go on with the next: how many words, and the sense.
    pub fn that_stand<'p>(&'p self, words: &'p [u32]) -> impl Iterator<Item = (usize, usize)> + 'p {
        let nearest = words.first().copied().filter(|&hash| self.bits.has(hash));
        let from = nearest.map_or(self.phrases.len(), |hash| self.phrases.partition_point(|p| p.0 < hash));
        let alike = self.phrases[from..].iter().take_while(move |p| Some(p.0) == nearest);
        alike.filter(|p| words[1..].starts_with(&p.1)).map(|p| (p.1.len() + 1, p.2))
    }
}

/// What a neighbour looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Name,
    Place,
    Number,
    Room,
    Year,
    Phone,
    Colon,
    Comma,
    Roman,
    Capitals,
    End,
}

impl Shape {
    /// The shape that a cue of the lexicon names; `None` if it is a phrase.
    fn named(cue: &str) -> Option<Shape> {
        Some(match cue {
            "<name>" => Shape::Name,
            "<place>" => Shape::Place,
            "<number>" => Shape::Number,
            "<room>" => Shape::Room,
            "<year>" => Shape::Year,
            "<phone>" => Shape::Phone,
            "<colon>" => Shape::Colon,
            "," => Shape::Comma,
            "<roman>" => Shape::Roman,
            "<capitals>" => Shape::Capitals,
            "<end>" => Shape::End,
            _ => return None,
        })
    }
}
