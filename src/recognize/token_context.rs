//! A token with what stands around it: the neighbours are asked here and nowhere else, in one way that is blind to case, to
//! where a tone stands and to the kind of a dash.

use super::amount::Amount;
use super::document_context::DocumentContext;
use super::domain::Tally;
use super::token::{Token, TokenKind};
use crate::data::layer::{Cue, Domain};
use crate::lexicon::{CueSet, LONGEST_CUE, Lexicon, Spelling};
use crate::registry::{ClassName, Rule};
use crate::text::cursor::Cursor;
use crate::text::left::{Left, MOST, WordLeft};
use crate::text::letter::{char_before, is_all_capitals, is_letter};
use crate::text::phrases::Phrases;
use crate::text::signs::Signs;
use crate::vietnamese::syllable::is_syllable;
use std::cell::{Cell, OnceCell, RefCell};

/// The reading that stands before this place.
#[derive(Clone, Copy, Debug)]
pub struct Previous {
    /// Its class.
    pub class: ClassName,
    /// Its rule.
    pub rule: Rule,
    /// Where it ends.
    pub end: usize,
}

/// A place where a non-standard word may begin, with what stands around it.
pub struct TokenContext<'d, 'c> {
    /// The whole text.
    pub text: &'d str,
    /// The place: byte offset.
    pub start: usize,
    /// What the token that begins here is made of.
    pub kind: TokenKind,
    /// The lexicon.
    pub lexicon: &'c Lexicon,
    /// What the document has told.
    pub document: &'c DocumentContext,
    /// The reading before this one, perhaps on another line.
    pub previous: Option<Previous>,
    /// Where the token ends.
    end: usize,
    cursor: Cursor<'d>,
    left: RefCell<Left>,
    adjacent: OnceCell<CueSet>,
    touches: OnceCell<bool>,
    amount: OnceCell<Option<(Amount<'d>, Cursor<'d>)>>,
    word: OnceCell<(&'d str, Cursor<'d>)>,
    spelling: OnceCell<Option<Spelling>>,
    ahead: Cell<(usize, CueSet)>,
    domain: OnceCell<Option<Domain>>,
    near: OnceCell<CueSet>,
    evidence: Cell<Option<&'static str>>,
    sentence: OnceCell<CueSet>,
}

/// How many words to the left count as near, and how many are looked at in all.
const NEAR: usize = 4;
const SENTENCE: usize = 14;
const _: () = assert!(SENTENCE + LONGEST_CUE <= MOST);

impl<'d, 'c> TokenContext<'d, 'c> {
    /// A token at a token.
    pub fn new(
        text: &'d str,
        token: Token,
        lexicon: &'c Lexicon,
        document: &'c DocumentContext,
        previous: Option<Previous>,
    ) -> Self {
        let start = token.span.start as usize;
        TokenContext {
            text,
            start,
            kind: token.kind,
            lexicon,
            document,
            previous,
            end: token.span.end as usize,
            cursor: Cursor::new(text, start),
            left: RefCell::new(Left::new(start)),
            adjacent: OnceCell::new(),
            touches: OnceCell::new(),
            amount: OnceCell::new(),
            word: OnceCell::new(),
            spelling: OnceCell::new(),
            ahead: Cell::new((usize::MAX, CueSet::default())),
            domain: OnceCell::new(),
            near: OnceCell::new(),
            evidence: Cell::new(None),
            sentence: OnceCell::new(),
        }
    }

