//! What an editor settled becomes a lexicon of the station's own.
//!
//! In: choices, each with a few words around it (`loidoc check --format jsonl` gives them). Out: a lexicon in YAML, and which
//! choices it does not bring about. What is read right already needs no entry. A reading that a spelling always has becomes an
//! entry; one that it has among others a pattern with the words next to it, so that it holds there and nowhere else. Every
//! choice is read again with the new lexicon: one that was right and would be wrong takes the pattern away. Of the texts
//! nothing is kept but those words.

use super::{Normalizer, Reading};
use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::registry::Rule;
use crate::text::left::WordsLeft;
use crate::text::letter::{fold_hash, is_letter};
use std::collections::BTreeMap;
use std::sync::Arc;

/// How something is to be read where it stands.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Choice {
    /// The text before it, in its sentence.
    pub before: String,
    /// As it stands in the text.
    pub written: String,
    /// The text after it.
    pub after: String,
    /// The words that are to be said.
    pub right: String,
    /// The words that were said in the article, of which those around are but a part; empty if nobody knows.
    pub said: String,
}

/// What was learned.
#[derive(Clone, Debug, Default, PartialEq, Eq)]
pub struct Lesson {
    /// A lexicon in YAML; empty if there is nothing to learn.
    pub yaml: String,
    /// How many entries and patterns it has.
    pub entries: usize,
    /// The choices that are not brought about, as indices.
    pub open: Vec<usize>,
}

/// Words of the context that a pattern has at most, on one side.
const CONTEXT: usize = 2;
/// A pattern with its alternatives has no more bytes.
const LONGEST: usize = 300;

/// Learns from choices, over a lexicon that may hold what was learned before.
///
/// ```
/// use loidoc::speech::learn::{Choice, learn};
/// use loidoc::{Lexicon, Normalizer};
/// let choice = |before: &str, written: &str, after: &str, right: &str| Choice {
///     before: before.into(), written: written.into(), after: after.into(), right: right.into(), said: String::new(),
/// };
/// let choices = [
///     choice("hồ sơ gửi ", "QKX", " để xử lý", "quỹ khuyến xã"),
///     choice("tỷ lệ chọi ", "1/5", " khá cao", "một chọi năm"),
/// ];
/// let lesson = learn(&choices, &Lexicon::built_in())?;
/// assert_eq!((lesson.entries, lesson.open.len()), (2, 0));
/// let lexicon = Lexicon::built_in().with_yaml("mine.yaml", &lesson.yaml)?;
/// let normalizer = Normalizer::builder().lexicon(lexicon).build()?;
/// assert_eq!(normalizer.normalize("QKX báo tỷ lệ chọi 1/5."), "quỹ khuyến xã báo tỷ lệ chọi một chọi năm.");
/// # Ok::<(), loidoc::Error>(())
/// ```
///
/// # Errors
/// [`Error`] if what was learned makes no lexicon, which a choice of thousands of letters may bring about.
pub fn learn(choices: &[Choice], lexicon: &Arc<Lexicon>) -> Result<Lesson, Error> {
    let before = Normalizer::builder().lexicon(lexicon.clone()).build()?;
    let was_wrong = |choice: &Choice| !choice.said.is_empty() && hashes(&choice.said) != hashes(&choice.right);
    // A pattern, or an entry of one sense, reads it so whatever stands further away.
    let settled = |choice: &Choice| {
        let only = lexicon.abbreviation(&choice.written).is_some_and(|(_, entry)| entry.senses.len() == 1);
        only || by_pattern(choice, &before)
    };
    let is_wrong = |n: &usize| {
        let choice = &choices[*n];
        !holds(choice, &before) || was_wrong(choice) && !settled(choice)
    };
    let wrong: Vec<usize> = (0..choices.len()).filter(is_wrong).collect();
    let mut rules: Vec<Custom> = Vec::new();
    for &n in &wrong {
        let found = candidates(choices, n, lexicon).into_iter().find(|rule| !contradicts(rule, choices));
        if let Some(rule) = found.filter(|rule| !rules.contains(rule)) {
            rules.push(rule);
        }
    }
    // What was right and would be wrong takes away what is said of its spelling.
    loop {
        let yaml = yaml(&rules);
        let learned = lexicon.with_yaml("learned", &yaml)?;
        let after = Normalizer::builder().lexicon(learned).build()?;
        let open: Vec<usize> = (0..choices.len()).filter(|&n| !holds(&choices[n], &after)).collect();
        let spoilt = open.iter().find(|n| !wrong.contains(n)).map(|&n| &choices[n].written);
        let Some(spoilt) = spoilt.filter(|written| rules.iter().any(|rule| rule.written == **written)) else {
            let entries = if yaml.is_empty() { 0 } else { yaml.lines().filter(|line| line.contains("  - ")).count() };
            return Ok(Lesson { yaml, entries, open });
        };
        rules.retain(|rule| rule.written != *spoilt);
    }
}

