//! Symbols by themselves: `đón/trả`, `đồng/lượng`, `T&T`, `50 = 2`, `> 1.000`, `≥ 18`, `~50`.

use crate::class::script::is_raised;
use crate::data::layer::Cue;
use crate::recognize::amount::{Numeral, unit};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind, is_greek};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::left::WordsLeft;
use crate::text::letter::{is_all_capitals, is_letter};
use crate::vietnamese::syllable::is_syllable;

/// A symbol and what it stands for here.
#[derive(Clone, Copy, Debug)]
pub enum Symbol<'d> {
    /// Said as this word.
    Said(&'static str),
    /// Said by its name.
    Letter(char),
    /// Makes a short pause; a space follows if the text has none.
    Pause {
        /// Whether the text has none.
        space: bool,
    },
    /// Is not said.
    Silent,
    /// `đồng/lượng`: the noun after the slash.
    Per(&'d str, bool),
    /// `≥ 18 tuổi`: a number and what it counts, between two words.
    Around(&'static str, Numeral<'d>, &'d str, &'static str),
}

impl<'d> Recognizer<'d> for Symbol<'d> {
    const CLASS: ClassName = ClassName::Symbol;
    const START_TOKENS: Kinds = Kinds(TokenKind::Symbol as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Symbol<'d>>> {
        let place = Place::new(token)?;
        let Place { sign, at, before, after, number_after, .. } = place;
        let touched = token.char_before();
        let said = |rule| Some(Hypothesis::new(at, rule, Symbol::Said(words::symbol::SIGNS.get(place.written)?)));
        let worded = |c: Option<char>| c.is_some_and(|c| is_letter(c) || c.is_ascii_digit());
        match sign {
            '/' | '\\' => slash(token, &place),
            '&' => said(Rule::SymbolAnd),
            '+' if at.byte() == b'/' && is_plus_minus(at) => plus_minus(at),
            '+' if is_operand(before) && (is_operand(after) || after == Some('(')) => said(Rule::SymbolPlus),
            // a − b, x² − 5x
            '−' if is_operand(before)
                && (is_operand(after) || after == Some('('))
                && !(before.is_some_and(|c| c.is_ascii_digit()) && number_after) =>
            {
                said(Rule::SymbolMinus)
            }
            // A+, 18+
            '+' if worded(touched)
                || touched == Some('+')
                    && token.previous.is_some_and(|p| p.rule.is_told_as(Rule::SymbolPlus) && p.end == token.start) =>
            {
                said(Rule::SymbolPlusAfter)
            }
            c if is_greek(c) && !touched.is_some_and(is_greek) && !at.char().is_some_and(is_greek) => {
                claim(at, Rule::SymbolGreek, Symbol::Letter(c))
            }
            '=' if at.byte() == b'=' || touched == Some('=') => heading_mark(token, at),
            // =))
            '=' if matches!(at.byte(), b')' | b'(' | b']') && at.byte_after(1) == at.byte() => smiley(at),
            '=' if before.is_some() && after.is_some() => said(Rule::SymbolEquals),
            '>' | '<' if is_compared(token, &place) => {
                claim(at, Rule::SymbolCompared, Symbol::Said(words::symbol::COMPARED.get(place.written)?))
            }
            '>' if number_after => said(Rule::SymbolMore),
            '<' if number_after => said(Rule::SymbolLess),
            '≥' | '≤' => bound(token, &place),
            '~' | '≈' if number_after => said(Rule::SymbolAbout),
            '%' | '‰' => said(Rule::SymbolPercent),
            '°' | 'º' => said(Rule::SymbolDegree),
            // LAPSUS$ is a name.
            '$' if touched.is_some_and(char::is_uppercase) && !number_after => {
                claim(at, Rule::SymbolSilent, Symbol::Silent)
            }
            '$' | '€' if !number_after => said(Rule::SymbolCurrency),
            '№' if number_after => said(Rule::SymbolNumber),
            '×' => said(Rule::SymbolTimes),
            // 5 * 3
            '*' if number_after && before.is_some_and(|c| c.is_ascii_digit()) => {
                claim(at, Rule::SymbolTimes, Symbol::Said(words::shared::TIMES))
            }
            '±' if worded(after) => claim(at, Rule::SymbolPlusMinus, Symbol::Said(words::shared::PLUS_MINUS)),
            '÷' => said(Rule::SymbolDivided),
            // 1½
            '½' | '¼' | '¾' | '⅓' | '⅔' if touched.is_some_and(|c| c.is_ascii_digit()) => {
                claim(at, Rule::SymbolFraction, Symbol::Said(words::symbol::MIXED.get(place.written)?))
            }
            '½' | '¼' | '¾' | '⅓' | '⅔' => said(Rule::SymbolFraction),
            '↑' | '↓' if number_after => said(Rule::SymbolArrow),
            '@' => said(Rule::SymbolAt),
            '→' if number_after => arrow(token, &place),
            '→' if worded(before) && worded(after) => {
                claim(at, Rule::SymbolArrow, Symbol::Said(words::symbol::OVER_TO))
            }
            '√' if worded(after) || after == Some('(') => said(Rule::SymbolRoot),
            '≠' | '≡' | '∈' | '∉' | '⊂' | '∪' | '∩' if is_operand(before) => said(Rule::SymbolRelation),
            '∑' | '∫' | '∏' | '∞' | '∂' | '∆' => said(Rule::SymbolOfMaths),
            // 12*: whatever it marks is not dropped.
            '*' if touched.is_some_and(|c| c.is_ascii_digit()) && !matches!(at.byte(), b'*' | b'0'..=b'9') => {
                said(Rule::SymbolStar)
            }
            '*' | '|' | '_' | '^' | '#' | '~' | '<' | '>' | '+' | '=' | '™' | '®' | '©' | '•' | '●' | '■' | '▪'
            | '►' | '·' | '→' | '`' | '$' | '\u{2063}' => {
                Some(Hypothesis::new(at, Rule::SymbolSilent, Symbol::Silent))
            }
            _ => None,
        }
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match *self {
            Symbol::Said(word) => verbalizer.word(word),
            Symbol::Letter(letter) => verbalizer.letter(letter),
            Symbol::Pause { space } => {
                verbalizer.pause();
                if space {
                    verbalizer.out.push(' ');
                }
            }
            Symbol::Silent => {}
            Symbol::Per(what, over) => {
                verbalizer.word(if over { words::shared::OVER } else { words::shared::ONE });
                let lexicon = verbalizer.lexicon;
                let money = || lexicon.currency(what).map(|c| c.read.as_str());
                let unit = lexicon.unit(what).map(|u| u.read.as_str());
                verbalizer.word(unit.or_else(money).unwrap_or(what));
            }
            Symbol::Around(before, number, what, after) => {
                verbalizer.word(before);
                number.verbalize(verbalizer);
                if !what.is_empty() {
                    let lexicon = verbalizer.lexicon;
                    let signed = words::percent::SIGNS.get(what);
                    verbalizer.word(signed.unwrap_or_else(|| lexicon.unit(what).map_or(what, |u| u.read.as_str())));
                }
                verbalizer.word(after);
            }
        }
    }
}

