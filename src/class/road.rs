//! Roads and kilometre posts: `QL1A`, `ĐT.902`, `km 23+500`.

use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::signs::Signs;

/// A road's number or a kilometre post.
#[derive(Clone, Copy, Debug)]
pub enum Road<'d> {
    /// `QL1A`: kind, number, letter.
    Number(&'static str, &'d str, &'d str),
    /// `km 23+500`, `Km9+800 - Km11+200`
    Post(Post<'d>, Option<Post<'d>>),
}

/// A kilometre and metres beyond it.
type Post<'d> = (Numeral<'d>, Option<Numeral<'d>>);

impl<'d> Recognizer<'d> for Road<'d> {
    const CLASS: ClassName = ClassName::Road;
    const START_TOKENS: Kinds = Kinds(TokenKind::Capitals as u16 | TokenKind::Word as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::DIGIT);

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Road<'d>>> {
        if token.touches_left() {
            return None;
        }
        let claim = |end: Cursor, rule, class| Some(Hypothesis::new(end, rule, class));
        let (kind, mut at) = token.word();
        if words::road::KILOMETRE.has(kind) {
            let mut at = token.cursor();
            let from = post(&mut at)?;
            let rule = if from.1.is_some() { Rule::RoadPost } else { Rule::RoadPostBare };
            let mut range = at;
            let to = if range.spaced_dash() { post(&mut range) } else { None };
            let end = if to.is_some() { range } else { at };
            return if end.inside_word() { None } else { claim(end, rule, Road::Post(from, to)) };
        }
        let read = words::road::KINDS.get(kind)?;
        let dotted = at.eat(b'.');
        at.eat(b' ');
        let number = at.digits();
        if number.is_empty() || number.len() > 4 {
            return None;
        }
        let start = at;
        at.eat_if(|c| c.is_ascii_uppercase());
        let letter = at.since(start);
        if at.inside_word() || matches!(at.byte(), b'.' | b'/') && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        // Cao tốc CT.01 says what it is already.
        let motorway = words::road::MOTORWAY.get(kind);
        let said = motorway.is_some() && words::road::BEFORE_MOTORWAYS.has(token.word_before());
        let read = motorway.filter(|_| said).unwrap_or(read);
        // ĐT and CT are other things too (điện thoại, chỉ thị): a road's number has at most three digits.
        if number.len() > 3 || motorway.is_some() && !dotted {
            return None;
        }
        claim(at, Rule::Road, Road::Number(read, number, letter))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        match *self {
            Road::Number(kind, number, letter) => {
                verbalizer.expansion(kind);
                if number.starts_with('0') {
                    verbalizer.digits(number);
                } else {
                    verbalizer.cardinal(number);
                }
                verbalizer.letters(letter);
            }
            Road::Post(from, to) => {
                say_post(from, verbalizer);
                if let Some(to) = to {
                    verbalizer.word(words::shared::TO);
                    say_post(to, verbalizer);
                }
            }
        }
    }
}

fn say_post((whole, metres): Post, verbalizer: &mut Verbalizer) {
    verbalizer.word(words::road::KILOMETRES);
    whole.verbalize(verbalizer);
    let Some(metres) = metres else { return };
    verbalizer.word(words::shared::PLUS);
    // 31+050: the zero before tens is said, the rest is a number.
    match metres.whole.strip_prefix('0').filter(|rest| rest.len() == 2 && !rest.starts_with('0')) {
        Some(rest) => {
            verbalizer.word(words::road::ZERO);
            verbalizer.cardinal(rest);
        }
        None => metres.verbalize(verbalizer),
    }
}

/// `km 23`, `Km23+500`
fn post<'d>(cursor: &mut Cursor<'d>) -> Option<Post<'d>> {
    let mut at = *cursor;
    words::road::KILOMETRE.has(at.word()).then_some(())?;
    at.eat(b'.');
    at.eat(b' ');
    let whole = Numeral::parse(&mut at)?;
    let metres = plus(&mut at);
    *cursor = at;
    Some((whole, metres))
}

/// `+500`, ` + 500`
fn plus<'d>(cursor: &mut Cursor<'d>) -> Option<Numeral<'d>> {
    let mut at = *cursor;
    at.spaces();
    at.eat(b'+').then_some(())?;
    at.spaces();
    let number = Numeral::parse(&mut at)?;
    *cursor = at;
    Some(number)
}
