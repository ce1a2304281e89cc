//! The lines of cues, whatever they are written in.

use crate::document::lines::{Line, lines};
use crate::document::source_map::{SourceMap, SourceMapBuilder};
use std::ops::Range;

/// A line that is shown, without its mark-up.
pub(super) struct Said {
    pub(super) text: Text,
    /// The same, trimmed, to be compared.
    pub(super) bare: String,
    pub(super) number: usize,
    /// Whose voice it is, if that is marked: `<v Lan>`.
    pub(super) voice: Option<String>,
    /// It is the first line of its cue.
    pub(super) begins: bool,
    /// Its cue follows the one before without a pause.
    pub(super) touches: bool,
}

/// Text with its places, of which parts can be taken.
#[derive(Clone, Default)]
pub(super) struct Text {
    pub(super) text: String,
    origin: SourceMap,
}

impl Text {
    pub(super) fn part(&self, place: Range<usize>) -> Text {
        let mut origin = self.origin.from(place.start as u32);
        let length = place.len() as u32;
        origin.anchors.retain(|&(text, _)| text <= length);
        Text { text: self.text[place].to_owned(), origin }
    }
}

impl From<SourceMapBuilder> for Text {
    fn from(trace: SourceMapBuilder) -> Text {
        let start = trace.start();
        let trace = trace.finish();
        Text { text: trace.text, origin: SourceMap { start, anchors: trace.anchors, ..SourceMap::default() } }
    }
}

impl From<Text> for SourceMapBuilder {
    fn from(text: Text) -> SourceMapBuilder {
        let end = text.origin.locate_end(text.text.len() as u32);
        SourceMapBuilder::of(text.text, text.origin.start, text.origin.anchors, end)
    }
}

/// How cues are written.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Format {
    /// Lines after a line of times: SubRip, WebVTT, SBV.
    Times,
    SubStation,
    MicroDvd,
    Lyrics,
}

/// All lines that are shown, in order.
pub(super) fn cues(source: &str) -> Vec<Said> {
    let all: Vec<Line> = lines(source).collect();
    let format = match all.iter().find(|line| !line.text.is_empty()).map(|line| line.text) {
        Some(first) if first.starts_with("[Script Info]") => Format::SubStation,
        Some(first) if first.starts_with('{') => Format::MicroDvd,
        Some(first) if first.starts_with('[') => Format::Lyrics,
        _ => Format::Times,
    };
    let mut said = Vec::new();
    match format {
        Format::Times => timed(&all, &mut said),
        Format::SubStation => all.iter().for_each(|line| sub_station(line, &mut said)),
        Format::MicroDvd | Format::Lyrics => all.iter().for_each(|line| headed(line, format, &mut said)),
    }
    said
}

/// Whether a line says from when until when a cue is shown.
fn is_times(line: &str) -> bool {
    let times = line.split_once("-->").or_else(|| line.split_once(',').filter(|(a, b)| is_time(a) && is_time(b)));
    times.is_some_and(|(from, to)| is_time(from.trim()) && is_time(to.split_whitespace().next().unwrap_or("")))
}

/// Cues that follow each other so soon, in milliseconds, touch.
const TOUCHING: u64 = 100;

/// From when until when a cue is shown, in milliseconds.
fn times(line: &str) -> Option<(u64, u64)> {
    is_times(line).then_some(())?;
    let (from, to) = line.split_once("-->").or_else(|| line.split_once(','))?;
    let time = |text: &str| {
        let mut fields = text.trim().split([':', '.', ',']).rev();
        // `5`, `50` and `500` after the point are the same.
        let thousandths: u64 = format!("{:0<3.3}", fields.next()?).parse().ok()?;
        let mut unit = 1000;
        fields.take(3).try_fold(thousandths, |all, field| {
            let field: u64 = field.parse().ok()?;
            let all = all.saturating_add(field.saturating_mul(unit));
            unit *= 60;
            Some(all)
        })
    };
    let (from, to) = (time(from), time(to.split_whitespace().next().unwrap_or("")));
    Some((from.unwrap_or(0), to.unwrap_or(0)))
}

fn is_time(text: &str) -> bool {
    let text = text.trim();
    text.contains(':') && text.len() >= 5 && text.bytes().all(|b| b.is_ascii_digit() || matches!(b, b':' | b'.' | b','))
}

fn timed(all: &[Line], said: &mut Vec<Said>) {
    // Before the first times stand the head of WebVTT and the number of the first cue.
    let (mut inside, mut begins) = (false, false);
    let (mut last, mut touches) = (None, false);
    for (n, this) in all.iter().enumerate() {
        if let Some((from, to)) = times(this.text) {
            (inside, begins) = (true, true);
            touches = last.is_some_and(|last: u64| from <= last.saturating_add(TOUCHING));
            last = Some(to);
            continue;
        }
        let before_times = all.get(n + 1).is_some_and(|next| is_times(next.text));
        let number = this.text.bytes().all(|b| b.is_ascii_digit());
        if before_times && (number || this.after_blank) {
            continue;
        }
        if this.after_blank && ["NOTE", "STYLE", "REGION"].iter().any(|word| this.text.starts_with(word)) {
            inside = false;
        }
        if inside {
            let known = said.len();
            push(this, this.start..this.start + this.text.len(), this.text, begins, said);
            if let Some(said) = said.get_mut(known) {
                (said.touches, begins) = (touches, false);
            }
        }
    }
}

