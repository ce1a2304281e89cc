//! Markdown (CommonMark, with tables and footnotes).

use super::model::{Block, Blocks, Role};
use super::source_map::SourceMapBuilder;
use pulldown_cmark::{Event, Options, Parser, Tag, TagEnd};
use std::borrow::Cow;

/// Reads Markdown. Code and raw HTML are not text.
pub(super) fn read(source: &str) -> Blocks<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS;
    let mut blocks = Vec::new();
    let mut trace = SourceMapBuilder::default();
    // What is open that says what a block is.
    let mut roles: Vec<Role> = Vec::new();
    let mut silent = 0usize;
    let (mut counted, mut line) = (0, 1);
    let mut flush = |trace: &mut SourceMapBuilder, roles: &[Role]| {
        let whole = std::mem::take(trace);
        let start = whole.start();
        let mut whole = whole.finish();
        whole.text.truncate(whole.text.trim_end_matches([' ', ';']).len().max(whole.text.trim_end().len()));
        if whole.text.trim().is_empty() {
            return;
        }
        if let Some(between) = source.as_bytes().get(counted..start) {
            line += memchr::memchr_iter(b'\n', between).count();
            counted = start;
        }
        let role = roles.last().copied();
        blocks.push(Block { text: Cow::Owned(whole.text), start, anchors: whole.anchors, line, role });
    };
    for (event, place) in Parser::new_ext(source, options).into_offset_iter() {
        match event {
            Event::Start(tag) => match tag {
                Tag::Heading { .. } => {
                    flush(&mut trace, &roles);
                    roles.push(Role::Headline);
                }
                Tag::Item => {
                    flush(&mut trace, &roles);
                    roles.push(Role::List);
                    // The number of an item is read, a bullet is not.
                    let digits = source[place.clone()].bytes().take_while(u8::is_ascii_digit).count();
                    if digits > 0
                        && let Some(marker) = source.get(place.start..place.start + digits + 1)
                    {
                        trace.copy(marker, place.start);
                        trace.replace(" ", place.start + digits + 1..place.start + digits + 1);
                    }
                }
                Tag::FootnoteDefinition(_) => {
                    flush(&mut trace, &roles);
                    roles.push(Role::Note);
                }
                Tag::TableHead | Tag::TableRow => {
                    flush(&mut trace, &roles);
                    roles.push(Role::Row);
                }
                Tag::TableCell if !trace.text.is_empty() => trace.replace("; ", place.start..place.start),
                Tag::CodeBlock(_) | Tag::HtmlBlock | Tag::Image { .. } | Tag::MetadataBlock(_) => silent += 1,
                Tag::List(_) | Tag::BlockQuote(_) => flush(&mut trace, &roles),
                _ => {}
            },
            Event::End(tag) => match tag {
                TagEnd::Heading(_)
                | TagEnd::Item
                | TagEnd::FootnoteDefinition
                | TagEnd::TableHead
                | TagEnd::TableRow => {
                    flush(&mut trace, &roles);
                    roles.pop();
                }
                TagEnd::Paragraph => flush(&mut trace, &roles),
                TagEnd::CodeBlock | TagEnd::HtmlBlock | TagEnd::Image | TagEnd::MetadataBlock(_) => {
                    silent = silent.saturating_sub(1);
                }
                _ => {}
            },
            _ if silent > 0 => {}
            Event::Text(text) | Event::Code(text) => {
                // An escape or entity is longer than what it stands for; code has its marks around it.
                let written = source.get(place.clone()).unwrap_or("");
                match written.find(&*text) {
                    Some(n) => trace.copy(&text, place.start + n),
                    None => trace.replace(&text, place),
                }
            }
            Event::SoftBreak | Event::HardBreak => trace.replace(" ", place),
            _ => {}
        }
    }
    flush(&mut trace, &roles);
    Blocks { blocks, warnings: Vec::new() }
}
