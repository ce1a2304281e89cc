//! What is said, spelt as an engine needs it: words that it says wrong, marks that it runs over, the capital of a sentence.

use crate::data::engine::Engine;
use crate::data::needs::{At, Spelling};
use crate::text::letter::is_letter;
use crate::vietnamese::syllable::is_syllable;
use memchr::memchr_iter;
use memchr::memmem::Finder;
use std::borrow::Cow;
use std::ops::Range;

/// The spellings of an engine for one region.
pub(super) struct Speller<'e> {
    spellings: Vec<Known<'e>>,
    ellipsis: Option<&'e str>,
    /// Syllables in capitals get small letters.
    small: bool,
    /// What stands after a stop inside a sentence that no letter touches.
    gap: Option<&'e str>,
}

/// A spelling, with the ways in which it may be written.
struct Known<'e> {
    spelling: &'e Spelling,
    written: Vec<Finder<'static>>,
}

impl<'e> Speller<'e> {
    pub fn new(engine: &'e Engine, region: &str) -> Speller<'e> {
        let here = engine.needs.spellings.iter().filter(|s| s.region.is_empty() || s.region == region);
        let spellings = here.map(|spelling| Known { spelling, written: written(&spelling.write) }).collect();
        let ellipsis = Some(engine.needs.ellipsis.as_str()).filter(|mark| !mark.is_empty());
        let gap = Some(engine.needs.gap.as_str()).filter(|gap| !gap.is_empty());
        Speller { spellings, ellipsis, small: engine.needs.small, gap }
    }

    /// Whether a text may hold anything that is spelt otherwise.
    pub fn may_change(&self, text: &str) -> bool {
        let written =
            |known: &Known| known.written.iter().any(|finder| places(text, finder, known.spelling).next().is_some());
        self.spellings.iter().any(written)
            || self.small && capitals(text).next().is_some()
            || self.gap.is_some() && (text.starts_with(DASHES) || stops(text).next().is_some())
            || self.ellipsis.is_some() && (text.contains('…') || text.contains("..."))
    }

    /// A part of a text as the engine is given it; what stands before it and from its end up to `end` tells what its marks
    /// mean.
    pub fn spell<'t>(&self, text: &'t str, part: Range<usize>, end: usize) -> Cow<'t, str> {
        let before = text[..part.start].chars().next_back();
        let after = &text[part.end..end];
        let text = &text[part];
        let mut spelt = Cow::Borrowed(text);
        if self.small {
            for span in capitals(text) {
                let first = text[span.clone()].chars().next().map_or(0, char::len_utf8);
                let rest = span.start + first..span.end;
                let small = text[rest.clone()].to_lowercase();
                // Small letters of Vietnamese have as many bytes, so that places stay.
                if small.len() == rest.len() {
                    spelt.to_mut().replace_range(rest, &small);
                }
            }
        }
        for Known { spelling, written } in &self.spellings {
            for finder in written {
                if finder.find(spelt.as_bytes()).is_some() {
                    spelt = Cow::Owned(replaced(&spelt, finder, spelling));
                }
            }
        }
        if let Some(gap) = self.gap {
            if spelt.contains('"') {
                spelt = Cow::Owned(curled(&spelt, before));
            }
            let places: Vec<usize> = stops(&spelt).collect();
            for at in places.into_iter().rev() {
                spelt.to_mut().insert_str(at, gap);
            }
        }
        match self.ellipsis {
            Some(mark) if spelt.contains('…') || spelt.contains("...") => {
                Cow::Owned(paused(&spelt, mark, before, after))
            }
            _ => spelt,
        }
    }
}

/// In small letters, with a capital, in capitals.
fn written(small: &str) -> Vec<Finder<'static>> {
    let mut large = small.to_owned();
    if let Some((at, capital)) = capital(small) {
        large.replace_range(at..at + capital.len_utf8(), capital.encode_utf8(&mut [0; 4]));
    }
    let mut all = vec![small.to_owned(), large, small.to_uppercase()];
    all.dedup();
    all.iter().map(|text| Finder::new(text).into_owned()).collect()
}

/// Where a spelling stands in one of its writings.
fn places(text: &str, finder: &Finder, spelling: &Spelling) -> impl Iterator<Item = usize> {
    let length = finder.needle().len();
    finder.find_iter(text.as_bytes()).filter(move |&at| {
        let before = || text[..at].chars().next_back().is_some_and(is_letter);
        let after = || text[at + length..].chars().next().is_some_and(is_letter);
        match spelling.at {
            At::Anywhere => true,
            At::Start => !before(),
            At::Word => !after() && !before(),
        }
    })
}

