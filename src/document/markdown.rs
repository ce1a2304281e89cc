//! Markdown (CommonMark, with tables, footnotes, formulas, raised and lowered text).

use super::html;
use super::model::{Block, Blocks, Role};
use super::rows::Rows;
use super::script::{Raised, lowered, raised};
use super::source_map::SourceMapBuilder;
use super::verse;
use crate::maths::tex;
use pulldown_cmark::{CodeBlockKind, Event, Options, Parser, Tag, TagEnd, TextMergeWithOffset};
use std::borrow::Cow;
use std::ops::Range;

/// Reads Markdown. Code is no text.
pub(super) fn read(source: &str) -> Blocks<'_> {
    let options = Options::ENABLE_TABLES
        | Options::ENABLE_FOOTNOTES
        | Options::ENABLE_STRIKETHROUGH
        | Options::ENABLE_TASKLISTS
        | Options::ENABLE_GFM
        | Options::ENABLE_MATH
        | Options::ENABLE_HEADING_ATTRIBUTES
        | Options::ENABLE_DEFINITION_LIST
        | Options::ENABLE_WIKILINKS
        | Options::ENABLE_YAML_STYLE_METADATA_BLOCKS
        | Options::ENABLE_PLUSES_DELIMITED_METADATA_BLOCKS;
    let mut walk = Walk { source, line: (0, 1), ..Walk::default() };
    for (event, place) in TextMergeWithOffset::new(Parser::new_ext(source, options).into_offset_iter()) {
        walk.event(event, place);
    }
    walk.flush();
    Blocks { blocks: walk.blocks, warnings: Vec::new(), ..Blocks::default() }
}

/// Where the name of a picture letter ends (`:smile:`) that begins here.
fn picture_letter(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 32;
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let rest = &text[at + 1..];
    let end = rest.bytes().take(LONGEST).position(|b| !(b.is_ascii_lowercase() || matches!(b, b'_' | b'-' | b'+')))?;
    let whole = end > 1 && rest[end..].starts_with(':');
    (whole && free(text[..at].chars().next_back()) && free(rest[end + 1..].chars().next())).then_some(at + end + 2)
}

/// Where what a program of sites puts in ends (`{{< youtube x >}}`, `{% include x %}`) that begins here, what it knows of a
/// paragraph (`{: .lead}`), what an editor keeps for itself (`%% ask again %%`).
fn insertion(text: &str, at: usize) -> Option<usize> {
    let marks = [
        ("{{<", ">}}"),
        ("{{%", "%}}"),
        ("{%", "%}"),
        ("{:", "}"),
        ("{ .", "}"),
        ("{ #", "}"),
        ("{.", "}"),
        ("{#", "}"),
        ("{/*", "*/}"),
        ("%%", "%%"),
    ];
    let (begin, end) = marks.iter().find(|(begin, _)| text[at..].starts_with(begin))?;
    text[at + begin.len()..].find(end).map(|n| at + begin.len() + n + end.len())
}

/// Where a formula between `\(` and `\)`, or `\[` and `\]`, begins and ends, from a place on.
fn formula(written: &str, from: usize) -> Option<(usize, usize)> {
    let marks = [("\\(", "\\)"), ("\\[", "\\]")];
    let found = marks.iter().filter_map(|(open, close)| {
        let begin = from + written[from..].find(open)?;
        let end = begin + 2 + written[begin + 2..].find(close)? + 2;
        (!written[begin..end].contains('\n') || *open == "\\[").then_some((begin, end))
    });
    found.min()
}

/// Where the kind of a box (`[!warning]`, `[!note]-`) ends that begins here.
fn box_kind(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("[!")?;
    let name = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    let end = at + 2 + name;
    (name > 0 && text[end..].starts_with(']')).then(|| end + 1 + usize::from(text[end + 1..].starts_with(['-', '+'])))
}

