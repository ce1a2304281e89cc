//! Plain text: a paragraph a line, blank lines between as one likes; or lines that a page or a mail program has broken, which
//! are joined again.

use super::lines::{Line, block, lines};
use super::model::Reading;
use super::warning::Warning;
use super::wrap;
use crate::lexicon::Lexicon;

/// Reads plain text.
pub(super) fn read<'t>(text: &'t str, lexicon: &Lexicon) -> Reading<'t> {
    if wrap::is_wrapped(|| lines(text)) {
        let lines: Vec<Line> = lines(text).collect();
        let (blocks, joins) = wrap::paragraphs(&lines, lexicon);
        return (Box::new(blocks.into_iter()), vec![Warning::LinesJoined { joins }]);
    }
    (Box::new(lines(text).map(|line| block(&line))), Vec::new())
}
