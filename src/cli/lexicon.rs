//! `loidoc lexicon`: check a file, list what is known.

use super::failure::Failure;
use super::options::{Format, Reading};
use super::source;
use clap::{Args, Subcommand};
use loidoc::lexicon::{LexiconFile, Say, pls};
use loidoc::{Error, Lexicon, Normalizer};
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// Check lexicon files and list what is known
#[derive(Subcommand)]
pub(super) enum Command {
    Check(Check),
    List(List),
    Import(Import),
    Export(Export),
}

/// Check YAML lexicons: keys, readings, duplicates, and every example
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc lexicon check mine.yaml
  loidoc normalize --lexicon mine.yaml article.txt     # and use it")]
pub(super) struct Check {
    /// Files to check
    #[arg(required = true)]
    files: Vec<PathBuf>,
}

/// Turn a pronunciation lexicon (W3C PLS 1.0) into a lexicon in YAML
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc lexicon import station.pls > station.yaml
  loidoc ssml --lexicon station.pls article.txt        # or use it as it is")]
pub(super) struct Import {
    /// A PLS file; - for standard input
    file: PathBuf,
}

/// Write what is known as a pronunciation lexicon (W3C PLS 1.0)
///
/// Abbreviations with one reading become aliases, pronunciations phonemes; senses that neighbours pick have no place in PLS.
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc lexicon export > loidoc.pls
  loidoc lexicon export --lexicon mine.yaml > station.pls")]
pub(super) struct Export {
    #[command(flatten)]
    reading: Reading,
}

impl Import {
    fn run(self) -> Result<ExitCode, Failure> {
        let xml = source::read_text(&self.file)?;
        let lexemes = pls::read(&source::name(&self.file), &xml).map_err(Error::from)?;
        write!(io::stdout().lock(), "{}", pls::to_yaml(&lexemes))?;
        Ok(ExitCode::SUCCESS)
    }
}

impl Export {
    fn run(self) -> Result<ExitCode, Failure> {
        write!(io::stdout().lock(), "{}", pls::write(&self.reading.lexicon()?.lexemes()))?;
        Ok(ExitCode::SUCCESS)
    }
}

/// List the abbreviations that are known
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc lexicon list | grep UBND
  loidoc lexicon list --format json --lexicon mine.yaml")]
pub(super) struct List {
    /// text: a line an entry; json: one array; jsonl: an object a line
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    #[command(flatten)]
    reading: Reading,
}

impl Command {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        match self {
            Command::Check(check) => check.run(),
            Command::List(list) => list.run(),
            Command::Import(import) => import.run(),
            Command::Export(export) => export.run(),
        }
    }
}

impl Check {
    fn run(self) -> Result<ExitCode, Failure> {
        source::check(&self.files)?;
        let mut out = io::stdout().lock();
        for path in &self.files {
            let yaml = source::read_text(path)?;
            let name = source::name(path);
            let file = LexiconFile::parse(&name, &yaml).map_err(Error::from)?;
            let lexicon = Lexicon::built_in().with_yaml(&name, &yaml).map_err(Error::from)?;
            let normalizer = Normalizer::builder().lexicon(lexicon).build()?;
            let examples = file.examples();
            for (written, spoken) in &examples {
                let got = normalizer.normalize(written);
                if got != *spoken {
                    let line = yaml.lines().position(|l| l.contains(written)).map_or(1, |n| n + 1);
                    let message = format!(
                        "{name}:{line}:1: the example `{written}` is said `{got}`, not `{spoken}`: mend the example or the entry"
                    );
                    return Err(Failure::Message(message, 3));
                }
            }
            writeln!(out, "{name}: right, {} examples said as they stand", examples.len())?;
        }
        Ok(ExitCode::SUCCESS)
    }
}

impl List {
    fn run(self) -> Result<ExitCode, Failure> {
        let lexicon = self.reading.lexicon()?;
        let mut out = io::stdout().lock();
        let say = |say: &Say| match say {
            Say::Read(read) => read.to_string(),
            Say::Letters => "(letter by letter)".to_owned(),
            Say::Word => "(as a word)".to_owned(),
        };
        let entries = lexicon.abbreviations().iter().map(|entry| {
            let senses: Vec<_> = entry.senses.iter().map(|s| say(&s.say)).collect();
            (entry.write.as_str(), senses, entry.verified)
        });
        match self.format {
            Format::Text => {
                for (write, senses, _) in entries {
                    writeln!(out, "{write}\t{}", senses.join(" | "))?;
                }
            }
            format => {
                let objects: Vec<Value> = entries
                    .map(|(write, senses, verified)| json!({"write": write, "senses": senses, "verified": verified}))
                    .collect();
                match format {
                    Format::Json => writeln!(out, "{}", Value::Array(objects))?,
                    _ => objects.iter().try_for_each(|object| writeln!(out, "{object}"))?,
                }
            }
        }
        Ok(ExitCode::SUCCESS)
    }
}
