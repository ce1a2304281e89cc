//! Arrows run downward: a module uses only rooms below its own, and within a room nothing goes in a circle. DESIGN.md has the
//! map. Every path counts: `use` trees, `crate::…`, `self::…` and `super::…` anywhere in code, macros and attributes included.

use std::collections::{BTreeMap, BTreeSet};
use std::fs;
use std::path::Path;
use syn::visit::{self, Visit};

/// Rooms from the ground up. One may use those of the rows before its own; rooms of one row do not know each other.
const ROWS: &[&[&str]] = &[
    &["text"],
    &["data"],
    &["registry", "error", "evidence", "maths"],
    &["vietnamese"],
    &["lexicon"],
    &["document", "recognize"],
    &["class"],
    &["speech"],
    &["ssml"],
    &["pipeline"],
    &["audio"],
    &["publish"],
    &["crate"],
    &["cli"],
    &["main"],
];

/// Modules by path (`class::date`), each with the modules that it uses.
type Arrows = BTreeMap<String, BTreeSet<String>>;

/// The source of a crate: its modules by path.
struct Source {
    /// Of what `crate::` is said: the library, or the command.
    files: BTreeMap<String, syn::File>,
}

impl Source {
    fn read(dir: &Path) -> Source {
        let mut source = Source { files: BTreeMap::new() };
        source.add(dir, "");
        source
    }

    fn add(&mut self, dir: &Path, path: &str) {
        for entry in fs::read_dir(dir).expect("src is there") {
            let file = entry.expect("it can be listed").path();
            let stem = file.file_stem().unwrap_or_default().to_string_lossy().into_owned();
            let child = if path.is_empty() { stem.clone() } else { format!("{path}::{stem}") };
            if file.is_dir() {
                self.add(&file, &child);
                continue;
            }
            if file.extension().is_none_or(|e| e != "rs") {
                continue;
            }
            let name = match stem.as_str() {
                "lib" if path.is_empty() => "crate".to_owned(),
                "mod" => path.to_owned(),
                _ => child,
            };
            let text = fs::read_to_string(&file).expect("source is UTF-8");
            self.files.insert(name, syn::parse_file(&text).expect("source is Rust"));
        }
    }

    /// The module that a path of `crate::` leads to: the longest beginning that is one.
    fn module(&self, segments: &[String]) -> Option<String> {
        (1..=segments.len()).rev().map(|n| segments[..n].join("::")).find(|path| self.files.contains_key(path)).or_else(
            || {
                // crate::Lexicon: what the root exports.
                (!segments.is_empty()).then(|| "crate".to_owned())
            },
        )
    }

    fn arrows(&self) -> Arrows {
        let mut arrows = Arrows::new();
        for (name, file) in &self.files {
            let mut paths = Paths { source: self, module: name, inner: Vec::new(), found: Vec::new() };
            paths.visit_file(file);
            let used = paths.found.iter().filter_map(|path| self.module(path)).filter(|used| used != name).collect();
            arrows.insert(name.clone(), used);
        }
        arrows
    }
}

/// Collects the paths that a module says, as paths from the root.
struct Paths<'m> {
    source: &'m Source,
    module: &'m str,
    /// Inline modules around the place.
    inner: Vec<String>,
    found: Vec<Vec<String>>,
}

impl Paths<'_> {
    /// Takes a path down if it begins at the root, here or above.
    fn take(&mut self, segments: &[String]) {
        let root = if self.module == "crate" { vec![] } else { self.module.split("::").map(str::to_owned).collect() };
        let mut here: Vec<String> = root;
        here.extend(self.inner.iter().cloned());
        let mut rest = segments;
        match rest.first().map(String::as_str) {
            // The command names the library by its name.
            Some("crate" | "loidoc") => here.clear(),
            Some("self") => {}
            Some("super") => {
                while rest.first().is_some_and(|first| first == "super") {
                    here.pop();
                    rest = &rest[1..];
                }
                here.extend(rest.iter().cloned());
                return self.found.push(here);
            }
            // A child that this module declares.
            Some(name) if self.source.files.contains_key(&[&here[..], &[name.to_owned()]].concat().join("::")) => {
                here.extend(rest.iter().cloned());
                return self.found.push(here);
            }
            _ => return,
        }
        here.extend(rest[1..].iter().cloned());
        self.found.push(here);
    }

    fn tree(&mut self, tree: &syn::UseTree, before: &[String]) {
        let with = |name: &syn::Ident| [before, &[name.to_string()]].concat();
        match tree {
            syn::UseTree::Path(path) => self.tree(&path.tree, &with(&path.ident)),
            syn::UseTree::Name(name) => self.take(&with(&name.ident)),
            syn::UseTree::Rename(name) => self.take(&with(&name.ident)),
            syn::UseTree::Glob(_) => self.take(before),
            syn::UseTree::Group(group) => group.items.iter().for_each(|tree| self.tree(tree, before)),
        }
    }

    /// Paths in the tokens of a macro: `crate::a::b`.
    fn tokens(&mut self, tokens: proc_macro2::TokenStream) {
        let mut path: Vec<String> = Vec::new();
        let mut colons = 0;
        for token in tokens {
            match &token {
                proc_macro2::TokenTree::Ident(name) if path.is_empty() || colons == 2 => path.push(name.to_string()),
                proc_macro2::TokenTree::Punct(sign) if sign.as_char() == ':' => {
                    colons += 1;
                    continue;
                }
                other => {
                    self.take(&std::mem::take(&mut path));
                    match other {
                        proc_macro2::TokenTree::Ident(name) => path.push(name.to_string()),
                        proc_macro2::TokenTree::Group(group) => self.tokens(group.stream()),
                        _ => {}
                    }
                }
            }
            colons = 0;
        }
        self.take(&path);
    }
}

