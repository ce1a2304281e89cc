//! Letters that a program wrote into plain text as signs of its own, as they are meant: the numbers and names of pages
//! (`&#7897;`, `&ocirc;`), the numbers of JSON (`\u1ed9`), the bytes of a mail's source (`=E1=BB=99`).

use super::decoded::Decoded;

/// So many letters are no accident.
const LEAST: usize = 3;

/// A text with its letters as they are meant; the same where there are few of one kind.
pub(super) fn meant(decoded: Decoded<'_>) -> Decoded<'_> {
    let bytes = decoded.text.as_bytes();
    let (mut numbered, mut escaped, mut packed) = (0, 0, 0);
    for at in memchr::memchr3_iter(b'&', b'\\', b'=', bytes) {
        let rest = &decoded.text[at..];
        match bytes[at] {
            b'&' => numbered += usize::from(named(rest).is_some()),
            b'\\' => escaped += usize::from(unit(rest).is_some_and(|unit| unit >= 0x80)),
            _ => packed += usize::from(octets(rest).is_some_and(|(letter, _)| !letter.is_ascii())),
        }
        let most = numbered.max(escaped).max(packed);
        if most >= LEAST {
            return match most {
                most if most == numbered => replaced(decoded, '&', named),
                most if most == escaped => replaced(decoded, '\\', escape),
                _ => {
                    replaced(decoded, '=', |rest| soft_break(rest).or_else(|| octets(rest).map(|(c, n)| (Some(c), n))))
                }
            };
        }
    }
    decoded
}

/// A text in which the signs that begin so are what they stand for, which may be nothing.
fn replaced<'d>(
    decoded: Decoded<'d>,
    sign: char,
    letter: impl Fn(&str) -> Option<(Option<char>, usize)>,
) -> Decoded<'d> {
    let text = decoded.text.clone();
    let (mut out, mut anchors, mut done) = (String::with_capacity(text.len()), Vec::new(), 0);
    for (at, _) in text.match_indices(sign) {
        if at >= done
            && let Some((letter, length)) = letter(&text[at..])
        {
            out.push_str(&text[done..at]);
            out.extend(letter);
            done = at + length;
            anchors.push((out.len() as u32, done as u32));
        }
    }
    out.push_str(&text[done..]);
    decoded.rewritten(out, &anchors)
}

/// The letter that is written so (`&#7897;`, `&#x1ed9;`, `&ocirc;`) at the beginning of a text, and how long that is.
fn named(text: &str) -> Option<(Option<char>, usize)> {
    const LONGEST: usize = 10;
    let end = text.bytes().take(LONGEST).position(|b| b == b';')?;
    let inner = &text[1..end];
    let letter = match inner.strip_prefix('#') {
        Some(number) => {
            let hex = number.strip_prefix(['x', 'X']);
            let code = hex.map_or_else(|| number.parse().ok(), |hex| u32::from_str_radix(hex, 16).ok());
            code.and_then(char::from_u32).filter(|c| *c >= ' ')
        }
        None => named_letter(inner),
    };
    letter.map(|letter| (Some(letter), end + 1))
}

/// A letter with a mark by its name in HTML; other signs may be meant as they are written.
#[cfg(feature = "documents")]
fn named_letter(name: &str) -> Option<char> {
    let marked = ["grave", "acute", "circ", "tilde"].iter().any(|mark| name.ends_with(mark));
    if !marked || name.len() < 5 {
        return None;
    }
    html_escape::decode_html_entities(&format!("&{name};")).chars().next().filter(|c| *c != '&')
}

#[cfg(not(feature = "documents"))]
fn named_letter(_: &str) -> Option<char> {
    None
}

/// The unit of UTF-16 that is written so: `\u1ed9`.
fn unit(text: &str) -> Option<u16> {
    text.strip_prefix("\\u").and_then(|rest| rest.get(..4)).and_then(|hex| u16::from_str_radix(hex, 16).ok())
}

/// What an escape of JSON stands for.
fn escape(text: &str) -> Option<(Option<char>, usize)> {
    if let Some(first) = unit(text) {
        let second = text.get(6..).and_then(unit);
        let pair = char::decode_utf16([first].into_iter().chain(second)).next()?;
        return pair
            .ok()
            .filter(|c| *c >= ' ' || *c == '\n')
            .map(|c| (Some(c), if c as u32 > 0xFFFF { 12 } else { 6 }));
    }
    let letter = match text.as_bytes().get(1)? {
        b'n' => '\n',
        b't' => ' ',
        sign @ (b'"' | b'/' | b'\\') => char::from(*sign),
        b'r' => return Some((None, 2)),
        _ => return None,
    };
    Some((Some(letter), 2))
}

/// The letter of UTF-8 whose bytes are written so: `=E1=BB=99`.
fn octets(text: &str) -> Option<(char, usize)> {
    let octet = |n: usize| {
        let hex = text.get(3 * n..3 * n + 3)?.strip_prefix('=')?;
        hex.bytes().all(|b| b.is_ascii_hexdigit()).then(|| u8::from_str_radix(hex, 16).ok())?
    };
    let first = octet(0)?;
    let length = match first {
        0..=0x7F => 1,
        0xC2..=0xDF => 2,
        0xE0..=0xEF => 3,
        0xF0..=0xF4 => 4,
        _ => return None,
    };
    let bytes: Option<Vec<u8>> = (0..length).map(octet).collect();
    let letter = std::str::from_utf8(&bytes?).ok()?.chars().next().filter(|c| *c >= ' ')?;
    Some((letter, 3 * length))
}

/// A line's end that is none: the source of a mail has short lines.
fn soft_break(text: &str) -> Option<(Option<char>, usize)> {
    ["=\n", "=\r\n"].iter().find(|end| text.starts_with(*end)).map(|end| (None, end.len()))
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::encoding::Encoding;

    #[test]
    fn signs_become_the_letters_that_they_stand_for() {
        let meant = |text: &str| {
            let decoded = Decoded::new(text.to_owned(), 0, Vec::new(), Encoding::Utf8);
            super::meant(decoded).text.into_owned()
        };
        assert_eq!(meant("H&#7897;i ngh&#x1ecb; &ocirc;ng"), "Hội nghị ông");
        assert_eq!(
            meant("H\\u1ed9i ngh\\u1ecb \\ud83d\\ude00 s\\u00e1ng\\nnay \\\"vui\\\""),
            "Hội nghị 😀 sáng\nnay \"vui\""
        );
        assert_eq!(meant("H=E1=BB=99i ngh=\n=E1=BB=8B =3D s=C3=A1ng"), "Hội nghị = sáng");
        // Too few to be meant.
        for text in
            ["C:\\u0111\\users", "a=E1=BB=99", "x &#7897; y", "a\\", "=", "\\ud83d \\ud83d \\ud83d", "=FF=FF=FF"]
        {
            assert_eq!(meant(text), text);
        }
    }
}
