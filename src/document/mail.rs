//! Mail (RFC 5322, MIME): its subject and its text, whatever that is packed in, with places in the file.
//!
//! What parts a mail has and what its fields say a library knows; where each letter of a packed text stands in the file no
//! library tells, so bodies are unpacked here.

mod body;
mod flowed;

use super::html;
use super::model::{Block, Blocks, Role};
use super::plain;
use super::source_map::SourceMapBuilder;
use super::warning::Warning;
use crate::error::Error;
use crate::lexicon::Lexicon;
use body::{Packed, unpacked};
use mail_parser::{Encoding, HeaderName, Message, MessageParser, MessagePart, MimeHeaders, PartType};
use std::borrow::Cow;

/// Mails within mails.
const DEEPEST: usize = 8;

/// Reads a mail.
pub(super) fn read(file: &str, source: &str, lexicon: &Lexicon) -> Result<Blocks<'static>, Error> {
    let apple = source.split_once('\n').and_then(|(first, _)| Some((first.len(), first.trim().parse::<usize>().ok()?)));
    // What Apple keeps behind a mail is no part of it.
    let end = apple.map_or(source.len(), |(first, length)| first.saturating_add(1).saturating_add(length));
    let source = source.get(..end).unwrap_or(source);
    let mut walk = Walk { file, source, lexicon, blocks: Blocks::default(), texts: 0 };
    // What a mailbox or Apple writes before a mail is made a field, so that places stay.
    let whole = source.as_bytes();
    let head = match apple {
        Some((first @ 2.., _)) => Some([b"X:", &b" ".repeat(first - 2)[..], &whole[first..]].concat()),
        _ if source.starts_with("From ") => Some([b"X-A:", &whole[4..]].concat()),
        _ => None,
    };
    if let Some(mail) = MessageParser::default().parse(head.as_deref().unwrap_or(whole)) {
        walk.mail(&mail, 0)?;
    }
    if walk.texts == 0 {
        let message = "a mail without text: save what is attached to it by itself".to_owned();
        return Err(Error::Document { file: file.to_owned(), message });
    }
    Ok(walk.blocks)
}

struct Walk<'m> {
    file: &'m str,
    source: &'m str,
    lexicon: &'m Lexicon,
    blocks: Blocks<'static>,
    texts: usize,
}

impl Walk<'_> {
    /// The subject and the text of a mail, then of those that are attached to it as a whole.
    fn mail(&mut self, mail: &Message, depth: usize) -> Result<(), Error> {
        self.subject(mail);
        for part in mail.text_body.iter().filter_map(|&n| mail.parts.get(n as usize)) {
            self.text(part)?;
        }
        for part in &mail.parts {
            match &part.body {
                // The places of one that is packed are those of its own bytes.
                PartType::Message(inner) if part.encoding == Encoding::None && depth < DEEPEST => {
                    self.mail(inner, depth + 1)?
                }
                _ => {}
            }
        }
        Ok(())
    }

    fn subject(&mut self, mail: &Message) {
        let field = mail.root_part().headers.iter().rfind(|header| header.name == HeaderName::Subject);
        let Some((field, text)) = field.zip(mail.subject()).filter(|(_, text)| !text.trim().is_empty()) else { return };
        let written = self.source.get(field.offset_start as usize..field.offset_end as usize).unwrap_or("");
        let start = field.offset_start as usize + (written.len() - written.trim_start().len());
        // It is decoded as a whole, so its letters share one place.
        let mut trace = SourceMapBuilder::default();
        let (first, end) = (text.chars().next().map_or(0, char::len_utf8), start + written.trim().len());
        trace.replace(&text[..first], start..end);
        trace.replace(&text[first..], end..end);
        let (trace, line) = (trace.finish(), self.line(start));
        let text = Cow::Owned(trace.text);
        self.blocks.blocks.push(Block { text, start, anchors: trace.anchors, line, role: Some(Role::Headline) });
    }

    fn text(&mut self, part: &MessagePart) -> Result<(), Error> {
        let start = part.offset_body as usize;
        let Some(body) = self.source.get(start..part.offset_end as usize) else { return Ok(()) };
        let kind = part.content_type();
        let said = |name: &str| kind.and_then(|kind| kind.attribute(name)).unwrap_or("");
        let mut packed = unpacked(body, start, part.encoding, said("charset"));
        if said("format").eq_ignore_ascii_case("flowed") {
            packed = flowed::joined(packed, said("delsp").eq_ignore_ascii_case("yes"));
        }
        let Packed { text, origin, guessed } = packed;
        let guessed = guessed.map(|(encoding, confidence)| Warning::EncodingGuessed { encoding, confidence });
        self.blocks.warnings.extend(guessed);
        let read: Vec<Block> = if matches!(part.body, PartType::Html(_)) {
            html::page(self.file, &text, &mut html::Notes::default())?
        } else {
            let (read, warnings, _) = plain::read(&text, self.lexicon);
            self.blocks.warnings.extend(warnings);
            read.collect()
        };
        let first = self.line(start);
        self.texts += 1;
        for block in read {
            let (start, anchors) = origin.through(block.start, &block.anchors, block.text.len());
            let line = first + block.line.saturating_sub(1);
            let text = Cow::Owned(block.text.into_owned());
            self.blocks.blocks.push(Block { text, start, anchors, line, role: block.role });
        }
        Ok(())
    }

    fn line(&self, at: usize) -> usize {
        1 + memchr::memchr_iter(b'\n', self.source.as_bytes().get(..at).unwrap_or(&[])).count()
    }
}
