//! Streams: nothing is lost at any edge, nothing is read ahead of what is written, and what goes wrong is told.

mod cases;

use cases::cases;
use loidoc::speech::stream::{Blocks, LONGEST_LINE, StreamError};
use loidoc::{Error, Normalizer};
use proptest::prelude::*;
use std::cell::Cell;
use std::io::{self, Read, Write};
use std::process::{Command, Stdio};
use std::sync::LazyLock;

static NORMALIZER: LazyLock<Normalizer> = LazyLock::new(Normalizer::new);

/// Gives a few bytes at a time, and is interrupted before each.
struct Trickle<'t> {
    rest: &'t [u8],
    step: usize,
    interrupted: bool,
}

impl<'t> Trickle<'t> {
    fn new(bytes: &'t [u8], step: usize) -> Trickle<'t> {
        Trickle { rest: bytes, step, interrupted: false }
    }
}

impl Read for Trickle<'_> {
    fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
        self.interrupted = !self.interrupted;
        if self.interrupted {
            return Err(io::ErrorKind::Interrupted.into());
        }
        let step = self.step.min(into.len());
        self.rest.read(&mut into[..step])
    }
}

/// The blocks of a text, and the error it ended with.
fn blocks(reader: impl Read) -> (Vec<String>, Option<StreamError>) {
    let mut blocks = Blocks::new("a.txt", reader);
    let mut all = Vec::new();
    loop {
        match blocks.next_block() {
            Ok(Some(block)) => all.push(block.to_owned()),
            Ok(None) => return (all, None),
            Err(error) => {
                assert!(blocks.next_block().is_ok_and(|b| b.is_none()), "nothing comes after an error");
                return (all, Some(error));
            }
        }
    }
}

fn spoken(reader: impl Read) -> Result<String, StreamError> {
    let mut out = Vec::new();
    NORMALIZER.normalize_stream("a.txt", reader, &mut out)?;
    Ok(String::from_utf8(out).expect("what is said is UTF-8"))
}

/// What is said for each line by itself.
fn line_by_line(text: &str) -> String {
    text.split_inclusive('\n').map(|line| NORMALIZER.normalize(line)).collect()
}

