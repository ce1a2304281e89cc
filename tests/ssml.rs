//! SSML for every engine: always accepted by its profile, always within its limits, whatever the text is.

use loidoc::class::ClassName;
use loidoc::ssml::{Engine, Expand, Markup, Options, SsmlDocument, judge};
use loidoc::{Lexicon, Pipeline};
use proptest::prelude::*;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

static PIPELINES: LazyLock<[Pipeline; 2]> =
    LazyLock::new(|| [Expand::Text, Expand::Sub].map(|expand| Pipeline::new().with_options(Options { expand })));

fn engine(name: &str) -> Engine {
    Lexicon::built_in().engine(name).unwrap_or_else(|| panic!("no engine {name}")).clone()
}

fn ssml(text: &str, engine: &Engine, pipeline: &Pipeline) -> SsmlDocument {
    let article = pipeline.read("test", text.as_bytes()).expect("text without zero bytes is read");
    pipeline.ssml(&article, engine).expect("the limit leaves room")
}

/// Every chunk is accepted, and together they say every word of the article once and in order.
fn accepted(text: &str, engine: &Engine, pipeline: &Pipeline) {
    let article = pipeline.read("test", text.as_bytes()).expect("text without zero bytes is read");
    let document = pipeline.ssml(&article, engine).expect("the limit leaves room");
    for chunk in &document.chunks {
        assert_eq!(judge(&chunk.xml, engine), [], "{}: {}", engine.name, chunk.xml);
        assert_eq!(chunk.characters, chunk.xml.chars().count());
    }
    let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let said: String = document.chunks.iter().map(|c| words(&c.text)).collect();
    let all: String = article.utterances().map(|(_, u)| words(&u.speech.text)).collect();
    assert_eq!(said, all, "{}", engine.name);
}

#[test]
fn every_sample_is_accepted_by_every_engine() {
    for path in fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples")).expect("samples are there") {
        let path = path.expect("it can be listed").path();
        if path.extension().is_none_or(|e| e != "txt") {
            continue;
        }
        let text = fs::read_to_string(&path).expect("samples are UTF-8");
        for engine in Lexicon::built_in().engines() {
            PIPELINES.iter().for_each(|pipeline| accepted(&text, engine, pipeline));
        }
    }
}

#[test]
fn hostile_text_is_accepted_by_every_engine() {
    let long = ["a", "1", "ấ", "(", "\u{301}", "“", "]]>", "&amp;", "<", "1,", "A.", "🇻🇳", "\u{200d}👩"]
        .map(|s| s.repeat(20_000));
    let short = [
        "",
        " ",
        "\n\n",
        "<script>alert(1)</script>",
        "]]> <![CDATA[",
        "\u{1}\u{8}\u{b}",
        "\u{fffe}\u{ffff}",
        "& &lt; &#0;",
    ];
    for text in long.iter().map(String::as_str).chain(short) {
        for engine in Lexicon::built_in().engines() {
            accepted(text, engine, &PIPELINES[0]);
        }
    }
}

#[test]
fn a_tight_limit_cuts_between_words_and_never_inside_a_reading() {
    let text =
        "Ngày 18/10/2025, UBND tỉnh Vĩnh Long họp với 120 cán bộ; đại biểu 19/19 xã dự, nghe báo cáo về 1.250.000 hộ.";
    let pipeline = &PIPELINES[0];
    for most in 120..400 {
        let mut engine = engine("plain");
        engine.limit.characters = Some(most);
        let article = pipeline.read("test", text.as_bytes()).expect("it is text");
        let document = pipeline.ssml(&article, &engine).expect("there is room");
        for chunk in &document.chunks {
            assert!(chunk.characters <= most as usize && !chunk.forced_cut);
            for &(_, span) in &chunk.sources {
                for reading in &article.speeches[0].readings {
                    let inside = |at: u32| reading.source.start < at && at < reading.source.end;
                    assert!(!inside(span.start) && !inside(span.end), "{most}: {:?}", reading.class.name());
                }
            }
        }
    }
}

