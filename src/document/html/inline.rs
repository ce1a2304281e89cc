//! Text between tags: white space folded, entities decoded, marks of notes taken out.

use super::super::source_map::SourceMapBuilder;

/// An entity has no more bytes: `&CounterClockwiseContourIntegral;`.
const LONGEST_ENTITY: usize = 34;
/// The mark of a note in brackets has no more digits.
const LONGEST_MARK: usize = 3;

/// Appends text with its white space folded and its entities decoded.
pub(super) fn text(text: &str, at: usize, trace: &mut SourceMapBuilder) {
    pieces(text, at, trace, false);
}

/// The same without the marks of notes: `[4]`, `*`, `†` that cling to a word.
pub(super) fn without_marks(text: &str, at: usize, trace: &mut SourceMapBuilder) {
    pieces(text, at, trace, true);
}

fn pieces(text: &str, at: usize, trace: &mut SourceMapBuilder, marks: bool) {
    let mut n = 0;
    while n < text.len() {
        let rest = &text[n..];
        let space = rest.len() - rest.trim_start_matches([' ', '\t', '\n', '\r', '\u{c}']).len();
        if space > 0 {
            if !trace.text.is_empty() && !trace.text.ends_with([' ', '\n']) {
                trace.replace(" ", at + n..at + n + space);
            }
            n += space;
            continue;
        }
        if marks && let Some(length) = mark(rest, &trace.text) {
            n += length;
            continue;
        }
        if rest.starts_with('&')
            && let Some((decoded, length)) = entity(rest)
        {
            trace.replace(&decoded, at + n..at + n + length);
            n += length;
            continue;
        }
        let end = plain_length(rest.as_bytes(), marks);
        trace.copy(&rest[..end], at + n);
        n += end;
    }
}

/// How much of a text that does not begin with a blank stands as it is written: blanks between words, but for single spaces,
/// entities and marks do not.
fn plain_length(text: &[u8], marks: bool) -> usize {
    let blank = |byte: Option<&u8>| byte.is_none_or(|b| matches!(b, b' ' | b'\t' | b'\n' | b'\r' | 0xC));
    let stops = |n: usize| match text[n] {
        b' ' => blank(text.get(n + 1)),
        b'\t' | b'\n' | b'\r' | 0xC | b'&' => true,
        b'[' | b'*' => marks,
        // † and ‡
        0xE2 => marks && matches!(text[n..], [_, 0x80, 0xA0 | 0xA1, ..]),
        _ => false,
    };
    (1..text.len()).find(|&n| stops(n)).unwrap_or(text.len())
}

fn entity(rest: &str) -> Option<(String, usize)> {
    // Another `&` before the semicolon begins another one.
    let end = rest.bytes().take(LONGEST_ENTITY).skip(1).position(|b| matches!(b, b';' | b'&')).map(|n| n + 1)?;
    if rest.as_bytes()[end] != b';' {
        return None;
    }
    let length = end + 1;
    let decoded = html_escape::decode_html_entities(rest.get(..length)?);
    (decoded != rest[..length]).then(|| (decoded.into_owned(), length))
}

/// How long the mark of a note is that stands here, after a word; `None` if there is none.
fn mark(rest: &str, before: &str) -> Option<usize> {
    let clings = before.ends_with(|c: char| c.is_alphanumeric() || ".,;:!?)”\"’…".contains(c));
    match rest.chars().next()? {
        '[' if clings => {
            let digits = rest[1..].bytes().take_while(u8::is_ascii_digit).take(LONGEST_MARK).count();
            (digits > 0 && rest[1 + digits..].starts_with(']')).then_some(digits + 2)
        }
        '*' if clings && before.ends_with(char::is_alphabetic) => {
            let after = rest[1..].chars().next();
            after.is_none_or(|c| c.is_whitespace() || ",.;:!?)".contains(c)).then_some(1)
        }
        c @ ('†' | '‡') => Some(c.len_utf8()),
        _ => None,
    }
}
