//! Web pages, and XHTML of books and feeds.
//!
//! No HTML parser tells where in the file a piece of text stands, and a reader for blind people must know. So tags and text are
//! found here, with their places; which of them are the article is for a readability library to say: every element gets a
//! number as an attribute, and what still bears one in the library's result is the article.

mod scan;

use super::model::{Block, Blocks, Role};
use super::source_map::SourceMapBuilder;
use super::warning::Warning;
use crate::error::Error;
use scan::{DEEPEST, LOOSE, MOST_ELEMENTS, Token, VOID, check, tokens};
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Bytes of a page of which an article is looked for; all of a longer one is read.
const LARGEST_PAGE: usize = 8 << 20;
/// Attributes of a longer tag are kept from the readability library, whose parser compares each with each. It is a picture
/// in the page, if anything.
const LONGEST_TAG: usize = 2 << 10;
/// An entity has no more bytes: `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 34;
/// The attribute that numbers elements.
const MARK: &str = "data-loidoc-element";

/// Never text of an article.
const SILENT: &[&str] =
    &["nav", "form", "button", "select", "svg", "template", "head", "rp", "audio", "video", "canvas"];
/// Never text of an article where no article was found.
const AROUND: &[&str] = &["header", "footer", "aside"];
const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "br",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
];

/// Reads a web page: its headline and its article.
pub(super) fn article<'t>(file: &str, source: &'t str) -> Result<Blocks<'t>, Error> {
    let tokens = tokens(source);
    let elements = check(file, &tokens)?;
    let found = if elements > 0 && source.len() <= LARGEST_PAGE { grab(source, &tokens) } else { None };
    let mut walk = Walk::new(source, found.as_ref().map(|found| &found.kept));
    walk.byline = found.as_ref().and_then(|found| found.byline.clone());
    walk.go(&tokens);
    let (around, headlined) = (walk.around, walk.headlined);
    let mut blocks = Blocks { blocks: walk.blocks, warnings: Vec::new() };
    match &found {
        None => blocks.warnings.push(Warning::NoArticle),
        Some(found) => {
            if !headlined {
                blocks.blocks.splice(0..0, title(source, &tokens, &found.title));
            }
            if around > 0 {
                blocks.warnings.push(Warning::AroundArticle { blocks: around });
            }
        }
    }
    Ok(blocks)
}

/// Reads all text of a page, as of a book's chapter.
pub(super) fn page<'t>(file: &str, source: &'t str) -> Result<Vec<Block<'t>>, Error> {
    let tokens = tokens(source);
    check(file, &tokens)?;
    let mut walk = Walk::new(source, None);
    walk.go(&tokens);
    Ok(walk.blocks)
}

/// What the library takes for the article.
struct Found {
    kept: HashSet<usize>,
    title: String,
    byline: Option<String>,
}

fn grab(source: &str, tokens: &[Token]) -> Option<Found> {
    let mut marked = String::with_capacity(source.len() * 2);
    let mut done = 0;
    for (n, token) in tokens.iter().enumerate() {
        let Token::Open(name, place, _) = token else { continue };
        let at = place.start + 1 + name.len();
        marked.push_str(&source[done..at]);
        marked.push_str(&format!(" {MARK}=\"{n}\""));
        done = at;
        if place.len() > LONGEST_TAG {
            marked.push('>');
            done = place.end;
        }
    }
    marked.push_str(&source[done..]);
    let config = dom_smoothie::Config { max_elements_to_parse: MOST_ELEMENTS, ..dom_smoothie::Config::default() };
    let article = dom_smoothie::Readability::new(marked, None, Some(config)).ok()?.parse().ok()?;
    let pattern = format!("{MARK}=\"");
    let kept: HashSet<usize> = article
        .content
        .match_indices(&pattern)
        .filter_map(|(n, _)| article.content[n + pattern.len()..].split('"').next()?.parse().ok())
        .collect();
    (!kept.is_empty()).then(|| Found { kept, title: article.title.to_string(), byline: article.byline })
}

