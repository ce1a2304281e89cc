//! Letters as bytes: folding and classifying Vietnamese UTF-8 without decoding it.
//!
//! Vietnamese capitals fold to small letters by adding a constant to one byte (all of Latin-1, ă đ ĩ ũ ơ ư, and the
//! block U+1EA0 to U+1EF9), so words can be compared and hashed byte by byte.

/// The character that starts at `at`, if any.
pub fn char_at(text: &str, at: usize) -> Option<char> {
    text.get(at..)?.chars().next()
}

/// The character that ends at `at`, if any.
pub fn char_before(text: &str, at: usize) -> Option<char> {
    text.get(..at)?.chars().next_back()
}

/// A letter of any script (combining marks count as letters).
#[inline]
pub fn is_letter(c: char) -> bool {
    match c as u32 {
        0..=0x7F => c.is_ascii_alphabetic(),
        // The blocks that Vietnamese lives in are answered without a table.
        0x80..=0xBF | 0x2000..=0x2BFF => false,
        0xC0..=0x24F => !matches!(c, '×' | '÷'),
        0x300..=0x36F | 0x1E00..=0x1EFF => true,
        _ => c.is_alphabetic(),
    }
}

/// A hyphen, dash or minus of any kind.
pub fn is_dash(c: char) -> bool {
    matches!(c, '-' | '\u{2010}'..='\u{2015}' | '\u{2212}' | '\u{fe63}' | '\u{ff0d}')
}

/// What a byte is, told by it and by those before it: its small letter in the low byte, [`OF_LETTER`], and in the bits of [`PLACE`]
/// what it tells of the byte after it. Letters come in no order that a machine could guess, so that looking them up is faster than
/// asking what they are.
static STEPS: [u16; 1 << 11] = {
    let mut steps = [0; 1 << 11];
    let mut n = 0;
    while n < steps.len() {
        let (place, byte) = (n >> 8, n as u8);
        steps[n] = small(place, byte) as u16
            | (next_place(place, byte) as u16) << 8
            | if is_of_letter(place, byte) { OF_LETTER } else { 0 };
        n += 1;
    }
    steps
};

const PLACE: u16 = 0b111 << 8;

/// Set for bytes that are surely a part of a letter; of others one must ask by the character.
const OF_LETTER: u16 = 1 << 15;

/// Places in a letter: after C3, C4, C5, C6, E1, E1 BA, E1 BB; 0 is any other.
const fn next_place(place: usize, byte: u8) -> usize {
    match (place, byte) {
        (_, lead @ 0xC3..=0xC6) => (lead - 0xC2) as usize,
        (_, 0xE1) => 5,
        (5, 0xBA) => 6,
        (5, 0xBB) => 7,
        _ => 0,
    }
}

const fn small(place: usize, byte: u8) -> u8 {
    match (place, byte) {
        (_, ascii @ 0..0x80) => ascii.to_ascii_lowercase(),
        (1, second @ 0x80..=0x9E) => second | 0x20,
        (2, second @ (0x82 | 0x90 | 0xA8)) => second + 1,
        (3, second @ 0xA8) => second + 1,
        (4, second @ (0xA0 | 0xAF)) => second + 1,
        // U+1EA0 to U+1EF9: even code points are capitals.
        (6, third @ 0xA0..=0xBF) | (7, third @ 0x80..=0xB9) => third | 1,
        _ => byte,
    }
}

const fn is_of_letter(place: usize, byte: u8) -> bool {
    match place {
        1 => byte != 0x97 && byte != 0xB7, // × and ÷
        5 => matches!(byte, 0xB8..=0xBB),
        _ => byte.is_ascii_alphabetic() || matches!(byte, 0x80..0xC0 | 0xC3..=0xC8 | 0xE1),
    }
}

#[inline]
fn step(before: u16, byte: u8) -> u16 {
    STEPS[usize::from(before & PLACE | u16::from(byte))]
}

/// Folds case of Vietnamese text, calling `each` with every byte of the folded text.
#[inline]
pub fn fold_bytes(text: &[u8], mut each: impl FnMut(u8)) {
    let mut before = 0;
    for &byte in text {
        before = step(before, byte);
        each(before as u8);
    }
}

/// A hash of a word that is blind to case. Stable from run to run.
#[inline]
pub fn fold_hash(word: &str) -> u32 {
    let mut hash = 0x811C_9DC5u32;
    fold_bytes(word.as_bytes(), |b| hash = (hash ^ u32::from(b)).wrapping_mul(0x0100_0193));
    hash
}

/// How many bytes the letters have that a text begins with.
#[inline]
pub(crate) fn leading_letters(text: &str) -> usize {
    let mut at = 0;
    loop {
        let mut before = 0;
        let of_letter = |&&byte: &&u8| {
            before = step(before, byte);
            before & OF_LETTER != 0
        };
        at += text.as_bytes()[at..].iter().take_while(of_letter).count();
        if text.as_bytes().get(at).is_none_or(u8::is_ascii) {
            return at;
        }
        // A letter of another alphabet or the second byte of one, or none.
        while !text.is_char_boundary(at) {
            at -= 1;
        }
        match char_at(text, at).filter(|&c| is_letter(c)) {
            Some(letter) => at += letter.len_utf8(),
            None => return at,
        }
    }
}

