//! `loidoc normalize`: spoken text, a line for a line, in constant memory.

use super::failure::Failure;
use super::options::{Format, Reading};
use super::source;
use clap::Args;
use loidoc::Normalizer;
use loidoc::document::encoding::{self, Encoding};
use loidoc::speech::stream::{Blocks, StreamError};
use std::io::{self, BufWriter, Cursor, Read, Write};
use std::path::{Path, PathBuf};
use std::process::ExitCode;

/// Write text as it is spoken: one line out for each line in
///
/// Plain words, their case and punctuation come out as they went in; numbers, dates, amounts, codes and abbreviations
/// come out in words.
#[derive(Args)]
#[command(after_help = "Examples:
  echo 'Giá 45.000đ/kg' | loidoc normalize
  loidoc normalize --style south article.txt > spoken.txt
  zcat corpus.gz | loidoc normalize | gzip > spoken.gz     # a stream of any length")]
pub(super) struct Arguments {
    /// Files to read; none or - for standard input
    files: Vec<PathBuf>,
    /// text: spoken lines; json, jsonl: written and spoken of each line
    #[arg(long, value_enum, default_value = "text")]
    format: Format,
    /// The encoding of the files, which are read as a whole then: utf-16le, utf-16be, windows-1258, tcvn3, vni, viscii, vps,
    /// bkhcm2, viqr. Without it an encoding of before Unicode is found, and told
    #[arg(long, value_name = "NAME")]
    encoding: Option<String>,
    #[command(flatten)]
    reading: Reading,
}

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let normalizer = self.reading.normalizer()?;
        let encoding = self.encoding.as_deref().map(Encoding::named).transpose().map_err(Failure::use_of)?;
        let files = source::files(&self.files);
        source::check(&files)?;
        let mut out = io::stdout().lock();
        match self.format {
            Format::Text => {
                for path in &files {
                    let streamed = normalizer.normalize_stream(&source::name(path), opened(path, encoding)?, &mut out);
                    streamed.map_err(|error| failure(path, error))?;
                }
            }
            Format::Json | Format::Jsonl => objects(&normalizer, &files, encoding, self.format, &mut out)?,
        }
        Ok(ExitCode::SUCCESS)
    }
}

/// Bytes by which a text in another encoding is known.
const HEAD: usize = 1 << 16;

/// A file as UTF-8, whatever its encoding. What begins as UTF-8 is a stream; all else is read as a whole.
fn opened(path: &Path, encoding: Option<Encoding>) -> Result<Box<dyn Read>, Failure> {
    let name = source::name(path);
    if let Some(encoding) = encoding {
        return Ok(Box::new(Cursor::new(encoding::text_as(&name, &source::read(path)?, encoding)?)));
    }
    let mut input = source::open(path)?;
    let mut head = vec![0; HEAD];
    // Only what is there: who types a line at a time waits for no second one.
    let length = input.read(&mut head).map_err(|error| source::explain(path, &error))?;
    head.truncate(length);
    if std::str::from_utf8(&head).err().is_none_or(|error| error.error_len().is_none()) {
        return Ok(Box::new(Cursor::new(head).chain(input)));
    }
    let most = encoding::LARGEST_DECODED as u64 + 1;
    input.by_ref().take(most).read_to_end(&mut head).map_err(|error| source::explain(path, &error))?;
    // What is no encoding at all is said up to its first wrong byte.
    let Ok((text, warnings)) = encoding::text_found(&name, &head) else {
        return Ok(Box::new(Cursor::new(head).chain(input)));
    };
    warnings.iter().for_each(|warning| eprintln!("loidoc: {name}: {warning}"));
    Ok(Box::new(Cursor::new(text)))
}

/// Writes an object for each line.
fn objects(
    normalizer: &Normalizer,
    files: &[PathBuf],
    encoding: Option<Encoding>,
    format: Format,
    out: impl Write,
) -> Result<(), Failure> {
    let mut out = BufWriter::new(out);
    let mut spoken = String::new();
    let (mut before, after) = if format == Format::Json { ("[\n", "") } else { ("", "\n") };
    for path in files {
        let mut blocks = Blocks::new(&source::name(path), opened(path, encoding)?);
        while let Some(block) = blocks.next_block().map_err(|error| failure(path, error))? {
            for line in block.lines() {
                spoken.clear();
                normalizer.normalize_into(line, &mut spoken);
                let object = serde_json::json!({ "written": line, "spoken": spoken });
                write!(out, "{before}{object}{after}")?;
                if format == Format::Json {
                    before = ",\n";
                }
            }
            out.flush()?;
        }
    }
    if format == Format::Json {
        let nothing = before == "[\n";
        out.write_all(if nothing { b"[]\n" } else { b"\n]\n" })?;
    }
    Ok(out.flush()?)
}

/// Why a stream ended, for the user.
fn failure(path: &Path, error: StreamError) -> Failure {
    match error {
        StreamError::Text(error) => error.into(),
        StreamError::Read(error) => source::explain(path, &error).into(),
        StreamError::Write(error) => error.into(),
        other => source::explain(path, &io::Error::other(other)).into(),
    }
}
