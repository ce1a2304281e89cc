//! The command as its users see it: output, exit codes, errors, hostile input.

use assert_cmd::Command;
use std::fs;
use std::path::Path;
use tempfile::TempDir;

fn loidoc(arguments: &[&str]) -> Command {
    let mut command = Command::cargo_bin("loidoc").expect("the binary is built");
    command.args(arguments);
    command
}

struct Ran {
    code: i32,
    out: String,
    err: String,
}

fn run(arguments: &[&str], input: impl Into<Vec<u8>>) -> Ran {
    let output = loidoc(arguments).write_stdin(input).output().expect("it runs");
    Ran {
        code: output.status.code().unwrap_or(-1),
        out: String::from_utf8(output.stdout).expect("output is UTF-8"),
        err: String::from_utf8(output.stderr).expect("errors are UTF-8"),
    }
}

fn file(folder: &TempDir, name: &str, content: impl AsRef<[u8]>) -> String {
    let path = folder.path().join(name);
    fs::write(&path, content).expect("the folder can be written");
    path.display().to_string()
}

fn folder() -> TempDir {
    tempfile::tempdir().expect("a temporary folder")
}

const ARTICLE: &str = "Họp mặt kỷ niệm ngày truyền thống
(VLO) Sáng 14/4, UBND tỉnh họp mặt 120 cán bộ. Buổi họp bắt đầu lúc 7h30.
Đại biểu chụp ảnh lưu niệm. |
Giá vé 45.000đ/người.
Tin, ảnh: HẢI YẾN
Thông tin bạn đọc
Đóng Lưu thông tin
";

#[test]
fn normalize_writes_a_line_for_a_line() {
    let ran = run(&["normalize"], "Ngày 2/9\n\nplain\r\nUBND tỉnh");
    assert_eq!(ran.out, "Ngày hai tháng chín\n\nplain\r\nủy ban nhân dân tỉnh");
    assert_eq!((ran.code, ran.err.as_str()), (0, ""));
}

#[test]
fn normalize_reads_files_and_standard_input_in_order() {
    let folder = folder();
    let one = file(&folder, "one.txt", "1\n");
    assert_eq!(run(&["normalize", &one, "-"], "2\n").out, "một\nhai\n");
}

#[test]
fn normalize_streams_more_than_a_block() {
    let lines = 60_000;
    let ran = run(&["normalize"], "Giá vé 45.000đ một người, lúc 8h30.\n".repeat(lines));
    assert_eq!(ran.out.lines().count(), lines);
    assert!(ran.out.lines().all(|l| l == "Giá vé bốn mươi lăm nghìn đồng một người, lúc tám giờ ba mươi phút."));
}

#[test]
fn normalize_speaks_in_styles_and_with_lexicons() {
    let folder = folder();
    let mine = file(&folder, "mine.yaml", "entries:\n  - {write: QXZ, read: quê xa}\n");
    let ran = run(&["normalize", "--style", "south", "--lexicon", &mine], "QXZ 1.004 km");
    assert_eq!(ran.out, "quê xa một ngàn không trăm lẻ bốn ki lô mét");
    let style = file(&folder, "slow.yaml", "name: slow\nmung: true\n");
    assert_eq!(run(&["normalize", "--style", &style], "Ngày 2/9").out, "Ngày mùng hai tháng chín");
    let letters = run(&["normalize", "--set", "letters={W: vê đúp}"], "Kênh HTVW họp");
    assert_eq!(letters.out, "Kênh hát tê vê vê đúp họp");
}

#[test]
fn normalize_as_json() {
    let ran = run(&["normalize", "--format", "jsonl"], "5 ấp\n6 xã\n");
    assert_eq!(ran.out, "{\"spoken\":\"năm ấp\",\"written\":\"5 ấp\"}\n{\"spoken\":\"sáu xã\",\"written\":\"6 xã\"}\n");
    let array: serde_json::Value =
        serde_json::from_str(&run(&["normalize", "--format", "json"], "5\n6\n").out).expect("JSON");
    assert_eq!(array.as_array().map(Vec::len), Some(2));
}

