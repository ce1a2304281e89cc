//! Laws that hold for every input.

mod cases;

use cases::cases;
use loidoc::speech::Detail;
use loidoc::speech::DocumentContext;
use loidoc::{Normalizer, Pipeline, Span, Speech};
use proptest::prelude::*;
use std::collections::HashMap;
use std::path::Path;
use std::sync::LazyLock;

static NORMALIZER: LazyLock<Normalizer> = LazyLock::new(Normalizer::new);

static PIPELINE: LazyLock<Pipeline> = LazyLock::new(Pipeline::new);

/// What documents have told: nothing, or what an abbreviation stands for there. Their brackets may only repeat what stands
/// before them.
static IN_DOCUMENTS: LazyLock<[DocumentContext; 2]> = LazyLock::new(|| {
    let defined = [("QĐ".to_owned(), "quỹ đạo".to_owned())].into_iter().collect();
    let document = DocumentContext::default();
    [document.clone(), DocumentContext { definitions: defined, ..document }]
});

/// All phrases that are evidence for one reading or another.
fn cues() -> Vec<String> {
    #[derive(serde::Deserialize)]
    struct File {
        cues: HashMap<String, HashMap<String, Vec<String>>>,
    }
    let path = Path::new(env!("CARGO_MANIFEST_DIR")).join("lexicon/cues.yaml");
    let yaml = std::fs::read_to_string(path).expect("it is there");
    let file: File = serde_yaml::from_str(&yaml).expect("it is right");
    let mut phrases: Vec<String> = file.cues.into_values().flat_map(HashMap::into_values).flatten().collect();
    phrases.sort();
    phrases
}

/// All abbreviations that are known.
fn abbreviations() -> Vec<String> {
    NORMALIZER.lexicon().abbreviations().iter().map(|entry| entry.write.to_string()).collect()
}

/// Pieces of Vietnamese newspaper text and of everything else.
fn piece() -> impl Strategy<Value = String> {
    prop_oneof![
        8 => prop::sample::select(vec![
            "ngày", "tháng", "năm", "UBND", "Ủy ban nhân dân (UBND)", "QĐ", "tỉnh", "Sáng", "đồng", "km", "TP.", "HCM", "thắng", "tỷ số", "khóa", "XV",
            "lớp", "quý", "II", "số", "QĐ-TTg", "ông", "B.", "N.V.C.", "°C", "USD", "đ/kg", "phường", "P.4", "(VLO)",
            "Covid-19", "www.abc.vn", "a@b.vn", "BKS", "64C-123.45", "Điều", "khoảng", "từ", "đến", "và", "v.v.", "/",
            "×", "÷", " - ", "  ", "\u{a0}", "thứ", "hạng", "US$", "(08)", "9,5", "đồng", "%", "-", "–", "…", ".", ",", "(", ")", "\"", "“", "”", "&", "+", "=", ">", "≥", "~", "x", "h", "m2", "k",
        ]).prop_map(str::to_owned),
        3 => prop::sample::select(cues()),
        2 => prop::sample::select(abbreviations()),
        6 => "[0-9]{1,4}([./:,-][0-9]{1,4}){0,3}",
        2 => "[0-3]?[0-9][/-][01]?[0-9]([/-]20[0-9]{2})?",
        2 => "[0-9]{1,25}",
        2 => "[A-ZĐƯ]{1,8}[0-9]{0,4}",
        1 => "\\PC{0,6}",
        1 => any::<char>().prop_map(|c| c.to_string()),
    ]
}

/// Pieces joined with and without spaces.
fn text() -> impl Strategy<Value = String> {
    (prop::collection::vec((piece(), prop::sample::select(vec!["", " ", " ", " ", "\n"])), 0..24))
        .prop_map(|pieces| pieces.into_iter().map(|(piece, gap)| piece + gap).collect())
}

/// The same with a space between all pieces, as print has it.
fn spaced_text() -> impl Strategy<Value = String> {
    prop::collection::vec(piece(), 0..12)
        .prop_map(|pieces| pieces.iter().map(|p| p.trim()).collect::<Vec<_>>().join(" "))
}

/// Spans in order, within the text, on character boundaries; gaps are the same in both texts.
fn holds_together(written: &str, speech: &Speech) -> Result<(), TestCaseError> {
    let (mut source, mut spoken) = (0, 0);
    for reading in &speech.readings {
        let gap = written.get(source..reading.source.start as usize);
        prop_assert!(gap.is_some(), "gap before {:?}", reading);
        prop_assert_eq!(gap, speech.text.get(spoken..reading.spoken.start as usize));
        prop_assert!(!reading.source.is_empty());
        prop_assert!(
            written.get(reading.source.range()).is_some() && speech.text.get(reading.spoken.range()).is_some()
        );
        if !reading.spoken.is_empty() {
            prop_assert_eq!(speech.to_source(reading.spoken), reading.source);
        }
        (source, spoken) = (reading.source.end as usize, reading.spoken.end as usize);
    }
    prop_assert_eq!(written.get(source..), speech.text.get(spoken..));
    Ok(())
}

