//! Symbols by themselves: `đón/trả`, `đồng/lượng`, `T&T`, `50 = 2`, `> 1.000`, `≥ 18`, `~50`.

use super::SemioticClass;
use crate::recognize::amount::Numeral;
use crate::data::layer::Cue;
use crate::text::letter::{is_all_capitals, is_letter};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};
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

impl<'d> Semiotic<'d> for Symbol<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Symbol as u16);
    const MOST: u8 = 86;

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        let start = site.cursor();
        let mut at = start;
        let sign = at.eat_if(|_| true)?;
        let claim = |end: crate::text::cursor::Cursor, score, rule, class| {
            Some(Claim { end: end.at(), score, rule, class: SemioticClass::Symbol(class) })
        };
        let before = site.text[..site.start].trim_end_matches(' ').chars().next_back().filter(|&c| c != '\n');
        let mut next = at;
        next.spaces();
        let after = next.char().filter(|&c| c != '\n');
        let number_after = next.byte().is_ascii_digit();
        let worded = |c: Option<char>| c.is_some_and(|c| is_letter(c) || c.is_ascii_digit());
        match sign {
            '/' | '\\' => {
                if !worded(before) || !worded(after) && !matches!(after, Some('"' | '“' | '(')) {
                    return claim(at, 40, "symbol.silent", Symbol::Silent);
                }
                let left = site.text[..site.start].trim_end_matches(' ');
                let left_word = left.rsplit(|c: char| !is_letter(c)).next().unwrap_or("");
                let mut word_end = next;
                let right_word = word_end.word();
                // GBP/USD is a pair.
                let currency = |w: &str| w.len() == 3 && site.lexicon.currency(w).is_some();
                let counted_money = site.previous.is_some_and(|p| p.class == super::ClassName::Money && p.end == site.start);
                if sign == '/' && !counted_money && currency(left_word) && currency(right_word) {
                    return claim(at, 86, "symbol.pair", Symbol::Silent);
                }
                let is_unit = |w: &str| site.lexicon.unit(w).is_some() || site.lexicon.currency(w).is_some();
                if sign == '/' && is_unit(left_word) && !right_word.is_empty() && site.lexicon.unit(right_word).is_some() {
                    let over = site.lexicon.unit(left_word).is_some_and(|u| !u.word);
                    let time = site.lexicon.unit(right_word).is_some_and(|u| u.time && !u.word);
                    let mut power = word_end;
                    if (power.eat(b'2') || power.eat(b'3') || power.eat_str("²") || power.eat_str("³")) && site.lexicon.unit(power.since(next)).is_some() && !power.inside_word() {
                        return claim(power, 85, "symbol.per", Symbol::Per(power.since(next), false));
                    }
                    let area = site.lexicon.currency(left_word).is_none()
                        && site.lexicon.unit(right_word).is_some_and(|u| u.read.ends_with("héc ta"));
                    return claim(word_end, 85, "symbol.per", Symbol::Per(right_word, over && time || area));
                }
                // 60 tháng/1 lần: the one says it already.
                let one = next.rest().strip_prefix("1 ").is_some_and(|r| r.starts_with(char::is_lowercase));
                if sign == '/' && one && left_word.chars().all(char::is_lowercase) && !left_word.is_empty() {
                    return claim(at, 75, "symbol.per-one", Symbol::Silent);
                }
                // triệu đồng/liều: money over whatever is priced.
                let priced = site.lexicon.currency(left_word).is_some()
                    && right_word.chars().all(char::is_lowercase)
                    && is_syllable(right_word);
                if sign == '/' && priced {
                    return claim(word_end, 80, "symbol.per", Symbol::Per(right_word, false));
                }
                // 8 tập/tuần, 200.000/lượt: something counted over something known.
                let noun = site.lexicon.unit(right_word).is_some_and(|u| u.word || right_word.len() > 1) && !word_end.inside_word();
                let counted = before.is_some_and(|c| c.is_ascii_digit())
                    || crate::text::left::WordsLeft::new(site.text, site.start)
                        .take(4)
                        .take_while(|w| w.adjacent)
                        .skip(1)
                        .any(|w| site.text.as_bytes()[w.end - 1].is_ascii_digit());
                // 300 nghìn khách/năm: a noun that is no time itself over a time.
                let rate = noun
                    && PERIODS.contains(&right_word)
                    && left_word.chars().all(char::is_lowercase)
                    && left_word.chars().count() > 1
                    && !PERIODS.contains(&left_word);
                if sign == '/' && noun && (counted || rate) {
                    let over = site.lexicon.unit(right_word).is_some_and(|u| !u.word);
                    return claim(word_end, 80, "symbol.per", Symbol::Per(right_word, over));
                }
                // 10 tỷ đồng/4 con: what the money is for.
                let money = site.lexicon.currency(left_word).is_some() || matches!(left_word, "triệu" | "tỷ" | "tỉ" | "nghìn" | "ngàn");
                let for_some = money && number_after && {
                    let mut ahead = next;
                    ahead.digits();
                    ahead.eat(b' ') && ahead.char().is_some_and(char::is_lowercase)
                };
                if sign == '/' && for_some {
                    return claim(at, 75, "symbol.for", Symbol::Said("cho"));
                }
                // 4 tỉ/4,44
                if money && number_after {
                    return claim(at, 70, "symbol.over", Symbol::Said("trên"));
                }
                if site.previous.is_some_and(|p| p.class == super::ClassName::Plate && p.end == site.start) {
                    return claim(at, 70, "symbol.slash", Symbol::Pause { space: next.at() == at.at() });
                }
                // số 18A/6 đường Lò Rèn
                let house = site.previous.is_some_and(|p| p.class == super::ClassName::Model && p.end == site.start);
                if house && number_after && site.near(Cue::Address) {
                    return claim(at, 75, "symbol.over", Symbol::Said("trên"));
                }
                if before.is_some_and(|c| c.is_ascii_digit()) && number_after {
                    return claim(at, 45, "symbol.over", Symbol::Said("trên"));
                }
                // A/H5N1: capitals on both sides are one name.
                if is_all_capitals(left_word) && left_word.chars().count() <= 2 && after.is_some_and(char::is_uppercase) {
                    return claim(at, 60, "symbol.silent", Symbol::Silent);
                }
                claim(at, 62, "symbol.slash", Symbol::Pause { space: next.at() == at.at() })
            }
            '&' => claim(at, 70, "symbol.and", Symbol::Said("và")),
            '+' if worded(before) && worded(after) => claim(at, 62, "symbol.plus", Symbol::Said("cộng")),
            // A+, 18+
            '+' if site.char_before().is_some_and(|c| is_letter(c) || c.is_ascii_digit())
                || site.char_before() == Some('+') && site.previous.is_some_and(|p| p.rule == "symbol.plus" && p.end == site.start) => {
                claim(at, 60, "symbol.plus", Symbol::Said("cộng"))
            }
            '²' if site.char_before().is_some_and(|c| c.is_ascii_digit()) => {
                claim(at, 60, "symbol.power", Symbol::Said("bình phương"))
            }
            '³' if site.char_before().is_some_and(|c| c.is_ascii_digit()) => {
                claim(at, 60, "symbol.power", Symbol::Said("mũ ba"))
            }
            '=' if before.is_some() && after.is_some() => claim(at, 62, "symbol.equals", Symbol::Said("bằng")),
            '>' if number_after => claim(at, 66, "symbol.more", Symbol::Said("hơn")),
            '<' if number_after => claim(at, 66, "symbol.less", Symbol::Said("dưới")),
            '≥' | '≤' => {
                let number = Numeral::parse(&mut next)?;
                let last = if sign == '≥' { "trở lên" } else { "trở xuống" };
                if next.byte() == b'%' {
                    let sign = next;
                    next.eat(b'%');
                    return claim(next, 75, "symbol.at-least", Symbol::Around("từ", number, next.since(sign), last));
                }
                if next.inside_word() {
                    return claim(at, 60, "symbol.at-least", Symbol::Said(if sign == '≥' { "ít nhất" } else { "tối đa" }));
                }
                // ≥ 60 tuổi, ≤ 20 kg: what is counted stands before trở lên.
                let mut unit = next;
                let known = crate::recognize::amount::unit(site, &mut unit).is_some();
                let mut noun = next;
                let counted = noun.eat(b' ') && COUNTED.contains(&noun.word());
                let (what, end) = if known { (unit.since(next), unit) } else if counted { (noun.since(next), noun) } else { ("", next) };
                claim(end, 75, "symbol.at-least", Symbol::Around("từ", number, what.trim_start(), last))
            }
            '~' | '≈' if number_after => claim(at, 66, "symbol.about", Symbol::Said("khoảng")),
            '%' => claim(at, 60, "symbol.percent", Symbol::Said("phần trăm")),
            '‰' => claim(at, 60, "symbol.percent", Symbol::Said("phần nghìn")),
            '°' | 'º' => claim(at, 50, "symbol.degree", Symbol::Said("độ")),
            '$' if !number_after => claim(at, 50, "symbol.currency", Symbol::Said("đô la")),
            '€' if !number_after => claim(at, 50, "symbol.currency", Symbol::Said("ơ rô")),
            '№' if number_after => claim(at, 66, "symbol.number", Symbol::Said("số")),
            '×' => claim(at, 55, "symbol.times", Symbol::Said("nhân")),
            '÷' => claim(at, 55, "symbol.divided", Symbol::Said("chia")),
            '½' | '¼' | '¾' | '⅓' | '⅔' => {
                let name = match sign {
                    '½' => "một phần hai",
                    '¼' => "một phần tư",
                    '¾' => "ba phần tư",
                    '⅓' => "một phần ba",
                    _ => "hai phần ba",
                };
                claim(at, 70, "symbol.fraction", Symbol::Said(name))
            }
            '@' => claim(at, 40, "symbol.at", Symbol::Said("a còng")),
            '*' | '|' | '_' | '^' | '#' | '~' | '<' | '>' | '+' | '=' | '™' | '®' | '©' | '•' | '●' | '■' | '▪' | '►' | '·' | '→' | '`' | '$' => {
                claim(at, 55, "symbol.silent", Symbol::Silent)
            }
            _ => None,
        }
    }

    fn speak(&self, voice: &mut Voice) {
        match *self {
            Symbol::Said(word) => voice.word(word),
            Symbol::Pause { space } => {
                voice.pause();
                if space {
                    voice.out.push(' ');
                }
            }
            Symbol::Silent => {}
            Symbol::Per(what, over) => {
                voice.word(if over { "trên" } else { "một" });
                let lexicon = voice.lexicon;
                voice.word(lexicon.unit(what).map_or(what, |u| u.read.as_str()));
            }
            Symbol::Around(before, number, what, after) => {
                voice.word(before);
                number.speak(voice);
                if !what.is_empty() {
                    let lexicon = voice.lexicon;
                    voice.word(if what == "%" { "phần trăm" } else { lexicon.unit(what).map_or(what, |u| u.read.as_str()) });
                }
                voice.word(after);
            }
        }
    }
}
