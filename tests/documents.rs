//! Documents of every kind and encoding: the same article is said the same, every letter is found where it stands, and what
//! does harm is refused. The files in `tests/documents/` were made once by pandoc and LibreOffice of `samples/chinh-tri.txt`.

mod made;

use loidoc::document::{Document, Encoding, Kind, Role, Warning, read, read_as};
use loidoc::{Lexicon, Pipeline};
use std::fs;
use std::path::{Path, PathBuf};
use unicode_normalization::UnicodeNormalization;

fn folder(name: &str) -> PathBuf {
    Path::new(env!("CARGO_MANIFEST_DIR")).join(name)
}

fn sample() -> String {
    fs::read_to_string(folder("samples/chinh-tri.txt")).expect("the sample is there")
}

/// What is said of a document, a segment a line.
fn spoken(name: &str, bytes: &[u8]) -> String {
    let article = Pipeline::new().read(name, bytes).unwrap_or_else(|error| panic!("{error}"));
    article.utterances().map(|(_, u)| u.speech.text.trim().to_owned() + "\n").collect()
}

fn document<'d>(name: &str, bytes: &'d [u8]) -> Document<'d> {
    read(name, bytes, &Lexicon::built_in()).unwrap_or_else(|error| panic!("{error}"))
}

/// Quotes that encodings of a byte a letter do not have.
fn without_quotes(text: &str) -> String {
    text.replace(['“', '”'], "\"").replace('…', "...")
}

fn utf16(text: &str, little: bool) -> Vec<u8> {
    text.encode_utf16().flat_map(|unit| if little { unit.to_le_bytes() } else { unit.to_be_bytes() }).collect()
}

