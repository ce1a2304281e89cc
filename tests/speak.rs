//! `loidoc speak` and `batch --audio`: a real engine, sound that is joined and levelled, times that are right.
//!
//! Judges that are not ours: ffmpeg's meter for loudness, and the samples themselves for times.

mod tools;

use serde_json::Value;
use std::fs;
use std::path::Path;
use std::process::{Command, Stdio};
use std::thread;
use std::time::Duration;
use tools::{Room, samples};

const ARTICLE: &str = "Họp mặt truyền thống\n(VLO) Sáng 14/4, UBND tỉnh họp mặt 120 cán bộ. Giá vé 45.000đ/người.\n";

/// Integrated loudness and true peak as ffmpeg measures them.
fn judged(path: &Path) -> (f64, f64) {
    let output = Command::new("ffmpeg")
        .args(["-hide_banner", "-nostats", "-i", &path.display().to_string()])
        .args(["-af", "ebur128=peak=true:framelog=verbose", "-f", "null", "-"])
        .output()
        .expect("ffmpeg is installed: tests/install.sh");
    let text = String::from_utf8_lossy(&output.stderr).into_owned();
    let after = |label: &str| -> f64 {
        let value = text.rsplit(label).next().and_then(|rest| rest.split_whitespace().next());
        value.and_then(|value| value.parse().ok()).unwrap_or_else(|| panic!("no {label} in {text}"))
    };
    (after("    I: "), after("    Peak: "))
}

/// From when to when something is heard, in milliseconds: louder than -60 dB, with less than 150 ms of quiet inside.
fn heard(path: &Path) -> Vec<(f64, f64)> {
    let (samples, rate) = samples(path);
    let at = |n: usize| n as f64 * 1000.0 / f64::from(rate);
    let mut found: Vec<(f64, f64)> = Vec::new();
    for (n, _) in samples.iter().enumerate().filter(|(_, s)| s.abs() > 0.001) {
        match found.last_mut() {
            Some((_, end)) if at(n) - *end < 150.0 => *end = at(n),
            _ => found.push((at(n), at(n))),
        }
    }
    found
}

/// `00:01:02,003` in milliseconds.
fn clock(text: &str) -> f64 {
    let seconds =
        text.trim().replace(',', ".").split(':').fold(0.0, |sum, part| sum * 60.0 + part.parse().unwrap_or(f64::NAN));
    seconds * 1000.0
}

fn captions(srt: &str) -> Vec<(f64, f64, String)> {
    let blocks = srt.trim().split("\n\n").map(|block| block.splitn(3, '\n').collect::<Vec<_>>());
    blocks
        .map(|lines| {
            let (start, end) = lines[1].split_once(" --> ").expect("an arrow");
            (clock(start), clock(end), lines[2].to_owned())
        })
        .collect()
}

#[test]
fn captions_show_what_was_written_when_it_is_heard() {
    let room = Room::new();
    room.tone();
    room.engine("tone", "cp, tone.wav, \"{out}\"", "");
    room.file("in/a.txt", ARTICLE);
    room.file("in/b.txt", "Giá vàng\nVàng SJC lên 148,2 triệu đồng/lượng.\nGiá < 5% & > 3%.\n");
    room.done("speak in -o b.wav --engine tone.yaml --gap 2000");
    let captions = captions(&room.read("b.srt"));
    let texts: Vec<_> = captions.iter().map(|(_, _, text)| text.as_str()).collect();
    let want = [
        "Họp mặt truyền thống",
        "(VLO) Sáng 14/4, UBND tỉnh họp mặt 120 cán bộ.",
        "Giá vé 45.000đ/người.",
        "Giá vàng",
        "Vàng SJC lên 148,2 triệu đồng/lượng.",
        "Giá < 5% & > 3%.",
    ];
    assert_eq!(texts, want);
    let heard = heard(&room.path("b.wav"));
    assert_eq!(heard.len(), captions.len());
    for ((start, end, text), (from, to)) in captions.iter().zip(&heard) {
        assert!((start - from).abs() < 15.0 && (end - to).abs() < 40.0, "«{text}» {start}-{end}, heard {from}-{to}");
    }
    // Silences are the style's, to the sample: headline, sentence, between articles, headline, paragraph.
    let pauses: Vec<_> = captions.windows(2).map(|pair| pair[1].0 - pair[0].1).collect();
    for (pause, want) in pauses.iter().zip([1000.0, 350.0, 2000.0, 1000.0, 700.0]) {
        assert!((pause - want).abs() <= 1.0, "{pauses:?}");
    }
    let timings: Value = serde_json::from_str(&room.read("b.timings.json")).expect("JSON");
    assert_eq!(timings["stories"][1]["title"], "Giá vàng");
    assert_eq!(timings["stories"][1]["sentences"][0]["start"].as_f64(), Some(captions[3].0));
    assert!(room.read("b.vtt").contains("Giá &lt; 5% &amp; &gt; 3%."));
    assert!(room.read("b.cue").contains("TRACK 02 AUDIO\n    TITLE \"Giá vàng\""));
}