/// The page's title, without the name of the site.
fn title<'t>(source: &'t str, tokens: &[Token], title: &str) -> Option<Block<'t>> {
    let raw = tokens.iter().find_map(|token| match token {
        Token::Raw("title", place) => Some(place.clone()),
        _ => None,
    })?;
    let mut trace = SourceMapBuilder::default();
    inline(&source[raw.clone()], raw.start, &mut trace);
    let line = 1 + memchr::memchr_iter(b'\n', &source.as_bytes()[..trace.start()]).count();
    let start = trace.start();
    let mut trace = trace.finish();
    // Only an end is cut off, so that the anchors stay right.
    if !title.is_empty() && trace.text.starts_with(title.trim()) {
        trace.text.truncate(title.trim().len());
        trace.anchors.retain(|(text, _)| *text as usize <= title.trim().len());
    }
    let text = trace.text.trim_end().to_owned();
    let role = Some(Role::Headline);
    (!text.is_empty()).then_some(Block { text: Cow::Owned(text), start, anchors: trace.anchors, line, role })
}

/// Appends text with its white space folded and its entities decoded.
fn inline(text: &str, at: usize, trace: &mut SourceMapBuilder) {
    let mut n = 0;
    while n < text.len() {
        let rest = &text[n..];
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']).len();
        if space > 0 {
            if !trace.text.is_empty() && !trace.text.ends_with(' ') {
                trace.replace(" ", at + n..at + n + space);
            }
            n += space;
            continue;
        }
        if rest.starts_with('&') {
            // Another `&` before the semicolon begins another one.
            let end = rest.bytes().take(LONGEST_ENTITY).skip(1).position(|b| matches!(b, b';' | b'&')).map(|n| n + 1);
            let length = end.filter(|&n| rest.as_bytes()[n] == b';').map_or(0, |n| n + 1);
            let decoded = rest.get(..length).map(html_escape::decode_html_entities);
            if let Some(decoded) = decoded.filter(|d| length > 0 && **d != rest[..length]) {
                trace.replace(&decoded, at + n..at + n + length);
                n += length;
                continue;
            }
        }
        let end =
            rest.char_indices().skip(1).find(|(_, c)| " \t\n\r\u{c}&".contains(*c)).map_or(rest.len(), |(n, _)| n);
        trace.copy(&rest[..end], at + n);
        n += end;
    }
}

/// Makes blocks of tokens.
struct Walk<'s> {
    source: &'s str,
    kept: Option<&'s HashSet<usize>>,
    byline: Option<String>,
    blocks: Vec<Block<'static>>,
    /// Open elements: name and whether their text is of the article.
    open: Vec<(String, bool)>,
    trace: SourceMapBuilder,
    role: Option<Role>,
    /// Whether the block that is being put together is of the article.
    keep: bool,
    /// Counters of numbered lists; `None` for lists with bullets.
    lists: Vec<Option<usize>>,
    /// The number of an item whose text has not come yet.
    label: Option<String>,
    around: usize,
    line: (usize, usize),
    /// A headline has been read.
    headlined: bool,
}

