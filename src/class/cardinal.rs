//! Whole numbers: `21 ấp`, `1.004 hộ`, `2 000 000`, `-5`; a digit string after a cue is said digit by digit.

use super::foreign::is_foreign;
use super::phone::{is_emergency, is_hidden};
use crate::data::layer::Cue;
use crate::lexicon::TELLING;
use crate::recognize::amount::{Amount, Numeral, Sign, groups_of_three};
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::{fold_eq, fold_hash, is_all_capitals, last_length};
use crate::vietnamese::syllable::is_syllable;

/// A whole number.
#[derive(Clone, Copy, Debug)]
pub struct Cardinal<'d> {
    amount: Amount<'d>,
    how: How<'d>,
}

#[derive(Clone, Copy, Debug)]
enum How<'d> {
    Number,
    Digits(&'d str),
    /// 8 giờ 00
    Silent,
    /// 5!
    Factorial,
}

/// From here on an ungrouped number is more likely a code than a count.
const LONG: usize = 9;

impl<'d> Cardinal<'d> {
    /// Whether nothing is said for it.
    pub(super) fn is_silent(&self) -> bool {
        matches!(self.how, How::Silent)
    }

    /// A small number or a year among plain words that say nothing of what it is: `và 21 ấp`, `hơn 400 triệu`, `năm 2007,`.
    fn among_plain_words(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Cardinal<'d>>> {
        let start = token.cursor();
        let mut at = start;
        let mut whole = at.digits();
        // 1.250 hộ, but no telephone number
        let grouped = whole.len() <= 3 && at.byte() == b'.' && at.byte_after(1).is_ascii_digit();
        if grouped {
            let groups = groups_of_three(&mut at, b'.');
            whole = at.since(start);
            if !(1..=2).contains(&groups) || at.byte().is_ascii_digit() || whole.len() > 9 {
                return None;
            }
        } else if !token.number_stands_alone() {
            return None;
        }
        // Emergency numbers and lists of ordinals are somebody else's.
        let emergency = whole.get(..3).is_some_and(is_emergency);
        let listed = token.follows(ClassName::Ordinal).is_some() || is_prize(token);
        // 03 người, but not số 09, 9 giờ 05, nor (08) 3822 3333
        let named = || words::cardinal::BEFORE_ZEROS.has(token.word_before()) || token.cue_on_left(Cue::Code);
        let zero = whole.starts_with('0') && (whole.len() != 2 || whole == "00" || at.byte() != b' ' || named());
        let fine = words::cardinal::FINENESS.has(whole);
        if !grouped && whole.len() > 4
            || fine
            || zero
            || emergency
            || listed
            || !stands_among_plain_words(token, at, grouped)
        {
            return None;
        }
        let low = Numeral { whole, decimals: "", mark: 0, grouped };
        let amount = Amount { sign: Sign::Plain, low, high: None };
        let class = Cardinal { amount, how: How::Number };
        Some(Hypothesis::new(at, Rule::Cardinal, class))
    }
}

/// What stands before a number of which nothing there says what it is.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Before {
    Word,
    /// A bracket, a comma, a colon.
    Mark,
    Line,
}

fn before(token: &TokenContext) -> Option<Before> {
    let bytes = &token.text.as_bytes()[..token.start];
    // Nearly always a space stands before, a word before that, and the word tells nothing.
    if let [before @ .., b' '] = bytes
        && last_length(before) > 0
    {
        let told = token.lexicon.may_tell_of_number(before)
            && (token.any_cue_on_left(TELLING) || token.phrase_on_left(words::LEADS));
        return (!told).then_some(Before::Word);
    }
    let (bracket, line) = match token.char_before() {
        Some('(') => (true, false),
        Some(' ' | '"' | '“') => (false, false),
        None => (false, true),
        _ => return None,
    };
    let worded = !token.word_before().is_empty();
    let marked = !worded && (bracket || line || matches!(bytes, [.., b',' | b':' | b';', _]));
    // SN 1967, BLHS 1999: what was read before is no part of a name.
    let read =
        !bracket && token.previous.is_some_and(|p| p.class == ClassName::Abbreviation && p.end + 1 == token.start);
    match () {
        () if !(worded || marked || read) => None,
        () if token.any_cue_on_left(TELLING) || token.phrase_on_left(words::LEADS) => None,
        () if line => Some(Before::Line),
        () if marked => Some(Before::Mark),
        () => Some(Before::Word),
    }
}

