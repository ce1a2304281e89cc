//! What the styles of a document say of its paragraphs and runs.

use super::number::number;
use super::numbering::Level;
use super::run::script;
use super::theme::Theme;
use crate::document::model::Role;
use crate::document::xml::{Node, Xml, attribute};
use crate::error::Error;
use std::collections::HashMap;

/// Styles that stand on each other.
const DEEPEST: usize = 10;

/// What a style says of a paragraph or run.
#[derive(Clone, Debug, Default)]
pub(super) struct Style {
    pub(super) role: Option<Role>,
    pub(super) list: Option<Level>,
    pub(super) font: Option<String>,
    pub(super) hidden: bool,
    pub(super) struck: bool,
    /// 1 for raised, -1 for lowered text.
    pub(super) script: i8,
    /// A line of a table of contents.
    pub(super) contents: bool,
    based_on: Option<String>,
}

/// The styles by their id, which differs with the language of the program; the name does not.
#[derive(Debug, Default)]
pub(super) struct Styles {
    styles: HashMap<String, Style>,
    /// The font of all text.
    pub(super) font: Option<String>,
}

impl Styles {
    pub(super) fn read(file: &str, source: &str, theme: &Theme) -> Result<Styles, Error> {
        let mut xml = Xml::new(file, source);
        let mut all = Styles::default();
        let (mut id, mut style) = (String::new(), Style::default());
        let mut defaults = false;
        while let Some(node) = xml.next()? {
            let Node::Open(name, tag) = node else {
                if matches!(node, Node::Close("docDefaults")) {
                    defaults = false;
                }
                continue;
            };
            let value = |name: &str| attribute(&tag, name);
            if name == "docDefaults" {
                defaults = true;
            }
            if name == "rFonts" && defaults {
                all.font = theme.font(&tag);
                continue;
            }
            match name {
                "style" => {
                    let next = value("styleId").unwrap_or_default();
                    all.styles.insert(std::mem::replace(&mut id, next), std::mem::take(&mut style));
                }
                "name" => {
                    let name = value("val").unwrap_or_default().to_lowercase();
                    style.role = role(&name);
                    style.contents = name.starts_with("toc ") || name == "table of figures";
                }
                "basedOn" => style.based_on = value("val"),
                "outlineLvl" if number(&value("val").unwrap_or_default()) < 9 => {
                    style.role = style.role.or(Some(Role::Headline));
                }
                "numId" => {
                    let depth = style.list.map_or(0, |level| level.depth);
                    style.list = value("val").map(|id| Level { id: number(&id), depth });
                }
                "ilvl" => {
                    let depth = number(&value("val").unwrap_or_default());
                    style.list = Some(Level { depth, id: style.list.map_or(0, |level| level.id) });
                }
                "rFonts" => style.font = theme.font(&tag),
                "vertAlign" => style.script = script(&value("val").unwrap_or_default()),
                "vanish" => style.hidden = on(value("val")),
                "strike" | "dstrike" => style.struck = on(value("val")),
                _ => {}
            }
        }
        all.styles.insert(id, style);
        Ok(all)
    }

    /// A style with what it takes from those that it is based on.
    pub(super) fn of(&self, id: &str) -> Style {
        let mut style = self.styles.get(id).cloned().unwrap_or_default();
        let mut above = style.based_on.clone();
        for _ in 0..DEEPEST {
            let Some(base) = above.as_ref().and_then(|id| self.styles.get(id)) else { break };
            style.role = style.role.or(base.role);
            style.list = style.list.or(base.list);
            style.font = style.font.or_else(|| base.font.clone());
            style.hidden |= base.hidden;
            style.struck |= base.struck;
            style.script = if style.script == 0 { base.script } else { style.script };
            style.contents |= base.contents;
            above = base.based_on.clone();
        }
        style
    }
}

/// Whether a property that need not have a value is set.
pub(super) fn on(value: Option<String>) -> bool {
    value.is_none_or(|value| !matches!(value.as_str(), "0" | "false" | "off"))
}

fn role(name: &str) -> Option<Role> {
    match name {
        "title" => Some(Role::Headline),
        "caption" | "image caption" | "table caption" => Some(Role::Caption),
        "author" => Some(Role::Byline),
        name if name.starts_with("heading ") => Some(Role::Headline),
        name if name.starts_with("footnote text") || name.starts_with("endnote text") => Some(Role::Note),
        _ => None,
    }
}
