//! Vietnamese syllables known by structure: onset, rhyme and tone. No word list.
//!
//! HẢI is a word in capitals because ải is a rhyme that takes an h; UBND is not because it has none; BOT is not because a
//! rhyme that ends in a stop needs a sharp or a heavy tone.

/// Rhymes without tone. A stop at the end (c, ch, p, t) asks for the tones sắc or nặng.
/// Sorted, for binary search.
const RHYMES: [&str; 164] = [
    "a", "ac", "ach", "ai", "am", "an", "ang", "anh", "ao", "ap", "at", "au", "ay", "e", "ec", "em", "en", "eng", "eo",
    "ep", "et", "i", "ia", "ich", "im", "in", "inh", "ip", "it", "iu", "iêc", "iêm", "iên", "iêng", "iêp", "iêt",
    "iêu", "o", "oa", "oac", "oach", "oai", "oam", "oan", "oang", "oanh", "oao", "oap", "oat", "oay", "oc", "oe",
    "oen", "oeo", "oet", "oi", "om", "on", "ong", "ooc", "oong", "op", "ot", "oăc", "oăm", "oăn", "oăng", "oăt", "u",
    "ua", "uc", "ui", "um", "un", "ung", "up", "ut", "uy", "uya", "uych", "uyn", "uynh", "uyp", "uyt", "uyu", "uyên",
    "uyêt", "uâc", "uân", "uâng", "uât", "uây", "uê", "uêch", "uên", "uênh", "uêt", "uêu", "uôc", "uôi", "uôm", "uôn",
    "uông", "uôt", "uơ", "y", "yêm", "yên", "yêng", "yêt", "yêu", "âc", "âm", "ân", "âng", "âp", "ât", "âu", "ây", "ê",
    "êch", "êm", "ên", "ênh", "êp", "êt", "êu", "ô", "ôc", "ôi", "ôm", "ôn", "ông", "ôp", "ôt", "ăc", "ăm", "ăn",
    "ăng", "ăp", "ăt", "ơ", "ơi", "ơm", "ơn", "ơp", "ơt", "ư", "ưa", "ưc", "ưi", "ưm", "ưn", "ưng", "ưt", "ưu", "ươc",
    "ươi", "ươm", "ươn", "ương", "ươp", "ươt", "ươu",
];

const ONSETS: [&str; 27] = [
    "ngh", "ch", "gh", "gi", "kh", "ng", "nh", "ph", "qu", "th", "tr", "b", "c", "d", "đ", "g", "h", "k", "l", "m",
    "n", "p", "r", "s", "t", "v", "x",
];

/// What follows qu where the u is part of the rhyme: quyên, quýt, quyết, quỳnh, quơ.
const QU_RHYMES: [&str; 8] = ["yên", "yêt", "ynh", "yt", "y", "yu", "ơ", "ên"];

/// Tones as marks on vowels.
const VOWELS: [&str; 12] = [
    "aàáảãạ",
    "ăằắẳẵặ",
    "âầấẩẫậ",
    "eèéẻẽẹ",
    "êềếểễệ",
    "iìíỉĩị",
    "oòóỏõọ",
    "ôồốổỗộ",
    "ơờớởỡợ",
    "uùúủũụ",
    "ưừứửữự",
    "yỳýỷỹỵ",
];

/// Whether a word, in any case, is built as a Vietnamese syllable is.
///
/// ```
/// use loidoc::syllable::is_syllable;
/// assert!(is_syllable("HẢI") && is_syllable("nghiêng") && is_syllable("quốc"));
/// assert!(!is_syllable("UBND") && !is_syllable("BOT") && !is_syllable("Facebook"));
/// ```
pub fn is_syllable(word: &str) -> bool {
    // The longest syllable, nghiêng, has seven letters.
    let mut toneless = String::with_capacity(16);
    let mut tone = 0;
    for c in word.chars().flat_map(char::to_lowercase) {
        if toneless.len() > 12 {
            return false;
        }
        if c.is_ascii() {
            toneless.push(c);
            continue;
        }
        if c == 'đ' {
            toneless.push(c);
            continue;
        }
        let Some((base, mark)) = VOWELS.iter().find_map(|row| {
            let mark = row.chars().position(|v| v == c)?;
            Some((row.chars().next()?, mark))
        }) else {
            return false;
        };
        if mark > 0 && tone > 0 {
            return false;
        }
        tone = tone.max(mark);
        toneless.push(base);
    }
    let onset = ONSETS.iter().find(|o| toneless.starts_with(**o)).copied().unwrap_or("");
    fits(onset, &toneless[onset.len()..], tone)
        // gì, gìn: the i belongs to both.
        || onset == "gi" && fits("g", &toneless[1..], tone)
}

fn fits(onset: &str, rhyme: &str, tone: usize) -> bool {
    let Some(first) = rhyme.chars().next() else { return false };
    let front = matches!(first, 'e' | 'ê' | 'i' | 'y');
    let spelling = match onset {
        "k" | "gh" | "ngh" => front,
        "c" | "ng" => !front,
        "g" => !front || first == 'i',
        "qu" => !matches!(first, 'o' | 'u' | 'ư'),
        _ => true,
    };
    let known = |rhyme: &str| RHYMES.binary_search(&rhyme).is_ok();
    let stop = rhyme.ends_with(['c', 'p', 't']) || rhyme.ends_with("ch");
    let rhyme_known = if onset == "qu" {
        // quy, quyên, quýt: the u of qu is the u of uy.
        known(rhyme) || QU_RHYMES.contains(&rhyme)
    } else {
        known(rhyme)
    };
    spelling && rhyme_known && (!stop || matches!(tone, 2 | 5))
}

#[cfg(test)]
mod tests {
    use super::is_syllable;

    #[test]
    fn rhymes_are_sorted() {
        assert!(super::RHYMES.is_sorted());
    }

    #[test]
    fn syllables() {
        for word in
            "Hoà hòa nghiêng quốc gì giếng Nguyễn khuỷu thuở LONG TRẦN ĐẤU quýt Huỳnh yến ý uỷ ủy xoong gia giữa quyết"
                .split(' ')
        {
            assert!(is_syllable(word), "{word}");
        }
        for word in "UBND BOT Facebook HAGL CAT TAND GDP xyz ka ce nge film club Ronaldo ĐH SJC w zero".split(' ') {
            assert!(!is_syllable(word), "{word}");
        }
    }
}
