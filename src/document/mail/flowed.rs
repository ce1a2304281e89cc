//! Text of which a mail program has broken the lines and says so (RFC 3676): a line that ends with a space goes on.

use super::body::Packed;
use crate::document::source_map::SourceMapBuilder;

/// Puts the lines together again; with `delsp` the space at a break is none of the text.
pub(super) fn joined(packed: Packed, delsp: bool) -> Packed {
    let text = &packed.text;
    let mut trace = SourceMapBuilder::default();
    let mut at = 0;
    // How deep the quotation is whose line is to go on.
    let mut open: Option<usize> = None;
    for line in text.split_inclusive('\n') {
        let bare = line.trim_end_matches(['\r', '\n']);
        let depth = bare.bytes().take_while(|b| *b == b'>').count();
        // A space is put before what would look like a mark.
        let content = bare[depth..].strip_prefix(' ').unwrap_or(&bare[depth..]);
        let from = at + bare.len() - content.len();
        let signature = content == "-- ";
        match open.take() {
            Some(deep) if deep == depth && !signature => {}
            Some(_) => {
                trace.replace("\n", trace.end()..at);
                trace.copy(&bare[..depth], at);
            }
            None => trace.copy(&bare[..depth], at),
        }
        if content.ends_with(' ') && !signature {
            open = Some(depth);
            trace.copy(if delsp { &content[..content.len() - 1] } else { content }, from);
        } else {
            trace.copy(content, from);
            trace.copy(&line[bare.len()..], at + bare.len());
        }
        at += line.len();
    }
    let start = trace.start();
    let trace = trace.finish();
    let (start, anchors) = packed.origin.through(start, &trace.anchors, trace.text.len());
    Packed { text: trace.text, origin: super::body::origin(start, anchors), guessed: packed.guessed }
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::document::source_map::SourceMap;

    fn flow(text: &str, delsp: bool) -> String {
        let packed = Packed { text: text.to_owned(), origin: SourceMap::default(), guessed: None };
        joined(packed, delsp).text
    }

    #[test]
    fn lines_that_go_on_are_one() {
        assert_eq!(flow("Nước lũ \nvề.\n\nHết.\n", false), "Nước lũ về.\n\nHết.\n");
        assert_eq!(flow("lên mứ \r\nc 3\r\n", true), "lên mức 3\r\n");
        assert_eq!(flow("> a \n> b\nc\n", false), ">a b\nc\n");
        assert_eq!(flow("a \n-- \nTên\n", false), "a \n-- \nTên\n");
    }
}
