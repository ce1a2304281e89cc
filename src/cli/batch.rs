//! `loidoc batch`: a folder of articles, unattended.

use super::failure::Failure;
use super::feeds::{self, Job};
use super::inputs::{self, Input};
use super::manifest::{self, Entry, Manifest};
use super::options::{Documents, Reading};
use super::place::Place;
use super::sound::{self, SoundOptions, Voice};
use super::ssml;
use super::watch;
use clap::Args;
use indicatif::ProgressBar;
use loidoc::document::Document;
use loidoc::pipeline::Article;
use loidoc::publish::bulletin::{self, Frame};
use loidoc::ssml::{Engine, Plan, Utterance};
use loidoc::{Error, Pipeline};
use rayon::prelude::*;
use std::cell::Cell;
use std::collections::HashSet;
use std::path::PathBuf;
use std::process::ExitCode;
use std::sync::atomic::{AtomicBool, AtomicUsize, Ordering};
use std::time::Duration;

/// Prepare folders of articles unattended: a folder an article, and a manifest of all
///
/// Each article's folder appears whole or not at all, and only then its line in OUT/manifest.jsonl. Whatever stops the
/// run, --resume goes on where it stopped and ends with the same files. A feed gives each of its articles a folder.
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc batch articles/ -o out/
  loidoc batch '/srv/press/*.txt' -o out/ --engine google --resume     # in a cron line
  loidoc batch articles/ -o out/ --audio --transcript                  # WAV files and captions, too
  loidoc batch incoming/ -o out/ --watch                               # a hot folder

Exit codes: 0 all done, 1 some articles failed, 2 bad use, 3 nothing could be done.")]
pub(super) struct Arguments {
    /// Files, folders (of which text, Markdown, HTML, Word, EPUB and RTF files are articles) and patterns in quotes
    #[arg(required = true)]
    pub(super) files: Vec<PathBuf>,
    /// The folder to write to
    #[arg(short, long, value_name = "DIR")]
    pub(super) output: PathBuf,
    /// The engine: a built-in profile (see `loidoc engines`) or a YAML file [default: w3c; with --audio espeak-ng]
    #[arg(long, value_name = "NAME|FILE")]
    engine: Option<String>,
    /// Have the engine speak: a WAV file an article, with timings and captions
    #[arg(long)]
    audio: bool,
    /// Do only what is new, has changed or failed since the last run
    #[arg(long)]
    resume: bool,
    /// Keep looking for new and changed articles until stopped; implies --resume
    #[arg(long)]
    watch: bool,
    /// With --watch, take a file when it has not changed for this many seconds
    #[arg(long, value_name = "SECONDS", default_value = "2")]
    pub(super) settle: u64,
    /// Stop at the first article that fails
    #[arg(long)]
    fail_fast: bool,
    /// Go on when an article fails (the default)
    #[arg(long, conflicts_with = "fail_fast")]
    keep_going: bool,
    /// Articles at the same time [default: one a processor]
    #[arg(short, long, value_name = "N")]
    jobs: Option<usize>,
    /// Print nothing but failures and the summary
    #[arg(short, long)]
    quiet: bool,
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    sound: SoundOptions,
    #[command(flatten)]
    reading: Reading,
}

/// All that stays the same from article to article.
pub(super) struct Batch {
    arguments: Arguments,
    pipeline: Pipeline,
    engine: Engine,
    voice: Option<Voice>,
    place: Place,
    /// An entry of which everything that depends on settings is filled in.
    blank: Entry,
    threads: rayon::ThreadPool,
}

/// What became of the articles of one round.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Counts {
    pub(super) done: usize,
    pub(super) unchanged: usize,
    pub(super) failed: usize,
    warnings: usize,
    milliseconds: u64,
}

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let watching = self.watch;
        let batch = Batch::new(self)?;
        // A lock that ends with the process, however that ends.
        let _lock = batch.place.lock()?;
        batch.place.tidy();
        if watching {
            let settle = Duration::from_secs(batch.arguments.settle);
            return watch::run(&batch.arguments.files, &batch.arguments.output, settle, |inputs, folders| {
                let counts = batch.round(inputs, folders)?;
                if counts.done + counts.failed > 0 {
                    println!("{}", batch.summary(counts));
                }
                Ok(())
            });
        }
        let inputs = inputs::expand(&batch.arguments.files, Some(&batch.arguments.output));
        if inputs.is_empty() {
            return Err(Failure::Message("no articles there: check the folder or pattern".into(), 3));
        }
        let folders = inputs::folders(&inputs, manifest::NAME);
        let counts = batch.round(&inputs, &folders)?;
        println!("{}", batch.summary(counts));
        Ok(ExitCode::from(match counts {
            Counts { failed: 0, .. } => 0,
            Counts { done: 0, unchanged: 0, .. } => 3,
            _ => 1,
        }))
    }
}