/// Something that is read so wherever it stands, or only beside some words.
#[derive(Clone, Debug, PartialEq, Eq)]
struct Custom {
    written: String,
    right: String,
    context: Context,
}

#[derive(Clone, Debug, PartialEq, Eq)]
enum Context {
    None,
    /// The words right before it, or after it.
    Left(String),
    Right(String),
}

/// The rules that would bring a choice about, the widest that is safe first.
fn candidates(choices: &[Choice], n: usize, lexicon: &Lexicon) -> Vec<Custom> {
    let Choice { before, written, after, right, .. } = &choices[n];
    let rule = |context| Custom { written: written.clone(), right: right.clone(), context };
    let mut all = Vec::new();
    let senses = lexicon.abbreviation(written).map_or(0, |(_, entry)| entry.senses.len());
    let spelling = written.starts_with(is_letter) && written.chars().nth(1).is_some();
    // Figures are read otherwise elsewhere, and so are spellings of several senses.
    if spelling && senses < 2 {
        all.push(rule(Context::None));
    }
    for count in (1..=CONTEXT).rev() {
        all.extend(words_before(before, count).map(|words| rule(Context::Left(words))));
        all.extend(words_after(after, count).map(|words| rule(Context::Right(words))));
    }
    all
}

/// Whether a rule would read a choice of its spelling otherwise than it was settled.
fn contradicts(rule: &Custom, choices: &[Choice]) -> bool {
    let other = |choice: &&Choice| choice.written == rule.written && choice.right != rule.right;
    choices.iter().filter(other).any(|choice| match &rule.context {
        Context::None => true,
        Context::Left(words) => words_before(&choice.before, count(words)).as_ref() == Some(words),
        Context::Right(words) => words_after(&choice.after, count(words)).as_ref() == Some(words),
    })
}

fn count(words: &str) -> usize {
    words.split(' ').count()
}

/// So many words in small letters that a text ends with, with one space behind each.
fn words_before(text: &str, count: usize) -> Option<String> {
    let rest = text.strip_suffix(' ')?;
    let mut words: Vec<&str> = rest.rsplit(' ').take(count).collect();
    words.reverse();
    plain(&words, count)
}

fn words_after(text: &str, count: usize) -> Option<String> {
    let rest = text.strip_prefix(' ')?;
    let words: Vec<&str> =
        rest.split(' ').take(count).map(|word| word.trim_end_matches(['.', ',', ';', ':'])).collect();
    plain(&words, count)
}

/// Words of letters or figures, joined.
fn plain(words: &[&str], count: usize) -> Option<String> {
    let fits = words.len() == count
        && words.iter().all(|word| !word.is_empty() && word.chars().all(|c| is_letter(c) || c.is_ascii_digit()));
    fits.then(|| words.join(" ").to_lowercase())
}

/// The rules as a lexicon: those of one reading and one side are one pattern, as long as that is short.
fn yaml(rules: &[Custom]) -> String {
    let mut groups: BTreeMap<(&str, &str, bool), Vec<&str>> = BTreeMap::new();
    let mut out = String::new();
    for rule in rules {
        match &rule.context {
            Context::None => {
                out += &format!("  - {{write: {}, read: {}}}\n", quoted(&rule.written), quoted(&rule.right));
            }
            Context::Left(words) => groups.entry((&rule.written, &rule.right, true)).or_default().push(words),
            Context::Right(words) => groups.entry((&rule.written, &rule.right, false)).or_default().push(words),
        }
    }
    for ((written, right, left), words) in groups {
        let mut rest = words.as_slice();
        while !rest.is_empty() {
            let mut length = 0;
            let fits = rest.iter().take_while(|words| {
                length += words.len() + 1;
                length <= LONGEST
            });
            let (these, after) = rest.split_at(fits.count().max(1));
            rest = after;
            let context = format!("((?i:{}))", these.join("|"));
            let written = regex::escape(written);
            let right = right.replace(['{', '}'], "");
            let (pattern, read) = match left {
                true => (format!("{context} {written}"), format!("{{1}} {right}")),
                false => (format!("{written} {context}"), format!("{right} {{1}}")),
            };
            out += &format!("  - {{pattern: {}, read: {}}}\n", quoted(&pattern), quoted(&read));
        }
    }
    if out.is_empty() { out } else { format!("entries:\n{out}") }
}

