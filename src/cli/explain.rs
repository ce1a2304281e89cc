//! `loidoc explain`: every reading, with what it won against.

use super::failure::Failure;
use super::options::{Documents, Format, Reading, warn};
use super::source;
use clap::Args;
use loidoc::Lexicon;
use loidoc::document::{Document, Encoding, Segment};
use loidoc::pipeline::{Article, Profile};
use loidoc::speech::Reading as Read;
use serde_json::{Value, json};
use std::io::{self, IsTerminal, Write};
use std::path::PathBuf;
use std::process::ExitCode;
use unicode_width::UnicodeWidthStr;

/// Show every reading: written, spoken, class, rule, confidence, alternatives, place
///
/// A table on a terminal, JSON lines otherwise.
#[derive(Args)]
#[command(after_help = "Examples:
  loidoc explain article.txt
  echo 'Hơn 2/3 số hộ nhận 500.000đ/người trước 2/9' | loidoc explain --format text -
  loidoc explain article.txt | jq 'select(.confidence < 50)'")]
pub(super) struct Arguments {
    /// Files to read; none or - for standard input
    files: Vec<PathBuf>,
    /// text: a table; json: one array; jsonl: an object a line
    #[arg(long, value_enum)]
    format: Option<Format>,
    #[command(flatten)]
    documents: Documents,
    #[command(flatten)]
    reading: Reading,
}

impl Arguments {
    pub(super) fn run(self) -> Result<ExitCode, Failure> {
        let pipeline = self.documents.pipeline(Profile::Accessible)?.with_normalizer(self.reading.normalizer()?);
        let files = source::files(&self.files);
        source::check(&files)?;
        let mut out = io::stdout().lock();
        let format = self.format.unwrap_or(if io::stdout().is_terminal() { Format::Text } else { Format::Jsonl });
        let mut bytes = Vec::with_capacity(files.len());
        for path in &files {
            bytes.push(source::read(path)?);
        }
        // All files are read before a line is written; objects are made as they are written, for there may be millions.
        let mut articles = Vec::with_capacity(files.len());
        for (path, bytes) in files.iter().zip(&bytes) {
            let article = pipeline.read(&source::name(path), bytes)?;
            warn(&article.document);
            articles.push((article, bytes));
        }
        let mut objects = 0;
        for (article, bytes) in &articles {
            let places = Places::new(bytes, &article.document);
            if format == Format::Text {
                table(article, &places, &mut out)?;
                continue;
            }
            for object in readings(article, &places, pipeline.normalizer().lexicon()) {
                match format {
                    Format::Json => write!(out, "{}{object}", if objects == 0 { "[" } else { "," })?,
                    _ => writeln!(out, "{object}")?,
                }
                objects += 1;
            }
        }
        if format == Format::Json {
            writeln!(out, "{}]", if objects == 0 { "[" } else { "" })?;
        }
        out.flush()?;
        Ok(ExitCode::SUCCESS)
    }
}

/// Finds lines and columns in a file.
pub(super) struct Places<'b> {
    bytes: &'b [u8],
    utf8: bool,
    starts: Vec<usize>,
    /// How many characters begin before each stretch of a file in UTF-8, so that the columns of a long line are not counted from
    /// its beginning each time.
    counts: Vec<usize>,
}

/// Bytes of a stretch.
const STRETCH: usize = 1 << 10;

const BOM: &[u8] = "\u{feff}".as_bytes();

/// How many characters begin in bytes of UTF-8.
fn beginnings(bytes: &[u8]) -> usize {
    bytes.iter().filter(|&&byte| byte & 0xC0 != 0x80).count()
}

