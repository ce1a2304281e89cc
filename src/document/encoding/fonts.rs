//! Fonts of before Unicode: what a font's name says of the bytes that are shown in it.

use super::Encoding;
use super::legacy::{byte_of, marked_letter, table};

/// How text in a font is encoded.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(in crate::document) struct Font {
    encoding: Encoding,
    /// It shows small letters as capitals.
    capitals: bool,
}

impl Font {
    /// By its name; `None` for fonts that show what is written.
    pub(in crate::document) fn named(name: &str) -> Option<Font> {
        let name = name.trim().trim_matches(['"', '\'']);
        let starts = |prefix: &str| name.get(..prefix.len()).is_some_and(|head| head.eq_ignore_ascii_case(prefix));
        match () {
            () if starts(".Vn") => Some(Font { encoding: Encoding::Tcvn3, capitals: name.ends_with('H') }),
            () if starts("VNI-") || starts("VNI ") => Some(Font { encoding: Encoding::Vni, capitals: false }),
            () => None,
        }
    }

    /// Hands on what letters of Latin-1 stand for, each with its place; whether they did: text in Unicode stays.
    pub(in crate::document) fn read(
        self,
        text: &str,
        vowel: &mut bool,
        mut each: impl FnMut(&str, usize, usize),
    ) -> bool {
        if text.chars().any(|c| byte_of(c).is_none()) {
            return false;
        }
        let table = table(self.encoding);
        for (at, c) in text.char_indices() {
            let Some(byte) = byte_of(c) else { continue };
            let mut letter = String::new();
            match self.encoding {
                Encoding::Vni => {
                    let (whole, marks) = marked_letter(Encoding::Vni, byte, vowel);
                    letter.extend(whole);
                    letter.push_str(marks);
                }
                _ => letter.push(table[usize::from(byte)]),
            }
            let letter = if self.capitals { letter.to_uppercase() } else { letter };
            each(&letter, at, at + c.len_utf8());
        }
        true
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn read(font: &str, text: &str) -> String {
        use unicode_normalization::UnicodeNormalization;
        let mut out = String::new();
        assert!(Font::named(font).expect("an old font").read(text, &mut false, |letter, _, _| out.push_str(letter)));
        out.nfc().collect()
    }

    #[test]
    fn fonts_tell_what_their_bytes_are() {
        assert_eq!(read(".VnTime", "Héi nghÞ"), "Hội nghị");
        assert_eq!(read(".VnTimeH", "Héi nghÞ"), "HỘI NGHỊ");
        assert_eq!(read("VNI-Times", "Hoäi nghò"), "Hội nghị");
        assert_eq!(Font::named("Times New Roman"), None);
        assert!(!Font::named(".VnTime").expect("an old font").read("Hội", &mut false, |_, _, _| {}));
    }
}
