//! Scores and formations: `thắng 3-0`, `tỷ số 2-1`, `đội hình 4-3-3`, `set 25-20`.

use super::{ClassName, SemioticClass};
use crate::data::layer::{Cue, Domain};
use crate::text::letter::is_capitalised;
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};
use crate::text::signs::Signs;

/// As many numbers stand in a draw of a lottery.
const MOST_PARTS: usize = 7;

/// Words that may follow a score; after a range stands what it counts.
const GOES_ON: [&str; 24] = [
    "trước", "sau", "cho", "ở", "trong", "tại", "khi", "và", "rồi", "để", "với", "nghiêng", "của", "trên", "ngay", "nhưng", "chung",
    "thuộc", "đã", "từ", "là", "vào", "do", "nhờ",
];

/// Two numbers or more, said one after the other.
#[derive(Clone, Copy, Debug)]
pub struct Score<'d> {
    parts: [&'d str; MOST_PARTS],
}

impl<'d> Semiotic<'d> for Score<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Digits as u16);
    const MOST: u8 = 95;
    const NEEDS: Option<Signs> = Some(Signs::DASH.or(Signs::COLON));

    fn may_beat(site: &Site<'d, '_>, score: u8) -> bool {
        let mut at = site.cursor();
        at.digits();
        matches!(at.next_sign(), b'-' | b':' | 0xE2..) && (score < 90 || site.after(Cue::Score))
    }

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if site.touches_left() {
            return None;
        }
        let mut at = site.cursor();
        let mut parts = [""; MOST_PARTS];
        let mut count = 0;
        let mut separator = 0u8;
        while count < parts.len() {
            let digits = at.digits();
            if digits.is_empty() || digits.len() > 3 {
                return None;
            }
            parts[count] = digits;
            count += 1;
            let mut ahead = at;
            let sign = if ahead.spaced_dash() { b'-' } else if ahead.eat(b':') { b':' } else { break };
            if !ahead.byte().is_ascii_digit() || separator != 0 && sign != separator {
                break;
            }
            separator = sign;
            at = ahead;
        }
        // Of 2-3$ the sign is a part.
        if count < 2 || at.inside_word() || at.char().is_some_and(|c| "/%‰$€£¥₫".contains(c)) {
            return None;
        }
        if matches!(at.byte(), b'.' | b',') && at.byte_after(1).is_ascii_digit() {
            return None;
        }
        let claim = |score, rule| Some(Claim { end: at.at(), score, rule, class: SemioticClass::Score(Score { parts }) });
        if count >= 3 {
            let near = site.near(Cue::Formation);
            let small = parts.iter().all(|p| p.len() <= 1);
            let formation = small && parts.iter().filter_map(|p| p.parse::<u32>().ok()).sum::<u32>() == 10;
            return match (near || formation, small) {
                (true, true) => claim(90, "score.formation"),
                _ if site.near(Cue::Score) => claim(60, "score.list"),
                _ => claim(64, "score.list"),
            };
        }
        let one_to_one = parts[0] == "1" && parts[1] == "1";
        let counted = site.before(at, Cue::Range);
        let rising = parts[0].parse::<u32>().ok() < parts[1].parse().ok();
        // thắng 5-6 trận
        if site.after(Cue::Score) && !(counted && (rising || site.in_sentence(Cue::Approx))) {
            return claim(95, "score");
        }
        if counted {
            return None;
        }
        if site.follows(ClassName::Score).is_some() {
            return claim(88, "score.next");
        }
        // 2-1 cho Việt Nam
        let mut next = at;
        next.spaces();
        let given = next.word() == "cho" && is_capitalised(next.next_word());
        if (given || site.before(at, Cue::Score)) && !site.after(Cue::Day) && !site.after(Cue::DayHint) {
            return claim(84, "score");
        }
        if site.near(Cue::Score) {
            return claim(86, "score");
        }
        // Việt Nam 2-1 Thái Lan: a name on either side.
        let names = is_capitalised(site.word_before()) && is_capitalised(at.next_word()) && at.byte() == b' ';
        if names && parts[0].len() <= 2 && parts[1].len() <= 2 && !site.after(Cue::Day) {
            return claim(84, "score.names");
        }
        if site.near(Cue::Ratio) {
            return claim(84, "score.ratio");
        }
        // 2-4 cán bộ: something is counted, and the second number is the larger.
        let mut next = at;
        let noun = rising && next.spaces() && next.char().is_some_and(char::is_lowercase) && !GOES_ON.contains(&next.word());
        if noun {
            return None;
        }
        let small = parts[0].len() <= 2 && parts[1].len() <= 2;
        if small && !site.after(Cue::Day) && !site.after(Cue::DayHint) && site.domain() == Some(Domain::Sport) {
            return claim(78, "score.sport");
        }
        // A cue far away is not enough for what may well be a range: 30-40 container.
        let rises = parts[0].len() > 1 && parts[1].len() > 1 && parts[0] < parts[1];
        if !rises && site.in_sentence(Cue::Score) && !site.after(Cue::Day) && !site.after(Cue::DayHint) {
            return claim(if one_to_one { 80 } else { 70 }, "score.sentence");
        }
        // No range falls or stands still: 2-2, 3-1.
        let falls = parts[0].parse::<u32>().ok() >= parts[1].parse().ok();
        if falls { claim(49, "score.falling") } else { None }
    }

    fn speak(&self, voice: &mut Voice) {
        for part in self.parts.iter().filter(|p| !p.is_empty()) {
            // 12-04-02: the zero of a number that names something is said.
            if part.len() > 1 && part.starts_with('0') {
                voice.digits(part);
            } else {
                voice.cardinal(part);
            }
        }
    }
}
