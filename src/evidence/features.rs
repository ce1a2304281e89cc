//! What stands around a token, as features: the words beside it by distance, pairs of them, the words of the sentence
//! within `REACH` on either side, and the shapes next door (a number, a name, a colon, the end).
//!
//! In: a text in NFC and a token's first and last byte. Out: [`Around`], which lives on the stack, and from it one
//! [`Feature`] after the other. A feature is a hash for the learner and two words' places for whoever explains it.
//! Nothing is allocated, nothing beyond the sentence or `REACH` words is looked at.

use super::hash::mix;
use super::near::{NearGap, REACH, Side};
use std::fmt;

/// So many words on either side have features of their own; those further away are only words of the sentence.
pub const NEAR: usize = 3;

/// Where a word may stand: next door, second or third, or further away, on either side.
pub const ZONES: usize = 6;

/// The zone of a word so far away on the left; those of the right follow.
const ZONE_OF: [usize; NEAR + 1] = [0, 1, 1, 2];

/// What stands around a token.
#[derive(Clone, Copy, Debug)]
pub struct Around {
    left: Side,
    right: Side,
}

/// What kind a feature is of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u8)]
pub enum FeatureKind {
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
    pub kind: FeatureKind,
    /// How far away, in words; 0 is next door.
    pub at: u8,
}

impl Feature {
    /// Whether another is about the same words in the same place.
    pub(super) fn stands_where(&self, other: &Feature) -> bool {
        self.kind == other.kind && self.at == other.at && (self.kind != FeatureKind::Pair || self.hash == other.hash)
    }
}

impl Around {
    /// What stands around the token `text[start..end]`. A full stop that is the token's own (`TP.`) stands within it.
    pub fn new(text: &str, start: usize, end: usize) -> Around {
        Around::within(text, start, end, REACH)
    }

    /// As [`Around::new`], but so many words on either side are enough ([`NEAR`] or more, so that pairs are whole).
    pub fn within(text: &str, start: usize, end: usize, reach: usize) -> Around {
        let mut around = Around { left: Side::default(), right: Side::default() };
        around.look(text, start, end, reach);
        around
    }

    /// Looks at what is further away around the same token, too.
    pub fn look_further(&mut self, text: &str, start: usize, end: usize) {
        self.look(text, start, end, REACH);
    }

    /// Goes on from the words that are known.
    fn look(&mut self, text: &str, start: usize, end: usize, reach: usize) {
        let (Some(token), Some(before)) = (text.get(start..end), text.get(..start)) else { return };
        self.left.look_back(before, reach);
        self.right.look_ahead(text, end, reach);
        if token.ends_with('.') && self.right.gap == NearGap::Nothing {
            self.right.gap = NearGap::Space;
        }
    }

    /// Calls `each` with every feature of the nearest words.
    pub fn each(&self, mut each: impl FnMut(Feature)) {
        let (left, right) = (&self.left, &self.right);
        let mut give = |kind: FeatureKind, at: usize, a: u32, b: u32| {
            each(Feature { hash: mix(mix(kind as u32, a), b), kind, at: at as u8 });
        };
        for n in 0..NEAR {
            give(FeatureKind::Before, n, left.hash(n), n as u32);
            give(FeatureKind::After, n, right.hash(n), n as u32);
        }
        give(FeatureKind::PairBefore, 0, left.hash(0), left.hash(1));
        give(FeatureKind::PairAfter, 0, right.hash(0), right.hash(1));
        give(FeatureKind::Beside, 0, left.hash(0), right.hash(0));
        give(FeatureKind::ThreeBefore, 0, left.hash(0), mix(left.hash(1), left.hash(2)));
        give(FeatureKind::ThreeAfter, 0, right.hash(0), mix(right.hash(1), right.hash(2)));
        give(FeatureKind::ShapeBefore, 0, left.gap as u32, left.shape(0));
        give(FeatureKind::ShapeAfter, 0, right.gap as u32, right.shape(0) << 8 | right.shape(1));
        give(FeatureKind::Shapes, 0, left.gap as u32 | left.shape(0) << 8, right.gap as u32 | right.shape(0) << 8);
        for side in [left, right] {
            for (n, word) in side.words().iter().enumerate().take(NEAR) {
                give(FeatureKind::Near, n, word.hash, 0);
            }
        }
        for n in 1..left.count.min(NEAR) {
            give(FeatureKind::Pair, n, left.hash(n), left.hash(n - 1));
        }
        for n in 1..right.count.min(NEAR) {
            give(FeatureKind::Pair, n, right.hash(n - 1), right.hash(n));
        }
    }

