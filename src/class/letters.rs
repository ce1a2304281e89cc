//! Letter by letter: initials of withheld names (`N.V.C.`), lone letters (`vitamin C`), abbreviations nobody knows.

use crate::data::layer::Cue;
use crate::recognize::hypothesis::{FastPath, Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::{begins_with_letter, is_all_capitals, is_capitalised};
use crate::vietnamese::syllable::is_syllable;

/// Letters, as written.
#[derive(Clone, Copy, Debug)]
pub struct Letters<'d> {
    text: &'d str,
    space_after: bool,
    /// From the first letter to the last.
    range: bool,
}

impl<'d> Recognizer<'d> for Letters<'d> {
    const CLASS: ClassName = ClassName::Letters;
    const START_TOKENS: Kinds = Kinds(TokenKind::Capitals as u16 | TokenKind::Letter as u16);

    /// A capital by itself before a word or punctuation, which only an abbreviation may be besides: `anh H. nói`; no
    /// initial is the one of `Y tế`.
    fn fast_path(token: &TokenContext<'d, '_>) -> FastPath<Self> {
        let (letter, at) = token.word();
        let worded = |n| begins_with_letter(at.byte_after(n), at.byte_after(n + 1));
        let by_itself = match at.byte() {
            // H., N.H.
            b'.' => {
                let second = at.byte_after(1).is_ascii_uppercase() && at.byte_after(2) == b'.';
                let after = if second { 3 } else { 1 };
                matches!(at.byte_after(after), b' ' | b',' | b')' | b'\n' | 0)
                    // Nxb. CTQG, H., 1995
                    && !(at.byte_after(after) == b',' && at.byte_after(after + 2).is_ascii_digit())
                    && !(at.byte_after(after) == b' '
                        && (at.byte_after(after + 1) == b'-' || at.byte_after(after + 1).is_ascii_digit()))
            }
            b' ' => worded(1),
            b',' | b')' | b'\n' => !at.byte_after(1).is_ascii_digit(),
            _ => false,
        };
        // Roman numbers have a class of their own: after a word for them or another one, as a heading.
        let counts = || {
            token.cue_on_left(Cue::Roman)
                || token.at_line_start()
                || token.previous.is_some_and(|p| p.class == ClassName::Roman)
        };
        let roman = matches!(letter, "I" | "V" | "X") && counts() || words::shared::CHAPTER.has(token.word_before());
        if !by_itself || roman || !token.stands_apart() || !is_capitalised(letter) {
            return FastPath::Contest;
        }
        initials(token).map_or(FastPath::Unclaimed, FastPath::Wins)
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Letters<'d>>> {
        if token.touches_left() {
            return None;
        }
        let (word, mut at) = token.word();
        let count = word.chars().count();
        if let Some(claim) = range(token).or_else(|| hyphened(token)) {
            return Some(claim);
        }
        // CH<sub>4</sub>
        if is_all_capitals(word) && count <= 3 && at.rest().starts_with("<sub>") {
            let class = Letters { text: word, space_after: false, range: false };
            return Some(Hypothesis::new(at, Rule::LettersFormula, class));
        }
        if count == 1 && word.chars().all(char::is_lowercase) {
            return point_of_law(token, at);
        }
        if count == 1 {
            return initials(token);
        }
        if words::letters::DIGRAPHS.has(word)
            && let Some(claim) = initials(token)
        {
            return Some(claim);
        }
        // Ông Trần Đình Th. is withheld too.
        let goes_on = {
            let mut next = at;
            next.eat(b'.') && next.eat(b' ') && next.char().is_some_and(char::is_lowercase)
        };
        if words::letters::LONG_INITIALS.get(word).is_some() && (goes_on || is_person(token)) && at.eat(b'.') {
            return withheld(token, at, 1, 1);
        }
        if !is_spelt(word) {
            return None;
        }
        let class = Letters { text: word, space_after: false, range: false };
        let short = is_all_capitals(word) && count <= 5;
        Some(Hypothesis::new(at, if short { Rule::LettersUnknown } else { Rule::LettersUnknownLong }, class))
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let mut letters = self.text.chars().filter(|c| c.is_alphabetic());
        match (self.range, letters.next(), letters.next()) {
            (true, Some(first), Some(last)) => {
                verbalizer.letter(first);
                verbalizer.word(words::shared::TO);
                verbalizer.letter(last);
            }
            _ => verbalizer.letters(self.text),
        }
        if self.space_after {
            crate::vietnamese::number::space(verbalizer.out);
        }
    }
}

/// `từ A-Z`, `từ A - D`
fn range<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Letters<'d>>> {
    let (first, mut at) = token.word();
    let alone = |word: &str| word.len() == 1 && word.as_bytes()[0].is_ascii_uppercase();
    if !alone(first) || !at.spaced_dash() || !alone(at.word()) || at.inside_word() {
        return None;
    }
    let leads = words::letters::BEFORE_RANGES.has(token.word_before());
    let class = Letters { text: at.since(token.cursor()), space_after: false, range: true };
    leads.then(|| Hypothesis::new(at, Rule::LettersRange, class))
}

