//! Letter by letter: initials of withheld names (`N.V.C.`), lone letters (`vitamin C`), abbreviations nobody knows.

use super::abbreviation::Abbreviation;
use super::{ClassName, SemioticClass};
use crate::text::cursor::Cursor;
use crate::data::layer::Cue;
use crate::text::letter::{begins_with_letter, fold_eq, is_all_capitals, is_capitalised};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::semiotic::{Claim, Semiotic, Site, Voice};
use crate::vietnamese::syllable::is_syllable;

/// Letters, as written.
#[derive(Clone, Copy, Debug)]
pub struct Letters<'d> {
    text: &'d str,
    space_after: bool,
}

impl<'d> Semiotic<'d> for Letters<'d> {
    const OPENS: Kinds = Kinds(TokenKind::Capitals as u16 | TokenKind::Letter as u16);
    const MOST: u8 = 90;

    fn recognise(site: &Site<'d, '_>) -> Option<Claim<'d>> {
        if site.touches_left() {
            return None;
        }
        let (word, mut at) = site.word();
        let count = word.chars().count();
        if let Some(claim) = hyphened(site) {
            return Some(claim);
        }
        if count == 1 && word.chars().all(char::is_lowercase) {
            return point_of_law(site, at);
        }
        if count == 1 {
            return initials(site);
        }
        // Ông Trần Đình Th. is withheld too.
        let goes_on = { let mut next = at; next.eat(b'.') && next.eat(b' ') && next.char().is_some_and(char::is_lowercase) };
        if WITHHELD.contains(&word) && (goes_on || is_person(site)) && at.eat(b'.') {
            return withheld(site, at, 1, 1);
        }
        if !is_spelt(word) {
            return None;
        }
        let class = SemioticClass::Letters(Letters { text: word, space_after: false });
        let score = if is_all_capitals(word) && count <= 5 { 45 } else { 35 };
        Some(Claim { end: at.at(), score, rule: "letters.unknown", class })
    }

    fn speak(&self, voice: &mut Voice) {
        voice.letters(self.text);
        if self.space_after {
            crate::vietnamese::number::space(voice.out);
        }
    }
}

impl<'d> Letters<'d> {
    /// A capital by itself before a word or punctuation, which only an abbreviation may be besides: `anh H. nói`; `nobody` reads
    /// the one of `Y tế`.
    pub(super) fn alone(site: &Site<'d, '_>, nobody: &mut bool) -> Option<Claim<'d>> {
        let (letter, at) = site.word();
        let worded = |n| begins_with_letter(at.byte_after(n), at.byte_after(n + 1));
        let by_itself = match at.byte() {
            // H., N.H.
            b'.' => {
                let second = at.byte_after(1).is_ascii_uppercase() && at.byte_after(2) == b'.';
                let after = if second { 3 } else { 1 };
                matches!(at.byte_after(after), b' ' | b',' | b')' | b'\n' | 0) && !(at.byte_after(after) == b' ' && at.byte_after(after + 1) == b'-')
            }
            b' ' => worded(1),
            b',' | b')' | b'\n' => !at.byte_after(1).is_ascii_digit(),
            _ => false,
        };
        // Roman numbers have a class of their own: after a word for them or another one, as a heading.
        let counts = || site.after(Cue::Roman) || site.at_line_start() || site.previous.is_some_and(|p| p.class == ClassName::Roman);
        let roman = matches!(letter, "I" | "V" | "X") && counts() || fold_eq(site.word_before(), "chương");
        if !by_itself || roman || !site.stands_apart() || !is_capitalised(letter) {
            return None;
        }
        let known = Abbreviation::recognise(site);
        let initials = initials(site);
        *nobody = known.is_none() && initials.is_none();
        match (&known, &initials) {
            (Some(known), Some(initials)) if known.score < initials.score => {}
            (Some(_), _) => return known,
            _ => {}
        }
        initials
    }
}

/// `M-TP`, `CR-V`: capitals on both sides of a hyphen, a single one on one of them.
fn hyphened<'d>(site: &Site<'d, '_>) -> Option<Claim<'d>> {
    let (first, mut at) = site.word();
    let short = |word: &str| (1..=3).contains(&word.chars().count()) && is_all_capitals(word) && word.is_ascii();
    if !short(first) || !at.eat(b'-') {
        return None;
    }
    let second = at.word();
    let single = first.len() == 1 || second.len() == 1;
    if !single || !short(second) || at.inside_word() || matches!(at.byte(), b'-' | b'.') && at.byte_after(1).is_ascii_alphanumeric() {
        return None;
    }
    let class = SemioticClass::Letters(Letters { text: at.since(site.cursor()), space_after: false });
    Some(Claim { end: at.at(), score: 84, rule: "letters.hyphened", class })
}

/// Initials of more than one letter.
const WITHHELD: [&str; 8] = ["Th", "Tr", "Ng", "Ngh", "Nh", "Ph", "Kh", "Ch"];

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

