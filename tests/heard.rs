//! What the engine really says: espeak-ng tells its phonemes, which are laid beside those of the spoken text.

mod listen;

use listen::Listener;
use loidoc::audio::engine::Speaker;
use loidoc::speech::{Detail, Pauses, Speech};
use loidoc::ssml::{Chunk, Engine, Expand, Limit, Marks, Options, OwnPauses, Utterance, chunks};
use loidoc::{Lexicon, Normalizer, Pipeline, Style};
use rayon::prelude::*;
use std::fmt;
use std::fs;
use std::path::Path;
use std::process::Command;

/// How often something went wrong.
#[derive(Default, Clone)]
struct Table {
    requests: usize,
    more: usize,
    less: usize,
    died: usize,
    marks: usize,
    lost: usize,
    misplaced: usize,
    examples: Vec<String>,
}

impl fmt::Display for Table {
    fn fmt(&self, f: &mut fmt::Formatter) -> fmt::Result {
        write!(
            f,
            "{} requests: {} too much, {} too little, {} ended it; of {} marks {} lost, {} misplaced",
            self.requests, self.more, self.less, self.died, self.marks, self.lost, self.misplaced
        )
    }
}

impl Table {
    fn say(&mut self, listener: &mut Listener, xml: &str, text: &str, marks: usize) {
        self.requests += 1;
        self.marks += marks;
        // Phonemes are the same at every speed, and sooner made at a high one.
        let Some(heard) = listener.hear(xml, true, 400) else {
            self.died += 1;
            self.lost += marks;
            self.examples.push(format!("ended: {xml}"));
            return;
        };
        self.lost += marks.saturating_sub(heard.marks.len());
        let faults = listener.compare(text, &heard.phonemes);
        self.more += usize::from(!faults.more.is_empty());
        self.less += usize::from(!faults.less.is_empty());
        if !faults.more.is_empty() || !faults.less.is_empty() {
            self.examples.push(format!("{faults:?}\n   {xml}\n   {}", heard.phonemes));
        }
        let misplaced = heard.misplaced(xml);
        self.misplaced += misplaced.len();
        if !misplaced.is_empty() {
            self.examples.push(format!("misplaced: {misplaced:?}\n   {xml}"));
        }
        if heard.marks.len() < marks {
            self.examples.push(format!("marks: {} of {marks}\n   {xml}", heard.marks.len()));
        }
    }
}

fn style(name: &str) -> Style {
    Lexicon::built_in().style(name).expect("it is built in").clone()
}

/// The profile; `LOIDOC_PROFILE` names another to compare it with.
fn espeak() -> Engine {
    match std::env::var("LOIDOC_PROFILE") {
        Ok(path) => {
            Engine::from_yaml(&path, &fs::read_to_string(&path).expect("it can be read")).expect("it makes sense")
        }
        Err(_) => Lexicon::built_in().engine("espeak-ng").expect("it is built in").clone(),
    }
}

fn pipeline(style: Style, expand: Expand, marks: Marks) -> Pipeline {
    let normalizer = Normalizer::builder().style(style).build().expect("it has all words");
    let options = Options { expand, marks, ..Options::default() };
    Pipeline::new().with_normalizer(normalizer).with_detail(Detail::Readings).with_options(options)
}

/// Every sentence as `speak` asks for it: by itself, its words and what is sent.
fn sentences(pipeline: &Pipeline, engine: &Engine, text: &str) -> Vec<(String, String)> {
    let article = pipeline.read("a.txt", text.as_bytes()).expect("it is text");
    let mut all = Vec::new();
    for (_, utterance) in article.utterances() {
        let mut speech = Speech { sentences: Vec::new(), ..utterance.speech.clone() };
        for &sentence in &utterance.speech.sentences {
            speech.sentences = vec![sentence];
            let one = Utterance { speech: &speech, ..utterance };
            let said = chunks(&[one], engine, pipeline.normalizer().style(), pipeline.options());
            all.extend(said.expect("there is room").chunks.into_iter().map(|chunk| (chunk.text, chunk.xml)));
        }
    }
    all
}

