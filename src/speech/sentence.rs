//! Where sentences end, and where one may breathe inside them.
//!
//! A full stop is a sentence's end unless it is part of a reading (a date, `TP.HCM`, `N.V.C.`), a list marker, an
//! enumeration such as `Điều 5.`, or what follows shows that the sentence goes on.

use crate::data::layer::Cue;
use crate::lexicon::Lexicon;
use crate::registry::words;
use crate::speech::reading::{Follower, Reading, Sentence, Speech};
use crate::text::blocks::{BlockScanner, Places, Set, Within, among, is};
use crate::text::left::WordsLeft;
use crate::text::letter::{char_at, char_before, is_capitalised, is_dash, is_letter, trimmed};
use crate::text::span::Span;
use crate::vietnamese::syllable::is_syllable;
use fearless_simd::{Simd, u8x64};

/// Finds the sentences of one segment's written text and appends them to a list that the caller reuses.
pub(crate) fn find(
    text: &str,
    marks: &mut Within<Marks>,
    readings: &[Reading],
    lexicon: &Lexicon,
    found: &mut Vec<Sentence>,
) {
    let mut spoken = Follower::to_spoken(readings);
    let mut push = |start, end| push(text, &mut spoken, start, end, found);
    let mut start = 0;
    let mut readings = readings.iter().peekable();
    let mut from = 0;
    // A piece of a larger text may end before a line break.
    while let Some(mark) = marks.next_from(from).filter(|&mark| mark < text.len()) {
        // Marks inside a reading say nothing.
        while readings.peek().is_some_and(|r| r.source.end as usize <= mark) {
            readings.next();
        }
        if let Some(reading) = readings.peek().filter(|r| (r.source.start as usize) <= mark) {
            from = reading.source.end as usize;
            continue;
        }
        if ends_plainly(&text.as_bytes()[start..], mark - start, lexicon) {
            from = mark + 1;
            debug_assert!(
                marks_end(text, mark) == from && ends(text, start, mark, from, lexicon),
                "{}",
                &text[start..mark]
            );
            push(start, from);
            start = from;
            continue;
        }
        let end = marks_end(text, mark);
        from = end;
        if text.as_bytes()[mark] == b'\n' || ends(text, start, mark, end, lexicon) {
            push(start, end);
            start = end;
        }
    }
    push(start, text.len());
}

/// Takes down a sentence without the space around it.
fn push(text: &str, spoken: &mut Follower, start: usize, end: usize, found: &mut Vec<Sentence>) {
    let (indent, trimmed) = trimmed(&text[start..end]);
    let start = start + indent;
    if trimmed.is_empty() {
        return;
    }
    let source = Span::new(start, start + trimmed.len());
    let mut sentence = Sentence { source, spoken: spoken.span(source) };
    // Marks by themselves are no sentence: a quote that stands off belongs to what it closes.
    if !trimmed.contains(char::is_alphanumeric)
        && let Some(before) = found.pop_if(|before| !text[before.source.end as usize..start].contains('\n'))
    {
        sentence.source.start = before.source.start;
        sentence.spoken.start = before.spoken.start;
    }
    found.push(sentence);
}

/// Walks the marks with which a sentence may end.
pub(crate) fn marks(text: &str) -> Places<'_, Marks> {
    Places::new(text, Marks)
}

/// Asks for `.`, `!`, `?`, `…` and line breaks.
pub(crate) struct Marks;

/// What is seen of a block: marks of one byte, and the three bytes of an ellipsis.
#[derive(Clone, Copy, Default)]
pub(crate) struct BlockMasks {
    marks: u64,
    first: u64,
    second: u64,
    third: u64,
}

const MARKS: Set = Set::of(&[b".!?\n"]);

impl BlockScanner for Marks {
    type BlockMasks = BlockMasks;

    #[inline(always)]
    fn look<S: Simd>(bytes: u8x64<S>) -> BlockMasks {
        BlockMasks {
            marks: among(bytes, &MARKS),
            first: is(bytes, 0xE2),
            second: is(bytes, 0x80),
            third: is(bytes, 0xA6),
        }
    }

    #[inline(always)]
    fn answer(&mut self, here: &BlockMasks, next: &BlockMasks) -> u64 {
        let after = |here: u64, next: u64, bytes: u32| here >> bytes | next << (64 - bytes);
        here.marks | here.first & after(here.second, next.second, 1) & after(here.third, next.third, 2)
    }
}

fn is_closing(c: char) -> bool {
    matches!(c, '"' | '\'' | '”' | '’' | '»' | ')' | ']' | '}')
}

fn is_opening(c: char) -> bool {
    matches!(c, '"' | '\'' | '“' | '‘' | '«' | '(' | '[')
}

