//! What has figures or capitals within an English sentence or quotation, said in English: `$15`, `10%`, `24/7`, `8:30`.

use super::in_words::{in_words, is_year};
use crate::recognize::english::{is_english_word, piece_around};
use crate::recognize::token::TokenKind;
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::words;
use crate::text::cursor::Cursor;
use num2words::Lang;

/// A word with figures, as written, or letters that stay as they are.
#[derive(Clone, Copy, Debug)]
pub struct Quoted<'d> {
    text: &'d str,
}

/// Whether what begins at a place may stand in an English piece, by the words beside it. A word that only Vietnamese has
/// ends every piece: Công an TP.
pub(in crate::class) fn may_be_english(token: &TokenContext, next: &str) -> bool {
    let before = token.word_before();
    if !before.is_ascii() || !next.is_ascii() {
        return false;
    }
    let second = token.left(1).map(|word| (&token.text[word.start..word.end], word.adjacent));
    let ours = second.is_some_and(|(word, adjacent)| adjacent && !word.is_ascii());
    let english = || second.is_some_and(|(word, _)| is_english_word(word));
    !ours && (is_english_word(next) || is_english_word(before) || english())
}

/// What begins here within an English piece, and where it ends.
pub(super) fn quoted<'d>(token: &TokenContext<'d, '_>) -> Option<(Cursor<'d>, Quoted<'d>)> {
    // Nearly always the neighbours tell at once that nothing English stands here.
    let start = token.cursor();
    let near = may_be_english(token, word_after(start));
    // It's: what stands behind an apostrophe is of the word before.
    let shortened = matches!(token.char_before(), Some('\'' | '’'));
    if !near || shortened || token.touches_left() {
        return None;
    }
    let mut at = start;
    if matches!(token.kind, TokenKind::Capitals | TokenKind::Letter) {
        at.word();
        let whole = !at.inside_word() && at.byte() != b'.';
        let fits = whole && at.since(start).is_ascii() && piece_around(token.text, token.start, at.at()).is_some();
        return fits.then(|| (at, Quoted { text: at.since(start) }));
    }
    eat_figures(&mut at);
    let text = at.since(start).trim_end_matches(['.', ',', ':', '/', '-']);
    // The 1980s is a decade.
    if text.strip_suffix("0s").is_some_and(|tens| !tens.is_empty() && tens.bytes().all(|b| b.is_ascii_digit())) {
        return None;
    }
    let mut end = start;
    end.eat_str(text);
    if !text.contains(|c: char| c.is_ascii_digit()) || piece_around(token.text, token.start, end.at()).is_none() {
        return None;
    }
    // $1.2 million: the scale stands before the dollars.
    let mut scale = end;
    if text.starts_with(|c| currency(c).is_some())
        && scale.eat(b' ')
        && words::foreign::ENGLISH_SCALES.has(scale.word())
    {
        end = scale;
    }
    Some((end, Quoted { text: end.since(start) }))
}

/// The word after the figures or capitals that begin here.
fn word_after<'d>(start: Cursor<'d>) -> &'d str {
    let mut at = start;
    eat_figures(&mut at);
    at.next_word()
}

/// A sign of money, figures, letters and the marks among them.
fn eat_figures(cursor: &mut Cursor) {
    cursor.eat_if(|c| currency(c).is_some());
    cursor.eat_bytes(|b| b.is_ascii_alphanumeric() || matches!(b, b'.' | b',' | b':' | b'/' | b'%' | b'-'));
}

fn currency(c: char) -> Option<&'static str> {
    words::foreign::CURRENCIES.get(c.encode_utf8(&mut [0; 4]))
}

impl Quoted<'_> {
    /// Says it.
    pub(super) fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let money = self.text.chars().next().and_then(currency);
        let mut rest = Cursor::new(self.text, 0);
        rest.eat_if(|c| currency(c).is_some());
        while let Some(c) = rest.char() {
            if c.is_ascii_digit() {
                number(&mut rest, verbalizer);
                continue;
            }
            if c.is_alphabetic() {
                verbalizer.word(rest.word());
                continue;
            }
            let left = rest;
            rest.eat_if(|_| true);
            let figures = rest.byte().is_ascii_digit() && left.at() > 0;
            match c {
                '%' => verbalizer.word(words::foreign::PERCENT),
                '-' if figures => verbalizer.word(words::foreign::TO),
                '/' if figures && !self.text.starts_with(words::foreign::ALWAYS) => {
                    verbalizer.word(words::foreign::OVER)
                }
                _ => {}
            }
        }
        if let Some(money) = money {
            verbalizer.word(money);
        }
    }
}

/// `1,250`, `12.5`, `2nd`, `2025`
fn number(cursor: &mut Cursor, verbalizer: &mut Verbalizer) {
    let start = *cursor;
    cursor.eat_bytes(|b| b.is_ascii_digit());
    let mut grouped = *cursor;
    while grouped.byte() == b',' && crate::recognize::amount::groups_of_three(&mut grouped, b',') > 0 {
        *cursor = grouped;
    }
    let digits: String = cursor.since(start).chars().filter(char::is_ascii_digit).collect();
    let mut ending = *cursor;
    let ordinal = words::foreign::ORDINAL_ENDINGS.has(ending.word());
    if ordinal {
        *cursor = ending;
    }
    let year = digits == cursor.since(start) && is_year(&digits);
    say(&digits, ordinal, year, verbalizer);
    let mut point = *cursor;
    if point.eat(b'.') && point.byte().is_ascii_digit() {
        *cursor = point;
        verbalizer.word(words::foreign::POINT);
        let decimals = *cursor;
        cursor.eat_bytes(|b| b.is_ascii_digit());
        for digit in cursor.since(decimals).split_inclusive(|_: char| true) {
            say(digit, false, false, verbalizer);
        }
    }
}

fn say(digits: &str, ordinal: bool, year: bool, verbalizer: &mut Verbalizer) {
    match in_words(digits, Lang::English, ordinal, year) {
        Some(said) => verbalizer.word(&said),
        None => verbalizer.digits(digits),
    }
}
