//! Sound from engines that are not ours to choose: WAV files of every kind, engines that take a sentence a line, engines
//! that die.

mod tools;

use loidoc::audio::engine::Speaker;
use loidoc::audio::wav::Sound;
use loidoc::ssml::{Engine, Expand, Marks, Options};
use loidoc::{Lexicon, Pipeline};
use std::fs;
use std::path::Path;
use std::process::Command;
use tools::Room;

/// A second of a tone of 440 Hz, made by ffmpeg in one of its codings.
fn made(room: &Room, name: &str, arguments: &str, piped: bool) {
    let mut command = Command::new("ffmpeg");
    command.args(["-hide_banner", "-loglevel", "error", "-y", "-f", "lavfi", "-i", "sine=frequency=440:duration=1"]);
    command.args(arguments.split_whitespace()).args(["-f", "wav"]);
    let output = command.arg(if piped { "-".into() } else { room.path(name) }).output();
    let output = output.expect("ffmpeg is installed: tests/install.sh");
    assert!(output.status.success(), "{arguments}: {}", String::from_utf8_lossy(&output.stderr));
    if piped {
        fs::write(room.path(name), output.stdout).expect("there is room");
    }
}

#[test]
fn wav_files_of_every_kind_are_heard() {
    let room = Room::new();
    for (arguments, piped) in [
        ("-c:a pcm_s16le", false),
        ("-c:a pcm_s16le", true),
        ("-c:a pcm_u8", true),
        ("-c:a pcm_s24le -ac 2", false),
        ("-c:a pcm_s32le -ac 2", true),
        ("-c:a pcm_f32le", false),
        ("-c:a pcm_f64le", false),
        ("-c:a pcm_alaw", false),
        ("-c:a pcm_mulaw -ac 2", true),
        ("-c:a adpcm_ms", false),
        ("-c:a adpcm_ima_wav", false),
        ("-c:a pcm_s16le -ac 6", false),
        ("-c:a pcm_s16le -rf64 always", false),
        ("-c:a pcm_f32le -rf64 always -write_bext 1", false),
    ] {
        made(&room, "a.wav", arguments, piped);
        let sound = Sound::read(&room.path("a.wav")).unwrap_or_else(|error| panic!("{arguments} {piped}: {error}"));
        let length = sound.samples.len() as f64 / f64::from(sound.rate);
        assert!((length - 1.0).abs() < 0.03, "{arguments} {piped}: {length} s");
        // A tone of 440 Hz goes through zero 880 times a second.
        let crossings = sound.samples.windows(2).filter(|pair| (pair[0] < 0.0) != (pair[1] < 0.0)).count();
        assert!((860..=920).contains(&crossings), "{arguments} {piped}: {crossings}");
        let loudest = sound.samples.iter().fold(0f32, |most, s| most.max(s.abs()));
        assert!((0.01..=0.2).contains(&loudest), "{arguments} {piped}: {loudest}");
    }
    // What is no sound of ours is told, not guessed.
    made(&room, "a.wav", "-c:a pcm_s16le", false);
    let bytes = fs::read(room.path("a.wav")).expect("it is there");
    let read = |bytes: &[u8]| Sound::read(&room.file("b.wav", bytes)).map(|_| ()).map_err(|error| error.to_string());
    assert!(read(&bytes[..1000]).is_err_and(|error| error.contains("is cut short")));
    assert!(read(b"OggS").is_err_and(|error| error.contains("no WAV file that we know")));
    let mut unknown = bytes.clone();
    unknown[20..22].copy_from_slice(&0x1234u16.to_le_bytes());
    assert!(read(&unknown).is_err_and(|error| error.contains("no WAV file that we know")));
    // However a file is spoiled, it is heard or refused.
    for n in 0..bytes.len().min(120) {
        for byte in [0, 1, 0x7f, 0xff] {
            let mut spoiled = bytes[..2000].to_vec();
            spoiled[n] = byte;
            let _ = read(&spoiled);
        }
    }
}

/// An engine that takes a sentence a line and writes a WAV file for each, named by a number as Piper names them; a line
/// with «sáu» ends it.
fn lines(room: &Room) {
    room.tone();
    room.file(
        "lines.sh",
        "echo started >> started\nn=98\nwhile read -r line; do\n  case $line in *sáu*) exit 1;; esac\n  n=$((n + 1))\n  cp tone.wav \"$1/$n.wav\"\n  \
         echo \"$line\" >> said\ndone\n",
    );
    room.engine("lines", "sh, lines.sh, \"{dir}\"", "");
}

