//! Vietnamese syllables known by structure: onset, rhyme and tone. No word list.
//!
//! HẢI is a word in capitals because ải is a rhyme that takes an h; UBND is not because it has none; BOT is not because a
//! rhyme that ends in a stop needs a sharp or a heavy tone.

/// Rhymes without tone. A stop at the end (c, ch, p, t) asks for the tones sắc or nặng.
const RHYMES: [&str; 164] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u",
    "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên",
    "uyêt", "uâc", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uêu", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "uơ", "y", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê",
    "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn",
    "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc",
    "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

/// What follows qu where the u is part of the rhyme: quyên, quýt, quyết, quỳnh, quơ.
const QU_RHYMES: [&str; 8] = ["yên", "yêt", "ynh", "yt", "y", "yu", "ơ", "ên"];

/// Tones as marks on vowels.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// A letter without its tone in one byte, so that a whole syllable fits a `u64`: ASCII letters stand for themselves.
const fn letter_code(base: u32) -> u8 {
    match base {
        0x103 => b'A', // ă
        0xE2 => b'B',  // â
        0xEA => b'E',  // ê
        0xF4 => b'O',  // ô
        0x1A1 => b'P', // ơ
        0x1B0 => b'U', // ư
        0x111 => b'D', // đ
        _ => base as u8,
    }
}

/// The code point that begins at byte `at`, and how many bytes it has; for constants.
const fn decode(text: &[u8], at: usize) -> (u32, usize) {
    let lead = text[at] as u32;
    match lead {
        0..=0x7F => (lead, 1),
        0xC0..=0xDF => ((lead & 0x1F) << 6 | (text[at + 1] & 0x3F) as u32, 2),
        _ => ((lead & 0x0F) << 12 | ((text[at + 1] & 0x3F) as u32) << 6 | (text[at + 2] & 0x3F) as u32, 3),
    }
}

/// The place of a code point in [`LETTERS`]: Latin up to ư, then U+1EA0 to U+1EF9.
const fn place(code: u32) -> Option<usize> {
    match code {
        0xC0..=0x1B0 => Some(code as usize - 0xC0),
        0x1EA0..=0x1EF9 => Some(code as usize - 0x1EA0 + 0x1B1 - 0xC0),
        _ => None,
    }
}

/// Letter code and tone of the Vietnamese letters beyond ASCII, in both cases; zero for other letters.
static LETTERS: [(u8, u8); 0x1B1 - 0xC0 + 90] = letters();

const fn letters() -> [(u8, u8); 0x1B1 - 0xC0 + 90] {
    let mut table = [(0, 0); 0x1B1 - 0xC0 + 90];
    let mut row = 0;
    while row <= VOWELS.len() {
        let text = if row < VOWELS.len() { VOWELS[row].as_bytes() } else { "đ".as_bytes() };
        let base = letter_code(decode(text, 0).0);
        let (mut at, mut tone) = (0, 0);
        while at < text.len() {
            let (small, bytes) = decode(text, at);
            let capital = if small < 0x100 { small - 0x20 } else { small - 1 };
            if let Some(n) = place(small) {
                table[n] = (base, tone);
            }
            if let Some(n) = place(capital) {
                table[n] = (base, tone);
            }
            at += bytes;
            tone += 1;
        }
        row += 1;
    }
    table
}

/// Letter codes in a row, the first in the highest byte in use.
const fn pack(text: &str) -> u64 {
    let bytes = text.as_bytes();
    let (mut packed, mut at) = (0, 0);
    while at < bytes.len() {
        let (code, length) = decode(bytes, at);
        packed = packed << 8 | letter_code(code) as u64;
        at += length;
    }
    packed
}

/// Where a packed rhyme is looked for first among the [`PACKED`].
const fn slot(packed: u64) -> usize {
    (packed.wrapping_mul(0x9E37_79B9_7F4A_7C15) >> 55) as usize
}

/// [`RHYMES`], packed, each at its slot or the next free one; zero is a free one.
static PACKED: [u64; 512] = {
    let mut packed = [0; 512];
    let mut n = 0;
    while n < RHYMES.len() {
        let key = pack(RHYMES[n]);
        let mut at = slot(key);
        while packed[at] != 0 {
            at = (at + 1) % 512;
        }
        packed[at] = key;
        n += 1;
    }
    packed
};

