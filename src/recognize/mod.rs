//! What all semiotic classes share: tokens, what stands around them, numerals, what is claimed and how it is said.

pub mod amount;
pub mod document_context;
pub mod domain;
pub(crate) mod english;
pub mod hypothesis;
pub mod quantity;
pub mod token;
pub mod token_context;
pub mod verbalizer;
