//! The normalizer: walks the text, copies what is plain, and says the rest.

use crate::class::contest::{contest, winner};
use crate::class::{SemioticClass, fast_path, is_plain};
use crate::data::layer::Domain;
use crate::data::style::{Foreign, Style};
use crate::lexicon::Lexicon;
use crate::lexicon::patterns::{Part, PatternMatch};
use crate::recognize::document_context::DocumentContext;
use crate::recognize::hypothesis::{FastPath, Hypothesis};
use crate::recognize::token::{NonStandardScanner, cluster_start, odd_tokens, token_at};
use crate::recognize::token_context::{Previous, TokenContext};
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule};
use crate::speech::document_scan::DocumentScan;
use crate::speech::doubt;
use crate::speech::reading::{Alternative, Confidence, Reading, Speech};
use crate::speech::sentence;
use crate::text::blocks::Within;
use crate::text::cursor::Cursor;
use crate::text::letter::{char_at, char_before, is_letter};
use crate::text::span::Span;
use crate::text::tidy;
use crate::vietnamese::number;
use std::ops::Range;
use std::sync::Arc;

/// Turns written Vietnamese into what a newsreader says. Build once, share across threads.
///
/// ```
/// let normalizer = loidoc::Normalizer::new();
/// assert_eq!(
///     normalizer.normalize("Ngày 18/10, UBND tỉnh họp."),
///     "Ngày mười tám tháng mười, ủy ban nhân dân tỉnh họp."
/// );
/// ```
#[derive(Clone, Debug)]
pub struct Normalizer {
    lexicon: Arc<Lexicon>,
    style: Style,
    domain: Option<Domain>,
}

/// How much of a reading's story is kept.
#[derive(Clone, Copy, Debug, Default, PartialEq, Eq)]
pub enum Detail {
    /// Readings with their places only; how sure they are is not known. The fastest.
    Places,
    /// Readings with their places and certainty.
    Readings,
    /// Also what they won against, for review.
    #[default]
    Alternatives,
}

/// What was read, recorded in order.
#[derive(Default)]
struct ReadingLog {
    detail: Detail,
    readings: Vec<Reading>,
    alternatives: Vec<Alternative>,
}

impl Default for Normalizer {
    fn default() -> Self {
        Normalizer::new()
    }
}

impl Normalizer {
    /// With the built-in lexicon and the style `north`.
    pub fn new() -> Normalizer {
        let lexicon = Lexicon::built_in();
        let style = lexicon.style("north").cloned().unwrap_or_default();
        Normalizer { lexicon, style, domain: None }
    }

    pub(super) fn of(lexicon: Arc<Lexicon>, style: Style, domain: Option<Domain>) -> Normalizer {
        Normalizer { lexicon, style, domain }
    }

    /// The lexicon it reads with.
    pub fn lexicon(&self) -> &Arc<Lexicon> {
        &self.lexicon
    }

    /// What the texts are about, if the caller has said.
    pub fn domain(&self) -> Option<Domain> {
        self.domain
    }

    fn document(&self) -> DocumentContext {
        DocumentContext { domain: self.domain, ..DocumentContext::default() }
    }

    /// The style it speaks in.
    pub fn style(&self) -> &Style {
        &self.style
    }

    /// The spoken text of a line or of many. Each line comes out as one line.
    pub fn normalize(&self, text: &str) -> String {
        let mut out = String::with_capacity(text.len() + text.len() / 4);
        self.normalize_into(text, &mut out);
        out
    }

    /// As [`Normalizer::normalize`], appended to a buffer that the caller reuses.
    pub fn normalize_into(&self, text: &str, out: &mut String) {
        let document = self.document();
        let mut rest = text;
        while !rest.is_empty() {
            let (piece, after) = rest.split_at(whole_lines(rest));
            for piece in tidy::pieces(piece) {
                let piece = piece.text.as_ref();
                self.walk(piece, &mut odd_tokens(piece).within(0..piece.len()), &document, out, None);
            }
            rest = after;
        }
    }

