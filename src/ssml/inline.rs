//! What stands inside a sentence: its words, with readings, marks, pauses and foreign words set off as the options ask.

use super::chunk::{Expand, Marks, Options, Utterance};
use super::spelling::{self, Speller};
use super::sub;
use super::tree::{Node, is_verbatim};
use crate::data::engine::Engine;
use crate::data::style::{Foreign, Pauses, Style};
use crate::registry::ClassName;
use crate::speech::Reading;
use crate::speech::foreign::{self, ForeignWords};
use crate::text::letter::{is_dash, is_letter};
use crate::text::span::Span;
use std::borrow::Cow;

/// How words are set for an engine: what is the same for all utterances.
pub(super) struct RenderOptions<'e> {
    engine: &'e Engine,
    options: &'e Options,
    pauses: &'e Pauses,
    /// Foreign words are set off.
    foreign: bool,
    /// The engine takes breaks.
    breaks: bool,
    /// Words may have a pronunciation.
    phonemes: bool,
    /// Nothing is set off: a piece is its text.
    bare: bool,
    speller: Speller<'e>,
}

impl<'e> RenderOptions<'e> {
    pub(super) fn new(engine: &'e Engine, style: &'e Style, options: &'e Options) -> RenderOptions<'e> {
        let pauses = &style.pauses;
        let foreign = style.foreign == Foreign::Mark && engine.element("lang").is_some();
        let breaks = engine.element("break").is_some();
        let phonemes = options.lexicon.has_phonemes() && engine.element("phoneme").is_some();
        let pausing = breaks && pauses.longest_inside() > 0;
        let bare = !foreign && !pausing && !phonemes && options.expand == Expand::Text && options.marks != Marks::Word;
        let speller = Speller::new(engine, engine.region_for(&style.region));
        RenderOptions { engine, options, pauses, foreign, breaks, phonemes, bare, speller }
    }
}

/// How the words of one utterance are set.
pub(super) struct UtteranceRenderer<'u> {
    options_of: &'u RenderOptions<'u>,
    pub utterance: Utterance<'u>,
    /// Which one it is.
    pub number: u32,
    foreign: Vec<ForeignWords>,
    /// Nothing is set off and no character needs escaping.
    verbatim: bool,
}

/// Pieces that have been written.
#[derive(Default)]
pub(super) struct XmlBuffer {
    pub xml: String,
    /// How many `break` elements it holds.
    pub breaks: usize,
    /// What each of its marks stands before: bytes of the speech's text.
    pub marks: Vec<Span>,
    /// Marks of the document before it.
    before: u32,
    /// What is written goes on at both ends, so that pauses there stay.
    pub inner: bool,
}

/// The name of a mark by its number.
pub(super) fn mark_name(marks: Marks, number: usize) -> String {
    format!("{}{number}", if marks == Marks::Sentence { 's' } else { 'w' })
}

impl XmlBuffer {
    /// Begins again; `before` marks are in the document already.
    pub fn clear(&mut self, before: u32) {
        self.xml.clear();
        self.breaks = 0;
        self.marks.clear();
        self.before = before;
    }

    /// Marks of the document so far.
    pub fn marked(&self) -> u32 {
        self.before + self.marks.len() as u32
    }

    /// Gives up so many bytes and marks, which go on to be counted.
    pub fn drain_ready(&mut self, bytes: usize, marks: u32) {
        self.xml.drain(..bytes);
        self.marks.drain(..marks as usize);
        self.before += marks;
    }

    fn mark(&mut self, marks: Marks, spoken: Span) -> String {
        self.marks.push(spoken);
        mark_name(marks, self.before as usize + self.marks.len())
    }
}

impl<'u> UtteranceRenderer<'u> {
    pub(super) fn new(utterance: Utterance<'u>, number: u32, options_of: &'u RenderOptions<'u>) -> Self {
        let verbatim = options_of.bare
            && options_of.options.marks == Marks::None
            && is_verbatim(&utterance.speech.text, options_of.engine)
            && !options_of.speller.may_change(&utterance.speech.text);
        let foreign = if options_of.foreign { foreign::words(utterance.speech).collect() } else { Vec::new() };
        UtteranceRenderer { options_of, utterance, number, foreign, verbatim }
    }

    /// Whether every piece is written as it is said.
    pub(super) fn is_verbatim(&self) -> bool {
        self.verbatim
    }

