//! A judge of SSML: whether a chunk is well-formed, holds only what an engine's profile allows, and keeps its limits.
//!
//! The nesting rules are those of SSML 1.0 (<https://www.w3.org/TR/speech-synthesis/>, sections 3.1 to 3.3).

use super::measure::counted;
use crate::data::engine::{Count, Engine, Markup};
use quick_xml::Reader;
use quick_xml::events::{BytesStart, Event};
use std::collections::HashSet;

/// What is wrong with a chunk, and where.
#[derive(Clone, Debug, PartialEq, Eq)]
pub struct Fault {
    /// Byte offset in the chunk, near the fault.
    pub at: usize,
    /// Line, from 1.
    pub line: usize,
    /// Column in characters, from 1.
    pub column: usize,
    /// What is wrong and what would mend it.
    pub message: String,
}

/// What an element may hold.
#[derive(Clone, Copy, PartialEq, Eq)]
enum Content {
    /// Paragraphs, sentences, text and everything inside them.
    All,
    /// Everything but paragraphs.
    Sentences,
    /// Text and what stands inside a sentence.
    Inline,
    /// The same and a description.
    Media,
    /// Anything, in any namespace.
    Foreign,
    /// Text only.
    Text,
    /// Nothing.
    Nothing,
}

/// The elements of SSML 1.0 and of the engines' extensions: name, content, attributes (a leading `!` marks those that must
/// be there).
const ELEMENTS: &[(&str, Content, &[&str])] = &[
    ("speak", Content::All, &["!version", "!xmlns", "!xml:lang", "xml:base"]),
    ("voice", Content::All, &["xml:lang", "gender", "age", "variant", "name"]),
    ("prosody", Content::All, &["pitch", "contour", "range", "rate", "duration", "volume"]),
    ("lang", Content::All, &["!xml:lang"]),
    ("p", Content::Sentences, &["xml:lang"]),
    ("s", Content::Inline, &["xml:lang"]),
    ("emphasis", Content::Inline, &["level"]),
    ("sub", Content::Text, &["!alias"]),
    ("say-as", Content::Text, &["!interpret-as", "format", "detail"]),
    ("phoneme", Content::Text, &["!ph", "alphabet"]),
    ("break", Content::Nothing, &["time", "strength"]),
    ("mark", Content::Nothing, &["!name"]),
    ("bookmark", Content::Nothing, &["!mark"]),
    ("audio", Content::Media, &["!src"]),
    ("desc", Content::Text, &["xml:lang"]),
    ("lexicon", Content::Nothing, &["!uri", "type"]),
    ("meta", Content::Nothing, &["!content", "name", "http-equiv"]),
    ("metadata", Content::Foreign, &[]),
];

/// The attributes an element has in SSML; a leading `!` marks those that must be there.
pub(super) fn attributes_of(name: &str) -> Option<&'static [&'static str]> {
    ELEMENTS.iter().find(|(known, ..)| *known == name).map(|(.., attributes)| *attributes)
}

/// What an attribute may hold, where it is a choice of words.
const CHOICES: &[(&str, &str, &[&str])] = &[
    ("speak", "version", &["1.0"]),
    ("speak", "xmlns", &["http://www.w3.org/2001/10/synthesis"]),
    ("emphasis", "level", &["strong", "moderate", "none", "reduced"]),
    ("break", "strength", &["none", "x-weak", "weak", "medium", "strong", "x-strong"]),
    ("voice", "gender", &["male", "female", "neutral"]),
];

/// Elements of the head, which stand right inside `speak`.
const HEAD: [&str; 3] = ["lexicon", "meta", "metadata"];

/// Whether an element is one of SSML's own; engines have more in namespaces of their own.
pub(crate) fn is_known(name: &str) -> bool {
    ELEMENTS.iter().any(|(known, ..)| *known == name)
}

