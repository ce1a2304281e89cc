//! A paragraph as it is put together.

use crate::document::docx::numbering::Level;
use crate::document::docx::run::{Run, Script};
use crate::document::encoding::fonts::Font;
use crate::document::model::{Block, Role};
use crate::document::source_map::SourceMapBuilder;

/// A paragraph that is being read.
#[derive(Default)]
pub(super) struct Paragraph {
    pub(super) lines: Vec<SourceMapBuilder>,
    pub(super) trace: SourceMapBuilder,
    pub(super) role: Option<Role>,
    pub(super) list: Option<Level>,
    pub(super) run: Run,
    pub(super) script: Script,
    /// The run's own properties, before those of its style.
    pub(super) font: Option<Option<Font>>,
    pub(super) style_font: Option<Font>,
    pub(super) hidden: bool,
    pub(super) struck: bool,
    pub(super) vowel: bool,
    /// Its number has been written.
    pub(super) begun: bool,
    /// A large first letter.
    pub(super) dropcap: bool,
    /// Its end was deleted: the next paragraph goes on with it.
    pub(super) goes_on: bool,
    pub(super) contents: bool,
    pub(super) captions: Vec<SourceMapBuilder>,
    /// What stands in its text boxes.
    pub(super) boxes: Vec<Block<'static>>,
}

impl Paragraph {
    /// Something has been written that is said.
    pub(super) fn has_text(&self) -> bool {
        !(self.lines.is_empty() && self.trace.text.trim().is_empty())
    }

    /// Among its runs, after its properties.
    pub(super) fn begun_run(&mut self) {
        self.font = Some(self.run.font);
    }
}
