//! A caller's own patterns: `pattern: 'HĐ-(\d+)'`, `read: hợp đồng số {1}`.
//!
//! In: the patterns of a lexicon, compiled once. Out: the places of a text where one matches whole words, in order and
//! never one over the other. Matching takes time in proportion to the text (the crate `regex` has no backtracking), and
//! a pattern that would need more room than [`LARGEST`] is refused.

use crate::data::layer::Pair;
use regex::{Captures, Regex, RegexBuilder, RegexSet, RegexSetBuilder};

/// No lexicon has more patterns.
pub const MOST_PATTERNS: usize = 256;

/// No pattern is longer, in bytes.
pub const LONGEST_PATTERN: usize = 400;

/// No compiled pattern is larger, in bytes: `\p{L}{1000}` is.
pub const LARGEST: usize = 1 << 20;

/// Patterns, ready to be looked for.
#[derive(Clone, Debug)]
pub(crate) struct Patterns {
    /// Tells which of them match anywhere: mostly none.
    set: RegexSet,
    each: Vec<Pattern>,
}

#[derive(Clone, Debug)]
struct Pattern {
    regex: Regex,
    read: Vec<Part>,
}

/// What a pattern says, part by part.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    /// Words.
    Words(String),
    /// What a group matched, read as if it stood by itself.
    Group(usize),
    /// What a group matched, letter by letter and digit by digit.
    Letters(usize),
}

/// A place where a pattern matches.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) struct PatternMatch {
    pub start: usize,
    pub end: usize,
    pattern: usize,
}

/// Why a pattern was refused.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) struct PatternError {
    /// The pattern as it was written.
    pub pattern: String,
    /// What is wrong and how to mend it.
    pub message: String,
}

impl Patterns {
    /// Compiles the patterns of a layer; nothing if there are none.
    pub(super) fn compile(pairs: &[Pair]) -> Result<Option<Patterns>, PatternError> {
        let Some(last) = pairs.last() else { return Ok(None) };
        let refused = |pattern: &str, message: String| PatternError { pattern: pattern.to_owned(), message };
        if pairs.len() > MOST_PATTERNS {
            let message = format!("{} patterns: {MOST_PATTERNS} at most are looked for", pairs.len());
            return Err(refused(&last.write, message));
        }
        let mut each = Vec::with_capacity(pairs.len());
        for Pair { write, read } in pairs {
            each.push(Pattern::compile(write, read).map_err(|message| refused(write, message))?);
        }
        let set = RegexSetBuilder::new(each.iter().map(|pattern| pattern.regex.as_str()));
        let set = { set }.size_limit(LARGEST * 16).build();
        let set = set.map_err(|error| refused(&last.write, format!("all patterns together: {error}")))?;
        Ok(Some(Patterns { set, each }))
    }

    /// Where they match, in order, none over another: what begins first, then what is longest, then what was given last.
    pub(crate) fn find(&self, text: &str) -> Vec<PatternMatch> {
        let mut found = Vec::new();
        for n in &self.set.matches(text) {
            let places = self.each[n].regex.find_iter(text).filter(|m| !m.is_empty() && !m.as_str().contains('\n'));
            found.extend(places.map(|m| PatternMatch { start: m.start(), end: m.end(), pattern: n }));
        }
        found.sort_unstable_by_key(|m| (m.start, usize::MAX - m.end, usize::MAX - m.pattern));
        let mut end = 0;
        found.retain(|m| {
            let free = m.start >= end;
            if free {
                end = m.end;
            }
            free
        });
        found
    }

    /// What is said for a place: the parts in order, with what each group matched.
    pub(crate) fn parts<'p, 't>(
        &'p self,
        text: &'t str,
        found: PatternMatch,
    ) -> impl Iterator<Item = (&'p Part, &'t str)> {
        let pattern = &self.each[found.pattern];
        let captures: Option<Captures<'t>> = pattern.regex.captures_at(text, found.start);
        pattern.read.iter().map(move |part| {
            let group = match part {
                Part::Words(_) => None,
                Part::Group(n) | Part::Letters(n) => captures.as_ref().and_then(|groups| groups.get(*n)),
            };
            (part, group.map_or("", |group| group.as_str()))
        })
    }
}

