//! What is made of sound and timings: bulletins.

pub mod bulletin;
