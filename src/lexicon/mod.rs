//! What loidoc knows by heart: abbreviations, units, newspapers, letter names, cues. Layers of data, one over the other.

pub mod pls;

use crate::data::engine::Engine;
pub use crate::data::layer::Say;
use crate::data::layer::{Abbreviation, Cue, Currency, Layer, Respelling, Unit};
pub use crate::data::schema::{LexiconFile, SchemaError};
use crate::data::style::Style;
use crate::recognize::domain;
use crate::text::cursor::Cursor;
use crate::text::left::{WordLeft, WordsLeft};
use crate::text::letter::{ending, fold_eq, fold_hash, is_letter};
use crate::vietnamese::number::roman;
use crate::vietnamese::orthography::{other_spellings, phrase, words_of};
use crate::vietnamese::syllable::is_syllable;
use std::collections::HashMap;
use std::hash::{BuildHasherDefault, Hasher};
use std::sync::{Arc, LazyLock, OnceLock};

/// The built-in layer, packed by the build script from `lexicon/`.
static PACKED: &[u8] = include_bytes!(concat!(env!("OUT_DIR"), "/lexicon.bin"));

/// The built-in lexicon, made once.
static BUILT_IN: LazyLock<Arc<Lexicon>> = LazyLock::new(|| {
    // The build script wrote these bytes and cargo keeps them together with this code.
    let layer: Layer = postcard::from_bytes(PACKED).unwrap_or_default();
    Arc::new(Lexicon::from_layer(layer))
});

/// A lexicon: the built-in layer with a caller's layers over it.
///
/// ```
/// use loidoc::{Lexicon, Normalizer};
/// let lexicon = Lexicon::built_in().with_yaml("mine.yaml", "
/// entries:
///   - write: VLO
///     read: báo Vĩnh Long
/// ").unwrap();
/// let normalizer = Normalizer::builder().lexicon(lexicon).build().unwrap();
/// assert_eq!(normalizer.normalize("Theo VLO, mưa to."), "Theo báo Vĩnh Long, mưa to.");
/// ```
#[derive(Clone, Debug, Default)]
pub struct Lexicon {
    layer: Layer,
    spellings: FastMap<Box<str>, Spelling>,
    /// First atom of spellings that hold more than one: `PGS` for `PGS.TS`; longest first.
    longer: FastMap<Box<str>, Vec<(Box<str>, u32)>>,
    newspapers: FastMap<Box<str>, u32>,
    document_types: FastMap<Box<str>, u32>,
    document_issuers: FastMap<Box<str>, u32>,
    units: FastMap<Box<str>, u32>,
    units_folded: FastMap<u32, u32>,
    currencies: FastMap<Box<str>, u32>,
    /// Names of letters by their numbers, as far as [`LATIN`] goes.
    latin: Vec<Option<Box<str>>>,
    /// Names of all other letters.
    letters: FastMap<char, Box<str>>,
    titles: FastMap<Box<str>, u32>,
    /// How titles end.
    title_ends: Bits<16>,
    /// Phrases of one word and more by how they begin, longest first: numbers of words and entry.
    breaths: FastMap<u32, Vec<(u8, u32)>>,
    /// The same beginnings, so that most words are told from them without a look-up.
    breath_beginnings: Bits,
    /// Respellings by the hash of their first word, longest first.
    foreign: FastMap<u32, Vec<u32>>,
    /// What newspapers print around the text, by the hash of its first word.
    furniture: FastMap<u32, Vec<(Part, Box<str>)>>,
    /// How those phrases begin, so that nearly all lines are told from them without a look-up.
    furniture_heads: Bits<256>,
    social: FastMap<u32, u32>,
    phonemes: FastMap<u32, u32>,
    cues_left: FastMap<u32, CueWords>,
    cues_right: FastMap<u32, CueWords>,
    /// The cues of entries, made when they are first asked for.
    senses: Vec<OnceLock<Box<EntryCues>>>,
    /// Words that tell what a number before them is: units, currencies, scales, first words of cues.
    tells: FastMap<u32, ()>,
    /// How words end after which a number is something else than a number.
    telling_ends: Bits<32>,
    /// Words that begin phrases which tell what a text is about.
    about: Bits<256>,
}