/// Judges a chunk by an engine's profile. No faults: the engine accepts it.
///
/// ```
/// use loidoc::{Lexicon, ssml::judge};
/// let google = Lexicon::built_in().engine("google").unwrap().clone();
/// let speak = "<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"vi-VN\">";
/// assert_eq!(judge(&format!("{speak}<p><s>Xin chào.</s></p></speak>"), &google), []);
/// let faults = judge(&format!("{speak}<s><p>Xin chào.</p></s></speak>"), &google);
/// assert_eq!(faults[0].message, "`p` cannot stand inside `s`");
/// ```
pub fn judge(xml: &str, engine: &Engine) -> Vec<Fault> {
    let mut bench = Bench {
        xml,
        engine,
        faults: Vec::new(),
        last: (0, 1, 1),
        breaks: 0,
        voices: 0,
        sentence: 0,
        marks: HashSet::new(),
        says: false,
    };
    bench.limits();
    if engine.markup == Markup::Ssml {
        bench.markup();
    }
    bench.faults
}

struct Bench<'x> {
    xml: &'x str,
    engine: &'x Engine,
    faults: Vec<Fault>,
    /// Where the last fault stood, so that lines are counted once: offset, line, column.
    last: (usize, usize, usize),
    breaks: usize,
    /// `voice` and `audio` elements.
    voices: usize,
    /// Characters of the sentence that is open.
    sentence: usize,
    /// Names of marks.
    marks: HashSet<String>,
    /// There is a word to say.
    says: bool,
}