    /// A cursor at the place.
    pub fn cursor(&self) -> Cursor<'d> {
        self.cursor
    }

    /// The byte after the token that begins here; 0 at the end of the text.
    pub(crate) fn byte_after(&self) -> u8 {
        self.text.as_bytes().get(self.end).copied().unwrap_or(0)
    }

    /// The character before the place on the same line.
    pub fn char_before(&self) -> Option<char> {
        char_before(self.text, self.start).filter(|&c| c != '\n')
    }

    /// Whether a space, an opening bracket or nothing stands before the place on its line.
    pub(crate) fn stands_apart(&self) -> bool {
        matches!(self.char_before(), Some(' ' | '(') | None)
    }

    /// Whether a letter or digit touches the place from the left.
    ///
    /// A Vietnamese word that lost its space (`số150`) does not count, nor does a reading that ends here.
    pub fn touches_left(&self) -> bool {
        *self.touches.get_or_init(|| self.looks_touched())
    }

    fn looks_touched(&self) -> bool {
        if self.previous.is_some_and(|p| p.end == self.start) {
            return false;
        }
        match self.char_before() {
            Some(c) if c.is_ascii_digit() => true,
            Some(c) if is_letter(c) => !self.left(0).is_some_and(|w| {
                let word = &self.text[w.start..w.end];
                word.chars().count() > 2 && !is_all_capitals(word) && is_syllable(word)
            }),
            _ => false,
        }
    }

    /// What the document is about, or the line if nobody has said.
    pub fn domain(&self) -> Option<Domain> {
        *self.domain.get_or_init(|| {
            self.document.domain.or_else(|| {
                let mut tally = Tally::default();
                tally.add(self.line_around(), self.lexicon);
                tally.domain()
            })
        })
    }

    /// The line around the place, as far as one scan.
    fn line_around(&self) -> &'d str {
        const REACH: usize = 400;
        let from = self.start - self.line_before(REACH).len();
        let ahead = self.cursor().rest();
        let to = self.start + memchr::memchr(b'\n', ahead.as_bytes()).unwrap_or(ahead.len());
        &self.text[from..to]
    }

    /// What stands before the place on its line, no more than so many bytes of it.
    pub(crate) fn line_before(&self, most: usize) -> &'d str {
        let floor = self.start.saturating_sub(most);
        let line = memchr::memrchr(b'\n', &self.text.as_bytes()[floor..self.start]);
        let mut from = line.map_or(floor, |n| floor + n + 1);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        &self.text[from..self.start]
    }

    /// Whether the digits here stand alone: nothing joins another number to them.
    pub fn number_stands_alone(&self) -> bool {
        self.kind == TokenKind::Number
    }

    /// The signs in what begins at the place.
    pub(crate) fn signs(&self) -> Signs {
        Signs::from(self.text, self.start)
    }

    /// Whether the place begins its line.
    pub fn at_line_start(&self) -> bool {
        matches!(self.text.as_bytes()[..self.start].iter().rev().find(|&&b| b != b' '), None | Some(b'\n'))
    }

    /// The word that begins here and where it ends; read once for all classes.
    pub fn word(&self) -> (&'d str, Cursor<'d>) {
        *self.word.get_or_init(|| {
            let mut cursor = self.cursor();
            (cursor.word(), cursor)
        })
    }

    /// Whether nothing else stands on the line of what begins here and ends at a cursor, as in a cell or a label.
    pub(crate) fn fills_line(&self, end: Cursor) -> bool {
        matches!(end.byte(), b'\n' | 0) && self.at_line_start()
    }

    /// What the word that begins here may be by its spelling.
    pub(crate) fn spelling(&self) -> Option<Spelling> {
        *self.spelling.get_or_init(|| self.lexicon.spelling(self.word().0))
    }

    /// The signed number that begins here and where it ends. Half the classes ask for it, so it is read once.
    pub fn amount(&self) -> Option<(Amount<'d>, Cursor<'d>)> {
        *self.amount.get_or_init(|| {
            let mut cursor = self.cursor();
            let amount = Amount::single(self.char_before(), &mut cursor)?;
            Some((amount, cursor))
        })
    }

    /// The words to the left, the nearest first.
    pub fn left(&self, n: usize) -> Option<WordLeft> {
        self.left.borrow_mut().word(self.text, n)
    }

    /// A word to the left, whatever stands between; empty if there is none.
    pub fn left_word(&self, n: usize) -> &'d str {
        self.left(n).map_or("", |w| &self.text[w.start..w.end])
    }

    /// The hash of a word to the left.
    pub(crate) fn left_hash(&self, n: usize) -> Option<u32> {
        self.left.borrow_mut().hash(self.text, n)
    }

    /// The cues of the phrases that end with a word to the left.
    pub(crate) fn left_cues(&self, n: usize) -> CueSet {
        let Some(hash) = self.left_hash(n) else { return CueSet::default() };
        let mut further = n;
        self.lexicon.left_cues(hash, || {
            further += 1;
            self.left(further).filter(|w| w.adjacent)?;
            self.left_hash(further)
        })
    }

    /// The cues of so many words to the left.
    pub(crate) fn cues_of(&self, words: usize) -> CueSet {
        let mut cues = CueSet::default();
        let mut n = 0;
        while n < words && self.left(n).is_some() {
            cues = cues | self.left_cues(n);
            n += 1;
        }
        cues
    }

    /// Whether a cue is among those that stand there; what was evidence last is what a claim rests on.
    fn match_cue(&self, cue: Cue, cues: CueSet) -> bool {
        let evidence = cues.has(cue);
        if evidence {
            self.evidence.set(Some(cue.name()));
        }
        evidence
    }

    /// Takes down evidence that is no cue of the table, such as the neighbours of an abbreviation.
    pub(crate) fn record_evidence(&self, evidence: &'static str) {
        self.evidence.set(Some(evidence));
    }

    /// What was evidence since this was asked last.
    pub(crate) fn take_evidence(&self) -> Option<&'static str> {
        self.evidence.take()
    }

    /// Whether a cue stands immediately to the left.
    pub fn cue_on_left(&self, cue: Cue) -> bool {
        self.match_cue(cue, self.adjacent())
    }

    /// Whether the last word to the left is a cue, whatever punctuation stands between: hôm nay (2.4).
    pub fn cue_beyond_marks(&self, cue: Cue) -> bool {
        self.match_cue(cue, self.left_cues(0))
    }

    /// Whether the word immediately to the left is a cue of any kind.
    pub fn has_cue_before(&self) -> bool {
        self.adjacent() != CueSet::default()
    }

    /// Whether the word immediately to the left is one of these cues.
    pub(crate) fn any_cue_on_left(&self, cues: CueSet) -> bool {
        self.adjacent().meets(cues)
    }

    fn adjacent(&self) -> CueSet {
        *self.adjacent.get_or_init(|| match self.left(0) {
            Some(word) if word.adjacent => self.left_cues(0),
            _ => CueSet::default(),
        })
    }

    /// Whether a cue stands among the last few words.
    pub fn cue_within(&self, cue: Cue) -> bool {
        self.match_cue(cue, *self.near.get_or_init(|| self.cues_of(NEAR)))
    }

    /// Whether a cue stands anywhere in the sentence to the left (as far as one scan).
    pub fn cue_in_sentence(&self, cue: Cue) -> bool {
        self.match_cue(cue, *self.sentence.get_or_init(|| self.cues_of(SENTENCE)))
    }

    /// Whether a cue begins at the next word after a cursor.
    pub fn cue_on_right(&self, cursor: Cursor<'d>, cue: Cue) -> bool {
        let mut cursor = cursor;
        cursor.spaces();
        // One class asks for several cues at one place, and the next class for more.
        let (place, mut cues) = self.ahead.get();
        if place != cursor.at() {
            cues = self.lexicon.right_cues(cursor);
            self.ahead.set((cursor.at(), cues));
        }
        self.match_cue(cue, cues)
    }

    /// Whether one of the phrases ends immediately to the left.
    pub fn phrase_on_left(&self, phrases: Phrases) -> bool {
        let Some(nearest) = self.left(0).filter(|word| word.adjacent).and_then(|_| self.left_hash(0)) else {
            return false;
        };
        phrases.0.iter().any(|phrase| {
            let mut further = phrase.iter().rev().enumerate();
            further.all(|(n, &hash)| match n {
                0 => hash == nearest,
                _ => self.left(n).is_some_and(|word| word.adjacent) && self.left_hash(n) == Some(hash),
            })
        })
    }

    /// Whether one of the phrases stands next after a cursor, spaces aside.
    pub fn phrase_on_right(&self, cursor: Cursor<'d>, phrases: Phrases) -> bool {
        let mut cursor = cursor;
        cursor.spaces();
        cursor.eat_phrase(phrases)
    }

    /// The word immediately to the left, or an empty text.
    pub fn word_before(&self) -> &'d str {
        self.left(0).filter(|w| w.adjacent).map_or("", |w| &self.text[w.start..w.end])
    }

    /// The reading before this one, if it stands on the same line. Few ask, so the line is not looked at before.
    pub(crate) fn previous_on_line(&self) -> Option<Previous> {
        let gap = |p: &Previous| self.text.as_bytes().get(p.end..self.start);
        self.previous.filter(|p| gap(p).is_some_and(|gap| memchr::memchr(b'\n', gap).is_none()))
    }

    /// The reading before this one on the line, if no more than so many bytes and none of some marks stand between.
    pub fn previous_within(&self, bytes: usize, barriers: &[char]) -> Option<Previous> {
        let gap = |p: &Previous| self.text.get(p.end..self.start);
        self.previous_on_line().filter(|p| gap(p).is_some_and(|gap| gap.len() <= bytes && !gap.contains(barriers)))
    }

    /// The reading before this one, if no more than a comma, a dash or `và` stands between.
    pub fn follows(&self, class: ClassName) -> Option<Previous> {
        let previous = self.previous.filter(|p| p.class == class)?;
        let gap = self.text.get(previous.end..self.start)?;
        let gap = gap.trim_matches([' ', ',', '-', '–', '(', ';', '/']);
        matches!(gap, "" | "và" | "hoặc" | "đến" | "hay" | "rồi" | "tới").then_some(previous)
    }
}
