//! The words around an abbreviation, and how much they say for each of its senses by the cues of the lexicon.

use crate::data::layer::Cue;
use crate::lexicon::{EntryCues, MOST_SENSES, Shape};
use crate::recognize::token_context::TokenContext;
use crate::registry::words;
use crate::text::cursor::Cursor;
use crate::text::letter::{fold_hash, is_all_capitals, is_capitalised};
use crate::vietnamese::number;
use crate::vietnamese::syllable::is_syllable;

/// What a cue next door weighs.
pub(super) const NEXT_DOOR: u32 = 8;

/// What a telephone number or a year after it weighs: they leave no other sense.
pub(super) const DECISIVE: u32 = 24;

/// The words around an abbreviation, each looked at once.
pub(super) struct Neighbours<'s, 'd, 'c> {
    token: &'s TokenContext<'d, 'c>,
    pub(super) left: Words,
    pub(super) right: Words,
    after: Cursor<'d>,
    /// Where the next word on the right is looked for.
    ahead: Cursor<'d>,
}

/// Hashes of a few words, nearest first.
#[derive(Default)]
pub(super) struct Words {
    hashes: [u32; REACH + GOING_ON],
    count: usize,
}

impl Words {
    fn push(&mut self, hash: u32) {
        self.hashes[self.count] = hash;
        self.count += 1;
    }

    pub(super) fn hashes(&self) -> &[u32] {
        &self.hashes[..self.count]
    }
}

/// How many words of a phrase may lie beyond the reach.
pub(super) const GOING_ON: usize = 3;

/// How far cues reach at most, in words.
pub(super) const REACH: usize = 4;

impl<'s, 'd, 'c> Neighbours<'s, 'd, 'c> {
    pub(super) fn new(token: &'s TokenContext<'d, 'c>, after: Cursor<'d>) -> Self {
        let mut ahead = after;
        ahead.eat(b'.');
        Neighbours { token, left: Words::default(), right: Words::default(), after, ahead }
    }

    /// Looks at so many words on either side.
    pub(super) fn look(&mut self, most: usize) {
        while self.left.count < most
            && let Some(hash) = self.token.left_hash(self.left.count)
        {
            self.left.push(hash);
        }
        while self.right.count < most {
            self.ahead.spaces();
            let word = self.ahead.word();
            if !word.is_empty() {
                self.right.push(fold_hash(word));
                continue;
            }
            match self.ahead.char() {
                None | Some('\n' | '.' | '!' | '?' | ';') => break,
                Some(_) => {
                    self.ahead.eat_if(|_| true);
                }
            }
        }
    }

    /// How much speaks for each sense: a neighbour next door counts most.
    pub(super) fn weigh(&self, cues: &EntryCues, reach: usize) -> [u32; MOST_SENSES] {
        let mut weights = [0; MOST_SENSES];
        for &(shape, is_left, sense) in &cues.shapes {
            if weights[sense] < DECISIVE && self.looks(shape, is_left) {
                let weight = match shape {
                    Shape::Phone | Shape::Year => DECISIVE,
                    Shape::Name if self.begins_with_family_name() => 2 * NEXT_DOOR,
                    Shape::Place if !self.begins_with_family_name() => 2 * NEXT_DOOR,
                    _ => NEXT_DOOR,
                };
                weights[sense] = weights[sense].max(weight);
            }
        }
        for (side, words) in [(&cues.left, self.left.hashes()), (&cues.right, self.right.hashes())] {
            for n in 0..reach.min(words.len()) {
                for (length, sense) in side.that_stand(&words[n..]) {
                    weights[sense] = weights[sense].max(8 - 2 * n as u32 + length as u32);
                }
            }
        }
        weights
    }

    /// A person or a name stands before, with nothing between: `chị P. Thảo`, `Nguyễn Thị P.`
    fn follows_person(&self) -> bool {
        let before = self.token.word_before();
        is_capitalised(before) && !opens_sentence(self.token, before) || names_person(self.token)
    }

    /// Whether what follows may be a person's name in full: `TT Phạm Văn Đồng`, but not `TT Cái Nhum`.
    fn begins_with_family_name(&self) -> bool {
        let mut at = self.after;
        at.eat(b'.');
        at.spaces();
        words::abbreviation::FAMILY_NAMES.has(at.word())
    }

    fn looks(&self, shape: Shape, is_left: bool) -> bool {
        if is_left {
            let word = self.token.word_before();
            let before = self.token.text[..self.token.start].trim_end_matches(' ');
            return match shape {
                Shape::Name => is_capitalised(word),
                Shape::Number => before.ends_with(|c: char| c.is_ascii_digit()),
                Shape::Comma => before.ends_with(','),
                Shape::Colon => before.ends_with(':'),
                Shape::Capitals => word.chars().count() > 1 && is_all_capitals(word),
                Shape::Roman => number::roman(word).is_some(),
                Shape::Year => is_year(self.token.left_word(0)),
                Shape::End => self.token.at_line_start(),
                Shape::Phone | Shape::Place | Shape::Room => false,
            };
        }
        let mut at = self.after;
        at.eat(b'.');
        let colon = {
            at.spaces();
            at.byte() == b':'
        };
        if shape == Shape::Colon {
            return colon;
        }
        if shape == Shape::Comma {
            return self.after.byte() == b',';
        }
        if shape == Shape::Phone && colon {
            at.eat(b':');
            at.spaces();
        }
        let mut word = at;
        let digits = word.digits();
        let word = if digits.is_empty() { word.word() } else { "" };
        match shape {
            Shape::Name => {
                is_capitalised(word) && (word.chars().count() == 1 || !is_all_capitals(word) || is_syllable(word))
            }
            Shape::Place => {
                // Places have two syllables or more; what follows a person's initial is one capital of a new sentence.
                let listed = self.token.text[..self.token.start].trim_end_matches(' ').ends_with(',');
                let mut second = at;
                second.word();
                let two = second.eat(b' ') && is_capitalised(second.word());
                let name = is_capitalised(word) && word.chars().nth(1).is_some() && (listed || is_syllable(word));
                name && two && !self.follows_person()
            }
            Shape::Number => !digits.is_empty(),
            // No ward has a number of three digits.
            Shape::Room => digits.len() >= 3,
            Shape::Year => is_year(digits),
            Shape::Phone => {
                digits.len() >= 3 && (digits.starts_with('0') || digits.len() >= 7)
                    || at.byte() == b'+'
                    || at.byte() == b'('
            }
            Shape::Capitals => word.chars().count() > 1 && is_all_capitals(word),
            Shape::Roman => number::roman(word).is_some(),
            Shape::End => matches!(self.after.byte(), 0 | b'\n' | b'.' | b'!' | b'?'),
            Shape::Colon | Shape::Comma => false,
        }
    }
}

/// Whether a word for a person stands immediately before: `chị`, `ông`.
pub(in crate::class) fn names_person(token: &TokenContext) -> bool {
    !words::abbreviation::NO_PERSONS.has(token.word_before()) && token.cue_on_left(Cue::Person)
}

/// Whether the word before the place is the first of its sentence, so that its capital says nothing: `Chợ P. An Hội`.
fn opens_sentence(token: &TokenContext, word: &str) -> bool {
    // A quotation mark may stand between the two.
    let start = token.left(0).map_or(0, |word| word.start);
    let before = token.text[..start].trim_end_matches(' ');
    is_syllable(word) && (before.is_empty() || before.ends_with(['\n', '.', '!', '?', ':', '"', '“', '…']))
}

fn is_year(digits: &str) -> bool {
    digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2') && digits.bytes().all(|b| b.is_ascii_digit())
}
