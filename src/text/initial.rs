//! Which words a letter of an abbreviation stands for.

use unicode_normalization::char::{compose, decompose_canonical};

/// Whether a word begins with the letter that stands for it in an abbreviation: án with A, ủy with U, đầu with Đ.
pub fn begins_with_initial(word: &str, initial: char) -> bool {
    let Some(first) = word.chars().next().and_then(|c| c.to_lowercase().next()) else { return false };
    let initial = initial.to_lowercase().next().unwrap_or(initial);
    let mut base = None;
    decompose_canonical(first, |c| base = base.or(Some(c)));
    // Ơn stands for Ơ or O: one mark less, or none.
    first == initial || base == Some(initial) || without_tone(first) == initial
}

/// A letter without the mark of its tone: ấ, â.
fn without_tone(c: char) -> char {
    let mut parts = [None; 3];
    let mut count = 0;
    decompose_canonical(c, |part| {
        if count < parts.len() {
            parts[count] = Some(part);
            count += 1;
        }
    });
    let own = |mark: char| matches!(mark, '\u{302}' | '\u{306}' | '\u{31b}');
    let [Some(base), first, second] = parts else { return c };
    let mark = [first, second].into_iter().flatten().find(|&mark| own(mark));
    mark.and_then(|mark| compose(base, mark)).unwrap_or(base)
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_letter_stands_for_words_whatever_their_tone() {
        for (word, letter) in [("án", 'A'), ("ủy", 'U'), ("Đầu", 'Đ'), ("ấp", 'Â'), ("ấp", 'A'), ("ứng", 'Ư')]
        {
            assert!(begins_with_initial(word, letter), "{word} {letter}");
        }
        assert!(!begins_with_initial("đầu", 'D') && !begins_with_initial("", 'A'));
    }
}
