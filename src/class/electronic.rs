//! Web addresses, mail, hashtags: `www.vinhlong.gov.vn`, `a.b@c.vn`, `#MeToo`.

use crate::recognize::hypothesis::{Hypothesis, Recognizer};
use crate::recognize::token::{Kinds, TokenKind};
use crate::recognize::token_context::TokenContext;
use crate::recognize::verbalizer::Verbalizer;
use crate::registry::{ClassName, Rule, words};
use crate::text::cursor::Cursor;
use crate::text::letter::{is_all_capitals, is_letter};
use crate::text::signs::Signs;
use crate::vietnamese::syllable::is_syllable;

/// An address, as written.
#[derive(Clone, Copy, Debug)]
pub struct Electronic<'d> {
    text: &'d str,
}

/// Schemes are not said.
const SCHEMES: [&str; 3] = ["https://", "http://", "ftp://"];

impl<'d> Recognizer<'d> for Electronic<'d> {
    const CLASS: ClassName = ClassName::Electronic;
    const START_TOKENS: Kinds = Kinds(
        TokenKind::Word as u16
            | TokenKind::Capitals as u16
            | TokenKind::Letter as u16
            | TokenKind::Symbol as u16
            | TokenKind::Punctuation as u16
            | TokenKind::Digits as u16,
    );
    const REQUIRED_SIGNS: Option<Signs> = Some(Signs::DOT.or(Signs::COLON).or(Signs::ADDRESS));

    // An address that begins with a number has letters in it.
    fn can_exceed(token: &TokenContext<'d, '_>, _: u8) -> bool {
        let mut at = token.cursor();
        let number = at.byte().is_ascii_digit();
        at.eat_bytes(|b| b.is_ascii_digit() || matches!(b, b'.' | b',' | b':' | b'/' | b'-'));
        !number || !matches!(at.byte(), b' ' | b'\n' | b';' | b')' | 0)
    }

    fn classify(token: &TokenContext<'d, '_>) -> Option<Hypothesis<Electronic<'d>>> {
        if token.touches_left() {
            return None;
        }
        let start = token.cursor();
        let claim = |end: Cursor<'d>, rule| Some(Hypothesis::new(end, rule, Electronic { text: end.since(start) }));
        let mut at = start;
        if at.eat(b'#') {
            let word = at;
            while at.eat_if(|c| c.is_alphanumeric() || c == '_').is_some() {}
            let text = at.since(word);
            return if text.chars().any(char::is_alphabetic) { claim(at, Rule::ElectronicHashtag) } else { None };
        }
        if at.eat(b'@') {
            let word = at;
            while at.eat_if(|c| c.is_ascii_alphanumeric() || matches!(c, '_' | '.' | '…')).is_some() {}
            // @Bình: a name in Vietnamese letters is a word by itself.
            if at.char().is_some_and(is_letter) {
                return None;
            }
            let text = at.since(word).trim_end_matches('.');
            let mut end = word;
            end.eat_str(text);
            return if text.is_empty() { None } else { claim(end, Rule::ElectronicHandle) };
        }
        if at.eat(b'.') {
            let domain =
                words::electronic::ENDINGS.has(at.word()) && token.phrase_on_left(words::electronic::BEFORE_ENDINGS);
            let known = domain || words::electronic::FILES.has(&at.since(start)[1..]);
            return if known && token.stands_apart() && !at.inside_word() {
                claim(at, Rule::ElectronicEnding)
            } else {
                None
            };
        }
        if !at.char().is_some_and(|c| c.is_ascii_alphanumeric()) {
            return None;
        }
        let rest = at.rest();
        // A quick look: no dot and no at sign before the next space, no address.
        let over = |b: &u8| matches!(b, b' ' | b'\n' | b'\t' | b'(' | b')' | b'"' | b'<' | b'>' | b',' | b';');
        let bytes = rest.as_bytes();
        let length = bytes.iter().position(over).unwrap_or(bytes.len());
        // A mark that ends the cluster joins nothing.
        let inner = length.saturating_sub(1);
        if !bytes[..inner].iter().any(|b| matches!(b, b'.' | b'@' | b':'))
            || !bytes[..length].iter().any(u8::is_ascii_alphabetic)
        {
            return None;
        }
        let cluster = &rest[..length];
        let cluster = cluster.split(['“', '”']).next().unwrap_or(cluster);
        let text = cluster.trim_end_matches(['.', ',', ':', '!', '?', '…', '\'', '/', '-']);
        let mut end = start;
        end.eat_str(text);
        let host = SCHEMES.iter().find_map(|s| text.strip_prefix(s));
        if host.is_some() {
            return claim(end, Rule::ElectronicUrl);
        }
        if !text.is_ascii() {
            return None;
        }
        if let Some((user, domain)) = text.split_once('@') {
            let fits = !user.is_empty() && domain.contains('.') && !domain.contains('@');
            return if fits { claim(end, Rule::ElectronicMail) } else { None };
        }
        let host = text.split(['/', '?', ':']).next().unwrap_or("");
        let labels = host.split('.').count();
        let ending = host.rsplit('.').next().unwrap_or("");
        // Of addresses only files have _ in their names.
        let is_file = words::electronic::FILES.has(ending);
        let fits = |b: u8| b.is_ascii_alphanumeric() || b == b'-' || b == b'_' && is_file;
        let clean = host.split('.').all(|label| !label.is_empty() && label.bytes().all(fits));
        if !clean || labels < 2 {
            return None;
        }
        if host.starts_with("www.") {
            return claim(end, Rule::ElectronicUrl);
        }
        let worded = host.bytes().any(|b| b.is_ascii_lowercase());
        // A missing space after a full stop looks alike: "đi.Com" does not happen, "the.vn" does not either.
        let known = words::electronic::ENDINGS.has(ending) || is_file;
        // DANVIET.VN
        let shouted = !worded && words::electronic::CAPITAL_ENDINGS.has(ending) && host.len() > ending.len() + 3;
        // Nó gọi.de nghị: a space is missing between sentences, of which both words are Vietnamese.
        let sentences = || labels == 2 && text == host && host.split('.').all(is_syllable);
        if (worded && known && host.len() > ending.len() + 2 || shouted) && !sentences() {
            return claim(end, Rule::ElectronicUrlBare);
        }
        None
    }

    fn verbalize(&self, verbalizer: &mut Verbalizer) {
        let text = SCHEMES.iter().find_map(|s| self.text.strip_prefix(s)).unwrap_or(self.text);
        let text = for_listeners(text);
        let mut at = Cursor::new(text, 0);
        while let Some(c) = at.char() {
            if c.is_ascii_digit() {
                let digits = at.digits();
                if digits.len() <= 3 && !digits.starts_with('0') {
                    verbalizer.cardinal(digits);
                } else {
                    verbalizer.digits(digits);
                }
                continue;
            }
            if is_letter(c) {
                let word = if self.text.starts_with('#') { camel_word(&mut at) } else { at.word() };
                let vowels = word.chars().filter(|c| "aeiouyAEIOUY".contains(*c) || !c.is_ascii()).count();
                // DANVIET.VN: in an address in capitals a word is none of letters.
                let shouted = vowels > 1 && word.len() > 4 && is_all_capitals(word);
                if vowels == 0
                    || word.len() <= 2
                        && !self.text.starts_with('#')
                        && !(text[..at.at()].contains('/') && is_syllable(word))
                    || super::letters::is_spelt(word) && !shouted
                {
                    verbalizer.letters(word);
                } else {
                    verbalizer.word(word);
                }
                continue;
            }
            at.eat_if(|_| true);
            // A slash at the end is silent.
            let silent = c == '/' && at.rest().is_empty() || c == '_' && is_file(text);
            if let Some(name) = words::electronic::SIGNS.get(c.encode_utf8(&mut [0; 4])).filter(|_| !silent) {
                verbalizer.word(name);
            }
        }
    }
}

