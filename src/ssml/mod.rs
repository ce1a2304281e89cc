//! SSML: a typed tree, a writer that is valid for every input, engine profiles, and chunks within their limits.

pub mod chunk;
pub mod engine;
pub mod judge;
pub mod tree;

pub use chunk::{Chunk, Expand, Options, SsmlDocument, Utterance, chunks};
pub use engine::{Engine, Limit, Markup};
pub use judge::{Fault, judge};
pub use tree::Node;
