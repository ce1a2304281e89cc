//! Three hundred broken and hostile files, the same each time: each is an error that names the file, or a document. How long
//! and how much memory the worst take is measured by hand, since a test of it would depend on the machine.

mod laws;
mod made;

use loidoc::document::Encoding;
use loidoc::{Error, Pipeline};
use std::fs;
use std::path::Path;

/// A generator of numbers (SplitMix64), so that the files are the same each time.
struct Numbers(u64);

impl Numbers {
    fn next(&mut self, below: usize) -> usize {
        self.0 = self.0.wrapping_add(0x9E37_79B9_7F4A_7C15);
        let mut z = self.0;
        z = (z ^ (z >> 30)).wrapping_mul(0xBF58_476D_1CE4_E5B9);
        z = (z ^ (z >> 27)).wrapping_mul(0x94D0_49BB_1331_11EB);
        ((z ^ (z >> 31)) % below.max(1) as u64) as usize
    }
}

/// Right files to break.
fn right() -> Vec<(&'static str, Vec<u8>)> {
    let sample = Path::new(env!("CARGO_MANIFEST_DIR")).join("samples/chinh-tri.txt");
    let text = fs::read_to_string(sample).expect("the sample is there");
    let utf16: Vec<u8> = [0xFEFF].into_iter().chain(text.encode_utf16()).flat_map(u16::to_le_bytes).collect();
    vec![
        ("docx", made::docx(&text)),
        ("epub", made::epub(&text)),
        ("html", made::html(&text)),
        ("md", made::markdown(&text)),
        ("rtf", made::rtf(&text)),
        ("srt", made::subtitles(&text, false)),
        ("rss", made::feed(&text, false)),
        ("atom", made::feed(&text, true)),
        ("mail", made::mail(&text)),
        ("odt", made::odt(&text)),
        ("dtbook", made::dtbook(&text)),
        ("fb2", made::fiction_book(&text)),
        ("vni", made::vni(&text)),
        ("mojibake", made::latin(&text)),
        ("utf16", utf16),
        ("txt", text.into_bytes()),
    ]
}

fn book(chapter: &str, path: &str) -> Vec<u8> {
    let package = format!(
        "<package><manifest><item id=\"a\" href=\"{path}\" media-type=\"application/xhtml+xml\"/></manifest><spine><itemref idref=\"a\"/></spine></package>"
    );
    made::zip(&[
        ("META-INF/container.xml", "<container><rootfile full-path=\"a.opf\"/></container>"),
        ("a.opf", &package),
        ("a.xhtml", chapter),
    ])
}

/// Attributes without a value, each of its own name.
fn numbered(name: &str, count: usize) -> String {
    (0..count).map(|n| format!("{name}{n} ")).collect()
}

/// A document of so many items of a list that is numbered with a text.
fn labelled(text: &str, items: usize) -> Vec<u8> {
    let item = "<p><numPr><numId val=\"1\"/></numPr><r><t>a</t></r></p>";
    let level =
        format!("<abstractNum abstractNumId=\"4\"><lvl ilvl=\"0\"><lvlText val=\"{text}\"/></lvl></abstractNum>");
    made::zip(&[
        ("word/document.xml", &format!("<w>{}</w>", item.repeat(items))),
        ("word/numbering.xml", &format!("<w>{level}<num numId=\"1\"><abstractNumId val=\"4\"/></num></w>")),
    ])
}

