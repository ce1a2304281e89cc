//! What the targets share.

#[path = "../../tests/laws/mod.rs"]
mod laws;

pub use laws::hold;

use std::io::{Cursor, Write};
use zip::write::SimpleFileOptions;

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

/// An archive of parts, unpacked.
pub fn zip(parts: &[(&str, &[u8])]) -> Vec<u8> {
    let mut zip = ::zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, bytes) in parts {
        zip.start_file(*name, SimpleFileOptions::default().compression_method(::zip::CompressionMethod::Stored))
            .expect("a part");
        zip.write_all(bytes).expect("memory takes it");
    }
    zip.finish().expect("memory takes it").into_inner()
}
