//! What stands around a token, as features: the words beside it by distance, pairs of them, the words of the sentence
//! within [`REACH`] on either side, and the shapes next door (a number, a name, a colon, the end).
//!
//! In: a text in NFC and a token's first and last byte. Out: [`Around`], which lives on the stack, and from it one
//! [`Feature`] after the other. A feature is a hash for the learner and two words' places for whoever explains it.
//! Nothing is allocated, nothing beyond the sentence or [`REACH`] words is looked at.

use super::hash::mix;
use super::words::{Gap, Stop, Word, gap_ahead, gap_behind, is_title, word_ahead, word_behind};
use std::fmt;

/// How many words on either side are looked at.
pub const REACH: usize = 12;

/// The words on one side, nearest first.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    words: [Word; REACH],
    count: usize,
    gap: Gap,
}

impl Side {
    fn hash(&self, n: usize) -> u32 {
        if n < self.count { self.words[n].hash } else { 0 }
    }

    fn shape(&self, n: usize) -> u32 {
        if n < self.count { self.words[n].shape as u32 } else { 0 }
    }

    fn words(&self) -> &[Word] {
        &self.words[..self.count]
    }
}

/// What stands around a token.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    left: Side,
    right: Side,
}

/// What kind a feature is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum Kind {
    /// The word so far before (`at` 0 is next door).
    Before = 1,
    /// The word so far after.
    After,
    /// The two words before.
    PairBefore,
    /// The two words after.
    PairAfter,
    /// The word before and the word after.
    Beside,
    /// The three words before.
    ThreeBefore,
    /// The three words after.
    ThreeAfter,
    /// A word of the sentence, on the left.
    Left,
    /// A word of the sentence, on the right.
    Right,
    /// A word of the sentence, wherever it stands.
    Near,
    /// Two words of the sentence, one after the other.
    Pair,
    /// What the word before looks like.
    ShapeBefore,
    /// What the word after looks like.
    ShapeAfter,
    /// What both look like.
    Shapes,
}

/// Something that stands around a token.
#[derive(Clone, Copy, Debug)]
pub struct Feature {
    /// What the learner knows it by.
    pub hash: u32,
    /// What it is.
    pub kind: Kind,
    /// How far away, in words; 0 is next door.
    pub at: u8,
}

impl Around {
    /// What stands around the token `text[start..end]`. A full stop that is the token's own (`TP.`) stands within it.
    pub fn new(text: &str, start: usize, end: usize) -> Around {
        let mut around = Around { left: Side::default(), right: Side::default() };
        let (Some(token), Some(before)) = (text.get(start..end), text.get(..start)) else { return around };
        around.left.look_back(before);
        around.right.look_ahead(text, end);
        if token.ends_with('.') && around.right.gap == Gap::Nothing {
            around.right.gap = Gap::Space;
        }
        around
    }

    /// How many words there are.
    pub fn seen(&self) -> u8 {
        (self.left.count + self.right.count) as u8
    }

    /// Calls `each` with every feature.
    pub fn each(&self, mut each: impl FnMut(Feature)) {
        let (left, right) = (&self.left, &self.right);
        let mut give = |kind: Kind, at: usize, a: u32, b: u32| {
            each(Feature { hash: mix(mix(kind as u32, a), b), kind, at: at as u8 });
        };
        for n in 0..3 {
            give(Kind::Before, n, left.hash(n), n as u32);
            give(Kind::After, n, right.hash(n), n as u32);
        }
        give(Kind::PairBefore, 0, left.hash(0), left.hash(1));
        give(Kind::PairAfter, 0, right.hash(0), right.hash(1));
        give(Kind::Beside, 0, left.hash(0), right.hash(0));
        give(Kind::ThreeBefore, 0, left.hash(0), mix(left.hash(1), left.hash(2)));
        give(Kind::ThreeAfter, 0, right.hash(0), mix(right.hash(1), right.hash(2)));
        give(Kind::ShapeBefore, 0, left.gap as u32, left.shape(0));
        give(Kind::ShapeAfter, 0, right.gap as u32, right.shape(0) << 8 | right.shape(1));
        give(Kind::Shapes, 0, left.gap as u32 | left.shape(0) << 8, right.gap as u32 | right.shape(0) << 8);
        for (side, kind) in [(left, Kind::Left), (right, Kind::Right)] {
            for (n, word) in side.words().iter().enumerate() {
                give(Kind::Near, n, word.hash, 0);
                give(kind, n, word.hash, 0);
            }
        }
        for n in 1..left.count {
            give(Kind::Pair, n, left.hash(n), left.hash(n - 1));
        }
        for n in 1..right.count {
            give(Kind::Pair, n, right.hash(n - 1), right.hash(n));
        }
    }

