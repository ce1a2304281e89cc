//! Any text, for any engine, in any mode: every chunk is accepted by the engine's profile.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc::ssml::{Expand, Marks, Markup, Options, judge};
use loidoc::{Lexicon, Pipeline};

fuzz_target!(|input: (u8, u8, u16, &str)| {
    let (engine, mode, limit, text) = input;
    let lexicon = Lexicon::built_in();
    let mut engine = lexicon.engines()[usize::from(engine) % lexicon.engines().len()].clone();
    let limit = u32::from(limit % 2000) + 300;
    match engine.markup {
        Markup::Ssml => engine.limit.bytes = Some(limit),
        Markup::Plain => engine.limit.characters = Some(limit),
    }
    let expand = [Expand::Text, Expand::Sub, Expand::SayAs][usize::from(mode) % 3];
    let marks = [Marks::None, Marks::Sentence, Marks::Word][usize::from(mode / 3) % 3];
    let pipeline = Pipeline::new().with_options(Options { expand, marks, ..Options::default() });
    // A zero byte is refused: it is no text.
    let Ok(article) = pipeline.read("fuzz", text.as_bytes()) else { return };
    for chunk in pipeline.ssml(&article, &engine).expect("there is room").chunks {
        assert_eq!(judge(&chunk.xml, &engine), [], "{}: {}", engine.name, chunk.xml);
    }
});
