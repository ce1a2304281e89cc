//! Any text: readings and gaps rebuild it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc::Normalizer;
use std::sync::LazyLock;

static NORMALIZER: LazyLock<Normalizer> = LazyLock::new(Normalizer::new);

fuzz_target!(|text: &str| {
    let tidied = loidoc::internals::tidy(text).text;
    let speech = NORMALIZER.speech(text);
    let (mut written, mut spoken) = (0, 0);
    for reading in &speech.readings {
        assert_eq!(tidied[written..reading.source.start as usize], speech.text[spoken..reading.spoken.start as usize]);
        (written, spoken) = (reading.source.end as usize, reading.spoken.end as usize);
    }
    assert_eq!(tidied[written..], speech.text[spoken..]);
    assert_eq!(NORMALIZER.normalize(text), speech.text);
});
