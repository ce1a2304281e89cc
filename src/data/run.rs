//! How an engine is run: the `run` of its profile.

use serde::{Deserialize, Serialize};

/// The command that makes a WAV file of a request, as an engine's YAML has it.
///
/// No shell reads it: each item is one argument. `{in}` stands for a file that holds the request, `{text}` for the request
/// itself, `{out}` for the WAV file to write, `{voice}` for the voice, `{env:NAME}` for a variable of the environment (a
/// key that must stand in no file), `{dir}` for a folder into which an engine that takes a sentence a line writes a WAV file
/// for each, named so that they are in order: one process says many sentences then. Without `{in}` and `{text}` the request goes to standard input, without `{out}` the
/// WAV is taken from standard output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// Sentences that one process says, for an engine with `{dir}`.
    #[serde(default = "a_hundred")]
    pub lines: u32,
    /// Seconds after which a request is given up and its processes are killed; ten sentences more get as many seconds
    /// again.
    #[serde(default = "a_minute")]
    pub timeout: u32,
    /// How often a request that failed is sent again, each time after twice the wait, from half a second on.
    #[serde(default = "twice")]
    pub retries: u32,
    /// How to install the program, for the message when it is missing.
    #[serde(default)]
    pub install: String,
}

impl Run {
    /// Whether one process says many sentences.
    pub fn takes_lines(&self) -> bool {
        self.command.iter().any(|part| part.contains("{dir}"))
    }
}

fn a_hundred() -> u32 {
    100
}
fn a_minute() -> u32 {
    60
}
fn twice() -> u32 {
    2
}
