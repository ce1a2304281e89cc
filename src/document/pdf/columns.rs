//! Columns that the library has not told apart, as on a last page that fills little of its second one: where the others
//! have one line beside another, it has.

use pdf_inspector::types::{TextItem, TextLine};

/// Lines in either column by which a document tells that it has two.
const LEAST_LINES: usize = 5;
/// How exactly lines of a column begin at the same place, in points.
const NEAR: f32 = 3.0;

/// The lines of all pages, those of two columns one after the other.
pub(super) fn parted(lines: Vec<TextLine>) -> Vec<TextLine> {
    let Some(second) = second_column(&lines) else { return lines };
    let mut out = Vec::with_capacity(lines.len());
    for page in lines.chunk_by(|a, b| a.page == b.page) {
        if page.iter().filter(|line| is_double(line, second)).nth(1).is_none() {
            out.extend_from_slice(page);
            continue;
        }
        let (mut left, mut right) = (Vec::new(), Vec::new());
        for line in page {
            if is_double(line, second) {
                let (before, after) = line.items.iter().cloned().partition(|item| item.x < second - NEAR);
                left.push(TextLine { items: before, ..line.clone() });
                right.push(TextLine { items: after, ..line.clone() });
            } else if begin(line) >= second - NEAR {
                right.push(line.clone());
            } else if end(line) <= second {
                left.push(line.clone());
            } else {
                // A heading over both.
                out.append(&mut left);
                out.append(&mut right);
                out.push(line.clone());
            }
        }
        out.append(&mut left);
        out.append(&mut right);
    }
    out
}

/// Where the second column begins: where most lines do that begin in the right half of what is written.
fn second_column(lines: &[TextLine]) -> Option<f32> {
    let least = lines.iter().map(begin).fold(f32::MAX, f32::min);
    let most = lines.iter().map(end).fold(f32::MIN, f32::max);
    let middle = (least + most) / 2.0;
    let mut begins: Vec<f32> = lines.iter().map(begin).filter(|x| *x > middle - 2.0 * NEAR && *x < most).collect();
    begins.sort_unstable_by(f32::total_cmp);
    let second = *begins.get(begins.len() / 2)?;
    let right = begins.iter().filter(|x| (**x - second).abs() < NEAR).count();
    let left = lines.iter().filter(|line| begin(line) < middle - 2.0 * NEAR && end(line) < second).count();
    (right >= LEAST_LINES && left >= LEAST_LINES).then_some(second)
}

/// Whether a line is one of either column, side by side.
fn is_double(line: &TextLine, second: f32) -> bool {
    let begins = line.items.iter().any(|item| (item.x - second).abs() < NEAR);
    let across = |item: &TextItem| item.x < second - NEAR && item.x + item.width > second;
    begins && begin(line) < second - NEAR && !line.items.iter().any(across)
}

fn begin(line: &TextLine) -> f32 {
    line.items.iter().map(|item| item.x).fold(f32::MAX, f32::min)
}

fn end(line: &TextLine) -> f32 {
    line.items.iter().map(|item| item.x + item.width).fold(f32::MIN, f32::max)
}
