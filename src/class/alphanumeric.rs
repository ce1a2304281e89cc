//! Names of letters and numbers: `PC45`, `12A1`, `H5N1`, `Su-30`, `Covid-19`, `Boeing 787-9`, `5G`, `9X`.

use super::script::is_raised;
use crate::data::layer::{Cue, Say};
use crate::maths::signs;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind, is_greek};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::{is_all_capitals, is_dash, is_letter};
use crate::text::signs::Signs;
use crate::vietnamese::syllable::is_syllable;

/// A name of letters and numbers, as written.
#[derive(Clone, Copy, Debug)]
pub struct Alphanumeric<'d> {
    text: &'d str,
}

impl<'d> Recognizer<'d> for Alphanumeric<'d> {
    const CLASS: ClassName = ClassName::Alphanumeric;
    const START_TOKENS: Kinds = Kinds(
        TokenKind::Capitals as u16 | TokenKind::Letter as u16 | TokenKind::Word as u16 | TokenKind::Digits as u16,
    );
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::DIGIT);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Alphanumeric<'d>>> {
        if token.touches_left() {
            return None;
        }
        let start = token.cursor();
        if let Some(end) = diameter(start).or_else(|| shells(start)) {
            return Some(Hypothesis::new(end, Rule::AlphanumericSigns, Alphanumeric { text: end.since(start) }));
        }
        let mut at = start;
        let (mut letters, mut numbers, mut words) = (0, 0, 0);
        let mut end = at;
        let mut count = 0;
        let (mut cut, mut dotted, mut series) = (false, false, false);
        while count < 12 {
            let digits = at.digits();
            if digits.is_empty() {
                let word = at.word();
                if word.is_empty() {
                    break;
                }
                let length = word.chars().count();
                if length > 1
                    && !is_all_capitals(word)
                    && is_syllable(word)
                    && !(count == 0 && at.byte() == b'-' && word.is_ascii() && length <= 2)
                {
                    cut = true;
                    break; // số150, 275Nguyễn: a Vietnamese word is no part of a name
                }
                letters += 1;
                words += usize::from(length > 5);
                // U.23: some newspapers set a dot.
                if count == 0
                    && length == 1
                    && at.byte() == b'.'
                    && at.byte_after(1).is_ascii_digit()
                    && is_all_capitals(word)
                {
                    at.eat(b'.');
                    dotted = true;
                }
            } else {
                numbers += 1;
                if letters > 0 {
                    at = after_points(at);
                }
            }
            count += 1;
            end = at;
            // Giấy chứng nhận số BX 214587: letters and figures of a series.
            if count == 1 && letters == 1 && numbers == 0 && is_series(token, at) {
                at.eat(b' ');
                series = true;
                continue;
            }
            // PC 02, PA 05: a space before a number with a zero.
            if count == 1 && letters == 1 && numbers == 0 && at.byte() == b' ' && at.byte_after(1) == b'0' {
                let mut code = at;
                code.eat(b' ');
                let short = is_all_capitals(at.since(start)) && at.since(start).len() <= 2 && code.digits().len() == 2;
                if short && !code.inside_word() && !code.joins_number() {
                    at.eat(b' ');
                    continue;
                }
            }
            let mut ahead = at;
            // Su-30, Su -30, CX-5; a dash leads on to digits or capitals only.
            if hyphen(&mut ahead) {
                let capital =
                    ahead.char().is_some_and(char::is_uppercase) && letters + numbers > 0 && ahead.at() == at.at() + 1;
                if !(ahead.byte().is_ascii_digit() || capital) {
                    break;
                }
                at = ahead;
            } else if !at.inside_word() {
                break;
            }
        }
        if end.at() == start.at() {
            return None;
        }
        let text = end.since(start);
        let claim = |rule| Some(Hypothesis::new(end, rule, Alphanumeric { text }));
        // Boeing 787-9: numbers after the name of a make.
        if letters == 0 {
            let made = numbers >= 2 && token.cue_on_left(Cue::Model) && !text.contains(' ') && end.byte() != b'/';
            return if made { claim(Rule::AlphanumericNumber) } else { None };
        }
        if numbers == 0 || end.inside_word() && !cut || words > 1 {
            return None;
        }
        let digit_first = start.byte().is_ascii_digit();
        if digit_first && text.contains('-') && !text.starts_with(|c: char| c.is_ascii_digit()) {
            return None;
        }
        let first_word = start.clone().word();
        let known = token.lexicon.abbreviation(first_word).is_some();
        claim(match () {
            () if series => Rule::AlphanumericSeries,
            () if text.len() > 24 => Rule::AlphanumericLong,
            () if dotted => Rule::AlphanumericDotted,
            () if known => Rule::AlphanumericKnown,
            () if digit_first => Rule::AlphanumericDigitFirst,
            () => Rule::Alphanumeric,
        })
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if let Some((first, last)) = range(self.text) {
            Alphanumeric { text: first }.verbalize(verbalizer);
            verbalizer.word(words::shared::TO);
            return Alphanumeric { text: last }.verbalize(verbalizer);
        }
        let mut rest = Cursor::new(self.text, 0);
        while let Some(c) = rest.char() {
            if let Some((digit, _)) = signs::plain(c).filter(|(plain, _)| plain.is_ascii_digit()) {
                rest.eat_if(|_| true);
                verbalizer.letter(digit);
            } else if c.is_ascii_digit() {
                let digits = rest.digits();
                number(digits, verbalizer);
                let mut point = rest;
                if point.eat(b'.') && point.byte().is_ascii_digit() {
                    rest = point;
                    verbalizer.word(words::alphanumeric::POINT);
                }
            } else if is_letter(c) {
                let first = rest.at() == 0;
                let word = rest.word();
                // M12x80: the thread of a bolt and its length
                let threaded = word == "x" && !first && rest.byte().is_ascii_digit() && self.text.starts_with('M');
                if threaded {
                    verbalizer.word(words::shared::TIMES);
                    continue;
                }
                // RON95-III, Euro-IV
                let numeral = !first && word.len() > 1 && word.bytes().all(|b| b"IVX".contains(&b));
                match crate::vietnamese::number::roman(word).filter(|_| numeral) {
                    Some(value) => verbalizer.number(value),
                    None => name(word, verbalizer),
                }
            } else {
                rest.eat_if(|_| true);
            }
        }
    }
}

