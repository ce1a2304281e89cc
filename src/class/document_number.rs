//! Document codes: `1719/QĐ-TTg`, `15/2023/TT-BGDĐT`, `18-NQ/TW`, `88/2014/QH13`: the number, then kind and issuer from
//! the lexicon. Slashes and hyphens inside are silent.

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::left::WordsLeft;
use crate::text::letter::{fold_eq, is_dash};
use crate::text::signs::Signs;
use crate::vietnamese::number;

/// A document's code.
#[derive(Clone, Copy, Debug)]
pub struct DocumentNumber<'d> {
    number: &'d str,
    year: &'d str,
    /// The letters with their hyphens and slashes: `QĐ-TTg`.
    letters: &'d str,
    /// The words before the number that its first letters abbreviate, if they do: cáo trạng số 5/CTr.
    named: &'d str,
}

/// A slash or dash between the parts, with or without spaces.
fn separator(cursor: &mut Cursor) -> Option<char> {
    let mut at = *cursor;
    at.eat(b' ');
    let sign = at.eat_if(|c| c == '/' || is_dash(c))?;
    at.eat(b' ');
    *cursor = at;
    Some(if sign == '/' { '/' } else { '-' })
}

/// No code has more parts.
const MOST_PARTS: usize = 8;

/// `QĐ-TTg`, `TTLT-BCT-BTC`, `QH13`; at least one part must be known or the whole look like a code.
fn letters<'d>(token: &TokenContext<'d, '_>, cursor: &mut Cursor<'d>) -> Option<(&'d str, bool)> {
    let start = *cursor;
    let mut at = *cursor;
    let mut known = false;
    let mut end = None;
    for _ in 0..MOST_PARTS {
        let part_start = at;
        let word = at.word();
        if word.is_empty() || !word.chars().next().is_some_and(char::is_uppercase) || word.chars().count() > 12 {
            break;
        }
        let capitals = word.chars().filter(|c| c.is_uppercase()).count();
        if capitals < 2 && word.chars().count() > 1 {
            break;
        }
        at.digits();
        known |= is_known(token, word) || is_known(token, at.since(part_start));
        end = Some(at);
        let mut ahead = at;
        if separator(&mut ahead).is_none() {
            break;
        }
        at = ahead;
    }
    *cursor = end?;
    Some((cursor.since(start), known))
}

/// `ISO 9001:2015`, `TCVN 8389-2:2020`, `ISO/IEC 17025:2017`: a number, parts, and the year of the edition.
fn standard<'d>(start: Cursor<'d>) -> Option<(Cursor<'d>, DocumentNumber<'d>)> {
    let mut at = start;
    let whole = at.digits();
    let mut part = at;
    if part.eat(b'-') && !part.digits().is_empty() {
        at = part;
    }
    let number = at.since(start);
    let mut edition = at;
    let year = if edition.eat(b':') { edition.digits() } else { "" };
    let year = if year.len() == 4 { year } else { "" };
    if !year.is_empty() {
        at = edition;
    }
    let found = !whole.is_empty() && at.since(start) != whole && !at.inside_word();
    found.then_some((at, DocumentNumber { number, year, letters: "", named: "" }))
}

/// The words before the number (and before `số`) whose beginnings spell the first part of the letters: `Cáo trạng` for
/// CTr. What a kind of document is called there is surer than the table.
fn named_before<'d>(token: &TokenContext<'d, '_>, letters: &str) -> &'d str {
    let kind = letters.split(['-', '/', '–', '—']).next().unwrap_or("").trim();
    let mut before = WordsLeft::new(token.text, token.start).take_while(|w| w.adjacent).peekable();
    before.next_if(|w| words::document_number::NUMBER.has(&token.text[w.start..w.end]));
    let Some(last) = before.next() else { return "" };
    let Some(first) = before.next() else { return "" };
    let (a, b) = (&token.text[first.start..first.end], &token.text[last.start..last.end]);
    let mut cuts = kind.char_indices().map(|(n, _)| n).skip(1);
    let cut = cuts.find(|&n| begins(a, &kind[..n]) && begins(b, &kind[n..]));
    let named = &token.text[first.start..last.end];
    let told = token.lexicon.document_type(kind);
    if cut.is_some() && !told.is_some_and(|t| fold_eq(t, named)) { named } else { "" }
}

/// Whether a word begins so, whatever the case.
fn begins(word: &str, with: &str) -> bool {
    let mut letters = word.chars().flat_map(char::to_lowercase);
    with.chars().flat_map(char::to_lowercase).all(|c| letters.next() == Some(c))
}

fn is_known(token: &TokenContext, part: &str) -> bool {
    token.lexicon.document_type(part).is_some() || token.lexicon.document_issuer(part).is_some()
}

