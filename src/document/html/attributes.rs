//! The attributes of tags.

use std::ops::Range;

/// The attributes of a tag, found once for all that ask for some.
pub(super) struct Attributes<'t>(Vec<(&'t str, &'t str)>);

impl<'t> Attributes<'t> {
    pub(super) fn of(tag: &'t str) -> Attributes<'t> {
        let mut all = Vec::new();
        each(tag, |name, value| {
            all.extend(tag.get(name).zip(tag.get(value)));
            false
        });
        Attributes(all)
    }

    /// A value as it is written; of an attribute without one it is empty.
    pub(super) fn get(&self, name: &str) -> Option<&'t str> {
        self.0.iter().find(|(own, _)| own.eq_ignore_ascii_case(name)).map(|(_, value)| *value)
    }

    /// Whether one of the words of an attribute is one of these.
    pub(super) fn has_word(&self, name: &str, words: &[&str]) -> bool {
        self.get(name).is_some_and(|value| is_among(value, words))
    }
}

fn is_among(value: &str, words: &[&str]) -> bool {
    value.split_ascii_whitespace().any(|w| words.iter().any(|word| w.eq_ignore_ascii_case(word)))
}

/// The place of an attribute's value in a tag, by its name in small letters; an attribute without a value has an empty one.
pub(super) fn value_place(tag: &str, name: &str) -> Option<Range<usize>> {
    let mut found = None;
    each(tag, |own, value| {
        let same = tag.as_bytes()[own].eq_ignore_ascii_case(name.as_bytes());
        found = same.then_some(value);
        same
    });
    found
}

/// Shows the places of the names and values of a tag until one is taken.
fn each(tag: &str, mut take: impl FnMut(Range<usize>, Range<usize>) -> bool) -> Option<()> {
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
        if take(found, value) {
            return Some(());
        }
    }
}

/// An attribute's value as it is written.
pub(super) fn attribute<'t>(tag: &'t str, name: &str) -> Option<&'t str> {
    value_place(tag, name).and_then(|place| tag.get(place))
}

/// Whether one of the words of an attribute is one of these.
pub(super) fn has_word(tag: &str, name: &str, words: &[&str]) -> bool {
    attribute(tag, name).is_some_and(|value| is_among(value, words))
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