fn text() -> impl Strategy<Value = String> {
    let piece = prop_oneof![
        4 => prop::sample::select(vec![
            "ngày", "Tỷ số", "2-1", "14/4", "UBND", "1.250.000", "đ/kg", "8h30", "XV", "B.", "TP.", "75%", "km", "và", "(VLO)",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(vec![" ", " ", "\n", "\r\n", "\r", "\n\n", ", "]).prop_map(str::to_owned),
        1 => "\\PC{0,4}",
    ];
    prop::collection::vec(piece, 0..60).prop_map(|pieces| pieces.concat())
}

proptest! {
    #![proptest_config(cases(1000))]

    #[test]
    fn blocks_put_together_are_the_text(text in text(), step in 1usize..9) {
        let (blocks, error) = blocks(Trickle::new(text.as_bytes(), step));
        prop_assert!(error.is_none());
        prop_assert_eq!(blocks.concat(), text);
        if let Some((last, whole)) = blocks.split_last() {
            prop_assert!(!last.is_empty() && whole.iter().all(|b| b.ends_with('\n')));
        }
    }

    #[test]
    fn a_stream_says_what_each_line_says_wherever_reads_end(text in text(), step in 1usize..2000) {
        prop_assert_eq!(spoken(Trickle::new(text.as_bytes(), step)).expect("it is text"), line_by_line(&text));
    }

    #[test]
    fn the_place_of_a_wrong_byte_does_not_hang_on_reads(before in text(), after in text(), wrong in prop::sample::select(vec![0u8, 0xFF]), step in 1usize..9) {
        let bytes = [before.as_bytes(), &[wrong], after.as_bytes()].concat();
        let lines: String = before.split_inclusive('\n').filter(|l| l.ends_with('\n')).collect();
        let (good, error) = blocks(Trickle::new(&bytes, step));
        prop_assert_eq!(good.concat(), lines.as_str());
        let last = &before[lines.len()..];
        match error {
            Some(StreamError::Text(Error::Binary { offset, .. })) => prop_assert_eq!((wrong, offset), (0, before.len())),
            Some(StreamError::Text(Error::NotUtf8 { line, column, byte, .. })) => prop_assert_eq!(
                (wrong, byte, line, column),
                (0xFF, 0xFF, lines.matches('\n').count() + 1, last.chars().count() + 1)
            ),
            other => prop_assert!(false, "{:?}", other),
        }
    }
}

/// A sign that hangs on what stands before it may begin a line.
#[test]
fn a_line_is_read_by_itself_wherever_it_stands() {
    for sign in ["²", "⁴", "₂", "/", "%", "-", "×", "°", "→", "'"] {
        let text = format!("{sign}\n{sign} 5\na\n{sign}\n");
        assert_eq!(spoken(text.as_bytes()).expect("it is text"), line_by_line(&text), "{sign}");
    }
}

/// Reads of a file are 128 KiB: whatever stands across their edges comes out whole.
#[test]
fn nothing_is_lost_where_reads_of_a_file_end() {
    for across in ["\r\n", "ế", "\u{1F1FB}\u{1F1F3}", "1.250.000", "\n\n"] {
        for before in 0..=across.len() {
            let text = format!(
                "{}\n{}{across}5 xã\nhết",
                "x".repeat(100),
                "y ".repeat(65536 - 50)[..131_072 - 101 - before].to_owned()
            );
            assert_eq!(spoken(text.as_bytes()).expect("it is text"), line_by_line(&text), "{across:?} at {before}");
        }
    }
}

#[test]
fn a_byte_order_mark_is_left_out_however_it_comes() {
    for (text, said) in [("\u{feff}5 xã\n", "năm xã\n"), ("\u{feff}", ""), ("\u{feff}\u{feff}a", "a"), ("", "")] {
        for step in 1..5 {
            assert_eq!(spoken(Trickle::new(text.as_bytes(), step)).expect("it is text"), said, "{text:?} by {step}");
        }
    }
    let (_, error) = blocks("\u{feff}5 xã\n\0".as_bytes());
    assert!(matches!(error, Some(StreamError::Text(Error::Binary { offset: 9, .. }))), "{error:?}");
}

/// Whenever more is asked for, all lines that were given have been written.
#[test]
fn nothing_is_read_ahead_of_what_is_written() {
    struct Slow<'c> {
        left: usize,
        given: &'c Cell<usize>,
        written: &'c Cell<usize>,
    }
    impl Read for Slow<'_> {
        fn read(&mut self, into: &mut [u8]) -> io::Result<usize> {
            assert_eq!(self.given.get(), self.written.get(), "lines given and lines written");
            if self.left == 0 {
                return Ok(0);
            }
            self.left -= 1;
            self.given.set(self.given.get() + 1);
            into[..6].copy_from_slice("5 xã\n".as_bytes());
            Ok(6)
        }
    }
    struct Counts<'c>(&'c Cell<usize>);
    impl Write for Counts<'_> {
        fn write(&mut self, bytes: &[u8]) -> io::Result<usize> {
            self.0.set(self.0.get() + bytes.iter().filter(|&&b| b == b'\n').count());
            Ok(bytes.len())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let (given, written) = (Cell::new(0), Cell::new(0));
    let slow = Slow { left: 1000, given: &given, written: &written };
    NORMALIZER.normalize_stream("slow", slow, Counts(&written)).expect("it is text");
    assert_eq!(written.get(), 1000);
}

/// One line of many sentences is cut where sentences end, so it is said as if it had come whole.
#[test]
fn a_line_that_is_too_long_is_cut_between_sentences() {
    let sentence = "Sáng 14/4, UBND tỉnh chi 1,5 tỷ đồng (tăng 7%). Đội nhà thắng 2-1, lúc 7h30 có 1.250 người. ";
    let line = sentence.repeat(LONGEST_LINE / sentence.len() + 100);
    assert!(spoken(line.as_bytes()).expect("it is text") == NORMALIZER.normalize(&line));
    let (pieces, _) = blocks(line.as_bytes());
    assert!(pieces.len() == 2 && pieces[0].ends_with(". ") && pieces.concat() == line);
}

/// Files of the old Macintosh end lines with a carriage return alone.
#[test]
fn carriage_returns_alone_are_places_to_cut() {
    let text = "dòng 5\r".repeat(LONGEST_LINE / 8 + 20_000);
    let (pieces, _) = blocks(text.as_bytes());
    assert!(pieces.len() > 1 && pieces.iter().all(|p| p.ends_with('\r')) && pieces.concat() == text);
}

/// Without any white space a piece ends between two characters; digits there are still said one by one.
#[test]
fn a_word_without_end_is_cut_between_characters() {
    let letters = "ế".repeat(LONGEST_LINE);
    assert!(spoken(letters.as_bytes()).expect("it is text") == letters);
    let digits = spoken("1".repeat(LONGEST_LINE + 100).as_bytes()).expect("it is text");
    assert!(digits.split(' ').all(|word| word == "một") && digits.split(' ').count() == LONGEST_LINE + 100);
}