#[test]
fn ssml_writes_a_chunk_a_line() {
    let ran = run(&["ssml", "-"], ARTICLE);
    assert_eq!(ran.code, 0, "{}", ran.err);
    assert_eq!(ran.out.lines().count(), 1);
    for part in [
        "<speak version=\"1.0\"",
        "<p><s>Họp mặt kỷ niệm ngày truyền thống</s></p><break time=\"1000ms\"/>",
        "<s>Vĩnh Long Online.",
        "<s>Buổi họp bắt đầu lúc bảy giờ ba mươi phút.</s>",
    ] {
        assert!(ran.out.contains(part), "no {part} in {}", ran.out);
    }
    for part in ["HẢI YẾN", "chụp ảnh lưu niệm", "Thông tin bạn đọc", "Lưu thông tin"] {
        assert!(!ran.out.contains(part), "{part} in {}", ran.out);
    }
    let accessible = run(&["ssml", "--profile", "accessible", "--expand", "sub", "-"], ARTICLE).out;
    assert!(accessible.contains("<s>Đại biểu chụp ảnh lưu niệm.</s>"), "{accessible}");
    assert!(accessible.contains("Sáng <sub alias=\"mười bốn tháng tư\">14/4</sub>,"), "{accessible}");
}

#[test]
fn a_voice_is_chosen_by_name_region_or_sex() {
    for (engine, voice, want) in [
        ("azure", "male", "vi-VN-NamMinhNeural"),
        ("espeak-ng", "south", "vi-vn-x-south"),
        ("google", "vi-VN-Wavenet-D", "vi-VN-Wavenet-D"),
    ] {
        let out = run(&["ssml", "--engine", engine, "--voice", voice, "-"], ARTICLE).out;
        assert!(out.contains(&format!("<voice name=\"{want}\">")), "{out}");
    }
    let unknown = run(&["ssml", "--engine", "azure", "--voice", "An", "-"], ARTICLE);
    assert!(unknown.code == 2 && unknown.err.contains("vi-VN-NamMinhNeural"), "{}", unknown.err);
    let plain = run(&["ssml", "--engine", "fpt", "--voice", "banmai", "-"], ARTICLE);
    assert!(plain.code == 2 && plain.err.contains("takes no markup"), "{}", plain.err);
}

#[test]
fn a_profile_of_ones_own_is_taken_or_refused_with_its_place() {
    let folder = tempfile::tempdir().expect("there is room");
    let path = folder.path().join("mine.yaml");
    let yaml = "name: mine\nabout: mine\nmarkup: ssml\nlimit: {bytes: 600}\nelements: [p, s]\n";
    fs::write(&path, yaml).expect("there is room");
    let path = path.display().to_string();
    let ran = run(&["ssml", "--engine", &path, "-"], ARTICLE);
    assert!(ran.code == 0 && ran.out.lines().all(|line| line.len() <= 600), "{}{}", ran.out, ran.err);
    fs::write(&path, yaml.replace("[p, s]", "[p, blink]")).expect("there is room");
    let ran = run(&["ssml", "--engine", &path, "-"], ARTICLE);
    assert!(ran.code == 3 && ran.err.contains("mine.yaml:5:15: "), "{}", ran.err);
}

#[test]
fn a_word_that_had_to_be_cut_is_warned_of() {
    let ran = run(&["ssml", "--engine", "neural", "-"], "a".repeat(600));
    assert!(ran.code == 0 && ran.err.contains("chunk 1: a word longer than the engine takes was cut"), "{}", ran.err);
}

#[test]
fn ssml_writes_files_and_an_index_that_leads_back() {
    let folder = folder();
    let article = file(&folder, "tin.txt", ARTICLE);
    let out = folder.path().join("out");
    fs::create_dir(&out).expect("a folder");
    fs::write(out.join("tin-0007.ssml"), "left over").expect("a file");
    fs::write(out.join("tin-khac-0001.ssml"), "another article").expect("a file");
    let ran = run(&["ssml", "--engine", "google", "-o", &out.display().to_string(), &article], "");
    assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""));
    let mut names: Vec<_> = fs::read_dir(&out)
        .expect("a folder")
        .map(|e| e.expect("an entry").file_name().to_string_lossy().into_owned())
        .collect();
    names.sort();
    assert_eq!(names, ["tin-0001.ssml", "tin-khac-0001.ssml", "tin.json"]);
    let index: serde_json::Value =
        serde_json::from_str(&fs::read_to_string(out.join("tin.json")).expect("an index")).expect("JSON");
    assert_eq!(index["engine"], "google");
    let sources = index["chunks"][0]["sources"].as_array().expect("sources");
    let written: Vec<_> = sources
        .iter()
        .map(|s| &ARTICLE[s["start"].as_u64().unwrap_or(0) as usize..s["end"].as_u64().unwrap_or(0) as usize])
        .collect();
    assert_eq!(written[0], "Họp mặt kỷ niệm ngày truyền thống");
    assert_eq!(written[2], "Giá vé 45.000đ/người.");
}

