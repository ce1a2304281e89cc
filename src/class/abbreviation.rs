//! Abbreviations that the lexicon or the document knows: `UBND`, `TP.HCM`, `GD-ĐT`, `BCH` in the sense its neighbours pick.

use super::foreign::may_be_english;
use super::gloss::Gloss;
use super::senses::{names_person, pick};
use crate::data::layer::{self, Cue, Say};
use crate::lexicon::Lexicon;
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::{begins_with_letter, is_all_capitals, is_capitalised};
use crate::vietnamese::number;
use crate::vietnamese::syllable::is_syllable;

/// An abbreviation and the sense that was picked.
#[derive(Clone, Copy, Debug)]
pub struct Abbreviation<'d> {
    text: &'d str,
    kind: Kind,
    /// A word follows without a space (`TP.Vĩnh Long`).
    space_after: bool,
}

#[derive(Clone, Copy, Debug)]
enum Kind {
    /// Entry and sense.
    Sense(usize, usize),
    /// A currency's code.
    Currency,
    /// A newspaper's signature.
    Newspaper,
    /// Parts joined by hyphens and ampersands; `và` before the last.
    Compound { and: bool },
    /// The document's own definition, by its number.
    Defined(usize),
}

impl<'d> Recognizer<'d> for Abbreviation<'d> {
    const CLASS: ClassName = ClassName::Abbreviation;
    const START_TOKENS: Kinds = Kinds(TokenKind::Capitals as u16 | TokenKind::Letter as u16 | TokenKind::Word as u16);

    /// A known abbreviation before a space or punctuation, which no other class reads: `UBND tỉnh`; nobody reads
    /// `Ảnh: MẠNH TRƯỜNG`.
    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        let (word, at) = token.word();
        let letter = |n| begins_with_letter(at.byte_after(n), at.byte_after(n + 1));
        let plain = match at.byte() {
            // A number after it may be anybody's (QL 1, QĐ 759/QĐ-TTg, BV 95678 TS), but not a year: SN 1990.
            b' ' => letter(1) || is_year_alone(at),
            b'.' => at.byte_after(1) == b' ' && letter(2) || matches!(at.byte_after(1), b'\n' | 0),
            b'\n' | 0 => true,
            b',' | b';' => at.byte_after(1) == b' ',
            b':' => at.byte_after(1) == b' ' && !at.byte_after(2).is_ascii_digit(),
            b')' => matches!(at.byte_after(1), b' ' | b',' | b'.' | b';' | b'\n' | 0),
            _ => false,
        };
        // The UN will …: an English sentence keeps its own.
        let quoted = || may_be_english(token, at.next_word());
        let spaced = token.stands_apart() && !quoted();
        // IIA may be a number with a letter.
        let numbered = word.bytes().all(|b| b"IVXAB".contains(&b));
        if !plain || !spaced || numbered || word.len() < 2 || token.document.definitions.contains_key(word) {
            return FastPath::Contest;
        }
        let Some(spelling) = token.spelling() else {
            let unclaimed = token.char_before() != Some('(') && is_name_in_capitals(word);
            return if unclaimed { FastPath::Unclaimed } else { FastPath::Contest };
        };
        // A bracket may only repeat what stands before it.
        if spelling.contested || Gloss::classify(token).is_some() {
            return FastPath::Contest;
        }
        FastPath::wins_or_contest(Self::classify(token))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Abbreviation<'d>>> {
        if token.touches_left() {
            return None;
        }
        let start = token.cursor();
        let (word, at) = token.word();
        let spelling = token.spelling();
        if spelling.is_some_and(|spelling| spelling.longer)
            && let Some((entry, longer)) = token.lexicon.longer_abbreviation(word, start.rest())
            && !is_initials(token, &longer.write)
        {
            let mut end = start;
            end.eat_str(&longer.write);
            // The longest spelling was written down on purpose.
            return sense(token, end, entry, longer, true);
        }
        if at.byte().is_ascii_digit() {
            return numbered(token, start, at, word);
        }
        compound(token, start).or_else(|| {
            if let Some(n) = token.document.definitions.get_index_of(word) {
                return claim(token, start, at, Rule::AbbreviationDefined, Kind::Defined(n));
            }
            let spelling = spelling?;
            if let Some((n, entry)) = token.lexicon.entry(spelling) {
                if spelling.contested && in_capitals(token, word, at) {
                    return None;
                }
                return sense(token, at, n, entry, false);
            }
            if !spelling.named {
                return None;
            }
            // GBP/USD, đồng EUR: a currency's code without an amount.
            if word.len() == 3 && is_all_capitals(word) && token.lexicon.currency(word).is_some() {
                return claim(token, start, at, Rule::AbbreviationCurrency, Kind::Currency);
            }
            token.lexicon.newspaper(word)?;
            let in_capitals = is_all_capitals(word) && is_syllable(word);
            if in_capitals { None } else { claim(token, start, at, Rule::AbbreviationNewspaper, Kind::Newspaper) }
        })
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let lexicon = verbalizer.lexicon;
        match self.kind {
            Kind::Sense(entry, sense) => match lexicon.abbreviations().get(entry).and_then(|e| e.senses.get(sense)) {
                Some(layer::Sense { say: Say::Read(read), .. }) => verbalizer.expansion(read),
                Some(layer::Sense { say: Say::Letters, .. }) => verbalizer.letters(self.text),
                _ => verbalizer.word(self.text),
            },
            Kind::Currency => verbalizer.word(lexicon.currency(self.text).map_or(self.text, |c| c.read.as_str())),
            Kind::Newspaper => verbalizer.word(lexicon.newspaper(self.text).unwrap_or(self.text)),
            Kind::Defined(n) => {
                let context = verbalizer.document;
                verbalizer.word(context.definitions.get_index(n).map_or(self.text, |(_, read)| read));
            }
            Kind::Compound { and } => {
                let parts = self.text.split(['-', '&', '–', '—']).map(str::trim).filter(|p| !p.is_empty());
                let and = and || self.text.contains('&');
                let mut parts = parts.peekable();
                while let Some(part) = parts.next() {
                    if and && parts.peek().is_none() {
                        verbalizer.word(words::shared::AND);
                    }
                    match part_reading(verbalizer.lexicon, part) {
                        Some(read) => verbalizer.word(read),
                        None => verbalizer.letters(part),
                    }
                }
            }
        }
        if self.space_after {
            number::space(verbalizer.out);
        }
    }
}