impl<'d> Recognizer<'d> for DocumentNumber<'d> {
    const CLASS: ClassName = ClassName::DocumentNumber;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Capitals as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::SLASH.or(Signs::DASH).or(Signs::COLON));

    fn can_exceed(token: &TokenContext<'d, '_>, _: u8) -> bool {
        let mut at = token.cursor();
        if at.digits().is_empty() || token.cue_on_left(Cue::Standard) {
            return true;
        }
        // Letters follow, or a year.
        separator(&mut at).is_some() && (at.digits().len() == 4 || at.char().is_some_and(char::is_uppercase))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<DocumentNumber<'d>>> {
        if token.touches_left() {
            return None;
        }
        let mut at = token.cursor();
        let number = at.digits();
        let claim = |end: Cursor, rule, code| Some(Hypothesis::new(end, rule, code));
        if number.is_empty() && !matches!(token.word().1.byte(), b'-' | b'/' | b' ' | 0xE2) {
            return None;
        }
        if number.is_empty() {
            // NĐ-CP without a number: a known kind and a known issuer.
            let (text, known) = letters(token, &mut at)?;
            if !known || !text.contains(['-', '/']) {
                return None;
            }
            let mut parts = text.split(['-', '/']);
            let kind = parts.next().is_some_and(|p| token.lexicon.document_type(p.trim()).is_some());
            let issuer = parts.next().is_some_and(|p| token.lexicon.document_issuer(p.trim()).is_some());
            if !(kind && issuer) {
                return None;
            }
            let near = token.cue_within(Cue::Code);
            return claim(
                at,
                if near { Rule::DocumentNumberKind } else { Rule::DocumentNumberKindBare },
                DocumentNumber { number: "", year: "", letters: text, named: "" },
            );
        }
        if token.cue_on_left(Cue::Standard)
            && let Some((end, code)) = standard(token.cursor())
        {
            return claim(end, Rule::DocumentNumberStandard, code);
        }
        if number.len() > 5 {
            return None;
        }
        let mut year = "";
        let spaced = at.byte() == b' ';
        let first = separator(&mut at)?;
        let mut ahead = at;
        let digits = ahead.digits();
        if digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2') {
            year = digits;
            at = ahead;
            let mut more = at;
            if separator(&mut more).is_none() || !more.char().is_some_and(char::is_uppercase) {
                // Nghị định 100/2015: only after the name of a document.
                let numbered =
                    words::document_number::NUMBER.has(token.word_before()) && ("1945".."2100").contains(&year);
                return if (token.cue_on_left(Cue::Code) || numbered) && first == '/' && !at.inside_word() {
                    claim(at, Rule::DocumentNumberNumberYear, DocumentNumber { number, year, letters: "", named: "" })
                } else {
                    None
                };
            }
            at = more;
        }
        let (text, known) = letters(token, &mut at)?;
        let near = token.cue_within(Cue::Code);
        let rule = match (known, near, year.is_empty()) {
            (true, _, false) | (true, true, _) => Rule::DocumentNumber,
            // Phòng 210 - CT2 is no document.
            (true, false, true) if text.contains(['-', '/']) || first == '-' && !spaced => Rule::DocumentNumberKnown,
            (false, true, _) | (false, _, false) if text.len() > 1 => Rule::DocumentNumberUnknown,
            (true, false, true) if first == '/' => Rule::DocumentNumberSlash,
            _ => return None,
        };
        claim(at, rule, DocumentNumber { number, year, letters: text, named: named_before(token, text) })
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if !self.number.is_empty() {
            // 05-CT/TW: the zero of a short number is said.
            for part in self.number.split('-') {
                if part.starts_with('0') && part.len() == 2 {
                    verbalizer.digits(part);
                } else {
                    verbalizer.cardinal(part);
                }
            }
        }
        if !self.year.is_empty() {
            verbalizer.word(words::document_number::YEAR);
            verbalizer.cardinal(self.year);
        }
        if self.letters.is_empty() {
            return;
        }
        if !self.number.is_empty() {
            verbalizer.pause();
        }
        let lexicon = verbalizer.lexicon;
        let mut kind_said = false;
        for part in self.letters.split(['-', '/', '–', '—']).map(str::trim).filter(|p| !p.is_empty()) {
            let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
            let digits = &part[name.len()..];
            let kind = if kind_said {
                None
            } else if self.named.is_empty() {
                lexicon.document_type(part)
            } else {
                Some(self.named)
            };
            let read = kind.or_else(|| lexicon.document_issuer(part)).or_else(|| lexicon.document_issuer(name));
            kind_said |= kind.is_some();
            match read {
                Some(read) if read == self.named => {
                    number::space(verbalizer.out);
                    verbalizer.out.extend(read.chars().flat_map(char::to_lowercase));
                }
                Some(read) => {
                    verbalizer.word(read);
                    if !digits.is_empty() && lexicon.document_issuer(part).is_none() {
                        verbalizer.word(words::document_number::TERM);
                        verbalizer.cardinal(digits);
                    }
                }
                None => match lexicon.abbreviation(name).map(|(_, e)| (&e.part, &e.senses[0].say)) {
                    Some((Some(read), _)) | Some((None, crate::data::layer::Say::Read(read))) => {
                        verbalizer.word(read);
                        verbalizer.digits(digits);
                    }
                    _ => verbalizer.letters(part),
                },
            }
        }
    }
}
