//! Web pages, and XHTML of books and feeds.
//!
//! No HTML parser tells where in the file a piece of text stands, and a reader for blind people must know. So tags and text are
//! found here, with their places; which of them are the article is for a readability library to say: every element gets a
//! number as an attribute, and what still bears one in the library's result is the article.

use super::origin::Trace;
use super::{Block, Blocks, Role, Warning};
use crate::error::Error;
use std::borrow::Cow;
use std::collections::HashSet;
use std::ops::Range;

/// Elements within elements. Browsers stop at 512.
const DEEPEST: usize = 512;
/// Elements of a page.
const MOST_ELEMENTS: usize = 200_000;
/// Bytes of a page of which an article is looked for; all of a longer one is read.
const LARGEST_PAGE: usize = 8 << 20;
/// An entity has no more bytes: `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 34;
/// The attribute that numbers elements.
const MARK: &str = "data-loidoc-element";

const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Their end tags may be left out, so that they do not nest.
const LOOSE: &[&str] = &["p", "li", "dt", "dd", "tr", "td", "th", "option", "tbody", "thead", "tfoot", "rt", "rp"];
/// Text, not tags, until their own end tag.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "iframe", "noembed", "xmp"];
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

/// A tag or a piece of text, with its place.
#[derive(Debug)]
enum Token<'t> {
    /// Name in small letters, whole tag, whether it closes itself.
    Open(String, Range<usize>, bool),
    Close(String),
    Text(&'t str, usize),
    /// Of a raw element.
    Raw(&'static str, Range<usize>),
}

/// Tags and text in order. Never fails: what is no tag is text, as in a browser.
fn tokens(source: &str) -> Vec<Token<'_>> {
    let bytes = source.as_bytes();
    let mut tokens = Vec::new();
    let mut at = 0;
    let mut text = 0;
    while let Some(n) = memchr::memchr(b'<', &bytes[at..]) {
        let open = at + n;
        let after = bytes.get(open + 1).copied().unwrap_or(0);
        let end = match after {
            b'!' if source[open..].starts_with("<!--") => {
                memchr::memmem::find(&bytes[open..], b"-->").map_or(bytes.len(), |n| open + n + 3)
            }
            b'!' | b'?' => memchr::memchr(b'>', &bytes[open..]).map_or(bytes.len(), |n| open + n + 1),
            b'/' | b'a'..=b'z' | b'A'..=b'Z' => tag_end(bytes, open),
            _ => {
                at = open + 1;
                continue;
            }
        };
        if text < open {
            tokens.push(Token::Text(&source[text..open], text));
        }
        (at, text) = (end, end);
        if matches!(after, b'!' | b'?') {
            continue;
        }
        let from = open + 1 + usize::from(after == b'/');
        let length =
            bytes[from..end].iter().take_while(|b| b.is_ascii_alphanumeric() || **b == b':' || **b == b'-').count();
        let name = source[from..from + length].to_ascii_lowercase();
        if after == b'/' {
            tokens.push(Token::Close(name));
            continue;
        }
        let closed = bytes[..end].ends_with(b"/>");
        let raw = RAW.iter().find(|r| **r == name).filter(|_| !closed);
        tokens.push(Token::Open(name, open..end, closed));
        if let Some(raw) = raw {
            let stop = raw_end(bytes, end, raw);
            tokens.push(Token::Raw(raw, end..stop));
            (at, text) = (stop, stop);
        }
    }
    if text < source.len() {
        tokens.push(Token::Text(&source[text..], text));
    }
    tokens
}

/// After the `>` of a tag; a `>` in quotes is none.
fn tag_end(bytes: &[u8], open: usize) -> usize {
    let mut at = open;
    let mut value = false;
    while let Some(n) = bytes.get(at..).and_then(|rest| memchr::memchr3(b'>', b'"', b'\'', rest)) {
        value = value || bytes[at..at + n].contains(&b'=');
        at += n;
        match bytes[at] {
            b'>' => return at + 1,
            // Quotes stand after an equals sign only.
            quote if value => {
                let Some(n) = memchr::memchr(quote, &bytes[at + 1..]) else { return bytes.len() };
                at += n + 2;
                value = false;
            }
            _ => at += 1,
        }
    }
    bytes.len()
}

fn raw_end(bytes: &[u8], from: usize, name: &str) -> usize {
    memchr::memmem::find_iter(&bytes[from..], b"</")
        .map(|n| from + n)
        .find(|&n| bytes.get(n + 2..n + 2 + name.len()).is_some_and(|b| b.eq_ignore_ascii_case(name.as_bytes())))
        .unwrap_or(bytes.len())
}

