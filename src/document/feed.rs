//! RSS and Atom: each item is a headline and its text.

use super::html;
use super::model::{Block, Blocks, Role};
use super::source_map::{SourceMap, SourceMapBuilder};
use super::xml::{Node, Xml, attribute};
use crate::error::Error;
use std::borrow::Cow;

/// Reads a feed.
pub(super) fn read<'t>(file: &str, source: &'t str) -> Result<Blocks<'t>, Error> {
    let mut xml = Xml::new(file, source);
    let mut blocks = Blocks::default();
    let mut item: Option<Item> = None;
    let mut begins = 0;
    let mut lines = Lines { source, at: 0, line: 1 };
    // The field that is being read, and how deep in it we are.
    let mut field: Option<(Field, usize, SourceMapBuilder, bool)> = None;
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(name, tag) => {
                if let Some((_, depth, ..)) = &mut field {
                    *depth += 1;
                    continue;
                }
                if matches!(name.as_str(), "item" | "entry") {
                    begins = xml.place();
                    item = Some(Item::default());
                    continue;
                }
                // media:title and the like are other things.
                let prefixed = tag.name().as_ref().contains(':');
                let plain = attribute(&tag, "type").is_none_or(|t| t == "text");
                let which = match name.as_str() {
                    "status" | "post_type" | "post_password" if tag.name().as_ref().starts_with("wp:") => Field::State,
                    "encoded" if tag.name().as_ref().starts_with("excerpt") => continue,
                    "title" if !prefixed => Field::Title,
                    "description" | "summary" if !prefixed => Field::Summary,
                    "content" | "encoded" if !prefixed || name == "encoded" => Field::Content,
                    _ => continue,
                };
                if item.is_some() {
                    field = Some((which, 0, SourceMapBuilder::default(), plain));
                }
            }
            Node::Text(text, from) => {
                // XHTML within Atom: its elements part words.
                if let Some((_, depth, trace, _)) = &mut field {
                    if *depth > 0 && !trace.text.is_empty() && !trace.text.ends_with(char::is_whitespace) {
                        trace.replace(" ", from.start..from.start);
                    }
                    trace.replace(&text, from);
                }
            }
            Node::Close(name) => match &mut field {
                Some((_, 0, ..)) => {
                    if let (Some((which, _, trace, _)), Some(item)) = (field.take(), &mut item) {
                        match (which, name.as_str()) {
                            (Field::State, "status") => item.status = Some(trace.text),
                            (Field::State, "post_type") => item.post = Some(trace.text),
                            (Field::State, _) => item.guarded |= !trace.text.trim().is_empty(),
                            _ => item.take(which, trace),
                        }
                    }
                }
                Some((_, depth, ..)) => *depth -= 1,
                None if matches!(name.as_str(), "item" | "entry") => {
                    if let Some(item) = item.take().filter(Item::is_public) {
                        blocks.articles.push(begins);
                        item.blocks(file, &mut lines, &mut blocks.blocks)?;
                    }
                }
                None => {}
            },
        }
    }
    Ok(blocks)
}

/// Counts lines from the last place on, as places of fields hardly ever go back.
struct Lines<'s> {
    source: &'s str,
    at: usize,
    line: usize,
}

impl Lines<'_> {
    fn of(&mut self, at: usize) -> usize {
        let count = |from: usize, to: usize| memchr::memchr_iter(b'\n', &self.source.as_bytes()[from..to]).count();
        self.line = if at < self.at { self.line - count(at, self.at) } else { self.line + count(self.at, at) };
        self.at = at;
        self.line
    }
}

#[derive(Clone, Copy, PartialEq, Eq)]
enum Field {
    Title,
    Summary,
    Content,
    /// What an export of WordPress says of an item.
    State,
}

#[derive(Default)]
struct Item {
    title: Option<SourceMapBuilder>,
    summary: Option<SourceMapBuilder>,
    content: Option<SourceMapBuilder>,
    /// What WordPress says of it.
    status: Option<String>,
    post: Option<String>,
    guarded: bool,
}

impl Item {
    fn take(&mut self, which: Field, trace: SourceMapBuilder) {
        let trace = Some(trace.finish()).filter(|t| !t.text.trim().is_empty());
        let field = match which {
            Field::Title => &mut self.title,
            Field::Summary => &mut self.summary,
            Field::Content => &mut self.content,
            Field::State => return,
        };
        if field.is_none() {
            *field = trace;
        }
    }

    /// An export of WordPress has drafts, menus, pictures and what a password guards beside its articles.
    fn is_public(&self) -> bool {
        let is = |what: &Option<String>, among: &[&str]| what.as_ref().is_none_or(|what| among.contains(&what.trim()));
        is(&self.status, &["publish"]) && is(&self.post, &["post", "page"]) && !self.guarded
    }

    /// The text is HTML, escaped or in a CDATA section; the summary is only read where there is no text.
    fn blocks(self, file: &str, lines: &mut Lines, blocks: &mut Vec<Block<'_>>) -> Result<(), Error> {
        let wordpress = self.post.is_some();
        for (trace, title) in [(self.title, true), (self.content.or(self.summary), false)] {
            let Some(trace) = trace else { continue };
            let start = trace.start();
            let mut lower = SourceMap { start, anchors: trace.anchors, ..SourceMap::default() };
            let mut text = trace.text;
            if wordpress {
                let page = modern(&text);
                let (start, anchors) = lower.through(page.start(), &page.anchors, page.text.len());
                (lower, text) = (SourceMap { start, anchors, ..SourceMap::default() }, page.text);
            }
            let mut inner = html::page(file, &text, &mut html::Notes::default())?;
            for block in &mut inner {
                let (start, anchors) = lower.through(block.start, &block.anchors, block.text.len());
                (block.start, block.anchors) = (start, anchors);
                block.line = lines.of(start);
                block.role = if title { Some(Role::Headline) } else { block.role };
            }
            blocks.extend(inner.into_iter().map(|b| Block { text: Cow::Owned(b.text.into_owned()), ..b }));
        }
        Ok(())
    }
}

/// What WordPress makes of an article when it shows it: paragraphs of lines, captions and nothing of `[gallery ids="1"]`.
fn modern(text: &str) -> SourceMapBuilder {
    const SHORT: &[(&str, &str)] = &[
        ("[caption", "<figcaption>"),
        ("[/caption", "</figcaption>"),
        ("[gallery", ""),
        ("[embed", ""),
        ("[/embed", ""),
        ("[audio", ""),
        ("[/audio", ""),
        ("[video", ""),
        ("[/video", ""),
        ("[playlist", ""),
    ];
    let mut page = SourceMapBuilder::default();
    let mut done = 0;
    while let Some(n) = memchr::memchr2(b'[', b'\n', &text.as_bytes()[done..]) {
        let at = done + n;
        page.copy(&text[done..at], done);
        let rest = &text[at..];
        let short = SHORT.iter().find(|(sign, _)| rest.starts_with(sign)).zip(rest.find(']'));
        if let Some(((_, tag), end)) = short {
            page.replace(tag, at..at + end + 1);
            done = at + end + 1;
        } else if rest.starts_with("\n\n") || rest.starts_with("\n\r\n") {
            page.replace("<p>", at..at + 2);
            done = at + 2;
        } else {
            page.copy(&rest[..1], at);
            done = at + 1;
        }
    }
    page.copy(&text[done..], done);
    page.finish()
}
