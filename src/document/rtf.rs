//! Rich text (RTF 1.9): the text of its groups, with places. No crate reads it with offsets and code pages.

use super::encoding::Encoding;
use super::model::{Block, Blocks, Role};
use super::source_map::SourceMapBuilder;
use crate::error::Error;
use std::borrow::Cow;

/// Groups within groups.
const DEEPEST: usize = 256;

/// Groups that are no text of the document.
const SILENT: &[&str] = &[
    "fonttbl",
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
    "fldinst",
    "object",
    "revtbl",
    "rsidtbl",
    "mmathPr",
    "latentstyles",
    "datastore",
    "nonshppict",
    "bkmkstart",
    "bkmkend",
    "pntext",
];

#[derive(Clone, Copy)]
struct Group {
    silent: bool,
    note: bool,
    /// How many characters stand for a \u in programs that do not know it.
    skip: usize,
}

/// Reads rich text. The file is ASCII; its letters beyond are numbers.
pub(super) fn read<'t>(file: &str, source: &'t str) -> Result<Blocks<'t>, Error> {
    let broken = |message: String| Error::Document { file: file.to_owned(), message };
    let bytes = source.as_bytes();
    // The code page, which for Vietnamese is windows-1258.
    let letters = super::encoding::letters(Encoding::Windows1258);
    let mut groups = vec![Group { silent: false, note: false, skip: 1 }];
    let mut blocks: Vec<Block> = Vec::new();
    let mut trace = SourceMapBuilder::default();
    // A surrogate pair is two \u, one right after the other.
    let mut high: Option<(u16, usize)> = None;
    let mut pending = 0usize;
    let mut in_table = false;
    let mut at = 0;
    while at < bytes.len() {
        let group = *groups.last().ok_or_else(|| broken("a broken RTF: more `}` than `{`".to_owned()))?;
        match bytes[at] {
            b'{' => {
                if groups.len() >= DEEPEST {
                    return Err(broken(format!("groups are nested more than {DEEPEST} deep")));
                }
                groups.push(group);
                high = None;
                at += 1;
            }
            b'}' => {
                if group.note && groups.len() > 1 && !groups[groups.len() - 2].note {
                    trace.replace(")", at..at);
                }
                groups.pop();
                high = None;
                at += 1;
            }
            b'\r' | b'\n' => at += 1,
            b'\\' => {
                let word = Word::at(source, at);
                let (start, end) = (at, word.end);
                at = end;
                if pending > 0 && matches!(word.name, "'") {
                    pending -= 1;
                    continue;
                }
                let top = groups.len() - 1;
                let half = high.take();
                let piece = match word.name {
                    "par" | "sect" | "page" if !group.silent => {
                        if in_table {
                            Some(" ".into())
                        } else {
                            flush(&mut trace, &mut blocks, source, None);
                            None
                        }
                    }
                    "row" if !group.silent => {
                        flush(&mut trace, &mut blocks, source, Some(Role::Row));
                        in_table = false;
                        None
                    }
                    "pard" => {
                        in_table = false;
                        None
                    }
                    "intbl" => {
                        in_table = true;
                        None
                    }
                    "cell" => {
                        in_table = true;
                        Some("; ".into())
                    }
                    "line" | "tab" | "~" => Some(" ".into()),
                    "_" | "emdash" | "endash" => Some(if word.name == "_" { "-" } else { "–" }.to_owned()),
                    "lquote" => Some("‘".into()),
                    "rquote" => Some("’".into()),
                    "ldblquote" => Some("“".into()),
                    "rdblquote" => Some("”".into()),
                    "\\" | "{" | "}" => Some(word.name.to_owned()),
                    "uc" => {
                        groups[top].skip = word.number.unwrap_or(1).clamp(0, 8) as usize;
                        None
                    }
                    "bin" => {
                        at = floor(source, end.saturating_add(word.number.unwrap_or(0).max(0) as usize));
                        None
                    }
                    "footnote" => {
                        groups[top].note = true;
                        Some(" (".into())
                    }
                    "*" => {
                        groups[top].silent = true;
                        None
                    }
                    "u" => {
                        pending = group.skip;
                        let unit = word.number.unwrap_or(0) as u16;
                        let from = half.map_or(start, |(_, start)| start);
                        let units: Vec<u16> = half.map(|(h, _)| h).into_iter().chain([unit]).collect();
                        if (0xD800..0xDC00).contains(&unit) {
                            high = Some((unit, start));
                        } else if !group.silent {
                            trace.replace(&String::from_utf16_lossy(&units), from..end);
                        }
                        None
                    }
                    "'" => word.number.map(|n| letters[usize::from(n as u8)].to_string()),
                    name if SILENT.contains(&name) => {
                        groups[top].silent = true;
                        None
                    }
                    _ => None,
                };
                if let Some(piece) = piece.filter(|_| !group.silent) {
                    trace.replace(&piece, start..end);
                }
            }
            _ => {
                let end = memchr::memchr3(b'\\', b'{', b'}', &bytes[at..]).map_or(bytes.len(), |n| at + n);
                let line = memchr::memchr2(b'\r', b'\n', &bytes[at..end]).map_or(end, |n| at + n);
                let mut run = &source[at..line];
                while pending > 0
                    && let Some(c) = run.chars().next()
                {
                    run = &run[c.len_utf8()..];
                    pending -= 1;
                }
                if !run.is_empty() {
                    high = None;
                }
                if !run.is_empty() && !group.silent {
                    trace.copy(run, line - run.len());
                }
                at = line;
            }
        }
    }
    if groups.len() > 1 {
        return Err(broken("a broken RTF: it ends in the middle: get the file again".to_owned()));
    }
    flush(&mut trace, &mut blocks, source, None);
    Ok(Blocks { blocks, warnings: Vec::new() })
}

