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
    for path in yaml_files(Path::new("lexicon"))? {
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
            data::schema::LexiconFile::parse(&name, &yaml)?.add_to(&mut layer);
            for entry in &layer.abbreviations[known..] {
                if let Some(other) = spellings.insert(entry.write.clone(), name.clone()) {
                    return Err(
                        format!("{name}: `{}` has an entry in {other} too: join them in one", entry.write).into()
                    );
                }
            }
        }
    }
    // What comes first in a listing of the folder must not decide anything.
    layer.styles.sort_by(|a, b| a.name.cmp(&b.name));
    layer.engines.sort_by(|a, b| a.name.cmp(&b.name));
    let packed = postcard::to_stdvec(&layer)?;
    let out = PathBuf::from(env::var_os("OUT_DIR").ok_or("OUT_DIR is not set: run this with cargo")?);
    fs::write(out.join("lexicon.bin"), packed)?;
    fs::write(out.join("registry.rs"), registry::generate(&classes)?)?;
    Ok(())
}

fn yaml_files(dir: &Path) -> std::io::Result<Vec<PathBuf>> {
    let mut files = Vec::new();
    for entry in fs::read_dir(dir)? {
        let path = entry?.path();
        if path.is_dir() {
            files.extend(yaml_files(&path)?);
        } else if path.extension().is_some_and(|e| e == "yaml") {
            files.push(path);
        }
    }
    files.sort();
    Ok(files)
}
