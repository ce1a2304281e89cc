//! Raised and lowered text in Unicode's own signs: 10⁶, CO₂.

/// Raised text, if there are signs for all of it.
pub(crate) fn raised(text: &str) -> Option<String> {
    signs(text, raised_sign)
}

/// Lowered text.
pub(crate) fn lowered(text: &str) -> String {
    signs(text.trim(), lowered_sign).unwrap_or_else(|| text.to_owned())
}

/// An exponent, as it is written after its base.
pub(crate) fn power(text: &str) -> String {
    raised(text).unwrap_or_else(|| match text.chars().count() {
        0 => String::new(),
        1 => format!("^{text}"),
        _ => format!("^({text})"),
    })
}

const RAISED: &str = "⁰¹²³⁴⁵⁶⁷⁸⁹⁺⁻⁼⁽⁾ⁿⁱ";
const LOWERED: &str = "₀₁₂₃₄₅₆₇₈₉₊₋₌₍₎ₙᵢ";
const PLAIN: &str = "0123456789+-=()ni";

/// What a raised or lowered sign is when it is neither, and whether it is raised.
pub(crate) fn plain(sign: char) -> Option<(char, bool)> {
    let place = |all: &str| all.chars().position(|known| known == sign);
    let (at, upper) = place(RAISED).map(|at| (at, true)).or_else(|| place(LOWERED).map(|at| (at, false)))?;
    Some((PLAIN.chars().nth(at)?, upper))
}

fn signs(text: &str, sign: impl Fn(char) -> Option<char>) -> Option<String> {
    let out: Option<String> = text.chars().filter(|c| !c.is_whitespace()).map(sign).collect();
    out.filter(|out| !out.is_empty())
}

fn raised_sign(c: char) -> Option<char> {
    Some(match c {
        '0' => '⁰',
        '1' => '¹',
        '2' => '²',
        '3' => '³',
        '4'..='9' => char::from_u32('⁴' as u32 + c as u32 - '4' as u32)?,
        '+' => '⁺',
        '-' | '−' | '–' => '⁻',
        '=' => '⁼',
        '(' => '⁽',
        ')' => '⁾',
        'n' => 'ⁿ',
        '⁰' | '¹' | '²' | '³' | '⁴'..='⁹' => c,
        _ => return None,
    })
}

fn lowered_sign(c: char) -> Option<char> {
    Some(match c {
        '0'..='9' => char::from_u32('₀' as u32 + c as u32 - '0' as u32)?,
        '+' => '₊',
        '-' | '−' => '₋',
        _ => return None,
    })
}