impl<'s> Walk<'s> {
    fn new(source: &'s str, kept: Option<&'s HashSet<usize>>) -> Walk<'s> {
        Walk {
            source,
            kept,
            byline: None,
            blocks: Vec::new(),
            open: Vec::new(),
            trace: SourceMapBuilder::default(),
            role: None,
            keep: false,
            lists: Vec::new(),
            label: None,
            around: 0,
            line: (0, 1),
            headlined: false,
        }
    }

    fn go(&mut self, tokens: &[Token]) {
        for (n, token) in tokens.iter().enumerate() {
            match token {
                Token::Open(name, place, closed) => self.open(n, name, place, *closed),
                Token::Close(name) => self.close(name),
                Token::Text(text, at) => self.text(text, *at),
                Token::Raw(..) => {}
            }
        }
        self.flush();
    }

    fn open(&mut self, n: usize, name: &str, place: &Range<usize>, closed: bool) {
        let cell = matches!(name, "td" | "th");
        if BLOCKS.contains(&name) && !(self.in_row() && name != "tr") {
            self.flush();
        } else if cell && !self.trace.text.is_empty() {
            self.trace.replace("; ", place.start..place.start);
        } else if self.in_row() && BLOCKS.contains(&name) {
            self.space(place.start);
        }
        if LOOSE.contains(&name) {
            // The end tag of the one before may be missing.
            if self.open.last().is_some_and(|(last, _)| last == name) {
                self.open.pop();
            }
        }
        let above = self.open.last().is_none_or(|(_, keep)| *keep);
        let keep = match self.kept {
            _ if SILENT.contains(&name) => false,
            Some(kept) => kept.contains(&n),
            None => above && !AROUND.contains(&name),
        };
        match name {
            "ol" => self.lists.push(Some(first_number(&self.source[place.clone()]))),
            "ul" => self.lists.push(None),
            "li" => {
                self.label = None;
                if let Some(Some(number)) = self.lists.last_mut() {
                    self.label = Some(format!("{number}. "));
                    *number += 1;
                }
            }
            _ => {}
        }
        if !closed && !VOID.contains(&name) && self.open.len() < 2 * DEEPEST {
            self.open.push((name.to_owned(), keep));
        }
    }

    fn close(&mut self, name: &str) {
        if BLOCKS.contains(&name) && !(self.in_row() && name != "tr" && name != "table") {
            self.flush();
        }
        if matches!(name, "ol" | "ul") {
            self.lists.pop();
        }
        if let Some(n) = self.open.iter().rposition(|(open, _)| open == name) {
            self.open.truncate(n);
        }
    }

    fn in_row(&self) -> bool {
        self.open.iter().rev().take_while(|(name, _)| name != "table").any(|(name, _)| name == "tr")
    }

    fn space(&mut self, at: usize) {
        if !self.trace.text.is_empty() && !self.trace.text.ends_with(' ') {
            self.trace.replace(" ", at..at);
        }
    }

    fn text(&mut self, text: &str, at: usize) {
        let in_article = match self.kept {
            Some(_) => self.open.last().is_some_and(|(_, keep)| *keep),
            None => self.open.iter().all(|(_, keep)| *keep),
        };
        let silent = self.open.iter().any(|(name, _)| SILENT.contains(&name.as_str()));
        // A headline stands outside of what the library keeps.
        let title = self.open.iter().any(|(name, _)| name == "h1") && !self.headlined;
        let byline = self.byline.as_deref().is_some_and(|byline| byline == text.trim() && !byline.is_empty());
        if silent || !(in_article || title || byline) {
            self.around += usize::from(!silent && !text.trim().is_empty());
            return;
        }
        if !text.trim().is_empty() {
            self.keep = true;
            if self.role.is_none() {
                self.role = if byline { Some(Role::Byline) } else { self.role_here() };
            }
        }
        // It stands where its text begins: between the two there may be a cell.
        if let Some(label) = self.label.take_if(|_| !text.trim().is_empty()) {
            self.trace.replace(&label, at..at);
        }
        inline(text, at, &mut self.trace);
    }

    /// What the open elements say of the text.
    fn role_here(&self) -> Option<Role> {
        self.open.iter().rev().find_map(|(name, _)| {
            Some(match name.as_str() {
                "h1" | "h2" | "h3" | "h4" | "h5" | "h6" => Role::Headline,
                "figcaption" | "caption" => Role::Caption,
                "li" | "dt" | "dd" => Role::List,
                "tr" => Role::Row,
                "address" => Role::Byline,
                _ => return None,
            })
        })
    }

    fn flush(&mut self) {
        let trace = std::mem::take(&mut self.trace);
        let role = self.role.take();
        if !std::mem::take(&mut self.keep) {
            return;
        }
        let start = trace.start();
        let mut trace = trace.finish();
        trace.text.truncate(trace.text.trim_end_matches([' ', ';']).len().max(trace.text.trim_end().len()));
        if let Some(between) = self.source.as_bytes().get(self.line.0..start) {
            self.line = (start, self.line.1 + memchr::memchr_iter(b'\n', between).count());
        }
        // A headline that comes again as the first of the article.
        let again = role == Some(Role::Headline)
            && self.blocks.iter().take(4).any(|b| b.role == Some(Role::Headline) && b.text == trace.text);
        if !again && !trace.text.is_empty() {
            let (text, anchors) = (Cow::Owned(trace.text), trace.anchors);
            self.headlined |= role == Some(Role::Headline);
            self.blocks.push(Block { text, start, anchors, line: self.line.1, role });
        }
    }
}

/// Where a numbered list begins: `<ol start="4">`.
fn first_number(tag: &str) -> usize {
    let value = tag.split_once("start=").map_or("", |(_, rest)| rest.trim_start_matches(['"', '\'']));
    let digits = value.bytes().take_while(u8::is_ascii_digit).take(6).count();
    value[..digits].parse().unwrap_or(1)
}
