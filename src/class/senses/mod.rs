//! Which sense of an abbreviation its neighbours pick: by what was learned from text, and by the cue phrases of the lexicon.

mod neighbours;

pub(super) use neighbours::names_person;

use crate::class::subtraction;
use crate::data::layer::{self, Say};
use crate::lexicon::{EntryCues, LearnedSenses, MOST_SENSES};
use crate::recognize::token_context::TokenContext;
use crate::registry::{Rule, words};
use crate::text::cursor::Cursor;
use neighbours::{DECISIVE, GOING_ON, NEXT_DOOR, Neighbours, REACH};

/// The sense that was picked.
pub(super) struct Picked {
    /// Its number in the entry.
    pub sense: usize,
    pub strength: Strength,
    /// How probable it is in percent, where that was learned.
    pub sure: Option<u8>,
}

/// What each step of a cue's weight (8 next door and one more for each further word) says for a sense, in the natural
/// logarithm of odds: little where text has been learned from, for what the cue says was learned with it.
const ODDS_OF_CUE: f32 = 0.35;

/// The same for a sense of which little or nothing was learned: letters, rare ones, and words that nobody writes out.
const ODDS_OF_CUE_ALONE: f32 = 0.9;

/// A sense of which nothing was learned stands so far behind the best of the others.
const ODDS_OF_UNKNOWN: f32 = 3.5;

/// Letters that stand first in the lexicon are not so far behind: what the neighbours say for another sense must be more
/// than nothing. Of 23,676 abbreviations put back into news half a point in a hundred is lost by it, and names stay spelt.
const ODDS_OF_DEFAULT: f32 = 1.3;

/// A rare sense of which nothing was learned, for which a phrase speaks, stands so far behind what the others have where
/// nothing speaks for any.
const ODDS_OF_RARE: f32 = 3.0;

/// A rare sense of which something was learned stands so far behind the others, unless a phrase speaks for it; where one
/// speaks for another, as far as if nothing had been learned.
const ODDS_OF_RARE_LEARNED: f32 = 1.5;

/// The same where letters are said by default of which nothing was learned, so that anything learned would beat them.
const ODDS_OF_RARE_FOR_LETTERS: f32 = 4.0;

/// A first sense that is by far the commonest has so much for itself; letters more, of which nothing is learned.
const ODDS_OF_DOMINANT: f32 = 2.3;
const ODDS_OF_DOMINANT_LETTERS: f32 = 4.0;

/// The sense that the document meant before, where its neighbours told, has so much for itself.
const ODDS_OF_SETTLED: f32 = 4.0;

/// Picks the sense for which the neighbours speak.
pub(super) fn pick<'d>(
    token: &TokenContext<'d, '_>,
    end: Cursor<'d>,
    n: usize,
    entry: &layer::Abbreviation,
    longest: bool,
) -> Picked {
    let Some(cues) = token.lexicon.entry_cues(n) else {
        let strength = match () {
            () if !entry.verified => Strength::Unverified,
            // The longest spelling was written down on purpose.
            () if longest => Strength::Longest,
            () => Strength::Certain,
        };
        return Picked { sense: 0, strength, sure: None };
    };
    let weights = cue_weights(token, end, entry, cues);
    let (best, weight) = heaviest(&weights);
    // TP. Vinh: what is by far the commonest, and a neighbour says so; SN 1990: nothing else stands before a year. Nobody
    // else's neighbour does.
    let told = weight >= DECISIVE || entry.dominant && best == 0 && weight >= NEXT_DOOR;
    if told && weights.iter().filter(|&&weight| weight > 0).count() == 1 {
        token.record_evidence("neighbours");
        return Picked { sense: best, strength: Strength::Strong, sure: None };
    }
    let settled = settled(token, end, entry);
    // Of PC45 nothing was learned: who writes words out leaves a space before the number.
    let apart = !end.byte().is_ascii_digit();
    let learned = cues.learned.as_ref().filter(|_| apart && entry.verified && entry.write.chars().nth(1).is_some());
    // Of one sense alone nothing can be learned.
    let choice = |learned: &&LearnedSenses| {
        (0..entry.senses.len().min(MOST_SENSES)).filter(|n| learned.knows(*n)).nth(1).is_some()
    };
    if let Some(learned) = learned.filter(choice) {
        let scores = learned.weigh(token.text, token.start, own_end(token, end));
        return by_odds(entry, &scores, learned.at_rest(), &weights, settled);
    }
    if weight > 0 {
        token.record_evidence("neighbours");
    } else if let Some(sense) = settled.filter(|_| entry.verified) {
        return Picked { sense, strength: Strength::Weak, sure: None };
    }
    let strength = match weight {
        _ if !entry.verified => Strength::Unverified,
        0 if longest => Strength::LongestGuess,
        0 if entry.dominant => Strength::Dominant,
        0 => Strength::Guess,
        1..=2 => Strength::Weak,
        _ => Strength::Strong,
    };
    Picked { sense: best, strength, sure: None }
}