impl Batch {
    fn new(arguments: Arguments) -> Result<Batch, Failure> {
        let name = arguments.engine.as_deref().unwrap_or(if arguments.audio { "espeak-ng" } else { "w3c" });
        let engine = ssml::engine(name)?;
        let normalizer = arguments.reading.normalizer()?;
        let voice = match arguments.audio {
            true => Some(arguments.sound.voice(&engine, normalizer.style())?),
            false => None,
        };
        let hash = |bytes: &[u8]| blake3::hash(bytes).to_hex()[..16].to_owned();
        let lexicon = hash(&normalizer.lexicon().packed());
        let style = normalizer.style().clone();
        let domain = normalizer.domain().map(|domain| domain.name());
        let options = arguments.audio.then_some(&arguments.sound);
        let all = serde_json::json!([
            env!("CARGO_PKG_VERSION"),
            lexicon,
            style,
            engine,
            domain,
            arguments.documents,
            options
        ]);
        let blank = Entry {
            source: String::new(),
            folder: String::new(),
            hash: String::new(),
            loidoc: env!("CARGO_PKG_VERSION").into(),
            style: style.name,
            engine: engine.name.clone(),
            lexicon,
            settings: hash(all.to_string().as_bytes()),
            files: Vec::new(),
            chunks: 0,
            milliseconds: None,
            warnings: Vec::new(),
            error: None,
        };
        let pipeline = sound::pipeline(&arguments.documents, normalizer)?;
        let place = Place::new(&arguments.output)?;
        let threads = sound::threads(arguments.jobs)?;
        Ok(Batch { arguments, pipeline, engine, voice, place, blank, threads })
    }

    /// Does articles, each into its folder.
    pub(super) fn round(&self, inputs: &[Input], folders: &[String]) -> Result<Counts, Failure> {
        let mut manifest = Manifest::load(self.place.folder());
        let jobs = feeds::jobs(inputs, folders, &self.pipeline);
        let bar = sound::bar(jobs.len(), self.arguments.quiet);
        if let Some(voice) = &self.voice {
            voice.speaker.forgive();
        }
        let stop = AtomicBool::new(false);
        let begun = AtomicUsize::new(0);
        let one = |job: &Job| -> Result<Option<(Entry, bool)>, Error> {
            if stop.load(Ordering::Relaxed) {
                return Ok(None);
            }
            bar.set_message(job.name());
            let (entry, done) = self.article(job, &manifest);
            // What somebody stopped has not failed.
            if loidoc::audio::engine::stopped() && entry.error.is_some() {
                return Ok(None);
            }
            if done {
                manifest.append(&entry)?;
            }
            if entry.error.is_some() && self.arguments.fail_fast {
                stop.store(true, Ordering::Relaxed);
            }
            bar.inc(1);
            let count = begun.fetch_add(1, Ordering::Relaxed) + 1;
            self.tell(&entry, done, &format!("{count}/{}", jobs.len()), &bar);
            Ok(Some((entry, done)))
        };
        let entries: Result<Vec<_>, Error> = self.threads.install(|| jobs.par_iter().map(one).collect());
        bar.finish_and_clear();
        let entries: Vec<(Entry, bool)> = entries?.into_iter().flatten().collect();
        let counts = Counts::of(&entries);
        // Where an article got another folder (a second one of its name came), the old one goes.
        let used: HashSet<&String> = jobs.iter().map(|job| &job.folder).collect();
        for (entry, _) in &entries {
            let old = manifest.get(&entry.source).map(|old| &old.folder);
            if let Some(old) = old.filter(|old| **old != entry.folder && entry.error.is_none() && !used.contains(old)) {
                self.place.remove(old);
            }
        }
        manifest.finish(entries.into_iter().map(|(entry, _)| entry).collect())?;
        Ok(counts)
    }

    /// One article; whether anything was done for it.
    fn article(&self, job: &Job, manifest: &Manifest) -> (Entry, bool) {
        let mut entry = Entry { source: job.name(), folder: job.folder.clone(), ..self.blank.clone() };
        let done = self.prepare(job, &mut entry, manifest);
        match done {
            Ok(Some(known)) => return (known, false),
            Ok(None) => {}
            Err(error) => {
                self.place.unstage(&job.folder);
                // What was there before is no longer what the article says; but it is whole, so it stays.
                entry.files.clear();
                entry.chunks = 0;
                entry.warnings.clear();
                entry.error = Some(error.to_string());
            }
        }
        (entry, true)
    }

