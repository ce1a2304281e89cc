//! What a semiotic class is: something that recognises a non-standard word and knows how it is said.
//!
//! Recognising and speaking are apart. A class holds what was *written*, unambiguously (day 18, month 10); speaking it in
//! one style or another needs no second look at the text.

use crate::class::{ClassName, SemioticClass};
use crate::data::layer::{Cue, Domain};
use crate::data::style::Style;
use crate::lexicon::{CueSet, LONGEST_CUE, Lexicon, Spelling};
use crate::recognize::amount::Amount;
use crate::recognize::domain::Tally;
use crate::recognize::token::{Kinds, Token, TokenKind};
use crate::text::cursor::Cursor;
use crate::text::left::{Left, MOST, WordLeft};
use crate::text::letter::{char_before, fold_eq, is_all_capitals, is_letter};
use crate::text::signs::Signs;
use crate::vietnamese::syllable::is_syllable;
use indexmap::IndexMap;
use std::cell::{Cell, OnceCell, RefCell};

/// A semiotic class. To add one: a file in `class/`, a line in `class/mod.rs`, a golden file in `tests/golden/`.
pub trait Semiotic<'d>: Sized {
    /// Tokens at which it may begin, so that no class is asked in vain.
    const OPENS: Kinds;

    /// The highest score that it ever gives, so that it is not asked where another class has given as much.
    const MOST: u8;

    /// Signs of which one stands in whatever it reads (a slash in a fraction), so that it is not asked where what begins at the
    /// place has none of them; `None` if it needs none.
    const NEEDS: Option<Signs> = None;

    /// Whether it may give more than a score, told at a glance; asked only where another class has given that much. Yes is
    /// always right.
    fn may_beat(_: &Site<'d, '_>, _score: u8) -> bool {
        true
    }

    /// Looks at the text from the site's place on and claims what it understands.
    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>>;

    /// Says it.
    fn speak(&self, voice: &mut Voice);
}

/// What a class says about a place: this much is mine, and how sure I am.
#[derive(Clone, Debug)]
pub struct Claim<'d> {
    /// Where it ends: byte offset in the text.
    pub end: usize,
    /// From 0 to 100. Where two classes claim a place the higher score wins; ties go by the order of the list.
    pub score: u8,
    /// The rule, such as `date.day-month`.
    pub rule: &'static str,
    /// What was written.
    pub class: SemioticClass<'d>,
}

/// What the document has told so far. Empty for a single line.
#[derive(Clone, Debug, Default)]
pub struct Context {
    /// A document is read, not a line by itself: a bracket that defines an abbreviation is silent.
    pub document: bool,
    /// Abbreviations that the document defines, and what they stand for.
    pub definitions: IndexMap<String, String>,
    /// What the text is about.
    pub domain: Option<Domain>,
}

/// The reading that stands before this place.
#[derive(Clone, Copy, Debug)]
pub struct Previous {
    /// Its class.
    pub class: ClassName,
    /// Its rule.
    pub rule: &'static str,
    /// Where it ends.
    pub end: usize,
}

/// A place where a non-standard word may begin, with what stands around it.
pub struct Site<'d, 'c> {
    /// The whole text.
    pub text: &'d str,
    /// The place: byte offset.
    pub start: usize,
    /// What the token that begins here is made of.
    pub kind: TokenKind,
    /// The lexicon.
    pub lexicon: &'c Lexicon,
    /// What the document has told.
    pub context: &'c Context,
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
    heard: Cell<Option<&'static str>>,
    sentence: OnceCell<CueSet>,
}

/// How many words to the left count as near, and how many are looked at in all.
const NEAR: usize = 4;
const SENTENCE: usize = 14;
const _: () = assert!(SENTENCE + LONGEST_CUE <= MOST);

