//! A tree of SSML and its writer. What is written is well-formed for every text there is.

use super::engine::{Engine, Markup};
use std::borrow::Cow;

/// A node of SSML 1.0, or of an engine's extension of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'t> {
    /// Spoken text.
    Text(Cow<'t, str>),
    /// Nodes one after the other, without an element around them.
    Inline(Vec<Node<'t>>),
    /// `<p>`: a paragraph.
    Paragraph(Vec<Node<'t>>),
    /// `<s>`: a sentence.
    Sentence(Vec<Node<'t>>),
    /// `<break time="…ms"/>`: a silence in milliseconds.
    Break(u32),
    /// `<mark name="…"/>`: a place that the engine reports when it gets there.
    Mark(String),
    /// `<sub alias="spoken">written</sub>`.
    Sub {
        /// What is said.
        alias: Cow<'t, str>,
        /// What was written.
        written: Cow<'t, str>,
    },
    /// `<say-as interpret-as="…">written</say-as>`: left to the engine.
    SayAs {
        /// What it is.
        interpret_as: String,
        /// What was written.
        written: Cow<'t, str>,
        /// What is said by engines that do not know the element.
        spoken: Cow<'t, str>,
    },
    /// `<phoneme alphabet="ipa" ph="…">written</phoneme>`.
    Phoneme {
        /// In the International Phonetic Alphabet.
        ipa: String,
        /// What was written.
        written: Cow<'t, str>,
    },
    /// `<lang xml:lang="…">`: words of another language.
    Lang {
        /// Its tag, such as `en-US`.
        language: String,
        /// What is said in it.
        inside: Vec<Node<'t>>,
    },
    /// `<voice name="…">`.
    Voice {
        /// As the engine calls it.
        name: String,
        /// What it says.
        inside: Vec<Node<'t>>,
    },
    /// `<prosody …>`: rate, pitch, volume.
    Prosody {
        /// Attributes and values, as SSML has them.
        attributes: Vec<(&'static str, String)>,
        /// What is said so.
        inside: Vec<Node<'t>>,
    },
    /// `<emphasis level="…">`.
    Emphasis {
        /// `strong`, `moderate`, `none` or `reduced`.
        level: &'static str,
        /// What is stressed.
        inside: Vec<Node<'t>>,
    },
    /// An element of the engine's own, in its own namespace: `mstts:silence`.
    Extension {
        /// Its name with the prefix.
        name: String,
        /// Attributes and values.
        attributes: Vec<(String, String)>,
        /// What stands in it.
        inside: Vec<Node<'t>>,
    },
}

impl Node<'_> {
    /// Writes the node as the engine takes it: elements it does not know are left out and their text kept, breaks are
    /// cut to its longest, plain engines get text only with a sentence a line.
    pub fn write(&self, engine: &Engine, out: &mut String) {
        let plain = engine.markup == Markup::Plain;
        match self {
            Node::Text(text) => write_text(text, engine, out),
            Node::Inline(inside) => inside.iter().for_each(|node| node.write(engine, out)),
            Node::Paragraph(inside) => {
                open("p", &[], engine, out);
                for (n, node) in inside.iter().enumerate() {
                    // Without its element a sentence still needs a space after it.
                    if n > 0 && !plain && !engine.allows("s") {
                        out.push(' ');
                    }
                    node.write(engine, out);
                }
                close("p", engine, out);
            }
            Node::Sentence(inside) => {
                element("s", &[], inside, engine, out);
                if plain {
                    out.push('\n');
                }
            }
            Node::Break(milliseconds) => {
                empty(
                    "break",
                    &[(
                        "time",
                        &format!("{}ms", milliseconds.saturating_add(engine.own_pause).min(engine.longest_break)),
                    )],
                    engine,
                    out,
                );
            }
            Node::Mark(id) => {
                let attribute = if engine.element("mark") == Some("bookmark") { "mark" } else { "name" };
                empty("mark", &[(attribute, id)], engine, out);
            }
            Node::Sub { alias, written } => match engine.element("sub") {
                None => write_text(alias, engine, out),
                Some(_) => {
                    element("sub", &[("alias", alias)], &[Node::Text(Cow::Borrowed(written))], engine, out);
                }
            },
            Node::SayAs { interpret_as, written, spoken } => match engine.element("say-as") {
                None => write_text(spoken, engine, out),
                Some(_) => {
                    let attributes = [("interpret-as", interpret_as.as_str())];
                    element("say-as", &attributes, &[Node::Text(Cow::Borrowed(written))], engine, out);
                }
            },
            Node::Phoneme { ipa, written } => {
                let attributes = [("alphabet", "ipa"), ("ph", ipa.as_str())];
                element("phoneme", &attributes, &[Node::Text(Cow::Borrowed(written))], engine, out);
            }
            Node::Lang { language, inside } => element("lang", &[("xml:lang", language)], inside, engine, out),
            Node::Voice { name, inside } => element("voice", &[("name", name)], inside, engine, out),
            Node::Prosody { attributes, inside } => {
                let attributes: Vec<_> = attributes.iter().map(|(name, value)| (*name, value.as_str())).collect();
                element("prosody", &attributes, inside, engine, out);
            }
            Node::Emphasis { level, inside } => element("emphasis", &[("level", level)], inside, engine, out),
            Node::Extension { name, attributes, inside } => {
                let known = name.split_once(':').is_some_and(|(prefix, _)| engine.namespaces.contains_key(prefix));
                let attributes: Vec<_> =
                    attributes.iter().map(|(name, value)| (name.as_str(), value.as_str())).collect();
                if known && is_name(name) && attributes.iter().all(|(name, _)| is_name(name)) {
                    element(name, &attributes, inside, engine, out);
                } else {
                    inside.iter().for_each(|node| node.write(engine, out));
                }
            }
        }
    }
}

fn write_text(text: &str, engine: &Engine, out: &mut String) {
    match engine.markup {
        Markup::Plain => out
            .extend(text.chars().filter(|&c| is_permitted(c)).map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c })),
        Markup::Ssml => escape(text, out),
    }
}

fn open(name: &str, attributes: &[(&str, &str)], engine: &Engine, out: &mut String) -> bool {
    let Some(name) = engine.element(name) else { return false };
    out.push('<');
    out.push_str(name);
    for (name, value) in attributes {
        out.push(' ');
        out.push_str(name);
        out.push_str("=\"");
        escape(value, out);
        out.push('"');
    }
    out.push('>');
    true
}

fn close(name: &str, engine: &Engine, out: &mut String) {
    if let Some(name) = engine.element(name) {
        out.push_str("</");
        out.push_str(name);
        out.push('>');
    }
}

fn element(name: &str, attributes: &[(&str, &str)], inside: &[Node], engine: &Engine, out: &mut String) {
    open(name, attributes, engine, out);
    inside.iter().for_each(|node| node.write(engine, out));
    close(name, engine, out);
}

fn empty(name: &str, attributes: &[(&str, &str)], engine: &Engine, out: &mut String) {
    if open(name, attributes, engine, out) {
        out.pop();
        out.push_str("/>");
    }
}

/// What a chunk opens and closes with.
pub(crate) fn frame(engine: &Engine) -> (String, String) {
    if engine.markup == Markup::Plain {
        return (String::new(), String::new());
    }
    let mut open = String::from("<speak version=\"1.0\" xmlns=\"http://www.w3.org/2001/10/synthesis\"");
    for (prefix, namespace) in &engine.namespaces {
        open.push_str(" xmlns:");
        open.push_str(prefix);
        open.push_str("=\"");
        escape(namespace, &mut open);
        open.push('"');
    }
    open.push_str(" xml:lang=\"");
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

/// Whether a text is a name of XML, kept to ASCII.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

/// Escapes text for element content and attribute values; drops what XML 1.0 forbids.
pub(crate) fn escape(text: &str, out: &mut String) {
    // Nearly all text needs nothing: one look over its bytes, without a branch, tells.
    let odd = |b: u8| (b == b'&') | (b == b'<') | (b == b'>') | (b == b'"') | (b < 0x20) | (b == 0xEF);
    let plain = text.as_bytes().chunks(64).all(|bytes| !bytes.iter().fold(false, |any, &b| any | odd(b)));
    if plain {
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

#[cfg(test)]
mod tests {
    use super::*;
    use crate::Lexicon;

    fn written(node: &Node, engine: &str) -> String {
        let mut out = String::new();
        node.write(Lexicon::built_in().engine(engine).expect("it is built in"), &mut out);
        out
    }

    #[test]
    fn an_element_that_an_engine_does_not_know_leaves_its_text() {
        let lang = Node::Lang { language: "en-US".into(), inside: vec![Node::Text("Facebook".into())] };
        assert_eq!(written(&lang, "google"), "<lang xml:lang=\"en-US\">Facebook</lang>");
        assert_eq!(written(&lang, "neural"), "Facebook");
        assert_eq!(written(&Node::Mark("s1".into()), "google"), "<mark name=\"s1\"/>");
        assert_eq!(written(&Node::Mark("s1".into()), "azure"), "<bookmark mark=\"s1\"/>");
        assert_eq!(written(&Node::Mark("s1".into()), "neural"), "");
    }

    #[test]
    fn what_xml_cannot_hold_is_escaped_or_dropped() {
        assert_eq!(written(&Node::Text("a<b>&\"c\u{1}\u{fffe}".into()), "w3c"), "a&lt;b&gt;&amp;&quot;c");
        let sub = Node::Sub { alias: "a\"b".into(), written: "<".into() };
        assert_eq!(written(&sub, "w3c"), "<sub alias=\"a&quot;b\">&lt;</sub>");
    }

    #[test]
    fn extensions_need_a_namespace_and_a_name() {
        let silence = |name: &str| Node::Extension {
            name: name.into(),
            attributes: vec![("type".into(), "Sentenceboundary".into()), ("value".into(), "200ms".into())],
            inside: vec![Node::Text("một".into())],
        };
        let want = "<mstts:silence type=\"Sentenceboundary\" value=\"200ms\">một</mstts:silence>";
        assert_eq!(written(&silence("mstts:silence"), "azure"), want);
        assert_eq!(written(&silence("mstts:silence"), "google"), "một");
        assert_eq!(written(&silence("mstts:a b"), "azure"), "một");
    }
}
