//! Checks the built-in lexicon and packs it into the binary, so that start-up parses no YAML and a mistake in a file is
//! a build error with its line and column.
#![forbid(unsafe_code)]

#[allow(dead_code)]
#[path = "src/data/mod.rs"]
mod data;
#[path = "build/registry.rs"]
mod registry;
#[path = "src/text"]
mod text {
    #[allow(dead_code)]
    pub mod letter;
}
#[path = "src/vietnamese"]
mod vietnamese {
    #[allow(dead_code)]
    pub mod orthography;
}

use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    println!("cargo::rerun-if-changed=lexicon");
    println!("cargo::rerun-if-changed=src");
    for source in ["build", "src/data", "src/text/letter.rs", "src/vietnamese/orthography.rs"] {
        println!("cargo::rerun-if-changed={source}");
    }
    if let Err(error) = pack() {
        println!("cargo::error={error}");
        process::exit(1);
    }
}

fn pack() -> Result<(), Box<dyn std::error::Error>> {
    let mut layer = data::layer::Layer::default();
    let mut spellings = std::collections::HashMap::new();
    let mut classes = Vec::new();
    for path in files(Path::new("lexicon"), "yaml")? {
        let name = path.display().to_string();
        let yaml = fs::read_to_string(&path)?;
        if path.starts_with("lexicon/classes") {
            classes.push(registry::Source { file: data::schema::parse(&name, &yaml)?, path: name });
        } else if path.starts_with("lexicon/styles") {
            layer.styles.push(data::schema::parse(&name, &yaml)?);
        } else if path.starts_with("lexicon/engines") {
            layer.engines.push(data::schema::parse(&name, &yaml)?);
        } else {
            let known = layer.abbreviations.len();
            data::expand::lay_over(&name, &yaml, &mut layer)?;
            for entry in &layer.abbreviations[known..] {
                if let Some(other) = spellings.insert(entry.write.clone(), name.clone()) {
                    return Err(
                        format!("{name}: `{}` has an entry in {other} too: join them in one", entry.write).into()
                    );
                }
            }
        }
    }
    unasked_cues(&layer)?;
    // What comes first in a listing of the folder must not decide anything.
    layer.styles.sort_by(|a, b| a.name.cmp(&b.name));
    layer.engines.sort_by(|a, b| a.name.cmp(&b.name));
    let packed = postcard::to_stdvec(&layer)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run this with cargo")?);
    fs::write(out.join("lexicon.bin"), packed)?;
    fs::write(out.join("registry.rs"), registry::generate(&classes)?)?;
    Ok(())
}

/// A kind of evidence that no code asks for is a mistake: its phrases would be typed in vain.
fn unasked_cues(layer: &data::layer::Layer) -> Result<(), Box<dyn std::error::Error>> {
    let mut code = String::new();
    for path in files(Path::new("src"), "rs")? {
        if !path.ends_with("data/layer.rs") {
            code += &fs::read_to_string(path)?;
        }
    }
    for cue in &layer.cues {
        let variant = format!("Cue::{:?}", cue.kind);
        let asked = |at: usize| !code[at + variant.len()..].starts_with(|c: char| c.is_alphanumeric());
        if !code.match_indices(&variant).any(|(at, _)| asked(at)) {
            return Err(format!(
                "lexicon/cues.yaml: nobody asks for `{}`: leave it out, with `{variant}`",
                cue.kind.name()
            )
            .into());
        }
    }
    Ok(())
}

/// The files of a folder and those in it with an ending, sorted.
fn files(dir: &Path, ending: &str) -> std::io::Result<Vec<PathBuf>> {
    let mut found = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            found.extend(files(&path, ending)?);
        } else if path.extension().is_some_and(|e| e == ending) {
            found.push(path);
        }
    }
    found.sort();
    Ok(found)
}