/// Whether two bytes plainly begin with a letter of Vietnamese.
pub(crate) fn begins_with_letter(first: u8, second: u8) -> bool {
    match first {
        b'a'..=b'z' | b'A'..=b'Z' | 0xC4..=0xC6 => true,
        0xC3 => !matches!(second, 0x97 | 0xB7),
        0xE1 => matches!(second, 0xB8..=0xBB),
        _ => false,
    }
}

/// How many bytes the letter or digit has that a text plainly ends with; 0 if it ends with anything else.
#[inline]
pub(crate) fn last_length(text: &[u8]) -> usize {
    match text {
        [.., b'0'..=b'9' | b'A'..=b'Z' | b'a'..=b'z'] => 1,
        [.., 0xE1, 0xB8..=0xBB, _] => 3,
        [.., 0xC4..=0xC6, _] => 2,
        [.., 0xC3, second] if !matches!(second, 0x97 | 0xB7) => 2,
        _ => 0,
    }
}

/// Bytes of letters as [`ending`] sees them: the same for both cases.
static FOLDED: [u8; 256] = {
    let mut folded = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        folded[byte] = match byte as u8 {
            // Ư and ư differ in more than one bit, and so these are all one.
            0xAE..=0xB1 => 0xB0,
            0x80.. => (byte as u8 | 0x20) & !1,
            _ => byte as u8 | 0x20,
        };
        byte += 1;
    }
    folded
};

/// How many bytes of the word that a text ends with are looked at, at least.
const ENDING: usize = 4;

/// A hash of the last letters of the word that a text ends with, blind to case.
#[inline]
pub(crate) fn ending(text: &[u8]) -> u32 {
    let mut start = text.len();
    while text.len() - start < ENDING {
        match last_length(&text[..start]) {
            0 => break,
            length => start -= length,
        }
    }
    let letters = &text[start..];
    letters.iter().fold(0u32, |hash, &byte| {
        (hash.rotate_left(7) ^ u32::from(FOLDED[usize::from(byte)])).wrapping_mul(0x9E37_79B1)
    })
}

/// Whether two words are the same but for case.
pub fn fold_eq(a: &str, b: &str) -> bool {
    if a.len() != b.len() {
        return false;
    }
    // ASCII rules nearly all pairs out, the sooner from the end: phrases are looked for that begin alike.
    let (x, y) = (a.as_bytes(), b.as_bytes());
    if !x.iter().zip(y).rev().all(|(x, y)| x.eq_ignore_ascii_case(y) || !x.is_ascii() && !y.is_ascii()) {
        return false;
    }
    x == y || a.chars().zip(b.chars()).all(|(x, y)| x == y || folded(x) == folded(y))
}

fn folded(letter: char) -> [u8; 4] {
    let mut folded = [0; 4];
    let mut at = 0;
    fold_bytes(letter.encode_utf8(&mut [0; 4]).as_bytes(), |byte| {
        folded[at] = byte;
        at += 1;
    });
    folded
}

/// How many bytes of white space stand before a text, and the text without what stands around it.
pub(crate) fn trimmed(text: &str) -> (usize, &str) {
    // Most lines and sentences have nothing around them.
    if matches!(text.as_bytes(), [first, .., last] if first.is_ascii_graphic() && last.is_ascii_graphic()) {
        return (0, text);
    }
    let tail = text.trim_start();
    (text.len() - tail.len(), tail.trim_end())
}

/// Whether the word begins with a capital.
pub fn is_capitalised(word: &str) -> bool {
    word.chars().next().is_some_and(char::is_uppercase)
}

/// Whether every letter of the word is a capital (and there is one).
pub fn is_all_capitals(word: &str) -> bool {
    let mut any = false;
    for c in word.chars() {
        if c.is_lowercase() {
            return false;
        }
        any |= c.is_uppercase();
    }
    any
}

/// Whether XML 1.0 permits the character.
pub(crate) fn is_permitted(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn folding_agrees_with_unicode_on_every_vietnamese_letter() {
        let letters = "aàáảãạăằắẳẵặâầấẩẫậbcdđeèéẻẽẹêềếểễệghiìíỉĩịklmnoòóỏõọôồốổỗộơờớởỡợpqrstuùúủũụưừứửữựvxyỳýỷỹỵ";
        for small in letters.chars() {
            let capital: String = small.to_uppercase().collect();
            assert_eq!(ending(capital.as_bytes()), ending(small.to_string().as_bytes()), "{small}");
            assert_eq!(fold_hash(&capital), fold_hash(&small.to_string()), "{capital}");
        }
        assert_eq!(fold_hash("VĨNH LONG"), fold_hash("vĩnh long"));
    }

    #[test]
    fn letters_of_other_alphabets_fold_to_nothing_else() {
        for c in '\u{250}'..=char::MAX {
            let folded = std::str::from_utf8(&folded(c)[..c.len_utf8()]).ok().and_then(|small| small.chars().next());
            assert!(folded == Some(c) || c.to_lowercase().next() == folded, "{c:?} {folded:?}");
        }
    }

    #[test]
    fn letters_are_told_by_their_bytes_as_by_their_characters() {
        for c in '\0'..=char::MAX {
            let text = format!("ộ{c}a");
            let letters = if is_letter(c) { text.len() } else { "ộ".len() };
            assert_eq!(leading_letters(&text), letters, "{c:?}");
        }
    }
}