impl<'a> Visit<'a> for Paths<'_> {
    fn visit_item_use(&mut self, item: &'a syn::ItemUse) {
        self.tree(&item.tree, &[]);
    }

    fn visit_item_mod(&mut self, item: &'a syn::ItemMod) {
        let tests = item
            .attrs
            .iter()
            .any(|a| a.path().is_ident("cfg") && a.meta.require_list().is_ok_and(|l| l.tokens.to_string() == "test"));
        if tests {
            return;
        }
        self.inner.push(item.ident.to_string());
        visit::visit_item_mod(self, item);
        self.inner.pop();
    }

    /// `pub(super)` says who may see a thing; it uses nothing.
    fn visit_vis_restricted(&mut self, _: &'a syn::VisRestricted) {}

    fn visit_path(&mut self, path: &'a syn::Path) {
        let segments: Vec<String> = path.segments.iter().map(|s| s.ident.to_string()).collect();
        self.take(&segments);
        visit::visit_path(self, path);
    }

    fn visit_macro(&mut self, called: &'a syn::Macro) {
        self.tokens(called.tokens.clone());
        visit::visit_macro(self, called);
    }
}

fn row(module: &str) -> Option<usize> {
    let room = module.split("::").next().unwrap_or_default();
    ROWS.iter().position(|row| row.contains(&room))
}

/// What is wrong with the arrows, each with the two names and the mend.
fn faults(arrows: &Arrows) -> Vec<String> {
    let mut wrong = Vec::new();
    for (module, used) in arrows {
        let Some(own) = row(module) else {
            wrong.push(format!(
                "`{module}`: give its room a row in tests/architecture.rs and a place on DESIGN.md's map"
            ));
            continue;
        };
        for other in used.iter().filter(|other| other.split("::").next() != module.split("::").next()) {
            if row(other).is_none_or(|theirs| theirs >= own) {
                wrong.push(format!(
                    "`{module}` uses `{other}`, which stands above or beside it: move what both need into a room below"
                ));
            }
        }
    }
    for circle in circles(arrows) {
        wrong.push(format!(
            "{} go in a circle: move what they share into a file of its own below them",
            circle.join(" → ")
        ));
    }
    wrong
}

/// Circles within rooms: each strongly connected set of modules, by the modules that reach each other.
fn circles(arrows: &Arrows) -> Vec<Vec<String>> {
    let reach: BTreeMap<&str, BTreeSet<&str>> =
        arrows.keys().map(|from| (from.as_str(), reached(arrows, from))).collect();
    let mut seen = BTreeSet::new();
    let mut all = Vec::new();
    for from in arrows.keys() {
        let circle: Vec<String> = arrows
            .keys()
            .filter(|to| reach[from.as_str()].contains(to.as_str()) && reach[to.as_str()].contains(from.as_str()))
            .cloned()
            .collect();
        if circle.len() > 1 && seen.insert(circle.clone()) {
            all.push(circle);
        }
    }
    all
}

fn reached<'a>(arrows: &'a Arrows, from: &str) -> BTreeSet<&'a str> {
    let mut seen = BTreeSet::new();
    let mut next: Vec<&str> = arrows[from].iter().map(String::as_str).collect();
    while let Some(module) = next.pop() {
        if seen.insert(module) {
            next.extend(arrows.get(module).into_iter().flatten().map(String::as_str));
        }
    }
    seen
}

#[test]
fn arrows_run_downward_and_in_no_circle() {
    let source = Source::read(&Path::new(env!("CARGO_MANIFEST_DIR")).join("src"));
    let arrows = source.arrows();
    let count: usize = arrows.values().map(BTreeSet::len).sum();
    assert!(count > 200, "only {count} arrows were seen: has the layout changed?");
    let wrong = faults(&arrows);
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

/// Files as they might stand, each with its module's path.
fn planted(files: &[(&str, &str)]) -> Vec<String> {
    let files =
        files.iter().map(|(name, text)| ((*name).to_owned(), syn::parse_file(text).expect("it is Rust"))).collect();
    faults(&Source { files }.arrows())
}

#[test]
fn planted_faults_are_found() {
    let up = planted(&[
        ("text::letter", "use crate::speech::{reading::Reading, sentence};"),
        ("speech::reading", ""),
        ("speech::sentence", ""),
    ]);
    assert_eq!(up.len(), 2, "{up:?}");
    assert!(up[0].starts_with("`text::letter` uses `speech::reading`, which stands above"), "{up:?}");
    let inline =
        planted(&[("lexicon", "fn a() { let _ = vec![super::pipeline::Pipeline::new()]; }"), ("pipeline", "")]);
    assert_eq!(inline.len(), 1, "{inline:?}");
    let circle = planted(&[("ssml::cut", "use super::plan::Plan;"), ("ssml::plan", "type A = crate::ssml::cut::Cut;")]);
    assert_eq!(
        circle,
        ["ssml::cut → ssml::plan go in a circle: move what they share into a file of its own below them"]
    );
    assert!(
        planted(&[("ssml", "pub use cut::Cut;"), ("ssml::cut", "use crate::text::span::Span;"), ("text::span", "")])
            .is_empty()
    );
}
