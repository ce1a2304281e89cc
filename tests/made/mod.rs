//! Documents made of a text, in every container and encoding, by other means than loidoc's own.
#![allow(dead_code)]

use std::io::{Cursor, Write};
use std::process::{Command, Stdio};
use unicode_normalization::UnicodeNormalization;
use zip::write::SimpleFileOptions;

/// Bytes as glibc's `iconv` turns them from one encoding into another.
pub fn iconv(from: &str, to: &str, bytes: &[u8]) -> Option<Vec<u8>> {
    let mut child = Command::new("iconv")
        .args(["-f", from, "-t", to])
        .stdin(Stdio::piped())
        .stdout(Stdio::piped())
        .stderr(Stdio::null())
        .spawn()
        .expect("glibc's iconv is installed");
    let mut stdin = child.stdin.take().expect("it is piped");
    let input = bytes.to_vec();
    let writer = std::thread::spawn(move || {
        let _ = stdin.write_all(&input);
    });
    let output = child.wait_with_output().expect("iconv ends");
    writer.join().expect("the writer ends");
    output.status.success().then_some(output.stdout)
}

/// UTF-8 as somebody's editor of Latin-1 saves it.
pub fn latin(text: &str) -> Vec<u8> {
    text.bytes().map(char::from).collect::<String>().into_bytes()
}

/// The same with windows-1252, whose five holes stay controls.
pub fn windows_1252(text: &str) -> Vec<u8> {
    text.bytes()
        .map(|b| encoding_rs::WINDOWS_1252.decode_without_bom_handling(&[b]).0.into_owned())
        .collect::<String>()
        .into()
}

/// VNI-Windows, by its description: a vowel and a byte for its marks.
pub fn vni(text: &str) -> Vec<u8> {
    let mut out = Vec::new();
    for c in text.nfc() {
        let whole = "ỈÌÍỴĐỊĨƠƯỉìíỵđịĩơư"
            .chars()
            .zip(*b"\xC6\xCC\xCD\xCE\xD1\xD2\xD3\xD4\xD6\xE6\xEC\xED\xEE\xF1\xF2\xF3\xF4\xF6");
        if let Some((_, byte)) = whole.clone().find(|(w, _)| *w == c) {
            out.push(byte);
            continue;
        }
        let parts: Vec<char> = c.nfd().collect();
        // A horn belongs to the letter.
        let horn = parts.contains(&'\u{31b}');
        let base = match (parts[0], horn) {
            ('o', true) => 0xF4,
            ('u', true) => 0xF6,
            ('O', true) => 0xD4,
            ('U', true) => 0xD6,
            (base, _) => base as u32 as u8,
        };
        out.push(base);
        let marks: String = parts[1..].iter().filter(|m| **m != '\u{31b}').collect();
        let mut sorted: Vec<char> = marks.chars().collect();
        sorted.sort_by_key(|m| !matches!(m, '\u{302}' | '\u{306}'));
        let marks: String = sorted.into_iter().collect();
        let byte = match marks.as_str() {
            "" => continue,
            "\u{301}" => 0xF9,
            "\u{300}" => 0xF8,
            "\u{309}" => 0xFB,
            "\u{303}" => 0xF5,
            "\u{323}" => 0xEF,
            "\u{302}" => 0xE2,
            "\u{302}\u{301}" => 0xE1,
            "\u{302}\u{300}" => 0xE0,
            "\u{302}\u{309}" => 0xE5,
            "\u{302}\u{303}" => 0xE3,
            "\u{302}\u{323}" => 0xE4,
            "\u{306}" => 0xEA,
            "\u{306}\u{301}" => 0xE9,
            "\u{306}\u{300}" => 0xE8,
            "\u{306}\u{309}" => 0xFA,
            "\u{306}\u{303}" => 0xFC,
            "\u{306}\u{323}" => 0xEB,
            marks => panic!("no VNI for {c} ({marks:?})"),
        };
        out.push(if c.is_uppercase() { byte - 0x20 } else { byte });
    }
    out
}

/// VIQR (RFC 1456), with a backslash where a sign after a vowel is none.
pub fn viqr(text: &str) -> Vec<u8> {
    let mut out = String::new();
    for c in text.nfc() {
        if ".?'`~^(+\\".contains(c) {
            out.push('\\');
        }
        match c {
            'đ' => out.push_str("dd"),
            'Đ' => out.push_str("DD"),
            _ => {
                let mut parts: Vec<char> = c.nfd().collect();
                parts[1..].sort_by_key(|m| !matches!(m, '\u{302}' | '\u{306}' | '\u{31b}'));
                out.extend(parts.into_iter().map(|part| match part {
                    '\u{302}' => '^',
                    '\u{306}' => '(',
                    '\u{31b}' => '+',
                    '\u{301}' => '\'',
                    '\u{300}' => '`',
                    '\u{309}' => '?',
                    '\u{303}' => '~',
                    '\u{323}' => '.',
                    part => part,
                }));
            }
        }
    }
    out.into_bytes()
}

