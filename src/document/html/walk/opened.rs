//! What a tag tells of its element.

use super::Walk;
use super::element::Open;
use crate::document::encoding::fonts::Font;
use crate::document::html::attributes::{Attributes, value_place};
use crate::document::html::elements::{AROUND, BLOCKS, Look, is_silent};
use crate::document::html::inline;
use crate::document::html::scan::Token;
use crate::document::html::signs::{self, Sign};
use crate::document::model::Role;

/// Tokens that are looked at for the end of a small element.
const NEAR: usize = 64;

impl<'s> Walk<'s> {
    /// What is known of an element by its tag and those around it.
    pub(super) fn opened(&mut self, tag: &'s str, name: &'s str) -> Open<'s> {
        let above = self.open.last();
        let mut open = Open {
            name,
            silent: above.is_some_and(|a| a.silent) || is_silent(name, above.map_or("", |a| a.name)),
            around: above.is_some_and(|a| a.around) || self.web && AROUND.contains(&name),
            role: above.and_then(|a| a.role),
            dropcap: false,
            place: false,
            lined: name == "pre" || above.is_some_and(|a| a.lined),
            beside: false,
            target: None,
            font: above.and_then(|a| a.font),
            script: i8::from(name == "sup") - i8::from(name == "sub"),
            holds: false,
        };
        // Most tags have no attribute.
        if !tag.contains([' ', '\n', '\t']) {
            self.meant(None, &mut open);
            self.ruby(&mut open);
            return open;
        }
        let attributes = Attributes::of(tag);
        let look = self.look(&attributes, name);
        // A site's scripts may show again what its style sheet hides, a book has none.
        open.silent |= look.hidden && !(self.web && self.scripted) || look.struck;
        open.lined |= look.lined;
        open.font = look.font.or(open.font);
        open.role = look.role.or(open.role);
        if open.script == 0 {
            open.script = look.script;
        }
        self.sign(&attributes, &mut open);
        self.meant(Some(&attributes), &mut open);
        self.led_to(&attributes, &mut open);
        if matches!(name, "abbr" | "acronym") && self.script.is_none() && !open.silent {
            open.silent = self.expansion(tag);
        }
        self.ruby(&mut open);
        open
    }

    /// What its attributes say it is.
    fn sign(&mut self, tag: &Attributes<'s>, open: &mut Open<'s>) {
        let sign = match self.article {
            Some(article) => article.signs[self.at],
            None => signs::of_attributes(tag, open.name, self.web),
        };
        match sign {
            Some(Sign::Silent) if open.name != "figcaption" => {
                open.silent = true;
                // A note may stand where only its mark tells.
                let target = tag.get("href").and_then(|href| href.split_once('#')).map(|(_, id)| id);
                if let Some(target) = target.filter(|_| signs::is_mark_of_note(tag)) {
                    self.notes.targets.insert(target.to_owned());
                }
            }
            Some(Sign::Note) => open.role = Some(Role::Note),
            Some(Sign::Signature) => open.role = Some(Role::Signature),
            Some(Sign::Lead) if !self.output.headlined || self.output.blocks.len() < 3 => open.role = Some(Role::Lead),
            Some(Sign::Furniture) => open.role = Some(Role::Boilerplate),
            Some(Sign::Author) if open.role.is_none() => open.role = Some(Role::Byline),
            Some(Sign::DropCap) => open.dropcap = true,
            Some(Sign::Caption) if open.role.is_none() => open.role = Some(Role::Caption),
            Some(Sign::Place) => open.place = true,
            _ => {}
        }
    }

    /// What its name or place says it is.
    fn meant(&self, tag: Option<&Attributes<'s>>, open: &mut Open<'s>) {
        if self.article.and_then(|article| article.headline) == Some(self.at) {
            open.role = Some(Role::Headline);
        }
        match open.name {
            // What stands in for a formula that can be said.
            "epub:default" => open.silent |= self.follows_formula(),
            // A box beside the text.
            "aside" if self.web && open.role.is_none() => open.role = Some(Role::Caption),
            "x-caption" => open.role = Some(Role::Caption),
            "x-note" => open.role = Some(Role::Note),
            "body" if tag.and_then(|tag| tag.get("name")).is_some_and(|name| matches!(name, "notes" | "comments")) => {
                open.role = Some(Role::Note);
            }
            "a" => {
                let Some(tag) = tag else { return };
                // A mark of FictionBook.
                open.silent |= tag.get("type") == Some("note");
                // The notes of a book may be a chapter of their own.
                let href = tag.get("href").and_then(|href| href.split_once('#'));
                open.target =
                    href.filter(|(page, _)| page.is_empty() || !self.web && !page.contains(':')).map(|(_, id)| id);
            }
            _ => {}
        }
    }

    /// Whether a formula stands close before in the same choice.
    fn follows_formula(&self) -> bool {
        let near = self.tokens[..self.at].iter().rev().take(NEAR);
        near.take_while(|token| !matches!(token, Token::Open(name, ..) if name == "epub:switch"))
            .any(|token| matches!(token, Token::Open(name, ..) if name == "math" || name.ends_with(":math")))
    }

    /// What a mark before it has led to is a note.
    fn led_to(&mut self, tag: &Attributes<'s>, open: &mut Open<'s>) {
        let id = tag.get("id").or_else(|| tag.get("name").filter(|_| open.name == "a"));
        let Some(id) = id.filter(|id| self.notes.targets.contains(*id)) else { return };
        // What an editor remarked is no text at all.
        let role = if id.starts_with("cmnt") { Role::Boilerplate } else { Role::Note };
        if BLOCKS.contains(&open.name) {
            open.role = Some(role);
        } else if self.paragraph.is_new() {
            self.paragraph.role = Some(role);
            open.silent = true;
        }
    }

    /// How the tag, its classes or its style set text.
    fn look(&self, tag: &Attributes, name: &str) -> Look {
        let named = |name: &str| tag.get(name).filter(|_| !self.notes.looks.is_empty());
        let classes =
            named("class").or_else(|| named("text:style-name")).map_or_else(Look::default, |n| self.notes.look(n));
        const TOLD: &[&str] = &["vertical-align", "line-through", "white-space"];
        let own = tag.get("style").filter(|style| self.old_fonts || TOLD.iter().any(|what| style.contains(what)));
        let own = own.map_or_else(Look::default, Look::of);
        let face = tag.get("face").filter(|_| self.old_fonts && name == "font").and_then(Font::named);
        let script = if own.script == 0 { classes.script } else { own.script };
        Look {
            font: face.or(own.font).or(classes.font),
            script,
            struck: own.struck || classes.struck,
            lined: own.lined || classes.lined,
            ..classes
        }
    }

    /// Says the words of an abbreviation in its place.
    fn expansion(&mut self, tag: &'s str) -> bool {
        let Some(place) = value_place(tag, "title").filter(|place| tag[place.clone()].contains(' ')) else {
            return false;
        };
        if self.article.is_some() && self.paragraph.trace.text.is_empty() {
            return false;
        }
        let start = tag.as_ptr() as usize - self.source.as_ptr() as usize + place.start;
        self.begin(start);
        inline::text(&tag[place], start, &mut self.paragraph.trace);
        true
    }

    /// One of both is said: what stands beside Chinese letters, else the letters themselves.
    fn ruby(&self, open: &mut Open) {
        let ruby = self.open.iter().rev().find(|open| open.name == "ruby");
        match open.name {
            "ruby" => {
                let near = self.tokens[self.at..].iter().take(NEAR);
                let near = near.take_while(|token| !matches!(token, Token::Close(name) if name == "ruby"));
                let beside = near.clone().any(|token| matches!(token, Token::Open(name, ..) if name == "rt"));
                let chinese =
                    |text: &str| text.chars().any(|c| matches!(c, '\u{2e80}'..='\u{9fff}' | '\u{20000}'..='\u{323af}'));
                if beside && near.into_iter().any(|token| matches!(token, Token::Text(text, _) if chinese(text))) {
                    open.beside = !open.silent;
                    open.silent = true;
                }
            }
            "rt" => open.silent = !ruby.is_some_and(|ruby| ruby.beside),
            _ => {}
        }
    }
}
