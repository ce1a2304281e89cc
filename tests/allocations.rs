//! What asks for memory, counted by an allocator that the crate `allocation-counter` puts in place of the usual one; each
//! thread counts its own.

use allocation_counter::{AllocationInfo, measure};
use loidoc::Normalizer;
use loidoc::internals::tidy;
use loidoc::speech::stream::LONGEST_LINE;
use std::borrow::Cow;
use std::fs;
use std::io::{self, Read};
use std::path::Path;

/// What normalizing a text costs once the buffer has its size.
fn again(normalizer: &Normalizer, text: &str) -> AllocationInfo {
    let mut out = normalizer.normalize(text);
    measure(|| {
        out.clear();
        normalizer.normalize_into(text, &mut out);
    })
}

/// A megabyte of the samples: prose with numbers, dates, amounts and abbreviations.
fn articles() -> String {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<_> =
        fs::read_dir(samples).expect("they are there").map(|e| e.expect("an entry").path()).collect();
    files.sort();
    let once: String = files.iter().filter_map(|p| fs::read_to_string(p).ok()).collect();
    once.repeat(1_000_000 / once.len() + 1)
}

#[test]
fn plain_words_ask_for_no_memory() {
    let normalizer = Normalizer::new();
    let plain = "Đoàn đại biểu tỉnh đến dâng hương, dâng hoa tại khu lưu niệm (xã An Bình). “Rất vui”, ông nói…\n";
    assert_eq!(again(&normalizer, plain).count_total, 0);
    assert_eq!(again(&normalizer, &plain.repeat(10_000)).count_total, 0);
}

#[test]
fn a_megabyte_of_articles_asks_for_no_memory() {
    assert_eq!(again(&Normalizer::new(), &articles()).count_total, 0);
}

/// Lines of every class. Numbers in foreign phrases are said by the crate `num2words`, which returns strings.
#[test]
fn no_class_asks_for_memory() {
    let normalizer = Normalizer::new();
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let mut wrong = Vec::new();
    for path in fs::read_dir(golden).expect("tests/golden is there").map(|e| e.expect("an entry").path()) {
        for line in fs::read_to_string(&path).expect("golden files are UTF-8").lines() {
            let written = line.split(" => ").next().unwrap_or_default();
            let count = again(&normalizer, written).count_total;
            let foreign = normalizer.speech(written).readings.iter().any(|r| r.rule.name().starts_with("foreign."));
            // Lowered digits, spaces that do not break: what is tidied before a class sees it takes a copy.
            let untidy = matches!(tidy(written).text, Cow::Owned(_));
            if count > 0 && !foreign && !untidy {
                wrong.push(format!("{}: {count} in {written}", path.display()));
            }
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// What has to be tidied first (combining marks, no-break spaces) is written into a text of its own: a few pieces of memory
/// for each 64 KiB.
#[test]
fn tidying_costs_a_few_for_a_text_not_for_a_word() {
    let untidy = "Nga\u{300}y 14/4, tỉnh\u{a0}họp.\n".repeat(10_000);
    let cost = again(&Normalizer::new(), &untidy);
    assert!(cost.count_total < 60, "{cost:?}");
}

/// Gives a line again and again.
struct Yes {
    line: &'static [u8],
    left: u64,
}

impl Read for Yes {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        let room = into.len().min(self.left as usize);
        let mut written = 0;
        while written + self.line.len() <= room {
            into[written..written + self.line.len()].copy_from_slice(self.line);
            written += self.line.len();
        }
        self.left -= written as u64;
        Ok(written)
    }
}

#[test]
fn a_stream_holds_a_block_and_what_is_said_for_it() {
    let normalizer = Normalizer::new();
    let held = |line: &'static str, bytes: u64| {
        let yes = Yes { line: line.as_bytes(), left: bytes };
        measure(|| normalizer.normalize_stream("yes", yes, io::sink()).expect("it is text")).bytes_max
    };
    let line = "Sáng 14/4, UBND tỉnh chi 1,5 tỷ đồng, tăng 7%.\n";
    let (one, fifty) = (held(line, 1_000_000), held(line, 50_000_000));
    assert!(one == fifty && fifty < 1 << 20, "{one} bytes for 1 MB, {fifty} for 50 MB");
    // One line: pieces of 4 MiB, and what is said for one.
    let line = "Sáng 14/4, UBND tỉnh chi 1,5 tỷ đồng, tăng 7%. ";
    let (ten, thirty) = (held(line, 10_000_000), held(line, 30_000_000));
    assert!(ten == thirty && thirty < 10 * LONGEST_LINE as u64, "{ten} bytes for 10 MB, {thirty} for 30 MB");
}
