//! Any YAML as a lexicon: refused with a place in the file, or usable.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc::{Lexicon, Normalizer};
use loidoc_fuzz::lines;

fuzz_target!(|yaml: &str| {
    match Lexicon::built_in().with_yaml("fuzz.yaml", yaml) {
        Err(error) => assert!(error.line <= lines(yaml) + 1, "{error}"),
        Ok(lexicon) => {
            let normalizer = Normalizer::builder().lexicon(lexicon).build().expect("the style is built in");
            normalizer.speech("Sáng 14/4, UBND tỉnh họp với BCH, HĐND; giá 1.250.000 đ/kg.");
        }
    }
});
