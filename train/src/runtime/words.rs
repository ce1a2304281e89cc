//! Words of a text one by one, forwards and backwards, with what stands between them and where a sentence ends.
//!
//! No word and no gap is looked at beyond a named length, so that no text is dear.

use super::hash::WordHasher;

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

/// Whether a dot after the word may be its own: `TP.`, `Th.`, `Q.`
pub(super) fn is_title(word: &str, shape: Shape) -> bool {
    matches!(shape, Shape::Capitalised | Shape::Capitals | Shape::Initial)
        && word.chars().take(LONGEST_TITLE + 1).count() <= LONGEST_TITLE
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
pub(super) fn gap_ahead(text: &str, at: usize, title: bool) -> (Gap, bool, usize) {
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
pub(super) enum Stop {
    No,
    /// A dot that may be an abbreviation's.
    Dot,
    Yes,
}

/// What stands between byte `at` and the word before: the nearest sign, whether a sentence ends there, where the word ends.
pub(super) fn gap_behind(text: &str, at: usize) -> (Gap, Stop, usize) {
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
pub(super) fn word_ahead(text: &str, start: usize) -> Option<Word> {
    let rest = text.get(start..)?;
    let length =
        rest.char_indices().take(LONGEST_WORD + 1).find(|(_, c)| !c.is_alphanumeric()).map_or(rest.len(), |(n, _)| n);
    read_word(text, start, start + length)
}

/// The word that ends before byte `end`.
pub(super) fn word_behind(text: &str, end: usize) -> Option<Word> {
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
