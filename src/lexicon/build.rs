//! Makes the tables of a lexicon from its layer.

use super::cues::{ABOUT, CueSet, CueWords, TELLING};
use super::hash::{beginning, heads, index};
use super::tables::{LATIN, Lexicon, Part, Spelling};
use crate::data::layer::{Cue, Layer};
use crate::data::packed::Str;
use crate::registry::words;
use crate::text::cursor::Cursor;
use crate::text::letter::{ending, fold_hash, is_letter};
use crate::vietnamese::number::roman;
use crate::vietnamese::orthography::{other_spellings, phrase, words_of};
use crate::vietnamese::syllable::is_syllable;
use std::sync::{Arc, LazyLock, OnceLock};

/// The built-in layer, packed by the build script from `lexicon/`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The built-in lexicon, made once.
static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    // The build script wrote these bytes and cargo keeps them together with this code.
    let layer: Layer = postcard::from_bytes(PACKED).unwrap_or_default();
    let built_in = layer.abbreviations.len();
    Arc::new(Lexicon::from_layer(layer, built_in))
});

/// The run of letters that a spelling begins with.
fn first_atom(write: &str) -> &str {
    let end = write.find(|c: char| !is_letter(c)).unwrap_or(write.len());
    &write[..end]
}

impl Lexicon {
    /// The lexicon that comes with loidoc. Cheap after the first call.
    pub fn built_in() -> Arc<Lexicon> {
        BUILT_IN.clone()
    }

    pub(super) fn from_layer(layer: Layer, built_in: usize) -> Lexicon {
        let mut lexicon = Lexicon { built_in, ..Lexicon::default() };
        lexicon.index_abbreviations(&layer);
        index(&mut lexicon.newspapers, layer.newspapers.iter().map(|p| &p.write));
        index(&mut lexicon.document_types, layer.document_types.iter().map(|p| &p.write));
        index(&mut lexicon.document_issuers, layer.document_issuers.iter().map(|p| &p.write));
        index(&mut lexicon.units, layer.units.iter().map(|u| &u.write));
        index(&mut lexicon.currencies, layer.currencies.iter().map(|c| &c.write));
        index(&mut lexicon.titles, layer.titles.iter());
        layer.titles.iter().for_each(|title| lexicon.title_ends.set(ending(title.as_bytes())));
        lexicon.index_units(&layer);
        for (n, entry) in layer.social.iter().enumerate() {
            lexicon.social.insert(fold_hash(&entry.write), n as u32);
        }
        for (n, entry) in layer.phonemes.iter().enumerate() {
            lexicon.phonemes.insert(fold_hash(&entry.write), n as u32);
        }
        lexicon.index_foreign(&layer);
        lexicon.index_boilerplate(&layer);
        lexicon.index_breaths(&layer);
        lexicon.index_letters(&layer);
        lexicon.index_cues(&layer);
        lexicon.index_what_tells_of_numbers(&layer);
        lexicon.layer = layer;
        lexicon.find_contested_spellings();
        lexicon
    }

    fn index_abbreviations(&mut self, layer: &Layer) {
        self.spellings.reserve(layer.abbreviations.len());
        for (n, entry) in layer.abbreviations.iter().enumerate() {
            let n = n as u32;
            self.spelling_mut(&entry.write).entry = Some(n);
            let atom = first_atom(&entry.write);
            if atom.len() < entry.write.len() {
                let longer = self.longer.entry(atom.into()).or_default();
                longer.retain(|(write, _)| *write != entry.write);
                longer.push((entry.write.clone(), n));
            }
            self.senses.push(OnceLock::new());
        }
        for longer in self.longer.values_mut() {
            longer.sort_by_key(|(write, _)| std::cmp::Reverse(write.len()));
        }
        let atoms: Vec<Str> = self.longer.keys().cloned().collect();
        atoms.iter().for_each(|atom| self.spelling_mut(atom).longer = true);
        let names = layer.currencies.iter().map(|c| &c.write).chain(layer.newspapers.iter().map(|n| &n.write));
        names.for_each(|name| self.spelling_mut(name).named = true);
    }

    fn index_units(&mut self, layer: &Layer) {
        for (n, unit) in layer.units.iter().enumerate() {
            if !unit.exact {
                self.units_folded.entry(fold_hash(&unit.write)).or_insert(n as u32);
            }
            let atom = first_atom(&unit.write);
            let goes_on = unit.write[atom.len()..].starts_with([' ', '-', '⋅', '·', '/', '.']);
            if goes_on && !unit.word {
                self.longer_units.entry(atom.into()).or_default().push(n as u32);
            }
        }
        for longer in self.longer_units.values_mut() {
            longer.sort_by_key(|&n| std::cmp::Reverse(layer.units[n as usize].write.len()));
        }
    }

    fn index_foreign(&mut self, layer: &Layer) {
        for (n, entry) in layer.foreign.iter().enumerate() {
            self.foreign.entry(fold_hash(Cursor::new(&entry.write, 0).word())).or_default().push(n as u32);
        }
        for entries in self.foreign.values_mut() {
            // A later layer's entry stands after the built-in one of the same spelling and comes before it here.
            entries.sort_by_key(|&n| std::cmp::Reverse((layer.foreign[n as usize].write.len(), n)));
        }
    }

