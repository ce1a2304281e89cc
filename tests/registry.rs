//! The registry of rules: each has an example that is read by it, and the table in the docs is made from it.

use loidoc::Normalizer;
use loidoc::registry::Rule;
use std::fs;
use std::path::Path;
use std::sync::LazyLock;

/// Rules that no line by itself is read by, with what they need.
const IN_CONTEXT: &[(Rule, &str)] = &[
    (Rule::Gloss, "a document"),
    (Rule::AbbreviationDefined, "a document that defines it"),
    (Rule::AbbreviationDomain, "a text about something"),
    (Rule::AbbreviationLongestGuess, "a caller's lexicon with several senses of P.GĐ"),
    (Rule::AbbreviationPattern, "a caller's lexicon with a pattern"),
    (Rule::AbbreviationUnverified, "a caller's lexicon"),
    (Rule::CardinalContinued, "more digits than a token holds"),
    (Rule::ForeignRespelt, "a style that respells foreign words"),
    (Rule::ForeignRespeltGuess, "the same"),
    (Rule::ForeignSocial, "a style for social text"),
];

/// What is written in the golden files, the shortest first.
fn golden_lines() -> impl Iterator<Item = &'static str> {
    static LINES: LazyLock<Vec<String>> = LazyLock::new(|| {
        let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
        let files =
            fs::read_dir(folder).expect("tests/golden is there").map(|entry| entry.expect("it can be listed").path());
        let texts: Vec<String> = files.map(|path| fs::read_to_string(path).expect("golden files are UTF-8")).collect();
        let written = texts.iter().flat_map(|text| text.lines()).filter_map(|line| line.split_once(" => "));
        let mut lines: Vec<String> = written.map(|(written, _)| written.to_owned()).collect();
        lines.sort_by_key(String::len);
        lines
    });
    LINES.iter().map(String::as_str)
}

/// Whether a text is read by a rule, or would be if no other were heavier.
fn reads(normalizer: &Normalizer, text: &str, rule: Rule) -> bool {
    let speech = normalizer.speech(text);
    let lost = speech.alternatives.iter().map(|alternative| alternative.rule);
    speech.readings.iter().map(|reading| reading.rule).chain(lost).any(|read| read == rule)
}

#[test]
fn every_rule_reads_its_example() {
    let normalizer = Normalizer::new();
    let mut wrong = Vec::new();
    for rule in Rule::all().filter(|rule| IN_CONTEXT.iter().all(|(known, _)| known != rule)) {
        let Some(example) = rule.example() else {
            let line = golden_lines().find(|line| reads(&normalizer, line, rule));
            let would = line.map(|line| format!(": «{line}» would do")).unwrap_or_default();
            wrong.push(format!("{rule:?} has no example{would}"));
            continue;
        };
        if !reads(&normalizer, example, rule) {
            let speech = normalizer.speech(example);
            let rules: Vec<_> = speech.readings.iter().map(|reading| reading.rule).collect();
            wrong.push(format!("{rule:?}: «{example}» is read by {rules:?}"));
        }
    }
    assert!(wrong.is_empty(), "{}\n{} wrong", wrong.join("\n"), wrong.len());
}

#[test]
fn the_table_in_the_docs_is_fresh() {
    let normalizer = Normalizer::new();
    let mut table = String::from(
        "# Rules\n\nWhy a reading is what it is: made from `lexicon/classes/*.yaml` by `LOIDOC_BLESS=1 cargo test --test registry`. \
         Of two readings of a place the heavier one wins.\n\n\
         | rule | told as | weight | doubt | when | example |\n|---|---|---|---|---|---|\n",
    );
    for rule in Rule::all() {
        let said = |example: &str| format!("{example} → {}", normalizer.normalize(example));
        let example = rule.example().map(said).unwrap_or_default().replace('|', "\\|");
        let doubt = rule.doubt().map(|doubt| format!("{doubt:?}")).unwrap_or_default();
        table += &format!(
            "| {rule:?} | {rule} | {} | {doubt} | {} | {example} |\n",
            rule.weight(),
            rule.doc().replace('|', "\\|")
        );
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/rules.md");
    if std::env::var_os("LOIDOC_BLESS").is_some() {
        fs::write(&path, &table).expect("docs can be written");
    }
    let stands = fs::read_to_string(&path).unwrap_or_default();
    assert!(stands == table, "docs/rules.md is not of today: run LOIDOC_BLESS=1 cargo test --test registry");
}