#[test]
fn plain_engines_get_a_sentence_a_line() {
    let folder = folder();
    let article = file(&folder, "tin.txt", ARTICLE);
    let out = folder.path().join("out");
    let ran = run(&["ssml", "--engine", "neural", "-o", &out.display().to_string(), &article], "");
    assert_eq!(ran.code, 0, "{}", ran.err);
    let text = fs::read_to_string(out.join("tin-0001.txt")).expect("a chunk");
    assert!(text.lines().any(|l| l == "Buổi họp bắt đầu lúc bảy giờ ba mươi phút."), "{text}");
    assert!(!text.contains('<') && text.chars().count() <= 250);
}

#[test]
fn explain_tells_place_rule_and_losers() {
    let ran = run(&["explain", "-"], "Xã đạt\n  17/19 tiêu chí.\n");
    let object: serde_json::Value = serde_json::from_str(ran.out.lines().next().unwrap_or("")).expect("JSON");
    assert_eq!(object["written"], "17/19");
    assert_eq!(object["spoken"], "mười bảy trên mười chín");
    assert_eq!((object["line"].as_u64(), object["column"].as_u64()), (Some(2), Some(3)));
    assert_eq!((object["start"].as_u64(), object["class"].as_str()), (Some(13), Some("fraction")));
    assert!(object["alternatives"].as_array().is_some_and(|a| !a.is_empty()));
    let learned = run(&["explain", "-"], "Theo BTC giải chạy, đường hẹp.").out;
    assert!(learned.contains("\"reasons\":[\"giải (next word)\""), "{learned}");
    let table = run(&["explain", "--format", "text", "-"], "5 ấp").out;
    assert!(table.starts_with("place"), "{table}");
}

#[test]
fn check_lists_findings_and_strict_says_so() {
    let text = "Ông làm ở XZQW.\nXem thêm\n";
    let ran = run(&["check", "-"], text);
    assert_eq!(ran.code, 0);
    assert!(ran.out.contains("standard input:1:11: doubtful «XZQW»"), "{}", ran.out);
    assert!(ran.out.contains("- {write: \"XZQW\", read: \"ích dét quy vê kép\"}"), "{}", ran.out);
    assert!(ran.out.contains("dropped leaving: Xem thêm"), "{}", ran.out);
    assert_eq!(run(&["check", "--strict", "-"], text).code, 1);
    assert_eq!(run(&["check", "--strict", "-"], "Ông làm ở xã.\n").code, 0);
}

#[test]
fn lists() {
    for (arguments, word) in [
        (&["engines"][..], "google"),
        (&["styles"], "south"),
        (&["lexicon", "list"], "UBND\tủy ban nhân dân"),
        (&["engines", "--format", "json"], "\"name\":\"azure\""),
    ] {
        let ran = run(arguments, "");
        assert!(ran.code == 0 && ran.out.contains(word), "{arguments:?}: {}", ran.out);
    }
}

#[test]
fn what_check_proposes_is_obeyed() {
    let folder = folder();
    let text = "Đội đạt 5/5 và 3/9 nay.\nMã 123456, kỳ 7-2025, ở XZQW.\nPhiên 8-3 của sàn bán TKQX, 5 x, 12A1.\n\
                Bé 3t, 5*, 1,2M, 07/11, BTC, 2.0, 9:3, tỷ số 1-2.\n";
    let listed = run(&["check", "--per-thousand", "1000", "--format", "jsonl", "-"], text);
    let mut settled = 0;
    for line in listed.out.lines() {
        let finding: serde_json::Value = serde_json::from_str(line).expect("an object a line");
        let Some(entry) = finding["settle"].as_str().filter(|entry| !entry.is_empty()) else { continue };
        let spoken = finding["spoken"].as_str().expect("what is read");
        let mine = entry.replace(&serde_json::json!(spoken).to_string(), "lời của đài");
        let yaml = file(&folder, "mine.yaml", format!("entries:\n{mine}\n"));
        let ran = run(&["normalize", "--lexicon", &yaml], text);
        assert!(ran.code == 0 && ran.out.contains("lời của đài"), "{mine}\n{}{}", ran.out, ran.err);
        settled += 1;
    }
    assert!(settled >= 8, "only {settled} of:\n{}", listed.out);
}

