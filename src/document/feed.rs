//! RSS and Atom: each item is a headline and its text.

use super::html;
use super::model::{Begin, Block, Blocks, Role};
use super::source_map::{SourceMap, SourceMapBuilder};
use super::xml::{Node, Xml, attribute};
use crate::error::Error;
use quick_xml::events::BytesStart;
use std::borrow::Cow;
use std::ops::Range;

/// Reads a feed.
pub(super) fn read<'t>(file: &str, source: &'t str) -> Result<Blocks<'t>, Error> {
    let mut xml = Xml::new(file, source);
    let mut lines = Lines { source, at: 0, line: 1 };
    let mut blocks = Blocks::default();
    let mut walk = Walk::default();
    while let Some(node) = xml.next()? {
        match node {
            Node::Open(name, tag) => walk.open(name, &tag, xml.place()),
            Node::Text(text, from) => walk.text(&text, from),
            Node::Close(name) => {
                if let Some(item) = walk.close(name).filter(Item::is_public) {
                    blocks.articles.push(Begin { at: item.begins, id: item.id() });
                    item.blocks(file, &mut lines, &mut blocks.blocks)?;
                }
            }
        }
    }
    Ok(blocks)
}

/// What is open in a feed.
#[derive(Default)]
struct Walk {
    item: Option<Item>,
    /// The field that is being read.
    field: Option<Open>,
}

/// A field that is open.
struct Open {
    which: Field,
    /// Elements within it that are open: XHTML in Atom.
    depth: usize,
    trace: SourceMapBuilder,
}

impl Walk {
    fn open(&mut self, name: &str, tag: &BytesStart, begins: usize) {
        if let Some(field) = &mut self.field {
            field.depth += 1;
            return;
        }
        if matches!(name, "item" | "entry") {
            self.item = Some(Item { begins, ..Item::default() });
            return;
        }
        let Some(item) = &mut self.item else { return };
        if name == "category" && attribute(tag, "scheme").is_some_and(|scheme| scheme.ends_with("#kind")) {
            item.state.push((State::Kind, attribute(tag, "term").unwrap_or_default()));
        }
        // media:title and the like are other things.
        let qualified = tag.name();
        let (prefix, _) = qualified.as_ref().split_once(':').unwrap_or(("", ""));
        item.wordpress |= prefix == "wp";
        if (prefix, name) == ("", "link") && attribute(tag, "rel").is_none_or(|rel| rel == "alternate") {
            item.link = item.link.take().or_else(|| attribute(tag, "href"));
        }
        let which = match (prefix, name) {
            ("wp", "status") | ("blogger", "status") => Field::State(State::Status),
            ("wp", "post_type") | ("blogger", "type") => Field::State(State::Kind),
            ("wp", "post_password") => Field::State(State::Password),
            ("app", "draft") => Field::State(State::Draft),
            ("", "title") => Field::Title,
            ("", "guid" | "id") => Field::Id,
            ("", "link") => Field::Link,
            ("", "description" | "summary") => Field::Summary,
            ("excerpt", _) => return,
            ("", "content") | (_, "encoded") => Field::Content,
            _ => return,
        };
        self.field = Some(Open { which, depth: 0, trace: SourceMapBuilder::default() });
    }

    fn text(&mut self, text: &str, from: Range<usize>) {
        if let Some(Open { depth, trace, .. }) = &mut self.field {
            if *depth > 0 && !trace.text.is_empty() && !trace.text.ends_with(char::is_whitespace) {
                trace.replace(" ", from.start..from.start);
            }
            trace.replace(text, from);
        }
    }

    /// The item that ends here.
    fn close(&mut self, name: &str) -> Option<Item> {
        match &mut self.field {
            Some(Open { depth: 0, .. }) => {
                if let (Some(field), Some(item)) = (self.field.take(), &mut self.item) {
                    item.take(field.which, field.trace);
                }
                None
            }
            Some(field) => {
                field.depth -= 1;
                None
            }
            None if matches!(name, "item" | "entry") => self.item.take(),
            None => None,
        }
    }
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
    Id,
    Link,
    State(State),
}

