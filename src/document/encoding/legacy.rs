//! Encodings of one or two bytes a letter: what their bytes stand for.

use super::decoded::Decoded;
use super::kinds::Encoding;
use super::tables::*;

/// Text as it is written, with a step wherever a letter is not one byte for one byte.
#[derive(Default)]
pub(super) struct Steps {
    pub(super) text: String,
    pub(super) anchors: Vec<(u32, u32)>,
}

impl Steps {
    /// Appends what the bytes up to `end` stand for; they began at `start`.
    fn push(&mut self, c: impl Into<char>, start: usize, end: usize) {
        let c = c.into();
        self.text.push(c);
        if c.len_utf8() != end - start {
            self.anchors.push((self.text.len() as u32, end as u32));
        }
    }
}

/// Decodes; what an encoding does not know becomes U+FFFD.
pub(super) fn decode(bytes: &[u8], encoding: Encoding) -> Decoded<'static> {
    let mut out = Steps::default();
    match encoding {
        Encoding::Utf16Le | Encoding::Utf16Be => utf16(bytes, encoding == Encoding::Utf16Le, &mut out),
        Encoding::Vni | Encoding::Bkhcm2 => marked(bytes, encoding, &mut out),
        Encoding::Viqr => viqr(bytes, &mut out),
        _ => {
            let table = table(encoding);
            for (n, &byte) in bytes.iter().enumerate() {
                out.push(table[byte as usize], n, n + 1);
            }
        }
    }
    Decoded::new(out.text, 0, out.anchors, encoding)
}

/// A byte's letter.
pub(super) fn table(encoding: Encoding) -> [char; 256] {
    let mut table = ['\u{fffd}'; 256];
    for byte in 0..128u8 {
        table[byte as usize] = byte as char;
    }
    let (upper, lower) = match encoding {
        Encoding::Tcvn3 => (TCVN_UPPER, TCVN_LOWER),
        Encoding::Viscii => (VISCII_UPPER, VISCII_LOWER),
        Encoding::Vps => (VPS_UPPER, VPS_LOWER),
        _ => ("", &[][..]),
    };
    for (n, c) in upper.chars().enumerate() {
        table[128 + n] = c;
    }
    for &(byte, c) in lower {
        table[byte as usize] = c;
    }
    #[cfg(feature = "documents")]
    if encoding == Encoding::Windows1258 {
        for byte in 128..=255u8 {
            let bytes = [byte];
            let (text, _) = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&bytes);
            table[byte as usize] = text.chars().next().unwrap_or('\u{fffd}');
        }
    }
    table
}

fn utf16(bytes: &[u8], little: bool, out: &mut Steps) {
    let skip = if matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..]) { 2 } else { 0 };
    if skip > 0 {
        out.anchors.push((0, 2));
    }
    let units = bytes[skip..].chunks(2).map(|pair| match *pair {
        [a, b] if little => u16::from_le_bytes([a, b]),
        [a, b] => u16::from_be_bytes([a, b]),
        _ => 0xFFFD,
    });
    let mut at = skip;
    for c in char::decode_utf16(units) {
        let c = c.unwrap_or('\u{fffd}');
        let end = (at + 2 * c.len_utf16()).min(bytes.len());
        out.push(c, at, end);
        at = end;
    }
}

fn marked(bytes: &[u8], encoding: Encoding, out: &mut Steps) {
    let mut vowel = false;
    for (n, &byte) in bytes.iter().enumerate() {
        let (letter, marks) = marked_letter(encoding, byte, &mut vowel);
        if let Some(letter) = letter {
            out.push(letter, n, n + 1);
        }
        for (k, mark) in marks.chars().enumerate() {
            // The whole mark is at its one byte.
            out.push(mark, if k == 0 { n } else { n + 1 }, n + 1);
        }
    }
}

/// What a byte of VNI-Windows or BK HCM 2 stands for: a letter, or the marks of the vowel before it.
pub(super) fn marked_letter(encoding: Encoding, byte: u8, vowel: &mut bool) -> (Option<char>, &'static str) {
    let bk = encoding == Encoding::Bkhcm2;
    let (letters, marks) = if bk { (BKHCM_LETTERS, BKHCM_MARKS) } else { (VNI_LETTERS, VNI_MARKS) };
    let whole = letters.iter().find(|(b, _)| *b == byte).map(|(_, c)| *c);
    let small = if byte >= 0xC0 { byte | 0x20 } else { byte };
    let marks = marks.iter().find(|(b, _)| *b == small).map(|(_, marks)| *marks);
    let letter = match (whole, marks) {
        (Some(letter), _) => letter,
        (None, Some(marks)) if *vowel => {
            *vowel = false;
            return (None, marks);
        }
        // Beyond its letters VNI-Windows is windows-1252.
        _ if (0x80..0xA0).contains(&byte) => WINDOWS_1252[byte as usize - 0x80],
        _ => char::from(byte),
    };
    *vowel = whole.is_some_and(|c| if bk { "âêôăơưÂÊÔĂƠƯ".contains(c) } else { "ơưƠƯ".contains(c) })
        || b"aeouyAEOUY".contains(&byte);
    (Some(letter), "")
}

fn viqr(bytes: &[u8], out: &mut Steps) {
    let mut n = 0;
    // A syllable has one tone: the full stop after it is a full stop.
    let mut toned = false;
    while n < bytes.len() {
        let (byte, next) = (bytes[n], bytes.get(n + 1).copied().unwrap_or(0));
        toned &= byte.is_ascii_alphabetic();
        if byte == b'\\' && next.is_ascii_punctuation() {
            out.push(next, n, n + 2);
            n += 2;
            continue;
        }
        // A degree sign or a quote that somebody typed in later.
        if !byte.is_ascii()
            && let Some(chunk) = bytes[n..bytes.len().min(n + 4)].utf8_chunks().next()
            && let Some(c) = chunk.valid().chars().next()
        {
            out.push(c, n, n + c.len_utf8());
            n += c.len_utf8();
            continue;
        }
        if matches!((byte, next), (b'd', b'd') | (b'D', b'd' | b'D')) {
            out.push(if byte == b'd' { 'đ' } else { 'Đ' }, n, n + 2);
            n += 2;
            continue;
        }
        out.push(byte, n, n + 1);
        n += 1;
        if !b"aeiouyAEIOUY".contains(&byte) {
            continue;
        }
        // One mark of shape, then one of tone.
        for tone in [false, true] {
            let mark = bytes.get(n).and_then(|b| VIQR_MARKS.iter().find(|(sign, _)| sign == b));
            let Some(&(sign, mark)) = mark else { continue };
            let shape = match sign {
                b'^' => b"aeoAEO".contains(&byte),
                b'(' => b"aA".contains(&byte),
                b'+' => b"ouOU".contains(&byte),
                _ => false,
            };
            if shape != tone && (shape || !toned && !b"^(+".contains(&sign)) {
                toned |= tone;
                out.push(mark, n, n + 1);
                n += 1;
            }
        }
    }
}

/// The byte that Latin-1 or windows-1252 shows as this character.
pub(super) fn byte_of(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{ff}' => Some(c as u8),
        _ => WINDOWS_1252.iter().position(|&w| w == c).map(|n| 0x80 + n as u8),
    }
}
