//! Numbers in the words of another language.

use num2words::{Lang, Num2Words};

/// Four digits that are said as a year.
pub(super) fn is_year(digits: &str) -> bool {
    digits.len() == 4 && matches!(digits.as_bytes(), [b'1', b'1'..=b'9', ..] | [b'2', b'0', ..])
}

/// A number in the words of a language, without hyphens; `None` if it is too large.
pub(super) fn in_words(digits: &str, lang: Lang, ordinal: bool, year: bool) -> Option<String> {
    let number = Num2Words::parse(digits)?.lang(lang);
    let said = match () {
        () if ordinal => number.ordinal(),
        () if year => number.year(),
        () => number.cardinal(),
    };
    Some(said.to_words().ok()?.replace('-', " "))
}
