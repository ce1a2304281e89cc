//! Any text before the judge of SSML: faults have places in it, and what has none is SSML for
//! another parser, too, and within the engine's limits as that counts them.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc::Lexicon;
use loidoc::ssml::{Markup, judge};
use roxmltree::{Document, Node};

const SSML: &str = "http://www.w3.org/2001/10/synthesis";
const SPEAK: &str = "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"vi-VN\">";

fuzz_target!(|input: (u8, bool, &str)| {
    let (engine, whole, text) = input;
    let lexicon = Lexicon::built_in();
    let engine = &lexicon.engines()[usize::from(engine) % lexicon.engines().len()];
    let xml = if whole { text.to_owned() } else { format!("{SPEAK}{text}</speak>") };
    let faults = judge(&xml, engine);
    for fault in &faults {
        assert!(xml.is_char_boundary(fault.at) && !fault.message.is_empty(), "{fault:?}");
        let line = xml.split('\n').nth(fault.line - 1).expect("the line is there");
        assert!(fault.column <= line.chars().count() + 1, "{fault:?}");
    }
    if faults.is_empty() && engine.markup == Markup::Ssml {
        let accepted = Document::parse(&xml).unwrap_or_else(|error| panic!("{error}: {xml:?}"));
        assert!(accepted.root_element().has_tag_name((SSML, "speak")), "{xml:?}");
        // What stands in `metadata` is nobody's affair.
        let foreign = |node: &Node| node.ancestors().any(|above| above.has_tag_name((SSML, "metadata")));
        let all = |name: &'static str| accepted.descendants().filter(move |n: &Node| n.has_tag_name((SSML, name)) && !foreign(n));
        assert!(all("break").count() <= engine.limit.breaks.map_or(usize::MAX, |most| most as usize), "{xml:?}");
        for sentence in all("s") {
            let texts = sentence.descendants().filter(Node::is_text).filter_map(|text| text.text());
            let length: usize = texts.map(|text| text.chars().count()).sum();
            assert!(length <= engine.limit.sentence.map_or(usize::MAX, |most| most as usize), "{length}: {xml:?}");
        }
    }
});
