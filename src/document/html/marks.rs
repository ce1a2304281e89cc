//! Marks of private-use characters before the texts of a page, by which they are known again in what a library makes of it.

use super::scan::Token;

/// The private-use characters of a mark: begin, end, and the first of the 64 digits between.
const BEGIN: char = '\u{e000}';
const END: char = '\u{e001}';
const DIGIT: u32 = 0xE100;

/// Attributes of a longer tag are kept from the readability library, whose parser compares each with each. It is a picture
/// in the page, if anything.
const LONGEST_TAG: usize = 2 << 10;

/// The page with a mark before every text, without the names of elements that mislead the library and without the texts that are
/// never said, so that these never count.
pub(super) fn marked(source: &str, tokens: &[Token], main: &[bool], silent: impl Fn(usize) -> bool) -> String {
    let mut marked = String::with_capacity(source.len() * 2);
    let mut done = 0;
    for (n, token) in tokens.iter().enumerate() {
        match token {
            Token::Text(text, at) => {
                let blank = text.len() - text.trim_start().len();
                if blank == text.len() {
                    continue;
                }
                marked.push_str(&source[done..at + blank]);
                if silent(n) {
                    done = at + text.len();
                    continue;
                }
                done = at + blank;
                push_mark(&mut marked, n);
            }
            Token::Open(name, place, _) if place.len() > LONGEST_TAG || main[n] => {
                marked.push_str(&source[done..place.start + 1 + name.len()]);
                marked.push('>');
                done = place.end;
            }
            _ => {}
        }
    }
    marked.push_str(&source[done..]);
    marked
}

fn push_mark(out: &mut String, n: usize) {
    out.push(BEGIN);
    let mut rest = n;
    loop {
        out.extend(char::from_u32(DIGIT + (rest % 64) as u32));
        rest /= 64;
        if rest == 0 {
            break;
        }
    }
    out.push(END);
}

/// The numbers of the texts that bear a mark.
pub(super) fn marks(content: &str) -> impl Iterator<Item = usize> + '_ {
    content.match_indices(BEGIN).filter_map(|(at, _)| {
        let mark = content[at..].chars().skip(1).take(5).take_while(|c| *c != END);
        let digits: Vec<u32> = mark.map(|c| (c as u32).wrapping_sub(DIGIT)).collect();
        let number = digits.iter().rev().try_fold(0usize, |n, d| (*d < 64).then_some(n * 64 + *d as usize));
        number.filter(|_| !digits.is_empty())
    })
}

pub(super) fn without_marks(text: &str) -> String {
    text.chars().filter(|c| !matches!(*c, BEGIN | END) && !(DIGIT..DIGIT + 64).contains(&(*c as u32))).collect()
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn marks_are_found_again() {
        let mut text = String::new();
        for n in [0, 1, 63, 64, 4095, 199_999] {
            push_mark(&mut text, n);
            text.push_str("chữ");
        }
        assert_eq!(marks(&text).collect::<Vec<_>>(), [0, 1, 63, 64, 4095, 199_999]);
        assert_eq!(without_marks(&text), "chữ".repeat(6));
    }
}
