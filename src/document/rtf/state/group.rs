//! What a group of rich text says of the text in it.

/// Groups that are no text of the document, nor is what they hold.
pub(super) const SILENT: &[&str] = &[
    "colortbl",
    "stylesheet",
    "info",
    "pict",
    "header",
    "footer",
    "headerl",
    "headerr",
    "headerf",
    "footerl",
    "footerr",
    "footerf",
    "listtable",
    "listoverridetable",
    "generator",
    "xmlnstbl",
    "themedata",
    "object",
    "revtbl",
    "rsidtbl",
    "mmathPr",
    "latentstyles",
    "datastore",
    "nonshppict",
    "bkmkstart",
    "bkmkend",
    "annotation",
    "atnid",
    "atnauthor",
    "sp",
    "nonesttables",
    "nesttableprops",
    "falt",
    "panose",
    "tc",
    "xe",
    "ftnsep",
    "ftnsepc",
    "aftnsep",
    "aftnsepc",
    "template",
    "filetbl",
    "shprslt",
];

/// What a group's text is for.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
pub(super) enum Part {
    Text,
    Fonts,
    /// The number of an item, as it is shown.
    Label,
    /// What a field is to hold.
    Instruction,
    Note,
    Box,
}

#[derive(Clone, Copy, Debug)]
pub(super) struct Group {
    /// Never said, whatever stands in it.
    pub(super) silent: bool,
    /// A destination that may be passed over, unless it is known further inside.
    pub(super) starred: bool,
    /// Hidden or deleted.
    pub(super) hidden: bool,
    pub(super) deleted: bool,
    /// Crossed out: no longer meant.
    pub(super) struck: bool,
    pub(super) part: Part,
    /// Its first group is for programs that know no Unicode, its second one for all others.
    pub(super) two_ways: bool,
    /// How many characters stand for a \u in programs that do not know it.
    pub(super) skip: usize,
    pub(super) font: i32,
    /// 1 for raised, -1 for lowered text.
    pub(super) script: i8,
}

impl Group {
    /// The text of a document, around which there is no group.
    pub(super) fn text() -> Group {
        Group {
            silent: false,
            starred: false,
            hidden: false,
            deleted: false,
            struck: false,
            part: Part::Text,
            two_ways: false,
            skip: 1,
            font: -1,
            script: 0,
        }
    }

    pub(super) fn is_said(&self) -> bool {
        !(self.silent || self.starred || self.hidden || self.deleted || self.struck)
    }
}
