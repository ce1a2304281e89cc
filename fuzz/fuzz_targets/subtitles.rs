//! Any bytes as subtitles of each kind.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    let (name, before) = match way % 7 {
        0 => ("fuzz.srt", "1\n00:00:01,000 --> 00:00:02,000\n"),
        1 => ("fuzz.vtt", "WEBVTT\n\n"),
        2 => ("fuzz.ass", "[Script Info]\n"),
        3 => ("fuzz.ass", "[Script Info]\nDialogue: 0,0:00:01.00,0:00:03.00,Default,,0,0,0,,"),
        4 => ("fuzz.smi", "<SAMI><BODY><SYNC Start=0>"),
        5 => ("fuzz.sub", "{0}{25}"),
        _ => ("fuzz.lrc", "[00:12.00]"),
    };
    hold(name, &between(before, bytes, ""), None);
});
