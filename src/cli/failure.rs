//! How a command fails: a message for people and an exit code for scripts.

use loidoc::Error;
use std::io;
use std::process::ExitCode;

/// Done, with findings that `--strict` asked to hear of.
pub(super) const FINDINGS: u8 = 1;
const BAD_USE: u8 = 2;
const BAD_INPUT: u8 = 3;
/// Ended by a signal, as shells have it for Ctrl-C.
pub(super) const STOPPED: u8 = 130;

/// Why a command ended early.
pub(super) enum Failure {
    /// Nobody reads what we write any more: no failure at all.
    BrokenPipe,
    /// A message and its exit code.
    Message(String, u8),
}

impl Failure {
    /// A mistake in how the command was used.
    pub(super) fn use_of(error: Error) -> Failure {
        Failure::Message(error.to_string(), BAD_USE)
    }

    /// What went wrong, in words.
    pub(super) fn message(self) -> String {
        match self {
            Failure::BrokenPipe => "nobody reads what is written".to_owned(),
            Failure::Message(message, _) => message,
        }
    }

    /// Says what went wrong.
    pub(super) fn report(self) -> ExitCode {
        match self {
            Failure::BrokenPipe => ExitCode::SUCCESS,
            Failure::Message(message, code) => {
                eprintln!("loidoc: {message}");
                ExitCode::from(code)
            }
        }
    }
}

impl From<Error> for Failure {
    fn from(error: Error) -> Failure {
        Failure::Message(error.to_string(), BAD_INPUT)
    }
}

/// Errors of writing to standard output.
impl From<io::Error> for Failure {
    fn from(error: io::Error) -> Failure {
        if error.kind() == io::ErrorKind::BrokenPipe {
            Failure::BrokenPipe
        } else {
            Failure::Message(format!("cannot write: {error}"), BAD_INPUT)
        }
    }
}
