//! Any bytes as Markdown.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::hold;

fuzz_target!(|bytes: &[u8]| hold("fuzz.md", bytes, None));
