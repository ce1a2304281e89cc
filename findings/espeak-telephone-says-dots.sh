#!/bin/sh
# In Vietnamese espeak-ng says «chấm» (dot) between the groups of a number that say-as calls a telephone number, and a whole
# number where it asks for digits.
#
# Guess: interpret-as="telephone" says figures one by one with short pauses, interpret-as="digits" one by one.
# Seen with espeak-ng 1.52.0 (the library of espeakng-loader 0.2.4), voice vi: 0912345678 as a telephone number has three «chấm»
# in it, where English makes pauses; 123 as digits is a hundred and twenty-three. Figures with blanks between are said one by one.
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

def say(text, voice=b"vi"):
    """The phonemes of an SSML document."""
    engine.espeak_SetVoiceByName(voice)
    with tempfile.NamedTemporaryFile() as trace:
        stream = libc.fopen(trace.name.encode(), b"w")
        engine.espeak_SetPhonemeTrace(1, stream)
        coded = ("<speak>" + text + "</speak>").encode()
        engine.espeak_Synth(coded, len(coded) + 1, 0, 1, 0, 0x1111, None, None)
        engine.espeak_SetPhonemeTrace(0, None)
        libc.fclose(stream)
        return " ".join(trace.read().decode().split())

version = engine.espeak_Info(None).decode()
telephone = say('<say-as interpret-as="telephone">0912345678</say-as>')
spaced = say("0 9 1 2 3 4 5 6 7 8")
english = say('<say-as interpret-as="telephone">0912345678</say-as>', b"en")
digits, number = say('<say-as interpret-as="digits">123</say-as>'), say("123")
print(version, telephone, spaced, english, digits, sep="\n")
assert version.startswith("1.52"), version
stop = "tS'@3m"  # chấm
assert telephone.count(stop) == 3 and stop not in spaced
assert "d'0t" not in english, english
assert digits == number
PYTHON