/// `== Lịch sử ==`: what a wiki marks headings with is silent; elsewhere two signs are one.
fn heading_mark<'d>(token: &TokenContext<'d, '_>, mut at: Cursor<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    while at.eat(b'=') {}
    if token.at_line_start() || matches!(at.next_sign(), 0 | b'\n') {
        return claim(at, Rule::SymbolSilent, Symbol::Silent);
    }
    claim(at, Rule::SymbolEquals, Symbol::Said(words::symbol::SIGNS.get("=")?))
}

/// `=))`: brackets of one kind behind the eyes.
fn smiley<'d>(mut at: Cursor<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let mouth = at.byte();
    while at.eat(mouth) {}
    claim(at, Rule::SymbolSilent, Symbol::Silent)
}

/// Whether a sign of arithmetic may stand beside a character.
fn is_operand(c: Option<char>) -> bool {
    c.is_some_and(|c| is_letter(c) || c.is_ascii_digit() || is_raised(c) || matches!(c, ')' | '∞'))
}

/// `a > 0`, `x² < y`, `A > B`: what is compared stands for a number. `lãi > 1.000 hộ` only says that it is more.
fn is_compared(token: &TokenContext, place: &Place) -> bool {
    let before = token.text[..token.start].trim_end_matches(' ');
    let word = before.rsplit(|c: char| !is_letter(c)).next().unwrap_or("");
    let single = |word: &str| word.chars().count() == 1;
    let left = single(word) || before.ends_with(|c: char| c.is_ascii_digit() || is_raised(c) || c == ')');
    let mut next = place.next;
    let variable = single(next.word());
    left && (variable || place.number_after && !word.is_empty() || before.ends_with(is_raised))
}

