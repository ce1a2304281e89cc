//! What stands around a token, as features: the words beside it by distance, pairs of them, the words of the sentence
//! within [`REACH`] on either side, and the shapes next door (a number, a name, a colon, the end).
//!
//! In: a text in NFC and a token's first and last byte. Out: [`Around`], which lives on the stack, and from it one
//! [`Feature`] after the other. A feature is a hash for the learner and two words' places for whoever explains it.
//! Nothing is allocated, nothing beyond the sentence or [`REACH`] words is looked at.

use super::hash::{NearWordHasher, mix};
use crate::text::letter::is_letter;
use std::fmt;

/// How many words on either side are looked at.
pub const REACH: usize = 12;

/// So many words on either side have features of their own; those further away are only words of the sentence.
pub const NEAR: usize = 3;

/// No word has more bytes; a longer one ends what is looked at.
const LONGEST_WORD: usize = 64;

/// No gap between two words has more bytes; a longer one ends what is looked at.
const LONGEST_GAP: usize = 32;

/// An abbreviation has no more letters, so that its dot ends no sentence: `TP. Vinh`.
const LONGEST_TITLE: usize = 3;

/// What a word looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum WordShape {
    /// No word: the sentence begins or ends here.
    #[default]
    Edge,
    /// Small letters.
    Small,
    /// A capital first.
    Capitalised,
    /// Two capitals or more and nothing else.
    Capitals,
    /// One capital.
    Initial,
    /// One digit.
    Digit,
    /// Two digits.
    Digits,
    /// Four digits that may be a year.
    Year,
    /// Any other number.
    Number,
    /// Letters and digits.
    Mixed,
}

/// What stands between the token and the word beside it.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum NearGap {
    /// A space.
    #[default]
    Space,
    /// Nothing.
    Nothing,
    /// A comma.
    Comma,
    /// A colon.
    Colon,
    /// A bracket.
    Bracket,
    /// A quotation mark.
    Quote,
    /// A hyphen or dash.
    Dash,
    /// A slash.
    Slash,
    /// A full stop or another mark.
    Mark,
}

/// A word beside the token.
#[derive(Clone, Copy, Debug, Default)]
pub struct NearWord {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Blind to case and to where the mark of the tone stands; numbers of one shape have one.
    pub hash: u32,
    /// What it looks like.
    pub shape: WordShape,
}

/// The words on one side, nearest first.
#[derive(Clone, Copy, Debug, Default)]
struct Side {
    words: [NearWord; REACH],
    count: usize,
    gap: NearGap,
}

impl Side {
    fn hash(&self, n: usize) -> u32 {
        if n < self.count { self.words[n].hash } else { 0 }
    }

    fn shape(&self, n: usize) -> u32 {
        if n < self.count { self.words[n].shape as u32 } else { 0 }
    }

