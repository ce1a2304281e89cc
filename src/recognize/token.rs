//! Bytes to tokens: finds what is not a plain word, and nothing else.
//!
//! Nineteen tokens of twenty are plain words that come out as they went in, so the scanner looks at 64 bytes at once and
//! answers with the places where a non-standard word may be. Everything between is copied by the caller as one slice.

use crate::text::blocks::{BlockScanner, Places, Set, among, is, within};
use crate::text::letter::{char_at, is_dash, is_letter};
use crate::text::span::Span;
use fearless_simd::{Simd, prelude::*, u8x64};

/// One atom of text, as classes see it.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Token {
    /// Where it stands.
    pub span: Span,
    /// What it is made of.
    pub kind: TokenKind,
}

/// What a token is made of.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[repr(u16)]
pub enum TokenKind {
    /// A run of ASCII digits that something joins: `18/10`, `2-3`, `5%`, `12A1`.
    Digits = 1,
    /// A run of ASCII digits by itself, before a word or punctuation.
    Number = 256,
    /// A word with two capitals side by side, or without a vowel: `UBND`, `TTg`, `km`.
    Capitals = 2,
    /// One capital letter alone: `B`, `Q`.
    Letter = 4,
    /// Any other word that goes on without a space: `Su-30`, `iPhone7`, `a@b.vn`.
    Word = 8,
    /// A word by itself.
    Plain = 128,
    /// A symbol that is read or that stands for something: `%`, `$`, `&`, `/`, `+`, `°`, dashes.
    Symbol = 16,
    /// Punctuation and brackets.
    Punctuation = 32,
    /// White space.
    Space = 64,
}

/// A set of token kinds, written `TokenKind::Digits | TokenKind::Symbol`.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Kinds(pub u16);

impl Kinds {
    /// Whether the kind is in the set.
    pub const fn contains(self, kind: TokenKind) -> bool {
        self.0 & kind as u16 != 0
    }
}

impl std::ops::BitOr for TokenKind {
    type Output = Kinds;
    fn bitor(self, other: TokenKind) -> Kinds {
        Kinds(self as u16 | other as u16)
    }
}

/// The token that starts at byte `at`; `None` at the end of the text.
pub fn token_at(text: &str, at: usize) -> Option<Token> {
    let bytes = text.as_bytes();
    let first = *bytes.get(at)?;
    let (end, kind) = match first {
        b'0'..=b'9' => {
            let end = run_end(&bytes[..bytes.len().min(at + LONGEST_NUMBER)], at, u8::is_ascii_digit);
            (end, if stands_alone(bytes, end) { TokenKind::Number } else { TokenKind::Digits })
        }
        b' ' | b'\t' | b'\n' | b'\r' => (at + 1, TokenKind::Space),
        b'.' | b',' | b';' | b':' | b'!' | b'?' | b'(' | b')' | b'[' | b']' | b'{' | b'}' | b'"' | b'\'' | b'`' => {
            (at + 1, TokenKind::Punctuation)
        }
        b'a'..=b'z' | b'A'..=b'Z' => word_at(text, at),
        0..=0x7F => (at + 1, TokenKind::Symbol),
        _ => {
            let c = char_at(text, at)?;
            let end = at + c.len_utf8();
            if is_greek(c) {
                (end, TokenKind::Symbol)
            } else if is_letter(c) {
                word_at(text, at)
            } else if c.is_whitespace() {
                (end, TokenKind::Space)
            } else if matches!(c, '“' | '”' | '‘' | '’' | '«' | '»' | '…' | '‹' | '›' | '„' | '‚') {
                (end, TokenKind::Punctuation)
            } else {
                (end, TokenKind::Symbol)
            }
        }
    };
    Some(Token { span: Span::new(at, end), kind })
}

/// A Greek letter, which stands for something by itself: 2π, α.
pub(crate) fn is_greek(c: char) -> bool {
    ('\u{370}'..='\u{3FF}').contains(&c)
}

