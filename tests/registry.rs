//! The registry of rules: each has an example that is read by it, and the table in the docs is made from it.

use loidoc::Normalizer;
use loidoc::registry::Rule;
use std::fs;
use std::path::Path;

#[test]
fn every_rule_reads_its_example() {
    let normalizer = Normalizer::new();
    let mut wrong = Vec::new();
    for rule in Rule::all() {
        let Some(example) = rule.example() else {
            wrong.push(format!("{:?} has no example", rule));
            continue;
        };
        let speech = normalizer.speech(example);
        if !speech.readings.iter().any(|reading| reading.rule == rule) {
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
