//! What elements of a page are to a reader.

use crate::document::encoding::fonts::Font;
use crate::document::model::Role;
use std::collections::{HashMap, HashSet};

/// Never text of an article.
pub(super) const SILENT: &[&str] = &[
    "nav",
    "form",
    "button",
    "select",
    "svg",
    "template",
    "head",
    "rp",
    "audio",
    "video",
    "canvas",
    "object",
    "datalist",
    "dialog",
    "menu",
    "del",
    "s",
    "strike",
    "amp-consent",
    "amp-ad",
    "amp-sticky-ad",
    "amp-social-share",
    "amp-sidebar",
    "amp-user-notification",
    "iframe",
];
/// They head what follows.
pub(super) const HEADINGS: &[&str] = &["h1", "h2", "h3", "h4", "h5", "h6", "dt", "summary"];
/// Never text of an article where no article was found.
pub(super) const AROUND: &[&str] = &["header", "footer", "aside"];
/// Each is a paragraph, or holds some.
pub(super) const BLOCKS: &[&str] = &[
    "address",
    "article",
    "aside",
    "blockquote",
    "body",
    "caption",
    "center",
    "dd",
    "details",
    "div",
    "dl",
    "dt",
    "fieldset",
    "figcaption",
    "figure",
    "footer",
    "form",
    "h1",
    "h2",
    "h3",
    "h4",
    "h5",
    "h6",
    "header",
    "hr",
    "html",
    "li",
    "main",
    "nav",
    "ol",
    "p",
    "pre",
    "section",
    "summary",
    "table",
    "tbody",
    "tfoot",
    "thead",
    "tr",
    "ul",
    "x-note",
    "x-box",
    "x-caption",
];

/// Whether an element in another one is never said. A heading's button shows what stands under it: its text is the heading.
pub(super) fn is_silent(name: &str, around: &str) -> bool {
    SILENT.contains(&name) && !(name == "button" && HEADINGS.contains(&around))
}

/// What is known of a document as a whole; a book has it for all its chapters.
#[derive(Debug, Default)]
pub(in crate::document) struct Notes {
    /// The notes that its marks lead to: the ids of where they stand.
    pub(in crate::document) targets: HashSet<String>,
    /// How its style sheets set classes, and an office document its styles.
    pub(in crate::document) looks: HashMap<String, Look>,
    /// The numerals of an office document's lists and where they start, a level an entry; `None` for bullets.
    pub(in crate::document) lists: HashMap<String, Vec<Option<(u8, i64)>>>,
}

/// How text is set, as far as it tells what it is.
#[derive(Clone, Copy, Debug, Default)]
pub(in crate::document) struct Look {
    pub(in crate::document) hidden: bool,
    /// Crossed out: no longer meant.
    pub(in crate::document) struck: bool,
    /// Its line ends are shown.
    pub(in crate::document) lined: bool,
    pub(in crate::document) font: Option<Font>,
    /// 1 for raised, -1 for lowered text.
    pub(in crate::document) script: i8,
    pub(in crate::document) role: Option<Role>,
    /// The numerals of a list, as the `type` of `ol` has them; 0 for none.
    pub(in crate::document) numerals: Option<u8>,
}

/// Numerals of lists by their names in style sheets.
const NUMERALS: &[(&str, u8)] = &[
    ("lower-alpha", b'a'),
    ("lower-latin", b'a'),
    ("upper-alpha", b'A'),
    ("upper-latin", b'A'),
    ("lower-roman", b'i'),
    ("upper-roman", b'I'),
    ("none", 0),
];

impl Look {
    /// Of the declarations of a style sheet, or of a `style` attribute.
    pub(in crate::document) fn of(declarations: &str) -> Look {
        let mut look = Look::default();
        let declarations = html_escape::decode_html_entities(declarations);
        for (name, value) in declarations.split(';').filter_map(|declaration| declaration.split_once(':')) {
            look.take(name.trim(), value);
        }
        look
    }

