//! `sub` as far as an engine can have it: what it would lose or choke on is set as plain words.

use super::tree::Node;
use crate::data::engine::Engine;
use crate::data::needs::SubNeeds;
use std::mem;

/// Marks that part clauses.
const MARKS: [char; 8] = [',', '.', ';', ':', '!', '?', '…', '–'];

/// What has been set of a clause so far.
#[derive(Default)]
struct Clause {
    /// A word stands outside of `sub`.
    word: bool,
    /// The last `sub` in it, by its place among the nodes.
    sub: Option<usize>,
    /// Bytes of what is said.
    bytes: usize,
}

/// Sets as plain words what the engine cannot have as `sub`, and gives full stops before elements their gap.
///
/// Of a step inside a piece nobody knows yet what stands beside it: it keeps its `sub`s, so that it is measured long enough.
pub(super) fn settled<'u>(nodes: Vec<Node<'u>>, engine: &Engine, step: bool) -> Vec<Node<'u>> {
    let needs = &engine.needs;
    if needs.gap.is_empty() && needs.sub == SubNeeds::default() {
        return nodes;
    }
    let mut nodes = joined(nodes, needs.sub.no_marks);
    if let Some(Node::Text(text)) = nodes.last_mut().filter(|_| step)
        && text.trim_end().ends_with('.')
    {
        text.to_mut().push_str(&needs.gap);
    }
    let unknown = SubNeeds::default();
    settle(&mut nodes, &needs.gap, if step { &unknown } else { &needs.sub });
    nodes
}

/// With texts that stand side by side as one, signs as they are said, and marks at the end of an alias behind its `sub`.
fn joined(nodes: Vec<Node>, no_marks: bool) -> Vec<Node> {
    let mut all: Vec<Node> = Vec::with_capacity(nodes.len());
    for mut node in nodes {
        // A sign that is said as a pause is no word.
        if matches!(&node, Node::Sub { alias, .. } if !alias.contains(char::is_alphanumeric)) {
            say(&mut node);
        }
        match (all.last_mut(), node) {
            (Some(Node::Text(before)), Node::Text(text)) => before.to_mut().push_str(&text),
            (_, Node::Sub { mut alias, written }) if no_marks && alias.ends_with(MARKS) => {
                let end = alias.trim_end_matches(MARKS).len();
                let marks = alias[end..].to_owned();
                alias.to_mut().truncate(end);
                all.push(Node::Sub { alias, written });
                all.push(Node::Text(marks.into()));
            }
            (_, node) => all.push(node),
        }
    }
    all
}

fn settle(nodes: &mut [Node], gap: &str, needs: &SubNeeds) {
    let mut clause = Clause::default();
    for n in 0..nodes.len() {
        let tag_follows = nodes.get(n + 1).is_some_and(|next| !matches!(next, Node::Text(_) | Node::Break(_)));
        match &mut nodes[n] {
            Node::Sub { alias, .. } => {
                clause.bytes += alias.len();
                if too_long(alias.chars().count(), needs.longest)
                    || too_long(clause.bytes, needs.clause)
                    || needs.no_marks && parts(alias)
                {
                    clause.word = true;
                    say(&mut nodes[n]);
                } else {
                    clause.sub = Some(n);
                }
            }
            Node::Text(text) => {
                // A stop that only a tag touches is no word's.
                if text.starts_with(". ") {
                    text.to_mut().insert_str(1, gap);
                }
                if tag_follows && text.trim_end().ends_with('.') {
                    text.to_mut().push_str(gap);
                }
                let text = text.clone();
                let mut said = 0;
                for (at, mark) in text.match_indices(MARKS) {
                    let after = at + mark.len();
                    clause.say(&text[said..at]);
                    said = after;
                    if text[after..].chars().next().is_none_or(char::is_whitespace) {
                        clause.end(nodes, needs.word_beside);
                    }
                }
                clause.say(&text[said..]);
            }
            Node::Break(_) => clause.end(nodes, needs.word_beside),
            // What other elements hold are words.
            Node::Mark(_) => clause.bytes += MARK,
            _ => clause.word = true,
        }
    }
    clause.end(nodes, needs.word_beside);
}

/// What a mark takes of a clause.
const MARK: usize = 8;

impl Clause {
    fn say(&mut self, text: &str) {
        self.bytes += text.len();
        self.word |= text.contains(char::is_alphanumeric);
    }

    fn end(&mut self, nodes: &mut [Node], word_beside: bool) {
        let Clause { word, sub, .. } = mem::take(self);
        if let Some(sub) = sub.filter(|_| word_beside && !word) {
            say(&mut nodes[sub]);
        }
    }
}

fn too_long(length: usize, most: Option<u32>) -> bool {
    most.is_some_and(|most| length > most as usize)
}

/// Whether one would pause in it.
fn parts(alias: &str) -> bool {
    alias.trim_end_matches(MARKS).split(MARKS).skip(1).any(|part| part.starts_with(char::is_whitespace))
}

/// Puts an alias in the place of its `sub`.
fn say(node: &mut Node) {
    if let Node::Sub { alias, .. } = node {
        *node = Node::Text(mem::take(alias));
    }
}