/// `Dialogue: 0,0:00:01.00,0:00:03.00,Default,MC Lan,0,0,0,,{\an8}Chào`: the text is what comes last.
fn sub_station(line: &Line, said: &mut Vec<Said>) {
    const FIELDS: usize = 9;
    let Some(fields) = line.text.strip_prefix("Dialogue:") else { return };
    let Some((comma, _)) = fields.match_indices(',').nth(FIELDS - 1) else { return };
    let text = &fields[comma + 1..];
    if text.contains("{\\p") && !text.contains("{\\pos") {
        // A drawing.
        return;
    }
    let from = line.start + line.text.len() - text.len();
    push(line, from..from + text.len(), text, true, said);
}

/// `{0}{25}text|text`, `[00:12.00]text`, `[0][25]/text`.
fn headed(line: &Line, format: Format, said: &mut Vec<Said>) {
    let (open, close) = if format == Format::Lyrics { ('[', ']') } else { ('{', '}') };
    let mut text = line.text;
    let mut timed = false;
    while let Some((head, rest)) = text.strip_prefix(open).and_then(|rest| rest.split_once(close)) {
        timed |= head.starts_with(|c: char| c.is_ascii_digit());
        if format == Format::Lyrics && !head.starts_with(|c: char| c.is_ascii_digit()) {
            break;
        }
        text = rest;
    }
    // Slanting letters, where times are tenths of a second.
    text = text.strip_prefix('/').unwrap_or(text);
    // The first line of MicroDVD may tell how many pictures a second has.
    let rate = format == Format::MicroDvd && said.is_empty() && text.parse::<f32>().is_ok();
    if timed && !rate {
        let from = line.start + line.text.len() - text.len();
        push(line, from..from + text.len(), text, true, said);
    }
}

fn push(line: &Line, place: Range<usize>, text: &str, begins: bool, said: &mut Vec<Said>) {
    let mut trace = SourceMapBuilder::default();
    without_tags(text, place.start, &mut trace);
    let voice = voice(text);
    let text = Text::from(trace);
    let bare = text.text.trim().to_owned();
    if !bare.is_empty() {
        said.push(Said { text, bare, number: line.number, voice, begins, touches: false });
    }
}

/// The speaker of `<v Lan>` and `<v.loud Lan>`.
fn voice(text: &str) -> Option<String> {
    let tag = text.trim_start().strip_prefix("<v")?.split_once('>')?.0;
    let (classes, name) = tag.split_once(' ')?;
    (classes.is_empty() || classes.starts_with('.')).then(|| name.trim().to_owned())
}

/// `<i>`, `<v Lan>`, `{\an8}` are no text; `\N` and `|` end a line, `&amp;` is an entity.
fn without_tags(text: &str, start: usize, trace: &mut SourceMapBuilder) {
    let mut at = 0;
    // Whether a tag that is opened may still be closed: where one was not, no later one is.
    let (mut angles, mut braces) = (true, true);
    while at < text.len() {
        let rest = &text[at..];
        let close = match rest.as_bytes()[0] {
            b'<' if angles && rest[1..].starts_with(|c: char| c.is_ascii_alphanumeric() || c == '/') => {
                let close = rest.find('>');
                angles = close.is_some();
                close
            }
            b'{' if braces => {
                let close = rest.find('}');
                braces = close.is_some();
                close
            }
            _ => None,
        };
        if let Some(close) = close {
            at += close + 1;
            continue;
        }
        let (piece, length) = match rest.as_bytes() {
            [b'\\', b'N' | b'n' | b'h', ..] => (Some(" ".to_owned()), 2),
            [b'|', ..] => (Some(" ".to_owned()), 1),
            [b'&', ..] => entity(rest),
            _ => (None, 0),
        };
        if let Some(piece) = piece {
            trace.replace(&piece, start + at..start + at + length);
            at += length;
            continue;
        }
        let end = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '<' | '{' | '\\' | '|' | '&'));
        let end = end.map_or(rest.len(), |(n, _)| n);
        trace.copy(&rest[..end], start + at);
        at += end;
    }
}

fn entity(rest: &str) -> (Option<String>, usize) {
    const LONGEST: usize = 12;
    let Some(end) = rest.bytes().take(LONGEST).position(|b| b == b';') else { return (None, 0) };
    let decoded = html_escape::decode_html_entities(&rest[..end + 1]);
    if decoded == rest[..end + 1] { (None, 0) } else { (Some(decoded.into_owned()), end + 1) }
}
