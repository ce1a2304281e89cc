//! Control words: what begins and ends with them, and the signs that they stand for.

use super::fonts::code_page;
use super::group::{Part, SILENT};
use super::{Paragraph, Reader};
use crate::document::model::Role;
use crate::document::rtf::word::Word;
use std::ops::Range;

impl Reader<'_> {
    /// Takes a control word; where to go on.
    pub(in crate::document::rtf) fn word(&mut self, word: &Word, place: Range<usize>) -> usize {
        if self.pending > 0 && word.name == "'" {
            self.pending -= 1;
            return place.end;
        }
        let number = word.number;
        let on = number != Some(0);
        let half = self.high.take();
        if word.name != "u" {
            self.pending = 0;
        }
        match word.name {
            "u" => self.unicode(number.unwrap_or(0), half, place.clone()),
            "'" => {
                let byte = number.unwrap_or(0) as u8;
                self.byte(byte, place.clone());
            }
            "bin" => {
                let end = place.end.saturating_add(number.unwrap_or(0).max(0) as usize).min(self.source.len());
                return (0..=end).rev().find(|&n| self.source.is_char_boundary(n)).unwrap_or(0);
            }
            "uc" => self.group().skip = number.unwrap_or(1).clamp(0, 8) as usize,
            "ansicpg" => {
                if let Some(page) = code_page(number.unwrap_or(0)) {
                    self.page = page;
                }
            }
            "mac" => self.page = encoding_rs::MACINTOSH,
            "f" => self.group().font = number.unwrap_or(0),
            "v" => self.group().hidden = on,
            "deleted" => self.group().deleted = on,
            "strike" | "striked" => self.group().struck = on,
            "plain" => {
                self.end_script();
                let group = self.group();
                (group.hidden, group.deleted, group.struck, group.script) = (false, false, false, 0);
            }
            "super" | "sub" | "nosupersub" => {
                self.end_script();
                self.group().script = match word.name {
                    "super" if on => 1,
                    "sub" if on => -1,
                    _ => 0,
                };
            }
            _ => self.destination(word, place.clone()),
        }
        if self.group().part == Part::Fonts {
            self.fonts.word(word);
        }
        place.end
    }

    fn destination(&mut self, word: &Word, place: Range<usize>) {
        match word.name {
            "*" => self.group().starred = true,
            "upr" => self.group().two_ways = true,
            "ud" => self.group().starred = false,
            "fonttbl" => (self.group().part, self.group().silent) = (Part::Fonts, true),
            "listtext" | "pntext" => (self.group().part, self.group().starred) = (Part::Label, false),
            "fldinst" => (self.group().part, self.group().starred) = (Part::Instruction, false),
            "footnote" | "shptxt" => {
                self.end_script();
                let group = self.group();
                (group.starred, group.script) = (false, 0);
                group.part = if word.name == "footnote" { Part::Note } else { Part::Box };
                self.outer.push(std::mem::take(&mut self.paragraph));
            }
            name if SILENT.contains(&name) => self.group().silent = true,
            _ => self.layout(word, place),
        }
    }

    /// Paragraphs, cells and signs.
    fn layout(&mut self, word: &Word, place: Range<usize>) {
        if word.name == "pard" {
            self.in_table = false;
            self.dropcap = false;
            return;
        }
        if word.name.starts_with("dropcap") {
            self.dropcap = true;
        }
        if !self.is_said() {
            return;
        }
        match word.name {
            "par" | "sect" | "page" | "\n" | "\r" if self.in_table => self.put(" ", place),
            "par" if std::mem::take(&mut self.dropcap) && self.paragraph.trace.text.chars().count() <= 3 => {}
            "par" | "sect" | "page" | "\n" | "\r" => {
                let note = self.groups.iter().any(|group| group.part == Part::Note);
                self.flush(note.then_some(Role::Note));
            }
            "row" => {
                self.flush(Some(Role::Row));
                self.in_table = false;
            }
            "intbl" => self.in_table = true,
            "cell" => {
                self.in_table = true;
                self.put("; ", place);
            }
            "nestcell" => self.put("; ", place),
            "line" if self.group().part == Part::Text && !self.in_table => {
                self.end_script();
                let Paragraph { trace, lines, .. } = &mut self.paragraph;
                if !trace.text.trim().is_empty() {
                    lines.push(std::mem::take(trace));
                }
            }
            "line" | "tab" | "~" | "nestrow" => self.put(" ", place),
            "_" => self.put("-", place),
            // The letter ư of old fonts.
            "-" => self.byte_of_old_font(0xAD, place),
            "emdash" | "endash" => self.put("–", place),
            "lquote" => self.put("‘", place),
            "rquote" => self.put("’", place),
            "ldblquote" => self.put("“", place),
            "rdblquote" => self.put("”", place),
            "\\" | "{" | "}" => self.put(word.name, place),
            _ => {}
        }
    }
}