    /// The spoken text of one segment with its readings, sentences and alternatives.
    ///
    /// Spans are bytes of the text as tidying leaves it: the same as the argument, unless that holds
    /// combining marks, no-break spaces or control characters.
    pub fn speech(&self, text: &str) -> Speech {
        let tidied = tidy::tidy(text);
        self.speech_in(&tidied.text, &self.document(), Detail::Alternatives)
    }

    /// As [`Normalizer::speech`] for text that is tidy already, with what the document has told.
    pub fn speech_in(&self, text: &str, document: &DocumentContext, detail: Detail) -> Speech {
        let mut speech = Speech::default();
        self.speech_into(text, document, detail, &mut speech);
        speech
    }

    /// As [`Normalizer::speech_in`], in place of a speech that the caller no longer needs.
    pub fn speech_into(&self, text: &str, document: &DocumentContext, detail: Detail, speech: &mut Speech) {
        self.speech_at(&mut DocumentScan::at(text), 0..text.len(), document, detail, speech);
    }

    /// As [`Normalizer::speech_into`] for a text that is, perhaps, a piece of one that is looked at as a whole.
    pub(crate) fn speech_of(
        &self,
        scan: &mut DocumentScan,
        text: &str,
        document: &DocumentContext,
        detail: Detail,
        speech: &mut Speech,
    ) {
        match scan.find(text) {
            Some(piece) => self.speech_at(scan, piece, document, detail, speech),
            None => self.speech_into(text, document, detail, speech),
        }
    }

    fn speech_at(
        &self,
        scan: &mut DocumentScan,
        piece: Range<usize>,
        document: &DocumentContext,
        detail: Detail,
        speech: &mut Speech,
    ) {
        let text = &scan.text[piece.clone()];
        let Speech { text: out, readings, sentences, alternatives } = speech;
        out.clear();
        readings.clear();
        sentences.clear();
        alternatives.clear();
        out.reserve(text.len() + text.len() / 4);
        let mut log =
            ReadingLog { detail, readings: std::mem::take(readings), alternatives: std::mem::take(alternatives) };
        self.walk(text, &mut scan.odd.within(piece.clone()), document, out, Some(&mut log));
        (*readings, *alternatives) = (log.readings, log.alternatives);
        sentence::find(text, &mut scan.marks.within(piece), readings, &self.lexicon, sentences);
    }

    fn record_alternatives(
        &self,
        log: &mut ReadingLog,
        losers: &[Hypothesis<SemioticClass>],
        document: &DocumentContext,
    ) {
        let reading = log.readings.len() - 1;
        // That a token might stay as it is goes without saying.
        let told = losers.iter().filter(|claim| claim.class.name() != ClassName::Unknown);
        log.alternatives.extend(told.map(|claim| Alternative {
            reading,
            spoken: self.say(claim, document),
            class: claim.class.name(),
            rule: claim.rule,
            confidence: Confidence(claim.weight()),
        }));
    }

    fn say(&self, claim: &Hypothesis<SemioticClass>, document: &DocumentContext) -> String {
        let mut out = String::new();
        claim.class.verbalize(&mut Verbalizer { out: &mut out, style: &self.style, lexicon: &self.lexicon, document });
        out
    }

    /// Walks the text; `log`, where wanted, takes down every reading and what it won against.
    fn walk(
        &self,
        text: &str,
        odd: &mut Within<NonStandardScanner>,
        document: &DocumentContext,
        out: &mut String,
        log: Option<&mut ReadingLog>,
    ) {
        let taken = self.lexicon.patterns().map(|patterns| patterns.find(text)).unwrap_or_default();
        self.walk_between(&taken, text, odd, document, out, log);
    }