pub fn zip(parts: &[(&str, &str)]) -> Vec<u8> {
    let mut zip = zip::ZipWriter::new(Cursor::new(Vec::new()));
    for (name, content) in parts {
        zip.start_file(*name, SimpleFileOptions::default()).expect("a part");
        zip.write_all(content.as_bytes()).expect("it is written");
    }
    zip.finish().expect("it is whole").into_inner()
}

pub fn escape(text: &str) -> String {
    text.replace('&', "&amp;")
        .replace('<', "&lt;")
        .replace('“', "&ldquo;")
        .replace('đ', "&#273;")
        .replace('é', "&#xe9;")
}

/// Only what XML knows by itself.
pub fn escape_xml(text: &str) -> String {
    text.replace('&', "&amp;").replace('<', "&lt;").replace('đ', "&#273;")
}

fn paragraphs(text: &str) -> impl Iterator<Item = &str> {
    text.lines().filter(|line| !line.trim().is_empty())
}

const WORD: &str = "xmlns:w=\"http://schemas.openxmlformats.org/wordprocessingml/2006/main\"";

/// A document of Word whose runs end within words, as they do after an edit.
pub fn docx(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in paragraphs(text) {
        let middle = (line.len() / 2..).find(|&n| line.is_char_boundary(n)).unwrap_or(0);
        let (a, b) = line.split_at(middle);
        body += &format!(
            "<w:p><w:r><w:rPr><w:b/></w:rPr><w:t xml:space=\"preserve\">{}</w:t></w:r><w:r><w:t xml:space=\"preserve\">{}</w:t></w:r></w:p>",
            escape_xml(a),
            escape_xml(b)
        );
    }
    docx_of(&body)
}

pub fn docx_of(body: &str) -> Vec<u8> {
    let document = format!("<?xml version=\"1.0\"?><w:document {WORD}><w:body>{body}</w:body></w:document>");
    let styles = format!(
        "<w:styles {WORD}><w:style w:styleId=\"u1\"><w:name w:val=\"heading 1\"/></w:style><w:style w:styleId=\"Chuthich\"><w:name w:val=\"caption\"/></w:style></w:styles>"
    );
    let numbering = format!(
        "<w:numbering {WORD}><w:abstractNum w:abstractNumId=\"4\"><w:lvl w:ilvl=\"0\"><w:start w:val=\"1\"/><w:numFmt w:val=\"decimal\"/><w:lvlText w:val=\"%1.\"/></w:lvl></w:abstractNum><w:num w:numId=\"2\"><w:abstractNumId w:val=\"4\"/></w:num></w:numbering>"
    );
    zip(&[("word/document.xml", &document), ("word/styles.xml", &styles), ("word/numbering.xml", &numbering)])
}

/// A book of two chapters.
pub fn epub(text: &str) -> Vec<u8> {
    let lines: Vec<String> = paragraphs(text).map(|line| format!("<p>{}</p>\n", escape(line))).collect();
    let (one, two) = lines.split_at(lines.len() / 2);
    let page = |lines: &[String]| {
        format!(
            "<?xml version=\"1.0\"?><html xmlns=\"http://www.w3.org/1999/xhtml\"><head><title>x</title></head><body>{}</body></html>",
            lines.concat()
        )
    };
    zip(&[
        ("mimetype", "application/epub+zip"),
        (
            "META-INF/container.xml",
            "<container><rootfiles><rootfile full-path=\"OEBPS/a.opf\"/></rootfiles></container>",
        ),
        (
            "OEBPS/a.opf",
            "<package><manifest><item id=\"b\" href=\"b%20b.xhtml\" media-type=\"application/xhtml+xml\"/><item id=\"a\" href=\"../a.xhtml\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/><itemref idref=\"b\"/></spine></package>",
        ),
        ("a.xhtml", &page(one)),
        ("OEBPS/b b.xhtml", &page(two)),
    ])
}