/// All that a word as it is spelt may be, so that one look tells.
#[derive(Clone, Copy, Debug, Default)]
pub(crate) struct Spelling {
    entry: Option<u32>,
    /// Longer abbreviations begin with it.
    pub longer: bool,
    /// A currency's code or a newspaper's signature.
    pub named: bool,
    /// Other classes may read it too: it is a unit or a currency, a Vietnamese syllable, a Roman number; or nobody has
    /// verified the entry.
    pub contested: bool,
}

/// The cue phrases that share their nearest word.
#[derive(Clone, Debug, Default)]
struct CueWords {
    /// What the word says by itself.
    alone: CueSet,
    /// What it says with others: their hashes, going away from the token.
    longer: Vec<(Box<[u32]>, CueSet)>,
    /// What it does not say after all with others.
    except: Vec<(Box<[u32]>, CueSet)>,
}

/// No cue phrase has more words.
pub(crate) const LONGEST_CUE: usize = 6;

/// What speaks for the senses of an entry, ready to compare.
#[derive(Clone, Debug, Default)]
pub(crate) struct EntryCues {
    pub left: SidePhrases,
    pub right: SidePhrases,
    /// Shapes of a neighbour, on the left or not, and the sense for which each speaks.
    pub shapes: Vec<(Shape, bool, usize)>,
}

/// Phrases on one side of an abbreviation, by the hash of the word nearest to it.
#[derive(Clone, Debug, Default)]
pub(crate) struct SidePhrases {
    bits: Bits,
    /// Hashes of the nearest word and of those beyond it, going away; the sense. Sorted.
    phrases: Vec<(u32, Box<[u32]>, usize)>,
    /// How many words the longest has.
    longest: usize,
}

/// No entry has more senses for which neighbours speak.
pub(crate) const MOST_SENSES: usize = 16;

impl EntryCues {
    fn new(entry: &Abbreviation) -> EntryCues {
        let mut cues = EntryCues::default();
        for (n, sense) in entry.senses.iter().enumerate().take(MOST_SENSES) {
            for (written, is_left) in sense.left.iter().map(|c| (c, true)).chain(sense.right.iter().map(|c| (c, false)))
            {
                match Shape::named(written) {
                    Some(shape) => cues.shapes.push((shape, is_left, n)),
                    None if is_left => phrase(written).iter().for_each(|p| cues.left.add(p.iter().rev(), n)),
                    None => phrase(written).iter().for_each(|p| cues.right.add(p.iter(), n)),
                }
            }
        }
        cues.left.phrases.sort();
        cues.right.phrases.sort();
        cues
    }
}

impl SidePhrases {
    fn add<'p>(&mut self, mut words: impl Iterator<Item = &'p u32>, sense: usize) {
        if let Some(&nearest) = words.next() {
            self.bits.set(nearest);
            let beyond: Box<[u32]> = words.copied().collect();
            self.longest = self.longest.max(1 + beyond.len());
            self.phrases.push((nearest, beyond, sense));
        }
    }

    /// How many words the longest phrase goes on after its nearest.
    pub fn goes_on(&self) -> usize {
        self.longest.saturating_sub(1)
    }

    /// Whether a phrase may begin with one of these words, going away from the abbreviation.
    pub fn may_begin(&self, words: &[u32]) -> bool {
        words.iter().any(|&hash| self.bits.has(hash))
    }

    /// The phrases that begin with the first of these words and go on with the next: how many words, and the sense.
    pub fn that_stand<'p>(&'p self, words: &'p [u32]) -> impl Iterator<Item = (usize, usize)> + 'p {
        let nearest = words.first().copied().filter(|&hash| self.bits.has(hash));
        let from = nearest.map_or(self.phrases.len(), |hash| self.phrases.partition_point(|p| p.0 < hash));
        let alike = self.phrases[from..].iter().take_while(move |p| Some(p.0) == nearest);
        alike.filter(|p| words[1..].starts_with(&p.1)).map(|p| (p.1.len() + 1, p.2))
    }
}

