//! Words to the left of a place: where most of what decides a reading stands.

use crate::text::letter::{char_before, fold_hash, is_letter, last_length};

/// A word to the left.
#[derive(Clone, Copy, Debug)]
pub struct WordLeft {
    /// Its first byte.
    pub start: usize,
    /// One past its last byte.
    pub end: usize,
    /// Nothing but spaces (or an opening quote) stands between it and the word or place after it.
    pub adjacent: bool,
}

/// Words to the left of a place, nearest first, up to the beginning of the sentence or line.
pub struct WordsLeft<'d> {
    text: &'d str,
    at: usize,
}

impl<'d> WordsLeft<'d> {
    /// Words before byte `at`.
    pub fn new(text: &'d str, at: usize) -> WordsLeft<'d> {
        WordsLeft { text, at }
    }
}

/// No word to the left is looked at beyond this many bytes.
const LONGEST_LOOK_BACK: usize = 64;

/// What a byte may be: part of a word, and then perhaps the first of a sign of two or three bytes (dashes and quotes are
/// E2 80 xx, signs C2 xx).
const IN_WORD: u8 = 1;
const MAYBE_SIGN: u8 = 2;

const SORTS: [u8; 256] = {
    let mut sorts = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        sorts[byte] = match byte as u8 {
            0xC2 | 0xE2 | 0xEF.. => IN_WORD | MAYBE_SIGN,
            b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' | 0x80.. => IN_WORD,
            _ => 0,
        };
        byte += 1;
    }
    sorts
};

impl Iterator for WordsLeft<'_> {
    type Item = WordLeft;

    #[inline]
    fn next(&mut self) -> Option<WordLeft> {
        let bytes = self.text.as_bytes();
        let mut adjacent = true;
        let mut after_space = false;
        let floor = self.at.saturating_sub(LONGEST_LOOK_BACK);
        // Skip what is no word.
        let end = loop {
            if self.at <= floor {
                return None;
            }
            match bytes[self.at - 1] {
                b' ' | b'\t' => after_space = true,
                b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z' => break self.at,
                b'\n' => return None,
                b'.' | b'!' | b'?' | b';' if after_space => return None,
                b'"' | b'\'' => {}
                // The letters of Vietnamese are known by their first bytes; others are decoded.
                0x80.. if last_length(&bytes[..self.at]) > 0 => break self.at,
                0x80.. => {
                    let c = char_before(self.text, self.at)?;
                    if is_letter(c) {
                        break self.at;
                    }
                    adjacent &= matches!(c, '“' | '‘');
                    self.at -= c.len_utf8() - 1;
                }
                _ => adjacent = false,
            }
            self.at -= 1;
        };
        let floor = end.saturating_sub(LONGEST_LOOK_BACK);
        let mut seen = 0;
        let in_word = |&&byte: &&u8| {
            let sort = SORTS[usize::from(byte)];
            seen |= sort;
            sort != 0
        };
        let length = bytes[floor..end].iter().rev().take_while(in_word).count();
        let mut start = end - length;
        if seen & MAYBE_SIGN != 0 || start == floor && floor > 0 {
            start = end;
            while let Some(c) =
                char_before(self.text, start).filter(|&c| start > floor && (is_letter(c) || c.is_ascii_digit()))
            {
                start -= c.len_utf8();
            }
        }
        self.at = start;
        Some(WordLeft { start, end, adjacent })
    }
}

/// No more words to the left are remembered.
pub(crate) const MOST: usize = 20;

/// The words to the left of a place as far as anybody has asked for them, each found once.
#[derive(Clone, Debug)]
pub(crate) struct Left {
    /// How far before the place words begin and end, and their hashes, or 0 while nobody has asked.
    words: [(u16, u16); MOST],
    hashes: [u32; MOST],
    /// One bit for each word that is adjacent.
    adjacent: u32,
    count: usize,
    /// Where the next word is looked for; the place itself.
    at: usize,
    place: usize,
    over: bool,
}

// No word and no gap is longer than one looks back, so that distances fit.
const _: () = assert!(MOST * 2 * (LONGEST_LOOK_BACK + 4) <= u16::MAX as usize);

impl Left {
    pub(crate) fn new(place: usize) -> Left {
        Left { words: [(0, 0); MOST], hashes: [0; MOST], adjacent: 0, count: 0, at: place, place, over: false }
    }

    /// The word so far to the left.
    #[inline]
    pub(crate) fn word(&mut self, text: &str, n: usize) -> Option<WordLeft> {
        while self.count <= n {
            self.find(text)?;
        }
        let (start, end) = self.words[n];
        Some(WordLeft {
            start: self.place - usize::from(start),
            end: self.place - usize::from(end),
            adjacent: self.adjacent & 1 << n != 0,
        })
    }

    /// Its hash, blind to case.
    #[inline]
    pub(crate) fn hash(&mut self, text: &str, n: usize) -> Option<u32> {
        let word = self.word(text, n)?;
        if self.hashes[n] == 0 {
            self.hashes[n] = fold_hash(&text[word.start..word.end]);
        }
        Some(self.hashes[n])
    }

    fn find(&mut self, text: &str) -> Option<()> {
        let room = !self.over && self.count < MOST;
        let word = if room { WordsLeft::new(text, self.at).next() } else { None };
        let Some(word) = word else {
            self.over = true;
            return None;
        };
        self.words[self.count] = ((self.place - word.start) as u16, (self.place - word.end) as u16);
        self.adjacent |= u32::from(word.adjacent) << self.count;
        self.count += 1;
        self.at = word.start;
        Some(())
    }
}
