//! Archives: their parts, with limits that a bomb runs into.

use super::encoding::{self, Decoded};
use crate::error::Error;
use std::io::{Cursor, Read};
use unicode_normalization::UnicodeNormalization;
use zip::ZipArchive;
use zip::result::ZipError;

/// An archive may have so many entries.
const MOST_ENTRIES: usize = 20_000;
/// A part may have so many bytes when it is unpacked.
const LARGEST_PART: u64 = 32 << 20;
/// All parts that are read together.
const LARGEST_UNPACKED: u64 = 64 << 20;
/// A part is not packed tighter; XML hardly ever reaches 50.
const MOST_RATIO: u64 = 200;
/// Smaller parts may be packed as tight as they like.
const RATIO_FROM: u64 = 1 << 20;

/// An archive that is being read.
pub(super) struct Archive<'b> {
    file: String,
    zip: ZipArchive<Cursor<&'b [u8]>>,
    names: Vec<String>,
    unpacked: u64,
}

impl<'b> Archive<'b> {
    /// Opens it and looks at the names of its parts.
    pub(super) fn open(file: &str, bytes: &'b [u8]) -> Result<Archive<'b>, Error> {
        let refuse = |message: String| Error::Document { file: file.to_owned(), message };
        let zip = ZipArchive::new(Cursor::new(bytes))
            .map_err(|error| refuse(format!("a broken archive ({error}): get the file again")))?;
        if zip.len() > MOST_ENTRIES {
            return Err(refuse(format!("more than {MOST_ENTRIES} parts: this is no document")));
        }
        let names: Result<Vec<String>, ZipError> = zip.file_names().map(|name| Ok(name?.into_owned())).collect();
        let names = names.map_err(|error| refuse(format!("a broken archive ({error}): get the file again")))?;
        if let Some(name) = names.iter().find(|name| leaves(name)) {
            return Err(refuse(format!("its part `{name}` leads out of the archive: refused")));
        }
        Ok(Archive { file: file.to_owned(), zip, names, unpacked: 0 })
    }

    /// The names of all parts.
    pub(super) fn names(&self) -> &[String] {
        &self.names
    }

    /// The name of a part as the archive writes it: a Macintosh writes letters and their marks apart.
    pub(super) fn named(&self, part: &str) -> String {
        let same = |name: &&String| name.nfc().eq(part.nfc());
        self.names
            .iter()
            .find(|name| *name == part)
            .or_else(|| self.names.iter().find(same))
            .cloned()
            .unwrap_or_else(|| part.to_owned())
    }

    /// What errors call a part.
    pub(super) fn called(&self, part: &str) -> String {
        format!("{} ({part})", self.file)
    }

    /// A part's text; an error if it is not there.
    pub(super) fn text(&mut self, part: &str) -> Result<Decoded<'static>, Error> {
        let bytes = self.bytes(part)?.ok_or_else(|| self.error(part, "is missing: the document is not whole"))?;
        let decoded = encoding::decode(&self.called(part), &bytes, None, true)?;
        let mut owned = Decoded { text: decoded.text.into_owned().into(), ..decoded };
        part.clone_into(&mut owned.origin.part);
        Ok(owned)
    }

    /// The same, of a part that may be missing.
    pub(super) fn optional(&mut self, part: &str) -> Result<Option<Decoded<'static>>, Error> {
        if self.names.iter().any(|name| name == part) { self.text(part).map(Some) } else { Ok(None) }
    }

    fn error(&self, part: &str, what: &str) -> Error {
        Error::Document { file: self.file.clone(), message: format!("its part `{part}` {what}") }
    }

    fn bytes(&mut self, part: &str) -> Result<Option<Vec<u8>>, Error> {
        let (file, left) = (self.file.clone(), LARGEST_UNPACKED.saturating_sub(self.unpacked));
        let error = |what: String| Error::Document { file: file.clone(), message: format!("its part `{part}` {what}") };
        let entry = match self.zip.by_name(part) {
            Ok(entry) => entry,
            Err(ZipError::FileNotFound) => return Ok(None),
            Err(ZipError::UnsupportedArchive(ZipError::PASSWORD_REQUIRED)) => {
                return Err(error("is locked with a password: save the document without one".to_owned()));
            }
            Err(e) => return Err(error(format!("is broken ({e}): get the file again"))),
        };
        // The sizes in the archive may lie: what counts is what comes out.
        let packed = entry.compressed_size().max(1);
        let most = LARGEST_PART.min(left).min((packed * MOST_RATIO).max(RATIO_FROM));
        let mut bytes = Vec::new();
        entry
            .take(most + 1)
            .read_to_end(&mut bytes)
            .map_err(|e| error(format!("cannot be unpacked ({e}): get the file again")))?;
        if bytes.len() as u64 > most {
            return Err(error(format!(
                "unpacks to more than {most} bytes (at most {LARGEST_PART} a part, {LARGEST_UNPACKED} together, {MOST_RATIO} times its packed size): refused"
            )));
        }
        self.unpacked += bytes.len() as u64;
        Ok(Some(bytes))
    }
}

/// Whether a part's name is a path out of the archive.
fn leaves(name: &str) -> bool {
    name.starts_with(['/', '\\']) || name.split(['/', '\\']).any(|step| step == "..") || name.get(1..2) == Some(":")
}

/// A path as it is meant from a folder of the archive: `../text/a.xhtml` from `OEBPS/nav/`. `None` if it leads out.
pub(super) fn resolve(folder: &str, path: &str) -> Option<String> {
    let path = path.split(['#', '?']).next().unwrap_or(path);
    let mut anchors: Vec<&str> = folder.split('/').filter(|s| !s.is_empty()).collect();
    for step in path.split('/') {
        match step {
            "" | "." => {}
            ".." => drop(anchors.pop()?),
            step => anchors.push(step),
        }
    }
    Some(anchors.join("/"))
}