/// Whether a space and a year of our times stand next, and a mark after it.
fn is_year_alone(mut at: Cursor) -> bool {
    at.eat(b' ');
    let year = at.digits();
    year.len() == 4 && (year.starts_with("19") || year.starts_with("20")) && matches!(at.byte(), b',' | b')' | b';')
}

/// Whether a word of which the lexicon knows nothing is a Vietnamese word in capitals and no Roman number (DI, MI).
fn is_name_in_capitals(word: &str) -> bool {
    word.bytes().any(|b| !b"IVXLCDM".contains(&b)) && is_all_capitals(word) && is_syllable(word)
}

fn part_reading<'l>(lexicon: &'l Lexicon, part: &str) -> Option<&'l str> {
    let (_, entry) = lexicon.abbreviation(part)?;
    match (&entry.part, &entry.senses.first()?.say) {
        (Some(part), _) => Some(part),
        (None, Say::Read(read)) => Some(read),
        _ => None,
    }
}

/// Whether a dotted spelling (`T.H`) is part of somebody's initials here: `anh T.H.T`, `chị T.H`.
fn is_initials(token: &TokenContext, write: &str) -> bool {
    let dotted =
        write.contains('.') && write.split('.').all(|part| part.len() == 1 && part.as_bytes()[0].is_ascii_uppercase());
    let mut at = token.cursor();
    dotted && at.eat_str(write) && {
        let person = token.cue_on_left(Cue::Person) || is_capitalised(token.word_before());
        person || at.eat(b'.') && at.inside_word()
    }
}

/// No compound has more parts.
const MOST_PARTS: usize = 8;

