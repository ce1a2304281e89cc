//! The semiotic classes: what a non-standard word can be, and the one ordered list in which they are asked.

use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Token, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::ClassName;
use crate::text::left::WordsLeft;
use crate::text::signs::Signs;

pub mod abbreviation;
pub mod alphanumeric;
pub mod cardinal;
pub mod citation;
pub(crate) mod contest;
pub mod date;
pub mod dateline;
pub mod decimal;
pub mod document_number;
pub mod electronic;
pub mod equation;
pub mod foreign;
pub mod formula;
pub mod fraction;
pub mod gloss;
pub mod letters;
pub mod license_plate;
pub mod lottery;
pub mod measure;
pub mod money;
pub mod ordinal;
pub mod percent;
pub mod phone;
pub mod range;
pub mod ratio;
pub mod road;
pub mod roman;
pub mod score;
pub mod script;
mod senses;
pub mod subtraction;
pub mod symbol;
pub mod time;
pub mod unknown;
pub mod word;

/// Declares the enum of what was written, and the one ordered list.
macro_rules! classes {
    ($($module:ident :: $type:ident $(<$life:lifetime>)?),* $(,)?) => {
        /// A non-standard word as it was written, unambiguously: raw fields, never spoken words.
        #[derive(Clone, Debug)]
        #[allow(missing_docs)]
        pub enum SemioticClass<'d> {
            $($type($module::$type $(<$life>)?)),*
        }

        impl SemioticClass<'_> {
            /// Its name.
            pub fn name(&self) -> ClassName {
                match self { $(SemioticClass::$type(_) => <$module::$type as Recognizer>::CLASS),* }
            }

            /// Says it.
            pub fn verbalize(&self, verbalizer: &mut Verbalizer) {
                match self { $(SemioticClass::$type(class) => class.verbalize(verbalizer)),* }
            }
        }

        /// Asks the classes that may begin with a token and whose signs are there, in order, but for those that never weigh more
        /// than what is enough. Whoever hears a hypothesis answers with how much that is from now on: 0 to hear all.
        #[inline]
        pub(crate) fn ask<'d>(token: &TokenContext<'d, '_>, mut hear: impl FnMut(Hypothesis<SemioticClass<'d>>) -> u8) {
            let signs = token.signs();
            let mut enough = 0;
            $(
                if let Some(hypothesis) = classify_above::<$module::$type>(token, signs, enough) {
                    enough = hear(hypothesis.map(SemioticClass::$type));
                }
            )*
            let _ = enough; // the last class has nobody after it
        }
    };
}

// Where two hypotheses weigh the same, the class that stands earlier wins.
classes! {
    dateline::Dateline<'d>,
    gloss::Gloss,
    formula::Formula<'d>,
    date::Date<'d>,
    time::Time<'d>,
    phone::Phone<'d>,
    document_number::DocumentNumber<'d>,
    license_plate::LicensePlate<'d>,
    lottery::Lottery<'d>,
    citation::Citation<'d>,
    road::Road<'d>,
    equation::Equation<'d>,
    subtraction::Subtraction<'d>,
    money::Money<'d>,
    percent::Percent<'d>,
    measure::Measure<'d>,
    foreign::Foreign<'d>,
    score::Score<'d>,
    fraction::Fraction<'d>,
    ratio::Ratio<'d>,
    ordinal::Ordinal<'d>,
    range::Range<'d>,
    decimal::Decimal<'d>,
    cardinal::Cardinal<'d>,
    roman::Roman<'d>,
    electronic::Electronic<'d>,
    abbreviation::Abbreviation<'d>,
    alphanumeric::Alphanumeric<'d>,
    letters::Letters<'d>,
    word::Word<'d>,
    script::Script<'d>,
    symbol::Symbol<'d>,
    unknown::Unknown<'d>,
}

/// What a class says of a token, if it may begin there and may weigh more than what is enough.
#[inline]
fn classify_above<'d, C: Recognizer<'d>>(
    token: &TokenContext<'d, '_>,
    signs: Signs,
    enough: u8,
) -> Option<Hypothesis<C>> {
    if !C::START_TOKENS.contains(token.kind) {
        return None;
    }
    if !C::REQUIRED_SIGNS.is_none_or(|required| required.meets(signs)) {
        debug_assert!(C::classify(token).is_none(), "{:?} needs no such sign", C::CLASS);
        return None;
    }
    if C::CLASS.most_weight() <= enough || enough > 0 && !C::can_exceed(token, enough) {
        return None;
    }
    token.take_evidence();
    let hypothesis = C::classify(token)?;
    debug_assert!(hypothesis.end > token.start && token.text.is_char_boundary(hypothesis.end), "{:?}", hypothesis.rule);
    debug_assert!(C::can_exceed(token, hypothesis.weight() - 1), "{:?}", hypothesis.rule);
    Some(hypothesis)
}

