//! What is kept of an element as long as it is open.

use crate::document::encoding::fonts::Font;
use crate::document::model::Role;
use crate::document::source_map::SourceMapBuilder;

/// An element that is open.
pub(super) struct Open<'s> {
    pub(super) name: &'s str,
    pub(super) silent: bool,
    /// It is one of those around an article.
    pub(super) around: bool,
    pub(super) role: Option<Role>,
    pub(super) dropcap: bool,
    /// Where the news comes from: the text goes on behind it.
    pub(super) place: bool,
    /// Its line ends are shown.
    pub(super) lined: bool,
    /// A ruby of which what stands beside is said.
    pub(super) beside: bool,
    /// Where an `a` leads to in its own document.
    pub(super) target: Option<&'s str>,
    /// A font of before Unicode, and whether text is raised (1) or lowered (-1).
    pub(super) font: Option<Font>,
    pub(super) script: i8,
    /// The paragraph that it stands in waits for its end.
    pub(super) holds: bool,
}

/// Raised or lowered text that is open.
pub(super) struct Script<'s> {
    /// How many elements are open around it.
    pub(super) depth: usize,
    pub(super) raised: bool,
    pub(super) text: SourceMapBuilder,
    /// Where it leads to in its own document.
    pub(super) target: Option<&'s str>,
}