/// A symbol with what stands beside it.
struct Place<'d> {
    sign: char,
    written: &'d str,
    /// After the symbol, and after the spaces behind it.
    at: Cursor<'d>,
    next: Cursor<'d>,
    /// The characters beside it on its line, spaces aside.
    before: Option<char>,
    after: Option<char>,
    number_after: bool,
}

impl<'d> Place<'d> {
    fn new(token: &TokenContext<'d, '_>) -> Option<Place<'d>> {
        let start = token.cursor();
        let mut at = start;
        let sign = at.eat_if(|_| true)?;
        let before = token.text[..token.start].trim_end_matches(' ').chars().next_back().filter(|&c| c != '\n');
        let mut next = at;
        next.spaces();
        let after = next.char().filter(|&c| c != '\n');
        let number_after = next.byte().is_ascii_digit();
        Some(Place { sign, written: at.since(start), at, next, before, after, number_after })
    }
}

fn claim<'d>(end: Cursor<'d>, rule: Rule, symbol: Symbol<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    Some(Hypothesis::new(end, rule, symbol))
}

/// Whether `+/-` stands before a number, of which the plus has been gone over.
fn is_plus_minus(cursor: Cursor) -> bool {
    let mut at = cursor;
    at.eat(b'/') && at.dash() && {
        at.spaces();
        at.byte().is_ascii_digit()
    }
}

fn plus_minus<'d>(cursor: Cursor<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let mut at = cursor;
    at.eat(b'/');
    at.dash();
    claim(at, Rule::SymbolPlusMinus, Symbol::Said(words::shared::PLUS_MINUS))
}

/// `80 → 95`: up, down, or to something else.
fn arrow<'d>(token: &TokenContext<'d, '_>, place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let before = token.text[..token.start].trim_end_matches(' ');
    // 29k → 35k, 30°C → 25°C
    let before = before.trim_end_matches(|c: char| is_letter(c) || matches!(c, '%' | '°' | ' ' | '$' | '₫'));
    let from = before.rfind(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).map_or(0, |n| n + 1);
    let from = before.get(from..).filter(|text| !text.is_empty());
    let low = from.and_then(|text| Numeral::parse(&mut Cursor::new(text, 0)));
    let mut next = place.next;
    let high = Numeral::parse(&mut next)?;
    let said = match low {
        Some(low) if low.approximate() < high.approximate() => words::symbol::UP_TO,
        Some(low) if low.approximate() > high.approximate() => words::symbol::DOWN_TO,
        _ => words::symbol::OVER_TO,
    };
    claim(place.at, Rule::SymbolArrow, Symbol::Said(said))
}