#[test]
fn a_bulletin_is_as_loud_as_it_should_be() {
    let room = Room::new();
    room.file("in/a.txt", ARTICLE);
    room.file("in/b.txt", "Tỷ số\nĐội nhà thắng 2-1.\n");
    for (arguments, loudness) in [("", -23.0), ("--loudness -16 --rate 44100 --bits 24 --channels 2", -16.0)] {
        let ran = room.done(&format!("speak in -o b.wav {arguments}"));
        assert!(ran.out.starts_with("b.wav: 2 articles, 0:"), "{}", ran.out);
        let (lufs, peak) = judged(&room.path("b.wav"));
        assert!((lufs - loudness).abs() <= 0.5 && peak <= -1.0, "{arguments}: {lufs} LUFS, {peak} dBTP");
    }
    let spec = hound::WavReader::open(room.path("b.wav")).expect("a WAV file").spec();
    assert_eq!((spec.sample_rate, spec.bits_per_sample, spec.channels), (44_100, 24, 2));
    // EBU Tech 3285: a bext chunk of 602 bytes, of version 2, and the file's length in its head.
    let bytes = fs::read(room.path("b.wav")).expect("it is there");
    let bext = bytes.windows(8).rposition(|w| w == b"bext\x5a\x02\0\0").expect("a bext chunk");
    assert_eq!(bytes.len(), bext + 8 + 602);
    assert_eq!(bytes[4..8], (bytes.len() as u32 - 8).to_le_bytes());
}

#[test]
fn no_join_clicks() {
    let room = Room::new();
    // A sound that begins and ends at full swing.
    let spec = hound::WavSpec {
        channels: 1,
        sample_rate: 48_000,
        bits_per_sample: 16,
        sample_format: hound::SampleFormat::Int,
    };
    let mut writer = hound::WavWriter::create(room.path("loud.wav"), spec).expect("a file");
    (0..24_000)
        .for_each(|n: i32| writer.write_sample(((f64::from(n) * 0.05).cos() * 20_000.0) as i16).expect("written"));
    writer.finalize().expect("it can be ended");
    room.engine("loud", "cp, loud.wav, \"{out}\"", "");
    room.file("a.txt", "Một hai. Ba bốn.\nNăm sáu.\n");
    room.done("speak a.txt -o a.wav --engine loud.yaml --loudness keep");
    let (samples, _) = samples(&room.path("a.wav"));
    let jump = samples.windows(2).map(|pair| (pair[1] - pair[0]).abs()).fold(0.0, f64::max);
    // The steepest place of the sound itself is 0.05 * 0.61; a click would be 0.6.
    assert!(jump < 0.04, "{jump}");
}

#[test]
fn nothing_is_said_twice_and_two_runs_are_the_same() {
    let room = Room::new();
    room.tone();
    // An engine that counts how often it is asked.
    room.file("count.sh", "echo asked >> asked\ncp tone.wav \"$1\"\n");
    room.engine("count", "sh, count.sh, \"{out}\", \"{voice}\"", "voices:\n  - {name: a}\n");
    room.file("a.txt", "Một hai. Một hai. Ba bốn.\n");
    let asked = || fs::read_to_string(room.path("asked")).map_or(0, |text| text.lines().count());
    room.done("speak a.txt -o a.wav --engine count.yaml");
    assert_eq!(asked(), 2);
    room.done("speak a.txt -o b.wav --engine count.yaml --jobs 1");
    assert_eq!(asked(), 2);
    assert_eq!(fs::read(room.path("a.wav")).ok(), fs::read(room.path("b.wav")).ok());
    room.done("speak a.txt -o b.wav --engine count.yaml --voice b");
    assert_eq!(asked(), 4, "another voice is another sound");
    room.done("speak a.txt -o b.wav --engine count.yaml --no-cache");
    assert_eq!(asked(), 6);
    // A kept sound that a full disk has cut is made again.
    let kept = room.tree(".cache/loidoc").into_keys().next().expect("something was kept");
    fs::write(room.path(".cache/loidoc").join(kept), "RIFF").expect("it can be written");
    room.done("speak a.txt -o a.wav --engine count.yaml");
    room.done("speak a.txt -o a.wav --engine count.yaml --voice b");
    assert_eq!(asked(), 7);
}

