//! How a neighbour is written changes nothing: capitals, decomposed letters, the old place of a tone. Every cue of the lexicon is
//! tried before and after the tokens that cues decide.

use loidoc::Normalizer;
use std::collections::HashMap;
use std::fs;
use std::path::Path;
use unicode_normalization::UnicodeNormalization;

/// Tokens whose reading hangs on their neighbours.
const TOKENS: [&str; 16] = [
    "9g",
    "T7",
    "9/4",
    "1m2",
    "1234567890",
    "2-1",
    "2.5",
    "1.5",
    "115",
    "XV",
    "12A1",
    "5t",
    "20k",
    "8:30",
    "1/3",
    "3-5",
];

/// The cues of a side, by kind.
fn cues(side: &str) -> Vec<(String, String)> {
    #[derive(serde::Deserialize)]
    struct File {
        cues: HashMap<String, HashMap<String, Vec<String>>>,
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/cues.yaml");
    let file: File = serde_yaml::from_str(&fs::read_to_string(path).expect("it is there")).expect("it is right");
    let of_side = |(kind, mut sides): (String, HashMap<String, Vec<String>>)| {
        let phrases = sides.remove(side).unwrap_or_default();
        phrases.into_iter().map(move |phrase| (kind.clone(), phrase))
    };
    let mut all: Vec<_> = file.cues.into_iter().flat_map(of_side).collect();
    all.sort();
    all
}

/// What a token is read as, and by which rule.
fn reading(normalizer: &Normalizer, text: &str, token: &str) -> Option<(String, loidoc::registry::Rule)> {
    let tidied = loidoc::internals::tidy(text).text;
    let speech = normalizer.speech(text);
    let at = tidied.rfind(token)?;
    let reading = speech.readings.iter().find(|r| r.source.range().contains(&at))?;
    Some((speech.text[reading.spoken.range()].to_owned(), reading.rule))
}

/// The ways in which a phrase is written that mean nothing.
fn spellings(phrase: &str) -> Vec<String> {
    let mut letters = phrase.chars();
    let first: String = letters.next().into_iter().flat_map(char::to_uppercase).collect();
    let capitalised = first + letters.as_str();
    let old = [("òa", "oà"), ("óa", "oá"), ("ỏa", "oả"), ("ọa", "oạ"), ("ủy", "uỷ"), ("úy", "uý"), ("ùy", "uỳ")];
    let placed = old.iter().fold(phrase.to_owned(), |text, (new, old)| text.replace(new, old));
    let decomposed: String = phrase.nfd().collect();
    vec![capitalised, placed, decomposed]
}

#[test]
fn a_cue_counts_however_it_is_written() {
    let normalizer = Normalizer::new();
    let mut wrong = Vec::new();
    let mut tried = 0;
    for (kind, phrase) in cues("left") {
        for token in TOKENS {
            let text = |phrase: &str| format!("nay {phrase} {token} thôi");
            let want = reading(&normalizer, &text(&phrase), token);
            for spelling in spellings(&phrase).into_iter().filter(|spelling| *spelling != phrase) {
                tried += 1;
                let got = reading(&normalizer, &text(&spelling), token);
                if got != want {
                    wrong.push(format!("{kind}: {} is read {got:?}, with «{phrase}» {want:?}", text(&spelling)));
                }
            }
        }
    }
    assert!(tried > 10_000, "only {tried} were tried");
    assert!(wrong.is_empty(), "{}\n{} of {tried}", wrong[..wrong.len().min(40)].join("\n"), wrong.len());
}

#[test]
fn the_head_of_a_line_is_read_as_its_middle() {
    let normalizer = Normalizer::new();
    for (written, spoken) in [
        ("Lúc 9g, đoàn đi.", "Lúc chín giờ, đoàn đi."),
        ("Sáng T7 nghỉ.", "Sáng thứ bảy nghỉ."),
        ("Tổ 9/4 họp.", "Tổ chín trên bốn họp."),
        ("Cao 1m2 thôi.", "Cao một mét hai thôi."),
        ("Số 1234567890 trúng.", "Số một hai ba bốn năm sáu bảy tám chín không trúng."),
    ] {
        assert_eq!(normalizer.normalize(written), spoken);
    }
}