/// A line that is no text: where a box begins or ends (`:::tip`), where a table of contents comes.
fn is_directive(line: &str) -> bool {
    let line = line.trim();
    // The rules of a table that is drawn, what an abbreviation stands for.
    let rule = line.len() > 4 && line.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b'|' | b' ' | b':'));
    let explained = line.starts_with("*[") && line.contains("]: ");
    let begins = |signs: &[&str]| signs.iter().any(|sign| line.starts_with(sign));
    rule || explained
        // What another file holds, the end of a page.
        || begins(&["--8<--", "\\newpage", "\\pagebreak"])
        || ["[TOC]", "[[TOC]]", "[[_TOC_]]", "{{TOC}}"].iter().any(|sign| line.eq_ignore_ascii_case(sign))
}

/// Where the title of a box of a site's program stands: `!!! warning "Cấm"`, `??? question "Mấy năm?"`, `=== "Có cháy"`,
/// `:::tip Mẹo nhỏ`.
fn box_title(line: &str) -> Option<Range<usize>> {
    if line.starts_with(":::") {
        let name = line.trim_start_matches([':', ' ']);
        let title = name.find(' ').map_or("", |n| &name[n + 1..]);
        let from = line.len() - title.len();
        return Some(if title.contains(['{', '}', '[']) { 0..0 } else { from..line.len() });
    }
    let signs = ["!!! ", "!!!+ ", "??? ", "???+ ", "=== "];
    signs.iter().any(|sign| line.starts_with(sign)).then_some(())?;
    let (from, to) = (line.find('"'), line.rfind('"'));
    Some(from.zip(to).filter(|(from, to)| from < to).map_or(0..0, |(from, to)| from + 1..to))
}

/// Whether a paragraph that begins so is a program's, as pages of MDX have them.
fn is_program(line: &str) -> bool {
    line.starts_with("import ") && line.contains(" from ")
        || ["export const ", "export default ", "export function "].iter().any(|sign| line.starts_with(sign))
}

#[derive(Default)]
struct Walk<'s> {
    source: &'s str,
    blocks: Vec<Block<'static>>,
    lines: Vec<SourceMapBuilder>,
    trace: SourceMapBuilder,
    /// What is open that says what a block is.
    roles: Vec<Role>,
    silent: usize,
    /// Nothing is said until the paragraph ends, or the link that holds a picture.
    program: bool,
    /// The colon of what is no definition waits for the text behind it.
    colon: bool,
    linked: bool,
    table: Option<Rows>,
    /// The description of a picture.
    picture: Option<SourceMapBuilder>,
    /// An indented block: paragraphs of those who indent them.
    indented: bool,
    line: (usize, usize),
}

