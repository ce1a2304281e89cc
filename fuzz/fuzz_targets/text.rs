//! Any bytes as plain text, of which lines may be joined, or as subtitles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    match way % 4 {
        0 | 1 => hold("fuzz.txt", bytes, None),
        2 => hold("fuzz.vtt", &between("WEBVTT\n\n", bytes, ""), None),
        _ => hold("fuzz.srt", &between("1\n00:00:01,000 --> 00:00:02,000\n", bytes, ""), None),
    }
});
