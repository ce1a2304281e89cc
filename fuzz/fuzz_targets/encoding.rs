//! Any bytes in any encoding, forced or found, and text that has been read as Latin-1 and saved again.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc::document::Encoding;
use loidoc_fuzz::{choice, hold};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    let spoiled = |bytes: &[u8]| bytes.iter().copied().map(char::from).collect::<String>().into_bytes();
    match usize::from(way % 16) {
        0..4 => hold("fuzz.txt", bytes, None),
        4 | 5 => hold("fuzz.txt", &spoiled(bytes), None),
        6 => hold("fuzz.txt", &spoiled(&spoiled(bytes)), None),
        n => hold("fuzz.txt", bytes, Some(Encoding::ALL[n % Encoding::ALL.len()])),
    }
});
