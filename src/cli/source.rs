//! Where text comes from: files and standard input.

use loidoc::Error;
use loidoc::document::encoding;
use std::fs::File;
use std::io::{self, Read};
use std::path::{Path, PathBuf};

/// The name of standard input on the command line.
const STDIN: &str = "-";

/// The files to read; none means standard input.
pub(super) fn files(given: &[PathBuf]) -> Vec<PathBuf> {
    if given.is_empty() { vec![PathBuf::from(STDIN)] } else { given.to_vec() }
}

/// What errors call a file.
pub(super) fn name(path: &Path) -> String {
    if path.as_os_str() == STDIN { "standard input".to_owned() } else { path.display().to_string() }
}

/// Opens a file or standard input.
pub(super) fn open(path: &Path) -> Result<Box<dyn Read>, Error> {
    if path.as_os_str() == STDIN {
        return Ok(Box::new(io::stdin().lock()));
    }
    let file = File::open(path).map_err(|error| explain(path, &error))?;
    if file.metadata().is_ok_and(|m| m.is_dir()) {
        let message = "is a directory: name the files in it, for example with `*.txt`".to_owned();
        return Err(Error::Io { path: path.to_owned(), message });
    }
    Ok(Box::new(file))
}

/// All bytes of a file.
pub(super) fn read(path: &Path) -> Result<Vec<u8>, Error> {
    let mut bytes = Vec::new();
    open(path)?.read_to_end(&mut bytes).map_err(|error| explain(path, &error))?;
    Ok(bytes)
}

/// A file of text, such as a lexicon.
pub(super) fn read_text(path: &Path) -> Result<String, Error> {
    let bytes = read(path)?;
    Ok(encoding::text(&name(path), &bytes)?.to_owned())
}

/// Checks that all files are there before any work is done.
pub(super) fn check(paths: &[PathBuf]) -> Result<(), Error> {
    paths.iter().filter(|p| p.as_os_str() != STDIN).try_for_each(|path| open(path).map(drop))
}

/// An error of the operating system as a sentence.
pub(super) fn explain(path: &Path, error: &io::Error) -> Error {
    let message = match error.kind() {
        io::ErrorKind::NotFound => "no such file: check the name".to_owned(),
        io::ErrorKind::PermissionDenied => "may not be read or written: check its permissions".to_owned(),
        _ => error.to_string(),
    };
    Error::Io { path: path.to_owned(), message }
}