/// Words that carry a number on: `5 triệu`.
const SCALES: [&str; 11] = ["người", "tấn", "trăm", "nghìn", "ngàn", "vạn", "triệu", "tỷ", "tỉ", "rưỡi", "phẩy"];

/// Characters up to Ư, the last letter of the alphabet in Unicode.
const LATIN: usize = 0x1B1;

/// Cues that make something else of a number by itself after them.
pub(crate) const TELLING: CueSet = CueSet::of(&[
    Cue::Month,
    Cue::Quarter,
    Cue::Ordinal,
    Cue::Rank,
    Cue::Digits,
    Cue::Phone,
    Cue::English,
    Cue::French,
]);

/// A set of hashes that may say yes too often, never no.
#[derive(Clone, Debug)]
struct Bits<const WORDS: usize = 64>(Box<[u64; WORDS]>);

impl<const WORDS: usize> Default for Bits<WORDS> {
    fn default() -> Self {
        Bits(Box::new([0; WORDS]))
    }
}

impl<const WORDS: usize> Bits<WORDS> {
    fn place(hash: u32) -> (usize, u64) {
        ((hash >> 6) as usize % WORDS, 1 << (hash & 63))
    }

    fn set(&mut self, hash: u32) {
        let (word, bit) = Self::place(hash);
        self.0[word] |= bit;
    }

    fn has(&self, hash: u32) -> bool {
        let (word, bit) = Self::place(hash);
        self.0[word] & bit != 0
    }
}

/// What a neighbour looks like.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Shape {
    Name,
    Place,
    Number,
    Room,
    Year,
    Phone,
    Colon,
    Comma,
    Roman,
    Capitals,
    End,
}

/// A part of a newspaper's page beside the text.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(crate) enum Part {
    Boilerplate,
    Byline,
    Caption,
    Label,
    Link,
    Stamp,
    Signature,
    Notice,
}

/// A set of cues.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub struct CueSet(u64);

impl CueSet {
    /// Whether the cue is in the set.
    pub fn has(self, cue: Cue) -> bool {
        self.0 & (1 << cue as u8) != 0
    }

    /// A set of a few cues.
    pub(crate) const fn of(cues: &[Cue]) -> CueSet {
        let mut set = 0;
        let mut n = 0;
        while n < cues.len() {
            set |= 1 << cues[n] as u8;
            n += 1;
        }
        CueSet(set)
    }

    /// Whether both sets have a cue in common.
    pub(crate) fn meets(self, other: CueSet) -> bool {
        self.0 & other.0 != 0
    }

    fn without(self, other: CueSet) -> CueSet {
        CueSet(self.0 & !other.0)
    }
}

impl std::ops::BitOr for CueSet {
    type Output = CueSet;
    fn bitor(self, other: CueSet) -> CueSet {
        CueSet(self.0 | other.0)
    }
}

type FastMap<K, V> = HashMap<K, V, BuildHasherDefault<WordHasher>>;

/// A hasher for short words: FNV over bytes. Keys come from lexicon files, never from an attacker.
#[derive(Clone, Copy)]
pub struct WordHasher(u64);

impl Default for WordHasher {
    fn default() -> Self {
        WordHasher(0xCBF2_9CE4_8422_2325)
    }
}

impl Hasher for WordHasher {
    #[inline]
    fn write(&mut self, bytes: &[u8]) {
        for &byte in bytes {
            self.0 = (self.0 ^ u64::from(byte)).wrapping_mul(0x0000_0100_0000_01B3);
        }
    }
    #[inline]
    fn write_u32(&mut self, n: u32) {
        self.0 = (self.0 ^ u64::from(n)).wrapping_mul(0x9E37_79B9_7F4A_7C15);
    }
    #[inline]
    fn finish(&self) -> u64 {
        self.0 ^ (self.0 >> 32)
    }
}

impl Lexicon {
    /// The lexicon that comes with loidoc. Cheap after the first call.
    pub fn built_in() -> Arc<Lexicon> {
        BUILT_IN.clone()
    }

    /// All that it knows, packed: two lexicons that say the same have the same bytes, so that a hash of them tells whether
    /// something has to be read anew.
    pub fn packed(&self) -> Vec<u8> {
        postcard::to_stdvec(&self.layer).unwrap_or_default()
    }