#[test]
fn what_an_editor_settled_is_learned() {
    let folder = folder();
    let text = "Gửi hồ sơ cho QKX xét.\nTại khu A 1-1 có chợ.\n";
    let listed = run(&["check", "--format", "jsonl", "-"], text);
    let right = |line: &str| match () {
        () if line.contains("\"QKX\"") => line.replace("\"right\":\"\"", "\"right\":\"quỹ khuyến xã\""),
        () if line.contains("\"1-1\"") => line.replace("\"right\":\"\"", "\"right\":\"một gạch một\""),
        () => line.to_owned(),
    };
    let review: Vec<String> = listed.out.lines().map(right).collect();
    let review = file(&folder, "review.jsonl", review.join("\n"));
    let learned = run(&["learn", &review], "");
    assert!(learned.code == 0 && learned.err.contains("2 of 2 choices hold"), "{}{}", learned.out, learned.err);
    let station = file(&folder, "station.yaml", learned.out);
    let said = run(&["normalize", "--lexicon", &station], text);
    assert_eq!(said.out, "Gửi hồ sơ cho quỹ khuyến xã xét.\nTại khu A một gạch một có chợ.\n");
    // What holds already is not learned again; what nobody could learn is told, with its place.
    assert!(run(&["learn", "--lexicon", &station, &review], "").out.is_empty());
    let vague = "{\"written\":\"3/4\",\"right\":\"ba tư\"}\n";
    let ran = run(&["learn", "-"], vague);
    assert!(ran.code == 1 && ran.err.contains("standard input:1: not learned: «3/4»"), "{}", ran.err);
    let ran = run(&["learn", "-"], "{\"written\":\"3/4\"}\n{\"written\"\n");
    assert!(ran.code == 3 && ran.err.contains("standard input:2:"), "{}", ran.err);
}

#[test]
fn patterns_of_a_lexicon_say_their_parts_and_tell_what_is_wrong() {
    let folder = folder();
    let good = file(
        &folder,
        "patterns.yaml",
        "entries:\n  - pattern: 'HĐ-(\\d+)'\n    read: hợp đồng số {1}\n    examples: [Ký HĐ-21 nay => Ký hợp đồng số hai mươi mốt nay]\n\
         \x20 - pattern: 'BN(\\d+)([A-Z]{2})'\n    read: bệnh nhân {1} mã {2:letters}\n",
    );
    let ran = run(&["lexicon", "check", &good], "");
    assert!(ran.code == 0 && ran.out.contains("1 examples"), "{}{}", ran.out, ran.err);
    let said = run(&["normalize", "--lexicon", &good], "Gặp BN12AB, HĐ-7; UBND xã ký THĐ-8 ngày 5/4.").out;
    let want =
        "Gặp bệnh nhân mười hai mã a bê, hợp đồng số bảy; ủy ban nhân dân xã ký tê hát đê tám ngày năm tháng tư.";
    assert_eq!(said, want);
    for (yaml, says) in [
        ("entries:\n  - pattern: 'A(\\d+'\n    read: a\n", ":2:15: not a pattern: unclosed group"),
        ("entries:\n  - pattern: 'A(\\d+)'\n    read: a {2}\n", ":2:15: `{2}` is no part of the pattern: it has 1"),
        ("entries:\n  - pattern: 'A(\\d+)'\n    say: letters\n", "needs `read`, and may have `examples`"),
        ("entries:\n  - write: /\n    read: trên\n", "no letter and no digit"),
        ("entries:\n  - write: 5/5\n    say: letters\n", "begins with no letter"),
        ("entries:\n  - pattern: 'A1'\n    read: a\n  - pattern: 'A1'\n    read: b\n", ":4:"),
    ] {
        let bad = file(&folder, "bad.yaml", yaml);
        let ran = run(&["lexicon", "check", &bad], "");
        assert_eq!(ran.code, 3, "{yaml}");
        assert!(ran.err.contains(says), "want {says}\ngot  {}", ran.err);
    }
}

