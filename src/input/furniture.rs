//! Newspaper furniture: which lines are headline, lead, byline, caption, label, and what a web page left behind.

use super::Role;
use crate::letter::fold_eq;
use crate::lexicon::Lexicon;

/// A headline has no more characters.
const LONGEST_HEADLINE: usize = 160;

/// What a line is by itself; `None` if it is plain text.
pub(super) fn role(line: &str, lexicon: &Lexicon) -> Option<Role> {
    let furniture = lexicon.furniture();
    let whole = line.trim_end_matches([':', '.', '…', ' ']);
    if furniture.leavings.iter().any(|l| fold_eq(l, whole)) {
        return Some(Role::Leaving);
    }
    let begins = |phrase: &String| {
        let head = line.get(..phrase.len()).is_some_and(|head| fold_eq(head, phrase));
        head.then(|| line[phrase.len()..].trim_start())
    };
    if furniture.bylines.iter().filter_map(begins).any(|rest| rest.starts_with(':')) {
        return Some(Role::Byline);
    }
    if line.ends_with('|') || furniture.captions.iter().filter_map(begins).any(|rest| rest.starts_with([':', '.'])) {
        return Some(Role::Caption);
    }
    furniture.labels.iter().any(|l| fold_eq(l, whole)).then_some(Role::Label)
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
