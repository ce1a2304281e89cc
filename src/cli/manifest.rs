//! What a batch has done: `manifest.jsonl`, a line an article.
//!
//! While a batch runs, lines are appended as articles are done; a line that was torn by a crash is skipped, and its article
//! is done again. At the end the file is written anew, sorted, so that the order of threads leaves no trace.

use loidoc::Error;
use loidoc::audio::wav;
use serde::{Deserialize, Serialize};
use std::collections::BTreeMap;
use std::fs::{self, File, OpenOptions};
use std::io::Write;
use std::path::{Path, PathBuf};
use std::sync::Mutex;

/// The name of the file.
pub(super) const NAME: &str = "manifest.jsonl";

/// What became of one article.
#[derive(Clone, Debug, PartialEq, Serialize, Deserialize)]
pub(super) struct Entry {
    /// The file, as it was named.
    pub(super) source: String,
    /// Its folder.
    pub(super) folder: String,
    /// BLAKE3 of its bytes; empty if it could not be read.
    pub(super) hash: String,
    /// The program's version.
    pub(super) loidoc: String,
    pub(super) style: String,
    pub(super) engine: String,
    /// A hash of all that the lexicon knows.
    pub(super) lexicon: String,
    /// A hash of all settings, these included: where it differs, the article is done again.
    pub(super) settings: String,
    /// Files in the folder, in order.
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) files: Vec<String>,
    pub(super) chunks: usize,
    /// How long its sound is.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) milliseconds: Option<u64>,
    #[serde(default, skip_serializing_if = "Vec::is_empty")]
    pub(super) warnings: Vec<String>,
    /// Why it failed; absent if it is done.
    #[serde(default, skip_serializing_if = "Option::is_none")]
    pub(super) error: Option<String>,
}

/// The manifest of a folder.
pub(super) struct Manifest {
    path: PathBuf,
    entries: BTreeMap<String, Entry>,
    /// Opened with the first line that is added.
    lines: Mutex<Option<File>>,
}

impl Manifest {
    /// What is known of earlier runs; broken lines are skipped.
    pub(super) fn load(folder: &Path) -> Manifest {
        let path = folder.join(NAME);
        let text = String::from_utf8_lossy(&fs::read(&path).unwrap_or_default()).into_owned();
        let entries = text.lines().filter_map(|line| serde_json::from_str::<Entry>(line).ok());
        let entries = entries.map(|entry| (entry.source.clone(), entry)).collect();
        Manifest { path, entries, lines: Mutex::new(None) }
    }

    pub(super) fn get(&self, source: &str) -> Option<&Entry> {
        self.entries.get(source)
    }

    /// Whether an article that is known has this folder.
    pub(super) fn owns(&self, folder: &str) -> bool {
        self.entries.values().any(|entry| entry.folder == folder)
    }

    /// Appends a line at once, so that it outlives a crash.
    pub(super) fn append(&self, entry: &Entry) -> Result<(), Error> {
        let wrong = |message: String| Error::Io { path: self.path.clone(), message };
        let mut line = serde_json::to_string(entry).map_err(|error| wrong(error.to_string()))?;
        line.push('\n');
        let mut lines = self.lines.lock().map_err(|_| wrong("cannot be locked".into()))?;
        let file = match &mut *lines {
            Some(file) => file,
            none => {
                let mut file = OpenOptions::new()
                    .create(true)
                    .append(true)
                    .open(&self.path)
                    .map_err(|error| wrong(format!("cannot be written: {error}")))?;
                // The line before may have been torn.
                file.write_all(b"\n").map_err(|error| wrong(format!("cannot be written: {error}")))?;
                none.insert(file)
            }
        };
        file.write_all(line.as_bytes()).map_err(|error| wrong(format!("cannot be written: {error}")))
    }

    /// Takes new entries in and writes the file anew, sorted.
    pub(super) fn finish(&mut self, entries: Vec<Entry>) -> Result<(), Error> {
        self.entries.extend(entries.into_iter().map(|entry| (entry.source.clone(), entry)));
        let mut text = String::new();
        for entry in self.entries.values() {
            let wrong = |error: serde_json::Error| Error::Io { path: self.path.clone(), message: error.to_string() };
            text.push_str(&serde_json::to_string(entry).map_err(wrong)?);
            text.push('\n');
        }
        self.lines = Mutex::new(None);
        wav::store_text(&self.path, &text)
    }
}
