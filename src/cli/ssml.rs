//! `loidoc ssml`: SSML chunks that an engine accepts.

use super::failure::{FINDINGS, Failure};
use super::options::{Documents, Reading, named};
use super::source;
use clap::{Args, ValueEnum};
use indicatif::{ProgressBar, ProgressStyle};
use loidoc::document::{Document, SourceMap};
use loidoc::pipeline::{Article, Pipeline, Profile};
use loidoc::speech::Detail;
use loidoc::ssml::{Chunk, Engine, Expand, Marks, Markup, Options, Plan, Utterance, judge};
use loidoc::{Error, Lexicon};
use serde::Serialize;
use std::collections::HashSet;
use std::fs;
use std::io::{self, IsTerminal, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Make SSML chunks of articles, each within an engine's limits
///
/// To standard output a chunk a line; with -o a file a chunk (article-0001.ssml, …) and an index (article.json).
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc ssml article.txt
  loidoc ssml page.html book.epub report.docx feed.xml          # the kind is found from the content
  loidoc ssml --engine google -o out/ articles/*.txt
  loidoc ssml --engine neural article.txt | piper --output_file article.wav
  loidoc ssml --engine google --marks word -o out/ page.txt     # for read-along highlighting
  loidoc ssml --engine azure --voice male article.txt
  loidoc ssml --engine azure --expand sub --profile accessible page.txt
  loidoc ssml --check --engine google out/*.ssml")]
pub(super) struct Arguments {
    /// Files to read; - for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The engine it is for: a built-in profile (see `loidoc engines`) or a YAML file
    #[arg(long, value_name = "NAME|FILE", default_value = "w3c")]
    engine: String,
    /// The voice that speaks: its name, or a region or sex that the engine's profile knows (south, male)
    #[arg(long, value_name = "NAME")]
    voice: Option<String>,
    /// Write a file a chunk and an index into this folder
    #[arg(short, long, value_name = "DIR")]
    output: Option<PathBuf>,
    /// Make nothing: judge files that are SSML already by the engine's profile; exit code 1 if one is refused
    #[arg(long, conflicts_with_all = ["output", "expand", "marks", "profile"])]
    check: bool,
    /// text: spoken words; sub: the written form stays, with the spoken words as its alias; say-as: left to the engine
    /// where its profile says that it reads the class right
    #[arg(long, value_enum, default_value = "text")]
    expand: ExpandArgument,
    /// Places that the engine reports as it gets there; the index tells where in the source they are
    #[arg(long, value_enum, default_value = "none")]
    marks: MarksArgument,
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, ValueEnum)]
enum ExpandArgument {
    Text,
    Sub,
    SayAs,
}

#[derive(Clone, Copy, ValueEnum)]
enum MarksArgument {
    None,
    Sentence,
    Word,
}

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let mut engine = engine(&self.engine)?;
        if let Some(wanted) = &self.voice {
            engine.voice = Some(voice(&engine, wanted)?);
        }
        if self.check {
            return check(&self.files, &engine);
        }
        let normalizer = self.reading.normalizer()?;
        let expand = match self.expand {
            ExpandArgument::Text => Expand::Text,
            ExpandArgument::Sub => Expand::Sub,
            ExpandArgument::SayAs => Expand::SayAs,
        };
        let marks = match self.marks {
            MarksArgument::None => Marks::None,
            MarksArgument::Sentence => Marks::Sentence,
            MarksArgument::Word => Marks::Word,
        };
        let options = Options { expand, marks, lexicon: normalizer.lexicon().clone() };
        let pipeline = self.documents.pipeline(Profile::Bulletin)?;
        let pipeline = pipeline.with_normalizer(normalizer).with_detail(Detail::Places).with_options(options);
        source::check(&self.files)?;
        if self.output.is_some() {
            distinct(&self.files)?;
        }
        let progress = progress(self.files.len());
        for path in &self.files {
            progress.set_message(source::name(path));
            let bytes = source::read(path)?;
            let document = pipeline.document(&source::name(path), &bytes)?;
            super::options::warn(&document);
            pipeline.says(&document)?;
            let warn = |n: usize| {
                let name = source::name(path);
                progress.suspend(|| eprintln!("loidoc: {name}: chunk {}: {TORN}", n + 1));
            };
            match &self.output {
                None => print(&pipeline, &document, &engine, warn)?,
                Some(folder) => {
                    let article = pipeline.speak(document);
                    let (segments, utterances): (Vec<usize>, Vec<Utterance>) = article.utterances().unzip();
                    let plan = Plan::new(&utterances, &engine, pipeline.normalizer().style(), pipeline.options())?;
                    write_files(folder, path, &article, &segments, &plan, &engine, warn)?;
                }
            }
            progress.inc(1);
        }
        progress.finish_and_clear();
        Ok(ExitCode::SUCCESS)
    }
}

/// What is said of a chunk that could not be cut between words.
pub(super) const TORN: &str =
    "a word longer than the engine takes was cut: look at it, or give it a reading with --lexicon";

/// An engine's profile by its name, or out of a file.
pub(super) fn engine(name: &str) -> Result<Engine, Failure> {
    if Path::new(name).extension().is_some_and(|e| e == "yaml" || e == "yml") {
        return Ok(Engine::from_yaml(name, &source::read_text(Path::new(name))?).map_err(Error::from)?);
    }
    named(name, "engine", Lexicon::built_in().engines(), |e: &Engine| &e.name)
}

/// The first of an engine's voices that has this name, region or sex.
fn voice(engine: &Engine, wanted: &str) -> Result<String, Failure> {
    let found = engine.voices.iter().find(|v| [&v.name, &v.region, &v.sex].iter().any(|known| *known == wanted));
    match found {
        Some(_) if !engine.allows("voice") => {
            let message = format!("--voice: {} takes no markup: choose the voice where you call it", engine.name);
            Err(Failure::Message(message, 2))
        }
        Some(found) => Ok(found.name.clone()),
        None => {
            let known = engine.voices.iter().map(|v| v.name.as_str()).collect::<Vec<_>>().join(", ");
            let known = if known.is_empty() { "none".to_owned() } else { known };
            Err(Failure::use_of(Error::Unknown { what: "voice", name: wanted.to_owned(), known }))
        }
    }
}

/// Judges files of SSML: a line a fault.
fn check(files: &[PathBuf], engine: &Engine) -> Result<ExitCode, Failure> {
    source::check(files)?;
    let mut out = io::stdout().lock();
    let mut code = ExitCode::SUCCESS;
    for path in files {
        let name = source::name(path);
        for fault in judge(&source::read_text(path)?, engine) {
            writeln!(out, "{name}:{}:{}: {}", fault.line, fault.column, fault.message)?;
            code = ExitCode::from(FINDINGS);
        }
    }
    Ok(code)
}

/// A bar for many files, on a terminal only.
fn progress(files: usize) -> ProgressBar {
    if files < 2 || !io::stderr().is_terminal() {
        return ProgressBar::hidden();
    }
    let bar = ProgressBar::new(files as u64);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len} {eta} {msg}") {
        bar.set_style(style);
    }
    bar
}

/// What is printed at once.
const BATCH: usize = 1 << 16;

/// A chunk a line, its line breaks spaces; for an engine that takes plain text a paragraph a line. `warn` is told of chunks
/// that end inside a word.
fn print(pipeline: &Pipeline, document: &Document, engine: &Engine, warn: impl Fn(usize)) -> Result<(), Failure> {
    let mut out = io::stdout().lock();
    let mut waiting = String::with_capacity(2 * BATCH);
    let mut count = 0;
    let line_end = if engine.markup == Markup::Plain { "\n" } else { " " };
    pipeline.write(document, engine, |chunk| {
        if chunk.is_forced() {
            warn(count);
        }
        count += 1;
        let start = waiting.len();
        chunk.write(&mut waiting);
        if memchr::memchr(b'\n', &waiting.as_bytes()[start..]).is_some() {
            let chunk = waiting.split_off(start);
            for (n, line) in chunk.lines().filter(|line| !line.is_empty()).enumerate() {
                waiting.push_str(if n > 0 { line_end } else { "" });
                waiting.push_str(line);
            }
        }
        waiting.push('\n');
        if waiting.len() > BATCH {
            out.write_all(waiting.as_bytes())?;
            waiting.clear();
        }
        Ok::<_, Failure>(())
    })?;
    out.write_all(waiting.as_bytes())?;
    Ok(out.flush()?)
}

pub(super) fn stem(path: &Path) -> String {
    if path.as_os_str() == "-" {
        return "stdin".to_owned();
    }
    path.file_stem().map_or_else(|| "article".to_owned(), |s| s.to_string_lossy().into_owned())
}

/// Two files of the same name would write over each other.
fn distinct(paths: &[PathBuf]) -> Result<(), Failure> {
    let mut seen = HashSet::new();
    for path in paths {
        let stem = stem(path);
        if !seen.insert(stem.clone()) {
            let message = format!("two files would be written as `{stem}-0001`: rename one or use two folders");
            return Err(Failure::Message(message, 2));
        }
    }
    Ok(())
}

/// Writes chunks and index under temporary names and renames them when all are whole; then removes chunks that an
/// earlier run left over.
pub(super) fn write_files(
    folder: &Path,
    path: &Path,
    article: &Article,
    segments: &[usize],
    plan: &Plan,
    engine: &Engine,
    warn: impl Fn(usize),
) -> Result<(), Failure> {
    let failed =
        |error: &io::Error| Error::Io { path: folder.to_owned(), message: format!("cannot write here: {error}") };
    fs::create_dir_all(folder).map_err(|error| failed(&error))?;
    let stem = stem(path);
    // Everything is written into a folder of its own first; files that are whole are then renamed to their place.
    let staging = tempfile::Builder::new().prefix(".loidoc-").tempdir_in(folder).map_err(|error| failed(&error))?;
    let mut written: Vec<String> = Vec::new();
    let mut write = |name: String, content: &str| -> Result<(), Failure> {
        fs::write(staging.path().join(&name), content).map_err(|error| failed(&error))?;
        written.push(name);
        Ok(())
    };
    let width = plan.len().to_string().len().max(4);
    let mut entries = Vec::new();
    for (n, chunk) in plan.chunks().enumerate() {
        if chunk.forced_cut {
            warn(n);
        }
        let file = format!("{stem}-{:0width$}.{}", n + 1, engine.ending);
        write(file.clone(), &chunk.xml)?;
        entries.push(Entry::new(file, chunk, article, segments));
    }
    let index = Index { chunks: entries, engine: &engine.name, source: &article.document.name };
    let index = serde_json::to_string_pretty(&index).map_err(|error| failed(&error.into()))?;
    write(format!("{stem}.json"), &(index + "\n"))?;
    for name in &written {
        fs::rename(staging.path().join(name), folder.join(name)).map_err(|error| failed(&error))?;
    }
    remove_stale(folder, &stem, &written.into_iter().collect());
    Ok(())
}

/// The index of an article's chunks; keys are in the order of the alphabet.
#[derive(Serialize)]
struct Index<'a> {
    chunks: Vec<Entry<'a>>,
    engine: &'a str,
    source: &'a str,
}

/// A chunk in the index.
#[derive(Serialize)]
struct Entry<'a> {
    bytes: usize,
    characters: usize,
    file: String,
    forced_cut: bool,
    #[serde(skip_serializing_if = "Vec::is_empty")]
    marks: Vec<MarkEntry<'a>>,
    pause: u32,
    sources: Vec<SourceEntry<'a>>,
    text: String,
}

/// A piece of the document that a chunk was made of, in bytes of its part.
#[derive(Serialize)]
struct SourceEntry<'a> {
    end: usize,
    line: usize,
    part: &'a str,
    role: &'static str,
    /// Who says it, so that whoever plays it may give each a voice.
    #[serde(skip_serializing_if = "Option::is_none")]
    speaker: Option<&'a str>,
    start: usize,
}

/// A mark, and what it stands before.
#[derive(Serialize)]
struct MarkEntry<'a> {
    end: usize,
    id: String,
    start: usize,
    text: &'a str,
}

impl<'a> Entry<'a> {
    fn new(file: String, chunk: Chunk, article: &'a Article, segments: &[usize]) -> Entry<'a> {
        let sources = chunk.sources.iter().map(|&(utterance, span)| {
            let segment = &article.document.segments[segments[utterance]];
            let SourceMap { part, line, .. } = &segment.origin;
            let bytes = segment.origin.locate_span(span);
            let speaker = segment.speaker.as_deref();
            SourceEntry { end: bytes.end, line: *line, part, role: segment.role.name(), speaker, start: bytes.start }
        });
        let marks = chunk.marks.into_iter().map(|mark| {
            let n = segments[mark.utterance];
            let bytes = article.document.segments[n].origin.locate_span(mark.source);
            let text = article.speeches[n].text[mark.spoken.range()].trim();
            MarkEntry { end: bytes.end, id: mark.id, start: bytes.start, text }
        });
        Entry {
            bytes: chunk.xml.len(),
            characters: chunk.characters,
            file,
            forced_cut: chunk.forced_cut,
            marks: marks.collect(),
            pause: chunk.pause,
            sources: sources.collect(),
            text: chunk.text,
        }
    }
}

/// Chunks of the same article from a longer run before: `article-0009.ssml`.
fn remove_stale(folder: &Path, stem: &str, written: &HashSet<String>) {
    let Ok(entries) = fs::read_dir(folder) else { return };
    for entry in entries.flatten() {
        let name = entry.file_name().to_string_lossy().into_owned();
        let number =
            name.strip_prefix(stem).and_then(|rest| rest.strip_prefix('-')).and_then(|rest| rest.split('.').next());
        let chunk = number.is_some_and(|n| n.len() >= 4 && n.bytes().all(|b| b.is_ascii_digit()));
        if chunk && !written.contains(&name) {
            // A chunk that cannot be removed is no reason to fail: the index does not name it.
            let _ = fs::remove_file(entry.path());
        }
    }
}
