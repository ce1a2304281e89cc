//! What stands around and between sentences: tags and pauses, written once for an engine.

use super::tree::{Node, around, frame};
use crate::data::engine::{Engine, Markup};
use crate::data::style::Style;

/// What stands around and between sentences.
pub(super) struct Separators {
    pub(super) frame: (String, String),
    /// Before the first sentence and after the last.
    pub(super) opening: String,
    pub(super) closing: String,
    pub(super) sentence: Joint,
    pub(super) paragraph: Joint,
}

/// What stands between two sentences.
pub(super) struct Joint {
    /// The end of the first, and the beginning of the second.
    close: String,
    open: String,
    /// Where there is no break between them.
    gap: String,
    /// What the engine pauses by itself, added to each break; `None` if it is given no breaks here.
    own: Option<u32>,
    /// The whole, with the pauses that are usual here.
    usual: Vec<(u32, String)>,
}

impl Joint {
    fn new(close: String, open: String, own: Option<u32>, usual: &[u32], engine: &Engine) -> Joint {
        let gap = engine.needs.gap.clone();
        let own = own.filter(|_| engine.element("break").is_some());
        let mut joint = Joint { close, open, gap, own, usual: Vec::new() };
        joint.usual = usual
            .iter()
            .map(|&pause| {
                let mut xml = String::new();
                joint.write(pause, engine, &mut xml);
                (pause, xml)
            })
            .collect();
        joint
    }

    pub(super) fn write(&self, pause: u32, engine: &Engine, out: &mut String) {
        if let Some((_, written)) = self.usual.iter().find(|(known, _)| *known == pause) {
            return out.push_str(written);
        }
        out.push_str(&self.close);
        match self.own.filter(|_| pause > 0) {
            Some(own) => Node::Break(pause.saturating_add(own)).write(engine, out),
            None => out.push_str(&self.gap),
        }
        out.push_str(&self.open);
    }
}

impl Separators {
    pub(super) fn new(engine: &Engine, style: &Style) -> Separators {
        let pauses = &style.pauses;
        let plain = engine.markup == Markup::Plain;
        let paragraph = around(engine, |said| Node::Paragraph(vec![said]));
        let sentence = around(engine, |said| Node::Sentence(vec![said]));
        let (opening, closing) = (format!("{}{}", paragraph.0, sentence.0), format!("{}{}", sentence.1, paragraph.1));
        // Without its element a sentence or paragraph still needs a space before it.
        let space = |element: &(String, String)| if !plain && element.0.is_empty() { " " } else { "" };
        let between = Joint::new(
            sentence.1.clone(),
            format!("{}{}", space(&sentence), sentence.0),
            Some(engine.own_pauses.sentence),
            &[pauses.sentence],
            engine,
        );
        let line = if engine.spaces_paragraphs() { "\n" } else { "" };
        let across = Joint::new(
            closing.clone(),
            format!("{line}{}{opening}", space(&paragraph)),
            Some(engine.own_pauses.paragraph).filter(|_| !plain),
            &[pauses.paragraph, pauses.headline],
            engine,
        );
        // The last sentence is followed by tags, too.
        let closing = engine.needs.gap.clone() + &closing;
        Separators { frame: frame(engine, &style.region), opening, closing, sentence: between, paragraph: across }
    }
}
