//! The sample articles as they are read: `samples/spoken/<name>.txt`, a sentence a line, what is not read in brackets.
//!
//! `LOIDOC_BLESS=1 cargo test --test samples` writes them anew; read the difference before you keep it.

use loidoc::Pipeline;
use std::fmt::Write;
use std::fs;
use std::path::{Path, PathBuf};

fn spoken(path: &Path) -> String {
    let bytes = fs::read(path).expect("it can be read");
    let article = Pipeline::new().read("sample", &bytes).expect("samples are text");
    let mut out = String::new();
    for (n, (segment, speech)) in article.document.segments.iter().zip(&article.speeches).enumerate() {
        if article.dropped().any(|d| d == n) {
            let _ = writeln!(out, "[{}, not read: {}]\n", segment.role.name(), segment.text);
            continue;
        }
        let _ = writeln!(out, "[{}]", segment.role.name());
        for sentence in &speech.sentences {
            let _ = writeln!(out, "{}", &speech.text[sentence.spoken.range()]);
        }
        out.push('\n');
    }
    out
}

#[test]
fn samples_are_read_as_they_stand_in_samples_spoken() {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<PathBuf> = fs::read_dir(&samples)
        .expect("samples are there")
        .map(|entry| entry.expect("it can be listed").path())
        .filter(|path| path.extension().is_some_and(|e| e == "txt"))
        .collect();
    files.sort();
    assert!(files.len() >= 7);
    for path in files {
        let name = path.file_name().expect("a file has a name");
        let golden = samples.join("spoken").join(name);
        let got = spoken(&path);
        if std::env::var_os("LOIDOC_BLESS").is_some() {
            fs::write(&golden, got).expect("it can be written");
            continue;
        }
        let want = fs::read_to_string(&golden).unwrap_or_default();
        let differs = want.lines().zip(got.lines()).enumerate().find(|(_, (want, got))| want != got);
        if let Some((n, (want, got))) = differs {
            panic!("samples/spoken/{}:{}:\n    want {want}\n    got  {got}", name.to_string_lossy(), n + 1);
        }
        assert_eq!(want.lines().count(), got.lines().count(), "{}", golden.display());
    }
}
