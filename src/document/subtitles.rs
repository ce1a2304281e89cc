//! Subtitles and lyrics: SubRip, WebVTT, SubStation Alpha, YouTube's SBV, MicroDVD, LRC. What a sentence needs is often two
//! cues, so cues that end within one are joined. Sounds and music are captions, apart from what is said.

mod cues;

use super::model::{Block, Blocks, Role};
use super::source_map::SourceMapBuilder;
use crate::vietnamese::syllable::is_syllable;
use cues::{Said, cues};
use std::borrow::Cow;

/// A cue that ends within a sentence is joined with at most so many more.
const MOST_JOINED: usize = 12;

/// Reads subtitles.
pub(super) fn read(source: &str) -> Blocks<'static> {
    let mut out = Out::default();
    let all = cues(source);
    let cues: Vec<&[Said]> = all.chunk_by(|_, next| !next.begins).collect();
    let rolling = is_rolling(&cues);
    for (n, cue) in cues.iter().enumerate() {
        out.next_cue();
        // Captions that roll up show their lines several times.
        let shown = if rolling && n > 0 { carried(cues[n - 1], cue) } else { 0 };
        cue[shown..].iter().for_each(|said| out.line(said));
    }
    out.flush();
    Blocks { blocks: out.blocks, warnings: Vec::new(), ..Blocks::default() }
}

/// How many lines a cue shows again that the one before it ended with, where no time is between the two.
fn carried(before: &[Said], cue: &[Said]) -> usize {
    if !cue[0].touches {
        return 0;
    }
    let same = |count: &usize| {
        let (old, new) = (&before[before.len() - count..], &cue[..*count]);
        old.iter().zip(new).all(|(old, new)| old.bare == new.bare)
    };
    (1..=before.len().min(cue.len())).rev().find(same).unwrap_or(0)
}

/// Whether many cues begin with lines that the one before ended with.
fn is_rolling(cues: &[&[Said]]) -> bool {
    let again = cues.windows(2).filter(|pair| carried(pair[0], pair[1]) > 0).count();
    again >= 2 && again * 3 >= cues.len()
}

#[derive(Default)]
struct Out {
    blocks: Vec<Block<'static>>,
    trace: SourceMapBuilder,
    line: usize,
    joined: usize,
    voice: Option<String>,
}

impl Out {
    fn next_cue(&mut self) {
        let ended = self.trace.text.trim_end().ends_with(['.', '!', '?', '…', '”', '"', ':']);
        self.joined += 1;
        if ended || self.joined > MOST_JOINED {
            self.flush();
            self.joined = 0;
        }
    }

    fn line(&mut self, said: &Said) {
        // Where another one speaks.
        if said.voice.is_some() && said.voice != self.voice {
            self.flush();
            self.joined = 0;
            self.voice.clone_from(&said.voice);
        }
        let turn = said.text.text.len() - said.text.text.trim_start_matches(['>', ' ']).len();
        let mut rest = said.text.part(turn..said.text.text.len());
        while let Some(piece) = sound(&rest.text) {
            let (sound, after) = piece;
            let sound = rest.part(sound);
            self.flush();
            self.push(sound, said.number, Some(Role::Caption));
            rest = rest.part(after);
        }
        let dash = rest.text.len() - rest.text.trim_start_matches(['-', '–', ' ']).len();
        let rest = rest.part(dash..rest.text.trim_end().len().max(dash));
        if rest.text.trim().is_empty() {
            return;
        }
        if self.line == 0 {
            self.line = said.number;
        }
        if self.trace.text.is_empty() {
            self.trace = rest.into();
        } else {
            self.trace.join(" ", rest.into());
        }
    }

    fn flush(&mut self) {
        let whole = std::mem::take(&mut self.trace);
        let line = std::mem::take(&mut self.line);
        self.push(cues::Text::from(whole), line, None);
    }

    fn push(&mut self, whole: cues::Text, line: usize, role: Option<Role>) {
        let whole: SourceMapBuilder = whole.into();
        let start = whole.start();
        let whole = whole.finish();
        if whole.text.contains(char::is_alphanumeric) {
            self.blocks.push(Block { text: Cow::Owned(whole.text), start, anchors: whole.anchors, line, role });
        }
    }
}

/// A sound at the beginning of a line (in brackets, or between notes of music), and what follows it.
fn sound(line: &str) -> Option<(std::ops::Range<usize>, std::ops::Range<usize>)> {
    let start = line.len() - line.trim_start_matches([' ', '-', '–']).len();
    let rest = &line[start..];
    let open = rest.chars().next()?;
    let end = match open {
        '[' => rest.find(']')? + 1,
        // A sound begins in small letters, or is a word in capitals, or stands alone: (VLO) is who reports.
        '(' => {
            let end = rest.find(')')? + 1;
            let small = rest[1..].starts_with(char::is_lowercase);
            let small =
                small || !rest[..end].contains(char::is_lowercase) && rest[1..end - 1].split(' ').all(is_syllable);
            if small || rest[end..].trim().is_empty() { end } else { return None }
        }
        '♪' | '♫' | '♬' | '#' if open != '#' || rest.len() > 1 && rest.ends_with('#') => rest.len(),
        _ => return None,
    };
    let signs = |c: char| {
        c == '♪' || c == '♫' || c == '♬' || c == '#' || c == ' ' || c == '[' || c == ']' || c == '(' || c == ')'
    };
    let inner = rest[..end].trim_matches(signs);
    let from = start + (inner.as_ptr() as usize - rest.as_ptr() as usize);
    Some((from..from + inner.len(), start + end..line.len()))
}
