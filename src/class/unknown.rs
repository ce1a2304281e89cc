//! What nobody understands stays as it is written and shows in the review list.

use super::SemioticClass;
use crate::text::letter::{is_dash, is_letter};
use crate::recognize::token::{Kinds, TokenKind, token_at};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};

/// What is longer is noise, not an abbreviation.
const LONGEST: usize = 12;

/// A token that no rule understands.
#[derive(Clone, Copy, Debug)]
pub struct Unknown<'d> {
    text: &'d str,
}

impl<'d> Semiotic<'d> for Unknown<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Symbol as u16 | TokenKind::Capitals as u16);
    const MOST: u8 = 1;

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let token = token_at(site.text, site.start)?;
        let text = &site.text[token.span.range()];
        // A dash between words is punctuation; of letters only those without a vowel come here that nobody knows: Ctr, Qg.
        let letters = text.chars().next().is_some_and(is_letter);
        if text.chars().all(is_dash) || letters && (text.chars().nth(1).is_none() || text.len() > LONGEST || has_vowel(text) || site.touches_left()) {
            return None;
        }
        Some(Claim { end: token.span.end as usize, score: 1, rule: "unknown", class: SemioticClass::Unknown(Unknown { text }) })
    }

    fn speak(&self, voice: &mut Voice) {
        match voice.lexicon.social(self.text).filter(|_| voice.style.social) {
            Some(read) => voice.word(read),
            None => voice.out.push_str(self.text),
        }
    }
}

fn has_vowel(text: &str) -> bool {
    text.chars().any(|c| !c.is_ascii() && !matches!(c, 'đ' | 'Đ') || "aeiouyAEIOUY".contains(c))
}
