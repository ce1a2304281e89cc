//! Fields and content controls: tables of contents are known by them.

use crate::document::xml::{Node, Xml, attribute};
use crate::error::Error;
use quick_xml::events::BytesStart;

/// A field that is open.
#[derive(Default)]
struct Field {
    /// Its result has begun; what stands before that is no text.
    shown: bool,
    contents: bool,
}

/// Those that are open.
#[derive(Default)]
pub(super) struct Fields {
    fields: Vec<Field>,
    /// Controls, each with whether it is a table of contents.
    controls: Vec<bool>,
}

impl Fields {
    /// Among lines of contents.
    pub(super) fn is_contents(&self) -> bool {
        self.fields.iter().any(|field| field.contents) || self.controls.contains(&true)
    }

    /// Among what tells a field what to show: its text is no text of the document.
    pub(super) fn is_instruction(&self) -> bool {
        self.fields.iter().any(|field| !field.shown)
    }

    /// What has not begun when its paragraph ends never will: no field hides the rest of a document.
    pub(super) fn end_paragraph(&mut self) {
        self.fields.iter_mut().for_each(|field| field.shown = true);
    }

    pub(super) fn end_control(&mut self) {
        self.controls.pop();
    }

    /// A mark of a field, or a control that begins.
    pub(super) fn mark(&mut self, name: &str, tag: &BytesStart) {
        let Fields { fields, controls } = self;
        match name {
            "fldChar" => match attribute(tag, "fldCharType").as_deref() {
                Some("begin") => fields.push(Field::default()),
                Some("separate") => fields.last_mut().into_iter().for_each(|field| field.shown = true),
                Some("end") => drop(fields.pop()),
                _ => {}
            },
            "sdt" => controls.push(false),
            "docPartGallery" => {
                if let Some(control) = controls.last_mut() {
                    *control = attribute(tag, "val").is_some_and(|kind| kind == "Table of Contents");
                }
            }
            _ => {}
        }
    }

    /// What a field is: a table of contents is known by its instruction.
    pub(super) fn instruction(&mut self, xml: &mut Xml) -> Result<(), Error> {
        while let Some(node) = xml.next()? {
            match node {
                Node::Text(text, _) if text.trim_start().starts_with("TOC ") => {
                    if let Some(field) = self.fields.last_mut() {
                        field.contents = true;
                    }
                }
                Node::Close(_) => break,
                _ => {}
            }
        }
        Ok(())
    }
}

/// A prompt that nobody has filled in is no text.
pub(super) fn skip_prompt(xml: &mut Xml) -> Result<(), Error> {
    while let Some(node) = xml.next()? {
        if let Node::Open(name, _) = node
            && name == "sdtContent"
        {
            xml.skip()?;
            break;
        }
    }
    Ok(())
}