/// The end of a run of marks with the quotes and brackets that close after it.
fn marks_end(text: &str, mark: usize) -> usize {
    let mut end = mark;
    let mut closed = false;
    while let Some(c) = char_at(text, end) {
        if matches!(c, '.' | '!' | '?' | '…') && !closed {
            end += c.len_utf8();
        } else if c == '\n' && end == mark {
            return end + 1;
        } else if is_closing(c) {
            // A straight quote after a space opens; one that touches the mark closes.
            closed = true;
            end += c.len_utf8();
        } else if c == ' ' && !closed && matches!(char_at(text, end + 1), Some('”' | '’' | '»')) {
            // Some printers set a space before the quote that closes.
            end += 1;
        } else if let Some(after) = footnote(text, end).filter(|_| c == '[' && end > mark) {
            return after;
        } else {
            break;
        }
    }
    end.max(mark + 1)
}

/// No footnote's number is longer.
const LONGEST_FOOTNOTE: usize = 6;

/// The end of a footnote's number at a place: `[2]`.
fn footnote(text: &str, at: usize) -> Option<usize> {
    let rest = text.as_bytes().get(at..)?.strip_prefix(b"[")?;
    let digits = rest.iter().take(LONGEST_FOOTNOTE + 1).take_while(|b| b.is_ascii_digit()).count();
    ((1..=LONGEST_FOOTNOTE).contains(&digits) && rest.get(digits) == Some(&b']')).then_some(at + digits + 2)
}

/// Whether a mark is what nearly every sentence ends with: a full stop after a word of small letters that is no title, before
/// white space and a capital. What [`ends`] says is the same.
fn ends_plainly(sentence: &[u8], mark: usize, lexicon: &Lexicon) -> bool {
    let (before, after) = sentence.split_at(mark);
    let worded = matches!(
        before,
        [.., b'a'..=b'z', b'a'..=b'z']
            | [.., 0xC3..=0xC6, _, b'a'..=b'z']
            | [.., 0xE1, 0xB8..=0xBB, _, b'a'..=b'z']
            | [.., b'a'..=b'z', 0xC3..=0xC6, _]
            | [.., b'a'..=b'z', 0xE1, 0xB8..=0xBB, _]
    );
    worded
        && matches!(after, [b'.', b' ' | b'\n', b'A'..=b'Z', ..] | [b'.', b' ' | b'\n', 0xC4, 0x90, ..])
        && !lexicon.may_be_title(before)
}

/// Whether the marks `mark..end` end the sentence that began at `start`.
fn ends(text: &str, start: usize, mark: usize, end: usize, lexicon: &Lexicon) -> bool {
    let marks = &text[mark..end];
    let rest = &text[end..];
    let Some(next) = rest.chars().next() else { return true };
    let before = char_before(text, mark);
    if !next.is_whitespace() {
        // A missing space: hôm qua.Sáng nay
        let word = before.is_some_and(char::is_lowercase)
            && WordsLeft::new(text, mark).next().is_some_and(|w| w.end - w.start > 1)
            || matches!(before, Some('%' | ')'));
        let capital = next.is_uppercase() && rest.chars().nth(1).is_some_and(char::is_lowercase);
        return word && capital && !marks.starts_with('…');
    }
    let follows = rest.trim_start();
    let Some(first) = follows.chars().find(|&c| !is_opening(c)) else { return true };
    let dash = is_dash(first);
    let first_letter = if dash {
        follows.trim_start_matches(|c| is_dash(c) || c == ' ').chars().next().unwrap_or(first)
    } else {
        first
    };
    // A small letter goes on, unless it is a list marker (b) or a name (iPad, eKYC).
    let mut head = follows.trim_start_matches(|c| is_opening(c) || is_dash(c) || c == ' ').chars().skip(1);
    let second = head.next();
    if first_letter.is_lowercase() && !second.is_some_and(|c| c == ')' || c.is_uppercase()) {
        return false;
    }
    // A closing quote before a dash, a comma or more of the sentence.
    if marks.ends_with(is_closing) && dash {
        return false;
    }
    if marks.starts_with('…') || marks.starts_with("...") {
        return first_letter.is_uppercase();
    }
    if marks == "." {
        return !numbering(text, start, mark, lexicon) && !before_name(&text[start..mark], follows, lexicon);
    }
    !matches!(first, ',' | ';' | ':')
}

/// `1.`, `a.`, `Điều 5.` at the beginning of a sentence: a heading's number.
fn numbering(text: &str, start: usize, mark: usize, lexicon: &Lexicon) -> bool {
    let head = text[start..mark].trim();
    let number = |t: &str| {
        !t.is_empty()
            && t.len() <= 8
            && t.chars().all(|c| c.is_ascii_digit() || c == '.' || matches!(c, 'I' | 'V' | 'X'))
    };
    let letter = |t: &str| t.chars().count() == 1 && t.chars().all(is_letter);
    match head.rsplit_once(' ') {
        None => number(head) || letter(head),
        Some((word, rest)) => lexicon.is_heading(word) && (number(rest.trim()) || letter(rest.trim())),
    }
}

