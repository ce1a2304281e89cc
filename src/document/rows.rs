//! Tables: those that only lay out a page are its paragraphs; of the others a row is said with the headers of its columns.

use super::model::Role;
use super::source_map::SourceMapBuilder;
use crate::registry::words::documents as words;

/// A cell of so much text is no cell of data.
const LONG_CELL: usize = 400;

/// What is said before a table: how large it is. A single row or column is no table to a listener.
pub(super) fn announcement(columns: usize, rows: usize, headed: bool) -> Option<String> {
    let data = rows.saturating_sub(usize::from(headed));
    let said = || format!("{} {columns} {}, {data} {}: ", words::TABLE, words::COLUMNS, words::ROWS);
    (columns > 1 && rows > 1).then(said)
}

/// Whether a line is drawn with signs, as under the name of an office; a single dash is a value.
pub(super) fn is_rule(line: &str) -> bool {
    let line = line.trim();
    line.len() >= 3 && line.bytes().all(|b| matches!(b, b'-' | b'_' | b'='))
}

/// Whether the numbers of a column count the same, in one unit; else each has its own name in the column before.
pub(super) fn is_of_one_kind(cells: &[impl AsRef<str>]) -> bool {
    let unit = |cell: &str| {
        let number = |c: char| c.is_ascii_digit() || c.is_whitespace() || ".,/-+:–".contains(c);
        cell.trim_start_matches(number).trim_end().to_lowercase()
    };
    match cells {
        [] => false,
        // A number without a unit means nothing by itself.
        [only] => unit(only.as_ref()).is_empty(),
        _ => cells.windows(2).all(|pair| unit(pair[0].as_ref()) == unit(pair[1].as_ref())),
    }
}

/// A table that is being read.
#[derive(Default)]
pub(super) struct Rows {
    rows: Vec<Row>,
}

#[derive(Default)]
struct Row {
    head: bool,
    /// The paragraphs of each cell.
    cells: Vec<Vec<SourceMapBuilder>>,
}

impl Rows {
    pub(super) fn row(&mut self) {
        self.rows.push(Row::default());
    }

    /// The row is one of headers.
    pub(super) fn head(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.head = true;
        }
    }

    pub(super) fn cell(&mut self) {
        if let Some(row) = self.rows.last_mut() {
            row.cells.push(Vec::new());
        }
    }

    pub(super) fn paragraph(&mut self, trace: SourceMapBuilder) {
        if let Some(cell) = self.rows.last_mut().and_then(|row| row.cells.last_mut())
            && !trace.text.trim().is_empty()
            && !is_rule(&trace.text)
        {
            cell.push(trace);
        }
    }

    /// What is said of it.
    pub(super) fn blocks(self) -> Vec<(SourceMapBuilder, Option<Role>)> {
        let length = |cell: &Vec<SourceMapBuilder>| cell.iter().map(|p| p.text.chars().count()).sum::<usize>();
        let columns = self.rows.iter().map(|row| row.cells.len()).max().unwrap_or(0);
        let longest = self.rows.iter().flat_map(|row| &row.cells).map(length).max().unwrap_or(0);
        if longest >= LONG_CELL || columns <= 1 {
            return self.rows.into_iter().flat_map(|row| row.cells.into_iter().flatten()).map(|p| (p, None)).collect();
        }
        let headers = self.headers();
        let mut said = Vec::new();
        let mut announced = announcement(columns, self.rows.len(), headers.is_some());
        for (n, row) in self.rows.into_iter().enumerate() {
            let headers = headers.as_ref().filter(|_| n > 0 && row.cells.len() > 1);
            let mut whole = SourceMapBuilder::default();
            for (column, cell) in row.cells.into_iter().enumerate() {
                // The first cell names its row, unless it is a number.
                let bare = column == 0 && !cell.iter().any(|p| p.text.starts_with(|c: char| c.is_ascii_digit()));
                let header = headers.and_then(|h| h.get(column)).filter(|h| !bare && !h.is_empty());
                for (n, paragraph) in cell.into_iter().enumerate() {
                    let between = if n > 0 { " " } else { "; " };
                    if whole.text.is_empty() {
                        if let Some(header) = header {
                            whole.replace(&format!("{header}:"), paragraph.start()..paragraph.start());
                            whole.join(" ", paragraph);
                        } else {
                            whole = paragraph;
                        }
                        continue;
                    }
                    match header.filter(|_| n == 0) {
                        Some(header) => whole.join(&format!("; {header}: "), paragraph),
                        None => whole.join(between, paragraph),
                    }
                }
            }
            if !whole.text.is_empty() {
                if let Some(told) = announced.take() {
                    let mut row = SourceMapBuilder::default();
                    row.replace(&told, whole.start()..whole.start());
                    row.join("", whole);
                    whole = row;
                }
                said.push((whole, Some(Role::Row)));
            }
        }
        said
    }

    /// The first row's words, if it is one of headers: it says so, or it holds no number and the others do.
    fn headers(&self) -> Option<Vec<String>> {
        let words = |cell: &Vec<SourceMapBuilder>| cell.iter().map(|p| p.text.trim()).collect::<Vec<_>>().join(" ");
        let number =
            |cell: &Vec<SourceMapBuilder>| words(cell).starts_with(|c: char| c.is_ascii_digit() || "-+".contains(c));
        let (first, rest) = self.rows.split_first()?;
        let told = first.cells.iter().all(|cell| !cell.is_empty() && !number(cell))
            && rest.iter().all(|row| row.cells.iter().skip(1).any(number))
            && (first.cells.len() > 2
                || is_of_one_kind(&rest.iter().filter_map(|row| row.cells.get(1)).map(words).collect::<Vec<_>>()));
        (first.cells.len() > 1 && !rest.is_empty() && (first.head || told))
            .then(|| first.cells.iter().map(words).collect())
    }
}