/// Syllables of two letters and more in capitals. Each has a letter of ASCII or a Đ, and most words have one capital.
fn capitals(text: &str) -> impl Iterator<Item = Range<usize>> {
    /// The first byte of Đ (and of Ă).
    const D: u8 = 0xC4;
    let large = |c: char| is_letter(c) && c.is_uppercase();
    let mut from = 0;
    std::iter::from_fn(move || {
        let next = |from: usize| text.as_bytes()[from..].iter().position(|&b| b.is_ascii_uppercase() || b == D);
        while let Some(at) = next(from).map(|length| from + length) {
            let mut letters = text[at..].chars();
            let (first, second) = (letters.next(), letters.next());
            from = at + first.map_or(1, char::len_utf8);
            if !first.is_some_and(large) || !(second.is_some_and(large) || text[..at].ends_with(large)) {
                continue;
            }
            let start = at - text[..at].chars().rev().take_while(|&c| is_letter(c)).map(char::len_utf8).sum::<usize>();
            let end = text[at..].find(|c| !is_letter(c)).map_or(text.len(), |length| at + length);
            from = end;
            let word = &text[start..end];
            if word.chars().all(large) && is_syllable(&word.to_lowercase()) {
                return Some(start..end);
            }
        }
        None
    })
}

/// The ends of stops inside a text that stand after a closing mark and before a space.
fn stops(text: &str) -> impl Iterator<Item = usize> {
    memchr_iter(b'.', text.as_bytes())
        .map(|at| at + 1)
        .filter(|&end| text[end..].starts_with(' ') && text[..end - 1].ends_with(CLOSING))
}

/// A text with one writing of a spelling replaced; the case of its letters is kept.
fn replaced(text: &str, finder: &Finder, spelling: &Spelling) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut done = 0;
    for at in places(text, finder, spelling) {
        let end = at + finder.needle().len();
        out.push_str(&text[done..at]);
        let mut cases = text[at..end].chars().map(char::is_uppercase);
        let mut upper = false;
        for c in spelling.given.chars() {
            upper = cases.next().unwrap_or(upper);
            if upper { out.extend(c.to_uppercase()) } else { out.push(c) }
        }
        done = end;
    }
    out.push_str(&text[done..]);
    out
}

/// A text with `mark` for each ellipsis between words; where another mark follows or nothing stands before, it is left
/// out, and at the end it is a full stop.
fn paused(text: &str, mark: &str, before: Option<char>, after: &str) -> String {
    let word = |c: char| c.is_alphanumeric() || CLOSING.contains(&c);
    let next = |text: &str| text.trim_start_matches(CLOSING).trim_start().chars().next();
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('…').into_iter().chain(rest.find("...")).min() {
        let words = &rest[..at];
        out.push_str(if words.ends_with(' ') { words.trim_end() } else { words });
        rest = rest[at..].trim_start_matches(['…', '.']);
        let follows = next(rest).or_else(|| next(after));
        let said = out.chars().next_back().or(before).is_some_and(word);
        match follows {
            _ if !said => {}
            None => out.push('.'),
            Some(',' | '.' | ';' | ':' | '!' | '?') => {}
            Some(_) => out.push_str(mark),
        }
        let beside = if rest.is_empty() { after } else { rest };
        if said && beside.starts_with(|c: char| c.is_alphanumeric()) {
            out.push(' ');
        }
    }
    out.push_str(rest);
    out
}

/// A text with curly quotes for straight ones: these are escaped, and nobody who waits for a blank or a quote behind a stop
/// knows `&quot;`.
fn curled(text: &str, before: Option<char>) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    for c in text.chars() {
        let opens = out.chars().next_back().or(before).is_none_or(|c| c.is_whitespace() || c == '(');
        out.push(if c != '"' {
            c
        } else if opens {
            '“'
        } else {
            '”'
        });
    }
    out
}

/// What may stand before an item of a list.
const DASHES: [char; 4] = ['-', '–', '—', '•'];

/// What may stand after the last mark of a sentence.
pub(super) const CLOSING: [char; 8] = ['”', '’', '"', '\'', ')', ']', '»', '›'];

/// The capital of a sentence that begins with a small word, with its place; it takes as many bytes as the small letter.
pub(super) fn capital(text: &str) -> Option<(usize, char)> {
    let at = text.find(char::is_alphanumeric)?;
    let first = text[at..].chars().next().filter(|c| c.is_lowercase())?;
    let mut upper = first.to_uppercase();
    let large = upper.next().filter(|c| upper.next().is_none() && c.len_utf8() == first.len_utf8())?;
    // A name such as iPhone has its own way.
    let word = text[at..].split(|c: char| !is_letter(c)).next()?;
    (!word.chars().any(char::is_uppercase)).then_some((at, large))
}

