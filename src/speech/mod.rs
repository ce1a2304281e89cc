//! From written text to what is said: the normalizer, its readings, sentences, streams.

pub(crate) mod document_scan;
mod doubt;
pub mod foreign;
pub mod normalizer;
pub mod reading;
pub mod sentence;
pub mod stream;
