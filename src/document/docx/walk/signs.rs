//! What is no letter of a run: symbols, pictures, formulas.

use super::Walk;
use crate::document::docx::symbol::symbol;
use crate::document::source_map::SourceMapBuilder;
use crate::document::xml::{Node, attribute};
use crate::error::Error;
use crate::maths::formula::{self, Element};
use quick_xml::events::BytesStart;

impl Walk<'_> {
    /// The letter ư of old fonts.
    pub(super) fn soft_hyphen(&mut self) {
        let at = self.xml.place();
        if self.open.last().is_some_and(|p| p.run.font.is_some()) {
            self.write("\u{ad}", at..at);
        }
    }

    pub(super) fn sym(&mut self, tag: &BytesStart) {
        let code = attribute(tag, "char").and_then(|code| u32::from_str_radix(&code, 16).ok());
        let font = attribute(tag, "font").unwrap_or_default();
        let at = self.xml.place();
        if let Some(sign) = code.and_then(|code| symbol(&font, code)) {
            let old = self.open.last_mut().and_then(|p| p.run.font.take());
            self.write(sign.encode_utf8(&mut [0; 4]), at..at);
            self.paragraph(|p| p.run.font = old);
        }
    }

    /// A picture's description, in an attribute.
    pub(super) fn picture(&mut self, tag: &BytesStart, name: &str) {
        let Some(text) = attribute(tag, name).filter(|text| text.contains(' ')) else { return };
        let at = self.xml.place();
        let mut trace = SourceMapBuilder::default();
        trace.replace(text.trim(), at..at);
        self.paragraph(|p| p.captions.push(trace));
    }

    pub(super) fn formula(&mut self) -> Result<(), Error> {
        let start = self.xml.place();
        let mut open = vec![Element { name: "oMath".to_owned(), ..Element::default() }];
        while let Some(node) = self.xml.next()? {
            match node {
                Node::Open(name, _) => open.push(Element { name: name.to_owned(), ..Element::default() }),
                Node::Text(text, _) => {
                    if let Some(last) = open.last_mut() {
                        last.text.push_str(&text);
                    }
                }
                Node::Close(_) => {
                    let Some(element) = open.pop() else { break };
                    match open.last_mut() {
                        Some(last) => last.inside.push(element),
                        None => {
                            let end = self.xml.place();
                            self.write(&formula::formula(&element).delivered(), start..end);
                            break;
                        }
                    }
                }
            }
        }
        Ok(())
    }
}
