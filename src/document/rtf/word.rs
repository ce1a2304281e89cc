//! Control words of rich text.

/// A control word, or a sign after a backslash.
pub(super) struct Word<'t> {
    pub(super) name: &'t str,
    pub(super) number: Option<i32>,
    pub(super) end: usize,
}

impl Word<'_> {
    pub(super) fn at(source: &str, at: usize) -> Word<'_> {
        let rest = &source[at + 1..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let sign = rest.chars().next().map_or(0, char::len_utf8);
            let hex = rest.get(1..3).filter(|_| rest.starts_with('\''));
            let number = hex.and_then(|h| i32::from_str_radix(h, 16).ok());
            return Word { name: &rest[..sign], number, end: at + 1 + sign + if number.is_some() { 2 } else { 0 } };
        }
        let after = &rest[letters..];
        let minus = usize::from(after.starts_with('-'));
        let digits = after[minus..].bytes().take_while(u8::is_ascii_digit).take(9).count();
        let length = if digits > 0 { minus + digits } else { 0 };
        let space = usize::from(after[length..].starts_with(' '));
        Word { name: &rest[..letters], number: after[..length].parse().ok(), end: at + 1 + letters + length + space }
    }
}