#[test]
fn an_engine_that_misbehaves_is_named_and_the_others_go_on() {
    let room = Room::new();
    room.tone();
    room.file("in/a.txt", "Một hai.\n");
    room.file("in/b.txt", "Ba bốn.\n");
    let run = |name: &str, command: &str, more: &str| {
        room.engine(name, command, more);
        let ran = room.run(&format!("speak in -o x.wav --engine {name}.yaml"));
        assert_eq!(ran.code, 3, "{name}");
        assert!(!room.path("x.wav").exists() && !room.path(".loidoc-x.wav").exists());
        assert!(ran.err.contains(&format!("in/a.txt: engine `{name}`")), "{}", ran.err);
        ran.err
    };
    let missing = run("missing", "no-such-program", "  install: apt-get install no-such\n");
    assert!(
        missing.contains("`no-such-program` is not on this machine; install it: apt-get install no-such"),
        "{missing}"
    );
    assert!(run("hangs", "sleep, \"600\"", "  timeout: 1\n").contains("gave no answer in 1 seconds and was stopped"));
    assert!(run("fails", "sh, -c, \"echo out of credit >&2; exit 7\"", "").contains("exit status: 7): out of credit"));
    assert!(run("silent", "\"true\"", "").contains("what it gave is empty"));
    assert!(run("writes-nothing", "sh, -c, \"true {out}\"", "").contains("wrote no WAV file"));
    assert!(run("rubbish", "echo, hello", "").contains("no WAV file that we know"));
    assert!(run("short", "head, -c, \"2000\", tone.wav", "").contains("is cut short"));
    assert!(run("headless", "cat, \"{in}\"", "").contains("no WAV file that we know"));
    assert!(run("keyless", "echo, \"{env:LOIDOC_NO_SUCH_KEY}\"", "").contains("LOIDOC_NO_SUCH_KEY is not set"));
    // One sentence that the engine cannot say costs its own article only.
    room.file("picky.sh", "grep -q Ba \"$1\" && exit 1\ncp tone.wav \"$2\"\n");
    room.engine("picky", "sh, picky.sh, \"{in}\", \"{out}\"", "");
    let ran = room.run("speak in -o x.wav --engine picky.yaml");
    assert!(ran.code == 1 && ran.out.starts_with("x.wav: 1 article (1 left out), 0:00.5"), "{}{}", ran.out, ran.err);
    let ran = room.run("speak in -o y.wav --engine picky.yaml --fail-fast");
    assert!(ran.code == 3 && !room.path("y.wav").exists());
    assert_eq!(room.run("speak in -o x.wav --engine google").code, 2, "nobody knows how to run it");
    assert_eq!(room.run("speak in -o x.mp3").code, 2);
    room.done("speak in/a.txt -o new/folder/x.wav --engine picky.yaml");
}

#[test]
fn what_hangs_is_stopped_with_all_that_it_started() {
    let room = Room::new();
    room.file("hang.sh", "sleep 987 &\necho $! > child\nwait\n");
    room.engine("hang", "sh, hang.sh, \"{out}\"", "  timeout: 1\n");
    room.file("a.txt", "Một hai.\n");
    assert_eq!(room.run("speak a.txt -o a.wav --engine hang.yaml").code, 3);
    let child = room.read("child");
    let alive = fs::read_to_string(format!("/proc/{}/cmdline", child.trim())).unwrap_or_default();
    assert!(!alive.contains("987"), "{alive}");
}

#[test]
fn a_request_that_fails_is_tried_again() {
    let room = Room::new();
    room.tone();
    room.file("shaky.sh", "test -e tried || { touch tried; exit 1; }\ncp tone.wav \"$1\"\n");
    room.engine("shaky", "sh, shaky.sh, \"{out}\"", "");
    let yaml = room.read("shaky.yaml").replace("retries: 0", "retries: 1");
    room.file("shaky.yaml", yaml);
    room.file("a.txt", "Một hai.\n");
    room.done("speak a.txt -o a.wav --engine shaky.yaml");
}

