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
    /// A mail.
    Mail,
    /// A talking book's text (DAISY's DTBook).
    DtBook,
    /// A book in FictionBook's XML.
    FictionBook,
    /// OpenDocument text (LibreOffice, Google Docs).
    OpenDocument,
    /// Portable document format, with the text of its pages.
    Pdf,
    /// Known, but not read; [`super::read`] says what to do.
    Refused(Refused),
}

/// Kinds that are recognised so that the error can say what to do.
#[derive(Clone, Copy, Debug, PartialEq, Eq)]
#[non_exhaustive]
pub enum Refused {
    /// Portable document format, in a build without the feature `pdf`.
    Pdf,
    /// Word up to 2003.
    Doc,
    /// A mail as Outlook keeps it.
    Outlook,
    /// An office document with a password.
    Encrypted,
    /// An archive of something else.
    Archive,
    /// A spreadsheet, slides or a drawing of OpenDocument.
    OpenDocument,
    /// A spreadsheet or slides of Office.
    Sheets,
    /// XML of an unknown kind.
    Xml,
    /// A picture, sound or the like.
    Media,
    /// Braille.
    Braille,
    /// A feed or article in JSON.
    Data,
    /// Subtitles of SubViewer.
    SubViewer,
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
        let head = match wide {
            true => head.iter().filter(|b| **b != 0 && b.is_ascii()).map(u8::to_ascii_lowercase).collect(),
            false => head.to_ascii_lowercase(),
        };
        let head = head.strip_prefix(b"\xEF\xBB\xBF").unwrap_or(&head);
        let head = head.trim_ascii_start();
        if head.starts_with(b"{\\rtf") {
            return Kind::Rtf;
        }
        // A mail may hold a page.
        if is_mail(head) {
            return Kind::Mail;
        }
        // Data may hold a page as well.
        if is_data(head) {
            return Kind::Refused(Refused::Data);
        }
        let named = name.rsplit('.').next().is_some_and(|e| matches!(e, "md" | "markdown" | "MD"));
        // A README often begins with a heading in HTML.
        let page = [&b"<!doctype"[..], b"<html", b"<?xml"].iter().any(|root| head.starts_with(root));
        if let Some(kind) = markup(head).filter(|kind| !(named && *kind == Kind::Html && !page)) {
            return kind;
        }
        if let Some(refused) = by_name(name, head) {
            return Kind::Refused(refused);
        }
        if is_subtitles(head) {
            return Kind::Subtitles;
        }
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
            Kind::Mail => "mail",
            Kind::DtBook => "dtbook",
            Kind::FictionBook => "fictionbook",
            Kind::OpenDocument => "opendocument",
            Kind::Pdf => "pdf",
            Kind::Refused(_) => "refused",
        }
    }

    /// Why a kind is not read and what to do, or `None`.
    pub(super) fn refusal(self) -> Option<&'static str> {
        Some(match self {
            Kind::Refused(Refused::Pdf) => {
                "a PDF, which holds places of letters and no paragraphs: make text of it, for example with `pdftotext -raw`, or take the document it was made of"
            }
            Kind::Refused(Refused::Doc) => {
                "a Word document of before 2007 (.doc): save it as .docx, for example with `soffice --convert-to docx`"
            }
            Kind::Refused(Refused::Outlook) => "a mail as Outlook keeps it (.msg): save it as .eml, HTML or text",
            Kind::Refused(Refused::Encrypted) => "locked with a password: save it without one",
            Kind::Refused(Refused::OpenDocument) => {
                "a spreadsheet, slides or drawing of OpenDocument: save what is to be read as text (.odt)"
            }
            Kind::Refused(Refused::Sheets) => {
                "a spreadsheet or slides: save what is to be read as a document (.docx) or as text"
            }
            Kind::Refused(Refused::Archive) => "an archive that is neither .docx nor .epub: unpack it first",
            Kind::Refused(Refused::Xml) => {
                "XML of an unknown kind: only XHTML, DTBook, FictionBook, RSS and Atom are read"
            }
            Kind::Refused(Refused::Braille) => {
                "braille, whose letters are signs for fingers: give the text that it was made of"
            }
            Kind::Refused(Refused::Data) => {
                "data in JSON, such as JSON Feed or ninjs: give the feed as RSS or Atom, or the article as HTML"
            }
            Kind::Refused(Refused::SubViewer) => {
                "subtitles of SubViewer: save them as SubRip (.srt), as any editor of subtitles does"
            }
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
                () if has("application/vnd.oasis.opendocument.text") => Kind::OpenDocument,
                () if has("application/vnd.oasis.opendocument") => Kind::Refused(Refused::OpenDocument),
                () if has("META-INF/container.xml") || has("application/epub+zip") => Kind::Epub,
                () if has("word/document") => Kind::Docx,
                () if has("content.xml") && !has("[Content_Types].xml") => Kind::OpenDocument,
                () if has("xl/workbook") || has("ppt/presentation") => Kind::Refused(Refused::Sheets),
                () => Kind::Refused(Refused::Archive),
            }
        }
        [0xD0, 0xCF, 0x11, 0xE0, 0xA1, 0xB1, 0x1A, 0xE1, ..] => {
            let has = |name: &str| find(bytes, &utf16(name)).is_some();
            Kind::Refused(match () {
                () if has("EncryptedPackage") => Refused::Encrypted,
                () if has("__substg1.0_") => Refused::Outlook,
                () if has("Workbook") || has("PowerPoint Document") => Refused::Sheets,
                () => Refused::Doc,
            })
        }
        [b'%', b'P', b'D', b'F', b'-', ..] if cfg!(feature = "pdf") => Kind::Pdf,
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
    memchr::memchr(b'<', head)?;
    let count = |sign: &str| memchr::memmem::find_iter(head, sign).count();
    let root = |names: &[&str]| names.iter().any(|name| find(head, name.as_bytes()).is_some());
    if head.starts_with(b"<sami") {
        return Some(Kind::Subtitles);
    }
    if head.starts_with(b"<?xml") || head.starts_with(b"<rss") || head.starts_with(b"<feed") {
        return Some(match () {
            () if root(&["<dtbook"]) => Kind::DtBook,
            () if root(&["<fictionbook"]) => Kind::FictionBook,
            () if root(&["<office:document"]) && root(&["opendocument.text"]) => Kind::OpenDocument,
            () if root(&["<tt xmlns", "<tt "]) => Kind::Subtitles,
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

/// SubRip with or without numbers, WebVTT, SBV, SubStation Alpha, MicroDVD, lyrics with times.
fn is_subtitles(head: &[u8]) -> bool {
    let mut lines = head.split(|b| *b == b'\n').map(<[u8]>::trim_ascii).filter(|line| !line.is_empty());
    let first = lines.next().unwrap_or(b"");
    let second = lines.next().unwrap_or(b"");
    let number = first.iter().all(u8::is_ascii_digit);
    let digits = |text: &[u8]| !text.is_empty() && text.iter().all(|b| b.is_ascii_digit() || b":.,".contains(b));
    let arrow = |line: &[u8]| {
        find(line, b"-->").is_some_and(|n| {
            digits(line[..n].trim_ascii()) && line[n + 3..].trim_ascii_start().first().is_some_and(u8::is_ascii_digit)
        })
    };
    let youtube = |line: &[u8]| line.len() >= 15 && digits(line) && line.iter().filter(|b| **b == b':').count() == 4;
    let frames = |line: &[u8]| line.starts_with(b"{") && find(line, b"}{").is_some_and(|n| digits(&line[1..n]));
    // [0][25], tenths of a second.
    let tenths = |line: &[u8]| line.starts_with(b"[") && find(line, b"][").is_some_and(|n| digits(&line[1..n]));
    // [00:12.00], after lines such as [ti:…].
    let sung =
        |line: &[u8]| line.len() > 6 && line[0] == b'[' && line[1..3].iter().all(u8::is_ascii_digit) && line[3] == b':';
    let tagged = |line: &[u8]| {
        [&b"[ti:"[..], b"[ar:", b"[al:", b"[by:", b"[offset:", b"[length:", b"[re:", b"[ve:"]
            .iter()
            .any(|tag| line.starts_with(tag))
    };
    head.starts_with(b"webvtt")
        || head.starts_with(b"[script info]")
        || arrow(first)
        || number && arrow(second)
        || youtube(first)
        || frames(first)
        || tenths(first) && tenths(second)
        || sung(first)
        || tagged(first)
}

/// Fields of a mail, one after the other, that only mail has.
fn is_mail(head: &[u8]) -> bool {
    const FIELDS: &[&[u8]] = &[
        b"from:",
        b"to:",
        b"subject:",
        b"date:",
        b"received:",
        b"return-path:",
        b"mime-version:",
        b"content-type:",
        b"message-id:",
        b"delivered-to:",
        b"x-mozilla-status:",
        b"authentication-results:",
        b"dkim-signature:",
        b"content-transfer-encoding:",
    ];
    let lines = head.split(|b| *b == b'\n').take_while(|line| !line.trim_ascii().is_empty());
    // A mailbox writes a line of its own before each, and Apple how long it is.
    let length =
        head.split(|b| *b == b'\n').next().is_some_and(|line| line.trim_ascii().iter().all(u8::is_ascii_digit));
    let lines = lines.skip(usize::from(head.starts_with(b"from ") || length));
    let own: Vec<&[u8]> = lines.filter(|line| !line.starts_with(b" ") && !line.starts_with(b"\t")).take(64).collect();
    let known = own.iter().filter(|line| FIELDS.iter().any(|field| line.starts_with(field))).count();
    let packed = own.iter().any(|line| {
        line.starts_with(b"mime-version:") || line.starts_with(b"received:") || line.starts_with(b"message-id:")
    });
    // A page that a browser saved as a whole.
    let archive = packed && own.iter().any(|line| line.starts_with(b"content-type: multipart/related"));
    (known >= 3 || archive)
        && packed
        && own.first().is_some_and(|first| FIELDS.iter().any(|field| first.starts_with(field)))
}

/// Kinds that their names tell, or that begin as programs' data do.
fn by_name(name: &str, head: &[u8]) -> Option<Refused> {
    let ending = name.rsplit('.').next().unwrap_or("").to_ascii_lowercase();
    match ending.as_str() {
        "brf" | "brl" | "pef" => Some(Refused::Braille),
        _ if head.starts_with(b"[information]") => Some(Refused::SubViewer),
        _ => None,
    }
}

fn is_data(head: &[u8]) -> bool {
    head.starts_with(b"{")
        && ["\"version\"", "\"uri\"", "\"items\""].iter().any(|key| find(head, key.as_bytes()).is_some())
}

/// Two signs of Markdown that plain text does not have.
fn is_markdown(head: &[u8]) -> bool {
    // It has a heading, if anything.
    if memchr::memchr(b'#', head).is_none() {
        return false;
    }
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
