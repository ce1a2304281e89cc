//! Ratios and powers: `1:50.000`, `tỷ lệ 1:2`, `10^6`, `3.2e5`.

use super::SemioticClass;
use super::amount::Numeral;
use crate::layer::Cue;
use crate::scan::{Kinds, TokenKind};
use crate::semiotic::{Claim, Semiotic, Site, Voice};

/// Two numbers with a sign between them.
#[derive(Clone, Copy, Debug)]
pub struct Ratio<'d> {
    first: Numeral<'d>,
    second: Numeral<'d>,
    kind: Kind,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    Over,
    Power { minus: bool },
    Scientific { minus: bool },
}

impl<'d> Semiotic<'d> for Ratio<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Digits as u16);

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if site.touches_left() {
            return None;
        }
        let mut at = site.cursor();
        let first = Numeral::parse(&mut at)?;
        let claim = |end: crate::cursor::Cursor, score, rule, second, kind| {
            let class = SemioticClass::Ratio(Ratio { first, second, kind });
            Some(Claim { end: end.at(), score, rule, class })
        };
        match at.byte() {
            b':' => {
                at.eat(b':');
                let second = Numeral::parse(&mut at)?;
                if at.inside_word() || at.byte() == b':' {
                    return None;
                }
                let score = if site.near(Cue::Ratio) { 90 } else if second.is_bare() { 58 } else { 80 };
                claim(at, score, "ratio", second, Kind::Over)
            }
            b'^' => {
                at.eat(b'^');
                let minus = at.dash();
                let second = Numeral::parse(&mut at)?;
                claim(at, 90, "ratio.power", second, Kind::Power { minus })
            }
            b'e' | b'E' => {
                at.eat_if(|_| true);
                let minus = !at.eat(b'+') && at.dash();
                let second = Numeral::parse(&mut at)?;
                if at.inside_word() || first.is_whole() && !minus {
                    return None;
                }
                claim(at, 85, "ratio.scientific", second, Kind::Scientific { minus })
            }
            _ => None,
        }
    }

    fn speak(&self, voice: &mut Voice) {
        let minus = |minus, voice: &mut Voice| {
            if minus {
                let style = voice.style;
                voice.word(&style.minus);
            }
        };
        match self.kind {
            Kind::Over => {
                self.first.speak(voice);
                voice.word("trên");
            }
            Kind::Power { minus: m } => {
                self.first.speak(voice);
                voice.word("mũ");
                minus(m, voice);
            }
            Kind::Scientific { minus: m } => {
                self.first.speak_with(voice, Some("chấm"));
                voice.word("nhân mười mũ");
                minus(m, voice);
            }
        }
        self.second.speak(voice);
    }
}
