//! Subtitles: SubRip and WebVTT. A cue is a block; what a sentence needs is often two, so cues that end within one are joined.

use super::lines::{Line, lines};
use super::model::{Block, Blocks};
use super::source_map::SourceMapBuilder;
use std::borrow::Cow;

/// A cue that ends within a sentence is joined with at most so many more.
const MOST_JOINED: usize = 12;

/// Reads subtitles.
pub(super) fn read(source: &str) -> Blocks<'_> {
    let all: Vec<Line> = lines(source).collect();
    let mut blocks = Vec::new();
    let mut trace = SourceMapBuilder::default();
    let (mut line, mut joined) = (0, 0);
    let mut flush = |trace: &mut SourceMapBuilder, line: &mut usize| {
        let whole = std::mem::take(trace);
        let start = whole.start();
        let whole = whole.finish();
        if !whole.text.trim().is_empty() {
            let (text, anchors) = (Cow::Owned(whole.text), whole.anchors);
            blocks.push(Block { text, start, anchors, line: *line, role: None });
        }
        *line = 0;
    };
    // Before the first times stand the head of WebVTT and the number of the first cue.
    let mut inside = false;
    for (n, this) in all.iter().enumerate() {
        if this.text.contains(" --> ") {
            inside = true;
            let ended = trace.text.trim_end().ends_with(['.', '!', '?', '…', '”', '"', ':']);
            joined += 1;
            if ended || joined > MOST_JOINED {
                flush(&mut trace, &mut line);
                joined = 0;
            }
            continue;
        }
        let before_times = all.get(n + 1).is_some_and(|next| next.text.contains(" --> "));
        if this.after_blank && !before_times {
            // A note or style of WebVTT.
            inside = inside && !["NOTE", "STYLE", "REGION"].iter().any(|word| this.text.starts_with(word));
        }
        if !inside || before_times && this.after_blank {
            continue;
        }
        if line == 0 {
            line = this.number;
        }
        if !trace.text.is_empty() {
            trace.replace(" ", trace.end()..this.start);
        }
        without_tags(this, &mut trace);
    }
    flush(&mut trace, &mut line);
    Blocks { blocks, warnings: Vec::new() }
}

/// `<i>`, `<v Lan>`, `{\an8}` are no text.
fn without_tags(line: &Line, trace: &mut SourceMapBuilder) {
    let mut at = 0;
    // Whether a tag that is opened may still be closed: where one was not, no later one is.
    let (mut angles, mut braces) = (true, true);
    while at < line.text.len() {
        let rest = &line.text[at..];
        let close = match rest.as_bytes()[0] {
            b'<' if angles => {
                let close = rest.find('>');
                angles = close.is_some();
                close
            }
            b'{' if braces && rest.starts_with("{\\") => {
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
        let end = rest.char_indices().skip(1).find(|(_, c)| matches!(c, '<' | '{')).map_or(rest.len(), |(n, _)| n);
        trace.copy(&rest[..end], line.start + at);
        at += end;
    }
}
