//! `loidoc speak`: articles as one sound, with captions.

use super::failure::Failure;
use super::inputs::{self, Input};
use super::options::{Documents, Reading};
use super::sound::{self, SoundOptions, Voice};
use super::ssml;
use clap::{Args, ValueEnum};
use loidoc::publish::bulletin::{self, Frame, Script};

use loidoc::audio::timings::Timings;
use loidoc::audio::wav::Loudness;
use loidoc::{Error, Pipeline};
use rayon::prelude::*;
use serde_json::json;
use std::collections::HashMap;
use std::fs;
use std::io::{self, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicUsize, Ordering};
use std::time::Duration;

/// Speak articles with a real engine: one WAV file with its captions
///
/// Several articles, a folder or a pattern make a bulletin. Beside FILE.wav are written FILE.timings.json, FILE.srt,
/// FILE.vtt, for several articles FILE.cue, and with --transcript FILE.html.
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc speak article.txt -o article.wav
  loidoc speak articles/ -o bulletin.wav --slot 5:00
  loidoc speak 'in/*.txt' -o bulletin.wav --opening tune.wav --transcript
  loidoc speak article.txt -o web.wav --loudness -16 --style south
  loidoc speak article.txt -o article.wav --engine piper.yaml

Exit codes: 0 all is in it, 1 some articles or sentences failed and are left out, 2 bad use, 3 nothing could be made.")]
pub(super) struct Arguments {
    /// Files, folders (of which text, Markdown, HTML, Word, EPUB and RTF files are articles) and patterns in quotes; -
    /// for standard input
    #[arg(required = true)]
    files: Vec<PathBuf>,
    /// The WAV file to write
    #[arg(short, long, value_name = "FILE.wav", value_parser = wav)]
    output: PathBuf,
    /// The engine: a built-in profile or a YAML file with `run`
    #[arg(long, value_name = "NAME|FILE", default_value = "espeak-ng")]
    engine: String,
    /// A WAV file before the first article
    #[arg(long, value_name = "FILE")]
    opening: Option<PathBuf>,
    /// A WAV file after the last article
    #[arg(long, value_name = "FILE")]
    closing: Option<PathBuf>,
    /// Milliseconds of silence between articles
    #[arg(long, value_name = "MS", default_value = "1500")]
    gap: u32,
    /// Say how far the length is over or under this time on air
    #[arg(long, value_name = "M:SS", value_parser = slot)]
    slot: Option<Duration>,
    /// Make nothing if an article fails, and stop there
    #[arg(long)]
    fail_fast: bool,
    /// Requests to the engine at the same time [default: one a processor]
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    #[command(flatten)]
    documents: Documents,
    /// How the report is written
    #[arg(long, value_enum, default_value = "text")]
    format: Report,
    #[command(flatten)]
    sound: SoundOptions,
    #[command(flatten)]
    reading: Reading,
}

#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
enum Report {
    /// A line for people.
    Text,
    /// One JSON object.
    Json,
}

/// Only WAV files are written.
fn wav(name: &str) -> Result<PathBuf, String> {
    let path = PathBuf::from(name);
    match path.extension() {
        Some(ending) if ending.eq_ignore_ascii_case("wav") => Ok(path),
        _ => Err("name a file that ends in .wav".into()),
    }
}

/// `5:00`, `1:00:00`, or seconds.
fn slot(text: &str) -> Result<Duration, String> {
    let bad = || "write minutes and seconds, such as 5:00".to_owned();
    let mut seconds = 0.0;
    for part in text.split(':') {
        let part: f64 = part.parse().map_err(|_| bad())?;
        seconds = seconds * 60.0 + part;
    }
    if text.split(':').count() > 3 {
        return Err(bad());
    }
    Duration::try_from_secs_f64(seconds).map_err(|_| bad())
}

/// What could not be said.
struct Missing {
    articles: usize,
    /// Of the articles that can be heard.
    sentences: usize,
}

