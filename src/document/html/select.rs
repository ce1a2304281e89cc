//! Which text of a page is its article.
//!
//! A readability library says it first. Its elements are not the page's: it makes new ones of loose text, renames others and
//! strips their attributes. So every text of the page bears a mark of private-use characters, and what still bears one in the
//! library's result is the article. What stands between such texts in the same part of the page is looked at again: a paragraph
//! that the library took for furniture is kept where nothing but its shape speaks against it.

use super::attributes::attribute;
use super::elements::{AROUND, BLOCKS, HEADINGS};
use super::marks::{marked, marks, without_marks};
use super::page::{Amount, Page};
use super::scan::{MOST_ELEMENTS, Token};
use super::signs::Sign;
use super::tree::{NONE, Tree};
use std::collections::{HashMap, HashSet};
use std::ops::Range;

/// A paragraph with less text among the article's, and one with less anywhere in its part of the page, is not looked at.
const LEAST_BETWEEN: usize = 20;
const LEAST_ANYWHERE: usize = 80;
/// Paragraphs of an article have so much text together.
const LEAST_ARTICLE: usize = 200;
/// Sizes of `font` that are larger than text.
const LARGE: &[&str] = &["4", "5", "6", "7", "+1", "+2", "+3", "+4"];
/// A headline that is no `h1` has more characters than the one and less than the other.
const LEAST_HEADLINE: usize = 8;
const MOST_HEADLINE: usize = 220;

/// A note has no more characters, and the line that says who wrote an article.
const LONGEST_NOTE: usize = 2000;
const LONGEST_AUTHOR: usize = 60;

/// The article of a page.
pub(super) struct Article {
    /// For each token whether it is text of the article.
    pub(super) kept: Vec<bool>,
    /// From the first of its texts to behind the last.
    pub(super) range: Range<usize>,
    /// For each token what it is by its attributes, if it is an element.
    pub(super) signs: Vec<Option<Sign>>,
    /// The element that is the headline where there is no `h1`.
    pub(super) headline: Option<usize>,
    pub(super) title: String,
    pub(super) byline: Option<String>,
}

/// Finds the article; `None` if there is none.
pub(super) fn article(source: &str, tokens: &[Token], tree: &Tree) -> Option<Article> {
    let config = dom_smoothie::Config { max_elements_to_parse: MOST_ELEMENTS, ..dom_smoothie::Config::default() };
    let page = Page::of(source, tokens, tree);
    let marked = marked(source, tokens, &page.main, |n| page.is_never_said(n));
    let found = dom_smoothie::Readability::new(marked, None, Some(config)).ok()?.parse().ok()?;
    let mut kept = vec![false; tokens.len()];
    for n in marks(&found.content) {
        if let Some(kept) = kept.get_mut(n) {
            *kept = true;
        }
    }
    for menu in page.menus() {
        let texts = kept.iter_mut().enumerate().skip(menu).take_while(|(n, _)| *n == menu || page.is_within(*n, menu));
        texts.for_each(|(_, kept)| *kept = false);
    }
    page.correct(&mut kept);
    let first = kept.iter().position(|kept| *kept)?;
    let last = kept.iter().rposition(|kept| *kept)?;
    page.keep_between(&mut kept, first..last);
    page.keep_notes(&mut kept);
    let title = without_marks(&found.title);
    let headline = page.headline(&mut kept, first, &title);
    let range = kept.iter().position(|kept| *kept)?..kept.iter().rposition(|kept| *kept)? + 1;
    let byline = found.byline.as_deref().map(without_marks);
    Some(Article { kept, range, signs: page.signs, headline, title, byline })
}

