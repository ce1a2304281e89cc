//! SSML for every engine: always accepted by its profile, always within its limits, whatever the text is.

use loidoc::class::ClassName;
use loidoc::ssml::{Engine, Expand, Marks, Markup, Options, SsmlDocument, judge};
use loidoc::style::{Foreign, Pauses};
use loidoc::{Lexicon, Normalizer, Pipeline, Style};
use proptest::prelude::*;
use proptest::test_runner::RngSeed;
use std::fs;
use std::path::Path;
use std::sync::{Arc, LazyLock};

static PIPELINES: LazyLock<[Pipeline; 2]> = LazyLock::new(|| {
    [Expand::Text, Expand::Sub].map(|expand| Pipeline::new().with_options(Options { expand, ..Options::default() }))
});

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
        .map(|s| s.repeat(8_000));
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
        let mut engine = engine("neural");
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
    let mut engine = engine("neural");
    engine.limit.characters = Some(20);
    let document = ssml(&"e\u{323}\u{302}x".repeat(30), &engine, &PIPELINES[0]);
    assert!(document.chunks.len() > 1 && document.chunks.iter().any(|c| c.forced_cut));
    assert!(document.chunks.iter().all(|c| c.characters <= 20 && !c.xml.starts_with('\u{323}')));
}

#[test]
fn every_built_in_profile_makes_sense() {
    for engine in Lexicon::built_in().engines() {
        loidoc::ssml::check(engine).expect("it makes sense");
    }
    let mut engine = engine("azure");
    engine.elements.push("blink".into());
    let error = loidoc::ssml::check(&engine).expect_err("blink is no element").to_string();
    assert_eq!(
        error,
        "engine `azure`: `elements`: `blink` is no element of SSML and in no namespace of `namespaces`: leave it out, or declare \
         its namespace"
    );
}

#[test]
fn marks_lead_back_to_the_source() {
    let text = "Sáng 14/4, UBND tỉnh họp.";
    for (marks, want) in [(Marks::Sentence, 1), (Marks::Word, 11)] {
        let pipeline = Pipeline::new().with_options(Options { marks, ..Options::default() });
        let article = pipeline.read("test", text.as_bytes()).expect("it is text");
        let document = pipeline.ssml(&article, &engine("google")).expect("there is room");
        let chunk = &document.chunks[0];
        assert_eq!(judge(&chunk.xml, &engine("google")), []);
        assert_eq!(chunk.marks.len(), want, "{}", chunk.xml);
        for mark in &chunk.marks {
            assert!(chunk.xml.contains(&format!("<mark name=\"{}\"/>", mark.id)));
        }
        let last = &chunk.marks[chunk.marks.len() - 1];
        let said = &article.speeches[0].text[last.spoken.range()];
        let written = &text[last.source.range()];
        assert_eq!((said, written), if want == 1 { (said, text) } else { ("họp", "họp") });
    }
}

#[test]
fn pauses_of_the_style_stand_after_their_marks_and_not_twice() {
    let mut style = Style { name: "slow".into(), ..Style::default() };
    style.pauses = Pauses { comma: 200, colon: 300, sentence: 500, group: 150, ..style.pauses };
    let normalizer = Normalizer::builder().style(style).build().expect("it has all words");
    let pipeline = Pipeline::new().with_normalizer(normalizer);
    let text = "Sáng nay, tỉnh họp: bàn thủy lợi. Gọi 0912 345 678, ngay.";
    let xml = &ssml(text, &engine("w3c"), &pipeline).chunks[0].xml;
    let want = "<s>Sáng nay,<break time=\"200ms\"/> tỉnh họp:<break time=\"300ms\"/> bàn thủy lợi.</s>\
                <break time=\"500ms\"/><s>Gọi không chín một hai,<break time=\"150ms\"/> ba bốn năm,\
                <break time=\"150ms\"/> sáu bảy tám,<break time=\"200ms\"/> ngay.</s>";
    assert!(xml.contains(want), "{xml}");
}

