//! Plain text: a paragraph a line, blank lines between as one likes; or lines that a page or a mail program has broken, which
//! are joined again.

use super::letter;
use super::lines::{FORM_FEED, Line, block, lines};
use super::model::{Block, Reading, Role};
use super::pages;
use super::source_map::{SourceMap, SourceMapBuilder};
use super::warning::Warning;
use super::wrap;
use crate::lexicon::Lexicon;
use crate::registry::words::documents as words;
use std::borrow::Cow;

/// Reads plain text.
pub(super) fn read<'t>(text: &'t str, lexicon: &Lexicon) -> Reading<'t> {
    if letter::may_have(text) {
        return parts(text, lexicon, false);
    }
    if wrap::is_wrapped(|| lines(text)) {
        let lines: Vec<Line> = lines(text).collect();
        let (blocks, joins) = wrap::paragraphs(&lines, lexicon);
        return (Box::new(blocks.into_iter()), vec![Warning::LinesJoined { joins }], Vec::new());
    }
    if memchr::memchr(FORM_FEED, text.as_bytes()).is_some() {
        return (Box::new(without_leavings(text, lexicon).into_iter()), Vec::new(), Vec::new());
    }
    if may_be_verse(text) {
        let lines: Vec<Line> = lines(text).collect();
        return (Box::new(stanzas(&lines).into_iter()), Vec::new(), Vec::new());
    }
    (Box::new(lines(text).map(|line| block(&line))), Vec::new(), Vec::new())
}

/// Reads the lines of printed pages, all of which are broken.
#[cfg(feature = "pdf")]
pub(super) fn pages<'t>(text: &'t str, lexicon: &Lexicon) -> Reading<'t> {
    parts(text, lexicon, true)
}

/// Text with heads, quotations or notes: what is between them is read by itself. `broken` lines are joined in any case.
fn parts<'t>(text: &'t str, lexicon: &Lexicon, broken: bool) -> Reading<'t> {
    let mut all: Vec<Line> = lines(text).collect();
    let letter = letter::of(&mut all);
    let marks = letter::marks(&all, &letter.roles);
    let (mut blocks, mut joined) = (Vec::new(), 0);
    for run in letter.roles.chunk_by(|a, b| a == b && matches!(a, None | Some(Role::Note))) {
        let start = (run.as_ptr() as usize - letter.roles.as_ptr() as usize) / size_of::<Option<Role>>();
        let role = run[0];
        let own: Vec<Line> =
            all[start..start + run.len()].iter().filter(|line| !line.text.is_empty()).copied().collect();
        let mut made: Vec<Block> =
            if matches!(role, None | Some(Role::Note)) && (broken || wrap::is_wrapped(|| own.iter().copied())) {
                let (made, joins) = wrap::paragraphs(&own, lexicon);
                joined += joins;
                made
            } else {
                own.iter().map(|line| if role.is_none() { without_marks(line, &marks) } else { block(line) }).collect()
            };
        for block in &mut made {
            block.role = block.role.or(role);
        }
        if let Some(first) = made.first_mut().filter(|_| letter.quotations.contains(&start)) {
            announce(first);
        }
        blocks.extend(made);
    }
    let warnings = if joined > 0 { vec![Warning::LinesJoined { joins: joined }] } else { Vec::new() };
    (Box::new(blocks.into_iter()), warnings, Vec::new())
}

/// Says before what is quoted of an earlier letter that it is.
fn announce(first: &mut Block) {
    let mut trace = SourceMapBuilder::default();
    trace.replace(&format!("{}: ", words::EARLIER_LETTER), first.start..first.start);
    let end = SourceMap { start: first.start, anchors: first.anchors.clone(), ..SourceMap::default() }
        .locate_end(first.text.len() as u32);
    let text = std::mem::take(&mut first.text).into_owned();
    trace.join("", SourceMapBuilder::of(text, first.start, std::mem::take(&mut first.anchors), end));
    let trace = trace.finish();
    (first.text, first.anchors) = (Cow::Owned(trace.text), trace.anchors);
}

/// A line without the marks of the notes that stand below.
fn without_marks<'t>(line: &Line<'t>, marks: &[&str]) -> Block<'t> {
    if marks.is_empty() || !line.text.contains('[') {
        return block(line);
    }
    let mut trace = SourceMapBuilder::default();
    let mut done = 0;
    for (open, _) in line.text.match_indices('[') {
        let mark = line.text[open + 1..].split_once(']').map(|(mark, _)| mark).filter(|mark| marks.contains(mark));
        if let Some(mark) = mark {
            trace.copy(&line.text[done..open], line.start + done);
            done = open + mark.len() + 2;
        }
    }
    trace.copy(&line.text[done..], line.start + done);
    let start = trace.start();
    let trace = trace.finish();
    Block { text: Cow::Owned(trace.text), start, anchors: trace.anchors, line: line.number, role: None }
}

/// The lines of pages whose lines are not broken.
fn without_leavings<'t>(text: &'t str, lexicon: &Lexicon) -> Vec<Block<'t>> {
    let lines: Vec<Line> = lines(text).collect();
    let left = pages::leavings(&lines, lexicon);
    let role = |left: &bool| left.then_some(Role::Boilerplate);
    lines.iter().zip(&left).map(|(line, left)| Block { role: role(left), ..block(line) }).collect()
}

/// A stanza has so many lines at least, and none of more characters.
const LEAST_STANZA: usize = 3;
const LONGEST_VERSE: usize = 60;
/// A poem has no more bytes.
const LONGEST_POEM: usize = 1 << 16;

/// Whether a text has blank lines and lines as short as those of a poem.
fn may_be_verse(text: &str) -> bool {
    text.len() <= LONGEST_POEM
        && memchr::memmem::find(text.as_bytes(), b"\n\n").is_some()
        && lines(text).zip(lines(text).skip(1)).filter(|(_, next)| !next.after_blank).take(LEAST_STANZA).count()
            >= LEAST_STANZA - 1
}

/// A stanza is one paragraph whose lines are sentences; other lines are paragraphs.
fn stanzas<'t>(lines: &[Line<'t>]) -> Vec<Block<'t>> {
    let mut blocks = Vec::new();
    for group in lines.chunk_by(|_, next| !next.after_blank) {
        let indent = group[0].indent;
        let own = group.iter().take_while(|line| line.indent <= indent + 8).count();
        let (verse, rest) = group.split_at(own);
        let short = |line: &Line| {
            (2..=12).contains(&line.text.split(' ').count())
                && line.text.chars().count() <= LONGEST_VERSE
                && line.text.starts_with(char::is_uppercase)
                && !line.text.ends_with(':')
        };
        let open = verse.iter().filter(|line| !line.text.ends_with(['.', '!', '?', ';'])).count();
        // A second stanza may be short.
        let least = if blocks.iter().any(|b: &Block| b.text.contains('\n')) { 2 } else { LEAST_STANZA };
        if verse.len() >= least && verse.iter().all(short) && open * 2 >= verse.len() {
            let mut trace = SourceMapBuilder::default();
            for line in verse {
                if !trace.text.is_empty() {
                    trace.replace("\n", trace.end()..line.start);
                }
                trace.copy(line.text, line.start);
            }
            let start = trace.start();
            let trace = trace.finish();
            let line = verse[0].number;
            blocks.push(Block { text: Cow::Owned(trace.text), start, anchors: trace.anchors, line, role: None });
        } else {
            blocks.extend(verse.iter().map(block));
        }
        blocks.extend(rest.iter().map(block));
    }
    blocks
}