/// `GD-ĐT`, `NN & PTNT`, `LĐ - TB & XH`: parts that the lexicon knows.
fn compound<'d>(token: &TokenContext<'d, '_>, start: Cursor<'d>) -> Option<Hypothesis<Abbreviation<'d>>> {
    let after = token.word().1;
    let joined = match after.byte() {
        b'&' | b'-' | 0xE2 => true,
        b' ' => {
            matches!(after.byte_after(1), b'&' | b'-' | 0xE2) || token.phrase_on_right(after, words::abbreviation::AND)
        }
        _ => false,
    };
    if !joined {
        return None;
    }
    let mut at = start;
    let mut parts = 0;
    let mut end = start;
    let mut has_part = false;
    for _ in 0..MOST_PARTS {
        let word = at.word();
        if word.is_empty() || at.byte().is_ascii_digit() || !is_all_capitals(word) {
            break;
        }
        let Some((_, entry)) = token.lexicon.abbreviation(word) else { break };
        if part_reading(token.lexicon, word).is_none() {
            break;
        }
        has_part |= entry.part.is_some();
        parts += 1;
        end = at;
        let mut ahead = at;
        ahead.eat(b' ');
        if !(ahead.eat(b'&') || ahead.dash()) {
            break;
        }
        ahead.eat(b' ');
        at = ahead;
    }
    let text = end.since(start);
    let tight = !text.contains(" -") && !text.contains("- ") && !text.contains('–');
    if let Some((end, n)) = known_compound(token, start, end, tight) {
        return sense(token, end, n, token.lexicon.abbreviations().get(n)?, false);
    }
    if parts < 2 || !(has_part || tight) {
        return None;
    }
    let and = token.cue_on_left(Cue::Agency);
    claim(token, start, end, Rule::AbbreviationCompound, Kind::Compound { and })
}

/// A compound that stands in the lexicon under a tighter spelling: `KH - ĐT`, `KH và ĐT` are KH-ĐT.
fn known_compound<'d>(
    token: &TokenContext<'d, '_>,
    start: Cursor<'d>,
    end: Cursor<'d>,
    tight: bool,
) -> Option<(Cursor<'d>, usize)> {
    let text = end.since(start);
    let mut longer = end;
    let mut last = "";
    let joined =
        !text.is_empty() && longer.eat(b' ') && longer.eat_phrase(words::abbreviation::AND) && longer.eat(b' ') && {
            last = longer.word();
            is_all_capitals(last) && !last.is_empty() && !longer.inside_word()
        };
    let known = |spelt: &str| token.lexicon.abbreviation(spelt).map(|(n, _)| n);
    let look_up = |spelling: &mut dyn Iterator<Item = char>| {
        let mut buffer = [0; LONGEST_SPELLING];
        let dashed = spell(spelling, &mut buffer)?;
        known(dashed).or_else(|| {
            let dash_as_and = dashed.chars().map(|c| if c == '-' { '&' } else { c });
            known(spell(dash_as_and, &mut [0; LONGEST_SPELLING])?)
        })
    };
    match (joined, tight) {
        (true, _) => look_up(&mut text.chars().chain(['-']).chain(last.chars())).map(|n| (longer, n)),
        (false, false) => {
            let tightly = text.chars().filter(|&c| c != ' ').map(|c| if c == '–' { '-' } else { c });
            look_up(&mut { tightly }).map(|n| (end, n))
        }
        (false, true) => None,
    }
}

/// No compound's spelling has more bytes.
const LONGEST_SPELLING: usize = 64;

/// Writes a spelling that stands nowhere in the text.
fn spell(letters: impl Iterator<Item = char>, buffer: &mut [u8; LONGEST_SPELLING]) -> Option<&str> {
    let mut end = 0;
    for letter in letters {
        end += letter.encode_utf8(buffer.get_mut(end..end + letter.len_utf8())?).len();
    }
    std::str::from_utf8(&buffer[..end]).ok()
}

/// Whether the spelling is a Vietnamese word among words in capitals: a headline, a name.
pub(super) fn in_capitals(token: &TokenContext, word: &str, after: Cursor) -> bool {
    if !is_all_capitals(word) || !is_syllable(word) || word.chars().count() < 2 {
        return false;
    }
    let plain_capitals = |word: &str| {
        word.chars().count() > 1
            && is_all_capitals(word)
            && is_syllable(word)
            && token.lexicon.abbreviation(word).is_none()
    };
    let mut next = after;
    let next = if next.eat(b' ') { next.word() } else { "" };
    plain_capitals(token.word_before()) || plain_capitals(next)
}

/// `KP10`, `SN1992`, `COP28`: the number after it is read by itself.
fn numbered<'d>(
    token: &TokenContext<'d, '_>,
    start: Cursor<'d>,
    at: Cursor<'d>,
    word: &str,
) -> Option<Hypothesis<Abbreviation<'d>>> {
    let (n, entry) = token.lexicon.abbreviation(word).filter(|(_, entry)| entry.numbered)?;
    let read = entry.senses.iter().position(|sense| matches!(sense.say, Say::Read(_)))?;
    let mut beyond = at;
    beyond.digits();
    // XYZ12A: letters after the number make it a name.
    if beyond.inside_word() {
        return None;
    }
    let class = Abbreviation { text: at.since(start), kind: Kind::Sense(n, read), space_after: true };
    Some(Hypothesis::new(at, Rule::AbbreviationNumbered, class))
}