/// Begins a sentence as an engine needs it: with a capital where it is a small word, and without the dash of an item where
/// that would be a pause of its own after the engine's gap.
pub(super) fn begin(text: &mut String, from: usize, engine: &Engine) {
    if !engine.needs.gap.is_empty() && text[from..].starts_with(DASHES) {
        let said = text[from..].trim_start_matches(DASHES).trim_start().len();
        text.replace_range(from..text.len() - said, "");
    }
    if engine.needs.capital
        && let Some((at, large)) = capital(&text[from..])
    {
        let at = from + at;
        text.replace_range(at..at + large.len_utf8(), large.encode_utf8(&mut [0; 4]));
    }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn whole<'t>(speller: &Speller, text: &'t str) -> Cow<'t, str> {
        speller.spell(text, 0..text.len(), text.len())
    }

    #[test]
    fn what_marks_mean_hangs_on_what_stands_beside() {
        let lexicon = Lexicon::built_in();
        let part = |engine: &str, text: &str, at: &str| {
            let speller = Speller::new(lexicon.engine(engine).expect("it is built in"), "north");
            let start = text.find(at).expect("it is part of it");
            speller.spell(text, start..start + at.len(), text.len()).into_owned()
        };
        assert_eq!(part("espeak-ng", "Nói \"ba\". Đi", "\". Đi"), "”. \u{a0} Đi");
        assert_eq!(part("espeak-ng", "Nói \"ba\"", "\"ba"), "“ba");
        assert_eq!(part("piper", "Nói ba… đi", "… đi"), ", đi");
        assert_eq!(part("piper", "Nói… ba", "Nói… "), "Nói, ");
        assert_eq!(part("piper", "Nói…ba", "Nói…"), "Nói, ");
        assert_eq!(part("piper", "Nói ba…", "…"), ".");
    }

    #[test]
    fn spellings_keep_their_case_and_their_region() {
        let lexicon = Lexicon::built_in();
        let engine = lexicon.engine("espeak-ng").expect("it is built in");
        let north = Speller::new(engine, "north");
        assert_eq!(whole(&north, "Họa sĩ dọa HỌA, Qui Nhơn"), "Hoạ sĩ doạ Hoạ, Quy Nhơn");
        assert_eq!(whole(&north, "Ông MAI VĂN Ô, USA, NHÀ MÁY"), "Ông Mai Văn Ô, USA, Nhà Máy");
        assert_eq!(whole(&north, "hung, chung quit"), "hung, chung quit");
        assert_eq!(whole(&north, "\"Đi!\", ông nói."), "“Đi!”, ông nói.");
        assert!(!north.may_change("quá trình"));
        let south = Speller::new(engine, "south");
        assert_eq!(whole(&south, "Hung chung"), "H\u{34f}ung chung");
    }

    #[test]
    fn syllables_in_capitals_are_found_behind_any_mark() {
        let text = "“ĐÀ Nẵng”, MAI–ĂN (ưƯ, ẾCH, ƠN), Ô, xÀO, USA, ÊM\u{300}, À, ƯỚT";
        let found: Vec<&str> = capitals(text).map(|span| &text[span]).collect();
        assert_eq!(found, ["ĐÀ", "MAI", "ĂN", "ẾCH", "ƠN", "ƯỚT"]);
    }

    #[test]
    fn an_ellipsis_is_a_pause() {
        for (text, want) in [
            ("Một… hai", "Một, hai"),
            ("Một … hai", "Một, hai"),
            ("Một...hai", "Một, hai"),
            ("Một…, hai", "Một, hai"),
            ("“…và hai”", "“và hai”"),
            ("Một…”", "Một.”"),
            ("Một...", "Một."),
            ("…", ""),
        ] {
            assert_eq!(paused(text, ",", None, ""), want, "{text}");
        }
    }

    #[test]
    fn a_capital_begins_small_words_only() {
        let lexicon = Lexicon::built_in();
        for (engine, want) in [("espeak-ng", "Nói: Đến"), ("neural", "Nói: - Đến"), ("google", "Nói: - đến")]
        {
            let mut text = "Nói: - đến".to_owned();
            begin(&mut text, "Nói: ".len(), lexicon.engine(engine).expect("it is built in"));
            assert_eq!(text, want);
        }
        for text in ["iPhone", "Huấn", "16 hai", "", "(…)"] {
            assert_eq!(capital(text), None, "{text}");
        }
    }
}
