//! Cues: phrases that are evidence, found by the word nearest to a token.

use super::hash::FastMap;
use crate::data::layer::{Cue, Domain};

/// The cue phrases that share their nearest word.
#[derive(Clone, Debug, Default)]
pub(super) struct CueWords {
    /// What the word says by itself.
    pub alone: CueSet,
    /// What it says with others: their hashes, going away from the token.
    pub longer: Vec<(Box<[u32]>, CueSet)>,
    /// What it does not say after all with others.
    pub except: Vec<(Box<[u32]>, CueSet)>,
}

/// No cue phrase has more words.
pub(crate) const LONGEST_CUE: usize = 6;

/// Cues that make something else of a number by itself after them.
pub(crate) const TELLING: CueSet = CueSet::of(&[
    Cue::Month,
    Cue::Quarter,
    Cue::Ordinal,
    Cue::Rank,
    Cue::Digits,
    Cue::Phone,
    Cue::English,
    Cue::French,
]);

/// The domains that words tell of, with the cue that does.
pub(crate) const DOMAINS: [(Domain, Cue); 6] = [
    (Domain::Sport, Cue::AboutSport),
    (Domain::Finance, Cue::AboutFinance),
    (Domain::Law, Cue::AboutLaw),
    (Domain::Health, Cue::AboutHealth),
    (Domain::Army, Cue::AboutArmy),
    (Domain::Education, Cue::AboutEducation),
];

/// All of those cues.
pub(super) const ABOUT: CueSet =
    CueSet::of(&[DOMAINS[0].1, DOMAINS[1].1, DOMAINS[2].1, DOMAINS[3].1, DOMAINS[4].1, DOMAINS[5].1]);

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueSet(pub(super) u128);

impl CueSet {
    /// Whether the cue is in the set.
    pub fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u8) != 0
    }

    /// A set of a few cues.
    pub(crate) const fn of(cues: &[Cue]) -> CueSet {
        let mut set = 0u128;
        let mut n = 0;
        while n < cues.len() {
            set |= 1 << cues[n] as u8;
            n += 1;
        }
        CueSet(set)
    }

    /// Whether both sets have a cue in common.
    pub(crate) fn meets(self, other: CueSet) -> bool {
        self.0 & other.0 != 0
    }

    pub(super) fn without(self, other: CueSet) -> CueSet {
        CueSet(self.0 & !other.0)
    }
}

impl std::ops::BitOr for CueSet {
    type Output = CueSet;
    fn bitor(self, other: CueSet) -> CueSet {
        CueSet(self.0 | other.0)
    }
}

impl CueWords {
    /// Enters a phrase, its words going away from the token.
    pub fn add(
        table: &mut FastMap<u32, CueWords>,
        mut words: impl Iterator<Item = u32>,
        list: impl Fn(&mut CueWords) -> &mut Vec<(Box<[u32]>, CueSet)>,
        cue: CueSet,
    ) {
        let Some(nearest) = words.next() else { return };
        let entry = table.entry(nearest).or_default();
        let further: Box<[u32]> = words.take(LONGEST_CUE - 1).collect();
        if further.is_empty() {
            entry.alone = entry.alone | cue;
        } else {
            list(entry).push((further, cue));
        }
    }

    /// What the word says together with the words beyond it, which are asked for one by one.
    pub fn weigh(&self, mut next: impl FnMut() -> Option<u32>) -> CueSet {
        let mut found = self.alone;
        if self.longer.is_empty() && self.except.is_empty() {
            return found;
        }
        // All phrases go on with the same word, so that one look at it rules nearly all of them out.
        let mut seen = [0u32; LONGEST_CUE];
        let Some(first) = next() else { return found };
        seen[0] = first;
        let mut count = 1;
        let mut over = false;
        let mut stand = |words: &[u32]| {
            while count < words.len() && !over && seen[count - 1] == words[count - 1] {
                match next() {
                    Some(hash) => {
                        seen[count] = hash;
                        count += 1;
                    }
                    None => over = true,
                }
            }
            count >= words.len() && seen[..words.len()] == *words
        };
        for (words, cue) in going_on_with(&self.longer, first) {
            if stand(words) {
                found = found | *cue;
            }
        }
        for (words, cue) in going_on_with(&self.except, first) {
            if stand(words) {
                found = found.without(*cue);
            }
        }
        found
    }
}

/// Those of a sorted list of phrases that go on with a word.
fn going_on_with(phrases: &[(Box<[u32]>, CueSet)], word: u32) -> impl Iterator<Item = &(Box<[u32]>, CueSet)> {
    let from = phrases.partition_point(|(words, _)| words.first().is_some_and(|&first| first < word));
    phrases[from..].iter().take_while(move |(words, _)| words.first() == Some(&word))
}
