//! Bytes per second: `cargo bench`, or a part of it: `cargo bench -- normalize`. docs/performance.md tells how to read it.
//!
//! `LOIDOC_TEXT=news.txt cargo bench -- of_a_file machine` times the same passes over a text of your own, and what the machine
//! does with its bytes.

use divan::counter::{BytesCount, ItemsCount};
use divan::{Bencher, black_box};
use loidoc::speech::Detail;
use loidoc::{Error, Lexicon, Normalizer, Pipeline, Speech};
use rayon::prelude::*;
use std::path::{Path, PathBuf};
use std::{env, fs};

fn main() {
    divan::main();
}

const MEGABYTE: usize = 1_000_000;

fn files(folder: &str) -> Vec<PathBuf> {
    let folder = Path::new(env!("CARGO_MANIFEST_DIR")).join(folder);
    let mut files: Vec<_> = fs::read_dir(folder).into_iter().flatten().flatten().map(|e| e.path()).collect();
    files.sort();
    files
}

/// The samples.
fn articles() -> Vec<String> {
    files("samples").iter().filter_map(|p| fs::read_to_string(p).ok()).collect()
}

fn megabyte(of: &str) -> String {
    of.repeat(MEGABYTE / of.len().max(1) + 1)
}

/// Text by its kind: a megabyte.
fn text(kind: &str) -> String {
    match kind {
        "prose" => megabyte(&articles().concat()),
        // The words of it that hold no digit.
        "plain" => {
            let prose = text("prose");
            prose.split(' ').filter(|w| !w.bytes().any(|b| b.is_ascii_digit())).collect::<Vec<_>>().join(" ")
        }
        "numbers" => megabyte("Ngày 18/10/1930, giá 1.250.000 đồng/kg, tăng 7,5-8%, lúc 8h30, tỷ số 2-1, cao 1m75; "),
        "headlines" => megabyte("UBND TỈNH VĨNH LONG HỌP BÀN VỀ GDP, BHXH VÀ HĐND CÁC CẤP\n"),
        "one line" => text("prose").replace('\n', " "),
        // What is written in the golden file of a class.
        class => {
            let golden = files("tests/golden").into_iter().find(|p| p.file_stem().is_some_and(|stem| stem == class));
            let golden = golden.and_then(|p| fs::read_to_string(p).ok()).unwrap_or_default();
            let written =
                golden.lines().filter_map(|l| l.split_once(" => ")).map(|(written, _)| written.to_owned() + "\n");
            megabyte(&written.collect::<String>())
        }
    }
}

/// The text that `LOIDOC_TEXT` names, else the prose of the samples.
fn own_text() -> String {
    let named = env::var_os("LOIDOC_TEXT").map(|path| fs::read_to_string(&path).expect("LOIDOC_TEXT names a text"));
    named.unwrap_or_else(|| text("prose"))
}

fn classes() -> Vec<String> {
    files("tests/golden").iter().filter_map(|p| p.file_stem()).map(|s| s.to_string_lossy().into_owned()).collect()
}

fn normalizes(bencher: Bencher, text: &str) {
    let normalizer = Normalizer::new();
    let mut out = String::with_capacity(text.len() * 3);
    bencher.counter(BytesCount::of_str(text)).bench_local(|| {
        out.clear();
        normalizer.normalize_into(black_box(text), &mut out);
        out.len()
    });
}

#[divan::bench(args = ["prose", "plain", "numbers", "headlines", "one line"])]
fn normalize(bencher: Bencher, kind: &str) {
    normalizes(bencher, &text(kind));
}

/// Nothing but what one class is made for.
#[divan::bench(args = classes())]
fn class(bencher: Bencher, class: &str) {
    normalizes(bencher, &text(class));
}

/// As a library user calls it: 60 bytes at a time.
#[divan::bench]
fn short_strings(bencher: Bencher) {
    normalizes(bencher, "Sáng 14/4, đoàn đại biểu tỉnh đến dâng hương tại khu lưu niệm.");
}

#[divan::bench]
fn stream(bencher: Bencher) {
    let text = text("prose");
    let normalizer = Normalizer::new();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| normalizer.normalize_stream("bench", black_box(text.as_bytes()), std::io::sink()).is_ok());
}

#[divan::bench]
fn speech(bencher: Bencher) {
    let text = text("prose");
    let normalizer = Normalizer::new();
    bencher
        .counter(BytesCount::of_str(&text))
        .bench_local(|| text.lines().map(|line| normalizer.speech(black_box(line)).readings.len()).sum::<usize>());
}

/// Articles to SSML for an engine, one thread.
#[divan::bench(args = ["google", "azure", "neural"])]
fn ssml(bencher: Bencher, engine: &str) {
    let articles = articles();
    let pipeline = Pipeline::new();
    let lexicon = Lexicon::built_in();
    let engine = lexicon.engine(engine).expect("it is built in");
    let bytes: usize = articles.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).bench_local(|| {
        let chunks = |article: &String| {
            let article = pipeline.read("a.txt", article.as_bytes()).ok()?;
            Some(pipeline.ssml(&article, engine).ok()?.chunks.len())
        };
        articles.iter().filter_map(chunks).sum::<usize>()
    });
}

