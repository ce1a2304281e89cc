//! Vietnamese numerals: cardinals, digits, decimals, years, ordinals.
//!
//! All functions write words to a string and take digits as written (ASCII; anything else among them is skipped), so no
//! number is too long and none is parsed twice.
//!
//! ```
//! use loidoc::{vietnamese::number, Style};
//! let style = Style::default();
//! let mut out = String::new();
//! number::cardinal("1.000.005", &style, &mut out);
//! assert_eq!(out, "một triệu không trăm linh năm");
//! ```

use crate::data::style::{Decimals, Style};

const DIGITS: [&str; 10] = ["không", "một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín"];

const TENS: [&str; 10] =
    ["", "mười", "hai mươi", "ba mươi", "bốn mươi", "năm mươi", "sáu mươi", "bảy mươi", "tám mươi", "chín mươi"];

const HUNDREDS: [&str; 10] = [
    "không trăm",
    "một trăm",
    "hai trăm",
    "ba trăm",
    "bốn trăm",
    "năm trăm",
    "sáu trăm",
    "bảy trăm",
    "tám trăm",
    "chín trăm",
];

/// The largest number that is said in words; what is larger is said digit by digit.
pub const LARGEST: u64 = 1_000_000_000_000_000_000;

/// The value of the digits in `text`, or `None` if there is none or it exceeds [`LARGEST`].
pub fn value(text: &str) -> Option<u64> {
    let mut value = 0u64;
    let mut any = false;
    for digit in text.bytes().filter(u8::is_ascii_digit) {
        value = value.checked_mul(10)?.checked_add(u64::from(digit - b'0'))?;
        any = true;
    }
    (any && value <= LARGEST).then_some(value)
}

/// A whole number: `1.234` is `một nghìn hai trăm ba mươi tư`. Beyond [`LARGEST`] digit by digit.
pub fn cardinal(text: &str, style: &Style, out: &mut String) {
    match value(text) {
        Some(value) => cardinal_of(value, style, out),
        None => digits(text, out),
    }
}

/// A whole number given as a value.
pub fn cardinal_of(value: u64, style: &Style, out: &mut String) {
    const BILLION: u64 = 1_000_000_000;
    if value < BILLION {
        return below_billion(value as u32, false, style, out);
    }
    cardinal_of(value / BILLION, style, out);
    out.push_str(" tỷ");
    let rest = (value % BILLION) as u32;
    if rest > 0 {
        out.push(' ');
        below_billion(rest, true, style, out);
    }
}

fn below_billion(value: u32, mut continued: bool, style: &Style, out: &mut String) {
    if value == 0 {
        return out.push_str(DIGITS[0]);
    }
    if !continued {
        space(out);
        // Most numbers are small.
        if value < 1000 {
            return below_thousand(value, false, style, out);
        }
    }
    for (unit, name) in [(1_000_000, "triệu"), (1000, style.thousand.as_str()), (1, "")] {
        let group = value / unit % 1000;
        if group == 0 {
            continue;
        }
        if continued {
            space(out);
        }
        below_thousand(group, continued, style, out);
        if !name.is_empty() {
            out.push(' ');
            out.push_str(name);
        }
        continued = true;
    }
}

/// A group of three; `full` says its zeros too, as after a thousand. A space before it is the caller's.
fn below_thousand(group: u32, full: bool, style: &Style, out: &mut String) {
    let (hundreds, tens, ones) = (group / 100, group / 10 % 10, group % 10);
    let digit = DIGITS[ones as usize];
    if hundreds > 0 || full {
        out.push_str(HUNDREDS[hundreds as usize]);
        if tens == 0 && ones == 0 {
            return;
        }
        out.push(' ');
        if tens == 0 {
            out.push_str(&style.zero_tens);
            out.push(' ');
        }
    }
    if tens == 0 {
        return out.push_str(digit);
    }
    out.push_str(TENS[tens as usize]);
    if ones > 0 {
        out.push(' ');
        out.push_str(match ones {
            1 if tens > 1 => "mốt",
            4 if tens > 1 => &style.four_after_tens,
            5 => "lăm",
            _ => digit,
        });
    }
}

