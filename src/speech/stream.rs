//! Streams of any length in constant memory: text comes in blocks of whole lines, and a block has been written before the
//! next is read.
//!
//! What is held at a time is a block and what is said for it. A block has 128 KiB and its last line as long as that is; a
//! line longer than [`LONGEST_LINE`] is taken in pieces.

use crate::document::encoding;
use crate::error::Error;
use crate::speech::normalizer::Normalizer;
use std::io::{self, Read, Write};

/// The byte order mark of UTF-8.
const MARK: &[u8] = b"\xEF\xBB\xBF";

/// Bytes that are asked for at once.
const BLOCK: usize = 1 << 17;

/// A line of more bytes than this comes in pieces: they end after a sentence, else after a word. Only a run of as many
/// bytes without any white space is cut inside.
pub const LONGEST_LINE: usize = 1 << 22;

/// Why a stream ended early. What stands before the place has been handed over.
#[derive(Debug, thiserror::Error)]
#[non_exhaustive]
pub enum StreamError {
    /// What was read is no text: [`Error::NotUtf8`] with line and column, [`Error::Binary`] with the offset.
    #[error(transparent)]
    Text(#[from] Error),
    /// The reader failed.
    #[error("cannot read: {0}")]
    Read(#[source] io::Error),
    /// The writer failed; [`io::ErrorKind::BrokenPipe`] if nobody reads any more.
    #[error("cannot write: {0}")]
    Write(#[source] io::Error),
}

impl Normalizer {
    /// Writes what is said for a text of any length, a line for a line, as [`Normalizer::normalize`] says each line; `name`
    /// is what errors call the text.
    ///
    /// Memory is constant (see [`stream`](self)). Whole lines are written as soon as they have come in, in large pieces, so
    /// neither side needs a buffer of its own; the writer is flushed at the end. A byte order mark is left out.
    ///
    /// # Errors
    /// As [`StreamError`] lists them. The lines before the wrong one have been written then.
    ///
    /// ```
    /// let normalizer = loidoc::Normalizer::new();
    /// // Any `Read` and any `Write`: files, sockets, decompressors.
    /// let mut spoken = Vec::new();
    /// normalizer.normalize_stream("news.txt", "Sáng 14/4\r\nGiá 5 USD".as_bytes(), &mut spoken)?;
    /// assert_eq!(spoken, "Sáng mười bốn tháng tư\r\nGiá năm đô la Mỹ".as_bytes());
    ///
    /// let broken: &[u8] = b"5 xe\nx \xFF";
    /// let error = normalizer.normalize_stream("news.txt", broken, &mut spoken).unwrap_err();
    /// assert!(error.to_string().starts_with("news.txt:2:3: not UTF-8"));
    /// # Ok::<(), loidoc::speech::stream::StreamError>(())
    /// ```
    pub fn normalize_stream(&self, name: &str, reader: impl Read, mut writer: impl Write) -> Result<(), StreamError> {
        let mut blocks = Blocks::new(name, reader);
        let mut spoken = String::new();
        let mut last = None;
        while let Some(block) = blocks.next_block()? {
            spoken.clear();
            // A word that had to be cut between digits is said as two.
            if let (Some(last), Some(first)) = (last, block.chars().next())
                && is_glued(last, first)
            {
                spoken.push(' ');
            }
            self.normalize_into(block, &mut spoken);
            last = block.chars().next_back();
            writer.write_all(spoken.as_bytes()).map_err(StreamError::Write)?;
        }
        writer.flush().map_err(StreamError::Write)
    }
}

/// Whether one of two neighbours is said as a word and the other would stick to it.
fn is_glued(last: char, first: char) -> bool {
    last.is_alphanumeric() && first.is_alphanumeric() && (last.is_ascii_digit() || first.is_ascii_digit())
}

/// A text from a reader in blocks of whole lines, for those who do something else with the lines than
/// [`Normalizer::normalize_stream`].
///
/// Put together, the blocks are the text without its byte order mark: nothing is lost at their edges, and no character, no
/// CRLF and (but for lines beyond [`LONGEST_LINE`]) no line is in two of them.
///
/// ```
/// use loidoc::speech::stream::Blocks;
/// let mut blocks = Blocks::new("a.txt", "một\r\nhai\nba".as_bytes());
/// let mut lines = 0;
/// while let Some(block) = blocks.next_block()? {
///     lines += block.lines().count();
/// }
/// assert_eq!(lines, 3);
/// # Ok::<(), loidoc::speech::stream::StreamError>(())
/// ```
#[derive(Debug)]
pub struct Blocks<R> {
    name: String,
    reader: R,
    /// What has been read and not been handed over is `buffer[start..end]`.
    buffer: Vec<u8>,
    start: usize,
    end: usize,
    /// Where `start` stands in the text.
    place: Place,
    longest: usize,
    ended: bool,
    /// What is wrong after the last good line.
    failed: Option<StreamError>,
}

/// A place in the text: bytes before it, its line, and the characters of that line before it.
#[derive(Debug)]
struct Place {
    offset: usize,
    line: usize,
    column: usize,
}

impl<R: Read> Blocks<R> {
    /// A text to be read; `name` is what errors call it. Nothing is read yet.
    pub fn new(name: &str, reader: R) -> Blocks<R> {
        Blocks {
            name: name.to_owned(),
            reader,
            buffer: vec![0; BLOCK],
            start: 0,
            end: 0,
            place: Place { offset: 0, line: 1, column: 0 },
            longest: LONGEST_LINE,
            ended: false,
            failed: None,
        }
    }

    /// The next block, which is never empty; `None` at the end. Whole lines that have come in are handed over before
    /// anything else is read.
    ///
    /// # Errors
    /// [`StreamError::Read`] and [`StreamError::Text`], once the good lines before have been handed over; nothing comes
    /// after an error.
    pub fn next_block(&mut self) -> Result<Option<&str>, StreamError> {
        if let Some(error) = self.failed.take() {
            return Err(error);
        }
        let cut = self.fill().map_err(StreamError::Read)?;
        if self.place.offset == 0 && self.buffer[self.start..cut].starts_with(MARK) {
            self.start += MARK.len();
            self.place.offset = MARK.len();
        }
        if self.start == cut {
            return Ok(None);
        }
        let bytes = &self.buffer[self.start..cut];
        let zero = memchr::memchr(0, bytes);
        let error = match encoding::utf8(&self.name, &bytes[..zero.unwrap_or(bytes.len())], self.place.line) {
            Ok(text) if zero.is_none() => {
                self.start = cut;
                self.place.pass(text);
                return Ok(Some(text));
            }
            Ok(text) => Error::Binary { file: self.name.clone(), offset: self.place.offset + text.len() },
            Err(error) => self.place.lead(error),
        };
        self.ended = true;
        self.start = self.end;
        let good = good_lines(bytes);
        if good.is_empty() {
            return Err(StreamError::Text(error));
        }
        self.failed = Some(StreamError::Text(error));
        Ok(Some(good))
    }

    /// Reads until there is something to hand over, and tells where it ends.
    fn fill(&mut self) -> io::Result<usize> {
        let mut seen = self.start;
        loop {
            if let Some(n) = memchr::memrchr(b'\n', &self.buffer[seen..self.end]) {
                return Ok(seen + n + 1);
            }
            if self.ended {
                return Ok(self.end);
            }
            // Cut the same wherever the reads ended.
            if self.end - self.start >= self.longest {
                return Ok(self.start + piece(&self.buffer[self.start..self.start + self.longest]));
            }
            self.buffer.copy_within(self.start..self.end, 0);
            self.end -= self.start;
            self.start = 0;
            seen = self.end;
            if self.buffer.len() - self.end < BLOCK {
                self.buffer.resize(self.end + BLOCK, 0);
            }
            match self.reader.read(&mut self.buffer[self.end..self.end + BLOCK]) {
                Ok(0) => self.ended = true,
                Ok(n) => self.end += n.min(BLOCK),
                Err(error) if error.kind() == io::ErrorKind::Interrupted => {}
                Err(error) => {
                    self.ended = true;
                    self.start = self.end;
                    return Err(error);
                }
            }
        }
    }
}

impl Place {
    /// Goes over a text that begins here.
    fn pass(&mut self, text: &str) {
        self.offset += text.len();
        self.line += memchr::memchr_iter(b'\n', text.as_bytes()).count();
        if text.ends_with('\n') {
            self.column = 0;
        } else {
            self.column += text.chars().count();
        }
    }

    /// An error whose columns were counted from here.
    fn lead(&self, mut error: Error) -> Error {
        if let Error::NotUtf8 { line, column, .. } = &mut error
            && *line == self.line
        {
            *column += self.column;
        }
        error
    }
}

/// The whole lines before the first byte that is no text.
fn good_lines(bytes: &[u8]) -> &str {
    let zero = memchr::memchr(0, bytes).unwrap_or(bytes.len());
    let good = bytes[..zero].utf8_chunks().next().map_or("", |chunk| chunk.valid());
    &good[..good.rfind('\n').map_or(0, |n| n + 1)]
}

/// Where to cut a line that is too long: in its second half, after the last sentence, else after the last white space, else
/// before the last character.
fn piece(line: &[u8]) -> usize {
    let half = line.len() / 2;
    // A carriage return that ends it may be half of a CRLF.
    let later = &line[half..line.len() - 1];
    let sentence = |pair: &[u8]| pair[0] == b'\r' || matches!(pair[0], b'.' | b'!' | b'?') && pair[1] == b' ';
    let blank = |&b: &u8| matches!(b, b' ' | b'\t' | b'\r');
    if let Some(n) = later.windows(2).rposition(sentence) {
        return half + n + 1 + usize::from(later[n] != b'\r');
    }
    if let Some(n) = later.iter().rposition(blank) {
        return half + n + 1;
    }
    let starts = |&b: &u8| b & 0xC0 != 0x80;
    half + line[half..].iter().rposition(starts).filter(|n| half + n > 0).unwrap_or(line.len() - half)
}
