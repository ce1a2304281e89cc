//! What elements of a page are to a reader.

use std::collections::HashSet;

/// Never text of an article.
pub(super) const SILENT: &[&str] = &[
    "nav", "form", "button", "select", "svg", "template", "head", "rp", "audio", "video", "canvas", "object",
    "datalist", "dialog", "menu",
];
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
];

/// What is known of a document as a whole; a book has it for all its chapters.
#[derive(Debug, Default)]
pub(in crate::document) struct Notes {
    /// The notes that its marks lead to: the ids of where they stand.
    pub(in crate::document) targets: HashSet<String>,
    /// Classes that its style sheets hide.
    pub(in crate::document) hidden: HashSet<String>,
}

impl Notes {
    /// Takes down the classes that a style sheet hides. Only rules of a class alone count, and none for other media.
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
            let plain: String = declarations.chars().filter(|c| !c.is_whitespace()).collect();
            if !["display:none", "visibility:hidden"].iter().any(|hidden| plain.contains(hidden)) {
                continue;
            }
            let class = |selector: &str| {
                let (element, class) = selector.trim().split_once('.')?;
                let simple = |name: &str| name.chars().all(|c| c.is_alphanumeric() || matches!(c, '-' | '_'));
                (simple(element) && simple(class) && !class.is_empty()).then(|| class.to_owned())
            };
            self.hidden.extend(selectors.split(',').filter_map(class));
        }
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
        let mut hidden: Vec<&str> = notes.hidden.iter().map(String::as_str).collect();
        hidden.sort_unstable();
        assert_eq!(hidden, ["a", "b", "f"]);
        notes.style_sheet("@media { .x {");
        notes.style_sheet(".y { display: none");
    }
}
