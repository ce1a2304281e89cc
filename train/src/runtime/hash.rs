//! Hashes of words that are blind to case and to where the mark of the tone stands (`hoà`, `hòa`, `HÒA` are one word).
//!
//! What is hashed is the letters without their tones, and then the tone. Stable from run to run and machine to machine:
//! the file of what was learned holds nothing else. Text is expected in NFC.

const ROWS: [[char; 6]; 24] = [
    ['a', 'à', 'á', 'ả', 'ã', 'ạ'],
    ['ă', 'ằ', 'ắ', 'ẳ', 'ẵ', 'ặ'],
    ['â', 'ầ', 'ấ', 'ẩ', 'ẫ', 'ậ'],
    ['e', 'è', 'é', 'ẻ', 'ẽ', 'ẹ'],
    ['ê', 'ề', 'ế', 'ể', 'ễ', 'ệ'],
    ['i', 'ì', 'í', 'ỉ', 'ĩ', 'ị'],
    ['o', 'ò', 'ó', 'ỏ', 'õ', 'ọ'],
    ['ô', 'ồ', 'ố', 'ổ', 'ỗ', 'ộ'],
    ['ơ', 'ờ', 'ớ', 'ở', 'ỡ', 'ợ'],
    ['u', 'ù', 'ú', 'ủ', 'ũ', 'ụ'],
    ['ư', 'ừ', 'ứ', 'ử', 'ữ', 'ự'],
    ['y', 'ỳ', 'ý', 'ỷ', 'ỹ', 'ỵ'],
    ['A', 'À', 'Á', 'Ả', 'Ã', 'Ạ'],
    ['Ă', 'Ằ', 'Ắ', 'Ẳ', 'Ẵ', 'Ặ'],
    ['Â', 'Ầ', 'Ấ', 'Ẩ', 'Ẫ', 'Ậ'],
    ['E', 'È', 'É', 'Ẻ', 'Ẽ', 'Ẹ'],
    ['Ê', 'Ề', 'Ế', 'Ể', 'Ễ', 'Ệ'],
    ['I', 'Ì', 'Í', 'Ỉ', 'Ĩ', 'Ị'],
    ['O', 'Ò', 'Ó', 'Ỏ', 'Õ', 'Ọ'],
    ['Ô', 'Ồ', 'Ố', 'Ổ', 'Ỗ', 'Ộ'],
    ['Ơ', 'Ờ', 'Ớ', 'Ở', 'Ỡ', 'Ợ'],
    ['U', 'Ù', 'Ú', 'Ủ', 'Ũ', 'Ụ'],
    ['Ư', 'Ừ', 'Ứ', 'Ử', 'Ữ', 'Ự'],
    ['Y', 'Ỳ', 'Ý', 'Ỷ', 'Ỹ', 'Ỵ'],
];

/// Set in a letter that is a capital.
const CAPITAL: u16 = 1 << 15;

/// Vietnamese letters up to U+024F, then those of U+1EA0 to U+1EFF: the row of the small letter (from 1) and the tone
/// (in bits 8 to 10); 0 for what is no letter of Vietnamese.
static LETTERS: [u16; 0x250 + 0x60] = {
    let mut letters = [0; 0x250 + 0x60];
    let mut row = 0;
    while row < ROWS.len() {
        let mut tone = 0;
        while tone < 6 {
            let code = (row % 12 + 1) as u16 | (tone as u16) << 8 | if row >= 12 { CAPITAL } else { 0 };
            letters[place(ROWS[row][tone])] = code;
            tone += 1;
        }
        row += 1;
    }
    letters[place('đ')] = 13;
    letters[place('Đ')] = 13 | CAPITAL;
    letters
};

const fn place(c: char) -> usize {
    match c as usize {
        low @ 0..0x250 => low,
        high @ 0x1EA0..0x1F00 => high - 0x1EA0 + 0x250,
        _ => 0,
    }
}

/// A letter without case and tone as a number, its tone (0 to 5), and whether it is a capital.
#[inline]
fn letter(c: char) -> (u32, u32, bool) {
    let code = LETTERS[place(c)];
    match (code, c) {
        (0, 'A'..='Z') => (u32::from(c) | 0x20, 0, true),
        (0, _) => (u32::from(c), 0, c.is_uppercase()),
        _ => (u32::from(code & 0xFF), u32::from(code >> 8 & 7), code & CAPITAL != 0),
    }
}

/// A word while it is hashed, letter by letter.
#[derive(Clone, Copy, Debug)]
pub struct WordHasher {
    hash: u32,
    tone: u32,
}

impl WordHasher {
    /// No letter yet.
    pub const NEW: WordHasher = WordHasher { hash: 0x811C_9DC5, tone: 0 };

    /// Takes the next letter in; whether it is a capital.
    #[inline]
    pub fn push(&mut self, c: char) -> bool {
        let (base, tone, capital) = letter(c);
        self.hash = (self.hash ^ base).wrapping_mul(0x0100_0193);
        self.tone |= tone;
        capital
    }

    /// The hash of the word.
    #[inline]
    pub fn finish(self) -> u32 {
        mix(self.hash, self.tone)
    }
}

/// The hash of a word or of a phrase.
pub fn word_hash(word: &str) -> u32 {
    let mut hasher = WordHasher::NEW;
    for c in word.chars() {
        hasher.push(c);
    }
    hasher.finish()
}

/// The hash of a phrase: its words' hashes, one after the other, whatever stands between them.
pub fn phrase_hash(phrase: &str) -> u32 {
    let words = phrase.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words.fold(0, |hash, word| mix(hash, word_hash(word)))
}

/// One hash out of two; which is which counts.
#[inline]
pub const fn mix(a: u32, b: u32) -> u32 {
    let product = ((a as u64) << 32 | b as u64).wrapping_add(0x9E37_79B9_7F4A_7C15).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    let folded = (product ^ product >> 32).wrapping_mul(0xD6E8_FEB8_6659_FD93);
    (folded >> 32) as u32
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn case_and_place_of_the_tone_do_not_count() {
        assert_eq!(word_hash("hoà"), word_hash("HÒA"));
        assert_eq!(word_hash("thuý"), word_hash("thúy"));
        assert_eq!(word_hash("ĐỨC"), word_hash("đức"));
        assert_eq!(word_hash("Zürich"), word_hash("zürich"));
        assert_eq!(phrase_hash("văn hóa - thông tin"), phrase_hash("Văn hoá Thông tin"));
    }

    #[test]
    fn letters_and_tones_count() {
        let words = ["ma", "má", "mà", "mả", "mã", "mạ", "mâ", "mă", "đa", "da", "am", "mo", "mơ", "mu", "mư"];
        for (n, a) in words.iter().enumerate() {
            assert!(words[n + 1..].iter().all(|b| word_hash(a) != word_hash(b)), "{a}");
        }
    }
}
