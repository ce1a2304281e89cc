//! Searches for the texts that cost the most: `cargo run --release --example worst`.
//!
//! Units that classes and cutters look at are repeated without end, and random compositions of them are bred for cost. Each
//! table gives CPU time a byte for texts of 1 and 10 MB, for the ten worst also of 100 MB, how many times dearer a byte of the
//! largest is than one of the smallest (1.0 is linear), and the memory asked for at most, in bytes a byte.
//!
//! Names of roads as arguments (`normalize`, `speech`, `ssml`) take only these; `quick` takes texts of 0.1 and 1 MB.

use allocation_counter::measure;
use cpu_time::ThreadTime;
use loidoc::{Error, Lexicon, Normalizer, Pipeline};
use std::hint::black_box;

const MEGABYTE: usize = 1_000_000;

/// What is repeated: a unit or several.
const UNITS: &[&str] = &[
    "1",
    "9 ",
    "1.",
    "1,",
    "1/",
    "1-",
    "1:",
    "1+",
    "1 ",
    "0912 ",
    "1.000",
    "2.4, ",
    "-",
    "/",
    ".",
    ",",
    "(",
    ")",
    "[",
    "{",
    "\"",
    "“",
    "‘1’",
    "'",
    "%",
    "=",
    "&",
    "…",
    "–",
    " – ",
    " ",
    "\t",
    "\u{a0}",
    "\n",
    "\r\n",
    "a",
    "x",
    "ă",
    "a ",
    "A",
    "A ",
    "Ă",
    "AB ",
    "a\n",
    "1\n",
    "A\n",
    ".\n",
    "a/b ",
    "A/",
    "A1",
    "1x",
    "1h",
    "A'",
    "10^",
    "B.",
    "Th.",
    "TP.",
    "Ph. ",
    "K-",
    "ABC-",
    "XV ",
    "I, ",
    "(A",
    "vs ",
    "UBND ",
    "UBND, ",
    "NN-PTNT ",
    "KH - ĐT ",
    "KH và ĐT ",
    "ngày 1-",
    "ngày ",
    "từ 1 đến ",
    "đến ",
    "thứ 1, ",
    "km ",
    "km 1+",
    "m2 ",
    "đ ",
    "5 tr ",
    "5 triệu ",
    "đ/kg ",
    "°C ",
    "64C-",
    "QĐ-",
    "18/NQ-",
    "www.",
    "a@",
    "a.vn/",
    "http://",
    "tỷ số 2-1, ",
    "thắng 2-1 (",
    "ông ",
    "ông A. ",
    "(VLO) ",
    "the 1 ",
    "e\u{302}",
    "e\u{302}\u{301} ",
    "\u{301}",
    "\u{200b}",
    "\u{ad}",
    "😀",
    "漢",
    "Ð",
    "ﬁ",
    "１",
    "a(AB)",
    "nhưng ",
    "và ",
    ", và ",
    "Đoàn đến. ",
    "<p>",
    "&amp;",
    "# ",
    "* ",
    "| ",
    "1. ",
    "Tin: ",
    "Ảnh: ",
];

/// Two units, one in the first half and the other in the second: what is opened and closed late.
const HALVES: &[(&str, &str)] =
    &[("(", ")"), ("“", "”"), ("\"", "1"), ("1", "/"), ("A", "."), ("a", "\u{301}"), ("( ", "A) ")];

/// A text by its size.
struct Case {
    name: String,
    make: Box<dyn Fn(usize) -> String>,
}

impl Case {
    fn of(unit: &str) -> Case {
        let unit = unit.to_owned();
        Case { name: format!("{unit:?}"), make: Box::new(move |size| unit.repeat(size / unit.len() + 1)) }
    }

    fn halves(first: &'static str, second: &'static str) -> Case {
        let half = |unit: &str, size: usize| unit.repeat(size / 2 / unit.len() + 1);
        Case {
            name: format!("{first:?}, then {second:?}"),
            make: Box::new(move |size| half(first, size) + &half(second, size)),
        }
    }

    /// Pieces that are all different, by their number.
    fn counted(name: &str, piece: fn(usize) -> String) -> Case {
        let make = move |size| {
            let mut text = String::with_capacity(size + 100);
            for n in 0.. {
                text.push_str(&piece(n));
                if text.len() >= size {
                    break;
                }
            }
            text
        };
        Case { name: name.to_owned(), make: Box::new(make) }
    }
}

fn cases() -> Vec<Case> {
    let mut cases: Vec<_> = UNITS.iter().map(|unit| Case::of(unit)).collect();
    cases.extend(HALVES.iter().map(|(a, b)| Case::halves(a, b)));
    cases.push(Case::counted("other numbers", |n| format!("{n} ")));
    cases.push(Case::counted("other abbreviations", |n| letters(n) + " "));
    cases.push(Case::counted("other lines", |n| format!("Dòng {n} của bài\n")));
    cases.push(Case::counted("other lines in capitals", |n| format!("{} VĨNH LONG\n", letters(n))));
    cases.push(Case::counted("abbreviations defined", |n| {
        let capitals = letters(n);
        let words: Vec<_> = capitals.chars().map(|c| format!("{c}an")).collect();
        format!("Ông làm ở {} ({capitals}).\n", words.join(" "))
    }));
    cases.push(Case::counted("lines that grow", |n| "Đoàn đến 5 xã. ".repeat(n % 100) + "\n"));
    cases.push(Case::counted("words that grow", |n| "a".repeat(n % 1000) + " "));
    cases.push(Case::counted("numbers that grow", |n| "1".repeat(n % 1000) + " "));
    cases
}

