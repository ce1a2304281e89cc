//! What things cost in an engine's own count.

use super::chunk::{Marks, Options};
use super::tree::{Node, frame};
use crate::data::engine::{Count, Engine, Markup};
use crate::data::style::Style;
use crate::error::Error;
use std::ops::{Add, AddAssign};

/// What something takes of a limit.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub(super) struct Cost {
    pub bytes: usize,
    pub characters: usize,
    pub breaks: usize,
}

impl Add for Cost {
    type Output = Cost;
    fn add(self, other: Cost) -> Cost {
        Cost {
            bytes: self.bytes + other.bytes,
            characters: self.characters + other.characters,
            breaks: self.breaks + other.breaks,
        }
    }
}

impl AddAssign for Cost {
    fn add_assign(&mut self, other: Cost) {
        *self = *self + other;
    }
}

impl Cost {
    /// So many ASCII characters.
    pub fn ascii(characters: usize) -> Cost {
        Cost { bytes: characters, characters, breaks: 0 }
    }
}

/// What an engine counts of something: bytes and characters, with its markup or without.
pub(super) fn counted(xml: &str, count: Count) -> Cost {
    if count == Count::All {
        return Cost { bytes: xml.len(), characters: xml.chars().count(), breaks: 0 };
    }
    let mut cost = Cost::default();
    for piece in xml.split('<') {
        // What stands before the first tag has no `>` either: the writer escapes it.
        let text = piece.split_once('>').map_or(piece, |(_, text)| text);
        cost += Cost { bytes: text.len(), characters: text.chars().count(), breaks: 0 };
    }
    cost
}

/// The counts of one engine.
pub(super) struct Measure {
    /// The most a chunk may hold beside its frame.
    pub room: Cost,
    /// What is counted.
    count: Count,
    /// Characters are counted only where they are limited: it takes a look at every byte.
    characters: bool,
    /// `<p></p>` and the pause after it.
    pub paragraph: Cost,
    /// `<s></s>` and the pause after it, or the line break of a plain engine.
    pub sentence: Cost,
    /// The most characters of a sentence.
    pub longest: usize,
}

/// Fullness is counted in millionths, so that the same text is cut the same way on every machine.
pub(super) const FULL: u64 = 1_000_000;

/// A mark is never longer: `<bookmark mark="w4294967295"/>`.
const LONGEST_MARK: usize = 40;

/// What has no limit.
const ENDLESS: usize = usize::MAX / 4;

impl Measure {
    pub fn new(engine: &Engine, style: &Style, options: &Options) -> Result<Measure, Error> {
        let count = engine.limit.count;
        let limit = |limit: Option<u32>| limit.map_or(ENDLESS, |n| n as usize);
        let tags = |name: &str| {
            let tags = if engine.element(name).is_some() && count == Count::All { 2 * name.len() + 5 } else { 0 };
            // A line break or space at least.
            Cost::ascii(tags + 1)
        };
        let pause = |milliseconds: u32| {
            if milliseconds == 0 || engine.element("break").is_none() {
                return Cost::default();
            }
            let mut xml = String::new();
            let own = engine.own_pauses.paragraph.max(engine.own_pauses.sentence).max(engine.own_pauses.inside);
            Node::Break(milliseconds.saturating_add(own)).write(engine, &mut xml);
            Cost { breaks: 1, ..counted(&xml, count) }
        };
        let pauses = &style.pauses;
        let longest_pause = pauses.headline.max(pauses.paragraph).max(pauses.sentence).max(pauses.longest_inside());
        let (open, close) = frame(engine, &style.region);
        let frame = counted(&open, count) + counted(&close, count);
        let paragraph = tags("p") + pause(longest_pause);
        // A plain engine's sentence gets a stop where it has none.
        let stop = if engine.markup == Markup::Plain || engine.needs.stop { Cost::ascii(1) } else { Cost::default() };
        let sentence =
            stop + counted(&engine.needs.gap, count) + tags("s") + pause(pauses.sentence.max(pauses.longest_inside()));
        let marked = options.marks != Marks::None && engine.markup == Markup::Ssml && count == Count::All;
        let mark = if marked { Cost::ascii(LONGEST_MARK) } else { Cost::default() };
        // One character takes at most six bytes when it is escaped.
        let least = frame + paragraph + sentence + mark + Cost::ascii(6);
        let most = Cost {
            bytes: limit(engine.limit.bytes),
            characters: limit(engine.limit.characters),
            breaks: limit(engine.limit.breaks),
        };
        if most.bytes < least.bytes || most.characters < least.characters || most.breaks < least.breaks {
            let least = least.bytes.max(least.characters);
            return Err(Error::Limit { engine: engine.name.clone(), least });
        }
        let room = Cost {
            bytes: most.bytes - frame.bytes,
            characters: most.characters - frame.characters,
            breaks: most.breaks,
        };
        let characters = engine.limit.characters.is_some();
        let longest = limit(engine.limit.sentence);
        Ok(Measure { room, count, characters, paragraph, sentence, longest })
    }

    /// What text costs that is written as it stands.
    pub fn text(&self, text: &str) -> Cost {
        Cost { bytes: text.len(), characters: if self.characters { text.chars().count() } else { 0 }, breaks: 0 }
    }

    /// What markup costs.
    pub fn markup(&self, xml: &str, breaks: usize) -> Cost {
        let cost = if self.count == Count::All { self.text(xml) } else { counted(xml, self.count) };
        Cost { breaks, ..cost }
    }

    pub fn fits(&self, cost: Cost) -> bool {
        cost.bytes <= self.room.bytes && cost.characters <= self.room.characters && cost.breaks <= self.room.breaks
    }

    /// How full something makes a chunk.
    pub fn fullness(&self, cost: Cost) -> u64 {
        let part = |n: usize, of: usize| {
            if of >= ENDLESS / 2 { 0 } else { (n as u64).saturating_mul(FULL) / of.max(1) as u64 }
        };
        part(cost.bytes, self.room.bytes)
            .max(part(cost.characters, self.room.characters))
            .max(part(cost.breaks, self.room.breaks))
    }
}
