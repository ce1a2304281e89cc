//! What the program itself will hold: written to be moved into the crate `loidoc` as `recognize::features` and
//! `recognize::learned`, and free of whatever else the trainer has.

pub mod features;
pub mod hash;
pub mod learned;
mod words;
