//! What all kinds of documents have in common: blocks become tidy segments with roles and origins in the file.

use super::encoding::{Decoded, Encoding, MOST_NAMED, detect, disguise};
use super::kind::Kind;
use super::model::{Block, Document, Role, Segment, Source};
use super::source_map::SourceMap;
use super::warning::Warning;
use super::{boilerplate, readers, speakers};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::text::letter::trimmed;
use crate::text::tidy::{tidy, untidy};
use std::borrow::Cow;
use std::ops::Range;

/// Asides that are looked for in a paragraph: each look is as long as what is left of it.
const MOST_ASIDES: usize = 32;

/// Reads the text of a file and finishes its blocks.
pub(super) fn file<'d>(name: &str, kind: Kind, decoded: Decoded<'d>, lexicon: &Lexicon) -> Result<Document<'d>, Error> {
    let Decoded { text, origin, encoding, mut warnings, stated } = decoded;
    let mut segments = Vec::new();
    let mut source = Source::default();
    let mut articles;
    // One look at the whole is far cheaper than one at each paragraph.
    let asides = boilerplate::Asides::of(lexicon);
    let may_have = kind != Kind::Plain || asides.may_be_in(&text);
    let mut hidden = Hidden::of(&text, encoding == Encoding::Utf8 && !stated);
    // Text of the file's own bytes is borrowed from them.
    match text {
        Cow::Borrowed(text) => {
            let (blocks, noticed, begins) = readers::blocks(kind, name, text, lexicon)?;
            warnings.extend(noticed);
            articles = begins;
            source = Source(text);
            let mut untidy = untidy(text);
            segments.extend(blocks.filter_map(|block| segment(hidden.uncover(block), &origin, &mut untidy, lexicon)));
        }
        Cow::Owned(text) => {
            let (blocks, noticed, begins) = readers::blocks(kind, name, &text, lexicon)?;
            warnings.extend(noticed);
            articles = begins;
            let mut untidy = untidy(&text);
            let own = |s: Segment| Segment { text: Cow::Owned(s.text.into_owned()), ..s };
            segments.extend(
                blocks.filter_map(|block| segment(hidden.uncover(block), &origin, &mut untidy, lexicon).map(own)),
            );
        }
    }
    warnings.extend(hidden.told());
    if may_have {
        segments = segments.into_iter().flat_map(|s| without_asides(s, &asides, lexicon)).collect();
    }
    articles.iter_mut().for_each(|begin| begin.at = origin.locate(begin.at as u32));
    Ok(Document { source, articles, ..document(name, kind, encoding, segments, warnings, lexicon) })
}

/// Finishes the blocks of an archive's parts.
#[cfg(feature = "documents")]
pub(super) fn archive(
    name: &str,
    kind: Kind,
    parts: Vec<super::model::Part>,
    lexicon: &Lexicon,
    forced: Option<Encoding>,
) -> Document<'static> {
    let mut segments = Vec::new();
    let mut warnings: Vec<Warning> = Vec::new();
    let text = |parts: &[super::model::Part]| {
        parts.iter().flat_map(|part| &part.blocks).map(|block| &*block.text).collect::<Vec<_>>().join("\n")
    };
    // An encoding that is named is that of the letters which no Vietnamese word has.
    let hidden_in = |parts: &[super::model::Part]| match forced {
        Some(encoding) if encoding != Encoding::Utf8 => Hidden { encoding: Some(encoding), ..Hidden::default() },
        _ => Hidden::of(&text(parts), forced.is_none()),
    };
    // A page has too few words to tell by itself.
    let mut whole = (kind == Kind::Pdf).then(|| hidden_in(&parts));
    for part in parts {
        let mut own = Hidden::default();
        let hidden = match &mut whole {
            Some(whole) => whole,
            None => {
                own = hidden_in(std::slice::from_ref(&part));
                &mut own
            }
        };
        let blocks = part.blocks.into_iter().map(|block| hidden.uncover(block));
        segments.extend(blocks.filter_map(|block| segment(block, &part.origin, &mut |_| true, lexicon)));
        warnings.extend(own.told());
        for warning in part.warnings {
            if !warnings.contains(&warning) {
                warnings.push(warning);
            }
        }
    }
    warnings.extend(whole.and_then(Hidden::told));
    document(name, kind, Encoding::Utf8, segments, warnings, lexicon)
}

/// An older encoding that some paragraphs of a text hide.
#[derive(Default)]
struct Hidden {
    encoding: Option<Encoding>,
    paragraphs: usize,
    lines: Vec<usize>,
}

impl Hidden {
    fn of(text: &str, may: bool) -> Hidden {
        Hidden { encoding: if may { disguise::hidden(text) } else { None }, ..Hidden::default() }
    }

    /// A block whose letters hide the encoding, as they are meant.
    fn uncover<'t>(&mut self, block: Block<'t>) -> Block<'t> {
        let Some(encoding) = self.encoding else { return block };
        let Some((text, anchors)) = disguise::uncovered(&block.text, encoding) else { return block };
        self.paragraphs += 1;
        if self.lines.len() < MOST_NAMED && !self.lines.contains(&block.line) {
            self.lines.push(block.line);
        }
        let lower = SourceMap { start: block.start, anchors: block.anchors, ..SourceMap::default() };
        let (start, anchors) = lower.through(0, &anchors, text.len());
        Block { text: Cow::Owned(text), start, anchors, ..block }
    }

    fn told(self) -> Option<Warning> {
        let Hidden { encoding, paragraphs, lines } = self;
        let encoding = encoding.filter(|_| paragraphs > 0)?;
        Some(Warning::HiddenEncoding { encoding, paragraphs, lines })
    }
}

