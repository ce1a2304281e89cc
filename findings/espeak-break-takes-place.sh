#!/bin/sh
# A break after a mark takes the place of espeak-ng's own pause there, so the silence that it adds hangs on the speed; after
# a no-break space it comes on top, to the hundredth of a second at any speed.
#
# Guess: <break time="500ms"/> makes a text half a second longer wherever it stands.
# Seen with espeak-ng 1.52.0 (the library of espeakng-loader 0.2.4), voice vi: after ". " it adds nothing at 100 words a
# minute, where the stop's own pause is longer, some 200 ms at 175 and 355 ms at 250; after ". " and U+00A0, which is a word of nothing
# to it, it adds 495 to 500 ms at each.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet espeakng-loader==0.2.4
"$room/venv/bin/python" - <<'PYTHON'
import ctypes as c
import espeakng_loader

engine = c.CDLL(espeakng_loader.get_library_path())
engine.espeak_Info.restype = c.c_char_p
engine.espeak_Synth.argtypes = [c.c_char_p, c.c_size_t, c.c_uint, c.c_int, c.c_uint, c.c_uint, c.c_void_p, c.c_void_p]
rate = engine.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)
samples = 0

@c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.c_void_p)
def hear(wave, count, events):
    global samples
    samples += count if wave else 0
    return 0

engine.espeak_SetSynthCallback(hear)
engine.espeak_SetVoiceByName(b"vi")

def length(between, speed):
    global samples
    samples = 0
    engine.espeak_SetParameter(1, speed, 0)
    coded = f"<speak>Một hai.{between}Ba bốn.</speak>".encode()
    engine.espeak_Synth(coded, len(coded) + 1, 0, 1, 0, 0x1011, None, None)
    return samples * 1000 / rate

version = engine.espeak_Info(None).decode()
pause = '<break time="500ms"/>'
bare = {speed: length(" \n" + pause, speed) - length(" \n", speed) for speed in (100, 175, 250)}
top = {speed: length(" \u00a0" + pause, speed) - length(" \u00a0 ", speed) for speed in (100, 175, 250)}
print(version, bare, top, sep="\n")
assert version.startswith("1.52"), version
assert bare[100] < 20 and 150 < bare[175] < 250 and 300 < bare[250] < 400, bare
assert all(480 < added < 510 for added in top.values()), top
PYTHON