/// Many articles on several threads, as `batch` works.
#[divan::bench(args = [1, 2])]
fn batch(bencher: Bencher, threads: usize) {
    let articles: Vec<String> = articles().into_iter().cycle().take(200).collect();
    let pipeline = Pipeline::new();
    let lexicon = Lexicon::built_in();
    let engine = lexicon.engine("google").expect("it is built in");
    let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
    let bytes: usize = articles.iter().map(String::len).sum();
    bencher.counter(BytesCount::new(bytes)).counter(ItemsCount::new(articles.len())).bench_local(|| {
        let chunks = |article: &String| {
            let article = pipeline.read("a.txt", article.as_bytes()).ok()?;
            Some(pipeline.ssml(&article, engine).ok()?.chunks.len())
        };
        pool.install(|| articles.par_iter().filter_map(chunks).sum::<usize>())
    });
}

/// A long text of the caller's, as library users and the program go through it.
mod of_a_file {
    use super::*;

    #[divan::bench]
    fn normalize(bencher: Bencher) {
        normalizes(bencher, &own_text());
    }

    /// The same text once on each thread.
    #[divan::bench(args = [1, 2])]
    fn normalize_on_threads(bencher: Bencher, threads: usize) {
        let text = own_text();
        let normalizer = Normalizer::new();
        let mut buffers = vec![String::with_capacity(text.len() * 2); threads];
        let pool = rayon::ThreadPoolBuilder::new().num_threads(threads).build().expect("threads can be started");
        bencher.counter(BytesCount::new(text.len() * threads)).bench_local(|| {
            pool.install(|| {
                buffers.par_iter_mut().for_each(|out| {
                    out.clear();
                    normalizer.normalize_into(black_box(&text), out);
                });
            });
        });
    }

    /// Every reading with its class and its places, what `explain` is made of.
    #[divan::bench]
    fn readings(bencher: Bencher) {
        let text = own_text();
        let normalizer = Normalizer::new();
        let mut speech = Speech::default();
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
            normalizer.speech_into(black_box(&text), &Default::default(), Detail::Places, &mut speech);
            speech.readings.len()
        });
    }

    /// From the bytes of the file to every chunk.
    #[divan::bench(args = ["w3c", "google"])]
    fn ssml(bencher: Bencher, engine: &str) {
        let text = own_text();
        let pipeline = Pipeline::new().with_detail(Detail::Places);
        let lexicon = Lexicon::built_in();
        let engine = lexicon.engine(engine).expect("it is built in");
        let mut xml = String::new();
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
            let document = pipeline.document("a.txt", black_box(text.as_bytes())).ok()?;
            let chunk = |chunk: loidoc::ssml::ReadyChunk| {
                xml.clear();
                chunk.write(&mut xml);
                Ok::<_, Error>(())
            };
            pipeline.write(&document, engine, chunk).ok()
        });
    }
}

/// The parts of the way.
mod part {
    use super::*;

    #[divan::bench(args = ["prose", "plain", "numbers"])]
    fn scan(bencher: Bencher, kind: &str) {
        let text = text(kind);
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| loidoc::internals::odd_places_in(black_box(&text)));
    }

    #[divan::bench]
    fn tidy(bencher: Bencher) {
        let text = text("prose");
        bencher
            .counter(BytesCount::of_str(&text))
            .bench_local(|| loidoc::internals::tidy(black_box(&text)).anchors.len());
    }

    #[divan::bench]
    fn read_document(bencher: Bencher) {
        let text = text("prose");
        let lexicon = Lexicon::built_in();
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| {
            loidoc::document::read("a.txt", black_box(text.as_bytes()), &lexicon).map(|d| d.segments.len()).ok()
        });
    }
}

/// Once in a process' life.
mod start {
    use super::*;

    /// The built-in lexicon unpacked and indexed again, with a layer of one entry.
    #[divan::bench]
    fn lexicon(bencher: Bencher) {
        let built_in = Lexicon::built_in();
        let layer = "entries:\n  - {write: CLBSK, read: câu lạc bộ sức khỏe}\n";
        bencher.bench_local(|| (*built_in).clone().with_yaml("mine.yaml", black_box(layer)).is_ok());
    }

    /// A normalizer when the lexicon is there.
    #[divan::bench]
    fn normalizer(bencher: Bencher) {
        bencher.bench_local(Normalizer::new);
    }
}

/// What the machine allows on the same text in the same run.
mod machine {
    use super::*;

    fn bytes(bencher: Bencher, mut run: impl FnMut(&[u8]) -> usize) {
        let text = own_text();
        bencher.counter(BytesCount::of_str(&text)).bench_local(|| run(black_box(text.as_bytes())));
    }

    #[divan::bench]
    fn memory_copy(bencher: Bencher) {
        let mut copy = Vec::new();
        bytes(bencher, |text| {
            copy.clear();
            copy.extend_from_slice(text);
            black_box(&copy).len()
        });
    }

    #[divan::bench]
    fn utf8_by_std(bencher: Bencher) {
        bytes(bencher, |text| std::str::from_utf8(text).map_or(0, str::len));
    }

    #[divan::bench]
    fn utf8_by_simdutf8(bencher: Bencher) {
        bytes(bencher, |text| simdutf8::basic::from_utf8(text).map_or(0, str::len));
    }

    #[divan::bench]
    fn lines_by_memchr(bencher: Bencher) {
        bytes(bencher, |text| memchr::memchr_iter(b'\n', text).count());
    }

    /// A table look-up a byte, the way a scanner without SIMD goes.
    #[divan::bench]
    fn byte_classes(bencher: Bencher) {
        let mut table = [0u8; 256];
        (b'0'..=b'9').for_each(|b| table[usize::from(b)] = 1);
        bytes(bencher, |text| text.iter().map(|&b| usize::from(table[usize::from(b)])).sum());
    }
}
