//! What `speak` and `batch --audio` share: the options of sound, and writing it with its captions.

use super::failure::{Failure, STOPPED};
use super::inputs::Input;
use super::options::Documents;
use super::source;
use clap::{Args, ValueEnum};
use etcetera::BaseStrategy;
use indicatif::{ProgressBar, ProgressDrawTarget, ProgressState, ProgressStyle};
use loidoc::audio::engine::Speaker;
use loidoc::audio::timings::transcript::{self, Parts};
use loidoc::audio::timings::{Timings, captions};
use loidoc::audio::wav::{self, Format, Level, Loudness};
use loidoc::pipeline::Profile;
use loidoc::publish::bulletin::{self, Frame, Said, Script};
use loidoc::speech::Detail;
use loidoc::ssml::{Engine, Options};
use loidoc::{Error, Normalizer, Pipeline, Style};
use rayon::prelude::*;
use serde::Serialize;
use std::collections::HashMap;
use std::fmt;
use std::io::{self, IsTerminal};
use std::path::{Path, PathBuf};
use std::time::Duration;
use std::{process, thread};
use tempfile::TempDir;

/// How sound is made.
#[derive(Args, Serialize)]
#[command(next_help_heading = "Sound")]
pub(super) struct SoundOptions {
    /// The voice, as the engine calls it [default: the engine's first one of the style's region]
    #[arg(long, value_name = "NAME")]
    voice: Option<String>,
    /// Integrated loudness in LUFS: -23 by EBU R 128, -16 for the web; keep: as the engine gives it
    #[arg(long, value_name = "LUFS|keep", default_value = "-23", allow_hyphen_values = true, value_parser = loudness)]
    loudness: String,
    /// Samples a second, 22050 to 48000
    #[arg(long, value_name = "HZ", default_value = "48000", value_parser = clap::value_parser!(u32).range(22_050..=48_000))]
    rate: u32,
    /// Bits a sample: 16 or 24
    #[arg(long, default_value = "16", value_parser = ["16", "24"])]
    bits: String,
    /// 1 for mono, 2 for stereo
    #[arg(long, default_value = "1", value_parser = clap::value_parser!(u16).range(1..=2))]
    channels: u16,
    /// A page that marks each sentence as it is heard. files: its script and style in files of their own, for servers whose
    /// policy allows none in pages
    #[arg(long, value_name = "page|files", num_args = 0..=1, require_equals = true, default_missing_value = "page")]
    pub(super) transcript: Option<Page>,
    /// Keep what the engine says here, so that nothing is said twice [default: the user's cache folder]
    #[arg(long, value_name = "DIR")]
    #[serde(skip)]
    cache: Option<PathBuf>,
    /// Keep nothing
    #[arg(long, conflicts_with = "cache")]
    #[serde(skip)]
    no_cache: bool,
}

fn loudness(text: &str) -> Result<String, String> {
    match text.parse::<f64>() {
        Ok(lufs) if (-60.0..=-5.0).contains(&lufs) => Ok(text.to_owned()),
        Err(_) if text == "keep" => Ok(text.to_owned()),
        _ => Err("give LUFS between -60 and -5, such as -23, or keep".into()),
    }
}

/// Where a page has its script and style.
#[derive(Clone, Copy, PartialEq, Eq, Serialize, ValueEnum)]
pub(super) enum Page {
    /// In itself.
    Page,
    /// In files beside it.
    Files,
}

/// A speaker, and the folder that goes away with it if nothing is to be kept.
pub(super) struct Voice {
    pub(super) speaker: Speaker,
    _folder: Option<TempDir>,
}

/// What was written for a programme.
pub(super) struct Written {
    pub(super) timings: Timings,
    pub(super) loudness: Loudness,
}

impl SoundOptions {
    pub(super) fn voice(&self, engine: &Engine, style: &Style) -> Result<Voice, Failure> {
        let cannot = |what: &str| Failure::Message(format!("{what}: name a folder with --cache DIR"), 3);
        let (folder, temporary) = match (&self.cache, self.no_cache) {
            (Some(folder), _) => (folder.clone(), None),
            (None, true) => {
                let temporary =
                    tempfile::tempdir().map_err(|error| cannot(&format!("no temporary folder ({error})")))?;
                (temporary.path().to_owned(), Some(temporary))
            }
            (None, false) => {
                let base = etcetera::choose_base_strategy().map_err(|_| cannot("no home folder, so no cache"))?;
                (base.cache_dir().join("loidoc"), None)
            }
        };
        // Programs run in a folder of their own.
        let folder = std::path::absolute(&folder).unwrap_or(folder);
        let speaker = Speaker::new(engine, style, self.voice.as_deref(), &folder).map_err(Failure::use_of)?;
        // Engines run in groups of their own, so Ctrl-C would leave them behind. Sound in the making may take a moment; what
        // is half written has a temporary name.
        let _ = ctrlc::set_handler(|| {
            loidoc::audio::engine::stop();
            thread::sleep(Duration::from_millis(500));
            process::exit(STOPPED.into());
        });
        Ok(Voice { speaker, _folder: temporary })
    }