    fn index_boilerplate(&mut self, layer: &Layer) {
        let furniture = &layer.furniture;
        for (part, phrases) in [
            (Part::Boilerplate, &furniture.leavings),
            (Part::Byline, &furniture.bylines),
            (Part::Caption, &furniture.captions),
            (Part::Label, &furniture.labels),
            (Part::Link, &furniture.links),
            (Part::Stamp, &furniture.stamps),
            (Part::Signature, &furniture.signatures),
            (Part::Notice, &furniture.notices),
        ] {
            for phrase in phrases {
                let first = fold_hash(Cursor::new(phrase, 0).word());
                self.furniture.entry(first).or_default().push((part, phrase.clone()));
                self.furniture_heads.set(heads(phrase).last().unwrap_or_default());
            }
        }
    }

    fn index_breaths(&mut self, layer: &Layer) {
        for (n, (phrase, _)) in layer.breaths.iter().enumerate() {
            let words = phrase.split(' ').count().min(usize::from(u8::MAX)) as u8;
            let begins = beginning(phrase);
            self.breaths.entry(begins).or_default().push((words, n as u32));
            self.breath_beginnings.set(begins);
        }
        for phrases in self.breaths.values_mut() {
            // Of two entries for a phrase the later layer's counts.
            phrases.sort_by_key(|&(words, n)| std::cmp::Reverse((words, n)));
        }
    }

    fn index_letters(&mut self, layer: &Layer) {
        self.latin = vec![None; LATIN];
        for pair in &layer.letters {
            for c in pair.write.chars().chain(pair.write.to_lowercase().chars()) {
                match self.latin.get_mut(c as usize) {
                    Some(place) => *place = Some(pair.read.clone()),
                    None => _ = self.letters.insert(c, pair.read.clone()),
                }
            }
        }
    }

    fn index_cues(&mut self, layer: &Layer) {
        for cue in &layer.cues {
            let set = CueSet::of(&[cue.kind]);
            for words in cue.left.iter().flat_map(|p| phrase(p)) {
                CueWords::add(&mut self.cues_left, words.into_iter().rev(), |entry| &mut entry.longer, set);
            }
            for words in cue.right.iter().flat_map(|p| phrase(p)) {
                CueWords::add(&mut self.cues_right, words.into_iter(), |entry| &mut entry.longer, set);
            }
            for words in cue.except.iter().flat_map(|p| phrase(p)) {
                CueWords::add(&mut self.cues_left, words.into_iter().rev(), |entry| &mut entry.except, set);
            }
        }
        for words in self.cues_left.values_mut().chain(self.cues_right.values_mut()) {
            words.longer.sort_by_key(|(words, _)| words.first().copied());
            words.except.sort_by_key(|(words, _)| words.first().copied());
        }
        for (&hash, cue) in &self.cues_right {
            if cue.alone.meets(ABOUT) || cue.longer.iter().any(|(_, cue)| cue.meets(ABOUT)) {
                self.about.set(hash);
            }
        }
    }

    /// Words that tell what a number beside them is; a number by itself needs no contest where there is none.
    fn index_what_tells_of_numbers(&mut self, layer: &Layer) {
        let cues = layer.cues.iter().filter(|cue| TELLING.has(cue.kind)).flat_map(|cue| &cue.left);
        let leads = words::LEADS_AS_WRITTEN.iter().copied();
        for last in cues.map(|phrase| &**phrase).chain(leads).filter_map(|phrase| words_of(phrase).next_back()) {
            for word in other_spellings(last).iter().map(String::as_str).chain([last]) {
                self.telling_ends.set(ending(word.as_bytes()));
            }
        }
        let units = layer.units.iter().filter(|u| !u.word).map(|u| &u.write);
        let written = units.chain(layer.currencies.iter().map(|c| &c.write));
        let first = |text: &Str| {
            let atom = first_atom(text);
            fold_hash(if atom.is_empty() { text } else { atom })
        };
        let scales = words::shared::CARRY_ON.0.iter().map(|scale| scale[0]);
        self.tells = written.map(first).chain(scales).map(|hash| (hash, ())).collect();
        let foreign = CueSet::of(&[Cue::English, Cue::French]);
        let tells = self.cues_right.iter().filter(|(_, cue)| cue.alone.meets(foreign)).map(|(&hash, _)| (hash, ()));
        self.tells.extend(tells);
    }

    /// Spellings that other classes may read as well.
    fn find_contested_spellings(&mut self) {
        let mut spellings = std::mem::take(&mut self.spellings);
        for (write, spelling) in &mut spellings {
            let entry = spelling.entry.and_then(|n| self.layer.abbreviations.get(n as usize));
            spelling.contested = !entry.is_some_and(|entry| entry.verified)
                || self.currency(write).is_some()
                || is_syllable(write)
                // Hundreds and thousands are no number where an abbreviation is spelt so: MC.
                || roman(write).is_some() && !write.contains(['M', 'D', 'C']);
        }
        self.spellings = spellings;
    }

    fn spelling_mut(&mut self, write: &Str) -> &mut Spelling {
        self.spellings.entry(write.clone()).or_default()
    }
}
