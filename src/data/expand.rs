//! What a lexicon file adds to a layer: every prefix and power of a unit spelt out, entries over those of before.

use super::forms::{Text, begins_like_a_word, texts};
use super::layer::{Abbreviation, CuePhrases, Currency, Domain, Layer, Pair, Respelling, Say, Sense, Unit};
use super::packed::Str;
use super::place::place;
use super::schema::{Entry, LexiconFile, SayEntry, SchemaError, SenseEntry, UnitEntry};

/// Reads a lexicon file and lays it over a layer. An entry given again replaces the one before it.
///
/// # Errors
/// [`SchemaError`] with file, line and column where the YAML is broken, a key or an SI prefix is unknown, a reading empty or a
/// spelling given twice. The layer may hold a part of the file then.
pub fn lay_over(file: &str, yaml: &str, layer: &mut Layer) -> Result<(), SchemaError> {
    let parsed = LexiconFile::parse(file, yaml)?;
    parsed.add_to(layer).map_err(|UnknownPrefix { prefix, known }| {
        let (line, column) = place(yaml, "units", &prefix);
        let message = format!("`{prefix}` is no SI prefix that is known: there are {known}; or add it to `prefixes`");
        SchemaError { file: file.to_owned(), line, column, message }
    })
}

/// A unit asks for a prefix that nobody has named.
struct UnknownPrefix {
    prefix: Str,
    known: String,
}

impl LexiconFile {
    fn add_to(self, layer: &mut Layer) -> Result<(), UnknownPrefix> {
        add_entries(self.entries.0, self.domain, layer);
        for (list, into) in [
            (self.newspapers, &mut layer.newspapers),
            (self.documents.types, &mut layer.document_types),
            (self.documents.issuers, &mut layer.document_issuers),
            (self.powers, &mut layer.powers),
            (self.letters, &mut layer.letters),
            (self.social, &mut layer.social),
            (self.phonemes, &mut layer.phonemes),
        ] {
            for said in list.0 {
                into.extend(said.write.0.into_iter().map(|write| Pair { write, read: said.read.0.clone() }));
            }
        }
        // One prefix may have several spellings: µ of Latin-1, μ of Greek, u.
        layer.prefixes.extend(self.prefixes.0.into_iter().map(|said| (said.write.0, said.read.0)));
        for unit in self.units.0 {
            add_unit(unit, layer)?;
        }
        for currency in self.currencies.0 {
            for write in currency.write.0 {
                layer.currencies.push(Currency {
                    write,
                    read: currency.read.0.clone(),
                    before: currency.before,
                    minor: currency.minor.clone().map(|Text(t)| t),
                });
            }
        }
        for (kind, cue) in self.cues {
            layer.cues.push(CuePhrases {
                kind,
                left: texts(cue.left.0),
                right: texts(cue.right.0),
                except: texts(cue.except.0),
            });
        }
        for foreign in self.foreign.0 {
            for write in foreign.write.0 {
                layer.foreign.push(Respelling { write, read: foreign.read.0.clone(), verified: foreign.verified });
            }
        }
        layer.titles.extend(texts(self.titles));
        layer.headings.extend(texts(self.headings));
        layer.breaths.extend(texts(self.together).into_iter().map(|phrase| (phrase, 0)));
        for breath in self.breaths {
            layer.breaths.extend(texts(breath.before).into_iter().map(|phrase| (phrase, breath.score.0)));
        }
        layer.furniture.leavings.extend(texts(self.furniture.leavings));
        layer.furniture.bylines.extend(texts(self.furniture.bylines));
        layer.furniture.captions.extend(texts(self.furniture.captions));
        layer.furniture.labels.extend(texts(self.furniture.labels));
        layer.furniture.links.extend(texts(self.furniture.links));
        layer.furniture.stamps.extend(texts(self.furniture.stamps));
        layer.furniture.asides.extend(texts(self.furniture.asides));
        layer.furniture.notices.extend(texts(self.furniture.notices));
        layer.furniture.signatures.extend(texts(self.furniture.signatures));
        Ok(())
    }
}