    /// This lexicon with a YAML file laid over it: its entries replace those of the same spelling.
    ///
    /// # Errors
    /// [`SchemaError`] with file, line and column where the YAML is broken, a key is unknown, a reading empty or a
    /// spelling given twice.
    pub fn with_yaml(&self, file: &str, yaml: &str) -> Result<Lexicon, SchemaError> {
        let mut layer = self.layer.clone();
        LexiconFile::parse(file, yaml)?.add_to(&mut layer);
        Ok(Lexicon::from_layer(layer))
    }

    fn from_layer(layer: Layer) -> Lexicon {
        let mut lexicon = Lexicon::default();
        for (n, entry) in layer.abbreviations.iter().enumerate() {
            let n = n as u32;
            lexicon.spelling_mut(&entry.write).entry = Some(n);
            let atom = first_atom(&entry.write);
            if atom.len() < entry.write.len() {
                let longer = lexicon.longer.entry(atom.into()).or_default();
                longer.retain(|(write, _)| **write != *entry.write);
                longer.push((entry.write.as_str().into(), n));
            }
            lexicon.senses.push(OnceLock::new());
        }
        for longer in lexicon.longer.values_mut() {
            longer.sort_by_key(|(write, _)| std::cmp::Reverse(write.len()));
        }
        index(&mut lexicon.newspapers, layer.newspapers.iter().map(|p| &p.write));
        index(&mut lexicon.document_types, layer.document_types.iter().map(|p| &p.write));
        index(&mut lexicon.document_issuers, layer.document_issuers.iter().map(|p| &p.write));
        index(&mut lexicon.units, layer.units.iter().map(|u| &u.write));
        index(&mut lexicon.currencies, layer.currencies.iter().map(|c| &c.write));
        index(&mut lexicon.titles, layer.titles.iter());
        layer.titles.iter().for_each(|title| lexicon.title_ends.set(ending(title.as_bytes())));
        let atoms: Vec<Box<str>> = lexicon.longer.keys().cloned().collect();
        atoms.iter().for_each(|atom| lexicon.spelling_mut(atom).longer = true);
        let names = layer.currencies.iter().map(|c| &c.write).chain(layer.newspapers.iter().map(|n| &n.write));
        names.for_each(|name| lexicon.spelling_mut(name).named = true);
        for (n, entry) in layer.foreign.iter().enumerate() {
            lexicon.foreign.entry(fold_hash(Cursor::new(&entry.write, 0).word())).or_default().push(n as u32);
        }
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
                lexicon.furniture.entry(first).or_default().push((part, phrase.as_str().into()));
                lexicon.furniture_heads.set(heads(phrase).last().unwrap_or_default());
            }
        }
        for (n, (phrase, _)) in layer.breaths.iter().enumerate() {
            let words = phrase.split(' ').count().min(usize::from(u8::MAX)) as u8;
            let begins = beginning(phrase);
            lexicon.breaths.entry(begins).or_default().push((words, n as u32));
            lexicon.breath_beginnings.set(begins);
        }
        for phrases in lexicon.breaths.values_mut() {
            // Of two entries for a phrase the later layer's counts.
            phrases.sort_by_key(|&(words, n)| std::cmp::Reverse((words, n)));
        }
        for (n, entry) in layer.social.iter().enumerate() {
            lexicon.social.insert(fold_hash(&entry.write), n as u32);
        }
        for (n, entry) in layer.phonemes.iter().enumerate() {
            lexicon.phonemes.insert(fold_hash(&entry.write), n as u32);
        }
        for entries in lexicon.foreign.values_mut() {
            // A later layer's entry stands after the built-in one of the same spelling and comes before it here.
            entries.sort_by_key(|&n| std::cmp::Reverse((layer.foreign[n as usize].write.len(), n)));
        }
        for (n, unit) in layer.units.iter().enumerate() {
            lexicon.units_folded.entry(fold_hash(&unit.write)).or_insert(n as u32);
        }
        lexicon.latin = vec![None; LATIN];
        for pair in &layer.letters {
            for c in pair.write.chars().chain(pair.write.to_lowercase().chars()) {
                let name: Box<str> = pair.read.as_str().into();
                match lexicon.latin.get_mut(c as usize) {
                    Some(place) => *place = Some(name),
                    None => _ = lexicon.letters.insert(c, name),
                }
            }
        }
        for cue in &layer.cues {
            let set = CueSet(1 << cue.kind as u8);
            for words in cue.left.iter().flat_map(|p| phrase(p)) {
                CueWords::add(&mut lexicon.cues_left, words.into_iter().rev(), |entry| &mut entry.longer, set);
            }
            for words in cue.right.iter().flat_map(|p| phrase(p)) {
                CueWords::add(&mut lexicon.cues_right, words.into_iter(), |entry| &mut entry.longer, set);
            }
            for words in cue.except.iter().flat_map(|p| phrase(p)) {
                CueWords::add(&mut lexicon.cues_left, words.into_iter().rev(), |entry| &mut entry.except, set);
            }
        }
        for cue in layer.cues.iter().filter(|cue| TELLING.has(cue.kind)) {
            for last in cue.left.iter().filter_map(|p| words_of(p).next_back()) {
                for word in other_spellings(last).iter().map(String::as_str).chain([last]) {
                    lexicon.telling_ends.set(ending(word.as_bytes()));
                }
            }
        }
        for words in lexicon.cues_left.values_mut().chain(lexicon.cues_right.values_mut()) {
            words.longer.sort_by_key(|(words, _)| words.first().copied());
            words.except.sort_by_key(|(words, _)| words.first().copied());
        }
        let units = layer.units.iter().filter(|u| !u.word).map(|u| &u.write);
        let written = units.chain(layer.currencies.iter().map(|c| &c.write));
        let first = |text: &String| fold_hash(text.split([' ', '/']).next().unwrap_or(""));
        lexicon.tells = written.map(first).chain(SCALES.map(fold_hash)).map(|hash| (hash, ())).collect();
        let foreign = CueSet::of(&[Cue::English, Cue::French]);
        let tells = lexicon.cues_right.iter().filter(|(_, cue)| cue.alone.meets(foreign)).map(|(&hash, _)| (hash, ()));
        lexicon.tells.extend(tells);
        for (&hash, cue) in &lexicon.cues_right {
            if cue.alone.meets(domain::ABOUT) || cue.longer.iter().any(|(_, cue)| cue.meets(domain::ABOUT)) {
                lexicon.about.set(hash);
            }
        }
        lexicon.layer = layer;
        let mut spellings = std::mem::take(&mut lexicon.spellings);
        for (write, spelling) in &mut spellings {
            let entry = spelling.entry.and_then(|n| lexicon.layer.abbreviations.get(n as usize));
            spelling.contested = !entry.is_some_and(|entry| entry.verified)
                || lexicon.unit(write).is_some()
                || lexicon.currency(write).is_some()
                || is_syllable(write)
                // Hundreds and thousands are no number where an abbreviation is spelt so: MC.
                || roman(write).is_some() && !write.contains(['M', 'D', 'C']);
        }
        lexicon.spellings = spellings;
        lexicon
    }

    fn spelling_mut(&mut self, write: &str) -> &mut Spelling {
        self.spellings.entry(write.into()).or_default()
    }

    /// What a word may be, as far as abbreviations and names like them go.
    pub(crate) fn spelling(&self, write: &str) -> Option<Spelling> {
        self.spellings.get(write).copied()
    }

    /// The entry of a spelling, with its number.
    pub(crate) fn entry(&self, spelling: Spelling) -> Option<(usize, &Abbreviation)> {
        let n = spelling.entry? as usize;
        Some((n, self.layer.abbreviations.get(n)?))
    }

    /// Whether a word after a number may tell what the number is; if not, it is only what is counted.
    pub(crate) fn tells_of_number(&self, word: &str) -> bool {
        self.tells.contains_key(&fold_hash(word))
    }

    /// Whether a number after such words may be something else, told by how the last of them ends: one of [`TELLING`] may be
    /// evidence.
    pub(crate) fn may_tell_of_number(&self, before: &[u8]) -> bool {
        self.telling_ends.has(ending(before))
    }

    /// All abbreviations, in the order of the files.
    pub fn abbreviations(&self) -> &[Abbreviation] {
        &self.layer.abbreviations
    }

    /// The entry of an abbreviation as it is spelt, with its number.
    pub(crate) fn abbreviation(&self, write: &str) -> Option<(usize, &Abbreviation)> {
        self.entry(self.spelling(write)?)
    }

    /// The longest entry of more than one atom at the beginning of `rest`, whose first atom is `atom`.
    pub(crate) fn longer_abbreviation(&self, atom: &str, rest: &str) -> Option<(usize, &Abbreviation)> {
        for (write, n) in self.longer.get(atom)? {
            if let Some(after) = rest.strip_prefix(&**write) {
                let ends_in_letter = write.ends_with(|c: char| c.is_alphanumeric());
                if !(ends_in_letter && after.starts_with(|c: char| c.is_ascii_digit() || is_letter(c))) {
                    return Some((*n as usize, self.layer.abbreviations.get(*n as usize)?));
                }
            }
        }
        None
    }

    /// What speaks for the senses of an entry, where it has several.
    pub(crate) fn entry_cues(&self, entry: usize) -> Option<&EntryCues> {
        let written = self.layer.abbreviations.get(entry).filter(|written| written.senses.len() > 1)?;
        Some(self.senses.get(entry)?.get_or_init(|| Box::new(EntryCues::new(written))))
    }

    /// Whether a text may end with a title, told by how its last word ends.
    pub(crate) fn may_be_title(&self, text: &[u8]) -> bool {
        self.title_ends.has(ending(text))
    }

    /// Whether an abbreviation stands before a name, so that its dot ends no sentence.
    pub(crate) fn is_title(&self, write: &str) -> bool {
        self.titles.contains_key(write)
    }

    /// Whether a number after this word at the beginning of a sentence is a heading's.
    pub(crate) fn is_heading(&self, word: &str) -> bool {
        self.layer.headings.iter().any(|heading| fold_eq(heading, word))
    }

    /// How well one breathes before the words at the beginning of a text, and how many of them are never cut. Capitals begin
    /// no such word inside a sentence.
    pub(crate) fn breath(&self, text: &str) -> (u8, usize) {
        let begins = beginning(text);
        if !self.breath_beginnings.has(begins) {
            return (0, 1);
        }
        let phrases = self.breaths.get(&begins).map_or(&[][..], Vec::as_slice);
        let found = phrases.iter().find_map(|&(words, n)| {
            let (phrase, score) = self.layer.breaths.get(n as usize)?;
            let ends = !text.strip_prefix(phrase.as_str())?.starts_with(is_letter);
            ends.then_some((*score, usize::from(words)))
        });
        found.unwrap_or((0, 1))
    }

    /// What a newspaper's signature stands for.
    pub fn newspaper(&self, write: &str) -> Option<&str> {
        self.newspapers.get(write).map(|&n| self.layer.newspapers[n as usize].read.as_str())
    }

    /// A kind of document inside a code.
    pub fn document_type(&self, write: &str) -> Option<&str> {
        self.document_types.get(write).map(|&n| self.layer.document_types[n as usize].read.as_str())
    }

    /// Who issued a document.
    pub fn document_issuer(&self, write: &str) -> Option<&str> {
        self.document_issuers.get(write).map(|&n| self.layer.document_issuers[n as usize].read.as_str())
    }

    /// A unit as written; `kw` and `MHZ` find kW and MHz.
    pub fn unit(&self, write: &str) -> Option<&Unit> {
        if let Some(n) = self.units.get(write) {
            return self.layer.units.get(*n as usize);
        }
        // Only symbols of Latin letters are typed in the wrong case.
        if write.len() < 2 || write.len() > 5 || !write.is_ascii() {
            return None;
        }
        let unit = self.layer.units.get(*self.units_folded.get(&fold_hash(write))? as usize)?;
        unit.write.eq_ignore_ascii_case(write).then_some(unit)
    }

    /// A currency's sign or code.
    pub fn currency(&self, write: &str) -> Option<&Currency> {
        self.layer.currencies.get(*self.currencies.get(write)? as usize)
    }

    /// The name of a letter.
    pub fn letter(&self, c: char) -> Option<&str> {
        match self.latin.get(c as usize) {
            Some(name) => name.as_deref(),
            None => self.letters.get(&c).map(|name| &**name),
        }
    }

    /// The longest entry for a foreign name or word at the beginning of a text, in any case.
    pub fn respelling(&self, text: &str) -> Option<&Respelling> {
        let word = Cursor::new(text, 0).word();
        self.foreign.get(&fold_hash(word))?.iter().map(|&n| &self.layer.foreign[n as usize]).find(|entry| {
            let ends = |rest: &str| !rest.starts_with(|c: char| is_letter(c) || c.is_ascii_digit());
            text.get(..entry.write.len()).is_some_and(|head| fold_eq(head, &entry.write))
                && ends(&text[entry.write.len()..])
        })
    }

    /// What is said for a word of social text (`ko`) or an emoji.
    pub fn social(&self, write: &str) -> Option<&str> {
        let entry = self.layer.social.get(*self.social.get(&fold_hash(write))? as usize)?;
        fold_eq(&entry.write, write).then_some(entry.read.as_str())
    }

    /// Whether any layer gives pronunciations.
    pub fn has_phonemes(&self) -> bool {
        !self.phonemes.is_empty()
    }

    /// The pronunciation of a word in the International Phonetic Alphabet, where a caller's layer gives it.
    pub fn phoneme(&self, word: &str) -> Option<&str> {
        let entry = self.layer.phonemes.get(*self.phonemes.get(&fold_hash(word))? as usize)?;
        fold_eq(&entry.write, word).then_some(entry.read.as_str())
    }

    /// What web pages leave within a paragraph.
    pub(crate) fn asides(&self) -> &[String] {
        &self.layer.furniture.asides
    }

    /// The phrases newspapers print around the text that begin with the first word of a line.
    pub(crate) fn furniture(&self, line: &str) -> &[(Part, Box<str>)] {
        if !heads(line).any(|head| self.furniture_heads.has(head)) {
            return &[];
        }
        self.furniture.get(&fold_hash(Cursor::new(line, 0).word())).map_or(&[], Vec::as_slice)
    }

    /// The built-in styles.
    pub fn styles(&self) -> &[Style] {
        &self.layer.styles
    }

    /// A built-in style by name.
    pub fn style(&self, name: &str) -> Option<&Style> {
        self.layer.styles.iter().find(|s| s.name == name)
    }

    /// The built-in engine profiles.
    pub fn engines(&self) -> &[Engine] {
        &self.layer.engines
    }

    /// A built-in engine profile by name.
    pub fn engine(&self, name: &str) -> Option<&Engine> {
        self.layer.engines.iter().find(|e| e.name == name)
    }

    /// Cues of the phrases that end with the word `start..end` of the text.
    pub(crate) fn left_cues_in(&self, text: &str, start: usize, end: usize) -> CueSet {
        let mut words = WordsLeft::new(text, start);
        let hash = |w: WordLeft| fold_hash(&text[w.start..w.end]);
        self.left_cues(fold_hash(&text[start..end]), || words.next().filter(|w| w.adjacent).map(hash))
    }

    /// Cues of the phrases that end with a word; the words before it are asked for one by one.
    #[inline]
    pub(crate) fn left_cues(&self, nearest: u32, next: impl FnMut() -> Option<u32>) -> CueSet {
        self.cues_left.get(&nearest).map_or(CueSet::default(), |phrases| phrases.weigh(next))
    }

    /// Whether a word may begin a phrase that tells what a text is about; nearly no other word does.
    #[inline]
    pub(crate) fn may_tell_domain(&self, word: &str) -> bool {
        self.about.has(fold_hash(word))
    }

    /// Cues of the phrases that begin at the cursor.
    pub(crate) fn right_cues(&self, cursor: Cursor) -> CueSet {
        let mut cursor = cursor;
        let word = cursor.word();
        if word.is_empty() {
            return CueSet::default();
        }
        let Some(phrases) = self.cues_right.get(&fold_hash(word)) else { return CueSet::default() };
        phrases.weigh(|| {
            cursor.spaces();
            Some(fold_hash(cursor.word()))
        })
    }
}

