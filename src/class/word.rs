//! Words in capitals that are said as words though nobody has told us: `HUTECH`, `VINATEX`: long, with vowels throughout.

use super::SemioticClass;
use crate::scan::{Kinds, TokenKind};
use crate::semiotic::{Claim, Semiotic, Site, Voice};
use crate::syllable::is_syllable;

/// A word in capitals.
#[derive(Clone, Copy, Debug)]
pub struct Word<'d> {
    text: &'d str,
}

impl<'d> Semiotic<'d> for Word<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Capitals as u16);

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let (text, at) = site.word();
        if site.touches_left() || at.inside_word() || !is_pronounceable(text) || is_syllable(text) {
            return None;
        }
        Some(Claim { end: at.at(), score: 48, rule: "word.capitals", class: SemioticClass::Word(Word { text }) })
    }

    fn speak(&self, voice: &mut Voice) {
        voice.word(self.text);
    }
}

/// Five letters or more, two vowels or more, and never more than three consonants in a row; or four that take turns (KOTA).
fn is_pronounceable(text: &str) -> bool {
    let vowel = |n: usize| text.as_bytes().get(n).is_some_and(|b| b"AEIOUY".contains(b));
    if text.len() == 4 && [vowel(0), vowel(1), vowel(2), vowel(3)] == [false, true, false, true] {
        return text.is_ascii();
    }
    if text.len() < 5 || !text.bytes().all(|b| b.is_ascii_alphabetic()) {
        return false;
    }
    let mut vowels = 0;
    let mut run = 0;
    let mut longest = 0;
    for byte in text.bytes() {
        if matches!(byte | 0x20, b'a' | b'e' | b'i' | b'o' | b'u' | b'y') {
            vowels += 1;
            run = 0;
        } else {
            run += 1;
            longest = longest.max(run);
        }
    }
    vowels >= 2 && longest <= 3
}
