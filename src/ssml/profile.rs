//! Checks that an engine's profile makes sense, and says where it does not.

use super::judge::{attributes_of, is_known};
use super::tree::is_name;
use crate::data::engine::{Count, Engine, Markup};
use crate::data::needs::Spelling;
use crate::data::place::place;
use crate::data::schema::parse;
use crate::error::Error;
use crate::lexicon::SchemaError;
use crate::registry::ClassName;

/// What is wrong with a profile: the key, the word under it, and the mend.
struct Wrong {
    key: &'static str,
    word: String,
    message: String,
}

impl Engine {
    /// Reads a profile and checks it; `file` is what errors call it.
    ///
    /// # Errors
    /// [`SchemaError`] with line and column where the YAML is broken, a key is unknown, or what it says makes no sense.
    ///
    /// ```
    /// use loidoc::Engine;
    /// let yaml = "name: mine\nabout: mine\nmarkup: ssml\nelements: [p, s, blink]\n";
    /// let error = Engine::from_yaml("mine.yaml", yaml).unwrap_err();
    /// assert_eq!(
    ///     error.to_string(),
    ///     "mine.yaml:4:18: `elements`: `blink` is no element of SSML and in no namespace of `namespaces`: leave it out, \
    ///      or declare its namespace"
    /// );
    /// ```
    pub fn from_yaml(file: &str, yaml: &str) -> Result<Engine, SchemaError> {
        let engine: Engine = parse(file, yaml)?;
        match verdict(&engine) {
            Ok(()) => Ok(engine),
            Err(Wrong { key, word, message }) => {
                let (line, column) = place(yaml, key, &word);
                Err(SchemaError { file: file.to_owned(), line, column, message: format!("`{key}`: {message}") })
            }
        }
    }
}

/// Checks a profile that was made in code: that its elements are SSML's or stand in a namespace of its own, that what
/// replaces them is taken, that classes are known and limits leave room.
///
/// # Errors
/// [`Error::Engine`] names the key and the mend.
pub fn check(engine: &Engine) -> Result<(), Error> {
    verdict(engine)
        .map_err(|w| Error::Engine { engine: engine.name.clone(), message: format!("`{}`: {}", w.key, w.message) })
}