impl CueWords {
    /// Enters a phrase, its words going away from the token.
    fn add(
        table: &mut FastMap<u32, CueWords>,
        mut words: impl Iterator<Item = u32>,
        list: impl Fn(&mut CueWords) -> &mut Vec<(Box<[u32]>, CueSet)>,
        cue: CueSet,
    ) {
        let Some(nearest) = words.next() else { return };
        let entry = table.entry(nearest).or_default();
        let further: Box<[u32]> = words.take(LONGEST_CUE - 1).collect();
        if further.is_empty() {
            entry.alone = entry.alone | cue;
        } else {
            list(entry).push((further, cue));
        }
    }

    /// What the word says together with the words beyond it, which are asked for one by one.
    fn weigh(&self, mut next: impl FnMut() -> Option<u32>) -> CueSet {
        let mut found = self.alone;
        if self.longer.is_empty() && self.except.is_empty() {
            return found;
        }
        // All phrases go on with the same word, so that one look at it rules nearly all of them out.
        let mut seen = [0u32; LONGEST_CUE];
        let Some(first) = next() else { return found };
        seen[0] = first;
        let mut count = 1;
        let mut over = false;
        let mut stand = |words: &[u32]| {
            while count < words.len() && !over && seen[count - 1] == words[count - 1] {
                match next() {
                    Some(hash) => {
                        seen[count] = hash;
                        count += 1;
                    }
                    None => over = true,
                }
            }
            count >= words.len() && seen[..words.len()] == *words
        };
        for (words, cue) in going_on_with(&self.longer, first) {
            if stand(words) {
                found = found | *cue;
            }
        }
        for (words, cue) in going_on_with(&self.except, first) {
            if stand(words) {
                found = found.without(*cue);
            }
        }
        found
    }
}