/// Files that mean harm, with whether they must be refused.
fn hostile() -> Vec<(&'static str, Vec<u8>, bool)> {
    let laughs = "<!DOCTYPE x [<!ENTITY a \"ha\"><!ENTITY b \"&a;&a;&a;&a;&a;&a;&a;&a;&a;&a;\"><!ENTITY c \"&b;&b;&b;&b;&b;&b;&b;&b;&b;&b;\">]>";
    let outside = "<!DOCTYPE x [<!ENTITY a SYSTEM \"file:///etc/passwd\">]>";
    let deep = |open: &str, close: &str, n: usize| open.repeat(n) + "chữ" + &close.repeat(n);
    let rss = |title: &str| format!("<rss><channel><item><title>{title}</title></item></channel></rss>");
    let mebibytes = |n: usize| "a".repeat(n << 20);
    let text = |content: &str| format!("<w:p><w:r><w:t>{content}</w:t></w:r></w:p>");
    let mut encrypted = b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1".to_vec();
    encrypted.extend("EncryptedPackage".bytes().flat_map(|b| [b, 0]));
    vec![
        ("bomb.docx", made::docx_of(&text(&mebibytes(40))), true),
        ("ratio.docx", made::docx_of(&text(&mebibytes(8))), true),
        ("bomb.epub", book(&mebibytes(40), "a.xhtml"), true),
        ("laughs.docx", made::zip(&[("word/document.xml", &format!("{laughs}<w:document>&c;</w:document>"))]), true),
        ("outside.docx", made::zip(&[("word/document.xml", &format!("{outside}<w:document>&a;</w:document>"))]), true),
        ("laughs.rss", format!("<?xml version=\"1.0\"?>{laughs}{}", rss("&c;")).into(), true),
        ("outside.rss", format!("<?xml version=\"1.0\"?>{outside}{}", rss("&a;")).into(), true),
        ("unknown.rss", rss("&nosuchthing;").into(), true),
        ("leaves.epub", book("<p>a</p>", "../../etc/passwd"), true),
        ("leaves.docx", made::zip(&[("../../etc/cron.d/x", "x"), ("word/document.xml", "<a/>")]), true),
        ("absolute.docx", made::zip(&[("/etc/x", "x"), ("word/document.xml", "<a/>")]), true),
        ("missing.epub", book("<p>a</p>", "b.xhtml"), true),
        ("deep.html", deep("<div>", "</div>", 100_000).into(), true),
        ("deep-b.html", deep("<p><b>", "", 50_000).into(), true),
        ("deep.docx", made::docx_of(&deep("<w:x>", "</w:x>", 10_000)), true),
        ("deep.rss", rss(&deep("<a>", "</a>", 10_000)).into(), true),
        ("deep.rtf", format!("{{\\rtf1 {}", deep("{", "}", 10_000)).into(), true),
        ("deep.md", deep("> ", "", 20_000).into(), false),
        ("brackets.md", format!("# a\n\n# b\n\n{}", "[".repeat(50_000)).into(), false),
        ("stars.md", format!("# a\n\n# b\n\n{}", "*a **b ".repeat(10_000)).into(), false),
        ("many.html", format!("<p>{}", "<i>a".repeat(400)).into(), false),
        ("loose.html", format!("<html>{}", "<p><td><li>a".repeat(20_000)).into(), false),
        ("tags.html", format!("<p>a{}", "<".repeat(200_000)).into(), false),
        ("quote.html", format!("<p>a <a href=\"{}", "<b x='".repeat(20_000)).into(), false),
        ("comment.html", format!("<p>a{}", "<!--".repeat(50_000)).into(), false),
        ("scripts.html", format!("<p>a{}", "<script></scrip".repeat(20_000)).into(), false),
        ("entities.html", format!("<p>{}", "&".repeat(200_000)).into(), false),
        ("elements.html", format!("<p>a{}", "<br>".repeat(210_000)).into(), true),
        // What would be looked at again and again: words that are compared with each other, ends that never come, a long text
        // that is said with each paragraph.
        ("attributes.html", format!("<p {}>a b c", numbered("a", 200_000)).into(), false),
        ("headlines.html", format!("<h1>{}", "<li>x".repeat(60_000)).into(), false),
        ("tags.srt", format!("1\n00:00:01,000 --> 00:00:02,000\n{}", "<".repeat(500_000)).into(), false),
        ("items.rss", format!("<rss>{}</rss>", "<item><title>a</title></item>\n".repeat(50_000)).into(), false),
        ("spoiled.txt", format!("Ã¡ {}", "Ãa".repeat(50_000)).into(), false),
        ("label.docx", labelled(&"%1x".repeat(10_000), 10_000), false),
        ("digits.html", format!("<ol start=\"{}\"><li>a</ol><p>a<p>b<p>c", "9".repeat(400)).into(), false),
        ("numbers.rtf", "{\\rtf1 \\u99999999999 \\uc-5 \\bin2147483647 a\\'zz\\u-1}".into(), false),
        ("lines.txt", "a\nb\n".repeat(100_000).into(), false),
        ("heads.txt", "Trang 1\na b\n".repeat(50_000).into(), false),
        ("zero.txt", vec![0; 10_000], true),
        ("noise.txt", (0..20_000u32).map(|n| (n.wrapping_mul(2_654_435_761) >> 24) as u8 | 0x80).collect(), true),
        ("old.doc", b"\xD0\xCF\x11\xE0\xA1\xB1\x1A\xE1 and so on".to_vec(), true),
        ("locked.docx", encrypted, true),
        ("a.pdf", b"%PDF-1.7 and so on".to_vec(), true),
        ("a.png", b"\x89PNG and so on".to_vec(), true),
        ("empty.zip", made::zip(&[]), true),
        ("empty.txt", Vec::new(), false),
    ]
}