impl SemioticClass<'_> {
    /// Where what belongs to it begins in the text before it: a pause stands at the word before, a gloss takes its bracket along.
    pub(crate) fn begins(&self, before: &str) -> usize {
        let without = |signs: &[char]| before.trim_end_matches(signs).len();
        match self {
            SemioticClass::Symbol(symbol::Symbol::Pause { .. }) => without(&[' ']),
            // 8 giờ 00: the space goes with what is not said.
            SemioticClass::Cardinal(number) if number.is_silent() => without(&[' ']),
            // (0270) 3822 333: the bracket belongs to the number.
            SemioticClass::Phone(phone) if phone.closes_bracket() => without(&['(']),
            SemioticClass::Script(script) => before.len().saturating_sub(script.takes()),
            SemioticClass::Subtraction(_) => {
                subtraction::before_minus(before).map_or(before.len(), |minuend| minuend.len() + 1)
            }
            SemioticClass::Formula(formula) if formula.is_braced() => before.strip_suffix('{').unwrap_or(before).len(),
            SemioticClass::Gloss(_) => before.rfind('(').map_or(before, |n| &before[..n]).trim_end_matches(' ').len(),
            // số 1719/QĐ-TTg: the kind is said before the word for "number".
            SemioticClass::DocumentNumber(code) if code.takes_number_word() => {
                WordsLeft::new(before, before.len()).next().map_or(before.len(), |word| word.start)
            }
            _ => before.len(),
        }
    }
}

/// Whether no class begins with a token, told at a glance: nearly all words and marks beside what is odd.
pub(crate) fn is_plain(text: &str, token: Token) -> bool {
    match token.kind {
        TokenKind::Space => true,
        TokenKind::Plain => !roman::may_be(text, token.span),
        TokenKind::Punctuation => match text.as_bytes()[token.span.range()] {
            [b'('] => false, // of a dateline
            [b'.'] => !text.as_bytes().get(token.span.end as usize).is_some_and(u8::is_ascii_lowercase), // .pdf
            _ => true,
        },
        _ => false,
    }
}

/// What is known of a token without asking everybody: the commonest readings of all.
///
/// What is said and where is what [`ask`] would answer; the property tests hold it to that.
pub(crate) fn fast_path<'d>(token: &TokenContext<'d, '_>) -> FastPath<SemioticClass<'d>> {
    use SemioticClass as Is;
    // For 3 of them: what stands in an English sentence is said in English. What has been read (SN 1990) is no English word.
    let read = || token.previous.is_some_and(|p| p.end + 1 == token.start);
    if matches!(token.kind, TokenKind::Number | TokenKind::Digits)
        && foreign::is_foreign(token.word_before())
        && !read()
    {
        return FastPath::Contest;
    }
    // x² - 4
    if subtraction::before_minus(&token.text[..token.start]).is_some() {
        return FastPath::Contest;
    }
    match token.kind {
        TokenKind::Number => match cardinal::Cardinal::fast_path(token) {
            FastPath::Contest => measure::Measure::fast_path(token).map(Is::Measure),
            cardinal => cardinal.map(Is::Cardinal),
        },
        TokenKind::Digits => match token.byte_after() {
            b'/' | b'-' => date::Date::fast_path(token).map(Is::Date),
            b'h' => time::Time::fast_path(token).map(Is::Time),
            b'a'..=b'z' => measure::Measure::fast_path(token).map(Is::Measure),
            b'%' => percent::Percent::fast_path(token).map(Is::Percent),
            b'.' => cardinal::Cardinal::fast_path(token).map(Is::Cardinal),
            b',' => match decimal::Decimal::fast_path(token) {
                FastPath::Contest => percent::Percent::fast_path(token).map(Is::Percent),
                decimal => decimal.map(Is::Decimal),
            },
            _ => FastPath::Contest,
        },
        TokenKind::Capitals => abbreviation::Abbreviation::fast_path(token).map(Is::Abbreviation),
        TokenKind::Letter => letter_alone(token),
        _ => FastPath::Contest,
    }
}

/// A capital by itself is an initial or an abbreviation of one letter.
fn letter_alone<'d>(token: &TokenContext<'d, '_>) -> FastPath<SemioticClass<'d>> {
    let initials = match letters::Letters::fast_path(token) {
        FastPath::Contest => return FastPath::Contest,
        FastPath::Unclaimed => None,
        FastPath::Wins(initials) => Some(initials),
    };
    match (abbreviation::Abbreviation::classify(token), initials) {
        (Some(known), Some(initials)) if known.weight() < initials.weight() => {
            FastPath::Wins(initials.map(SemioticClass::Letters))
        }
        (Some(known), _) => FastPath::Wins(known.map(SemioticClass::Abbreviation)),
        (None, Some(initials)) => FastPath::Wins(initials.map(SemioticClass::Letters)),
        (None, None) => FastPath::Unclaimed,
    }
}
