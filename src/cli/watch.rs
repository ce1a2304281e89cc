//! `loidoc batch --watch`: a hot folder. It is looked at once a second, which works on network drives, too.

use super::failure::Failure;
use super::inputs::{self, Input, stamp};
use super::manifest;
use std::collections::HashMap;
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::thread;
use std::time::{Duration, Instant, SystemTime};

/// A file as it was last seen.
struct Seen {
    stamp: (u64, SystemTime),
    since: Instant,
    /// The folder into which it was done as it is.
    done: Option<String>,
}

/// Gives what is new and has not changed for a while to `round`, inputs with their folders, again and again until the process
/// is stopped; that may be at any moment.
pub(super) fn run(
    files: &[PathBuf],
    output: &Path,
    settle: Duration,
    mut round: impl FnMut(&[Input], &[String]) -> Result<(), Failure>,
) -> Result<ExitCode, Failure> {
    let mut seen: HashMap<PathBuf, Seen> = HashMap::new();
    loop {
        let inputs = inputs::expand(files, Some(output));
        let inputs: Vec<Input> = inputs.into_iter().filter(|input| input.path.exists()).collect();
        let folders = inputs::folders(&inputs, manifest::NAME);
        let mut ready = (Vec::new(), Vec::new());
        for (input, folder) in inputs.into_iter().zip(folders) {
            let Some(stamp) = stamp(&input.path) else { continue };
            let known = seen.entry(input.path.clone()).or_insert(Seen { stamp, since: Instant::now(), done: None });
            if known.stamp != stamp {
                *known = Seen { stamp, since: Instant::now(), done: None };
            }
            if known.since.elapsed() >= settle && known.done.as_ref() != Some(&folder) {
                known.done = Some(folder.clone());
                ready.0.push(input);
                ready.1.push(folder);
            }
        }
        if !ready.0.is_empty() {
            round(&ready.0, &ready.1)?;
        }
        thread::sleep(Duration::from_secs(1));
    }
}
