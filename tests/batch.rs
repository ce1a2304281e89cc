//! `loidoc batch`: folders of articles, unattended; stopped, resumed, watched.

mod tools;

use serde_json::Value;
use std::fs;
use std::process::Stdio;
use std::thread;
use std::time::Duration;
use tools::Room;

const ARTICLE: &str = "Họp mặt\n(VLO) Sáng 14/4, UBND tỉnh họp mặt 120 cán bộ.\nGiá vé 45.000đ/người.\n";

fn manifest(room: &Room) -> Vec<Value> {
    let text = room.read("out/manifest.jsonl");
    text.lines().map(|line| serde_json::from_str(line).expect("each line is JSON")).collect()
}

/// Articles of different lengths in two folders.
fn articles(room: &Room, count: usize) {
    for n in 0..count {
        let text = format!("Tin số {n}\n{}", "Ngày 2/9, tỉnh chi 1,5 tỷ đồng cho 20 xã.\n".repeat(n % 7 * 20 + 1));
        room.file(&format!("in/{}/tin-{n}.txt", n % 2), text);
    }
}

#[test]
fn a_folder_an_article_and_a_manifest() {
    let room = Room::new();
    room.file("in/a.txt", ARTICLE);
    room.file("in/sport/b.txt", "Tỷ số 2-1.\nXZQW thắng.\n");
    room.file("in/picture.jpg", [0xFF, 0xD8, 0]);
    room.file("in/.hidden.txt", "x");
    let ran = room.done("batch in -o out --style south --engine google");
    assert_eq!(ran.out, "out: 2 done, 0 unchanged, 0 failed, 1 warnings\n");
    let names: Vec<_> = room.tree("out").into_keys().map(|path| path.display().to_string()).collect();
    let want = [".loidoc.lock", "a/a-0001.ssml", "a/a.json", "manifest.jsonl", "sport-b/b-0001.ssml", "sport-b/b.json"];
    assert_eq!(names, want);
    let entries = manifest(&room);
    assert_eq!((&entries[0]["source"], &entries[0]["style"]), (&"in/a.txt".into(), &"south".into()));
    assert_eq!((&entries[0]["engine"], entries[0]["chunks"].as_u64()), (&"google".into(), Some(1)));
    assert_eq!(entries[0]["hash"].as_str().map(str::len), Some(64));
    let warning = entries[1]["warnings"][0].as_str().unwrap_or("");
    assert!(warning.starts_with("line 2: «XZQW» is read «"), "{warning}");
    assert!(room.read("out/a/a-0001.ssml").contains("bốn mươi lăm ngàn đồng"));
}

#[test]
fn a_broken_article_does_not_stop_the_others() {
    let room = Room::new();
    room.file("in/a.txt", ARTICLE);
    room.file("in/b.txt", "x\0y");
    room.file("in/c.txt", ARTICLE);
    let ran = room.run("batch in -o out");
    assert_eq!((ran.code, ran.out.as_str()), (1, "out: 2 done, 0 unchanged, 1 failed, 0 warnings\n"));
    assert!(ran.err.contains("in/b.txt"), "{}", ran.err);
    assert!(room.path("out/c").is_dir() && !room.path("out/b").exists());
    assert!(manifest(&room)[1]["error"].as_str().is_some_and(|error| error.contains("in/b.txt")));
    // Mended, it is done with --resume, and only it.
    room.file("in/b.txt", ARTICLE);
    assert_eq!(room.done("batch in -o out --resume").out, "out: 1 done, 2 unchanged, 0 failed, 0 warnings\n");
}

#[test]
fn exit_codes_that_cron_can_use() {
    let room = Room::new();
    room.file("in/b.txt", "x\0y");
    room.file("empty/readme.jpg", "x");
    assert_eq!(room.run("batch in -o out").code, 3, "nothing could be done");
    assert_eq!(room.run("batch empty -o out").code, 3);
    assert_eq!(room.run("batch missing.txt -o out").code, 3);
    assert_eq!(room.run("batch in").code, 2);
    assert_eq!(room.run("batch in -o out --engine nobody").code, 2);
    room.file("in/a.txt", ARTICLE);
    room.file("in/c.txt", ARTICLE);
    assert_eq!(room.run("batch in missing.txt -o out").code, 1);
    let ran = room.run("batch in/b.txt in/a.txt in/c.txt -o fast --fail-fast --jobs 1");
    assert_eq!((ran.code, ran.out.as_str()), (3, "fast: 0 done, 0 unchanged, 1 failed, 0 warnings\n"));
}