/// Reads a web page: its headline and its article.
pub(super) fn article<'t>(file: &str, source: &'t str) -> Result<Blocks<'t>, Error> {
    let tokens = tokens(source);
    let elements = check(file, &tokens)?;
    let found = if elements > 0 && source.len() <= LARGEST_PAGE { grab(source, &tokens) } else { None };
    let mut walk = Walk::new(source, found.as_ref().map(|found| &found.kept));
    walk.byline = found.as_ref().and_then(|found| found.byline.clone());
    walk.go(&tokens);
    let around = walk.around;
    let mut blocks = Blocks { blocks: walk.blocks, warnings: Vec::new() };
    match &found {
        None => blocks.warnings.push(Warning::NoArticle),
        Some(found) => {
            if !blocks.blocks.iter().any(|b| b.role == Some(Role::Headline)) {
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

/// Counts elements and refuses those that are nested too deep.
fn check(file: &str, tokens: &[Token]) -> Result<usize, Error> {
    let refuse = |message: String| Error::Document { file: file.to_owned(), message };
    let (mut depth, mut count) = (0usize, 0);
    for token in tokens {
        match token {
            Token::Open(name, _, closed) => {
                count += 1;
                let nests = !closed && !VOID.contains(&name.as_str()) && !LOOSE.contains(&name.as_str());
                depth += usize::from(nests);
            }
            Token::Close(name) if !LOOSE.contains(&name.as_str()) => depth = depth.saturating_sub(1),
            _ => {}
        }
        if depth > DEEPEST {
            return Err(refuse(format!("elements are nested more than {DEEPEST} deep: this is no page for people")));
        }
    }
    if count > MOST_ELEMENTS {
        return Err(refuse(format!("more than {MOST_ELEMENTS} elements: split the page")));
    }
    Ok(count)
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
    let mut trace = Trace::default();
    inline(&source[raw.clone()], raw.start, &mut trace);
    let line = 1 + memchr::memchr_iter(b'\n', &source.as_bytes()[..trace.start()]).count();
    let start = trace.start();
    let mut trace = trace.finish();
    // Only an end is cut off, so that the steps stay right.
    if !title.is_empty() && trace.text.starts_with(title.trim()) {
        trace.text.truncate(title.trim().len());
        trace.steps.retain(|(text, _)| *text as usize <= title.trim().len());
    }
    let text = trace.text.trim_end().to_owned();
    (!text.is_empty()).then(|| Block {
        text: Cow::Owned(text),
        start,
        steps: trace.steps,
        line,
        role: Some(Role::Headline),
    })
}

/// Appends text with its white space folded and its entities decoded.
fn inline(text: &str, at: usize, trace: &mut Trace) {
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
            let length = rest.bytes().take(LONGEST_ENTITY).position(|b| b == b';').map_or(0, |n| n + 1);
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
    trace: Trace,
    role: Option<Role>,
    /// Whether the block that is being put together is of the article.
    keep: bool,
    /// Counters of numbered lists; `None` for lists with bullets.
    lists: Vec<Option<usize>>,
    /// The number of an item whose text has not come yet.
    label: Option<(String, usize)>,
    around: usize,
    line: (usize, usize),
}

impl<'s> Walk<'s> {
    fn new(source: &'s str, kept: Option<&'s HashSet<usize>>) -> Walk<'s> {
        Walk {
            source,
            kept,
            byline: None,
            blocks: Vec::new(),
            open: Vec::new(),
            trace: Trace::default(),
            role: None,
            keep: false,
            lists: Vec::new(),
            label: None,
            around: 0,
            line: (0, 1),
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
                    self.label = Some((format!("{number}. "), place.start));
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
        let title = self.open.iter().any(|(name, _)| name == "h1") && !self.headline_is_known();
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
        if let Some((label, at)) = self.label.take_if(|_| !text.trim().is_empty()) {
            self.trace.replace(&label, at..at);
        }
        inline(text, at, &mut self.trace);
    }

    fn headline_is_known(&self) -> bool {
        self.blocks.iter().any(|b| b.role == Some(Role::Headline))
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
            let (text, steps) = (Cow::Owned(trace.text), trace.steps);
            self.blocks.push(Block { text, start, steps, line: self.line.1, role });
        }
    }
}

/// Where a numbered list begins: `<ol start="4">`.
fn first_number(tag: &str) -> usize {
    let value = tag.split_once("start=").map_or("", |(_, rest)| rest.trim_start_matches(['"', '\'']));
    let digits = value.bytes().take_while(u8::is_ascii_digit).take(6).count();
    value[..digits].parse().unwrap_or(1)
}
