//! Plain text: a paragraph a line, blank lines between as one likes; or lines that a page or a mail program has broken, which
//! are joined again.

use super::{Block, Blocks, Warning, wrap};
use crate::lexicon::Lexicon;
use std::borrow::Cow;

/// A line without the white space around it.
#[derive(Clone, Copy, Debug)]
pub(super) struct Line<'t> {
    pub(super) text: &'t str,
    pub(super) start: usize,
    /// From 1.
    pub(super) number: usize,
    /// White space before it.
    pub(super) indent: usize,
    /// A blank line stands before it.
    pub(super) after_blank: bool,
}

/// The lines that are not blank.
pub(super) fn lines(text: &str) -> impl Iterator<Item = Line<'_>> {
    // Old Macintosh files end lines with a carriage return alone.
    let bytes = text.as_bytes();
    let old =
        memchr::memchr2(b'\n', b'\r', bytes).is_some_and(|n| bytes[n] == b'\r' && bytes.get(n + 1) != Some(&b'\n'));
    let mut offset = 0;
    let mut blank = true;
    text.split(if old { '\r' } else { '\n' }).enumerate().filter_map(move |(n, line)| {
        let indent = line.len() - line.trim_start().len();
        let start = offset + indent;
        offset += line.len() + 1;
        let text = line.trim();
        let after_blank = std::mem::replace(&mut blank, text.is_empty());
        (!text.is_empty()).then_some(Line { text, start, number: n + 1, indent, after_blank })
    })
}

/// Reads plain text.
pub(super) fn read<'t>(text: &'t str, lexicon: &Lexicon) -> Blocks<'t> {
    let lines: Vec<Line> = lines(text).collect();
    if wrap::is_wrapped(&lines) {
        let (blocks, joins) = wrap::paragraphs(&lines, lexicon);
        return Blocks { blocks, warnings: vec![Warning::LinesJoined { joins }] };
    }
    let blocks = lines.iter().map(block).collect();
    Blocks { blocks, warnings: Vec::new() }
}

/// A line as a block of its own.
pub(super) fn block<'t>(line: &Line<'t>) -> Block<'t> {
    Block { text: Cow::Borrowed(line.text), start: line.start, steps: Vec::new(), line: line.number, role: None }
}
