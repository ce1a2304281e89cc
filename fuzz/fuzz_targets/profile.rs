//! Any YAML as an engine's profile: refused with a place in the file, or good for chunks that it accepts.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc::ssml::judge;
use loidoc::{Engine, Pipeline};
use loidoc_fuzz::lines;

const TEXT: &str = "Sáng 14/4, UBND tỉnh họp & bàn; gọi 0912 345 678.\n“Xong!” - ông nói.\n";

fuzz_target!(|yaml: &str| {
    match Engine::from_yaml("fuzz.yaml", yaml) {
        Err(error) => assert!(error.line <= lines(yaml) + 1, "{error}"),
        Ok(engine) => {
            let pipeline = Pipeline::new();
            let article = pipeline.read("fuzz", TEXT.as_bytes()).expect("it is text");
            // A limit may leave no room: that is an error, not a panic.
            let Ok(document) = pipeline.ssml(&article, &engine) else { return };
            for chunk in document.chunks {
                assert_eq!(judge(&chunk.xml, &engine), [], "{}", chunk.xml);
            }
        }
    }
});
