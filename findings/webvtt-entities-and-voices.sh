#!/bin/sh
# Two readers of WebVTT (Python) leave escapes in the text of a cue, and one of them drops who speaks.
#
# Guess: the text of a cue comes out as a viewer sees it: "&amp;" as "&", "&nbsp;" as a space, times within a cue left out; the
# speaker of <v Nam> is kept somewhere, for that is what the tag is for.
# Seen with pysubs2 1.8.1 and webvtt-py 0.6.0: both keep "&amp;" and "&nbsp;" as they are written, so that an engine spells them
# and a conversion to SubRip shows them; pysubs2's plain text holds "<00:00:05.000>" too, and its field for the speaker is empty.
# webvtt-py has the speaker and leaves the time out.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet pysubs2==1.8.1 webvtt-py==0.6.0
cat > "$room/cues.vtt" <<'VTT'
WEBVTT

00:00:01.000 --> 00:00:03.000
<v Nam>Bà con &amp; cô bác

00:00:04.000 --> 00:00:06.000
<v Lan>Giá tăng 5&nbsp;% <00:00:05.000>rồi
VTT
"$room/venv/bin/python" - "$room/cues.vtt" <<'PYTHON'
import sys

import pysubs2
import webvtt

first, second = pysubs2.load(sys.argv[1])
print("pysubs2", repr(first.plaintext), repr(first.name), repr(second.plaintext))
assert (first.plaintext, first.name) == ("Bà con &amp; cô bác", "")
assert second.plaintext == "Giá tăng 5&nbsp;% <00:00:05.000>rồi"
assert "&amp;" in pysubs2.load(sys.argv[1]).to_string("srt")

first, second = webvtt.read(sys.argv[1])
print("webvtt-py", repr(first.text), repr(first.voice), repr(second.text))
assert (first.text, first.voice) == ("Bà con &amp; cô bác", "Nam")
assert second.text == "Giá tăng 5&nbsp;% rồi"
PYTHON
