//! Encodings of one or two bytes a letter, and which of them a text is in.

use super::decoded::{Decoded, LARGEST_DECODED};
use super::kinds::Encoding;
use super::tables::*;
use crate::document::source_map::SourceMap;
use crate::document::warning::Warning;
use crate::text::tidy::tidy;
use crate::vietnamese::syllable::is_syllable;

/// An encoding is taken for the right one if this share of its Vietnamese words (in percent) are syllables.
const LEAST_CONFIDENCE: u8 = 70;

/// Bytes that are looked at to find the encoding.
const SAMPLE: usize = 1 << 18;
/// Fewer Vietnamese words tell nothing.
const LEAST_WORDS: usize = 3;
/// In VIQR at least this share of the words, in percent, bear marks; English before full stops has fewer.
const VIQR_WORDS: usize = 35;

/// Text as it is written, with a step wherever a letter is not one byte for one byte.
#[derive(Default)]
struct Steps {
    text: String,
    anchors: Vec<(u32, u32)>,
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

/// UTF-16 that says so only by its zero bytes: most of one half of its bytes are zero, few of the other.
pub(super) fn utf16_without_mark(bytes: &[u8]) -> Option<(Decoded<'static>, Option<u8>)> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let zeros = |from: usize| sample.iter().skip(from).step_by(2).filter(|b| **b == 0).count();
    let (even, odd) = (zeros(0), zeros(1));
    let half = sample.len() / 2;
    let encoding = match () {
        () if half >= 4 && odd * 2 > half && even * 20 < half => Encoding::Utf16Le,
        () if half >= 4 && even * 2 > half && odd * 20 < half => Encoding::Utf16Be,
        () => return None,
    };
    let decoded = decode(bytes, encoding);
    let broken = decoded.text.chars().filter(|&c| c == '\u{fffd}' || c == '\0').count();
    let confidence = 100 - (broken * 100 / decoded.text.chars().count().max(1)) as u8;
    (confidence >= 99).then_some((decoded, Some(confidence)))
}

/// Text in UTF-8 of which some lines are in an encoding of before Unicode, as when a piece of an old file was appended:
/// what these were taken for, and their numbers.
pub(super) fn mixed(bytes: &[u8]) -> Option<(Decoded<'static>, Encoding, Vec<usize>)> {
    let (mut good, mut odd) = (0, Vec::new());
    let lines = || bytes.split_inclusive(|b| *b == b'\n');
    for line in lines() {
        match std::str::from_utf8(line) {
            Ok(text) => good += usize::from(!text.is_ascii() && text.len() > text.chars().count() + 1),
            Err(_) if odd.len() < SAMPLE => odd.extend_from_slice(line),
            Err(_) => {}
        }
    }
    // What is UTF-8 by chance is no line of two letters of it.
    let (sample, _) = (good > 0).then(|| detect(&odd))??;
    let encoding = sample.encoding;
    let mut out = Steps::default();
    let (mut at, mut numbers) = (0, Vec::new());
    for (n, line) in lines().enumerate() {
        if let Ok(text) = std::str::from_utf8(line) {
            out.text.push_str(text);
        } else {
            let old = decode(line, encoding);
            let base = out.text.len() as u32;
            out.anchors.extend(old.origin.anchors.iter().map(|&(text, part)| (base + text, at as u32 + part)));
            out.text.push_str(&old.text);
            numbers.push(n + 1);
            out.anchors.push((out.text.len() as u32, (at + line.len()) as u32));
        }
        at += line.len();
    }
    out.anchors.dedup();
    Some((Decoded::new(out.text, 0, out.anchors, Encoding::Utf8), encoding, numbers))
}

/// Whether bytes that are UTF-8 would be spoiled by another encoding.
pub(super) fn spoils(bytes: &[u8], encoding: Encoding) -> bool {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let text = sample.utf8_chunks().next().map_or("", |chunk| chunk.valid());
    if text.is_ascii() || text.len() + 4 < sample.len() || matches!(encoding, Encoding::Utf8 | Encoding::Viqr) {
        return false;
    }
    let right = |text: &str| share(text).map_or(0, |share| share.percent());
    right(text) >= LEAST_CONFIDENCE && right(&decode(text.as_bytes(), encoding).text) < LEAST_CONFIDENCE
}

/// The encoding in which the most words are Vietnamese, with that share in percent.
pub(super) fn detect(bytes: &[u8]) -> Option<(Decoded<'static>, Option<u8>)> {
    let sample = &bytes[..bytes.len().min(SAMPLE)];
    let mut best: Option<(u8, Encoding)> = None;
    for &encoding in Encoding::ALL {
        if matches!(encoding, Encoding::Utf8 | Encoding::Utf16Le | Encoding::Utf16Be | Encoding::Viqr) {
            continue;
        }
        let share = share(&decode(sample, encoding).text).map_or(0, |s| s.percent());
        if best.is_none_or(|(most, _)| share > most) {
            best = Some((share, encoding));
        }
    }
    let (share, encoding) = best.filter(|(share, _)| *share >= LEAST_CONFIDENCE)?;
    Some((decode(bytes, encoding), Some(share)))
}

/// Text that is valid UTF-8 and yet in another encoding: VIQR, which is ASCII, and legacy bytes that somebody took for
/// windows-1252 (`Tieáng Vieät`).
pub(super) fn disguised(decoded: Decoded<'_>) -> Decoded<'_> {
    let bytes = decoded.text.as_bytes();
    // Nearly every Vietnamese sentence in Unicode has a letter whose first byte is E1; what follows is rarely asked.
    if memchr::memchr(0xE1, bytes).is_some() || bytes.len() > LARGEST_DECODED {
        return decoded;
    }
    // Signs that stand alone, such as bullets, are no letters of anything.
    let odd = bytes.iter().filter(|b| !b.is_ascii()).count();
    let worded = |word: &&str| !word.is_ascii() && word.contains(|c: char| c.is_ascii_alphabetic());
    if odd * FEW > bytes.len() && decoded.text.split_whitespace().filter(worded).take(LEAST_WORDS).count() < LEAST_WORDS
    {
        return decoded;
    }
    let found = if odd * FEW <= bytes.len() {
        let sample = &bytes[..bytes.len().min(SAMPLE)];
        share(&self::decode(sample, Encoding::Viqr).text)
            .filter(|_| lost_letters([&*decoded.text].into_iter()) == 0)
            .filter(|s| s.marked * 100 >= s.all * VIQR_WORDS && s.percent() >= LEAST_CONFIDENCE)
            .map(|s| (self::decode(bytes, Encoding::Viqr), s.percent()))
    } else {
        // However few they are: two words that are right as they stand are no bytes of anything else.
        let before = counted(&tidy(&decoded.text).text).percent();
        latin(&decoded.text).and_then(|(bytes, lower)| {
            let (over, confidence) = detect(&bytes)?;
            let confidence = confidence.filter(|c| before < LEAST_CONFIDENCE && *c > before)?;
            // From the text to the bytes, from these to the text that hid them.
            let (start, anchors) = lower.through(over.origin.start, &over.origin.anchors, over.text.len());
            let text = over.text.into_owned();
            Some((Decoded::new(text, start, anchors, over.encoding), confidence))
        })
    };
    let Some((found, confidence)) = found else { return decoded };
    let encoding = found.encoding;
    let mut decoded = decoded.rewritten(found.text.into_owned(), &found.origin.anchors);
    decoded.warnings.push(Warning::EncodingGuessed { encoding, confidence });
    decoded
}

/// Letters that somebody's program wrote as question marks; 0 where question marks are that.
pub(in crate::document) fn lost_letters<'t>(texts: impl Iterator<Item = &'t str>) -> usize {
    const LEAST: usize = 5;
    let (mut lost, mut marks, mut all) = (0, 0, 0);
    for text in texts {
        let bytes = text.as_bytes();
        all += bytes.len();
        let before = lost;
        for at in memchr::memchr_iter(b'?', bytes) {
            let letter = |b: Option<&u8>| b.is_some_and(|b| b.is_ascii_lowercase() || *b >= 0x80);
            let next = bytes.get(at + 1);
            // Within a word, or in front of one.
            lost += usize::from(letter(next) || next == Some(&b'?') && letter(bytes.get(at + 2)));
        }
        // VIQR has other marks, too.
        if lost > before {
            marks += memchr::memchr3_iter(b'^', b'\'', b'~', bytes).take(lost + 1).count();
        }
    }
    if lost >= LEAST && marks * 4 < lost && lost * 200 >= all { lost } else { 0 }
}

/// The bytes of windows-1252 that a text was read from; `None` if it was not.
fn latin(text: &str) -> Option<(Vec<u8>, SourceMap)> {
    let mut bytes = Vec::with_capacity(text.len());
    let mut anchors = Vec::new();
    for (n, c) in text.char_indices() {
        bytes.push(byte_of(c)?);
        if c.len_utf8() > 1 {
            anchors.push((bytes.len() as u32, (n + c.len_utf8()) as u32));
        }
    }
    Some((bytes, SourceMap { anchors, line: 1, ..SourceMap::default() }))
}

/// The byte that Latin-1 or windows-1252 shows as this character.
pub(super) fn byte_of(c: char) -> Option<u8> {
    match c {
        '\0'..='\u{ff}' => Some(c as u8),
        _ => WINDOWS_1252.iter().position(|&w| w == c).map(|n| 0x80 + n as u8),
    }
}

/// VIQR is ASCII but for one byte in so many: what was typed in later, such as a degree sign.
const FEW: usize = 50;

/// How Vietnamese a text is.
struct Share {
    all: usize,
    marked: usize,
    right: usize,
}

impl Share {
    fn percent(&self) -> u8 {
        (self.right * 100 / self.marked.max(1)) as u8
    }
}

/// Of the words with letters beyond ASCII: how many are syllables. `None` if there are too few to tell.
fn share(text: &str) -> Option<Share> {
    Some(counted(text)).filter(|share| share.marked >= LEAST_WORDS)
}

fn counted(text: &str) -> Share {
    let tidied = tidy(text);
    // No text has control characters: each speaks against the encoding as a wrong word does.
    let controls = text.chars().filter(|c| c.is_control() && !matches!(c, '\t' | '\n' | '\r' | '\u{c}')).count();
    let mut share = Share { all: 0, marked: controls, right: 0 };
    // A word of an unknown encoding holds what is no letter in a wrong one: it ends only at ASCII that is none.
    for word in tidied.text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()) {
        let word = word.trim_matches(|c| "“”‘’«»–—…•\u{a0}".contains(c));
        share.all += usize::from(!word.is_empty());
        if !word.is_ascii() {
            share.marked += 1;
            share.right += usize::from(is_syllable(word));
        }
    }
    share
}

