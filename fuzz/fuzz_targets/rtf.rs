//! Any bytes as rich text.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    // A group that is not closed is refused: most inputs get the brace that they lack.
    hold("fuzz.rtf", &between("{\\rtf1", bytes, if way % 8 == 0 { "" } else { "}" }), None);
});
