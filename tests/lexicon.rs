//! The lexicon tests itself: every `examples` line of every built-in file is said as it stands there, and every
//! abbreviation with one sense is said as its entry says.

use loidoc::lexicon::LexiconFile;
use loidoc::registry::{ClassFile, Example};
use loidoc::{Lexicon, Normalizer};
use std::fs;
use std::path::{Path, PathBuf};

fn yaml_files(dir: &Path) -> Vec<PathBuf> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir).expect("lexicon is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_dir() && !path.ends_with("styles") && !path.ends_with("engines") {
            files.extend(yaml_files(&path));
        } else if path.extension().is_some_and(|e| e == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    files
}

#[test]
fn examples_are_said_as_they_stand() {
    let normalizer = Normalizer::new();
    let mut wrong = Vec::new();
    let mut examples = 0;
    for path in yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon")) {
        let yaml = fs::read_to_string(&path).expect("lexicon files are UTF-8");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        let pairs: Vec<(String, String)> = if path.parent().is_some_and(|folder| folder.ends_with("classes")) {
            let file: ClassFile = loidoc::lexicon::parse(&name, &yaml).expect("the build has checked it");
            file.examples.into_iter().map(|Example(written, spoken)| (written, spoken)).collect()
        } else {
            let file = LexiconFile::parse(&name, &yaml).expect("the build has checked it");
            file.examples().into_iter().map(|(written, spoken)| (written.to_owned(), spoken.to_owned())).collect()
        };
        for (written, spoken) in &pairs {
            examples += 1;
            let got = normalizer.normalize(written);
            if got != *spoken {
                wrong.push(format!("{name}: {written}\n    want {spoken}\n    got  {got}"));
            }
        }
    }
    assert!(examples > 100, "only {examples} examples");
    assert!(wrong.is_empty(), "{} of {examples} examples are said otherwise:\n{}", wrong.len(), wrong.join("\n"));
}

#[test]
fn lines_are_short_enough_to_be_read() {
    let mut long = Vec::new();
    for path in yaml_files(&Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon")) {
        let yaml = fs::read_to_string(&path).expect("lexicon files are UTF-8");
        let lines = yaml.lines().enumerate().filter(|(_, line)| line.chars().count() > 120);
        long.extend(lines.map(|(n, _)| format!("{}:{}", path.display(), n + 1)));
    }
    assert!(long.is_empty(), "more than 120 characters: {}", long.join(", "));
}

#[test]
fn mistakes_are_refused_with_their_place() {
    let refuse = |yaml: &str| Lexicon::built_in().with_yaml("mine.yaml", yaml).expect_err("it is wrong").to_string();
    for (yaml, says) in [
        ("entries:\n  - write: X\n    reed: ích\n", "mine.yaml:3:5: entries[0]: unknown field `reed`"),
        ("entries:\n  - write: X\n    read: ''\n", "mine.yaml:3:11: entries[0].read: empty text"),
        (
            "entries:\n  - write: X\n    read: a\n  - write: X\n    read: b\n",
            "mine.yaml:4:12: entries: `X` has two entries",
        ),
        ("entries:\n  - write: X\n", "`X` needs exactly one of `read`, `say` and `senses`"),
        (
            "entries:\n  - write: X\n    senses:\n      - read: a\n      - read: a\n        left: [b]\n",
            "`X` has the same sense twice",
        ),
        (
            "units:\n  - {write: Q, read: quy, prefixes: [k, X]}\n",
            "mine.yaml:2:41: `X` is no SI prefix that is known: there are T, G, M, k",
        ),
        ("cues:\n  day:\n    left: [hôm kìa, hôm kìa]\n", "`hôm kìa` stands in the list twice"),
        ("entries: 5\n", "mine.yaml:1:10: entries: invalid type: integer `5`, expected a list of entries"),
        ("entries:\n  - write: [\n", "mine.yaml:"),
    ] {
        let got = refuse(yaml);
        assert!(got.contains(says), "want {says}\ngot  {got}");
    }
}

#[test]
fn a_callers_unit_takes_the_prefixes_that_are_there() {
    let lexicon = Lexicon::built_in().with_yaml("mine.yaml", "units: [{write: Qz, read: quy, prefixes: [k, µ]}]");
    let normalizer = Normalizer::builder().lexicon(lexicon.expect("it is right")).build().expect("the style is whole");
    assert_eq!(
        normalizer.normalize("Có 5kQz, 20µQz và 20μQz."),
        "Có năm ki lô quy, hai mươi mi crô quy và hai mươi mi crô quy."
    );
}

#[test]
fn a_later_layer_wins() {
    let lexicon = Lexicon::built_in()
        .with_yaml("a.yaml", "entries: [{write: QXZ, read: một}]")
        .and_then(|l| l.with_yaml("b.yaml", "entries: [{write: QXZ, read: hai}]"))
        .expect("both are right");
    let normalizer = Normalizer::builder().lexicon(lexicon).build().expect("the style is whole");
    assert_eq!(normalizer.normalize("QXZ"), "hai");
}

#[test]
fn every_sense_has_evidence_or_a_cue() {
    use loidoc::evidence::hash::phrase_hash;
    use loidoc::evidence::learned::Learned;
    use loidoc::lexicon::Say;
    let learned = Learned::new(include_bytes!("../lexicon/learned/senses.bin")).expect("train/ has made it");
    let lexicon = Lexicon::built_in();
    let mut without = Vec::new();
    // The first sense is what stands where nothing speaks.
    for entry in lexicon.abbreviations() {
        for sense in entry.senses.iter().skip(1) {
            let cued = !sense.left.is_empty() || !sense.right.is_empty() || sense.domain.is_some();
            let seen = match &sense.say {
                Say::Read(read) => learned.entry(&entry.write).is_some_and(|e| e.sense(phrase_hash(read)).is_some()),
                Say::Letters | Say::Word => false,
            };
            if !cued && !seen {
                without.push(format!("{}: {:?}", entry.write, sense.say));
            }
        }
    }
    assert!(without.is_empty(), "give these a cue, or run `learn` (train/README.md):\n{}", without.join("\n"));
}
