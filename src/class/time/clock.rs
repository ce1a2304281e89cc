//! Hours, minutes and seconds as written: `8h30`, `12:30:45`, `27'45"`.

use crate::recognize::verbalizer::Verbalizer;
use crate::registry::words;
use crate::text::cursor::Cursor;

/// Hours, minutes, seconds as written; what is not written is empty.
#[derive(Clone, Copy, Debug, Default)]
pub(super) struct Clock<'d> {
    pub hours: &'d str,
    pub minutes: &'d str,
    pub seconds: &'d str,
    /// Of a second, in sport: 48"72, 1:19.307.
    pub hundredths: &'d str,
    pub sign: ClockSign,
    /// The first of a range, whose unit the second says.
    pub bare: bool,
    /// The half of the day: 3:30 CH.
    pub half: &'static str,
}

/// What the hours and minutes were told by.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) enum ClockSign {
    #[default]
    None,
    Letter,
    G,
    Colon,
    Quote,
    /// Of a match.
    Minute,
}

/// What is longer is said in hours; 480p and 720p are lines of a picture.
const MOST_MINUTES: u32 = 200;

pub(super) fn two<'d>(cursor: &mut Cursor<'d>, below: u32) -> Option<&'d str> {
    let mut at = *cursor;
    let digits = at.digits();
    let value: u32 = digits.parse().ok()?;
    if digits.len() > 2 || value >= below {
        return None;
    }
    *cursor = at;
    Some(digits)
}

/// The word for minutes, or its beginning against the number.
pub(super) fn eat_minutes(cursor: &mut Cursor) -> bool {
    let mut spaced = *cursor;
    if spaced.eat(b' ') && spaced.eat_str(words::time::MINUTES) {
        *cursor = spaced;
        return true;
    }
    cursor.eat_from(words::time::MINUTE_SIGNS).is_some()
}

/// The sign of minutes, in any of its forms.
pub(in crate::class) fn quote(cursor: &mut Cursor) -> bool {
    cursor.eat(b'\'') || cursor.eat_if(|c| matches!(c, '’' | '′' | '‘')).is_some()
}

fn double_quote(cursor: &mut Cursor) -> bool {
    cursor.eat(b'"') || cursor.eat_str("''") || cursor.eat_if(|c| matches!(c, '”' | '″')).is_some()
}

