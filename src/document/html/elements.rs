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

/// The notes that a document's marks lead to: the ids of where they stand. A book has them for all its chapters.
#[derive(Debug, Default)]
pub(in crate::document) struct Notes(pub(in crate::document) HashSet<String>);
