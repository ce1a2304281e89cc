//! A unit behind something that is no plain number: `3 × 10⁸ m/s`, `10<sup>-6</sup> m`.

use super::amount::{Per, unit};
use super::verbalizer::Verbalizer;
use crate::lexicon::Lexicon;
use crate::text::cursor::Cursor;

/// A unit, as written, and what it is divided by; empty if none stands there.
#[derive(Clone, Copy, Debug, Default)]
pub struct UnitAfter<'d> {
    unit: &'d str,
    per: Option<Per<'d>>,
}

impl<'d> UnitAfter<'d> {
    /// Reads ` m/s`, ` kg`, and goes behind it.
    pub fn parse(lexicon: &Lexicon, cursor: &mut Cursor<'d>) -> UnitAfter<'d> {
        let mut at = *cursor;
        if unit(lexicon, &mut at).is_none() || at.inside_word() {
            return UnitAfter::default();
        }
        let text = at.since(*cursor).trim_start();
        let per = Per::parse(lexicon, &mut at);
        *cursor = at;
        UnitAfter { unit: text, per }
    }

    /// Says it.
    pub fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let lexicon = verbalizer.lexicon;
        if let Some(unit) = lexicon.unit(self.unit) {
            verbalizer.word(&unit.read);
        }
        if let Some(per) = self.per {
            per.verbalize(lexicon.unit(per.what).is_some_and(|u| u.time), verbalizer);
        }
    }
}
