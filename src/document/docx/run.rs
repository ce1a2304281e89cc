//! A run of text: its font, whether it is hidden, raised or lowered.

use crate::document::encoding::fonts::Font;
use crate::document::script::{Raised, lowered, raised};
use crate::document::source_map::SourceMapBuilder;
use std::ops::Range;

/// What a run's properties say.
#[derive(Clone, Debug, Default)]
pub(super) struct Run {
    pub(super) hidden: bool,
    /// Crossed out: no longer meant.
    pub(super) struck: bool,
    pub(super) font: Option<Font>,
    /// 1 for raised, -1 for lowered text.
    pub(super) script: i8,
}

impl Run {
    /// Nothing of it is said.
    pub(super) fn is_silent(&self) -> bool {
        self.hidden || self.struck
    }
}

/// What `w:vertAlign` says.
pub(super) fn script(value: &str) -> i8 {
    i8::from(value == "superscript") - i8::from(value == "subscript")
}

/// Raised or lowered text that several runs may make.
#[derive(Debug, Default)]
pub(super) struct Script {
    text: SourceMapBuilder,
    kind: i8,
}

impl Script {
    /// Text of a run: to `trace`, or kept until it is whole.
    pub(super) fn write(
        &mut self,
        run: &Run,
        piece: &str,
        from: Range<usize>,
        trace: &mut SourceMapBuilder,
        vowel: &mut bool,
    ) {
        if run.script != self.kind {
            self.end(trace);
            self.kind = run.script;
        }
        let out = if run.script == 0 { trace } else { &mut self.text };
        let raw = piece.len() == from.len();
        let read = run.font.is_some_and(|font| {
            font.read(piece, vowel, |letter, start, end| {
                let place = if raw { from.start + start..from.start + end } else { from.clone() };
                out.replace(letter, place);
            })
        });
        if !read {
            out.replace(piece, from);
        }
    }

    /// No more of it comes.
    pub(super) fn end(&mut self, trace: &mut SourceMapBuilder) {
        let text = std::mem::take(&mut self.text);
        if text.text.trim().is_empty() {
            return;
        }
        let place = text.start()..text.end();
        let text = text.finish().text;
        if self.kind < 0 {
            trace.replace(&lowered(&text), place);
        } else if let Raised::Text(text) = raised(&trace.text, &text, false) {
            trace.replace(&text, place);
        }
    }
}
