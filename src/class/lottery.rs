//! Prizes of a lottery and their figures: `G8: 05`, `G.3: 41820 - 95733`, `XSKT Bến Tre: ĐB 204816`.

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;

/// A prize and the numbers that win it.
#[derive(Clone, Copy, Debug)]
pub struct Lottery<'d> {
    /// `8`, `ĐB`
    prize: &'d str,
    /// The numbers with what stands between them.
    figures: &'d str,
}

impl<'d> Recognizer<'d> for Lottery<'d> {
    const CLASS: ClassName = ClassName::Lottery;
    const START_TOKENS: Kinds = Kinds(TokenKind::Letter as u16 | TokenKind::Capitals as u16);

    fn can_exceed(token: &TokenContext<'d, '_>, _: u8) -> bool {
        prize(token).is_some()
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Lottery<'d>>> {
        let (prize, mut at) = prize(token).filter(|_| !token.touches_left())?;
        let colon = at.eat(b':');
        at.spaces();
        let start = at;
        let length = at.digits().len();
        // What a prize has of figures tells it from seven states at the head of a line.
        let fits = words::lottery::LENGTHS.get(prize)?.split(' ').any(|fit| fit.parse() == Ok(length));
        let again = || token.previous_on_line().is_some_and(|p| p.rule == Rule::Lottery);
        let told = token.cue_in_sentence(Cue::Lottery) || colon && token.at_line_start() || again();
        if !fits || !told || at.joins_number() {
            return None;
        }
        loop {
            let mut next = at;
            let between = next.spaced_dash() || next.eat(b',') || next.eat(b';');
            next.spaces();
            if !between || next.digits().len() != length || next.joins_number() {
                break;
            }
            at = next;
        }
        Some(Hypothesis::new(at, Rule::Lottery, Lottery { prize, figures: at.since(start) }))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        verbalizer.word(words::lottery::PRIZES.get(self.prize).unwrap_or(self.prize));
        for number in self.figures.split(|c: char| !c.is_ascii_digit()).filter(|number| !number.is_empty()) {
            verbalizer.pause();
            verbalizer.digits(number);
        }
    }
}

/// `G8`, `G.8`, `ĐB` and where they end.
fn prize<'d>(token: &TokenContext<'d, '_>) -> Option<(&'d str, Cursor<'d>)> {
    let (word, mut at) = token.word();
    if words::lottery::PRIZES.get(word).is_some() {
        at.spaces();
        return Some((word, at));
    }
    if word != "G" {
        return None;
    }
    at.eat(b'.');
    let special = at;
    if words::lottery::SPECIAL.has(at.word()) {
        let prize = at.since(special);
        at.spaces();
        return Some((prize, at));
    }
    at = special;
    let rank = at.digits();
    words::lottery::PRIZES.get(rank).filter(|_| !rank.is_empty() && !at.inside_word())?;
    at.spaces();
    Some((rank, at))
}