#[test]
fn lexicon_check_names_file_line_column_and_mend() {
    let folder = folder();
    let good = file(
        &folder,
        "good.yaml",
        "entries:\n  - write: QXZ\n    read: quê xa\n    examples: [QXZ đây => quê xa đây]\n",
    );
    let ran = run(&["lexicon", "check", &good], "");
    assert!(ran.code == 0 && ran.out.contains("1 examples"), "{}{}", ran.out, ran.err);
    for (yaml, says) in [
        ("entries:\n  - write: A\n    reed: a\n", ":3:5: entries[0]: unknown field `reed`, expected one of `write`"),
        ("entries:\n  - write: A\n    read: \"\"\n", ":3:11: entries[0].read: empty text: write what is meant"),
        ("entries:\n  - write: QXZ\n    read: a\n    examples: [QXZ => b]\n", "is said `a`, not `b`: mend"),
    ] {
        let bad = file(&folder, "bad.yaml", yaml);
        let ran = run(&["lexicon", "check", &bad], "");
        assert_eq!(ran.code, 3, "{yaml}");
        assert!(ran.err.contains(&bad) && ran.err.contains(says), "want {says}\ngot  {}", ran.err);
        assert_eq!(
            run(&["normalize", "--lexicon", &bad], "x").code,
            if says.contains("mend") && says.contains("said") { 0 } else { 3 }
        );
    }
}

#[test]
fn bad_use_is_told_and_ends_with_2() {
    for arguments in
        [&["ssml"][..], &["frobnicate"], &["normalize", "--style", "nobody"], &["ssml", "--engine", "x", "-"]]
    {
        let ran = run(arguments, "");
        assert!(ran.code == 2 && !ran.err.is_empty(), "{arguments:?}: {} {}", ran.code, ran.err);
    }
    assert!(run(&["ssml", "--engine", "x", "-"], "").err.contains("google"));
}

#[test]
fn every_command_has_examples_in_its_help() {
    for arguments in [
        &["--help"][..],
        &["ssml", "--help"],
        &["normalize", "--help"],
        &["explain", "--help"],
        &["check", "--help"],
        &["lexicon", "check", "--help"],
        &["lexicon", "list", "--help"],
        &["engines", "--help"],
        &["styles", "--help"],
    ] {
        let ran = run(arguments, "");
        assert!(ran.code == 0 && ran.out.contains("Examples:\n  "), "{arguments:?}: {}", ran.out);
    }
}

#[test]
fn files_that_cannot_be_read_end_with_3_and_leave_nothing() {
    let folder = folder();
    let directory = folder.path().display().to_string();
    let missing = folder.path().join("none.txt").display().to_string();
    let binary = file(&folder, "binary.txt", b"abc\x00def");
    let latin = file(&folder, "latin.txt", b"d\xf2ng m\xe0\nTi\xea\x01ng Vi\xea\xfft");
    let article = file(&folder, "tin.txt", ARTICLE);
    for (path, says) in [
        (&directory, "is a directory"),
        (&missing, "no such file"),
        (&binary, "not text"),
        (&latin, "latin.txt:1:2: not UTF-8 (byte 0xF2): convert it"),
    ] {
        for command in ["normalize", "explain", "check", "ssml"] {
            let ran = run(&[command, path], "");
            assert_eq!((ran.code, ran.out.as_str()), (3, ""), "{command} {path}");
            assert!(ran.err.contains(says) && ran.err.contains(path.as_str()), "{command}: {}", ran.err);
        }
        let out = folder.path().join("never");
        let ran = run(&["ssml", "-o", &out.display().to_string(), path], "");
        assert_eq!(ran.code, 3);
        assert!(!out.exists(), "{path} left {}", out.display());
        let _ = &article;
    }
}

#[test]
fn documents_are_read_in_their_encoding_and_warnings_told() {
    let vni = |text: &str| text.chars().map(|c| c as u8).collect::<Vec<u8>>();
    let article = vni("Saùng 18/10, tænh hoïp maët.\nBaø con raát vui.\n");
    for command in ["explain", "check", "ssml"] {
        let ran = run(&[command, "-"], article.clone());
        let told = if command == "check" { &ran.out } else { &ran.err };
        assert!(ran.code == 0 && told.contains("standard input: read as vni (confidence 100)"), "{command}: {told}");
        let forced = run(&[command, "--encoding", "vni", "-"], article.clone());
        assert!(!forced.err.contains("read as") && !forced.out.contains("read as"), "{command}: {}", forced.err);
        let unknown = run(&[command, "--encoding", "vnx", "-"], article.clone());
        assert!(unknown.code == 2 && unknown.err.contains("there are utf-8, utf-16le"), "{command}: {}", unknown.err);
    }
    assert!(run(&["ssml", "-"], article.clone()).out.contains("mười tám tháng mười, tỉnh họp mặt"));
    // What makes one look again is a finding.
    assert_eq!(run(&["check", "--strict", "-"], article.clone()).code, 1);
    assert_eq!(run(&["check", "--strict", "--encoding", "vni", "-"], article).code, 0);
    let place = run(&["explain", "-"], "\u{feff}Họp\nlúc 7h30".as_bytes().to_vec()).out;
    assert!(place.contains("\"line\":2,") && place.contains("\"column\":5,"), "{place}");
}