fn is_rhyme(packed: u64) -> bool {
    let mut at = slot(packed);
    while PACKED[at % 512] != packed {
        if PACKED[at % 512] == 0 {
            return false;
        }
        at += 1;
    }
    true
}

static PACKED_QU: [u64; QU_RHYMES.len()] = {
    let mut packed = [0; QU_RHYMES.len()];
    let mut n = 0;
    while n < QU_RHYMES.len() {
        packed[n] = pack(QU_RHYMES[n]);
        n += 1;
    }
    packed
};

/// The longest syllable, nghiêng, has seven letters.
const LONGEST: usize = 7;

/// Whether a word, in any case, is built as a Vietnamese syllable is.
///
/// ```
/// use loidoc::vietnamese::syllable::is_syllable;
/// assert!(is_syllable("HẢI") && is_syllable("nghiêng") && is_syllable("quốc"));
/// assert!(!is_syllable("UBND") && !is_syllable("BOT") && !is_syllable("Facebook"));
/// ```
pub fn is_syllable(word: &str) -> bool {
    let mut codes = [0u8; LONGEST];
    let mut length = 0;
    let mut tone = 0;
    for c in word.chars() {
        let (code, mark) = if c.is_ascii_alphabetic() {
            (c.to_ascii_lowercase() as u8, 0)
        } else {
            place(c as u32).map_or((0, 0), |n| LETTERS[n])
        };
        if code == 0 || length == LONGEST || mark > 0 && tone > 0 {
            return false;
        }
        tone = tone.max(mark);
        codes[length] = code;
        length += 1;
    }
    let letters = &codes[..length];
    let onset = onset(letters);
    let (onset, rhyme) = letters.split_at(onset);
    fits(onset, rhyme, tone)
        // gì, gìn: the i belongs to both.
        || onset == b"gi" && fits(b"g", &letters[1..], tone)
}

/// Whether a word is a syllable in small letters.
pub(crate) fn is_small_syllable(word: &str) -> bool {
    word.chars().all(char::is_lowercase) && is_syllable(word)
}

/// The length of the onset.
fn onset(letters: &[u8]) -> usize {
    match *letters {
        [b'n', b'g', b'h', ..] => 3,
        [b'c' | b'g' | b'k' | b'n' | b'p' | b't', b'h', ..]
        | [b'g', b'i', ..]
        | [b'n', b'g', ..]
        | [b'q', b'u', ..]
        | [b't', b'r', ..] => 2,
        [b'b' | b'c' | b'd' | b'D' | b'g' | b'h' | b'k'..=b'n' | b'p' | b'r' | b's' | b't' | b'v' | b'x', ..] => 1,
        _ => 0,
    }
}

fn fits(onset: &[u8], rhyme: &[u8], tone: u8) -> bool {
    let Some(&first) = rhyme.first() else { return false };
    let front = matches!(first, b'e' | b'E' | b'i' | b'y');
    let spelling = match onset {
        b"k" | b"gh" | b"ngh" => front,
        b"c" | b"ng" => !front,
        b"g" => !front || first == b'i',
        b"qu" => !matches!(first, b'o' | b'u' | b'U'),
        _ => true,
    };
    let packed = rhyme.iter().fold(0u64, |packed, &code| packed << 8 | u64::from(code));
    let stop = matches!(rhyme, [.., b'c' | b'p' | b't'] | [.., b'c', b'h']);
    // quy, quyên, quýt: the u of qu is the u of uy.
    let known = is_rhyme(packed) || onset == b"qu" && PACKED_QU.contains(&packed);
    spelling && known && (!stop || matches!(tone, 2 | 5))
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn syllables() {
        for word in
            "Hoà hòa nghiêng quốc gì giếng Nguyễn khuỷu thuở LONG TRẦN ĐẤU quýt Huỳnh yến ý uỷ ủy xoong gia giữa quyết"
                .split(' ')
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in "UBND BOT Facebook HAGL CAT TAND GDP xyz ka ce nge film club Ronaldo ĐH SJC w zero".split(' ') {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
