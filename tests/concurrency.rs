//! One of each is shared by all threads.

use loidoc::{Engine, Lexicon, Normalizer, Pipeline};
use std::fs;
use std::path::Path;
use std::thread;

const _: () = {
    const fn shared<T: Send + Sync + 'static>() {}
    shared::<Normalizer>();
    shared::<Lexicon>();
    shared::<Pipeline>();
    shared::<Engine>();
};

/// The lines of the golden files: every class is among them.
fn lines() -> Vec<String> {
    let golden = Path::new(env!("CARGO_MANIFEST_DIR")).join("tests/golden");
    let files = fs::read_dir(golden).expect("tests/golden is there").map(|e| e.expect("it can be listed").path());
    files.flat_map(|f| fs::read_to_string(f).expect("UTF-8").lines().map(str::to_owned).collect::<Vec<_>>()).collect()
}

#[test]
fn sixty_four_threads_say_what_one_says() {
    let lines = lines();
    assert!(lines.len() > 1000, "only {} lines", lines.len());
    let normalizer = Normalizer::new();
    let pipeline = Pipeline::new();
    let google = Lexicon::built_in().engine("google").expect("it is built in").clone();
    let article = lines[..200].join("\n");
    let ssml = || {
        let article = pipeline.read("a.txt", article.as_bytes()).expect("it is text");
        pipeline.ssml(&article, &google).expect("it fits").chunks.into_iter().map(|c| c.xml).collect::<String>()
    };
    let alone: Vec<_> = lines.iter().map(|line| (normalizer.normalize(line), normalizer.speech(line))).collect();
    let alone_ssml = ssml();
    thread::scope(|scope| {
        for n in 0..64 {
            let (lines, alone, alone_ssml, normalizer, ssml) = (&lines, &alone, &alone_ssml, &normalizer, &ssml);
            scope.spawn(move || {
                let mut out = String::new();
                // Every thread begins elsewhere.
                for k in (0..lines.len()).map(|k| (k + n * 37) % lines.len()) {
                    out.clear();
                    normalizer.normalize_into(&lines[k], &mut out);
                    assert_eq!(out, alone[k].0);
                    if k % 16 == n % 16 {
                        assert_eq!(normalizer.speech(&lines[k]), alone[k].1);
                    }
                }
                if n % 8 == 0 {
                    assert_eq!(&ssml(), alone_ssml);
                }
            });
        }
    });
}