    /// Walks what the caller's patterns have not taken, and says these.
    fn walk_between(
        &self,
        taken: &[PatternMatch],
        text: &str,
        odd: &mut Within<NonStandardScanner>,
        document: &DocumentContext,
        out: &mut String,
        mut log: Option<&mut ReadingLog>,
    ) {
        let keep = log.as_ref().is_some_and(|m| m.detail != Detail::Places);
        let mut taken = taken.iter().copied().peekable();
        let mut losers: Vec<Hypothesis<SemioticClass>> = Vec::new();
        // Everything before `done` has been written.
        let mut done = 0;
        // Everything before `seen` has been looked at.
        let mut seen = 0;
        let mut previous: Option<Previous> = None;
        loop {
            let place = odd.next_from(seen);
            let start = place.map(|place| cluster_start(text, place.min(text.len()), seen));
            // Nothing is read into what a pattern has taken.
            let until = taken.peek().map_or(usize::MAX, |found| found.start);
            let (Some(place), Some(mut at)) = (place, start.filter(|&start| start < until)) else {
                let Some(found) = taken.next() else { break };
                self.copy(text, done..found.start, out, log.as_deref_mut());
                self.say_pattern(text, found, document, out, log.as_deref_mut());
                let (class, rule) = (ClassName::Abbreviation, Rule::AbbreviationPattern);
                previous = Some(Previous { class, rule, end: found.end });
                (done, seen) = (found.end, found.end);
                continue;
            };
            // Atoms of the cluster, up to and with the one that made it odd.
            let mut last = place;
            while at <= last && at < until {
                let Some(token) = token_at(text, at) else { break };
                let end = token.span.end as usize;
                if is_plain(text, token) {
                    at = end;
                    continue;
                }
                let context = TokenContext::new(text, token, &self.lexicon, document, previous);
                let mut cue = None;
                losers.clear();
                let best = if keep {
                    contest(&context, &mut losers, &mut cue)
                } else {
                    match fast_path(&context) {
                        FastPath::Contest => winner(&context, &mut cue),
                        FastPath::Unclaimed => None,
                        FastPath::Wins(hypothesis) => Some(hypothesis),
                    }
                };
                let Some(claim) = best.as_ref().filter(|claim| claim.end <= until) else {
                    at = end;
                    continue;
                };
                at = done + claim.class.begins(&text[done..at]);
                self.copy(text, done..at, out, log.as_deref_mut());
                let spoken_start = out.len();
                claim.class.verbalize(&mut Verbalizer { out, style: &self.style, lexicon: &self.lexicon, document });
                if needs_space(out, text, claim.end) {
                    out.push(' ');
                    // What goes on without a space now stands alone and is asked about too: 0P.
                    last = last.max(claim.end);
                }
                if let Some(log) = &mut log {
                    log.readings.push(Reading {
                        source: Span::new(at, claim.end),
                        spoken: Span::new(spoken_start, out.len()),
                        class: claim.class.name(),
                        rule: claim.rule,
                        cue,
                        confidence: if keep {
                            confidence(&context, claim, cue, &losers)
                        } else {
                            Confidence(claim.weight())
                        },
                    });
                    if log.detail == Detail::Alternatives {
                        self.record_alternatives(log, &losers, document);
                    }
                }
                previous = Some(Previous { class: claim.class.name(), rule: claim.rule, end: claim.end });
                at = claim.end;
                done = at;
            }
            seen = at.max(seen);
        }
        self.copy(text, done..text.len(), out, log);
    }

