//! Roman numerals: `khóa XV`, `thứ I`, `thế kỷ xix`, `quý II`; without a cue only what can be nothing else.

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::span::Span;
use crate::vietnamese::number;
use crate::vietnamese::syllable::is_syllable;

/// A Roman numeral, or a range of two.
#[derive(Clone, Copy, Debug)]
pub struct Roman<'d> {
    text: &'d str,
    to: Option<&'d str>,
    ordinal: bool,
    /// What goes on from it: the letter of `IIIA`, the number of `IV.2`.
    part: &'d str,
}

/// What Roman numbers are written with.
const DIGITS: &[u8] = b"IVXLCDMivxlcdm";

/// Whether a word may be a number by its letters, and no Vietnamese word that another goes on from (`vi phạm`).
pub(super) fn may_be(text: &str, word: Span) -> bool {
    let (word, after) = (&text[word.range()], &text[word.end as usize..]);
    let digits = word.bytes().all(|b| DIGITS.contains(&b));
    digits && {
        let goes_on = || after.strip_prefix(' ').is_some_and(|after| after.starts_with(char::is_lowercase));
        !(word.bytes().all(|b| b.is_ascii_lowercase()) && goes_on() && is_syllable(word))
    }
}

impl<'d> Recognizer<'d> for Roman<'d> {
    const CLASS: ClassName = ClassName::Roman;
    const START_TOKENS: Kinds =
        Kinds(TokenKind::Capitals as u16 | TokenKind::Letter as u16 | TokenKind::Word as u16 | TokenKind::Plain as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Roman<'d>>> {
        if !DIGITS.contains(&token.cursor().byte()) {
            return None;
        }
        let (text, mut at) = token.word();
        if let Some(hypothesis) = in_parts(token, text, at) {
            return Some(hypothesis);
        }
        let small = text.bytes().all(|b| b"ivxlcdm".contains(&b));
        let capitals = !small && text.bytes().all(|b| b"IVXLCDM".contains(&b));
        let dotted = at.byte() == b'.' && at.byte_after(1).is_ascii_alphabetic();
        if !(small || capitals) || dotted || at.inside_word() || token.touches_left() {
            return None;
        }
        let mut next = at;
        if small && next.spaces() && next.char().is_some_and(char::is_lowercase) && is_syllable(text) {
            return None;
        }
        let value = number::roman(text)?;
        if capitals && super::abbreviation::in_capitals(token, text, at) {
            return None; // THẾ GIỚI DI ĐỘNG
        }
        // X-Pro, V-League
        if at.byte() == b'-' && {
            let mut after = at;
            after.eat(b'-')
                && after.word().len() > 1
                && number::roman(after.since(at).trim_start_matches('-')).is_none()
        } {
            return None;
        }
        let mut to = None;
        let mut range = at;
        if range.spaced_dash() {
            let second = range.word();
            if capitals
                && number::roman(second).is_some_and(|v| v > value)
                && second.bytes().all(|b| b.is_ascii_uppercase())
                && !range.inside_word()
            {
                to = Some(second);
                at = range;
            }
        }
        // MML, DCM: hundreds and thousands count only after a cue, which cổ phần MML is not.
        let huge = capitals && text.contains(['M', 'D', 'C']) || text == "L";
        let shares = token.phrase_on_left(words::roman::SHARES);
        // Nhóm C, khối D are letters; chapters count that far.
        let letter = text.len() == 1 && !words::shared::CHAPTER.has(token.word_before());
        let acronym = huge && token.lexicon.abbreviation(text).is_some();
        if huge && (shares || letter || acronym || !(token.cue_on_left(Cue::Roman) || token.cue_on_left(Cue::Year))) {
            return None;
        }
        // Bảng I of a tournament is a letter.
        if text == "I" && words::roman::GROUPS.has(token.word_before()) {
            return None;
        }
        let cued = token.cue_on_left(Cue::Roman)
            || token.cue_on_left(Cue::Rank)
            || text.len() > 1 && token.cue_on_left(Cue::RomanSmall);
        let ordinal = value == 1 && (token.cue_on_left(Cue::Ordinal) || token.cue_on_left(Cue::Rank))
            || value == 4 && token.cue_on_left(Cue::Ordinal);
        let class = Roman { text, to, ordinal, part: "" };
        let claim = |rule| Some(Hypothesis::new(at, rule, class));
        // Small letters count only after a cue of their own, and a word that Vietnamese has (vi, di, mi) only where no
        // other word goes on from it.
        if small {
            let digit = text.len() > 1 || matches!(text, "i" | "v" | "x" | "l") && !token.cue_on_left(Cue::Year);
            // Something silent stood between two spaces.
            let apart = token.text[..token.start].ends_with("  ");
            return if digit && !apart && token.cue_on_left(Cue::RomanSmall) { claim(Rule::RomanSmall) } else { None };
        }
        if cued || to.is_some() && token.cue_within(Cue::Roman) {
            return claim(Rule::Roman);
        }
        let listed = token.previous.is_some_and(|p| {
            p.class == ClassName::Roman
                && token
                    .text
                    .get(p.end..token.start)
                    .map(|g| g.trim_matches([' ', ',', '-']))
                    .is_some_and(|gap| gap.is_empty() || words::roman::BETWEEN.has(gap))
        });
        if listed {
            return claim(Rule::RomanList);
        }
        // A king's name, a heading: Louis XIV, II. Nội dung.
        let known = token.lexicon.abbreviation(text).is_some();
        let letters = text.len();
        if letters >= 2 && value > 3 && !known && words::roman::NO_NUMBERS.get(text).is_none() {
            return claim(if letters >= 3 { Rule::RomanBareLong } else { Rule::RomanBareShort });
        }
        if matches!(text, "II" | "III") && !known {
            return claim(Rule::RomanBare);
        }
        // V. mời bạn is a person.
        let person = {
            let mut next = at;
            next.eat(b'.') && next.spaces() && next.char().is_some_and(char::is_lowercase)
        };
        // A chapter's number alone on its line.
        if text == "I" && token.fills_line(at) {
            return claim(Rule::RomanHeading);
        }
        if token.at_line_start() && at.byte() == b'.' && !person && matches!(text, "I" | "V" | "X" | "VI") {
            return claim(Rule::RomanHeading);
        }
        None
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if self.ordinal {
            let first = number::roman(self.text) == Some(1);
            verbalizer.word(if first { words::roman::FIRST } else { words::shared::FOUR_BELOW });
        } else {
            verbalizer.number(number::roman(self.text).unwrap_or(0));
        }
        if let Some(to) = self.to {
            verbalizer.word(words::shared::TO);
            verbalizer.number(number::roman(to).unwrap_or(0));
        }
        match self.part.strip_prefix('.') {
            Some(number) => {
                verbalizer.word(words::alphanumeric::POINT);
                verbalizer.cardinal(number);
            }
            None => verbalizer.letters(self.part),
        }
    }
}