    /// Writes an article's folder; the entry that is known if there is nothing to do.
    fn prepare(&self, job: &Job, entry: &mut Entry, manifest: &Manifest) -> Result<Option<Entry>, Error> {
        let input = job.input;
        // What was read of a feed's article stands for its bytes.
        let bytes = match &job.part {
            Some((_, part)) => feeds::bytes(part),
            None => sound::bytes(input)?,
        };
        entry.hash = blake3::hash(&bytes).to_hex().to_string();
        if (self.arguments.resume || self.arguments.watch)
            && let Some(known) = manifest.get(&entry.source)
            && self.stands(known, entry)
        {
            return Ok(Some(known.clone()));
        }
        let article = match &job.part {
            Some((_, part)) => self.pipeline.speak(Document::clone(part)),
            None => self.pipeline.read(&entry.source, &bytes)?,
        };
        self.pipeline.says(&article.document)?;
        let (segments, utterances): (Vec<usize>, Vec<Utterance>) = article.utterances().unzip();
        let plan = Plan::new(&utterances, &self.engine, self.pipeline.normalizer().style(), self.pipeline.options())?;
        entry.chunks = plan.len();
        entry.warnings = warnings(&article);
        if plan.is_empty() {
            entry.warnings.push("there is nothing to read in it".into());
        }
        let stem = ssml::stem(&input.path);
        let staging = self.place.stage(&entry.folder)?;
        let torn = Cell::new(false);
        let look = |_| torn.set(true);
        let written = ssml::write_files(&staging, &input.path, &article, &segments, &plan, &self.engine, look);
        if torn.get() {
            entry.warnings.push(ssml::TORN.into());
        }
        written.map_err(|failure| Error::Io { path: staging.clone(), message: failure.message() })?;
        if let Some(voice) = &self.voice {
            let script = bulletin::script(&self.pipeline, &article, voice.speaker.engine())?;
            if !script.lines.is_empty() {
                // Nobody reads a batch's messages at night: an article is whole or not there.
                let said = self.sound().say(&script, voice).whole()?;
                entry.warnings.extend(voice.speaker.notes());
                let path = staging.join(format!("{stem}.wav"));
                let written = self.sound().write(&path, std::slice::from_ref(&script), &said, &Frame::default())?;
                entry.milliseconds = Some(written.timings.length());
            }
        }
        entry.files = self.place.list(&staging)?;
        let ours = manifest.owns(&entry.folder);
        self.place.settle(&entry.folder, &format!("{stem}.json"), ours)?;
        Ok(None)
    }

    fn sound(&self) -> &SoundOptions {
        &self.arguments.sound
    }

    /// Whether what is known of an article still stands.
    fn stands(&self, known: &Entry, now: &Entry) -> bool {
        known.error.is_none()
            && (&known.hash, &known.settings, &known.folder) == (&now.hash, &now.settings, &now.folder)
            && self.place.holds(&known.folder, &known.files)
    }

    /// A line an article where there is no bar; failures always.
    fn tell(&self, entry: &Entry, done: bool, count: &str, bar: &ProgressBar) {
        if let Some(error) = &entry.error {
            let message =
                if error.contains(&entry.source) { error.clone() } else { format!("{}: {error}", entry.source) };
            return bar.suspend(|| eprintln!("loidoc: {message}"));
        }
        if done && bar.is_hidden() && !self.arguments.quiet {
            let length = entry.milliseconds.map(|ms| format!(", {}", sound::length(ms))).unwrap_or_default();
            eprintln!("{count} {}: chunks: {}{length}", entry.source, entry.chunks);
        }
    }

    pub(super) fn summary(&self, counts: Counts) -> String {
        let mut text = format!(
            "{}: {} done, {} unchanged, {} failed, {} warnings",
            self.place.folder().display(),
            counts.done,
            counts.unchanged,
            counts.failed,
            counts.warnings
        );
        if self.arguments.audio {
            text.push_str(&format!(", {} of sound", sound::length(counts.milliseconds)));
        }
        text
    }
}

impl Counts {
    fn of(entries: &[(Entry, bool)]) -> Counts {
        let mut counts = Counts::default();
        for (entry, done) in entries {
            counts.warnings += entry.warnings.len();
            counts.milliseconds += entry.milliseconds.unwrap_or(0);
            match (entry.error.is_some(), done) {
                (true, _) => counts.failed += 1,
                (false, true) => counts.done += 1,
                (false, false) => counts.unchanged += 1,
            }
        }
        counts
    }
}

/// What somebody should look at: what the reader noticed, and doubtful readings.
fn warnings(article: &Article) -> Vec<String> {
    let doubtful = article.document.warnings.iter().filter(|warning| warning.is_doubtful());
    let mut found: Vec<String> = doubtful.map(ToString::to_string).collect();
    for (segment, speech) in article.document.segments.iter().zip(&article.speeches) {
        for reading in speech.readings.iter().filter(|r| r.confidence.is_doubtful()) {
            let (written, spoken) = (&segment.text[reading.source.range()], speech.text[reading.spoken.range()].trim());
            found.push(format!("line {}: «{written}» is read «{spoken}» ({})", segment.origin.line, reading.rule));
        }
    }
    found
}
