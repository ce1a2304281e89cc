//! Feeds in a batch: each of their articles is done by itself.

use super::inputs::Input;
use super::sound;
use loidoc::Pipeline;
use loidoc::document::{Document, Kind};
use std::collections::HashSet;
use std::path::Path;
use std::sync::Arc;

/// What is to be done: an article with the folder it gets.
pub(super) struct Job<'i> {
    pub(super) input: &'i Input,
    pub(super) folder: String,
    /// Its number in a feed, from 1, and what was read of it.
    pub(super) part: Option<(usize, Arc<Document<'static>>)>,
}

impl Job<'_> {
    /// What errors and the manifest call it.
    pub(super) fn name(&self) -> String {
        let name = self.input.name();
        self.part.as_ref().map_or(name.clone(), |(n, _)| format!("{name}#{n}"))
    }
}

/// The jobs that inputs are. A feed that cannot be read is one: it fails like any other article.
pub(super) fn jobs<'i>(inputs: &'i [Input], folders: &[String], pipeline: &Pipeline) -> Vec<Job<'i>> {
    let taken: HashSet<&String> = folders.iter().collect();
    let mut jobs = Vec::with_capacity(inputs.len());
    for (input, folder) in inputs.iter().zip(folders) {
        let parts = if may_be_feed(&input.path) { parts(input, pipeline) } else { Vec::new() };
        if parts.len() < 2 {
            jobs.push(Job { input, folder: folder.clone(), part: None });
            continue;
        }
        for (n, part) in parts.into_iter().enumerate() {
            let mut own = format!("{folder}-{}", n + 1);
            while taken.contains(&own) {
                own.push('-');
            }
            jobs.push(Job { input, folder: own, part: Some((n + 1, Arc::new(part))) });
        }
    }
    jobs
}

fn may_be_feed(path: &Path) -> bool {
    let ending = path.extension().unwrap_or_default().to_string_lossy().to_lowercase();
    matches!(ending.as_str(), "xml" | "rss" | "atom" | "rdf")
}

fn parts(input: &Input, pipeline: &Pipeline) -> Vec<Document<'static>> {
    let Ok(bytes) = sound::bytes(input) else { return Vec::new() };
    if Kind::of(&input.name(), &bytes, None) != Kind::Feed {
        return Vec::new();
    }
    // One article is read with the others, not twice.
    if ["<item", "<entry"].iter().map(|tag| openings(&bytes, tag)).sum::<usize>() < 2 {
        return Vec::new();
    }
    let Ok(document) = pipeline.document(&input.name(), &bytes) else { return Vec::new() };
    document.into_articles().into_iter().map(Document::into_owned).collect()
}

/// How often an element is opened.
fn openings(bytes: &[u8], tag: &str) -> usize {
    let ends = |at: usize| bytes.get(at + tag.len()).is_some_and(|b| !b.is_ascii_alphanumeric());
    memchr::memmem::find_iter(bytes, tag).filter(|at| ends(*at)).count()
}

/// What was read of an article: the role and the text of each segment.
pub(super) fn bytes(article: &Document) -> Vec<u8> {
    article
        .segments
        .iter()
        .flat_map(|segment| [segment.role.name(), "\n", &segment.text, "\n"])
        .collect::<String>()
        .into_bytes()
}
