//! What a text has that came by mail or out of an office: heads of letters, quoted lines, signatures, marks of notes and remarks.

use super::lines::Line;
use super::model::Role;
use crate::registry::words::documents as words;
use crate::text::letter::fold_eq;

/// Lines of a signature.
const LONGEST_SIGNATURE: usize = 12;

/// Whether a text may have any of these: most have not.
pub(super) fn may_have(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memmem::find(bytes, b"\n>").is_some()
        || memchr::memmem::find(bytes, b"\n--").is_some()
        || memchr::memmem::find(bytes, b"\n[").is_some()
        || text.starts_with('>')
        || has_head(text)
        || words::FORWARDED.0.iter().any(|(sign, what)| *what == "sender" && has_line(bytes, sign))
}

/// Whether a line that is not the first begins so.
fn has_line(text: &[u8], begin: &str) -> bool {
    memchr::memmem::find_iter(text, begin).any(|at| at > 0 && text[at - 1] == b'\n')
}

/// Whether a text begins with the head of a mail.
fn has_head(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    head_of(first).is_some()
}

/// What a line in the head of a letter gives.
fn head_of(line: &str) -> Option<&'static str> {
    // Few lines have a colon so early.
    const LONGEST: usize = 32;
    let colon = line.bytes().take(LONGEST).position(|b| b == b':')?;
    words::LETTER_HEAD.0.iter().find(|(name, _)| fold_eq(name, &line[..colon])).map(|(_, what)| *what)
}

fn is_subject(line: &str) -> bool {
    head_of(line) == Some("subject")
}

/// What the lines of a letter are.
pub(super) struct Letter {
    /// `None` for text.
    pub(super) roles: Vec<Option<Role>>,
    /// The first lines of what is quoted of an earlier letter.
    pub(super) quotations: Vec<usize>,
}

/// Finds out what lines are, and takes the signs of a quotation off them; `None` for text.
pub(super) fn of(lines: &mut [Line]) -> Letter {
    let mut roles = vec![None; lines.len()];
    heads(lines, &mut roles);
    let quotations = quotations(lines, &mut roles);
    notes(lines, &mut roles);
    let last = lines.iter().rposition(|line| matches!(line.text, "--" | "—"));
    if let Some(last) = last.filter(|last| lines.len() - last <= LONGEST_SIGNATURE) {
        roles[last..].fill(Some(Role::Signature));
    }
    Letter { roles, quotations }
}

fn heads(lines: &mut [Line], roles: &mut [Option<Role>]) {
    let mut n = 0;
    while n < lines.len() {
        let run = lines[n..].iter().take_while(|line| head_of(line.text).is_some()).count();
        let sent = lines[n..n + run].iter().any(|line| head_of(line.text) == Some("sender"));
        if run >= 2 && sent {
            for at in n..n + run {
                let line = &mut lines[at];
                roles[at] = Some(Role::Boilerplate);
                if let Some((_, subject)) = line.text.split_once(':').filter(|_| is_subject(line.text) && n == 0) {
                    let subject = subject.trim();
                    line.start += line.text.len() - subject.len();
                    line.text = subject;
                    roles[at] = Some(Role::Headline).filter(|_| !subject.is_empty());
                }
            }
        }
        n += run.max(1);
    }
}

/// Takes the signs of quotations off; what is quoted of an earlier letter, under a line that says so, is a note.
fn quotations(lines: &mut [Line], roles: &mut [Option<Role>]) -> Vec<usize> {
    let mut earlier = Vec::new();
    let mut n = 0;
    while n < lines.len() {
        if words::FORWARDED.0.iter().any(|(sign, what)| *what == "letter" && lines[n].text.starts_with(sign)) {
            roles[n] = Some(Role::Boilerplate);
        }
        let attributed = n > 0 && words::ATTRIBUTION.0.iter().any(|(end, _)| lines[n - 1].text.ends_with(end));
        // How news sites mark related articles: >> Xem thêm.
        let begins = lines[n].text.starts_with('>') && (attributed || !lines[n].text.starts_with(">>"));
        let run = if begins { lines[n..].iter().take_while(|line| line.text.starts_with('>')).count() } else { 0 };
        if run > 0 && attributed {
            roles[n - 1] = Some(Role::Boilerplate);
            roles[n..n + run].fill(Some(Role::Note));
            earlier.push(n);
        }
        for line in &mut lines[n..n + run] {
            let text = line.text.trim_start_matches(['>', ' ']);
            line.start += line.text.len() - text.len();
            line.text = text;
        }
        n += run.max(1);
    }
    earlier
}

/// `[1] Theo sở.` and `[a]Xem lại.` at the end: notes, and remarks that nobody should hear.
fn notes(lines: &[Line], roles: &mut [Option<Role>]) {
    for n in (0..lines.len()).rev() {
        match mark(lines[n].text) {
            Some((mark, true)) => {
                let remark = mark.bytes().all(|b| b.is_ascii_alphabetic());
                roles[n] = Some(if remark { Role::Boilerplate } else { Role::Note });
            }
            _ if lines[n].text.chars().all(|c| matches!(c, '_' | '-' | '*')) => {}
            _ => return,
        }
    }
}

/// The mark that a line begins with, and whether text follows.
fn mark(line: &str) -> Option<(&str, bool)> {
    let (mark, rest) = line.strip_prefix('[')?.split_once(']')?;
    let short = (1..=3).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_digit())
        || (1..=2).contains(&mark.len()) && mark.bytes().all(|b| b.is_ascii_lowercase());
    short.then_some((mark, !rest.trim().is_empty()))
}

/// The marks that the notes of a text are led to by.
pub(super) fn marks<'t>(lines: &[Line<'t>], roles: &[Option<Role>]) -> Vec<&'t str> {
    let noted = lines.iter().zip(roles).filter(|(_, role)| matches!(role, Some(Role::Note | Role::Boilerplate)));
    noted.filter_map(|(line, _)| mark(line.text)).map(|(mark, _)| mark).collect()
}
