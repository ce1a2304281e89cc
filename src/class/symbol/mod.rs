//! Symbols by themselves: `đón/trả`, `đồng/lượng`, `T&T`, `50 = 2`, `> 1.000`, `≥ 18`, `~50`.

mod place;
mod relation;
mod slash;

pub use place::Symbol;

use crate::class::subtraction::stands_near;
use crate::data::layer::{Cue, Domain};
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind, is_greek};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_letter;
use place::{Place, claim, is_operand, is_vulgar, is_worded};
use relation::{arrow, bound, is_compared, is_range};
use slash::slash;

impl<'d> Recognizer<'d> for Symbol<'d> {
    const CLASS: ClassName = ClassName::Symbol;
    // An x is a word without a vowel.
    const START_TOKENS: Kinds = Kinds(TokenKind::Symbol as u16 | TokenKind::Capitals as u16);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Symbol<'d>>> {
        if token.kind == TokenKind::Capitals {
            return times(token);
        }
        let place = Place::new(token)?;
        let Place { sign, at, before, after, number_after, .. } = place;
        let touched = token.char_before();
        let said = |rule| Some(Hypothesis::new(at, rule, Symbol::Said(words::symbol::SIGNS.get(place.written)?)));
        match sign {
            '/' | '\\' => slash(token, &place),
            '&' => said(Rule::SymbolAnd),
            '+' if at.byte() == b'/' && is_plus_minus(at) => plus_minus(at),
            '+' if is_operand(before) && (is_operand(after) || matches!(after, Some('(' | '√'))) => {
                said(Rule::SymbolPlus)
            }
            // a − b, x² − 5x
            '−' if is_operand(before)
                && (is_operand(after) || after == Some('('))
                && !(before.is_some_and(|c| c.is_ascii_digit()) && number_after) =>
            {
                said(Rule::SymbolMinus)
            }
            // √81 − 2³
            '−' if number_after && touched == Some(' ') && at.byte() == b' ' && is_among_sums(token, at) => {
                said(Rule::SymbolMinus)
            }
            // A+, 18+
            '+' if is_worded(touched)
                || touched == Some('+')
                    && token.previous.is_some_and(|p| p.rule.is_told_as(Rule::SymbolPlus) && p.end == token.start) =>
            {
                said(Rule::SymbolPlusAfter)
            }
            'Δ' | '∆' if has_corners(token, at) => {
                claim(at, Rule::SymbolTriangle, Symbol::Said(words::symbol::TRIANGLE))
            }
            '|' => absolute(token, &place),
            c if is_greek(c) && !touched.is_some_and(is_greek) && !at.char().is_some_and(is_greek) => {
                claim(at, Rule::SymbolGreek, Symbol::Letter(c))
            }
            // Mưa to => đường ngập
            '=' if at.byte() == b'>' => {
                let mut end = at;
                end.eat(b'>');
                let joins = is_worded(before) || before == Some(')');
                claim(end, Rule::SymbolImplies, if joins { Symbol::Pause { space: false } } else { Symbol::Silent })
            }
            '=' if at.byte() == b'=' || touched == Some('=') => heading_mark(token, at),
            // =))
            '=' if matches!(at.byte(), b')' | b'(' | b']') && at.byte_after(1) == at.byte() => smiley(at),
            '=' if before.is_some() && after.is_some() => said(Rule::SymbolEquals),
            '>' | '<' if is_compared(&place) => {
                claim(at, Rule::SymbolCompared, Symbol::Said(words::symbol::COMPARED.get(place.written)?))
            }
            '>' if number_after => said(Rule::SymbolMore),
            '<' if number_after => said(Rule::SymbolLess),
            '≥' | '≤' => bound(token, &place),
            // 10~15%
            '~' if is_range(&place) => claim(at, Rule::SymbolRange, Symbol::Said(words::shared::TO)),
            '~' | '≈' if number_after => said(Rule::SymbolAbout),
            // Test nhanh (+): what was found.
            '+' if touched == Some('(') && at.byte() == b')' => {
                let found = token.cue_in_sentence(Cue::AboutHealth)
                    || token.phrase_on_left(words::symbol::BEFORE_FOUND)
                    || words::symbol::BEFORE_FOUND.has(token.left_word(0));
                let word = if found { words::symbol::FOUND } else { words::shared::PLUS };
                claim(at, Rule::SymbolPlusAfter, Symbol::Said(word))
            }
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
            '±' if is_worded(after) => claim(at, Rule::SymbolPlusMinus, Symbol::Said(words::shared::PLUS_MINUS)),
            // 3,20 ÷ 3,45 m
            '÷' if is_range(&place) => claim(at, Rule::SymbolRange, Symbol::Said(words::shared::TO)),
            '÷' => said(Rule::SymbolDivided),
            '⇌' | '⇄' => said(Rule::SymbolRelation),
            // 1½
            c if is_vulgar(c) && touched.is_some_and(|c| c.is_ascii_digit()) => {
                claim(at, Rule::SymbolFraction, Symbol::Said(words::symbol::MIXED.get(place.written)?))
            }
            c if is_vulgar(c) => said(Rule::SymbolFraction),
            '↑' | '↓' if number_after => said(Rule::SymbolArrow),
            // @@: two eyes
            '@' if at.byte() == b'@' || touched == Some('@') => claim(at, Rule::SymbolSilent, Symbol::Silent),
            '@' => said(Rule::SymbolAt),
            // 5h15→19h45
            '→' if number_after
                && token.previous.is_some_and(|p| p.class == ClassName::Time && p.end + 1 >= token.start) =>
            {
                claim(at, Rule::SymbolArrow, Symbol::Said(words::shared::TO))
            }
            '→' if number_after => arrow(&place),
            '→' if is_worded(before) && is_worded(after) => {
                claim(at, Rule::SymbolArrow, Symbol::Said(words::symbol::OVER_TO))
            }
            '√' | '∛' | '∠' if is_worded(after) || after == Some('(') => said(Rule::SymbolRoot),
            '≠' | '≡' | '∈' | '∉' | '⊂' | '∪' | '∩' | '⊥' if is_operand(before) => {
                said(Rule::SymbolRelation)
            }
            '∑' | '∫' | '∏' | '∞' | '∂' | '∆' => said(Rule::SymbolOfMaths),
            // 12*: whatever it marks is not dropped.
            '*' if touched.is_some_and(|c| c.is_ascii_digit()) && !matches!(at.byte(), b'*' | b'0'..=b'9') => {
                said(Rule::SymbolStar)
            }
            '*' | '_' | '^' | '#' | '~' | '<' | '>' | '+' | '=' | '™' | '®' | '©' | '•' | '●' | '■' | '▪' | '►'
            | '·' | '→' | '`' | '$' | '\u{2063}' => Some(Hypothesis::new(at, Rule::SymbolSilent, Symbol::Silent)),
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

/// Whether other signs of arithmetic stand near on the line.
fn is_among_sums(token: &TokenContext, after: Cursor) -> bool {
    let sign = |c: char| matches!(c, '√' | '×' | '÷' | '=' | '²' | '³' | '±' | '≈' | '^');
    stands_near(&token.text[..token.start], after, sign)
}

/// `24 lon x 8.500đ`, `cao 845 x rộng 1.285`: an x between what is counted and a number.
fn times<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Symbol<'d>>> {
    /// What is counted stands so near.
    const NEAR: usize = 24;
    let mut at = token.cursor();
    let sign = at.eat(b'x') && at.byte() == b' ' && token.char_before() == Some(' ');
    let mut next = at;
    next.spaces();
    let side = next;
    if words::symbol::SIDES.has(next.word()) {
        next.spaces();
    } else {
        next = side;
    }
    let fits = sign && next.byte().is_ascii_digit() && token.line_before(NEAR).contains(|c: char| c.is_ascii_digit());
    if fits { claim(at, Rule::SymbolTimes, Symbol::Said(words::shared::TIMES)) } else { None }
}

