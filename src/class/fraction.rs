//! Fractions and counts: `1/3 diện tích` is một phần ba, `19/19 tiêu chí` mười chín trên mười chín, `số 25/3 đường` a
//! house number.

use crate::data::layer::{Cue, Domain};
use crate::recognize::amount::{Numeral, Sign};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::quantity::UnitAfter;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::signs::Signs;
use crate::vietnamese::syllable::is_small_syllable;

/// Numbers with slashes between them.
#[derive(Clone, Copy, Debug)]
pub struct Fraction<'d> {
    minus: bool,
    /// The whole number of `1 1/2`.
    whole: Option<Numeral<'d>>,
    parts: [Option<Numeral<'d>>; 4],
    /// The letter of a house number: 71/22A.
    letter: &'d str,
    join: Join,
    /// The second fraction of a range: 1/3-1/2.
    to: Option<(Numeral<'d>, Numeral<'d>)>,
    /// The unit of a count: 61,82/62 m.
    unit: UnitAfter<'d>,
}

#[derive(Clone, Copy, Debug, PartialEq, Eq)]
enum Join {
    /// một phần ba
    Part,
    /// mười chín trên mười chín
    Over,
    /// hai mươi tư trên hai mươi tư giờ
    Hours,
    /// năm mươi năm mươi
    Nothing,
}

/// Whether a word goes before the names of classes and rooms: lớp 9/4.
pub(super) fn goes_before_names(word: &str) -> bool {
    words::fraction::BEFORE_NAMES.has(word)
}

/// Whether numbers with a slash are a part of a whole: `trang 3/10`, `Phần (1/2)`.
pub(super) fn is_of_whole(token: &TokenContext) -> bool {
    token.cue_on_left(Cue::Part) || token.char_before() == Some('(') && token.cue_beyond_marks(Cue::Part)
}

/// Whether what follows a fraction may be what is divided: a small word right behind it, none of those that go on after a
/// day; and nothing before tells of days.
fn divides(token: &TokenContext, end: Cursor) -> bool {
    // Từ 1/5 giá vé giảm: days follow these far more often.
    let hinted = token.cue_on_left(Cue::DayHint) && !words::fraction::ALSO_OF_PARTS.has(token.word_before());
    if hinted {
        return false;
    }
    let word = end.next_word();
    end.byte() == b' '
        && is_small_syllable(word)
        && !words::fraction::AFTER_DAYS.has(word)
        && !token.cue_within(Cue::Day)
        && !token.cue_beyond_marks(Cue::Today)
        && token.follows(ClassName::Date).is_none()
}

/// A set of volleyball or badminton is won with so many points at least, at most.
const FEWEST_POINTS: u64 = 11;
const MOST_POINTS: u64 = 45;

/// No sum in a text has a fraction of smaller parts.
const MOST_PARTS: u64 = 100;

/// A set of badminton or volleyball is won with so many points.
const LEAST_TO_WIN: u64 = 15;

/// Whether another set follows: `, 21/14`.
fn goes_on_in_points(cursor: Cursor) -> bool {
    let mut at = cursor;
    at.eat_str(", ")
        && at
            .small(2)
            .zip((at.eat(b'/')).then(|| at.small(2)).flatten())
            .is_some_and(|(a, b)| u64::from(a.max(b)) >= LEAST_TO_WIN)
}

/// Whether a sign of arithmetic stands before: `= 3/2`, `8 × 3/4`, `(a + b) x 3/4`.
fn stands_in_sum(token: &TokenContext, most: u64) -> bool {
    let before = token.text[..token.start].trim_end_matches(' ');
    let operand = |text: &str| text.trim_end_matches(' ').ends_with(|c: char| c.is_ascii_digit() || c == ')');
    match before.chars().next_back() {
        // Hạn chót = 12/10 is a day.
        Some('=') => most < 10,
        Some('×' | '÷') => true,
        // Lễ 30/4 + 1/5 are days.
        Some('x' | '+') => {
            operand(&before[..before.len() - 1]) && token.previous_on_line().is_none_or(|p| p.class != ClassName::Date)
        }
        _ => false,
    }
}

