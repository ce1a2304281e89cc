//! The fonts of a theme, which a document may call by what they are for.

use crate::document::xml::{Node, Xml, attribute};
use crate::error::Error;
use quick_xml::events::BytesStart;

/// The fonts of headings and of text.
#[derive(Debug, Default)]
pub(super) struct Theme {
    major: Option<String>,
    minor: Option<String>,
}

impl Theme {
    pub(super) fn read(file: &str, source: &str) -> Result<Theme, Error> {
        let mut xml = Xml::new(file, source);
        let mut theme = Theme::default();
        let mut major = false;
        while let Some(node) = xml.next()? {
            let (name, tag) = match node {
                Node::Open(name, tag) => (name, tag),
                // Colours and effects follow.
                Node::Close("fontScheme") => break,
                _ => continue,
            };
            match name {
                "majorFont" => major = true,
                "minorFont" => major = false,
                "latin" => {
                    let font = if major { &mut theme.major } else { &mut theme.minor };
                    if font.is_none() {
                        *font = attribute(&tag, "typeface");
                    }
                }
                _ => {}
            }
        }
        Ok(theme)
    }

    /// The font that `w:rFonts` names, by its name or by what the theme has for it.
    pub(super) fn font(&self, tag: &BytesStart) -> Option<String> {
        let value = |name: &str| attribute(tag, name);
        let themed = |name: &str| {
            let name = value(name)?;
            if name.starts_with("major") { self.major.clone() } else { self.minor.clone() }
        };
        themed("asciiTheme").or_else(|| value("ascii")).or_else(|| themed("hAnsiTheme")).or_else(|| value("hAnsi"))
    }
}
