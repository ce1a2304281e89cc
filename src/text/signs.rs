//! Signs in what begins at a place: they tell most classes at a glance that it is none of theirs.

/// A set of signs.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub struct Signs(u16);

impl Signs {
    /// A digit.
    pub const DIGIT: Signs = Signs(1);
    /// `.`
    pub const DOT: Signs = Signs(1 << 1);
    /// `,`
    pub const COMMA: Signs = Signs(1 << 2);
    /// `:`
    pub const COLON: Signs = Signs(1 << 3);
    /// `/`, and the stroke of a fraction (U+2044)
    pub const SLASH: Signs = Signs(1 << 4 | WIDE);
    /// A dash of any kind.
    pub const DASH: Signs = Signs(1 << 5 | WIDE);
    /// `%`, `‰`
    pub const PERCENT: Signs = Signs(1 << 6 | WIDE);
    /// `+`, `=`
    pub const SUM: Signs = Signs(1 << 7);
    /// `^`, or a raised digit.
    pub const POWER: Signs = Signs(1 << 8 | WIDE);
    /// A quotation mark of any kind.
    pub const QUOTE: Signs = Signs(1 << 9 | WIDE);
    /// `@`, `#`
    pub const ADDRESS: Signs = Signs(1 << 10);
    /// A letter that is written against hours, minutes and lines: `g`, `h`, `H`, `p`.
    pub const HOUR: Signs = Signs(1 << 11);
    /// `e`, `E`
    pub const E: Signs = Signs(1 << 12);
    /// A capital, or a letter that may be one.
    pub const CAPITAL: Signs = Signs(1 << 13);

    /// All of them, and any other.
    const ALL: Signs = Signs(u16::MAX);

    /// One of either.
    pub const fn or(self, other: Signs) -> Signs {
        Signs(self.0 | other.0)
    }

    /// Whether a sign is in both sets.
    pub(crate) fn meets(self, other: Signs) -> bool {
        self.0 & other.0 != 0
    }

    /// The signs in what begins at a place, up to the first letter of the next word: of `5 - 10% so` those of `5 - 10% s`.
    ///
    /// It may tell of more than there are: of all in what is longer than a few words, of those whose first byte is another's too, of
    /// a word more after `x` or `à`, which may be `×`.
    pub(crate) fn from(text: &str, at: usize) -> Signs {
        let ahead = text.as_bytes().get(at..).unwrap_or_default();
        let (mut signs, mut spaced) = (0, false);
        for &byte in ahead.iter().take(LONGEST_LOOK) {
            let sign = OF[usize::from(byte)];
            signs |= sign;
            if byte == b'\n' || spaced && sign & BEGINS_WORD != 0 {
                return Signs(signs);
            }
            spaced = byte == b' ';
        }
        if ahead.len() <= LONGEST_LOOK { Signs(signs) } else { Signs::ALL }
    }
}

/// Bytes that are looked at.
const LONGEST_LOOK: usize = 48;

/// A sign of two bytes or three.
const WIDE: u16 = 1 << 14;

/// A letter that, after a space, begins a word: neither `x` nor `×` between numbers.
const BEGINS_WORD: u16 = 1 << 15;

/// What a byte is or begins.
static OF: [u16; 256] = {
    let mut signs = [0; 256];
    let mut byte = 0;
    while byte < 256 {
        let sign = match byte as u8 {
            b'0'..=b'9' => Signs::DIGIT.0,
            b'.' => Signs::DOT.0,
            b',' => Signs::COMMA.0,
            b':' => Signs::COLON.0,
            b'/' => Signs::SLASH.0,
            b'-' => Signs::DASH.0,
            b'%' => Signs::PERCENT.0,
            b'+' | b'=' => Signs::SUM.0,
            b'^' => Signs::POWER.0,
            b'\'' | b'"' => Signs::QUOTE.0,
            b'@' | b'#' => Signs::ADDRESS.0,
            b'g' | b'h' | b'p' => Signs::HOUR.0 | BEGINS_WORD,
            b'H' => Signs::HOUR.0 | Signs::CAPITAL.0 | BEGINS_WORD,
            b'e' => Signs::E.0 | BEGINS_WORD,
            b'E' => Signs::E.0 | Signs::CAPITAL.0 | BEGINS_WORD,
            b'x' => 0,
            b'X' => Signs::CAPITAL.0,
            b'a'..=b'z' => BEGINS_WORD,
            b'A'..=b'Z' => Signs::CAPITAL.0 | BEGINS_WORD,
            // Signs of two bytes and more, letters that few have seen, and × among the letters of C3.
            0xC2 => WIDE,
            0xC3 | 0xE2 | 0xEF.. => WIDE | Signs::CAPITAL.0,
            0xC4.. => Signs::CAPITAL.0 | BEGINS_WORD,
            _ => 0,
        };
        signs[byte] = if byte < 0x80 { sign & !WIDE } else { sign };
        byte += 1;
    }
    signs
};

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn looks_as_far_as_what_is_joined_to_the_place() {
        let signs = |text: &str| Signs::from(text, 0);
        assert!(signs("5 - 10% so").meets(Signs::PERCENT));
        assert!(signs("6,02 x 10^23").meets(Signs::POWER));
        assert!(signs("5 × 3 = 15").meets(Signs::SUM));
        assert!(signs("14 – 16h").meets(Signs::HOUR));
        assert!(!signs("5 năm, 10%").meets(Signs::PERCENT));
        assert!(!signs("UBND\n5%").meets(Signs::PERCENT));
        assert!(signs(&"9".repeat(LONGEST_LOOK + 1)).meets(Signs::PERCENT));
        assert!(!signs(&"9".repeat(LONGEST_LOOK)).meets(Signs::PERCENT));
    }

    #[test]
    fn tells_of_every_capital_quotation_mark_and_dash() {
        for c in '\0'..=char::MAX {
            let signs = Signs::from(&format!("1{c}"), 0);
            assert!(signs.meets(Signs::CAPITAL) || !c.is_uppercase(), "{c:?}");
            assert!(signs.meets(Signs::QUOTE) || !matches!(c, '\'' | '"' | '‘' | '’' | '”' | '′' | '″'), "{c:?}");
            assert!(signs.meets(Signs::DASH) || !crate::text::letter::is_dash(c), "{c:?}");
        }
    }
}
