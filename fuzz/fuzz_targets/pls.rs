//! Any text as a pronunciation lexicon: refused, or written again and read as the same.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc::Lexicon;
use loidoc::lexicon::pls;

fuzz_target!(|xml: &str| {
    if let Ok(lexemes) = pls::read("fuzz.pls", xml) {
        let said = lexemes.iter().flat_map(|l| l.graphemes.iter().chain(&l.alias).chain(&l.phoneme));
        if !said.flat_map(|text| text.chars()).any(|c| c.is_control() || matches!(c, '\u{fffe}' | '\u{ffff}')) {
            assert_eq!(pls::read("again.pls", &pls::write(&lexemes)).as_ref(), Ok(&lexemes));
        }
        // What YAML cannot say is refused with a place, never lost.
        let _ = Lexicon::built_in().with_yaml("fuzz.yaml", &pls::to_yaml(&lexemes));
    }
});
