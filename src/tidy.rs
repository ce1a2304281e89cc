//! Tidying: what looks the same is made the same, and every change keeps its place.
//!
//! Combining marks are composed (engines misread NFD), no-break, thin and other odd spaces become spaces, zero-width
//! characters, soft hyphens and control characters go, and Ð typed for Đ becomes Đ. Quotes and dashes stay as they are:
//! classes know all of them.

use std::borrow::Cow;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::is_combining_mark;

/// Tidy text, and where it differs from what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tidied<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Places after which the two run in step again: `(offset in the tidy text, offset in the original)`, sorted. Empty
    /// where nothing was changed.
    pub steps: Vec<(u32, u32)>,
}

/// Tidies a text. Borrows it if there is nothing to do.
///
/// ```
/// use loidoc::tidy::tidy;
/// assert_eq!(tidy("Tie\u{302}\u{301}ng\u{a0}Vie\u{323}\u{302}t").text, "Tiếng Việt");
/// assert_eq!(tidy("Ðồng\u{ad} Tháp\u{200b}").text, "Đồng Tháp");
/// ```
pub fn tidy(text: &str) -> Tidied<'_> {
    let Some(first) = first_untidy(text) else { return Tidied { text: Cow::Borrowed(text), steps: Vec::new() } };
    let mut out = String::with_capacity(text.len());
    let mut steps = Vec::new();
    out.push_str(&text[..first]);
    let mut at = first;
    while let Some(c) = text[at..].chars().next() {
        let mut end = at + c.len_utf8();
        // A base with combining marks is composed as one.
        while let Some(mark) = text[end..].chars().next().filter(|&m| is_mark(m)) {
            end += mark.len_utf8();
        }
        let piece = &text[at..end];
        let written = out.len();
        if end > at + c.len_utf8() || is_mark(c) {
            out.extend(piece.nfc());
        } else if let Some(replacement) = replacement(c) {
            out.push_str(replacement);
        } else {
            out.push(c);
            at = end;
            continue;
        }
        if out[written..] != *piece {
            steps.push((out.len() as u32, end as u32));
        }
        at = end;
    }
    Tidied { text: Cow::Owned(out), steps }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c)
}

/// What a single character becomes; `None` if it stays.
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{1680}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => " ",
        '\u{ad}' | '\u{200b}'..='\u{200f}' | '\u{202a}'..='\u{202e}' | '\u{2060}'..='\u{2064}' | '\u{feff}' => "",
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' => "",
        'Ð' => "Đ",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        // Digits and signs of other alphabets that look like ours.
        '０'..='９' => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][c as usize - '０' as usize],
        '％' => "%",
        '／' => "/",
        '：' => ":",
        '，' => ",",
        '．' => ".",
        '（' => "(",
        '）' => ")",
        _ => return None,
    })
}

/// Where the first character stands that tidying changes; the scan is one pass over bytes.
fn first_untidy(text: &str) -> Option<usize> {
    let bytes = text.as_bytes();
    let mut from = 0;
    while from < bytes.len() {
        // A block without a suspicious byte is passed over at once.
        let to = (from + 64).min(bytes.len());
        if !bytes[from..to].iter().fold(false, |any, &b| any | suspicious(b)) {
            from = to;
            continue;
        }
        for at in from..to {
            if suspicious(bytes[at]) && text.is_char_boundary(at) {
                let c = text[at..].chars().next()?;
                if is_mark(c) {
                    // The base before it belongs to it.
                    return Some(text[..at].char_indices().next_back().map_or(0, |(n, _)| n));
                }
                if replacement(c).is_some() {
                    return Some(at);
                }
            }
        }
        from = to;
    }
    None
}

/// First bytes of characters that tidying may change.
#[inline]
fn suspicious(byte: u8) -> bool {
    (byte < 0x20 && byte != b'\n' && byte != b'\t' && byte != b'\r')
        | (byte == 0x7F)
        | matches!(byte, 0xC2 | 0xCC | 0xCD | 0xE2 | 0xE3 | 0xEF)
        | (byte == 0xC3)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(tidy("Ngày 18/10, “Đà Nẵng” – Huế…").text, Cow::Borrowed(_)));
    }

    #[test]
    fn steps_lead_back() {
        let original = "a\u{a0}e\u{302}\u{301}z";
        let tidied = tidy(original);
        assert_eq!(tidied.text, "a ếz");
        assert_eq!(tidied.steps, [(2, 3), (5, 8)]);
    }
}