/// As much of an address as anybody could write down: of a long one nothing of its query, of one with letters escaped
/// (`/L%C3%AA`) nothing from these on.
fn for_listeners(address: &str) -> &str {
    const LONG: usize = 80;
    if let Some(escape) = address.find('%') {
        return address[..escape].rsplit_once('/').map_or(address, |(before, _)| before);
    }
    let query = address.find(['?', '#']).filter(|_| address.len() > LONG);
    query.map_or(address, |query| &address[..query])
}

/// Whether an address ends like the name of a file.
fn is_file(text: &str) -> bool {
    !text.contains(['@', '/']) && text.rsplit_once('.').is_some_and(|(_, ending)| words::electronic::FILES.has(ending))
}

/// The next word of a hashtag: UocMoXanh is three, BIDVXanh two.
fn camel_word<'t>(cursor: &mut Cursor<'t>) -> &'t str {
    let start = *cursor;
    let mut capitals = 0;
    let mut small = 0;
    while let Some(c) = cursor.char().filter(|&c| is_letter(c)) {
        let next_small = {
            let mut next = *cursor;
            next.eat_if(|_| true);
            next.char().is_some_and(char::is_lowercase)
        };
        if c.is_uppercase() && (small > 0 || capitals > 0 && next_small) {
            break;
        }
        capitals += usize::from(c.is_uppercase());
        small += usize::from(!c.is_uppercase());
        cursor.eat_if(|_| true);
    }
    cursor.since(start)
}
