//! What a text has that came by mail or out of an office: heads of letters, quoted lines, signatures, marks of notes and remarks.

use super::lines::Line;
use super::model::Role;

/// Names in the head of a mail.
const HEADS: &[&str] = &[
    "from:",
    "to:",
    "cc:",
    "bcc:",
    "date:",
    "sent:",
    "reply-to:",
    "importance:",
    "attachments:",
    "từ:",
    "đến:",
    "tới:",
    "gửi:",
    "ngày:",
    "đã gửi:",
    "mime-version:",
    "content-type:",
    "content-transfer-encoding:",
    "message-id:",
    "x-mailer:",
];
const SUBJECTS: &[&str] = &["subject:", "chủ đề:", "tiêu đề:", "v/v:"];
/// Lines of a signature.
const LONGEST_SIGNATURE: usize = 12;
/// Who ends a line so quotes what follows.
const ATTRIBUTIONS: &[&str] = &["đã viết:", "wrote:", "viết:", "writes:"];
const FORWARDED: &[&str] = &[
    "---------- Forwarded message",
    "-----Original Message",
    "----- Tin nhắn gốc",
    "---------- Thư chuyển tiếp",
    "Begin forwarded message",
];

/// Whether a text may have any of these: most have not.
pub(super) fn may_have(text: &str) -> bool {
    let bytes = text.as_bytes();
    memchr::memmem::find(bytes, b"\n>").is_some()
        || memchr::memmem::find(bytes, b"\n--").is_some()
        || memchr::memmem::find(bytes, b"\n[").is_some()
        || text.starts_with('>')
        || has_head(text)
}

/// Whether a text begins with the head of a mail.
fn has_head(text: &str) -> bool {
    let first = text.lines().map(str::trim).find(|line| !line.is_empty()).unwrap_or("");
    begins(first, HEADS) || begins(first, SUBJECTS)
}

fn begins(line: &str, words: &[&str]) -> bool {
    words.iter().any(|word| line.get(..word.len()).is_some_and(|head| head.to_lowercase() == *word))
}

/// Finds out what lines are, and takes the signs of a quotation off them; `None` for text.
pub(super) fn roles(lines: &mut [Line]) -> Vec<Option<Role>> {
    let mut roles = vec![None; lines.len()];
    heads(lines, &mut roles);
    quotations(lines, &mut roles);
    notes(lines, &mut roles);
    let last = lines.iter().rposition(|line| matches!(line.text, "--" | "—"));
    if let Some(last) = last.filter(|last| lines.len() - last <= LONGEST_SIGNATURE) {
        roles[last..].fill(Some(Role::Signature));
    }
    roles
}

fn heads(lines: &mut [Line], roles: &mut [Option<Role>]) {
    let mut n = 0;
    while n < lines.len() {
        let run = lines[n..].iter().take_while(|line| begins(line.text, HEADS) || begins(line.text, SUBJECTS)).count();
        let sent = lines[n..n + run].iter().any(|line| begins(line.text, &["from:", "từ:"]));
        if run >= 2 && sent {
            for at in n..n + run {
                let line = &mut lines[at];
                roles[at] = Some(Role::Boilerplate);
                if let Some((_, subject)) = line.text.split_once(':').filter(|_| begins(line.text, SUBJECTS) && n == 0)
                {
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

fn quotations(lines: &mut [Line], roles: &mut [Option<Role>]) {
    let quoted = |line: &Line| line.text.starts_with('>') && !line.text.starts_with(">>");
    let mut n = 0;
    while n < lines.len() {
        if FORWARDED.iter().any(|sign| lines[n].text.starts_with(sign)) {
            roles[n] = Some(Role::Boilerplate);
        }
        let run = lines[n..].iter().take_while(|line| quoted(line)).count();
        if run > 0 {
            let attributed = n > 0 && ATTRIBUTIONS.iter().any(|end| lines[n - 1].text.ends_with(end));
            if attributed {
                roles[n - 1..n + run].fill(Some(Role::Boilerplate));
            }
            for line in &mut lines[n..n + run] {
                let text = line.text.trim_start_matches(['>', ' ']);
                line.start += line.text.len() - text.len();
                line.text = text;
            }
        }
        n += run.max(1);
    }
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
