//! What the attributes of an element say of its text: notes, page numbers, hidden text, what a site prints around articles.

use super::attributes::Attributes;
use crate::registry::words::documents as words;

/// What an element is, beside its name.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Sign {
    /// Not to be seen, or a mark that leads elsewhere: never said.
    Silent,
    /// A footnote, or all of them.
    Note,
    /// The text between headline and article.
    Lead,
    /// What a site prints around an article.
    Furniture,
    /// Under a letter.
    Signature,
    /// Who wrote it.
    Author,
    /// The headline, where a page has no element for it.
    Title,
    /// The first letter of a chapter, set large.
    DropCap,
    /// Under a picture.
    Caption,
    /// Where the news comes from, before the text of the lead.
    Place,
}

/// Kinds of marks in books (EPUB's `epub:type`, DPUB-ARIA's `role`) that are no text.
const MARKS: &[&str] = &[
    "noteref",
    "doc-noteref",
    "backlink",
    "doc-backlink",
    "referrer",
    "pagebreak",
    "doc-pagebreak",
    "doc-toc",
    "toc",
    "page-list",
    "landmarks",
    "doc-pagelist",
];
/// Roles of what opens over a page.
const DIALOGS: &[&str] = &["dialog", "alertdialog", "search"];
/// Words within ids and classes of what asks for leave.
const CONSENT: &[&str] =
    &["onetrust", "consent", "gdpr", "cookie-banner", "cookie-notice", "cookiebar", "cookie-bar", "cookie-law"];
const NOTES: &[&str] = &[
    "footnote",
    "footnotes",
    "endnote",
    "endnotes",
    "rearnote",
    "rearnotes",
    "doc-footnote",
    "doc-endnote",
    "doc-endnotes",
];
/// Classes that converters of books and wikis give to marks.
const MARK_CLASSES: &[&str] = &[
    "reference",
    "noteref",
    "footnote-ref",
    "footnoteref",
    "footnote-back",
    "footnote-backref",
    "mw-editsection",
    "noprint",
    "mw-cite-backlink",
    "pagenum",
    "page-number",
    "pagebreak",
    "page-normal",
    "page-front",
    "page-special",
    "headerlink",
    "toc",
    "mw-jump-link",
    "catlinks",
    "navbox",
    "anchor-link",
    "ez-toc-container",
    "toc_container",
    "lwptoc",
    "rank-math-toc",
    "auto-refresh",
    // what asks, offers or was put in from elsewhere
    "modal",
    "push-prompt",
    "smartbanner",
    "smart-banner",
    "app-banner",
    "twitter-tweet",
    "tiktok-embed",
    "instagram-media",
    "fb-post",
    "fb-video",
    "reddit-embed-bq",
    "vjs-loading",
    "video-embed",
    "kg-bookmark-card",
    "wp-embedded-content",
    "msocomanchor",
    "msocomoff",
    // players of sound and pictures
    "video-js",
    "op-player",
    "jwplayer",
    "plyr",
    "mejs-container",
    "audio-player",
    "video-player",
    "media-player",
];
const NOTE_CLASSES: &[&str] =
    &["footnote", "footnotes", "endnotes", "references", "reflist", "notebody", "footnote-definition", "footnotedef"];
const HIDDEN_CLASSES: &[&str] =
    &["hidden", "d-none", "visually-hidden", "sr-only", "screen-reader-text", "mw-hidden-catlinks"];
const LEADS: &[&str] = &[
    "sapo",
    "lead",
    "standfirst",
    "chapeau",
    "lede",
    "summary",
    "description",
    "excerpt",
    "teaser",
    "dek",
    "brief",
    "intro",
    "desc",
];
/// Words of classes and ids; longer ones are found inside others, too.
const FURNITURE: &[&str] = &[
    "breadcrumb",
    "related",
    "relate",
    "button",
    "buttons",
    "sharedaddy",
    "share",
    "social",
    "comment",
    "tags",
    "tag",
    "ads",
    "ad",
    "advert",
    "banner",
    "popup",
    "newsletter",
    "subscribe",
    "pagination",
    "toolbar",
    "meta",
    "date",
    "time",
    "views",
    "rating",
    "menu",
    "navbar",
    "nav",
    "sidebar",
    "footer",
    "promo",
    "sponsor",
    "widget",
    "cookie",
    "copyright",
    "recommend",
    "print",
    "article-info",
    "list-news",
    "news-list",
    "box-news",
    "paywall",
    "meter",
    "rate",
    "cmt",
    "see-more",
    "time-to-read",
    "recent-posts",
    "reading-time",
    "post-rating",
    "paging",
    "pager",
    "call-to-action",
];
const AUTHORS: &[&str] = &["author", "byline", "createdby"];
const TITLES: &[&str] = &["title", "headline", "title-detail", "entry-title", "post-title"];
/// Words within classes.
const CAPTIONS: &[&str] = &["caption"];
const PLACES: &[&str] = &["location-stamp"];
/// Furniture that may be longer than the article.
const NEVER: &[&str] =
    &["comment", "cmt", "related", "share", "recommend", "footer", "nav", "newsletter", "cookie", "paywall"];