fn flush(trace: &mut SourceMapBuilder, blocks: &mut Vec<Block>, source: &str, role: Option<Role>) {
    let whole = std::mem::take(trace);
    let start = whole.start();
    let mut whole = whole.finish();
    if role == Some(Role::Row) {
        whole.text.truncate(whole.text.trim_end_matches([' ', ';']).len());
    }
    if whole.text.trim().is_empty() {
        return;
    }
    let line = match blocks.last() {
        Some(last) => {
            last.line + memchr::memchr_iter(b'\n', source.as_bytes().get(last.start..start).unwrap_or(&[])).count()
        }
        None => 1 + memchr::memchr_iter(b'\n', &source.as_bytes()[..start]).count(),
    };
    blocks.push(Block { text: Cow::Owned(whole.text), start, anchors: whole.anchors, line, role });
}

fn floor(source: &str, at: usize) -> usize {
    (0..=at.min(source.len())).rev().find(|&n| source.is_char_boundary(n)).unwrap_or(0)
}

/// A control word, or a sign after a backslash.
struct Word<'t> {
    name: &'t str,
    number: Option<i32>,
    end: usize,
}

impl Word<'_> {
    fn at(source: &str, at: usize) -> Word<'_> {
        let rest = &source[at + 1..];
        let letters = rest.bytes().take_while(u8::is_ascii_alphabetic).count();
        if letters == 0 {
            let sign = rest.chars().next().map_or(0, char::len_utf8);
            let hex = rest.get(1..3).filter(|_| rest.starts_with('\''));
            let number = hex.and_then(|h| i32::from_str_radix(h, 16).ok());
            return Word { name: &rest[..sign], number, end: at + 1 + sign + if number.is_some() { 2 } else { 0 } };
        }
        let after = &rest[letters..];
        let minus = usize::from(after.starts_with('-'));
        let digits = after[minus..].bytes().take_while(u8::is_ascii_digit).take(9).count();
        let length = if digits > 0 { minus + digits } else { 0 };
        let space = usize::from(after[length..].starts_with(' '));
        Word { name: &rest[..letters], number: after[..length].parse().ok(), end: at + 1 + letters + length + space }
    }
}