/// A page of a newspaper with what stands around an article.
pub fn html(text: &str) -> Vec<u8> {
    let mut lines = paragraphs(text);
    let headline = escape(lines.next().unwrap_or(""));
    let body: String = lines.map(|line| format!("<p>{}</p>\n", escape(line))).collect();
    format!(
        "<!DOCTYPE html><html lang=vi><head><meta charset=utf-8><title>{headline} - Báo X</title><style>p {{ color: red }}</style></head>
<body><nav><ul><li><a href=/>Trang chủ</a><li><a href=/a>Thời sự</a><li><a href=/b>Kinh tế</a></ul></nav>
<script>if (a < b) document.write('<p>không phải chữ</p>')</script>
<article><h1>{headline}</h1><div class=content>{body}</div></article>
<aside><h3>Đọc nhiều</h3><ul><li><a href=/c>Bài khác ở đây</a></ul></aside>
<footer>Giấy phép số 12/GP-BTTTT</footer></body></html>"
    )
    .into_bytes()
}

pub fn markdown(text: &str) -> Vec<u8> {
    format!("# {}\n", paragraphs(text).collect::<Vec<_>>().join("\n\n")).into_bytes()
}

/// Rich text whose letters beyond ASCII are numbers, with a sign for programs that do not know them.
pub fn rtf(text: &str) -> Vec<u8> {
    let mut out = "{\\rtf1\\ansi\\ansicpg1258{\\fonttbl{\\f0 Times;}}{\\*\\generator x;}\n".to_owned();
    for line in paragraphs(text) {
        for c in line.chars() {
            match c {
                '\\' | '{' | '}' => out += &format!("\\{c}"),
                'đ' => out += "\\'f0",
                c if c.is_ascii() => out.push(c),
                c => out += &format!("\\u{}?", c as u32 as u16 as i16),
            }
        }
        out += "\\par\n";
    }
    (out + "}").into_bytes()
}

pub fn subtitles(text: &str, vtt: bool) -> Vec<u8> {
    let mut out = if vtt { "WEBVTT\n\n" } else { "" }.to_owned();
    for (n, line) in paragraphs(text).enumerate() {
        let comma = if vtt { '.' } else { ',' };
        out +=
            &format!("{}\n00:{:02}:01{comma}000 --> 00:{:02}:09{comma}000\n<i>{line}</i>\n\n", n + 1, n % 60, n % 60);
    }
    out.into_bytes()
}

pub fn feed(text: &str, atom: bool) -> Vec<u8> {
    let mut lines = paragraphs(text);
    let title = escape_xml(lines.next().unwrap_or(""));
    let body: String = lines.map(|line| format!("<p>{}</p>", escape(line))).collect();
    if atom {
        let body = escape_xml(&body);
        format!("<?xml version=\"1.0\"?><feed xmlns=\"http://www.w3.org/2005/Atom\"><title>Báo</title><entry><title>{title}</title><content type=\"html\">{body}</content></entry></feed>")
    } else {
        format!("<?xml version=\"1.0\"?><rss><channel><title>Báo</title><item><title>{title}</title><description><![CDATA[{body}]]></description></item></channel></rss>")
    }
    .into_bytes()
}

/// A mail whose text is quoted-printable.
pub fn mail(text: &str) -> Vec<u8> {
    let mut body = String::new();
    for line in paragraphs(text) {
        for byte in line.bytes() {
            match byte {
                b'=' | 0x80.. => body += &format!("={byte:02X}"),
                _ => body.push(char::from(byte)),
            }
        }
        body += "\r\n\r\n";
    }
    format!(
        "From: a@example.org\r\nTo: b@example.org\r\nDate: Fri, 14 Nov 2025 10:00:00 +0700\r\nMIME-Version: 1.0\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Transfer-Encoding: quoted-printable\r\n\r\n{body}"
    )
    .into_bytes()
}

/// OpenDocument text.
pub fn odt(text: &str) -> Vec<u8> {
    let body: String = paragraphs(text).map(|line| format!("<text:p>{}</text:p>", escape_xml(line))).collect();
    let content = format!(
        "<?xml version=\"1.0\"?><office:document-content xmlns:office=\"o\" xmlns:text=\"t\"><office:body><office:text>{body}</office:text></office:body></office:document-content>"
    );
    zip(&[("mimetype", "application/vnd.oasis.opendocument.text"), ("content.xml", &content)])
}

/// The text of a talking book.
pub fn dtbook(text: &str) -> Vec<u8> {
    let body: String = paragraphs(text).map(|line| format!("<p>{}</p>\n", escape_xml(line))).collect();
    format!("<?xml version=\"1.0\"?><dtbook><book><bodymatter><level1>{body}</level1></bodymatter></book></dtbook>")
        .into_bytes()
}

/// A book of FictionBook.
pub fn fiction_book(text: &str) -> Vec<u8> {
    let body: String = paragraphs(text).map(|line| format!("<p>{}</p>\n", escape_xml(line))).collect();
    format!("<?xml version=\"1.0\"?><FictionBook><description>x</description><body><section>{body}</section></body><binary>AAAA</binary></FictionBook>").into_bytes()
}
