//! Makes a normalizer of what the caller brings.

use super::normalizer::Normalizer;
use crate::data::layer::Domain;
use crate::data::style::Style;
use crate::error::Error;
use crate::lexicon::Lexicon;
use std::sync::Arc;

impl Normalizer {
    /// With a lexicon and a style of the caller's.
    pub fn builder() -> NormalizerBuilder {
        NormalizerBuilder::default()
    }
}

/// Makes a [`Normalizer`].
#[derive(Default)]
pub struct NormalizerBuilder {
    lexicon: Option<Arc<Lexicon>>,
    style: Option<Style>,
    domain: Option<Domain>,
}

impl NormalizerBuilder {
    /// Reads with this lexicon.
    pub fn lexicon(mut self, lexicon: impl Into<Arc<Lexicon>>) -> Self {
        self.lexicon = Some(lexicon.into());
        self
    }

    /// Speaks in this style.
    pub fn style(mut self, style: Style) -> Self {
        self.style = Some(style);
        self
    }

    /// The texts are about this; else every document and line tells by its words.
    pub fn domain(mut self, domain: Domain) -> Self {
        self.domain = Some(domain);
        self
    }

    /// The normalizer.
    ///
    /// # Errors
    /// [`Error::Style`](crate::Error) if the style has an empty word.
    pub fn build(self) -> Result<Normalizer, Error> {
        let lexicon = self.lexicon.unwrap_or_else(Lexicon::built_in);
        let style = self.style.or_else(|| lexicon.style("north").cloned()).unwrap_or_default();
        check(&style)?;
        Ok(Normalizer::of(lexicon, style, self.domain))
    }
}

/// Checks that every word a style needs is there.
fn check(style: &Style) -> Result<(), Error> {
    for (option, word) in [
        ("thousand", &style.thousand),
        ("zero_tens", &style.zero_tens),
        ("four_after_tens", &style.four_after_tens),
        ("minus", &style.minus),
        ("decimal_mark", &style.decimal_mark),
    ] {
        if word.trim().is_empty() {
            return Err(Error::Style { style: style.name.clone(), option });
        }
    }
    Ok(())
}
