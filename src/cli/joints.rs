//! Where two readings meet, or a reading and a word: each may be right by itself, and what is heard is wrong.

use super::explain::Places;
use loidoc::document::Segment;
use loidoc::pipeline::Article;
use loidoc::registry::ClassName;
use loidoc::speech::{Reading, Speech};
use serde_json::{Value, json};

/// All doubtful joints of an article, in order.
pub(super) fn joints(article: &Article, places: &Places) -> Vec<Value> {
    let mut found = Vec::new();
    let mut before: Option<&str> = None;
    for (segment, speech) in article.document.segments.iter().zip(&article.speeches) {
        let text: &str = &segment.text;
        for (n, reading) in speech.readings.iter().enumerate() {
            if let Some(last) = n.checked_sub(1).and_then(|n| speech.readings.get(n)) {
                let gap = &text[last.source.end as usize..reading.source.start as usize];
                let dash = matches!(gap.trim(), "-" | "–" | "—") && is_number(last) && is_number(reading);
                let cut = matches!(gap, "." | ",") && is_cut(text, reading);
                if dash || cut {
                    let rule = if dash { "dash" } else { "cut" };
                    found.push(finding(article, places, segment, speech, (last, reading), rule));
                }
            }
            if says_again(text, speech, reading, before) {
                found.push(finding(article, places, segment, speech, (reading, reading), "again"));
            }
        }
        before = Some(text).filter(|text| text.ends_with(char::is_alphanumeric));
    }
    found
}

/// A dash between two of these is left from a range that no class read as one.
fn is_number(reading: &Reading) -> bool {
    matches!(
        reading.class,
        ClassName::Cardinal | ClassName::Decimal | ClassName::Money | ClassName::Measure | ClassName::Date
    )
}

/// `N06.02|.000`: figures that go on behind a dot without a space are of one code.
fn is_cut(text: &str, reading: &Reading) -> bool {
    let digit = |byte: Option<&u8>| byte.is_some_and(u8::is_ascii_digit);
    let start = reading.source.start as usize;
    digit(text.as_bytes().get(start)) && start > 1 && digit(text.as_bytes().get(start - 2))
}

/// `Thông tư số | 26/2018/TT-BTC`: whether a reading begins with the words that stand before it, across the end of a line too.
fn says_again(text: &str, speech: &Speech, reading: &Reading, line_before: Option<&str>) -> bool {
    let spoken = speech.text[reading.spoken.range()].trim_start();
    let written = &text[reading.source.range()];
    let Some(first) = spoken.split(' ').next().filter(|word| word.chars().nth(1).is_some()) else { return false };
    // What is written so is said so.
    if !written.starts_with(|c: char| c.is_ascii_digit()) || spoken.split(' ').nth(1).is_none() {
        return false;
    }
    // Blank lines between are none.
    let own = text[..reading.source.start as usize].trim_end();
    let before = if own.is_empty() { line_before.unwrap_or("").trim_end() } else { own };
    let last = words_back(before).next().unwrap_or("");
    let plain = !last.is_empty() && last.chars().all(char::is_alphabetic);
    let number = spoken.split(' ').position(|word| word.to_lowercase() == last.to_lowercase());
    // The last word before it is the first of the reading, or ends its first words: Thông tư số, thông tư số 26.
    plain
        && (first.to_lowercase() == last.to_lowercase()
            || number.is_some_and(|n| n < 4 && repeats(before, spoken, n + 1)))
}

/// Whether so many words that a text begins with are those that another ends with.
fn repeats(before: &str, spoken: &str, count: usize) -> bool {
    let first: Vec<String> = spoken.split(' ').take(count).map(str::to_lowercase).collect();
    let mut last: Vec<String> = words_back(before).take(count).map(str::to_lowercase).collect();
    last.reverse();
    count > 1 && first == last
}

/// The words that a text ends with, the nearest first, as far as its last line goes: the rest is not looked at.
fn words_back(text: &str) -> impl Iterator<Item = &str> {
    let mut rest = Some(text);
    std::iter::from_fn(move || {
        let text = rest?;
        let start = text.rfind([' ', '\n']).map_or(0, |n| n + 1);
        rest = (start > 0 && text.as_bytes()[start - 1] == b' ').then(|| &text[..start - 1]);
        Some(&text[start..])
    })
}

fn finding(
    article: &Article,
    places: &Places,
    segment: &Segment,
    speech: &Speech,
    (from, to): (&Reading, &Reading),
    rule: &str,
) -> Value {
    let written = &segment.text[from.source.start as usize..to.source.end as usize];
    let spoken = speech.text[from.spoken.start as usize..to.spoken.end as usize].trim();
    let (line, column) = places.of(segment, from.source.start);
    json!({
        "file": article.document.name, "part": segment.origin.part, "line": line, "column": column,
        "why": "doubtful", "written": written, "spoken": spoken, "rule": rule, "confidence": 40,
        "alternatives": [], "settle": format!("- {{write: {}, read: …}}", json!(written)), "times": 1,
    })
}
