//! Options that several commands have, and what they mean.

use super::failure::Failure;
use super::source;
use clap::{Args, ValueEnum};
use loidoc::document::{Document, Encoding};
use loidoc::lexicon;
use loidoc::lexicon::Domain;
use loidoc::lexicon::pls;
use loidoc::pipeline::{Pipeline, Profile};
use loidoc::{Error, Lexicon, Normalizer, Style};
use std::path::{Path, PathBuf};

/// How text is read; common to all commands that read any.
#[derive(Args)]
pub(super) struct Reading {
    /// How it is said: a built-in style (see `loidoc styles`) or a YAML file
    #[arg(long, value_name = "NAME|FILE", default_value = "north")]
    style: String,
    /// Change an option of the style, as in its YAML: --set foreign=respell --set maths=read
    #[arg(long = "set", value_name = "KEY=VALUE")]
    options: Vec<String>,
    /// What the texts are about, which weighs the senses of abbreviations; found from the text if not given
    #[arg(long, value_name = "NAME")]
    domain: Option<String>,
    /// A lexicon (YAML, or PLS by the W3C) laid over the built-in one; may be given again, the last one wins. Entries may be
    /// patterns: `pattern: 'HĐ-(\d+)'`, `read: hợp đồng số {1}`
    #[arg(long, value_name = "FILE")]
    pub(super) lexicon: Vec<PathBuf>,
}

/// How documents are read; common to all commands that read any.
#[derive(Args, serde::Serialize)]
pub(super) struct Documents {
    /// The encoding of the files, whatever they look like: utf-8, utf-16le, utf-16be, windows-1258, tcvn3, vni, viscii, vps, bkhcm2, viqr
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    /// bulletin: captions, labels, tables, notes and signatures are left out; accessible: all is read but web leavings
    #[arg(long, value_enum)]
    profile: Option<ProfileArgument>,
}

#[derive(Clone, Copy, ValueEnum, serde::Serialize)]
pub(super) enum ProfileArgument {
    Bulletin,
    Accessible,
}

impl Documents {
    /// A road that reads documents so; `profile` is what the command takes if none is named.
    pub(super) fn pipeline(&self, profile: Profile) -> Result<Pipeline, Failure> {
        let encoding = self.encoding.as_deref().map(Encoding::named).transpose().map_err(Failure::use_of)?;
        let profile = match self.profile {
            None => profile,
            Some(ProfileArgument::Bulletin) => Profile::Bulletin,
            Some(ProfileArgument::Accessible) => Profile::Accessible,
        };
        Ok(Pipeline::new().with_profile(profile).with_encoding(encoding))
    }
}

/// Tells on standard error what a reader noticed.
pub(super) fn warn(document: &Document) {
    for warning in document.warnings.iter().filter(|w| w.is_doubtful()) {
        eprintln!("loidoc: {}: {warning}", document.name);
    }
}

/// Output formats of commands whose output is data.
#[derive(Clone, Copy, PartialEq, Eq, ValueEnum)]
pub(super) enum Format {
    /// For people.
    Text,
    /// One JSON array.
    Json,
    /// One JSON object a line.
    Jsonl,
}

impl Reading {
    pub(super) fn lexicon(&self) -> Result<Lexicon, Failure> {
        let mut lexicon = (*Lexicon::built_in()).clone();
        for path in &self.lexicon {
            let mut yaml = source::read_text(path)?;
            if path.extension().is_some_and(|e| e == "pls" || e == "xml") {
                let lexemes = pls::read(&path.display().to_string(), &yaml).map_err(Error::from)?;
                yaml = pls::to_yaml(&lexemes);
            }
            lexicon = lexicon.with_yaml(&path.display().to_string(), &yaml).map_err(Error::from)?;
        }
        Ok(lexicon)
    }

    pub(super) fn normalizer(&self) -> Result<Normalizer, Failure> {
        let builder = if self.lexicon.is_empty() {
            Normalizer::builder()
        } else {
            Normalizer::builder().lexicon(self.lexicon()?)
        };
        let builder = match &self.domain {
            Some(name) => builder.domain(domain(name)?),
            None => builder,
        };
        let style = named(&self.style, "style", Lexicon::built_in().styles(), |s: &Style| &s.name)?;
        Ok(builder.style(with_options(style, &self.options)?).build()?)
    }
}

/// A style with options changed: they are laid over its YAML.
fn with_options(style: Style, options: &[String]) -> Result<Style, Failure> {
    if options.is_empty() {
        return Ok(style);
    }
    let mut yaml = String::new();
    for option in options {
        let Some((key, value)) = option.split_once('=') else {
            return Err(Failure::Message(format!("--set {option}: write KEY=VALUE, such as mung=true"), 2));
        };
        yaml.push_str(&format!("{key}: {value}\n"));
    }
    let bad = |message: String| Failure::Message(format!("--set: {message}"), 2);
    // Parsed as a style of its own first: its errors name the key.
    let changes: serde_json::Value = lexicon::parse::<Style>("--set", &yaml)
        .map_err(|error| bad(error.message))
        .and_then(|changed| serde_json::to_value(changed).map_err(|error| bad(error.to_string())))?;
    let mut all = serde_json::to_value(style).map_err(|error| bad(error.to_string()))?;
    for (key, _) in options.iter().filter_map(|o| o.split_once('=')) {
        let key = key.split('.').next().unwrap_or(key);
        all[key] = changes[key].clone();
    }
    serde_json::from_value(all).map_err(|error| bad(error.to_string()))
}

/// A domain by its name.
fn domain(name: &str) -> Result<Domain, Failure> {
    Domain::ALL.iter().copied().find(|d| d.name() == name).ok_or_else(|| {
        let known = Domain::ALL.iter().map(|d| d.name()).collect::<Vec<_>>().join(", ");
        Failure::use_of(Error::Unknown { what: "domain", name: name.to_owned(), known })
    })
}

/// Something built in by its name, or a YAML file of the same kind.
pub(super) fn named<T>(
    name: &str,
    what: &'static str,
    known: &[T],
    name_of: impl Fn(&T) -> &String,
) -> Result<T, Failure>
where
    T: Clone + for<'de> serde::Deserialize<'de>,
{
    if let Some(found) = known.iter().find(|t| name_of(t) == name) {
        return Ok(found.clone());
    }
    let path = Path::new(name);
    if path.extension().is_some_and(|e| e == "yaml" || e == "yml") {
        let yaml = source::read_text(path)?;
        return Ok(lexicon::parse(name, &yaml).map_err(Error::from)?);
    }
    let known = known.iter().map(|t| name_of(t).as_str()).collect::<Vec<_>>().join(", ");
    Err(Failure::use_of(Error::Unknown { what, name: name.to_owned(), known }))
}
