//! Makes the registry: an enum of all rules and one of all classes, and the words of each class, from
//! `lexicon/classes/*.yaml`.

use crate::data::class_file::{ClassFile, RuleEntry, Words};
use crate::vietnamese::orthography::phrase;
use std::collections::{BTreeMap, BTreeSet, HashMap};
use std::fmt::Write;

/// A class's file with its path.
pub struct Source {
    pub path: String,
    pub file: ClassFile,
}

struct Rule<'f> {
    id: String,
    report: String,
    class: &'f str,
    entry: &'f RuleEntry,
}

/// The Rust code of the registry.
pub fn generate(sources: &[Source]) -> Result<String, String> {
    let mut out = String::new();
    let mut classes = Vec::new();
    let mut rules = Vec::new();
    for Source { path, file } in sources {
        let (Some(class), Some(type_name)) = (&file.class, &file.type_name) else {
            if file.class.is_some() || file.type_name.is_some() || !file.rules.0.is_empty() {
                return Err(format!("{path}: give `class` and `type`, or neither of them and no rules"));
            }
            continue;
        };
        if file.rules.0.is_empty() {
            return Err(format!("{path}: class `{}` has no rule", class.0));
        }
        classes.push((&*class.0, &*type_name.0, file));
        for (name, entry) in &file.rules.0 {
            if !(1..=100).contains(&entry.weight) {
                return Err(format!("{path}: `{name}`: a weight of {}: write 1 to 100", entry.weight));
            }
            let own = if **name == *class.0 { class.0.to_string() } else { format!("{}.{name}", class.0) };
            let id =
                if **name == *class.0 { type_name.0.to_string() } else { format!("{}{}", type_name.0, camel(name)) };
            let report = entry.report.as_ref().map_or(own, |report| report.0.to_string());
            rules.push(Rule { id, report, class: &type_name.0, entry });
        }
    }
    write_classes(&mut out, &classes).map_err(|e| e.to_string())?;
    write_rules(&mut out, &rules).map_err(|e| e.to_string())?;
    write_words(&mut out, sources)?;
    Ok(out)
}

fn write_classes(out: &mut String, classes: &[(&str, &str, &ClassFile)]) -> std::fmt::Result {
    writeln!(out, "/// The name of a semiotic class.")?;
    writeln!(out, "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\npub enum ClassName {{")?;
    for (_, type_name, file) in classes {
        writeln!(out, "    /// {}\n    {type_name},", file.about.0)?;
    }
    writeln!(out, "}}\n")?;
    writeln!(out, "const CLASSES: [ClassRow; {}] = [", classes.len())?;
    for (class, type_name, file) in classes {
        let most = file.rules.0.iter().map(|(_, rule)| rule.weight).max().unwrap_or(0);
        writeln!(
            out,
            "    ClassRow {{ class: ClassName::{type_name}, name: {class:?}, about: {:?}, most: {most}, risk: {} }},",
            file.about.0, file.risk
        )?;
    }
    writeln!(out, "];\n")
}

fn write_rules(out: &mut String, rules: &[Rule]) -> std::fmt::Result {
    let mut reports: Vec<&str> = rules.iter().map(|rule| rule.report.as_str()).collect();
    reports.sort_unstable();
    reports.dedup();
    let number: HashMap<&str, usize> = reports.iter().enumerate().map(|(n, report)| (*report, n)).collect();
    writeln!(out, "/// Why a reading is what it is.")?;
    writeln!(
        out,
        "#[derive(Clone, Copy, Debug, PartialEq, Eq, Hash, PartialOrd, Ord)]\n#[repr(u16)]\npub enum Rule {{"
    )?;
    for rule in rules {
        writeln!(out, "    /// {}\n    {},", rule.entry.doc.0, rule.id)?;
    }
    writeln!(out, "}}\n\nconst REPORTS: [&str; {}] = {reports:?};\n", reports.len())?;
    writeln!(
        out,
        "static WEIGHTS: [u8; {}] = {:?};\n",
        rules.len(),
        rules.iter().map(|r| r.entry.weight).collect::<Vec<_>>()
    )?;
    writeln!(out, "static RULES: [RuleRow; {}] = [", rules.len())?;
    for Rule { id, report, class, entry } in rules {
        let doubt = entry.doubt.map_or("None".to_owned(), |doubt| format!("Some(Doubt::{doubt:?})"));
        let example = entry.example.as_ref().map(|text| &*text.0);
        writeln!(
            out,
            "    RuleRow {{ rule: Rule::{id}, class: ClassName::{class}, report: {}, doubt: {doubt}, doc: {:?}, example: {example:?} }},",
            number[report.as_str()],
            entry.doc.0
        )?;
    }
    writeln!(out, "];\n")
}

