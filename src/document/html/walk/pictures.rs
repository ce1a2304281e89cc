//! Pictures, of which the description is said.

use super::Walk;
use crate::document::html::attributes::{attribute, value_place};
use crate::document::html::inline;
use crate::document::html::scan::Token;
use crate::document::model::Role;

impl Walk<'_> {
    /// A picture's description: the paragraph's own where text stands around it, else a caption.
    pub(super) fn picture(&mut self, n: usize, tag: &str, at: usize) {
        let Some(place) = value_place(tag, "alt") else { return };
        let alt = tag[place.clone()].trim();
        let furniture = self.open.last().is_some_and(|open| open.role == Some(Role::Boilerplate));
        let adorns = matches!(attribute(tag, "role"), Some("presentation" | "none"));
        if self.is_silent() || furniture || adorns || !self.is_within(n) || !is_description(alt) {
            return;
        }
        // The headline again, with the number of the picture.
        let unnumbered = alt.trim_end_matches(['.', ' ']).trim_end_matches(|c: char| c.is_ascii_digit());
        let unnumbered = unnumbered.trim_end_matches(' ').trim_end_matches("Ảnh").trim_end_matches([' ', '-', '–']);
        let decoded = html_escape::decode_html_entities(unnumbered);
        if self.web && self.output.blocks.iter().any(|b| b.role == Some(Role::Headline) && *b.text == *decoded) {
            return;
        }
        let place = at + place.start..at + place.end;
        if !self.paragraph.trace.text.is_empty() {
            self.paragraph.picture = Some(place);
        } else if alt.chars().count() == 1 {
            self.paragraph.role = self.paragraph.role.or_else(|| self.role_here());
            inline::text(&self.source[place.clone()], place.start, &mut self.paragraph.trace);
            self.dropcap = !self.open.iter().any(|open| open.name == "p");
        } else if self.paragraph.lines.is_empty() {
            self.output.describe(place);
        }
    }
}

impl Walk<'_> {
    /// A drawing is described by its title, where it says that it is a picture.
    pub(super) fn drawing(&mut self, n: usize, tag: &str) {
        const NEAR: usize = 12;
        if attribute(tag, "role") != Some("img") || self.is_silent() || !self.is_within(n) {
            return;
        }
        let near = self.tokens[n + 1..].iter().take(NEAR);
        let mut near = near.skip_while(|token| {
            !matches!(token, Token::Open(name, ..) if name == "title") && !matches!(token, Token::Raw("title", _))
        });
        let place = match (near.next(), near.next()) {
            (Some(Token::Raw(_, place)), _) => place.clone(),
            (Some(_), Some(Token::Raw(_, place))) => place.clone(),
            (Some(_), Some(Token::Text(text, at))) => *at..at + text.len(),
            _ => return,
        };
        if self.paragraph.trace.text.is_empty() && is_description(self.source[place.clone()].trim()) {
            self.output.describe(place);
        }
    }
}

/// Whether a picture's description says more than the name of its file.
fn is_description(alt: &str) -> bool {
    let name = alt.rsplit_once('.').is_some_and(|(_, ending)| {
        matches!(ending.to_ascii_lowercase().as_str(), "jpg" | "jpeg" | "png" | "gif" | "webp" | "svg")
    });
    !name
        && alt.chars().any(char::is_alphabetic)
        && !matches!(
            alt.to_ascii_lowercase().as_str(),
            "image" | "img" | "photo" | "spacer" | "pixel" | "blank" | "logo"
        )
}
