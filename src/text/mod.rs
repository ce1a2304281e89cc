//! Text as bytes: letters, spans, places that move forward, words to the left, tidying. Uses nothing else of the crate.

pub mod blocks;
pub mod cursor;
pub mod initial;
pub mod left;
pub mod letter;
pub mod phrases;
pub mod signs;
pub mod span;
pub mod tidy;
