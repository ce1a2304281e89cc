//! A page that shows what was written and marks the sentence that is heard.
//!
//! The page holds style and script itself and links the sound by its name, since a bulletin is far too large to be written
//! into a page: keep both in one folder. Screen readers find headings, paragraphs, a button an article and the browser's
//! own player.

use super::timeline::{Story, Timings};
use crate::document::Role;

const PAGE: &str = include_str!("transcript.html");

/// The page for a sound file that lies beside it.
pub fn html(timings: &Timings, title: &str, audio: &str) -> String {
    let mut out = String::new();
    let mut rest = PAGE;
    while let Some((before, after)) = rest.split_once('{') {
        let filled = [("title}", 0), ("audio}", 1), ("stories}", 2)];
        let Some((rest_after, which)) = filled.iter().find_map(|(key, n)| Some((after.strip_prefix(key)?, n))) else {
            out.push_str(before);
            out.push('{');
            rest = after;
            continue;
        };
        out.push_str(before);
        match which {
            0 => escape(title, &mut out),
            1 => escape(&address(audio), &mut out),
            _ => timings.stories.iter().for_each(|s| story(timings, s, &mut out)),
        }
        rest = rest_after;
    }
    out.push_str(rest);
    out
}

fn story(timings: &Timings, story: &Story, out: &mut String) {
    out.push_str("<article>\n");
    let headed = story.sentences.first().is_some_and(|s| s.role == Role::Headline);
    if !headed {
        out.push_str("<h2>");
        escape(&story.title, out);
        out.push_str("</h2>\n");
    }
    let button =
        format!("<button type=\"button\" data-at=\"{}\" aria-label=\"Nghe từ đây: ", timings.milliseconds(story.start));
    let mut button = Some(button);
    for paragraph in story.sentences.chunk_by(|a, b| a.paragraph == b.paragraph) {
        let tag = match paragraph.first().map(|s| s.role) {
            Some(Role::Headline) => "h2",
            _ => "p",
        };
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