impl Pattern {
    fn compile(pattern: &str, read: &str) -> Result<Pattern, String> {
        if pattern.len() > LONGEST_PATTERN {
            return Err(format!("the pattern has {} bytes: {LONGEST_PATTERN} at most", pattern.len()));
        }
        // Parsed by itself first, so that a bracket too many is an error of the pattern.
        let alone = RegexBuilder::new(pattern).size_limit(LARGEST).build().map_err(|error| in_a_line(&error))?;
        if alone.is_match("") {
            return Err("the pattern matches where nothing stands: write what must be there".to_owned());
        }
        // Whole words only, so that a pattern never says a part of one.
        let anchored = format!(r"\b{{start-half}}(?:{pattern})\b{{end-half}}");
        let regex = RegexBuilder::new(&anchored).size_limit(LARGEST).build().map_err(|error| in_a_line(&error))?;
        Ok(Pattern { read: parts(read, alone.captures_len() - 1)?, regex })
    }
}

/// What the crate says of a pattern, in one line.
fn in_a_line(error: &regex::Error) -> String {
    let text = error.to_string();
    let last = text.lines().rev().find(|line| !line.trim().is_empty()).unwrap_or_default();
    format!("not a pattern: {}", last.trim().trim_start_matches("error: "))
}

/// The parts of what is said: `hợp đồng {1} ký hiệu {2:letters}`.
fn parts(read: &str, groups: usize) -> Result<Vec<Part>, String> {
    let mut parts = Vec::new();
    let mut rest = read;
    while let Some((words, after)) = rest.split_once('{') {
        let Some((name, after)) = after.split_once('}') else {
            return Err(format!("`{{` without `}}` in `{read}`"));
        };
        let (number, letters) = name.strip_suffix(":letters").map_or((name, false), |number| (number, true));
        let group = number.parse::<usize>().ok().filter(|n| (1..=groups).contains(n));
        let Some(group) = group else {
            return Err(format!(
                "`{{{name}}}` is no part of the pattern: it has {groups}, written {{1}} or {{1:letters}}"
            ));
        };
        if !words.trim().is_empty() {
            parts.push(Part::Words(words.trim().to_owned()));
        }
        parts.push(if letters { Part::Letters(group) } else { Part::Group(group) });
        rest = after;
    }
    if rest.contains('}') {
        return Err(format!("`}}` without `{{` in `{read}`"));
    }
    if !rest.trim().is_empty() {
        parts.push(Part::Words(rest.trim().to_owned()));
    }
    Ok(parts)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn compiled(pairs: &[(&str, &str)]) -> Result<Option<Patterns>, PatternError> {
        let pairs: Vec<Pair> = pairs.iter().map(|(w, r)| Pair { write: (*w).into(), read: (*r).into() }).collect();
        Patterns::compile(&pairs)
    }

    #[test]
    fn matches_are_whole_words_and_never_overlap() {
        let patterns = compiled(&[(r"HĐ-(\d+)", "a {1}"), (r"HĐ-(\d+)/(\d+)", "b {1} {2}"), ("Đ-1", "c")]);
        let patterns = patterns.expect("right").expect("some");
        let text = "HĐ-12 và HĐ-7/25, THĐ-3, HĐ-4a, Đ-1.";
        let found: Vec<&str> = patterns.find(text).iter().map(|m| &text[m.start..m.end]).collect();
        assert_eq!(found, ["HĐ-12", "HĐ-7/25", "Đ-1"]);
        let second = patterns.find(text)[1];
        let said: Vec<_> = patterns.parts(text, second).map(|(_, group)| group).collect();
        assert_eq!(said, ["", "7", "25"]);
    }

    #[test]
    fn what_is_wrong_is_told() {
        for (pattern, read, told) in [
            ("HĐ-(", "a", "unclosed group"),
            (r"\d*", "a", "nothing stands"),
            (r"(\d+)", "số {2}", "no part of the pattern"),
            (r"(\d+)", "số {1", "without `}`"),
            (r"(\d+)", "số 1}", "without `{`"),
            (r"\p{L}{4000}", "a", "size limit"),
        ] {
            let error = compiled(&[(pattern, read)]).expect_err(pattern);
            assert!(error.message.contains(told), "{pattern}: {}", error.message);
        }
        let many: Vec<(&str, &str)> = vec![("a", "b"); MOST_PATTERNS + 1];
        assert!(compiled(&many).expect_err("too many").message.contains("256 at most"));
        assert!(compiled(&[]).expect("right").is_none());
    }
}
