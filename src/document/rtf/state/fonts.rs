//! The table of fonts, each with the letters of its bytes.

use crate::document::encoding::fonts::Font;
use crate::document::rtf::word::Word;
use encoding_rs::Encoding;
use std::collections::HashMap;

/// The letters of a font's bytes.
#[derive(Clone, Copy, Default)]
pub(super) struct Letters {
    pub(super) old: Option<Font>,
    pub(super) page: Option<&'static Encoding>,
}

/// The fonts that are known.
#[derive(Default)]
pub(super) struct Fonts {
    known: HashMap<i32, Letters>,
    /// The one that is being told: its number, what has come of its name, its letters.
    told: (i32, String, Letters),
}

impl Fonts {
    /// The letters of a font; none of its own where it is not known.
    pub(super) fn letters(&self, number: i32) -> Letters {
        self.known.get(&number).copied().unwrap_or_default()
    }

    /// A control word of the table.
    pub(super) fn word(&mut self, word: &Word) {
        let number = word.number.unwrap_or(0);
        match word.name {
            "f" => self.told = (number, String::new(), Letters::default()),
            "fcharset" => {
                self.told.2.page = match number {
                    163 => Some(encoding_rs::WINDOWS_1258),
                    238 => Some(encoding_rs::WINDOWS_1250),
                    204 => Some(encoding_rs::WINDOWS_1251),
                    161 => Some(encoding_rs::WINDOWS_1253),
                    162 => Some(encoding_rs::WINDOWS_1254),
                    222 => Some(encoding_rs::WINDOWS_874),
                    _ => None,
                };
            }
            "cpg" => self.told.2.page = code_page(number),
            _ => {}
        }
    }

    /// Text of the table: names, each of which ends with a semicolon.
    pub(super) fn text(&mut self, run: &str) {
        for piece in run.split_inclusive(';') {
            self.told.1.push_str(piece.trim_end_matches(';'));
            if piece.ends_with(';') {
                let (number, name, mut letters) = self.told.clone();
                letters.old = Font::named(&name);
                self.known.insert(number, letters);
                self.told.1.clear();
            }
        }
    }
}

/// A code page of Windows, by its number.
pub(super) fn code_page(number: i32) -> Option<&'static Encoding> {
    Encoding::for_label(format!("windows-{number}").as_bytes())
}
