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
mod level;
mod limiter;
mod programme;
mod sound;

pub use level::Loudness;
pub use programme::{Format, Level, Programme};
pub use sound::Sound;

use crate::error::Error;
use std::ffi::OsString;
use std::path::Path;
use std::{fs, io};

/// Writes a file under a temporary name beside it and renames it when it is whole.
///
/// # Errors
/// Those of `fill`, and [`Error::Io`] if the file cannot be moved to its place.
pub fn store(path: &Path, fill: impl FnOnce(&Path) -> Result<(), Error>) -> Result<(), Error> {
    let mut name = OsString::from(".loidoc-");
    name.push(path.file_name().unwrap_or_default());
    let part = path.with_file_name(name);
    let done = fill(&part).and_then(|()| fs::rename(&part, path).map_err(|error| unwritable(path, &error)));
    if done.is_err() {
        // The part may never have been made.
        let _ = fs::remove_file(&part);
    }
    done
}

/// Writes a text in the same way.
///
/// # Errors
/// [`Error::Io`] if it cannot be written.
pub fn store_text(path: &Path, text: &str) -> Result<(), Error> {
    store(path, |part| fs::write(part, text).map_err(|error| unwritable(path, &error)))
}

fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::Io { path: path.to_owned(), message: format!("cannot be written: {error}") }
}
