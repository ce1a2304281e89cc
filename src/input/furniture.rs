//! Newspaper furniture: which lines are headline, lead, byline, caption, label, and what a web page left behind.

use super::Role;
use crate::letter::fold_eq;
use crate::lexicon::{Lexicon, Part};

/// A headline has no more characters.
const LONGEST_HEADLINE: usize = 160;

/// What a line is by itself; `None` if it is plain text.
pub(super) fn role(line: &str, lexicon: &Lexicon) -> Option<Role> {
    let known = lexicon.furniture(line);
    if known.is_empty() {
        return line.ends_with('|').then_some(Role::Caption);
    }
    let is_whole = |part: Part| {
        let whole = line.trim_end_matches([':', '.', '…', ' ']);
        known.iter().any(|(p, phrase)| *p == part && fold_eq(phrase, whole))
    };
    // The phrase, then one of the marks.
    let begins = |part: Part, marks: &[char]| {
        known.iter().any(|(p, phrase)| {
            let head = line.get(..phrase.len()).filter(|_| *p == part);
            head.is_some_and(|head| fold_eq(head, phrase)) && line[phrase.len()..].trim_start().starts_with(marks)
        })
    };
    match () {
        () if is_whole(Part::Leaving) => Some(Role::Leaving),
        () if begins(Part::Byline, &[':']) => Some(Role::Byline),
        () if line.ends_with('|') || begins(Part::Caption, &[':', '.']) => Some(Role::Caption),
        () if is_whole(Part::Label) => Some(Role::Label),
        () => None,
    }
}

/// Whether a line is signed by a newspaper at its start: `(VLO) Ngày…`.
pub(super) fn is_dateline(line: &str, lexicon: &Lexicon) -> bool {
    line.strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .is_some_and(|(name, _)| lexicon.newspaper(name).is_some())
}

/// Whether the first line of a document looks like its headline: short, without a full stop.
pub(super) fn is_headline(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADLINE && !line.ends_with(['.', ':', ';', ',', '…'])
}
