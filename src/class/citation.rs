//! Labels of a place in a book or a law, before its number: `tr. 15-18`, `điểm c, k. 3, Đ. 134 BLHS`.

use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;

/// A label, the number after which is read by itself; or chapter and verse.
#[derive(Clone, Copy, Debug)]
pub enum Citation<'d> {
    /// What the label is said as.
    Label(&'static str),
    /// `Gioan 3:16-18`: chapter, verse, last verse; that may be empty.
    Verse([&'d str; 3]),
}

impl<'d> Recognizer<'d> for Citation<'d> {
    const CLASS: ClassName = ClassName::Citation;
    const START_TOKENS: Kinds = Kinds(TokenKind::Letter as u16 | TokenKind::Capitals as u16 | TokenKind::Digits as u16);

    fn can_exceed(token: &TokenContext<'d, '_>, _: u8) -> bool {
        if token.kind == TokenKind::Digits {
            let mut at = token.cursor();
            at.digits();
            return matches!(at.byte(), b':' | b',');
        }
        token.word().0.len() <= 2
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Citation<'d>>> {
        if token.kind == TokenKind::Digits {
            return verse(token);
        }
        let (word, mut at) = token.word();
        if word.len() > 2 || token.touches_left() {
            return None;
        }
        let dotted = at.eat(b'.');
        let end = at;
        at.spaces();
        // đ. b, k. 2, Đ. 173
        let mut point = at;
        let lettered = point.word().chars().count() == 1 && point.since(at).chars().all(char::is_lowercase);
        if dotted && lettered && point.byte() == b',' {
            let said = words::citation::POINTS.get(word).filter(|_| law_after(token, point))?;
            return Some(Hypothesis::new(end, Rule::Citation, Citation::Label(said)));
        }
        if dotted && let Some(said) = volume(token, word, end) {
            return Some(Hypothesis::new(end, Rule::CitationVolume, Citation::Label(said)));
        }
        if !at.byte().is_ascii_digit() {
            return None;
        }
        if let Some(said) = words::citation::PAGES.get(word).filter(|_| dotted) {
            return Some(Hypothesis::new(end, Rule::CitationPage, Citation::Label(said)));
        }
        let said = words::citation::PARTS.get(word)?;
        let law = law_before(token) || after_label(token) || law_after(token, at);
        law.then(|| Hypothesis::new(end, Rule::Citation, Citation::Label(said)))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match *self {
            Citation::Label(said) => verbalizer.word(said),
            Citation::Verse([chapter, first, last]) => {
                verbalizer.cardinal(chapter);
                verbalizer.pause();
                verbalizer.out.push(' ');
                verbalizer.cardinal(first);
                if !last.is_empty() {
                    verbalizer.word(words::shared::TO);
                    verbalizer.cardinal(last);
                }
            }
        }
    }
}

/// `Gioan 3:16`, `Mát-thêu 5,3-12`: chapter and verses of a book of the Bible.
fn verse<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Citation<'d>>> {
    let mut at = token.cursor();
    let chapter = at.digits();
    let comma = at.byte() == b',';
    let marked = at.eat(b':') || at.eat(b',');
    at.eat(b' ');
    let first = at.digits();
    let short = |number: &str| (1..=3).contains(&number.len());
    let capital =
        (0..2).filter_map(|n| token.left(n)).any(|word| token.text[word.start..].starts_with(char::is_uppercase));
    let short_name = words::citation::BOOKS_SHORT.get(token.word_before()).is_some();
    let numbered = marked && short(chapter) && short(first) && !chapter.starts_with('0') && !first.starts_with('0');
    let short_name = short_name && comma;
    if !numbered || !capital || !(short_name || token.phrase_on_left(words::citation::BOOKS)) {
        return None;
    }
    let mut range = at;
    let last = if range.dash() { range.digits() } else { "" };
    if !last.is_empty() {
        at = range;
    } else if comma && !short_name {
        return None; // Luca 3,5 may be a decimal
    }
    (!at.inside_word()).then(|| Hypothesis::new(at, Rule::CitationVerse, Citation::Verse([chapter, first, last])))
}

