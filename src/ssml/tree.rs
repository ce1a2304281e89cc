//! A tree of SSML and its writer. What is written is well-formed for every text there is.

use super::engine::{Engine, Markup};

/// A node of SSML 1.0.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node {
    /// Spoken text.
    Text(String),
    /// Nodes one after the other, without an element around them.
    Inline(Vec<Node>),
    /// `<p>`: a paragraph.
    Paragraph(Vec<Node>),
    /// `<s>`: a sentence.
    Sentence(Vec<Node>),
    /// `<break time="…ms"/>`: a silence in milliseconds.
    Break(u32),
    /// `<sub alias="spoken">written</sub>`.
    Sub {
        /// What is said.
        alias: String,
        /// What was written.
        written: String,
    },
}

impl Node {
    /// Writes the node as the engine takes it: elements it does not know are left out and their text kept, breaks are
    /// cut to its longest, plain engines get text only with a sentence a line.
    pub fn write(&self, engine: &Engine, out: &mut String) {
        let plain = engine.markup == Markup::Plain;
        match self {
            Node::Text(text) if plain => out.push_str(&permitted(text)),
            Node::Text(text) => escape(text, out),
            Node::Sub { alias, .. } if plain || !engine.allows("sub") => Node::Text(alias.clone()).write(engine, out),
            Node::Sub { alias, written } => {
                out.push_str("<sub alias=\"");
                escape(alias, out);
                out.push_str("\">");
                escape(written, out);
                out.push_str("</sub>");
            }
            Node::Break(_) if plain || !engine.allows("break") => {}
            Node::Break(milliseconds) => {
                out.push_str("<break time=\"");
                out.push_str(&(*milliseconds).min(engine.longest_break).to_string());
                out.push_str("ms\"/>");
            }
            Node::Inline(inside) => inside.iter().for_each(|node| node.write(engine, out)),
            Node::Paragraph(inside) => element("p", inside, engine, out),
            Node::Sentence(inside) => {
                element("s", inside, engine, out);
                if plain {
                    out.push('\n');
                }
            }
        }
    }
}

fn element(name: &str, inside: &[Node], engine: &Engine, out: &mut String) {
    let marked = engine.markup == Markup::Ssml && engine.allows(name);
    if marked {
        out.push('<');
        out.push_str(name);
        out.push('>');
    }
    for (n, node) in inside.iter().enumerate() {
        // Without its element a sentence still needs a space after it.
        if n > 0 && engine.markup == Markup::Ssml && !engine.allows("s") {
            out.push(' ');
        }
        node.write(engine, out);
    }
    if marked {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

/// What a chunk opens and closes with.
pub(crate) fn frame(engine: &Engine) -> (String, String) {
    if engine.markup == Markup::Plain {
        return (String::new(), String::new());
    }
    let mut open = String::from("<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\" xml:lang=\"");
    escape(&engine.language, &mut open);
    open.push_str("\">");
    let mut close = String::from("</speak>");
    if let Some(voice) = &engine.voice {
        open.push_str("<voice name=\"");
        escape(voice, &mut open);
        open.push_str("\">");
        close.insert_str(0, "</voice>");
    }
    (open, close)
}

/// Whether XML 1.0 permits the character.
pub(crate) fn is_permitted(c: char) -> bool {
    matches!(c, '\t' | '\n' | '\r' | ' '..='\u{d7ff}' | '\u{e000}'..='\u{fffd}' | '\u{10000}'..='\u{10ffff}')
}

fn permitted(text: &str) -> String {
    text.chars().filter(|&c| is_permitted(c)).map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c }).collect()
}

/// Escapes text for element content and attribute values; drops what XML 1.0 forbids.
fn escape(text: &str, out: &mut String) {
    // Nearly all text needs nothing: one look over its bytes tells.
    let odd = |b: u8| matches!(b, b'&' | b'<' | b'>' | b'"') || b < 0x20 || b == 0xEF;
    if !text.bytes().any(odd) {
        return out.push_str(text);
    }
    for c in text.chars() {
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' => out.push(' '),
            c if is_permitted(c) => out.push(c),
            _ => {}
        }
    }
}
