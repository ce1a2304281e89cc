//! Every crate that is built in has a licence that loidoc's own terms allow. Runs offline on what cargo has fetched.

use std::process::Command;

const ALLOWED: &[&str] = &[
    "MIT",
    "Apache-2.0",
    "BSD-2-Clause",
    "BSD-3-Clause",
    "Zlib",
    "Unicode-3.0",
    "ISC",
    "Unlicense",
    "CC0-1.0",
    "0BSD",
    "BSL-1.0",
    "MIT-0",
    "Apache-2.0 WITH LLVM-exception",
];

/// Crates under the MPL 2.0, whose terms stop at their own files: the CSS parser and selectors that dom_smoothie stands on,
/// and the decoder of WAV files.
const MPL: &[&str] = &[
    "cssparser",
    "cssparser-macros",
    "dtoa-short",
    "selectors",
    "symphonia",
    "symphonia-codec-adpcm",
    "symphonia-codec-pcm",
    "symphonia-core",
    "symphonia-format-riff",
    "symphonia-metadata",
];

/// Whether every demand (`AND`) has a choice (`OR`, `/`) that is allowed. Without its brackets `A OR B AND C` is taken
/// for `(A OR B) AND C`, which asks for more, never for less.
fn allowed(expression: &str) -> bool {
    let flat = expression.replace(['(', ')'], "").replace('/', " OR ");
    flat.split(" AND ").all(|demand| demand.split(" OR ").any(|l| ALLOWED.contains(&l.trim())))
}

#[test]
fn licences_are_allowed() {
    let output = Command::new(env!("CARGO"))
        .args(["metadata", "--format-version", "1", "--all-features", "--locked"])
        .current_dir(env!("CARGO_MANIFEST_DIR"))
        .output()
        .expect("cargo runs");
    let metadata: serde_json::Value = serde_json::from_slice(&output.stdout).expect("cargo metadata prints JSON");
    let packages = metadata["packages"].as_array().expect("a list of packages");
    assert!(packages.len() > 20, "only {} packages", packages.len());
    let refused: Vec<_> = packages
        .iter()
        .filter(|p| !allowed(p["license"].as_str().unwrap_or("")))
        .filter(|p| p["license"] != "MPL-2.0" || !MPL.contains(&p["name"].as_str().unwrap_or("")))
        .map(|p| format!("{} {}: {}", p["name"], p["version"], p["license"]))
        .collect();
    assert!(refused.is_empty(), "licences to look at:\n{}", refused.join("\n"));
}
