//! Tables: which only lay out a page, and what is said of the others.

use super::super::rows::{announcement, is_of_one_kind};
use super::scan::{Token, VOID};

/// Tokens of a table that are looked at.
const SKETCH: usize = 20_000;
/// A cell of so much text is no cell of data.
const LONG_CELL: usize = 400;

/// A table that is open.
#[derive(Debug, Default)]
pub(super) struct Table {
    /// Its cells are parts of the page.
    pub(super) layout: bool,
    pub(super) headers: Vec<String>,
    /// What is said before its first text, and whether that has come.
    announcement: Option<String>,
    announced: bool,
    /// Its first row holds no number and the others do.
    told: bool,
    /// The cells of the row so far, and how many of them are headers.
    pub(super) cells: Vec<usize>,
    pub(super) heads: usize,
}

impl Table {
    /// Looks at a table from its tag on.
    pub(super) fn of(tokens: &[Token]) -> Table {
        let (mut depth, mut columns, mut widest, mut cell, mut longest) = (0usize, 0usize, 0usize, 0usize, 0usize);
        let (mut heads, mut nested, mut told, mut rows, mut pictured) = (false, false, true, 0usize, false);
        let mut second: Vec<&str> = Vec::new();
        for token in tokens.iter().take(SKETCH) {
            match token {
                Token::Open(name, ..) if name == "img" => pictured = true,
                Token::Open(name, _, closed) if !closed && !VOID.contains(&name.as_str()) => match name.as_str() {
                    "table" => {
                        depth += 1;
                        nested |= depth > 1;
                    }
                    "tr" if depth == 1 => {
                        columns = 0;
                        rows += 1;
                    }
                    "td" | "th" if depth == 1 => {
                        heads |= name == "th";
                        columns += 1;
                        widest = widest.max(columns);
                        cell = 0;
                    }
                    _ => {}
                },
                Token::Close(name) if name == "table" => {
                    depth = depth.saturating_sub(1);
                    if depth == 0 {
                        break;
                    }
                }
                Token::Text(text, _) => {
                    if cell == 0 && !text.trim().is_empty() {
                        let number = text.trim().starts_with(|c: char| c.is_ascii_digit() || matches!(c, '-' | '+'));
                        told &= if rows == 1 { !number } else { number || columns < 2 };
                        second.extend(Some(*text).filter(|_| rows > 1 && columns == 2));
                    }
                    cell += text.trim().chars().count();
                    longest = longest.max(cell);
                }
                _ => {}
            }
        }
        let layout = !heads && (nested || longest >= LONG_CELL || widest <= 1 && !pictured);
        let told = told && rows > 1 && (widest > 2 || is_of_one_kind(&second));
        let announcement = announcement(widest, rows, heads || told).filter(|_| !layout);
        Table { layout, told, announcement, ..Table::default() }
    }

    /// A row begins.
    pub(super) fn row(&mut self) {
        self.cells.clear();
        self.heads = 0;
    }

    /// A cell begins where the row has so many bytes; what is said before it: the header of its column, but for the first.
    pub(super) fn cell(&mut self, at: usize, head: bool) -> Option<String> {
        self.announced |= at > 0;
        self.cells.push(at);
        self.heads += usize::from(head);
        if let Some(told) = self.announcement.as_ref().filter(|_| !self.announced) {
            return Some(told.clone());
        }
        let header = self.headers.get(self.cells.len() - 1).filter(|h| !h.is_empty())?;
        (!head && self.cells.len() > 1).then(|| format!("{header}: "))
    }

    /// A row has ended; its cells are the headers of the next ones if all are headers.
    pub(super) fn end_row(&mut self, text: &str, in_head: bool) {
        self.announced |= !text.trim().is_empty();
        let told = self.announcement.as_deref().unwrap_or("\0");
        let all = self.cells.len();
        if !self.headers.is_empty() || all < 2 || !(self.heads == all || in_head || std::mem::take(&mut self.told)) {
            return;
        }
        let ends = self.cells.iter().skip(1).copied().chain([text.len()]);
        self.headers = self
            .cells
            .iter()
            .zip(ends)
            .map(|(&from, to)| text.get(from..to).unwrap_or(""))
            .map(|cell| cell.trim_start_matches(told).trim_matches([' ', ';']).to_owned())
            .collect();
    }
}
