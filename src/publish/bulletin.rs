//! A bulletin: articles spoken by an engine, one after the other, with the exact silences of a style and the times at
//! which every sentence is heard.
//!
//! An engine is asked sentence by sentence and what it says is joined, so that pauses are ours and captions fit to the
//! sample.

use crate::audio::engine::Speaker;
use crate::audio::timings::{Sentence, Story, Timings};
use crate::audio::wav::{Programme, Sound};
use crate::data::style::Style;
use crate::document::Role;
use crate::error::Error;
use crate::pipeline::{Article, Pipeline};
use crate::speech::Speech;
use crate::ssml::{Options, Utterance, chunks};
use std::collections::{HashMap, HashSet};
use std::path::{Path, PathBuf};

/// What is asked of an engine for one article, in order.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Script {
    /// The article's headline, or its name.
    pub title: String,
    /// Its name, as the caller gave it.
    pub source: String,
    /// Its sentences.
    pub lines: Vec<Line>,
}

/// One sentence.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Line {
    /// What the engine is asked: one request, or more if the sentence is longer than it takes.
    pub requests: Vec<String>,
    /// The sentence as it was written.
    pub written: String,
    /// What its paragraph is.
    pub role: Role,
    /// The number of its paragraph among the document's segments.
    pub paragraph: usize,
    /// Milliseconds of silence after it.
    pub pause: u32,
}

/// Between sentences, where the style leaves the pause to the engine: what newsreaders do.
const SENTENCE: u32 = 350;
/// Between the parts of a sentence that was too long for the engine: a breath.
const BREATH: u32 = 150;

/// What is asked of an engine to say an article. Sentences without a letter or digit are left out: there is nothing to say.
///
/// # Errors
/// [`Error::Limit`] if the engine's limit is too small for anything.
///
/// ```
/// use loidoc::{Lexicon, Pipeline, publish::bulletin};
/// let pipeline = Pipeline::new();
/// let article = pipeline.read("a.txt", "Họp mặt\n(VLO) Ngày 2/9. Tỉnh họp.\n".as_bytes())?;
/// let script = bulletin::script(&pipeline, &article, Lexicon::built_in().engine("neural").unwrap())?;
/// assert_eq!(script.title, "Họp mặt");
/// let said: Vec<_> = script.lines.iter().map(|line| (line.requests[0].as_str(), line.pause)).collect();
/// assert_eq!(said[0], ("Họp mặt.", 1000));
/// assert_eq!(said.last(), Some(&("Tỉnh họp.", 700)));
/// # Ok::<(), loidoc::Error>(())
/// ```
pub fn script(pipeline: &Pipeline, article: &Article, engine: &crate::ssml::Engine) -> Result<Script, Error> {
    let style = pipeline.normalizer().style();
    let options = Options { lexicon: pipeline.options().lexicon.clone(), ..Options::default() };
    let mut script = Script { source: article.document.name.clone(), ..Script::default() };
    for (paragraph, utterance) in article.utterances() {
        if utterance.role == Role::Headline && script.title.is_empty() {
            script.title = utterance.text.trim().to_owned();
        }
        // One sentence at a time is put before the engine, the rest of the speech stays where it is.
        let mut speech = Speech { sentences: Vec::new(), ..utterance.speech.clone() };
        let first = script.lines.len();
        for &sentence in &utterance.speech.sentences {
            if !speech.text[sentence.spoken.range()].contains(char::is_alphanumeric) {
                continue;
            }
            speech.sentences = vec![sentence];
            let one = Utterance { speech: &speech, ..utterance };
            let requests = chunks(&[one], engine, style, &options)?.chunks.into_iter().map(|c| c.xml).collect();
            let written = utterance.text[sentence.source.range()].trim().to_owned();
            let pause = sentence_pause(style);
            script.lines.push(Line { requests, written, role: utterance.role, paragraph, pause });
        }
        if script.lines.len() > first
            && let Some(last) = script.lines.last_mut()
        {
            let pauses = &style.pauses;
            let after = if utterance.role == Role::Headline { pauses.headline } else { pauses.paragraph };
            last.pause = if after > 0 { after } else { last.pause };
        }
    }
    if script.title.is_empty() {
        let stem = Path::new(&script.source).file_stem();
        script.title = stem.map_or_else(|| script.source.clone(), |s| s.to_string_lossy().into_owned());
    }
    Ok(script)
}

fn sentence_pause(style: &Style) -> u32 {
    if style.pauses.sentence > 0 { style.pauses.sentence } else { SENTENCE }
}

/// What a bulletin is called: after its first articles.
pub fn title(scripts: &[Script]) -> String {
    const NAMED: usize = 3;
    let titles: Vec<&str> = scripts.iter().take(NAMED).map(|script| script.title.as_str()).collect();
    titles.join(" · ") + if scripts.len() > NAMED { " · …" } else { "" }
}

impl Script {
    /// The requests in order; the same one may come again.
    pub fn requests(&self) -> impl Iterator<Item = &str> {
        self.lines.iter().flat_map(|line| line.requests.iter().map(String::as_str))
    }
}

