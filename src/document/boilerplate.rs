//! Newspaper furniture: which lines are headline, lead, byline, caption, label, and what a web page left behind.

use super::model::{Role, Segment};
use crate::lexicon::{Lexicon, Part};
use crate::text::letter::fold_eq;
use std::ops::Range;

/// A headline has no more characters.
const LONGEST_HEADLINE: usize = 160;

/// The first line of a document is a headline if it looks like one and a text follows; the first text after it is the lead.
/// A document that names its headlines itself only lacks the lead.
pub(super) fn headline_and_lead(segments: &mut [Segment], lexicon: &Lexicon) {
    let mut own = None;
    for (n, segment) in segments.iter().enumerate() {
        match segment.role {
            Role::Lead => return,
            Role::Headline => own = own.or(Some(n)),
            _ => {}
        }
    }
    if let Some(own) = own {
        // A headline above a text; what stands above the headline is no lead.
        if let Some(first) = segments[own..].iter_mut().find(|s| s.role == Role::Body) {
            first.role = Role::Lead;
        }
        return;
    }
    let several = segments.iter().filter(|s| s.role == Role::Body).nth(1).is_some();
    let mut body = segments.iter_mut().filter(|s| s.role == Role::Body);
    if let Some(first) = body.next() {
        if is_dateline(&first.text, lexicon) {
            first.role = Role::Lead;
        } else if several && is_headline(&first.text) {
            first.role = Role::Headline;
            if let Some(second) = body.next() {
                second.role = Role::Lead;
            }
        }
    }
}

/// An office under a letter has no more characters.
const LONGEST_OFFICE: usize = 80;

/// What a line is by itself; `None` if it is plain text.
pub(super) fn role(line: &str, lexicon: &Lexicon) -> Option<Role> {
    // How news sites mark related articles.
    if line.starts_with(">>") {
        return Some(Role::Boilerplate);
    }
    let known = lexicon.furniture(line);
    // Most lines begin with the word of a phrase at best.
    let begun = |phrase: &str| line.get(..phrase.len()).is_some_and(|head| fold_eq(head, phrase));
    if !known.iter().any(|(_, phrase)| begun(phrase)) {
        return line.ends_with('|').then_some(Role::Caption);
    }
    let is_whole = |part: Part| {
        let whole = line.trim_end_matches([':', '.', '…', ' ']);
        known.iter().any(|(p, phrase)| *p == part && fold_eq(phrase, whole))
    };
    // The phrase, then one of the marks.
    let begins = |part: Part, marks: &[char]| {
        known
            .iter()
            .any(|(p, phrase)| *p == part && begun(phrase) && line[phrase.len()..].trim_start().starts_with(marks))
    };
    match () {
        () if is_whole(Part::Boilerplate) => Some(Role::Boilerplate),
        () if begins(Part::Link, &[':']) => Some(Role::Boilerplate),
        () if begins(Part::Byline, &[':']) => Some(Role::Byline),
        () if is_whole(Part::Signature) || signs(known, line) => Some(Role::Signature),
        () if line.ends_with('|') || begins(Part::Caption, &[':', '.']) => Some(Role::Caption),
        () if is_whole(Part::Label) => Some(Role::Label),
        () => None,
    }
}

/// Whether an aside may be there.
pub(super) fn has_asides(text: &str, lexicon: &Lexicon) -> bool {
    /// Bytes that stay at hand while one phrase after the other is looked for.
    const AT_HAND: usize = 1 << 15;
    let bytes = text.as_bytes();
    let finders: Vec<_> =
        lexicon.asides().iter().map(|phrase| memchr::memmem::Finder::new(phrase.as_bytes())).collect();
    let longest = finders.iter().map(|finder| finder.needle().len()).max().unwrap_or(0);
    (0..bytes.len()).step_by(AT_HAND).any(|from| {
        let stretch = &bytes[from..bytes.len().min(from + AT_HAND + longest)];
        finders.iter().any(|finder| finder.find(stretch).is_some())
    })
}

/// The first aside in a paragraph, with the sign after it; it begins a sentence.
pub(super) fn aside(text: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let begins = |n: usize| text[..n].trim_end().chars().next_back().is_none_or(|c| ".:!?…”\")".contains(c));
    let found = lexicon.asides().iter().filter_map(|phrase| {
        let start = memchr::memmem::find_iter(text.as_bytes(), phrase).find(|&n| begins(n))?;
        let end = start + phrase.len();
        Some(start..end + usize::from(text[end..].starts_with([':', '.'])))
    });
    found.min_by_key(|place| place.start)
}

/// Whether nothing goes on with a line of wrapped text: it is a caption or a leaving as a whole.
pub(super) fn stands_alone(line: &str, lexicon: &Lexicon) -> bool {
    line.ends_with('|') || matches!(role(line, lexicon), Some(Role::Boilerplate | Role::Signature))
}

/// Whether a line of wrapped text begins something of its own. A section's name does not: a broken line may be one.
pub(super) fn begins(line: &str, lexicon: &Lexicon) -> bool {
    let own = matches!(role(line, lexicon), Some(Role::Boilerplate | Role::Byline | Role::Caption | Role::Signature));
    is_dateline(line, lexicon) || own && line.starts_with(char::is_uppercase)
}

/// Whether a line is of the block under a letter: an office in capitals after its sign (TM. CHÍNH PHỦ).
fn signs(known: &[(Part, Box<str>)], line: &str) -> bool {
    known.iter().any(|(part, phrase)| {
        let rest = line.strip_prefix(&**phrase).filter(|_| *part == Part::Signature);
        rest.is_some_and(|rest| {
            rest.starts_with(' ') && rest.chars().count() <= LONGEST_OFFICE && !rest.chars().any(char::is_lowercase)
        })
    })
}

/// Whether a line is signed by a newspaper at its start: `(VLO) Ngày…`.
fn is_dateline(line: &str, lexicon: &Lexicon) -> bool {
    line.strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .is_some_and(|(name, _)| lexicon.newspaper(name).is_some())
}

/// Whether the first line of a document looks like its headline: short, without a full stop.
fn is_headline(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADLINE && !line.ends_with(['.', ':', ';', ',', '…'])
}
