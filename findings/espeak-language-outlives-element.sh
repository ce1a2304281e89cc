#!/bin/sh
# A language given to a sentence or paragraph goes on in espeak-ng when the element has ended: all that follows is said in it.
#
# Guess: xml:lang holds for the element that it stands on, as in every XML document.
# Seen with espeak-ng 1.52.0 (the library of espeakng-loader 0.2.4), voice vi: after <s xml:lang="en">…</s> or <p xml:lang="en">…</p>
# the Vietnamese sentence that comes next is said with English sounds. After <voice xml:lang="en">…</voice> it is Vietnamese again.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet espeakng-loader==0.2.4
"$room/venv/bin/python" - <<'PYTHON'
import ctypes as c, tempfile
import espeakng_loader

engine, libc = c.CDLL(espeakng_loader.get_library_path()), c.CDLL(None)
engine.espeak_Info.restype = c.c_char_p
libc.fopen.restype = c.c_void_p
libc.fclose.argtypes = [c.c_void_p]
engine.espeak_SetPhonemeTrace.argtypes = [c.c_int, c.c_void_p]
engine.espeak_Synth.argtypes = [c.c_char_p, c.c_size_t, c.c_uint, c.c_int, c.c_uint, c.c_uint, c.c_void_p, c.c_void_p]
engine.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)

@c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.c_void_p)
def hear(wave, count, events):
    return 0

engine.espeak_SetSynthCallback(hear)
engine.espeak_SetVoiceByName(b"vi")

def say(text):
    """The phonemes of an SSML document."""
    with tempfile.NamedTemporaryFile() as trace:
        stream = libc.fopen(trace.name.encode(), b"w")
        engine.espeak_SetPhonemeTrace(1, stream)
        coded = ("<speak>" + text + "</speak>").encode()
        engine.espeak_Synth(coded, len(coded) + 1, 0, 1, 0, 0x1111, None, None)
        engine.espeak_SetPhonemeTrace(0, None)
        libc.fclose(stream)
        return " ".join(trace.read().decode().split())

version = engine.espeak_Info(None).decode()
alone = say("<s>Ba con.</s>")
sentence = say('<s xml:lang="en">Hello you.</s> <s>Ba con.</s>')
paragraph = say('<p xml:lang="en">Hello you.</p> <p>Ba con.</p>')
voice = say('<voice xml:lang="en">Hello you.</voice> Ba con.')
print(version, alone, sentence, paragraph, voice, sep="\n")
assert version.startswith("1.52"), version
assert voice.endswith(alone)
english = "b'A: k'0n"
assert sentence.endswith(english) and paragraph.endswith(english)
PYTHON