/// Says the sense for which the neighbours speak.
fn sense<'d>(
    token: &TokenContext<'d, '_>,
    end: Cursor<'d>,
    n: usize,
    entry: &layer::Abbreviation,
    longest: bool,
) -> Option<Hypothesis<Abbreviation<'d>>> {
    let first = entry.senses.first()?;
    // Phòng chị P. is somebody's room: after a word for a person a letter is an initial, unless a number or name follows.
    let mut after = end;
    after.eat(b'.');
    after.spaces();
    let letter = entry.write.chars().count() == 1;
    if entry.write.len() == 1 && after.char().is_some_and(char::is_lowercase) && names_person(token) {
        return None;
    }
    let picked = pick(token, end, n, entry, longest);
    let say = &entry.senses.get(picked.sense).unwrap_or(first).say;
    // A single letter is an abbreviation only on evidence, and initials of names have a class of their own.
    if letter && (picked.strength.is_guess() || matches!(say, Say::Letters)) {
        return None;
    }
    let hypothesis = claim(token, token.cursor(), end, picked.strength.rule(say), Kind::Sense(n, picked.sense))?;
    // P. Kế toán: the dot of what no place follows ends no sentence where a neighbour tells what it is.
    let of_places = entry.senses.get(picked.sense).is_some_and(|sense| sense.right.iter().any(|cue| *cue == "<place>"));
    let told = letter && !of_places && picked.strength.is_strong();
    let mut dot = Cursor::new(token.text, hypothesis.end);
    let spaced = dot.eat(b'.') && dot.byte() == b' ' && is_capitalised(dot.next_word());
    let end = if told && spaced { dot.at() } else { hypothesis.end };
    Some(Hypothesis { sure: picked.sure, end, ..hypothesis })
}

fn claim<'d>(
    token: &TokenContext<'d, '_>,
    start: Cursor<'d>,
    end: Cursor<'d>,
    rule: Rule,
    kind: Kind,
) -> Option<Hypothesis<Abbreviation<'d>>> {
    let text = end.since(start);
    // PL.2569: what follows its own dot is another word.
    let dotted = text.ends_with('.') && end.byte().is_ascii_digit();
    if end.inside_word() && !dotted {
        return None;
    }
    let mut end = end;
    let mut space_after = dotted;
    if end.byte() == b'.' {
        let mut dot = end;
        dot.eat(b'.');
        let tight = dot.inside_word();
        let mut next = dot;
        let spaced = next.spaces();
        let word = next.word();
        let number = next.byte().is_ascii_digit();
        let title = token.lexicon.is_title(text);
        // The dot belongs to the abbreviation where a name or number follows it, or the sentence plainly goes on.
        let named = title && is_capitalised(word) && !begins_sentence(token, text, word, next);
        let goes_on = tight && (title || number)
            || spaced && (named || title && number)
            || spaced && !word.is_empty() && !is_capitalised(word)
            || matches!(dot.byte(), b',' | b';' | b')' | b':')
            || tight && !text.contains('.');
        if goes_on {
            space_after = tight;
            end = dot;
        }
    }
    let class = Abbreviation { text, kind, space_after };
    Some(Hypothesis::new(end, rule, class))
}

/// Whether a sentence begins with the word after a title and its dot: `ở TP. Quê anh…`, `là TS. Vợ ông…`, but not `TP. Đà Nẵng`,
/// `TS. Nam nói`. A name goes on with a capital; a person may be called by one name unless the title is a predicate.
fn begins_sentence(token: &TokenContext, title: &str, word: &str, after: Cursor) -> bool {
    let mut next = after;
    let goes_on_small = next.eat(b' ') && next.char().is_some_and(char::is_lowercase);
    let predicate = words::abbreviation::PREDICATES.has(token.word_before());
    let place =
        words::abbreviation::TITLES_OF_PLACES.get(title).is_some() && !words::abbreviation::SHORT_PLACES.has(word);
    goes_on_small && is_syllable(word) && (place || predicate)
}
