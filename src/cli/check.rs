//! `loidoc check`: what to look at before it goes on air.

use super::explain::{Located, Places, located};
use super::failure::{FINDINGS, Failure};
use super::{Format, Reading, source};
use clap::Args;
use loidoc::Pipeline;
use loidoc::class::ClassName;
use serde_json::{Value, json};
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// List what to look at before it goes on air: doubtful readings, unknown tokens, lines that were dropped
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc check article.txt
  loidoc check --strict --format json articles/*.txt     # exit code 1 if there is anything to look at")]
pub(super) struct Arguments {
    /// Files to read; none or - for standard input
    files: Vec<PathBuf>,
    /// text: for people; json: one array; jsonl: an object a line
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// End with exit code 1 if there are findings
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    reading: Reading,
}

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let pipeline = Pipeline::new().with_normalizer(self.reading.normalizer()?);
        let files = source::files(&self.files);
        source::check(&files)?;
        let mut out = io::stdout().lock();
        let mut findings = Vec::new();
        for path in &files {
            let bytes = source::read(path)?;
            let article = pipeline.read(&source::name(path), &bytes)?;
            let places = Places::new(&bytes);
            let name = &article.document.name;
            for l in located(&article, &places) {
                let unknown = l.reading.class == ClassName::Unknown;
                if !unknown && !l.reading.confidence.is_doubtful() {
                    continue;
                }
                let why = if unknown { "unknown" } else { "doubtful" };
                let alternatives: Vec<_> =
                    l.alternatives.iter().map(|a| a.spoken.trim()).filter(|a| *a != l.spoken).collect();
                findings.push(json!({
                    "file": name, "line": l.line, "column": l.column, "why": why,
                    "written": l.written, "spoken": l.spoken, "rule": l.reading.rule,
                    "confidence": l.reading.confidence.0, "alternatives": alternatives, "settle": settle(&l),
                }));
            }
            for n in article.dropped() {
                let segment = &article.document.segments[n];
                findings.push(json!({
                    "file": name, "line": segment.origin.line, "column": 1, "why": "dropped",
                    "written": segment.text, "role": segment.role.name(),
                }));
            }
        }
        match self.format {
            Format::Json => writeln!(out, "{}", Value::Array(findings.clone()))?,
            Format::Jsonl => findings.iter().try_for_each(|f| writeln!(out, "{f}"))?,
            Format::Text => findings.iter().try_for_each(|f| text(f, &mut out))?,
        }
        out.flush()?;
        let code = if self.strict && !findings.is_empty() { FINDINGS } else { 0 };
        Ok(ExitCode::from(code))
    }
}

/// The line of a lexicon that would settle it.
fn settle(l: &Located) -> String {
    format!("- {{write: {}, read: {}}}", json!(l.written), json!(l.spoken))
}

fn text(finding: &Value, out: &mut impl Write) -> io::Result<()> {
    let field = |name: &str| finding[name].as_str().unwrap_or("").to_owned();
    write!(out, "{}:{}:{}: ", field("file"), finding["line"], finding["column"])?;
    if finding["why"] == "dropped" {
        return writeln!(out, "dropped {}: {}", field("role"), field("written"));
    }
    write!(
        out,
        "{} «{}» is read «{}» ({}, {})",
        field("why"),
        field("written"),
        field("spoken"),
        field("rule"),
        finding["confidence"]
    )?;
    let others: Vec<_> = finding["alternatives"].as_array().into_iter().flatten().filter_map(Value::as_str).collect();
    if !others.is_empty() {
        write!(out, "; or «{}»", others.join("», «"))?;
    }
    writeln!(out, "\n    {}", field("settle"))
}
