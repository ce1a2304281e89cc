//! Text that is valid UTF-8 and yet of an encoding of before Unicode: VIQR, which is ASCII, and bytes that somebody took for
//! Latin letters, in the whole of a text or in lines of it.

use super::decoded::{Decoded, LARGEST_DECODED};
use super::detect::{SAMPLE, detect, lost_letters};
use super::kinds::Encoding;
use super::legacy::{byte_of, decode};
use super::share::{LEAST_CONFIDENCE, LEAST_WORDS, counted, share};
use crate::document::source_map::SourceMap;
use crate::document::warning::Warning;
use crate::text::tidy::tidy;
use crate::vietnamese::syllable::is_syllable;

/// In VIQR at least this share of the words, in percent, bear marks; English before full stops has fewer.
const VIQR_WORDS: usize = 35;

/// VIQR is ASCII but for one byte in so many: what was typed in later, such as a degree sign.
const FEW: usize = 50;

/// Lines with letters of Latin-1 that are looked at to find the encoding they hide.
const LOOKED_AT: usize = 1 << 16;

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
        share(&decode(sample, Encoding::Viqr).text)
            .filter(|_| lost_letters([&*decoded.text].into_iter()) == 0)
            .filter(|s| s.marked * 100 >= s.all * VIQR_WORDS && s.percent() >= LEAST_CONFIDENCE)
            .map(|s| (decode(bytes, Encoding::Viqr), s.percent()))
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

/// Letters of Latin-1 that stand in Vietnamese text and in that of our neighbours, beside those of ASCII.
fn is_usual(c: char) -> bool {
    matches!(
        c,
        '\u{a0}' | '\u{ad}' | '«' | '»' | '°' | '²' | '³' | '¹' | '½' | '¼' | '¾' | '·' | '×' | '÷' | '±' | '§' | '©' | '®' | '£' | '¥' | '€'
            | 'À'..='Ã' | 'È'..='Ê' | 'Ì' | 'Í' | 'Ò'..='Õ' | 'Ù' | 'Ú' | 'Ý' | 'à'..='ã' | 'è'..='ê' | 'ì' | 'í' | 'ò'..='õ' | 'ù' | 'ú' | 'ý'
            | 'ä' | 'ö' | 'ü' | 'ç' | 'ñ' | 'ë' | 'ï' | 'î' | 'û' | 'Ö' | 'Ü' | 'Ä'
    ) || c.is_ascii()
}
