//! Files that are whole or not there.

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

pub(super) fn unwritable(path: &Path, error: &io::Error) -> Error {
    Error::Io { path: path.to_owned(), message: format!("cannot be written: {error}") }
}