    /// Has a script said, on as many threads as there are.
    pub(super) fn say<'s>(&self, script: &'s Script, voice: &Voice) -> Said<'s> {
        bulletin::say(script, &voice.speaker, |groups, say| groups.par_iter().map(|group| say(group)).collect())
    }

    /// Writes `path` and beside it the timings, captions and, if asked for, the page.
    pub(super) fn write(
        &self,
        path: &Path,
        scripts: &[Script],
        said: &HashMap<&str, PathBuf>,
        frame: &Frame,
    ) -> Result<Written, Error> {
        let (mut programme, timings) = bulletin::assemble(scripts, said, frame, self.rate)?;
        let level = self.loudness.parse().map_or(Level::Kept, Level::Lufs);
        let format = Format { bits: self.bits.parse().unwrap_or(16), channels: self.channels };
        let loudness = programme.write(path, format, level)?;
        let audio = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let beside = |ending: &str, text: String| wav::store_text(&path.with_extension(ending), &text);
        beside("timings.json", format!("{:#}\n", timings.json(&audio)))?;
        beside("srt", captions::srt(&timings))?;
        beside("vtt", captions::vtt(&timings))?;
        if scripts.len() > 1 {
            beside("cue", captions::cue(&timings, &audio))?;
        }
        if let Some(kind) = self.transcript {
            let named = |ending: &str| {
                path.with_extension(ending).file_name().unwrap_or_default().to_string_lossy().into_owned()
            };
            let (style, script) = (named("css"), named("js"));
            let parts = match kind {
                Page::Page => Parts::Inside,
                Page::Files => Parts::Beside { style: &style, script: &script },
            };
            if kind == Page::Files {
                beside("css", transcript::STYLE.to_owned())?;
                beside("js", transcript::SCRIPT.to_owned())?;
            }
            beside("html", transcript::page(&timings, &bulletin::title(scripts), &audio, parts))?;
        }
        Ok(Written { timings, loudness })
    }
}

/// The road from a file to what is said.
pub(super) fn pipeline(documents: &Documents, normalizer: Normalizer) -> Result<Pipeline, Failure> {
    let options = Options { lexicon: normalizer.lexicon().clone(), ..Options::default() };
    let pipeline = documents.pipeline(Profile::Bulletin)?.with_normalizer(normalizer);
    Ok(pipeline.with_detail(Detail::Readings).with_options(options))
}

/// The threads that a command works with.
pub(super) fn threads(jobs: Option<usize>) -> Result<rayon::ThreadPool, Failure> {
    rayon::ThreadPoolBuilder::new()
        .num_threads(jobs.unwrap_or(0))
        .build()
        .map_err(|error| Failure::Message(format!("--jobs: {error}"), 3))
}

/// A bar with rate and time left on a terminal; hidden otherwise.
pub(super) fn bar(articles: usize, quiet: bool) -> ProgressBar {
    let hidden = quiet || articles < 2 || !io::stderr().is_terminal();
    let target = if hidden { ProgressDrawTarget::hidden() } else { ProgressDrawTarget::stderr() };
    let bar = ProgressBar::with_draw_target(Some(articles as u64), target);
    if let Ok(style) = ProgressStyle::with_template("{bar:30} {pos}/{len}  {rate}  {eta} left  {wide_msg}") {
        bar.set_style(style.with_key("rate", |state: &ProgressState, out: &mut dyn fmt::Write| {
            // A bar that cannot be drawn is no reason to stop.
            let _ = write!(out, "{:.1} articles/s", state.per_sec());
        }));
    }
    bar
}

/// The bytes of an article.
pub(super) fn bytes(input: &Input) -> Result<Vec<u8>, Error> {
    source::read(&input.path)
}

/// `4:32.1`
pub(super) fn length(milliseconds: u64) -> String {
    let tenths = (milliseconds + 50) / 100;
    let (hours, minutes, seconds) = (tenths / 36_000, tenths / 600 % 60, tenths / 10 % 60);
    let tenths = tenths % 10;
    if hours > 0 {
        format!("{hours}:{minutes:02}:{seconds:02}.{tenths}")
    } else {
        format!("{minutes}:{seconds:02}.{tenths}")
    }
}