#[test]
fn articles_of_the_same_name_do_not_collide() {
    let room = Room::new();
    room.file("x/tin.txt", "Tin một.\n");
    room.file("y/tin.txt", "Tin hai.\n");
    room.file("x/y-tin.txt", "Tin ba.\n");
    // A pattern, a folder and a file that name the same article twice.
    room.done("batch x/*.txt x y/tin.txt -o out");
    let texts: Vec<String> = manifest(&room)
        .iter()
        .map(|entry| {
            let (folder, file) = (entry["folder"].as_str().unwrap_or(""), entry["files"][0].as_str().unwrap_or(""));
            room.read(&format!("out/{folder}/{file}"))
        })
        .collect();
    assert_eq!(texts.len(), 3);
    for (text, word) in texts.iter().zip(["một", "ba", "hai"]) {
        assert!(text.contains(word), "{text}");
    }
}

#[test]
fn what_is_not_ours_stays() {
    let room = Room::new();
    room.file("in/src.txt", ARTICLE);
    room.file("out/src/precious.txt", "x");
    let ran = room.run("batch in -o out");
    assert!(ran.code == 3 && ran.err.contains("is no batch's work"), "{}", ran.err);
    assert_eq!(room.read("out/src/precious.txt"), "x");
    assert!(!room.path("out/.loidoc-new-src").exists());
}

#[test]
fn what_is_written_below_the_input_is_no_input() {
    let room = Room::new();
    room.file("a.txt", ARTICLE);
    room.done("batch . -o out --engine neural");
    let again = room.done("batch . -o out --engine neural");
    assert_eq!(again.out, "out: 1 done, 0 unchanged, 0 failed, 0 warnings\n");
}

#[test]
fn resume_does_what_changed() {
    let room = Room::new();
    articles(&room, 6);
    room.done("batch in -o out");
    let first = room.tree("out");
    assert!(room.done("batch in -o out --resume").out.contains(" 0 done, 6 unchanged"));
    assert_eq!(room.tree("out"), first);
    // Another text, a file that was lost, another style: each is noticed.
    room.file("in/0/tin-0.txt", "Bài này khác hẳn.\n");
    fs::remove_file(room.path("out/1-tin-1/tin-1-0001.ssml")).expect("it is there");
    assert!(room.done("batch in -o out --resume").out.contains(" 2 done, 4 unchanged"));
    assert!(room.read("out/0-tin-0/tin-0-0001.ssml").contains("Bài này khác hẳn."));
    assert!(room.done("batch in -o out --resume --style south").out.contains(" 6 done, 0 unchanged"));
}

#[test]
fn a_feed_that_goes_on_gives_its_new_articles_only() {
    let item = |id: &str, title: &str, text: &str| {
        format!("<item><title>{title}</title><guid>{id}</guid><description>{text}</description></item>")
    };
    let feed =
        |items: &[String]| format!("<rss version='2.0'><channel><title>Báo</title>{}</channel></rss>", items.concat());
    let (rain, rice) = (item("7", "Mưa", "Trời mưa 2 ngày."), item("8", "Lúa", "Giá 7.000đ/kg."));
    let room = Room::new();
    room.file("in/tin.xml", feed(std::slice::from_ref(&rain)));
    assert!(room.done("batch in -o out --resume").out.contains(" 1 done, 0 unchanged"));
    // The next one comes first.
    room.file("in/tin.xml", feed(&[rice.clone(), rain]));
    assert!(room.done("batch in -o out --resume").out.contains(" 1 done, 1 unchanged"));
    room.file("in/tin.xml", feed(&[item("9", "Cá", "Cá tra tăng giá."), rice, item("7", "Mưa", "Trời mưa 3 ngày.")]));
    assert!(room.done("batch in -o out --resume").out.contains(" 2 done, 1 unchanged"));
    let sources: Vec<_> =
        manifest(&room).iter().map(|entry| entry["source"].as_str().unwrap_or("").to_owned()).collect();
    assert_eq!(sources, ["in/tin.xml#7", "in/tin.xml#8", "in/tin.xml#9"]);
}

