//! What judges that are not ours say: `xmllint` with the W3C's schema of SSML 1.0, and our own judge against it.

use loidoc::ssml::{Engine, Expand, Marks, Markup, Options, judge};
use loidoc::{Lexicon, Normalizer, Pipeline, Style};
use std::fs;
use std::path::{Path, PathBuf};
use std::process::Command;

fn home() -> &'static Path {
    Path::new(env!("CARGO_MANIFEST_DIR"))
}

fn samples() -> Vec<PathBuf> {
    let all = fs::read_dir(home().join("samples")).expect("samples are there");
    let mut files: Vec<_> = all.map(|e| e.expect("it can be listed").path()).collect();
    files.retain(|path| path.extension().is_some_and(|e| e == "txt"));
    files.sort();
    files
}

/// The complaints of `xmllint` about files; empty if it accepts all.
fn xmllint(folder: &Path) -> String {
    let schema = home().join("tests/schema/synthesis.xsd");
    let files = fs::read_dir(folder).expect("it was written").map(|e| e.expect("it can be listed").path());
    let output = Command::new("xmllint").args(["--nonet", "--noout", "--schema"]).arg(schema).args(files).output();
    let output = output.expect("xmllint is installed: tests/install.sh");
    let said = String::from_utf8_lossy(&output.stderr);
    said.lines().filter(|line| !line.ends_with(" validates")).collect::<Vec<_>>().join("\n")
}

/// What the schema of SSML 1.0 does not know is taken out: `lang` came with 1.1, and engines' own elements are their
/// profiles' affair.
fn of_version_1_0(engine: &Engine) -> Engine {
    let mut engine = engine.clone();
    engine.elements.retain(|name| name != "lang" && name != "bookmark" && !name.contains(':'));
    engine.replace.clear();
    engine.namespaces.clear();
    engine.attributes.retain(|name, _| engine.elements.contains(name));
    engine
}

#[test]
fn every_sample_is_valid_by_the_schema_of_the_w3c() {
    let mut style = Style { name: "slow".into(), ..Style::default() };
    style.pauses.comma = 150;
    style.pauses.sentence = 400;
    let slow = Normalizer::builder().style(style).build().expect("it has all words");
    let folder = tempfile::tempdir().expect("there is room");
    let mut count = 0;
    for engine in Lexicon::built_in().engines().iter().filter(|e| e.markup == Markup::Ssml).map(of_version_1_0) {
        for (expand, marks) in
            [(Expand::Text, Marks::None), (Expand::Sub, Marks::Word), (Expand::SayAs, Marks::Sentence)]
        {
            let options = Options { expand, marks, ..Options::default() };
            let pipeline = Pipeline::new().with_normalizer(slow.clone()).with_options(options);
            for path in samples() {
                let text = fs::read(&path).expect("it can be read");
                let article = pipeline.read("sample", &text).expect("it is text");
                for chunk in pipeline.ssml(&article, &engine).expect("there is room").chunks {
                    count += 1;
                    fs::write(folder.path().join(format!("{count}.ssml")), chunk.xml).expect("there is room");
                }
            }
        }
    }
    assert!(count > 50, "only {count} chunks");
    assert_eq!(xmllint(folder.path()), "");
}

/// What `judge` and the schema say of one document each; they must agree.
#[test]
fn our_judge_agrees_with_the_schema() {
    let mut all = Lexicon::built_in().engine("w3c").expect("it is built in").clone();
    all.elements.push("audio".into());
    all.elements.extend(["desc", "meta", "metadata", "lexicon"].map(String::from));
    let mut wrong = Vec::new();
    for inside in [
        "một",
        "<p>một</p>hai<s>ba</s>",
        "<p><s>một</s> <s>hai</s></p>",
        "<s><p>một</p></s>",
        "<s><s>một</s></s>",
        "<p><p>một</p></p>",
        "<p/>",
        "<break time=\"500ms\"/>",
        "<break strength=\"weak\"/>",
        "<break strength=\"huge\"/>",
        "<break>một</break>",
        "<emphasis level=\"strong\">một</emphasis>",
        "<emphasis level=\"loud\">một</emphasis>",
        "<emphasis><p>một</p></emphasis>",
        "<prosody rate=\"slow\"><p>một</p></prosody>",
        "<p><prosody rate=\"slow\"><s>một</s></prosody></p>",
        "<s><prosody rate=\"slow\">một</prosody></s>",
        "<prosody speed=\"slow\">một</prosody>",
        "<voice name=\"a\" gender=\"female\">một</voice>",
        "<voice gender=\"woman\">một</voice>",
        "<sub alias=\"một\">1</sub>",
        "<sub>1</sub>",
        "<sub alias=\"một\"><s>1</s></sub>",
        "<say-as interpret-as=\"date\" format=\"dm\">1/2</say-as>",
        "<say-as>1/2</say-as>",
        "<phoneme alphabet=\"ipa\" ph=\"a\">a</phoneme>",
        "<phoneme>a</phoneme>",
        "<mark name=\"a\"/>",
        "<mark/>",
        "<audio src=\"a.wav\"><desc>mưa</desc></audio>",
        "<audio>một</audio>",
        "<desc>mưa</desc>",
        "<meta name=\"a\" content=\"b\"/>một",
        "<p><meta name=\"a\" content=\"b\"/></p>",
        "<lexicon uri=\"a.pls\"/>một",
        "<blink>một</blink>",
        "<speak version=\"1.0\" xml:lang=\"vi\">một</speak>",
        "một & hai",
        "một &nbsp; hai",
        "<p>một</s>",
        "một ]]> hai",
        "<![CDATA[một]]>",
        "<break><![CDATA[một]]></break>",
        "<break>&#65;</break>",
        "<!-- một -->",
        "<!-- một -- hai -->",
        "<!-- \u{1} -->",
        "<?xml một?>",
        "<sub alias=\"&nbsp;\">một</sub>",
        "<metadata><a:b/></metadata>",
        "<metadata><1/></metadata>",
    ] {
        let xml = format!(
            "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"vi-VN\">{inside}</speak>"
        );
        let folder = tempfile::tempdir().expect("there is room");
        fs::write(folder.path().join("a.ssml"), &xml).expect("there is room");
        let (theirs, mut ours) = (xmllint(folder.path()), judge(&xml, &all));
        // Engines refuse what the schema allows: a document without a word.
        if theirs.is_empty() {
            ours.retain(|fault| !fault.message.contains("holds no word"));
        }
        if theirs.is_empty() != ours.is_empty() {
            wrong.push(format!("{inside}\n{theirs}\n{ours:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n\n"));
}
