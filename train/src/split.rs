//! Which articles are learned from, which are measured on.

use crate::corpus::Article;
use clap::ValueEnum;
use loidoc::evidence::hash::mix;

/// What is held out.
#[derive(Clone, Copy, Debug, PartialEq, Eq, ValueEnum)]
pub enum Split {
    /// Nothing.
    None,
    /// One article of ten.
    Random,
    /// Another tenth, to choose settings on.
    Dev,
    /// The last 10,000 articles of news-large.
    Last,
    /// The 8,000 before them, to choose settings on.
    DevLast,
}

/// How many articles news-large has.
const NEWS_LARGE: usize = 55_000;

impl Split {
    /// Whether an article, by its number, is held out to be measured on.
    pub fn holds_out(self, number: usize, article: &Article) -> bool {
        let drawn = mix(number as u32, 27) % 10;
        let large = article.source == "news-large";
        match self {
            Split::None => false,
            Split::Random => drawn == 0,
            Split::Dev => drawn == 1,
            Split::Last => large && article.number >= NEWS_LARGE - 10_000,
            Split::DevLast => large && (NEWS_LARGE - 18_000..NEWS_LARGE - 10_000).contains(&article.number),
        }
    }

    /// Whether an article is kept to calibrate on.
    pub fn calibrates(number: usize) -> bool {
        mix(number as u32, 41).is_multiple_of(20)
    }
}
