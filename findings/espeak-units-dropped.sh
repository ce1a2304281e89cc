#!/bin/sh
# espeak-ng takes half a second for nothing and six decibels for half of one: it reads whole numbers and knows few units.
#
# Guess: <break time="0.5s"/> is <break time="500ms"/>, and volume="-6dB" halves the amplitude; both stand in the recommendation.
# Seen with espeak-ng 1.52.0 (the library of espeakng-loader 0.2.4), voice vi: "500ms" adds some 560 ms, "0.5s" and "1.5s" both what
# a pause of nothing adds (60 to 70 ms), "1s" a second: what stands after the point is gone, and the unit with it. "-6dB" is 0.6 dB
# softer, as if it were -6 %; "soft" is 4 dB softer.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet espeakng-loader==0.2.4
"$room/venv/bin/python" - <<'PYTHON'
import ctypes as c, math
import espeakng_loader

engine = c.CDLL(espeakng_loader.get_library_path())
engine.espeak_Info.restype = c.c_char_p
engine.espeak_Synth.argtypes = [c.c_char_p, c.c_size_t, c.c_uint, c.c_int, c.c_uint, c.c_uint, c.c_void_p, c.c_void_p]
rate = engine.espeak_Initialize(2, 0, espeakng_loader.get_data_path().encode(), 0)
samples = []

@c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.c_void_p)
def hear(wave, count, events):
    samples.extend(wave[:count] if wave else [])
    return 0

engine.espeak_SetSynthCallback(hear)
engine.espeak_SetVoiceByName(b"vi")

def say(text):
    samples.clear()
    coded = ("<speak>" + text + "</speak>").encode()
    engine.espeak_Synth(coded, len(coded) + 1, 0, 1, 0, 0x1011, None, None)
    return list(samples)

def added(time):
    longer, plain = say(f'Một hai <break time="{time}"/> ba bốn.'), say("Một hai ba bốn.")
    return round((len(longer) - len(plain)) * 1000 / rate)

def level(volume):
    power = lambda text: sum(s * s for s in say(text)) / len(samples)
    return round(10 * math.log10(power(f'<prosody volume="{volume}">Một hai ba bốn.</prosody>') / power("Một hai ba bốn.")), 1)

version = engine.espeak_Info(None).decode()
pauses = {time: added(time) for time in ("500ms", "0.5s", "1.5s", "1s")}
volumes = {volume: level(volume) for volume in ("-6dB", "soft")}
print(version, pauses, volumes, sep="\n")
assert version.startswith("1.52"), version
assert 500 <= pauses["500ms"] < 600 and 1000 <= pauses["1s"] < 1100
assert pauses["0.5s"] < 100 and pauses["1.5s"] < 100
assert -1 < volumes["-6dB"] < 0 and volumes["soft"] < -3
PYTHON