/// Sentences as newspapers print them, from frames and what may stand in them.
fn sentence() -> impl Strategy<Value = String> {
    let frame = prop::sample::select(vec![
        ("Sáng ", ", UBND tỉnh họp."),
        ("Từ ngày ", ", trời mưa to."),
        ("Lễ ", ", cả nước nghỉ."),
        ("Giá vàng ở mức ", "."),
        ("Khoảng ", " hộ dân được hỗ trợ."),
        ("Đội nhà thắng ", " trước đội khách."),
        ("Tuyến đường ", " ngập sâu."),
        ("Xe chạy trên đường ", " lúc nửa đêm."),
        ("Kỳ họp lần thứ ", " của HĐND tỉnh."),
        ("Theo Nghị định ", ", mức phạt tăng."),
        ("Anh Nguyễn Văn B. (", ") kể lại."),
        ("Hạn cuối là ", " hằng năm."),
    ]);
    let filling = prop_oneof![
        (1u32..=31, 1u32..=12).prop_map(|(d, m)| format!("{d}/{m}")),
        (1u32..=20, 21u32..=31, 1u32..=12).prop_map(|(a, b, m)| format!("{a}-{b}/{m}")),
        (1u32..=99, 1u32..=99).prop_map(|(a, b)| format!("{a}-{b}")),
        (0u32..=9, 0u32..=9).prop_map(|(a, b)| format!("{a}-{b}")),
        (1u32..=999, 0u32..=999).prop_map(|(a, b)| format!("{a}.{b:03} đồng/kg")),
        (1u32..=99, 0u32..=99).prop_map(|(a, b)| format!("{a},{b} tỷ đồng")),
        (0u32..=23, 0u32..=59).prop_map(|(h, m)| format!("{h}h{m:02}")),
        (1u32..=999).prop_map(|n| format!("ĐT.{n}")),
        (1u32..=999, 2000u32..=2030).prop_map(|(n, y)| format!("{n}/{y}/NĐ-CP")),
        (1940u32..=2024).prop_map(|y| format!("SN {y}")),
        prop::sample::select(vec!["XV", "II", "9", "T7, CN", "QL1A", "TP.HCM", "5%", "2/3", "27-36°C"])
            .prop_map(str::to_owned),
    ];
    (frame, filling).prop_map(|((before, after), filling)| format!("{before}{filling}{after}"))
}

/// A whole number as it is said.
fn said(value: u64) -> String {
    let mut words = String::new();
    loidoc::vietnamese::number::cardinal_of(value, NORMALIZER.style(), &mut words);
    words
}

/// With dots between thousands.
fn grouped(value: u64) -> String {
    let digits = value.to_string();
    let first = (digits.len() - 1) % 3 + 1;
    let (head, tail) = digits.split_at(first);
    let groups = tail.as_bytes().chunks(3).map(|g| format!(".{}", String::from_utf8_lossy(g)));
    head.to_owned() + &groups.collect::<String>()
}

