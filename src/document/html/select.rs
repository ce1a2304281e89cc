//! Which text of a page is its article.
//!
//! A readability library says it first. Its elements are not the page's: it makes new ones of loose text, renames others and
//! strips their attributes. So every text of the page bears a mark of private-use characters, and what still bears one in the
//! library's result is the article. What stands between such texts in the same part of the page is looked at again: a paragraph
//! that the library took for furniture is kept where nothing but its shape speaks against it.

use super::elements::{AROUND, BLOCKS, SILENT};
use super::scan::{MOST_ELEMENTS, Token};
use super::signs::{self, Sign};
use super::tree::{NONE, Tree};
use std::ops::Range;

/// Attributes of a longer tag are kept from the readability library, whose parser compares each with each. It is a picture
/// in the page, if anything.
const LONGEST_TAG: usize = 2 << 10;
/// The private-use characters of a mark: begin, end, and the first of the 64 digits between.
const BEGIN: char = '\u{e000}';
const END: char = '\u{e001}';
const DIGIT: u32 = 0xE100;
/// A paragraph with less text among the article's, and one with less anywhere in its part of the page, is not looked at.
const LEAST_BETWEEN: usize = 20;
const LEAST_ANYWHERE: usize = 80;

/// The article of a page.
pub(super) struct Article {
    /// For each token whether it is text of the article.
    pub(super) kept: Vec<bool>,
    pub(super) title: String,
    pub(super) byline: Option<String>,
}

/// Finds the article; `None` if there is none.
pub(super) fn article(source: &str, tokens: &[Token], tree: &Tree) -> Option<Article> {
    let config = dom_smoothie::Config { max_elements_to_parse: MOST_ELEMENTS, ..dom_smoothie::Config::default() };
    let found = dom_smoothie::Readability::new(marked(source, tokens), None, Some(config)).ok()?.parse().ok()?;
    let mut kept = vec![false; tokens.len()];
    for n in marks(&found.content) {
        if let Some(kept) = kept.get_mut(n) {
            *kept = true;
        }
    }
    let first = kept.iter().position(|kept| *kept)?;
    let last = kept.iter().rposition(|kept| *kept)?;
    let page = Page::of(source, tokens, tree);
    page.keep_between(&mut kept, first..last);
    let title = without_marks(&found.title);
    Some(Article { kept, title, byline: found.byline.as_deref().map(without_marks) })
}

/// The page with a mark before every text.
fn marked(source: &str, tokens: &[Token]) -> String {
    let mut marked = String::with_capacity(source.len() * 2);
    let mut done = 0;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text, at) => {
                let blank = text.len() - text.trim_start().len();
                if blank == text.len() {
                    continue;
                }
                marked.push_str(&source[done..at + blank]);
                done = at + blank;
                push_mark(&mut marked, n);
            }
            Token::Open(name, place, _) if place.len() > LONGEST_TAG => {
                marked.push_str(&source[done..place.start + 1 + name.len()]);
                marked.push('>');
                done = place.end;
            }
            _ => {}
        }
    }
    marked.push_str(&source[done..]);
    marked
}

fn push_mark(out: &mut String, n: usize) {
    out.push(BEGIN);
    let mut rest = n;
    loop {
        out.extend(char::from_u32(DIGIT + (rest % 64) as u32));
        rest /= 64;
        if rest == 0 {
            break;
        }
    }
    out.push(END);
}

/// The numbers of the texts that bear a mark.
fn marks(content: &str) -> impl Iterator<Item = usize> + '_ {
    content.match_indices(BEGIN).filter_map(|(at, _)| {
        let mark = content[at..].chars().skip(1).take(5).take_while(|c| *c != END);
        let digits: Vec<u32> = mark.map(|c| (c as u32).wrapping_sub(DIGIT)).collect();
        let number = digits.iter().rev().try_fold(0usize, |n, d| (*d < 64).then_some(n * 64 + *d as usize));
        number.filter(|_| !digits.is_empty())
    })
}

fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, BEGIN | END) && !(DIGIT..DIGIT + 64).contains(&(*c as u32))).collect()
}

/// How much text an element has, and how much of it leads elsewhere.
#[derive(Clone, Copy, Default)]
struct Amount {
    text: usize,
    links: usize,
}

