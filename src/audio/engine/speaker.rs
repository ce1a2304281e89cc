//! An engine with a voice, and what it has said.

use super::cache;
use super::command::{self, Places};
use super::stop::stopped;
use crate::audio::wav::Sound;
use crate::data::style::Style;
use crate::error::Error;
use crate::ssml::{Engine, Markup, Run, plainer};
use std::borrow::Cow;
use std::path::{Path, PathBuf};
use std::sync::atomic::{AtomicU32, Ordering};
use std::sync::{Arc, Mutex};
use std::time::{Duration, SystemTime};
use std::{fs, io, thread};
use tempfile::TempDir;

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
    /// What is told beside errors.
    notes: Arc<Mutex<Vec<String>>>,
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
        Ok(Speaker { engine, run, voice, folder: folder.to_owned(), unanswered: Arc::default(), notes: Arc::default() })
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

    /// Requests that may be said together: by one process, if the engine's can say many; else each is alone.
    pub fn groups<'r, 's>(&self, requests: &'r [&'s str]) -> Vec<&'r [&'s str]> {
        let most = if self.run.takes_lines() { self.run.lines.max(1) as usize } else { 1 };
        requests.chunks(most).collect()
    }

    /// WAV files of a group of requests, each as [`Speaker::say`] gives it.
    pub fn say_all(&self, requests: &[&str]) -> Vec<Result<PathBuf, Error>> {
        let missing: Vec<&str> = requests.iter().copied().filter(|request| self.kept(request).is_none()).collect();
        // Where the process fails, or does not give a sound for each, each is asked for by itself: one may be at fault.
        if missing.len() > 1 && self.run.takes_lines() && self.is_asked() {
            let late = self.together(&missing).is_err_and(|failed| failed.late);
            self.unanswered.fetch_add(u32::from(late), Ordering::Relaxed);
        }
        requests.iter().map(|request| self.say(request)).collect()
    }

    /// What was told beside errors: requests that could only be said in a plainer way.
    pub fn notes(&self) -> Vec<String> {
        self.notes.lock().map(|mut notes| std::mem::take(&mut *notes)).unwrap_or_default()
    }

    /// A WAV file of a request, made now or kept from before. A request that the engine cannot say, or whose process it
    /// ends, is asked for again without `sub` and marks.
    ///
    /// # Errors
    /// [`Error::Run`] if the engine is missing, fails, takes too long or writes no sound; [`Error::Io`] if nothing can be
    /// kept in the folder.
    pub fn say(&self, request: &str) -> Result<PathBuf, Error> {
        if let Some(kept) = self.kept(request) {
            cache::touch(&kept);
            return Ok(kept);
        }
        let (folder, kept) = self.place(request);
        fs::create_dir_all(&folder).map_err(|error| unwritable(&self.folder, &error))?;
        let mut wait = Duration::from_millis(500);
        let mut tries = self.run.retries;
        let failed = |message| Err(Error::Run { engine: self.engine.name.clone(), message });
        let mut asked = Cow::Borrowed(request);
        loop {
            if !self.is_asked() {
                return failed(format!("gave no answer to {PATIENCE} requests in a row and is asked no more"));
            }
            match self.attempt(&asked, &folder, &kept) {
                Ok(()) => {
                    self.forgive();
                    cache::prune(&folder, SystemTime::now());
                    return Ok(kept);
                }
                Err(command::Failed { message, again: true, late: false }) if tries == 0 && !stopped() => {
                    let Some(plainer) = plainer(&asked) else { return failed(message) };
                    self.note(format!("said without sub and marks, since {message}: {request}"));
                    asked = Cow::Owned(plainer);
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

    fn is_asked(&self) -> bool {
        self.unanswered.load(Ordering::Relaxed) < PATIENCE
    }

    fn note(&self, note: String) {
        // Whoever held the lock can have lost no more than notes.
        if let Ok(mut notes) = self.notes.lock() {
            notes.push(note);
        }
    }

    /// The folder and file of a request.
    fn place(&self, request: &str) -> (PathBuf, PathBuf) {
        let key = self.key(request);
        let folder = self.folder.join(&key[..2]);
        let file = folder.join(format!("{key}.wav"));
        (folder, file)
    }

    /// What was said of a request before. It is heard before it is believed: a disk may have been full.
    fn kept(&self, request: &str) -> Option<PathBuf> {
        let (_, file) = self.place(request);
        (file.exists() && Sound::read(&file).is_ok()).then_some(file)
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
        let room = self.room(folder)?;
        let sounds = self.run(&room, &[request])?;
        let [sound] = sounds.as_slice() else {
            return Err(command::Failed::maybe(self.unheard(&format!("it wrote {} WAV files", sounds.len()), request)));
        };
        self.keep(sound, kept, request)
    }

    /// Runs the command once for many sentences.
    fn together(&self, requests: &[&str]) -> Result<(), command::Failed> {
        let disk = |error: io::Error| command::Failed::once(unwritable(&self.folder, &error).to_string());
        fs::create_dir_all(&self.folder).map_err(disk)?;
        let room = self.room(&self.folder)?;
        let sounds = self.run(&room, requests)?;
        // Which sentence has none, nobody could tell.
        if sounds.len() != requests.len() {
            return Err(command::Failed::maybe(format!("{} WAV files of {} lines", sounds.len(), requests.len())));
        }
        for (sound, request) in sounds.iter().zip(requests) {
            let (folder, file) = self.place(request);
            fs::create_dir_all(folder).map_err(disk)?;
            // One that cannot be heard is asked for again by itself.
            let _ = self.keep(sound, &file, request);
        }
        Ok(())
    }

    fn room(&self, folder: &Path) -> Result<TempDir, command::Failed> {
        let disk = |error: io::Error| command::Failed::once(unwritable(folder, &error).to_string());
        tempfile::Builder::new().prefix(".say-").tempdir_in(folder).map_err(disk)
    }

    /// Runs the command on requests, a line each if there are more; the files that it wrote, in their order.
    fn run(&self, room: &TempDir, requests: &[&str]) -> Result<Vec<PathBuf>, command::Failed> {
        let disk = |error: io::Error| command::Failed::once(unwritable(room.path(), &error).to_string());
        let (input, out) = (room.path().join(format!("in.{}", self.engine.ending)), room.path().join("out.wav"));
        let sounds = room.path().join("out");
        let lines = self.run.takes_lines();
        let line = |request: &&str| request.split_whitespace().collect::<Vec<_>>().join(" ") + "\n";
        let text = if lines { requests.iter().map(line).collect() } else { requests.concat() };
        fs::write(&input, &text).map_err(disk)?;
        fs::create_dir(&sounds).map_err(disk)?;
        let places = Places {
            request: &input,
            text: &text,
            out: &out,
            folder: &sounds,
            voice: &self.voice,
            lines: requests.len() as u32,
        };
        command::run(&self.run, &places, room.path())?;
        if !lines {
            return Ok(vec![out]);
        }
        let entries = fs::read_dir(&sounds).map_err(disk)?.flatten().map(|entry| entry.path());
        let mut files: Vec<PathBuf> = entries.filter(|path| path.extension().is_some_and(|e| e == "wav")).collect();
        files.sort_by_cached_key(|path| order(&path.file_stem().unwrap_or_default().to_string_lossy()));
        Ok(files)
    }

    /// Moves a sound that can be heard to its place.
    fn keep(&self, sound: &Path, kept: &Path, request: &str) -> Result<(), command::Failed> {
        let why = match Sound::read(sound) {
            Ok(_) => None,
            Err(_) if !sound.exists() => Some("it wrote no WAV file".to_owned()),
            Err(Error::Sound { message, .. }) => Some(format!("what it gave {message}")),
            Err(other) => Some(other.to_string()),
        };
        if let Some(why) = why {
            return Err(command::Failed::maybe(self.unheard(&why, request)));
        }
        fs::rename(sound, kept).map_err(|error| command::Failed::once(unwritable(kept, &error).to_string()))
    }

    fn unheard(&self, why: &str, request: &str) -> String {
        let program = self.run.command.first().map_or("", String::as_str);
        format!("`{program}` ended well but {why}; the request was: {request}")
    }
}

/// The order of a file among its like: by its numbers, so that 10 comes after 9.
fn order(name: &str) -> (u128, String) {
    let digits: String = name.chars().filter(char::is_ascii_digit).take(30).collect();
    (digits.parse().unwrap_or(0), name.to_owned())
}

fn unwritable(folder: &Path, error: &io::Error) -> Error {
    Error::Io { path: folder.to_owned(), message: format!("what the engine says cannot be kept here: {error}") }
}