/// `Ø8mm`: the sign before a diameter, which is a measure by itself.
fn diameter<'d>(start: Cursor<'d>) -> Option<Cursor<'d>> {
    let mut at = start;
    at.eat_if(|c| matches!(c, 'Ø' | 'ø' | 'Φ'))?;
    at.byte().is_ascii_digit().then_some(at)
}

/// `1s²2s²2p⁶`: shells of electrons, two or more.
fn shells<'d>(start: Cursor<'d>) -> Option<Cursor<'d>> {
    let mut at = start;
    let mut count = 0;
    loop {
        let mut shell = at;
        let known = (1..=7).contains(&shell.small(1).unwrap_or(0))
            && shell.eat_if(|c| matches!(c, 's' | 'p' | 'd' | 'f')).is_some();
        if !known || shell.eat_if(is_raised).is_none() {
            break;
        }
        while shell.eat_if(is_raised).is_some() {}
        count += 1;
        at = shell;
    }
    (count > 1).then_some(at)
}

/// Whether six figures or more of a series follow two capitals: `số BX 214587`.
fn is_series(token: &TokenContext, mut at: Cursor) -> bool {
    let letters = token.word().0;
    let capitals = letters.chars().count() == 2 && is_all_capitals(letters);
    capitals
        && at.eat(b' ')
        && (6..=8).contains(&at.digits().len())
        && !at.inside_word()
        && !at.joins_number()
        && words::alphanumeric::BEFORE_SERIES.has(token.word_before())
}

/// After the parts of a number that dots lead on to: `PM2.5`, `v1.4.2`, `N06.02.000`. Only the later ones, and those that begin
/// with a zero, have three digits and more: what stands after a sentence's dot is a number of its own.
fn after_points(mut at: Cursor) -> Cursor {
    let mut point = at;
    let mut parts = 0;
    while point.eat(b'.') {
        let most = if parts > 0 || point.byte() == b'0' { 4 } else { 2 };
        if !(1..=most).contains(&point.digits().len()) || point.inside_word() {
            break;
        }
        at = point;
        parts += 1;
    }
    at
}

/// `B1-B12`, `A1-A3`: the same letters on both sides, and numbers that rise.
fn range(text: &str) -> Option<(&str, &str)> {
    let (first, last) = text.split_once(is_dash)?;
    let parts = |text: &'_ str| {
        let digits = text.find(|c: char| c.is_ascii_digit())?;
        let number: u32 = text[digits..].parse().ok()?;
        Some((digits, number))
    };
    let ((a, low), (b, high)) = (parts(first)?, parts(last)?);
    (a > 0 && first[..a] == last[..b] && low < high).then_some((first, last))
}

fn hyphen(cursor: &mut Cursor) -> bool {
    let mut at = *cursor;
    at.eat(b' ');
    let spaced = at.at() > cursor.at();
    if at.dash() && (!spaced || at.byte().is_ascii_digit()) {
        *cursor = at;
        return true;
    }
    false
}

/// Up to three digits are a number, with the zeros before it; more are said digit by digit unless they are round.
fn number(digits: &str, verbalizer: &mut Verbalizer) {
    if digits.starts_with('0') || digits.len() > 4 || digits.len() == 4 && !digits.ends_with("00") {
        verbalizer.digits(digits);
    } else {
        verbalizer.cardinal(digits);
    }
}

/// Letters by name, words as words.
fn name(word: &str, verbalizer: &mut Verbalizer) {
    if let Some(read) = words::alphanumeric::LETTERS.get(word) {
        return verbalizer.word(read);
    }
    // 2πr
    if word.chars().any(is_greek) {
        return verbalizer.letters(word);
    }
    let lexicon = verbalizer.lexicon;
    if word.chars().count() > 1 {
        // In a name an abbreviation is a word or letters, never what it stands for elsewhere: NH4 is no bank.
        let known = lexicon.abbreviation(word).map(|(_, entry)| entry);
        match known.and_then(|entry| entry.senses.first()).map(|s| &s.say) {
            Some(Say::Read(read)) if known.is_some_and(|entry| entry.numbered) => return verbalizer.word(read),
            Some(Say::Word) => return verbalizer.word(word),
            Some(Say::Letters | Say::Read(_)) => return verbalizer.letters(word),
            None => {}
        }
        let vowel = word.chars().any(|c| !c.is_ascii() || "aeiouyAEIOUY".contains(c));
        let small = word.chars().any(char::is_lowercase);
        if vowel && !super::letters::is_spelt(word) && (small || !is_syllable(word) || word.chars().count() > 3) {
            return verbalizer.word(word);
        }
    }
    verbalizer.letters(word);
}
