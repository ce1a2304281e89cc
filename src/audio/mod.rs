//! From SSML to sound: engines, WAV files, timings and captions.

pub mod engine;
pub mod timings;
pub mod wav;
