//! How Vietnamese a text is: the share of its words that are syllables, which tells an encoding.

use crate::text::tidy::tidy;
use crate::vietnamese::syllable::is_syllable;

/// An encoding is taken for the right one if this share of its Vietnamese words (in percent) are syllables.
pub(super) const LEAST_CONFIDENCE: u8 = 70;

/// Fewer Vietnamese words tell nothing.
pub(super) const LEAST_WORDS: usize = 3;

/// How Vietnamese a text is.
pub(super) struct Share {
    /// Words.
    pub(super) all: usize,
    /// Those with letters beyond ASCII.
    pub(super) marked: usize,
    /// Those of them that are syllables.
    right: usize,
}

impl Share {
    /// Of the marked words, those that are right.
    pub(super) fn percent(&self) -> u8 {
        (self.right * 100 / self.marked.max(1)) as u8
    }
}

/// Of the words with letters beyond ASCII: how many are syllables. `None` if there are too few to tell.
pub(super) fn share(text: &str) -> Option<Share> {
    Some(counted(text)).filter(|share| share.marked >= LEAST_WORDS)
}

pub(super) fn counted(text: &str) -> Share {
    let tidied = tidy(text);
    // No text has control characters: each speaks against the encoding as a wrong word does.
    let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')).count();
    let mut share = Share { all: 0, marked: controls, right: 0 };
    // A word of an unknown encoding holds what is no letter in a wrong one: it ends only at ASCII that is none.
    for word in tidied.text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()) {
        let word = word.trim_matches(|c| "“”‘’«»–—…•\u{a0}".contains(c));
        share.all += usize::from(!word.is_empty());
        if !word.is_ascii() {
            share.marked += 1;
            share.right += usize::from(is_syllable(word));
        }
    }
    share
}

/// Whether the words with marks are Vietnamese, most of them; also where there are too few to tell.
#[cfg(feature = "pdf")]
pub(in crate::document) fn is_plausible(text: &str) -> bool {
    share(text).is_none_or(|share| share.percent() >= LEAST_CONFIDENCE)
}
