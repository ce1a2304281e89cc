//! The numbers of numbered paragraphs, which a document does not hold as text (ECMA-376, 17.9).

use super::number::number;
use crate::document::numerals;
use crate::document::xml::{Node, Xml, attribute};
use crate::error::Error;
use std::collections::HashMap;

/// Levels of a list.
const LEVELS: usize = 9;
/// The text of a level has no more bytes: it comes again with every paragraph.
const LONGEST_TEXT: usize = 100;

/// Where a paragraph stands in a list.
#[derive(Clone, Copy, Debug)]
pub(super) struct Level {
    /// The list; none is 0.
    pub(super) id: u32,
    pub(super) depth: u32,
}

/// How a level is numbered: `%1.` in Arabic numerals, from 1.
#[derive(Clone, Debug, Default)]
struct Format {
    numerals: String,
    text: String,
    start: u32,
    /// All its numbers are Arabic, as those of laws.
    legal: bool,
    /// After how many levels above it begins anew; `None` for all of them. Điều 5 goes on in the next chapter.
    restart: Option<u32>,
}

/// All lists of a document, and how far each has got.
#[derive(Debug, Default)]
pub(super) struct Numbering {
    formats: HashMap<(u32, u32), Format>,
    definition: HashMap<u32, u32>,
    /// Levels that a list has of its own.
    overrides: HashMap<(u32, u32), Format>,
    /// Definitions that are those of a style.
    links: HashMap<u32, String>,
    counts: HashMap<u32, [u32; LEVELS]>,
    /// Where a list begins anew, by its level, until it has.
    anew: HashMap<u32, Vec<(u32, u32)>>,
}

impl Numbering {
    pub(super) fn read(file: &str, source: &str) -> Result<Numbering, Error> {
        let mut xml = Xml::new(file, source);
        let mut all = Numbering::default();
        let (mut definition, mut depth, mut list) = (0, 0, 0);
        while let Some(node) = xml.next()? {
            let Node::Open(name, tag) = node else { continue };
            let value = |name| attribute(&tag, name).unwrap_or_default();
            let format = match definition {
                u32::MAX => all.overrides.entry((list, depth)),
                _ => all.formats.entry((definition, depth)),
            };
            match name {
                "abstractNum" => definition = number(&value("abstractNumId")),
                "lvl" | "lvlOverride" => depth = number(&value("ilvl")),
                "startOverride" => all.anew.entry(list).or_default().push((depth, number(&value("val")))),
                "start" => format.or_default().start = number(&value("val")),
                "lvlRestart" => format.or_default().restart = Some(number(&value("val"))),
                "isLgl" => format.or_default().legal = true,
                "numStyleLink" => drop(all.links.insert(definition, value("val"))),
                "numFmt" => format.or_default().numerals = value("val"),
                "lvlText" => {
                    format.or_default().text =
                        Some(value("val")).filter(|t| t.len() <= LONGEST_TEXT).unwrap_or_default();
                }
                "num" => {
                    list = number(&value("numId"));
                    // What it overrides is no definition's.
                    definition = u32::MAX;
                }
                "abstractNumId" => {
                    all.definition.insert(list, number(&value("val")));
                }
                _ => {}
            }
        }
        Ok(all)
    }

    /// Follows the definitions that are those of a style, by the list that the style has.
    pub(super) fn follow(&mut self, list_of: impl Fn(&str) -> Option<u32>) {
        let (links, known) = (std::mem::take(&mut self.links), self.definition.clone());
        for definition in self.definition.values_mut() {
            let list = links.get(definition).and_then(|style| list_of(style));
            if let Some(linked) = list.and_then(|list| known.get(&list)) {
                *definition = *linked;
            }
        }
    }

    /// The next number of a list, as it is printed; `None` for bullets.
    pub(super) fn label(&mut self, level: Level) -> Option<String> {
        let depth = level.depth as usize;
        let definition = *self.definition.get(&level.id)?;
        let own = |depth: u32| {
            let own = self.overrides.get(&(level.id, depth)).filter(|own| !own.text.is_empty());
            own.or_else(|| self.formats.get(&(definition, depth)))
        };
        let format = own(level.depth).filter(|_| depth < LEVELS)?;
        let begins_anew: Vec<bool> = (0..LEVELS as u32)
            .map(|n| own(n).and_then(|format| format.restart).is_none_or(|restart| level.depth < restart))
            .collect();
        let counts = self.counts.entry(definition).or_default();
        for (depth, start) in self.anew.remove(&level.id).unwrap_or_default() {
            if let Some(count) = counts.get_mut(depth as usize) {
                // One less than its first number, or none where that is its own.
                *count = start.saturating_sub(1);
            }
        }
        counts[depth] = if counts[depth] == 0 { format.start.max(1) } else { counts[depth].saturating_add(1) };
        for (count, _) in counts.iter_mut().zip(begins_anew).skip(depth + 1).filter(|(_, anew)| *anew) {
            *count = 0;
        }
        let mut label = format.text.clone();
        // A Roman numeral alone is said as a number.
        let alone = !label.contains(char::is_alphabetic);
        for (n, &count) in counts.iter().enumerate() {
            let numerals = own(n as u32).map_or("decimal", |f| &f.numerals);
            let plain = format.legal || alone && numerals.ends_with("Roman");
            let numerals = if plain { "decimal" } else { numerals };
            label = label.replace(&format!("%{}", n + 1), &write(count.max(1), numerals));
        }
        let is_number = !matches!(format.numerals.as_str(), "bullet" | "none") && label.contains(char::is_alphanumeric);
        is_number.then_some(label)
    }
}

fn write(count: u32, numerals: &str) -> String {
    match numerals {
        "lowerLetter" => numerals::letters(count),
        "upperLetter" => numerals::letters(count).to_uppercase(),
        "upperRoman" => numerals::roman(count),
        "lowerRoman" => numerals::roman(count).to_lowercase(),
        "decimalZero" => format!("{count:02}"),
        _ => count.to_string(),
    }
}
