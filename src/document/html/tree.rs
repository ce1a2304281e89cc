//! Which element each tag and text of a page stands in.

use super::scan::{DEEPEST, LOOSE, Token, VOID};

/// No element is around.
pub(super) const NONE: usize = usize::MAX;

/// For each token the number of the open tag around it.
pub(super) struct Tree {
    pub(super) parents: Vec<usize>,
}

impl Tree {
    pub(super) fn of(tokens: &[Token]) -> Tree {
        let mut open: Vec<(usize, &str)> = Vec::new();
        let mut parents = Vec::with_capacity(tokens.len());
        for (n, token) in tokens.iter().enumerate() {
            if let Token::Open(name, ..) = token
                && LOOSE.contains(&name.as_str())
                && open.last().is_some_and(|(_, last)| last == name)
            {
                // The end tag of the one before may be missing.
                open.pop();
            }
            parents.push(open.last().map_or(NONE, |(n, _)| *n));
            match token {
                Token::Open(name, _, closed)
                    if !closed && !VOID.contains(&name.as_str()) && open.len() < 2 * DEEPEST =>
                {
                    open.push((n, name));
                }
                Token::Close(name) => {
                    if let Some(at) = open.iter().rposition(|(_, open)| open == name) {
                        open.truncate(at);
                    }
                }
                _ => {}
            }
        }
        Tree { parents }
    }

    /// The elements around a token, from the inside out.
    pub(super) fn around(&self, n: usize) -> impl Iterator<Item = usize> + '_ {
        let next = |n: usize| Some(n).filter(|n| *n != NONE);
        std::iter::successors(next(self.parents[n]), move |&n| next(self.parents[n]))
    }
}
