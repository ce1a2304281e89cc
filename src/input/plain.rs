//! Plain text: a paragraph a line, blank lines between as one likes.

use super::{Document, Origin, Role, Segment, furniture};
use crate::lexicon::Lexicon;
use crate::tidy::tidy;
use std::borrow::Cow;

/// Reads plain text.
pub(super) fn read<'d>(name: &str, text: &'d str, lexicon: &Lexicon) -> Document<'d> {
    let mut segments: Vec<Segment<'d>> = Vec::new();
    let mut offset = 0;
    for (n, line) in text.split('\n').enumerate() {
        let start = offset + (line.len() - line.trim_start().len());
        offset += line.len() + 1;
        let line = line.trim();
        if line.is_empty() {
            continue;
        }
        let tidied = tidy(line);
        let role = furniture::role(&tidied.text, lexicon);
        let mut text = tidied.text;
        if role == Some(Role::Caption) {
            // The bar that marks a caption is not part of it.
            let caption = text.trim_end_matches(['|', ' ']).len();
            match &mut text {
                Cow::Borrowed(text) => *text = &text[..caption],
                Cow::Owned(text) => text.truncate(caption),
            }
        }
        let origin = Origin { part: String::new(), start, line: n + 1, steps: tidied.steps };
        segments.push(Segment { text, origin, role: role.unwrap_or(Role::Body) });
    }
    // The first line is a headline if it looks like one and a text follows; the first text after it is the lead.
    let bodies = segments.iter().filter(|s| s.role == Role::Body).count();
    let mut body = segments.iter_mut().filter(|s| s.role == Role::Body);
    if let Some(first) = body.next() {
        let dateline = furniture::is_dateline(&first.text, lexicon);
        if dateline {
            first.role = Role::Lead;
        } else if bodies > 1 && furniture::is_headline(&first.text) {
            first.role = Role::Headline;
            if let Some(second) = body.next() {
                second.role = Role::Lead;
            }
        }
    }
    Document { name: name.to_owned(), segments }
}
