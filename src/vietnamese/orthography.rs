//! How one word may be spelt: hòa and hoà, kỳ and kì.
//!
//! The build script reads phrases with this module, too.

use crate::text::letter::{fold_hash, is_letter};

/// The words of a phrase.
pub fn words_of(phrase: &str) -> impl DoubleEndedIterator<Item = &str> + Clone {
    phrase.split(|c: char| !(is_letter(c) || c.is_ascii_digit())).filter(|w| !w.is_empty())
}

/// The words of a phrase as hashes, in every usual spelling: hòa and hoà, kỳ and kì.
pub fn phrase(text: &str) -> Vec<Box<[u32]>> {
    let words = words_of(text);
    let first: Box<[u32]> = words.clone().map(fold_hash).collect();
    if first.is_empty() {
        return Vec::new();
    }
    let mut all = vec![first];
    for (n, word) in words.enumerate() {
        for other in other_spellings(word) {
            for known in 0..all.len() {
                let mut words = all[known].clone();
                words[n] = fold_hash(&other);
                all.push(words);
            }
        }
    }
    all
}

/// The other usual spellings of a syllable: tone on either vowel of oa, oe, uy; y or i at the end.
pub fn other_spellings(word: &str) -> Vec<String> {
    const PAIRS: [(&str, &str); 24] = [
        ("òa", "oà"),
        ("óa", "oá"),
        ("ỏa", "oả"),
        ("õa", "oã"),
        ("ọa", "oạ"),
        ("òe", "oè"),
        ("óe", "oé"),
        ("ỏe", "oẻ"),
        ("õe", "oẽ"),
        ("ọe", "oẹ"),
        ("ùy", "uỳ"),
        ("úy", "uý"),
        ("ủy", "uỷ"),
        ("ũy", "uỹ"),
        ("ụy", "uỵ"),
        ("kỳ", "kì"),
        ("kỷ", "kỉ"),
        ("ký", "kí"),
        ("kỹ", "kĩ"),
        ("tỷ", "tỉ"),
        ("lý", "lí"),
        ("sỹ", "sĩ"),
        ("mỹ", "mĩ"),
        ("quý", "quí"),
    ];
    let mut all = Vec::new();
    // Most words end in a letter that rules most pairs out.
    let Some(&last) = word.as_bytes().last() else { return all };
    if matches!(last, b'b'..=b'd' | b'f'..=b'x') {
        return all;
    }
    for (a, b) in PAIRS {
        for (from, to) in [(a, b), (b, a)] {
            if from.as_bytes().last() == Some(&last)
                && let Some(stem) = word.strip_suffix(from)
            {
                let other = format!("{stem}{to}");
                if !all.contains(&other) {
                    all.push(other);
                }
            }
        }
    }
    all
}
