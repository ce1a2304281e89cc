//! What is known of a page's elements: how much text stands in them, what their attributes say.

use super::attributes::attribute;
use super::elements::{BLOCKS, is_silent};
use super::scan::Token;
use super::signs::{self, Sign};
use super::tree::{NONE, Tree};

/// A sentence around an element has so much text beside it.
const LEAST_SENTENCE: usize = 20;

/// A cell beside a menu has so much text, where it is the article.
const LEAST_BESIDE: usize = 200;

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
    /// The times of a report that goes on as things happen.
    pub(super) clocks: Vec<usize>,
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
        let mut main: Vec<bool> = (0..tokens.len()).map(is_main).collect();
        of_sentences(tokens, tree, &signs, &amounts).for_each(|n| main[n] = true);
        for n in (0..tokens.len()).filter(|&n| main[n]) {
            signs[n] = None;
        }
        let clocks = clocks(tokens);
        for &n in &clocks {
            let length = amounts[tree.parents[n]].text;
            tree.around(n).take_while(|e| amounts[*e].text == length).for_each(|e| signs[e] = None);
        }
        Page { source, tokens, tree, amounts, signs, main, clocks }
    }

    pub(super) fn name(&self, n: usize) -> &str {
        match &self.tokens[n] {
            Token::Open(name, ..) => name,
            _ => "",
        }
    }

    /// Cells of links beside a cell that holds an article: how pages were laid out before there were style sheets. And
    /// articles within an article that only lead to others.
    pub(super) fn menus(&self) -> Vec<usize> {
        let cell = |n: usize| matches!(self.name(n), "td" | "th");
        let leads = |n: usize| self.name(n) == "article" && self.tree.around(n).any(|e| self.name(e) == "article");
        let mut links = vec![0usize; self.tokens.len()];
        for n in (0..self.tokens.len()).filter(|&n| self.name(n) == "a") {
            self.tree.around(n).filter(|&e| cell(e)).for_each(|e| links[e] += 1);
        }
        let is_menu = |&n: &usize| {
            let Amount { text, links: linked } = self.amounts[n];
            let row = self.tree.around(n).next();
            let beside = || row.is_some_and(|row| self.amounts[row].text >= text + LEAST_BESIDE);
            linked > 0 && linked * 10 >= text * 9 && (leads(n) || cell(n) && links[n] > 1 && beside())
        };
        (0..self.tokens.len()).filter(is_menu).collect()
    }

    pub(super) fn is_within(&self, n: usize, element: usize) -> bool {
        self.tree.around(n).any(|e| e == element)
    }

    /// Whether an element is never said.
    pub(super) fn is_silent(&self, n: usize) -> bool {
        is_silent(self.name(n), self.tree.around(n).next().map_or("", |around| self.name(around)))
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

/// Texts that are a time of day and nothing else, where there are several of them.
fn clocks(tokens: &[Token]) -> Vec<usize> {
    const LEAST: usize = 3;
    let is_clock = |text: &str| {
        let text = text.trim();
        let (hour, minute) = text.split_once(['h', 'g', ':']).unwrap_or((text, "x"));
        let number = |text: &str| text.len() <= 2 && text.bytes().all(|b| b.is_ascii_digit());
        !hour.is_empty() && number(hour) && number(minute)
    };
    let clock = |(n, token): (usize, &Token)| matches!(token, Token::Text(text, _) if is_clock(text)).then_some(n);
    let found: Vec<usize> = tokens.iter().enumerate().filter_map(clock).collect();
    if found.len() >= LEAST { found } else { Vec::new() }
}

/// Elements within a sentence, which goes on behind them: whatever they are called (a date, a tag), they are part of it.
fn of_sentences<'p>(
    tokens: &'p [Token],
    tree: &'p Tree,
    signs: &'p [Option<Sign>],
    amounts: &'p [Amount],
) -> impl Iterator<Item = usize> + 'p {
    let goes_on = move |n: usize, block: usize| {
        let texts =
            tokens.iter().enumerate().skip(n + 1).take_while(move |(at, _)| tree.around(*at).any(|e| e == block));
        let mut after = texts.filter(move |(at, _)| tree.parents[*at] == block);
        after.any(|(_, token)| matches!(token, Token::Text(text, _) if !text.trim().is_empty()))
    };
    (0..tokens.len()).filter(move |&n| {
        matches!(&tokens[n], Token::Open(name, ..) if !BLOCKS.contains(&name.as_str()))
            && matches!(signs[n], Some(Sign::Furniture | Sign::Author))
            && tree.around(n).next().is_some_and(|block| {
                let sentence = matches!(&tokens[block], Token::Open(name, ..) if matches!(name.as_str(), "p" | "li" | "td" | "dd"));
                sentence && amounts[block].text >= amounts[n].text + LEAST_SENTENCE && goes_on(n, block)
            })
    })
}