#[test]
fn two_runs_on_any_number_of_threads_are_the_same() {
    let room = Room::new();
    articles(&room, 20);
    room.done("batch in -o one --jobs 1");
    room.done("batch in -o four --jobs 4");
    assert_eq!(room.tree("one"), room.tree("four"));
}

#[test]
fn killed_at_any_moment_and_resumed_nothing_is_lost_or_half_written() {
    let room = Room::new();
    articles(&room, 30);
    // An earlier run, so that folders are replaced as well as made.
    room.done("batch in -o out --style south");
    room.done("batch in -o undisturbed");
    for kill in 0..10 {
        let mut child = room
            .command("batch in -o out --resume")
            .stdout(Stdio::null())
            .stderr(Stdio::null())
            .spawn()
            .expect("it starts");
        thread::sleep(Duration::from_millis(7 * kill + 5));
        child.kill().expect("it can be killed");
        child.wait().expect("it ends");
        // At any moment a folder holds what its index names.
        for (path, bytes) in room.tree("out") {
            let hidden = path.components().any(|part| part.as_os_str().to_string_lossy().starts_with('.'));
            if hidden || path.extension().is_none_or(|ending| ending != "json") {
                continue;
            }
            let index: Value = serde_json::from_slice(&bytes).expect("an index is whole");
            for chunk in index["chunks"].as_array().expect("chunks") {
                let file = room.path("out").join(&path).with_file_name(chunk["file"].as_str().unwrap_or(""));
                assert_eq!(Some(fs::read(file).expect("a chunk").len() as u64), chunk["bytes"].as_u64());
            }
        }
    }
    room.done("batch in -o out --resume");
    assert_eq!(room.tree("out"), room.tree("undisturbed"));
}

#[test]
fn a_torn_line_and_a_move_half_made_are_mended() {
    let room = Room::new();
    articles(&room, 4);
    room.done("batch in -o out");
    let whole = room.tree("out");
    let text = room.read("out/manifest.jsonl");
    fs::write(room.path("out/manifest.jsonl"), &text[..text.len() - 40]).expect("it can be written");
    fs::rename(room.path("out/0-tin-0"), room.path("out/.loidoc-old-0-tin-0")).expect("it can be moved");
    room.file("out/.loidoc-new-0-tin-0/tin-0-0001.ssml", "<spea");
    assert!(room.done("batch in -o out --resume").out.contains(" 1 done, 3 unchanged"));
    assert_eq!(room.tree("out"), whole);
}

#[test]
fn one_batch_at_a_time() {
    let room = Room::new();
    room.file("in/a.txt", ARTICLE);
    room.done("batch in -o out");
    let lock = fs::File::open(room.path("out/.loidoc.lock")).expect("it is there");
    lock.lock().expect("it can be locked");
    let ran = room.run("batch in -o out");
    assert!(ran.code == 3 && ran.err.contains("another batch is writing here"), "{}", ran.err);
}

#[test]
fn a_hot_folder_is_watched() {
    let room = Room::new();
    room.file("in/a.txt", ARTICLE);
    let mut child = room
        .command("batch in -o out --watch --settle 0 --quiet")
        .stdout(Stdio::null())
        .stderr(Stdio::null())
        .spawn()
        .expect("it starts");
    let appears = |name: &str, word: &str| {
        let there = || fs::read_to_string(room.path(name)).is_ok_and(|text| text.contains(word));
        (0..600).any(|_| {
            thread::sleep(Duration::from_millis(100));
            there()
        })
    };
    let first = appears("out/a/a-0001.ssml", "Họp mặt");
    room.file("in/b.txt", "Tin hai.\n");
    let second = appears("out/b/b-0001.ssml", "Tin hai");
    room.file("in/a.txt", "Tin khác hẳn.\n");
    let changed = appears("out/a/a-0001.ssml", "Tin khác");
    child.kill().expect("it is still there");
    child.wait().expect("it ends");
    assert!(first && second && changed, "{first} {second} {changed}");
}
