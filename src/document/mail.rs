//! Mail (RFC 5322, MIME): its subject and its text, whatever that is packed in, with places in the file.

mod body;

use super::encoding::Encoding;
use super::html;
use super::model::{Block, Blocks, Role};
use super::plain;
use crate::error::Error;
use crate::lexicon::Lexicon;
use body::{Packed, unpacked, words};
use std::borrow::Cow;
use std::ops::Range;

/// Parts within parts.
const DEEPEST: usize = 8;

/// A part of a mail: its fields, and where its body is.
struct Entity<'s> {
    fields: Vec<(String, String, usize)>,
    body: Range<usize>,
    source: &'s str,
}

/// Reads a mail.
pub(super) fn read(file: &str, source: &str, lexicon: &Lexicon) -> Result<Blocks<'static>, Error> {
    let mail = Entity::of(source, 0..source.len());
    let mut blocks = Blocks::default();
    if let Some((_, value, at)) = mail.fields.iter().find(|(name, ..)| name == "subject") {
        let text = words(value);
        // It is decoded as a whole.
        let anchors = vec![(text.len() as u32, value.len() as u32)];
        blocks.blocks.push(Block { text: Cow::Owned(text), start: *at, anchors, line: 1, role: Some(Role::Headline) });
    }
    let Some(part) = text_part(&mail, 0) else {
        let message = "a mail without text: save what is attached to it by itself".to_owned();
        return Err(Error::Document { file: file.to_owned(), message });
    };
    let Packed { text, origin } =
        unpacked(&source[part.body.clone()], part.body.start, &part.encoding(), &part.charset());
    let read: Vec<Block> = if part.kind().starts_with("text/html") {
        html::page(file, &text, &mut html::Notes::default())?
    } else {
        let (read, warnings) = plain::read(&text, lexicon);
        blocks.warnings.extend(warnings);
        read.collect()
    };
    let lines = |at: usize| 1 + memchr::memchr_iter(b'\n', source.as_bytes().get(..at).unwrap_or(&[])).count();
    let first = lines(part.body.start);
    for block in read {
        let (start, anchors) = origin.through(block.start, &block.anchors, block.text.len());
        let line = first + block.line.saturating_sub(1);
        blocks.blocks.push(Block { text: Cow::Owned(block.text.into_owned()), start, anchors, line, role: block.role });
    }
    Ok(blocks)
}

/// The part that is to be read: plain text before a page, and the first of several.
fn text_part<'s>(entity: &Entity<'s>, depth: usize) -> Option<Entity<'s>> {
    let kind = entity.kind();
    if kind.starts_with("multipart/") && depth < DEEPEST {
        let parts = entity.parts();
        let found: Vec<Entity> = parts.iter().filter_map(|part| text_part(part, depth + 1)).collect();
        let plain = found.iter().position(|part| part.kind().starts_with("text/plain"));
        return found.into_iter().nth(plain.unwrap_or(0));
    }
    let attached = entity.field("content-disposition").is_some_and(|d| d.trim_start().starts_with("attachment"));
    (kind.starts_with("text/") && !attached).then(|| Entity {
        fields: entity.fields.clone(),
        body: entity.body.clone(),
        source: entity.source,
    })
}

impl<'s> Entity<'s> {
    fn of(source: &'s str, place: Range<usize>) -> Entity<'s> {
        let mut fields: Vec<(String, String, usize)> = Vec::new();
        let mut at = place.start;
        while at < place.end {
            let end = memchr::memchr(b'\n', &source.as_bytes()[at..place.end]).map_or(place.end, |n| at + n + 1);
            let line = source[at..end].trim_end_matches(['\r', '\n']);
            if line.trim().is_empty() {
                at = end;
                break;
            }
            if line.starts_with([' ', '\t']) {
                if let Some((_, value, _)) = fields.last_mut() {
                    value.push(' ');
                    value.push_str(line.trim());
                }
            } else if let Some((name, value)) = line.split_once(':') {
                let blank = value.len() - value.trim_start().len();
                fields.push((name.trim().to_ascii_lowercase(), value.trim().to_owned(), at + name.len() + 1 + blank));
            }
            at = end;
        }
        Entity { fields, body: at..place.end, source }
    }

    fn field(&self, name: &str) -> Option<&str> {
        self.fields.iter().find(|(field, ..)| field == name).map(|(_, value, _)| value.as_str())
    }

    fn kind(&self) -> String {
        self.field("content-type").unwrap_or("text/plain").trim().to_ascii_lowercase()
    }

    fn encoding(&self) -> String {
        self.field("content-transfer-encoding").unwrap_or("8bit").trim().to_ascii_lowercase()
    }

    fn charset(&self) -> String {
        self.parameter("charset").unwrap_or_else(|| Encoding::Utf8.name().to_owned())
    }

    fn parameter(&self, name: &str) -> Option<String> {
        let value = self.field("content-type")?;
        let found = value.split(';').skip(1).find_map(|parameter| {
            let (key, value) = parameter.split_once('=')?;
            key.trim().eq_ignore_ascii_case(name).then(|| value.trim().trim_matches('"').to_owned())
        });
        found.filter(|value| !value.is_empty())
    }

    /// The parts between its boundaries.
    fn parts(&self) -> Vec<Entity<'s>> {
        let Some(boundary) = self.parameter("boundary") else { return Vec::new() };
        let sign = format!("--{boundary}");
        let mut parts = Vec::new();
        let mut start = None;
        let mut at = self.body.start;
        while at < self.body.end {
            let end =
                memchr::memchr(b'\n', &self.source.as_bytes()[at..self.body.end]).map_or(self.body.end, |n| at + n + 1);
            if self.source[at..end].starts_with(&sign)
                && let Some(start) = start.replace(end)
            {
                parts.push(Entity::of(self.source, start..at.max(start)));
            }
            at = end;
        }
        if let Some(start) = start.filter(|start| *start < self.body.end) {
            parts.push(Entity::of(self.source, start..self.body.end));
        }
        parts
    }
}
