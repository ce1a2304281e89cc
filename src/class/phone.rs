//! Telephone numbers: `0912 345 678`, `0270.3822.333`, `+84 912…`, `1900 6048`, `115`: digit by digit, a short pause
//! between the groups as they are written.

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::is_dash;

/// A telephone number, as written.
#[derive(Clone, Copy, Debug)]
pub struct Phone<'d> {
    text: &'d str,
    /// The number of an office behind an exchange; empty if there is none.
    extension: &'d str,
}

impl Phone<'_> {
    /// Whether a bracket closes in it that was opened before.
    pub(super) fn closes_bracket(&self) -> bool {
        self.text.contains(')') && !self.text.contains('(')
    }
}

impl<'d> Recognizer<'d> for Phone<'d> {
    const CLASS: ClassName = ClassName::Phone;
    const START_TOKENS: Kinds = Kinds(TokenKind::Number as u16 | TokenKind::Digits as u16 | TokenKind::Symbol as u16);

    // Without a zero, a plus or the number of a service it is never that sure.
    fn can_exceed(token: &TokenContext<'d, '_>, weight: u8) -> bool {
        weight < Rule::PhoneSecond.weight() || matches!(token.cursor().byte(), b'0' | b'1' | b'+' | b'(' | b'*')
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Phone<'d>>> {
        if let Some(end) = service_code(token) {
            let text = end.since(token.cursor());
            return Some(Hypothesis::new(end, Rule::PhoneCode, Phone { text, extension: "" }));
        }
        let mut phone = number(token)?;
        let mut end = Cursor::new(token.text, phone.end);
        if let Some(extension) = extension(&mut end) {
            phone.class.extension = extension;
            phone.end = end.at();
        }
        Some(phone)
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        self.say_number(verbalizer);
        if !self.extension.is_empty() {
            verbalizer.pause();
            verbalizer.out.push(' ');
            verbalizer.word(words::phone::EXTENSION);
            verbalizer.digits(self.extension);
        }
    }
}

/// ` ext. 215`
fn extension<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    at.eat(b' ').then_some(())?;
    at.eat_from(words::phone::EXTENSIONS)?;
    at.eat(b'.');
    at.eat(b':');
    at.eat(b' ');
    let digits = at.digits();
    if !(1..=5).contains(&digits.len()) || at.inside_word() {
        return None;
    }
    *cursor = at;
    Some(digits)
}

/// `*101#`, `*100*123#`: what is keyed in for a service.
fn service_code<'d>(token: &TokenContext<'d, '_>) -> Option<Cursor<'d>> {
    let mut at = token.cursor();
    let mut groups = 0;
    while at.eat(b'*') {
        if at.digits().is_empty() {
            return None;
        }
        groups += 1;
    }
    (groups > 0 && at.eat(b'#') && !at.inside_word()).then_some(at)
}