/// A run of letters from `at`: its end and kind.
fn word_at(text: &str, at: usize) -> (usize, TokenKind) {
    let mut end = at;
    let (mut letters, mut vowels, mut capital_pair, mut last_capital, mut first_capital) =
        (0u32, false, false, false, false);
    for c in text[at..].chars() {
        if !is_letter(c) {
            break;
        }
        end += c.len_utf8();
        let capital = c.is_uppercase();
        capital_pair |= capital && last_capital;
        last_capital = capital;
        first_capital |= capital && letters == 0;
        // No syllable begins like Cty: its y is no vowel.
        let like_cty =
            matches!(&text.as_bytes()[at..end], [.., b'a'..=b'z' | b'A'..=b'Z', b't' | b'T', b'y' | b'Y']) && !vowels;
        vowels |= !c.is_ascii() && c != 'đ' && c != 'Đ'
            || matches!(c, 'a' | 'e' | 'i' | 'o' | 'u' | 'y' | 'A' | 'E' | 'I' | 'O' | 'U' | 'Y') && !like_cty;
        letters += 1;
        if letters >= LONGEST_WORD {
            break;
        }
    }
    let kind = match letters {
        1 if first_capital => TokenKind::Letter,
        _ if capital_pair || !vowels => TokenKind::Capitals,
        _ if goes_on(text.as_bytes(), end) => TokenKind::Word,
        _ => TokenKind::Plain,
    };
    (end, kind)
}

/// Whether a number that ends here goes on in no way: no sign, no digit, no letter follows.
fn stands_alone(bytes: &[u8], end: usize) -> bool {
    let at = |n: usize| bytes.get(end + n).copied().unwrap_or(b'\n');
    match at(0) {
        b' ' => at(1).is_ascii_alphabetic() || matches!(at(1), 0xC3..=0xE1 | b',' | b'(' | b'"' | b'\n'),
        // 3.IV.1970
        b'.' => !matches!(at(1), b'0'..=b'9' | b'I' | b'V' | b'X'),
        b',' | b':' | b';' => !at(1).is_ascii_digit(),
        b'!' | b'?' | b')' | b']' | b'\n' => true,
        _ => false,
    }
}

/// Whether something that joins words follows and more after it; a dash may stand after a space (Su -30).
fn goes_on(bytes: &[u8], end: usize) -> bool {
    let at = |n: usize| bytes.get(end + n).copied().unwrap_or(b' ');
    match at(0) {
        b'0'..=b'9' | b'@' | b'_' => true,
        b'.' | b'-' | b'/' | b'&' | b':' => !matches!(at(1), b' ' | b'\n'),
        0xE2 => true,
        b' ' => at(1) == b'-' && at(2).is_ascii_digit(),
        _ => false,
    }
}

/// No word is longer; what is longer is cut, so that no input costs more than linear time.
const LONGEST_WORD: u32 = 64;

/// A longer run of digits is taken in pieces, for the same reason.
pub(crate) const LONGEST_NUMBER: usize = 64;

/// The end of the run of bytes from `at` that satisfy `test`.
pub fn run_end(bytes: &[u8], at: usize, test: impl Fn(&u8) -> bool) -> usize {
    bytes[at..].iter().position(|b| !test(b)).map_or(bytes.len(), |n| at + n)
}

/// Where the cluster of non-space characters around `at` begins, no earlier than `floor`.
///
/// Opening punctuation ends the walk, so `(SN` begins at `S`; a bracket is taken in only where a line begins with it
/// (a dateline: `(VLO)`).
pub fn cluster_start(text: &str, at: usize, floor: usize) -> usize {
    let bytes = text.as_bytes();
    let mut start = at;
    while start > floor {
        let mut previous = start - 1;
        while previous > floor && bytes[previous] & 0xC0 == 0x80 {
            previous -= 1;
        }
        let stop = match bytes[previous] {
            b' ' | b'\t' | b'\n' | b'\r' | b'"' | b'\'' | b',' | b';' | b':' | b'!' | b'?' | b'[' | b'{' | b')'
            | b']' | b'}' => true,
            b'(' => {
                if previous == 0 || bytes[previous - 1] == b'\n' {
                    return previous;
                }
                true
            }
            0..=0x7F => false,
            _ => char_at(text, previous).is_none_or(|c| !is_letter(c) && !is_dash(c) && !is_glued(c)),
        };
        if stop {
            break;
        }
        start = previous;
    }
    start
}

/// Non-ASCII symbols that belong to the token they touch.
fn is_glued(c: char) -> bool {
    matches!(c, '°' | '²' | '³' | '±' | '×' | 'µ' | '€' | '£' | '¥' | '₫' | '≥' | '≤')
}

/// Walks the places where a non-standard word may be, in order.
pub(crate) fn odd_tokens(text: &str) -> Places<'_, NonStandardScanner> {
    Places::new(text, NonStandardScanner::default())
}

/// How many places of a text deserve a look.
///
/// ```
/// assert_eq!(loidoc::internals::odd_places_in("Sáng nay, trời đẹp."), 0);
/// assert!(loidoc::internals::odd_places_in("Sáng 14/4") > 0);
/// ```
pub fn odd_places_in(text: &str) -> usize {
    let mut places = odd_tokens(text);
    let mut from = 0;
    std::iter::from_fn(|| {
        let place = places.next_from(from)?;
        from = place + 1;
        Some(place)
    })
    .count()
}

