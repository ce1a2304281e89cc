//! From written text to what is said: the normalizer, its readings, sentences, streams.

mod builder;
pub(crate) mod document_scan;
mod doubt;
pub mod foreign;
pub mod learn;
mod normalizer;
mod reading;
pub mod risk;
pub(crate) mod sentence;
pub mod stream;

pub use crate::data::layer::Domain;
pub use crate::data::style::{Decimals, Foreign, Pauses};
pub use crate::recognize::document_context::DocumentContext;
pub use builder::NormalizerBuilder;
pub use normalizer::{Detail, Normalizer};
pub(crate) use reading::Follower;
pub use reading::{Alternative, Confidence, Reading, Speech};