impl<'d> Clock<'d> {
    pub fn parse(cursor: &mut Cursor<'d>) -> Option<Clock<'d>> {
        Clock::parse_in(cursor, || false)
    }

    /// As [`Clock::parse`]; `opened` tells that a single quote stands open before.
    pub fn parse_in(cursor: &mut Cursor<'d>, opened: impl Fn() -> bool) -> Option<Clock<'d>> {
        let mut at = *cursor;
        let first = at.digits();
        if first.is_empty() || first.len() > 3 {
            return None;
        }
        let mut clock = Clock::default();
        match at.byte() {
            b'h' | b'H' | b'g' => {
                clock.sign = if at.byte() == b'g' { ClockSign::G } else { ClockSign::Letter };
                clock.hours = first;
                let capital = at.byte() == b'H';
                at.eat_if(|_| true);
                let mut minutes = at;
                // 2H2 + O2
                if capital && at.byte().is_ascii_digit() && !at.byte_after(1).is_ascii_digit() {
                    return None;
                }
                if let Some(text) = two(&mut minutes, 60)
                    && (text.len() == 2 || !minutes.inside_word() && !minutes.joins_number())
                {
                    clock.minutes = text;
                    at = minutes;
                    // 8h30', 8h30p, 8h30ph, 15h30m
                    let mut mark = at;
                    if quote(&mut mark) || eat_minutes(&mut mark) || mark.eat(b'p') || mark.eat(b'm') || mark.eat(b'h')
                    {
                        let mut seconds = mark;
                        if let Some(text) = two(&mut seconds, 60)
                            && (double_quote(&mut seconds) || seconds.eat(b's'))
                        {
                            clock.seconds = text;
                            mark = seconds;
                        }
                        if !mark.inside_word() {
                            at = mark;
                        }
                    }
                }
            }
            b':' => {
                clock.sign = ClockSign::Colon;
                clock.hours = first;
                at.eat(b':');
                clock.minutes = two(&mut at, 60).filter(|m| m.len() == 2)?;
                let mut seconds = at;
                if seconds.eat(b':')
                    && let Some(text) = two(&mut seconds, 60).filter(|s| s.len() == 2)
                {
                    clock.seconds = text;
                    at = seconds;
                }
                // 8:30h
                if at.byte() == b'h' && !at.byte_after(1).is_ascii_alphanumeric() {
                    at.eat(b'h');
                }
                clock.half = half_of_day(&mut at, clock.hour()).unwrap_or("");
            }
            b'\'' | b'"' | b'p' | 0xE2 => {
                let mut mark = at;
                // ‘Em chưa 18’ closes a quotation.
                let quoted = at.rest().starts_with(['’', '\'']) && opened();
                let minutes_or_pixels: u32 = first.parse().unwrap_or(u32::MAX);
                if !quoted && quote(&mut mark)
                    || minutes_or_pixels <= MOST_MINUTES
                        && mark.eat(b'p')
                        && !mark.char().is_some_and(|c| c.is_alphabetic())
                {
                    clock.sign = ClockSign::Quote;
                    clock.minutes = first;
                    at = mark;
                    let mut seconds = at;
                    if let Some(text) = two(&mut seconds, 60)
                        && (double_quote(&mut seconds) || seconds.eat(b's'))
                    {
                        clock.seconds = text;
                        clock.hundredths = two(&mut seconds, 100).unwrap_or("");
                        at = seconds;
                    }
                } else if double_quote(&mut mark)
                    && let Some(hundredths) = two(&mut mark, 100)
                {
                    // 48"72; 48" alone may be inches or the end of a quotation.
                    clock = Clock { seconds: first, hundredths, sign: ClockSign::Quote, ..clock };
                    at = mark;
                } else {
                    return None;
                }
            }
            _ => return None,
        }
        if at.inside_word() {
            return None;
        }
        *cursor = at;
        Some(clock)
    }

    pub fn hour(&self) -> u32 {
        self.hours.parse().unwrap_or(u32::MAX)
    }

    pub fn verbalize(&self, verbalizer: &mut Verbalizer) {
        if self.sign == ClockSign::Minute {
            verbalizer.word(words::time::MINUTES);
            verbalizer.cardinal(self.minutes);
            if !self.hundredths.is_empty() {
                verbalizer.word(words::shared::PLUS);
                verbalizer.cardinal(self.hundredths);
            }
            return;
        }
        if !self.hours.is_empty() {
            verbalizer.cardinal(self.hours);
            verbalizer.word(words::time::HOURS);
        }
        let zero = |text: &str| text.bytes().all(|b| b == b'0');
        if !self.minutes.is_empty() && (self.hours.is_empty() || !zero(self.minutes)) {
            if self.minutes.starts_with('0') && !self.hours.is_empty() && self.minutes.len() == 2 {
                verbalizer.digits(self.minutes);
            } else {
                verbalizer.cardinal(self.minutes);
            }
            if !self.bare && (verbalizer.style.say_minutes || self.hours.is_empty() || !self.seconds.is_empty()) {
                verbalizer.word(words::time::MINUTES);
            }
        }
        // 2:00.91: what is below a second belongs to some.
        let told = !zero(self.seconds) || !self.hundredths.is_empty();
        if !self.seconds.is_empty() && told {
            verbalizer.cardinal(self.seconds);
            verbalizer.word(words::time::SECONDS);
        }
        if self.hundredths.starts_with('0') {
            verbalizer.digits(self.hundredths);
        } else if !self.hundredths.is_empty() {
            verbalizer.cardinal(self.hundredths);
        }
        if !self.half.is_empty() {
            verbalizer.word(self.half);
        }
    }
}

/// `SA`, `CH` after a time: what software prints for the morning and the time after noon.
fn half_of_day(cursor: &mut Cursor, hour: u32) -> Option<&'static str> {
    let mut at = *cursor;
    at.eat(b' ');
    let half = at.eat_from(words::time::HALVES).filter(|_| hour <= 12)?;
    if at.inside_word() {
        return None;
    }
    *cursor = at;
    Some(half)
}

/// A minute of a match.
pub(super) fn two_or_three<'d>(cursor: &mut Cursor<'d>) -> Option<&'d str> {
    let mut at = *cursor;
    let digits = at.digits();
    let fits = !digits.is_empty() && digits.len() <= 3 && digits.parse::<u32>().is_ok_and(|minute| minute <= 120);
    fits.then(|| {
        *cursor = at;
        digits
    })
}
