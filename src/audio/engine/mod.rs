//! Runs a speech engine: a request in, a WAV file out, and nothing made twice.
//!
//! espeak-ng comes ready. Any other program is a `run` in the engine's YAML.

mod cache;
mod command;
mod speaker;
mod stop;

pub use speaker::Speaker;
pub use stop::{stop, stopped};