/// Each digit by itself: `115` is `một một năm`.
pub fn digits(text: &str, out: &mut String) {
    for digit in text.bytes().filter(u8::is_ascii_digit) {
        word(DIGITS[usize::from(digit - b'0')], out);
    }
}

/// What stands after a decimal mark: two digits as a number (if the style says so), a leading zero or three digits and
/// more one by one.
pub fn decimals(text: &str, style: &Style, out: &mut String) {
    if text.len() == 2 && !text.starts_with('0') && style.decimals == Decimals::Number {
        space(out);
        cardinal(text, style, out);
    } else {
        digits(text, out);
    }
}

/// An ordinal after `thứ` or `hạng`: 1 is `nhất`, 4 is `tư`, others are as cardinals.
pub fn ordinal(value: u64, style: &Style, out: &mut String) {
    match value {
        1 => out.push_str("nhất"),
        4 => out.push_str("tư"),
        _ => cardinal_of(value, style, out),
    }
}

/// The number of a month: 4 is `tư`.
pub fn month(value: u64, style: &Style, out: &mut String) {
    match value {
        4 => out.push_str("tư"),
        _ => cardinal_of(value, style, out),
    }
}

/// The value of a Roman numeral in canonical form (`XIV`, `xix`), up to 3999.
pub fn roman(text: &str) -> Option<u64> {
    const STEPS: [(u64, &str); 13] = [
        (1000, "m"),
        (900, "cm"),
        (500, "d"),
        (400, "cd"),
        (100, "c"),
        (90, "xc"),
        (50, "l"),
        (40, "xl"),
        (10, "x"),
        (9, "ix"),
        (5, "v"),
        (4, "iv"),
        (1, "i"),
    ];
    let sign = |b: &u8| matches!(b | 0x20, b'i' | b'v' | b'x' | b'l' | b'c' | b'd' | b'm');
    if text.is_empty() || text.len() > 15 || !text.as_bytes().iter().all(sign) {
        return None;
    }
    let mut rest = text;
    let mut value = 0;
    for (step, sign) in STEPS {
        let most = if sign.len() == 2 || matches!(step, 500 | 50 | 5) { 1 } else { 3 };
        for _ in 0..most {
            let Some((head, after)) = rest.split_at_checked(sign.len()) else { break };
            if !head.eq_ignore_ascii_case(sign) {
                break;
            }
            rest = after;
            value += step;
        }
    }
    rest.is_empty().then_some(value)
}

/// Appends a word, with a space before it where one is due.
pub fn word(word: &str, out: &mut String) {
    space(out);
    out.push_str(word);
}

/// Appends a space unless the text is empty or ends with one or with an opening bracket or quote.
pub fn space(out: &mut String) {
    match out.as_bytes().last() {
        None | Some(b' ' | b'\n' | b'\t' | b'(' | b'[' | b'"' | b'{' | b'\'') => {}
        _ if out.ends_with(['“', '‘', '«', '„']) => {}
        _ => out.push(' '),
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn say(text: &str) -> String {
        let mut out = String::new();
        cardinal(text, &Style::default(), &mut out);
        out
    }

    #[test]
    fn cardinals() {
        for (written, spoken) in [
            ("0", "không"),
            ("21", "hai mươi mốt"),
            ("24", "hai mươi tư"),
            ("1004", "một nghìn không trăm linh bốn"),
            ("1000000000005", "một nghìn tỷ không trăm linh năm"),
            ("1000000000000000000", "một tỷ tỷ"),
            (
                "1000000000000000001",
                "một không không không không không không không không không không không không không không không không không một",
            ),
        ] {
            assert_eq!(say(written), spoken, "{written}");
        }
    }

    #[test]
    fn romans() {
        for (text, value) in
            [("XIV", Some(14)), ("xix", Some(19)), ("MMMCMXCIX", Some(3999)), ("IIII", None), ("IC", None), ("", None)]
        {
            assert_eq!(roman(text), value, "{text}");
        }
    }
}