/// `M-TP`, `CR-V`: capitals on both sides of a hyphen, a single one on one of them.
fn hyphened<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Letters<'d>>> {
    let (first, mut at) = token.word();
    let short = |word: &str| (1..=3).contains(&word.chars().count()) && is_all_capitals(word) && word.is_ascii();
    if !short(first) || !at.eat(b'-') {
        return None;
    }
    let second = at.word();
    let single = first.len() == 1 || second.len() == 1;
    if !single
        || !short(second)
        || at.inside_word()
        || matches!(at.byte(), b'-' | b'.') && at.byte_after(1).is_ascii_alphanumeric()
    {
        return None;
    }
    let class = Letters { text: at.since(token.cursor()), space_after: false, range: false };
    Some(Hypothesis::new(at, Rule::LettersHyphened, class))
}

/// Whether a word of two letters or more is said letter by letter if nobody knows better: half of it is capitals and it
/// is no Vietnamese syllable. Small letters without a vowel (hmm, th) are no abbreviation.
pub(super) fn is_spelt(word: &str) -> bool {
    let capitals = word.chars().filter(|c| c.is_uppercase()).count();
    // VÀOOOO! is a shout.
    let drawn = word.as_bytes().windows(4).any(|w| w.iter().all(|b| *b == w[0] && b.is_ascii_alphabetic()));
    capitals >= 2 && capitals * 2 >= word.chars().count() && !drawn && !is_syllable(word) && !holds_a_word(word)
}

/// Whether small letters in it make a syllable: ChatGPT, VinAI are names that are said.
fn holds_a_word(word: &str) -> bool {
    let small = word.split(|c: char| !c.is_lowercase());
    small.into_iter().any(|run| run.len() > 1 && run.contains(['a', 'e', 'i', 'o', 'u', 'y']))
}

/// What is not said at the head of a line: spaces, what lists and bold letters are marked with.
const SILENT_AT_HEADS: [char; 8] = [' ', '*', '_', '#', '•', '`', '|', '~'];

/// `điểm b khoản 2`, `các điểm a, đ và n khoản 1`, `b) …`: a small letter that names something.
fn point_of_law<'d>(token: &TokenContext<'d, '_>, end: Cursor<'d>) -> Option<Hypothesis<Letters<'d>>> {
    let class = Letters { text: end.since(token.cursor()), space_after: false, range: false };
    // The next member of a list: b) at the beginning of a line or after the end of a sentence.
    let before = token.text[..token.start].trim_end_matches(SILENT_AT_HEADS);
    let lists = before.is_empty() || before.ends_with(['\n', ';', ':', '.']);
    if lists && end.byte() == b')' {
        return Some(Hypothesis::new(end, Rule::LettersList, class));
    }
    let goes_on =
        words::letters::AFTER_POINTS.has(end.next_word()) || matches!(end.byte(), b',' | b';' | b'.' | b'\n' | 0);
    if end.inside_word() || !goes_on || !(is_point(token) || lead_to_clause(end)) {
        return None;
    }
    Some(Hypothesis::new(end, Rule::LettersPoint, class))
}

/// Whether only letters stand between here and the word điểm, mục or tiết.
fn is_point(token: &TokenContext) -> bool {
    for word in (0..MOST_POINTS).map_while(|n| token.left(n)) {
        let word = &token.text[word.start..word.end];
        // Ý is Italy.
        if words::letters::POINTS.has(word) || words::letters::SMALL_POINTS.get(word).is_some() {
            return true;
        }
        if !words::letters::BETWEEN_POINTS.has(word) && word.chars().nth(1).is_some() {
            return false;
        }
    }
    false
}

/// Whether only letters stand between here and the word khoản: the word điểm may stand on the line before.
fn lead_to_clause(end: Cursor) -> bool {
    let mut at = end;
    for _ in 0..MOST_POINTS {
        at.eat(b',');
        at.spaces();
        let word = at.word();
        if words::letters::CLAUSES.has(word) {
            return true;
        }
        if word.chars().nth(1).is_some() && !words::letters::BETWEEN_POINTS.has(word) || word.is_empty() {
            return false;
        }
    }
    false
}

/// No law is cited with more points in a row.
const MOST_POINTS: usize = 16;

