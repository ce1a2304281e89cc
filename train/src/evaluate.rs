//! What the packed file is worth, measured on articles that it was not learned from.

use crate::lexicon::Lexicon;
use crate::yardstick::{Cases, Yardstick};
use loidoc::evidence::features::Around;
use loidoc::evidence::hash::phrase_hash;
use loidoc::evidence::learned::{Learned, MOST_SENSES};
use std::collections::BTreeMap;

/// What came out for one sentence.
#[derive(Clone, Copy, Debug)]
struct Outcome {
    entry: usize,
    right: bool,
    yardstick: bool,
    /// How probable the pick is said to be.
    sure: f32,
    /// How much the sentence counts where senses are as frequent as they really are.
    real: f32,
}

/// Picks a sense: its number in the lexicon's entry, how probable it is, and the share of each reading.
pub fn pick(
    lexicon: &Lexicon,
    learned: &Learned,
    entry: usize,
    text: &str,
    place: (usize, usize),
) -> Option<(usize, f32)> {
    let contested = &lexicon.contested[entry];
    let known = learned.entry(&contested.writes[0])?;
    let p = known.weigh(&Around::new(text, place.0, place.1)).probabilities(|_| true);
    let best = (0..MOST_SENSES).max_by(|a, b| p[*a].total_cmp(&p[*b]))?;
    let sense = contested.senses.iter().position(|sense| phrase_hash(&sense.read) == known.reading(best))?;
    Some((sense, p[best]))
}

/// Measures and prints.
pub fn evaluate(lexicon: &Lexicon, learned: &Learned, train: &Cases, test: &Cases, detail: bool) {
    let yardstick = Yardstick::new(train);
    println!(
        "made from lexicon {:08x}; {:.2} µs a pick, of which {:.2} to look around",
        learned.made_from(),
        speed(lexicon, learned, test, true),
        speed(lexicon, learned, test, false)
    );
    let mut outcomes = Vec::new();
    for (&(e, s), list) in test.iter().filter(|((e, _), _)| yardstick.tells(*e)) {
        let contested = &lexicon.contested[e];
        let share = learned
            .entry(&contested.writes[0])
            .and_then(|known| known.sense(phrase_hash(&contested.senses[s].read)).map(|sense| known.share(sense)));
        for case in list {
            let (sense, sure) = pick(lexicon, learned, e, &case.sentence, (case.start, case.end)).unwrap_or((0, 0.0));
            let by_yardstick = yardstick.pick(e, case) == Some(s);
            let real = share.unwrap_or(0.0) / list.len() as f32;
            outcomes.push(Outcome { entry: e, right: sense == s, yardstick: by_yardstick, sure, real });
        }
    }
    print(lexicon, &outcomes, detail);
}

/// How many microseconds a pick takes, or no more than to look around.
fn speed(lexicon: &Lexicon, learned: &Learned, test: &Cases, weigh: bool) -> f64 {
    let begun = std::time::Instant::now();
    let mut picks = 0;
    for (&(entry, _), list) in test {
        let Some(known) = learned.entry(&lexicon.contested[entry].writes[0]) else { continue };
        for case in list {
            let around = Around::new(&case.sentence, case.start, case.end);
            let likely = if weigh {
                known.weigh(&around).probabilities(|_| true)[0]
            } else {
                std::hint::black_box(around);
                0.0
            };
            picks += usize::from(likely <= 99.0);
        }
    }
    begun.elapsed().as_secs_f64() * 1e6 / picks.max(1) as f64
}

fn percent(outcomes: &[&Outcome], right: impl Fn(&Outcome) -> bool) -> f64 {
    100.0 * outcomes.iter().filter(|o| right(o)).count() as f64 / outcomes.len().max(1) as f64
}

fn print(lexicon: &Lexicon, outcomes: &[Outcome], detail: bool) {
    let mut by_entry: BTreeMap<usize, Vec<&Outcome>> = BTreeMap::new();
    outcomes.iter().for_each(|o| by_entry.entry(o.entry).or_default().push(o));
    let mut real = 0.0;
    for (entry, list) in &by_entry {
        let total: f32 = list.iter().map(|o| o.real).sum();
        let share = list.iter().filter(|o| o.right).map(|o| o.real).sum::<f32>() / total.max(1e-9);
        real += f64::from(share);
        if detail {
            let (ours, theirs) = (percent(list, |o| o.right), percent(list, |o| o.yardstick));
            let write = &lexicon.contested[*entry].writes[0];
            println!(
                "{write:5} {:4}  learned {ours:5.1}  yardstick {theirs:5.1}  as frequent as real {:5.1}",
                list.len(),
                100.0 * share
            );
        }
    }
    let mut all: Vec<&Outcome> = outcomes.iter().collect();
    all.sort_by(|a, b| b.sure.total_cmp(&a.sure));
    let n = all.len();
    let halves = [0.5, 0.8].map(|part| percent(&all[..(part * n as f64) as usize], |o| o.right));
    println!(
        "{n} sentences, {} abbreviations: learned {:.1} %, yardstick {:.1} %; surest half {:.1} %, surest 80 % {:.1} %; \
         mean over abbreviations with senses as frequent as real {:.1} %",
        by_entry.len(),
        percent(&all, |o| o.right),
        percent(&all, |o| o.yardstick),
        halves[0],
        halves[1],
        100.0 * real / by_entry.len().max(1) as f64
    );
    reliability(&all);
}

/// Prints how often picks are right, by how sure they are said to be.
fn reliability(all: &[&Outcome]) {
    println!("said        cases  mean said  right  gap");
    for low in [0, 50, 60, 70, 80, 90, 95, 99] {
        let high = match low {
            0 => 50,
            90 => 95,
            95 => 99,
            99 => 101,
            low => low + 10,
        };
        let bin = |o: &&&Outcome| (low as f32..high as f32).contains(&(o.sure * 100.0));
        let bin: Vec<&Outcome> = all.iter().filter(bin).copied().collect();
        let said = 100.0 * bin.iter().map(|o| f64::from(o.sure)).sum::<f64>() / bin.len().max(1) as f64;
        let right = percent(&bin, |o| o.right);
        println!("{low:3} to {:3}  {:6}  {said:9.1}  {right:5.1}  {:+.1}", high.min(100), bin.len(), right - said);
    }
}
