//! SSML: a typed tree, a writer that is valid for every input, engine profiles, and chunks within their limits.

pub mod chunk;
pub mod engine;
mod inline;
pub mod judge;
pub mod run;
pub mod tree;

pub use chunk::{Chunk, Expand, MarkPlace, Marks, Options, SsmlDocument, Utterance, chunks};
pub use engine::{Engine, Limit, Markup, VoiceOf};
pub use judge::{Fault, judge};
pub use run::Run;
pub use tree::Node;

use crate::class::ClassName;
use crate::error::Error;

/// Checks that an engine profile makes sense: that its elements are SSML's or stand in a namespace of its own, that what
/// replaces them is taken, that classes are known and limits leave room.
///
/// # Errors
/// [`Error::Engine`] names the key and the mend.
pub fn check(engine: &Engine) -> Result<(), Error> {
    let wrong = |message: String| Err(Error::Engine { engine: engine.name.clone(), message });
    let known = |name: &str| {
        let own = name.split_once(':').is_some_and(|(prefix, _)| engine.namespaces.contains_key(prefix));
        judge::is_known(name) || own && tree::is_name(name)
    };
    if engine.name.trim().is_empty() {
        return wrong("`name` is empty".into());
    }
    if let Some(name) = engine.elements.iter().find(|name| !known(name)) {
        return wrong(format!("`elements`: `{name}` is no element of SSML and in no namespace of `namespaces`"));
    }
    for (from, to) in &engine.replace {
        if !engine.allows(to) {
            return wrong(format!("`replace`: `{from}` becomes `{to}`, which is not among `elements`"));
        }
        if (from.as_str(), to.as_str()) != ("mark", "bookmark") {
            return wrong(format!("`replace`: nobody knows how `{from}` is written as `{to}`: only mark as bookmark"));
        }
    }
    if let Some(prefix) = engine.namespaces.keys().find(|prefix| !tree::is_name(prefix) || prefix.contains(':')) {
        return wrong(format!("`namespaces`: `{prefix}` is no prefix"));
    }
    if let Some(class) = engine.say_as.keys().find(|class| ClassName::ALL.iter().all(|c| c.name() != class.as_str())) {
        return wrong(format!("`say_as`: `{class}` is no class of readings"));
    }
    let limit = engine.limit;
    if [limit.bytes, limit.characters, limit.sentence].contains(&Some(0)) {
        return wrong("`limit`: 0 leaves no room; leave it out for no limit".into());
    }
    if let Some(run) = &engine.run
        && (run.command.first().is_none_or(|program| program.is_empty()) || run.timeout == 0)
    {
        return wrong("`run`: `command` needs a program and `timeout` a second at least".into());
    }
    if engine.longest_break == 0 {
        return wrong("`longest_break` is 0: leave `break` out of `elements` instead".into());
    }
    Ok(())
}
