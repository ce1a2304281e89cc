//! UTF-8 that was read as Latin-1 or windows-1252 and saved again: `áº¯` for ắ.
//!
//! The way back is exact: characters are turned into the bytes they were read from, and only sequences of them that are
//! UTF-8 are mended. Where a byte has got lost on the way (programs drop C1 controls and fold no-break spaces) the letter is
//! put back if one only makes a syllable of its word; capital or small is all the same to a voice.

use super::decoded::Decoded;
use super::legacy::byte_of;
use crate::document::warning::Warning;
use crate::vietnamese::syllable::is_syllable;

/// It may have happened to a text this often.
const TIMES: u8 = 3;
/// No syllable has so many letters: nghiêng has seven.
const LONGEST_SYLLABLE: usize = 8;

/// The text as it was before it was read wrongly.
pub(super) fn mended(mut decoded: Decoded<'_>) -> Decoded<'_> {
    let (mut characters, mut guessed, mut times) = (0, 0, 0);
    while times < TIMES && is_spoiled(&decoded.text) {
        let out = mend(&decoded.text);
        if out.text == decoded.text {
            break;
        }
        (characters, guessed, times) = (out.mended, guessed + out.guessed, times + 1);
        decoded = decoded.rewritten(out.text, &out.anchors);
    }
    if times > 0 {
        decoded.warnings.push(Warning::MojibakeMended { characters, guessed, times });
    }
    decoded
}

/// Whether a sequence is there that no right text has: a letter such as Ã or á, then a sign such as ¡ or º that makes UTF-8
/// of it. The signs begin with the byte C2, which Vietnamese hardly has; that is what makes the look cheap.
fn is_spoiled(text: &str) -> bool {
    memchr::memchr_iter(0xC2, text.as_bytes()).any(|n| {
        let bytes = text.as_bytes();
        // U+00A0 follows Ã in right text, too.
        let sign = bytes.get(n + 1).is_some_and(|b| *b != 0xA0);
        let lead = n >= 2 && bytes[n - 2] == 0xC3;
        // Ã Ä Å Æ, which begin a letter of two bytes, or á and then º or » and more.
        let two = lead && matches!(bytes[n - 1], 0x83..=0x86);
        let three = lead && bytes[n - 1] == 0xA1 && matches!(bytes.get(n + 1), Some(0xBA | 0xBB));
        let third = || text[n..].chars().nth(1).is_some_and(|c| byte_of(c).is_some_and(|b| (0x80..0xC0).contains(&b)));
        // Doubly spoiled: Ã¡ is Ã, \u{83}, Â, ¡.
        sign && (two || three && third())
    })
}

#[derive(Default)]
struct Mended {
    text: String,
    anchors: Vec<(u32, u32)>,
    mended: usize,
    guessed: usize,
}

fn mend(text: &str) -> Mended {
    let mut out = Mended::default();
    let mut at = 0;
    while let Some(c) = text[at..].chars().next() {
        let rest = &text[at..];
        if c.is_ascii() {
            let run = rest.find(|c: char| !c.is_ascii()).unwrap_or(rest.len());
            out.text.push_str(&rest[..run]);
            at += run;
            continue;
        }
        let found = whole(rest).filter(|&(_, length)| !is_capital_and_quote(text, at, length));
        let found = match found {
            Some(found) => Some(found),
            None => {
                let guess = lost(&out.text, rest);
                out.guessed += usize::from(guess.is_some());
                guess
            }
        };
        let (letter, length) = found.unwrap_or((c, c.len_utf8()));
        out.text.push(letter);
        at += length;
        if let Some((_, length)) = found {
            out.mended += 1;
            if length != letter.len_utf8() {
                out.anchors.push((out.text.len() as u32, at as u32));
            }
        }
    }
    out
}

/// The letter that the first characters are, and how many bytes these have in the text.
fn whole(rest: &str) -> Option<(char, usize)> {
    let mut bytes = [0u8; 4];
    let mut length = 0;
    let mut wanted = 0;
    for (n, c) in rest.chars().take(4).enumerate() {
        bytes[n] = byte_of(c)?;
        length += c.len_utf8();
        if n == 0 {
            wanted = match bytes[0] {
                0xC2..=0xDF => 2,
                0xE0..=0xEF => 3,
                0xF0..=0xF4 => 4,
                _ => return None,
            };
        }
        if n + 1 == wanted {
            let letter = std::str::from_utf8(&bytes[..wanted]).ok()?.chars().next()?;
            return Some((letter, length));
        }
    }
    None
}

/// A right word in capitals before a quotation mark, in a text that is spoiled elsewhere: XÃ”.
fn is_capital_and_quote(text: &str, at: usize, length: usize) -> bool {
    let sequence = &text[at..at + length];
    let word = text[..at].rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
    sequence.ends_with(['“', '”', '‘', '’', '…', '–', '—'])
        && sequence.chars().count() == 2
        && !word.is_empty()
        && word.chars().all(char::is_uppercase)
        && is_syllable(&format!("{word}{}", &sequence[..2]))
}

/// The letter of a sequence that has lost its last byte, if its word leaves no other; `before` is mended already.
fn lost(before: &str, rest: &str) -> Option<(char, usize)> {
    let mut chars = rest.chars();
    let first = chars.next()?;
    let (lead, length) = match first {
        'Ã' | 'Ä' | 'Æ' => (vec![first as u8], first.len_utf8()),
        // C2 A0, a no-break space whose second byte became the space that follows.
        'Â' => {
            let next = chars.next();
            return next.is_none_or(|c| !c.is_alphanumeric()).then_some(('\u{a0}', first.len_utf8()));
        }
        'á' => (vec![0xE1, chars.next().filter(|c| matches!(c, 'º' | '»')).and_then(byte_of)?], 4),
        _ => return None,
    };
    let head: usize =
        before.chars().rev().take(LONGEST_SYLLABLE).take_while(|c| c.is_alphabetic()).map(char::len_utf8).sum();
    let head = &before[before.len() - head..];
    // The rest of the word may be spoiled as well.
    let mut tail = String::new();
    let mut at = length;
    while let Some(c) = rest[at..].chars().next() {
        let (letter, length) = whole(&rest[at..]).unwrap_or((c, c.len_utf8()));
        if !letter.is_alphabetic() {
            break;
        }
        tail.push(letter);
        at += length;
        if tail.len() > 4 * LONGEST_SYLLABLE {
            return None;
        }
    }
    let capital = tail.chars().chain(head.chars()).next().is_some_and(char::is_uppercase);
    // What programs drop: C1 controls, soft hyphens, and the no-break space (of à) where it meets a space or an end.
    let end = first == 'Ã' && tail.is_empty() && rest[length..].chars().next().is_none_or(|c| !c.is_alphanumeric());
    let dropped: Vec<u8> = if end { vec![0xA0] } else { (0x80..=0x9F).chain([0xAD]).collect() };
    let mut candidates = Vec::new();
    for last in dropped {
        let bytes = [lead.as_slice(), &[last]].concat();
        let letter = std::str::from_utf8(&bytes).ok().and_then(|s| s.chars().next());
        let Some(letter) = letter.filter(|c| end || c.is_uppercase() == capital) else { continue };
        if is_syllable(&format!("{head}{letter}{tail}")) {
            candidates.push(letter);
        }
    }
    match candidates.as_slice() {
        [letter] => Some((*letter, length)),
        _ => None,
    }
}
