//! Pronunciation lexicons of the W3C, PLS 1.0 (<https://www.w3.org/TR/pronunciation-lexicon/>): aliases become
//! abbreviations, phonemes pronunciations.

use super::{Lexicon, SchemaError};
use crate::data::layer::Say;
use crate::text::letter::is_permitted;
use quick_xml::Reader;
use quick_xml::escape::{escape, resolve_xml_entity, unescape};
use quick_xml::events::Event;
use std::fmt::Write;

/// One `lexeme`: its spellings, and how they are said.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lexeme {
    /// How it is written.
    pub graphemes: Vec<String>,
    /// What is said instead.
    pub alias: Option<String>,
    /// How it sounds, in the International Phonetic Alphabet.
    pub phoneme: Option<String>,
}

/// Reads a pronunciation lexicon; `file` is what errors call it.
///
/// # Errors
/// [`SchemaError`] with line and column where the XML is broken, the alphabet is not IPA, or a lexeme lacks its grapheme or
/// its reading.
///
/// ```
/// let pls = r#"<lexicon version="1.0" xmlns="http://www.w3.org/2005/01/pronunciation-lexicon" alphabet="ipa" xml:lang="vi">
///   <lexeme><grapheme>UBND</grapheme><alias>ủy ban nhân dân</alias></lexeme>
/// </lexicon>"#;
/// let lexemes = loidoc::lexicon::pls::read("mine.pls", pls).unwrap();
/// assert_eq!(lexemes[0].alias.as_deref(), Some("ủy ban nhân dân"));
/// ```
pub fn read(file: &str, xml: &str) -> Result<Vec<Lexeme>, SchemaError> {
    let wrong = |at: usize, message: String| {
        let mut at = at.min(xml.len());
        while !xml.is_char_boundary(at) {
            at -= 1;
        }
        let before = &xml[..at];
        let column = before.rsplit('\n').next().unwrap_or("").chars().count() + 1;
        SchemaError { file: file.to_owned(), line: before.matches('\n').count() + 1, column, message }
    };
    let mut reader = Reader::from_str(xml);
    let mut lexemes = Vec::new();
    let mut open: Option<Lexeme> = None;
    let mut text = String::new();
    let mut depth = 0;
    loop {
        let at = reader.buffer_position() as usize;
        let event = reader
            .read_event()
            .map_err(|e| wrong(reader.error_position() as usize, format!("not well-formed: {e}")))?;
        match event {
            Event::Start(tag) => {
                text.clear();
                let name = tag.local_name().as_ref().to_owned();
                if depth == 0 {
                    if name != "lexicon" {
                        return Err(wrong(at, format!("`{name}` at the top: a PLS file is one `lexicon`")));
                    }
                    let alphabet = tag.try_get_attribute("alphabet").ok().flatten();
                    if let Some(alphabet) = alphabet.filter(|a| a.value != "ipa") {
                        return Err(wrong(at, format!("alphabet `{}`: only ipa is read", alphabet.value)));
                    }
                } else if name == "lexeme" {
                    open = Some(Lexeme::default());
                }
                depth += 1;
            }
            Event::Text(piece) => {
                text.push_str(&unescape(&piece).map_err(|e| wrong(at, e.to_string()))?);
            }
            Event::GeneralRef(entity) => match resolve_xml_entity(&entity) {
                Some(resolved) => text.push_str(resolved),
                None => match entity.resolve_char_ref() {
                    Ok(Some(c)) => text.push(c),
                    _ => return Err(wrong(at, format!("&{};: write the character itself", &*entity))),
                },
            },
            Event::End(tag) => {
                depth -= 1;
                let said = text.trim().to_owned();
                match (tag.local_name().as_ref(), &mut open) {
                    ("grapheme", Some(lexeme)) if !said.is_empty() => lexeme.graphemes.push(said),
                    ("alias", Some(lexeme)) if !said.is_empty() => lexeme.alias = lexeme.alias.take().or(Some(said)),
                    ("phoneme", Some(lexeme)) if !said.is_empty() => {
                        lexeme.phoneme = lexeme.phoneme.take().or(Some(said))
                    }
                    ("grapheme" | "alias" | "phoneme", Some(_)) => {
                        return Err(wrong(at, "this is empty: write what is meant or leave it out".to_owned()));
                    }
                    ("lexeme", Some(lexeme)) => {
                        if lexeme.graphemes.is_empty() {
                            return Err(wrong(at, "a lexeme without a grapheme: how is it written?".to_owned()));
                        }
                        if lexeme.alias.is_none() && lexeme.phoneme.is_none() {
                            let name = &lexeme.graphemes[0];
                            return Err(wrong(at, format!("`{name}` has neither alias nor phoneme: how is it said?")));
                        }
                        lexemes.extend(open.take());
                    }
                    _ => {}
                }
                text.clear();
            }
            Event::Eof if depth > 0 => {
                return Err(wrong(xml.len(), "the file ends before its `lexicon` does".to_owned()));
            }
            Event::Eof => return Ok(lexemes),
            _ => {}
        }
    }
}