#[test]
#[ignore = "takes minutes: LOIDOC_PRESS=press.txt"]
fn press() {
    let path = std::env::var("LOIDOC_PRESS").expect("LOIDOC_PRESS names a text");
    let most: usize = std::env::var("LOIDOC_SENTENCES").ok().and_then(|n| n.parse().ok()).unwrap_or(2000);
    let text = fs::read_to_string(path).expect("it can be read");
    let lines: Vec<&str> = text.lines().filter(|l| !l.trim().is_empty()).collect();
    // A few sentences of each article, from all over the file.
    let step = (4 * lines.len() / most).max(1);
    let only = std::env::var("LOIDOC_VOICE").ok();
    let ways: Vec<_> = VOICES
        .into_iter()
        .filter(|(_, voice)| only.as_deref().is_none_or(|only| only == *voice))
        .flat_map(|voice| {
            MODES.into_iter().zip([Marks::None, Marks::Sentence, Marks::Word]).map(move |way| (voice, way))
        })
        .collect();
    let told = |((region, voice), ((mode, expand), marks))| {
        let mut listener = Listener::new(voice);
        let pipeline = pipeline(style(region), expand, marks);
        let mut table = Table::default();
        let speaker = Speaker::new(&espeak(), pipeline.normalizer().style(), None, Path::new("")).expect("it runs");
        for line in lines.iter().step_by(step) {
            for (text, xml) in sentences(&pipeline, speaker.engine(), line).into_iter().take(8) {
                if table.requests < most && text.contains(char::is_alphanumeric) {
                    table.say(&mut listener, &xml, &text, xml.matches("<mark ").count());
                }
            }
        }
        println!("{voice}, {mode}, {marks:?}: {table}");
        (voice, mode, table)
    };
    let tables: Vec<_> = ways.into_par_iter().map(told).collect();
    let shown = std::env::var("LOIDOC_SHOWN").ok().and_then(|n| n.parse().ok()).unwrap_or(5);
    for (voice, mode, table) in tables {
        table.examples.iter().take(shown).for_each(|example| println!("{voice}, {mode}: {example}"));
        let faults = table.examples.len();
        assert!(faults <= most / 1000, "{voice}, {mode}: {faults} of {}", table.requests);
    }
}

const VOICES: [(&str, &str); 3] = [("north", "vi"), ("central", "vi-vn-x-central"), ("south", "vi-vn-x-south")];

const MODES: [(&str, Expand); 3] = [("text", Expand::Text), ("sub", Expand::Sub), ("say-as", Expand::SayAs)];

fn samples() -> Vec<(String, String)> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut all: Vec<(String, String)> = fs::read_dir(folder)
        .expect("samples are there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .map(|path| (path.display().to_string(), fs::read_to_string(&path).expect("samples are UTF-8")))
        .collect();
    all.sort();
    all
}

/// Whole paragraphs, so that sentences meet, in chunks of some sentences.
fn paragraphs(pipeline: &Pipeline, engine: &Engine, text: &str) -> Vec<Chunk> {
    let article = pipeline.read("a.txt", text.as_bytes()).expect("it is text");
    let limit = Limit { bytes: Some(1500), ..engine.limit };
    pipeline.ssml(&article, &Engine { limit, ..engine.clone() }).expect("there is room").chunks
}

#[test]
fn all_samples_are_said_as_they_stand() {
    let engine = &espeak();
    let mut faults = Vec::new();
    for (region, voice) in VOICES {
        let mut listener = Listener::new(voice);
        for (mode, expand) in MODES {
            for marks in [Marks::None, Marks::Sentence, Marks::Word] {
                let pipeline = pipeline(style(region), expand, marks);
                let mut table = Table::default();
                for (_, text) in samples() {
                    for chunk in paragraphs(&pipeline, engine, &text) {
                        table.say(&mut listener, &chunk.xml, &chunk.text, chunk.marks.len());
                    }
                    for (text, xml) in sentences(&pipeline, engine, &text) {
                        table.say(&mut listener, &xml, &text, xml.matches("<mark ").count());
                    }
                }
                println!("{voice}, {mode}, {marks:?}: {table}");
                faults.extend(table.examples);
            }
        }
    }
    let shown: Vec<_> = faults.iter().take(5).map(String::as_str).collect();
    assert!(faults.is_empty(), "{} faults:\n{}", faults.len(), shown.join("\n"));
}

/// Milliseconds that a text takes at a speed, and the pauses that its style asks for.
fn length(listener: &mut Listener, engine: &Engine, pauses: Pauses, text: &str, rate: u32) -> (f64, f64) {
    let style = Style { name: "test".into(), pauses, ..style("north") };
    let pipeline = pipeline(style, Expand::Text, Marks::None);
    let article = pipeline.read("a.txt", text.as_bytes()).expect("it is text");
    let (mut milliseconds, mut asked) = (0.0, 0.0);
    for chunk in pipeline.ssml(&article, engine).expect("there is room").chunks {
        milliseconds += listener.hear(&chunk.xml, true, rate).expect("it is said").milliseconds;
    }
    // What a profile adds to breaks makes up for pauses of the engine's own: the style did not ask for it.
    let bare = Engine { own_pauses: OwnPauses::default(), ..engine.clone() };
    for chunk in pipeline.ssml(&article, &bare).expect("there is room").chunks {
        let breaks = chunk.xml.split("<break time=\"").skip(1).filter_map(|rest| rest.split_once("ms\""));
        asked += breaks.map(|(time, _)| time.parse::<f64>().expect("whole milliseconds")).sum::<f64>();
    }
    (milliseconds, asked)
}

