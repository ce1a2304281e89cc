//! What was learned from text: the features of a token's neighbourhood, and the weights that a trainer (`train/`) gave them.

pub mod features;
pub mod hash;
pub mod learned;
mod near;
pub mod vectors;