impl Bench<'_> {
    fn fault(&mut self, at: usize, message: String) {
        let mut at = at.min(self.xml.len());
        while !self.xml.is_char_boundary(at) {
            at -= 1;
        }
        let (from, mut line, mut column) = if at < self.last.0 { (0, 1, 1) } else { self.last };
        let between = &self.xml[from..at];
        if let Some(end) = between.rfind('\n') {
            line += memchr::memchr_iter(b'\n', between.as_bytes()).count();
            column = 1 + between[end + 1..].chars().count();
        } else {
            column += between.chars().count();
        }
        self.last = (at, line, column);
        self.faults.push(Fault { at, line, column, message });
    }

    fn limits(&mut self) {
        let limit = self.engine.limit;
        let cost = counted(self.xml, limit.count);
        let what = if limit.count == Count::Text { " of text" } else { "" };
        for (has, unit, most) in [(cost.bytes, "bytes", limit.bytes), (cost.characters, "characters", limit.characters)]
        {
            if let Some(most) = most.filter(|&most| has > most as usize) {
                self.fault(0, format!("{has} {unit}{what}; {} takes {most}: cut it", self.engine.name));
            }
        }
    }

    fn markup(&mut self) {
        let xml = self.xml;
        let mut reader = Reader::from_str(xml);
        let mut open: Vec<(String, Content)> = Vec::new();
        let mut roots = 0;
        loop {
            let at = reader.buffer_position() as usize;
            match reader.read_event() {
                Ok(Event::Start(tag)) => {
                    if tag.name().as_ref() == "s" {
                        self.sentence = 0;
                    }
                    roots += usize::from(open.is_empty());
                    let content = self.element(&tag, &open, at);
                    open.push((name(&tag), content));
                }
                Ok(Event::Empty(tag)) => {
                    roots += usize::from(open.is_empty());
                    self.element(&tag, &open, at);
                }
                Ok(Event::End(_)) => {
                    if open.pop().is_some_and(|(name, _)| matches!(name.as_str(), "s" | "p" | "speak")) {
                        self.sentence_ends(at);
                    }
                }
                Ok(Event::Text(text)) => {
                    if open.is_empty() && !text.trim().is_empty() {
                        self.fault(at, "text outside `speak`".to_owned());
                    }
                    self.text(&text, &open, at);
                }
                Ok(Event::CData(text)) => self.text(&text, &open, at),
                Ok(Event::GeneralRef(entity)) => {
                    self.entity(&entity, at);
                    // One character, whichever.
                    self.text("?", &open, at);
                }
                Ok(Event::DocType(_)) => self.fault(at, "engines take no DOCTYPE: leave it out".to_owned()),
                Ok(Event::Eof) => break,
                Ok(Event::Comment(_) | Event::Decl(_) | Event::PI(_)) => {}
                Err(error) => {
                    let at = reader.error_position() as usize;
                    return self.fault(at, format!("not well-formed: {error}"));
                }
            }
        }
        if let Some(most) = self.engine.limit.breaks.filter(|&most| self.breaks > most as usize) {
            self.fault(0, format!("{} breaks; {} takes {most}: leave some out", self.breaks, self.engine.name));
        }
        if let Some(most) = self.engine.limit.voices.filter(|&most| self.voices > most as usize) {
            let message =
                format!("{} voice and audio elements; {} takes {most}: cut it", self.voices, self.engine.name);
            self.fault(0, message);
        }
        if let Some((name, _)) = open.last() {
            self.fault(xml.len(), format!("`{name}` is not closed"));
        }
        if roots == 1 && !self.says && open.is_empty() {
            self.fault(0, "`speak` holds no word to say: an engine refuses it".to_owned());
        }
        if roots != 1 {
            self.fault(0, format!("{roots} elements at the top: there must be one `speak`"));
        }
        // The reader of events lets pass what a parser does not: `--` in a comment, an entity that nobody knows in an attribute.
        if self.faults.is_empty()
            && let Err(error) = roxmltree::Document::parse(xml)
        {
            let place = error.pos();
            let before: usize = xml.split_inclusive('\n').take(place.row as usize - 1).map(str::len).sum();
            let inside = xml[before..].chars().take(place.col as usize - 1).map(char::len_utf8).sum::<usize>();
            self.fault(before + inside, format!("not well-formed: {error}"));
        }
    }

    fn text(&mut self, text: &str, open: &[(String, Content)], at: usize) {
        if let Some((name, Content::Nothing)) = open.last() {
            self.fault(at, format!("`{name}` holds text: write <{name}/> and the text after it"));
        }
        self.characters(text, at);
        if !text.trim().is_empty() {
            let inside = |name: &str| open.iter().any(|(open, _)| open == name);
            if self.engine.voice.is_some() && !self.says && !inside("voice") && !inside("metadata") {
                let name = &self.engine.name;
                self.fault(at, format!("text without a voice: {name} takes it inside a `voice` element"));
            }
            self.says = true;
        }
        if open.iter().any(|(name, _)| name == "s") {
            self.sentence += text.chars().count();
            return;
        }
        // Without `s` an engine finds the ends of sentences itself.
        for sentence in text.split_inclusive(['.', '!', '?', '…', ';']) {
            self.sentence += sentence.chars().count();
            if sentence.ends_with(['.', '!', '?', '…', ';']) {
                self.sentence_ends(at);
            }
        }
    }

    fn sentence_ends(&mut self, at: usize) {
        let length = std::mem::take(&mut self.sentence);
        if let Some(most) = self.engine.limit.sentence.filter(|&most| length > most as usize) {
            let message = format!("a sentence of {length} characters; {} takes {most}: cut it", self.engine.name);
            self.fault(at, message);
        }
    }

    /// Judges an element where it stands; what it may hold itself.
    fn element(&mut self, tag: &BytesStart, open: &[(String, Content)], at: usize) -> Content {
        let name = name(tag);
        if open.last().is_some_and(|(_, holds)| *holds == Content::Foreign) {
            return Content::Foreign;
        }
        // What an extension holds and how it is written is its engine's affair.
        if name.split_once(':').is_some_and(|(prefix, _)| self.engine.namespaces.contains_key(prefix)) {
            if !self.engine.allows(&name) {
                self.fault(at, format!("{} does not take `{name}`", self.engine.name));
            }
            return Content::All;
        }
        let Some(&(_, content, allowed)) = ELEMENTS.iter().find(|(known, ..)| *known == name) else {
            self.fault(at, format!("`{name}` is no element of SSML"));
            return Content::All;
        };
        self.breaks += usize::from(name == "break");
        self.voices += usize::from(matches!(name.as_str(), "voice" | "audio"));
        match open.last() {
            None if name != "speak" => self.fault(at, format!("`{name}` at the top: put it inside `speak`")),
            Some(_) if name == "speak" => self.fault(at, "`speak` inside `speak`".to_owned()),
            Some((parent, holds)) if !fits(&name, *holds) => {
                self.fault(at, format!("`{name}` cannot stand inside `{parent}`"));
            }
            Some((parent, _)) if HEAD.contains(&name.as_str()) && parent != "speak" => {
                self.fault(at, format!("`{name}` inside `{parent}`: put it right inside `speak`"));
            }
            _ => {}
        }
        if name != "speak" && !self.engine.allows(&name) {
            self.fault(at, format!("{} does not take `{name}`", self.engine.name));
        }
        if name == "prosody" && self.engine.voice.is_some() && !open.iter().any(|(open, _)| open == "voice") {
            self.fault(at, format!("`prosody` outside `voice`: {} takes it inside a voice only", self.engine.name));
        }
        let mut seen = Vec::new();
        for attribute in tag.attributes() {
            match attribute {
                Ok(attribute) => {
                    let key = attribute.key.as_ref().to_owned();
                    let namespace = name == "speak"
                        && key.strip_prefix("xmlns:").is_some_and(|prefix| self.engine.namespaces.contains_key(prefix));
                    if !namespace && !allowed.iter().any(|a| a.trim_start_matches('!') == key) {
                        self.fault(at, format!("`{name}` has no attribute `{key}`"));
                    } else if !self.engine.takes(&name, &key) {
                        self.fault(at, format!("{} does not take the attribute `{key}` of `{name}`", self.engine.name));
                    }
                    let choice = CHOICES.iter().find(|(element, attribute, _)| (*element, *attribute) == (&name, &key));
                    if let Some((.., words)) = choice.filter(|(.., words)| !words.contains(&&*attribute.value)) {
                        let words = words.join(", ");
                        self.fault(at, format!("`{key}` of `{name}` is `{}`: it is one of {words}", attribute.value));
                    }
                    let value = attribute.value;
                    if value.contains('<') {
                        self.fault(at, format!("`{key}` holds a `<`: write &lt;"));
                    }
                    if name == "mark" && key == "name" && !self.marks.insert(value.to_string()) {
                        self.fault(at, format!("the mark `{value}` comes twice: its place could not be told"));
                    }
                    if name == "break" && key == "time" {
                        self.pause(&value, at);
                    }
                    self.characters(&value, at);
                    seen.push(key);
                }
                Err(error) => self.fault(at, format!("`{name}`: {error}")),
            }
        }
        let bare = name == "speak" && self.engine.bare_speak;
        for missing in
            allowed.iter().filter_map(|a| a.strip_prefix('!')).filter(|a| !bare && !seen.iter().any(|s| s == a))
        {
            self.fault(at, format!("`{name}` lacks its attribute `{missing}`"));
        }
        content
    }

    /// A break as long as a time of CSS says (500ms, 0.5s), not longer than the engine takes.
    fn pause(&mut self, value: &str, at: usize) {
        let number =
            |text: &str| text.parse::<f64>().ok().filter(|n| n.is_finite() && *n >= 0.0 && !text.starts_with('+'));
        let milliseconds = match value.strip_suffix("ms") {
            Some(time) => number(time),
            None => value.strip_suffix('s').and_then(number).map(|seconds| seconds * 1000.0),
        };
        match milliseconds {
            None => self.fault(at, format!("a break of `{value}`: write a time, such as 500ms or 0.5s")),
            Some(time) if time > f64::from(self.engine.longest_break) => {
                let message = format!(
                    "a break of {value} is too long; {} takes {} ms",
                    self.engine.name, self.engine.longest_break
                );
                self.fault(at, message);
            }
            Some(_) => {}
        }
    }

    fn characters(&mut self, text: &str, at: usize) {
        if let Some(c) = text.chars().find(|&c| !crate::text::letter::is_permitted(c)) {
            self.fault(at, format!("U+{:04X} is not permitted in XML 1.0", u32::from(c)));
        }
    }

    fn entity(&mut self, entity: &str, at: usize) {
        let number = entity.strip_prefix('#').map(|n| match n.strip_prefix('x') {
            Some(hex) => u32::from_str_radix(hex, 16).ok(),
            None => n.parse().ok(),
        });
        match number {
            Some(code) => match code.and_then(char::from_u32) {
                Some(c) => self.characters(c.encode_utf8(&mut [0; 4]), at),
                None => self.fault(at, format!("&{entity}; is no character")),
            },
            None if !matches!(entity, "amp" | "lt" | "gt" | "quot" | "apos") => {
                self.fault(at, format!("&{entity}; is not known in XML: write the character itself"));
            }
            None => {}
        }
    }
}

fn name(tag: &BytesStart) -> String {
    tag.name().as_ref().to_owned()
}

fn fits(name: &str, inside: Content) -> bool {
    match inside {
        Content::All => name != "desc",
        Content::Sentences => !matches!(name, "p" | "desc"),
        Content::Inline => !matches!(name, "p" | "s" | "desc"),
        Content::Media => !matches!(name, "p" | "s"),
        Content::Foreign => true,
        Content::Text | Content::Nothing => false,
    }
}
