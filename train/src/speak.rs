//! A small stand-in for the program: contested abbreviations of the standard input said in full, so that
//! `reabbreviate.py` can measure what was learned before the program has it.

use crate::error::Error;
use crate::lexicon::Lexicon;
use crate::unwrite::tokens;
use loidoc::evidence::features::Around;
use loidoc::evidence::hash::phrase_hash;
use loidoc::evidence::learned::{Learned, LearnedEntry, MOST_SENSES};
use std::collections::HashMap;
use std::io::{BufRead, Write};

/// Reads lines, writes lines.
pub fn speak(lexicon: &Lexicon, learned: &Learned, explain: bool) -> Result<(), Error> {
    let mut readings = HashMap::new();
    for sense in lexicon.contested.iter().flat_map(|entry| &entry.senses) {
        readings.insert(phrase_hash(&sense.read), sense.read.as_str());
    }
    let mut out = std::io::BufWriter::new(std::io::stdout().lock());
    let mut words = Vec::new();
    for line in std::io::stdin().lock().lines() {
        let line = line?;
        tokens(&line, &mut words);
        let mut at = 0;
        for word in &words {
            let Some(entry) = learned.entry(&line[word.start..word.end]) else { continue };
            let around = Around::new(&line, word.start, word.end);
            let (best, second, sure) = best(&entry, &around);
            let reading = readings.get(&entry.reading(best)).copied().unwrap_or("");
            if explain {
                write!(out, "{} {reading} {sure:.3}:", &line[word.start..word.end])?;
                for reason in entry.reasons(&around, best, second) {
                    write!(out, " {} {:+.2};", reason.name(&line, &around), reason.weight)?;
                }
                writeln!(out)?;
            } else {
                write!(out, "{}{reading}", &line[at..word.start])?;
                at = word.end;
            }
        }
        if !explain {
            writeln!(out, "{}", &line[at..])?;
        }
    }
    Ok(out.flush()?)
}

/// The likeliest sense, the next, and how probable the first is.
fn best(entry: &LearnedEntry, around: &Around) -> (usize, usize, f32) {
    let p = entry.weigh(around).probabilities(|_| true);
    let mut order: [usize; MOST_SENSES] = std::array::from_fn(|n| n);
    order.sort_by(|a, b| p[*b].total_cmp(&p[*a]));
    (order[0], order[1], p[order[0]])
}