impl<'d, 'c> Site<'d, 'c> {
    /// A site at a token.
    pub fn new(
        text: &'d str,
        token: Token,
        lexicon: &'c Lexicon,
        context: &'c Context,
        previous: Option<Previous>,
    ) -> Self {
        let start = token.span.start as usize;
        Site {
            text,
            start,
            kind: token.kind,
            lexicon,
            context,
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
            heard: Cell::new(None),
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
            self.context.domain.or_else(|| {
                let mut tally = Tally::default();
                tally.add(self.line_around(), self.lexicon);
                tally.domain()
            })
        })
    }

    /// The line around the place, as far as one looks.
    fn line_around(&self) -> &'d str {
        const REACH: usize = 400;
        let bytes = self.text.as_bytes();
        let floor = self.start.saturating_sub(REACH);
        let mut from = memchr::memrchr(b'\n', &bytes[floor..self.start]).map_or(floor, |n| floor + n + 1);
        while !self.text.is_char_boundary(from) {
            from += 1;
        }
        let ahead = self.cursor().rest();
        let to = self.start + memchr::memchr(b'\n', ahead.as_bytes()).unwrap_or(ahead.len());
        &self.text[from..to]
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

    /// What the word that begins here may be by its spelling.
    pub(crate) fn spelling(&self) -> Option<Spelling> {
        *self.spelling.get_or_init(|| self.lexicon.spelling(self.word().0))
    }

    /// The signed number that begins here and where it ends. Half the classes ask for it, so it is read once.
    pub fn amount(&self) -> Option<(Amount<'d>, Cursor<'d>)> {
        *self.amount.get_or_init(|| {
            let mut cursor = self.cursor();
            let amount = Amount::single(self, &mut cursor)?;
            Some((amount, cursor))
        })
    }

    /// The words to the left, the nearest first.
    pub fn left(&self, n: usize) -> Option<WordLeft> {
        self.left.borrow_mut().word(self.text, n)
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
    fn cues_of(&self, words: usize) -> CueSet {
        let mut cues = CueSet::default();
        let mut n = 0;
        while n < words && self.left(n).is_some() {
            cues = cues | self.left_cues(n);
            n += 1;
        }
        cues
    }

    /// Whether a cue is among those that stand there; what was heard last is what a claim rests on.
    fn hear(&self, cue: Cue, cues: CueSet) -> bool {
        let heard = cues.has(cue);
        if heard {
            self.heard.set(Some(cue.name()));
        }
        heard
    }

    /// Takes down evidence that is no cue of the table, such as the neighbours of an abbreviation.
    pub(crate) fn rests_on(&self, evidence: &'static str) {
        self.heard.set(Some(evidence));
    }

    /// What was heard since this was asked last.
    pub(crate) fn take_heard(&self) -> Option<&'static str> {
        self.heard.take()
    }

    /// Whether a cue stands immediately to the left.
    pub fn after(&self, cue: Cue) -> bool {
        self.hear(cue, self.adjacent())
    }

    /// Whether the last word to the left is a cue, whatever punctuation stands between: hôm nay (2.4).
    pub fn beside(&self, cue: Cue) -> bool {
        self.hear(cue, self.left_cues(0))
    }

    /// Whether the word immediately to the left is a cue of any kind.
    pub fn has_cue_before(&self) -> bool {
        self.adjacent() != CueSet::default()
    }

    /// Whether the word immediately to the left is one of these cues.
    pub(crate) fn after_any(&self, cues: CueSet) -> bool {
        self.adjacent().meets(cues)
    }

    fn adjacent(&self) -> CueSet {
        *self.adjacent.get_or_init(|| match self.left(0) {
            Some(word) if word.adjacent => self.left_cues(0),
            _ => CueSet::default(),
        })
    }

    /// Whether a cue stands among the last few words.
    pub fn near(&self, cue: Cue) -> bool {
        self.hear(cue, *self.near.get_or_init(|| self.cues_of(NEAR)))
    }

    /// Whether a cue stands anywhere in the sentence to the left (as far as one looks).
    pub fn in_sentence(&self, cue: Cue) -> bool {
        self.hear(cue, *self.sentence.get_or_init(|| self.cues_of(SENTENCE)))
    }

    /// Whether a cue begins at the next word after a cursor.
    pub fn before(&self, cursor: Cursor<'d>, cue: Cue) -> bool {
        let mut cursor = cursor;
        cursor.spaces();
        // One class asks for several cues at one place, and the next class for more.
        let (place, mut cues) = self.ahead.get();
        if place != cursor.at() {
            cues = self.lexicon.right_cues(cursor);
            self.ahead.set((cursor.at(), cues));
        }
        self.hear(cue, cues)
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

    /// The reading before this one, if no more than a comma, a dash or `và` stands between.
    pub fn follows(&self, class: ClassName) -> Option<Previous> {
        let previous = self.previous.filter(|p| p.class == class)?;
        let gap = self.text.get(previous.end..self.start)?;
        let gap = gap.trim_matches([' ', ',', '-', '–', '(', ';', '/']);
        matches!(gap, "" | "và" | "hoặc" | "đến" | "hay" | "rồi" | "tới").then_some(previous)
    }
}

