//! What is known of a page's elements: how much text stands in them, what their attributes say.

use super::elements::BLOCKS;
use super::scan::Token;
use super::signs::{self, Sign};
use super::tree::{NONE, Tree, attribute};

/// How much text an element has, and how much of it leads elsewhere.
#[derive(Clone, Copy, Default)]
pub(super) struct Amount {
    pub(super) text: usize,
    pub(super) links: usize,
}

/// What is known of a page's elements.
pub(super) struct Page<'p> {
    pub(super) source: &'p str,
    pub(super) tokens: &'p [Token<'p>],
    pub(super) tree: &'p Tree,
    pub(super) amounts: Vec<Amount>,
    pub(super) signs: Vec<Option<Sign>>,
    pub(super) main: Vec<bool>,
}

impl<'p> Page<'p> {
    pub(super) fn of(source: &'p str, tokens: &'p [Token<'p>], tree: &'p Tree) -> Page<'p> {
        let mut signs: Vec<Option<Sign>> = tokens
            .iter()
            .map(|token| match token {
                Token::Open(name, place, _) => signs::of(&source[place.clone()], name, true),
                _ => None,
            })
            .collect();
        let mut amounts = vec![Amount::default(); tokens.len()];
        let mut link = vec![false; tokens.len()];
        let mut headed = vec![false; tokens.len()];
        for (n, token) in tokens.iter().enumerate() {
            let parent = tree.parents[n];
            match token {
                Token::Open(name, ..) => link[n] = name == "a" || parent != NONE && link[parent],
                Token::Text(text, _) if parent != NONE => {
                    let length = text.trim().chars().count();
                    amounts[parent].text += length;
                    amounts[parent].links += if link[parent] { length } else { 0 };
                }
                _ => {}
            }
        }
        // A parent always comes before what it holds.
        for n in (0..tokens.len()).rev() {
            let parent = tree.parents[n];
            if parent != NONE {
                let Amount { text, links } = amounts[n];
                amounts[parent].text += text;
                amounts[parent].links += links;
                headed[parent] |= headed[n] || matches!(&tokens[n], Token::Open(name, ..) if name == "h1");
            }
        }
        let own = |n: usize| amounts[n].text - amounts[n].links;
        let whole: usize = (0..tokens.len()).filter(|&n| tree.parents[n] == NONE).map(own).sum();
        let is_main = |n: usize| match &tokens[n] {
            Token::Open(_, place, _) if signs[n] == Some(Sign::Furniture) => {
                let named = signs::is_never_article(&source[place.clone()]);
                !named && (headed[n] || own(n) * 2 > whole)
            }
            _ => false,
        };
        let main: Vec<bool> = (0..tokens.len()).map(is_main).collect();
        for n in (0..tokens.len()).filter(|&n| main[n]) {
            signs[n] = None;
        }
        Page { source, tokens, tree, amounts, signs, main }
    }

    pub(super) fn name(&self, n: usize) -> &str {
        match &self.tokens[n] {
            Token::Open(name, ..) => name,
            _ => "",
        }
    }

    pub(super) fn loose(&self, n: usize) -> usize {
        match &self.tokens[n] {
            Token::Text(text, _) => text.trim().chars().count(),
            _ => 0,
        }
    }

    /// The text of an element that holds a single one.
    pub(super) fn words(&self, n: usize) -> Option<String> {
        let next = self.tokens[n + 1..].iter().find(|token| !matches!(token, Token::Open(..)))?;
        match next {
            Token::Text(text, _) if self.amounts[n].text == text.trim().chars().count() => {
                Some(html_escape::decode_html_entities(text.trim()).into_owned())
            }
            _ => None,
        }
    }

    /// The names and classes of the blocks around a text, up to an element.
    pub(super) fn place(&self, n: usize, root: usize) -> Vec<(&'p str, &'p str)> {
        let around = self.tree.around(n).take_while(|e| *e != root).filter(|&e| BLOCKS.contains(&self.name(e)));
        around
            .map(|e| match &self.tokens[e] {
                Token::Open(name, place, _) => {
                    (name.as_str(), attribute(&self.source[place.clone()], "class").unwrap_or(""))
                }
                _ => ("", ""),
            })
            .collect()
    }
}
