//! Which encoding the bytes of a text are in, when nothing says so.

use super::decoded::Decoded;
use super::kinds::Encoding;
use super::legacy::{Steps, decode};
use super::share::{LEAST_CONFIDENCE, share};

/// Bytes that are looked at to find the encoding.
pub(super) const SAMPLE: usize = 1 << 18;

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