#[test]
fn a_word_longer_than_a_chunk_is_cut_at_a_grapheme_and_reported() {
    let mut engine = engine("plain");
    engine.limit.characters = Some(20);
    let document = ssml(&"e\u{323}\u{302}x".repeat(30), &engine, &PIPELINES[0]);
    assert!(document.chunks.len() > 1 && document.chunks.iter().any(|c| c.forced_cut));
    assert!(document.chunks.iter().all(|c| c.characters <= 20 && !c.xml.starts_with('\u{323}')));
}

#[test]
fn sub_keeps_the_written_form() {
    let xml = &ssml("Sáng 14/4, UBND tỉnh họp.", &engine("google"), &PIPELINES[1]).chunks[0].xml;
    assert!(xml.contains("<sub alias=\"mười bốn tháng tư\">14/4</sub>"), "{xml}");
}

#[test]
fn a_document_comes_out_the_same_every_time() {
    let text =
        fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/chinh-tri.txt")).expect("it is there");
    assert_eq!(ssml(&text, &engine("google"), &PIPELINES[0]), ssml(&text, &engine("google"), &PIPELINES[0]));
}

#[test]
fn the_judge_finds_what_is_wrong() {
    let google = engine("google");
    let speak = "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"vi-VN\">";
    for (inside, want) in [
        ("<p>một</s>", "not well-formed"),
        ("<blink>một</blink>", "`blink` is no element"),
        ("<bookmark mark=\"a\"/>", "google does not take `bookmark`"),
        ("<s><p>một</p></s>", "`p` cannot stand inside `s`"),
        ("<sub>một</sub>", "`sub` lacks its attribute `alias`"),
        ("<sub alias=\"a\"><s>một</s></sub>", "`s` cannot stand inside `sub`"),
        ("<break time=\"0.5s\"/>", "write whole milliseconds"),
        ("<break time=\"99000ms\"/>", "google takes 10000"),
        ("<p lang=\"vi\">một</p>", "`p` has no attribute `lang`"),
        ("một &nbsp; hai", "&nbsp; is not known"),
        ("một &#1; hai", "U+0001 is not permitted"),
        ("<speak>một</speak>", "`speak` inside `speak`"),
    ] {
        let faults = judge(&format!("{speak}{inside}</speak>"), &google);
        assert!(faults.iter().any(|f| f.message.contains(want)), "{inside}: {faults:?}");
    }
    assert!(judge("<p>một</p>", &google)[0].message.contains("at the top"));
    assert!(judge("", &google)[0].message.contains("0 elements at the top"));
    assert!(judge(&format!("{speak}{}</speak>", "a".repeat(5000)), &google)[0].message.contains("google takes 5000"));
    let fault = &judge(&format!("{speak}\n<p>một</p>\n <bad/></speak>"), &google)[0];
    assert_eq!((fault.line, fault.column), (3, 2));
}

#[test]
fn no_class_of_reading_is_lost_on_the_way() {
    // What `explain` reports is what stands in the chunk.
    let pipeline = &PIPELINES[0];
    let article = pipeline.read("test", "Tỷ số 2-1, giá 45.000 đ/kg, lúc 7h30.".as_bytes()).expect("it is text");
    let xml = &pipeline.ssml(&article, &engine("w3c")).expect("there is room").chunks[0].xml;
    let speech = &article.speeches[0];
    let classes: Vec<_> = speech.readings.iter().map(|r| r.class).collect();
    assert_eq!(classes, [ClassName::Score, ClassName::Money, ClassName::Time]);
    assert!(speech.readings.iter().all(|r| xml.contains(&speech.text[r.spoken.range()])));
}

proptest! {
    #![proptest_config(ProptestConfig { cases: 300, failure_persistence: None, ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_accepted_by_any_engine(text in "[^\\x00]{0,300}", n in 0usize..5, limit in 300u32..800) {
        let engines = Lexicon::built_in();
        let mut engine = engines.engines()[n % engines.engines().len()].clone();
        match engine.markup {
            Markup::Ssml => engine.limit.bytes = Some(limit),
            Markup::Plain => engine.limit.characters = Some(limit / 4),
        }
        accepted(&text, &engine, &PIPELINES[n % 2]);
    }
}
