//! Document codes: `1719/QĐ-TTg`, `15/2023/TT-BGDĐT`, `18-NQ/TW`, `88/2014/QH13`: the kind unless it stands before, the
//! number, the year, and who issued it. Slashes and hyphens inside are silent.

use crate::data::layer::{Cue, Say};
use crate::lexicon::Lexicon;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::left::WordsLeft;
use crate::text::letter::{fold_eq, is_dash};
use crate::text::signs::Signs;

/// A document's code.
#[derive(Clone, Copy, Debug)]
pub struct DocumentNumber<'d> {
    number: &'d str,
    year: &'d str,
    /// The letters of the kind of document, if they begin with them: `QĐ`.
    kind: &'d str,
    /// The other letters with their hyphens and slashes: `TTg`, `BCT-BTC`.
    issuers: &'d str,
    before: Before,
    /// Numbered by the state (`425/QĐ-UBND`), not by the party (`18-NQ/TW`).
    state: bool,
    /// The text itself goes on with who issued it: `57-NQ/TW của Bộ Chính trị`.
    issued: bool,
}

/// What stands before a code.
#[derive(Clone, Copy, Debug, Default)]
struct Before {
    /// The kind of document.
    kind: bool,
    /// The word for "number".
    number: bool,
}

const SEPARATORS: [char; 4] = ['-', '/', '–', '—'];

/// `66`, `66.6` of `66.6/2025/NQ-CP`, `30a` of `30a/2008/NQ-CP`.
fn numeral<'d>(cursor: &mut Cursor<'d>) -> &'d str {
    let start = *cursor;
    cursor.digits();
    let mut part = *cursor;
    let dotted = part.eat(b'.') && (1..=2).contains(&part.digits().len());
    let lettered = cursor.at() > start.at() && part.eat_if(|c| matches!(c, 'a'..='d')).is_some();
    if (dotted || lettered) && part.byte() == b'/' {
        *cursor = part;
    }
    cursor.since(start)
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
    found.then_some((at, DocumentNumber::unissued(number, year, Before { kind: true, number: true })))
}

/// A code from its number on, as it is written.
struct Written<'d> {
    number: &'d str,
    year: &'d str,
    letters: &'d str,
    /// Whether the lexicon knows one of the letters' parts.
    known: bool,
    /// A space stands behind the number.
    spaced: bool,
    state: bool,
}

impl<'d> Written<'d> {
    fn parse(token: &TokenContext<'d, '_>, start: Cursor<'d>) -> Option<(Cursor<'d>, Written<'d>)> {
        let mut at = start;
        let number = numeral(&mut at);
        if number.is_empty() || number.len() > 5 {
            return None;
        }
        let spaced = at.byte() == b' ';
        let state = separator(&mut at)? == '/';
        let mut code = Written { number, year: "", letters: "", known: false, spaced, state };
        let mut ahead = at;
        let digits = ahead.digits();
        if digits.len() == 4 && matches!(digits.as_bytes()[0], b'1' | b'2') {
            code.year = digits;
            at = ahead;
            if separator(&mut ahead).is_none() || !ahead.char().is_some_and(char::is_uppercase) {
                return (state && !at.inside_word()).then_some((at, code));
            }
            at = ahead;
        }
        (code.letters, code.known) = letters(token, &mut at)?;
        Some((at, code))
    }

    fn into_number(self, end: Cursor, before: Before, kind: &'d str, issuers: &'d str) -> DocumentNumber<'d> {
        let Written { number, year, state, .. } = self;
        DocumentNumber { number, year, kind, issuers, before, state, issued: issued(end) }
    }
}

/// `NĐ-CP` without a number: a known kind and a known issuer.
fn unnumbered<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<DocumentNumber<'d>>> {
    let mut at = token.cursor();
    let (text, _) = letters(token, &mut at)?;
    let mut parts = text.split(['-', '/']).map(str::trim);
    let kind = parts.next().is_some_and(|part| token.lexicon.document_type(part).is_some());
    let issuer = parts.next().is_some_and(|part| token.lexicon.document_issuer(part).is_some());
    if !(kind && issuer) {
        return None;
    }
    let near = token.cue_within(Cue::Code);
    let rule = if near { Rule::DocumentNumberKind } else { Rule::DocumentNumberKindBare };
    let code = Written { number: "", year: "", letters: text, known: true, spaced: false, state: true };
    let (before, kind, issuers) = told(token, text);
    Some(Hypothesis::new(at, rule, code.into_number(at, before, kind, issuers)))
}

