//! Web pages, and XHTML of books and feeds.
//!
//! No HTML parser tells where in the file a piece of text stands, and a reader for blind people must know. So tags and text are
//! found here, with their places; which of them are the article is for a readability library to say.

mod attributes;
mod dialect;
mod elements;
mod inline;
mod list;
mod marks;
mod page;
mod scan;
mod select;
mod signs;
mod table;
mod tree;
mod walk;

use super::boilerplate;
use super::kind::Kind;
use super::model::{Block, Blocks, Role};
use super::source_map::SourceMapBuilder;
use super::warning::Warning;
use crate::error::Error;
use crate::lexicon::Lexicon;
pub(super) use elements::{Look, Notes};
use scan::{Token, check, tokens, tokens_as};
use std::borrow::Cow;
use tree::Tree;
use walk::{Walk, Walked};

/// Bytes of a page of which an article is looked for; all of a longer one is read.
const LARGEST_PAGE: usize = 8 << 20;
/// A page is told when more than one part in so many of its text is left out.
const TOLD: usize = 10;

/// Reads a web page: its headline and its article.
pub(super) fn article<'t>(file: &str, source: &'t str, lexicon: &Lexicon) -> Result<Blocks<'t>, Error> {
    // A talking book's text is a page that leads to its sound.
    if memchr::memmem::find(source.as_bytes(), b".smil#").is_some() {
        return Ok(Blocks {
            blocks: page(file, source, &mut Notes::default())?,
            warnings: Vec::new(),
            ..Blocks::default()
        });
    }
    let tokens = tokens(source);
    let elements = check(file, &tokens)?;
    let tree = Tree::of(&tokens);
    let found =
        if elements > 0 && source.len() <= LARGEST_PAGE { select::article(source, &tokens, &tree) } else { None };
    let mut notes = Notes::default();
    let furniture = |line: &str| boilerplate::role(line, lexicon) == Some(Role::Boilerplate);
    let walk = Walk::new(source, &tokens, &mut notes).of_web(found.as_ref(), &furniture);
    let Walked { blocks, around, headlined } = walk.go();
    let said: usize = blocks.iter().map(|b| b.text.len()).sum();
    let mut blocks = Blocks { blocks, warnings: Vec::new(), ..Blocks::default() };
    match &found {
        None => blocks.warnings.push(Warning::NoArticle),
        Some(found) => {
            if !headlined {
                blocks.blocks.splice(0..0, title(source, &tokens, &found.title));
            }
            if around.blocks > 0 {
                let much = around.bytes * TOLD > around.bytes + said;
                blocks.warnings.push(Warning::AroundArticle { blocks: around.blocks, much });
            }
        }
    }
    Ok(blocks)
}

/// Reads all text of a page, as of a book's chapter.
pub(super) fn page<'t>(file: &str, source: &'t str, notes: &mut Notes) -> Result<Vec<Block<'t>>, Error> {
    let tokens = tokens(source);
    check(file, &tokens)?;
    Ok(Walk::new(source, &tokens, notes).go().blocks)
}

/// Reads a book or office document whose elements mean those of pages.
pub(super) fn book<'t>(file: &str, source: &'t str, kind: Kind, notes: &mut Notes) -> Result<Vec<Block<'t>>, Error> {
    let tokens = tokens_as(source, |name| dialect::meant(kind, name));
    check(file, &tokens)?;
    Ok(Walk::new(source, &tokens, notes).go().blocks)
}

/// The page's title, without the name of the site.
fn title<'t>(source: &'t str, tokens: &[Token], title: &str) -> Option<Block<'t>> {
    let raw = tokens.iter().find_map(|token| match token {
        Token::Raw("title", place) => Some(place.clone()),
        _ => None,
    })?;
    let mut trace = SourceMapBuilder::default();
    inline::text(&source[raw.clone()], raw.start, &mut trace);
    let line = 1 + memchr::memchr_iter(b'\n', &source.as_bytes()[..trace.start()]).count();
    let start = trace.start();
    let mut trace = trace.finish();
    // Only an end is cut off, so that the anchors stay right.
    if !title.is_empty() && trace.text.starts_with(title.trim()) {
        trace.text.truncate(title.trim().len());
        trace.anchors.retain(|(text, _)| *text as usize <= title.trim().len());
    }
    let text = trace.text.trim_end().to_owned();
    let role = Some(Role::Headline);
    (!text.is_empty()).then_some(Block { text: Cow::Owned(text), start, anchors: trace.anchors, line, role })
}
