//! Makes the files of something new, ready to build: `cargo run --example new -- class isbn`, `… engine mine`.
//!
//! A class gets its code, its data, golden lines and its line in the list; they read `<name> 55` digit by digit until you change them.

use std::path::{Path, PathBuf};
use std::{env, fs, process};

fn main() {
    let arguments: Vec<String> = env::args().skip(1).collect();
    let root = env::var_os("LOIDOC_ROOT").map_or_else(|| PathBuf::from(env!("CARGO_MANIFEST_DIR")), PathBuf::from);
    let made = match arguments.iter().map(String::as_str).collect::<Vec<_>>()[..] {
        ["class", name] => class(&root, name),
        ["engine", name] => engine(&root, name),
        _ => Err("say what: `class NAME` or `engine NAME`".to_owned()),
    };
    match made {
        Ok(files) => files.iter().for_each(|file| println!("{file}")),
        Err(message) => {
            eprintln!("new: {message}");
            process::exit(2);
        }
    }
}

fn class(root: &Path, name: &str) -> Result<Vec<String>, String> {
    if !name.starts_with(|c: char| c.is_ascii_lowercase()) || !name.chars().all(|c| c.is_ascii_lowercase() || c == '-')
    {
        return Err(format!("`{name}`: the name of a class is small letters and hyphens"));
    }
    let module = name.replace('-', "_");
    let type_name: String = name.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect();
    let fill = |template: &str| {
        let named = template.replace("TYPE", &type_name).replace("MODULE", &module).replace("NAME", name);
        named.replace("PHRASE", &name.replace('-', " "))
    };
    let list = "src/class/mod.rs";
    let text = fs::read_to_string(root.join(list)).map_err(|error| format!("{list}: {error}"))?;
    let listed = with_line(&text, "pub mod ", &format!("pub mod {module};"))
        .and_then(|text| {
            text.replacen("classes! {\n", &format!("classes! {{\n    {module}::{type_name}<'d>,\n"), 1).into()
        })
        .ok_or_else(|| format!("{list}: there is no list of classes"))?;
    write(
        root,
        &[
            (format!("src/class/{module}.rs"), fill(include_str!("../templates/class.rs"))),
            (format!("lexicon/classes/{name}.yaml"), fill(include_str!("../templates/class.yaml"))),
            (format!("tests/golden/{name}.txt"), fill(include_str!("../templates/golden.txt"))),
        ],
    )
    .and_then(|mut files| {
        fs::write(root.join(list), listed).map_err(|error| format!("{list}: {error}"))?;
        files.push(format!("{list}: one line in the list; its place only matters for ties"));
        Ok(files)
    })
}

fn engine(root: &Path, name: &str) -> Result<Vec<String>, String> {
    write(
        root,
        &[(format!("lexicon/engines/{name}.yaml"), include_str!("../templates/engine.yaml").replace("NAME", name))],
    )
}

/// Writes files that must not be there yet.
fn write(root: &Path, files: &[(String, String)]) -> Result<Vec<String>, String> {
    if let Some((path, _)) = files.iter().find(|(path, _)| root.join(path).exists()) {
        return Err(format!("{path} is there already"));
    }
    for (path, text) in files {
        fs::write(root.join(path), text).map_err(|error| format!("{path}: {error}"))?;
    }
    Ok(files.iter().map(|(path, _)| path.clone()).collect())
}

/// The text with a line put among those that begin alike, in order.
fn with_line(text: &str, beginning: &str, line: &str) -> Option<String> {
    let after = text.lines().rfind(|known| known.starts_with(beginning) && *known < line);
    let first = text.lines().find(|known| known.starts_with(beginning))?;
    Some(match after {
        Some(known) => text.replacen(&format!("{known}\n"), &format!("{known}\n{line}\n"), 1),
        None => text.replacen(first, &format!("{line}\n{first}"), 1),
    })
}
