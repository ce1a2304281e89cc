//! What is said, spelt as an engine needs it: words that it says wrong, marks that it runs over, the capital of a sentence.

use crate::data::engine::Engine;
use crate::data::needs::{At, Spelling};
use crate::text::letter::is_letter;
use memchr::memmem::Finder;
use std::borrow::Cow;

/// The spellings of an engine for one region.
pub(super) struct Speller<'e> {
    spellings: Vec<Known<'e>>,
    ellipsis: Option<&'e str>,
    /// Stops after a closing mark inside a sentence, as they are written and with the engine's gap.
    stops: Vec<(Finder<'static>, String)>,
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
        let gap = &engine.needs.gap;
        let stop = |c: &char| (Finder::new(&format!("{c}. ")).into_owned(), format!("{c}.{gap} "));
        let stops = if gap.is_empty() { Vec::new() } else { CLOSING.iter().map(stop).collect() };
        Speller { spellings, ellipsis, stops }
    }

    /// Whether a text may hold anything that is spelt otherwise.
    pub fn may_change(&self, text: &str) -> bool {
        let bytes = text.as_bytes();
        let written = self.spellings.iter().flat_map(|known| &known.written);
        let mut finders = written.chain(self.stops.iter().map(|(finder, _)| finder));
        finders.any(|finder| finder.find(bytes).is_some())
            || self.ellipsis.is_some() && (text.contains('…') || text.contains("..."))
    }

    /// A text as the engine is given it.
    pub fn spell<'t>(&self, text: &'t str) -> Cow<'t, str> {
        let mut spelt = Cow::Borrowed(text);
        for Known { spelling, written } in &self.spellings {
            for finder in written {
                if finder.find(spelt.as_bytes()).is_some() {
                    spelt = Cow::Owned(replaced(&spelt, finder, spelling));
                }
            }
        }
        for (finder, gapped) in &self.stops {
            if finder.find(spelt.as_bytes()).is_some() {
                let stop = String::from_utf8_lossy(finder.needle());
                spelt = Cow::Owned(spelt.replace(stop.as_ref(), gapped));
            }
        }
        match self.ellipsis {
            Some(mark) if spelt.contains('…') || spelt.contains("...") => Cow::Owned(paused(&spelt, mark)),
            _ => spelt,
        }
    }
}

/// In small letters, with a capital, in capitals.
fn written(small: &str) -> Vec<Finder<'static>> {
    let mut all = vec![small.to_owned(), capital(small).unwrap_or_default(), small.to_uppercase()];
    all.retain(|text| !text.is_empty());
    all.dedup();
    all.iter().map(|text| Finder::new(text).into_owned()).collect()
}

/// A text with one writing of a spelling replaced; the case of its letters is kept.
fn replaced(text: &str, finder: &Finder, spelling: &Spelling) -> String {
    let mut out = String::with_capacity(text.len() + 8);
    let mut done = 0;
    for at in finder.find_iter(text.as_bytes()) {
        let end = at + finder.needle().len();
        let before = text[..at].chars().next_back().is_some_and(is_letter);
        let after = text[end..].chars().next().is_some_and(is_letter);
        let elsewhere = match spelling.at {
            At::Anywhere => false,
            At::Start => before,
            At::Word => before || after,
        };
        if elsewhere {
            continue;
        }
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
fn paused(text: &str, mark: &str) -> String {
    let mut out = String::with_capacity(text.len());
    let mut rest = text;
    while let Some(at) = rest.find('…').into_iter().chain(rest.find("...")).min() {
        let before = &rest[..at];
        out.push_str(if before.ends_with(' ') { before.trim_end() } else { before });
        rest = rest[at..].trim_start_matches(['…', '.']);
        let follows = rest.trim_start_matches(CLOSING).trim_start().chars().next();
        let said = out.ends_with(|c: char| c.is_alphanumeric() || CLOSING.contains(&c));
        match follows {
            _ if !said => {}
            None => out.push('.'),
            Some(',' | '.' | ';' | ':' | '!' | '?') => {}
            Some(_) => out.push_str(mark),
        }
        if rest.starts_with(|c: char| c.is_alphanumeric()) && !out.is_empty() {
            out.push(' ');
        }
    }
    out.push_str(rest);
    out
}

/// What may stand after the last mark of a sentence.
pub(super) const CLOSING: [char; 8] = ['”', '’', '"', '\'', ')', ']', '»', '›'];

/// A text that begins a sentence with a capital, of as many bytes, if it begins with a small word.
pub(super) fn capital(text: &str) -> Option<String> {
    let at = text.find(char::is_alphanumeric)?;
    let first = text[at..].chars().next()?;
    let word = text[at..].split(|c: char| !is_letter(c)).next()?;
    let mut upper = first.to_uppercase();
    let large = upper.next().filter(|c| upper.next().is_none() && c.len_utf8() == first.len_utf8() && *c != first)?;
    // A name such as iPhone has its own way.
    if word.chars().any(char::is_uppercase) {
        return None;
    }
    let mut out = String::with_capacity(text.len());
    out.push_str(&text[..at]);
    out.push(large);
    out.push_str(&text[at + first.len_utf8()..]);
    Some(out)
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    #[test]
    fn spellings_keep_their_case_and_their_region() {
        let lexicon = Lexicon::built_in();
        let engine = lexicon.engine("espeak-ng").expect("it is built in");
        let north = Speller::new(engine, "north");
        assert_eq!(north.spell("Họa sĩ dọa HỌA, Qui Nhơn"), "Hoạ sĩ doạ HOẠ, Quy Nhơn");
        assert_eq!(north.spell("hung, chung quit"), "hung, chung quit");
        assert!(!north.may_change("quá trình"));
        let south = Speller::new(engine, "south");
        assert_eq!(south.spell("Hung chung"), "H\u{34f}ung chung");
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
            assert_eq!(paused(text, ","), want, "{text}");
        }
    }

    #[test]
    fn a_capital_begins_small_words_only() {
        assert_eq!(capital("“huấn luyện").as_deref(), Some("“Huấn luyện"));
        for text in ["iPhone", "Huấn", "16 hai", "", "(…)"] {
            assert_eq!(capital(text), None, "{text}");
        }
    }
}