    /// A piece of the spoken text.
    pub(super) fn said(&self, spoken: Span) -> &'u str {
        &self.utterance.speech.text[spoken.range()]
    }

    /// The silence where a long sentence is cut, which its mark may make longer.
    pub(super) fn pause_at_cut(&self, spoken: Span) -> u32 {
        let said = self.said(spoken).trim_end();
        let mark = said.chars().next_back();
        let spaced = mark.is_some_and(|c| said[..said.len() - c.len_utf8()].ends_with(' '));
        let pauses = self.options_of.pauses;
        mark.map_or(0, |c| pauses.after(c, spaced)).max(pauses.clause)
    }

    /// Writes a piece of the spoken text. `forced`: the piece is cut inside a word, which keeps no written form.
    pub(super) fn write(&self, spoken: Span, forced: bool, out: &mut XmlBuffer) {
        let RenderOptions { engine, options, bare, ref speller, .. } = *self.options_of;
        if options.marks == Marks::Sentence {
            Node::Mark(out.mark(options.marks, spoken)).write(engine, &mut out.xml);
        }
        if bare {
            let mut said = speller.spell(&self.utterance.speech.text, spoken.range(), spoken.end as usize);
            if self.begins_at(spoken.start) {
                spelling::begin(said.to_mut(), 0, engine);
            }
            // After an ellipsis inside a piece there may be a space more.
            if out.inner && said.ends_with('.') {
                said.to_mut().push(' ');
            }
            return Node::Text(said).write(engine, &mut out.xml);
        }
        let mut nodes = self.nodes(spoken, forced, out);
        if self.begins_at(spoken.start) {
            begin(&mut nodes, engine);
        }
        for node in sub::settled(nodes, engine, out.inner) {
            out.breaks += usize::from(matches!(node, Node::Break(_)));
            node.write(engine, &mut out.xml);
        }
    }

    /// Whether a sentence begins here, for an engine that needs to be shown.
    fn begins_at(&self, start: u32) -> bool {
        let (sentences, needs) = (&self.utterance.speech.sentences, &self.options_of.engine.needs);
        (needs.capital || !needs.gap.is_empty()) && sentences.binary_search_by(|s| s.spoken.start.cmp(&start)).is_ok()
    }

    /// The nodes of a piece of the spoken text.
    fn nodes(&self, spoken: Span, forced: bool, marks: &mut XmlBuffer) -> Vec<Node<'u>> {
        let (start, end) = (spoken.start as usize, spoken.end as usize);
        // Nothing has been said before a piece, but before a step inside one.
        let inner = marks.inner;
        let silent = if inner { None } else { Some(None) };
        let mut line = Line { renderer: self, nodes: Vec::new(), marks, done: start, end, silent };
        let readings = &self.utterance.speech.readings;
        let first = readings.partition_point(|r| r.spoken.start < spoken.start);
        let mut at = start;
        for reading in readings[first..].iter().take_while(|r| r.spoken.end <= spoken.end) {
            if reading.spoken.is_empty() {
                continue;
            }
            let from = reading.spoken.start as usize;
            at = line.words(at, from, None);
            // A number among foreign words has been said with them.
            if at > from {
                continue;
            }
            match self.options_of.options.expand {
                Expand::Sub | Expand::SayAs if !forced => {
                    line.reading(reading);
                    at = reading.spoken.end as usize;
                }
                _ => at = line.words(from, reading.spoken.end as usize, Some(reading)),
            }
        }
        line.words(at, end, None);
        line.flush(end);
        // The pause after the last word is the sentence's own.
        if let Some(Some(n)) = line.silent.filter(|_| !inner) {
            line.nodes.remove(n);
        }
        line.nodes
    }
}

/// Begins a sentence as the engine needs it.
fn begin(nodes: &mut [Node], engine: &Engine) {
    for node in nodes {
        match node {
            Node::Text(said) | Node::Sub { alias: said, .. } => {
                spelling::begin(said.to_mut(), 0, engine);
                if said.contains(char::is_alphanumeric) {
                    return;
                }
            }
            // A mark says nothing; what other elements hold is theirs.
            Node::Mark(_) => {}
            _ => return,
        }
    }
}

/// A sentence that is being set.
struct Line<'s, 'u> {
    renderer: &'s UtteranceRenderer<'u>,
    nodes: Vec<Node<'u>>,
    marks: &'s mut XmlBuffer,
    /// Everything before has been set.
    done: usize,
    /// Where the piece ends.
    end: usize,
    /// Nothing has been said since the beginning, or since the pause that is this node.
    silent: Option<Option<usize>>,
}

