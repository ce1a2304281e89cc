//! Which element each tag and text of a page stands in, and the attributes of tags.

use super::scan::{DEEPEST, LOOSE, Token, VOID};
use std::ops::Range;

/// No element is around.
pub(super) const NONE: usize = usize::MAX;

/// For each token the number of the open tag around it.
pub(super) struct Tree {
    pub(super) parents: Vec<usize>,
}

impl Tree {
    pub(super) fn of(tokens: &[Token]) -> Tree {
        let mut open: Vec<(usize, &str)> = Vec::new();
        let mut parents = Vec::with_capacity(tokens.len());
        for (n, token) in tokens.iter().enumerate() {
            if let Token::Open(name, ..) = token
                && LOOSE.contains(&name.as_str())
                && open.last().is_some_and(|(_, last)| last == name)
            {
                // The end tag of the one before may be missing.
                open.pop();
            }
            parents.push(open.last().map_or(NONE, |(n, _)| *n));
            match token {
                Token::Open(name, _, closed)
                    if !closed && !VOID.contains(&name.as_str()) && open.len() < 2 * DEEPEST =>
                {
                    open.push((n, name));
                }
                Token::Close(name) => {
                    if let Some(at) = open.iter().rposition(|(_, open)| open == name) {
                        open.truncate(at);
                    }
                }
                _ => {}
            }
        }
        Tree { parents }
    }

    /// The elements around a token, from the inside out.
    pub(super) fn around(&self, n: usize) -> impl Iterator<Item = usize> + '_ {
        let next = |n: usize| Some(n).filter(|n| *n != NONE);
        std::iter::successors(next(self.parents[n]), move |&n| next(self.parents[n]))
    }
}

/// The place of an attribute's value in a tag, by its name in small letters; an attribute without a value has an empty one.
pub(super) fn value_place(tag: &str, name: &str) -> Option<Range<usize>> {
    let bytes = tag.as_bytes();
    let mut at = bytes.iter().position(|b| b.is_ascii_whitespace() || *b == b'/')?;
    loop {
        at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace() || **b == b'/').count();
        let length = bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace() && !b"=>/".contains(b)).count();
        let found = at..at + length;
        at += length;
        let blank = bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
        let mut value = at..at;
        if bytes.get(at + blank) == Some(&b'=') {
            at += blank + 1;
            at += bytes[at..].iter().take_while(|b| b.is_ascii_whitespace()).count();
            value = match bytes.get(at) {
                Some(&quote @ (b'"' | b'\'')) => {
                    let end = memchr::memchr(quote, &bytes[at + 1..])? + at + 1;
                    at + 1..end
                }
                _ => {
                    let end = at + bytes[at..].iter().take_while(|b| !b.is_ascii_whitespace() && **b != b'>').count();
                    at..end
                }
            };
            at = (value.end + usize::from(value.end < bytes.len() && matches!(bytes[value.end], b'"' | b'\''))).max(at);
        } else if length == 0 {
            return None;
        }
        if bytes[found.clone()].eq_ignore_ascii_case(name.as_bytes()) {
            return Some(value);
        }
    }
}

/// An attribute's value as it is written.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    value_place(tag, name).and_then(|place| tag.get(place))
}

/// Whether one of the words of an attribute is one of these.
pub(super) fn has_word(tag: &str, name: &str, words: &[&str]) -> bool {
    attribute(tag, name).is_some_and(|value| {
        value.split_ascii_whitespace().any(|w| words.iter().any(|word| w.eq_ignore_ascii_case(word)))
    })
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn attributes_are_found_however_they_are_written() {
        let tag = "<img  ALT='nút \"Lưu\"' data-x hidden src=a.png width = \"3\"/>";
        assert_eq!(attribute(tag, "alt"), Some("nút \"Lưu\""));
        assert_eq!(attribute(tag, "hidden"), Some(""));
        assert_eq!(attribute(tag, "src"), Some("a.png"));
        assert_eq!(attribute(tag, "width"), Some("3"));
        assert_eq!(attribute(tag, "height"), None);
        assert_eq!(attribute("<p>", "class"), None);
        assert_eq!(attribute("<p class=\"open", "class"), None);
    }
}
