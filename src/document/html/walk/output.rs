//! The blocks that are finished, with their lines.

use super::paragraph::Paragraph;
use crate::document::html::inline;
use crate::document::model::{Block, Role};
use crate::document::source_map::SourceMapBuilder;
use crate::document::verse;
use std::borrow::Cow;
use std::ops::Range;

/// A link that stands for a paragraph has so many bytes.
const LEAST_LINK: usize = 30;

/// Blocks in order, and those that wait for their turn.
pub(super) struct Output<'s> {
    source: &'s str,
    pub(super) is_furniture: Option<&'s dyn Fn(&str) -> bool>,
    pub(super) blocks: Vec<Block<'static>>,
    /// Notes that are said after the paragraph that they stand in.
    after: Vec<Block<'static>>,
    /// What follows a heading such as Related articles, as long as it only leads elsewhere.
    leads_away: bool,
    /// A place that was found before, and its line.
    line: (usize, usize),
    /// A headline has been read.
    pub(super) headlined: bool,
}

impl<'s> Output<'s> {
    pub(super) fn new(source: &'s str) -> Output<'s> {
        let (blocks, after) = (Vec::new(), Vec::new());
        Output { source, is_furniture: None, blocks, after, leads_away: false, line: (0, 1), headlined: false }
    }

    /// Ends a paragraph, which may be of several lines.
    pub(super) fn end(&mut self, mut paragraph: Paragraph) {
        paragraph.end_line();
        let Paragraph { lines, role, picture, amount: (all, links), .. } = paragraph;
        if !lines.is_empty() {
            let away = all > 0 && links * 10 >= all * 9;
            self.leads_away = match self.is_furniture {
                Some(is_furniture) if lines.len() == 1 && is_furniture(lines[0].text.trim()) => true,
                _ => self.leads_away && away,
            };
            // A paragraph that is a link and nothing else leads to another article.
            let alone = self.is_furniture.is_some() && role.is_none() && away && lines.len() == 1 && all >= LEAST_LINK;
            let role = if self.leads_away || alone { Some(Role::Boilerplate) } else { role };
            verse::paragraphs(lines).into_iter().for_each(|paragraph| self.push(paragraph, role));
        }
        if let Some(place) = picture {
            self.describe(place);
        }
    }

    /// The blocks from `first` on are said after the paragraph that they stand in.
    pub(super) fn put_off(&mut self, first: usize) {
        self.after.extend(self.blocks.drain(first.min(self.blocks.len())..));
    }

    /// Says what was put off.
    pub(super) fn catch_up(&mut self) {
        self.blocks.append(&mut self.after);
    }

    /// A picture's description as a block of its own.
    pub(super) fn describe(&mut self, place: Range<usize>) {
        let mut trace = SourceMapBuilder::default();
        inline::text(&self.source[place.clone()], place.start, &mut trace);
        self.push(trace, Some(Role::Caption));
    }

    fn push(&mut self, trace: SourceMapBuilder, role: Option<Role>) {
        let start = trace.start();
        let mut trace = trace.finish();
        // (3) A note after notes, to which only a number leads.
        let goes_on = role.is_none() && self.blocks.last().is_some_and(|last| last.role == Some(Role::Note));
        let role = if goes_on && begins_with_mark(&trace.text) { Some(Role::Note) } else { role };
        trace.text.truncate(trace.text.trim_end_matches([' ', ';']).len().max(trace.text.trim_end().len()));
        if let Some(between) = self.source.as_bytes().get(self.line.0..start) {
            self.line = (start, self.line.1 + memchr::memchr_iter(b'\n', between).count());
        }
        // A headline that comes again as the first of the article, a caption that is its picture's description or begins so.
        let last = self.blocks.last().filter(|last| last.role == role);
        let again = match role {
            Some(Role::Headline) => self.blocks.iter().take(1).any(|b| b.role == role && b.text == trace.text),
            Some(Role::Caption) => last.is_some_and(|last| last.text.starts_with(&trace.text)),
            _ => false,
        };
        if role == Some(Role::Caption) && !again && last.is_some_and(|last| trace.text.starts_with(&*last.text)) {
            self.blocks.pop();
        }
        if !again && !trace.text.is_empty() {
            let (text, anchors) = (Cow::Owned(trace.text), trace.anchors);
            self.headlined |= role == Some(Role::Headline);
            self.blocks.push(Block { text, start, anchors, line: self.line.1, role });
        }
    }
}

/// Whether a text begins with a number in brackets.
fn begins_with_mark(text: &str) -> bool {
    let inside = text.strip_prefix('(').and_then(|rest| rest.split_once(')'));
    let inside = inside.or_else(|| text.strip_prefix('[').and_then(|rest| rest.split_once(']')));
    inside.is_some_and(|(mark, _)| (1..=3).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit()))
}