/// `giai đoạn IIIA`, `nhóm 7 (VIIB)`, `Bảng IV.2`: a number in parts, after a word for such.
fn in_parts<'d>(token: &TokenContext<'d, '_>, word: &'d str, end: Cursor<'d>) -> Option<Hypothesis<Roman<'d>>> {
    const PARTS: [char; 2] = ['A', 'B'];
    const UP_TO_XX: [char; 3] = ['I', 'V', 'X'];
    let text = word.trim_end_matches(PARTS);
    let mut at = end;
    let pointed = text.len() == word.len() && at.eat(b'.') && (1..=2).contains(&at.digits().len());
    let lettered = text.len() + 1 == word.len() && end.byte() != b'-';
    let roman = !text.is_empty() && text.chars().all(|c| UP_TO_XX.contains(&c)) && number::roman(text).is_some();
    if !roman || !(pointed || lettered) || at.inside_word() || at.joins_number() || token.touches_left() {
        return None;
    }
    let told = token.cue_on_left(Cue::Roman)
        || token.cue_on_left(Cue::Heading)
        || text.len() > 1 && token.cue_within(Cue::Roman);
    let part = token.text.get(token.start + text.len()..at.at())?;
    told.then(|| Hypothesis::new(at, Rule::Roman, Roman { text, to: None, ordinal: false, part }))
}
