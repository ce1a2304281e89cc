//! What stands around a token, as features: the words beside it by distance, pairs of them, the words of the sentence
//! within [`REACH`] on either side, and the shapes next door (a number, a name, a colon, the end).
//!
//! In: a text in NFC and a token's first and last byte. Out: [`Around`], which lives on the stack, and from it one
//! [`Feature`] after the other. A feature is a hash for the learner and two words' places for whoever explains it.
//! Nothing is allocated, nothing beyond the sentence or [`REACH`] words is looked at.

use super::hash::{WordHasher, mix};
use std::fmt;

/// How many words on either side are looked at.
pub const REACH: usize = 12;

/// No word has more bytes; a longer one ends what is looked at.
const LONGEST_WORD: usize = 64;

/// No gap between two words has more bytes; a longer one ends what is looked at.
const LONGEST_GAP: usize = 32;

/// An abbreviation has no more letters, so that its dot ends no sentence: `TP. Vinh`.
const LONGEST_TITLE: usize = 3;

/// What a word looks like.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[repr(u8)]
pub enum Shape {
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
pub enum Gap {
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
pub struct Word {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Blind to case and to where the mark of the tone stands; numbers of one shape have one.
    pub hash: u32,
    /// What it looks like.
    pub shape: Shape,
}

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
            Kind::Before => ([on_left(n), "", ""], ["word before", "second word before", "third word before"][n.min(2)]),
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
                let words = if left { [on_left(n), on_left(n - 1)] } else { [on_right(n.saturating_sub(1)), on_right(n)] };
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

/// Whether a dot after the word may be its own: `TP.`, `Th.`, `Q.`
fn is_title(word: &str, shape: Shape) -> bool {
    matches!(shape, Shape::Capitalised | Shape::Capitals | Shape::Initial) && word.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
}

fn gap_of(c: char) -> Option<Gap> {
    Some(match c {
        ' ' | '\t' => return None,
        ',' | ';' => Gap::Comma,
        ':' => Gap::Colon,
        '(' | ')' | '[' | ']' => Gap::Bracket,
        '"' | '\'' | '“' | '”' | '‘' | '’' => Gap::Quote,
        '-' | '–' | '—' | '‑' => Gap::Dash,
        '/' => Gap::Slash,
        _ => Gap::Mark,
    })
}

fn is_stop(c: char) -> bool {
    matches!(c, '.' | '!' | '?' | '…')
}

/// What stands between byte `at` and the next word: the first sign, whether a sentence ends there, where the word begins.
fn gap_ahead(text: &str, at: usize, title: bool) -> (Gap, bool, usize) {
    let mut gap = Gap::Space;
    let mut stopped = false;
    let mut signs = 0;
    for (n, c) in text.get(at..).unwrap_or("").char_indices() {
        if c.is_alphanumeric() {
            return (gap, false, at + n);
        }
        if c == '\n' || stopped && c.is_whitespace() || n > LONGEST_GAP {
            return (gap, true, at + n);
        }
        if let Some(sign) = gap_of(c)
            && gap == Gap::Space
        {
            gap = sign;
        }
        signs += usize::from(!c.is_whitespace());
        stopped = is_stop(c) && !(title && c == '.' && signs == 1);
    }
    (gap, true, text.len())
}

/// Whether a sentence ends before a word.
enum Stop {
    No,
    /// A dot that may be an abbreviation's.
    Dot,
    Yes,
}

/// What stands between byte `at` and the word before: the nearest sign, whether a sentence ends there, where the word ends.
fn gap_behind(text: &str, at: usize) -> (Gap, Stop, usize) {
    let mut gap = Gap::Space;
    let mut stop = Stop::No;
    let mut spaced = false;
    for (n, c) in text.get(..at).unwrap_or("").char_indices().rev() {
        let end = n + c.len_utf8();
        if c.is_alphanumeric() {
            return (gap, stop, end);
        }
        if c == '\n' || at - n > LONGEST_GAP {
            return (gap, Stop::Yes, end);
        }
        if let Some(sign) = gap_of(c)
            && gap == Gap::Space
        {
            gap = sign;
        }
        stop = match stop {
            Stop::No if spaced && c == '.' => Stop::Dot,
            Stop::No if spaced && is_stop(c) => Stop::Yes,
            Stop::No => Stop::No,
            _ => Stop::Yes,
        };
        spaced = c.is_whitespace();
    }
    (gap, Stop::Yes, 0)
}

/// The word that begins at byte `start`.
fn word_ahead(text: &str, start: usize) -> Option<Word> {
    let rest = text.get(start..)?;
    let length = rest.char_indices().take(LONGEST_WORD + 1).find(|(_, c)| !c.is_alphanumeric()).map_or(rest.len(), |(n, _)| n);
    read_word(text, start, start + length)
}

/// The word that ends before byte `end`.
fn word_behind(text: &str, end: usize) -> Option<Word> {
    let mut start = end;
    for (n, c) in text.get(..end)?.char_indices().rev() {
        if !c.is_alphanumeric() {
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
fn read_word(text: &str, start: usize, end: usize) -> Option<Word> {
    let word = text.get(start..end).filter(|word| !word.is_empty() && word.len() <= LONGEST_WORD)?;
    let (mut capitals, mut digits, mut letters) = (0usize, 0usize, 0usize);
    let mut first = false;
    let mut hasher = WordHasher::NEW;
    for c in word.chars() {
        let capital = hasher.push(c);
        first |= capital && letters + digits == 0;
        capitals += usize::from(capital);
        if c.is_ascii_digit() { digits += 1 } else { letters += 1 }
    }
    let shape = match (letters, digits) {
        (0, 1) => Shape::Digit,
        (0, 2) => Shape::Digits,
        (0, 4) if word.starts_with("19") || word.starts_with("20") => Shape::Year,
        (0, _) => Shape::Number,
        (1, 0) if first => Shape::Initial,
        (_, 0) if letters == capitals => Shape::Capitals,
        (_, 0) if first => Shape::Capitalised,
        (_, 0) => Shape::Small,
        _ => Shape::Mixed,
    };
    let hash = if letters == 0 { shape as u32 } else { hasher.finish() };
    Some(Word { start, end, hash, shape })
}
