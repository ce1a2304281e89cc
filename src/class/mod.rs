//! The semiotic classes: what a non-standard word can be, and the one ordered list in which they are asked.

use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};
use crate::recognize::token::{Token, TokenKind};

/// Declares the modules, the enum of what was written, the enum of names, and the ordered list.
macro_rules! classes {
    ($($module:ident :: $type:ident $(<$life:lifetime>)? = $name:literal),* $(,)?) => {
        $(pub mod $module;)*

        /// A non-standard word as it was written, unambiguously: raw fields, never spoken words.
        #[derive(Clone, Debug)]
        #[allow(missing_docs)]
        pub enum SemioticClass<'d> {
            $($type($module::$type $(<$life>)?)),*
        }

        /// The name of a semiotic class.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]
        #[allow(missing_docs)]
        pub enum ClassName {
            $($type),*
        }

        impl ClassName {
            /// All classes, in the order in which they are asked.
            pub const ALL: &'static [ClassName] = &[$(ClassName::$type),*];

            /// As it stands in reports and golden files.
            pub fn name(self) -> &'static str {
                match self { $(ClassName::$type => $name),* }
            }
        }

        impl<'d> SemioticClass<'d> {
            /// Its name.
            pub fn name(&self) -> ClassName {
                match self { $(SemioticClass::$type(_) => ClassName::$type),* }
            }

            /// What before it goes with it: a pause stands at the word before, a gloss takes its bracket along.
            pub(crate) fn takes_before(&self) -> &'static [char] {
                match self {
                    SemioticClass::Symbol(symbol::Symbol::Pause { .. }) => &[' '],
                    // (0270) 3822 333: the bracket belongs to the number.
                    SemioticClass::Phone(phone) if phone.closes_bracket() => &['('],
                    SemioticClass::Gloss(_) => &['(', ' '],
                    _ => &[],
                }
            }

            /// Says it.
            pub fn speak(&self, voice: &mut Voice) {
                match self { $(SemioticClass::$type(class) => class.speak(voice)),* }
            }
        }

        /// Asks the classes that may begin with the token at a site and whose signs are there, in order, but for those that never
        /// give more than what is enough. Whoever hears a claim answers with how much that is from now on: 0 to hear all.
        #[inline]
        pub(crate) fn ask<'d>(site: &Site<'d, '_>, mut heard: impl FnMut(Claim<'d>) -> u8) {
            let kind = site.kind;
            let signs = site.signs();
            let mut enough = 0;
            $(
                let needs = <$module::$type as Semiotic>::NEEDS;
                let has = needs.is_none_or(|needs| needs.meets(signs));
                let opens = <$module::$type as Semiotic>::OPENS.contains(kind);
                debug_assert!(has || !opens || <$module::$type as Semiotic>::recognise(site).is_none(), "{} needs no such sign", $name);
                let beats = || enough == 0 || <$module::$type as Semiotic>::may_beat(site, enough);
                if opens && has && <$module::$type as Semiotic>::MOST > enough && beats() {
                    site.take_heard();
                    if let Some(claim) = <$module::$type as Semiotic>::recognise(site) {
                        debug_assert!(claim.end > site.start && site.text.is_char_boundary(claim.end), "{}", claim.rule);
                        debug_assert!(claim.score <= <$module::$type as Semiotic>::MOST, "{} {}", claim.rule, claim.score);
                        debug_assert!(<$module::$type as Semiotic>::may_beat(site, claim.score - 1), "{} {}", claim.rule, claim.score);
                        enough = heard(claim);
                    }
                }
            )*
            let _ = enough; // the last class has nobody after it
        }
    };
}

// Where two claims score the same, the class that stands earlier wins.
classes! {
    dateline::Dateline<'d> = "dateline",
    gloss::Gloss = "gloss",
    date::Date<'d> = "date",
    time::Time<'d> = "time",
    phone::Phone<'d> = "telephone",
    code::Code<'d> = "code",
    plate::Plate<'d> = "plate",
    road::Road<'d> = "road",
    sum::Sum<'d> = "sum",
    money::Money<'d> = "money",
    percent::Percent<'d> = "percent",
    measure::Measure<'d> = "measure",
    foreign::Foreign<'d> = "foreign",
    score::Score<'d> = "score",
    fraction::Fraction<'d> = "fraction",
    ratio::Ratio<'d> = "ratio",
    ordinal::Ordinal<'d> = "ordinal",
    range::Range<'d> = "range",
    decimal::Decimal<'d> = "decimal",
    cardinal::Cardinal<'d> = "cardinal",
    roman::Roman<'d> = "roman",
    electronic::Electronic<'d> = "electronic",
    abbreviation::Abbreviation<'d> = "abbreviation",
    model::Model<'d> = "model",
    letters::Letters<'d> = "letters",
    word::Word<'d> = "word",
    symbol::Symbol<'d> = "symbol",
    unknown::Unknown<'d> = "unknown",
}

/// Whether no class begins with a token, told at a glance: nearly all words and marks beside what is odd.
pub(crate) fn is_plain(text: &str, token: Token) -> bool {
    match token.kind {
        TokenKind::Space => true,
        TokenKind::Plain => !roman::may_be(text, token.span),
        TokenKind::Punctuation => text.as_bytes()[token.span.range()] != *b"(", // of a dateline
        _ => false,
    }
}

/// A claim that is known to win without asking everybody: the commonest readings of all; `nobody` is set where it is known that
/// nobody claims the place.
///
/// What is said and where is what [`ask`] would answer; the property tests hold it to that. (`nobody` stands apart because a claim is
/// large, and is written once so.)
pub(crate) fn uncontested<'d>(site: &Site<'d, '_>, nobody: &mut bool) -> Option<Claim<'d>> {
    match site.kind {
        TokenKind::Number => match cardinal::Cardinal::among_plain_words(site) {
            None => measure::Measure::among_plain_words(site),
            cardinal => cardinal,
        },
        TokenKind::Digits => match site.byte_after() {
            b'/' | b'-' => date::Date::among_plain_words(site),
            b'h' => time::Time::among_plain_words(site),
            b'a'..=b'z' => measure::Measure::among_plain_words(site),
            b'%' => percent::Percent::among_plain_words(site),
            b'.' => cardinal::Cardinal::among_plain_words(site),
            b',' => match decimal::Decimal::among_plain_words(site) {
                None => percent::Percent::among_plain_words(site),
                decimal => decimal,
            },
            _ => None,
        },
        TokenKind::Capitals => abbreviation::Abbreviation::known_by_itself(site, nobody),
        TokenKind::Letter => letters::Letters::alone(site, nobody),
        _ => None,
    }
}
