//! Sound: parts read, trimmed and brought to one rate; a programme joined of them with exact silences, levelled to
//! EBU R 128 and written as a Broadcast Wave file.
//!
//! ```
//! use loidoc::audio::wav::{Format, Level, Programme, Sound};
//! let tone = |n| (n as f32 * 0.2).sin() * 0.1;
//! let sound = Sound { rate: 24_000, samples: (0..24_000).map(tone).collect() };
//! let mut programme = Programme::new(48_000)?;
//! let first = programme.speech(&sound)?;
//! programme.silence(700)?;
//! let second = programme.speech(&sound)?;
//! assert_eq!(second.start - first.end, 33_600); // 700 ms, to the sample
//!
//! let folder = tempfile::tempdir().unwrap();
//! let level = programme.write(&folder.path().join("a.wav"), Format::default(), Level::Lufs(-23.0))?;
//! assert!((level.lufs + 23.0).abs() < 0.5 && level.peak <= -1.0);
//! # Ok::<(), loidoc::Error>(())
//! ```

mod bext;
mod header;
mod level;
mod limiter;
mod programme;
mod sound;
mod store;

pub use level::Loudness;
pub use programme::{Format, Level, Programme};
pub use sound::Sound;
pub use store::{store, store_text};