proptest! {
    #![proptest_config(cases(2000))]

    #[test]
    fn spans_and_gaps_rebuild_the_source(text in text()) {
        let tidied = loidoc::internals::tidy(&text);
        let speech = NORMALIZER.speech(&text);
        holds_together(&tidied.text, &speech)?;
        for sentence in &speech.sentences {
            prop_assert!(tidied.text.get(sentence.source.range()).is_some());
            prop_assert!(speech.text.get(sentence.spoken.range()).is_some());
        }
        let whole = Span::new(0, tidied.text.len());
        prop_assert_eq!(speech.to_spoken(whole), Span::new(0, speech.text.len()));
    }

    #[test]
    fn no_ascii_digit_is_left_unread(text in text()) {
        let spoken = NORMALIZER.normalize(&text);
        prop_assert!(!spoken.bytes().any(|b| b.is_ascii_digit()), "{} => {}", text, spoken);
    }

    #[test]
    fn what_is_said_does_not_depend_on_what_is_taken_down(text in text()) {
        prop_assert_eq!(NORMALIZER.normalize(&text), NORMALIZER.speech(&text).text);
        for context in &*IN_DOCUMENTS {
            let told = |detail| {
                let speech = NORMALIZER.speech_in(&text, context, detail);
                let readings: Vec<_> = speech.readings.iter().map(|r| (r.source, r.spoken, r.class, r.rule)).collect();
                (speech.text, readings)
            };
            prop_assert_eq!(told(Detail::Places), told(Detail::Alternatives));
        }
    }

    #[test]
    fn a_document_is_said_as_its_segments_by_themselves(lines in prop::collection::vec(text(), 1..6), space in " {0,3}") {
        let text = lines.join(&format!("{space}\n"));
        let Ok(document) = PIPELINE.document("a.txt", text.as_bytes()) else { return Ok(()) };
        let mut apart = document.clone();
        apart.segments.iter_mut().for_each(|segment| segment.text = segment.text.to_string().into());
        prop_assert_eq!(PIPELINE.speak(document).speeches, PIPELINE.speak(apart).speeches);
    }

    #[test]
    fn one_line_comes_out_for_each_line(text in text()) {
        prop_assert_eq!(NORMALIZER.normalize(&text).matches('\n').count(), text.matches('\n').count());
    }

    #[test]
    fn normalising_twice_changes_nothing(text in spaced_text()) {
        let once = NORMALIZER.normalize(&text);
        prop_assert_eq!(NORMALIZER.normalize(&once), once.clone(), "of {}", text);
    }

    #[test]
    fn lines_do_not_know_each_other(a in text(), b in text()) {
        let (a, b) = (a.replace('\n', " "), b.replace('\n', " "));
        let both = NORMALIZER.normalize(&format!("{a}\n{b}"));
        prop_assert_eq!(both, format!("{}\n{}", NORMALIZER.normalize(&a), NORMALIZER.normalize(&b)));
    }

    #[test]
    fn dates_say_their_numbers(day in 1u32..=28, month in 1u32..=12, year in 1000u32..=2999, sign in "[/.-]") {
        let style = NORMALIZER.style();
        let mut want = String::from("Ngày ");
        loidoc::vietnamese::number::cardinal_of(u64::from(day), style, &mut want);
        want.push_str(" tháng ");
        loidoc::vietnamese::number::month(u64::from(month), style, &mut want);
        want.push_str(" năm ");
        loidoc::vietnamese::number::cardinal_of(u64::from(year), style, &mut want);
        prop_assert_eq!(NORMALIZER.normalize(&format!("Ngày {day}{sign}{month}{sign}{year}")), want);
    }

    #[test]
    fn amounts_say_their_numbers(value in 1_000u64..10_000_000_000_000) {
        let want = format!("Chi {} đồng cho dự án.", said(value));
        prop_assert_eq!(NORMALIZER.normalize(&format!("Chi {} đồng cho dự án.", grouped(value))), want);
    }

    #[test]
    fn ranges_keep_both_ends(low in 1u64..5_000, more in 1u64..5_000, dash in "(-|–| - | – )", what in "(người|tấn|triệu đồng|kg|%)") {
        let spoken = NORMALIZER.normalize(&format!("Cần từ {low}{dash}{}{}{what} mỗi vụ.", low + more, if what == "%" { "" } else { " " }));
        let want = format!("từ {} đến {} ", said(low), said(low + more));
        prop_assert!(spoken.contains(&want), "{} lacks {}", spoken, want);
    }

    #[test]
    fn sentences_are_read_whole_and_no_word_twice(sentence in sentence()) {
        let spoken = NORMALIZER.normalize(&sentence);
        prop_assert!(!spoken.contains(|c: char| c.is_ascii_digit() || "/%°+=<>&".contains(c)), "{} => {}", sentence, spoken);
        prop_assert!(spoken.ends_with('.') && !spoken.contains("  ") && !spoken.contains(" ,"), "{} => {}", sentence, spoken);
        for word in ["ngày", "tháng", "đường", "đến", "thứ", "đồng", "trên"] {
            prop_assert!(!spoken.to_lowercase().contains(&format!("{word} {word} ")), "{} => {}", sentence, spoken);
        }
    }

    #[test]
    fn tidying_is_done_once(text in "\\PC{0,40}") {
        let once = loidoc::internals::tidy(&text).text.into_owned();
        prop_assert_eq!(loidoc::internals::tidy(&once).text, once.clone());
    }
}

#[test]
fn a_short_way_to_a_reading_leads_where_the_long_one_does() {
    for text in [
        "Liên hệ ông Nam (08) 3822 3333 để biết.",
        "Điện thoại: (08) 38.223.333",
        "(08) 38223333 là số máy bàn.",
        "Giá dầu tăng 1,5 US$ một thùng.",
        "Mua 500 US$ ở chợ.",
        "Đội đứng thứ 3 (9,5 điểm).",
        "Thứ 7, 2,5 giờ học",
        "Đội thắng 2-1 đồng đội.",
        "thắng 2-1 đồng; xong",
        "1956-1970 = 14",
        "thắng 2-1$",
        "Hãng JAXA 29 VNPT the best",
        "Máy 55 FC - 1950 của hãng.",
        "Quý 3/9/1999",
        "Gọi số, 114,26 điểm",
        "Điện thoại 75.869.vn của ông",
        "Viber 784434292,98 đồng",
        "dây 5 m × 12/4",
        "điện thoại ngày 09-12. 345 678",
        "từ 5% -  10% nhé",
        "Gọi ngay 113,114,115 để",
        "gọi 113.114 ngay",
        "Nước ngập sâu 1m2",
    ] {
        assert_eq!(NORMALIZER.normalize(text), NORMALIZER.speech(text).text, "{text}");
    }
}

#[test]
fn a_quotation_mark_before_a_title_parts_it_from_its_neighbour() {
    assert_eq!(NORMALIZER.normalize("Chợ “P. An Hội” đông."), "Chợ “phường An Hội” đông.");
}