/// Whether the words with marks are Vietnamese, most of them; also where there are too few to tell.
#[cfg(feature = "pdf")]
pub(in crate::document) fn is_plausible(text: &str) -> bool {
    share(text).is_none_or(|share| share.percent() >= LEAST_CONFIDENCE)
}

/// Letters of Latin-1 that stand in Vietnamese text and in that of our neighbours, beside those of ASCII.
fn is_usual(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '«' | '»' | '°' | '²' | '³' | '¹' | '½' | '¼' | '¾' | '·' | '×' | '÷' | '±' | '§' | '©' | '®' | '£' | '¥' | '€'
            | 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý'
            | 'ä' | 'ö' | 'ü' | 'ç' | 'ñ' | 'ë' | 'ï' | 'î' | 'û' | 'Ö' | 'Ü' | 'Ä'
    ) || c.is_ascii()
}

/// Lines with letters of Latin-1 that are looked at to find the encoding they hide.
const LOOKED_AT: usize = 1 << 16;

/// The encoding of which a text holds lines as Latin letters, between lines that are right: a letter from an old file pasted
/// into a new one.
pub(in crate::document) fn hidden(text: &str) -> Option<Encoding> {
    let bytes = text.as_bytes();
    // ö is ư in VNI-Windows, ñ is đ, and marks of vowels are letters that Vietnamese does not have; the letters of TCVN3 are
    // signs of the first half of Latin-1 as often as not.
    let foreign =
        |&at: &usize| bytes.get(at + 1).is_some_and(|b| b"\xA4\xA5\xAB\xAF\xB1\xB6\xB8\xBB".contains(&(b | 0x20)));
    let rare = memchr::memchr_iter(0xC2, bytes).take(LEAST_WORDS + 1).count() > LEAST_WORDS
        || memchr::memchr_iter(0xC3, bytes).filter(foreign).take(2).count() == 2;
    if !rare {
        return None;
    }
    let mut odd: Vec<u8> = Vec::new();
    for line in text.split(['\n', '<', '>']) {
        let foreign = line.chars().filter(|c| (*c as u32) > 0x7f).count();
        if foreign == 0 || odd.len() + line.len() > LOOKED_AT {
            continue;
        }
        #[cfg(feature = "documents")]
        let decoded = html_escape::decode_html_entities(line);
        #[cfg(not(feature = "documents"))]
        let decoded = std::borrow::Cow::Borrowed(line);
        let letters: Option<Vec<u8>> = decoded.chars().map(byte_of).collect();
        let Some(letters) = letters else { continue };
        if share(&decoded).is_none_or(|share| share.percent() < LEAST_CONFIDENCE) {
            odd.extend(letters);
            odd.push(b'\n');
        }
    }
    let best = [Encoding::Tcvn3, Encoding::Vni, Encoding::Bkhcm2].into_iter().filter_map(|encoding| {
        let share = share(&decode(&odd, encoding).text)?;
        (share.percent() >= LEAST_CONFIDENCE).then(|| (encoding, share.percent()))
    });
    best.max_by_key(|(_, share)| *share).map(|(encoding, _)| encoding)
}

/// A piece of text that hides an encoding, and how to get from it to what it was; `None` where it is right as it stands.
pub(in crate::document) fn uncovered(text: &str, encoding: Encoding) -> Option<(String, Vec<(u32, u32)>)> {
    if text.is_ascii()
        || text.chars().all(is_usual)
            && !text.contains('\u{ad}')
            && !matches!(encoding, Encoding::Vni | Encoding::Bkhcm2)
    {
        return None;
    }
    let (bytes, lower) = latin(text)?;
    let found = decode(&bytes, encoding);
    let right = |text: &str| {
        let words = text.split(|c: char| c.is_ascii() && !c.is_ascii_alphabetic()).filter(|word| !word.is_ascii());
        words.fold((0, 0), |(all, right), word| (all + 1, right + usize::from(is_syllable(word))))
    };
    let ((before, right_before), (_, right_after)) = (right(&tidy(text).text), right(&tidy(&found.text).text));
    if right_before * 2 >= before || right_after <= right_before {
        return None;
    }
    let (_, anchors) = lower.through(found.origin.start, &found.origin.anchors, found.text.len());
    Some((found.text.into_owned(), anchors))
}