#[test]
fn engines_get_requests_in_every_way() {
    let room = Room::new();
    room.tone();
    room.file("a.txt", "Ngày 2/9; \"{out}\".\n");
    let asked = "Ngày hai tháng chín; \"";
    room.file("in.sh", "cat > got; cat tone.wav\n");
    room.engine("pipe", "sh, in.sh", "");
    room.done("speak a.txt -o a.wav --engine pipe.yaml");
    assert!(room.read("got").starts_with(asked), "{}", room.read("got"));
    room.file("arg.sh", "printf %s \"$1\" > got; cp tone.wav \"$2\"\n");
    room.engine("arg", "sh, arg.sh, \"{text}\", \"{out}\"", "");
    room.done("speak a.txt -o a.wav --engine arg.yaml");
    assert!(room.read("got").starts_with(asked), "{}", room.read("got"));
}

#[test]
fn tunes_and_the_slot() {
    let room = Room::new();
    room.tone();
    room.engine("tone", "cp, tone.wav, \"{out}\"", "");
    room.file("a.txt", "Một hai.\n");
    let ran = room
        .done("speak a.txt -o a.wav --engine tone.yaml --opening tone.wav --closing tone.wav --gap 500 --slot 0:03");
    // One second, half a second, half a second of speech with its edges, half a second, one second.
    assert!(ran.out.contains(" 0:03.5, ") && ran.out.contains("; 0.5 s over the slot of 0:03.0"), "{}", ran.out);
    assert_eq!(captions(&room.read("a.srt"))[0].0, 1500.0);
    let json: Value =
        serde_json::from_str(&room.done("speak a.txt -o a.wav --engine tone.yaml --slot 5:00 --format json").out)
            .expect("JSON");
    assert_eq!((json["articles"].as_u64(), json["over"].as_i64()), (Some(1), Some(-299_460)));
    let ran = room.run("speak a.txt -o a.wav --engine tone.yaml --opening a.txt");
    assert!(
        ran.code == 3 && ran.err.contains("a.txt: cannot be the opening or closing sound, since it is no WAV file"),
        "{}",
        ran.err
    );
}

#[test]
fn voices_go_by_region() {
    let room = Room::new();
    room.file("a.txt", "Rừng rậm trong trẻo.\n");
    room.done("speak a.txt -o north.wav");
    room.done("speak a.txt -o south.wav --style south");
    room.done("speak a.txt -o named.wav --voice vi-vn-x-south");
    room.done("speak a.txt -o central.wav --set region=central");
    let bytes = |name: &str| fs::read(room.path(name)).expect("it is there");
    assert_ne!(bytes("north.wav"), bytes("south.wav"));
    assert_ne!(bytes("north.wav"), bytes("central.wav"));
    assert_eq!(bytes("south.wav"), bytes("named.wav"));
}

#[test]
fn batches_speak_and_resume() {
    let room = Room::new();
    room.file("in/a.txt", ARTICLE);
    room.file("in/b.txt", "Ba bốn.\n");
    room.file("in/empty.txt", "Chia sẻ\n");
    room.done("batch in -o out --audio --transcript");
    let names: Vec<_> = room.tree("out").into_keys().map(|path| path.display().to_string()).collect();
    for name in ["a/a-0001.ssml", "a/a.json", "a/a.wav", "a/a.srt", "a/a.vtt", "a/a.timings.json", "a/a.html"] {
        assert!(names.iter().any(|n| n == name), "no {name} in {names:?}");
    }
    let first: Value =
        serde_json::from_str(room.read("out/manifest.jsonl").lines().next().unwrap_or("")).expect("JSON");
    let (samples, rate) = samples(&room.path("out/a/a.wav"));
    let length = samples.len() as f64 * 1000.0 / f64::from(rate);
    assert!(first["milliseconds"].as_f64().is_some_and(|ms| (ms - length).abs() <= 1.0));
    let (lufs, peak) = judged(&room.path("out/a/a.wav"));
    assert!((lufs + 23.0).abs() <= 0.5 && peak <= -1.0, "{lufs} {peak}");
    assert!(room.done("batch in -o out --audio --transcript --resume").out.contains(" 0 done, 3 unchanged"));
    assert!(
        room.done("batch in -o out --audio --transcript --resume --rate 44100").out.contains(" 3 done, 0 unchanged")
    );
}

#[test]
fn the_transcript_is_one_page_with_its_sound_beside_it() {
    let room = Room::new();
    room.tone();
    room.engine("tone", "cp, tone.wav, \"{out}\"", "");
    room.file("a.txt", "Giá <b>{audio}</b> & \"vàng\"\nVàng SJC lên 148,2 triệu đồng. Giá ổn định.\n");
    room.done("speak a.txt -o tin#1.wav --engine tone.yaml --transcript");
    let page = room.read("tin#1.html");
    assert!(page.contains("src=\"./tin%231.wav\""), "{page}");
    assert!(page.contains(">Giá &lt;b&gt;{audio}&lt;/b&gt; &amp; &quot;vàng&quot;</span></h2>"), "{page}");
    assert_eq!(page.matches("<span data-start=").count(), captions(&room.read("tin#1.srt")).len());
    let outside: Vec<_> =
        ["http:", "https:", "<link", "<script src"].into_iter().filter(|l| page.contains(l)).collect();
    assert!(outside.is_empty(), "the page needs {outside:?}");
}

