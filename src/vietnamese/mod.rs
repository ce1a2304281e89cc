//! The language: how syllables are built and numbers are said.

pub mod number;
pub mod orthography;
pub mod syllable;