impl Page<'_> {
    /// Where the library has taken another part of the page for the article than the one that holds most of its paragraphs,
    /// or less than half of those, they are kept, and what stands in furniture is not.
    fn correct(&self, kept: &mut [bool]) {
        let mut sums = vec![0usize; self.tokens.len()];
        let mut paragraphs = Vec::new();
        for (n, token) in self.tokens.iter().enumerate() {
            if matches!(token, Token::Text(text, _) if !text.trim().is_empty()) && self.is_paragraph(n, NONE, false) {
                let length = self.loose(n);
                paragraphs.push((n, length));
                let block = self.tree.around(n).find(|&e| BLOCKS.contains(&self.name(e)));
                let around = block.into_iter().flat_map(|block| self.tree.around(block));
                // A paragraph speaks for what holds it, and less for what holds that.
                for (step, element) in around.take(3).enumerate() {
                    sums[element] += length >> step;
                }
            }
        }
        let Some(best) = (0..sums.len()).max_by_key(|&n| (sums[n], std::cmp::Reverse(n))).filter(|&n| sums[n] > 0)
        else {
            return;
        };
        let inside = |n: usize| self.tree.around(n).any(|e| e == best);
        let (mut all, mut had) = (0, 0);
        for &(n, length) in paragraphs.iter().filter(|(n, _)| inside(*n)) {
            all += length;
            had += if kept[n] { length } else { 0 };
        }
        if had * 2 >= all || all < LEAST_ARTICLE {
            return;
        }
        for (n, _) in paragraphs.into_iter().filter(|(n, _)| inside(*n)) {
            kept[n] = true;
        }
        for (n, kept) in kept.iter_mut().enumerate().filter(|(_, kept)| **kept) {
            *kept = !self.tree.around(n).any(|e| self.signs[e] == Some(Sign::Furniture));
        }
    }

    /// The headline of a page that has no `h1`: what is called so, or stands in the page's title, before the article.
    fn headline(&self, kept: &mut [bool], first: usize, title: &str) -> Option<usize> {
        // The name of a site that leads to its first page, or stands at its head, is none where the article has a title of its
        // own.
        let site = |n: usize| {
            let head = || {
                self.tree
                    .around(n)
                    .any(|e| self.name(e) == "header" && !self.tree.around(e).any(|e| self.name(e) == "article"))
            };
            self.amounts[n].links == self.amounts[n].text && self.amounts[n].text > 0 || head()
        };
        let titled =
            |from: usize| (from + 1..first).any(|n| self.name(n) != "h1" && self.signs[n] == Some(Sign::Title));
        if (0..self.tokens.len())
            .any(|n| self.name(n) == "h1" && !(site(n) && (titled(n) || self.amounts[n].links > 0)))
        {
            return None;
        }
        let title = title.trim();
        let may = |n: &usize| {
            let Amount { text, links } = self.amounts[*n];
            let said = (LEAST_HEADLINE..MOST_HEADLINE).contains(&text) && links * 2 <= text;
            said && !self.tree.around(*n).any(|e| self.is_silent(e) || self.name(e) == "footer")
        };
        let named = |n: &usize| {
            self.signs[*n] == Some(Sign::Title)
                || title.chars().count() >= LEAST_HEADLINE && self.words(*n).is_some_and(|text| text == title)
        };
        // Before there were style sheets it was set in large letters.
        let large = |n: &usize| {
            self.name(*n) == "font"
                && matches!(&self.tokens[*n], Token::Open(_, place, _)
                if attribute(&self.source[place.clone()], "size").is_some_and(|size| LARGE.contains(&size)))
        };
        // The nearest one before the article.
        let found = (0..first).rev().filter(may).find(named).or_else(|| (0..first).rev().filter(may).find(large))?;
        let end = (found + 1..self.tokens.len()).find(|&n| !self.tree.around(n).any(|e| e == found)).unwrap_or(found);
        let own = kept.iter_mut().zip(self.tokens).take(end).skip(found);
        for (kept, token) in own {
            *kept = matches!(token, Token::Text(text, _) if !text.trim().is_empty());
        }
        Some(found)
    }

    /// Keeps what the library has lost in the article's part of the page, and the lead above it.
    fn keep_between(&self, kept: &mut [bool], texts: Range<usize>) {
        let root = self.root(kept);
        // From the headline on a paragraph is the lead, whatever it is called.
        let headline = (0..texts.start).rev().find(|&n| self.name(n) == "h1").unwrap_or(texts.start);
        for (n, token) in self.tokens.iter().enumerate() {
            if kept[n] || !matches!(token, Token::Text(text, _) if !text.trim().is_empty()) {
                continue;
            }
            let inside = root == NONE || self.tree.around(n).any(|e| e == root);
            let caption = || self.tree.around(n).any(|e| self.name(e) == "figcaption");
            let led = || headline < n && !self.is_within(n, headline) && self.is_paragraph(n, NONE, caption());
            let lead = n < texts.start && (led() || self.is_lead(n));
            kept[n] = lead || inside && self.is_paragraph(n, root, texts.contains(&n));
        }
        for &n in &self.clocks {
            let around = |e: &usize| self.is_silent(*e) || AROUND.contains(&self.name(*e));
            let furniture = self.tree.around(n).any(|e| around(&e) || self.signs[e] == Some(Sign::Furniture));
            kept[n] |= !furniture && (root == NONE || self.is_within(n, root));
        }
        if root != NONE {
            self.keep_alike(kept, root);
            self.keep_authors(kept, root);
        }
    }

    /// Whether a text stands in what is never said.
    fn is_never_said(&self, n: usize) -> bool {
        self.tree.around(n).any(|e| self.is_silent(e) || self.signs[e] == Some(Sign::Silent))
    }

    /// Keeps who wrote the article: a short line in what holds it, called so.
    fn keep_authors(&self, kept: &mut [bool], root: usize) {
        let part = self.tree.around(root).next().unwrap_or(root);
        for (n, token) in self.tokens.iter().enumerate() {
            let text = matches!(token, Token::Text(text, _) if !text.trim().is_empty());
            let author = |e: &usize| self.signs[*e] == Some(Sign::Author);
            kept[n] |= text
                && self.is_within(n, part)
                && self.tree.around(n).find(author).is_some_and(|e| self.amounts[e].text <= LONGEST_AUTHOR)
                && !self.is_never_said(n);
        }
    }

    /// Keeps the notes that marks in the article lead to, wherever they stand.
    fn keep_notes(&self, kept: &mut [bool]) {
        let attribute = |n: usize, name: &str| match &self.tokens[n] {
            Token::Open(_, place, _) => attribute(&self.source[place.clone()], name),
            _ => None,
        };
        let target = |n: usize| {
            let Token::Text(text, _) = &self.tokens[n] else { return None };
            let number = text.trim().trim_matches(['[', ']', '(', ')']);
            let mark = !number.is_empty() && number.len() <= 3 && number.bytes().all(|b| b.is_ascii_digit());
            let link = self.tree.around(n).find(|&e| self.name(e) == "a").filter(|_| mark)?;
            attribute(link, "href")?.strip_prefix('#')
        };
        let targets: HashSet<&str> = (0..kept.len()).filter(|&n| kept[n]).filter_map(target).collect();
        if targets.is_empty() {
            return;
        }
        for n in 0..self.tokens.len() {
            let id = attribute(n, "id").or_else(|| attribute(n, "name"));
            if id.is_none_or(|id| !targets.contains(id)) {
                continue;
            }
            let is_block = |e: &usize| BLOCKS.contains(&self.name(*e));
            let Some(block) = std::iter::once(n).chain(self.tree.around(n)).find(is_block) else { continue };
            if self.amounts[block].text <= LONGEST_NOTE {
                let own = |n: &usize| self.is_within(*n, block) && self.loose(*n) > 0;
                (block..kept.len())
                    .take_while(|&n| n == block || self.is_within(n, block))
                    .filter(own)
                    .for_each(|n| kept[n] = true);
            }
        }
    }

    /// Keeps the short paragraphs that stand where others do that are the article's: the last words of an interview.
    fn keep_alike(&self, kept: &mut [bool], root: usize) {
        let mut places: HashMap<Vec<(&str, &str)>, bool> = HashMap::new();
        let texts = || {
            (0..self.tokens.len())
                .filter(|&n| matches!(self.tokens[n], Token::Text(text, _) if !text.trim().is_empty()))
        };
        for n in texts().filter(|&n| kept[n]) {
            places.insert(self.place(n, root), true);
        }
        for n in texts().filter(|&n| !kept[n]).collect::<Vec<_>>() {
            let place = self.place(n, root);
            let block = self.tree.around(n).find(|&e| BLOCKS.contains(&self.name(e)));
            let inside = self.tree.around(n).any(|e| e == root);
            kept[n] = inside
                && places.contains_key(&place)
                && block.is_some_and(|block| self.amounts[block].links == 0)
                && !self.tree.around(n).take_while(|e| *e != root).any(|e| {
                    let name = self.name(e);
                    self.is_silent(e)
                        || AROUND.contains(&name)
                        || matches!(self.signs[e], Some(Sign::Furniture | Sign::Silent | Sign::Author))
                });
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
        let inner = path.and_then(|path| path.last().copied()).unwrap_or(NONE);
        // What says itself that it is the article is all of it, where there is only one.
        let whole = (inner != NONE).then(|| self.tree.around(inner).find(|&e| self.name(e) == "article")).flatten();
        whole
            .filter(|_| (0..self.tokens.len()).filter(|&n| self.name(n) == "article").nth(1).is_none())
            .unwrap_or(inner)
    }

    fn is_lead(&self, n: usize) -> bool {
        let mut lead = false;
        for element in self.tree.around(n) {
            let name = self.name(element);
            if self.is_silent(element) || matches!(name, "footer" | "aside" | "a") {
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
            if self.is_silent(element) || AROUND.contains(&name) && !article && !boxed {
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
        // What opens under its heading is short as often.
        let opens = root != NONE && self.tree.around(n).take_while(|e| *e != root).any(|e| self.name(e) == "details");
        let heading = HEADINGS.contains(&self.name(block));
        let least = match between {
            // Nothing but a heading or a link is so short.
            true if heading => 1,
            _ if opens => 1,
            _ if between || heading => LEAST_BETWEEN,
            _ => LEAST_ANYWHERE,
        };
        text >= least && links * 2 < text
    }
}