/// The article in every encoding, and how each letter is written in it.
type Encoded = (&'static str, Vec<u8>, fn(&str) -> Vec<u8>);

fn encoded(text: &str) -> Vec<Encoded> {
    let to: [Encoded; 16] = [
        ("UTF-8", vec![], |t| t.as_bytes().to_vec()),
        ("UTF-8 with mark", b"\xEF\xBB\xBF".to_vec(), |t| t.as_bytes().to_vec()),
        ("NFD", vec![], |t| t.nfd().collect::<String>().into_bytes()),
        ("UTF-16LE", vec![], |t| utf16(t, true)),
        ("UTF-16BE", vec![], |t| utf16(t, false)),
        ("UTF-16LE with mark", vec![0xFF, 0xFE], |t| utf16(t, true)),
        ("UTF-16BE with mark", vec![0xFE, 0xFF], |t| utf16(t, false)),
        ("VNI", vec![], made::vni),
        ("VIQR", vec![], made::viqr),
        ("read as Latin-1", vec![], made::latin),
        ("read as windows-1252", vec![], made::windows_1252),
        ("read as Latin-1 twice", vec![], |t| made::latin(&String::from_utf8(made::latin(t)).expect("it is UTF-8"))),
        ("VNI taken for Latin-1", vec![], |t| {
            made::vni(t).into_iter().map(char::from).collect::<String>().into_bytes()
        }),
        ("escapes of JSON", vec![], |t| {
            t.encode_utf16()
                .map(|u| if u < 0x80 { char::from(u as u8).into() } else { format!("\\u{u:04x}") })
                .collect::<String>()
                .into()
        }),
        ("source of a mail", vec![], |t| {
            t.bytes()
                .map(|b| if b.is_ascii() { char::from(b).into() } else { format!("={b:02X}") })
                .collect::<String>()
                .into()
        }),
        ("windows-1258", vec![], |t| made::iconv("UTF-8", "CP1258", t.as_bytes()).expect("it can be written")),
    ];
    let by_iconv: [Encoded; 2] = [
        ("TCVN3", vec![], |t| made::iconv("UTF-8", "TCVN5712-1", t.as_bytes()).expect("it can be written")),
        ("VISCII", vec![], |t| made::iconv("UTF-8", "VISCII", t.as_bytes()).expect("it can be written")),
    ];
    to.into_iter().chain(by_iconv).map(|(name, mark, to)| (name, [mark, to(text)].concat(), to)).collect()
}

#[test]
fn every_encoding_is_said_the_same() {
    let text = without_quotes(&sample());
    let want = spoken("want", text.as_bytes());
    assert!(want.contains("tổng sản phẩm trên địa bàn"));
    for (name, bytes, _) in encoded(&text) {
        assert_eq!(spoken(name, &bytes), want, "{name}");
    }
}

type Made = (&'static str, Vec<u8>, Kind);

/// Every line with a full stop: a cue without one is joined with the next.
fn sentences(text: &str) -> String {
    let ended = |line: &str| line.ends_with(['.', ':']);
    text.lines().map(|line| line.trim_end_matches(" |").to_owned() + if ended(line) { "\n" } else { ".\n" }).collect()
}

fn contained(text: &str) -> Vec<Made> {
    vec![
        ("a.docx", made::docx(text), Kind::Docx),
        ("a.epub", made::epub(text), Kind::Epub),
        ("a.html", made::html(text), Kind::Html),
        ("a.md", made::markdown(text), Kind::Markdown),
        ("a.rtf", made::rtf(text), Kind::Rtf),
        ("a.srt", made::subtitles(&sentences(text), false), Kind::Subtitles),
        ("a.vtt", made::subtitles(&sentences(text), true), Kind::Subtitles),
        ("rss.xml", made::feed(text, false), Kind::Feed),
        ("atom.xml", made::feed(text, true), Kind::Feed),
        ("a.eml", made::mail(text), Kind::Mail),
        ("a.odt", made::odt(text), Kind::OpenDocument),
        ("dtbook.xml", made::dtbook(text), Kind::DtBook),
        ("a.fb2", made::fiction_book(text), Kind::FictionBook),
    ]
}

#[test]
fn every_container_is_said_the_same() {
    let text = sample();
    let want = spoken("want", text.as_bytes());
    for (name, bytes, kind) in contained(&text) {
        // The name must not matter.
        let found = document("unnamed", &bytes);
        if kind != Kind::Markdown {
            assert_eq!(found.kind, kind, "{name}");
        }
        let got = spoken(name, &bytes);
        let want = if kind == Kind::Subtitles { spoken("want", sentences(&text).as_bytes()) } else { want.clone() };
        assert_eq!(got, want, "{name}");
    }
}

#[test]
fn files_of_other_programs_are_said_the_same() {
    let want = spoken("want", sample().as_bytes());
    let mut seen = 0;
    for entry in fs::read_dir(folder("tests/documents")).expect("it is there") {
        let path = entry.expect("it can be listed").path();
        let name = path.display().to_string();
        assert_eq!(spoken(&name, &fs::read(&path).expect("it can be read")), want, "{name}");
        seen += 1;
    }
    assert!(seen >= 6, "{seen} files");
}

#[test]
fn a_sign_typed_in_later_hides_no_viqr() {
    let text = "Bệnh nhân sốt cao từ 39 đến 40°C liên tục trong hai ngày, mệt mỏi, đau bụng và chảy máu răng.";
    assert_eq!(spoken("viqr", &made::viqr(text)), spoken("want", text.as_bytes()));
}

#[test]
fn tables_of_encodings_are_those_of_glibc() {
    for (theirs, ours) in [("TCVN5712-1", "tcvn3"), ("VISCII", "viscii"), ("CP1258", "windows-1258")] {
        let encoding = Encoding::named(ours).expect("it is known");
        let mut compared = 0;
        for byte in (1..=255u8).filter(|b| !matches!(b, b'\n' | b'\r')) {
            // Between letters, so that nothing is trimmed; a mark is alone then.
            let bytes = [b'x', b' ', byte, b'x'];
            let Some(want) = made::iconv(theirs, "UTF-8", &bytes) else { continue };
            let want: String = String::from_utf8(want).expect("iconv writes UTF-8").nfc().collect();
            let want = loidoc::internals::tidy(&want).text.into_owned();
            let lexicon = Lexicon::built_in();
            let got = read_as("a", &bytes, &lexicon, Some(encoding)).expect("it is text");
            assert_eq!(got.segments[0].text, want, "{ours}: byte {byte:02X}");
            compared += 1;
        }
        assert!(compared > 200, "{theirs}: {compared} bytes compared");
    }
}

/// Every letter of a segment with the bytes of the part that it came from.
fn letters<'a>(
    document: &'a Document,
    part: impl Fn(&str) -> Vec<u8> + 'a,
) -> impl Iterator<Item = (char, Vec<u8>)> + 'a {
    document.segments.iter().flat_map(move |segment| {
        let bytes = part(&segment.origin.part);
        let text = segment.text.clone().into_owned();
        let origin = segment.origin.clone();
        text.char_indices()
            .filter(|(_, c)| c.is_alphabetic())
            .map(|(n, c)| (c, bytes[origin.locate(n as u32)..origin.locate_end((n + c.len_utf8()) as u32)].to_vec()))
            .collect::<Vec<_>>()
    })
}

