//! What may go wrong while learning.

use std::path::PathBuf;
use thiserror::Error;

/// Why nothing could be learned.
#[derive(Debug, Error)]
#[non_exhaustive]
pub enum Error {
    /// A file could not be read or written.
    #[error("{}: {source}", path.display())]
    File {
        /// The file.
        path: PathBuf,
        /// What the system said.
        source: std::io::Error,
    },
    /// A file of the lexicon is not as it should be.
    #[error("{}: {source}", path.display())]
    Yaml {
        /// The file.
        path: PathBuf,
        /// What the parser said.
        source: serde_yaml::Error,
    },
    /// `xz` did not unpack a file.
    #[error("{}: xz ended with {status}", path.display())]
    Xz {
        /// The file.
        path: PathBuf,
        /// How it ended.
        status: std::process::ExitStatus,
    },
    /// The file of what was learned is none.
    #[error("{}: not a file of learned senses", .0.display())]
    NotLearned(PathBuf),
    /// No text was found.
    #[error("{}: no corpora here", .0.display())]
    NoText(PathBuf),
    /// What was learned does not fit into the file's numbers.
    #[error("{0} has too much evidence for the file")]
    TooLarge(String),
    /// The standard output or input broke.
    #[error(transparent)]
    Stream(#[from] std::io::Error),
}

impl Error {
    /// Makes an error out of a system's one.
    pub fn file(path: impl Into<PathBuf>) -> impl FnOnce(std::io::Error) -> Error {
        let path = path.into();
        move |source| Error::File { path, source }
    }
}