#[test]
fn one_process_says_many_sentences() {
    let room = Room::new();
    lines(&room);
    room.file("a.txt", "Một hai. Hai ba.\nBa… bốn năm.\nMột hai. Năm bảy chín.\n");
    let ran = room.done("speak a.txt -o a.wav --engine lines.yaml");
    assert!(ran.out.starts_with("a.wav: 1 article, "), "{}", ran.out);
    assert_eq!(room.read("started").lines().count(), 1);
    assert_eq!(room.read("said"), "Một hai.\nHai ba.\nBa… bốn năm.\nNăm bảy chín.\n", "each once, in order");
    // Pauses are made by joining: sentence, paragraph, sentence.
    let srt = room.read("a.srt");
    assert_eq!(srt.matches(" --> ").count(), 5, "{srt}");
    room.done("speak a.txt -o b.wav --engine lines.yaml");
    assert_eq!(room.read("started").lines().count(), 1, "all of it is kept");
    assert_eq!(fs::read(room.path("a.wav")).ok(), fs::read(room.path("b.wav")).ok());
}

#[test]
fn a_sentence_that_ends_the_engine_is_told_and_the_others_go_on() {
    let room = Room::new();
    lines(&room);
    room.file("a.txt", "Một hai. Bốn năm. Sáu bảy, sáu. Tám chín.\n");
    let ran = room.run("speak a.txt -o a.wav --engine lines.yaml");
    assert_eq!(ran.code, 1, "{}{}", ran.out, ran.err);
    assert!(ran.out.starts_with("a.wav: 1 article (sentences left out: 1), "), "{}", ran.out);
    assert!(ran.err.contains("a.txt: engine `lines`: `sh` failed") && ran.err.contains("left out"), "{}", ran.err);
    let vtt = room.read("a.vtt");
    assert!(vtt.contains("Bốn năm.") && vtt.contains("Tám chín.") && !vtt.contains("Sáu bảy"), "{vtt}");
    // The same of an engine that is killed.
    room.file("dies.sh", "grep -q Ba \"$1\" && kill -11 $$\ncp tone.wav \"$2\"\n");
    room.engine("dies", "sh, dies.sh, \"{in}\", \"{out}\"", "");
    room.file("b.txt", "Một hai. Ba bốn. Năm sáu.\n");
    let ran = room.run("speak b.txt -o b.wav --engine dies.yaml --format json");
    assert!(ran.code == 1 && ran.out.contains("\"sentences_failed\":1"), "{}{}", ran.out, ran.err);
    assert!(ran.err.contains("signal: 11"), "{}", ran.err);
    // Who wants all or nothing gets it; so does a batch, whose articles are whole or not there.
    assert_eq!(room.run("speak b.txt -o c.wav --engine dies.yaml --fail-fast").code, 3);
    room.run("batch b.txt -o out --audio --engine dies.yaml");
    assert!(!room.path("out/b").exists());
}

#[test]
fn a_request_that_an_engine_cannot_have_is_said_without_sub_and_marks() {
    let room = Room::new();
    room.tone();
    let folder = room.path("").display().to_string();
    let script = "cd \"$1\"; grep -q '<sub\\|<mark' \"$2\" && kill -11 $$\ncat \"$2\" >> said\ncp tone.wav \"$3\"\n";
    let script = room.file("plain.sh", script).display().to_string();
    let yaml = format!(
        "name: plain\nabout: a test\nmarkup: ssml\nelements: [sub, mark]\nrun:\n  command: [sh, {script}, {folder}, \"{{in}}\", \"{{out}}\"]\n  \
         retries: 0\n"
    );
    let engine = Engine::from_yaml("plain.yaml", &yaml).expect("it makes sense");
    let options = Options { expand: Expand::Sub, marks: Marks::Sentence, ..Options::default() };
    let pipeline = Pipeline::new().with_options(options);
    let article = pipeline.read("a.txt", "Ngày 2/9, dân vui.".as_bytes()).expect("it is text");
    let request = pipeline.ssml(&article, &engine).expect("there is room").chunks[0].xml.clone();
    assert!(request.contains("<sub ") && request.contains("<mark "), "{request}");
    let style = Lexicon::built_in().style("north").expect("it is built in").clone();
    let speaker = Speaker::new(&engine, &style, None, &room.path("cache")).expect("it has a command");
    speaker.say(&request).expect("it is said in the end");
    let notes = speaker.notes();
    assert!(notes.len() == 1 && notes[0].contains("said without sub and marks"), "{notes:?}");
    assert!(room.read("said").contains(">Ngày hai tháng chín, dân vui.<"), "{}", room.read("said"));
}

/// Piper itself, where there is one: `LOIDOC_PIPER="piper -m toy.onnx"`.
#[test]
fn piper_says_many_sentences_in_one_process() {
    let Ok(piper) = std::env::var("LOIDOC_PIPER") else { return };
    let room = Room::new();
    let command: Vec<String> = piper.split_whitespace().map(|part| format!("{part:?}")).collect();
    let yaml = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/engines/neural.yaml"));
    let run = format!("run:\n  command: [{}, -d, \"{{dir}}\", -i, \"{{in}}\"]\n  retries: 0\n", command.join(", "));
    room.file("piper.yaml", yaml.expect("it is there") + &run);
    let text = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/chinh-tri.txt"));
    room.file("a.txt", text.expect("samples are there"));
    let ran = room.done("speak a.txt -o a.wav --engine piper.yaml");
    println!("{}", ran.out);
    assert_eq!(ran.err, "");
}
