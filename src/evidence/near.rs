//! The words beside a token: which they are, what they look like, and what stands between.
//!
//! In: a text in NFC and a place. Out: the words on one side, nearest first, none beyond the sentence.

use super::hash::NearWordHasher;
use crate::text::letter::is_letter;

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
pub(super) struct Side {
    pub words: [NearWord; REACH],
    pub count: usize,
    pub gap: NearGap,
}

impl Side {
    pub fn hash(&self, n: usize) -> u32 {
        if n < self.count { self.words[n].hash } else { 0 }
    }

    pub fn shape(&self, n: usize) -> u32 {
        if n < self.count { self.words[n].shape as u32 } else { 0 }
    }

    pub fn words(&self) -> &[NearWord] {
        &self.words[..self.count]
    }
}

impl Side {
    pub fn push(&mut self, word: NearWord) {
        if let Some(free) = self.words.get_mut(self.count) {
            *free = word;
            self.count += 1;
        }
    }

    /// Finds the words from byte `token` of the text on.
    pub fn look_ahead(&mut self, text: &str, token: usize, reach: usize) {
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
    pub fn look_back(&mut self, text: &str, reach: usize) {
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
