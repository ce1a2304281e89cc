//! Who speaks: in scripts for radio, interviews and subtitles a turn begins with a name and a colon (`PTV Nam:`, `Hỏi:`).

use super::model::{Role, Segment};
use std::collections::HashMap;

/// A speaker's name has no more characters, nor more words.
const LONGEST_NAME: usize = 32;
const MOST_WORDS: usize = 6;
/// So often one of two speakers begins a turn: a list of what, when and where names each thing once.
const LEAST_TURNS: usize = 2;

/// Gives segments their speakers, where a document has two or more who take turns.
pub(super) fn mark(segments: &mut [Segment]) {
    let mut turns: HashMap<&str, usize> = HashMap::new();
    let (mut all, mut begun) = (0, 0);
    for segment in segments.iter().filter(|segment| is_said(segment.role)) {
        all += 1;
        if let Some(name) = name(&segment.text) {
            *turns.entry(name).or_default() += 1;
            begun += 1;
        }
    }
    // In between, some say more than a paragraph.
    let most = turns.values().copied().max().unwrap_or(0);
    if turns.len() < 2 || most < LEAST_TURNS || begun * 3 < all || begun < turns.len() + 1 {
        return;
    }
    let mut speaker: Option<Box<str>> = None;
    for segment in segments {
        match segment.role {
            role if is_said(role) => {
                speaker = name(&segment.text).map(Box::from).or(speaker);
                segment.speaker.clone_from(&speaker);
            }
            // An editor who takes a turn, not one who has written.
            Role::Byline if is_turn(&segment.text) => {
                segment.role = Role::Body;
                speaker = name(&segment.text).map(Box::from);
                segment.speaker.clone_from(&speaker);
            }
            // A heading ends what was said before.
            Role::Headline | Role::Label => speaker = None,
            _ => {}
        }
    }
}

fn is_said(role: Role) -> bool {
    matches!(role, Role::Body | Role::Lead | Role::List)
}

/// Whether a name is followed by a sentence.
fn is_turn(text: &str) -> bool {
    let said = name(text).map_or("", |name| text[name.len()..].trim_start_matches([' ', ':']));
    let small = said.split_whitespace().filter(|word| word.starts_with(char::is_lowercase)).count();
    said.ends_with(['.', '!', '?', '…']) && small * 2 > said.split_whitespace().count()
}

/// The name that a turn begins with.
fn name(text: &str) -> Option<&str> {
    let head: usize = text.char_indices().nth(LONGEST_NAME + 1).map_or(text.len(), |(n, _)| n);
    let colon = memchr::memchr(b':', &text.as_bytes()[..head])?;
    let (name, said) = (text[..colon].trim(), &text[colon + 1..]);
    let said = said.starts_with(char::is_whitespace) && said.contains(char::is_alphabetic);
    let free = |c: char| c.is_alphanumeric() || matches!(c, ' ' | '.' | '-' | '(' | ')' | '/');
    let named = name.starts_with(char::is_uppercase) && name.chars().all(free);
    (said && named && name.split(' ').count() <= MOST_WORDS).then_some(name)
}

#[cfg(test)]
mod tests {
    use super::*;

    fn speakers(lines: &[&'static str]) -> Vec<Option<String>> {
        let segment = |text: &&'static str| Segment { text: (*text).into(), ..Segment::default() };
        let mut segments: Vec<Segment> = lines.iter().map(segment).collect();
        mark(&mut segments);
        segments.into_iter().map(|segment| segment.speaker.map(String::from)).collect()
    }

    #[test]
    fn those_who_take_turns_are_speakers() {
        let said =
            speakers(&["PTV Nam: Kính chào quý vị.", "PTV Nữ: Mời nghe tin.", "Trời mưa to.", "PTV Nam: Xin cảm ơn."]);
        let said: Vec<&str> = said.iter().map(|name| name.as_deref().unwrap_or("")).collect();
        assert_eq!(said, ["PTV Nam", "PTV Nữ", "PTV Nữ", "PTV Nam"]);
        let said = speakers(&["Hỏi: Thưa ông, vì sao?", "Đáp: Vì dân.", "Hỏi: Còn gì?", "Đáp: Hết."]);
        assert!(said.iter().all(Option::is_some));
        for list in [
            &["Thời gian: 8 giờ ngày 5/3.", "Địa điểm: hội trường xã.", "Thành phần: cán bộ ấp."][..],
            &["Ông nói: trời mưa.", "Mọi người ra về.", "Hôm sau trời nắng."],
            &["Giá vàng lúc 8:15 tăng.", "Giá vàng lúc 9:15 giảm."],
        ] {
            assert!(speakers(list).iter().all(Option::is_none), "{list:?}");
        }
    }
}