#[test]
fn every_letter_is_found_in_its_encoding() {
    let text = without_quotes(&sample());
    for (name, bytes, to) in encoded(&text) {
        let found = document(name, &bytes);
        let mut written = std::collections::HashMap::new();
        let mut seen = 0;
        for (c, place) in letters(&found, |_| bytes.clone()) {
            let want = written.entry(c).or_insert_with(|| to(&c.to_string()));
            assert_eq!(&place, want, "{name}: {c}");
            seen += 1;
        }
        assert!(seen > 1300, "{name}: {seen} letters");
    }
}

fn part(bytes: &[u8], name: &str) -> Vec<u8> {
    if name.is_empty() {
        return bytes.to_vec();
    }
    let mut zip = zip::ZipArchive::new(std::io::Cursor::new(bytes)).expect("an archive");
    let mut out = Vec::new();
    std::io::Read::read_to_end(&mut zip.by_name(name).expect("the part is there"), &mut out).expect("it can be read");
    out
}

#[test]
fn every_letter_is_found_in_its_container() {
    let text = sample();
    let outside = fs::read_dir(folder("tests/documents")).expect("it is there").map(|entry| {
        let path = entry.expect("it can be listed").path();
        (path.display().to_string(), fs::read(path).expect("it can be read"))
    });
    let all = contained(&text).into_iter().map(|(name, bytes, _)| (name.to_owned(), bytes)).chain(outside);
    for (name, bytes) in all {
        let found = document(&name, &bytes);
        let mut seen = 0;
        for (c, place) in letters(&found, |name| part(&bytes, name)) {
            let place = String::from_utf8(place).unwrap_or_else(|_| panic!("{name}: {c} is cut in two"));
            // As the container writes a letter: itself, an entity once or twice, a number.
            let mut shown = html_escape::decode_html_entities(&html_escape::decode_html_entities(&place)).into_owned();
            if let Some(number) = place
                .strip_prefix("\\u")
                .and_then(|n| n.split(|c: char| c != '-' && !c.is_ascii_digit()).next()?.parse::<i32>().ok())
            {
                shown = char::from_u32(number as u16 as u32).map(String::from).unwrap_or_default();
            } else if let Some(byte) = place.strip_prefix("\\'").and_then(|hex| u8::from_str_radix(hex, 16).ok()) {
                shown = encoding_rs::WINDOWS_1258.decode_without_bom_handling(&[byte]).0.into_owned();
            }
            if name.ends_with(".eml") && place.starts_with('=') {
                let hex = place.replace('=', "");
                let bytes =
                    (0..hex.len() / 2).map(|n| u8::from_str_radix(&hex[2 * n..2 * n + 2], 16).expect("hexadecimal"));
                shown = String::from_utf8(bytes.collect()).expect("a whole letter");
            }
            assert_eq!(shown.nfc().collect::<String>(), c.to_string(), "{name}: {place}");
            seen += 1;
        }
        assert!(seen > 1300, "{name}: {seen} letters");
    }
}

/// An article set by a printer: lines of so many letters, running heads, page numbers, hyphens.
fn printed(text: &str, width: usize) -> String {
    let mut lines: Vec<String> = Vec::new();
    for paragraph in text.lines() {
        let mut line = String::new();
        for word in paragraph.split(' ') {
            if !line.is_empty() && line.chars().count() + 1 + word.chars().count() > width {
                lines.push(std::mem::take(&mut line));
            }
            if !line.is_empty() {
                line.push(' ');
            }
            line.push_str(word);
        }
        lines.push(line);
    }
    let mut out = String::new();
    for (n, page) in lines.chunks(14).enumerate() {
        out += &format!("{}\nBÁO VĨNH LONG/Số {}/Ngày 15-11-2025\n", n + 1, 100 + n);
        out += &(page.join("\n") + "\n");
    }
    out
}