    fn take(&mut self, name: &str, value: &str) {
        const NAMES: &[&str] = &[
            "display",
            "visibility",
            "mso-hide",
            "text-decoration",
            "text-decoration-line",
            "white-space",
            "vertical-align",
            "font",
            "font-family",
            "list-style",
            "list-style-type",
        ];
        let Some(name) = NAMES.iter().find(|known| known.eq_ignore_ascii_case(name)) else { return };
        let (written, value) = (value, value.trim().to_ascii_lowercase());
        // Of several families the first is shown.
        let family = written.split(',').next().unwrap_or("");
        match *name {
            "display" => self.hidden |= value.starts_with("none"),
            "visibility" => self.hidden |= value.starts_with("hidden"),
            "mso-hide" => self.hidden |= value.starts_with("all"),
            "text-decoration" | "text-decoration-line" => self.struck |= value.contains("line-through"),
            "white-space" => self.lined = value.starts_with("pre") || value.starts_with("break-spaces"),
            "vertical-align" => self.script = i8::from(value.starts_with("super")) - i8::from(value.starts_with("sub")),
            "list-style" | "list-style-type" => {
                let named = NUMERALS.iter().find(|(name, _)| value.split(' ').any(|word| word == *name));
                self.numerals = named.map(|(_, kind)| *kind).or(self.numerals);
            }
            "font" => self.font = family.split(' ').find_map(Font::named).or(self.font),
            _ => self.font = Font::named(family).or(self.font),
        }
    }

    /// With what another one says beside.
    pub(in crate::document) fn and(self, other: Look) -> Look {
        Look {
            hidden: self.hidden || other.hidden,
            struck: self.struck || other.struck,
            lined: self.lined || other.lined,
            font: other.font.or(self.font),
            script: if other.script == 0 { self.script } else { other.script },
            role: other.role.or(self.role),
            numerals: other.numerals.or(self.numerals),
        }
    }

    fn tells(self) -> bool {
        self.hidden
            || self.struck
            || self.lined
            || self.font.is_some()
            || self.script != 0
            || self.role.is_some()
            || self.numerals.is_some()
    }
}

impl Notes {
    /// Takes down how a style sheet sets classes. Only rules of a class alone count, and none for other media.
    pub(in crate::document) fn style_sheet(&mut self, css: &str) {
        let mut rest = css;
        while let Some((selectors, body)) = rest.split_once('{') {
            let selectors = selectors.rsplit(['}', ';', '/']).next().unwrap_or("").trim();
            if selectors.starts_with('@') {
                rest = after_block(body);
                continue;
            }
            let (declarations, after) = body.split_once('}').unwrap_or((body, ""));
            rest = after;
            let look = Look::of(declarations);
            if !look.tells() {
                continue;
            }
            let class = |selector: &str| {
                let (element, class) = selector.trim().split_once('.')?;
                let simple = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                (simple(element) && simple(class) && !class.is_empty()).then(|| class.to_owned())
            };
            for class in selectors.split(',').filter_map(class) {
                let known = self.looks.entry(class).or_default();
                *known = known.and(look);
            }
        }
    }

    /// How the classes of a tag, or an office document's style, set its text.
    pub(in crate::document) fn look(&self, names: &str) -> Look {
        let known = names.split_ascii_whitespace().filter_map(|name| self.looks.get(name));
        known.fold(Look::default(), |all, look| all.and(*look))
    }
}

/// What follows a block of rules in braces.
fn after_block(css: &str) -> &str {
    let mut depth = 1usize;
    for (n, byte) in css.bytes().enumerate() {
        match byte {
            b'{' => depth += 1,
            b'}' => depth -= 1,
            _ => {}
        }
        if depth == 0 {
            return &css[n + 1..];
        }
    }
    ""
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn classes_that_a_style_sheet_hides_are_found() {
        let mut notes = Notes::default();
        notes.style_sheet(
            "/* x */ .a, p.b { color: red; display : none } .c .d { display: none }\n@media print { .e { display: none } } .f{visibility:hidden}.g{}",
        );
        let hidden = notes.looks.iter().filter(|(_, look)| look.hidden);
        let mut hidden: Vec<&str> = hidden.map(|(class, _)| class.as_str()).collect();
        hidden.sort_unstable();
        assert_eq!(hidden, ["a", "b", "f"]);
        notes.style_sheet(
            ".s { vertical-align: super } .t { font-family: '.VnTime', serif } .u { font: 12pt VNI-Times }",
        );
        assert_eq!(notes.look("x s").script, 1);
        assert!(notes.look("t").font.is_some() && notes.look("s").font.is_none());
        notes.style_sheet("@media { .x {");
        notes.style_sheet(".y { display: none");
    }
}