fn verdict(engine: &Engine) -> Result<(), Wrong> {
    let wrong = |key, word: &str, message: String| Err(Wrong { key, word: word.to_owned(), message });
    let extension = |name: &str| {
        name.split_once(':').is_some_and(|(prefix, _)| engine.namespaces.contains_key(prefix)) && is_name(name)
    };
    let plain = engine.markup == Markup::Plain;
    if engine.name.trim().is_empty() {
        return wrong("name", "", "it is empty: give the engine a name".into());
    }
    for prefix in engine.namespaces.keys() {
        if !is_name(prefix) || prefix.contains(':') {
            return wrong("namespaces", prefix, format!("`{prefix}` is no prefix: letters, digits and hyphens"));
        }
        // The prefixes that XML keeps for itself.
        if prefix.starts_with("xml") {
            return wrong("namespaces", prefix, format!("`{prefix}` belongs to XML: choose another prefix"));
        }
    }
    for name in &engine.elements {
        if plain {
            return wrong(
                "elements",
                name,
                "a plain engine takes none: leave the key out, or write markup: ssml".into(),
            );
        }
        if !is_known(name) && !extension(name) {
            let message = format!(
                "`{name}` is no element of SSML and in no namespace of `namespaces`: leave it out, or declare its namespace"
            );
            return wrong("elements", name, message);
        }
    }
    for (from, to) in &engine.replace {
        match (from.as_str(), to.as_str()) {
            ("break", "paragraph") if plain => {}
            ("break", "paragraph") => {
                return wrong("replace", from, "only a plain text has paragraphs for breaks: leave it out".into());
            }
            ("mark", "bookmark") if engine.allows("bookmark") => {}
            ("mark", "bookmark") => {
                return wrong("replace", from, "`bookmark` is not among `elements`: add it there".into());
            }
            _ => {
                let message = format!(
                    "nobody knows how `{from}` is written as `{to}`: there are mark: bookmark and, for plain engines, \
                     break: paragraph"
                );
                return wrong("replace", from, message);
            }
        }
    }
    for (element, taken) in &engine.attributes {
        if !engine.allows(element) {
            return wrong(
                "attributes",
                element,
                format!("`{element}` is not among `elements`: add it or leave it out"),
            );
        }
        // What an extension's attributes are called is its engine's affair.
        let Some(all) = attributes_of(element) else { continue };
        if let Some(name) = taken.iter().find(|name| all.iter().all(|a| a.trim_start_matches('!') != name.as_str())) {
            return wrong("attributes", name, format!("`{element}` has no attribute `{name}` in SSML: leave it out"));
        }
        if let Some(name) = all.iter().filter_map(|a| a.strip_prefix('!')).find(|name| !taken.iter().any(|t| t == name))
        {
            let message =
                format!("`{element}` is nothing without `{name}`: add it, or leave `{element}` out of `elements`");
            return wrong("attributes", element, message);
        }
    }
    if let Some(class) = engine.say_as.keys().find(|class| ClassName::all().all(|c| c.name() != class.as_str())) {
        let known = ClassName::all().map(|c| c.name()).collect::<Vec<_>>().join(", ");
        return wrong("say_as", class, format!("`{class}` is no class of readings: there are {known}"));
    }
    let limit = &engine.limit;
    for (key, value) in [("bytes", limit.bytes), ("characters", limit.characters), ("sentence", limit.sentence)] {
        if value == Some(0) {
            return wrong("limit", key, format!("`{key}: 0` leaves no room: leave it out for no limit"));
        }
    }
    if plain && limit.count == Count::Text {
        return wrong("limit", "count", "a plain engine has no markup to count: leave `count` out".into());
    }
    if limit.voices == Some(0) && engine.voice.is_some() {
        return wrong("limit", "voices", "`voices: 0` has no room for `voice`: leave one of them out".into());
    }
    if let Some(voice) =
        engine.voice.as_ref().filter(|v| !engine.voices.is_empty() && engine.voices.iter().all(|o| o.name != **v))
    {
        return wrong("voice", voice, format!("`{voice}` is not among `voices`: add it there"));
    }
    if let Some(run) = &engine.run
        && (run.command.first().is_none_or(|program| program.is_empty()) || run.timeout == 0)
    {
        return wrong("run", "command", "`command` needs a program and `timeout` a second at least".into());
    }
    needs(engine)?;
    if engine.voice.is_some() && !engine.allows("voice") {
        return wrong("voice", "", "`voice` is not among `elements`: add it there".into());
    }
    if engine.longest_break == 0 {
        return wrong("longest_break", "", "0 allows no pause: leave `break` out of `elements` instead".into());
    }
    if engine.ending.is_empty() || !engine.ending.chars().all(|c| c.is_ascii_alphanumeric()) {
        return wrong("ending", "", "a file's ending is letters and digits, without the dot".into());
    }
    Ok(())
}

/// Whether what an engine needs can be given to it.
fn needs(engine: &Engine) -> Result<(), Wrong> {
    let wrong = |word: &str, message: String| Err(Wrong { key: "needs", word: word.to_owned(), message });
    let needs = &engine.needs;
    if needs.gap.contains(|c: char| !c.is_whitespace()) {
        return wrong("gap", "a `gap` is blanks, such as \" \\u00a0\"".into());
    }
    for Spelling { write, given, region, why, .. } in &needs.spellings {
        if write.trim().is_empty() || *write != write.to_lowercase() || given.trim().is_empty() {
            return wrong(write, format!("`{write}`: give a spelling in small letters, and what stands for it"));
        }
        if why.trim().is_empty() {
            return wrong(write, format!("`{write}`: say in `why` what the engine makes of it, and which version"));
        }
        if !region.is_empty() && engine.voices.iter().all(|v| v.region != *region) {
            return wrong(region, format!("no voice is of the region `{region}`: leave it out for all voices"));
        }
    }
    Ok(())
}