/// An article that can be heard.
type Said = (Script, HashMap<String, PathBuf>);

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let engine = ssml::engine(&self.engine)?;
        let normalizer = self.reading.normalizer()?;
        let voice = self.sound.voice(&engine, normalizer.style())?;
        let pipeline = sound::pipeline(&self.documents, normalizer)?;
        let inputs = inputs::expand(&self.files, None);
        if inputs.is_empty() {
            return Err(Failure::Message("no articles there: check the folder or pattern".into(), 3));
        }
        // Before an hour of speech is made that has no place to go.
        if let Some(folder) = self.output.parent() {
            let failed =
                |error: io::Error| Failure::Message(format!("{}: cannot be made: {error}", folder.display()), 3);
            fs::create_dir_all(folder).map_err(failed)?;
        }
        let (said, missing) = self.say(&inputs, &pipeline, &voice)?;
        if said.is_empty() {
            return Err(Failure::Message(format!("nothing to make {} of", self.output.display()), 3));
        }
        let (scripts, paths): (Vec<Script>, Vec<_>) = said.into_iter().unzip();
        let paths: HashMap<&str, PathBuf> =
            paths.iter().flatten().map(|(request, path)| (request.as_str(), path.clone())).collect();
        let frame = Frame { opening: self.opening.clone(), closing: self.closing.clone(), gap: self.gap };
        let written = self.sound.write(&self.output, &scripts, &paths, &frame)?;
        self.report(&written.timings, written.loudness, &missing)?;
        Ok(ExitCode::from(u8::from(missing.articles + missing.sentences > 0)))
    }

    /// Has all articles said; those that can be heard, in order, and what is missing.
    fn say(&self, inputs: &[Input], pipeline: &Pipeline, voice: &Voice) -> Result<(Vec<Said>, Missing), Failure> {
        let bar = sound::bar(inputs.len(), false);
        let missing = AtomicUsize::new(0);
        let one = |input: &Input| -> Result<Said, Error> {
            bar.set_message(input.name());
            let bytes = sound::bytes(input)?;
            let article = pipeline.read(&input.name(), &bytes)?;
            pipeline.says(&article.document)?;
            let script = bulletin::script(pipeline, &article, voice.speaker.engine())?;
            let said = self.sound.say(&script, voice);
            let strict = self.fail_fast || said.is_lost();
            bar.suspend(|| voice.speaker.notes().iter().for_each(|note| eprintln!("loidoc: {}: {note}", input.name())));
            for (_, error) in said.failed.iter().filter(|_| !strict) {
                missing.fetch_add(1, Ordering::Relaxed);
                bar.suspend(|| eprintln!("loidoc: {}: {error}; that sentence is left out", input.name()));
            }
            let sounds = if strict { said.whole()? } else { said.sounds };
            let sounds = sounds.into_iter().map(|(request, path)| (request.to_owned(), path)).collect();
            bar.inc(1);
            Ok((script, sounds))
        };
        let tell = |input: &Input, error: Error| -> Failure {
            let message = error.to_string();
            // Errors of reading name the file already.
            let name = input.name();
            let message = if message.contains(&name) { message } else { format!("{name}: {message}") };
            Failure::Message(message, 3)
        };
        let threads = sound::threads(self.jobs)?;
        let mut said = Vec::new();
        let mut failed = 0;
        if self.fail_fast {
            let all: Result<Vec<Said>, Failure> = threads
                .install(|| inputs.par_iter().map(|input| one(input).map_err(|error| tell(input, error))).collect());
            said = all?;
        } else {
            let all: Vec<_> = threads.install(|| inputs.par_iter().map(|input| (input, one(input))).collect());
            for (input, result) in all {
                match result {
                    Ok(article) => said.push(article),
                    Err(error) => {
                        failed += 1;
                        bar.suspend(|| tell(input, error).report());
                    }
                }
            }
        }
        bar.finish_and_clear();
        said.retain(|(script, _)| {
            if script.lines.is_empty() {
                eprintln!("loidoc: {}: there is nothing to read in it", script.source);
            }
            !script.lines.is_empty()
        });
        Ok((said, Missing { articles: failed, sentences: missing.into_inner() }))
    }

    fn report(&self, timings: &Timings, loudness: Loudness, missing: &Missing) -> Result<(), Failure> {
        let mut out = io::stdout().lock();
        let length = timings.length();
        let slot = self.slot.map(|slot| slot.as_millis() as i64);
        let name = self.output.display();
        let round = |value: f64| (value * 100.0).round() / 100.0;
        if self.format == Report::Json {
            let report = json!({
                "audio": name.to_string(), "articles": timings.stories.len(), "failed": missing.articles,
                "sentences_failed": missing.sentences, "milliseconds": length,
                "lufs": round(loudness.lufs), "peak": round(loudness.peak), "over": slot.map(|slot| length as i64 - slot),
            });
            return Ok(writeln!(out, "{report}")?);
        }
        let articles = match timings.stories.len() {
            1 => "1 article".to_owned(),
            n => format!("{n} articles"),
        };
        let missing = match (missing.articles, missing.sentences) {
            (0, 0) => String::new(),
            (articles, 0) => format!(" ({articles} left out)"),
            (0, sentences) => format!(" (sentences left out: {sentences})"),
            (articles, sentences) => format!(" ({articles} left out, sentences left out: {sentences})"),
        };
        write!(
            out,
            "{name}: {articles}{missing}, {}, {:.1} LUFS, true peak {:.1} dBTP",
            sound::length(length),
            loudness.lufs,
            loudness.peak
        )?;
        if let Some(slot) = slot {
            let off = slot - length as i64;
            let side = if off < 0 { "over" } else { "under" };
            let seconds = off.unsigned_abs() as f64 / 1000.0;
            write!(out, "; {seconds:.1} s {side} the slot of {}", sound::length(slot as u64))?;
        }
        Ok(writeln!(out)?)
    }
}