/// `đón/trả`, `đồng/lượng`, `8 tập/tuần`, `GBP/USD`.
fn slash<'d>(token: &TokenContext<'d, '_>, place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let &Place { sign, at, next, before, after, number_after, .. } = place;
    let worded = |c: Option<char>| c.is_some_and(|c| is_letter(c) || c.is_ascii_digit());
    // 15'/lần
    let minutes = matches!(before, Some('\'' | '’' | '′'));
    if !(worded(before) || minutes) || !worded(after) && !matches!(after, Some('"' | '“' | '(')) {
        return claim(at, Rule::SymbolSilentAlone, Symbol::Silent);
    }
    let left = token.text[..token.start].trim_end_matches(' ');
    let left_word = left.rsplit(|c: char| !is_letter(c)).next().unwrap_or("");
    let mut word_end = next;
    let right_word = word_end.word();
    // GBP/USD is a pair.
    let currency = |w: &str| w.len() == 3 && token.lexicon.currency(w).is_some();
    let counted_money = token.previous.is_some_and(|p| p.class == ClassName::Money && p.end == token.start);
    if sign == '/' && !counted_money && currency(left_word) && currency(right_word) {
        return claim(at, Rule::SymbolPair, Symbol::Silent);
    }
    // 33.870 đ/GBP
    if sign == '/' && counted_money && right_word.len() == 3 && currency(right_word) && !word_end.inside_word() {
        return claim(word_end, Rule::SymbolPer, Symbol::Per(right_word, false));
    }
    // 10⁷ CFU/g: what is counted has no more than its letters.
    let counted_letters = is_all_capitals(left_word) && left_word.chars().nth(1).is_some();
    if sign == '/' && counted_letters && words::symbol::SAMPLES.has(right_word) && !word_end.inside_word() {
        return claim(word_end, Rule::SymbolPer, Symbol::Per(right_word, true));
    }
    let is_unit = |w: &str| token.lexicon.unit(w).is_some() || token.lexicon.currency(w).is_some();
    if sign == '/' && is_unit(left_word) && !right_word.is_empty() && token.lexicon.unit(right_word).is_some() {
        let over = token.lexicon.unit(left_word).is_some_and(|u| !u.word);
        let time = token.lexicon.unit(right_word).is_some_and(|u| u.time && !u.word);
        let mut power = word_end;
        if (power.eat(b'2') || power.eat(b'3') || power.eat_str("²") || power.eat_str("³"))
            && token.lexicon.unit(power.since(next)).is_some()
            && !power.inside_word()
        {
            return claim(power, Rule::SymbolPer, Symbol::Per(power.since(next), false));
        }
        let area = token.lexicon.currency(left_word).is_none()
            && token.lexicon.unit(right_word).is_some_and(|u| u.read.ends_with(words::symbol::HECTARE));
        return claim(word_end, Rule::SymbolPer, Symbol::Per(right_word, over && time || area));
    }
    // 5 dặm/gallon
    if sign == '/' && words::symbol::OVER_UNITS.has(left_word) && !right_word.is_empty() {
        return claim(at, Rule::SymbolPerCounted, Symbol::Said(words::shared::OVER));
    }
    // 60 tháng/1 lần: the one says it already.
    let one = next.rest().strip_prefix("1 ").is_some_and(|r| r.starts_with(char::is_lowercase));
    if sign == '/' && one && left_word.chars().all(char::is_lowercase) && !left_word.is_empty() {
        return claim(at, Rule::SymbolPerOne, Symbol::Silent);
    }
    // triệu đồng/liều: money over whatever is priced.
    let priced = token.lexicon.currency(left_word).is_some()
        && right_word.chars().nth(1).is_some()
        && right_word.chars().all(char::is_lowercase);
    // đồng/vé/chiều, 15'/lần
    let again = token.previous.is_some_and(|p| {
        p.end == token.start
            && (matches!(p.rule, Rule::SymbolPer | Rule::SymbolPerPriced | Rule::SymbolPerCounted)
                || touched_by_time(p.class) && !number_after)
            && right_word.chars().all(char::is_lowercase)
            && is_syllable(right_word)
    });
    if sign == '/' && (priced || again) {
        return claim(word_end, Rule::SymbolPerPriced, Symbol::Per(right_word, false));
    }
    // 8 tập/tuần, 200.000/lượt: something counted over something known.
    let noun =
        token.lexicon.unit(right_word).is_some_and(|u| u.word || right_word.len() > 1) && !word_end.inside_word();
    let counted = before.is_some_and(|c| c.is_ascii_digit())
        || WordsLeft::new(token.text, token.start)
            .take(4)
            .take_while(|w| w.adjacent)
            .skip(1)
            .any(|w| token.text.as_bytes()[w.start..w.end].iter().any(u8::is_ascii_digit));
    // 300 nghìn khách/năm: a noun that is no time itself over a time.
    let rate = noun
        && words::symbol::PERIODS.has(right_word)
        && left_word.chars().all(char::is_lowercase)
        && left_word.chars().count() > 1
        && !words::symbol::PERIODS.has(left_word);
    if sign == '/' && noun && (counted || rate) {
        let over = token.lexicon.unit(right_word).is_some_and(|u| !u.word);
        return claim(word_end, Rule::SymbolPerCounted, Symbol::Per(right_word, over));
    }
    let number_before = || {
        WordsLeft::new(token.text, token.start)
            .take(REACH_OF_RATES)
            .take_while(|w| w.adjacent)
            .any(|w| token.text.as_bytes()[w.start..w.end].iter().any(u8::is_ascii_digit))
    };
    // 1,91 con/phụ nữ
    if sign == '/' && token.phrase_on_right(next, words::symbol::PER_WHOM) && number_before() {
        return claim(at, Rule::SymbolPerCounted, Symbol::Said(words::shared::ONE));
    }
    // 111,4 bé trai/100 bé gái
    let small = |word: &str| !word.is_empty() && word.chars().all(char::is_lowercase) && is_syllable(word);
    let over_some = number_after && small(left_word) && {
        let mut ahead = next;
        Numeral::parse(&mut ahead);
        ahead.eat(b' ') && small(ahead.word())
    };
    if sign == '/' && over_some && token.lexicon.currency(left_word).is_none() && number_before() {
        return claim(at, Rule::SymbolPerCounted, Symbol::Said(words::shared::OVER));
    }
    // 10 tỷ đồng/4 con: what the money is for.
    let money = token.lexicon.currency(left_word).is_some() || words::symbol::SCALES.has(left_word);
    let for_some = money && number_after && {
        let mut ahead = next;
        ahead.digits();
        ahead.eat(b' ') && ahead.char().is_some_and(char::is_lowercase)
    };
    if sign == '/' && for_some {
        return claim(at, Rule::SymbolFor, Symbol::Said(words::shared::FOR));
    }
    // 4 tỉ/4,44
    if money && number_after {
        return claim(at, Rule::SymbolOver, Symbol::Said(words::shared::OVER));
    }
    if token.previous.is_some_and(|p| p.class == ClassName::LicensePlate && p.end == token.start) {
        return claim(at, Rule::SymbolSlashAfterPlate, Symbol::Pause { space: next.at() == at.at() });
    }
    // số 18A/6 đường Lò Rèn
    let house = token.previous.is_some_and(|p| p.class == ClassName::Alphanumeric && p.end == token.start);
    if house && number_after && token.cue_within(Cue::Address) {
        return claim(at, Rule::SymbolOverHouse, Symbol::Said(words::shared::OVER));
    }
    if before.is_some_and(|c| c.is_ascii_digit()) && number_after {
        return claim(at, Rule::SymbolOverNumber, Symbol::Said(words::shared::OVER));
    }
    // A/H5N1: capitals on both sides are one name.
    if is_all_capitals(left_word) && left_word.chars().count() <= 2 && after.is_some_and(char::is_uppercase) {
        return claim(at, Rule::SymbolSilentName, Symbol::Silent);
    }
    claim(at, Rule::SymbolSlash, Symbol::Pause { space: next.at() == at.at() })
}