#[test]
fn foreign_words_are_marked_where_the_engine_knows_lang() {
    let style = Style { foreign: Foreign::Mark, ..Style::default() };
    let normalizer = Normalizer::builder().style(style).build().expect("it has all words");
    let pipeline = Pipeline::new().with_normalizer(normalizer);
    let google = &ssml("Theo New York Times, giá tăng.", &engine("google"), &pipeline).chunks[0].xml;
    assert!(google.contains("Theo <lang xml:lang=\"en-US\">New York Times</lang>, giá"), "{google}");
    assert!(ssml("Theo New York Times.", &engine("w3c"), &pipeline).chunks[0].xml.contains("Theo New York Times."));
}

#[test]
fn say_as_leaves_to_the_engine_only_what_it_reads_right() {
    let pipeline = Pipeline::new().with_options(Options { expand: Expand::SayAs, ..Options::default() });
    let xml = &ssml("Gọi 0912 345 678 lúc 8h30.", &engine("google"), &pipeline).chunks[0].xml;
    assert!(xml.contains("<say-as interpret-as=\"telephone\">0912 345 678</say-as> lúc tám giờ"), "{xml}");
}

#[test]
fn pronunciations_of_a_lexicon_reach_engines_that_take_them() {
    let yaml = "phonemes:\n  - {write: Huế, read: hwe˧˥}\n";
    let lexicon = Arc::new(Lexicon::built_in().with_yaml("mine.yaml", yaml).expect("it is right"));
    let options = Options { lexicon, ..Options::default() };
    let pipeline = Pipeline::new().with_options(options);
    let google = &ssml("Ở Huế.", &engine("google"), &pipeline).chunks[0].xml;
    assert!(google.contains("Ở <phoneme alphabet=\"ipa\" ph=\"hwe˧˥\">Huế</phoneme>."), "{google}");
    assert!(ssml("Ở Huế.", &engine("espeak-ng"), &pipeline).chunks[0].xml.contains("Ở Huế."));
}

#[test]
fn long_sentences_are_cut_where_one_breathes_if_the_engine_asks() {
    let text =
        format!("Tỉnh {}, nhưng {}.", "đã làm xong việc ".repeat(14).trim(), "còn lo chuyện khác ".repeat(12).trim());
    let document = ssml(&text, &engine("google"), &PIPELINES[0]);
    assert_eq!(judge(&document.chunks[0].xml, &engine("google")), []);
    assert!(document.chunks[0].xml.contains(",</s><s>nhưng"), "{}", document.chunks[0].xml);
}

#[test]
fn chunks_are_evenly_full() {
    let text = "Sáng nay, tỉnh họp bàn thủy lợi và giao thông nông thôn.\n".repeat(400);
    let document = ssml(&text, &engine("google"), &PIPELINES[0]);
    let least = document.chunks.iter().map(|c| c.xml.len()).min().unwrap_or(0);
    assert!(document.chunks.len() > 5 && least > 4000, "{} chunks, the smallest of {least}", document.chunks.len());
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
    #![proptest_config(ProptestConfig { cases: std::env::var("PROPTEST_CASES").ok().and_then(|n| n.parse().ok()).unwrap_or(300), failure_persistence: None, rng_seed: RngSeed::Fixed(20_241_118), ..ProptestConfig::default() })]

    #[test]
    fn any_text_is_accepted_by_any_engine(text in "[^\\x00]{0,300}", n in 0usize..8, limit in 300u32..800) {
        let engines = Lexicon::built_in();
        let mut engine = engines.engines()[n % engines.engines().len()].clone();
        match engine.markup {
            Markup::Ssml => engine.limit.bytes = Some(limit),
            Markup::Plain => engine.limit.characters = Some(limit / 4),
        }
        accepted(&text, &engine, &PIPELINES[n % 2]);
    }
}