/// A hash as a content policy has it.
fn sha256(text: &str) -> String {
    let code =
        "import base64, hashlib, sys; print(base64.b64encode(hashlib.sha256(sys.argv[1].encode()).digest()).decode())";
    let output = Command::new("python3").args(["-c", code, text]).output().expect("python3: tests/install.sh");
    format!("sha256-{}", String::from_utf8_lossy(&output.stdout).trim())
}

#[test]
fn transcripts_work_under_a_strict_policy() {
    let room = Room::new();
    room.tone();
    room.engine("tone", "cp, tone.wav, \"{out}\"", "");
    room.file("in/a.txt", "Giá lúa tăng\nSáng nay giá lúa tăng.\n");
    room.file("in/b.txt", "Trời mưa to\nChiều nay trời mưa.\n");
    room.done("speak in -o b.wav --engine tone.yaml --transcript");
    let page = room.read("b.html");
    assert!(page.contains("<title>Giá lúa tăng · Trời mưa to</title>"), "{page}");
    assert_eq!(page.matches("<h2>").count(), 2, "{page}");
    let inside = |tag: &str| {
        let (_, rest) = page.split_once(&format!("<{tag}>")).unwrap_or_else(|| panic!("no {tag} in {page}"));
        rest.split_once(&format!("</{tag}>")).unwrap_or_else(|| panic!("no end of {tag}")).0
    };
    let policy = page.lines().find(|line| line.contains("Content-Security-Policy")).expect("a policy");
    assert!(policy.contains("default-src 'none'"), "{policy}");
    for tag in ["style", "script"] {
        assert!(policy.contains(&format!("{tag}-src '{}'", sha256(inside(tag)))), "{policy}");
    }
    // Where a server allows nothing within pages.
    room.done("speak in -o c.wav --engine tone.yaml --transcript=files");
    let page = room.read("c.html");
    assert!(page.contains("href=\"./c.css\"") && page.contains("<script src=\"./c.js\"></script>"), "{page}");
    assert!(!page.contains("<style") && !page.contains("<script>") && !page.contains(" style="), "{page}");
    assert!(room.read("c.css").contains("aria-current") && room.read("c.js").contains("aria-current"));
    let handlers: Vec<_> = ["onclick", "onload", "javascript:"].into_iter().filter(|h| page.contains(h)).collect();
    assert!(handlers.is_empty(), "{handlers:?}");
}

#[test]
fn an_engine_that_never_answers_is_not_asked_for_hours() {
    let room = Room::new();
    room.file("hang.sh", "echo asked >> asked\nsleep 600\n");
    room.engine("hang", "sh, hang.sh, \"{out}\"", "  timeout: 1\n");
    (0..20).for_each(|n| drop(room.file(&format!("in/{n}.txt"), format!("Bài thứ {n}.\n"))));
    let ran = room.run("batch in -o out --audio --engine hang.yaml --jobs 1");
    assert!(
        ran.code == 3 && ran.err.contains("gave no answer to 3 requests in a row and is asked no more"),
        "{}",
        ran.err
    );
    assert_eq!(room.read("asked").lines().count(), 3);
}

#[test]
fn who_stops_loidoc_stops_its_engine() {
    let room = Room::new();
    room.file("hang.sh", "sleep 986 &\necho $! > child\nwait\n");
    room.engine("hang", "sh, hang.sh, \"{out}\"", "");
    room.file("a.txt", "Một hai.\n");
    let mut child =
        room.command("speak a.txt -o a.wav --engine hang.yaml").stderr(Stdio::null()).spawn().expect("it starts");
    let there = || fs::read_to_string(room.path("child")).is_ok_and(|text| text.ends_with('\n'));
    while !there() {
        thread::sleep(Duration::from_millis(20));
    }
    let killed = Command::new("kill").args(["-TERM", &child.id().to_string()]).status();
    assert!(killed.is_ok_and(|status| status.success()));
    assert_eq!(child.wait().expect("it ends").code(), Some(130));
    let alive = fs::read_to_string(format!("/proc/{}/cmdline", room.read("child").trim())).unwrap_or_default();
    assert!(!alive.contains("986"), "{alive}");
}
