//! OpenDocument text: its paragraphs, headings, lists, tables and notes (ODF 1.3), whose elements mean those of pages.

use super::archive::Archive;
use super::encoding::Decoded;
use super::encoding::fonts::Font;
use super::html::{self, Look, Notes};
use super::kind::Kind;
use super::model::{Block, Part, Role};
use super::xml::{Node, Xml, attribute};
use crate::error::Error;
use std::borrow::Cow;
use std::collections::HashMap;

/// Styles that stand on each other.
const DEEPEST: usize = 10;
/// Levels of a list.
const LEVELS: usize = 10;

/// Reads a document.
pub(super) fn read(file: &str, bytes: &[u8]) -> Result<Vec<Part>, Error> {
    const CONTENT: &str = "content.xml";
    const STYLES: &str = "styles.xml";
    let mut archive = Archive::open(file, bytes)?;
    let refuse = |message: &str| Err(Error::Document { file: file.to_owned(), message: message.to_owned() });
    let manifest = archive.optional("META-INF/manifest.xml").ok().flatten();
    if manifest.is_some_and(|part| part.text.contains("encryption-data")) {
        return refuse("locked with a password: save it without one");
    }
    let Decoded { text, origin, warnings, .. } = archive.text(CONTENT)?;
    if text.contains("<office:spreadsheet") || text.contains("<office:presentation") || text.contains("<office:drawing")
    {
        return refuse("a spreadsheet, slides or drawing: save what is to be read as text (.odt)");
    }
    let mut styles = Styles::default();
    if let Some(part) = archive.optional(STYLES)? {
        styles.take(&archive.called(STYLES), &part.text)?;
    }
    styles.take(&archive.called(CONTENT), &text)?;
    let blocks = html::book(&archive.called(CONTENT), &text, Kind::OpenDocument, &mut styles.notes())?;
    let own = |(n, b): (usize, Block)| Block {
        text: Cow::Owned(b.text.into_owned()),
        start: b.start,
        anchors: b.anchors,
        line: n + 1,
        role: b.role,
    };
    Ok(vec![Part { origin, blocks: blocks.into_iter().enumerate().map(own).collect(), warnings }])
}

/// Reads a document that is one file of XML.
pub(super) fn flat<'t>(file: &str, source: &'t str) -> Result<Vec<Block<'t>>, Error> {
    let mut styles = Styles::default();
    styles.take(file, source)?;
    html::book(file, source, Kind::OpenDocument, &mut styles.notes())
}

/// The styles of a document as far as they tell what text is.
#[derive(Default)]
struct Styles {
    looks: HashMap<String, (Look, Option<String>)>,
    lists: HashMap<String, Vec<Option<(u8, i64)>>>,
    /// Fonts by the names that styles have for them.
    faces: HashMap<String, Font>,
}

impl Styles {
    /// Takes down those of a part.
    fn take(&mut self, file: &str, source: &str) -> Result<(), Error> {
        let mut xml = Xml::new(file, source);
        let (mut style, mut list) = (None, None);
        while let Some(node) = xml.next()? {
            let (name, tag) = match node {
                Node::Open("body", _) => break,
                Node::Open(name, tag) => (name, tag),
                Node::Close(name) => {
                    if matches!(name, "style" | "list-style") {
                        (style, list) = (None, None);
                    }
                    continue;
                }
                Node::Text(..) => continue,
            };
            let value = |name: &str| attribute(&tag, name);
            match name {
                "font-face" => {
                    let font = value("font-family").as_deref().and_then(Font::named);
                    self.faces.extend(value("name").zip(font));
                }
                "style" => {
                    style = value("name");
                    let parent = value("parent-style-name");
                    let of = |name: &Option<String>| name.as_deref().and_then(role);
                    let look = Look { role: of(&style).or_else(|| of(&parent)), ..Look::default() };
                    self.looks.extend(style.clone().map(|name| (name, (look, parent))));
                }
                "text-properties" => {
                    if let Some((look, _)) = style.as_ref().and_then(|name| self.looks.get_mut(name)) {
                        let face = value("font-name");
                        let named = face.as_ref().and_then(|name| self.faces.get(name).copied());
                        let font = named.or_else(|| face.as_deref().and_then(Font::named));
                        let position = value("text-position").unwrap_or_default();
                        // `super 58%`, or how far up in percent.
                        let up = position.split(' ').next().unwrap_or("");
                        look.script = match up {
                            "super" => 1,
                            "sub" => -1,
                            up => up
                                .trim_end_matches('%')
                                .parse::<f32>()
                                .map_or(0, |n| i8::from(n > 0.0) - i8::from(n < 0.0)),
                        };
                        look.font = font.or_else(|| value("font-family").as_deref().and_then(Font::named));
                        look.hidden = value("display").is_some_and(|display| display == "none");
                        look.struck = ["text-line-through-style", "text-line-through-type"]
                            .iter()
                            .any(|name| value(name).is_some_and(|line| line != "none"));
                    }
                }
                "list-style" => list = value("name"),
                "list-level-style-number" | "list-level-style-bullet" => {
                    let Some(levels) = list.as_ref().map(|name| self.lists.entry(name.clone()).or_default()) else {
                        continue;
                    };
                    let number = |name: &str| value(name).and_then(|n| n.parse::<u32>().ok());
                    let level = number("level").unwrap_or(1).saturating_sub(1) as usize;
                    let kind = value("num-format").and_then(|format| format.bytes().next());
                    if level < LEVELS {
                        levels.resize(levels.len().max(level + 1), None);
                        let start = i64::from(number("start-value").unwrap_or(1));
                        levels[level] = kind.filter(|_| name.ends_with("number")).map(|kind| (kind, start));
                    }
                }
                _ => {}
            }
        }
        Ok(())
    }

    /// With what each style takes from those it stands on.
    fn notes(self) -> Notes {
        let whole = |name: &String| {
            let (mut look, mut above) = self.looks.get(name).cloned().unwrap_or_default();
            for _ in 0..DEEPEST {
                let Some((base, next)) = above.as_ref().and_then(|name| self.looks.get(name)) else { break };
                look = base.and(look);
                above = next.clone();
            }
            look
        };
        let looks = self.looks.keys().map(|name| (name.clone(), whole(name))).collect();
        Notes { looks, lists: self.lists, ..Notes::default() }
    }
}

/// What a paragraph of one of the styles is that every office has.
fn role(style: &str) -> Option<Role> {
    match style {
        "Title" => Some(Role::Headline),
        "Author" => Some(Role::Byline),
        _ => None,
    }
}
