//! Any bytes as a feed, or as one of its fields.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    let (before, after) = match way % 5 {
        0 => ("<?xml version=\"1.0\"?><rss", ""),
        1 => ("<rss><item>", "</item></rss>"),
        2 => ("<rss><item><title>a</title><description>", "</description></item></rss>"),
        3 => ("<rss><item><content:encoded><![CDATA[", "]]></content:encoded></item></rss>"),
        _ => ("<feed><entry><content type=\"xhtml\">", "</content></entry></feed>"),
    };
    hold("fuzz.xml", &between(before, bytes, after), None);
});
