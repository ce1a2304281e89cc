//! Scores and formations: `thắng 3-0`, `tỷ số 2-1`, `đội hình 4-3-3`, `set 25-20`.

use crate::data::layer::{Cue, Domain};
use crate::recognize::amount::Numeral;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::letter::is_capitalised;
use crate::text::signs::Signs;

/// As many numbers stand in a draw of a lottery.
const MOST_PARTS: usize = 7;

/// Half a point.
const HALF: &str = ",5";

/// Two numbers or more, said one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Score<'d> {
    parts: [&'d str; MOST_PARTS],
}

impl<'d> Recognizer<'d> for Score<'d> {
    const CLASS: ClassName = ClassName::Score;
    const START_TOKENS: Kinds = Kinds(TokenKind::Digits as u16);
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::DASH.or(Signs::COLON));

    fn can_exceed(token: &TokenContext<'d, '_>, weight: u8) -> bool {
        let mut at = token.cursor();
        at.digits();
        matches!(at.next_sign(), b'-' | b':' | b',' | 0xE2..)
            && (weight < Rule::ScoreFormation.weight()
                || token.cue_on_left(Cue::Score)
                || weight < Rule::ScoreHalves.weight() && at.byte() == b',')
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Score<'d>>> {
        if token.touches_left() {
            return None;
        }
        let mut at = token.cursor();
        let mut parts = [""; MOST_PARTS];
        let mut count = 0;
        let mut separator = 0u8;
        while count < parts.len() {
            let start = at;
            let digits = at.digits();
            if digits.is_empty() || digits.len() > 3 {
                return None;
            }
            // 2,5-1,5: half a point of a game of chess.
            if !at.eat_str(HALF) || at.byte().is_ascii_digit() {
                at = start;
                at.digits();
            }
            parts[count] = at.since(start);
            count += 1;
            let mut ahead = at;
            let sign = if ahead.spaced_dash() {
                b'-'
            } else if ahead.eat(b':') {
                b':'
            } else {
                break;
            };
            if !ahead.byte().is_ascii_digit() || separator != 0 && sign != separator {
                break;
            }
            separator = sign;
            at = ahead;
        }
        // Hạ cánh lúc 16:15
        if separator == b':' && count == 2 && words::shared::BEFORE_TIMES.has(token.word_before()) {
            return None;
        }
        // Of 2-3$ the sign is a part.
        if count < 2 || at.inside_word() || at.char().is_some_and(|c| "/%‰$€£¥₫".contains(c)) {
            return None;
        }
        if matches!(at.byte(), b'.' | b',') && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        let claim = |rule| Some(Hypothesis::new(at, rule, Score { parts }));
        // Halves are told of only where somebody wins.
        let halves = parts.iter().filter(|part| part.ends_with(HALF)).count();
        if halves > 0 {
            let won = token.cue_in_sentence(Cue::Score) && !token.cue_on_right(at, Cue::Range);
            return if count == 2 && halves == 2 && won { claim(Rule::ScoreHalves) } else { None };
        }
        if count >= 3 {
            let near = token.cue_within(Cue::Formation);
            let small = parts.iter().all(|p| p.len() <= 1);
            let formation = small && parts.iter().filter_map(|p| p.parse::<u32>().ok()).sum::<u32>() == 10;
            return match (near || formation, small) {
                (true, true) => claim(Rule::ScoreFormation),
                _ if token.cue_within(Cue::Score) => claim(Rule::ScoreListNear),
                _ => claim(Rule::ScoreList),
            };
        }
        let one_to_one = parts[0] == "1" && parts[1] == "1";
        let counted = token.cue_on_right(at, Cue::Range);
        let rising = parts[0].parse::<u32>().ok() < parts[1].parse().ok();
        // thắng 5-6 trận
        if token.cue_on_left(Cue::Score) && !(counted && (rising || token.cue_in_sentence(Cue::Approx))) {
            return claim(Rule::Score);
        }
        if counted {
            return None;
        }
        if token.follows(ClassName::Score).is_some() {
            return claim(Rule::ScoreNext);
        }
        // 2-1 cho Việt Nam
        let mut next = at;
        next.spaces();
        let given = words::score::FOR.has(next.word()) && is_capitalised(next.next_word());
        if (given || token.cue_on_right(at, Cue::Score))
            && !token.cue_on_left(Cue::Day)
            && !token.cue_on_left(Cue::DayHint)
        {
            return claim(Rule::ScoreBefore);
        }
        if token.cue_within(Cue::Score) {
            return claim(Rule::ScoreNear);
        }
        // Việt Nam 2-1 Thái Lan: a name on either side.
        let names = is_capitalised(token.word_before()) && is_capitalised(at.next_word()) && at.byte() == b' ';
        if names && parts[0].len() <= 2 && parts[1].len() <= 2 && !token.cue_on_left(Cue::Day) {
            return claim(Rule::ScoreNames);
        }
        if token.cue_within(Cue::Ratio) {
            return claim(Rule::ScoreRatio);
        }
        // 2-4 cán bộ: something is counted, and the second number is the larger.
        let mut next = at;
        let noun = rising
            && next.spaces()
            && next.char().is_some_and(char::is_lowercase)
            && !words::score::GOES_ON.has(next.word());
        if noun {
            return None;
        }
        let small = parts[0].len() <= 2 && parts[1].len() <= 2;
        if small
            && !token.cue_on_left(Cue::Day)
            && !token.cue_on_left(Cue::DayHint)
            && token.domain() == Some(Domain::Sport)
        {
            return claim(Rule::ScoreSport);
        }
        // A cue far away is not enough for what may well be a range: 30-40 container.
        let rises = parts[0].len() > 1 && parts[1].len() > 1 && parts[0] < parts[1];
        if !rises
            && token.cue_in_sentence(Cue::Score)
            && !token.cue_on_left(Cue::Day)
            && !token.cue_on_left(Cue::DayHint)
        {
            return claim(if one_to_one { Rule::ScoreSentenceEven } else { Rule::ScoreSentence });
        }
        // No range falls or stands still: 2-2, 3-1.
        let falls = parts[0].parse::<u32>().ok() >= parts[1].parse().ok();
        if falls { claim(Rule::ScoreFalling) } else { None }
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        for part in self.parts.iter().filter(|p| !p.is_empty()) {
            if let Some(whole) = part.strip_suffix(HALF) {
                Numeral { whole, decimals: &HALF[1..], mark: b',', grouped: false }.verbalize(verbalizer);
                continue;
            }
            // 12-04-02: the zero of a number that names something is said.
            if part.len() > 1 && part.starts_with('0') {
                verbalizer.digits(part);
            } else {
                verbalizer.cardinal(part);
            }
        }
    }
}