/// `t. 23`, `q. II`, `H., 1995` in the note of a book.
fn volume(token: &TokenContext, word: &str, end: Cursor) -> Option<&'static str> {
    /// A note of a book has no more bytes on either side.
    const REACH: usize = 80;
    let mut at = end;
    let said = if let Some(town) = words::citation::TOWNS.get(word) {
        at.eat(b',');
        at.eat(b' ');
        (at.digits().len() == 4).then_some(town)
    } else {
        at.spaces();
        let numbered = at.byte().is_ascii_digit() || crate::vietnamese::number::roman(at.word()).is_some();
        words::citation::VOLUMES.get(word).filter(|_| numbered)
    };
    let ahead = end.rest().char_indices().take_while(|(n, c)| *n < REACH && *c != '\n').last();
    let ahead = ahead.map_or("", |(n, c)| &end.rest()[..n + c.len_utf8()]);
    said.filter(|_| tells_of_book(token.line_before(REACH)) || tells_of_book(ahead))
}

/// Whether a word that notes of books have stands in a text, or two of them side by side.
fn tells_of_book(text: &str) -> bool {
    let mut last = 0;
    let starts = text.char_indices().filter(|&(n, c)| is_letter(c) && !text[..n].ends_with(is_letter));
    starts.map(|(n, _)| n).any(|start| {
        let end = text[start..].find(|c: char| !is_letter(c)).map_or(text.len(), |n| start + n);
        let pair = &text[std::mem::replace(&mut last, start)..end];
        words::citation::NOTES.has(&text[start..end]) || words::citation::NOTES.has(pair)
    })
}

/// A part of a law stands before, with its own number or letter: `điểm c, k. 3`, `khoản 2 Đ. 51`.
fn law_before(token: &TokenContext) -> bool {
    let short = token.left_word(0);
    let part = |word: &str| words::citation::WRITTEN_OUT.has(word) || words::citation::PARTS.get(word).is_some();
    words::citation::WRITTEN_OUT.has(short)
        || (short.chars().count() == 1 || short.parse::<u16>().is_ok()) && part(token.left_word(1))
}

/// Another label stands before, with its dot and number: `k. 9, Đ. 7`.
fn after_label(token: &TokenContext) -> bool {
    let before = token.text[..token.start].trim_end_matches([' ', ',']);
    let label = before.trim_end_matches(|c: char| c.is_ascii_digit());
    let dotted = label.trim_end_matches(' ').strip_suffix('.').filter(|_| label.len() < before.len());
    let word = dotted.and_then(|label| label.rsplit(|c: char| !is_letter(c)).next());
    word.is_some_and(|word| words::citation::PARTS.get(word).is_some())
}

/// Nothing but further parts stands between the number and the name of a law.
fn law_after<'d>(token: &TokenContext<'d, '_>, number: Cursor<'d>) -> bool {
    /// A citation has few parts.
    const MOST_WORDS: usize = 8;
    let mut at = number;
    let mut labelled = false;
    for _ in 0..MOST_WORDS {
        while at.eat_if(|c| c.is_ascii_digit() || matches!(c, ' ' | ',' | '.' | '-' | ';')).is_some() {}
        if token.phrase_on_right(at, words::citation::LAWS) {
            return true;
        }
        let word = at.word();
        let letter = word.chars().count() == 1;
        if letter && at.byte() == b'.' && words::citation::PARTS.get(word).is_some() {
            labelled = true;
        }
        if word.is_empty() {
            return labelled;
        }
        if !letter && !words::citation::WRITTEN_OUT.has(word) && !words::citation::JOINING.has(word) {
            return false;
        }
    }
    false
}

/// Whether a word is the label of a part of a law with a number after it.
pub(super) fn is_label(word: &str, end: Cursor) -> bool {
    let mut at = end;
    let dotted = at.eat(b'.');
    at.spaces();
    dotted && at.byte().is_ascii_digit() && words::citation::PARTS.get(word).is_some()
}