/// What is known of a page's elements.
struct Page<'p> {
    tokens: &'p [Token<'p>],
    tree: &'p Tree,
    amounts: Vec<Amount>,
    signs: Vec<Option<Sign>>,
}

impl<'p> Page<'p> {
    fn of(source: &str, tokens: &'p [Token<'p>], tree: &'p Tree) -> Page<'p> {
        let signs: Vec<Option<Sign>> = tokens
            .iter()
            .map(|token| match token {
                Token::Open(name, place, _) => signs::of(&source[place.clone()], name, true),
                _ => None,
            })
            .collect();
        let mut amounts = vec![Amount::default(); tokens.len()];
        let mut link = vec![false; tokens.len()];
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
            }
        }
        Page { tokens, tree, amounts, signs }
    }

    fn name(&self, n: usize) -> &str {
        match &self.tokens[n] {
            Token::Open(name, ..) => name,
            _ => "",
        }
    }

    /// Keeps what the library has lost in the article's part of the page, and the lead above it.
    fn keep_between(&self, kept: &mut [bool], texts: Range<usize>) {
        let root = self.root(kept);
        for (n, token) in self.tokens.iter().enumerate() {
            if kept[n] || !matches!(token, Token::Text(text, _) if !text.trim().is_empty()) {
                continue;
            }
            let inside = root == NONE || self.tree.around(n).any(|e| e == root);
            let lead = n < texts.start && self.is_lead(n);
            kept[n] = lead || inside && self.is_paragraph(n, root, texts.contains(&n));
        }
    }

    /// The innermost element that holds all text that was kept.
    fn root(&self, kept: &[bool]) -> usize {
        let mut path: Option<Vec<usize>> = None;
        for n in (0..kept.len()).filter(|&n| kept[n]) {
            let mut around: Vec<usize> = self.tree.around(n).collect();
            around.reverse();
            match &mut path {
                None => path = Some(around),
                Some(path) => {
                    let shared = path.iter().zip(&around).take_while(|(a, b)| a == b).count();
                    path.truncate(shared);
                }
            }
        }
        path.and_then(|path| path.last().copied()).unwrap_or(NONE)
    }

    fn is_lead(&self, n: usize) -> bool {
        let mut lead = false;
        for element in self.tree.around(n) {
            let name = self.name(element);
            if SILENT.contains(&name) || matches!(name, "footer" | "aside" | "a") {
                return false;
            }
            match self.signs[element] {
                Some(Sign::Lead) if self.amounts[element].text >= LEAST_BETWEEN => lead = true,
                Some(Sign::Furniture | Sign::Silent) if !lead => return false,
                _ => {}
            }
        }
        lead
    }

    /// Whether a text below `root` reads like a paragraph of the article.
    fn is_paragraph(&self, n: usize, root: usize, between: bool) -> bool {
        let mut block = None;
        for element in self.tree.around(n).take_while(|e| *e != root) {
            let name = self.name(element);
            let article = name == "header" && self.amounts[element].links == 0;
            // A box within the article that does not lead elsewhere.
            let Amount { text, links } = self.amounts[element];
            let boxed = name == "aside" && between && links * 3 < text;
            if SILENT.contains(&name) || AROUND.contains(&name) && !article && !boxed {
                return false;
            }
            if matches!(self.signs[element], Some(Sign::Furniture | Sign::Silent | Sign::Author)) {
                return false;
            }
            if block.is_none() && BLOCKS.contains(&name) {
                block = Some(element);
            }
        }
        let Some(block) = block else { return between || self.loose(n) >= LEAST_ANYWHERE };
        let Amount { text, links } = self.amounts[block];
        let least = if between || self.name(block).starts_with('h') { LEAST_BETWEEN } else { LEAST_ANYWHERE };
        text >= least && links * 2 < text
    }

    fn loose(&self, n: usize) -> usize {
        match &self.tokens[n] {
            Token::Text(text, _) => text.trim().chars().count(),
            _ => 0,
        }
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_again() {
        let mut text = String::new();
        for n in [0, 1, 63, 64, 4095, 199_999] {
            push_mark(&mut text, n);
            text.push_str("chữ");
        }
        assert_eq!(marks(&text).collect::<Vec<_>>(), [0, 1, 63, 64, 4095, 199_999]);
        assert_eq!(without_marks(&text), "chữ".repeat(6));
    }
}
