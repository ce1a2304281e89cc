//! Any bytes as an archive, or as a part of a Word document or of a book.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold, zip};

const BOOK: &str = "<container><rootfile full-path=\"a/a.opf\"/></container>";
const PACKAGE: &str = "<package><manifest><item id=\"b\" href=\"b.html\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"b\"/></spine></package>";
const PARAGRAPH: &str = "<w><p><pPr><pStyle val=\"a\"/><numPr><ilvl val=\"0\"/><numId val=\"1\"/></numPr></pPr><r><t>Ngày 18/10</t></r></p><tbl><tr><tc><p><r><t>a</t></r></p></tc></tr></tbl></w>";

fuzz_target!(|data: &[u8]| {
    let (way, fuzz) = choice(data);
    let word = |parts: &[(&str, &[u8])]| hold("fuzz.docx", &zip(parts), None);
    let book = |parts: &[(&str, &[u8])]| hold("fuzz.epub", &zip(parts), None);
    match way % 9 {
        0 => hold("fuzz.zip", fuzz, None),
        1 => word(&[("word/document.xml", fuzz)]),
        2 => word(&[("word/document.xml", &between("<w><p><r><t>", fuzz, "</t></r></p></w>"))]),
        3 => word(&[("word/document.xml", PARAGRAPH.as_bytes()), ("word/styles.xml", &between("<w>", fuzz, "</w>"))]),
        4 => {
            word(&[("word/document.xml", PARAGRAPH.as_bytes()), ("word/numbering.xml", &between("<w>", fuzz, "</w>"))])
        }
        5 => {
            word(&[("word/document.xml", PARAGRAPH.as_bytes()), ("word/footnotes.xml", &between("<w>", fuzz, "</w>"))])
        }
        6 => book(&[("META-INF/container.xml", fuzz), ("a/a.opf", PACKAGE.as_bytes()), ("a/b.html", b"<p>a")]),
        7 => book(&[("META-INF/container.xml", BOOK.as_bytes()), ("a/a.opf", fuzz), ("a/b.html", b"<p>a")]),
        _ => book(&[("META-INF/container.xml", BOOK.as_bytes()), ("a/a.opf", PACKAGE.as_bytes()), ("a/b.html", fuzz)]),
    }
});