/// `giải 7: 903`: whether what a prize of a lottery goes to may stand here.
fn is_prize(token: &TokenContext) -> bool {
    let gap = |end| token.text.get(end..token.start) == Some(": ");
    token.previous.is_some_and(|p| p.rule == Rule::OrdinalRank && gap(p.end))
}

/// Whether a number with an s is a decade: it has four digits and is a year, or stands after a word for decades.
pub(super) fn is_decade(token: &TokenContext, number: &Numeral) -> bool {
    let whole = number.whole;
    let tens = number.is_bare() && whole.ends_with('0') && matches!(whole.len(), 2 | 4);
    tens && (whole.len() == 4 && whole.starts_with(['1', '2']) || token.cue_on_left(Cue::Decade))
}

/// Whether no word or sign beside a number, which ends at a cursor, says what it is.
pub(super) fn stands_among_plain_words(token: &TokenContext, end: Cursor, grouped: bool) -> bool {
    let Some(before) = before(token) else { return false };
    let mut at = end;
    let ends = |at: Cursor| match at.byte() {
        // 08. 3822 3333: a group of a longer number.
        b'.' | b')' => !at.byte_after(if at.byte_after(1) == b' ' { 2 } else { 1 }).is_ascii_digit(),
        b',' | b';' | b':' | b'\n' | 0 => true,
        _ => false,
    };
    // quận 4 (TP.HCM), tập 3 "Giọng hát"
    let aside = at.byte() == b' ' && matches!(at.byte_after(1), b'(' | b'"');
    if aside || !at.eat(b' ') {
        // 156.974.vn is an address.
        let whole = !grouped || aside || matches!(at.byte_after(1), b' ' | b'\n' | b')' | b'"' | 0 | 0xE2);
        return (aside || ends(at)) && whole && before != Before::Line;
    }
    // A small word that is no unit and no currency.
    let after = at.word();
    let small = after.as_bytes().first().is_some_and(u8::is_ascii_lowercase);
    let plain = if !small && is_all_capitals(after) {
        // 500 US$, 11 ĐT.9092, 55 FC - 1950: what goes on is somebody else's.
        let dash = matches!(at.byte_after(1), b'-' | 0xE2);
        let told = |byte: u8| byte.is_ascii_digit() || is_hidden(char::from(byte));
        let over = !told(at.byte_after(1)) && (ends(at) || at.byte() == b' ' && !dash);
        over && before == Before::Word && is_known(token, after)
    } else {
        // Letters that only Vietnamese has tell at once.
        !after.is_empty() && (after.bytes().any(|b| b >= 0xC4) || !is_foreign(after) && is_syllable(after))
    };
    let hash = fold_hash(after);
    let scale = words::cardinal::AFTER_NUMBERS.has_hash(hash);
    let range = super::range::may_lead(token, at) || scale && at.clone().spaced_dash();
    // 2 viên x 3 lần, 15 nghìn ha
    let next = at.next_word();
    let multiplied = matches!(next, "x" | "X") || scale && words::measure::AFTER_SCALES.has(next);
    plain && !range && !multiplied && (scale || !token.lexicon.tells_of_number_by(hash))
}

/// `5! = 120`, and `6!` where another stands on the line: where the factorial ends.
fn factorial(token: &TokenContext, mut at: Cursor) -> Option<usize> {
    /// As far back as an exercise goes.
    const NEAR: usize = 60;
    if !at.eat(b'!') || at.byte() == b'!' {
        return None;
    }
    let worked = matches!(at.next_sign(), b'=' | b'+' | b'/') || token.text[..token.start].ends_with("= ");
    let again = || token.line_before(NEAR).contains("! =") || token.phrase_on_left(words::cardinal::BEFORE_FACTORIALS);
    (worked || again()).then(|| at.at())
}

/// Điều 356 BLHS: whether nobody but the lexicon reads an abbreviation after a number, and it is no word of a foreign phrase.
fn is_known(token: &TokenContext, abbreviation: &str) -> bool {
    let before = token.word_before();
    let in_vietnamese = token.char_before() == Some(' ') && !before.is_empty() && !is_foreign(before);
    in_vietnamese && token.lexicon.spelling(abbreviation).is_some_and(|spelling| !spelling.contested)
}

