//! The articles that a command line names: files, folders, and patterns in quotes.

use super::source;
use std::collections::{HashMap, HashSet};
use std::fs;
use std::path::{Component, Path, PathBuf};
use walkdir::{DirEntry, WalkDir};

/// In a folder, files with these endings (or none) are articles; pictures and the like lie beside them. Some of these are
/// refused by the readers: better an error that says what to do than an article that nobody misses.
const ENDINGS: [&str; 22] = [
    "txt", "text", "md", "markdown", "html", "htm", "xhtml", "docx", "doc", "odt", "epub", "rtf", "pdf", "xml", "rss",
    "atom", "rdf", "srt", "vtt", "ass", "eml", "fb2",
];

/// One article.
#[derive(Clone, Debug)]
pub(super) struct Input {
    pub(super) path: PathBuf,
    /// Its path inside the folder that was given, or its file's name.
    inside: PathBuf,
}

/// All articles in the order given, a folder's by name, each once. What lies in `besides` is left out.
///
/// A name that leads nowhere is kept: it fails when it is read, and the others go on.
pub(super) fn expand(given: &[PathBuf], besides: Option<&Path>) -> Vec<Input> {
    let besides = besides.and_then(|path| path.canonicalize().ok());
    let mut seen = HashSet::new();
    let mut found = Vec::new();
    let mut take = |path: &Path, inside: &Path| {
        let whole = path.canonicalize().unwrap_or_else(|_| path.to_owned());
        let ours = besides.as_ref().is_some_and(|besides| whole.starts_with(besides));
        if !ours && seen.insert(whole) {
            found.push(Input { path: path.to_owned(), inside: inside.to_owned() });
        }
    };
    for path in given {
        let text = path.to_string_lossy();
        let matches: Vec<PathBuf> = if path.exists() || !text.contains(['*', '?', '[']) {
            vec![path.clone()]
        } else {
            glob::glob(&text).map(|paths| paths.flatten().collect()).unwrap_or_default()
        };
        for path in matches {
            if path.is_dir() {
                for entry in WalkDir::new(&path).sort_by_file_name().into_iter().filter_entry(visible).flatten() {
                    if entry.path().is_file() && is_article(entry.path()) {
                        take(entry.path(), entry.path().strip_prefix(&path).unwrap_or(entry.path()));
                    }
                }
            } else {
                take(&path, Path::new(path.file_name().unwrap_or(path.as_os_str())));
            }
        }
    }
    found
}

/// Hidden files and what an office program leaves beside an open document are no articles.
fn visible(entry: &DirEntry) -> bool {
    let name = entry.file_name().to_string_lossy();
    entry.depth() == 0 || !(name.starts_with('.') || name.starts_with("~$"))
}

fn is_article(path: &Path) -> bool {
    path.extension().is_none_or(|ending| {
        let ending = ending.to_string_lossy().to_lowercase();
        // Captions beside their sound are what `speak` wrote there, no articles.
        let ours = matches!(ending.as_str(), "srt" | "vtt") && path.with_extension("wav").exists();
        ENDINGS.contains(&ending.as_str()) && !ours
    })
}

impl Input {
    /// What errors, indexes and the manifest call it.
    pub(super) fn name(&self) -> String {
        source::name(&self.path)
    }

    /// Its path as one name: `sport/match.txt` is `sport-match`.
    fn plain(&self) -> String {
        let parts: Vec<_> = self.inside.with_extension("").components().filter_map(text).collect();
        let mut name = parts.join("-").trim_start_matches('.').to_owned();
        // Names of files are limited to 255 bytes, and ours get something before and after.
        const LONGEST: usize = 180;
        let mut end = name.len().min(LONGEST);
        while !name.is_char_boundary(end) {
            end -= 1;
        }
        name.truncate(end);
        name
    }

    /// A few letters that tell it from an article of the same name.
    fn mark(&self) -> String {
        blake3::hash(self.path.as_os_str().as_encoded_bytes()).to_hex()[..8].to_owned()
    }
}

fn text(component: Component) -> Option<String> {
    match component {
        Component::Normal(name) => Some(name.to_string_lossy().into_owned()),
        _ => None,
    }
}

/// A folder's name for each article. Where two would be the same (also on disks that do not tell a from A), each gets a
/// mark of its path; so the names depend on nothing but the list.
pub(super) fn folders(inputs: &[Input], taken: &str) -> Vec<String> {
    let plain: Vec<String> = inputs.iter().map(Input::plain).collect();
    let mut count: HashMap<String, usize> = HashMap::from([(taken.to_lowercase(), 1), (String::new(), 1)]);
    for name in &plain {
        *count.entry(name.to_lowercase()).or_default() += 1;
    }
    let name = |(input, plain): (&Input, &String)| match count.get(&plain.to_lowercase()) {
        Some(1) => plain.clone(),
        _ => format!("{plain}-{}", input.mark()),
    };
    inputs.iter().zip(&plain).map(name).collect()
}

/// The length and the last change of a file, to see whether it is still being written.
pub(super) fn stamp(path: &Path) -> Option<(u64, std::time::SystemTime)> {
    let meta = fs::metadata(path).ok()?;
    Some((meta.len(), meta.modified().ok()?))
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn articles_of_the_same_name_get_different_folders() {
        let input = |path: &str, inside: &str| Input { path: path.into(), inside: inside.into() };
        let inputs = [
            input("in/a/tin.txt", "a/tin.txt"),
            input("in/b/tin.txt", "b/tin.txt"),
            input("x/tin.txt", "tin.txt"),
            input("y/TIN.docx", "TIN.docx"),
            input("in/a-tin.md", "a-tin.md"),
            input("in/.txt", ".txt"),
            input("in/manifest.jsonl.txt", "manifest.jsonl.txt"),
        ];
        let names = folders(&inputs, "manifest.jsonl");
        let distinct: HashSet<String> = names.iter().map(|n| n.to_lowercase()).collect();
        assert_eq!(distinct.len(), inputs.len(), "{names:?}");
        assert_eq!(names[1], "b-tin");
        assert!(names.iter().all(|n| !n.starts_with('.') && n != "manifest.jsonl"), "{names:?}");
        assert_eq!(folders(&inputs[1..2], "manifest.jsonl"), ["b-tin"]);
    }
}
