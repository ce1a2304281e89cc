//! Tidying: what looks the same is made the same, and every change keeps its place.
//!
//! Combining marks are composed (engines misread NFD), no-break, thin and other odd spaces become spaces, zero-width
//! characters, soft hyphens and control characters go, and Ð typed for Đ becomes Đ. Quotes and dashes stay as they are:
//! classes know all of them.

use crate::letter::{char_at, char_before};
use crate::scan::{Block, Places, Window, eq, within};
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
    let mut places = Places::new(text, untidy_places);
    let mut out = String::new();
    let mut steps = Vec::new();
    // Everything before `done` has been written.
    let mut done = 0;
    while let Some(place) = places.next_from(done) {
        let Some(c) = char_at(text, place) else { continue };
        // A base with combining marks is composed as one.
        let mut start = place;
        if is_mark(c) {
            let base = char_before(text, place).filter(|base| !base.is_control());
            start = base.map_or(place, |base| place - base.len_utf8()).max(done);
        } else if replacement(c).is_none() {
            continue;
        }
        let mut end = place + c.len_utf8();
        while let Some(mark) = char_at(text, end).filter(|&m| is_mark(m)) {
            end += mark.len_utf8();
        }
        let piece = &text[start..end];
        out.push_str(&text[done..start]);
        let written = out.len();
        match replacement(c) {
            Some(replacement) if end == place + c.len_utf8() => out.push_str(replacement),
            _ => out.extend(piece.nfc()),
        }
        if out[written..] != *piece {
            // The first character stands for the whole piece, others are at its end: no place leads into a letter.
            let inner = out[written..].char_indices().skip(1).map(|(n, _)| written + n);
            steps.extend(inner.chain([out.len()]).map(|n| (n as u32, end as u32)));
        }
        done = end;
    }
    if done == 0 {
        return Tidied { text: Cow::Borrowed(text), steps };
    }
    out.push_str(&text[done..]);
    Tidied { text: Cow::Owned(out), steps }
}

fn is_mark(c: char) -> bool {
    !c.is_ascii() && is_combining_mark(c) && replacement(c).is_none()
}

/// What a single character becomes; `None` if it stays.
fn replacement(c: char) -> Option<&'static str> {
    Some(match c {
        '\u{a0}' | '\u{2000}'..='\u{200a}' | '\u{202f}' | '\u{205f}' | '\u{3000}' => " ",
        '\u{b}' | '\u{c}' | '\u{85}' | '\u{2028}' | '\u{2029}' => " ",
        '\u{ad}'
        | '\u{200b}'..='\u{200f}'
        | '\u{202a}'..='\u{202e}'
        | '\u{2060}'..='\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}' => "",
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

/// First bytes of characters that tidying may change, asked for as cheaply as can be: the loop looks again. Ð is the
/// only letter of the lead byte C3 among them, and that lead is too common to be looked at each time.
#[inline]
fn untidy_places(window: &Window) -> u64 {
    let block = Block::new(window);
    let leads = block.of(|x| {
        within(x, 0, 8)
            | within(x, 0x0B, 0x1F)
            | eq(x, 0x7F)
            | eq(x, 0xC2)
            | within(x, 0xCC, 0xCD)
            | within(x, 0xE2, 0xE3)
            | eq(x, 0xEF)
    });
    leads | block.of_pairs(|x, y| eq(x, 0xC3) & eq(y, 0x90))
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
