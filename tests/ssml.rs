//! SSML for every engine: always accepted by its profile, always within its limits, whatever the text is.

mod cases;

use cases::cases;
use loidoc::registry::ClassName;
use loidoc::speech::Detail;
use loidoc::speech::{Foreign, Pauses};
use loidoc::ssml::{
    At, Count, Engine, Expand, Limit, Marks, Markup, Options, ReadyChunk, SsmlDocument, judge, plainer,
};
use loidoc::{Error, Lexicon, Normalizer, Pipeline, Style};
use proptest::prelude::*;
use regex::Regex;
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
        gives_what_is_needed(&chunk.xml, engine, &pipeline.normalizer().style().region);
        assert_eq!(chunk.characters, chunk.xml.chars().count());
    }
    let words = |text: &str| text.chars().filter(|c| !c.is_whitespace()).collect::<String>();
    let said: String = document.chunks.iter().map(|c| words(&c.text)).collect();
    let all: String = article.utterances().map(|(_, u)| words(&u.speech.text)).collect();
    assert_eq!(said, all, "{}", engine.name);
    // In one go from the document the same comes out.
    let unspoken = pipeline.document("test", text.as_bytes()).expect("it was read before");
    let plan = pipeline.plan(&unspoken, engine).expect("the limit leaves room");
    assert_eq!(plan.chunks().collect::<Vec<_>>(), document.chunks, "{}", engine.name);
    let mut written = String::from("before");
    (0..plan.len()).for_each(|n| plan.write(n, &mut written));
    let whole: String = document.chunks.iter().map(|c| c.xml.as_str()).collect();
    assert_eq!(written, "before".to_owned() + &whole, "{}", engine.name);
    // And chunk by chunk, as soon as each is settled.
    let (mut settled, mut forced) = (String::new(), Vec::new());
    let each = |chunk: ReadyChunk| {
        chunk.write(&mut settled);
        forced.push(chunk.is_forced());
        Ok::<_, Error>(())
    };
    pipeline.write(&unspoken, engine, each).expect("the limit leaves room");
    assert_eq!(settled, whole, "{}", engine.name);
    assert_eq!(forced, document.chunks.iter().map(|c| c.forced_cut).collect::<Vec<_>>(), "{}", engine.name);
}

static SUB: LazyLock<Regex> = LazyLock::new(|| Regex::new("<sub alias=\"([^\"]*)\">[^<]*</sub>").expect("it is right"));
static STOP: LazyLock<Regex> = LazyLock::new(|| Regex::new("\\.\\s*(</?[a-z]|\u{1})").expect("it is right"));
static BREAK: LazyLock<Regex> = LazyLock::new(|| Regex::new("<break [^>]*>").expect("it is right"));
static TAG: LazyLock<Regex> = LazyLock::new(|| Regex::new("<[^>]*>").expect("it is right"));
static END: LazyLock<Regex> = LazyLock::new(|| Regex::new("[,.;:!?…–](\\s|$)").expect("it is right"));

