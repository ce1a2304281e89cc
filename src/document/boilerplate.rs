//! Boilerplate and newspaper furniture: which lines are headline, lead, byline, caption, label, and what a web page left behind.

use super::model::{Role, Segment};
use crate::data::packed::Str;
use crate::lexicon::{Lexicon, Part};
use crate::registry::words::documents as words;
use crate::text::letter::fold_eq;
use std::ops::Range;

/// A headline has no more characters.
const LONGEST_HEADLINE: usize = 160;

/// The first line of a document is a headline if it looks like one and a text follows; the first text after it is the lead.
/// A document that names its headlines itself only lacks the lead.
pub(super) fn headline_and_lead(segments: &mut [Segment], lexicon: &Lexicon) {
    let mut own = None;
    for (n, segment) in segments.iter().enumerate() {
        match segment.role {
            Role::Lead => return,
            Role::Headline => own = own.or(Some(n)),
            _ => {}
        }
    }
    if let Some(own) = own {
        // A headline above a text; what stands above the headline is no lead.
        if let Some(first) = segments[own..].iter_mut().find(|s| s.role == Role::Body) {
            first.role = Role::Lead;
        }
        return;
    }
    let several = segments.iter().filter(|s| s.role == Role::Body).nth(1).is_some();
    let mut body = segments.iter_mut().filter(|s| s.role == Role::Body);
    if let Some(first) = body.next() {
        if is_dateline(&first.text, lexicon) {
            first.role = Role::Lead;
        } else if several && is_headline(&first.text) {
            first.role = Role::Headline;
            if let Some(second) = body.next() {
                second.role = Role::Lead;
            }
        }
    }
}

/// An office under a letter has no more characters.
const LONGEST_OFFICE: usize = 80;

/// What a line is by itself; `None` if it is plain text.
pub(super) fn role(line: &str, lexicon: &Lexicon) -> Option<Role> {
    // How news sites mark related articles.
    if line.starts_with(">>") {
        return Some(Role::Boilerplate);
    }
    if is_sizes(line) || is_buttons(line) || is_stamp(line) || is_first_on(line) {
        return Some(Role::Boilerplate);
    }
    // [Về đầu trang] [In trang này]
    let buttons = line.strip_prefix('[').and_then(|line| line.strip_suffix(']'));
    let known = |button: &str| button.trim().is_empty() || role(button.trim(), lexicon) == Some(Role::Boilerplate);
    if buttons.is_some_and(|buttons| buttons.split(['[', ']']).all(known)) {
        return Some(Role::Boilerplate);
    }
    by_phrase(line, lexicon).or_else(|| is_credited_picture(line).then_some(Role::Caption))
}

/// What the phrase that a line begins with, or is, says of it.
fn by_phrase(line: &str, lexicon: &Lexicon) -> Option<Role> {
    let known = lexicon.furniture(line);
    // Most lines begin with the word of a phrase at best.
    let begun = |phrase: &str| line.get(..phrase.len()).is_some_and(|head| fold_eq(head, phrase));
    if !known.iter().any(|(_, phrase)| begun(phrase)) {
        return line.ends_with('|').then_some(Role::Caption);
    }
    let is_whole = |part: Part| {
        let whole = line.trim_end_matches([':', '.', '…', ' ']);
        known.iter().any(|(p, phrase)| *p == part && fold_eq(phrase, whole))
    };
    // The phrase, then one of the marks.
    let begins = |part: Part, marks: &[char]| {
        known
            .iter()
            .any(|(p, phrase)| *p == part && begun(phrase) && line[phrase.len()..].trim_start().starts_with(marks))
    };
    match () {
        () if is_whole(Part::Boilerplate) => Some(Role::Boilerplate),
        () if is_notice(known, line) => Some(Role::Boilerplate),
        () if begins(Part::Link, &[':']) => Some(Role::Boilerplate),
        () if begins(Part::Byline, &[':']) => Some(Role::Byline),
        () if is_whole(Part::Signature) || signs(known, line) => Some(Role::Signature),
        () if line.ends_with('|') || begins(Part::Caption, &[':', '.']) => Some(Role::Caption),
        () if is_whole(Part::Label) => Some(Role::Label),
        () => None,
    }
}

