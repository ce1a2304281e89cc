//! An engine with a voice, and what it has said.

use super::cache;
use super::command::{self, Places};
use super::stop::stopped;
use crate::audio::wav::Sound;
use crate::data::style::Style;
use crate::error::Error;
use crate::ssml::{Engine, Markup, Run};
use std::path::{Path, PathBuf};
use std::sync::Arc;
use std::sync::atomic::{AtomicU32, Ordering};
use std::time::{Duration, SystemTime};
use std::{fs, io, thread};

/// An engine that speaks with one voice and keeps what it said in a folder; what nobody asked for in a month goes.
///
/// ```no_run
/// use loidoc::{Lexicon, audio::engine::Speaker};
/// let lexicon = Lexicon::built_in();
/// let (engine, style) = (lexicon.engine("espeak-ng").unwrap(), lexicon.style("south").unwrap());
/// let speaker = Speaker::new(engine, style, None, "cache".as_ref())?;
/// assert_eq!(speaker.voice(), "vi-vn-x-south");
/// let wav = speaker.say("<speak>Xin chào</speak>")?; // cache/3f/3f….wav
/// # Ok::<(), loidoc::Error>(())
/// ```
#[derive(Clone, Debug)]
pub struct Speaker {
    engine: Engine,
    run: Run,
    voice: String,
    folder: PathBuf,
    /// Requests that ran out of time since the last one that was answered.
    unanswered: Arc<AtomicU32>,
}

/// An engine that left so many requests in a row without an answer is asked no more: an outage would take hours else.
const PATIENCE: u32 = 3;

impl Speaker {
    /// An engine with a voice: the one asked for, or the engine's first one of the style's region, or its first.
    /// What it says is kept in `folder` under a hash of request, command and voice.
    ///
    /// # Errors
    /// [`Error::Run`] if the profile has no `run`.
    pub fn new(engine: &Engine, style: &Style, voice: Option<&str>, folder: &Path) -> Result<Speaker, Error> {
        let Some(run) = engine.run.clone() else {
            return Err(Error::Run {
                engine: engine.name.clone(),
                message: "loidoc does not know how to run it: copy its YAML and add `run: {command: […]}`, or take \
                          --engine espeak-ng"
                    .into(),
            });
        };
        let of_region = engine.voices.iter().find(|v| v.region == style.region);
        let first = of_region.or(engine.voices.first()).map(|v| v.name.clone());
        let voice = voice.map(str::to_owned).or(first).or(engine.voice.clone()).unwrap_or_default();
        let mut engine = engine.clone();
        // SSML may name the voice, too, and where it can it must: espeak-ng heeds the document before its arguments.
        if engine.markup == Markup::Ssml && engine.allows("voice") && !voice.is_empty() {
            engine.voice = Some(voice.clone());
        }
        Ok(Speaker { engine, run, voice, folder: folder.to_owned(), unanswered: Arc::default() })
    }

    /// The profile, with the voice chosen: what requests must be made for.
    pub fn engine(&self) -> &Engine {
        &self.engine
    }

    /// The voice.
    pub fn voice(&self) -> &str {
        &self.voice
    }

    /// Asks the engine again, even if it left request after request without an answer.
    pub fn forgive(&self) {
        self.unanswered.store(0, Ordering::Relaxed);
    }

    /// A WAV file of a request, made now or kept from before.
    ///
    /// # Errors
    /// [`Error::Run`] if the engine is missing, fails, takes too long or writes no sound; [`Error::Io`] if nothing can be
    /// kept in the folder.
    pub fn say(&self, request: &str) -> Result<PathBuf, Error> {
        let key = self.key(request);
        let folder = self.folder.join(&key[..2]);
        let kept = folder.join(format!("{key}.wav"));
        // What was kept is heard before it is believed: a disk may have been full.
        if kept.exists() && Sound::read(&kept).is_ok() {
            cache::touch(&kept);
            return Ok(kept);
        }
        fs::create_dir_all(&folder).map_err(|error| unwritable(&self.folder, &error))?;
        let mut wait = Duration::from_millis(500);
        let mut tries = self.run.retries;
        let failed = |message| Err(Error::Run { engine: self.engine.name.clone(), message });
        loop {
            if self.unanswered.load(Ordering::Relaxed) >= PATIENCE {
                return failed(format!("gave no answer to {PATIENCE} requests in a row and is asked no more"));
            }
            match self.attempt(request, &folder, &kept) {
                Ok(()) => {
                    self.forgive();
                    cache::prune(&folder, SystemTime::now());
                    return Ok(kept);
                }
                Err(command::Failed { message, again, late }) if !again || tries == 0 || stopped() => {
                    self.unanswered.fetch_add(u32::from(late), Ordering::Relaxed);
                    return failed(message);
                }
                Err(_) => {
                    thread::sleep(wait);
                    wait *= 2;
                    tries -= 1;
                }
            }
        }
    }

    /// The name of a request: a hash of all that the sound depends on.
    fn key(&self, request: &str) -> String {
        let mut hasher = blake3::Hasher::new();
        for part in self.run.command.iter().map(String::as_str).chain([self.voice.as_str(), request]) {
            hasher.update(&(part.len() as u64).to_le_bytes());
            hasher.update(part.as_bytes());
        }
        hasher.finalize().to_hex()[..40].to_owned()
    }

    /// Runs the command once; a sound that can be heard is moved to its place.
    fn attempt(&self, request: &str, folder: &Path, kept: &Path) -> Result<(), command::Failed> {
        let disk = |error: io::Error| command::Failed::once(unwritable(folder, &error).to_string());
        let room = tempfile::Builder::new().prefix(".say-").tempdir_in(folder).map_err(disk)?;
        let (input, out) = (room.path().join(format!("in.{}", self.engine.ending)), room.path().join("out.wav"));
        fs::write(&input, request).map_err(disk)?;
        let places = Places { request: &input, text: request, out: &out, voice: &self.voice };
        command::run(&self.run, &places, room.path())?;
        if let Err(error) = Sound::read(&out) {
            let why = match error {
                Error::Sound { message, .. } => message,
                other => other.to_string(),
            };
            let program = self.run.command.first().map_or("", String::as_str);
            return Err(command::Failed::maybe(format!(
                "`{program}` ended well but {why}; the request was: {request}"
            )));
        }
        fs::rename(&out, kept).map_err(disk)
    }
}

fn unwritable(folder: &Path, error: &io::Error) -> Error {
    Error::Io { path: folder.to_owned(), message: format!("what the engine says cannot be kept here: {error}") }
}
