//! Where in a YAML file something stands that is wrong.

/// Line and column, from 1, of a word under a key of the top level; of the key if the word is not to be seen.
pub fn place(yaml: &str, key: &str, word: &str) -> (usize, usize) {
    let mut found = None;
    for (n, line) in yaml.lines().enumerate() {
        let begins = line.strip_prefix(key).is_some_and(|rest| rest.trim_start().starts_with(':'));
        let from = match found {
            None if begins => {
                found = Some((n + 1, 1));
                key.len() + 1
            }
            // The next key of the top level ends the search.
            Some(_) if line.starts_with(|c: char| !c.is_whitespace() && !matches!(c, '#' | '-' | '}' | ']')) => break,
            Some(_) => 0,
            None => continue,
        };
        if let Some(at) = word_in(line, from, word) {
            return (n + 1, line[..at].chars().count() + 1);
        }
    }
    found.unwrap_or((1, 1))
}

/// Line and column, from 1, of the second place where a spelling or a pattern is written: `write: X`.
pub fn second_place(yaml: &str, spelling: &str) -> Option<(usize, usize)> {
    let patterns = places(yaml, "pattern:", |rest| rest.find(spelling)).nth(1);
    patterns.or_else(|| places(yaml, "write:", |rest| word_in(rest, 0, spelling)).nth(1))
}

/// Line and column, from 1, of a pattern, or of the key of one that is written in another way.
pub fn pattern_place(yaml: &str, pattern: &str) -> Option<(usize, usize)> {
    let found = places(yaml, "pattern:", |rest| rest.find(pattern)).last();
    found.or_else(|| places(yaml, "pattern:", |_| Some(0)).last())
}

/// Line and column, from 1, of what is found in lines after a key.
fn places<'y>(
    yaml: &'y str,
    key: &'y str,
    find: impl Fn(&str) -> Option<usize> + 'y,
) -> impl Iterator<Item = (usize, usize)> + 'y {
    yaml.lines().enumerate().filter_map(move |(n, line)| {
        let from = line.find(key)? + key.len();
        let at = from + find(&line[from..])?;
        Some((n + 1, line[..at].chars().count() + 1))
    })
}

/// Where a word stands in a line by itself, not as a part of another one.
fn word_in(line: &str, from: usize, word: &str) -> Option<usize> {
    let part = |c: char| c.is_alphanumeric() || matches!(c, '_' | '-' | ':');
    let rest = line.get(from..).filter(|_| !word.is_empty())?;
    rest.match_indices(word).map(|(n, _)| from + n).find(|&at| {
        let after = line[at + word.len()..].trim_start_matches(':');
        !line[..at].ends_with(part) && !after.starts_with(part)
    })
}
