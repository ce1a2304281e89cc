//! What can go wrong. Normalising cannot; only input, lexicons and profiles can.

use crate::data::schema::SchemaError;
use std::path::PathBuf;

/// Why something could not be done, in a full sentence that names the place and the mend.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum Error {
    /// A lexicon, style or engine file is wrong.
    #[error(transparent)]
    Schema(#[from] SchemaError),
    /// A style lacks a word.
    #[error("style `{style}`: `{option}` is empty: give the word that is said")]
    Style {
        /// The style's name.
        style: String,
        /// The option.
        option: &'static str,
    },
    /// An engine profile makes no sense.
    #[error("engine `{engine}`: {message}")]
    Engine {
        /// The engine's name.
        engine: String,
        /// What is wrong and how to mend it.
        message: String,
    },
    /// A speech engine did not do its work.
    #[error("engine `{engine}`: {message}")]
    Run {
        /// The engine's name.
        engine: String,
        /// What it did instead, and what to do.
        message: String,
    },
    /// A sound file cannot be used or made.
    #[error("{file}: {message}")]
    Sound {
        /// The file.
        file: String,
        /// What is wrong and how to mend it.
        message: String,
    },
    /// No style, engine or the like has this name.
    #[error("no {what} is named `{name}`: there are {known}")]
    Unknown {
        /// What was looked for.
        what: &'static str,
        /// The name asked for.
        name: String,
        /// The names there are.
        known: String,
    },
    /// An engine's limit leaves no room for a single character.
    #[error("engine `{engine}`: its limit leaves no room for text between the markup: raise it to {least} or more")]
    Limit {
        /// The engine's name.
        engine: String,
        /// The least that works.
        least: usize,
    },
    /// The input is not UTF-8.
    #[error(
        "{file}:{line}:{column}: not UTF-8 (byte 0x{byte:02X}): {}", encoding_hint(*looks_like)
    )]
    NotUtf8 {
        /// The file, as the caller named it.
        file: String,
        /// Line, from 1.
        line: usize,
        /// Column in characters, from 1.
        column: usize,
        /// The first byte that is wrong.
        byte: u8,
        /// The encoding in which the bytes are Vietnamese, as `--encoding` takes it.
        looks_like: Option<&'static str>,
    },
    /// The input is no text.
    #[error("{file}: this is not text (a zero byte at offset {offset}): give a text file")]
    Binary {
        /// The file.
        file: String,
        /// Where the zero byte stands.
        offset: usize,
    },
    /// The input is too large: for 32-bit places, or for the memory that its kind takes.
    #[error("{file}: larger than {limit}: split it")]
    TooLarge {
        /// The file.
        file: String,
        /// The most that its kind may have.
        limit: &'static str,
    },
    /// A document is broken, of a kind that is not read, or refused because it could do harm.
    #[error("{file}: {message}")]
    Document {
        /// The file.
        file: String,
        /// What is wrong and what to do.
        message: String,
    },
    /// A file could not be read or written.
    #[error("{}: {message}", path.display())]
    Io {
        /// The file.
        path: PathBuf,
        /// What happened and what to do.
        message: String,
    },
}

/// What to do with bytes that are not UTF-8.
fn encoding_hint(looks_like: Option<&str>) -> String {
    match looks_like {
        Some(name) => format!("it looks like {name}: name that with --encoding {name}"),
        None => "convert it, for example with `iconv -f WINDOWS-1258 -t UTF-8`, or name its encoding with --encoding"
            .to_owned(),
    }
}
