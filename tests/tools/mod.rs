//! What tests of batches and of sound share.
#![allow(dead_code)]

use std::collections::BTreeMap;
use std::fs;
use std::path::{Path, PathBuf};
use std::process::{Command, Stdio};
use tempfile::TempDir;

/// A folder of its own for each test, with a cache of its own.
pub struct Room {
    folder: TempDir,
}

/// What a command did.
pub struct Ran {
    pub code: i32,
    pub out: String,
    pub err: String,
}

impl Room {
    pub fn new() -> Room {
        Room { folder: tempfile::tempdir().expect("a temporary folder") }
    }

    pub fn path(&self, name: &str) -> PathBuf {
        self.folder.path().join(name)
    }

    /// Writes a file, with the folders above it.
    pub fn file(&self, name: &str, content: impl AsRef<[u8]>) -> PathBuf {
        let path = self.path(name);
        fs::create_dir_all(path.parent().expect("a file is in a folder")).expect("folders can be made");
        fs::write(&path, content).expect("the file can be written");
        path
    }

    pub fn read(&self, name: &str) -> String {
        fs::read_to_string(self.path(name)).unwrap_or_else(|error| panic!("{name}: {error}"))
    }

    /// `loidoc` in this folder.
    pub fn command(&self, arguments: &str) -> Command {
        let mut command = Command::new(assert_cmd::cargo::cargo_bin("loidoc"));
        command
            .args(arguments.split_whitespace())
            .current_dir(self.folder.path())
            .env("XDG_CACHE_HOME", self.path(".cache"))
            .stdin(Stdio::null());
        command
    }

    pub fn run(&self, arguments: &str) -> Ran {
        let output = self.command(arguments).output().expect("it runs");
        Ran {
            code: output.status.code().unwrap_or(-1),
            out: String::from_utf8(output.stdout).expect("output is UTF-8"),
            err: String::from_utf8(output.stderr).expect("errors are UTF-8"),
        }
    }

    /// Runs it, and fails the test if it fails.
    pub fn done(&self, arguments: &str) -> Ran {
        let ran = self.run(arguments);
        assert_eq!(ran.code, 0, "{arguments}: {}{}", ran.out, ran.err);
        ran
    }

    /// All files below a folder, by their path in it.
    pub fn tree(&self, name: &str) -> BTreeMap<PathBuf, Vec<u8>> {
        let mut found = BTreeMap::new();
        let top = self.path(name);
        let mut folders = vec![top.clone()];
        while let Some(folder) = folders.pop() {
            for entry in fs::read_dir(&folder).expect("it can be listed").map(|entry| entry.expect("an entry")) {
                let path = entry.path();
                if path.is_dir() {
                    folders.push(path);
                } else {
                    let inside = path.strip_prefix(&top).expect("it is below").to_owned();
                    found.insert(inside, fs::read(&path).expect("it can be read"));
                }
            }
        }
        found
    }

    /// An engine that runs a command; more of its `run` after it.
    pub fn engine(&self, name: &str, command: &str, more: &str) {
        let yaml = format!(
            "name: {name}\nabout: a test\nmarkup: plain\nending: txt\nrun:\n  command: [{command}]\n  retries: 0\n{more}"
        );
        self.file(&format!("{name}.yaml"), yaml);
    }

    /// `tone.wav`, which stands for speech: a silence, half a second of a tone, a silence.
    pub fn tone(&self) -> PathBuf {
        let path = self.path("tone.wav");
        let spec = hound::WavSpec {
            channels: 1,
            sample_rate: 22_050,
            bits_per_sample: 16,
            sample_format: hound::SampleFormat::Int,
        };
        let mut writer = hound::WavWriter::create(&path, spec).expect("a file");
        for n in 0..22_050 {
            let heard = (4410..4410 + 11_025).contains(&n);
            let sample = if heard { (f64::from(n) * 0.2).sin() * 9000.0 } else { 0.0 };
            writer.write_sample(sample as i16).expect("it can be written");
        }
        writer.finalize().expect("it can be ended");
        path
    }
}

/// The samples of a WAV file's first channel, from -1 to 1, and how many there are in a second.
pub fn samples(path: &Path) -> (Vec<f64>, u32) {
    let reader = hound::WavReader::open(path).unwrap_or_else(|error| panic!("{}: {error}", path.display()));
    let spec = reader.spec();
    let full = f64::from(1u32 << (spec.bits_per_sample - 1));
    let all: Vec<i32> = reader.into_samples::<i32>().map(|s| s.expect("a sample")).collect();
    (all.iter().step_by(spec.channels.into()).map(|&s| f64::from(s) / full).collect(), spec.sample_rate)
}