/// Within longer words these mean the same; Vietnamese ones are told from others sooner.
const LEAST_INSIDE: usize = 7;
const LEAST_INSIDE_OWN: usize = 6;

/// What a tag says by its attributes; web pages are looked at for furniture, books are not.
pub(super) fn of(tag: &str, name: &str, web: bool) -> Option<Sign> {
    // Most tags have no attribute.
    if !tag.contains([' ', '\n', '\t']) {
        return None;
    }
    of_attributes(&Attributes::of(tag), name, web)
}

/// The same of attributes that are known.
pub(super) fn of_attributes(tag: &Attributes, name: &str, web: bool) -> Option<Sign> {
    let kinds = |words: &[&str]| tag.has_word("epub:type", words) || tag.has_word("role", words);
    let classes = |words: &[&str]| tag.has_word("class", words);
    // What is hidden from screen readers but seen, such as a caption beside its picture's description, is kept for blocks.
    let unheard = tag.get("aria-hidden") == Some("true");
    let opens = web
        && (tag.has_word("role", DIALOGS)
            || ["class", "id"].iter().any(|name| {
                let value = tag.get(name).unwrap_or("").to_ascii_lowercase();
                CONSENT.iter().any(|word| value.contains(word))
            })
            || tag.get("fallback").is_some()
            || tag.get("placeholder").is_some_and(|text| text.is_empty()));
    if opens && !matches!(name, "html" | "body" | "main" | "article") {
        return Some(Sign::Silent);
    }
    if is_hidden(tag) || unheard || kinds(MARKS) || classes(MARK_CLASSES) || classes(HIDDEN_CLASSES) {
        return Some(Sign::Silent);
    }
    // An earlier letter, quoted in a mail.
    let cited = name == "blockquote" && (classes(&["gmail_quote"]) || tag.get("type") == Some("cite"));
    if classes(&["moz-signature", "gmail_signature"]) {
        return Some(Sign::Signature);
    }
    if cited || kinds(NOTES) || classes(NOTE_CLASSES) {
        return Some(Sign::Note);
    }
    // What floats may be one; how short it is tells.
    if classes(&["dropcap", "drop-cap", "lettrine", "initial"]) || !web && style(tag).contains("float:left") {
        return Some(Sign::DropCap);
    }
    // What stands at the head and the foot of a printed page, as LibreOffice has it.
    if name == "div" && matches!(tag.get("title"), Some("header" | "footer")) {
        return Some(Sign::Silent);
    }
    if !web || matches!(name, "html" | "body" | "main" | "article" | "h1") {
        return None;
    }
    match () {
        () if classes(PLACES) => Some(Sign::Place),
        () if named(tag, CAPTIONS, "caption") && name != "table" => Some(Sign::Caption),
        () if named(tag, LEADS, "lead") => Some(Sign::Lead),
        () if named(tag, AUTHORS, "author") => Some(Sign::Author),
        () if named(tag, FURNITURE, "furniture") => Some(Sign::Furniture),
        () if named(tag, TITLES, "title") => Some(Sign::Title),
        () => None,
    }
}

/// Whether a tag is a mark that leads to a note: a link that skips the head of a page, or leads to a part of it, is none.
pub(super) fn is_mark_of_note(tag: &Attributes) -> bool {
    const KINDS: &[&str] = &["noteref", "doc-noteref"];
    const CLASSES: &[&str] = &["reference", "noteref", "footnote-ref", "footnoteref"];
    tag.has_word("epub:type", KINDS) || tag.has_word("role", KINDS) || tag.has_word("class", CLASSES)
}

/// Whether a tag names what is no article, however long it is.
pub(super) fn is_never_article(tag: &str) -> bool {
    named(&Attributes::of(tag), NEVER, "")
}

fn is_hidden(tag: &Attributes) -> bool {
    if tag.get("hidden").is_some_and(|value| value != "until-found") {
        return true;
    }
    let style = style(tag);
    ["display:none", "visibility:hidden", "mso-hide:all"].iter().any(|hidden| style.contains(hidden))
}

/// The style that a tag names, without blanks and in small letters.
fn style(tag: &Attributes) -> String {
    let style = tag.get("style").unwrap_or("");
    style.chars().filter(|c| !c.is_whitespace()).collect::<String>().to_ascii_lowercase()
}

/// Whether a class or the id is called so, or has it as one of its words; Vietnamese names stand in the lexicon.
fn named(tag: &Attributes, names: &[&str], sign: &str) -> bool {
    let own = words::PAGE_SIGNS.0.iter().filter(|(_, means)| *means == sign).map(|(name, _)| name);
    ["class", "id", "type", "data-hook"].iter().filter_map(|name| tag.get(name)).any(|value| {
        let value = value.to_ascii_lowercase();
        let names =
            names.iter().map(|name| (name, LEAST_INSIDE)).chain(own.clone().map(|name| (name, LEAST_INSIDE_OWN)));
        names.into_iter().any(|(name, least)| {
            name.len() >= least && value.contains(name)
                || value.split([' ', '-', '_', '\t', '\n']).any(|word| word == *name)
                || name.contains('-') && value.split_whitespace().any(|class| class == *name)
        })
    })
}
