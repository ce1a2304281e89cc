use std::io::Read;
fn main() {
    let mut text = String::new();
    std::io::stdin().read_to_string(&mut text).unwrap();
    let n = loidoc::Normalizer::new();
    for line in text.lines() {
        let s = n.speech(line);
        let t = loidoc::tidy::tidy(line);
        for r in &s.readings {
            let a = r.source.start as usize;
            let b = r.source.end as usize;
            let l: String = t.text[..a].chars().rev().take(28).collect::<Vec<_>>().into_iter().rev().collect();
            let rr: String = t.text[b..].chars().take(18).collect();
            println!(
                "{}\t{}\t{}\t{}\t{}\t«{}»\t{}",
                r.rule,
                r.confidence.0,
                &t.text[r.source.range()],
                &s.text[r.spoken.range()].trim(),
                l,
                &t.text[r.source.range()],
                rr
            );
        }
    }
}
