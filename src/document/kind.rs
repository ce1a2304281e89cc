//! What kind of document bytes are.

use super::encoding::Encoding;
use memchr::memmem::find;

/// Bytes at the beginning that tell the kinds of text apart.
const SKETCH: usize = 4096;

/// A kind of document.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
#[non_exhaustive]
pub enum Kind {
    /// Text without markup.
    #[default]
    Plain,
    /// Markdown.
    Markdown,
    /// A web page, or a piece of one.
    Html,
    /// Word from 2007 on.
    Docx,
    /// An electronic book.
    Epub,
    /// Rich text.
    Rtf,
    /// Subtitles: SubRip or WebVTT.
    Subtitles,
    /// RSS or Atom.
    Feed,
    /// Known, but not read; [`super::read`] says what to do.
    Refused(Refused),
}

/// Kinds that are recognised so that the error can say what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// Portable document format.
    Pdf,
    /// Word up to 2003.
    Doc,
    /// An office document with a password.
    Encrypted,
    /// An archive of something else.
    Archive,
    /// OpenDocument.
    OpenDocument,
    /// XML of an unknown kind.
    Xml,
    /// A picture, sound or the like.
    Media,
}

impl Kind {
    /// Finds the kind from the content; the name decides only where text could be Markdown or not.
    ///
    /// ```
    /// use loidoc::document::Kind;
    /// assert_eq!(Kind::of("a.txt", b"<!DOCTYPE html><p>x", None), Kind::Html);
    /// assert_eq!(Kind::of("a.html", b"1\n00:00:01,000 --> 00:00:02,000\nx", None), Kind::Subtitles);
    /// ```
    pub fn of(name: &str, bytes: &[u8], forced: Option<Encoding>) -> Kind {
        if let Some(kind) = by_magic(bytes) {
            return kind;
        }
        // UTF-16 shows its ASCII letters between zeros.
        let wide = matches!(bytes, [0xFF, 0xFE, ..] | [0xFE, 0xFF, ..] | [0, _, ..] | [_, 0, ..])
            || matches!(forced, Some(Encoding::Utf16Le | Encoding::Utf16Be));
        let head = &bytes[..bytes.len().min(SKETCH)];
        let head: Vec<u8> =
            head.iter().filter(|b| !wide || **b != 0 && **b < 0x80).map(u8::to_ascii_lowercase).collect();
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        let head = head.trim_ascii_start();
        if head.starts_with(b"{\\rtf") {
            return Kind::Rtf;
        }
        if let Some(kind) = markup(head) {
            return kind;
        }
        if head.starts_with(b"webvtt") || is_subrip(head) {
            return Kind::Subtitles;
        }
        let named = name.rsplit('.').next().is_some_and(|e| matches!(e, "md" | "markdown" | "MD"));
        if cfg!(feature = "documents") && (named || is_markdown(head)) { Kind::Markdown } else { Kind::Plain }
    }

    /// Its name, as in reports.
    pub fn name(self) -> &'static str {
        match self {
            Kind::Plain => "text",
            Kind::Markdown => "markdown",
            Kind::Html => "html",
            Kind::Docx => "docx",
            Kind::Epub => "epub",
            Kind::Rtf => "rtf",
            Kind::Subtitles => "subtitles",
            Kind::Feed => "feed",
            Kind::Refused(_) => "refused",
        }
    }

    /// Why a kind is not read and what to do, or `None`.
    pub(super) fn refusal(self) -> Option<&'static str> {
        Some(match self {
            Kind::Refused(Refused::Pdf) => {
                "a PDF, which holds places of letters and no paragraphs: make text of it, for example with `pdftotext -layout`, or take the document it was made of"
            }
            Kind::Refused(Refused::Doc) => {
                "a Word document of before 2007 (.doc): save it as .docx, for example with `soffice --convert-to docx`"
            }
            Kind::Refused(Refused::Encrypted) => "locked with a password: save it without one",
            Kind::Refused(Refused::OpenDocument) => {
                "an OpenDocument (.odt): save it as .docx, for example with `soffice --convert-to docx`"
            }
            Kind::Refused(Refused::Archive) => "an archive that is neither .docx nor .epub: unpack it first",
            Kind::Refused(Refused::Xml) => "XML of an unknown kind: only XHTML, RSS and Atom are read",
            Kind::Refused(Refused::Media) => "a picture, sound or film: give a document with text",
            Kind::Plain | Kind::Markdown => return None,
            _ if cfg!(feature = "documents") => return None,
            _ => "this build reads plain text only: build it with the feature `documents`",
        })
    }
}