#[test]
fn pauses_are_as_long_as_the_style_asks_at_every_speed() {
    let silent = Pauses { headline: 0, paragraph: 0, sentence: 0, ..Pauses::default() };
    let engine = &espeak();
    let mut listener = Listener::new("vi");
    let (mut count, mut off) = (0, Vec::new());
    for rate in [100, 175, 250] {
        for (name, text) in samples() {
            let plain = length(&mut listener, engine, silent, &text, rate).0;
            for pauses in [
                Pauses { headline: 1000, paragraph: 700, ..silent },
                Pauses { sentence: 500, ..silent },
                Pauses { comma: 300, ..silent },
                Pauses {
                    comma: 150,
                    clause: 400,
                    colon: 200,
                    sentence: 600,
                    headline: 2000,
                    paragraph: 1500,
                    ..silent
                },
            ] {
                let (long, asked) = length(&mut listener, engine, pauses, &text, rate);
                let grown = long - plain;
                count += 1;
                if (grown - asked).abs() > asked / 10.0 {
                    off.push(format!("{name}, {rate} words a minute, {pauses:?}: {grown:.0} ms instead of {asked:.0}"));
                }
            }
        }
    }
    println!("pauses off: {} of {count}", off.len());
    assert!(off.is_empty(), "{} of {count}:\n{}", off.len(), off.join("\n"));
}

/// Syllables that the engine says wrong by itself, beside one of the same onset and rhyme that it says right.
#[test]
fn spellings_are_said_like_their_kin() {
    let kin = [
        ("họa dọa tọa ọa Họa HỌA MAI", "hòa dòa tòa òa hòa hòa mài", ""),
        ("qui gi Qui", "quỳ dì quỳ", ""),
        ("hu hum hun hung hua hui", "hù hùm hùn hùng hùa hùi", "vi-vn-x-south"),
    ];
    let engine = &espeak();
    for (region, voice) in VOICES {
        let mut listener = Listener::new(voice);
        let pipeline = pipeline(style(region), Expand::Text, Marks::None);
        let mut toneless = |word: &str| -> String {
            let chunk = paragraphs(&pipeline, engine, &format!("Nói {word} nhé.")).remove(0);
            let heard = listener.hear(&chunk.xml, true, 175).expect("it is said").phonemes;
            heard.chars().filter(|c| !c.is_ascii_digit()).collect()
        };
        for (words, right, only) in kin {
            for (word, right) in words.split(' ').zip(right.split(' ')).filter(|_| only.is_empty() || only == voice) {
                assert_eq!(toneless(word), toneless(right), "{voice}: {word}");
            }
        }
    }
}

#[test]
fn each_region_is_said_in_its_own_voice() {
    // Whatever voice the command asks for, the request names its own.
    let engine = &espeak();
    let mut said = Vec::new();
    for (region, _) in VOICES {
        let pipeline = pipeline(style(region), Expand::Text, Marks::None);
        let chunk = paragraphs(&pipeline, engine, "Trời giết hương quên.").remove(0);
        let heard = |voice: &str| Listener::new(voice).hear(&chunk.xml, true, 175).expect("it is said").phonemes;
        let all: Vec<String> = VOICES.iter().map(|(_, voice)| heard(voice)).collect();
        assert!(all.windows(2).all(|pair| pair[0] == pair[1]), "{region}: {all:?}");
        said.extend(all.into_iter().take(1));
    }
    assert!(said[0] != said[1] && said[1] != said[2] && said[0] != said[2], "{said:?}");
}

/// Every chunk of a text in every mode, asked of the command itself: `LOIDOC_PRESS=news.txt`, and `LOIDOC_ESPEAK` for
/// another command than espeak-ng.
#[test]
#[ignore = "takes minutes: LOIDOC_PRESS=press.txt"]
fn no_chunk_ends_the_engine() {
    let path = std::env::var("LOIDOC_PRESS").expect("LOIDOC_PRESS names a text");
    let command = std::env::var("LOIDOC_ESPEAK").unwrap_or_else(|_| "espeak-ng".into());
    let text = fs::read(path).expect("it can be read");
    let engine = &espeak();
    for (mode, expand) in MODES {
        let pipeline = pipeline(style("north"), expand, Marks::Sentence);
        let article = pipeline.read("a.txt", &text).expect("it is text");
        let chunks = pipeline.ssml(&article, engine).expect("there is room").chunks;
        let ends = |&n: &usize| {
            let file = tempfile::NamedTempFile::new().expect("there is room");
            fs::write(file.path(), &chunks[n].xml).expect("there is room");
            let status =
                Command::new(&command).args(["-q", "-m", "-s", "450", "-v", "vi", "-f"]).arg(file.path()).status();
            !status.expect("espeak-ng is installed: tests/install.sh").success()
        };
        let ended: Vec<usize> = (0..chunks.len()).into_par_iter().filter(ends).collect();
        println!("{mode}: {} chunks, {} ended it", chunks.len(), ended.len());
        assert!(ended.is_empty(), "{mode}: chunks {ended:?}");
    }
}