impl<'d> Recognizer<'d> for Cardinal<'d> {
    const CLASS: ClassName = ClassName::Cardinal;
    const START_TOKENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16 | TokenKind::Symbol as u16);

    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        FastPath::wins_or_contest(Self::among_plain_words(token))
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Cardinal<'d>>> {
        let claim = |end, rule, amount, how| Some(Hypothesis::new(end, rule, Cardinal { amount, how }));
        let Some((amount, cursor)) = token.amount().filter(|(a, _)| a.low.is_whole()) else {
            // A run of digits in no known shape, or one that goes on from before: digit by digit.
            let mut cursor = token.cursor();
            let digits = cursor.digits();
            if digits.is_empty() {
                return None;
            }
            let amount = Amount {
                sign: Sign::Plain,
                low: Numeral { whole: digits, decimals: "", mark: 0, grouped: false },
                high: None,
            };
            let short = digits.len() <= 3 && !digits.starts_with('0');
            let how = if short { How::Number } else { How::Digits(digits) };
            return claim(cursor, Rule::CardinalFragment, amount, how);
        };
        // Su -35: the dash belongs to the name.
        // Type -001, too.
        let named = token.cue_on_left(Cue::Model) || amount.low.whole.len() > 2 && amount.low.whole.starts_with('0');
        let sign = if amount.sign == Sign::Minus && named { Sign::Plain } else { amount.sign };
        let amount = Amount { sign, ..amount };
        let whole = amount.low.whole;
        // Thập niên 1980s: a decade, no seconds.
        let mut decade = cursor;
        let english = || token.cue_on_left(Cue::English) && !token.cue_on_left(Cue::Decade);
        if decade.eat(b's') && !decade.inside_word() && is_decade(token, &amount.low) && !english() {
            return claim(decade, Rule::CardinalDecade, amount, How::Number);
        }
        if let Some(end) = factorial(token, cursor) {
            return claim(Cursor::new(token.text, end), Rule::CardinalFactorial, amount, How::Factorial);
        }
        let continued = token.text.as_bytes()[..token.start].last().is_some_and(u8::is_ascii_digit);
        if continued {
            return claim(cursor, Rule::CardinalContinued, amount, How::Digits(whole));
        }
        let bare = amount.low.is_bare() && amount.sign == Sign::Plain;
        // Số tài khoản 1021 7788 45: groups of one number.
        if bare && token.cue_on_left(Cue::Digits) {
            let mut end = token.cursor();
            let mut groups = 0;
            loop {
                let digits = end.digits().len();
                groups += 1;
                if !(2..=6).contains(&digits) || end.byte() != b' ' || !end.byte_after(1).is_ascii_digit() {
                    break;
                }
                end.eat(b' ');
            }
            // ISBN 978-604-1-23456-7
            if groups == 1 && end.byte() == b'-' {
                end.eat_bytes(|b| b.is_ascii_digit() || b == b'-');
                groups = end.since(token.cursor()).split('-').filter(|group| !group.is_empty()).count();
            }
            let text = end.since(token.cursor()).trim_end_matches('-');
            if groups > 2 && !end.inside_word() && !end.joins_number() {
                return claim(end, Rule::CardinalDigitsGrouped, amount, How::Digits(text));
            }
        }
        // Tàu cá QNg 90617, without the letters of fishing boats
        let boat = bare && whole.len() == 5 && token.cue_within(Cue::Model) && {
            let name = token.word_before();
            name.len() <= 3
                && name.starts_with(char::is_uppercase)
                && name.chars().filter(|c| c.is_uppercase()).count() > 1
        };
        if boat {
            return claim(cursor, Rule::CardinalDigitsOfBoat, amount, How::Digits(whole));
        }
        // 40 192 khán giả: one group after a space, where what follows is counted.
        let mut spaced = cursor;
        if bare && whole.len() <= 3 && !whole.starts_with('0') && spaced.eat(b' ') && !token.has_cue_before() {
            let group = spaced.digits();
            let counted = token.cue_on_right(spaced, Cue::Range);
            if group.len() == 3 && counted && !spaced.inside_word() {
                let low = Numeral { whole: spaced.since(token.cursor()), grouped: true, ..amount.low };
                return claim(spaced, Rule::CardinalSpaced, Amount { low, ..amount }, How::Number);
            }
        }
        // Số tài khoản: 1483201009159; tờ khai số 102760569220
        let code = whole.len() >= 6
            && (token.cue_within(Cue::Digits)
                || words::cardinal::COPULAS.has(token.word_before()) && is_told_as_code(token)
                || whole.len() >= LONG && words::cardinal::NUMBER.has(token.word_before()));
        // G7: 318
        let told = || {
            token.cue_on_left(Cue::Digits)
                || token.text[..token.start].trim_end_matches(' ').ends_with(':') && token.cue_beyond_marks(Cue::Digits)
        };
        // Vàng nhẫn 9999: so many parts of ten thousand.
        let fine = || words::cardinal::FINENESS.has(whole) && token.phrase_on_left(words::cardinal::BEFORE_FINENESS);
        if bare && whole.len() >= 2 && is_prize(token) && token.cue_in_sentence(Cue::Lottery) {
            return claim(cursor, Rule::CardinalDigits, amount, How::Digits(whole));
        }
        // Sổ TK 900 triệu đồng: what a scale goes on from is no code.
        let scaled = || cursor.byte() == b' ' && words::shared::CARRY_ON.has(cursor.next_word());
        if bare
            && (code || fine() || (whole.len() >= 3 || whole.len() == 2 && whole.starts_with('0')) && told())
            && !scaled()
        {
            return claim(cursor, Rule::CardinalDigits, amount, How::Digits(whole));
        }
        // Giải nhì 48215, 90377; giải bảy 04, 61
        let again = || {
            token.previous.is_some_and(|p| {
                matches!(p.rule, Rule::CardinalDigits | Rule::CardinalLeadingZero)
                    && matches!(token.text.get(p.end..token.start), Some(", " | " - "))
            })
        };
        // TK 175, 475, 675: codes of one length.
        let alike = || {
            let code = token.previous.and_then(|p| token.text.get(p.end.saturating_sub(whole.len())..p.end));
            code.is_some_and(|code| code.bytes().all(|b| b.is_ascii_digit()))
        };
        let goes_on = || whole.len() >= 3 && alike() || token.cue_in_sentence(Cue::Lottery);
        if bare && whole.len() >= 2 && again() && goes_on() {
            return claim(cursor, Rule::CardinalDigits, amount, How::Digits(whole));
        }
        // 8 giờ 00 ngày 5/7: no minutes are told of.
        if bare && whole == "00" && fold_eq(token.word_before(), words::time::HOURS) {
            let mut minutes = cursor;
            let told = minutes.eat(b' ') && minutes.word() == words::time::MINUTES;
            let end = if told { minutes } else { cursor };
            return claim(end, Rule::CardinalLeadingZero, amount, How::Silent);
        }
        // Nghị quyết số 09: the zero belongs to the name.
        // 9 giờ 05 phút, too.
        let named = whole.len() == 2
            && (token.cue_on_left(Cue::Code)
                || words::cardinal::BEFORE_ZEROS.has(token.word_before()) && whole != "00");
        if bare && whole.starts_with('0') && (whole.len() > 2 || named) {
            return claim(cursor, Rule::CardinalLeadingZero, amount, How::Digits(whole));
        }
        // Half of something larger is the last resort.
        let rule = match () {
            () if cursor.joins_number() => Rule::CardinalHalf,
            () if bare && whole.len() >= LONG => Rule::CardinalLong,
            () => Rule::Cardinal,
        };
        claim(cursor, rule, amount, How::Number)
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match self.how {
            How::Silent => {}
            How::Number => self.amount.verbalize(verbalizer),
            How::Factorial => {
                self.amount.verbalize(verbalizer);
                verbalizer.word(words::cardinal::FACTORIAL);
            }
            How::Digits(digits) => {
                for (n, group) in digits.split([' ', '-']).enumerate() {
                    if n > 0 {
                        verbalizer.pause();
                    }
                    verbalizer.digits(group);
                }
            }
        }
    }
}

/// Whether a code is told of before in the same sentence: `Mã OTP của quý khách là 620814`.
fn is_told_as_code(token: &TokenContext) -> bool {
    /// Its name stands so few words away.
    const REACH: usize = 8;
    token.cues_of(REACH).has(Cue::Digits)
}
