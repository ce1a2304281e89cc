//! Any bytes as a talking book, a FictionBook, mail or subtitles.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    match way % 5 {
        0 => hold("fuzz.xml", &between("<?xml version=\"1.0\"?><dtbook><p>", bytes, "</p></dtbook>"), None),
        1 => hold("fuzz.fb2", &between("<?xml version=\"1.0\"?><FictionBook><body>", bytes, "</body></FictionBook>"), None),
        2 => hold("fuzz.eml", &between("From: a\nMIME-Version: 1.0\nTo: b\n", bytes, ""), None),
        3 => hold("fuzz.ass", &between("[Script Info]\n", bytes, ""), None),
        _ => hold("fuzz.srt", &between("1\n00:00:01,000 --> 00:00:02,000\n", bytes, ""), None),
    }
});