impl<'u> Line<'_, 'u> {
    fn text(&self) -> &'u str {
        &self.renderer.utterance.speech.text
    }

    /// Sets what waits before `at` as text.
    fn flush(&mut self, at: usize) {
        if at > self.done {
            let said = self.renderer.options_of.speller.spell(self.text(), self.done..at, self.end);
            self.nodes.push(Node::Text(said));
            self.done = at;
        }
    }

    /// A reading with its written form.
    fn reading(&mut self, reading: &Reading) {
        let whole = &self.text()[reading.spoken.range()];
        let said = whole.trim();
        let (start, end) = (reading.spoken.start as usize, reading.spoken.end as usize);
        // Spaces at the ends of a reading stand between it and its neighbours: Ri6 is «Ri sáu».
        let (first, last) =
            (start + whole.len() - whole.trim_start().len(), end - (whole.len() - whole.trim_end().len()));
        if said.is_empty() {
            return;
        }
        let written = self.renderer.utterance.text[reading.source.range()].trim();
        self.flush(first);
        self.silent = None;
        // A stroke that is said as a pause is no word.
        if said.contains(char::is_alphanumeric) {
            self.mark(reading.spoken);
        }
        let RenderOptions { engine, options, speller, .. } = self.renderer.options_of;
        let spelt = speller.spell(self.text(), first..last, self.end);
        let say_as = engine.say_as.get(reading.class.name());
        self.nodes.push(match say_as.filter(|_| options.expand == Expand::SayAs) {
            Some(kind) => {
                Node::SayAs { interpret_as: kind.clone(), written: Cow::Borrowed(written), spoken: Cow::Borrowed(said) }
            }
            None if options.expand == Expand::SayAs => Node::Text(spelt),
            None => Node::Sub { alias: spelt, written: Cow::Borrowed(written) },
        });
        self.done = last;
    }

    fn mark(&mut self, spoken: Span) {
        let marks = self.renderer.options_of.options.marks;
        if marks == Marks::Word {
            self.nodes.push(Node::Mark(self.marks.mark(marks, spoken)));
        }
    }

    /// Words and punctuation between two places; inside a reading only marks are set. Where it got to: foreign words may
    /// reach further.
    fn words(&mut self, from: usize, to: usize, reading: Option<&Reading>) -> usize {
        let text = self.text();
        let options_of = self.renderer.options_of;
        let mut at = from;
        while at < to {
            let rest = &text[at..to];
            let letters = rest.find(|c: char| !(is_letter(c) || c.is_ascii_digit())).unwrap_or(rest.len());
            if letters > 0 {
                at = self.word(at, at + letters);
                self.silent = None;
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            at += c.len_utf8();
            let ends = text[at..].chars().next().is_none_or(char::is_whitespace);
            let pause = match reading {
                None if ends => options_of.pauses.after(c, text[..at - c.len_utf8()].ends_with(' ')),
                Some(reading) if c == ',' && matches!(reading.class, ClassName::Phone | ClassName::LicensePlate) => {
                    options_of.pauses.group
                }
                _ => 0,
            };
            if pause > 0 && options_of.breaks {
                self.pause(at, pause.saturating_add(options_of.engine.own_pauses.inside));
            }
        }
        at
    }

    /// A pause; of two with no word between them the longer one stays.
    fn pause(&mut self, at: usize, pause: u32) {
        match self.silent {
            None => {
                self.flush(at);
                self.silent = Some(Some(self.nodes.len()));
                self.nodes.push(Node::Break(pause));
            }
            Some(Some(n)) => {
                if let Some(Node::Break(before)) = self.nodes.get_mut(n) {
                    *before = pause.max(*before);
                }
            }
            // Nothing has been said yet.
            Some(None) => {}
        }
    }

    /// A word: marked, in its own language, or with its pronunciation. Where to go on.
    fn word(&mut self, start: usize, end: usize) -> usize {
        let text = self.text();
        let renderer = self.renderer;
        let n = renderer.foreign.partition_point(|f| (f.spoken.start as usize) < start);
        let abroad = renderer.foreign.get(n).filter(|f| f.spoken.start as usize == start);
        let abroad = abroad.filter(|f| f.spoken.end as usize <= self.end);
        let end = abroad.map_or(end, |f| f.spoken.end as usize);
        let options_of = renderer.options_of;
        let ipa = if options_of.phonemes { options_of.options.lexicon.phoneme(&text[start..end]) } else { None };
        if options_of.options.marks == Marks::Word || abroad.is_some() || ipa.is_some() {
            self.flush(start);
            self.mark(Span::new(start, end));
        }
        let word = Cow::Borrowed(&text[start..end]);
        let node = match (ipa, abroad) {
            (Some(ipa), _) => Node::Phoneme { ipa: ipa.to_owned(), written: word },
            (None, Some(foreign)) => {
                Node::Lang { language: foreign.language.to_owned(), inside: vec![Node::Text(word)] }
            }
            (None, None) => return end,
        };
        self.nodes.push(node);
        self.done = end;
        end
    }
}

impl Pauses {
    /// The longest pause inside sentences.
    pub(super) fn longest_inside(&self) -> u32 {
        [self.clause, self.comma, self.colon, self.bracket, self.dash, self.group].into_iter().max().unwrap_or(0)
    }

    /// The pause after a mark that a space follows.
    fn after(&self, mark: char, spaced: bool) -> u32 {
        match mark {
            ',' => self.comma,
            ':' => self.colon,
            ';' => self.clause,
            ')' | ']' => self.bracket,
            c if is_dash(c) && spaced => self.dash,
            _ => 0,
        }
    }
}