impl Walk<'_> {
    fn event(&mut self, event: Event, place: Range<usize>) {
        match event {
            Event::Start(tag) => self.start(tag, place),
            Event::End(tag) => self.end(tag),
            _ if self.silent > 0 || self.program => {}
            Event::Text(text) if std::mem::take(&mut self.colon) => {
                let place = place.start.saturating_sub(1)..place.end;
                self.event(Event::Text(format!(":{text}").into()), place);
            }
            Event::Text(text) if self.begins() && is_program(&text) => self.program = true,
            Event::Text(text) if let Some(title) = box_title(&text) => {
                self.flush();
                self.copied_part(&text, title, &place);
                self.flush();
            }
            Event::Text(text) if is_directive(&text) => {}
            Event::Text(text) if self.indented => self.indented_text(&text, place),
            Event::Text(text) => self.text_with_tex(&text, place),
            Event::Code(text) => self.copied(&text, place),
            Event::InlineMath(tex) | Event::DisplayMath(tex) => {
                self.out().replace(&tex::tex(&tex).delivered(), place);
            }
            Event::SoftBreak => self.out().replace(" ", place),
            Event::HardBreak => self.break_line(),
            Event::InlineHtml(html) if html.starts_with("<br") => self.break_line(),
            _ => {}
        }
    }

    fn start(&mut self, tag: Tag, place: Range<usize>) {
        let role = match tag {
            Tag::Heading { .. } => Some(Role::Headline),
            Tag::Item => Some(Role::List),
            Tag::FootnoteDefinition(_) => Some(Role::Note),
            _ => None,
        };
        if let Some(role) = role {
            self.flush();
            self.roles.push(role);
        }
        match tag {
            Tag::Item => self.number(place),
            Tag::Table(_) => {
                self.flush();
                self.table = Some(Rows::default());
            }
            Tag::TableHead | Tag::TableRow => {
                let head = matches!(tag, Tag::TableHead);
                if let Some(rows) = &mut self.table {
                    rows.row();
                    if head {
                        rows.head();
                    }
                }
            }
            Tag::TableCell => {
                if let Some(rows) = &mut self.table {
                    rows.cell();
                }
            }
            Tag::CodeBlock(CodeBlockKind::Indented) => {
                self.flush();
                self.indented = true;
            }
            Tag::CodeBlock(_) | Tag::MetadataBlock(_) => self.silent += 1,
            // One tilde lowers, two cross out what is no longer meant.
            Tag::Strikethrough => {
                self.lowered(place);
                self.silent += 1;
            }
            Tag::Link { .. } => self.linked = true,
            Tag::DefinitionListTitle => self.flush(),
            Tag::DefinitionListDefinition => {
                self.flush();
                // :::tip, :smile: define nothing.
                self.colon = self.source.as_bytes().get(place.start + 1).is_some_and(|b| !b.is_ascii_whitespace());
            }
            Tag::Image { .. } => self.picture = Some(SourceMapBuilder::default()),
            Tag::HtmlBlock => {
                self.flush();
                self.page(place);
                self.silent += 1;
            }
            Tag::List(_) | Tag::BlockQuote(_) => self.flush(),
            _ => {}
        }
    }

    fn end(&mut self, tag: TagEnd) {
        match tag {
            TagEnd::Heading(_) | TagEnd::Item | TagEnd::FootnoteDefinition => {
                self.flush();
                self.roles.pop();
            }
            TagEnd::Paragraph => {
                self.program = false;
                self.flush();
            }
            TagEnd::DefinitionListTitle | TagEnd::DefinitionListDefinition => self.flush(),
            TagEnd::Link => self.linked = false,
            TagEnd::TableCell => {
                let cell = std::mem::take(&mut self.trace);
                if let Some(rows) = &mut self.table {
                    rows.paragraph(cell);
                }
            }
            TagEnd::Table => {
                for (row, role) in self.table.take().map(Rows::blocks).unwrap_or_default() {
                    self.push(row, role);
                }
            }
            TagEnd::CodeBlock if self.indented => {
                self.indented = false;
                self.flush();
            }
            TagEnd::Strikethrough | TagEnd::CodeBlock | TagEnd::MetadataBlock(_) | TagEnd::HtmlBlock => {
                self.silent = self.silent.saturating_sub(1)
            }
            TagEnd::Image => {
                // A badge leads elsewhere.
                let badge = self.linked && self.trace.text.trim().is_empty();
                let picture = self.picture.take().filter(|picture| !badge && !picture.text.trim().is_empty());
                // Within a paragraph it is a word of that.
                match picture {
                    Some(picture) if self.trace.text.is_empty() => self.push(picture, Some(Role::Caption)),
                    Some(picture) => self.trace.join("", picture),
                    None => {}
                }
            }
            _ => {}
        }
    }

    /// Whether a paragraph begins.
    fn begins(&self) -> bool {
        self.trace.text.is_empty() && self.lines.is_empty() && self.table.is_none() && self.picture.is_none()
    }

    /// The number of an item is read, a bullet is not.
    fn number(&mut self, place: Range<usize>) {
        let digits = self.source[place.clone()].bytes().take_while(u8::is_ascii_digit).count();
        if digits > 0
            && let Some(marker) = self.source.get(place.start..place.start + digits + 1)
        {
            self.trace.copy(marker, place.start);
            self.trace.replace(" ", place.start + digits + 1..place.start + digits + 1);
        }
    }

    fn out(&mut self) -> &mut SourceMapBuilder {
        self.picture.as_mut().unwrap_or(&mut self.trace)
    }

    /// Text with formulas between `\(` and `\)`, which are escapes to CommonMark.
    fn text_with_tex(&mut self, text: &str, place: Range<usize>) {
        let source = self.source;
        let written = source.get(place.clone()).unwrap_or("");
        let mut done = 0;
        while let Some((from, to)) = formula(written, done) {
            self.unescaped(&written[done..from], place.start + done);
            let line = tex::tex(&written[from + 2..to - 2]).delivered();
            self.out().replace(&line, place.start + from..place.start + to);
            done = to;
        }
        if done == 0 {
            return self.text(text, place);
        }
        self.unescaped(&written[done..], place.start + done);
    }

    /// Text as it is written, of which the escapes are taken away.
    fn unescaped(&mut self, written: &str, at: usize) {
        let mut from = 0;
        while let Some(n) = written[from..].find('\\') {
            self.text(&written[from..from + n], at + from..at + from + n);
            from += n + 1;
        }
        self.text(&written[from..], at + from..at + written.len());
    }

    /// Text with pandoc's raised (`^2^`), lowered (`~2~`) and marked (`==`) pieces.
    fn text(&mut self, text: &str, place: Range<usize>) {
        let mut done = 0;
        let is_sign = |b: &u8| matches!(b, b'^' | b'~' | b'=' | b'[' | b':' | b'{' | b'%');
        while let Some(n) = text.as_bytes()[done..].iter().position(is_sign) {
            let at = done + n;
            let sign = &text[at..at + 1];
            // The name of a picture letter, what a site's program puts in.
            if matches!(sign, ":" | "{" | "%") {
                let end = if sign == ":" { picture_letter(text, at) } else { insertion(text, at) };
                self.copied_part(text, done..end.map_or(at + 1, |_| at), &place);
                done = end.unwrap_or(at + 1);
                continue;
            }
            // The name of a place to link to: ^mo-dau
            let name = |rest: &str| !rest.is_empty() && rest.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
            if sign == "^" && text[..at].ends_with(' ') && name(&text[at + 1..]) {
                self.copied_part(text, done..at, &place);
                done = text.len();
                break;
            }
            // The kind of a box: [!warning]-
            if let Some(end) = box_kind(text, at) {
                self.copied_part(text, done..at, &place);
                done = end;
                continue;
            }
            // A source: [@phamluu2019, tr. 12]
            if text[at..].starts_with("[@") || text[at..].starts_with("[-@") {
                let end = text[at..].find(']').map_or(at + 1, |n| at + n + 1);
                self.copied_part(text, done..if end > at + 1 { at } else { end }, &place);
                done = end;
                continue;
            }
            // The box of a task that stands within a line.
            if sign == "[" {
                let task = ["[ ]", "[x]", "[X]"].iter().any(|task| text[at..].starts_with(task));
                let end = if task && text[..at].ends_with("- ") { at + 3 } else { at + 1 };
                self.copied_part(text, done..if end > at + 1 { at } else { end }, &place);
                done = end;
                continue;
            }
            if text[at..].starts_with("==") {
                self.copied_part(text, done..at, &place);
                done = at + 2;
                continue;
            }
            let end = text[at + 1..].find([' ', '^', '~', '\n']).filter(|end| *end > 0).map(|end| at + 1 + end);
            let Some(end) = end.filter(|end| sign != "=" && text[*end..].starts_with(sign)) else {
                self.copied_part(text, done..at + 1, &place);
                done = at + 1;
                continue;
            };
            self.copied_part(text, done..at, &place);
            let inner = &text[at + 1..end];
            let before = self.out().text.clone();
            let piece = match (sign, raised(&before, inner, false)) {
                ("~", _) => lowered(inner),
                (_, Raised::Text(text)) => text,
                (_, Raised::Mark) => String::new(),
            };
            let from = self.place_of(text, at, &place)..self.place_of(text, end, &place) + 1;
            if !piece.is_empty() {
                self.out().replace(&piece, from);
            }
            done = end + 1;
        }
        self.copied_part(text, done..text.len(), &place);
    }

    /// Says lowered text between single tildes, of which no event is said.
    fn lowered(&mut self, place: Range<usize>) {
        let written = self.source.get(place.clone()).unwrap_or("");
        let inner = written.strip_prefix('~').and_then(|rest| rest.strip_suffix('~'));
        if let Some(inner) = inner.filter(|inner| !inner.contains(['~', ' ', '\n']) && self.silent == 0) {
            self.out().replace(&lowered(inner), place);
        }
    }

    /// Where a byte of a text stands in the source.
    fn place_of(&self, text: &str, at: usize, place: &Range<usize>) -> usize {
        match self.written(text, place) {
            Some(n) => place.start + n + at,
            None => place.end,
        }
    }

    /// Where a text stands in the place that it is of.
    fn written(&self, text: &str, place: &Range<usize>) -> Option<usize> {
        let written = self.source.get(place.clone())?;
        if written.starts_with(text) { Some(0) } else { written.find(text) }
    }

    fn copied_part(&mut self, text: &str, part: Range<usize>, place: &Range<usize>) {
        if part.is_empty() {
            return;
        }
        match self.written(text, place) {
            Some(n) => {
                let at = place.start + n + part.start;
                self.out().copy(&text[part], at);
            }
            // An escape or entity is longer than what it stands for.
            None => {
                self.out().replace(&text[part], place.clone());
            }
        }
    }

    /// Code has its marks around it.
    fn copied(&mut self, text: &str, place: Range<usize>) {
        self.copied_part(text, 0..text.len(), &place);
    }

    /// Paragraphs whose first line, or every line, is indented are code to CommonMark only.
    fn indented_text(&mut self, text: &str, place: Range<usize>) {
        if text.trim().is_empty() {
            return self.flush();
        }
        let end = text.trim_end().len();
        self.copied_part(text, 0..end, &place);
        self.out().replace(" ", place.start + end..place.start + end);
    }

    /// A piece of a web page.
    fn page(&mut self, place: Range<usize>) {
        let Some(page) = self.source.get(place.clone()) else { return };
        // What is no page at all has no text.
        let blocks = html::page("", page, &mut html::Notes::default()).unwrap_or_default();
        for block in blocks {
            let start = block.start + place.start;
            let line = self.line_of(start);
            self.blocks.push(Block {
                text: Cow::Owned(block.text.into_owned()),
                start,
                line,
                anchors: block.anchors,
                role: block.role,
            });
        }
    }

    fn break_line(&mut self) {
        if self.table.is_some() || self.picture.is_some() {
            let at = self.trace.end();
            return self.trace.replace(" ", at..at);
        }
        if !self.trace.text.trim().is_empty() {
            self.lines.push(std::mem::take(&mut self.trace));
        }
    }

    fn flush(&mut self) {
        let mut all = std::mem::take(&mut self.lines);
        all.push(std::mem::take(&mut self.trace));
        let role = self.roles.last().copied();
        verse::paragraphs(all).into_iter().for_each(|paragraph| self.push(paragraph, role));
    }

    fn push(&mut self, whole: SourceMapBuilder, role: Option<Role>) {
        let start = whole.start();
        let mut whole = whole.finish();
        whole.text.truncate(whole.text.trim_end_matches([' ', ';']).len().max(whole.text.trim_end().len()));
        if whole.text.trim().is_empty() {
            return;
        }
        let (text, anchors, line) = (Cow::Owned(whole.text), whole.anchors, self.line_of(start));
        self.blocks.push(Block { text, start, anchors, line, role });
    }

    /// The line of a place; they come in order.
    fn line_of(&mut self, start: usize) -> usize {
        let (counted, line) = self.line;
        if let Some(between) = self.source.as_bytes().get(counted..start) {
            self.line = (start, line + memchr::memchr_iter(b'\n', between).count());
        }
        self.line.1
    }
}
