//! Tidying: what looks the same is made the same, and every change keeps its place.
//!
//! Combining marks are composed (engines misread NFD), no-break, thin and other odd spaces become spaces, zero-width
//! characters, soft hyphens and control characters go, and Ð typed for Đ becomes Đ. Quotes and dashes stay as they are:
//! classes know all of them.

use crate::text::blocks::{BlockScanner, Places, Set, among, is, within};
use crate::text::letter::{char_at, char_before};
use fearless_simd::{Simd, u8x64};
use std::borrow::Cow;
use std::ops::Range;
use unicode_normalization::UnicodeNormalization;
use unicode_normalization::char::{compose, is_combining_mark};

/// Tidy text, and where it differs from what it was made of.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Tidied<'t> {
    /// The text.
    pub text: Cow<'t, str>,
    /// Places after which the two run in step again: `(offset in the tidy text, offset in the original)`, sorted. Empty
    /// where nothing was changed.
    pub anchors: Vec<(u32, u32)>,
}

/// Tidies a text. Borrows it if there is nothing to do.
///
/// ```
/// use loidoc::internals::tidy;
/// assert_eq!(tidy("Tie\u{302}\u{301}ng\u{a0}Vie\u{323}\u{302}t").text, "Tiếng Việt");
/// assert_eq!(tidy("Ðồng\u{ad} Tháp\u{200b}").text, "Đồng Tháp");
/// ```
pub fn tidy(text: &str) -> Tidied<'_> {
    let mut places = Places::new(text, Untidy);
    let mut out = String::new();
    let mut anchors = Vec::new();
    // Everything before `done` has been written.
    let mut done = 0;
    while let Some(place) = places.next_from(done) {
        let Some(c) = char_at(text, place) else { continue };
        // A base with combining marks is composed as one, also with those before this one that change nothing by themselves.
        let mut start = place;
        if is_mark(c) {
            while let Some(before) = char_before(text, start).filter(|c| start > done && !c.is_control()) {
                start -= before.len_utf8();
                if !is_combining_mark(before) {
                    break;
                }
            }
        } else if replacement(c).is_none() {
            continue;
        }
        let mut end = place + c.len_utf8();
        while let Some(mark) = char_at(text, end).filter(|&m| is_mark(m)) {
            end += mark.len_utf8();
        }
        let piece = &text[start..end];
        if done == 0 {
            out.reserve(text.len());
        }
        out.push_str(&text[done..start]);
        let written = out.len();
        let one_mark = end == place + c.len_utf8();
        match (replacement(c), composed(piece)) {
            (Some(replacement), _) if one_mark => out.push_str(replacement),
            (None, Some(letter)) if one_mark => out.push(letter),
            _ => out.extend(piece.nfc()),
        }
        if out[written..] != *piece {
            // The first character stands for the whole piece, others are at its end: no place leads into a letter.
            let inner = out[written..].char_indices().skip(1).map(|(n, _)| written + n);
            anchors.extend(inner.chain([out.len()]).map(|n| (n as u32, end as u32)));
        }
        done = end;
    }
    if done == 0 {
        return Tidied { text: Cow::Borrowed(text), anchors };
    }
    out.push_str(&text[done..]);
    Tidied { text: Cow::Owned(out), anchors }
}

/// Untidy places that are nearer to each other are tidied in one go: bytes.
const NEAR: usize = 1 << 10;

/// A text in pieces of whole lines: those that are tidy as they stand, and those that are not, so that little is written again.
pub(crate) fn pieces(text: &str) -> impl Iterator<Item = Tidied<'_>> {
    let mut places = Places::new(text, Untidy);
    let mut next = move |from| loop {
        let place = places.next_from(from)?;
        if is_changed(text, place) {
            return Some(place);
        }
    };
    let (mut found, mut done) = (next(0), 0);
    std::iter::from_fn(move || {
        if done == text.len() {
            return None;
        }
        let (bytes, start) = (text.as_bytes(), done);
        let line =
            found.map_or(text.len(), |at| memchr::memrchr(b'\n', &bytes[start..at]).map_or(start, |n| start + n + 1));
        if line > start {
            done = line;
            return Some(Tidied { text: Cow::Borrowed(&text[start..done]), anchors: Vec::new() });
        }
        // Whoever writes combining marks does so in the next line, too.
        let mut near = found;
        while let Some(at) = near {
            done = memchr::memchr(b'\n', &bytes[at..]).map_or(text.len(), |n| at + n + 1);
            found = next(done);
            near = found.filter(|&at| at < done + NEAR);
        }
        Some(tidy(&text[start..done]))
    })
}

/// Whether the character at a place, if one begins there, is not left as it is.
fn is_changed(text: &str, at: usize) -> bool {
    char_at(text, at).is_some_and(|c| is_mark(c) || replacement(c).is_some())
}

/// Whether pieces of a text, asked for in order, may be untidy: one look at the whole is cheaper than one at each.
pub(crate) fn untidy(text: &str) -> impl FnMut(Range<usize>) -> bool {
    let mut places = Places::new(text, Untidy);
    // What was found last, and where the next piece may begin at the earliest.
    let (mut found, mut floor) = (Some(0), 0);
    move |piece| {
        if piece.start < floor {
            return true;
        }
        floor = piece.start;
        while found.is_some_and(|place| place < piece.start || !is_changed(text, place)) {
            found = places.next_from(piece.start.max(found.map_or(0, |place| place + 1)));
        }
        found.is_some_and(|place| place < piece.end)
    }
}

