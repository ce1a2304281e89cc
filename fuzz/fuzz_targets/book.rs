//! Any bytes as a talking book or a FictionBook.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    match way % 2 {
        0 => hold("fuzz.xml", &between("<?xml version=\"1.0\"?><dtbook><p>", bytes, "</p></dtbook>"), None),
        _ => hold("fuzz.fb2", &between("<?xml version=\"1.0\"?><FictionBook><body>", bytes, "</body></FictionBook>"), None),
    }
});