/// `B.`, `N.V.C`, `L.T. N.`, a lone letter.
fn initials<'d>(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Letters<'d>>> {
    let start = token.cursor();
    // Iskander-M is one name.
    let foreign = |word: &str| word.len() > 2 && word.is_ascii() && is_capitalised(word) && !is_syllable(word);
    if token.char_before() == Some('-') && foreign(token.word_before()) {
        return None;
    }
    let mut at = start;
    let mut letters = 0;
    let mut dots = 0;
    let mut end = at;
    loop {
        let word = at.word();
        let count = word.chars().count();
        // Ng.V.T: the family's name goes on with its second letter.
        let digraph = letters == 0 && words::letters::DIGRAPHS.has(word) && at.byte() == b'.' && {
            let mut next = at;
            next.eat(b'.');
            next.word().chars().count() == 1 && next.byte() == b'.'
        };
        let short = digraph || count == 1 || letters > 0 && count <= 2 && is_all_capitals(word) && at.byte() == b'.';
        let named = digraph || word.chars().all(|c| c.is_uppercase() && token.lexicon.letter(c).is_some());
        if !short || !named || at.byte().is_ascii_digit() {
            break;
        }
        letters += 1;
        end = at;
        if !at.eat(b'.') {
            break;
        }
        dots += 1;
        end = at;
        // L.T. N.: another initial after a space belongs to the name if a dot follows it too.
        let mut ahead = at;
        if ahead.eat(b' ') {
            let mut next = ahead;
            let initial = next.word().chars().count() == 1 && is_capitalised(ahead.rest());
            // N.T. T, sinh năm…: the last one may have lost its dot.
            let mut beyond = next;
            let last = (letters > 1 || token.cue_on_left(Cue::Person))
                && (matches!(next.byte(), 0 | b',' | b';' | b')' | b'\n')
                    || beyond.eat(b' ') && beyond.char().is_some_and(|c| c.is_lowercase() || c == '('));
            if initial && (next.byte() == b'.' || last) {
                at = ahead;
                continue;
            }
            break;
        }
    }
    if letters == 0 {
        return None;
    }
    let text = end.since(start);
    let vowel = matches!(text, "A" | "E" | "I" | "O" | "U" | "Y" | "A." | "E." | "I." | "O." | "U." | "Y.");
    if vowel && !(dots > 0 && is_person(token)) {
        return None; // Y tế, vitamin A: the letter is its own name
    }
    withheld(token, end, letters, dots)
}

/// The initials of a name, which end at a cursor.
fn withheld<'d>(
    token: &TokenContext<'d, '_>,
    mut end: Cursor<'d>,
    letters: usize,
    dots: usize,
) -> Option<Hypothesis<Letters<'d>>> {
    let person = is_person(token);
    let start = token.cursor();
    let text = end.since(start);
    let mut space_after = false;
    if text.ends_with('.') {
        // The last dot ends the sentence if a capital or nothing follows; else it is the initial's own.
        if ends_sentence(token, letters, end) {
            end = start;
            end.eat_str(text.trim_end_matches('.'));
        } else if end.inside_word() {
            space_after = true;
        }
    } else if end.inside_word() {
        return None;
    }
    let rule = match (letters, person, dots) {
        (1, true, 1..) => Rule::LettersInitialOfPerson,
        (2.., true, 1..) if token.cue_on_left(Cue::Person) => Rule::LettersInitials,
        (2.., _, 2..) => Rule::LettersInitialsDotted,
        (2.., _, _) => Rule::LettersInitialsBare,
        (1, false, 1..) => Rule::LettersInitialDotted,
        _ => Rule::LettersInitialBare,
    };
    let class = Letters { text, space_after, range: false };
    Some(Hypothesis::new(end, rule, class))
}

/// Whether a person is named here: after ông, anh, or a name. `và` goes on with persons only after one.
fn is_person(token: &TokenContext) -> bool {
    let before = token.word_before();
    let joined = !words::letters::AND.has(before) || token.follows(ClassName::Letters).is_some();
    token.cue_on_left(Cue::Person) && joined || is_capitalised(before)
}

/// Whether the dot before a cursor ends a sentence: `anh B. Sau đó…` but `anh B. (30 tuổi)`, `“… anh B. ”, ông nói`.
fn ends_sentence(token: &TokenContext, letters: usize, after: Cursor) -> bool {
    let mut next = after;
    let spaced = next.spaces();
    if next.rest().is_empty() || next.byte() == b'\n' || next.byte() == b'\r' {
        return true;
    }
    let quoted = next.eat_if(|c| matches!(c, '"' | '”' | '’')).is_some();
    if quoted {
        next.spaces();
        return next.rest().is_empty() || next.byte() == b'\n' || is_capitalised(next.rest());
    }
    next.eat_if(|c| c == '“');
    // Ảnh: P. TUẤN
    if token.text[..token.start].trim_end_matches(' ').ends_with(':') {
        return false;
    }
    spaced && is_capitalised(next.rest()) && !name_goes_on(token, letters, next.clone().word())
}

/// `D. Trump`, `J.K. Rowling`, `George W. Bush`: initials before a foreign name, with nobody or a foreign name before them.
fn name_goes_on(token: &TokenContext, letters: usize, next: &str) -> bool {
    let before = token.word_before();
    let abroad = is_capitalised(before) && !is_syllable(before);
    let somebody = is_capitalised(before) || letters == 1 && token.cue_on_left(Cue::Person);
    letters <= 3 && !is_syllable(next) && (abroad || !somebody)
}
