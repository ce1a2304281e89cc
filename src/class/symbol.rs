//! Symbols by themselves: `đón/trả`, `đồng/lượng`, `T&T`, `50 = 2`, `> 1.000`, `≥ 18`, `~50`.

use crate::data::layer::Cue;
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule};
use crate::text::letter::{is_all_capitals, is_letter};
use crate::vietnamese::syllable::is_syllable;

/// A symbol and what it stands for here.
#[derive(Clone, Copy, Debug)]
pub enum Symbol<'d> {
    /// Said as this word.
    Said(&'static str),
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

/// What a rate is over, though no number stands near: khách/năm. One over another is a list: ngày/tháng/năm.
const PERIODS: [&str; 9] = ["năm", "tháng", "tuần", "ngày", "đêm", "giờ", "phút", "giây", "quý"];

/// What a bound is set for: it stands before `trở lên`.
const COUNTED: [&str; 11] = ["tuổi", "điểm", "năm", "tháng", "ngày", "giờ", "phút", "người", "lần", "triệu", "tỷ"];

impl<'d> Recognizer<'d> for Symbol<'d> {
    const CLASS: ClassName = ClassName::Symbol;
    const START_TOKENS: Kinds = Kinds(TokenKind::Symbol as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Symbol<'d>>> {
        let start = token.cursor();
        let mut at = start;
        let sign = at.eat_if(|_| true)?;
        let claim = |end: crate::text::cursor::Cursor, score, rule, class| {
            Some(Hypothesis { end: end.at(), score, rule, class: class })
        };
        let before = token.text[..token.start].trim_end_matches(' ').chars().next_back().filter(|&c| c != '\n');
        let mut next = at;
        next.spaces();
        let after = next.char().filter(|&c| c != '\n');
        let number_after = next.byte().is_ascii_digit();
        let worded = |c: Option<char>| c.is_some_and(|c| is_letter(c) || c.is_ascii_digit());
        match sign {
            '/' | '\\' => {
                if !worded(before) || !worded(after) && !matches!(after, Some('"' | '“' | '(')) {
                    return claim(at, 40, Rule::SymbolSilent, Symbol::Silent);
                }
                let left = token.text[..token.start].trim_end_matches(' ');
                let left_word = left.rsplit(|c: char| !is_letter(c)).next().unwrap_or("");
                let mut word_end = next;
                let right_word = word_end.word();
                // GBP/USD is a pair.
                let currency = |w: &str| w.len() == 3 && token.lexicon.currency(w).is_some();
                let counted_money =
                    token.previous.is_some_and(|p| p.class == super::ClassName::Money && p.end == token.start);
                if sign == '/' && !counted_money && currency(left_word) && currency(right_word) {
                    return claim(at, 86, Rule::SymbolPair, Symbol::Silent);
                }
                let is_unit = |w: &str| token.lexicon.unit(w).is_some() || token.lexicon.currency(w).is_some();
                if sign == '/'
                    && is_unit(left_word)
                    && !right_word.is_empty()
                    && token.lexicon.unit(right_word).is_some()
                {
                    let over = token.lexicon.unit(left_word).is_some_and(|u| !u.word);
                    let time = token.lexicon.unit(right_word).is_some_and(|u| u.time && !u.word);
                    let mut power = word_end;
                    if (power.eat(b'2') || power.eat(b'3') || power.eat_str("²") || power.eat_str("³"))
                        && token.lexicon.unit(power.since(next)).is_some()
                        && !power.inside_word()
                    {
                        return claim(power, 85, Rule::SymbolPer, Symbol::Per(power.since(next), false));
                    }
                    let area = token.lexicon.currency(left_word).is_none()
                        && token.lexicon.unit(right_word).is_some_and(|u| u.read.ends_with("héc ta"));
                    return claim(word_end, 85, Rule::SymbolPer, Symbol::Per(right_word, over && time || area));
                }
                // 60 tháng/1 lần: the one says it already.
                let one = next.rest().strip_prefix("1 ").is_some_and(|r| r.starts_with(char::is_lowercase));
                if sign == '/' && one && left_word.chars().all(char::is_lowercase) && !left_word.is_empty() {
                    return claim(at, 75, Rule::SymbolPerOne, Symbol::Silent);
                }
                // triệu đồng/liều: money over whatever is priced.
                let priced = token.lexicon.currency(left_word).is_some()
                    && right_word.chars().all(char::is_lowercase)
                    && is_syllable(right_word);
                if sign == '/' && priced {
                    return claim(word_end, 80, Rule::SymbolPer, Symbol::Per(right_word, false));
                }
                // 8 tập/tuần, 200.000/lượt: something counted over something known.
                let noun = token.lexicon.unit(right_word).is_some_and(|u| u.word || right_word.len() > 1)
                    && !word_end.inside_word();
                let counted = before.is_some_and(|c| c.is_ascii_digit())
                    || crate::text::left::WordsLeft::new(token.text, token.start)
                        .take(4)
                        .take_while(|w| w.adjacent)
                        .skip(1)
                        .any(|w| token.text.as_bytes()[w.end - 1].is_ascii_digit());
                // 300 nghìn khách/năm: a noun that is no time itself over a time.
                let rate = noun
                    && PERIODS.contains(&right_word)
                    && left_word.chars().all(char::is_lowercase)
                    && left_word.chars().count() > 1
                    && !PERIODS.contains(&left_word);
                if sign == '/' && noun && (counted || rate) {
                    let over = token.lexicon.unit(right_word).is_some_and(|u| !u.word);
                    return claim(word_end, 80, Rule::SymbolPer, Symbol::Per(right_word, over));
                }
                // 10 tỷ đồng/4 con: what the money is for.
                let money = token.lexicon.currency(left_word).is_some()
                    || matches!(left_word, "triệu" | "tỷ" | "tỉ" | "nghìn" | "ngàn");
                let for_some = money && number_after && {
                    let mut ahead = next;
                    ahead.digits();
                    ahead.eat(b' ') && ahead.char().is_some_and(char::is_lowercase)
                };
                if sign == '/' && for_some {
                    return claim(at, 75, Rule::SymbolFor, Symbol::Said("cho"));
                }
                // 4 tỉ/4,44
                if money && number_after {
                    return claim(at, 70, Rule::SymbolOver, Symbol::Said("trên"));
                }
                if token.previous.is_some_and(|p| p.class == super::ClassName::LicensePlate && p.end == token.start) {
                    return claim(at, 70, Rule::SymbolSlash, Symbol::Pause { space: next.at() == at.at() });
                }
                // số 18A/6 đường Lò Rèn
                let house =
                    token.previous.is_some_and(|p| p.class == super::ClassName::Alphanumeric && p.end == token.start);
                if house && number_after && token.cue_within(Cue::Address) {
                    return claim(at, 75, Rule::SymbolOver, Symbol::Said("trên"));
                }
                if before.is_some_and(|c| c.is_ascii_digit()) && number_after {
                    return claim(at, 45, Rule::SymbolOver, Symbol::Said("trên"));
                }
                // A/H5N1: capitals on both sides are one name.
                if is_all_capitals(left_word) && left_word.chars().count() <= 2 && after.is_some_and(char::is_uppercase)
                {
                    return claim(at, 60, Rule::SymbolSilent, Symbol::Silent);
                }
                claim(at, 62, Rule::SymbolSlash, Symbol::Pause { space: next.at() == at.at() })
            }
            '&' => claim(at, 70, Rule::SymbolAnd, Symbol::Said("và")),
            '+' if worded(before) && worded(after) => claim(at, 62, Rule::SymbolPlus, Symbol::Said("cộng")),
            // A+, 18+
            '+' if token.char_before().is_some_and(|c| is_letter(c) || c.is_ascii_digit())
                || token.char_before() == Some('+')
                    && token.previous.is_some_and(|p| p.rule.is_told_as(Rule::SymbolPlus) && p.end == token.start) =>
            {
                claim(at, 60, Rule::SymbolPlus, Symbol::Said("cộng"))
            }
            '²' if token.char_before().is_some_and(|c| c.is_ascii_digit()) => {
                claim(at, 60, Rule::SymbolPower, Symbol::Said("bình phương"))
            }
            '³' if token.char_before().is_some_and(|c| c.is_ascii_digit()) => {
                claim(at, 60, Rule::SymbolPower, Symbol::Said("mũ ba"))
            }
            '=' if before.is_some() && after.is_some() => claim(at, 62, Rule::SymbolEquals, Symbol::Said("bằng")),
            '>' if number_after => claim(at, 66, Rule::SymbolMore, Symbol::Said("hơn")),
            '<' if number_after => claim(at, 66, Rule::SymbolLess, Symbol::Said("dưới")),
            '≥' | '≤' => {
                let number = Numeral::parse(&mut next)?;
                let last = if sign == '≥' { "trở lên" } else { "trở xuống" };
                if next.byte() == b'%' {
                    let sign = next;
                    next.eat(b'%');
                    return claim(next, 75, Rule::SymbolAtLeast, Symbol::Around("từ", number, next.since(sign), last));
                }
                if next.inside_word() {
                    return claim(
                        at,
                        60,
                        Rule::SymbolAtLeast,
                        Symbol::Said(if sign == '≥' { "ít nhất" } else { "tối đa" }),
                    );
                }
                // ≥ 60 tuổi, ≤ 20 kg: what is counted stands before trở lên.
                let mut unit = next;
                let known = crate::recognize::amount::unit(token.lexicon, &mut unit).is_some();
                let mut noun = next;
                let counted = noun.eat(b' ') && COUNTED.contains(&noun.word());
                let (what, end) = if known {
                    (unit.since(next), unit)
                } else if counted {
                    (noun.since(next), noun)
                } else {
                    ("", next)
                };
                claim(end, 75, Rule::SymbolAtLeast, Symbol::Around("từ", number, what.trim_start(), last))
            }
            '~' | '≈' if number_after => claim(at, 66, Rule::SymbolAbout, Symbol::Said("khoảng")),
            '%' => claim(at, 60, Rule::SymbolPercent, Symbol::Said("phần trăm")),
            '‰' => claim(at, 60, Rule::SymbolPercent, Symbol::Said("phần nghìn")),
            '°' | 'º' => claim(at, 50, Rule::SymbolDegree, Symbol::Said("độ")),
            '$' if !number_after => claim(at, 50, Rule::SymbolCurrency, Symbol::Said("đô la")),
            '€' if !number_after => claim(at, 50, Rule::SymbolCurrency, Symbol::Said("ơ rô")),
            '№' if number_after => claim(at, 66, Rule::SymbolNumber, Symbol::Said("số")),
            '×' => claim(at, 55, Rule::SymbolTimes, Symbol::Said("nhân")),
            '÷' => claim(at, 55, Rule::SymbolDivided, Symbol::Said("chia")),
            '½' | '¼' | '¾' | '⅓' | '⅔' => {
                let name = match sign {
                    '½' => "một phần hai",
                    '¼' => "một phần tư",
                    '¾' => "ba phần tư",
                    '⅓' => "một phần ba",
                    _ => "hai phần ba",
                };
                claim(at, 70, Rule::SymbolFraction, Symbol::Said(name))
            }
            '@' => claim(at, 40, Rule::SymbolAt, Symbol::Said("a còng")),
            '*' | '|' | '_' | '^' | '#' | '~' | '<' | '>' | '+' | '=' | '™' | '®' | '©' | '•' | '●' | '■' | '▪'
            | '►' | '·' | '→' | '`' | '$' => claim(at, 55, Rule::SymbolSilent, Symbol::Silent),
            _ => None,
        }
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match *self {
            Symbol::Said(word) => verbalizer.word(word),
            Symbol::Pause { space } => {
                verbalizer.pause();
                if space {
                    verbalizer.out.push(' ');
                }
            }
            Symbol::Silent => {}
            Symbol::Per(what, over) => {
                verbalizer.word(if over { "trên" } else { "một" });
                let lexicon = verbalizer.lexicon;
                verbalizer.word(lexicon.unit(what).map_or(what, |u| u.read.as_str()));
            }
            Symbol::Around(before, number, what, after) => {
                verbalizer.word(before);
                number.verbalize(verbalizer);
                if !what.is_empty() {
                    let lexicon = verbalizer.lexicon;
                    verbalizer.word(if what == "%" {
                        "phần trăm"
                    } else {
                        lexicon.unit(what).map_or(what, |u| u.read.as_str())
                    });
                }
                verbalizer.word(after);
            }
        }
    }
}
