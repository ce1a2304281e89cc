//! An engine that tells what it says: espeak-ng through its library, and what of a text it says too much or too little.
#![allow(dead_code)]

use loidoc::vietnamese::syllable::is_syllable;
use serde_json::{Value, json};
use std::collections::HashMap;
use std::io::{BufRead, BufReader, Write};
use std::path::Path;
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};

/// espeak-ng with one voice.
pub struct Listener {
    child: Child,
    requests: ChildStdin,
    answers: BufReader<ChildStdout>,
    voice: String,
    /// What it says for a word by itself.
    words: HashMap<String, String>,
}

/// What was heard of a request.
pub struct Heard {
    /// Its phonemes, with nothing between them.
    pub phonemes: String,
    /// The marks that arrived, with the millisecond.
    pub marks: Vec<(String, i64)>,
    /// Where words begin: the place in the request, in characters from 1, and the millisecond.
    starts: Vec<(i64, i64)>,
    pub milliseconds: f64,
}

impl Heard {
    /// The marks that are not heard as a word begins that stands beside them, or not in their order.
    pub fn misplaced(&self, request: &str) -> Vec<&str> {
        const NEAR: i64 = 10;
        let place = |name: &str| request.find(&format!("<mark name=\"{name}\"/>")).unwrap_or(request.len());
        let characters = |at: usize| request[..at].chars().count() as i64;
        let places: Vec<i64> = self.marks.iter().map(|(name, _)| characters(place(name))).collect();
        // Words out of `sub` are told at places that go up and down.
        let known = !request.contains("<sub ");
        let (mut from, mut before) = (0, -1);
        let mut wrong = Vec::new();
        for (n, (name, heard)) in self.marks.iter().enumerate() {
            // A dash before a mark is told as the beginning of the word behind it.
            let to = places.get(n + 1).copied().unwrap_or(i64::MAX);
            let mut beside = self.starts.iter().filter(|(place, _)| (from..=to).contains(place));
            let near = !known || beside.any(|(_, word)| (word - heard).abs() <= NEAR);
            if !near || *heard < before || known && *heard == before {
                wrong.push(name.as_str());
            }
            (from, before) = (places[n], *heard);
        }
        wrong
    }
}

/// What of a text was said too much and too little: phonemes of nothing in it, words of which nothing was heard.
#[derive(Debug, Default)]
pub struct Faults {
    pub more: Vec<String>,
    pub less: Vec<String>,
}

impl Listener {
    pub fn new(voice: &str) -> Listener {
        let script = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/listen/espeak.py");
        let mut child = Command::new("python3")
            .arg(script)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::null())
            .spawn()
            .expect("python3 is installed: tests/install.sh");
        let requests = child.stdin.take().expect("it is piped");
        let mut answers = BufReader::new(child.stdout.take().expect("it is piped"));
        let mut version = String::new();
        answers.read_line(&mut version).expect("espeak-ng's library is installed: tests/install.sh");
        assert!(version.contains('.'), "espeak-ng's library is installed: tests/install.sh");
        Listener { child, requests, answers, voice: voice.to_owned(), words: HashMap::new() }
    }

    fn ask(&mut self, mut request: Value) -> Value {
        request["voice"] = self.voice.clone().into();
        writeln!(self.requests, "{request}").expect("it listens");
        let mut line = String::new();
        self.answers.read_line(&mut line).expect("it answers");
        serde_json::from_str(&line).unwrap_or_else(|error| panic!("{error}: {line}"))
    }

    /// What it says of a request, at so many words a minute; `None` if that ended its process.
    pub fn hear(&mut self, request: &str, ssml: bool, rate: u32) -> Option<Heard> {
        let answer = self.ask(json!({"text": request, "ssml": ssml, "rate": rate}));
        let marks =
            answer["marks"].as_array()?.iter().filter_map(|m| Some((m[0].as_str()?.to_owned(), m[1].as_i64()?)));
        let starts = answer["starts"].as_array()?.iter().filter_map(|s| Some((s[0].as_i64()?, s[1].as_i64()?)));
        let (marks, starts) = (marks.collect(), starts.collect());
        let milliseconds = answer["milliseconds"].as_f64()?;
        Some(Heard { phonemes: plain(answer["phonemes"].as_str()?), marks, starts, milliseconds })
    }

    /// What it says for each word by itself.
    pub fn words(&mut self, text: &str) -> Vec<(String, String)> {
        let words: Vec<&str> = words(text).collect();
        let mut unknown: Vec<&str> = words.iter().copied().filter(|w| !self.words.contains_key(*w)).collect();
        unknown.sort_unstable();
        unknown.dedup();
        if !unknown.is_empty() {
            // Among capitals a word is a word, among small letters it may be spelt: so a word of small letters goes before it.
            const BEFORE: &str = "là ";
            let asked = unknown.iter().map(|word| small(word));
            let asked: Vec<String> =
                [BEFORE.to_owned()].into_iter().chain(asked.map(|w| BEFORE.to_owned() + &w)).collect();
            let answer = self.ask(json!({"words": asked}));
            let said: Vec<String> = answer["words"]
                .as_array()
                .expect("words end no process")
                .iter()
                .map(|said| plain(said.as_str().unwrap_or_default()))
                .collect();
            for (word, with) in unknown.iter().zip(&said[1..]) {
                let alone = with.strip_prefix(&said[0]).unwrap_or_else(|| panic!("{word}: {with}"));
                self.words.insert((*word).to_owned(), alone.to_owned());
            }
        }
        words.iter().map(|&word| (word.to_owned(), self.words[word].clone())).collect()
    }

    /// What of a text was said too much and too little.
    pub fn compare(&mut self, text: &str, heard: &str) -> Faults {
        let wanted = self.words(text);
        compare(&wanted, heard)
    }
}

