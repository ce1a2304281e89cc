//! Signs of programs that make sites of Markdown, and of its many kinds: where what is no text begins and ends.

use std::ops::Range;

/// Where the name of a picture letter ends (`:smile:`) that begins here.
pub(super) fn picture_letter(text: &str, at: usize) -> Option<usize> {
    const LONGEST: usize = 32;
    let free = |c: Option<char>| c.is_none_or(|c| !c.is_alphanumeric());
    let rest = &text[at + 1..];
    let end = rest.bytes().take(LONGEST).position(|b| !(b.is_ascii_lowercase() || matches!(b, b'_' | b'-' | b'+')))?;
    let whole = end > 1 && rest[end..].starts_with(':');
    (whole && free(text[..at].chars().next_back()) && free(rest[end + 1..].chars().next())).then_some(at + end + 2)
}

/// Where what a program of sites puts in ends (`{{< youtube x >}}`, `{% include x %}`) that begins here, what it knows of a
/// paragraph (`{: .lead}`), what an editor keeps for itself (`%% ask again %%`), what it goes back to (`[@pham2019, tr. 12]`).
/// Signs that nothing closes any more are taken down, so that no text is looked through again and again.
pub(super) fn insertion(text: &str, at: usize, unclosed: &mut Vec<&'static str>) -> Option<usize> {
    const MARKS: &[(&str, &str)] = &[
        ("{{<", ">}}"),
        ("{{%", "%}}"),
        ("{%", "%}"),
        ("{:", "}"),
        ("{ .", "}"),
        ("{ #", "}"),
        ("{.", "}"),
        ("{#", "}"),
        ("{/*", "*/}"),
        ("%%", "%%"),
        ("[@", "]"),
        ("[-@", "]"),
    ];
    let &(begin, end) = MARKS.iter().find(|(begin, _)| text[at..].starts_with(begin))?;
    if unclosed.contains(&end) {
        return None;
    }
    let from = at + begin.len();
    let closed = text[from..].find(end);
    if closed.is_none() {
        unclosed.push(end);
    }
    closed.map(|n| from + n + end.len())
}

/// Where a name of the line to link to ends (` ^mo-dau`) that begins here: it is the last of the text.
pub(super) fn anchor(text: &str, at: usize) -> Option<usize> {
    let name = text[at..].strip_prefix('^')?;
    let named = !name.is_empty() && name.bytes().all(|b| b.is_ascii_alphanumeric() || b == b'-');
    (named && text[..at].ends_with(' ')).then_some(text.len())
}

/// Where the box of a task ends that begins here, within a line: `- [x]`.
pub(super) fn task(text: &str, at: usize) -> Option<usize> {
    let task = ["[ ]", "[x]", "[X]"].iter().any(|task| text[at..].starts_with(task));
    (task && text[..at].ends_with("- ")).then_some(at + 3)
}

/// The formulas of a text: between `\(` and `\)` on one line, or `\[` and `\]`. What was looked up is kept, so that a text is gone
/// through once.
pub(super) struct Formulas<'t> {
    text: &'t str,
    marks: [Marks; 2],
}

struct Marks {
    open: &'static str,
    close: &'static str,
    lines: bool,
    /// Where the next ones stand, and whether a formula may be between; `None` if there are no more.
    next: Option<(usize, usize, bool)>,
}

impl<'t> Formulas<'t> {
    pub(super) fn of(text: &'t str) -> Formulas<'t> {
        let marks = [("\\(", "\\)", false), ("\\[", "\\]", true)].map(|(open, close, lines)| {
            let mut marks = Marks { open, close, lines, next: None };
            marks.look(text, 0);
            marks
        });
        Formulas { text, marks }
    }

    /// Where the first from a place on begins and ends.
    pub(super) fn next_from(&mut self, from: usize) -> Option<(usize, usize)> {
        for marks in &mut self.marks {
            if marks.next.is_some_and(|(begin, ..)| begin < from) {
                marks.look(self.text, from);
            }
        }
        self.marks.iter().filter_map(|marks| marks.next.filter(|(.., fits)| *fits)).map(|(a, b, _)| (a, b)).min()
    }
}

impl Marks {
    fn look(&mut self, text: &str, from: usize) {
        self.next = text[from..].find(self.open).and_then(|n| {
            let begin = from + n;
            let inside = begin + self.open.len();
            let end = inside + text[inside..].find(self.close)? + self.close.len();
            Some((begin, end, self.lines || !text[begin..end].contains('\n')))
        });
    }
}

/// Where the kind of a box (`[!warning]`, `[!note]-`) ends that begins here.
pub(super) fn box_kind(text: &str, at: usize) -> Option<usize> {
    let rest = text[at..].strip_prefix("[!")?;
    let name = rest.bytes().take_while(|b| b.is_ascii_alphabetic() || *b == b'-').count();
    let end = at + 2 + name;
    (name > 0 && text[end..].starts_with(']')).then(|| end + 1 + usize::from(text[end + 1..].starts_with(['-', '+'])))
}

/// A line that is no text: where a box begins or ends (`:::tip`), where a table of contents comes.
pub(super) fn is_directive(line: &str) -> bool {
    let line = line.trim();
    // The rules of a table that is drawn, what an abbreviation stands for.
    let rule = line.len() > 4 && line.bytes().all(|b| matches!(b, b'-' | b'=' | b'+' | b'|' | b' ' | b':'));
    let explained = line.starts_with("*[") && line.contains("]: ");
    let begins = |signs: &[&str]| signs.iter().any(|sign| line.starts_with(sign));
    rule || explained
        // What another file holds, the end of a page.
        || begins(&["--8<--", "\\newpage", "\\pagebreak"])
        || ["[TOC]", "[[TOC]]", "[[_TOC_]]", "{{TOC}}"].iter().any(|sign| line.eq_ignore_ascii_case(sign))
}

/// Where the title of a box of a site's program stands: `!!! warning "Cấm"`, `??? question "Mấy năm?"`, `=== "Có cháy"`,
/// `:::tip Mẹo nhỏ`.
pub(super) fn box_title(line: &str) -> Option<Range<usize>> {
    if line.starts_with(":::") {
        let name = line.trim_start_matches([':', ' ']);
        let title = name.find(' ').map_or("", |n| &name[n + 1..]);
        let from = line.len() - title.len();
        return Some(if title.contains(['{', '}', '[']) { 0..0 } else { from..line.len() });
    }
    let signs = ["!!! ", "!!!+ ", "??? ", "???+ ", "=== "];
    signs.iter().any(|sign| line.starts_with(sign)).then_some(())?;
    let (from, to) = (line.find('"'), line.rfind('"'));
    Some(from.zip(to).filter(|(from, to)| from < to).map_or(0..0, |(from, to)| from + 1..to))
}

/// Whether a paragraph that begins so is a program's, as pages of MDX have them.
pub(super) fn is_program(line: &str) -> bool {
    line.starts_with("import ") && line.contains(" from ")
        || ["export const ", "export default ", "export function "].iter().any(|sign| line.starts_with(sign))
}