#[test]
fn broken_lines_are_joined_and_whole_ones_are_not() {
    let text = sample();
    let want = spoken("want", text.as_bytes());
    for width in [60, 72, 90] {
        let bytes = printed(&text, width).into_bytes();
        let found = document("printed", &bytes);
        assert!(matches!(found.warnings[..], [Warning::LinesJoined { joins }] if joins > 10), "{:?}", found.warnings);
        // Where a sentence ends with its line nobody can tell whether the paragraph does.
        assert_eq!(spoken("printed", &bytes).replace('\n', " "), want.replace('\n', " "), "{width} letters a line");
        for (c, place) in letters(&found, |_| bytes.clone()) {
            assert_eq!(String::from_utf8(place).expect("whole letters"), c.to_string());
        }
    }
    for entry in fs::read_dir(folder("samples")).expect("it is there") {
        let path = entry.expect("it can be listed").path();
        if path.is_file() {
            let bytes = fs::read(&path).expect("it can be read");
            assert_eq!(document("whole", &bytes).warnings, [], "{}", path.display());
        }
    }
}

/// `broken lines | of a page => paragraphs`; what is not said is in brackets.
#[test]
fn joins() {
    let cases = fs::read_to_string(folder("tests/joins.txt")).expect("it is there");
    let mut seen = 0;
    for (n, line) in cases.lines().enumerate().filter(|(_, line)| !line.is_empty() && !line.starts_with('#')) {
        let (given, want) = line.split_once(" => ").expect("a case has an arrow");
        let given = given.replace(" | ", "\n");
        let found = document("page", given.as_bytes());
        let shown = found.segments.iter().map(|s| match s.role {
            Role::Boilerplate => format!("[{}]", s.text),
            _ => s.text.clone().into_owned(),
        });
        assert_eq!(shown.collect::<Vec<_>>().join(" | "), want, "tests/joins.txt:{}", n + 1);
        seen += 1;
    }
    assert!(seen >= 6);
}

#[test]
fn right_text_is_never_mended() {
    let samples = fs::read_dir(folder("samples")).expect("it is there");
    let texts = samples.map(|entry| entry.expect("it can be listed").path()).filter(|path| path.is_file());
    let texts = texts.map(|path| fs::read_to_string(path).expect("it can be read"));
    let odd = "ĐẢNG BỘ XÃ” họp. Â nhạc, À ơi, 10 m², 30°C, «Ấn» – ½ giá; Ä, Ö, Ü; São Paulo, façade.";
    for text in texts.chain([odd.to_owned(), format!("“TRÚNG SỐ Ở XÃ”\n{odd}")]) {
        let found = document("right", text.as_bytes());
        assert_eq!(found.warnings, []);
    }
}

#[test]
fn bytes_that_got_lost_are_found_by_the_syllable_or_left() {
    let spoiled = String::from_utf8(made::latin("đã là của bố mẹ, ậm ừ, Đoàn")).expect("it is UTF-8");
    // Controls and soft hyphens are dropped, a no-break space before a space is folded into it.
    let lost: String = spoiled.chars().filter(|c| !('\u{80}'..='\u{9f}').contains(c) && *c != '\u{ad}').collect();
    let lost = lost.replace("\u{a0} ", " ");
    let found = document("lost", lost.as_bytes());
    // bố could be bồ as well: it is left.
    assert_eq!(found.segments[0].text, "đã là của bá» mẹ, ậm ừ, đoàn");
    assert!(matches!(found.warnings[0], Warning::MojibakeMended { guessed: 3.., .. }), "{:?}", found.warnings);
}

#[test]
fn leavings_within_a_paragraph_are_taken_out() {
    let text = "XEM CLIP: browser not support iframe. Ca\u{301} tăng giá 5%. Mời độc giả xem clip tự tạo từ bài viết: browser not support iframe. V. Minh";
    let found = document("crawled", text.as_bytes());
    let read: Vec<_> = found.segments.iter().filter(|s| s.role != Role::Boilerplate).collect();
    assert_eq!(read.iter().map(|s| s.text.as_ref()).collect::<Vec<_>>(), ["Cá tăng giá 5%.", "V. Minh"]);
    assert_eq!(found.segments.len(), 6);
    for segment in &found.segments {
        let end = segment.origin.locate_end(segment.text.len() as u32);
        assert_eq!(text[segment.origin.start..end].nfc().collect::<String>(), segment.text);
    }
    // A browser in a sentence is none.
    assert_eq!(document("said", "Lỗi browser not support iframe là gì?".as_bytes()).segments[0].role, Role::Body);
}