    fn words(&self) -> &[NearWord] {
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

    /// Calls `each` with every feature.
    pub fn each(&self, each: impl FnMut(Feature)) {
        self.each_beyond(0, each);
    }

    /// Calls `each` with those features only that words add which are further away than so many: 0, or [`NEAR`] and more.
    pub fn each_beyond(&self, near: usize, mut each: impl FnMut(Feature)) {
        let (left, right) = (&self.left, &self.right);
        let mut give = |kind: FeatureKind, at: usize, a: u32, b: u32| {
            each(Feature { hash: mix(mix(kind as u32, a), b), kind, at: at as u8 });
        };
        for n in near..NEAR {
            give(FeatureKind::Before, n, left.hash(n), n as u32);
            give(FeatureKind::After, n, right.hash(n), n as u32);
        }
        if near == 0 {
            give(FeatureKind::PairBefore, 0, left.hash(0), left.hash(1));
            give(FeatureKind::PairAfter, 0, right.hash(0), right.hash(1));
            give(FeatureKind::Beside, 0, left.hash(0), right.hash(0));
            give(FeatureKind::ThreeBefore, 0, left.hash(0), mix(left.hash(1), left.hash(2)));
            give(FeatureKind::ThreeAfter, 0, right.hash(0), mix(right.hash(1), right.hash(2)));
            give(FeatureKind::ShapeBefore, 0, left.gap as u32, left.shape(0));
            give(FeatureKind::ShapeAfter, 0, right.gap as u32, right.shape(0) << 8 | right.shape(1));
            give(FeatureKind::Shapes, 0, left.gap as u32 | left.shape(0) << 8, right.gap as u32 | right.shape(0) << 8);
        }
        for (side, kind) in [(left, FeatureKind::Left), (right, FeatureKind::Right)] {
            for (n, word) in side.words().iter().enumerate().skip(near) {
                give(FeatureKind::Near, n, word.hash, 0);
                give(kind, n, word.hash, 0);
            }
        }
        for n in near.max(1)..left.count {
            give(FeatureKind::Pair, n, left.hash(n), left.hash(n - 1));
        }
        for n in near.max(1)..right.count {
            give(FeatureKind::Pair, n, right.hash(n - 1), right.hash(n));
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

impl Side {
    fn push(&mut self, word: NearWord) {
        if let Some(free) = self.words.get_mut(self.count) {
            *free = word;
            self.count += 1;
        }
    }

    /// Finds the words from byte `token` of the text on.
    fn look_ahead(&mut self, text: &str, token: usize, reach: usize) {
        let known = self.words().last();
        let mut title = known.is_some_and(|word| is_title(&text[word.start..word.end], word.shape));
        let mut at = known.map_or(token, |word| word.end);
        while self.count < reach.min(REACH) {
            let (gap, end_of_sentence, start) = gap_ahead(text, at, title);
            if self.count == 0 {
                self.gap = if start == token { NearGap::Nothing } else { gap };
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
    fn look_back(&mut self, text: &str, reach: usize) {
        let mut at = self.words().last().map_or(text.len(), |word| word.start);
        while self.count < reach.min(REACH) {
            let (gap, stop, end) = gap_behind(text, at);
            if self.count == 0 {
                self.gap = if end == text.len() { NearGap::Nothing } else { gap };
            }
            let Some(word) = word_behind(text, end) else { return };
            let ends = match stop {
                SentenceStop::No => false,
                SentenceStop::Dot => !is_title(&text[word.start..word.end], word.shape),
                SentenceStop::Yes => true,
            };
            if ends {
                return;
            }
            at = word.start;
            self.push(word);
        }
    }
}

/// Whether a dot after the word may be its own: `TP.`, `Th.`, `Q.`
fn is_title(word: &str, shape: WordShape) -> bool {
    matches!(shape, WordShape::Capitalised | WordShape::Capitals | WordShape::Initial)
        && word.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
}

/// A letter or a digit.
fn is_of_word(c: char) -> bool {
    is_letter(c) || c.is_ascii_digit()
}

fn gap_of(c: char) -> Option<NearGap> {
    Some(match c {
        ' ' | '\t' => return None,
        ',' | ';' => NearGap::Comma,
        ':' => NearGap::Colon,
        '(' | ')' | '[' | ']' => NearGap::Bracket,
        '"' | '\'' | '“' | '”' | '‘' | '’' => NearGap::Quote,
        '-' | '–' | '—' | '‑' => NearGap::Dash,
        '/' => NearGap::Slash,
        _ => NearGap::Mark,
    })
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// What stands between byte `at` and the next word: the first sign, whether a sentence ends there, where the word begins.
fn gap_ahead(text: &str, at: usize, title: bool) -> (NearGap, bool, usize) {
    let mut gap = NearGap::Space;
    let mut stopped = false;
    let mut signs = 0;
    for (n, c) in text.get(at..).unwrap_or("").char_indices() {
        if is_of_word(c) {
            return (gap, false, at + n);
        }
        if c == '\n' || stopped && c.is_whitespace() || n > LONGEST_GAP {
            return (gap, true, at + n);
        }
        if let Some(sign) = gap_of(c)
            && gap == NearGap::Space
        {
            gap = sign;
        }
        signs += usize::from(!c.is_whitespace());
        stopped = is_stop(c) && !(title && c == '.' && signs == 1);
    }
    (gap, true, text.len())
}

/// Whether a sentence ends before a word.
enum SentenceStop {
    No,
    /// A dot that may be an abbreviation's.
    Dot,
    Yes,
}

/// What stands between byte `at` and the word before: the nearest sign, whether a sentence ends there, where the word ends.
fn gap_behind(text: &str, at: usize) -> (NearGap, SentenceStop, usize) {
    let mut gap = NearGap::Space;
    let mut stop = SentenceStop::No;
    let mut spaced = false;
    for (n, c) in text.get(..at).unwrap_or("").char_indices().rev() {
        let end = n + c.len_utf8();
        if is_of_word(c) {
            return (gap, stop, end);
        }
        if c == '\n' || at - n > LONGEST_GAP {
            return (gap, SentenceStop::Yes, end);
        }
        if let Some(sign) = gap_of(c)
            && gap == NearGap::Space
        {
            gap = sign;
        }
        stop = match stop {
            SentenceStop::No if spaced && c == '.' => SentenceStop::Dot,
            SentenceStop::No if spaced && is_stop(c) => SentenceStop::Yes,
            SentenceStop::No => SentenceStop::No,
            _ => SentenceStop::Yes,
        };
        spaced = c.is_whitespace();
    }
    (gap, SentenceStop::Yes, 0)
}

/// The word that begins at byte `start`.
fn word_ahead(text: &str, start: usize) -> Option<NearWord> {
    let rest = text.get(start..)?;
    let length =
        rest.char_indices().take(LONGEST_WORD + 1).find(|(_, c)| !is_of_word(*c)).map_or(rest.len(), |(n, _)| n);
    read_word(text, start, start + length)
}

/// The word that ends before byte `end`.
fn word_behind(text: &str, end: usize) -> Option<NearWord> {
    let mut start = end;
    for (n, c) in text.get(..end)?.char_indices().rev() {
        if !is_of_word(c) {
            break;
        }
        start = n;
        if end - start > LONGEST_WORD {
            return None;
        }
    }
    read_word(text, start, end)
}

/// Hashes the word and looks at its shape.
fn read_word(text: &str, start: usize, end: usize) -> Option<NearWord> {
    let word = text.get(start..end).filter(|word| !word.is_empty() && word.len() <= LONGEST_WORD)?;
    let (mut capitals, mut digits, mut letters) = (0usize, 0usize, 0usize);
    let mut first = false;
    let mut hasher = NearWordHasher::NEW;
    for c in word.chars() {
        let capital = hasher.push(c);
        first |= capital && letters + digits == 0;
        capitals += usize::from(capital);
        if c.is_ascii_digit() { digits += 1 } else { letters += 1 }
    }
    let shape = match (letters, digits) {
        (0, 1) => WordShape::Digit,
        (0, 2) => WordShape::Digits,
        (0, 4) if word.starts_with("19") || word.starts_with("20") => WordShape::Year,
        (0, _) => WordShape::Number,
        (1, 0) if first => WordShape::Initial,
        (_, 0) if letters == capitals => WordShape::Capitals,
        (_, 0) if first => WordShape::Capitalised,
        (_, 0) => WordShape::Small,
        _ => WordShape::Mixed,
    };
    let hash = if letters == 0 { shape as u32 } else { hasher.finish() };
    Some(NearWord { start, end, hash, shape })
}
