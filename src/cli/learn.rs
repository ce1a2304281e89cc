//! `loidoc learn`: what an editor settled becomes a lexicon.

use super::failure::{FINDINGS, Failure};
use super::options::Reading;
use super::source;
use clap::Args;
use loidoc::Error;
use loidoc::speech::learn::{Choice, learn};
use serde::Deserialize;
use std::io::{self, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;
use std::sync::Arc;

/// Make a lexicon of what an editor settled in the lists of `loidoc check`
///
/// A line is a choice if its \"right\" is filled in: the words that are to be said. The lexicon goes to standard output; what
/// is read right already needs no entry, a spelling of several readings is told by the words beside it. Every choice is read
/// again with the lexicon, and those that it does not bring about are listed.
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc check --format jsonl article.txt > review.jsonl   # then fill in \"right\"
  loidoc learn review.jsonl > station.yaml
  loidoc learn --lexicon station.yaml review-2.jsonl > station-2.yaml
  loidoc ssml --lexicon station.yaml --lexicon station-2.yaml article.txt

Exit codes: 0 all choices hold, 1 some do not, 2 bad use, 3 bad input.")]
pub(super) struct Arguments {
    /// Lists in JSON, an object a line or one array; - for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    #[command(flatten)]
    reading: Reading,
}

/// A finding of `loidoc check`, as far as it is needed.
#[derive(Deserialize)]
struct Finding {
    #[serde(default)]
    before: String,
    #[serde(default)]
    written: String,
    #[serde(default)]
    after: String,
    #[serde(default)]
    right: String,
    #[serde(default)]
    spoken: String,
}

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        source::check(&self.files)?;
        let mut choices = Vec::new();
        let mut places = Vec::new();
        for path in &self.files {
            for (line, finding) in findings(path)? {
                let Finding { before, written, after, right, spoken: said } = finding;
                let right = right.split_whitespace().collect::<Vec<_>>().join(" ");
                if !(right.is_empty() || written.is_empty()) {
                    choices.push(Choice { before, written, after, right, said });
                    places.push((source::name(path), line));
                }
            }
        }
        let lesson = learn(&choices, &Arc::new(self.reading.lexicon()?))?;
        let mut out = io::stdout().lock();
        write!(out, "{}", lesson.yaml)?;
        out.flush()?;
        for &n in &lesson.open {
            let ((file, line), Choice { written, right, .. }) = (&places[n], &choices[n]);
            eprintln!(
                "{file}:{line}: not learned: «{written}» is to be read «{right}»; write an entry or a pattern for it"
            );
        }
        let held = choices.len() - lesson.open.len();
        eprintln!("loidoc: {} entries learned, {held} of {} choices hold", lesson.entries, choices.len());
        Ok(ExitCode::from(if lesson.open.is_empty() { 0 } else { FINDINGS }))
    }
}

/// The findings of a list, with their lines; of an array all stand on the line where it begins.
fn findings(path: &Path) -> Result<Vec<(usize, Finding)>, Failure> {
    let text = source::read_text(path)?;
    let refused = |line: usize, error: serde_json::Error| Error::Document {
        file: format!("{}:{}:{}", source::name(path), line + error.line().saturating_sub(1), error.column()),
        message: format!("no list of `loidoc check --format jsonl`: {error}"),
    };
    if text.trim_start().starts_with('[') {
        let all: Vec<Finding> = serde_json::from_str(&text).map_err(|error| refused(1, error))?;
        return Ok(all.into_iter().map(|finding| (1, finding)).collect());
    }
    let lines = text.lines().enumerate().filter(|(_, line)| !line.trim().is_empty());
    let each = lines.map(|(n, line)| Ok((n + 1, serde_json::from_str(line).map_err(|error| refused(n + 1, error))?)));
    each.collect()
}