    /// Says what a caller's pattern stands for; its parts as if each stood by itself.
    fn say_pattern(
        &self,
        text: &str,
        found: PatternMatch,
        document: &DocumentContext,
        out: &mut String,
        log: Option<&mut ReadingLog>,
    ) {
        let Some(patterns) = self.lexicon.patterns() else { return };
        let start = out.len();
        for (part, group) in patterns.parts(text, found) {
            let mut verbalizer = Verbalizer { out, style: &self.style, lexicon: &self.lexicon, document };
            match part {
                Part::Words(words) => verbalizer.word(words),
                Part::Letters(_) => verbalizer.letters(group),
                Part::Group(_) => {
                    number::space(out);
                    self.walk_between(&[], group, &mut odd_tokens(group).within(0..group.len()), document, out, None);
                }
            }
        }
        if needs_space(out, text, found.end) {
            out.push(' ');
        }
        let rule = Rule::AbbreviationPattern;
        if let Some(log) = log {
            log.readings.push(Reading {
                source: Span::new(found.start, found.end),
                spoken: Span::new(start, out.len()),
                class: ClassName::Abbreviation,
                rule,
                cue: None,
                confidence: Confidence(rule.weight()),
            });
        }
    }

    /// Copies plain text; foreign words in it are respelt, and social ones said, if the style asks for it.
    fn copy(&self, text: &str, gap: Range<usize>, out: &mut String, mut log: Option<&mut ReadingLog>) {
        let mut done = gap.start;
        let respell = self.style.foreign == Foreign::Respell;
        let mut at = if respell || self.style.social { gap.start } else { gap.end };
        while at < gap.end {
            let mut cursor = Cursor::new(&text[..gap.end], at);
            let word = cursor.word();
            if word.is_empty() {
                cursor.eat_if(|_| true);
                at = cursor.at();
                continue;
            }
            let foreign = || {
                let entry = self.lexicon.respelling(&text[at..gap.end]).filter(|_| respell)?;
                let rule = if entry.verified { Rule::ForeignRespelt } else { Rule::ForeignRespeltGuess };
                Some((entry.write.len(), entry.read.as_str(), rule))
            };
            let social = || {
                let read = self.lexicon.social(word).filter(|_| self.style.social)?;
                Some((word.len(), read, Rule::ForeignSocial))
            };
            let Some((length, read, rule)) = foreign().or_else(social) else {
                at = cursor.at();
                continue;
            };
            out.push_str(&text[done..at]);
            let start = out.len();
            out.push_str(read);
            done = at + length;
            if let Some(log) = &mut log {
                let (source, spoken) = (Span::new(at, done), Span::new(start, out.len()));
                log.readings.push(Reading {
                    source,
                    spoken,
                    class: ClassName::Foreign,
                    rule,
                    cue: None,
                    confidence: Confidence(rule.weight()),
                });
            }
            at = done;
        }
        out.push_str(&text[done..gap.end]);
    }
}

/// Bytes of a long text that are gone through at once: what is found in them is still at hand when they are copied.
const PIECE: usize = 1 << 16;

/// How much of a text is gone through next: nothing is read across the end of a line.
fn whole_lines(text: &str) -> usize {
    if text.len() <= 2 * PIECE {
        return text.len();
    }
    let (near, far) = text.as_bytes().split_at(PIECE);
    let end = memchr::memrchr(b'\n', near).or_else(|| memchr::memchr(b'\n', far).map(|n| PIECE + n));
    end.map_or(text.len(), |n| n + 1)
}

/// A word follows a word without a space: one is due.
fn needs_space(out: &str, text: &str, end: usize) -> bool {
    // Nearly always a space or a mark follows.
    if text.as_bytes().get(end).is_none_or(|byte| byte.is_ascii() && !byte.is_ascii_alphanumeric()) {
        return false;
    }
    let worded = |c: char| is_letter(c) || c.is_ascii_digit();
    char_at(text, end).is_some_and(worded) && char_before(out, out.len()).is_some_and(worded)
}

/// The winner's score; no more than doubtful where a person should look.
fn confidence(
    context: &TokenContext,
    claim: &Hypothesis<SemioticClass>,
    cue: Option<&str>,
    losers: &[Hypothesis<SemioticClass>],
) -> Confidence {
    let most = if doubt::is_doubtful(context, claim, cue, losers) { Confidence::DOUBTFUL.0 - 1 } else { u8::MAX };
    Confidence(claim.sure.unwrap_or_else(|| claim.weight()).min(most))
}
