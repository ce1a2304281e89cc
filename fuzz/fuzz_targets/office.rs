//! Any bytes as the content of an OpenDocument text, or within a paragraph, list, table or note of it.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold, zip};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    let (before, after) = match way % 4 {
        0 => ("", ""),
        1 => ("<a><office:text><text:p>", "</text:p></office:text></a>"),
        2 => ("<a><office:text><text:list>", "</text:list></office:text></a>"),
        _ => ("<a><office:text><table:table>", "</table:table></office:text></a>"),
    };
    let content = between(before, bytes, after);
    hold("fuzz.odt", &zip(&[("mimetype", b"application/vnd.oasis.opendocument.text"), ("content.xml", &content)]), None);
});