/// Whether a line is when the page was put up: a date with a time, and the day of the week at most.
fn is_stamp(line: &str) -> bool {
    const LONGEST: usize = 72;
    if line.len() > LONGEST || !line.contains(':') || !line.contains(['/', '-']) {
        return false;
    }
    let parts = || line.split(|c: char| c.is_whitespace() || matches!(c, ',' | '|' | '(' | ')' | '-'));
    let number =
        |text: &str, lengths: &[usize]| lengths.contains(&text.len()) && text.bytes().all(|b| b.is_ascii_digit());
    let clock = |part: &str| {
        part.split_once(':')
            .is_some_and(|(hour, minute)| number(hour, &[1, 2]) && minute.split(':').all(|part| number(part, &[2])))
    };
    let date = |part: &str| {
        let mut parts = part.split('/');
        let day = parts.next().is_some_and(|day| number(day, &[1, 2]));
        day && parts.next().is_some_and(|month| number(month, &[1, 2]))
            && parts.next().is_some_and(|year| number(year, &[4]))
            && parts.next().is_none()
    };
    let known = |part: &str| {
        part.is_empty() || clock(part) || date(part) || words::STAMP_WORDS.has(part) || part.starts_with("GMT")
    };
    parts().all(known) && parts().any(clock) && parts().any(date)
}

/// Whether a feed says where it was first: The post … appeared first on …
fn is_first_on(line: &str) -> bool {
    words::FIRST_ON.0.iter().any(|(begins, goes_on)| line.starts_with(begins) && line.contains(goes_on))
}

/// Whether a line is what stands under a picture: it ends with whose picture it is.
fn is_credited_picture(line: &str) -> bool {
    const LONGEST: usize = 300;
    const MOST_NAMES: usize = 6;
    let ends = line.trim_end_matches(['.', ')', ' ']);
    words::PICTURE_CREDITS.0.iter().any(|(sign, _)| {
        let Some((before, name)) = ends.rsplit_once(sign).filter(|_| line.len() <= LONGEST) else { return false };
        let mut names = name.split_whitespace();
        let named = names.clone().count() <= MOST_NAMES && names.all(|name| name.starts_with(char::is_uppercase));
        let apart = before.trim_end().ends_with(['.', '-', '–', '(', ',', '/', '|', '!', '?', '”', '"']);
        apart && named && (!name.trim().is_empty() || !sign.ends_with(':'))
    })
}

/// A line of buttons has no more bytes.
const LONGEST_BUTTONS: usize = 80;

/// Whether a line is the buttons for the size of letters: A- A+.
fn is_sizes(line: &str) -> bool {
    line.len() < 24
        && line.contains(['+', '-', '−', '–'])
        && line.split_whitespace().nth(1).is_some()
        && line
            .split([' ', '|', '/'])
            .all(|word| matches!(word, "" | "A" | "T" | "A+" | "A-" | "A−" | "A–" | "T+" | "T-" | "a+" | "a-"))
}

/// Whether a line is a row of buttons by which readers share an article.
fn is_buttons(line: &str) -> bool {
    if line.len() > LONGEST_BUTTONS || line.ends_with(['.', '!', '?']) {
        return false;
    }
    let words = || line.split(|c: char| !c.is_alphanumeric()).filter(|word| !word.is_empty());
    words().nth(1).is_some()
        && words().all(|word| words::BUTTONS.has(word))
        && words().any(|word| words::NETWORKS.has(word))
}

/// A site's own line has no more characters.
const LONGEST_NOTICE: usize = 120;

/// Whether a site speaks of itself: its rights, how often a page was looked at.
fn is_notice(known: &[(Part, Str)], line: &str) -> bool {
    line.chars().count() <= LONGEST_NOTICE
        && known.iter().any(|(part, phrase)| {
            *part == Part::Notice
                && line.get(..phrase.len()).is_some_and(|head| fold_eq(head, phrase))
                && !line[phrase.len()..].starts_with(char::is_alphabetic)
        })
}