#[test]
fn columns_count_from_the_start_of_a_line_that_came_in_pieces() {
    let long = "ế xã ".repeat(LONGEST_LINE / 7 + 1000);
    let (_, error) = blocks([b"a\n", long.as_bytes(), b"\xFF\n"].concat().as_slice());
    let Some(StreamError::Text(Error::NotUtf8 { line, column, .. })) = error else { panic!("{error:?}") };
    assert_eq!((line, column), (2, long.chars().count() + 1));
}

#[test]
fn errors_of_readers_and_writers_are_told_apart() {
    struct Fails;
    impl Read for Fails {
        fn read(&mut self, _: &mut [u8]) -> io::Result<usize> {
            Err(io::ErrorKind::ConnectionReset.into())
        }
    }
    impl Write for Fails {
        fn write(&mut self, _: &[u8]) -> io::Result<usize> {
            Err(io::ErrorKind::StorageFull.into())
        }
        fn flush(&mut self) -> io::Result<()> {
            Ok(())
        }
    }
    let mut out = Vec::new();
    let error = NORMALIZER.normalize_stream("a", "5 xã\nhết".as_bytes().chain(Fails), &mut out);
    assert!(matches!(error, Err(StreamError::Read(e)) if e.kind() == io::ErrorKind::ConnectionReset));
    assert_eq!(out, "năm xã\n".as_bytes(), "the whole lines before are said");
    let error = NORMALIZER.normalize_stream("a", "5 xã".as_bytes(), Fails);
    assert!(matches!(error, Err(StreamError::Write(e)) if e.kind() == io::ErrorKind::StorageFull));
}

/// `yes … | loidoc normalize | head -1`
#[test]
fn a_pipe_that_breaks_ends_quietly() {
    for arguments in [&["normalize"][..], &["normalize", "--format", "jsonl"]] {
        let mut child = Command::new(env!("CARGO_BIN_EXE_loidoc"))
            .args(arguments)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .stderr(Stdio::piped())
            .spawn()
            .expect("it starts");
        let mut stdin = child.stdin.take().expect("it is piped");
        let yes = std::thread::spawn(move || while stdin.write_all("Giá 5.000đ\n".as_bytes()).is_ok() {});
        let mut stdout = child.stdout.take().expect("it is piped");
        let mut first = [0; 4];
        stdout.read_exact(&mut first).expect("something comes");
        drop(stdout);
        let output = child.wait_with_output().expect("it ends");
        yes.join().expect("the other end is closed");
        assert_eq!((output.status.code(), String::from_utf8_lossy(&output.stderr).as_ref()), (Some(0), ""));
    }
}

/// What the kernel says the process has held at most, in KiB.
#[cfg(target_os = "linux")]
fn peak(process: u32) -> usize {
    let status = std::fs::read_to_string(format!("/proc/{process}/status")).expect("it runs");
    let line = status.lines().find_map(|l| l.strip_prefix("VmHWM:")).expect("Linux tells it");
    line.trim().trim_end_matches(" kB").parse().expect("a number")
}

#[cfg(target_os = "linux")]
#[test]
fn fifty_megabytes_take_no_more_memory_than_five() {
    let mut child = Command::new(env!("CARGO_BIN_EXE_loidoc"))
        .arg("normalize")
        .stdin(Stdio::piped())
        .stdout(Stdio::null())
        .spawn()
        .expect("it starts");
    let mut stdin = child.stdin.take().expect("it is piped");
    let block = "Sáng 14/4, UBND tỉnh chi 1,5 tỷ đồng.\n".repeat(1_000_000 / 47);
    let mut after = |blocks: usize| {
        (0..blocks).for_each(|_| stdin.write_all(block.as_bytes()).expect("it reads"));
        peak(child.id())
    };
    let (five, fifty) = (after(5), after(45));
    drop(stdin);
    assert!(child.wait().expect("it ends").success());
    assert!(fifty < five + 1024, "{five} KiB after 5 MB, {fifty} KiB after 50 MB");
}

#[cfg(target_os = "linux")]
#[test]
fn a_full_disk_is_an_error() {
    let full = std::fs::OpenOptions::new().write(true).open("/dev/full").expect("Linux has it");
    let mut child = Command::new(env!("CARGO_BIN_EXE_loidoc"))
        .arg("normalize")
        .stdin(Stdio::piped())
        .stdout(full)
        .stderr(Stdio::piped())
        .spawn()
        .expect("it starts");
    child.stdin.take().expect("it is piped").write_all("5 xã\n".as_bytes()).expect("it reads");
    let output = child.wait_with_output().expect("it ends");
    assert_eq!(output.status.code(), Some(3));
    let told = String::from_utf8_lossy(&output.stderr);
    assert!(told.contains("cannot write: No space left"), "{told}");
}
