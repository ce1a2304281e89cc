//! Any bytes as a web page.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, hold};

fuzz_target!(|bytes: &[u8]| hold("fuzz.html", &between("<!DOCTYPE html>", bytes, ""), None));