/// What stands behind the bullet that a line begins with, as an office program's text has them.
pub(super) fn without_bullet(line: &str) -> Option<&str> {
    const BULLETS: &str = "•●▪■◦○‣⁃➢➤►▶❖◆◇✓✔☑❑☐\u{f0b7}\u{f0a7}\u{f0d8}\u{f076}\u{f0fc}";
    let mut letters = line.chars();
    letters.next().filter(|c| BULLETS.contains(*c))?;
    let item = letters.as_str();
    let rest = item.trim_start();
    (rest.len() < item.len() && !rest.is_empty()).then_some(rest)
}

/// Whether a line has nothing to say: stars, dashes or `oOo` between two scenes.
pub(super) fn is_separator(line: &str) -> bool {
    let signs = line.trim_matches(|c: char| !c.is_alphanumeric());
    let mut all = line.chars().filter(|c| !c.is_whitespace());
    let first = all.next();
    let ruled = matches!(first, Some('=' | '+'))
        && signs.is_empty()
        && line.chars().nth(2).is_some()
        && all.all(|c| Some(c) == first);
    ruled
        || signs.is_empty() && !line.contains(['%', '$', '€', '°', '½', '¼', '¾', '+', '=', '×', '√', '∞', '&', '@'])
        || matches!(line.trim(), "o0o" | "oOo" | "O0O" | "0o0" | "OoO")
        || signs.len() < line.trim().len()
            && signs.len() <= 5
            && signs.bytes().all(|b| matches!(b, b'o' | b'O' | b'0'))
            && signs.len() == 3
}

/// Headings that stand over what the same document keeps for readers only: tables and notes go with them.
pub(super) fn headings_of_tables(segments: &mut [Segment]) {
    let headed = segments.iter().position(|s| s.role == Role::Headline).unwrap_or(segments.len());
    for n in headed + 1..segments.len().saturating_sub(1) {
        let over = matches!(segments[n + 1].role, Role::Row | Role::Note);
        if over && segments[n].role == Role::Headline {
            segments[n].role = Role::Label;
        }
    }
}

/// A signature under an article has no more characters, nor more lines.
const LONGEST_NAME: usize = 60;
const MOST_NAMES: usize = 2;
/// Paragraphs of an article that is signed, its headline among them.
const LEAST_SIGNED: usize = 2;

/// The names alone on the last lines of an article are who wrote it.
pub(super) fn signatures(segments: &mut [Segment]) {
    let said = |role: Role| matches!(role, Role::Headline | Role::Lead | Role::Body);
    let mut left = segments.iter().filter(|s| said(s.role)).count();
    let mut names = 0;
    for segment in segments.iter_mut().rev() {
        match segment.role {
            Role::Boilerplate | Role::Caption | Role::Byline | Role::Note | Role::Row | Role::Label => continue,
            Role::Body | Role::Headline if names < MOST_NAMES && left > LEAST_SIGNED && is_name(&segment.text) => {
                segment.role = Role::Byline;
                (names, left) = (names + 1, left - 1);
            }
            _ => return,
        }
    }
}

/// A name alone, two of them, or initials: MINH QUÂN, Phạm Tùng - Hoàng Lộc, M.Nh, (Theo TTXVN).
fn is_name(line: &str) -> bool {
    let credit = |line: &'_ str| {
        let (name, inside) = line.trim_end().strip_suffix(')')?.rsplit_once('(')?;
        words::CREDIT.get(&inside.to_lowercase()).map(|_| name.len())
    };
    let line = credit(line).map_or(line, |end| &line[..end]);
    let line = line.trim_matches(['(', ')', ' ', '*', '/']);
    if line.is_empty() || line.chars().count() > LONGEST_NAME || line.contains(|c: char| c.is_ascii_digit()) {
        return false;
    }
    let mut words = 0;
    let capital = |word: &str| word.starts_with(char::is_uppercase);
    for name in line.split([',', '–', '—', '/', '&', '+']).flat_map(|piece| piece.split(" - ")) {
        let all: Vec<&str> = name.split_whitespace().filter(|word| !matches!(*word, "và" | "-")).collect();
        if all.is_empty() || all.len() > 5 || !all.iter().all(|word| capital(word)) {
            return false;
        }
        words += all.len();
    }
    // A single word is a name in capitals, or initials.
    let initials = line.trim_end_matches('.').contains('.') && line.len() <= 16;
    let ends = line.ends_with(['.', '!', '?', ':', ';', '…', '”', '"']);
    words > 0 && words <= 10 && (initials || !ends) && (words > 1 || initials || line.chars().all(char::is_uppercase))
}

