//! `loidoc normalize`: spoken text, a line for a line, in constant memory.

use super::failure::Failure;
use super::{Format, Reading, source};
use clap::Args;
use loidoc::input::encoding;
use loidoc::{Error, Normalizer};
use std::io::{self, Read, Write};
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
    #[command(flatten)]
    reading: Reading,
}

/// Bytes that are read at once; a line may be longer.
const BLOCK: usize = 1 << 17;

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let normalizer = self.reading.normalizer()?;
        let files = source::files(&self.files);
        source::check(&files)?;
        let mut out = io::stdout().lock();
        let mut lines = Lines { normalizer: &normalizer, format: self.format, spoken: String::new(), count: 0 };
        if self.format == Format::Json {
            out.write_all(b"[")?;
        }
        for path in &files {
            stream(path, |text| lines.write(text, &mut out))?;
        }
        if self.format == Format::Json {
            out.write_all(b"\n]\n")?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Writes lines in a format.
struct Lines<'n> {
    normalizer: &'n Normalizer,
    format: Format,
    spoken: String,
    count: usize,
}

impl Lines<'_> {
    fn write(&mut self, text: &str, out: &mut impl Write) -> Result<(), Failure> {
        if self.format == Format::Text {
            self.spoken.clear();
            self.normalizer.normalize_into(text, &mut self.spoken);
            out.write_all(self.spoken.as_bytes())?;
            return Ok(());
        }
        for line in text.lines() {
            self.spoken.clear();
            self.normalizer.normalize_into(line, &mut self.spoken);
            let object = serde_json::json!({ "written": line, "spoken": self.spoken });
            let (before, after) = match (self.format, self.count) {
                (Format::Json, 0) => ("\n", ""),
                (Format::Json, _) => (",\n", ""),
                _ => ("", "\n"),
            };
            write!(out, "{before}{object}{after}")?;
            self.count += 1;
        }
        Ok(())
    }
}

/// Hands a file's text over in blocks of whole lines. Memory is bounded by a block and the longest line.
fn stream(path: &Path, mut each: impl FnMut(&str) -> Result<(), Failure>) -> Result<(), Failure> {
    let name = source::name(path);
    let mut input = source::open(path)?;
    let mut buffer: Vec<u8> = Vec::with_capacity(BLOCK * 2);
    let mut first_line = 1;
    let mut start_of_file = true;
    loop {
        let had = buffer.len();
        let read = input
            .by_ref()
            .take(BLOCK as u64)
            .read_to_end(&mut buffer)
            .map_err(|error| source::explain(path, &error))?;
        if start_of_file && buffer.starts_with(b"\xEF\xBB\xBF") {
            buffer.drain(..3);
        }
        start_of_file = false;
        if let Some(offset) = memchr::memchr(0, &buffer[had.min(buffer.len())..]) {
            return Err(Error::Binary { file: name, offset }.into());
        }
        let end = if read == 0 {
            buffer.len()
        } else {
            // Only what was just read can hold the last line break.
            match memchr::memrchr(b'\n', &buffer) {
                Some(n) => n + 1,
                None => continue,
            }
        };
        let block = &buffer[..end];
        match encoding::utf8(&name, block, first_line) {
            Ok(text) => each(text)?,
            Err(error) => {
                // The lines before the bad one are good.
                let good = std::str::from_utf8(block).map_or_else(|e| e.valid_up_to(), str::len);
                let lines = block[..good].iter().rposition(|&b| b == b'\n').map_or(0, |n| n + 1);
                each(encoding::utf8(&name, &block[..lines], first_line)?)?;
                return Err(error.into());
            }
        }
        if read == 0 {
            return Ok(());
        }
        first_line += memchr::memchr_iter(b'\n', block).count();
        buffer.drain(..end);
    }
}
