//! Lines within a paragraph: those of a poem stay together, a sentence each; others are paragraphs of their own.

use super::source_map::SourceMapBuilder;

/// Lines of a verse have no more characters.
const LONGEST_VERSE: usize = 80;

/// The paragraphs that lines make; lines of a verse are parted by line feeds.
pub(super) fn paragraphs(lines: Vec<SourceMapBuilder>) -> Vec<SourceMapBuilder> {
    if !is_verse(&lines) {
        return lines;
    }
    let mut lines = lines.into_iter();
    let mut whole = lines.next().unwrap_or_default();
    lines.for_each(|line| whole.join("\n", line));
    vec![whole]
}

/// Whether lines are meant as lines: short, and most of them without a full stop.
fn is_verse(lines: &[SourceMapBuilder]) -> bool {
    let short = lines.iter().all(|line| line.text.chars().count() <= LONGEST_VERSE);
    let open = lines.iter().filter(|line| !line.text.trim_end().ends_with(['.', ':', ';', '?', '!', '”', '"'])).count();
    lines.len() > 1 && short && open * 2 >= lines.len()
}