impl<'b> Places<'b> {
    pub(super) fn new(bytes: &'b [u8], document: &Document) -> Places<'b> {
        // No letter of Vietnamese has the byte of a line break in it, whatever the encoding.
        let breaks = memchr::memchr_iter(b'\n', bytes).map(|n| n + 1);
        let starts = std::iter::once(0).chain(breaks).collect();
        let counts = bytes.chunks(STRETCH).scan(0, |count, stretch| {
            let before = *count;
            *count += beginnings(stretch);
            Some(before)
        });
        Places { bytes, utf8: document.encoding == Encoding::Utf8, starts, counts: counts.collect() }
    }

    /// How many characters begin before a byte of a file in UTF-8.
    fn characters_before(&self, place: usize) -> usize {
        let n = (place / STRETCH).min(self.counts.len().saturating_sub(1));
        self.counts.get(n).map_or(0, |count| count + beginnings(self.bytes.get(n * STRETCH..place).unwrap_or(&[])))
    }

    /// Line and column (in characters), from 1, of a byte of a segment's text. In a part of an archive the line is the
    /// paragraph.
    pub(super) fn of(&self, segment: &Segment, offset: u32) -> (usize, usize) {
        let before = segment.text.get(..offset as usize).unwrap_or("");
        if !segment.origin.part.is_empty() {
            return (segment.origin.line, before.chars().count() + 1);
        }
        let place = segment.origin.locate(offset);
        let line = self.starts.partition_point(|&start| start <= place);
        let start = self.starts[line - 1];
        let column = if self.utf8 {
            let line = self.bytes.get(start..place).unwrap_or(&[]);
            let silent = line.chunks(BOM.len()).take_while(|&mark| mark == BOM).count();
            self.characters_before(place) - self.characters_before(start) - silent
        } else {
            before.char_indices().rev().take_while(|(n, _)| segment.origin.locate(*n as u32) >= start).count()
        };
        (line, column + 1)
    }
}

/// One reading and where it stands.
pub(super) struct Located<'a> {
    pub(super) reading: Read,
    /// The entry of an archive, or empty.
    pub(super) part: &'a str,
    /// Of the segment.
    pub(super) text: &'a str,
    pub(super) written: &'a str,
    pub(super) spoken: &'a str,
    pub(super) alternatives: Vec<&'a loidoc::speech::Alternative>,
    /// Bytes of the part, or of the file.
    pub(super) bytes: std::ops::Range<usize>,
    pub(super) line: usize,
    pub(super) column: usize,
}

/// All readings of an article.
pub(super) fn located<'a>(article: &'a Article, places: &'a Places) -> impl Iterator<Item = Located<'a>> {
    article.document.segments.iter().zip(&article.speeches).flat_map(move |(segment, speech)| {
        speech.readings.iter().enumerate().map(move |(n, reading)| {
            let bytes = segment.origin.locate_span(reading.source);
            let (line, column) = places.of(segment, reading.source.start);
            Located {
                reading: *reading,
                part: &segment.origin.part,
                text: &segment.text,
                written: &segment.text[reading.source.range()],
                spoken: speech.text[reading.spoken.range()].trim(),
                alternatives: speech.alternatives_of(n).iter().collect(),
                bytes,
                line,
                column,
            }
        })
    })
}

fn readings<'a>(article: &'a Article, places: &'a Places, lexicon: &'a Lexicon) -> impl Iterator<Item = Value> + 'a {
    located(article, places).map(|l| {
        let alternatives: Vec<Value> = l
            .alternatives
            .iter()
            .map(|a| json!({"spoken": a.spoken, "class": a.class.name(), "rule": a.rule, "confidence": a.confidence.0}))
            .collect();
        json!({
            "file": article.document.name, "part": l.part, "line": l.line, "column": l.column,
            "start": l.bytes.start, "end": l.bytes.end,
            "written": l.written, "spoken": l.spoken,
            "class": l.reading.class.name(), "rule": l.reading.rule, "cue": l.reading.cue,
            "confidence": l.reading.confidence.0, "reasons": lexicon.reasons(l.text, l.reading.source.range(), l.spoken),
            "alternatives": alternatives,
        })
    })
}

fn table(article: &Article, places: &Places, out: &mut impl Write) -> io::Result<()> {
    let mut rows = vec![["place", "written", "spoken", "rule", "cue", "sure", "lost"].map(str::to_owned)];
    for l in located(article, places) {
        let lost =
            l.alternatives.iter().map(|a| format!("{} {}", a.rule, a.confidence.0)).collect::<Vec<_>>().join(", ");
        rows.push([
            format!("{}:{}", l.line, l.column),
            l.written.to_owned(),
            l.spoken.to_owned(),
            l.reading.rule.to_string(),
            l.reading.cue.unwrap_or("").to_owned(),
            l.reading.confidence.0.to_string(),
            lost,
        ]);
    }
    let widths: Vec<usize> =
        (0..rows[0].len()).map(|n| rows.iter().map(|r| r[n].width()).max().unwrap_or(0).min(48)).collect();
    for row in rows {
        let mut line = String::new();
        for (cell, width) in row.iter().zip(&widths) {
            line.push_str(cell);
            line.extend(std::iter::repeat_n(' ', width.saturating_sub(cell.width()) + 2));
        }
        writeln!(out, "{}", line.trim_end())?;
    }
    Ok(())
}
