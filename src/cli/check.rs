//! `loidoc check`: what to look at before it goes on air.

use super::explain::{Located, Places, located};
use super::failure::{FINDINGS, Failure};
use super::joints;
use super::options::{Documents, Format, Reading};
use super::source;
use clap::Args;
use loidoc::Lexicon;
use loidoc::pipeline::{Article, Profile};
use loidoc::registry::ClassName;
use loidoc::speech::{foreign, risk};
use serde_json::{Value, json};
use std::cmp::Reverse;
use std::collections::HashMap;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;

/// List what to look at before it goes on air: doubtful and unknown readings, foreign words, what is not read
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc check article.txt
  loidoc check --per-thousand 0 article.txt              # only what the rules doubt
  loidoc check --strict --format json articles/*.txt     # exit code 1 if there is anything to look at
  loidoc check --format jsonl article.txt > review.jsonl # fill in \"right\", then `loidoc learn review.jsonl`")]
pub(super) struct Arguments {
    /// Files to read; none or - for standard input
    files: Vec<PathBuf>,
    /// text: for people; json: one array; jsonl: an object a line
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// Of a thousand words so many readings are listed that no rule doubts, the likeliest to be wrong first; one at least, but
    /// for plain numbers
    #[arg(long, value_name = "N", default_value_t = 4)]
    per_thousand: usize,
    /// End with exit code 1 if there are findings, but for readings that are only unsure
    #[arg(long)]
    strict: bool,
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    reading: Reading,
}

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let pipeline = self.documents.pipeline(Profile::Bulletin)?.with_normalizer(self.reading.normalizer()?);
        let files = source::files(&self.files);
        source::check(&files)?;
        let mut out = io::stdout().lock();
        let mut findings: Vec<Value> = Vec::new();
        for path in &files {
            let bytes = source::read(path)?;
            let article = pipeline.read(&source::name(path), &bytes)?;
            let places = Places::new(&bytes, &article.document);
            let name = &article.document.name;
            let from = findings.len();
            findings.extend(article.document.warnings.iter().map(|warning| {
                json!({
                    "file": name, "line": 1, "column": 1, "why": "warning", "warning": warning.name(),
                    "written": warning.to_string(), "doubtful": warning.is_doubtful(),
                })
            }));
            let mut seen: HashMap<(&str, String, String), usize> = HashMap::new();
            findings.extend(joints::joints(&article, &places));
            for l in located(&article, &places) {
                let risk = risk::risk(&l.reading, l.written, l.spoken, &l.alternatives);
                let why = match l.reading.class {
                    ClassName::Unknown => "unknown",
                    ClassName::Gloss => "silent",
                    _ if l.reading.confidence.is_doubtful() => "doubtful",
                    _ if risk >= risk::WORTH_THE_FIRST_LINE => "unsure",
                    _ => continue,
                };
                // What comes again is listed once, with how often.
                // In a place that is doubted it is told apart from where it is only unsure, so that no budget leaves it out.
                let key = (why, l.written.to_owned(), l.spoken.to_owned());
                if let Some(&first) = seen.get(&key) {
                    let known = &mut findings[first];
                    known["times"] = json!(known["times"].as_u64().unwrap_or(1) + 1);
                    known["risk"] = json!(known["risk"].as_u64().unwrap_or(0).max(u64::from(risk)));
                    continue;
                }
                seen.insert(key, findings.len());
                let alternatives: Vec<_> =
                    l.alternatives.iter().map(|a| a.spoken.trim()).filter(|a| *a != l.spoken).collect();
                findings.push(json!({
                    "file": name, "part": l.part, "line": l.line, "column": l.column, "why": why,
                    "written": l.written, "spoken": l.spoken, "rule": l.reading.rule,
                    "confidence": l.reading.confidence.0, "alternatives": alternatives, "settle": settle(&l),
                    "times": 1, "risk": risk, "before": before(&l), "after": after(&l), "right": "",
                }));
            }
            let own = findings.split_off(from);
            findings.extend(within_budget(own, words(&article), self.per_thousand));
            findings.extend(foreign(&article, &places, pipeline.normalizer().lexicon()));
            findings.extend(dropped(&article));
            // What is unsure stands by its risk, the rest in the order of the text.
            let risk = |f: &Value| if f["why"] == "unsure" { Reverse(f["risk"].as_u64()) } else { Reverse(None) };
            findings[from..].sort_by_key(|f| (rank(f), risk(f), f["line"].as_u64(), f["column"].as_u64()));
        }
        match self.format {
            Format::Json => writeln!(out, "{}", Value::Array(findings.clone()))?,
            Format::Jsonl => findings.iter().try_for_each(|f| writeln!(out, "{f}"))?,
            Format::Text => findings.iter().try_for_each(|f| text(f, &mut out))?,
        }
        out.flush()?;
        let told = |f: &Value| f["why"] == "unsure" || f["why"] == "warning" && f["doubtful"] == false;
        let code = if self.strict && !findings.iter().all(told) { FINDINGS } else { 0 };
        Ok(ExitCode::from(code))
    }
}

/// What somebody must decide stands first, what is only told last; each in the order of the text.
fn rank(finding: &Value) -> u8 {
    match finding["why"].as_str() {
        Some("warning") => 0,
        Some("doubtful" | "unknown") => 1,
        Some("unsure") => 2,
        Some("foreign") => 3,
        _ => 4,
    }
}

/// The findings without those unsure ones for which the text has no lines left.
fn within_budget(findings: Vec<Value>, words: usize, per_thousand: usize) -> Vec<Value> {
    let (mut unsure, mut listed): (Vec<Value>, Vec<Value>) = findings.into_iter().partition(|f| f["why"] == "unsure");
    let doubtful = listed.iter().filter(|f| f["why"] == "doubtful").count();
    let lines = (words * per_thousand).div_ceil(1000).saturating_sub(doubtful);
    unsure.sort_by_key(|f| Reverse(f["risk"].as_u64()));
    // Whoever opens the list finds what is likeliest to be wrong, however sure the text is as a whole.
    let first = listed.iter().all(|f| !matches!(f["why"].as_str(), Some("doubtful" | "unknown")));
    let worth =
        |n: usize, finding: &Value| n == 0 && first || finding["risk"].as_u64() >= Some(u64::from(risk::WORTH_A_LINE));
    listed.extend(unsure.into_iter().take(lines).enumerate().filter(|(n, f)| worth(*n, f)).map(|(_, f)| f));
    listed
}

/// How many words an article has that are read.
fn words(article: &Article) -> usize {
    article.speeches.iter().map(|speech| speech.text.split_whitespace().count()).sum()
}

/// What is not read, each text once.
fn dropped(article: &Article) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    for n in article.dropped() {
        let segment = &article.document.segments[n];
        if let Some(&first) = seen.get(&*segment.text) {
            found[first]["times"] = json!(found[first]["times"].as_u64().unwrap_or(1) + 1);
            continue;
        }
        seen.insert(&segment.text, found.len());
        found.push(json!({
            "file": article.document.name, "part": segment.origin.part, "line": segment.origin.line, "column": 1,
            "why": "dropped", "written": segment.text, "role": segment.role.name(), "times": 1,
        }));
    }
    found
}

/// Foreign words that the lexicon does not know how to say, each once, where it stands first.
fn foreign(article: &Article, places: &Places, lexicon: &Lexicon) -> Vec<Value> {
    let mut found: Vec<Value> = Vec::new();
    let mut seen: HashMap<&str, usize> = HashMap::new();
    let settled = |word: &str| word.split([' ', '-']).all(|word| lexicon.respelling(word).is_some());
    for (segment, speech) in article.document.segments.iter().zip(&article.speeches) {
        for words in foreign::words(speech) {
            let source = speech.to_source(words.spoken);
            let word = &segment.text[source.range()];
            if settled(word) {
                continue;
            }
            if let Some(&first) = seen.get(word) {
                found[first]["times"] = json!(found[first]["times"].as_u64().unwrap_or(1) + 1);
                continue;
            }
            seen.insert(word, found.len());
            let (line, column) = places.of(segment, source.start);
            found.push(json!({
                "file": article.document.name, "part": segment.origin.part, "line": line, "column": column, "why": "foreign", "written": word, "times": 1,
            }));
        }
    }
    found
}

/// Words beside a finding that are told, so that something can be learned from how it is settled; of a line without spaces no
/// more than so many characters.
const TOLD: usize = 3;
const MOST_TOLD: usize = 400;

fn before<'a>(l: &Located<'a>) -> &'a str {
    let text = &l.text[..l.reading.source.start as usize];
    let near = text.char_indices().rev().take(MOST_TOLD).take_while(|(_, c)| *c != '\n');
    let line = near.last().map_or(text.len(), |(n, _)| n);
    let spaces = text[line..].trim_end_matches(' ').char_indices().rev().filter(|(_, c)| *c == ' ');
    &text[spaces.map(|(n, _)| line + n + 1).nth(TOLD - 1).unwrap_or(line)..]
}

fn after<'a>(l: &Located<'a>) -> &'a str {
    let text = &l.text[l.reading.source.end as usize..];
    let near = text.char_indices().take(MOST_TOLD).take_while(|(_, c)| *c != '\n');
    let text = &text[..near.last().map_or(0, |(n, c)| n + c.len_utf8())];
    let words = text.len() - text.trim_start_matches(' ').len();
    let end = text[words..].char_indices().filter(|(_, c)| *c == ' ').map(|(n, _)| words + n).nth(TOLD - 1);
    &text[..end.unwrap_or(text.len())]
}

/// The line of a lexicon that would settle it; empty where only what stands around tells.
fn settle(l: &Located) -> String {
    if !l.written.contains(char::is_alphanumeric) || l.written.chars().nth(1).is_none() {
        return String::new();
    }
    format!("- {{write: {}, read: {}}}", json!(l.written), json!(l.spoken))
}

fn text(finding: &Value, out: &mut impl Write) -> io::Result<()> {
    let field = |name: &str| finding[name].as_str().unwrap_or("").to_owned();
    if finding["why"] == "warning" {
        return writeln!(out, "{}: {}", field("file"), field("written"));
    }
    // A part of an archive stands after its file.
    let part = Some(field("part")).filter(|part| !part.is_empty()).map(|part| format!("({part})")).unwrap_or_default();
    write!(out, "{}{part}:{}:{}: ", field("file"), finding["line"], finding["column"])?;
    let times = match finding["times"].as_u64() {
        Some(times) if times > 1 => format!(", {times} times"),
        _ => String::new(),
    };
    if finding["why"] == "dropped" {
        return writeln!(out, "dropped {}{times}: {}", field("role"), field("written"));
    }
    if matches!(finding["why"].as_str(), Some("foreign" | "silent")) {
        return writeln!(out, "{} «{}»{times}", field("why"), field("written"));
    }
    write!(
        out,
        "{} «{}»{times} is read «{}» ({}, {})",
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
    let settle = field("settle");
    if settle.is_empty() { writeln!(out) } else { writeln!(out, "\n    {settle}") }
}