/// The number itself.
fn number<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Phone<'d>>> {
    if token.touches_left() {
        return None;
    }
    let start = token.cursor();
    let mut at = start;
    let plus = at.eat(b'+') || at.eat_str("(+");
    let mut digits = 0;
    let mut groups = 0;
    let mut short_tail = false;
    let mut end = at;
    while groups < 7 {
        let group = at.digits();
        if group.is_empty() {
            break;
        }
        digits += group.len();
        groups += 1;
        // 0292 3 820 111 has one digit by itself.
        short_tail |= groups > 1 && group.len() < 2 && !(groups == 2 && start.byte() == b'0');
        end = at;
        // Groups are parted by one space, dot, dash or bracket.
        if at.eat_if(|c| matches!(c, ' ' | '.' | ')') || is_dash(c)).is_none() {
            break;
        }
        at.eat(b' ');
    }
    let at = end;
    let text = at.since(start);
    let service = text.starts_with("1900") || text.starts_with("1800");
    let claim = |rule| Some(Hypothesis::new(at, rule, Phone { text, extension: "" }));
    if digits < 3 || !plus && !text.starts_with('0') && digits > 12 {
        return None;
    }
    if !plus && digits == 3 && groups == 1 && is_emergency(text) {
        let far = token.cue_in_sentence(Cue::Phone)
            && !token.cue_on_right(at, Cue::Range)
            && !at.inside_word()
            && at.byte() != b'%';
        let near = (far
            || token.cue_on_left(Cue::Emergency)
            || token.cue_on_left(Cue::Phone)
            || token.follows(ClassName::Phone).is_some())
            && !matches!(at.next_sign(), b'/' | b'-')
            && !is_part_of_number(at);
        return if near { claim(Rule::PhoneEmergency) } else { None };
    }
    // 0912xxx345, 088 8501xxx: some digits are hidden.
    let mut hidden = at;
    if matches!(hidden.byte(), b' ' | b'.' | b'-') && is_hidden(char::from(hidden.byte_after(1))) {
        hidden.eat_if(|_| true);
    }
    while hidden.eat(b'x') || hidden.eat(b'X') || hidden.eat(b'*') {}
    let stars = hidden.since(at).trim_start_matches([' ', '.', '-']).len();
    // 0912.xxx.468
    if matches!(hidden.byte(), b' ' | b'.' | b'-') && hidden.byte_after(1).is_ascii_digit() && stars >= 1 {
        hidden.eat_if(|_| true);
    }
    if stars >= 1 && text.starts_with('0') && groups <= 3 {
        hidden.digits();
        let whole = hidden.since(start);
        let count = whole.chars().filter(|&c| c.is_ascii_digit() || is_hidden(c)).count();
        if (9..=11).contains(&count) && !hidden.inside_word() {
            let class = Phone { text: whole, extension: "" };
            return Some(Hypothesis::new(hidden, Rule::PhoneHidden, class));
        }
    }
    if at.inside_word() || short_tail || at.byte() == b'%' || at.byte() == b'/' && at.byte_after(1).is_ascii_digit() {
        return None;
    }
    // A year or a count is no telephone number, whatever stands before.
    let short = groups == 1 && digits < 6;
    // (0270) 3822 111 - 3822 112: the second has no area code.
    let second = digits == 7 && token.follows(ClassName::Phone).is_some();
    if second && !plus {
        return claim(Rule::PhoneSecond);
    }
    if !plus && !short && digits < 8 {
        return None;
    }
    if short && !(token.cue_on_left(Cue::Phone) && digits >= 3) {
        return None;
    }
    let cued = token.cue_within(Cue::Phone) || token.follows(ClassName::Phone).is_some();
    let whole = (8..=12).contains(&digits);
    match () {
        () if plus && (9..=14).contains(&digits) && !text.starts_with("+0") => claim(Rule::PhoneInternational),
        () if service && (8..=10).contains(&digits) && (groups > 1 || cued || digits == 8) => {
            claim(if cued { Rule::PhoneService } else { Rule::PhoneServiceBare })
        }
        () if text.starts_with('0') && (9..=11).contains(&digits) && !text.starts_with("0.") => {
            claim(if cued { Rule::Phone } else { Rule::PhoneBare })
        }
        () if cued && whole && !(groups == 2 && digits == 8 && text.starts_with(['1', '2'])) => claim(Rule::PhoneCue),
        () if short
            && cued
            && !token.cue_on_right(at, Cue::Range)
            && (text.len() != 4 || !("1900".."2100").contains(&text)) =>
        {
            claim(Rule::PhoneShort)
        }
        () => None,
    }
}

impl Phone<'_> {
    fn say_number(&self, verbalizer: &mut Verbalizer) {
        if self.text.starts_with('*') {
            return self.text.chars().for_each(|c| match words::phone::KEYS.get(c.encode_utf8(&mut [0; 4])) {
                Some(key) => verbalizer.word(key),
                None => verbalizer.letter(c),
            });
        }
        if self.text.contains('+') {
            verbalizer.word(words::shared::PLUS);
        }
        let mut first = true;
        for group in self.text.split(|c: char| !(c.is_ascii_digit() || is_hidden(c))).filter(|g| !g.is_empty()) {
            // Ten digits without a break are said as a newsreader breaks them: 4-3-3.
            let cuts: &[usize] = match group.len() {
                10 => &[4, 7],
                11 if group.starts_with("84") => &[2, 5, 8],
                11 => &[5, 8],
                7 | 8 => &[4],
                _ => &[],
            };
            let mut from = 0;
            for &cut in cuts.iter().chain([&group.len()]) {
                if !first {
                    verbalizer.pause();
                }
                say_told(&group[from..cut], verbalizer);
                from = cut;
                first = false;
            }
        }
    }
}

/// Whether digits are one of the numbers that are called in an emergency.
pub(super) fn is_emergency(digits: &str) -> bool {
    words::phone::EMERGENCY.has(digits)
}

/// Whether a number goes on behind a dot or comma; another emergency number there is one of a list.
fn is_part_of_number(end: Cursor) -> bool {
    let mut next = end;
    if !(next.eat(b'.') || next.eat(b',')) {
        return false;
    }
    let digits = next.digits();
    !digits.is_empty() && !is_emergency(digits)
}

/// What stands for a digit that is not told.
pub(super) fn is_hidden(c: char) -> bool {
    matches!(c, 'x' | 'X' | '*')
}

/// Says digit by digit what is told of a number, and `ích` for what is not.
pub(super) fn say_told(text: &str, verbalizer: &mut Verbalizer) {
    for c in text.chars() {
        if is_hidden(c) {
            verbalizer.word(words::phone::HIDDEN);
        } else {
            verbalizer.letter(c);
        }
    }
}
