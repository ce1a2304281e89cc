//! The corpora: articles, near-duplicates removed.
//!
//! In: a folder with `*.txt` (each line a document) and `large/*.xz` (an empty line between articles, or each line a
//! document where there is none). Out: articles in the order of the files' names, each paragraph in NFC.

use crate::error::Error;
use loidoc::evidence::hash::{mix, word_hash};
use std::collections::HashSet;
use std::io::Read;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use unicode_normalization::{IsNormalized, UnicodeNormalization, is_nfc_quick};

/// Corpora that are no edited text.
const LEFT_OUT: [&str; 2] = ["mojibake", "social"];

/// How many words make a shingle.
const SHINGLE: usize = 8;

/// One shingle of so many is remembered.
const SAMPLE: u32 = 4;

/// An article.
#[derive(Clone, Debug)]
pub struct Article {
    /// The name of its file, without what follows the first dot.
    pub source: String,
    /// How many articles of its file stood before it.
    pub number: usize,
    /// Its paragraphs.
    pub paragraphs: Vec<String>,
}

/// All articles.
#[derive(Clone, Debug, Default)]
pub struct Corpus {
    /// Those that are kept.
    pub articles: Vec<Article>,
    /// How many near-duplicates were removed.
    pub removed: usize,
}

impl Corpus {
    /// Reads all corpora of a folder.
    pub fn read(folder: &Path) -> Result<Corpus, Error> {
        let mut files = list(&folder.join("large"))?;
        files.extend(list(folder)?);
        let mut corpus = Corpus::default();
        let mut seen = HashSet::new();
        for path in files {
            let name = path.file_name().and_then(|name| name.to_str()).unwrap_or("");
            let source = name.split('.').next().unwrap_or(name).to_owned();
            if !LEFT_OUT.contains(&source.as_str()) {
                corpus.take(&source, &unpacked(&path)?, &mut seen);
            }
        }
        if corpus.articles.is_empty() { Err(Error::NoText(folder.into())) } else { Ok(corpus) }
    }

    fn take(&mut self, source: &str, text: &str, seen: &mut HashSet<u32>) {
        let by_line = !text.contains("\n\n");
        let articles = text.split(if by_line { "\n" } else { "\n\n" }).filter(|article| !article.trim().is_empty());
        for (number, article) in articles.enumerate() {
            let paragraphs: Vec<String> =
                article.lines().map(|line| tidy(line.trim())).filter(|p| !p.is_empty()).collect();
            if is_new(&paragraphs, seen) {
                self.articles.push(Article { source: source.to_owned(), number, paragraphs });
            } else {
                self.removed += 1;
            }
        }
    }
}

/// The corpora in a folder, by name.
fn list(folder: &Path) -> Result<Vec<PathBuf>, Error> {
    let listed = std::fs::read_dir(folder).map_err(Error::file(folder))?;
    let mut files: Vec<_> = listed.filter_map(|file| Some(file.ok()?.path())).collect();
    files.retain(|file| file.extension().is_some_and(|e| e == "txt" || e == "xz"));
    files.sort();
    Ok(files)
}

/// The text of a file; what is no UTF-8 is replaced.
fn unpacked(path: &Path) -> Result<String, Error> {
    let mut bytes = Vec::new();
    if path.extension().is_some_and(|e| e == "xz") {
        let mut xz = Command::new("xz");
        let mut child = xz.arg("-dc").arg(path).stdout(Stdio::piped()).spawn().map_err(Error::file("xz"))?;
        if let Some(mut out) = child.stdout.take() {
            out.read_to_end(&mut bytes).map_err(Error::file(path))?;
        }
        let status = child.wait().map_err(Error::file("xz"))?;
        if !status.success() {
            return Err(Error::Xz { path: path.into(), status });
        }
    } else {
        bytes = std::fs::read(path).map_err(Error::file(path))?;
    }
    Ok(String::from_utf8(bytes).unwrap_or_else(|e| String::from_utf8_lossy(e.as_bytes()).into_owned()))
}

fn tidy(line: &str) -> String {
    let plain = |c: char| match c {
        '\u{a0}' => ' ',
        'Ð' => 'Đ',
        c => c,
    };
    if is_nfc_quick(line.chars()) == IsNormalized::Yes {
        line.chars().map(plain).collect()
    } else {
        line.nfc().map(plain).collect()
    }
}

/// Whether less than half of what was sampled from an article stood in those before. Remembers what is new.
fn is_new(paragraphs: &[String], seen: &mut HashSet<u32>) -> bool {
    let words = paragraphs.iter().flat_map(|p| p.split(|c: char| !c.is_alphanumeric()).filter(|w| !w.is_empty()));
    let hashes: Vec<u32> = words.map(word_hash).collect();
    let shingles = hashes.windows(SHINGLE).map(|words| words.iter().fold(0, |hash, &word| mix(hash, word)));
    let sampled: Vec<u32> = shingles.filter(|hash| hash % SAMPLE == 0).collect();
    let known = sampled.iter().filter(|hash| seen.contains(hash)).count();
    let new = known * 2 <= sampled.len();
    if new {
        seen.extend(sampled);
    }
    new
}