/// All files, the hostile ones first.
fn files() -> Vec<(String, Vec<u8>, bool)> {
    let mut files: Vec<_> =
        hostile().into_iter().map(|(name, bytes, refused)| (name.to_owned(), bytes, refused)).collect();
    let right = right();
    let mut numbers = Numbers(1);
    for n in files.len()..300 {
        let (ending, bytes) = &right[n % right.len()];
        let mut bytes = bytes.clone();
        let how = ["cut", "flipped", "spliced", "doubled", "misnamed"][n / right.len() % 5];
        let end = numbers.next(bytes.len());
        match how {
            "cut" => bytes.truncate(end),
            "flipped" => {
                for _ in 0..=numbers.next(12) {
                    let at = numbers.next(bytes.len());
                    bytes[at] ^= 1 << numbers.next(8);
                }
            }
            "spliced" => {
                let other = &right[numbers.next(right.len())].1;
                bytes.truncate(end);
                bytes.extend(&other[numbers.next(other.len())..]);
            }
            "doubled" => {
                let piece = bytes[numbers.next(end + 1)..=end].to_vec();
                bytes.splice(end..end, piece);
            }
            _ => {}
        }
        let ending = if how == "misnamed" { right[numbers.next(right.len())].0 } else { ending };
        files.push((format!("{n}-{how}.{ending}"), bytes, false));
    }
    files
}

#[test]
fn broken_and_hostile_files_are_errors_or_documents() {
    let files = files();
    assert_eq!(files.len(), 300);
    // `LOIDOC_KEEP=folder` writes them, to measure the command with.
    let keep = std::env::var_os("LOIDOC_KEEP");
    let pipeline = Pipeline::new();
    let (mut errors, mut documents) = (0, 0);
    for (name, bytes, refused) in &files {
        if let Some(folder) = &keep {
            fs::write(Path::new(folder).join(name), bytes).expect("it can be written");
        }
        match pipeline.read(name, bytes) {
            Ok(article) => {
                assert!(!refused, "{name} is not refused");
                for segment in &article.document.segments {
                    assert!(segment.origin.anchors.is_sorted(), "{name}: {:?}", segment.origin);
                }
                documents += 1;
            }
            Err(error) => {
                let told = error.to_string();
                assert!(told.starts_with(name.as_str()) && told.len() > name.len() + 10, "{name}: {told}");
                errors += 1;
            }
        }
    }
    assert!(errors > 60 && documents > 60, "{errors} errors, {documents} documents");
}