fn add_entries(entries: Vec<Entry>, domain: Option<Domain>, layer: &mut Layer) {
    for entry in entries {
        if let (Some(Text(write)), Some(Text(read))) = (&entry.pattern, &entry.read) {
            layer.patterns.retain(|known| known.write != *write);
            layer.patterns.push(Pair { write: write.clone(), read: read.clone() });
            continue;
        }
        let senses: Vec<Sense> = if entry.senses.is_empty() {
            vec![Sense {
                say: say(entry.read.clone(), entry.say),
                left: vec![],
                right: vec![],
                domain: None,
                rare: false,
            }]
        } else {
            let sense = |s: SenseEntry| Sense {
                say: say(s.read, s.say),
                left: texts(s.left.0),
                right: texts(s.right.0),
                domain: s.domain,
                rare: s.rare,
            };
            entry.senses.into_iter().map(sense).collect()
        };
        for write in entry.write.0 {
            // 5/5, 123456: what no abbreviation begins like is found as a pattern.
            if let Some(Text(read)) = entry.read.as_ref().filter(|_| !begins_like_a_word(&write)) {
                let write = literal(&write);
                layer.patterns.retain(|known| known.write != write);
                layer.patterns.push(Pair { write, read: as_it_stands(read) });
                continue;
            }
            layer.abbreviations.push(Abbreviation {
                write,
                senses: senses.clone(),
                part: entry.part.clone().map(|Text(t)| t),
                domain,
                numbered: entry.numbered,
                dominant: entry.dominant,
                reach: entry.reach.clamp(1, 4),
                verified: entry.verified,
            });
        }
    }
}

/// A pattern that matches a text and nothing else.
fn literal(text: &str) -> Str {
    let mut pattern = String::new();
    for c in text.chars() {
        if c.is_ascii_punctuation() {
            pattern.push('\\');
        }
        pattern.push(c);
    }
    pattern.into()
}

/// What is said for a literal pattern: brackets that name a part of one would be an error.
fn as_it_stands(read: &str) -> Str {
    read.replace(['{', '}'], "").into()
}

/// Adds a unit in all its forms: with each prefix, and squared and cubed.
fn add_unit(unit: UnitEntry, layer: &mut Layer) -> Result<(), UnknownPrefix> {
    let plain = Unit {
        write: Str::default(),
        read: unit.read.0.clone(),
        compound: unit.compound,
        attached: unit.attached,
        time: unit.time,
        word: unit.word,
        exact: unit.exact,
    };
    let mut forms: Vec<(Str, Str)> = Vec::new();
    for write in &unit.write.0 {
        forms.push((write.clone(), unit.read.0.clone()));
        for Text(prefix) in &unit.prefixes {
            // A later layer's prefix counts.
            let Some((spellings, read)) = layer.prefixes.iter().rfind(|(spellings, _)| spellings.contains(prefix))
            else {
                let known: Vec<&str> = layer.prefixes.iter().flat_map(|(all, _)| all).map(|prefix| &**prefix).collect();
                return Err(UnknownPrefix { prefix: prefix.clone(), known: known.join(", ") });
            };
            let read = format!("{read} {}", unit.read.0);
            forms.extend(spellings.iter().map(|prefix| (format!("{prefix}{write}").into(), read.as_str().into())));
        }
    }
    for (write, read) in forms {
        for Pair { write: power, read: name } in layer.powers.iter().filter(|_| unit.powers) {
            let (write, read) = (format!("{write}{power}").into(), format!("{read} {name}").into());
            layer.units.push(Unit { write, read, compound: false, ..plain.clone() });
        }
        let compound = unit.compound && read == unit.read.0;
        layer.units.push(Unit { write, read, compound, ..plain.clone() });
    }
    Ok(())
}

fn say(read: Option<Text>, say: Option<SayEntry>) -> Say {
    match (read, say) {
        (Some(Text(read)), _) => Say::Read(read),
        (None, Some(SayEntry::Word)) => Say::Word,
        _ => Say::Letters,
    }
}
