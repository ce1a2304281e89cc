//! Letters: as they stand, as bytes of a code page or font, as numbers of Unicode.

use super::Reader;
use super::fonts::Letters;
use super::group::Part;
use std::ops::Range;

impl Reader<'_> {
    pub(in crate::document::rtf) fn text(&mut self, mut run: &str, mut at: usize) {
        while self.pending > 0
            && let Some(c) = run.chars().next()
        {
            run = &run[c.len_utf8()..];
            at += c.len_utf8();
            self.pending -= 1;
        }
        if run.is_empty() {
            return;
        }
        self.high = None;
        if self.group().part == Part::Fonts {
            if !self.group().starred {
                self.fonts.text(run);
            }
            return;
        }
        let old = self.letters().old.is_some();
        if run.is_ascii() && !old {
            return self.put(run, at..at + run.len());
        }
        for (n, c) in run.char_indices() {
            let place = at + n..at + n + c.len_utf8();
            match u8::try_from(c as u32) {
                Ok(byte) if old || byte >= 0x80 => self.byte(byte, place),
                _ => self.put(c.encode_utf8(&mut [0; 4]), place),
            }
        }
    }

    pub(super) fn unicode(&mut self, number: i32, half: Option<(u16, usize)>, place: Range<usize>) {
        self.pending = self.group().skip;
        let unit = number as u16;
        let from = half.map_or(place.start, |(_, start)| start);
        if (0xD800..0xDC00).contains(&unit) {
            self.high = Some((unit, place.start));
            return;
        }
        let units: Vec<u16> = half.map(|(h, _)| h).into_iter().chain([unit]).collect();
        self.put(&String::from_utf16_lossy(&units), from..place.end);
    }

    pub(super) fn byte_of_old_font(&mut self, byte: u8, place: Range<usize>) {
        if self.letters().old.is_some() {
            self.byte(byte, place);
        }
    }

    /// A byte of the code page, or of the font's own.
    pub(super) fn byte(&mut self, byte: u8, place: Range<usize>) {
        let letters = self.letters();
        if let Some(font) = letters.old {
            let mut letter = String::new();
            let mut vowel = self.vowel;
            font.read(&char::from(byte).to_string(), &mut vowel, |piece, _, _| letter.push_str(piece));
            self.vowel = vowel;
            return self.put(&letter, place);
        }
        let bytes = [byte];
        let (text, _) = letters.page.unwrap_or(self.page).decode_without_bom_handling(&bytes);
        self.put(&text, place);
    }

    fn letters(&mut self) -> Letters {
        let font = self.group().font;
        self.fonts.letters(font)
    }
}
