//! Bytes per second: `cargo bench`. The text is made from the sample articles.

use divan::counter::BytesCount;
use divan::{Bencher, black_box};
use loidoc::Normalizer;
use std::fs;
use std::path::Path;

fn main() {
    divan::main();
}

/// The samples, again and again, up to a megabyte.
fn prose() -> String {
    let samples = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples");
    let mut files: Vec<_> = fs::read_dir(samples).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    let once: String = files.iter().filter_map(|p| fs::read_to_string(p).ok()).collect();
    once.repeat(1_000_000 / once.len().max(1) + 1)
}

/// Only the words of it that hold no digit.
fn plain() -> String {
    prose().split(' ').filter(|w| !w.bytes().any(|b| b.is_ascii_digit())).collect::<Vec<_>>().join(" ")
}

/// Nothing but numbers.
fn numbers() -> String {
    "Ngày 18/10/1930, giá 1.250.000 đồng/kg, tăng 7,5-8%, lúc 8h30, tỷ số 2-1, cao 1m75; ".repeat(8000)
}

/// A headline in capitals a line.
fn headlines() -> String {
    "UBND TỈNH VĨNH LONG HỌP BÀN VỀ GDP, BHXH VÀ HĐND CÁC CẤP\n".repeat(12_000)
}

#[divan::bench(args = ["prose", "plain", "numbers", "headlines"])]
fn normalize(bencher: Bencher, name: &str) {
    let text = match name {
        "prose" => prose(),
        "plain" => plain(),
        "numbers" => numbers(),
        _ => headlines(),
    };
    let normalizer = Normalizer::new();
    let mut out = String::with_capacity(text.len() * 3);
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
        out.clear();
        normalizer.normalize_into(black_box(&text), &mut out);
        out.len()
    });
}

#[divan::bench]
fn speech(bencher: Bencher) {
    let text = prose();
    let normalizer = Normalizer::new();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| text.lines().map(|line| normalizer.speech(black_box(line)).readings.len()).sum::<usize>());
}

#[divan::bench]
fn tidy(bencher: Bencher) {
    let text = prose();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| loidoc::tidy::tidy(black_box(&text)).steps.len());
}

#[divan::bench]
fn scan(bencher: Bencher) {
    let text = plain();
    bencher.counter(BytesCount::of_str(&text)).bench_local(|| loidoc::scan::odd_places_in(black_box(&text)));
}

/// Short strings, as a library user calls it: 60 bytes at a time.
#[divan::bench]
fn short_strings(bencher: Bencher) {
    let text = "Sáng 14/4, đoàn đại biểu tỉnh đến dâng hương tại khu lưu niệm.";
    let normalizer = Normalizer::new();
    let mut out = String::new();
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        out.clear();
        normalizer.normalize_into(black_box(text), &mut out);
        out.len()
    });
}
