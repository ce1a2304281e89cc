//! What a text is about, told by its words: `cầu thủ` and `hiệp` speak of sport, `cổ phiếu` of finance.
//!
//! The words stand in `lexicon/cues.yaml` under `about-sport` and so on.

use crate::data::layer::Domain;
use crate::lexicon::{DOMAINS, Lexicon};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;

/// Words that must speak for a domain, and how many times more than for the next.
const ENOUGH: u32 = 3;
const AHEAD: u32 = 2;

/// A document that has said so much about itself is listened to no longer.
const PLENTY: u32 = 60;

/// Counts the words that speak for each domain; texts are added one after the other.
#[derive(Clone, Copy, Debug, Default)]
pub struct Tally([u32; DOMAINS.len()]);

impl Tally {
    /// Counts the words of a text, until enough have been evidence.
    pub fn add(&mut self, text: &str, lexicon: &Lexicon) {
        let mut at = 0;
        while at < text.len() && self.0.iter().sum::<u32>() < PLENTY {
            let here = Cursor::new(text, at);
            let mut cursor = here;
            let word = cursor.word();
            if word.is_empty() {
                cursor.eat_if(|_| true);
            } else if lexicon.may_tell_domain(word) {
                let cues = lexicon.right_cues(here);
                for (count, (_, cue)) in self.0.iter_mut().zip(DOMAINS) {
                    *count += u32::from(cues.has(cue));
                }
            }
            while cursor.eat_if(|c| !is_letter(c)).is_some() {}
            at = cursor.at();
        }
    }

    /// The domain that most words speak for, if they plainly do.
    pub fn domain(&self) -> Option<Domain> {
        let (n, &most) = self.0.iter().enumerate().max_by_key(|(_, count)| **count)?;
        let next = self.0.iter().enumerate().filter(|(k, _)| *k != n).map(|(_, count)| *count).max()?;
        (most >= ENOUGH && most >= next * AHEAD).then_some(DOMAINS[n].0)
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn words_of_a_match_speak_of_sport() {
        let mut tally = Tally::default();
        tally.add("Tiền đạo ghi bàn ở hiệp hai, thủ môn đội khách bó tay.", &Lexicon::built_in());
        assert_eq!(tally.domain(), Some(Domain::Sport));
    }
}
