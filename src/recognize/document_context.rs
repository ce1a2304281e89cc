//! What a document has told before a place in it.

use crate::data::layer::Domain;
use indexmap::IndexMap;

/// What the document has told so far. Empty for a single line.
#[derive(Clone, Debug, Default)]
pub struct DocumentContext {
    /// A document is read, not a line by itself: a bracket that defines an abbreviation is silent.
    pub is_document: bool,
    /// Abbreviations that the document defines, and what they stand for.
    pub definitions: IndexMap<String, String>,
    /// What the text is about.
    pub domain: Option<Domain>,
}