/// What stands around the articles.
#[derive(Clone, Debug, Default)]
pub struct Frame {
    /// A sound before the first article.
    pub opening: Option<PathBuf>,
    /// A sound after the last one.
    pub closing: Option<PathBuf>,
    /// Milliseconds of silence between articles, and between an article and the sounds around it.
    pub gap: u32,
}

/// Joins what the engine said: the programme, and when each sentence is heard. `said` leads from a request to its WAV; a
/// sentence that lacks one is left out.
///
/// # Errors
/// [`Error::Sound`] if a sound cannot be used; [`Error::Io`] if there is no room for temporary files.
pub fn assemble(
    scripts: &[Script],
    said: &HashMap<&str, PathBuf>,
    frame: &Frame,
    rate: u32,
) -> Result<(Programme, Timings), Error> {
    let mut programme = Programme::new(rate)?;
    let mut stories = Vec::new();
    if let Some(path) = &frame.opening {
        programme.tune(Sound::read(path).map_err(|error| tune(path, error))?)?;
        programme.silence(frame.gap)?;
    }
    for (n, script) in scripts.iter().enumerate() {
        if n > 0 {
            programme.silence(frame.gap)?;
        }
        stories.push(story(script, said, &mut programme)?);
    }
    if let Some(path) = &frame.closing {
        programme.silence(frame.gap)?;
        programme.tune(Sound::read(path).map_err(|error| tune(path, error))?)?;
    }
    let duration = programme.frames();
    Ok((programme, Timings { rate, duration, stories }))
}

fn story(script: &Script, said: &HashMap<&str, PathBuf>, programme: &mut Programme) -> Result<Story, Error> {
    let begin = programme.frames();
    let mut sentences = Vec::new();
    let mut pause = 0;
    for line in &script.lines {
        // Half a sentence is worse than none.
        if line.requests.iter().any(|request| !said.contains_key(request.as_str())) {
            continue;
        }
        programme.silence(pause)?;
        let start = programme.frames();
        for (n, request) in line.requests.iter().enumerate() {
            if n > 0 {
                programme.silence(BREATH)?;
            }
            if let Some(path) = said.get(request.as_str()) {
                programme.speech(&Sound::read(path)?)?;
            }
        }
        sentences.push(Sentence {
            start,
            end: programme.frames(),
            text: line.written.clone(),
            role: line.role,
            paragraph: line.paragraph,
        });
        pause = line.pause;
    }
    let (title, source) = (script.title.clone(), script.source.clone());
    Ok(Story { start: begin, end: programme.frames(), title, source, sentences })
}

/// Sounds that stand around the articles are nobody's answer: the message names the file and tells what is wrong with it.
fn tune(path: &Path, error: Error) -> Error {
    match error {
        Error::Sound { message, .. } => Error::Sound {
            file: path.display().to_string(),
            message: format!(
                "cannot be the opening or closing sound, since it {message}: give a WAV file that can be heard"
            ),
        },
        other => other,
    }
}

/// What came of a script: its sounds, by the request, and the requests that could not be said.
#[derive(Debug, Default)]
pub struct Said<'s> {
    /// The WAV file of each request.
    pub sounds: HashMap<&'s str, PathBuf>,
    /// What could not be said, and why.
    pub failed: Vec<(&'s str, Error)>,
}

impl<'s> Said<'s> {
    /// The sounds, if none is missing.
    ///
    /// # Errors
    /// Why the first one is.
    pub fn whole(self) -> Result<HashMap<&'s str, PathBuf>, Error> {
        self.failed.into_iter().next().map_or(Ok(self.sounds), |(_, error)| Err(error))
    }

    /// Whether so little could be said that it would be no article any more: less than half.
    pub fn is_lost(&self) -> bool {
        self.failed.len() > self.sounds.len()
    }
}

/// Asks an engine for everything that a script needs, each request once; what cannot be said does not stop the others.
/// `each` runs the work on the groups of requests, on as many threads as it likes, and gives what came of them in the same
/// order.
pub fn say<'s>(
    script: &'s Script,
    speaker: &Speaker,
    each: impl FnOnce(
        &[&[&'s str]],
        &(dyn Fn(&[&str]) -> Vec<Result<PathBuf, Error>> + Sync),
    ) -> Vec<Vec<Result<PathBuf, Error>>>,
) -> Said<'s> {
    let mut requests: Vec<&str> = Vec::new();
    let mut known = HashSet::new();
    requests.extend(script.requests().filter(|request| known.insert(*request)));
    let groups = speaker.groups(&requests);
    let all = each(&groups, &|group| speaker.say_all(group));
    let mut said = Said::default();
    for (request, result) in groups.iter().copied().flatten().zip(all.into_iter().flatten()) {
        match result {
            Ok(path) => {
                said.sounds.insert(request, path);
            }
            Err(error) => said.failed.push((request, error)),
        }
    }
    said
}