fn write_words(out: &mut String, sources: &[Source]) -> Result<(), String> {
    let mut text = String::from(
        "/// The words of each class, by the names in its file.\n#[allow(missing_docs)]\npub mod words {\n",
    );
    for Source { path, file } in sources {
        if file.words.0.is_empty() {
            continue;
        }
        let module = std::path::Path::new(path).file_stem().and_then(|stem| stem.to_str()).unwrap_or_default();
        text += &format!("    pub mod {} {{\n", module.replace('-', "_"));
        for (name, words) in &file.words.0 {
            let constant = name.replace('-', "_").to_uppercase();
            text += &match words {
                Words::Text(said) => format!("        pub const {constant}: &str = {:?};\n", said.0),
                Words::List(list) => {
                    let phrases = hashed(list.iter().map(|text| &*text.0))
                        .map_err(|wrong| format!("{path}: `{name}`: {wrong}"))?;
                    format!(
                        "        pub const {constant}: crate::text::phrases::Phrases = crate::text::phrases::Phrases(&{phrases});\n"
                    )
                }
                Words::Table(table) => {
                    let rows: Vec<_> = table.iter().map(|(written, said)| (&written.0, &said.0)).collect();
                    format!(
                        "        pub const {constant}: crate::text::phrases::WordTable = crate::text::phrases::WordTable(&{rows:?});\n"
                    )
                }
            };
        }
        text += "    }\n";
    }
    text += &leads(sources)?;
    text += "}\n";
    out.push_str(&text);
    Ok(())
}

/// The `leads` of all classes: a number after one of them is never taken for a plain one before its class has been asked.
fn leads(sources: &[Source]) -> Result<String, String> {
    let all: BTreeSet<&str> = sources
        .iter()
        .flat_map(|source| source.file.words.0.iter())
        .filter_map(
            |(name, words)| if let Words::List(list) = words { (name == "leads").then_some(list) } else { None },
        )
        .flat_map(|list| list.iter().map(|text| &*text.0))
        .collect();
    let phrases = hashed(all.iter().copied())?;
    let all: Vec<&str> = all.into_iter().collect();
    Ok(format!(
        "    pub const LEADS: crate::text::phrases::Phrases = crate::text::phrases::Phrases(&{phrases});\n    \
         pub const LEADS_AS_WRITTEN: &[&str] = &{all:?};\n"
    ))
}

/// Phrases in all their spellings as hashes, sorted, the longer of two that begin alike first.
fn hashed<'l>(list: impl Iterator<Item = &'l str>) -> Result<String, String> {
    let mut all: BTreeMap<Vec<u32>, &str> = BTreeMap::new();
    for text in list {
        let spellings = phrase(text);
        if spellings.is_empty() {
            return Err(format!("`{text}` has neither letter nor digit: compare signs in the code"));
        }
        for words in spellings {
            if let Some(other) = all.insert(words.to_vec(), text).filter(|other| *other != text) {
                return Err(format!("`{text}` and `{other}` are the same phrase: leave one out"));
            }
        }
    }
    let mut phrases: Vec<Vec<u32>> = all.into_keys().collect();
    phrases.sort_by_key(|words| (words[0], std::cmp::Reverse(words.len())));
    let rows: Vec<String> = phrases.iter().map(|words| format!("&{words:?}")).collect();
    Ok(format!("[{}]", rows.join(", ")))
}

fn camel(name: &str) -> String {
    name.split('-').map(|part| part[..1].to_uppercase() + &part[1..]).collect()
}
