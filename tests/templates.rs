//! What `examples/new.rs` makes builds and reads at once. It builds a copy of the crate, so it is asked for:
//! `cargo test --test templates -- --ignored`.

use std::path::Path;
use std::process::Command;
use std::{env, fs};

fn copy(from: &Path, to: &Path) {
    fs::create_dir_all(to).expect("a temporary folder can be written");
    for entry in fs::read_dir(from).expect("it is there") {
        let path = entry.expect("it can be listed").path();
        let there = to.join(path.file_name().expect("it has a name"));
        if path.is_dir() {
            copy(&path, &there);
        } else {
            fs::copy(&path, &there).expect("it can be copied");
        }
    }
}

#[test]
#[ignore = "builds the crate anew: a minute or two"]
fn a_new_class_and_engine_build_and_read_at_once() {
    let root = Path::new(env!("CARGO_MANIFEST_DIR"));
    let room = tempfile::tempdir().expect("there is room");
    for folder in ["src", "lexicon", "build", "templates", "tests", "benches", "examples", "docs"] {
        copy(&root.join(folder), &room.path().join(folder));
    }
    for file in ["Cargo.toml", "Cargo.lock", "build.rs", "rustfmt.toml"] {
        fs::copy(root.join(file), room.path().join(file)).expect("it can be copied");
    }
    let cargo = |arguments: &[&str]| {
        let target = root.join("target/templates");
        let mut command = Command::new(env!("CARGO"));
        command
            .args(arguments)
            .current_dir(room.path())
            .env("CARGO_TARGET_DIR", target)
            .env("LOIDOC_ROOT", room.path());
        let out = command.output().expect("cargo runs");
        let said = [out.stdout, out.stderr].concat();
        assert!(out.status.success(), "{arguments:?}\n{}", String::from_utf8_lossy(&said));
    };
    cargo(&["run", "--no-default-features", "--example", "new", "--", "class", "thu-xong"]);
    cargo(&["run", "--no-default-features", "--example", "new", "--", "engine", "thu-xong"]);
    cargo(&["test", "--no-default-features", "--test", "golden", "--test", "registry", "every"]);
    // Nothing is written over.
    let again = Command::new(env!("CARGO"))
        .args(["run", "--no-default-features", "--example", "new", "--", "class", "thu-xong"])
        .current_dir(room.path())
        .env("CARGO_TARGET_DIR", root.join("target/templates"))
        .env("LOIDOC_ROOT", room.path())
        .output()
        .expect("cargo runs");
    assert_eq!(again.status.code(), Some(2), "{}", String::from_utf8_lossy(&again.stderr));
}