/// `QĐ 759/QĐ-TTg`: the kind in letters before a code that begins with the same.
fn doubled<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<DocumentNumber<'d>>> {
    let (word, mut at) = token.word();
    token.lexicon.document_type(word)?;
    at.eat(b' ');
    let (end, code) = Written::parse(token, at)?;
    let (kind, issuers) = code.letters.split_once(SEPARATORS).unwrap_or((code.letters, ""));
    let class = code.into_number(end, Before::default(), kind.trim(), issuers);
    (class.kind == word).then(|| Hypothesis::new(end, Rule::DocumentNumber, class))
}

/// What stands before a code, and its letters in kind and issuers. The kind stands before as a word (`Quyết định số`), as the same
/// letters (`QĐ 759/QĐ-TTg`), or as words whose beginnings the letters are (`Cáo trạng số 5/CTr`).
fn told<'d>(token: &TokenContext<'d, '_>, letters: &'d str) -> (Before, &'d str, &'d str) {
    let (first, rest) = letters.split_once(SEPARATORS).unwrap_or((letters, ""));
    let kind = first.trim();
    // Quyết định số: 1052/QĐ-UBND
    let end = token.text[..token.start].trim_end_matches([' ', ':']).len();
    let words = WordsLeft::new(token.text, end).take_while(|word| word.adjacent);
    let mut words = words.map(|word| &token.text[word.start..word.end]).peekable();
    let number = words.next_if(|word| words::document_number::NUMBER.has(word)).is_some();
    let (last, second) = (words.next().unwrap_or(""), words.next().unwrap_or(""));
    let mut cuts = kind.char_indices().map(|(n, _)| n).skip(1);
    let named = token.lexicon.document_type(kind).is_some_and(|read| ends_with_words(&token.text[..end], number, read));
    let spelt = last == kind || named || cuts.any(|n| begins(second, &kind[..n]) && begins(last, &kind[n..]));
    let abbreviated = !last.is_empty() && token.lexicon.document_type(last).is_some();
    let before = Before { kind: spelt || abbreviated || token.cue_on_left(Cue::Code), number };
    let known = spelt || token.lexicon.document_type(kind).is_some();
    if known { (before, kind, rest) } else { (before, "", letters) }
}

/// Whether the words before a code (and before its word for "number") are these.
fn ends_with_words(text: &str, number: bool, words: &str) -> bool {
    let mut before = WordsLeft::new(text, text.len()).take_while(|word| word.adjacent).skip(usize::from(number));
    words.split(' ').rev().all(|want| before.next().is_some_and(|word| fold_eq(&text[word.start..word.end], want)))
}

/// Whether the text after a code says who issued it, perhaps behind a date: `ngày 22/12/2024 của Bộ Chính trị`.
fn issued(end: Cursor) -> bool {
    let mut dated = end;
    dated.eat(b',');
    dated.spaces();
    let bracket = dated.eat(b'(');
    let mut at = end;
    if dated.eat_phrase(words::document_number::DATED) {
        at = dated;
        // 22/12/2024, 22 tháng 12 năm 2024
        while at.eat_if(|c| c.is_ascii_digit() || matches!(c, '/' | '-' | '.' | ' ')).is_some()
            || at.eat_phrase(words::document_number::OF_DATES)
        {}
        if bracket {
            at.eat(b')');
        }
    }
    at.spaces();
    at.eat_phrase(words::document_number::OF)
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
        if numeral(&mut at).is_empty() || token.cue_on_left(Cue::Standard) {
            return true;
        }
        // Letters follow, or a year.
        separator(&mut at).is_some() && (at.digits().len() == 4 || at.char().is_some_and(char::is_uppercase))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<DocumentNumber<'d>>> {
        if token.touches_left() {
            return None;
        }
        let start = token.cursor();
        if !start.byte().is_ascii_digit() {
            return match token.word().1.byte() {
                b'-' | b'/' | 0xE2 => unnumbered(token),
                b' ' => doubled(token).or_else(|| unnumbered(token)),
                _ => None,
            };
        }
        if token.cue_on_left(Cue::Standard)
            && let Some((end, code)) = standard(start)
        {
            return Some(Hypothesis::new(end, Rule::DocumentNumberStandard, code));
        }
        let (end, code) = Written::parse(token, start)?;
        let near = token.cue_within(Cue::Code);
        let rule = match (code.known, near, code.year.is_empty()) {
            _ if code.letters.is_empty() => Rule::DocumentNumberNumberYear,
            (true, _, false) | (true, true, _) => Rule::DocumentNumber,
            // Phòng 210 - CT2 is no document.
            (true, false, true) if code.letters.contains(['-', '/']) || !code.state && !code.spaced => {
                Rule::DocumentNumberKnown
            }
            (false, true, _) | (false, _, false) if code.letters.len() > 1 => Rule::DocumentNumberUnknown,
            (true, false, true) if code.state => Rule::DocumentNumberSlash,
            _ => return None,
        };
        // Nghị định 100/2015: only after the name of a document.
        if code.letters.is_empty() {
            let number = words::document_number::NUMBER.has(token.word_before());
            let known = token.cue_on_left(Cue::Code) || number && ("1945".."2100").contains(&code.year);
            let before = Before { kind: true, number };
            return known.then(|| Hypothesis::new(end, rule, DocumentNumber::unissued(code.number, code.year, before)));
        }
        let (before, kind, issuers) = told(token, code.letters);
        Some(Hypothesis::new(end, rule, code.into_number(end, before, kind, issuers)))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let lexicon = verbalizer.lexicon;
        let said = lexicon.document_type(self.kind).filter(|_| !self.before.kind);
        if let Some(kind) = said {
            verbalizer.word(kind);
        }
        if !self.number.is_empty() {
            if self.says_number() {
                verbalizer.word(words::document_number::NUMBER_SAID);
            }
            self.say_number(verbalizer);
        }
        let known_kind = self.before.kind || self.before.number && !self.year.is_empty() || said.is_some();
        let issuers = || self.issuers.split(SEPARATORS).map(str::trim).filter(|part| !part.is_empty());
        // Bản án 14/2025/HS-PT của TAND: a kind of case issues nothing.
        let of_court = issuers().next().is_some_and(|first| words::document_number::CASES.has(first));
        let Some(first) = issuers().next().filter(|_| of_court || !(self.issued && known_kind)) else { return };
        let known = issuer_of(lexicon, first).is_some();
        if known && known_kind && !of_court {
            verbalizer.word(words::document_number::OF_SAID);
        } else if !self.number.is_empty() && !of_court {
            verbalizer.pause();
        }
        let joint = words::document_number::JOINT.has(self.kind);
        for (n, part) in issuers().enumerate() {
            if joint && n > 0 {
                verbalizer.word(words::shared::AND);
            }
            say_issuer(part, verbalizer);
        }
    }
}