/// The same as a lexicon in YAML, ready for `--lexicon`.
pub fn to_yaml(lexemes: &[Lexeme]) -> String {
    let quoted = |text: &str| serde_json::Value::from(text).to_string();
    let list = |all: &[String]| all.iter().map(|g| quoted(g)).collect::<Vec<_>>().join(", ");
    let mut yaml = String::new();
    for (section, of) in [("entries", (|l| &l.alias) as fn(&Lexeme) -> &Option<String>), ("phonemes", |l| &l.phoneme)] {
        let mut said = lexemes.iter().filter_map(|l| of(l).as_ref().map(|read| (l, read))).peekable();
        if said.peek().is_some() {
            let _ = writeln!(yaml, "{section}:");
        }
        for (lexeme, read) in said {
            let _ = writeln!(yaml, "  - {{write: [{}], read: {}}}", list(&lexeme.graphemes), quoted(read));
        }
    }
    yaml
}

/// Writes lexemes as PLS 1.0.
pub fn write(lexemes: &[Lexeme]) -> String {
    let mut xml = String::from(concat!(
        "<?xml version=\"1.0\" encoding=\"UTF-8\"?>\n",
        "<lexicon version=\"1.0\" xmlns=\"http://www.w3.org/2005/01/pronunciation-lexicon\" alphabet=\"ipa\" xml:lang=\"vi-VN\">\n"
    ));
    for lexeme in lexemes {
        xml.push_str("  <lexeme>");
        let all = lexeme.graphemes.iter().map(|g| ("grapheme", g));
        let said = lexeme.phoneme.iter().map(|p| ("phoneme", p)).chain(lexeme.alias.iter().map(|a| ("alias", a)));
        for (name, text) in all.chain(said) {
            let text: String = text.chars().filter(|&c| is_permitted(c) && !c.is_control()).collect();
            let _ = write!(xml, "<{name}>{}</{name}>", escape(&text));
        }
        xml.push_str("</lexeme>\n");
    }
    xml.push_str("</lexicon>\n");
    xml
}

impl Lexicon {
    /// What of this lexicon PLS can hold: abbreviations with one reading, and pronunciations. Senses that neighbours pick
    /// have no place in it.
    pub fn lexemes(&self) -> Vec<Lexeme> {
        let aliases = self.abbreviations().iter().filter_map(|entry| match entry.senses.as_slice() {
            [only] => match &only.say {
                Say::Read(read) => Some(Lexeme {
                    graphemes: vec![entry.write.to_string()],
                    alias: Some(read.to_string()),
                    phoneme: None,
                }),
                _ => None,
            },
            _ => None,
        });
        let phonemes = self.layer.phonemes.iter().map(|pair| Lexeme {
            graphemes: vec![pair.write.to_string()],
            alias: None,
            phoneme: Some(pair.read.to_string()),
        });
        aliases.chain(phonemes).collect()
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn what_is_written_is_read_back() {
        let lexemes = vec![
            Lexeme { graphemes: vec!["A&B".into(), "<A>".into()], alias: Some("a và \"bê\"".into()), phoneme: None },
            Lexeme { graphemes: vec!["Huế".into()], alias: None, phoneme: Some("hwe˧˥".into()) },
        ];
        assert_eq!(read("x", &write(&lexemes)).expect("it is well-formed"), lexemes);
    }

    #[test]
    fn yaml_of_it_is_a_lexicon() {
        let lexeme =
            Lexeme { graphemes: vec!["XYZT".into()], alias: Some("ích y".into()), phoneme: Some("ik".into()) };
        let lexicon = Lexicon::built_in().with_yaml("x.yaml", &to_yaml(&[lexeme])).expect("it is right");
        assert_eq!(lexicon.phoneme("xyzt"), Some("ik"));
        assert!(lexicon.abbreviation("XYZT").is_some());
    }

    #[test]
    fn mistakes_name_their_place() {
        for (inside, want) in [
            ("<lexeme><alias>a</alias></lexeme>", "without a grapheme"),
            ("<lexeme><grapheme>a</grapheme></lexeme>", "neither alias nor phoneme"),
            ("<lexeme><grapheme> </grapheme></lexeme>", "this is empty"),
            ("<lexeme><grapheme>a</lexeme>", "not well-formed"),
            ("<lexeme>", "ends before"),
        ] {
            let xml = format!("<lexicon version=\"1.0\" alphabet=\"ipa\">\n{inside}");
            let error = read("x.pls", &xml).expect_err(inside);
            assert!(error.message.contains(want) && error.line == 2, "{inside}: {error}");
        }
        assert!(read("x.pls", "<html></html>").is_err() && read("x.pls", "<lexicon alphabet=\"x-sampa\"/>").is_ok());
    }
}
