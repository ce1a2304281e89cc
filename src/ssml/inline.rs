//! What stands inside a sentence: its words, with readings, marks, pauses and foreign words set off as the options ask.

use super::chunk::{Expand, Marks, Options, Utterance};
use super::engine::Engine;
use super::tree::Node;
use crate::class::ClassName;
use crate::foreign;
use crate::letter::{is_dash, is_letter};
use crate::span::Span;
use crate::speech::Reading;
use crate::style::{Foreign, Pauses, Style};
use std::borrow::Cow;

/// How the words of one utterance are set.
pub(super) struct Setting<'u> {
    utterance: Utterance<'u>,
    engine: &'u Engine,
    options: &'u Options,
    pauses: &'u Pauses,
    foreign: Vec<Span>,
    /// Nothing is set off: a piece is its text.
    bare: bool,
}

/// The language that foreign words are marked with: nearly all of them in Vietnamese print are English.
const FOREIGN: &str = "en-US";

impl<'u> Setting<'u> {
    pub(super) fn new(utterance: Utterance<'u>, engine: &'u Engine, style: &'u Style, options: &'u Options) -> Self {
        let pauses = &style.pauses;
        let lang = style.foreign == Foreign::Mark && engine.element("lang").is_some();
        let breaks = engine.element("break").is_some() && pauses.inside_sentences();
        let phonemes = options.phonemes.as_ref().is_some_and(|_| engine.element("phoneme").is_some());
        Setting {
            utterance,
            engine,
            options,
            pauses,
            foreign: if lang { foreign::words(utterance.speech).collect() } else { Vec::new() },
            bare: !lang && !breaks && !phonemes && options.expand == Expand::Text && options.marks != Marks::Word,
        }
    }

    /// The nodes of a piece of the spoken text. `numbers` counts the words that were marked; `forced`: the piece is cut
    /// inside a word, which keeps no written form.
    pub(super) fn nodes(&self, spoken: Span, forced: bool, marks: &mut Vec<Span>) -> Vec<Node<'u>> {
        let text = &self.utterance.speech.text[spoken.range()];
        if self.bare {
            return vec![Node::Text(Cow::Borrowed(text))];
        }
        let mut line = Line { setting: self, nodes: Vec::new(), marks, done: spoken.start as usize };
        let readings = &self.utterance.speech.readings;
        let first = readings.partition_point(|r| r.spoken.start < spoken.start);
        let mut at = spoken.start as usize;
        for reading in readings[first..].iter().take_while(|r| r.spoken.end <= spoken.end) {
            if reading.spoken.is_empty() {
                continue;
            }
            line.words(at, reading.spoken.start as usize, None);
            at = reading.spoken.end as usize;
            match self.options.expand {
                _ if forced => line.words(reading.spoken.start as usize, at, Some(reading)),
                Expand::Text => line.words(reading.spoken.start as usize, at, Some(reading)),
                Expand::Sub | Expand::SayAs => line.reading(reading),
            }
        }
        line.words(at, spoken.end as usize, None);
        line.flush(spoken.end as usize);
        // The pause of the sentence's last mark is the sentence's own.
        if matches!(line.nodes.last(), Some(Node::Break(_))) {
            line.nodes.pop();
        }
        line.nodes
    }
}

/// A sentence that is being set.
struct Line<'s, 'u> {
    setting: &'s Setting<'u>,
    nodes: Vec<Node<'u>>,
    marks: &'s mut Vec<Span>,
    /// Everything before has been set.
    done: usize,
}