/// The asides of a lexicon, made ready to be looked for in many paragraphs.
pub(super) struct Asides<'l>(Vec<memchr::memmem::Finder<'l>>);

impl<'l> Asides<'l> {
    pub(super) fn of(lexicon: &'l Lexicon) -> Asides<'l> {
        Asides(lexicon.asides().iter().map(|phrase| memchr::memmem::Finder::new(phrase.as_bytes())).collect())
    }

    /// Whether one may be there.
    pub(super) fn may_be_in(&self, text: &str) -> bool {
        /// Bytes that stay at hand while one phrase after the other is looked for.
        const AT_HAND: usize = 1 << 15;
        let bytes = text.as_bytes();
        let longest = self.0.iter().map(|finder| finder.needle().len()).max().unwrap_or(0);
        (0..bytes.len()).step_by(AT_HAND).any(|from| {
            let stretch = &bytes[from..bytes.len().min(from + AT_HAND + longest)];
            self.0.iter().any(|finder| finder.find(stretch).is_some())
        })
    }
}

/// The first aside in a paragraph, with the sign after it; it begins a sentence.
pub(super) fn aside(text: &str, lexicon: &Lexicon) -> Option<Range<usize>> {
    let begins = |n: usize| text[..n].trim_end().chars().next_back().is_none_or(|c| ".:!?…”\")".contains(c));
    let found = lexicon.asides().iter().filter_map(|phrase| {
        let start = memchr::memmem::find_iter(text.as_bytes(), phrase.as_str()).find(|&n| begins(n))?;
        let end = start + phrase.len();
        Some(start..end + usize::from(text[end..].starts_with([':', '.'])))
    });
    found.min_by_key(|place| place.start)
}

/// Whether nothing goes on with a line of wrapped text: it is a caption or a leaving as a whole.
pub(super) fn stands_alone(line: &str, lexicon: &Lexicon) -> bool {
    line.ends_with('|') || matches!(role(line, lexicon), Some(Role::Boilerplate | Role::Signature))
}

/// Whether a line of wrapped text begins something of its own. A section's name does not: a broken line may be one.
pub(super) fn begins(line: &str, lexicon: &Lexicon) -> bool {
    let own = matches!(role(line, lexicon), Some(Role::Boilerplate | Role::Byline | Role::Caption | Role::Signature));
    is_dateline(line, lexicon) || own && line.starts_with(char::is_uppercase)
}

/// Whether a line is of the block under a letter: an office in capitals after its sign (TM. CHÍNH PHỦ).
fn signs(known: &[(Part, Str)], line: &str) -> bool {
    known.iter().any(|(part, phrase)| {
        let rest = line.strip_prefix(&**phrase).filter(|_| *part == Part::Signature);
        rest.is_some_and(|rest| {
            rest.starts_with(' ') && rest.chars().count() <= LONGEST_OFFICE && !rest.chars().any(char::is_lowercase)
        })
    })
}

/// Whether a line is signed by a newspaper at its start: `(VLO) Ngày…`.
fn is_dateline(line: &str, lexicon: &Lexicon) -> bool {
    line.strip_prefix('(')
        .and_then(|rest| rest.split_once(')'))
        .is_some_and(|(name, _)| lexicon.newspaper(name).is_some())
}

/// Whether the first line of a document looks like its headline: short, without a full stop.
fn is_headline(line: &str) -> bool {
    line.chars().count() <= LONGEST_HEADLINE && !line.ends_with(['.', ':', ';', ',', '…'])
}
