#!/bin/sh
# Piper runs the words around an ellipsis together, and a stop before a small letter ends no sentence to it.
#
# Guess: `…` makes at least the pause of a comma, and a full stop one of its own.
# Seen with piper-tts 1.8.0 and its own phonemes for Vietnamese: "một… hai" becomes one word, without the blank that "một
# hai" has; "hay. huấn" is one sentence, "hay. Huấn" two.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet piper-tts==1.8.0
"$room/venv/bin/python" - <<'PYTHON'
from importlib.metadata import version
from piper.phonemize_espeak import EspeakPhonemizer

said = lambda text: ["".join(sentence) for sentence in EspeakPhonemizer().phonemize("vi", text)]
assert said("một… hai") == ["mˈo6t̪hˈaːj"] and said("một, hai") == ["mˈo6t̪, hˈaːj"]
assert len(said("Nói hay. huấn luyện.")) == 1 and len(said("Nói hay. Huấn luyện.")) == 2
print(version("piper-tts"), said("một… hai"), said("một, hai"), said("một hai"), said("Nói hay. huấn luyện."), said("Nói hay. Huấn luyện."), sep="\n")
PYTHON
