//! The newspaper that signs an article at its start: `(VLO) Ngày…`, `TTO - Chiều nay…`.

use super::SemioticClass;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};

/// A newspaper's signature at the start of a line.
#[derive(Clone, Copy, Debug)]
pub struct Dateline<'d> {
    signature: &'d str,
    /// It stood in brackets and no dash follows: the newsreader makes a full stop.
    full_stop: bool,
}

impl<'d> Semiotic<'d> for Dateline<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Punctuation as u16 | TokenKind::Capitals as u16);
    const MOST: u8 = 98;

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if !site.at_line_start() {
            return None;
        }
        let mut at = site.cursor();
        let bracket = at.eat(b'(');
        let start = at;
        while at.eat_if(|c| c.is_alphanumeric() || matches!(c, '&' | '-' | '.')).is_some() {}
        let signature = at.since(start).trim_end_matches(['-', '.']);
        site.lexicon.newspaper(signature)?;
        let mut dash = at;
        let dashed = dash.spaced_dash();
        if bracket {
            at.eat(b')').then_some(())?;
            let mut after = at;
            let dashed = after.spaced_dash();
            let colon = matches!(at.byte(), b'.' | b':' | b',');
            let class = SemioticClass::Dateline(Dateline { signature, full_stop: !dashed && !colon });
            return Some(Claim { end: at.at(), score: 98, rule: "dateline", class });
        }
        // Without brackets only a dash with spaces makes a dateline.
        if !dashed || !at.rest().starts_with([' ']) {
            return None;
        }
        let class = SemioticClass::Dateline(Dateline { signature, full_stop: false });
        Some(Claim { end: at.at(), score: 96, rule: "dateline.dash", class })
    }

    fn speak(&self, voice: &mut Voice) {
        let lexicon = voice.lexicon;
        voice.word(lexicon.newspaper(self.signature).unwrap_or(self.signature));
        if self.full_stop {
            voice.out.push('.');
        }
    }
}
