//! Captions in SRT and WebVTT (<https://www.w3.org/TR/webvtt1/>), and the cue sheet of a bulletin.

use super::timeline::{Sentence, Timings};

/// SubRip: a numbered caption a sentence.
pub fn srt(timings: &Timings) -> String {
    let captions = sentences(timings).enumerate().map(|(n, s)| {
        let (start, end) = (clock(timings.milliseconds(s.start), ','), clock(timings.milliseconds(s.end), ','));
        format!("{}\n{start} --> {end}\n{}\n", n + 1, line(&s.text))
    });
    captions.collect::<Vec<_>>().join("\n")
}

/// WebVTT: a caption a sentence; an article's title stands before it as a note.
pub fn vtt(timings: &Timings) -> String {
    let mut out = String::from("WEBVTT\n");
    for story in &timings.stories {
        // Neither a note nor a caption may hold an arrow.
        out.push_str(&format!("\nNOTE {}\n", line(&story.title).replace("-->", "→")));
        for s in &story.sentences {
            let (start, end) = (clock(timings.milliseconds(s.start), '.'), clock(timings.milliseconds(s.end), '.'));
            let text = line(&s.text).replace('&', "&amp;").replace('<', "&lt;").replace('>', "&gt;");
            out.push_str(&format!("\n{start} --> {end}\n{text}\n"));
        }
    }
    out
}

/// A cue sheet: a track an article. Its frames are 75ths of a second.
pub fn cue(timings: &Timings, audio: &str) -> String {
    // A cue sheet knows no escape for its quotes.
    let quoted = |text: &str| line(text).replace('"', "'");
    let mut out = format!("FILE \"{}\" WAVE\n", quoted(audio));
    for (n, story) in timings.stories.iter().enumerate() {
        let frames = story.start * 75 / u64::from(timings.rate.max(1));
        let (minutes, seconds) = (frames / 75 / 60, frames / 75 % 60);
        out.push_str(&format!(
            "  TRACK {:02} AUDIO\n    TITLE \"{}\"\n    INDEX 01 {minutes:02}:{seconds:02}:{:02}\n",
            n + 1,
            quoted(&story.title),
            frames % 75
        ));
    }
    out
}

fn sentences(timings: &Timings) -> impl Iterator<Item = &Sentence> {
    timings.stories.iter().flat_map(|story| &story.sentences)
}

/// `01:02:03.004`
fn clock(milliseconds: u64, mark: char) -> String {
    let seconds = milliseconds / 1000;
    let (hours, minutes, seconds) = (seconds / 3600, seconds / 60 % 60, seconds % 60);
    format!("{hours:02}:{minutes:02}:{seconds:02}{mark}{:03}", milliseconds % 1000)
}

/// On one line: an empty one would end the caption.
fn line(text: &str) -> String {
    text.split_whitespace().collect::<Vec<_>>().join(" ")
}

#[cfg(test)]
mod tests {
    use super::*;
    use crate::audio::timings::Story;
    use crate::document::Role;

    fn timings() -> Timings {
        let text = "Giá < 5 & > 3 \"q\"\n\n-->".to_owned();
        let sentence = Sentence { start: 29_368_824, end: 29_400_000, text, role: Role::Body, paragraph: 1 };
        let title = "Giá \"vàng\"".to_owned();
        let story = Story { start: 29_368_824, end: 29_400_000, title, source: "a".into(), sentences: vec![sentence] };
        Timings { rate: 8000, duration: 29_400_000, stories: vec![story] }
    }

    #[test]
    fn captions_hold_what_was_written_and_nothing_that_ends_them() {
        let want = "1\n01:01:11,103 --> 01:01:15,000\nGiá < 5 & > 3 \"q\" -->\n";
        assert_eq!(srt(&timings()), want);
        let vtt = vtt(&timings());
        assert!(vtt.starts_with("WEBVTT\n\nNOTE Giá \"vàng\"\n\n01:01:11.103 --> 01:01:15.000\n"), "{vtt}");
        assert!(vtt.ends_with("\nGiá &lt; 5 &amp; &gt; 3 \"q\" --&gt;\n"), "{vtt}");
    }

    #[test]
    fn a_cue_sheet_counts_frames() {
        let want = "FILE \"a.wav\" WAVE\n  TRACK 01 AUDIO\n    TITLE \"Giá 'vàng'\"\n    INDEX 01 61:11:07\n";
        assert_eq!(cue(&timings(), "a.wav"), want);
    }
}