/// `các quận, TP. Nhiều nơi…`: after the title of a place a sentence begins whose first word is no name of one syllable, for
/// it goes on with a small letter.
fn begins_after_place(title: &str, name: &str, follows: &str) -> bool {
    let place = words::abbreviation::TITLES_OF_PLACES.get(title).is_some();
    let small = follows[name.len()..].strip_prefix(' ').is_some_and(|next| next.starts_with(char::is_lowercase));
    place && small && is_syllable(name) && !words::abbreviation::SHORT_PLACES.has(name)
}

/// A title (`ThS.`), or initials before a foreign name or a bracket (`J.K. Rowling`, `anh T. (30 tuổi)`).
fn before_name(sentence: &str, follows: &str, lexicon: &Lexicon) -> bool {
    let token = sentence.rsplit(|c: char| c.is_whitespace() || is_opening(c)).next().unwrap_or("");
    let initials = token.split('.').all(|part| part.chars().count() == 1 && part.chars().all(char::is_uppercase));
    let name: &str = follows.split(|c: char| !is_letter(c)).next().unwrap_or("");
    if !initials {
        return lexicon.is_title(token) && !begins_after_place(token, name, follows);
    }
    // More initials: Bộ Q. P. A vowel by itself may be a word.
    if matches!(name.as_bytes(), [letter] if letter.is_ascii_uppercase() && !b"AEIOUY".contains(letter)) {
        return true;
    }
    // Q. Bình Thạnh, H. Bình Tân: a place after ở, qua or a comma.
    if matches!(token, "P" | "Q" | "H" | "X" | "T") && is_capitalised(name) {
        let before = sentence[..sentence.len() - token.len()].trim_end();
        let place = WordsLeft::new(sentence, sentence.len() - token.len())
            .next()
            .is_some_and(|w| w.adjacent && lexicon.left_cues_in(sentence, w.start, w.end).has(Cue::Place));
        return place || before.ends_with(',');
    }
    follows.starts_with('(') || !name.is_empty() && is_capitalised(name) && name.len() > 1 && !is_syllable(name)
}

/// A place inside a sentence where a forced cut may fall: byte offset in the spoken text, and how good it is.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Cut {
    /// Byte offset in [`Speech::text`]: the end of what stays.
    pub at: usize,
    /// From 0 (any space) to 100 (a semicolon).
    pub score: u8,
}

/// Places in a piece of the spoken text where it may be cut, in order; never inside a reading.
pub fn cuts(speech: &Speech, spoken: Span, lexicon: &Lexicon) -> Vec<Cut> {
    let text = &speech.text[spoken.range()];
    let base = spoken.start as usize;
    let first = speech.readings.partition_point(|r| r.spoken.end <= spoken.start);
    let mut readings = speech.readings[first..].iter().peekable();
    let mut found = Vec::new();
    // Words from here on that are never cut off from the word before.
    let mut bound = lexicon.breath(text).1 - 1;
    for space in memchr::memchr_iter(b' ', text.as_bytes()) {
        let at = base + space;
        while readings.peek().is_some_and(|r| r.spoken.end as usize <= at) {
            readings.next();
        }
        if readings.peek().is_some_and(|r| (r.spoken.start as usize) < at) {
            continue;
        }
        let (breath, words) = lexicon.breath(&text[space + 1..]);
        // Most words end in a letter of one byte.
        let lettered = space > 0 && text.as_bytes()[space - 1].is_ascii_alphanumeric();
        let score = match if lettered { None } else { char_before(text, space) } {
            Some(';') => 100,
            Some(':') => 90,
            Some(',') => 80,
            Some(c) if is_closing(c) => 75,
            Some(c) if is_dash(c) => 70,
            _ if bound > 0 => 0,
            _ => breath,
        };
        found.push(Cut { at, score });
        bound = bound.saturating_sub(1).max(words - 1);
    }
    found
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::speech::normalizer::Normalizer;

    #[test]
    fn marks_are_found_wherever_they_fall_in_a_block() {
        for pad in 0..130 {
            for mark in [".", "!", "?", "…", "\n"] {
                // Quotes and dashes share their first bytes with the ellipsis.
                let text = format!("{}“a” – b{mark} Chiều", "a".repeat(pad));
                let mut found = Vec::new();
                find(&text, &mut marks(&text).within(0..text.len()), &[], &Lexicon::built_in(), &mut found);
                let ends: Vec<_> = found.iter().map(|sentence| sentence.source.end as usize).collect();
                let first = text.find(mark).map_or(0, |n| n + mark.trim().len());
                assert_eq!(ends, [first, text.len()], "{text:?}");
            }
        }
    }

    #[test]
    fn one_breathes_at_marks_and_before_clauses() {
        let speech = Normalizer::new().speech("Trời mưa to, nhưng họ vẫn ra đồng vì lúa đã chín.");
        let cuts = cuts(&speech, Span::new(0, speech.text.len()), &Lexicon::built_in());
        let best: Vec<_> = cuts.iter().filter(|cut| cut.score >= 60).map(|cut| &speech.text[..cut.at]).collect();
        assert_eq!(best, ["Trời mưa to,", "Trời mưa to, nhưng họ vẫn ra đồng"]);
    }
}