/// What an engine of SSML needs stands in a chunk: gaps after stops and before breaks, words beside `sub`, no spelling that
/// it says wrong.
fn gives_what_is_needed(xml: &str, engine: &Engine, region: &str) {
    let needs = &engine.needs;
    if engine.markup == Markup::Plain {
        let wanted = needs.ellipsis.is_empty() || !xml.contains('…') && !xml.contains("...");
        assert!(wanted, "{}: an ellipsis in {xml}", engine.name);
        return;
    }
    // With each `sub` as a sign: what was written is not said.
    let signed = SUB.replace_all(xml, "\u{1}").into_owned();
    if !needs.gap.is_empty() {
        let bare = STOP.find_iter(&signed).find(|stop| !stop.as_str().contains(needs.gap.trim_start_matches(' ')));
        assert!(bare.is_none(), "{}: a tag right after a stop in {xml}", engine.name);
        let breaks = xml.match_indices("<break ").all(|(at, _)| xml[..at].ends_with(&needs.gap));
        assert!(breaks, "{}: a break without a gap in {xml}", engine.name);
    }
    for alias in SUB.captures_iter(xml).map(|found| found[1].to_owned()) {
        assert!(needs.sub.longest.is_none_or(|most| alias.chars().count() <= most as usize + 20), "{alias}");
        assert!(!needs.sub.no_marks || !alias.contains(", "), "{}: a pause in {alias}", engine.name);
    }
    let parted = BREAK.replace_all(&signed, ". ").into_owned();
    let words = TAG.replace_all(&parted, "").into_owned();
    for clause in END.split(&words).filter(|_| needs.sub.word_beside) {
        let alone = clause.contains('\u{1}') && !clause.contains(char::is_alphanumeric);
        assert!(!alone, "{}: nothing beside sub in {clause:?} of {xml}", engine.name);
    }
    let said = TAG.replace_all(&plainer(xml).unwrap_or_else(|| xml.to_owned()), "").to_lowercase();
    for spelling in needs.spellings.iter().filter(|s| s.region.is_empty() || s.region == region) {
        let wrong = said.match_indices(&spelling.write).any(|(at, found)| {
            let before = said[..at].ends_with(char::is_alphabetic);
            let after = said[at + found.len()..].starts_with(char::is_alphabetic);
            match spelling.at {
                At::Anywhere => true,
                At::Start => !before,
                At::Word => !before && !after,
            }
        });
        assert!(!wrong, "{}: {} in {xml}", engine.name, spelling.write);
    }
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
fn a_long_document_is_accepted_while_what_was_said_is_given_up() {
    let sample = fs::read_to_string(Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/chinh-tri.txt"));
    let text = (sample.expect("samples are UTF-8") + "\n").repeat(300);
    for (name, expand, marks) in [
        ("google", Expand::Text, Marks::None),
        ("neural", Expand::Text, Marks::None),
        ("azure", Expand::Sub, Marks::Word),
        ("espeak-ng", Expand::Text, Marks::Sentence),
    ] {
        // Small chunks, so that there are hundreds.
        let engine = Engine { limit: Limit { bytes: Some(4000), ..engine(name).limit }, ..engine(name) };
        let pipeline = Pipeline::new().with_options(Options { expand, marks, ..Options::default() });
        accepted(&text, &engine, &pipeline);
    }
}

#[test]
fn hostile_text_is_accepted_by_every_engine() {
    let long = ["a", "1", "ấ", "(", "\u{301}", "“", "]]>", "&amp;", "<", "1,", "A.", "=", "🇻🇳", "\u{200d}👩"]
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
    let marked = Options { expand: Expand::Sub, marks: Marks::Word, ..Options::default() };
    let marked = Pipeline::new().with_options(marked);
    for text in long.iter().map(String::as_str).chain(short) {
        for engine in Lexicon::built_in().engines() {
            accepted(text, engine, &PIPELINES[0]);
            accepted(text, engine, &marked);
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
fn mistakes_in_a_profile_name_their_place_and_the_mend() {
    let head = "name: mine\nabout: of my own\n";
    for (yaml, place, want) in [
        ("markup: ssml\nelements: [p, blink]\n", "4:15", "`elements`: `blink` is no element of SSML"),
        ("markup: ssml\nelements:\n  - p\n  - mstts:silence\n", "6:5", "declare its namespace"),
        ("markup: ssml\nelements: [p]\nattributes: {s: []}\n", "5:14", "`s` is not among `elements`"),
        ("markup: ssml\nelements: [sub]\nattributes: {sub: []}\n", "5:14", "`sub` is nothing without `alias`"),
        ("markup: ssml\nelements: [p]\nattributes: {p: [color]}\n", "5:18", "`p` has no attribute `color`"),
        ("markup: ssml\nreplace: {mark: bookmark}\n", "4:11", "`bookmark` is not among `elements`"),
        ("markup: ssml\nreplace: {break: paragraph}\n", "4:11", "only a plain text has paragraphs"),
        ("markup: ssml\nlimit:\n  bytes: 0\n", "5:3", "`bytes: 0` leaves no room"),
        ("markup: ssml\nsay_as: {dates: date}\n", "4:10", "`dates` is no class of readings: there are"),
        ("markup: ssml\nnamespaces: {xmlns: \"a\"}\n", "4:14", "`xmlns` belongs to XML"),
        ("markup: ssml\nvoice: an\n", "4:1", "`voice` is not among `elements`"),
        ("markup: plain\nelements: [p]\n", "4:12", "a plain engine takes none"),
        ("markup: html\n", "3:9", "unknown variant `html`"),
        ("markup: ssml\nlimits: {}\n", "4:1", "unknown field `limits`"),
    ] {
        let error = Engine::from_yaml("mine.yaml", &format!("{head}{yaml}")).expect_err(yaml).to_string();
        assert!(error.starts_with(&format!("mine.yaml:{place}: ")) && error.contains(want), "{yaml}{error}");
    }
}

#[test]
fn a_profile_says_what_counts_and_which_attributes_are_taken() {
    let text = "Tỉnh họp bàn “A & B” với dân.\n".repeat(300);
    let mut all = engine("w3c");
    all.limit.bytes = Some(1000);
    let mut only_text = all.clone();
    only_text.limit.count = Count::Text;
    let chunks = |engine: &Engine| {
        accepted(&text, engine, &PIPELINES[0]);
        ssml(&text, engine, &PIPELINES[0]).chunks.len()
    };
    assert!(chunks(&only_text) < chunks(&all));
    let mut google = engine("google");
    google.attributes.insert("say-as".into(), vec!["interpret-as".into()]);
    let speak = "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"vi-VN\">";
    let xml = format!("{speak}<say-as interpret-as=\"date\" format=\"dm\">1/2</say-as></speak>");
    assert_eq!(judge(&xml, &google)[0].message, "google does not take the attribute `format` of `say-as`");
}

#[test]
fn plain_engines_get_an_empty_line_between_paragraphs_where_they_take_it_for_a_pause() {
    let text = "Giá lúa tăng\nSáng nay, giá tăng. Dân vui.\nChiều, giá giảm.";
    let want = "Giá lúa tăng.\n\nSáng nay, giá tăng.\nDân vui.\n\nChiều, giá giảm.";
    assert_eq!(ssml(text, &engine("fpt"), &PIPELINES[0]).chunks[0].xml, want);
    assert_eq!(ssml(text, &engine("neural"), &PIPELINES[0]).chunks[0].xml, want.replace("\n\n", "\n"));
}

#[test]
fn a_chunk_tells_the_silence_after_it() {
    let pauses = Pauses { headline: 900, paragraph: 700, sentence: 400, comma: 150, clause: 200, ..Pauses::default() };
    let style = Style { name: "slow".into(), pauses, ..Style::default() };
    let normalizer = Normalizer::builder().style(style).build().expect("it has all words");
    let pipeline = Pipeline::new().with_normalizer(normalizer);
    let mut engine = engine("neural");
    engine.limit.characters = Some(32);
    let text = "Giá lúa ở tỉnh nhà lại tăng\nSáng nay giá lúa tăng mạnh. Dân vui mừng lắm, nhưng vẫn còn lo.\nChiều lại giảm xuống.";
    let document = ssml(text, &engine, &pipeline);
    let pauses: Vec<_> = document.chunks.iter().map(|c| (c.xml.as_str(), c.pause)).collect();
    let want = [
        ("Giá lúa ở tỉnh nhà lại tăng.", 900),
        ("Sáng nay giá lúa tăng mạnh.", 400),
        ("Dân vui mừng lắm,", 200),
        ("nhưng vẫn còn lo.", 700),
        ("Chiều lại giảm xuống.", 0),
    ];
    assert_eq!(pauses, want);
}

#[test]
fn of_two_pauses_without_a_word_between_them_one_is_made() {
    let pauses = Pauses { comma: 150, colon: 300, bracket: 100, dash: 250, ..Pauses::default() };
    let style = Style { name: "slow".into(), pauses, ..Style::default() };
    let normalizer = Normalizer::builder().style(style).build().expect("it has all words");
    let pipeline = Pipeline::new().with_normalizer(normalizer);
    let xml = &ssml("Ông (Hai) – nói: – Thôi, về!", &engine("w3c"), &pipeline).chunks[0].xml;
    let want = "Ông (Hai)<break time=\"250ms\"/> – nói:<break time=\"300ms\"/> – Thôi,<break time=\"150ms\"/> về!";
    assert!(xml.contains(want), "{xml}");
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
    let numbers = &ssml("Nghe The 100 Best Songs of All.", &engine("google"), &pipeline).chunks[0].xml;
    assert!(numbers.contains(">The one hundred Best Songs of All</lang>"), "{numbers}");
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
fn marks_beside_readings_are_those_between_words() {
    let text = "Nói \"ba 15\". Rồi… 15 người, \"UBND\". Hết…15 giờ.";
    let say_as = Pipeline::new().with_options(Options { expand: Expand::SayAs, ..Options::default() });
    for (name, said) in [
        ("espeak-ng", "Nói “ba mười lăm”. Rồi… mười lăm người, “ủy ban nhân dân”. Hết… mười lăm giờ."),
        ("piper", "Nói \"ba mười lăm\". Rồi, mười lăm người, \"ủy ban nhân dân\". Hết, mười lăm giờ."),
    ] {
        for pipeline in PIPELINES.iter().chain([&say_as]) {
            let xml = ssml(text, &engine(name), pipeline).chunks.remove(0).xml;
            let words = plainer(&xml).unwrap_or(xml);
            assert_eq!(TAG.replace_all(&words, "").split_whitespace().collect::<Vec<_>>().join(" "), said, "{name}");
        }
    }
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
    let long = &format!("<s><![CDATA[{}]]></s>", "a".repeat(1000));
    for (inside, want) in [
        ("<p>một</s>", "not well-formed"),
        ("<blink>một</blink>", "`blink` is no element"),
        ("<bookmark mark=\"a\"/>", "google does not take `bookmark`"),
        ("<s><p>một</p></s>", "`p` cannot stand inside `s`"),
        ("<sub>một</sub>", "`sub` lacks its attribute `alias`"),
        ("<sub alias=\"a\"><s>một</s></sub>", "`s` cannot stand inside `sub`"),
        ("<break time=\"half\"/>", "write a time"),
        ("<break time=\"99000ms\"/>", "google takes 10000"),
        ("<p lang=\"vi\">một</p>", "`p` has no attribute `lang`"),
        ("một &nbsp; hai", "&nbsp; is not known"),
        ("một &#1; hai", "U+0001 is not permitted"),
        ("<speak>một</speak>", "`speak` inside `speak`"),
        ("một ]]> hai", "not well-formed"),
        ("<sub alias=\"&nbsp;\">một</sub>", "not well-formed"),
        ("<break><![CDATA[một]]></break>", "`break` holds text"),
        (long, "a sentence of 1000 characters"),
    ] {
        let faults = judge(&format!("{speak}{inside}</speak>"), &google);
        assert!(faults.iter().any(|f| f.message.contains(want)), "{inside}: {faults:?}");
    }
    assert!(judge("<p>một</p>", &google)[0].message.contains("at the top"));
    assert!(
        judge(&speak.replace("synthesis", "x").replace('>', "/>"), &google)[0].message.contains("`xmlns` of `speak`")
    );
    assert!(judge("", &google)[0].message.contains("0 elements at the top"));
    assert!(judge(&format!("{speak}{}</speak>", "a".repeat(5000)), &google)[0].message.contains("google takes 5000"));
    // Places are counted once, not anew for each of so many faults.
    let faults = judge(&format!("{speak}{}</speak>", "<a/>".repeat(60_000)), &google);
    let last = faults.iter().rfind(|fault| fault.message.contains("`a`")).unwrap();
    assert_eq!(last.column, speak.len() + 240_000 - "<a/>".len() + 1);
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

/// Text that hurts: all of Unicode, control characters, markup, deep brackets, tokens without an end.
fn hostile() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "]]>", "<script>", "<!--", "-->", "<![CDATA[", "&amp;", "&#0;", "&", "<", ">", "\"", "'", "</speak>", "<break/>",
            "\u{1}", "\u{b}", "\u{1f}", "\u{7f}", "\u{85}", "\u{fffe}", "\u{ffff}", "\u{feff}", "\u{202e}", "\u{200d}", "\u{301}",
            "👩\u{200d}👩\u{200d}👧", "🇻🇳", "\u{e000}", "\u{10ffff}", "\t", "\r", "\n", "\r\n", "((((", "))))", "[[[", "…", "...", "“", "”",
        ]).prop_map(str::to_owned),
        4 => prop::sample::select(vec![
            "Sáng 14/4,", "UBND tỉnh", "1.250.000 đồng/kg", "0912 345 678,", "BKS 64C-123.45;", "New York Times", "The 100 Best of",
            "www.abc.vn/a?b=1&c=2", "a@b.vn", "nhưng", "và", "- ông nói.", "tỷ số 2-1:", "(VLO)", "Điều 5.", "39oC", "XIV", "PGS.TS.",
        ]).prop_map(str::to_owned),
        2 => ("[a-zA-Zấđ0-9]", 1usize..150).prop_map(|(token, n)| token.repeat(n)),
        2 => "\\PC{0,12}",
        1 => any::<char>().prop_map(|c| c.to_string()),
        1 => (any::<char>(), 1usize..100).prop_map(|(c, n)| c.to_string().repeat(n)),
    ];
    let gap = prop::sample::select(vec!["", " ", " ", " ", "\n"]);
    prop::collection::vec((piece, gap), 0..12).prop_map(|all| all.into_iter().map(|(piece, gap)| piece + gap).collect())
}

/// Every way of making chunks, with all pauses there are.
static WAYS: LazyLock<Vec<Pipeline>> = LazyLock::new(|| {
    let pauses = Pauses {
        sentence: 400,
        clause: 300,
        comma: 150,
        colon: 200,
        bracket: 100,
        dash: 120,
        group: 90,
        ..Pauses::default()
    };
    let slow = Style { name: "slow".into(), foreign: Foreign::Mark, pauses, ..Style::default() };
    let mut all = Vec::new();
    for style in [Style { name: "plain".into(), ..Style::default() }, slow] {
        let normalizer = Arc::new(Normalizer::builder().style(style).build().expect("it has all words"));
        for expand in [Expand::Text, Expand::Sub, Expand::SayAs] {
            for marks in [Marks::None, Marks::Sentence, Marks::Word] {
                let options = Options { expand, marks, ..Options::default() };
                let pipeline = Pipeline::new().with_normalizer(normalizer.clone()).with_options(options);
                all.push(pipeline.with_detail(Detail::Places));
            }
        }
    }
    all
});

proptest! {
    #![proptest_config(cases(1500))]

    #[test]
    fn any_text_is_accepted_by_any_engine(text in hostile(), n in any::<u16>(), limit in prop::option::of(300u32..2000)) {
        let engines = Lexicon::built_in();
        let n = usize::from(n);
        let mut engine = engines.engines()[n % engines.engines().len()].clone();
        match (engine.markup, limit) {
            (_, None) => {}
            (Markup::Ssml, limit) => engine.limit.bytes = limit,
            (Markup::Plain, limit) => engine.limit.characters = limit.map(|n| n / 4),
        }
        // A zero byte is no text.
        let text = text.replace('\0', " ");
        accepted(&text, &engine, &WAYS[n / engines.engines().len() % WAYS.len()]);
    }

    #[test]
    fn any_bytes_are_text_or_an_error(bytes in prop::collection::vec(prop_oneof![
        Just(b"\xED\xA0\x80".to_vec()), Just(b"\xED\xBF\xBF".to_vec()), Just(b"\xF4\x90\x80\x80".to_vec()), Just(b"\xC0\x80".to_vec()),
        Just("Sáng 14/4 ".as_bytes().to_vec()), prop::collection::vec(any::<u8>(), 0..4),
    ], 0..12)) {
        let bytes = bytes.concat();
        if let Ok(article) = PIPELINES[0].read("test", &bytes) {
            for chunk in PIPELINES[0].ssml(&article, &engine("google")).expect("there is room").chunks {
                prop_assert_eq!(judge(&chunk.xml, &engine("google")), []);
            }
        }
    }
}
