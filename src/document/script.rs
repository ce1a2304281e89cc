//! Raised and lowered text: powers and formulas are written with Unicode's own signs (10⁶, CO₂), so that they never become
//! other numbers; marks of notes are told from powers and are no text.

pub(super) use crate::maths::signs::lowered;
use crate::maths::signs::raised as raised_signs;

/// What raised text is.
#[derive(Clone, Debug, PartialEq, Eq)]
pub(super) enum Raised {
    /// The mark of a note.
    Mark,
    /// Text, with Unicode's signs where there are any.
    Text(String),
}

/// Units and functions that are raised to a power; a longer word before a raised number bears the mark of a note.
const RAISED: &[&str] = &[
    "km", "hm", "dam", "dm", "cm", "mm", "µm", "nm", "ha", "kg", "ft", "in", "sin", "cos", "tan", "cot", "log", "ln",
    "Hz",
];

/// What raised text after other text is; `linked` text leads to a note.
pub(super) fn raised(before: &str, text: &str, linked: bool) -> Raised {
    let text = text.trim();
    let inner = text.trim_matches(['[', ']', '(', ')']);
    let number = !inner.is_empty() && inner.split([',', ' ']).all(|n| n.bytes().all(|b| b.is_ascii_digit()));
    let sign = !inner.is_empty() && inner.chars().all(|c| "*†‡§¶".contains(c));
    if text.starts_with('[') || sign || linked && (number || inner.chars().count() <= 2) {
        return Raised::Mark;
    }
    if number && is_noted(before) {
        return Raised::Mark;
    }
    // A degree sign of those who have none.
    if matches!(text, "o" | "O") && before.ends_with(|c: char| c.is_ascii_digit()) {
        return Raised::Text("°".to_owned());
    }
    Raised::Text(raised_signs(text).unwrap_or_else(|| text.to_owned()))
}

/// Whether a raised number after this text is the mark of a note.
fn is_noted(before: &str) -> bool {
    let Some(last) = before.chars().next_back() else { return false };
    if last.is_alphabetic() {
        let word = before.rsplit(|c: char| !c.is_alphabetic()).next().unwrap_or("");
        return word.chars().nth(1).is_some() && !RAISED.contains(&word);
    }
    if last.is_ascii_digit() {
        let number = before.rsplit(|c: char| !(c.is_ascii_digit() || matches!(c, '.' | ','))).next().unwrap_or("");
        // A year has no power.
        return number.len() == 4 && number.parse::<u32>().is_ok_and(|year| (1000..2100).contains(&year));
    }
    if matches!(last, ')' | ']') {
        let inside = before.rsplit(['(', '[']).next().unwrap_or("");
        return !inside.contains(|c: char| c.is_ascii_digit() || "+-−*/=".contains(c));
    }
    // After a sign of punctuation there is nothing to be raised to a power.
    !last.is_whitespace() && !last.is_alphanumeric() && !"₀₁₂₃₄₅₆₇₈₉′″".contains(last)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn powers_are_told_from_marks() {
        for (before, text, linked, want) in [
            ("10", "6", false, "⁶"),
            ("5 km", "2", false, "²"),
            ("3,2×10", "-8", false, "⁻⁸"),
            ("x", "2", false, "²"),
            ("SO₄", "2-", false, "²⁻"),
            ("39", "o", false, "°"),
            ("1", "er", false, "er"),
            ("(a + b)", "2", false, "²"),
        ] {
            assert_eq!(raised(before, text, linked), Raised::Text(want.to_owned()), "{before}^{text}");
        }
        for (before, text, linked) in [
            ("dựng lại", "3", false),
            ("gần đây.", "3", false),
            ("năm 1010", "1", false),
            ("75%", "2", false),
            ("20", "2", true),
            ("km", "[1]", false),
            ("thành đá", "*", false),
            ("UBND)", "4", false),
        ] {
            assert_eq!(raised(before, text, linked), Raised::Mark, "{before}^{text}");
        }
        assert_eq!(lowered("2"), "₂");
        assert_eq!(lowered("max"), "max");
    }
}
