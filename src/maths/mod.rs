//! Formulas, from whatever mark-up they come in: one small tree, and one line of Unicode text made of it.

pub(crate) mod formula;
pub(crate) mod signs;
pub(crate) mod tex;