/// A hash of the first three bytes of a text, as far as its first word has them.
fn beginning(text: &str) -> u32 {
    let first = text.as_bytes().iter().take(3).take_while(|b| b.is_ascii_alphabetic() || **b >= 0x80);
    first.fold(0u32, |first, &byte| first << 8 | u32::from(byte)).wrapping_mul(0x9E37_79B1) >> 20
}

/// Hashes of the first byte of a text, of the first two, and so on up to eight. They are blind to case, and to what bytes after
/// the first of a letter say.
fn heads(text: &str) -> impl Iterator<Item = u32> + '_ {
    text.bytes().take(8).scan(0u32, |hash, byte| {
        let folded = if matches!(byte, 0x80..0xC0) { 0x80 } else { byte | 0x20 };
        *hash = (*hash ^ u32::from(folded)).wrapping_mul(0x9E37_79B1).rotate_left(15);
        Some(*hash)
    })
}

/// Those of a sorted list of phrases that go on with a word.
fn going_on_with(phrases: &[(Box<[u32]>, CueSet)], word: u32) -> impl Iterator<Item = &(Box<[u32]>, CueSet)> {
    let from = phrases.partition_point(|(words, _)| words.first().is_some_and(|&first| first < word));
    phrases[from..].iter().take_while(move |(words, _)| words.first() == Some(&word))
}

fn index<'l>(map: &mut FastMap<Box<str>, u32>, spellings: impl Iterator<Item = &'l String>) {
    for (n, write) in spellings.enumerate() {
        map.insert(write.as_str().into(), n as u32);
    }
}

/// The run of letters that a spelling begins with.
fn first_atom(write: &str) -> &str {
    let end = write.find(|c: char| !is_letter(c)).unwrap_or(write.len());
    &write[..end]
}

impl Shape {
    /// The shape that a cue of the lexicon names; `None` if it is a phrase.
    fn named(cue: &str) -> Option<Shape> {
        Some(match cue {
            "<name>" => Shape::Name,
            "<place>" => Shape::Place,
            "<number>" => Shape::Number,
            "<room>" => Shape::Room,
            "<year>" => Shape::Year,
            "<phone>" => Shape::Phone,
            "<colon>" => Shape::Colon,
            "," => Shape::Comma,
            "<roman>" => Shape::Roman,
            "<capitals>" => Shape::Capitals,
            "<end>" => Shape::End,
            _ => return None,
        })
    }
}
