//! Every command of docs/bulletin.md, as it stands there, in one folder.

mod tools;

use std::path::Path;
use std::process::Command;
use tools::Room;

#[test]
fn the_tutorial_can_be_followed() {
    let page = Path::new(env!("CARGO_MANIFEST_DIR")).join("docs/bulletin.md");
    let text = std::fs::read_to_string(page).expect("the tutorial is there");
    let blocks: Vec<&str> = text.split("```sh\n").skip(1).map(|rest| rest.split("```").next().unwrap_or("")).collect();
    assert!(blocks.len() > 4, "only {} blocks", blocks.len());
    let room = Room::new();
    let program = assert_cmd::cargo::cargo_bin("loidoc");
    let path =
        format!("{}:{}", program.parent().expect("a folder").display(), std::env::var("PATH").unwrap_or_default());
    for block in blocks {
        let output = Command::new("bash")
            .args(["-euo", "pipefail", "-c", block])
            .current_dir(room.path(""))
            .env("PATH", &path)
            .env("XDG_CACHE_HOME", room.path(".cache"))
            .output()
            .expect("bash runs");
        assert!(output.status.success(), "{block}\n{}", String::from_utf8_lossy(&output.stderr));
    }
    for name in
        ["bulletin.wav", "bulletin.srt", "bulletin.vtt", "bulletin.timings.json", "bulletin.cue", "bulletin.html"]
    {
        assert!(room.path(name).is_file(), "{name} is promised");
    }
    let captions = room.read("bulletin.srt");
    assert!(captions.contains("Sáng 14/4, giá lúa OM 18") && !captions.contains("Lưu thông tin"), "{captions}");
    for name in ["web.wav", "mine.wav", "out/1-gia-lua/1-gia-lua.wav", "chunks/2-bong-da/2-bong-da-0001.ssml"] {
        assert!(room.path(name).is_file(), "{name} is promised");
    }
}