/// What fuzzing has found, cut down to what broke a law: every letter has a piece of the source of its own, in order.
fn found() -> Vec<(&'static str, Vec<u8>, Option<Encoding>)> {
    let numbered = "<w:p><w:pPr><w:numPr><w:ilvl w:val=\"0\"/><w:numId w:val=\"2\"/></w:numPr></w:pPr><w:r><w:t>a</w:t></w:r></w:p>";
    let plain = |name, text: &str| (name, text.as_bytes().to_vec(), None);
    vec![
        // One letter that stands for two: the second had a place between its bytes.
        plain("ligature.txt", "ﬁ"),
        // What is said between two cells has fewer bytes in the file than it has letters.
        plain("cells.md", "|a|b|\n|-|-|\n|c|d|"),
        // The number of an item stands nowhere in the file.
        ("item.docx", made::docx_of(numbered), None),
        // Marks in the wrong order make two letters of two, and the file has markup right after them.
        plain("marks.html", "<p>Ẫ\u{323}</b>&nGt;"),
        // A mark that composes with the letter behind another mark.
        plain("mark-behind.txt", "Ẳ\u{1ab2}\u{323}"),
        // A line break that is an entity is none of the file's.
        plain("break.rss", "<rss><item><title>&#10;a</title></item></rss>"),
        // An entity without its semicolon, then one with it and a sign that is taken out.
        plain("entities.html", "<p>&#x110&#49;\u{16}a"),
        // A cell begins between the number of an item and its text.
        plain("cell-in-item.html", "<table><tr><td>a<ol><li><table><td>b"),
        // White space at the end of a line that only tidying uncovers.
        plain("end.txt", "a\r\u{200b}\nb"),
        // Half a surrogate pair, and a letter between it and the other half.
        plain("pair.rtf", "{\\rtf1 \\u-10179?x\\u-8704?}"),
        // The bracket that ends a note, after a letter that has one byte in the file and two in the text.
        (
            "note.rtf",
            b"{\\rtf1 T\xEAn t\xF4i l\xE0 H\xE0 {\\footnote l\xE0}\\u224?}".to_vec(),
            Some(Encoding::Windows1258),
        ),
        // A subject longer than it is written, as the second of two.
        plain(
            "subject.eml",
            "From: a\nTo: b\nSubject: \nSubject: =?UTF-8?Q?=E1=BB=81=E1=BB=81?=\nMIME-Version: 1.0\nDate: c\n\nđề",
        ),
        // A time that no clock shows.
        plain("time.srt", "1\n00:00:01,000 --> 00:66666666666666600:03,000\na\n2\n00:00:04,000 --> 00:00:05,000\nb"),
        // Half a pair before another letter, and a sign that stands for it elsewhere.
        plain("half.rtf", "{\\rtf1 \\u-10179?\\u78-04?}"),
    ]
}

#[test]
fn every_letter_has_its_place_in_what_fuzzing_found() {
    for (name, bytes, encoding) in found() {
        laws::hold(name, &bytes, encoding);
    }
}

#[test]
fn every_letter_has_its_place_in_broken_files() {
    for (name, bytes, _) in files() {
        laws::hold(&name, &bytes, None);
    }
}

#[test]
fn errors_say_what_to_do() {
    let told = |name: &str, bytes: &[u8]| {
        Pipeline::new().read(name, bytes).err().as_ref().map(Error::to_string).unwrap_or_default()
    };
    for (name, bytes, _) in hostile() {
        let says = match name {
            "bomb.docx" | "bomb.epub" | "ratio.docx" => "unpacks to more than",
            "laughs.docx" | "outside.docx" | "laughs.rss" | "outside.rss" => "entities of its own",
            "leaves.docx" | "absolute.docx" | "leaves.epub" => "out of the archive",
            "deep.html" | "deep.docx" | "deep.rss" | "deep.rtf" => "nested more than",
            "missing.epub" => "is missing",
            "old.doc" => "save it as .docx",
            "locked.docx" => "save it without one",
            "a.pdf" => "broken PDF",
            _ => continue,
        };
        assert!(told(name, &bytes).contains(says), "{name}: {}", told(name, &bytes));
    }
}
