//! Formulas, from whatever mark-up they come in: one small tree, and one line of Unicode text made of it.

// Readers of mark-up make most of it.
#[cfg_attr(not(feature = "documents"), allow(dead_code))]
pub(crate) mod formula;
pub(crate) mod signs;
pub(crate) mod tex;
