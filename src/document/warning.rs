//! What a reader noticed and mended: nothing that stops it, all of it worth a look.

use super::encoding::kinds::Encoding;
use std::fmt;

/// Something about a document that its reader had to decide.
#[derive(Clone, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Warning {
    /// The encoding was not stated and is not UTF-8.
    EncodingGuessed {
        /// What it was taken for.
        encoding: Encoding,
        /// How sure that is, in percent: the share of Vietnamese words that are built as syllables.
        confidence: u8,
    },
    /// Paragraphs of a text in UTF-8 hide an older encoding, as when a piece of an old file was pasted in.
    HiddenEncoding {
        /// What these were taken for.
        encoding: Encoding,
        /// How many.
        paragraphs: usize,
        /// The lines of the first of them.
        lines: Vec<usize>,
    },
    /// UTF-8 had been read as Latin-1 or windows-1252 and saved again.
    MojibakeMended {
        /// Characters that were put right.
        characters: usize,
        /// Of these, how many had lost a byte that was found again from the syllable.
        guessed: usize,
        /// How often it had happened to the text.
        times: u8,
    },
    /// Characters are lost for good.
    Lost {
        /// How many.
        characters: usize,
    },
    /// Lines that a page or a mail program had broken were joined.
    LinesJoined {
        /// How many line ends.
        joins: usize,
    },
    /// No article was found in a web page: all of it is read.
    NoArticle,
    /// What stands around an article was left out.
    AroundArticle {
        /// How many paragraphs and lines.
        blocks: usize,
        /// It is more than a tenth of the page's text.
        much: bool,
    },
}

impl Warning {
    /// Its name, for programs.
    pub fn name(&self) -> &'static str {
        match self {
            Warning::EncodingGuessed { .. } => "encoding",
            Warning::HiddenEncoding { .. } => "hidden-encoding",
            Warning::MojibakeMended { .. } => "mojibake",
            Warning::Lost { .. } => "lost",
            Warning::LinesJoined { .. } => "joined",
            Warning::NoArticle => "no-article",
            Warning::AroundArticle { .. } => "around-article",
        }
    }

    /// Whether something may have gone wrong; otherwise it only tells what was done.
    pub fn is_doubtful(&self) -> bool {
        !matches!(self, Warning::LinesJoined { .. } | Warning::AroundArticle { much: false, .. })
    }
}

impl fmt::Display for Warning {
    fn fmt(&self, f: &mut fmt::Formatter<'_>) -> fmt::Result {
        match self {
            Warning::EncodingGuessed { encoding, confidence } => {
                let name = encoding.name();
                write!(f, "read as {name} (confidence {confidence}): force another with --encoding if it looks wrong")
            }
            Warning::HiddenEncoding { encoding, paragraphs, lines } => {
                let name = encoding.name();
                let more = if lines.len() < *paragraphs { ", …" } else { "" };
                let what = if *paragraphs == 1 { "paragraph" } else { "paragraphs" };
                let lines = lines.iter().map(usize::to_string).collect::<Vec<_>>().join(", ");
                write!(
                    f,
                    "{paragraphs} {what} read as {name} (line {lines}{more}): --encoding utf-8 leaves the text as it is"
                )
            }
            Warning::MojibakeMended { characters, guessed, times } => {
                write!(f, "UTF-8 had been read as Latin-1")?;
                if *times > 1 {
                    write!(f, " {times} times")?;
                }
                write!(f, ": {characters} characters mended")?;
                if *guessed > 0 {
                    write!(f, ", {guessed} of them from the syllable because a byte was lost")?;
                }
                Ok(())
            }
            Warning::Lost { characters } => {
                write!(
                    f,
                    "{characters} characters are lost (U+FFFD, or a question mark in their place): get the text from its source again"
                )
            }
            Warning::LinesJoined { joins } => write!(f, "{joins} broken lines joined"),
            Warning::NoArticle => write!(f, "no article was found in the page: all of its text is read"),
            Warning::AroundArticle { blocks, much } => {
                write!(f, "{blocks} lines around the article were left out")?;
                if *much { write!(f, ", more than a tenth of the page: see what with `loidoc check`") } else { Ok(()) }
            }
        }
    }
}
