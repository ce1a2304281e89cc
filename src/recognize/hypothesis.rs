//! What a semiotic class is: something that recognises a non-standard word and knows how it is said.
//!
//! Recognising and speaking are apart. A class holds what was *written*, unambiguously (day 18, month 10); speaking it in
//! one style or another needs no second look at the text.

use super::token::Kinds;
use super::token_context::TokenContext;
use super::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule};
use crate::text::cursor::Cursor;
use crate::text::signs::Signs;

/// A semiotic class. To add one: a file in `class/` and one in `lexicon/classes/`, a line in `class/mod.rs`, a golden file in
/// `tests/golden/`; `examples/new_class.rs` makes them.
pub trait Recognizer<'d>: Sized {
    /// Its name in the registry, which knows its rules and what they weigh.
    const CLASS: ClassName;

    /// Tokens at which it may begin, so that no class is asked in vain.
    const START_TOKENS: Kinds;

    /// Signs of which one stands in whatever it reads (a slash in a fraction), so that it is not asked where what begins at the
    /// place has none of them; `None` if it needs none.
    const REQUIRED_SIGNS: Option<Signs> = None;

    /// Whether it may give more than a weight, told at a glance; asked only where another class has given that much. Yes is
    /// always right.
    fn can_exceed(_: &TokenContext<'d, '_>, _weight: u8) -> bool {
        true
    }

    /// The commonest tokens of the class, told without asking the others; what is said and where is what a full contest says.
    fn fast_path(_: &TokenContext<'d, '_>) -> FastPath<Self> {
        FastPath::Contest
    }

    /// Looks at the text from the token on and says what it understands.
    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Self>>;

    /// Says it.
    fn verbalize(&self, verbalizer: &mut Verbalizer);
}

/// What a class says about a place: this much is mine, and by this rule.
#[derive(Clone, Debug)]
pub struct Hypothesis<C> {
    /// Where it ends: byte offset in the text.
    pub end: usize,
    /// The rule. Where two classes claim a place the heavier one wins; ties go by the order of the list.
    pub rule: Rule,
    /// How sure it is in percent, where that was measured and is not the rule's to say.
    pub sure: Option<u8>,
    /// What was written.
    pub class: C,
}

impl<C> Hypothesis<C> {
    /// What ends at a cursor is mine, by this rule.
    pub fn new(end: Cursor, rule: Rule, class: C) -> Hypothesis<C> {
        Hypothesis { end: end.at(), rule, sure: None, class }
    }

    /// From 1 to 100: where two classes claim a place the heavier hypothesis wins.
    pub fn weight(&self) -> u8 {
        self.rule.weight()
    }

    /// The same about what was written, held in another type.
    #[inline]
    pub fn map<D>(self, hold: impl FnOnce(C) -> D) -> Hypothesis<D> {
        Hypothesis { end: self.end, rule: self.rule, sure: self.sure, class: hold(self.class) }
    }
}

/// What a class knows of a token at a glance.
#[derive(Clone, Debug)]
pub enum FastPath<C> {
    /// Nothing: all classes must be asked.
    Contest,
    /// No class reads it.
    Unclaimed,
    /// This wins whoever else is asked.
    Wins(Hypothesis<C>),
}

impl<C> FastPath<C> {
    /// What wins, or a contest where there is nothing.
    #[inline]
    pub fn wins_or_contest(hypothesis: Option<Hypothesis<C>>) -> FastPath<C> {
        hypothesis.map_or(FastPath::Contest, FastPath::Wins)
    }

    /// The same, held in another type.
    #[inline]
    pub fn map<D>(self, hold: impl FnOnce(C) -> D) -> FastPath<D> {
        match self {
            FastPath::Contest => FastPath::Contest,
            FastPath::Unclaimed => FastPath::Unclaimed,
            FastPath::Wins(hypothesis) => FastPath::Wins(hypothesis.map(hold)),
        }
    }
}
