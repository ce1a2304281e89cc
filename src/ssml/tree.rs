//! A tree of SSML and its writer. What is written is well-formed for every text there is.

use crate::data::engine::{Engine, Markup};
use crate::text::blocks::{Set, first_among};
use crate::text::letter::is_permitted;
use std::borrow::Cow;

/// A node of SSML 1.0, or of an engine's extension of it.
#[derive(Clone, Debug, PartialEq, Eq)]
pub enum Node<'t> {
    /// `<speak>`: a whole document, with the namespaces that the engine's profile declares.
    Speak {
        /// Its language tag.
        language: String,
        /// What is said.
        inside: Vec<Node<'t>>,
    },
    /// Spoken text.
    Text(Cow<'t, str>),
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
            Node::Speak { language, inside } => {
                let declared: Vec<_> = engine.namespaces.iter().map(|(p, uri)| (format!("xmlns:{p}"), uri)).collect();
                let mut attributes = vec![("version", "1.0"), ("xmlns", NAMESPACE)];
                attributes.extend(declared.iter().map(|(name, uri)| (name.as_str(), uri.as_str())));
                attributes.push(("xml:lang", language));
                if !plain {
                    start_tag("speak", &attributes, out);
                }
                inside.iter().for_each(|node| node.write(engine, out));
                if !plain {
                    end_tag("speak", out);
                }
            }
            Node::Text(text) => write_text(text, engine, out),
            Node::Paragraph(inside) => {
                let opened = open("p", &[], engine, out);
                for (n, node) in inside.iter().enumerate() {
                    // Without its element a sentence still needs a space after it.
                    if n > 0 && !plain && !engine.allows("s") {
                        out.push(' ');
                    }
                    node.write(engine, out);
                }
                if opened {
                    close("p", engine, out);
                }
            }
            Node::Sentence(inside) => {
                element("s", &[], inside, engine, out);
                if plain {
                    out.push('\n');
                }
            }
            Node::Break(milliseconds) => {
                if engine.element("break").is_some() {
                    out.push_str(&engine.needs.gap);
                }
                empty("break", &[("time", &format!("{}ms", milliseconds.min(&engine.longest_break)))], engine, out);
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

/// The namespace of SSML.
const NAMESPACE: &str = "http://www.w3.org/2001/10/synthesis";

/// Whether an engine is given a text as it stands.
pub(super) fn is_verbatim(text: &str, engine: &Engine) -> bool {
    match engine.markup {
        Markup::Plain => first_among(text, &FORBIDDEN).is_none(),
        Markup::Ssml => first_among(text, &ODD).is_none(),
    }
}

fn write_text(text: &str, engine: &Engine, out: &mut String) {
    match engine.markup {
        Markup::Plain if is_verbatim(text, engine) => out.push_str(text),
        Markup::Plain => out
            .extend(text.chars().filter(|&c| is_permitted(c)).map(|c| if matches!(c, '\n' | '\r') { ' ' } else { c })),
        Markup::Ssml => escape(text, out),
    }
}

fn start_tag(name: &str, attributes: &[(&str, &str)], out: &mut String) {
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
}

fn end_tag(name: &str, out: &mut String) {
    out.push_str("</");
    out.push_str(name);
    out.push('>');
}

/// Opens an element if the engine takes it, with the attributes that it takes. An element that loses all of them says
/// nothing any more.
fn open(name: &str, attributes: &[(&str, &str)], engine: &Engine, out: &mut String) -> bool {
    let Some(name) = engine.element(name) else { return false };
    if !engine.attributes.contains_key(name) {
        start_tag(name, attributes, out);
        return true;
    }
    let taken: Vec<_> = attributes.iter().copied().filter(|(attribute, _)| engine.takes(name, attribute)).collect();
    let says = attributes.is_empty() || !taken.is_empty();
    if says {
        start_tag(name, &taken, out);
    }
    says
}

fn element(name: &str, attributes: &[(&str, &str)], inside: &[Node], engine: &Engine, out: &mut String) {
    let opened = open(name, attributes, engine, out);
    inside.iter().for_each(|node| node.write(engine, out));
    if opened {
        close(name, engine, out);
    }
}

fn close(name: &str, engine: &Engine, out: &mut String) {
    if let Some(name) = engine.element(name) {
        end_tag(name, out);
    }
}

fn empty(name: &str, attributes: &[(&str, &str)], engine: &Engine, out: &mut String) {
    if open(name, attributes, engine, out) {
        out.pop();
        out.push_str("/>");
    }
}

/// What a chunk opens and closes with, said in a region.
pub(super) fn frame(engine: &Engine, region: &str) -> (String, String) {
    around(engine, |said| {
        let voiced = match &engine.voice {
            Some(name) => Node::Voice { name: name.clone(), inside: vec![said] },
            None => said,
        };
        Node::Speak { language: engine.language_for(region).to_owned(), inside: vec![voiced] }
    })
}

/// What a node writes before and after what stands in it; nothing where the engine does not take its element.
pub(super) fn around(engine: &Engine, node: impl Fn(Node<'static>) -> Node<'static>) -> (String, String) {
    // A character that stands for what is said and that no tag holds.
    const SAID: char = '\u{e000}';
    let mut xml = String::new();
    node(Node::Text(Cow::Owned(SAID.to_string()))).write(engine, &mut xml);
    xml.split_once(SAID).map(|(open, close)| (open.to_owned(), close.to_owned())).unwrap_or_default()
}

/// Whether a text is a name of XML, kept to ASCII.
pub(crate) fn is_name(text: &str) -> bool {
    text.starts_with(|c: char| c.is_ascii_alphabetic() || c == '_')
        && text.chars().all(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '-' | '.' | ':'))
}

/// Control characters.
const CONTROLS: [u8; 32] = {
    let mut controls = [0; 32];
    let mut n = 0;
    while n < controls.len() {
        controls[n] = n as u8;
        n += 1;
    }
    controls
};

/// Bytes that XML may forbid, or that begin what it may: the lead byte EF is that of U+FFFE and U+FFFF.
const FORBIDDEN: Set = Set::of(&[&CONTROLS, b"\xEF"]);

/// Those, and what is escaped in element content or attributes.
const ODD: Set = Set::of(&[&CONTROLS, b"\xEF<>&\""]);

/// Escapes text for element content and attribute values; drops what XML 1.0 forbids.
fn escape(text: &str, out: &mut String) {
    // Between two odd bytes text is copied in one go.
    let mut rest = text;
    while let Some(at) = first_among(rest, &ODD) {
        out.push_str(&rest[..at]);
        let Some(c) = rest[at..].chars().next() else { break };
        match c {
            '&' => out.push_str("&amp;"),
            '<' => out.push_str("&lt;"),
            '>' => out.push_str("&gt;"),
            '"' => out.push_str("&quot;"),
            '\n' | '\r' => out.push(' '),
            c if is_permitted(c) => out.push(c),
            _ => {}
        }
        rest = &rest[at + c.len_utf8()..];
    }
    out.push_str(rest);
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

    #[test]
    fn an_odd_byte_is_found_wherever_it_stands() {
        for length in 0..100 {
            let plain = "ấ ".repeat(length / 4) + &"a".repeat(length % 4);
            assert_eq!(first_among(&plain, &ODD), None, "{length} bytes");
            for odd in ['&', '<', '>', '"', '\n', '\u{1f}', '\u{fffe}'] {
                for at in (0..=plain.len()).filter(|&at| plain.is_char_boundary(at)) {
                    let text = format!("{}{odd}{}", &plain[..at], &plain[at..]);
                    assert_eq!(first_among(&text, &ODD), Some(at), "{text:?}");
                }
            }
        }
    }
}