/// What an export of WordPress or Blogger says of an item.
#[derive(Clone, Copy, PartialEq, Eq)]
enum State {
    Status,
    Kind,
    Password,
    Draft,
}

#[derive(Default)]
struct Item {
    /// Where in the file.
    begins: usize,
    title: Option<SourceMapBuilder>,
    summary: Option<SourceMapBuilder>,
    content: Option<SourceMapBuilder>,
    id: Option<String>,
    link: Option<String>,
    state: Vec<(State, String)>,
    /// Its text is as WordPress keeps it.
    wordpress: bool,
}

impl Item {
    fn take(&mut self, which: Field, trace: SourceMapBuilder) {
        let trace = trace.finish();
        let field = match which {
            Field::Title => &mut self.title,
            Field::Summary => &mut self.summary,
            Field::Content => &mut self.content,
            Field::Id => return self.id = Some(trace.text),
            Field::Link if trace.text.trim().is_empty() => return,
            Field::Link => return self.link = Some(trace.text),
            Field::State(state) => return self.state.push((state, trace.text)),
        };
        if field.is_none() && !trace.text.trim().is_empty() {
            *field = Some(trace);
        }
    }

    /// What the feed calls it.
    fn id(&self) -> Option<String> {
        let title = self.title.as_ref().map(|title| &title.text);
        let names = [self.id.as_ref(), self.link.as_ref(), title];
        names.into_iter().flatten().map(|name| name.trim()).find(|name| !name.is_empty()).map(str::to_owned)
    }

    /// An export has drafts, menus, pictures, comments and what a password guards beside its articles.
    fn is_public(&self) -> bool {
        self.state.iter().all(|(state, value)| {
            let value = value.trim();
            // Blogger's kinds are addresses.
            let value = value.rsplit('#').next().unwrap_or(value).to_ascii_lowercase();
            match state {
                State::Status => matches!(value.as_str(), "publish" | "live"),
                State::Kind => matches!(value.as_str(), "post" | "page"),
                State::Password => value.is_empty(),
                State::Draft => value != "yes",
            }
        })
    }

    /// The text is HTML, escaped or in a CDATA section; the summary is only read where there is no text.
    fn blocks(self, file: &str, lines: &mut Lines, blocks: &mut Vec<Block<'_>>) -> Result<(), Error> {
        let wordpress = self.wordpress;
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
            inner.retain(|block| !(wordpress && is_address(&block.text)));
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

/// Whether what begins here is what a program of WordPress puts in (`[vc_row full_width="stretch"]`, `[/vc_row]`): its name has
/// a stroke in it, or it says something of itself. `[tuyến mới]` is text.
fn is_short_code(rest: &str) -> bool {
    const LONGEST: usize = 2000;
    let Some(inside) = rest.strip_prefix('[').and_then(|rest| rest.split_once(']')).map(|(inside, _)| inside) else {
        return false;
    };
    let inside = inside.strip_prefix('/').unwrap_or(inside);
    let name = inside.split([' ', '\n']).next().unwrap_or("");
    let named = name.starts_with(|c: char| c.is_ascii_lowercase())
        && name.bytes().all(|b| b.is_ascii_lowercase() || b.is_ascii_digit() || matches!(b, b'_' | b'-'));
    named && inside.len() <= LONGEST && (name.contains(['_', '-']) || inside.contains("=\""))
}

/// Whether a line is an address alone, which WordPress shows as what stands there.
fn is_address(line: &str) -> bool {
    let line = line.trim();
    (line.starts_with("https://") || line.starts_with("http://")) && !line.contains(char::is_whitespace)
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
        let known = SHORT.iter().find(|(sign, _)| rest.starts_with(sign));
        let short = known.or_else(|| is_short_code(rest).then_some(&("", ""))).zip(rest.find(']'));
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
