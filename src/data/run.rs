//! How an engine is run: the `run` of its profile.

use serde::{Deserialize, Serialize};

/// The command that makes a WAV file of a request, as an engine's YAML has it.
///
/// No shell reads it: each item is one argument. `{in}` stands for a file that holds the request, `{text}` for the request
/// itself, `{out}` for the WAV file to write, `{voice}` for the voice, `{env:NAME}` for a variable of the environment (a
/// key that must stand in no file). Without `{in}` and `{text}` the request goes to standard input, without `{out}` the
/// WAV is taken from standard output.
#[derive(Clone, Debug, PartialEq, Eq, Serialize, Deserialize)]
#[serde(deny_unknown_fields)]
pub struct Run {
    /// The program and its arguments.
    pub command: Vec<String>,
    /// Seconds after which a request is given up and its processes are killed.
    #[serde(default = "a_minute")]
    pub timeout: u32,
    /// How often a request that failed is sent again, each time after twice the wait, from half a second on.
    #[serde(default = "twice")]
    pub retries: u32,
    /// How to install the program, for the message when it is missing.
    #[serde(default)]
    pub install: String,
}

fn a_minute() -> u32 {
    60
}
fn twice() -> u32 {
    2
}
