//! What users of such programs reported, in files of our own: `tests/reported/expect.tsv` says what must be heard of each, and
//! what must not. A row that does not hold yet is in `tests/reported/open.txt` by its number; one that holds must not be there.
#![cfg(feature = "cli")]

use std::collections::BTreeSet;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Output};
use unicode_normalization::UnicodeNormalization;

fn folder() -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/reported")
}

/// A row: a file, what is done with it, what must be said in order and what must not be.
struct Row {
    line: usize,
    file: String,
    options: Vec<String>,
    must: Vec<String>,
    must_not: Vec<String>,
    kind: String,
}

fn rows() -> Vec<Row> {
    let text = fs::read_to_string(folder().join("expect.tsv")).expect("the rows are there");
    let lines = text.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#'));
    let phrases = |field: &str| field.split('|').filter(|p| !p.trim().is_empty()).map(str::to_owned).collect();
    lines
        .map(|(n, line)| {
            let fields: Vec<&str> = line.split('\t').chain([""; 5]).collect();
            Row {
                line: n + 1,
                file: fields[0].to_owned(),
                options: fields[1].split(' ').map(str::to_owned).collect(),
                must: phrases(fields[2]),
                must_not: phrases(fields[3]),
                kind: fields[4].to_owned(),
            }
        })
        .collect()
}

/// What is heard: without tags, in small letters, its blanks folded.
fn flat(text: &str) -> String {
    let mut out = String::new();
    let mut rest = text;
    while let Some((before, after)) = rest.split_once('<') {
        out.push_str(before);
        let Some((tag, after)) = after.split_once('>') else { break };
        let name = tag.trim_start_matches('/').split([' ', '/']).next().unwrap_or("");
        if matches!(name, "p" | "s" | "speak" | "break" | "mark" | "voice") {
            out.push(' ');
        }
        rest = after;
    }
    out.push_str(rest);
    let text: String = html_escape::decode_html_entities(&out).nfc().collect::<String>().to_lowercase();
    let mut folded = String::new();
    for c in text.chars() {
        let blank = matches!(c, ' ' | '\t' | '\u{a0}');
        if !(blank && folded.ends_with(' ')) {
            folded.push(if blank { ' ' } else { c });
        }
    }
    folded
}

/// With line ends folded, too.
fn one_line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

fn pattern(source: &str, across: bool) -> regex::Regex {
    let source = source.replace('¦', "|");
    regex::RegexBuilder::new(&source)
        .dot_matches_new_line(across)
        .build()
        .unwrap_or_else(|error| panic!("{source}: {error}"))
}

fn run(row: &Row, temporary: &Path) -> Output {
    let own = |option: &&String| !matches!(option.as_str(), "!" | "?") && !option.starts_with('=');
    let options = row.options.iter().filter(own).map(|o| o.replace("{tmp}", &temporary.display().to_string()));
    Command::new(env!("CARGO_BIN_EXE_loidoc"))
        .args(options)
        .arg(&row.file)
        .current_dir(folder())
        .output()
        .expect("the command runs")
}

/// What is wrong with a row.
fn faults(row: &Row) -> Vec<String> {
    let temporary = tempfile::tempdir().expect("a folder");
    let output = run(row, temporary.path());
    let (out, told) = (String::from_utf8_lossy(&output.stdout), String::from_utf8_lossy(&output.stderr).to_lowercase());
    let code = output.status.code().unwrap_or(-1);
    let refused = (1..101).contains(&code) && out.trim().is_empty() && !told.trim().is_empty();
    let has = |option: &str| row.options.iter().any(|o| o == option);
    let codes: Vec<i32> = row.options.iter().filter_map(|o| o.strip_prefix('=')?.parse().ok()).collect();
    let codes = if codes.is_empty() { vec![0] } else { codes };
    let mut faults = Vec::new();
    let raw = flat(if has("!") { &told } else { &out });
    if has("!") && !refused {
        faults.push(format!("is not refused: exit code {code}"));
    } else if !has("!") && !codes.contains(&code) {
        faults.push(format!("exit code {code}: {}", told.trim()));
    }
    faults.extend(lacking(row, &raw));
    faults.extend(unwanted(row, &raw, &out.nfc().collect::<String>().to_lowercase()));
    if has("?") && refused {
        faults.clear();
    }
    let messages = |phrases: &[String], wanted: bool| {
        let patterns = phrases.iter().filter_map(|p| p.trim().strip_prefix("err:"));
        let wrong = patterns.filter(|p| pattern(p, false).is_match(&told) != wanted);
        wrong.map(|p| format!("the message {} /{p}/", if wanted { "lacks" } else { "has" })).collect::<Vec<_>>()
    };
    faults.extend(messages(&row.must, true));
    faults.extend(messages(&row.must_not, false));
    faults
}

fn lacking(row: &Row, raw: &str) -> Vec<String> {
    let one = one_line(raw);
    let (mut at, mut raw_at) = (0, 0);
    let mut faults = Vec::new();
    for phrase in row.must.iter().filter(|p| !p.trim().starts_with("err:")) {
        if let Some(source) = phrase.strip_prefix("re:") {
            match pattern(source, false).find(&raw[raw_at..]) {
                Some(found) => raw_at += found.end(),
                None => faults.push(format!("lacks /{source}/")),
            }
            continue;
        }
        let phrase = one_line(&phrase.to_lowercase());
        match one[at..].find(&phrase) {
            Some(n) => at += n + phrase.len(),
            None => faults.push(format!("lacks {phrase}")),
        }
    }
    faults
}

fn unwanted(row: &Row, raw: &str, tagged: &str) -> Vec<String> {
    let one = one_line(raw);
    let has = |phrase: &&String| {
        let phrase = phrase.trim();
        match (phrase.strip_prefix("re:"), phrase.strip_prefix("raw:")) {
            (Some(source), _) => pattern(source, false).is_match(raw),
            (_, Some(source)) => pattern(source, true).is_match(tagged),
            _ => !phrase.starts_with("err:") && one.contains(&one_line(&phrase.to_lowercase())),
        }
    };
    row.must_not.iter().filter(has).map(|phrase| format!("has {phrase}")).collect()
}

#[test]
fn reported_files_are_said_right() {
    let open = fs::read_to_string(folder().join("open.txt")).unwrap_or_default();
    let open: BTreeSet<usize> = open.lines().filter_map(|line| line.split(':').next()?.parse().ok()).collect();
    let rows = rows();
    assert!(rows.len() > 200, "{} rows", rows.len());
    let mut wrong = Vec::new();
    let mut right = 0;
    for row in &rows {
        let faults = faults(row);
        right += usize::from(faults.is_empty());
        let told = format!("{}: {} [{}] {}", row.line, row.file, row.options.join(" "), row.kind);
        match (faults.is_empty(), open.contains(&row.line)) {
            (false, false) => wrong.push(format!("{told}: {}", faults.join("; "))),
            (true, true) => wrong.push(format!("{told}: holds now: take it out of open.txt")),
            (false, true) => println!("open: {told}: {}", faults.join("; ")),
            (true, false) => {}
        }
    }
    println!("{right} of {} right", rows.len());
    assert!(wrong.is_empty(), "{} rows:\n{}", wrong.len(), wrong.join("\n"));
}
