//! What all semiotic classes share: tokens, what stands around them, numerals, what is claimed and how it is said.

pub mod amount;
pub mod domain;
pub mod semiotic;
pub mod token;
