//! `loidoc engines` and `loidoc styles`.

use super::failure::Failure;
use super::options::Format;
use clap::Args;
use loidoc::Lexicon;
use serde::Serialize;
use std::io::{self, Write};
use std::process::ExitCode;

/// List the engine profiles that come built in
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc engines
  loidoc engines --format json")]
pub(super) struct Engines {
    /// text: a line an engine; json: one array; jsonl: an object a line
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

/// List the reading styles that come built in
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc styles
  loidoc styles --format json")]
pub(super) struct Styles {
    /// text: a line a style; json: one array; jsonl: an object a line
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
}

impl Engines {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        list(Lexicon::built_in().engines(), self.format, |e| (&e.name, &e.about))
    }
}

impl Styles {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        list(Lexicon::built_in().styles(), self.format, |s| (&s.name, &s.about))
    }
}

fn list<T: Serialize>(all: &[T], format: Format, line: impl Fn(&T) -> (&String, &String)) -> Result<ExitCode, Failure> {
    let mut out = io::stdout().lock();
    let json = |value: &T| serde_json::to_string(value).unwrap_or_default();
    match format {
        Format::Text => {
            for item in all {
                let (name, about) = line(item);
                writeln!(out, "{name:12}{about}")?;
            }
        }
        Format::Json => writeln!(out, "[{}]", all.iter().map(json).collect::<Vec<_>>().join(",\n"))?,
        Format::Jsonl => all.iter().try_for_each(|item| writeln!(out, "{}", json(item)))?,
    }
    Ok(ExitCode::SUCCESS)
}