impl<'u> Line<'_, 'u> {
    fn text(&self) -> &'u str {
        &self.setting.utterance.speech.text
    }

    /// Sets what waits before `at` as text.
    fn flush(&mut self, at: usize) {
        if at > self.done {
            self.nodes.push(Node::Text(Cow::Borrowed(&self.text()[self.done..at])));
            self.done = at;
        }
    }

    /// A reading with its written form.
    fn reading(&mut self, reading: &Reading) {
        let whole = &self.text()[reading.spoken.range()];
        let said = whole.trim();
        let (start, end) = (reading.spoken.start as usize, reading.spoken.end as usize);
        if said.is_empty() {
            return;
        }
        let written = self.setting.utterance.text[reading.source.range()].trim();
        self.flush(start);
        self.mark(reading.spoken);
        let say_as = self.setting.engine.say_as.get(reading.class.name());
        self.nodes.push(match say_as.filter(|_| self.setting.options.expand == Expand::SayAs) {
            Some(kind) => {
                Node::SayAs { interpret_as: kind.clone(), written: Cow::Borrowed(written), spoken: Cow::Borrowed(said) }
            }
            None if self.setting.options.expand == Expand::SayAs => Node::Text(Cow::Borrowed(said)),
            None => Node::Sub { alias: Cow::Borrowed(said), written: Cow::Borrowed(written) },
        });
        // Spaces at the end of a reading stand between it and the next word.
        self.done = end - (whole.len() - whole.trim_end().len());
    }

    fn mark(&mut self, spoken: Span) {
        if self.setting.options.marks == Marks::Word {
            self.nodes.push(Node::Mark(String::new()));
            self.marks.push(spoken);
        }
    }

    /// Words and punctuation between two places; inside a reading only marks are set.
    fn words(&mut self, from: usize, to: usize, reading: Option<&Reading>) {
        let text = self.text();
        let mut at = from;
        while at < to {
            let rest = &text[at..to];
            let letters = rest.find(|c: char| !(is_letter(c) || c.is_ascii_digit())).unwrap_or(rest.len());
            if letters > 0 {
                at = self.word(at, at + letters, to);
                continue;
            }
            let Some(c) = rest.chars().next() else { break };
            at += c.len_utf8();
            let ends = text[at..].chars().next().is_none_or(char::is_whitespace);
            let pause = match reading {
                None if ends => self.setting.pauses.after(c, text[..at - c.len_utf8()].ends_with(' ')),
                Some(reading) if c == ',' && matches!(reading.class, ClassName::Phone | ClassName::Plate) => {
                    self.setting.pauses.group
                }
                _ => 0,
            };
            if pause > 0 && self.setting.engine.element("break").is_some() {
                self.flush(at);
                self.nodes.push(Node::Break(pause));
            }
        }
    }

    /// A word: marked, in its own language, or with its pronunciation. Where to go on.
    fn word(&mut self, start: usize, end: usize, to: usize) -> usize {
        let text = self.text();
        let setting = self.setting;
        let n = setting.foreign.partition_point(|f| (f.start as usize) < start);
        let abroad = setting.foreign.get(n).filter(|f| f.start as usize == start && f.end as usize <= to);
        let end = abroad.map_or(end, |f| f.end as usize);
        let ipa = setting.options.phonemes.as_ref().and_then(|lexicon| lexicon.phoneme(&text[start..end]));
        if setting.options.marks == Marks::Word || abroad.is_some() || ipa.is_some() {
            self.flush(start);
            self.mark(Span::new(start, end));
        }
        let word = Cow::Borrowed(&text[start..end]);
        let node = match ipa {
            Some(ipa) => Node::Phoneme { ipa: ipa.to_owned(), written: word },
            None if abroad.is_some() => Node::Lang { language: FOREIGN.to_owned(), inside: vec![Node::Text(word)] },
            None => return end,
        };
        self.nodes.push(node);
        self.done = end;
        end
    }
}

impl Pauses {
    /// Whether any pause stands inside sentences.
    fn inside_sentences(&self) -> bool {
        [self.comma, self.colon, self.bracket, self.dash, self.group].iter().any(|&p| p > 0)
    }

    /// The pause after a mark that a space follows.
    fn after(&self, mark: char, spaced: bool) -> u32 {
        match mark {
            ',' => self.comma,
            ';' | ':' => self.colon,
            ')' | ']' => self.bracket,
            c if is_dash(c) && spaced => self.dash,
            _ => 0,
        }
    }
}
