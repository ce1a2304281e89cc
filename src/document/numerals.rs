//! How lists count: letters, Roman numerals.

/// The 27th item is aa.
pub(super) fn letters(mut count: u32) -> String {
    let mut out = Vec::new();
    while count > 0 {
        count -= 1;
        out.push(b'a' + (count % 26) as u8);
        count /= 26;
    }
    out.reverse();
    String::from_utf8_lossy(&out).into_owned()
}

/// In capitals; what Romans did not count stays as it is.
pub(super) fn roman(mut count: u32) -> String {
    const NUMERALS: [(u32, &str); 13] = [
        (1000, "M"),
        (900, "CM"),
        (500, "D"),
        (400, "CD"),
        (100, "C"),
        (90, "XC"),
        (50, "L"),
        (40, "XL"),
        (10, "X"),
        (9, "IX"),
        (5, "V"),
        (4, "IV"),
        (1, "I"),
    ];
    if count > 3999 {
        return count.to_string();
    }
    let mut out = String::new();
    for (value, numeral) in NUMERALS {
        while count >= value {
            out.push_str(numeral);
            count -= value;
        }
    }
    out
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn letters_go_on_after_z() {
        assert_eq!([1, 26, 27, 52, 53].map(letters), ["a", "z", "aa", "az", "ba"]);
        assert_eq!([4, 1998].map(roman), ["IV", "MCMXCVIII"]);
    }
}
