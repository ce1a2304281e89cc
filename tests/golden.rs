//! Golden files: `tests/golden/<class>.txt`, and `print.txt` and `names.txt` for lines of several classes; one case a line,
//! `written => spoken`. To add a case, add a line.

use std::fs;
use std::path::Path;

#[test]
fn every_line_is_said_as_it_stands_in_the_golden_files() {
    let normalizer = loidoc::Normalizer::new();
    let mut cases = 0;
    let mut wrong = Vec::new();
    let mut files: Vec<_> = fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden"))
        .expect("tests/golden is there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    for path in files {
        let text = fs::read_to_string(&path).expect("golden files are UTF-8");
        let name = path.file_name().unwrap_or_default().to_string_lossy().into_owned();
        for (n, line) in text.lines().enumerate() {
            if line.trim().is_empty() || line.starts_with("# ") {
                continue;
            }
            let (written, spoken) =
                line.split_once(" => ").unwrap_or_else(|| panic!("{name}:{}: write `written => spoken`", n + 1));
            cases += 1;
            let got = normalizer.normalize(written);
            if got != spoken {
                wrong.push(format!("{name}:{}: {written}\n    want {spoken}\n    got  {got}", n + 1));
            }
        }
    }
    assert!(cases >= 300, "only {cases} golden lines");
    assert!(wrong.is_empty(), "{} of {cases} lines are said otherwise:\n{}", wrong.len(), wrong.join("\n"));
}
