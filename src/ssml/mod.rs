//! SSML: a typed tree, chunks, engine profiles, a writer.
pub mod engine;