/// Asks where a block deserves a look; what one block must know of the one before it.
#[derive(Clone, Copy, Default)]
pub(crate) struct NonStandardScanner {
    word: u64,
    /// A word of consonants only, or of Roman digits only, runs over the edge.
    consonants: u64,
    romans: u64,
    /// The second byte of đ.
    d: u64,
    /// Bytes of punctuation (E2 xx xx, C2 xx) that spill over.
    punctuation: u64,
}

/// What is seen of a block: bytes of each sort.
#[derive(Clone, Copy, Default)]
pub(crate) struct BlockMasks {
    letters: u64,
    capitals: u64,
    digits: u64,
    high: u64,
    symbols: u64,
    consonants: u64,
    romans: u64,
    dots: u64,
    /// t and y of either case.
    t: u64,
    y: u64,
    c2: u64,
    c3: u64,
    c4: u64,
    c6: u64,
    /// First bytes of Greek letters.
    greek: u64,
    e2: u64,
    /// Second bytes: of quotes and dashes (E2 80), of Đ and đ (C4 90, C4 91), of Ư (C6 AF), of × and ÷.
    of_quotes: u64,
    of_capital_d: u64,
    of_small_d: u64,
    of_capital_u: u64,
    of_signs: u64,
}

const SYMBOLS: Set =
    Set::of(&[b"#$%&*+/<=>?@\\^_`|~\xEF\xF0\xF1\xF2\xF3\xF4\xF5\xF6\xF7\xF8\xF9\xFA\xFB\xFC\xFD\xFE\xFF"]);
const CONSONANTS: Set = Set::of(&[b"bcdfghjklmnpqrstvwxzBCDFGHJKLMNPQRSTVWXZ"]);
const ROMANS: Set = Set::of(&[b"ivxlcdm"]);

impl BlockScanner for NonStandardScanner {
    type BlockMasks = BlockMasks;

    #[inline(always)]
    fn look<S: Simd>(bytes: u8x64<S>) -> BlockMasks {
        let letters = within(bytes | 0x20, b'a', b'z');
        BlockMasks {
            letters,
            capitals: letters & !within(bytes, b'a', b'z'),
            digits: within(bytes, b'0', b'9'),
            high: bytes.simd_ge(0x80).to_bitmask(),
            symbols: among(bytes, &SYMBOLS),
            consonants: among(bytes, &CONSONANTS),
            romans: among(bytes, &ROMANS),
            dots: is(bytes, b'.'),
            t: is(bytes | 0x20, b't'),
            y: is(bytes | 0x20, b'y'),
            c2: is(bytes, 0xC2),
            c3: is(bytes, 0xC3),
            c4: is(bytes, 0xC4),
            c6: is(bytes, 0xC6),
            greek: within(bytes, 0xCD, 0xCF),
            e2: is(bytes, 0xE2),
            of_quotes: is(bytes, 0x80),
            of_capital_d: is(bytes, 0x90),
            of_small_d: is(bytes, 0x91),
            of_capital_u: is(bytes, 0xAF),
            of_signs: is(bytes | 0x20, 0xB7),
        }
    }

