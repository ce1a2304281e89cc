//! Sentence ends: `tests/boundaries.txt` holds paragraphs with ` ‖ ` where a sentence ends.

use std::collections::HashSet;

#[test]
fn sentence_ends_are_found() {
    let text = include_str!("boundaries.txt");
    let normalizer = loidoc::Normalizer::new();
    let (mut right, mut wanted, mut found) = (0, 0, 0);
    let mut wrong = Vec::new();
    let mut lines = 0;
    for (n, line) in text.lines().enumerate() {
        if line.trim().is_empty() || line.starts_with("# ") {
            continue;
        }
        lines += 1;
        // A mark with spaces stands for a space, one without for nothing.
        let written = line.replace(" ‖ ", " ").replace('‖', "");
        let mut want = HashSet::new();
        let mut at = 0;
        let parts: Vec<&str> = line.split('‖').collect();
        for (k, part) in parts.iter().enumerate() {
            let tight_before = k > 0 && parts[k - 1].ends_with(' ') && part.starts_with(' ');
            at += if tight_before { part.len() - 1 } else { part.len() };
            if k + 1 < parts.len() {
                want.insert(written[..at].trim_end().len());
            }
        }
        let speech = normalizer.speech(&written);
        let ends: HashSet<usize> =
            speech.sentences.iter().map(|s| s.source.end as usize).filter(|&e| e < written.trim_end().len()).collect();
        wanted += want.len();
        found += ends.len();
        right += want.intersection(&ends).count();
        if want != ends {
            let mut shown = written.clone();
            let mut places: Vec<_> = ends.iter().copied().collect();
            places.sort_unstable_by(|a, b| b.cmp(a));
            for place in places {
                shown.insert_str(place, " ‖");
            }
            wrong.push(format!("line {}: {line}\n    got  {shown}", n + 1));
        }
    }
    assert!(lines >= 200, "only {lines} lines");
    let (precision, recall) = (right as f64 / found as f64, right as f64 / wanted as f64);
    assert!(precision >= 0.99 && recall >= 0.99, "precision {precision:.3}, recall {recall:.3}\n{}", wrong.join("\n"));
}