/// Whether another set follows: `, 6/1`.
fn is_set_after(cursor: Cursor) -> bool {
    let mut at = cursor;
    at.eat(b',') && {
        at.eat(b' ');
        at.small(1).is_some() && at.eat(b'/') && at.small(1).is_some()
    }
}

/// Whether a sign of money touches the number: 1/2đ.
fn currency_follows(cursor: Cursor) -> bool {
    cursor.clone().eat_from(words::fraction::MONEY).is_some()
}

/// ` - 1/2`, ` đến 1/2`: a fraction that a range leads to.
fn to_fraction<'d>(cursor: Cursor<'d>) -> Option<(Cursor<'d>, (Numeral<'d>, Numeral<'d>))> {
    let mut at = cursor;
    if !(at.spaced_dash() || at.eat(b' ') && at.eat_phrase(words::shared::ENDS_OF_RANGE) && at.eat(b' ')) {
        return None;
    }
    let top = Numeral::parse(&mut at)?;
    at.eat(b'/').then_some(())?;
    let bottom = Numeral::parse(&mut at)?;
    let proper = top.is_bare() && bottom.is_bare() && top.value()? < bottom.value()?;
    (proper && at.byte() != b'/' && !at.inside_word()).then_some((at, (top, bottom)))
}

/// What stands between the parts of a fraction and nowhere else.
const STROKE: char = '\u{2044}';

/// `3⁄4`, `1 1⁄2`: a fraction by its own sign.
fn stroked<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Fraction<'d>>> {
    let (first, mut at) = token.amount().filter(|(amount, _)| amount.low.is_bare() && amount.high.is_none())?;
    let (mut whole, mut top) = (None, first.low);
    if at.byte() == b' ' && at.byte_after(1).is_ascii_digit() {
        at.eat(b' ');
        whole = Some(top);
        top = Numeral::parse(&mut at)?;
    }
    at.eat_if(|c| c == STROKE)?;
    let bottom = Numeral::parse(&mut at)?;
    let parts = [Some(top), Some(bottom), None, None];
    let minus = first.sign == Sign::Minus;
    let class = Fraction { whole, parts, join: Join::Part, minus, letter: "", to: None, unit: UnitAfter::default() };
    (!at.inside_word()).then(|| Hypothesis::new(at, Rule::FractionStroke, class))
}

/// The denominator: 4 is `tư`.
pub(super) fn denominator(numeral: Numeral, verbalizer: &mut Verbalizer) {
    match numeral.value() {
        Some(4) if numeral.is_bare() => verbalizer.word(words::shared::FOUR_BELOW),
        _ => numeral.verbalize(verbalizer),
    }
}

