//! XML, event by event, with places; entities of a document's own and deep nesting are refused.

use crate::error::Error;
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::borrow::Cow;
use std::ops::Range;

/// Elements within elements.
const DEEPEST: usize = 256;

/// What comes next in a document. Names are without their prefix.
#[derive(Debug)]
pub(super) enum Node<'x> {
    Open(&'x str, BytesStart<'x>),
    Close(&'x str),
    /// Text, and the source that it stands for.
    Text(Cow<'x, str>, Range<usize>),
}

/// A document that is being read.
pub(super) struct Xml<'x> {
    file: String,
    source: &'x str,
    reader: Reader<&'x [u8]>,
    depth: usize,
    opened: bool,
    /// The name of the element that was opened last.
    last: &'x str,
}

impl<'x> Xml<'x> {
    /// `file` is what errors call it.
    pub(super) fn new(file: &str, source: &'x str) -> Xml<'x> {
        let mut reader = Reader::from_str(source);
        reader.config_mut().expand_empty_elements = true;
        Xml { file: file.to_owned(), source, reader, depth: 0, opened: false, last: "" }
    }

    /// The next node; `None` at the end.
    pub(super) fn next(&mut self) -> Result<Option<Node<'x>>, Error> {
        loop {
            let before = self.place();
            let event = self.reader.read_event().map_err(|error| self.broken(&error.to_string()))?;
            let after = self.place();
            match event {
                Event::Start(tag) => {
                    self.opened = true;
                    self.depth += 1;
                    if self.depth > DEEPEST {
                        return Err(self.broken(&format!("elements are nested more than {DEEPEST} deep")));
                    }
                    self.last = self.name(before..after);
                    return Ok(Some(Node::Open(self.last, tag)));
                }
                Event::End(_) => {
                    self.depth = self.depth.saturating_sub(1);
                    // An element that closes itself ends where it begins.
                    let name = if before == after { self.last } else { self.name(before..after) };
                    return Ok(Some(Node::Close(name)));
                }
                Event::Text(_) => {
                    let text = self.source.get(before..after).unwrap_or("");
                    return Ok(Some(Node::Text(Cow::Borrowed(text), before..after)));
                }
                Event::CData(_) => {
                    // <![CDATA[ and ]]>
                    let inner = before + 9..after.saturating_sub(3).max(before + 9);
                    let text = self.source.get(inner.clone()).unwrap_or("");
                    return Ok(Some(Node::Text(Cow::Borrowed(text), inner)));
                }
                Event::GeneralRef(_) => {
                    let entity = self.source.get(before..after).unwrap_or("");
                    let decoded = html_escape::decode_html_entities(entity);
                    if decoded == entity {
                        return Err(self.broken(&format!("the entity {entity} is not known")));
                    }
                    return Ok(Some(Node::Text(decoded, before..after)));
                }
                Event::DocType(_) if self.source[before..after].contains("<!ENTITY") => {
                    return Err(self.broken("it defines entities of its own, which are not expanded"));
                }
                Event::Eof if self.depth > 0 || !self.opened => {
                    return Err(self.broken("it ends in the middle: get the file again"));
                }
                Event::Eof => return Ok(None),
                _ => {}
            }
        }
    }

    /// The name in a tag, without its prefix.
    fn name(&self, tag: Range<usize>) -> &'x str {
        let tag = self.source.get(tag).unwrap_or("");
        let mut from = if tag.starts_with("</") { 2 } else { 1 };
        for (n, byte) in tag.bytes().enumerate().skip(from) {
            match byte {
                b':' => from = n + 1,
                b' ' | b'\t' | b'\n' | b'\r' | b'/' | b'>' => return &tag[from..n],
                _ => {}
            }
        }
        tag.get(from..).unwrap_or("")
    }

    /// Skips what stands in the element that was opened last.
    pub(super) fn skip(&mut self) -> Result<(), Error> {
        let outside = self.depth.saturating_sub(1);
        while self.depth > outside && self.next()?.is_some() {}
        Ok(())
    }

    /// Where in the source we are.
    pub(super) fn place(&self) -> usize {
        (self.reader.buffer_position() as usize).min(self.source.len())
    }

    fn broken(&self, what: &str) -> Error {
        let before = self.source.as_bytes().get(..self.place()).unwrap_or(&[]);
        let line = 1 + memchr::memchr_iter(b'\n', before).count();
        Error::Document { file: self.file.clone(), message: format!("line {line}: broken XML: {what}") }
    }
}

/// An attribute's value, by its name without prefix.
pub(super) fn attribute(tag: &BytesStart, name: &str) -> Option<String> {
    let named = |key: &str| key.strip_suffix(name).is_some_and(|before| before.is_empty() || before.ends_with(':'));
    let found = tag.attributes().with_checks(false).flatten().find(|a| named(a.key.as_ref()))?;
    Some(html_escape::decode_html_entities(&found.value).into_owned())
}
