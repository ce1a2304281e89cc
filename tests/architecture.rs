//! Arrows run downward: a module may only use modules of its own level's floor or below. DESIGN.md draws the levels.

use std::fs;
use std::path::Path;

/// Modules from the ground up; a module may use those of its own row and of the rows before it.
const LEVELS: &[&[&str]] = &[
    &["blocks", "span", "letter", "signs", "style", "cursor"],
    &[
        "layer", "left", "lexicon", "number", "scan", "syllable", "tidy", "speech", "semiotic", "class", "error",
        "domain", "doubt",
    ],
    &["sentence", "input", "normalize", "foreign"],
    &["ssml", "stream", "wav"],
    &["pipeline", "engine", "timings"],
    &["bulletin"],
    &["lib"],
    &["cli", "main"],
];

/// Pairs that look upward on purpose, with the reason.
const EXCEPTIONS: &[(&str, &str, &str)] = &[
    ("layer", "ssml", "the engine profile's schema is plain data that the build script packs"),
    ("lexicon", "ssml", "the same"),
];

fn level(module: &str) -> Option<usize> {
    LEVELS.iter().position(|row| row.contains(&module))
}

fn visit(dir: &Path, module: Option<&str>, wrong: &mut Vec<String>, seen: &mut usize) {
    for entry in fs::read_dir(dir).expect("src is there") {
        let path = entry.expect("it can be listed").path();
        let stem = path.file_stem().unwrap_or_default().to_string_lossy().into_owned();
        let module = module.unwrap_or(&stem).to_owned();
        if path.is_dir() {
            visit(&path, Some(&module), wrong, seen);
            continue;
        }
        let Some(own) = level(&module) else {
            wrong.push(format!("{}: give module `{module}` a level in tests/architecture.rs", path.display()));
            continue;
        };
        let text = fs::read_to_string(&path).expect("source is UTF-8");
        for (n, line) in text.lines().enumerate() {
            let Some(rest) = line.trim_start().strip_prefix("use crate::") else { continue };
            let used: String = rest.chars().take_while(|c| c.is_alphanumeric() || *c == '_').collect();
            let Some(other) = level(&used) else { continue };
            *seen += 1;
            let excused = EXCEPTIONS.iter().any(|(from, to, _)| *from == module && *to == used);
            if other > own && !excused {
                wrong.push(format!("{}:{}: `{module}` uses `{used}`, which stands above it", path.display(), n + 1));
            }
        }
    }
}

#[test]
fn arrows_run_downward() {
    let mut wrong = Vec::new();
    let mut seen = 0;
    visit(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"), None, &mut wrong, &mut seen);
    assert!(seen > 30, "only {seen} arrows were seen: has the layout changed?");
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}