/// The sense that the document has meant before.
fn settled(token: &TokenContext, end: Cursor, entry: &layer::Abbreviation) -> Option<usize> {
    if token.document.settled.is_empty() {
        return None;
    }
    let spoken = token.document.settled.get(token.text[token.start..end.at()].trim_end_matches('.'))?;
    entry.senses.iter().position(|sense| matches!(&sense.say, Say::Read(read) if read.as_str() == spoken))
}

/// Where an abbreviation ends with its own dot: `TP. Vinh`.
fn own_end(token: &TokenContext, end: Cursor) -> usize {
    let mut dot = end;
    let title = token.lexicon.is_title(&token.text[token.start..end.at()]);
    if dot.eat(b'.') && (title || dot.inside_word()) { dot.at() } else { end.at() }
}

/// How much the cue phrases of an entry say for each of its senses.
fn cue_weights<'d>(
    token: &TokenContext<'d, '_>,
    end: Cursor<'d>,
    entry: &layer::Abbreviation,
    cues: &EntryCues,
) -> [u32; MOST_SENSES] {
    // Nearly always the nearest words tell that nothing speaks for any sense.
    let reach = usize::from(entry.reach).min(REACH);
    let mut near = Neighbours::new(token, end);
    near.look(reach);
    if cues.left.may_begin(near.left.hashes()) || cues.right.may_begin(near.right.hashes()) {
        // Phrases may go on beyond the reach.
        near.look(reach + cues.left.goes_on().max(cues.right.goes_on()).min(GOING_ON));
    }
    let mut weights = near.weigh(cues, reach);
    // Nhóm KL, tàu TG: names, of which nothing is known. BC = 4√3, AC ⊥ BD: lines between points.
    if is_spelt_by_default(entry)
        && (token.phrase_on_left(words::abbreviation::LEADS_NAMES)
            || end.rest().starts_with('²')
            || subtraction::stands_near(&token.text[..token.start], end, |c| matches!(c, '=' | '√' | '⊥' | '∥')))
    {
        weights[0] = weights[0].max(NEXT_DOOR);
    }
    for (weight, sense) in weights.iter_mut().zip(&entry.senses) {
        // For a rare sense only what stands right beside speaks.
        if sense.rare && *weight < NEXT_DOOR {
            *weight = 0;
        } else if sense.domain.is_some() && sense.domain == token.document.domain {
            *weight += 2;
        }
    }
    weights
}

/// Whether an abbreviation is said letter by letter where nothing speaks for another sense.
fn is_spelt_by_default(entry: &layer::Abbreviation) -> bool {
    matches!(entry.senses.first().map(|sense| &sense.say), Some(Say::Letters))
}

/// The first of the heaviest.
fn heaviest(weights: &[u32]) -> (usize, u32) {
    let mut best = (0, 0);
    for (n, &weight) in weights.iter().enumerate() {
        if weight > best.1 {
            best = (n, weight);
        }
    }
    best
}

