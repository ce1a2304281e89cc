"""What espeak-ng says of a text, by its own account: a line of JSON in, a line of JSON out.

In:  {"text": "<speak>…</speak>", "voice": "vi", "rate": 175}, or {"words": ["một", …], "voice": "vi"}.
Out: {"phonemes": "…", "marks": [["s1", 0], …], "starts": [[1, 0], …], "milliseconds": 1234}, {"words": ["m'o6t", …]}, or
     {"died": 11} with the signal that ended it. A mark comes with the millisecond in which it is heard, a start is the
     place of a word in the text, in characters from 1, with its millisecond.

Each request has a process of its own, since some end it. The library is Debian's, or that of LOIDOC_ESPEAK_LIB with the
data of LOIDOC_ESPEAK_DATA.
"""

import ctypes as c
import json
import os
import sys
import tempfile

WORD, MARK = 1, 3
SSML, PHONEMES, END_PAUSE, UTF8 = 0x10, 0x100, 0x1000, 1
RATE = 1


class Id(c.Union):
    _fields_ = [("number", c.c_int), ("name", c.c_char_p), ("string", c.c_char * 8)]


class Event(c.Structure):
    _fields_ = [
        ("type", c.c_int), ("uid", c.c_uint), ("text", c.c_int), ("length", c.c_int),
        ("audio", c.c_int), ("sample", c.c_int), ("user", c.c_void_p), ("id", Id),
    ]


CALLBACK = c.CFUNCTYPE(c.c_int, c.POINTER(c.c_short), c.c_int, c.POINTER(Event))
library = c.CDLL(os.environ.get("LOIDOC_ESPEAK_LIB") or "libespeak-ng.so.1")
libc = c.CDLL(None)
libc.fopen.restype = c.c_void_p
libc.fclose.argtypes = [c.c_void_p]
library.espeak_SetPhonemeTrace.argtypes = [c.c_int, c.c_void_p]
library.espeak_Synth.argtypes = [c.c_char_p, c.c_size_t, c.c_uint, c.c_int, c.c_uint, c.c_uint, c.c_void_p, c.c_void_p]
library.espeak_Info.restype = c.c_char_p
data = os.environ.get("LOIDOC_ESPEAK_DATA")
rate = library.espeak_Initialize(2, 0, data.encode() if data else None, 0)
marks, starts, samples = [], [], 0


@CALLBACK
def hear(wave, count, events):
    global samples
    samples += count if wave else 0
    n = 0
    while events[n].type:
        if events[n].type == MARK:
            marks.append((events[n].id.name.decode(), events[n].audio))
        if events[n].type == WORD:
            starts.append((events[n].text, events[n].audio))
        n += 1
    return 0


library.espeak_SetSynthCallback(hear)


def say(text, ssml):
    with tempfile.NamedTemporaryFile() as trace:
        stream = libc.fopen(trace.name.encode(), b"w")
        library.espeak_SetPhonemeTrace(1, stream)
        coded = text.encode()
        flags = UTF8 | PHONEMES | END_PAUSE | (SSML if ssml else 0)
        library.espeak_Synth(coded, len(coded) + 1, 0, 1, 0, flags, None, None)
        library.espeak_Synchronize()
        library.espeak_SetPhonemeTrace(0, None)
        libc.fclose(stream)
        return trace.read().decode()


def answer(request):
    library.espeak_SetVoiceByName(request["voice"].encode())
    library.espeak_SetParameter(RATE, request.get("rate", 175), 0)
    if "words" in request:
        return {"words": [say(word, False) for word in request["words"]]}
    phonemes = say(request["text"], request.get("ssml", True))
    return {"phonemes": phonemes, "marks": marks, "starts": starts, "milliseconds": samples * 1000 / rate}


print(json.dumps(library.espeak_Info(None).decode()), flush=True)
for line in sys.stdin:
    read, write = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(read)
        with os.fdopen(write, "w") as out:
            json.dump(answer(json.loads(line)), out)
        os._exit(0)
    os.close(write)
    with os.fdopen(read) as out:
        said = out.read()
    status = os.waitpid(child, 0)[1]
    print(said if status == 0 else json.dumps({"died": status}), flush=True)