/// Nouns that stand before the abbreviation of a name that begins with them.
const OPENERS: [&str; 5] = ["số", "đường", "ban", "phòng", "tỉnh"];

/// Says things: where the words go and how the style wants them.
pub struct Voice<'o> {
    /// Where the words go.
    pub out: &'o mut String,
    /// How they are said.
    pub style: &'o Style,
    /// Names of letters, units and the rest.
    pub lexicon: &'o Lexicon,
    /// What the document has told.
    pub context: &'o Context,
}

impl Voice<'_> {
    /// Says a word.
    pub fn word(&mut self, word: &str) {
        crate::vietnamese::number::word(word, self.out);
    }

    /// Says what an abbreviation stands for, without the words it begins with if they were just said: in `tiêu chuẩn TCVN`
    /// or `số SĐT` the text says them already. One word alone must be a noun that such names begin with.
    pub fn expansion(&mut self, read: &str) {
        let said = self.out.strip_suffix(' ').unwrap_or(self.out);
        let last = said.as_bytes().last().copied();
        let bytes = read.as_bytes();
        let spaces = (1..bytes.len()).rev().filter(|&n| bytes[n] == b' ');
        // Nearly no word of it ends as the text does.
        let repeated = spaces.filter(|&n| last == Some(bytes[n - 1])).find(|&n| {
            let head = &read[..n];
            let enough = head.contains(' ') || OPENERS.contains(&head);
            let tail = said.len().checked_sub(n).and_then(|from| said.get(from..));
            enough
                && tail.is_some_and(|tail| fold_eq(tail, head))
                && !char_before(said, said.len() - n).is_some_and(is_letter)
        });
        // Phòng P.301
        let whole = OPENERS.contains(&read)
            && said
                .len()
                .checked_sub(read.len())
                .and_then(|from| said.get(from..))
                .is_some_and(|tail| fold_eq(tail, read));
        if !whole {
            self.word(repeated.map_or(read, |n| read[n..].trim_start()));
        }
    }

    /// Makes a short pause.
    pub fn pause(&mut self) {
        self.out.push(',');
    }

    /// Says a whole number.
    pub fn cardinal(&mut self, digits: &str) {
        crate::vietnamese::number::space(self.out);
        crate::vietnamese::number::cardinal(digits, self.style, self.out);
    }

    /// Says a whole number given as a value.
    pub fn number(&mut self, value: u64) {
        crate::vietnamese::number::space(self.out);
        crate::vietnamese::number::cardinal_of(value, self.style, self.out);
    }

    /// Says each digit.
    pub fn digits(&mut self, digits: &str) {
        crate::vietnamese::number::digits(digits, self.out);
    }

    /// Says each letter by its name and each digit; other characters are silent.
    pub fn letters(&mut self, text: &str) {
        for c in text.chars() {
            self.letter(c);
        }
    }

    /// Says a letter by its name.
    pub fn letter(&mut self, c: char) {
        if c.is_ascii_digit() {
            let mut buffer = [0; 4];
            crate::vietnamese::number::digits(c.encode_utf8(&mut buffer), self.out);
            return;
        }
        let (lexicon, style) = (self.lexicon, self.style);
        let own = |c: char| c.to_uppercase().next().and_then(|c| style.letters.get(&c));
        let own = if style.letters.is_empty() { None } else { own(c) };
        if let Some(name) = own.map(String::as_str).or_else(|| lexicon.letter(c)) {
            self.word(name);
        } else if is_letter(c) {
            crate::vietnamese::number::space(self.out);
            self.out.extend(c.to_lowercase());
        }
    }
}