/// Whether a reading of a class may be so long that something is done once in it: 15'/lần.
fn touched_by_time(class: ClassName) -> bool {
    matches!(class, ClassName::Time | ClassName::Measure)
}

/// How many words away the number may stand of which a rate goes.
const REACH_OF_RATES: usize = 5;

/// Whether a relation stands between what stands for numbers: `x ≥ 3`, `3x − 7 ≥ 2`.
fn is_of_maths(token: &TokenContext, place: &Place) -> bool {
    let before = token.text[..token.start].trim_end_matches(' ');
    let variable = before.rsplit(|c: char| !is_letter(c)).next().is_some_and(|word| word.chars().count() == 1);
    let near = before.char_indices().rev().nth(LONGEST_SIDE).map_or(0, |(n, _)| n);
    let worked = before[near..].contains(['−', '+', '×', '²', '³', '√', '=']);
    variable && is_operand(place.before) || place.before.is_some_and(|c| c.is_ascii_digit()) && worked
}

/// No side of a relation that stands in text has more characters.
const LONGEST_SIDE: usize = 16;

/// `≥ 18 tuổi`, `≤ 20 kg`.
fn bound<'d>(token: &TokenContext<'d, '_>, place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    let &Place { written, at, mut next, .. } = place;
    if is_of_maths(token, place) {
        return claim(at, Rule::SymbolAtLeastWord, Symbol::Said(words::symbol::SIGNS.get(written)?));
    }
    let number = Numeral::parse(&mut next)?;
    let last = words::symbol::BOUNDS.get(written)?;
    if next.byte() == b'%' {
        let sign = next;
        next.eat(b'%');
        return claim(next, Rule::SymbolAtLeast, Symbol::Around(words::symbol::FROM, number, next.since(sign), last));
    }
    if next.inside_word() {
        return claim(at, Rule::SymbolAtLeastWord, Symbol::Said(words::symbol::BOUNDS_AHEAD.get(written)?));
    }
    // ≥ 60 tuổi, ≤ 20 kg: what is counted stands before trở lên.
    let mut unit_end = next;
    let known = unit(token.lexicon, &mut unit_end).is_some();
    let mut noun = next;
    let counted = noun.eat(b' ') && words::symbol::COUNTED.has(noun.word());
    // ≤ 10 triệu đ/tháng: more than a word is counted.
    let mut money = noun;
    let priced = counted && money.eat(b' ') && token.lexicon.currency(money.word()).is_some();
    if priced || counted && noun.next_sign() == b'/' {
        return claim(at, Rule::SymbolAtLeastWord, Symbol::Said(words::symbol::BOUNDS_AHEAD.get(written)?));
    }
    let (what, end) = if known {
        (unit_end.since(next), unit_end)
    } else if counted {
        (noun.since(next), noun)
    } else {
        ("", next)
    };
    claim(end, Rule::SymbolAtLeast, Symbol::Around(words::symbol::FROM, number, what.trim_start(), last))
}
