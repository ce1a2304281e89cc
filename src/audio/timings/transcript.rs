//! A page that shows what was written and marks the sentence that is heard.
//!
//! The page links the sound by its name, since a bulletin is far too large to be written into a page: keep both in one
//! folder. Script and style stand in the page, and its own policy names them by their hashes; or in files of their own,
//! for servers whose policy allows nothing within pages. Where a server gives no parts of a file, the page loads the sound
//! first. Screen readers find headings, paragraphs, a button an article and the browser's own player.

use super::timeline::{Story, Timings};
use crate::document::Role;

const PAGE: &str = include_str!("transcript.html");

/// The page's style and script: always the same, so that a server's policy may name them by their hashes.
pub const STYLE: &str = include_str!("transcript.css");
/// What marks the sentence that is heard.
pub const SCRIPT: &str = include_str!("transcript.js");
/// The hashes of [`STYLE`] and [`SCRIPT`], as a policy has them.
pub const STYLE_HASH: &str = "sha256-DxEUdYzCKz3OHbhg3r624z1p6XGsZovYix63o3Pa2fk=";
/// See [`STYLE_HASH`].
pub const SCRIPT_HASH: &str = "sha256-R6t/pOGEakixMjKFwXEIuRYxwIWm7tps0obCn7Ei6ro=";

/// Where script and style are.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub enum Parts<'n> {
    /// In the page, which then permits them and nothing else.
    Inside,
    /// In files beside it: the names of [`STYLE`] and [`SCRIPT`].
    Beside {
        /// The style's file.
        style: &'n str,
        /// The script's file.
        script: &'n str,
    },
}

/// The page for a sound file that lies beside it, with script and style inside.
pub fn html(timings: &Timings, title: &str, audio: &str) -> String {
    page(timings, title, audio, Parts::Inside)
}

/// The page for a sound file that lies beside it.
pub fn page(timings: &Timings, title: &str, audio: &str, parts: Parts) -> String {
    let mut out = String::new();
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once('{') {
        out.push_str(before);
        let Some((key, after)) = after.split_once('}') else {
            out.push('{');
            rest = after;
            break;
        };
        fill(key, timings, title, audio, parts, &mut out);
        rest = after;
    }
    out.push_str(rest);
    out
}

fn fill(key: &str, timings: &Timings, title: &str, audio: &str, parts: Parts, out: &mut String) {
    match (key, parts) {
        ("title", _) => escape(title, out),
        ("audio", _) => escape(&address(audio), out),
        ("stories", _) => timings.stories.iter().for_each(|s| story(timings, s, out)),
        ("policy", Parts::Inside) => out.push_str(&format!(
            "<meta http-equiv=\"Content-Security-Policy\" content=\"default-src 'none'; style-src '{STYLE_HASH}'; \
             script-src '{SCRIPT_HASH}'; media-src 'self' file: blob:; connect-src 'self'\">\n"
        )),
        ("style", Parts::Inside) => out.push_str(&format!("<style>{STYLE}</style>\n")),
        ("script", Parts::Inside) => out.push_str(&format!("<script>{SCRIPT}</script>\n")),
        ("style", Parts::Beside { style, .. }) => {
            out.push_str("<link rel=\"stylesheet\" href=\"");
            escape(&address(style), out);
            out.push_str("\">\n");
        }
        ("script", Parts::Beside { script, .. }) => {
            out.push_str("<script src=\"");
            escape(&address(script), out);
            out.push_str("\"></script>\n");
        }
        _ => {}
    }
}

fn story(timings: &Timings, story: &Story, out: &mut String) {
    out.push_str("<article>\n");
    let headed = story.sentences.first().is_some_and(|s| s.role == Role::Headline);
    if !headed {
        out.push_str("<h2>");
        escape(&story.title, out);
        out.push_str("</h2>\n");
    }
    let mut headlines = 0;
    let button =
        format!("<button type=\"button\" data-at=\"{}\" aria-label=\"Nghe từ đây: ", timings.milliseconds(story.start));
    let mut button = Some(button);
    for paragraph in story.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let tag = match paragraph.first().map(|s| s.role) {
            // A second headline is one within the article.
            Some(Role::Headline) if headlines > 0 => "h3",
            Some(Role::Headline) => "h2",
            _ => "p",
        };
        headlines += usize::from(tag != "p");
        out.push_str(&format!("<{tag}>"));
        for (n, s) in paragraph.iter().enumerate() {
            let (start, end) = (timings.milliseconds(s.start), timings.milliseconds(s.end));
            out.push_str(if n > 0 { " " } else { "" });
            out.push_str(&format!("<span data-start=\"{start}\" data-end=\"{end}\">"));
            escape(&s.text, out);
            out.push_str("</span>");
        }
        out.push_str(&format!("</{tag}>\n"));
        if let Some(open) = button.take() {
            out.push_str(&open);
            escape(&story.title, out);
            out.push_str("\">▶ Nghe từ đây</button>\n");
        }
    }
    out.push_str("</article>\n");
}

/// A file's name as a relative address.
fn address(name: &str) -> String {
    let mut out = String::from("./");
    for byte in name.bytes() {
        if byte.is_ascii_alphanumeric() || matches!(byte, b'-' | b'_' | b'.' | b'~') {
            out.push(char::from(byte));
        } else {
            out.push_str(&format!("%{byte:02X}"));
        }
    }
    out
}

fn escape(text: &str, out: &mut String) {
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            c => out.push(c),
        }
    }
}