fn by_magic(bytes: &[u8]) -> Option<Kind> {
    let utf16 = |text: &str| text.bytes().flat_map(|b| [b, 0]).collect::<Vec<_>>();
    Some(match bytes {
        [b'P', b'K', 3 | 5 | 7, 4 | 6 | 8, ..] => {
            let has = |name: &str| find(bytes, name.as_bytes()).is_some();
            match () {
                () if has("application/vnd.oasis.opendocument") => Kind::Refused(Refused::OpenDocument),
                () if has("META-INF/container.xml") || has("application/epub+zip") => Kind::Epub,
                () if has("word/document") => Kind::Docx,
                () => Kind::Refused(Refused::Archive),
            }
        }
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => {
            let locked = find(bytes, &utf16("EncryptedPackage")).is_some();
            Kind::Refused(if locked { Refused::Encrypted } else { Refused::Doc })
        }
        [b'%', b'P', b'D', b'F', b'-', ..] => Kind::Refused(Refused::Pdf),
        [0x1F, 0x8B, ..] | [b'R', b'a', b'r', b'!', ..] | [b'7', b'z', 0xBC, 0xAF, ..] => {
            Kind::Refused(Refused::Archive)
        }
        [0x89, b'P', b'N', b'G', ..] | [0xFF, 0xD8, 0xFF, ..] | [b'G', b'I', b'F', b'8', ..] => {
            Kind::Refused(Refused::Media)
        }
        [b'R', b'I', b'F', b'F', ..] | [b'I', b'D', b'3', 0..=9, ..] | [b'O', b'g', b'g', b'S', ..] => {
            Kind::Refused(Refused::Media)
        }
        _ => return None,
    })
}

/// The head is in small letters.
fn markup(head: &[u8]) -> Option<Kind> {
    let count = |sign: &str| memchr::memmem::find_iter(head, sign).count();
    let root = |names: &[&str]| names.iter().any(|name| find(head, name.as_bytes()).is_some());
    if head.starts_with(b"<?xml") || head.starts_with(b"<rss") || head.starts_with(b"<feed") {
        return Some(match () {
            () if root(&["<rss", "<feed", "<rdf:rdf"]) => Kind::Feed,
            () if root(&["<html", "<!doctype html"]) => Kind::Html,
            () => Kind::Refused(Refused::Xml),
        });
    }
    let opens = head.strip_prefix(b"<").is_some_and(|rest| {
        let name = rest.split(|b| !b.is_ascii_alphanumeric() && *b != b'!' && *b != b'-').next().unwrap_or(b"");
        const TAGS: &[&[u8]] = &[
            b"!doctype",
            b"html",
            b"head",
            b"body",
            b"meta",
            b"title",
            b"p",
            b"div",
            b"h1",
            b"h2",
            b"h3",
            b"article",
            b"section",
            b"main",
            b"ul",
            b"ol",
            b"table",
            b"span",
            b"b",
            b"strong",
            b"br",
            b"a",
            b"img",
            b"figure",
            b"i",
        ];
        TAGS.contains(&name) || name.starts_with(b"!--")
    });
    let html = opens || root(&["<!doctype html", "<html"]) || count("</p>") + count("<br") + count("</div>") >= 3;
    html.then_some(Kind::Html)
}

/// A number, then a line with two times.
fn is_subrip(head: &[u8]) -> bool {
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii);
    let first = lines.next().unwrap_or(b"");
    let second = lines.next().unwrap_or(b"");
    !first.is_empty() && first.iter().all(u8::is_ascii_digit) && find(second, b" --> ").is_some()
}

/// Two signs of Markdown that plain text does not have.
fn is_markdown(head: &[u8]) -> bool {
    let lines = || head.split(|b| *b == b'\n');
    let heading = |line: &[u8]| {
        let marks = line.iter().take_while(|b| **b == b'#').count();
        (1..=6).contains(&marks) && line.get(marks) == Some(&b' ')
    };
    let headings = lines().filter(|line| heading(line)).count();
    let links = memchr::memmem::find_iter(head, "](").count();
    let bold = memchr::memmem::find_iter(head, "**").count() / 2;
    let rule = lines().any(|line| line.starts_with(b"|--") || line.starts_with(b"| --") || line.starts_with(b"|:-"));
    headings > 0 && headings + links + bold + usize::from(rule) >= 2
}