fn document<'d>(
    name: &str,
    kind: Kind,
    encoding: Encoding,
    mut segments: Vec<Segment<'d>>,
    mut warnings: Vec<Warning>,
    lexicon: &Lexicon,
) -> Document<'d> {
    segments.retain(|segment| !boilerplate::is_separator(&segment.text));
    if !warnings.iter().any(|warning| matches!(warning, Warning::Lost { .. })) {
        let characters = detect::lost_letters(segments.iter().map(|segment| &*segment.text));
        warnings.extend((characters > 0).then_some(Warning::Lost { characters }));
    }
    if !matches!(kind, Kind::Epub | Kind::Subtitles) {
        boilerplate::signatures(&mut segments);
    }
    boilerplate::headings_of_tables(&mut segments);
    boilerplate::headline_and_lead(&mut segments, lexicon);
    keep_something(&mut segments);
    speakers::mark(&mut segments);
    Document {
        name: name.to_owned(),
        kind,
        encoding,
        segments,
        warnings,
        source: Source::default(),
        id: None,
        articles: Vec::new(),
    }
}

/// What no profile may leave out: a document of nothing but table rows, captions or a signature is that text.
fn keep_something(segments: &mut [Segment]) {
    let said = |role: Role| matches!(role, Role::Headline | Role::Lead | Role::Body | Role::List);
    if segments.iter().any(|segment| said(segment.role)) {
        return;
    }
    for segment in segments.iter_mut().filter(|segment| segment.role != Role::Boilerplate) {
        segment.role = Role::Body;
    }
    if let [only] = segments {
        only.role = Role::Body;
    }
}

/// A paragraph parted at its asides, which become leavings.
fn without_asides<'d>(segment: Segment<'d>, asides: &boilerplate::Asides, lexicon: &Lexicon) -> Vec<Segment<'d>> {
    if segment.role != Role::Body || !asides.may_be_in(&segment.text) {
        return vec![segment];
    }
    let mut parts = Vec::new();
    let mut done = 0;
    let mut push = |from: usize, to: usize, role: Role| {
        let piece = segment.text.get(from..to).unwrap_or("");
        let from = from + (piece.len() - piece.trim_start().len());
        if !piece.trim().is_empty() {
            let text = match &segment.text {
                Cow::Borrowed(text) => Cow::Borrowed(text[from..to].trim_end()),
                Cow::Owned(text) => Cow::Owned(text[from..to].trim_end().to_owned()),
            };
            parts.push(Segment { text, origin: segment.origin.from(from as u32), role, speaker: None });
        }
    };
    for _ in 0..MOST_ASIDES {
        let rest = &segment.text[done..];
        let Some(place) = boilerplate::aside(rest, lexicon) else { break };
        push(done, done + place.start, segment.role);
        push(done + place.start, done + place.end, Role::Boilerplate);
        done += place.end;
    }
    push(done, segment.text.len(), segment.role);
    parts
}

/// Tidies a block and finds its role; `None` if nothing is left of it. The file's origin leads from its text to its bytes,
/// and `untidy` knows whether a piece of its text may be untidy.
fn segment<'d>(
    block: Block<'d>,
    file: &SourceMap,
    untidy: &mut impl FnMut(Range<usize>) -> bool,
    lexicon: &Lexicon,
) -> Option<Segment<'d>> {
    let (text, upper) = match block.text {
        Cow::Borrowed(text) if block.anchors.is_empty() && !untidy(block.start..block.start + text.len()) => {
            (Cow::Borrowed(text), Vec::new())
        }
        Cow::Borrowed(text) => {
            let tidied = tidy(text);
            (tidied.text, tidied.anchors)
        }
        Cow::Owned(text) => {
            let tidied = tidy(&text);
            (Cow::Owned(tidied.text.into_owned()), tidied.anchors)
        }
    };
    let whole = text.len();
    let (start, anchors) = if upper.is_empty() && block.anchors.is_empty() && file.anchors.is_empty() {
        (file.start + block.start, Vec::new())
    } else {
        let block_origin = SourceMap { start: block.start, anchors: block.anchors, ..SourceMap::default() };
        let (start, anchors) = block_origin.through(0, &upper, whole);
        file.through(start, &anchors, whole)
    };
    let known = match block.role {
        None | Some(Role::Body | Role::List) => boilerplate::role(&text, lexicon),
        _ => None,
    };
    let role = known.or(block.role).unwrap_or(Role::Body);
    // Tidying may have uncovered white space; the bar that marks a caption is not part of it, nor the bullet of an item.
    let (mut from, mut inner) = trimmed(&text);
    let mut role = role;
    if let Some(item) = boilerplate::without_bullet(inner) {
        from += inner.len() - item.len();
        inner = item;
        role = if role == Role::Body { Role::List } else { role };
    }
    let bar = |c: char| c.is_whitespace() || c == '|';
    let inner = if role == Role::Caption { inner.trim_end_matches(bar) } else { inner };
    let to = from + inner.len();
    if from >= to {
        return None;
    }
    let origin = SourceMap { part: file.part.clone(), start, line: block.line, anchors };
    let origin = if from > 0 { origin.from(from as u32) } else { origin };
    let text = match text {
        Cow::Borrowed(text) => Cow::Borrowed(&text[from..to]),
        Cow::Owned(text) if from > 0 => Cow::Owned(text[from..to].to_owned()),
        Cow::Owned(mut text) => {
            text.truncate(to);
            Cow::Owned(text)
        }
    };
    Some(Segment { text, origin, role, speaker: None })
}
