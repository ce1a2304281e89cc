//! Properties of paragraphs and runs, their own and those of their styles.

use super::Walk;
use crate::document::docx::number::number;
use crate::document::docx::numbering::Level;
use crate::document::docx::run::script;
use crate::document::docx::styles::on;
use crate::document::encoding::fonts::Font;
use crate::document::model::Role;
use crate::document::xml::attribute;
use quick_xml::events::BytesStart;

impl Walk<'_> {
    /// How a run is set.
    pub(super) fn run_property(&mut self, name: &str, tag: &BytesStart) {
        let value = || attribute(tag, "val");
        let on = on(value());
        match name {
            "vanish" | "webHidden" => self.paragraph(|p| p.run.hidden = on),
            "strike" | "dstrike" => self.paragraph(|p| p.run.struck = on),
            "vertAlign" => {
                let script = script(&value().unwrap_or_default());
                self.paragraph(|p| p.run.script = script);
            }
            "rFonts" => {
                if let Some(font) = self.theme.font(tag) {
                    // Letters that are shown as ornaments say nothing.
                    let ornaments = is_of_ornaments(&font);
                    let font = Font::named(&font);
                    self.paragraph(|p| {
                        p.run.font = font;
                        p.run.hidden |= ornaments;
                    });
                }
            }
            "rStyle" => {
                let style = self.styles.of(&value().unwrap_or_default());
                self.paragraph(|p| {
                    p.run.hidden |= style.hidden;
                    p.run.struck |= style.struck;
                    if style.script != 0 {
                        p.run.script = style.script;
                    }
                    if let Some(font) = &style.font {
                        p.run.font = Font::named(font);
                    }
                });
            }
            _ => {}
        }
    }

    /// What a paragraph is.
    pub(super) fn paragraph_property(&mut self, name: &str, tag: &BytesStart) {
        let value = || attribute(tag, "val");
        match name {
            "pStyle" => {
                let id = value().unwrap_or_default();
                let style = self.styles.of(&id);
                self.paragraph(|p| {
                    p.role = p.role.or(style.role);
                    p.list = p.list.or(style.list);
                    p.contents |= style.contents || is_contents(&id);
                    p.hidden |= style.hidden;
                    p.struck |= style.struck;
                    if let Some(font) = &style.font {
                        p.style_font = Font::named(font);
                    }
                });
            }
            "outlineLvl" if number(&value().unwrap_or_default()) < 9 => {
                self.paragraph(|p| p.role = p.role.or(Some(Role::Headline)));
            }
            "framePr" => {
                let dropcap = attribute(tag, "dropCap").is_some_and(|d| d != "none");
                self.paragraph(|p| p.dropcap = dropcap);
            }
            "ilvl" => {
                let depth = number(&value().unwrap_or_default());
                self.paragraph(|p| p.list = Some(Level { depth, id: p.list.map_or(0, |l| l.id) }));
            }
            "numId" => {
                let id = number(&value().unwrap_or_default());
                self.paragraph(|p| p.list = Some(Level { id, depth: p.list.map_or(0, |l| l.depth) }));
            }
            _ => {}
        }
    }
}

/// Whether a font has ornaments for letters.
fn is_of_ornaments(font: &str) -> bool {
    ["wingdings", "webdings", "zapf dingbats", "zapfdingbats"]
        .iter()
        .any(|name| font.to_ascii_lowercase().starts_with(name))
}

/// Whether a style's id is that of Word's own for lines of contents, which need no entry among the styles.
fn is_contents(id: &str) -> bool {
    id.strip_prefix("TOC").is_some_and(|level| level.parse::<u8>().is_ok())
}