/// The most probable sense by what was learned, with what the cues say added.
fn by_odds(
    entry: &layer::Abbreviation,
    scores: &[Option<f32>; MOST_SENSES],
    at_rest: f32,
    cues: &[u32; MOST_SENSES],
    settled: Option<usize>,
) -> Picked {
    let count = entry.senses.len().min(MOST_SENSES);
    // A rare sense of which nothing was learned is meant only where a phrase speaks for it.
    let possible = |n: usize| settled == Some(n) || !entry.senses[n].rare || cues[n] > 0 || scores[n].is_some();
    let letters = is_spelt_by_default(entry);
    let seldom = |n: usize| entry.senses[n].rare || letters && n == 0;
    let odds_of_cue = |n: usize| if seldom(n) { ODDS_OF_CUE_ALONE } else { ODDS_OF_CUE };
    let rare = match () {
        () if letters && scores[0].is_none() => ODDS_OF_RARE_FOR_LETTERS,
        () if cues.iter().any(|&cue| cue >= NEXT_DOOR) => ODDS_OF_RARE,
        () => ODDS_OF_RARE_LEARNED,
    };
    let behind = |n: usize| if entry.senses[n].rare && cues[n] == 0 { rare } else { 0.0 };
    let known = (0..count).filter_map(|n| Some(scores[n]? - behind(n)));
    let most = known.fold(f32::NEG_INFINITY, f32::max);
    let mut odds = [f32::NEG_INFINITY; MOST_SENSES];
    for n in (0..count).filter(|&n| possible(n)) {
        let cue = cues[n] as f32;
        let dominant = |odds: f32| if n == 0 && entry.dominant { odds } else { 0.0 };
        odds[n] = match scores[n] {
            Some(score) => score - behind(n) + odds_of_cue(n) * cue + dominant(ODDS_OF_DOMINANT),
            // What the words around say for another sense may be more than the phrase says for a rare one.
            None if entry.senses[n].rare => at_rest - ODDS_OF_RARE + ODDS_OF_CUE_ALONE * cue,
            None => {
                let least = if letters && n == 0 { at_rest - ODDS_OF_DEFAULT } else { f32::NEG_INFINITY };
                least.max(most - ODDS_OF_UNKNOWN) + ODDS_OF_CUE_ALONE * cue + dominant(ODDS_OF_DOMINANT_LETTERS)
            }
        };
        if settled == Some(n) {
            odds[n] += ODDS_OF_SETTLED;
        }
    }
    let odds = &odds[..count];
    let (mut best, mut top) = (0, f32::NEG_INFINITY);
    for (n, &score) in odds.iter().enumerate() {
        if score > top {
            (best, top) = (n, score);
        }
    }
    let probability = 1.0 / odds.iter().map(|score| (score - top).exp()).sum::<f32>();
    // Where nothing says what it stands for, what is spelt by default is spelt.
    if probability < SPELT_BELOW && letters {
        return Picked { sense: 0, strength: Strength::LearnedGuess, sure: Some(LETTERS_SURE) };
    }
    let strength = match probability {
        SURE.. => Strength::Learned,
        LIKELY.. => Strength::LearnedLikely,
        _ => Strength::LearnedGuess,
    };
    Picked { sense: best, strength, sure: Some((probability * 100.0) as u8) }
}

/// Probabilities from which a sense is sure, and likely.
const SURE: f32 = 0.9;
const LIKELY: f32 = 0.6;

/// Below this probability a spelling that is said letter by letter by default stays so; a person should look.
const SPELT_BELOW: f32 = 0.17;
const LETTERS_SURE: u8 = 40;

/// How much speaks for the sense that was picked.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Strength {
    /// There is no other, and the spelling is the longest there.
    Longest,
    /// There is no other.
    Certain,
    /// Neighbours speak for it.
    Strong,
    /// What the text is about does.
    Weak,
    /// What was learned from text speaks for it plainly.
    Learned,
    /// What was learned speaks for it more than for others.
    LearnedLikely,
    /// What was learned hardly speaks for any.
    LearnedGuess,
    /// Nothing does, but the spelling is the longest there.
    LongestGuess,
    /// Nothing does, but it is by far the commonest.
    Dominant,
    /// Nothing does: a guess that a person should look at.
    Guess,
    /// Nobody has checked the entry.
    Unverified,
}

impl Strength {
    /// Whether nothing near speaks for the sense.
    pub(super) fn is_guess(self) -> bool {
        matches!(
            self,
            Strength::Guess | Strength::Dominant | Strength::LongestGuess | Strength::Certain | Strength::Longest
        )
    }

    /// Whether a neighbour speaks for the sense.
    pub(super) fn is_strong(self) -> bool {
        self == Strength::Strong
    }

    /// The rule, by how the sense is said.
    pub(super) fn rule(self, say: &Say) -> Rule {
        let (read, letters) = match self {
            Strength::Longest => (Rule::AbbreviationLongest, Rule::AbbreviationLetters),
            Strength::Certain => (Rule::Abbreviation, Rule::AbbreviationLetters),
            Strength::Strong => (Rule::AbbreviationCue, Rule::AbbreviationLettersCue),
            Strength::Weak => (Rule::AbbreviationDomain, Rule::AbbreviationLettersCue),
            Strength::Learned => (Rule::AbbreviationLearned, Rule::AbbreviationLettersCue),
            Strength::LearnedLikely => (Rule::AbbreviationLearnedLikely, Rule::AbbreviationLettersCue),
            Strength::LearnedGuess => (Rule::AbbreviationLearnedGuess, Rule::AbbreviationLettersGuess),
            Strength::LongestGuess => (Rule::AbbreviationLongestGuess, Rule::AbbreviationLettersGuess),
            Strength::Dominant => (Rule::AbbreviationDominant, Rule::AbbreviationLettersGuess),
            Strength::Guess => (Rule::AbbreviationGuess, Rule::AbbreviationLettersGuess),
            Strength::Unverified => (Rule::AbbreviationUnverified, Rule::AbbreviationUnverified),
        };
        match say {
            Say::Read(_) => read,
            Say::Letters => letters,
            Say::Word => Rule::AbbreviationWord,
        }
    }
}
