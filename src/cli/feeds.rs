//! Feeds in a batch: each of their articles is done by itself.

use super::inputs::Input;
use super::sound;
use loidoc::Pipeline;
use loidoc::document::{Document, Kind};
use std::collections::{HashMap, HashSet};
use std::path::Path;
use std::sync::Arc;

/// What is to be done: an article with the folder it gets.
pub(super) struct Job<'i> {
    pub(super) input: &'i Input,
    pub(super) folder: String,
    /// The article of a feed: what tells it from the others, and what was read of it.
    pub(super) part: Option<(String, Arc<Document<'static>>)>,
}

impl Job<'_> {
    /// What errors and the manifest call it.
    pub(super) fn name(&self) -> String {
        let name = self.input.name();
        self.part.as_ref().map_or(name.clone(), |(id, _)| format!("{name}#{id}"))
    }
}

/// The jobs that inputs are. A feed that cannot be read is one: it fails like any other article.
pub(super) fn jobs<'i>(inputs: &'i [Input], folders: &[String], pipeline: &Pipeline) -> Vec<Job<'i>> {
    let taken: HashSet<&String> = folders.iter().collect();
    let mut jobs = Vec::with_capacity(inputs.len());
    for (input, folder) in inputs.iter().zip(folders) {
        let parts = if may_be_feed(&input.path) { parts(input, pipeline) } else { Vec::new() };
        if parts.is_empty() {
            jobs.push(Job { input, folder: folder.clone(), part: None });
            continue;
        }
        let mut seen: HashMap<String, usize> = HashMap::new();
        for part in parts {
            // Not by its place: the next article of a feed comes before all others.
            let mut id = part.id.clone().unwrap_or_default();
            let count = seen.entry(id.clone()).or_default();
            *count += 1;
            if *count > 1 || id.is_empty() {
                id.push_str(&format!("#{count}"));
            }
            let mut own = format!("{folder}-{}", &blake3::hash(id.as_bytes()).to_hex()[..8]);
            while taken.contains(&own) {
                own.push('-');
            }
            jobs.push(Job { input, folder: own, part: Some((id, Arc::new(part))) });
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
    let Ok(document) = pipeline.document(&input.name(), &bytes) else { return Vec::new() };
    let articles = document.into_articles().into_iter().filter(|article| article.id.is_some());
    articles.map(Document::into_owned).collect()
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
