//! Any bytes as a PDF, or what a page of a right one draws.
#![no_main]

use libfuzzer_sys::fuzz_target;
use loidoc_fuzz::{between, choice, hold};

const HEAD: &str = "%PDF-1.4\n1 0 obj<</Type/Catalog/Pages 2 0 R>>endobj\n2 0 obj<</Type/Pages/Kids[3 0 R]/Count 1>>endobj\n3 0 obj<</Type/Page/Parent 2 0 R/MediaBox[0 0 300 300]/Resources<</Font<</F 5 0 R>>>>/Contents 4 0 R>>endobj\n5 0 obj<</Type/Font/Subtype/Type1/BaseFont/Helvetica>>endobj\n";

fuzz_target!(|data: &[u8]| {
    let (way, bytes) = choice(data);
    match way % 4 {
        0 => hold("fuzz.pdf", &between("%PDF-1.4\n", bytes, ""), None),
        _ => {
            let head = format!("{HEAD}4 0 obj<</Length {}>>stream\n", bytes.len());
            let cross = head.len() + bytes.len() + "\nendstream endobj\n".len();
            let mut tail = "\nendstream endobj\nxref\n0 6\n0000000000 65535 f \n".to_owned();
            for object in 1..6 {
                let place = head.find(&format!("{object} 0 obj")).unwrap_or(0);
                tail.push_str(&format!("{place:010} 00000 n \n"));
            }
            tail.push_str(&format!("trailer<</Size 6/Root 1 0 R>>\nstartxref\n{cross}\n%%EOF\n"));
            hold("fuzz.pdf", &between(&head, bytes, &tail), None);
        }
    }
});