/// A text as YAML has it between double quotes.
fn quoted(text: &str) -> String {
    format!("\"{}\"", text.replace('\\', "\\\\").replace('"', "\\\""))
}

/// The words of a text, blind to case.
fn hashes(text: &str) -> Vec<u32> {
    let mut all: Vec<u32> =
        WordsLeft::new(text, text.len()).map(|word| fold_hash(&text[word.start..word.end])).collect();
    all.reverse();
    all
}

/// Whether a pattern reads a choice.
fn by_pattern(choice: &Choice, normalizer: &Normalizer) -> bool {
    let speech = normalizer.speech(&format!("{}{}{}", choice.before, choice.written, choice.after));
    let at = choice.before.len() as u32;
    let over = |reading: &&Reading| reading.source.start <= at && at < reading.source.end;
    speech.readings.iter().find(over).is_some_and(|reading| reading.rule == Rule::AbbreviationPattern)
}

/// Whether a choice is read as it was settled.
fn holds(choice: &Choice, normalizer: &Normalizer) -> bool {
    let Choice { before, written, after, right, .. } = choice;
    let text = format!("{before}{written}{after}");
    let speech = normalizer.speech(&text);
    let place = before.len()..before.len() + written.len();
    let touching = |source: std::ops::Range<usize>| source.start < place.end && place.start < source.end;
    let mut said = String::new();
    let mut exact = true;
    for reading in speech.readings.iter().filter(|reading| touching(reading.source.range())) {
        let source = reading.source.range();
        exact &= source.start >= place.start && source.end <= place.end;
        said += &speech.text[reading.spoken.range()];
        said.push(' ');
    }
    if said.is_empty() {
        written.clone_into(&mut said);
    }
    let (said, right) = (hashes(&said), hashes(right));
    // A reading that takes words beside it along says these as well.
    if exact { said == right } else { !right.is_empty() && said.windows(right.len()).any(|words| words == right) }
}

#[cfg(test)]
mod tests {
    use super::*;

    fn choice(before: &str, written: &str, after: &str, right: &str) -> Choice {
        Choice {
            before: before.into(),
            written: written.into(),
            after: after.into(),
            right: right.into(),
            ..Choice::default()
        }
    }

    fn learned(choices: &[Choice]) -> Lesson {
        learn(choices, &Lexicon::built_in()).expect("it is a lexicon")
    }

    #[test]
    fn what_is_read_right_needs_no_entry() {
        assert_eq!(learned(&[choice("tại ", "UBND", " xã", "ủy ban nhân dân")]), Lesson::default());
        assert_eq!(learned(&[]), Lesson::default());
    }

    #[test]
    fn a_spelling_of_two_readings_is_told_by_the_words_beside_it() {
        let choices =
            [choice("gửi ", "QKX", " tỉnh", "quỹ khuyến xã"), choice("đoàn ", "QKX", " về quê", "quê khách xa")];
        let lesson = learned(&choices);
        assert_eq!((lesson.entries, lesson.open), (2, vec![]));
        let lexicon = Lexicon::built_in().with_yaml("x.yaml", &lesson.yaml).expect("it is right");
        let normalizer = Normalizer::builder().lexicon(lexicon).build().expect("it is right");
        assert_eq!(normalizer.normalize("Gửi QKX, đoàn QKX về quê."), "Gửi quỹ khuyến xã, đoàn quê khách xa về quê.");
    }

    #[test]
    fn what_an_article_says_otherwise_is_learned_though_its_words_do_not_tell() {
        let said = "tội phạm".to_owned();
        let lesson = learned(&[Choice { said, ..choice("sở, Thanh tra ", "TP", " kết luận", "thành phố") }]);
        assert!(lesson.yaml.contains("thanh tra"), "{}", lesson.yaml);
    }

    #[test]
    fn what_contradicts_itself_stays_open() {
        let choices = [choice("", "QKX", "", "quỹ khuyến xã"), choice("", "QKX", "", "quê khách xa")];
        let lesson = learned(&choices);
        assert_eq!((lesson.entries, lesson.open), (0, vec![0, 1]));
    }

    #[test]
    fn signs_of_patterns_are_no_signs_here() {
        let lesson = learned(&[choice("mã ", "A.B+(1)", " mới", "mã {x} \"cũ\"")]);
        assert!(Lexicon::built_in().with_yaml("x.yaml", &lesson.yaml).is_ok(), "{}", lesson.yaml);
    }
}