/// The letter that a base and its only mark make. Where no letter is made of just these two the answer is longer to find.
fn composed(piece: &str) -> Option<char> {
    let mut chars = piece.chars();
    let (base, mark) = (chars.next()?, chars.next()?);
    compose(base, mark).filter(|_| chars.next().is_none())
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
        // U+2063 stands around formulas.
        | '\u{2060}'..='\u{2062}'
        | '\u{2064}'
        | '\u{fe00}'..='\u{fe0f}'
        | '\u{feff}'
        // No characters at all: XML has no place for them.
        | '\u{fffe}'
        | '\u{ffff}' => "",
        '\u{0}'..='\u{8}' | '\u{e}'..='\u{1f}' | '\u{7f}'..='\u{84}' | '\u{86}'..='\u{9f}' => "",
        'Ð' => "Đ",
        'ﬁ' => "fi",
        'ﬂ' => "fl",
        // Digits and signs of other alphabets that look like ours.
        '０'..='９' => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][c as usize - '０' as usize],
        // CO₂ and the ring that stands for a degree.
        '₀'..='₉' => ["0", "1", "2", "3", "4", "5", "6", "7", "8", "9"][c as usize - '₀' as usize],
        // Sets of numbers.
        'ℝ' => "R",
        'ℕ' => "N",
        'ℤ' => "Z",
        'ℚ' => "Q",
        'ℂ' => "C",
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

/// Asks for the first bytes of characters that tidying may change; the loop looks again.
struct Untidy;

/// What is seen of a block: bytes of each sort.
#[derive(Clone, Copy, Default)]
struct BlockMasks {
    leads: u64,
    c3: u64,
    e2: u64,
    /// Second bytes: of Ð (C3 90), of quotes and dashes (E2 80), and their third bytes.
    of_eth: u64,
    of_quotes: u64,
    quotes: u64,
}

const LEADS: Set = Set::of(&[&[
    0, 1, 2, 3, 4, 5, 6, 7, 8, 0x0B, 0x0C, 0x0E, 0x0F, 0x10, 0x11, 0x12, 0x13, 0x14, 0x15, 0x16, 0x17, 0x18, 0x19,
    0x1A, 0x1B, 0x1C, 0x1D, 0x1E, 0x1F, 0x7F, 0xC2, 0xCC, 0xCD, 0xE3, 0xEF,
]]);

impl BlockScanner for Untidy {
    type BlockMasks = BlockMasks;

    #[inline(always)]
    fn look<S: Simd>(bytes: u8x64<S>) -> BlockMasks {
        BlockMasks {
            leads: among(bytes, &LEADS),
            c3: is(bytes, 0xC3),
            e2: is(bytes, 0xE2),
            of_eth: is(bytes, 0x90),
            of_quotes: is(bytes, 0x80),
            quotes: within(bytes, 0x90, 0xA7),
        }
    }

    #[inline(always)]
    fn answer(&mut self, here: &BlockMasks, next: &BlockMasks) -> u64 {
        let after = |here: u64, next: u64, bytes: u32| here >> bytes | next << (64 - bytes);
        // Ð is the only letter of its lead byte that changes, and dashes, quotes and dots (U+2010 to U+2027) stay: those
        // leads are too common to be looked at each time.
        let eth = here.c3 & after(here.of_eth, next.of_eth, 1);
        let quotes = after(here.of_quotes, next.of_quotes, 1) & after(here.quotes, next.quotes, 2);
        here.leads | eth | here.e2 & !quotes
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn pieces_are_the_text_and_only_untidy_lines_are_written_again() {
        let clean = "Sáng nay trời mưa.\n".repeat(100);
        let long = format!("{}e\u{301} và {}\n", "a ".repeat(1000), "b ".repeat(1000));
        for text in
            [String::new(), clean.clone(), format!("{clean}{long}{clean}"), long.repeat(3), long + &clean + "e\u{301}"]
        {
            let pieces: Vec<_> = pieces(&text).collect();
            let together: String = pieces.iter().map(|piece| &*piece.text).collect();
            assert_eq!(together, tidy(&text).text);
            let borrowed = pieces.iter().filter(|piece| matches!(piece.text, Cow::Borrowed(_)));
            let kept: usize = borrowed.map(|piece| piece.text.len()).sum();
            assert!(kept >= text.matches(&clean).count() * clean.len(), "{kept} of {}", text.len());
        }
    }

    #[test]
    fn plain_text_is_borrowed() {
        assert!(matches!(tidy("Ngày 18/10, “Đà Nẵng” – Huế…").text, Cow::Borrowed(_)));
    }

    #[test]
    fn steps_lead_back() {
        let original = "a\u{a0}e\u{302}\u{301}z";
        let tidied = tidy(original);
        assert_eq!(tidied.text, "a ếz");
        assert_eq!(tidied.anchors, [(2, 3), (5, 8)]);
    }

    #[test]
    fn one_look_at_the_whole_tells_what_many_tell() {
        let lines =
            ["Ngày 18/10", "Tie\u{302}\u{301}ng", "“Đà Nẵng” – Huế…", "a\u{a0}b", "Ðồng", "", "x\u{200b}", "hết"];
        for pad in 0..70 {
            let text = " ".repeat(pad) + &lines.join("\n");
            let mut untidy = untidy(&text);
            let mut start = pad;
            for line in lines {
                let changes = !tidy(line).anchors.is_empty();
                assert_eq!(untidy(start..start + line.len()), changes, "{line:?} after {pad} bytes");
                start += line.len() + 1;
            }
        }
    }
}