/// Four capitals or more that stand for a number.
fn letters(mut number: usize) -> String {
    number += 26 * 26 * 26;
    let mut letters = String::new();
    while number > 0 {
        letters.insert(0, char::from(b'A' + (number % 26) as u8));
        number /= 26;
    }
    letters
}

/// Goes through a text; what is said goes into the buffer, if the road takes one.
type Run = dyn Fn(&str, &mut String);

/// A road through the library.
struct Road {
    name: &'static str,
    run: Box<Run>,
}

fn roads() -> Vec<Road> {
    let normalizer = Normalizer::new();
    let speaker = normalizer.clone();
    let pipeline = Pipeline::new();
    let google = Lexicon::built_in().engine("google").expect("it is built in").clone();
    vec![
        Road {
            name: "normalize",
            run: Box::new(move |text, out| {
                out.clear();
                normalizer.normalize_into(text, out);
                black_box(out);
            }),
        },
        Road { name: "speech", run: Box::new(move |text, _| drop(black_box(speaker.speech(text)))) },
        Road {
            name: "ssml",
            run: Box::new(move |text, out| {
                let written = pipeline.document("a.txt", text.as_bytes()).and_then(|document| {
                    pipeline.write(&document, &google, |chunk| {
                        out.clear();
                        chunk.write(out);
                        Ok::<_, Error>(())
                    })
                });
                // Documents that are refused cost nothing.
                black_box(written.is_ok());
            }),
        },
    ]
}

/// Nanoseconds a byte: the best of several runs.
fn cost(road: &Road, text: &str, runs: usize) -> f64 {
    let mut out = String::new();
    let once = |_| {
        let start = ThreadTime::now();
        (road.run)(black_box(text), &mut out);
        start.elapsed().as_nanos() as f64 / text.len() as f64
    };
    (0..runs).map(once).fold(f64::MAX, f64::min)
}

struct Row {
    case: Case,
    costs: Vec<f64>,
    memory: f64,
}

impl Row {
    fn of(road: &Road, case: Case, size: usize) -> Row {
        let text = (case.make)(size);
        let memory = measure(|| (road.run)(&text, &mut String::new())).bytes_max as f64 / text.len() as f64;
        let mut costs = vec![cost(road, &text, 3)];
        // What takes seconds for a megabyte would take minutes for ten.
        if costs[0] < 2000.0 {
            // New memory costs more than what is cheap: the second run has the first one's buffer, as that of a short text has.
            let runs = if costs[0] < 100.0 { 2 } else { 1 };
            costs.push(cost(road, &(case.make)(10 * size), runs));
        }
        eprintln!("{} {}: {costs:.1?}", road.name, case.name);
        Row { case, costs, memory }
    }

    fn ratio(&self) -> f64 {
        self.costs[self.costs.len() - 1] / self.costs[0]
    }

    fn worst(&self) -> f64 {
        self.costs.iter().copied().fold(0.0, f64::max)
    }

    fn print(&self) {
        let at = |n: usize| self.costs.get(n).map_or(String::new(), |c| format!("{c:.1}"));
        let name = self.case.name.replace('|', "\\|");
        let mark = if self.ratio() > 1.5 || self.worst() > 1000.0 { " ⚠" } else { "" };
        println!("| `{name}` | {} | {} | {} | {:.2}{mark} | {:.1} |", at(0), at(1), at(2), self.ratio(), self.memory);
    }
}

/// Breeds compositions of units that cost much: random changes are kept where they make the text dearer.
fn bred(road: &Road) -> Vec<Case> {
    let mut seed = 0x9E37_79B9_7F4A_7C15u64;
    let mut random = move |below: usize| {
        seed ^= seed << 13;
        seed ^= seed >> 7;
        seed ^= seed << 17;
        (seed % below as u64) as usize
    };
    let price = |parts: &[&str]| cost(road, &parts.concat().repeat(20_000 / parts.concat().len().max(1) + 1), 1);
    (0..4)
        .map(|_| {
            let mut best = vec![UNITS[random(UNITS.len())], UNITS[random(UNITS.len())]];
            let mut most = price(&best);
            for _ in 0..150 {
                let mut next = best.clone();
                let at = random(next.len());
                match random(3) {
                    0 if next.len() < 8 => next.insert(at, UNITS[random(UNITS.len())]),
                    1 if next.len() > 1 => drop(next.remove(at)),
                    _ => next[at] = UNITS[random(UNITS.len())],
                }
                let price = price(&next);
                if price > most {
                    (best, most) = (next, price);
                }
            }
            Case::of(&best.concat())
        })
        .collect()
}

fn main() {
    let arguments: Vec<String> = std::env::args().skip(1).collect();
    let quick = arguments.iter().any(|a| a == "quick");
    let size = if quick { MEGABYTE / 10 } else { MEGABYTE };
    let named = |road: &Road| arguments.iter().all(|a| a == "quick") || arguments.iter().any(|a| a == road.name);
    for road in roads().iter().filter(|road| named(road)) {
        let mut rows: Vec<Row> = cases().into_iter().map(|case| Row::of(road, case, size)).collect();
        rows.extend(bred(road).into_iter().map(|case| Row::of(road, case, size)));
        rows.sort_by(|a, b| b.worst().total_cmp(&a.worst()));
        for row in rows.iter_mut().take(if quick { 0 } else { 10 }).filter(|row| row.worst() < 2000.0) {
            row.costs.push(cost(road, &(row.case.make)(100 * MEGABYTE), 1));
        }
        println!("\n{}: nanoseconds a byte\n", road.name);
        let sizes = if quick { "0.1 MB | 1 MB |" } else { "1 MB | 10 MB | 100 MB" };
        println!("| text | {sizes} | ratio | memory |\n|---|---:|---:|---:|---:|---:|");
        rows.iter().for_each(Row::print);
    }
}