    /// The same feature's words in the text, and where they stand.
    pub fn name<'t>(&self, text: &'t str, feature: Feature) -> Name<'t> {
        let n = usize::from(feature.at);
        let on_left = |n: usize| self.left.words().get(n).and_then(|w| text.get(w.start..w.end)).unwrap_or("");
        let on_right = |n: usize| self.right.words().get(n).and_then(|w| text.get(w.start..w.end)).unwrap_or("");
        let is_left = |hash: u32| self.left.words().get(n).is_some_and(|w| w.hash == hash);
        let (words, place) = match feature.kind {
            Kind::Before => {
                ([on_left(n), "", ""], ["word before", "second word before", "third word before"][n.min(2)])
            }
            Kind::After => ([on_right(n), "", ""], ["next word", "second next word", "third next word"][n.min(2)]),
            Kind::PairBefore => ([on_left(1), on_left(0), ""], "two words before"),
            Kind::PairAfter => ([on_right(0), on_right(1), ""], "next two words"),
            Kind::Beside => ([on_left(0), "…", on_right(0)], "words on both sides"),
            Kind::ThreeBefore => ([on_left(2), on_left(1), on_left(0)], "three words before"),
            Kind::ThreeAfter => ([on_right(0), on_right(1), on_right(2)], "next three words"),
            Kind::Left => ([on_left(n), "", ""], "earlier in the sentence"),
            Kind::Right => ([on_right(n), "", ""], "later in the sentence"),
            Kind::Near => {
                let hash = self.left.hash(n);
                let left = is_left(hash) && mix(mix(Kind::Near as u32, hash), 0) == feature.hash;
                ([if left { on_left(n) } else { on_right(n) }, "", ""], "in the sentence")
            }
            Kind::Pair => {
                let pair = (self.left.hash(n), self.left.hash(n.saturating_sub(1)));
                let left = n < self.left.count && mix(mix(Kind::Pair as u32, pair.0), pair.1) == feature.hash;
                let words =
                    if left { [on_left(n), on_left(n - 1)] } else { [on_right(n.saturating_sub(1)), on_right(n)] };
                ([words[0], words[1], ""], "in the sentence")
            }
            Kind::ShapeBefore => ([on_left(0), "", ""], "shape of the word before"),
            Kind::ShapeAfter => ([on_right(0), on_right(1), ""], "shape of the next words"),
            Kind::Shapes => ([on_left(0), "…", on_right(0)], "shape of the words on both sides"),
        };
        Name { words, place }
    }
}

/// A feature in words: `giải (next word)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Name<'t> {
    /// The words of the text, those that are there.
    pub words: [&'t str; 3],
    /// Where they stand.
    pub place: &'static str,
}

impl fmt::Display for Name<'_> {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        let mut any = false;
        for word in self.words.iter().filter(|word| !word.is_empty()) {
            if any {
                f.write_str(" ")?;
            }
            f.write_str(word)?;
            any = true;
        }
        if !any {
            f.write_str("nothing")?;
        }
        write!(f, " ({})", self.place)
    }
}

impl Side {
    fn push(&mut self, word: Word) {
        if let Some(free) = self.words.get_mut(self.count) {
            *free = word;
            self.count += 1;
        }
    }

    /// Finds the words from byte `token` of the text on.
    fn look_ahead(&mut self, text: &str, token: usize) {
        let mut title = false;
        let mut at = token;
        while self.count < REACH {
            let (gap, end_of_sentence, start) = gap_ahead(text, at, title);
            if self.count == 0 {
                self.gap = if start == token { Gap::Nothing } else { gap };
            }
            if end_of_sentence {
                return;
            }
            let Some(word) = word_ahead(text, start) else { return };
            at = word.end;
            title = is_title(&text[word.start..word.end], word.shape);
            self.push(word);
        }
    }

    /// Finds the words that a text ends with.
    fn look_back(&mut self, text: &str) {
        let mut at = text.len();
        while self.count < REACH {
            let (gap, stop, end) = gap_behind(text, at);
            if self.count == 0 {
                self.gap = if end == text.len() { Gap::Nothing } else { gap };
            }
            let Some(word) = word_behind(text, end) else { return };
            let ends = match stop {
                Stop::No => false,
                Stop::Dot => !is_title(&text[word.start..word.end], word.shape),
                Stop::Yes => true,
            };
            if ends {
                return;
            }
            at = word.start;
            self.push(word);
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn seen(text: &str, token: &str) -> (Vec<String>, Vec<String>) {
        let start = text.find(token).expect("in the text");
        let around = Around::new(text, start, start + token.len());
        let words = |side: &Side| side.words().iter().map(|w| text[w.start..w.end].to_owned()).collect();
        (words(&around.left), words(&around.right))
    }

    #[test]
    fn sentences_end_what_is_seen_but_abbreviations_do_not() {
        let (left, right) = seen("Xong rồi. Ở TP. Vinh, BTC giải Q. 1 họp. Sau đó", "BTC");
        assert_eq!(left, ["Vinh", "TP", "Ở"]);
        assert_eq!(right, ["giải", "Q", "1", "họp"]);
    }

    #[test]
    fn a_dot_of_its_own_is_no_end() {
        assert_eq!(seen("ở TP. Vinh", "TP.").1, ["Vinh"]);
        assert_eq!(seen("ở TP. Vinh", "TP").1, [""; 0]);
    }

    #[test]
    fn odd_places_and_texts_are_borne() {
        let long = "đ".repeat(1 << 20);
        for text in ["", "…", "đ", &long, &format!("{long} TT {long}"), &"! ".repeat(1 << 18), "a\u{301} \u{200b}b"]
        {
            for start in 0..text.len().min(40) {
                for end in [start, start + 1, start + 2, usize::MAX] {
                    let around = Around::new(text, start, end);
                    around.each(|feature| drop(around.name(text, feature).to_string()));
                }
            }
        }
    }
}