    /// The places in a block that deserve a look. What comes after a place is known beyond the block's end, so that a place
    /// is odd or not wherever in a block it falls.
    #[inline(always)]
    fn answer(&mut self, here: &BlockMasks, next: &BlockMasks) -> u64 {
        let all = |mask: fn(&BlockMasks) -> u64| u128::from(mask(here)) | u128::from(mask(next)) << 64;
        let after = |mask: u128, bytes: u32| (mask >> bytes) as u64;
        let second = |mask: fn(&BlockMasks) -> u64| after(all(mask), 1);

        // Letters of two and three bytes count as letters, punctuation of as many does not.
        let (e2, c2) = (all(|s| s.e2), all(|s| s.c2));
        let punctuation = e2 | c2 | e2 << 1 | e2 << 2 | c2 << 1 | u128::from(self.punctuation);
        self.punctuation = here.e2 >> 63 | here.e2 >> 62 | here.c2 >> 63;
        let all_letter = all(|s| s.letters) | all(|s| s.high) & !punctuation;
        let all_word = all_letter | all(|s| s.digits);
        let word = all_word as u64;
        let starts = word & !(word << 1 | self.word);
        self.word = word >> 63;

        // Two capitals side by side; Đ and Ư have two bytes.
        let all_wide = all(|s| s.c4) & all(|s| s.of_capital_d) >> 1 | all(|s| s.c6) & all(|s| s.of_capital_u) >> 1;
        let all_capital = all(|s| s.capitals) | all_wide;
        let wide = all_wide as u64;
        let pairs = here.capitals & after(all_capital, 1) | wide & after(all_capital, 2);

        // One capital letter alone, and đ, which names a point of a law.
        let small = here.c4 & second(|s| s.of_small_d);
        let lone = starts & (here.capitals & !after(all_word, 1) | (wide | small) & !after(all_word, 2));

        // Words without a vowel (km, kg, tp, ThS, sđt) and words that are Roman digits in small letters (vi, xix).
        let all_d = all(|s| s.c4) & (all(|s| s.of_small_d) | all(|s| s.of_capital_d)) >> 1;
        let consonants = here.consonants | all_d as u64 | (all_d << 1) as u64 | self.d;
        self.d = all_d as u64 >> 63;
        let (consonant_ends, over) = run_ends(starts & consonants, consonants, self.consonants);
        self.consonants = over;
        let (roman_ends, over) = run_ends(starts & here.romans, here.romans, self.romans);
        self.romans = over;
        let word_ends = (consonant_ends | roman_ends) & !word;

        // Cty: no syllable has a consonant before t and y.
        let cty = here.consonants & after(all(|s| s.t), 1) & after(all(|s| s.y), 2);

        // A dot before a letter: v.v, N.V.C, vinhlong.gov, .pdf
        let inner_dots = here.dots & after(all_letter, 1);

        // Symbols of three bytes (€, ≥) unless they are quotes and dashes; × and ÷.
        let wide_symbols = here.e2 & !second(|s| s.of_quotes) | here.c3 & second(|s| s.of_signs);
        let signs = here.symbols | wide_symbols | here.c2 | here.greek;
        here.digits | signs | pairs | lone | word_ends | inner_dots | cty
    }
}

/// Where the runs that begin at `starts` and stay within `run` end (the first place after them).
#[inline]
fn run_ends(starts: u64, run: u64, carried: u64) -> (u64, u64) {
    let begin = starts | (carried & run & 1);
    // A run carried over the edge that stops at once ends at the block's first place.
    let stopped = carried & !run & 1;
    let (sum, over) = run.overflowing_add(begin);
    // Runs without a start are unchanged by the addition; those with one are cleared and carry one bit past their end.
    let ends = sum & !run;
    (ends | stopped, u64::from(over))
}

#[cfg(test)]
mod tests {
    use super::*;

    fn odd(text: &str) -> Vec<&str> {
        let mut found = Vec::new();
        let mut walk = odd_tokens(text);
        let mut from = 0;
        while let Some(place) = walk.next_from(from) {
            let start = cluster_start(text, place, from);
            let end = text[start..].find(' ').map_or(text.len(), |n| start + n);
            found.push(&text[start..end]);
            from = end + 1;
        }
        found
    }

    #[test]
    fn plain_prose_asks_nobody() {
        assert_eq!(
            odd("Hoà bình và hạnh phúc là ước mơ của mọi người, “Đà Nẵng” – Huế… Ông nói: (đúng vậy)!"),
            [""; 0]
        );
    }

    #[test]
    fn finds_what_is_not_plain_wherever_it_falls_in_a_block() {
        for pad in 0..130 {
            for token in [
                "18/10", "UBND", "HĐND", "QĐ", "N.V.C", "km", "B", "Đ", "Tp", "v.v", "5%", "5€", "xix", "a@b", "đ",
                "sđt",
            ] {
                let text = format!("{}{token} là", "a ".repeat(pad));
                assert_eq!(odd(&text).first().copied(), Some(token), "after {} bytes", pad * 2);
            }
        }
    }

    #[test]
    fn token_kinds() {
        let kind = |text: &str| token_at(text, 0).map(|t| (t.span.len(), t.kind));
        assert_eq!(kind("18/10"), Some((2, TokenKind::Digits)));
        assert_eq!(kind("18 ấp"), Some((2, TokenKind::Number)));
        assert_eq!(kind("HĐND xã"), Some((5, TokenKind::Capitals)));
        assert_eq!(kind("Đại"), Some((6, TokenKind::Plain)));
        assert_eq!(kind("B."), Some((1, TokenKind::Letter)));
        assert_eq!(kind("–"), Some((3, TokenKind::Symbol)));
        assert_eq!(kind(""), None);
    }
}