/// Whether the three corners of a triangle follow: ΔABC.
fn has_corners(token: &TokenContext, mut at: Cursor) -> bool {
    let corners = at.word();
    let three = corners.len() == 3 && corners.bytes().all(|b| b.is_ascii_uppercase()) && !at.inside_word();
    // ΔGDP is a change.
    three && token.domain() != Some(Domain::Finance)
}

/// `|x − 3|`: the first of two bars around something of maths; any other bar is silent.
fn absolute<'d>(token: &TokenContext<'d, '_>, place: &Place<'d>) -> Option<Hypothesis<Symbol<'d>>> {
    const LONGEST: usize = 24;
    /// Bars further back on the line are of other values.
    const NEAR: usize = 100;
    let rest = place.at.rest();
    let end = rest.char_indices().take(LONGEST).find(|(_, c)| matches!(c, '|' | '\n'));
    let inside = end.map_or("", |(n, _)| &rest[..n]);
    let operand = |c: char| c.is_ascii_alphanumeric() || is_operand(Some(c));
    let fits = rest[inside.len()..].starts_with('|')
        && inside.starts_with(operand)
        && inside.ends_with(operand)
        && inside.split(|c: char| !is_letter(c)).all(|word| word.chars().count() <= 2);
    // A|B|C is a row of a table.
    let touched = is_worded(token.char_before()) || is_worded(rest[inside.len()..].chars().nth(1));
    let fits = fits && !touched && inside.contains(is_letter);
    let bars = token.line_before(NEAR).matches('|').count();
    if fits && bars.is_multiple_of(2) && !token.at_line_start() {
        return claim(place.at, Rule::SymbolAbsolute, Symbol::Said(words::symbol::ABSOLUTE));
    }
    claim(place.at, Rule::SymbolSilent, Symbol::Silent)
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