impl<'d> Recognizer<'d> for Fraction<'d> {
    const CLASS: ClassName = ClassName::Fraction;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16 | TokenKind::Symbol as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::SLASH);

    fn can_exceed(token: &TokenContext<'d, '_>, weight: u8) -> bool {
        let Some((_, mut at)) = token.amount() else { return false };
        let mixed = at.byte() == b' ' && at.byte_after(1).is_ascii_digit();
        if at.rest().starts_with(STROKE) {
            return true;
        }
        if !mixed && at.next_sign() != b'/' {
            return false;
        }
        // A day after such a word is only a house number, or the first of two fractions.
        if weight < Rule::DateDayMonth.weight()
            || !token.cue_on_left(Cue::Day)
            || token.cue_on_left(Cue::Address)
            || goes_before_names(token.word_before())
        {
            return true;
        }
        at.eat_bytes(|b| b.is_ascii_digit() || matches!(b, b'/' | b'.' | b',' | b' '));
        matches!(at.byte(), b'A'..=b'Z' | b'-' | 0xE2) || at.eat_phrase(words::shared::ENDS_OF_RANGE)
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Fraction<'d>>> {
        if token.touches_left() {
            return None;
        }
        if let Some(stroked) = stroked(token) {
            return Some(stroked);
        }
        let (first, mut at) = token.amount()?;
        let mut parts = [None; 4];
        let mut whole = None;
        parts[0] = Some(first.low);
        // 1 1/2: a whole number, one space, a small fraction.
        let mut mixed = at;
        if mixed.eat(b' ')
            && first.low.is_bare()
            && let Some(top) = Numeral::parse(&mut mixed)
            && mixed.byte() == b'/'
            && top.is_bare()
            && let Some(bottom) = {
                let mut b = mixed;
                b.eat(b'/');
                Numeral::parse(&mut b)
            }
            && bottom.is_bare()
            && top.value()? < bottom.value()?
            && bottom.value()? <= 10
        {
            whole = Some(first.low);
            parts[0] = Some(top);
            at = mixed;
        }
        let mut count = 1;
        while count < parts.len() {
            let mut ahead = at;
            let spaced = ahead.spaces();
            if !ahead.eat(b'/') || spaced != ahead.spaces() || !ahead.byte().is_ascii_digit() {
                break;
            }
            parts[count] = Some(Numeral::parse(&mut ahead)?);
            at = ahead;
            count += 1;
        }
        let of = |join| Fraction { whole, parts, join, minus: false, letter: "", to: None, unit: UnitAfter::default() };
        // 24/24h
        let mut hours = at;
        if count == 2 && hours.eat(b'h') && !hours.inside_word() && at.since(token.cursor()) == "24/24" {
            return Some(Hypothesis::new(hours, Rule::FractionCountHours, of(Join::Hours)));
        }
        // số 71/22A đường Phó Cơ Điều
        let mut house = at;
        if count > 1 && house.eat_if(|c| c.is_ascii_uppercase()).is_some() && !house.inside_word() {
            let letter = house.since(at);
            let named = token.cue_within(Cue::Address)
                || words::fraction::NUMBER.has(token.word_before())
                || token.cue_on_right(house, Cue::Street);
            let class = Fraction { letter, ..of(Join::Over) };
            return named.then_some(Hypothesis::new(house, Rule::FractionAddressLetter, class));
        }
        if count < 2
            || at.inside_word() && !currency_follows(at)
            || at.byte() == b'/' && at.byte_after(1).is_ascii_digit()
        {
            return None;
        }
        let minus = first.sign == Sign::Minus;
        let claim = |rule, join| Some(Hypothesis::new(at, rule, Fraction { minus, ..of(join) }));
        // 220/110/22 kV, 61,82/62 m
        let with_unit = |rule| {
            let mut end = at;
            let unit = UnitAfter::parse(token.lexicon, &mut end);
            Some(Hypothesis::new(end, rule, Fraction { minus, unit, ..of(Join::Over) }))
        };
        let (Some(top), Some(bottom)) = (parts[0], parts[1]) else { return None };
        if count > 2 {
            if minus {
                return None;
            }
            let year = parts[count - 1].is_some_and(|p| p.whole.len() == 4);
            if year && !token.cue_within(Cue::Address) {
                return claim(Rule::FractionCountDate, Join::Over); // 31/11/2019
            }
            let rule =
                if token.cue_within(Cue::Address) { Rule::FractionAddressLong } else { Rule::FractionAddressLongBare };
            return with_unit(rule);
        }
        if whole.is_some() {
            return claim(Rule::FractionMixed, Join::Part);
        }
        let bare = top.is_bare() && bottom.is_bare();
        let (a, b) = (top.value()?, bottom.value()?);
        // x 3/4, = 3/2
        if bare && b <= MOST_PARTS && stands_in_sum(token, a.max(b)) {
            return claim(Rule::FractionInSum, Join::Part);
        }
        if bare && a <= b && is_of_whole(token) {
            return claim(Rule::FractionCountPart, Join::Over);
        }
        // Xem clip (2/3): in brackets at the end, where no day is told of.
        let bracketed =
            token.char_before() == Some('(') && at.byte() == b')' && matches!(at.byte_after(1), b'\n' | b'.' | 0);
        if bare && a <= b && b <= 10 && bracketed && !token.cue_beyond_marks(Cue::Today) {
            return claim(Rule::FractionCountBracket, Join::Over);
        }
        if bare && a == 50 && b == 50 {
            return claim(Rule::FractionHalf, Join::Nothing);
        }
        if bare
            && (b == 0 || a <= 7 && b <= 7 && token.cue_within(Cue::Score) && !token.cue_on_right(at, Cue::Fraction))
        {
            return claim(Rule::FractionScoreSlash, Join::Nothing);
        }
        // Thắng các set 25/18, 15/11
        let points = bare && a.max(b) >= FEWEST_POINTS && a.max(b) <= MOST_POINTS && a != b;
        let after_set = || {
            token
                .previous_on_line()
                .is_some_and(|p| p.rule == Rule::FractionSetList && token.start - p.end <= ", ".len() + 2)
        };
        // Thắng 21/9, 21/14; thua 2-3 (25/19, 25/13)
        let won = || {
            a.max(b) >= LEAST_TO_WIN
                && goes_on_in_points(at)
                && (token.cue_within(Cue::Score)
                    || token.char_before() == Some('(') && token.follows(ClassName::Score).is_some())
        };
        if points && (token.cue_on_left(Cue::Set) || token.cue_beyond_marks(Cue::Set) || after_set() || won()) {
            return claim(Rule::FractionSetList, Join::Nothing);
        }
        // (4/6, 6/1) in sport: sets of tennis.
        let set = bare && a <= 7 && b <= 7 && a.max(b) >= 6;
        if set
            && (token.phrase_on_right(at, words::fraction::IN_SETS)
                || token.domain() == Some(Domain::Sport) && is_set_after(at)
                || token.domain() == Some(Domain::Sport)
                    && token.previous_on_line().is_some_and(|p| p.rule.is_told_as(Rule::FractionScoreSlash)))
        {
            return claim(Rule::FractionScoreSet, Join::Nothing);
        }
        // Từ ngày thông báo (24/7) is a day.
        let day = token.char_before() == Some('(') && token.cue_within(Cue::Day);
        if bare && (a, b) == (24, 7) && !day {
            return claim(Rule::FractionCountAllWeek, Join::Over);
        }
        // 24/24, 7/7
        let all_days =
            || a == 7 && b == 7 && token.previous_on_line().is_some_and(|p| p.rule == Rule::FractionCountAllDay);
        if bare && (a == 24 && b == 24 || all_days()) {
            return claim(Rule::FractionCountAllDay, Join::Over);
        }
        // 1/25.000, 7,5/10, 40/1.911
        if !bare {
            return with_unit(Rule::FractionCountMarked);
        }
        if token.cue_on_left(Cue::Address) || token.cue_on_right(at, Cue::Street) && !token.cue_on_left(Cue::Day) {
            return claim(Rule::FractionAddress, Join::Over);
        }
        // Lớp 9/4, tổ 2/5: names, not days.
        if goes_before_names(token.word_before()) {
            return claim(Rule::FractionCountNamed, Join::Over);
        }
        if token.cue_on_left(Cue::Code) {
            return None;
        }
        // 1/3-1/2 lượng nước, từ 1/3 đến 1/2 số hộ
        if let Some((end, high)) = to_fraction(at)
            && (token.cue_on_right(end, Cue::Fraction) || token.cue_within(Cue::Share))
            && a < b
        {
            let tight = !token.phrase_on_right(at, words::shared::ENDS_OF_RANGE);
            let to = tight.then_some(high);
            let class = Fraction { minus, to, ..of(Join::Part) };
            return Some(Hypothesis::new(if tight { end } else { at }, Rule::FractionRange, class));
        }
        // Vòng 1/16 is a fraction too.
        let part = b <= 10 && (a < b || a < 4) || a == 1 && matches!(b, 16 | 32 | 64 | 100 | 1000);
        let counted = token.cue_on_right(at, Cue::Count);
        if part && !counted && token.cue_on_left(Cue::Fraction) && !token.cue_on_left(Cue::DayHint) {
            return claim(Rule::FractionAfterCue, Join::Part);
        }
        if a <= b && token.cue_on_left(Cue::Count) || a <= b && counted && token.cue_within(Cue::Count) {
            return claim(
                if token.cue_on_left(Cue::Count) { Rule::FractionCountLed } else { Rule::FractionCountNear },
                Join::Over,
            );
        }
        if part && token.cue_on_right(at, Cue::Fraction) {
            return claim(Rule::Fraction, Join::Part);
        }
        // Đi hết 2/3 đời người: a part of a few, and no word that goes on after a day.
        if part && !counted && b <= 5 && divides(token, at) {
            return claim(Rule::FractionBeforeNoun, Join::Part);
        }
        if part && token.cue_on_left(Cue::Fraction) {
            let date = token.cue_on_left(Cue::DayHint) && !token.cue_within(Cue::Share);
            return claim(if date { Rule::FractionOrDay } else { Rule::FractionAfterCue }, Join::Part);
        }
        if counted && a <= b {
            let day = token.cue_on_left(Cue::Day);
            return claim(if day { Rule::FractionCountOrDay } else { Rule::FractionCounted }, Join::Over);
        }
        // 05/11 is a day.
        let zero = top.whole.starts_with('0') || bottom.whole.starts_with('0');
        let alone = !zero && token.at_line_start() && matches!(at.next_sign(), 0 | b'\n');
        if (alone || minus) && (a < b || b <= 10) {
            return claim(Rule::FractionAlone, Join::Part);
        }
        if a == b
            && b > 4
            && !(b <= 12
                && (token.cue_on_left(Cue::DayHint)
                    || token.cue_within(Cue::Day)
                    || token.follows(ClassName::Date).is_some()))
        {
            return claim(Rule::FractionCountWhole, Join::Over);
        }
        let share = token.cue_within(Cue::Fraction) && part;
        if share {
            return claim(Rule::FractionNearCue, Join::Part);
        }
        if part && b > a && b <= 5 && a == 1 && !token.cue_on_left(Cue::DayHint) {
            return claim(Rule::FractionSmall, Join::Part);
        }
        let named = token.cue_within(Cue::Address);
        claim(if named { Rule::FractionAddressNear } else { Rule::FractionCount }, Join::Over)
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if self.minus {
            let style = verbalizer.style;
            verbalizer.word(&style.minus);
        }
        if let Some(whole) = self.whole {
            whole.verbalize(verbalizer);
            verbalizer.word(words::shared::AND);
        }
        for (n, part) in self.parts.iter().flatten().enumerate() {
            match (n, self.join) {
                (0, _) => part.verbalize(verbalizer),
                (_, Join::Part) => {
                    verbalizer.word(words::shared::PART);
                    denominator(*part, verbalizer);
                }
                (_, Join::Over) => {
                    verbalizer.word(words::shared::OVER);
                    part.verbalize(verbalizer);
                }
                (_, Join::Hours) => {
                    verbalizer.word(words::shared::OVER);
                    part.verbalize(verbalizer);
                    verbalizer.word(words::fraction::HOURS);
                }
                (_, Join::Nothing) => part.verbalize(verbalizer),
            }
        }
        verbalizer.letters(self.letter);
        self.unit.verbalize(verbalizer);
        if let Some((top, bottom)) = self.to {
            verbalizer.word(words::shared::TO);
            top.verbalize(verbalizer);
            verbalizer.word(words::shared::PART);
            denominator(bottom, verbalizer);
        }
    }
}
