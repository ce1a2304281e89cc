//! SSML: a typed tree, a writer that is valid for every input, engine profiles, and chunks within their limits.

pub mod chunk;
mod cut;
mod fill;
mod inline;
mod joint;
pub mod judge;
mod measure;
mod plainer;
mod plan;
mod profile;
mod spelling;
mod sub;
pub mod tree;

pub use crate::data::engine::{Count, Engine, Limit, Markup, OwnPauses, VoiceOf};
pub use crate::data::needs::{At, Needs, Spelling, SubNeeds};
pub use crate::data::run::Run;
pub use chunk::{Chunk, Expand, MarkPlace, Marks, Options, SsmlDocument, Utterance};
pub use judge::{Fault, judge};
pub use plainer::plainer;
pub use plan::{Plan, Planner, ReadyChunk, chunks};
pub use profile::check;
pub use tree::Node;
