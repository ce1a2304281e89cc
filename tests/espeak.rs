//! An engine that really speaks: espeak-ng says the chunks, and the pauses asked for are heard.

use loidoc::speech::Pauses;
use loidoc::ssml::{Engine, OwnPauses};
use loidoc::{Lexicon, Normalizer, Pipeline, Style};
use std::fs;
use std::path::Path;
use std::process::Command;

/// Milliseconds that espeak-ng takes to say a text with these pauses, and the milliseconds of them that the style asked for.
/// `speed` is in words a minute.
fn spoken(text: &str, pauses: Pauses, engine: &Engine, speed: u32) -> (f64, f64) {
    let style = Style { name: "test".into(), pauses, ..Style::default() };
    let normalizer = Normalizer::builder().style(style).build().expect("it has all words");
    let pipeline = Pipeline::new().with_normalizer(normalizer);
    let article = pipeline.read("test", text.as_bytes()).expect("it is text");
    let folder = tempfile::tempdir().expect("there is room");
    let (mut milliseconds, mut asked) = (0.0, 0.0);
    // What the profile adds makes up for pauses of the engine's own that a break swallows: the style did not ask for it.
    let style_only = Engine { own_pauses: OwnPauses::default(), ..engine.clone() };
    for chunk in pipeline.ssml(&article, &style_only).expect("there is room").chunks {
        let breaks = chunk.xml.split("<break time=\"").skip(1).filter_map(|rest| rest.split_once("ms\""));
        asked += breaks.map(|(time, _)| time.parse::<f64>().expect("whole milliseconds")).sum::<f64>();
    }
    for chunk in pipeline.ssml(&article, engine).expect("there is room").chunks {
        let (ssml, wav) = (folder.path().join("a.ssml"), folder.path().join("a.wav"));
        fs::write(&ssml, &chunk.xml).expect("there is room");
        let done = Command::new("espeak-ng")
            .args(["-m", "-v", "vi", "-s", &speed.to_string(), "-w"])
            .arg(&wav)
            .arg("-f")
            .arg(&ssml)
            .status();
        assert!(done.expect("espeak-ng is installed: tests/install.sh").success());
        let sound = hound::WavReader::open(&wav).expect("it wrote a WAV");
        milliseconds += 1000.0 * f64::from(sound.duration()) / f64::from(sound.spec().sample_rate);
    }
    (milliseconds, asked)
}

#[test]
fn the_audio_grows_by_the_pauses_asked_for() {
    let silent = Pauses { headline: 0, paragraph: 0, sentence: 0, ..Pauses::default() };
    let lexicon = Lexicon::built_in();
    let engine = lexicon.engine("espeak-ng").expect("it is built in");
    for (name, speed) in [("chinh-tri", 100), ("the-thao", 175), ("y-te", 250)] {
        let path = Path::new(env!("CARGO_MANIFEST_DIR")).join(format!("samples/{name}.txt"));
        let text = fs::read_to_string(path).expect("samples are UTF-8");
        let (plain, none) = spoken(&text, silent, engine, speed);
        assert_eq!(none, 0.0);
        assert!(plain > 10_000.0, "{name} takes {plain} ms");
        for pauses in [
            Pauses { headline: 1000, paragraph: 700, ..silent },
            Pauses { headline: 4000, paragraph: 3000, ..silent },
            Pauses { sentence: 500, ..silent },
            Pauses { comma: 300, ..silent },
            Pauses { comma: 300, clause: 400, colon: 400, sentence: 600, headline: 2000, paragraph: 1500, ..silent },
        ] {
            let (long, wanted) = spoken(&text, pauses, engine, speed);
            let grown = long - plain;
            println!("{name}: {plain:.0} ms, with breaks {long:.0} ms: grown {grown:.0}, asked {wanted:.0}");
            assert!(wanted > 1_000.0);
            assert!((grown - wanted).abs() <= wanted / 10.0, "{name}: {grown} ms instead of {wanted}");
        }
    }
}