impl<'d> DocumentNumber<'d> {
    /// A number and a year alone.
    fn unissued(number: &'d str, year: &'d str, before: Before) -> DocumentNumber<'d> {
        DocumentNumber { number, year, kind: "", issuers: "", before, state: true, issued: false }
    }

    /// Whether the word for "number" before it comes along, since the kind of document is said before that.
    pub(super) fn takes_number_word(&self) -> bool {
        self.before.number && !self.before.kind && !self.kind.is_empty()
    }

    /// The word for "number" is said with a year, and between a kind that is said and a number of the state.
    fn says_number(&self) -> bool {
        let known = self.before.kind || !self.kind.is_empty();
        let stands = self.before.number && !self.takes_number_word();
        let asked = !self.year.is_empty() || self.takes_number_word() || self.state && !self.before.kind;
        known && asked && !stands
    }

    /// `05` of the party is said with its zero; `66.6` is a number and a part of it.
    fn say_number(&self, verbalizer: &mut Verbalizer) {
        for (n, part) in self.number.split(['-', '.']).enumerate() {
            if n > 0 && self.number.contains('.') {
                verbalizer.word(words::document_number::POINT);
            }
            let digits = part.trim_end_matches(|c: char| c.is_ascii_lowercase());
            if digits.starts_with('0') && digits.len() == 2 {
                verbalizer.digits(digits);
            } else {
                verbalizer.cardinal(digits);
            }
            verbalizer.letters(&part[digits.len()..]);
        }
        if !self.year.is_empty() {
            verbalizer.word(words::document_number::YEAR);
            verbalizer.cardinal(self.year);
        }
    }
}

/// The issuer that a part of a code stands for, and the figures behind it: `QH13`.
fn issuer_of<'l, 'd>(lexicon: &'l Lexicon, part: &'d str) -> Option<(&'l str, &'d str)> {
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    match lexicon.document_issuer(part).or_else(|| lexicon.document_type(part)) {
        Some(read) => Some((read, "")),
        None => lexicon.document_issuer(name).map(|read| (read, &part[name.len()..])),
    }
}

fn say_issuer(part: &str, verbalizer: &mut Verbalizer) {
    let lexicon = verbalizer.lexicon;
    if let Some((read, term)) = issuer_of(lexicon, part) {
        verbalizer.word(read);
        if !term.is_empty() {
            verbalizer.word(words::document_number::TERM);
            verbalizer.cardinal(term);
        }
        return;
    }
    let name = part.trim_end_matches(|c: char| c.is_ascii_digit());
    match lexicon.abbreviation(name).map(|(_, entry)| (&entry.part, &entry.senses[0].say)) {
        Some((Some(read), _)) | Some((None, Say::Read(read))) => {
            verbalizer.word(read);
            verbalizer.digits(&part[name.len()..]);
        }
        _ => verbalizer.letters(part),
    }
}