    /// Calls `each` with every unit (a word, two words one after the other, or what stands next door looks like), and with
    /// its zone, below [`ZONES`]: those only that words add which are further away than so many, 0 or [`NEAR`].
    pub fn units_beyond(&self, near: usize, mut each: impl FnMut(Feature, usize)) {
        for (side, first) in [(&self.left, 0), (&self.right, ZONES / 2)] {
            let mut give = |kind: FeatureKind, n: usize, hash: u32| {
                each(Feature { hash, kind, at: n as u8 }, first + ZONE_OF[n.min(NEAR)]);
            };
            let (shape, word, beyond) = match first {
                0 => (FeatureKind::ShapeBefore, FeatureKind::Before, FeatureKind::Left),
                _ => (FeatureKind::ShapeAfter, FeatureKind::After, FeatureKind::Right),
            };
            if near == 0 {
                give(shape, 0, mix(mix(FeatureKind::ShapeBefore as u32, side.gap as u32), side.shape(0)));
            }
            for n in near..side.count {
                give(if n < NEAR { word } else { beyond }, n, side.hash(n));
                if n > 0 {
                    let (a, b) = if first == 0 { (n, n - 1) } else { (n - 1, n) };
                    give(FeatureKind::Pair, n, mix(mix(FeatureKind::Pair as u32, side.hash(a)), side.hash(b)));
                }
            }
        }
    }

    /// The same feature's words in the text, and where they stand.
    pub fn name<'t>(&self, text: &'t str, feature: Feature) -> FeatureName<'t> {
        let n = usize::from(feature.at);
        let on_left = |n: usize| self.left.words().get(n).and_then(|w| text.get(w.start..w.end)).unwrap_or("");
        let on_right = |n: usize| self.right.words().get(n).and_then(|w| text.get(w.start..w.end)).unwrap_or("");
        let is_left = |hash: u32| self.left.words().get(n).is_some_and(|w| w.hash == hash);
        let (words, place) = match feature.kind {
            FeatureKind::Before => {
                ([on_left(n), "", ""], ["word before", "second word before", "third word before"][n.min(2)])
            }
            FeatureKind::After => {
                ([on_right(n), "", ""], ["next word", "second next word", "third next word"][n.min(2)])
            }
            FeatureKind::PairBefore => ([on_left(1), on_left(0), ""], "two words before"),
            FeatureKind::PairAfter => ([on_right(0), on_right(1), ""], "next two words"),
            FeatureKind::Beside => ([on_left(0), "…", on_right(0)], "words on both sides"),
            FeatureKind::ThreeBefore => ([on_left(2), on_left(1), on_left(0)], "three words before"),
            FeatureKind::ThreeAfter => ([on_right(0), on_right(1), on_right(2)], "next three words"),
            FeatureKind::Left => ([on_left(n), "", ""], "earlier in the sentence"),
            FeatureKind::Right => ([on_right(n), "", ""], "later in the sentence"),
            FeatureKind::Near => {
                let hash = self.left.hash(n);
                let left = is_left(hash) && mix(mix(FeatureKind::Near as u32, hash), 0) == feature.hash;
                ([if left { on_left(n) } else { on_right(n) }, "", ""], "in the sentence")
            }
            FeatureKind::Pair => {
                let pair = (self.left.hash(n), self.left.hash(n.saturating_sub(1)));
                let left = n < self.left.count && mix(mix(FeatureKind::Pair as u32, pair.0), pair.1) == feature.hash;
                let words =
                    if left { [on_left(n), on_left(n - 1)] } else { [on_right(n.saturating_sub(1)), on_right(n)] };
                ([words[0], words[1], ""], "in the sentence")
            }
            FeatureKind::ShapeBefore => ([on_left(0), "", ""], "shape of the word before"),
            FeatureKind::ShapeAfter => ([on_right(0), on_right(1), ""], "shape of the next words"),
            FeatureKind::Shapes => ([on_left(0), "…", on_right(0)], "shape of the words on both sides"),
        };
        FeatureName { words, place }
    }
}

/// A feature in words: `giải (next word)`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct FeatureName<'t> {
    /// The words of the text, those that are there.
    pub words: [&'t str; 3],
    /// Where they stand.
    pub place: &'static str,
}

impl fmt::Display for FeatureName<'_> {
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
