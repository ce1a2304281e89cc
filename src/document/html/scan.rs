//! Tags and text of a page, with their places.

use crate::error::Error;
use std::ops::Range;

/// Elements within elements. Browsers stop at 512.
pub(super) const DEEPEST: usize = 512;
/// Elements of a page.
pub(super) const MOST_ELEMENTS: usize = 200_000;
pub(super) const VOID: &[&str] =
    &["area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "param", "source", "track", "wbr"];
/// Their end tags may be left out, so that they do not nest.
pub(super) const LOOSE: &[&str] =
    &["p", "li", "dt", "dd", "tr", "td", "th", "option", "tbody", "thead", "tfoot", "rt", "rp"];
/// Text, not tags, until their own end tag.
const RAW: &[&str] = &["script", "style", "textarea", "title", "noscript", "iframe", "noembed", "xmp"];
/// A tag or a piece of text, with its place.
#[derive(Debug)]
pub(super) enum Token<'t> {
    /// Name in small letters, whole tag, whether it closes itself.
    Open(String, Range<usize>, bool),
    Close(String),
    Text(&'t str, usize),
    /// Of a raw element.
    Raw(&'static str, Range<usize>),
}

/// Tags and text in order. Never fails: what is no tag is text, as in a browser.
pub(super) fn tokens(source: &str) -> Vec<Token<'_>> {
    tokens_as(source, |name| name)
}

/// The same of mark-up whose names mean those of pages.
pub(super) fn tokens_as(source: &str, meant: impl Fn(&str) -> &str) -> Vec<Token<'_>> {
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
        let name = meant(&name).to_owned();
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
    unwrap_forms(&mut tokens);
    tokens
}

/// A form of so many characters may be the page.
const LEAST_PAGE: usize = 200;

/// What holds most of a page's text is the page, though some programs of servers make a form of it.
fn unwrap_forms(tokens: &mut [Token]) {
    let is_form = |token: &Token| matches!(token, Token::Open(name, ..) | Token::Close(name) if name == "form");
    let Some(first) = tokens.iter().position(is_form) else { return };
    let length = |tokens: &[Token]| -> usize {
        let texts = tokens.iter().filter_map(|token| if let Token::Text(text, _) = token { Some(*text) } else { None });
        texts.map(|text| text.trim().chars().count()).sum()
    };
    let whole = length(tokens);
    let mut open = Some(first);
    while let Some(from) = open {
        let close = tokens[from..].iter().position(|token| matches!(token, Token::Close(name) if name == "form"));
        let to = close.map_or(tokens.len(), |n| from + n);
        let own = length(&tokens[from..to]);
        if own >= LEAST_PAGE && own * 2 > whole {
            for n in [from, to] {
                if let Some(Token::Open(name, ..) | Token::Close(name)) = tokens.get_mut(n) {
                    "div".clone_into(name);
                }
            }
            return;
        }
        open = tokens[to..]
            .iter()
            .position(|token| matches!(token, Token::Open(name, ..) if name == "form"))
            .map(|n| to + n);
    }
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

/// Counts elements and refuses those that are nested too deep.
pub(super) fn check(file: &str, tokens: &[Token]) -> Result<usize, Error> {
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
