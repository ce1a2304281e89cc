//! What asks for memory, counted by an allocator that the crate `allocation-counter` puts in place of the usual one; each
//! thread counts its own.

use allocation_counter::{AllocationInfo, measure};
use loidoc::Normalizer;
use std::fs;

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
    let mut files: Vec<_> = fs::read_dir(samples).expect("they are there").map(|e| e.expect("an entry").path()).collect();
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
fn which() {
    let normalizer = Normalizer::new();
    println!("{:?}", again(&normalizer, &articles()));
    let mut golden: Vec<_> =
        fs::read_dir(Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden")).unwrap().map(|e| e.unwrap().path()).collect();
    golden.sort();
    for path in golden {
        let text = fs::read_to_string(&path).unwrap();
        let mut n = 0;
        let mut by = Vec::new();
        for line in text.lines() {
            let line = line.split(" => ").next().unwrap();
            let c = again(&normalizer, line).count_total;
            n += (c > 0) as usize;
            if c > 0 && by.len() < 4 { by.push((c, line.to_owned())); }
        }
        println!("{} {n} of {} {:?}", path.file_stem().unwrap().to_string_lossy(), text.lines().count(), by);
    }
}
