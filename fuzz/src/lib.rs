//! What the targets share.

#[path = "../../tests/laws/mod.rs"]
mod laws;

pub use laws::hold;

/// The first byte, which chooses among ways to make a document of the others.
pub fn choice(data: &[u8]) -> (u8, &[u8]) {
    data.split_first().map_or((0, data), |(first, rest)| (*first, rest))
}

/// Bytes between two pieces of markup.
pub fn between(before: &str, bytes: &[u8], after: &str) -> Vec<u8> {
    [before.as_bytes(), bytes, after.as_bytes()].concat()
}

/// YAML knows more line breaks than Rust does.
pub fn lines(yaml: &str) -> usize {
    yaml.chars().filter(|c| matches!(c, '\n' | '\r' | '\u{85}' | '\u{2028}' | '\u{2029}')).count() + 1
}