impl Drop for Listener {
    fn drop(&mut self) {
        // It may have ended already.
        let _ = self.child.kill();
        let _ = self.child.wait();
    }
}

/// The words of a text, as an engine parts them.
fn words(text: &str) -> impl Iterator<Item = &str> {
    text.split(|c: char| !(c.is_alphanumeric() || matches!(c, '\u{300}'..='\u{36f}'))).filter(|w| !w.is_empty())
}

/// A syllable in capitals is said as the word that it is.
fn small(word: &str) -> String {
    let lower = word.to_lowercase();
    if word.chars().all(char::is_uppercase) && word.chars().nth(1).is_some() && is_syllable(&lower) {
        lower
    } else {
        word.to_owned()
    }
}

/// Phonemes without stress, pauses, changes of language and what stands between words. A level tone is a little other
/// at the end of a clause.
fn plain(phonemes: &str) -> String {
    let mut out = String::new();
    let mut rest = phonemes;
    while let Some(c) = rest.chars().next() {
        if let Some(end) = rest.find(')').filter(|&n| c == '(' && n < 20) {
            rest = &rest[end + 1..];
        } else if let Some(after) = rest.strip_prefix("_:") {
            rest = after;
        } else {
            match c {
                '\'' | ',' | '_' | '|' | ' ' | '\n' | '%' => {}
                '7' => out.push('1'),
                c => out.push(c),
            }
            rest = &rest[c.len_utf8()..];
        }
    }
    out
}

/// Lays what was heard beside the words, letter by letter, with as few differences as can be.
fn compare(wanted: &[(String, String)], heard: &str) -> Faults {
    let all: String = wanted.iter().map(|(_, said)| said.as_str()).collect();
    let mut faults = Faults::default();
    if all == heard {
        return faults;
    }
    let (a, b): (Vec<char>, Vec<char>) = (all.chars().collect(), heard.chars().collect());
    let width = b.len() + 1;
    // The longest common sequence from each place on.
    let mut common = vec![0u16; (a.len() + 1) * width];
    for i in (0..a.len()).rev() {
        for j in (0..b.len()).rev() {
            common[i * width + j] = if a[i] == b[j] {
                common[(i + 1) * width + j + 1] + 1
            } else {
                common[(i + 1) * width + j].max(common[i * width + j + 1])
            };
        }
    }
    let owner: Vec<usize> = wanted.iter().enumerate().flat_map(|(n, (_, said))| said.chars().map(move |_| n)).collect();
    let mut met = vec![0; wanted.len()];
    let (mut i, mut j) = (0, 0);
    let mut more = String::new();
    while i < a.len() || j < b.len() {
        let right = if j < b.len() { common[i * width + j + 1] } else { 0 };
        if i < a.len() && j < b.len() && a[i] == b[j] {
            met[owner[i]] += 1;
            (i, j) = (i + 1, j + 1);
            take(&mut more, &mut faults.more);
        } else if j < b.len() && (i == a.len() || right >= common[(i + 1) * width + j]) {
            more.push(b[j]);
            j += 1;
        } else {
            i += 1;
        }
    }
    take(&mut more, &mut faults.more);
    for ((word, said), met) in wanted.iter().zip(met) {
        // A word in a sentence may be said a little otherwise than by itself; half of it must be heard.
        if 2 * met < said.chars().count() {
            faults.less.push(word.clone());
        }
    }
    faults
}

/// A syllable is heard, not a sound that two words grew together with.
fn take(more: &mut String, all: &mut Vec<String>) {
    if more.chars().count() > 2 {
        all.push(more.clone());
    }
    more.clear();
}
