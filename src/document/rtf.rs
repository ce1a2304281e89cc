//! Rich text (RTF 1.9): the text of its groups, with places. No crate reads it with offsets and code pages.

mod state;
mod word;

use super::model::Blocks;
use crate::error::Error;
use state::Reader;
use word::Word;

/// Groups within groups.
const DEEPEST: usize = 256;

/// Reads rich text. Its letters beyond ASCII are numbers, or bytes of its code page, which come as letters of Latin-1.
pub(super) fn read<'t>(file: &str, source: &'t str) -> Result<Blocks<'t>, Error> {
    let broken = |message: String| Error::Document { file: file.to_owned(), message };
    let bytes = source.as_bytes();
    let mut reader = Reader::new(source);
    let mut at = 0;
    while at < bytes.len() {
        match bytes[at] {
            b'{' => {
                if reader.depth() >= DEEPEST {
                    return Err(broken(format!("groups are nested more than {DEEPEST} deep")));
                }
                reader.open();
                at += 1;
            }
            b'}' => {
                if reader.depth() < 2 {
                    // Some programs end a file twice.
                    if source[at..].trim_end_matches(['}', '\0', '\r', '\n', ' ']).is_empty() {
                        return Ok(reader.finish());
                    }
                    return Err(broken("a broken RTF: more `}` than `{`".to_owned()));
                }
                reader.close(at);
                at += 1;
            }
            b'\r' | b'\n' => at += 1,
            b'\\' => {
                let word = Word::at(source, at);
                let place = at..word.end;
                at = reader.word(&word, place);
            }
            _ => {
                let end = memchr::memchr3(b'\\', b'{', b'}', &bytes[at..]).map_or(bytes.len(), |n| at + n);
                let line = memchr::memchr2(b'\r', b'\n', &bytes[at..end]).map_or(end, |n| at + n);
                reader.text(&source[at..line], at);
                at = line;
            }
        }
    }
    if reader.depth() > 1 {
        return Err(broken("a broken RTF: it ends in the middle: get the file again".to_owned()));
    }
    Ok(reader.finish())
}