#[test]
fn profiles_say_what_is_read() {
    let article = "Họp mặt\nTỉnh họp mặt.\nẢnh minh họa: các đại biểu 5 xã\nChia sẻ\n";
    let dropped = |profile: &str| run(&["check", "--profile", profile, "-"], article).out.matches("dropped").count();
    assert_eq!((dropped("bulletin"), dropped("accessible")), (2, 1));
    assert_eq!(run(&["explain", "--profile", "bulletin", "-"], article).out, "");
    assert!(run(&["explain", "-"], article).out.contains("năm"));
}

#[test]
fn the_lines_before_a_bad_one_are_said() {
    let ran = run(&["normalize"], b"5 \xe1\xba\xa5p\nx \xff\n6\n".to_vec());
    assert_eq!((ran.code, ran.out.as_str()), (3, "năm ấp\n"));
    assert!(ran.err.contains("standard input:2:3: not UTF-8"), "{}", ran.err);
}

#[test]
fn nothing_in_is_nothing_out() {
    for command in ["normalize", "explain", "check"] {
        let ran = run(&[command, "-"], "");
        assert_eq!((ran.code, ran.out.as_str(), ran.err.as_str()), (0, "", ""), "{command}");
        assert_eq!(run(&[command, "-"], " \n\n").code, 0, "{command}");
    }
    // What is to be spoken must hold a word.
    let ran = run(&["ssml", "-"], "* * *\n");
    assert!(ran.code == 3 && ran.out.is_empty() && ran.err.contains("no word to say"), "{}", ran.err);
}

#[test]
fn nfd_is_composed() {
    let nfd = "Nga\u{300}y 18/10, Tie\u{302}\u{301}ng Vie\u{323}\u{302}t\u{a0}5%";
    assert_eq!(run(&["normalize"], nfd).out, "Ngày mười tám tháng mười, Tiếng Việt năm phần trăm");
    let object: serde_json::Value =
        serde_json::from_str(run(&["explain", "-"], nfd).out.lines().nth(1).unwrap_or("")).expect("JSON");
    let place = object["start"].as_u64().unwrap_or(0) as usize..object["end"].as_u64().unwrap_or(0) as usize;
    assert_eq!(&nfd[place], "5%", "spans lead to the file, not to the tidied text");
}

#[test]
fn a_line_of_five_megabytes_without_a_space() {
    for unit in ["a", "1", "A", "1/", "-", "ă", "B.", "%"] {
        let line = unit.repeat(5_000_000 / unit.len());
        let ran = run(&["normalize"], line.clone());
        assert!(ran.code == 0 && !ran.out.is_empty(), "{unit}: {}", ran.err);
        let chunks = run(&["ssml", "--engine", "google", "-"], line);
        // A line of dashes has nothing to say.
        assert!(chunks.code == if unit == "-" { 3 } else { 0 }, "{unit}: {}", chunks.err);
        assert!(chunks.out.lines().all(|l| l.len() <= 5000 && l.ends_with("</speak>")), "{unit}");
    }
}

#[test]
fn a_reader_that_leaves_early_is_no_error() {
    let mut child = std::process::Command::new(assert_cmd::cargo::cargo_bin("loidoc"))
        .args(["normalize", &Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/foreign.yaml").display().to_string()])
        .stdout(std::process::Stdio::piped())
        .stderr(std::process::Stdio::piped())
        .spawn()
        .expect("it starts");
    drop(child.stdout.take());
    let output = child.wait_with_output().expect("it ends");
    assert!(output.status.success());
    assert_eq!(String::from_utf8_lossy(&output.stderr), "");
}