#[test]
fn places_are_those_of_a_page_and_of_a_part() {
    let found = |name: &str| {
        let bytes = fs::read(folder("tests/reported").join(name)).expect("it is there");
        let parts =
            document(name, &bytes).into_owned().segments.into_iter().map(|s| (s.origin.part, s.text.into_owned()));
        parts.collect::<Vec<_>>()
    };
    let pages = found("x_two_columns.pdf");
    assert_eq!(pages.first().map(|(part, _)| part.as_str()), Some("page 1"));
    assert!(pages.iter().all(|(part, _)| part.starts_with("page ")), "{pages:?}");
    // A document within a document.
    let chunk = found("d02_altchunk.docx");
    assert!(chunk.iter().all(|(part, _)| part == "word/afchunk.mht") && chunk.len() == 2, "{chunk:?}");
}

#[test]
fn roles_survive() {
    let row = |cells: &[&str]| {
        let cells: String =
            cells.iter().map(|c| format!("<w:tc><w:p><w:r><w:t>{c}</w:t></w:r></w:p></w:tc>")).collect();
        format!("<w:tr>{cells}</w:tr>")
    };
    let body = format!(
        "<w:p><w:pPr><w:pStyle w:val=\"u1\"/></w:pPr><w:r><w:t>Họp mặt</w:t></w:r></w:p>
         <w:p><w:r><w:t>Sáng nay, tỉnh họp mặt.</w:t></w:r></w:p>
         <w:p><w:pPr><w:pStyle w:val=\"Chuthich\"/></w:pPr><w:r><w:t>Các đại biểu</w:t></w:r></w:p>
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>Báo cáo</w:t></w:r></w:p>
         <w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>Thảo luận</w:t></w:r></w:p>
         <w:tbl>{}{}</w:tbl><w:p><w:r><w:t>Hết.</w:t></w:r></w:p>",
        row(&["Xã", "Số hộ"]),
        row(&["Tân Quới", "120"])
    );
    let html = "<html><body><article><h1>Họp mặt</h1><p>Sáng nay, tỉnh họp mặt.</p><figure><figcaption>Các đại biểu</figcaption></figure>
        <ol><li>Báo cáo<li><p>Thảo luận</p></ol><table><tr><td>Xã<td>Số hộ</tr><tr><td>Tân <b>Quới</b></td><td><p>120</p></td></tr></table><p>Hết.</article></body></html>";
    let markdown = "# Họp mặt\n\nSáng nay, tỉnh *họp mặt*.\n\n1. Báo cáo\n2. Thảo luận\n\n| Xã | Số hộ |\n|--|--|\n| Tân Quới | 120 |\n\nHết.\n";
    let want = [
        (Role::Headline, "Họp mặt"),
        (Role::Lead, "Sáng nay, tỉnh họp mặt."),
        (Role::Caption, "Các đại biểu"),
        (Role::List, "1. Báo cáo"),
        (Role::List, "2. Thảo luận"),
        (Role::Row, "Bảng 2 cột, 1 dòng: Xã; Số hộ"),
        (Role::Row, "Tân Quới; Số hộ: 120"),
        (Role::Body, "Hết."),
    ];
    for (name, bytes) in [("a.docx", made::docx_of(&body)), ("a.html", html.into()), ("a.md", markdown.into())] {
        let found = document(name, &bytes);
        let got: Vec<_> = found.segments.iter().map(|s| (s.role, s.text.as_ref())).collect();
        let want: Vec<_> = want.into_iter().filter(|(role, _)| name != "a.md" || *role != Role::Caption).collect();
        assert_eq!(got, want, "{name}");
    }
}

#[test]
fn a_line_of_few_accents_is_in_no_old_encoding() {
    let text = "Bà nói: “I do not want to pay $15”.";
    let document = read("a.txt", text.as_bytes(), &Lexicon::built_in()).expect("it is UTF-8");
    assert_eq!(document.segments[0].text, text);
    assert!(document.warnings.is_empty(), "{:?}", document.warnings);
}