/// `điểm b khoản 2`, `các điểm a, đ và n khoản 1`, `b) …`: a small letter that names something.
fn point_of_law<'d>(site: &Site<'d, '_>, end: Cursor<'d>) -> Option<Claim<'d>> {
    let class = SemioticClass::Letters(Letters { text: end.since(site.cursor()), space_after: false });
    // The next member of a list: b) at the beginning of a line or after the end of a sentence.
    let before = site.text[..site.start].trim_end_matches(' ');
    let lists = before.is_empty() || before.ends_with(['\n', ';', ':', '.']);
    if lists && end.byte() == b')' {
        return Some(Claim { end: end.at(), score: 72, rule: "letters.list", class });
    }
    let goes_on = matches!(end.next_word(), "khoản" | "Khoản" | "điều" | "Điều" | "mục" | "Mục" | "và" | "của" | "nêu" | "tại")
        || matches!(end.byte(), b',' | b';' | b'.' | 0);
    if end.inside_word() || !goes_on || !is_point(site) {
        return None;
    }
    Some(Claim { end: end.at(), score: 75, rule: "letters.point", class })
}

/// Whether only letters stand between here and the word điểm, mục or tiết.
fn is_point(site: &Site) -> bool {
    for word in (0..MOST_POINTS).map_while(|n| site.left(n)) {
        let word = &site.text[word.start..word.end];
        if matches!(word, "điểm" | "Điểm" | "mục" | "Mục" | "ý" | "tiết" | "Tiết") {
            return true;
        }
        if word != "và" && word != "hoặc" && word.chars().nth(1).is_some() {
            return false;
        }
    }
    false
}

/// No law is cited with more points in a row.
const MOST_POINTS: usize = 16;

/// `B.`, `N.V.C`, `L.T. N.`, a lone letter.
fn initials<'d>(site: &Site<'d, '_>) -> Option<Claim<'d>> {
    let start = site.cursor();
    let mut at = start;
    let mut letters = 0;
    let mut dots = 0;
    let mut end = at;
    loop {
        let word = at.word();
        let count = word.chars().count();
        let short = count == 1 || letters > 0 && count <= 2 && is_all_capitals(word) && at.byte() == b'.';
        let named = word.chars().all(|c| c.is_uppercase() && site.lexicon.letter(c).is_some());
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
            let last = (letters > 1 || site.after(Cue::Person))
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
    if vowel && !(dots > 0 && is_person(site)) {
        return None; // Y tế, vitamin A: the letter is its own name
    }
    withheld(site, end, letters, dots)
}

/// The initials of a name, which end at a cursor.
fn withheld<'d>(site: &Site<'d, '_>, mut end: Cursor<'d>, letters: usize, dots: usize) -> Option<Claim<'d>> {
    let person = is_person(site);
    let start = site.cursor();
    let text = end.since(start);
    let mut space_after = false;
    if text.ends_with('.') {
        // The last dot ends the sentence if a capital or nothing follows; else it is the initial's own.
        if ends_sentence(site, letters, end) {
            end = start;
            end.eat_str(text.trim_end_matches('.'));
        } else if end.inside_word() {
            space_after = true;
        }
    } else if end.inside_word() {
        return None;
    }
    let score = match (letters, person, dots) {
        (1, true, 1..) => 76,
        (2.., true, 1..) if site.after(Cue::Person) => 90,
        (2.., _, 2..) => 80,
        (2.., _, _) => 74,
        (1, false, 1..) => 52,
        _ => 60,
    };
    let class = SemioticClass::Letters(Letters { text, space_after });
    Some(Claim { end: end.at(), score, rule: "letters.initials", class })
}

/// Whether a person is named here: after ông, anh, or a name. `và` goes on with persons only after one.
fn is_person(site: &Site) -> bool {
    let before = site.word_before();
    let joined = before != "và" || site.follows(ClassName::Letters).is_some();
    site.after(Cue::Person) && joined || is_capitalised(before)
}

/// Whether the dot before a cursor ends a sentence: `anh B. Sau đó…` but `anh B. (30 tuổi)`, `“… anh B. ”, ông nói`.
fn ends_sentence(site: &Site, letters: usize, after: Cursor) -> bool {
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
    if site.text[..site.start].trim_end_matches(' ').ends_with(':') {
        return false;
    }
    spaced && is_capitalised(next.rest()) && !name_goes_on(site, letters, next.clone().word())
}

/// `D. Trump`, `J.K. Rowling`, `George W. Bush`: initials before a foreign name, with nobody or a foreign name before them.
fn name_goes_on(site: &Site, letters: usize, next: &str) -> bool {
    let before = site.word_before();
    let abroad = is_capitalised(before) && !is_syllable(before);
    let somebody = is_capitalised(before) || letters == 1 && site.after(Cue::Person);
    letters <= 3 && !is_syllable(next) && (abroad || !somebody)
}
