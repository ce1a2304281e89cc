//! Mark-up of books and offices whose elements mean those of pages: DTBook, FictionBook, OpenDocument.

use super::super::kind::Kind;

/// What an element of a kind means on a page. `nav` is never said, `x-note` is a note, `x-box` a box,
/// `x-caption` the description of a picture.
pub(super) fn meant(kind: Kind, name: &str) -> &str {
    // Their own elements may bear a prefix.
    let own = |name: &'_ str| matches!(kind, Kind::DtBook | Kind::FictionBook) && !name.ends_with(":math");
    let name = name.rsplit_once(':').filter(|_| own(name)).map_or(name, |(_, name)| name);
    match kind {
        Kind::DtBook => match name {
            "pagenum" | "noteref" | "annoref" | "head" => "nav",
            "doctitle" | "bridgehead" | "hd" | "levelhd" => "h1",
            "docauthor" | "author" | "byline" => "address",
            "note" | "annotation" => "x-note",
            "prodnote" | "caption" => "figcaption",
            "imggroup" | "sidebar" | "level" | "level1" | "level2" | "level3" | "level4" | "level5" | "level6"
            | "bodymatter" | "frontmatter" | "rearmatter" | "book" | "poem" | "linegroup" | "epigraph" | "dateline" => {
                "div"
            }
            "line" => "p",
            "list" => "ul",
            "lic" => "span",
            name => name,
        },
        Kind::FictionBook => match name {
            "binary" | "description" | "stylesheet" => "nav",
            "title" | "subtitle" => "h2",
            "emphasis" => "em",
            "strikethrough" => "s",
            "text-author" => "address",
            "v" => "p",
            "empty-line" => "hr",
            "cite" | "epigraph" | "poem" | "stanza" | "annotation" => "div",
            name => name,
        },
        Kind::OpenDocument => match name {
            "text:tracked-changes"
            | "text:note-citation"
            | "office:automatic-styles"
            | "office:styles"
            | "office:master-styles"
            | "office:meta"
            | "office:settings"
            | "office:scripts"
            | "office:binary-data"
            | "text:sequence-decls"
            | "text:table-of-content"
            | "office:forms"
            | "office:font-face-decls"
            | "text:alphabetical-index"
            | "svg:title" => "nav",
            // Within a paragraph, which goes on.
            "office:annotation" | "text:hidden-text" | "text:hidden-paragraph" => "template",
            "text:p" => "p",
            "text:h" => "h2",
            "text:list" => "ul",
            "text:list-item" => "li",
            "text:list-header" => "div",
            "text:ruby" => "ruby",
            "text:ruby-base" => "span",
            "text:ruby-text" => "rt",
            "text:note" => "x-note",
            "text:line-break" => "br",
            "text:s" | "text:tab" => "x-space",
            "table:table" => "table",
            "table:table-row" => "tr",
            "table:table-header-rows" => "thead",
            "table:table-cell" => "td",
            "svg:desc" => "x-caption",
            "draw:text-box" => "x-box",
            "text:section" => "div",
            name => name,
        },
        _ => name,
    }
}
