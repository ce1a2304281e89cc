#!/bin/sh
# Babel (Python) prints the key of a unit where CLDR lets the narrow form of Vietnamese inherit the short one.
#
# Guess: format_unit(5, unit, length="narrow", locale="vi") falls back to the short form, as CLDR's aliases say ("5 t").
# Seen with babel 2.17.0: most units come out as their keys ("5 mass-tonne", "5 temperature-kelvin", "5 digital-megabyte"),
# without an error; a few that have a narrow form of their own are right ("5 N"). A reader of such text meets English words.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet babel==2.17.0
"$room/venv/bin/python" - <<'PYTHON'
from babel.units import format_unit

seen = {
    (unit, length): format_unit(5, unit, length=length, locale="vi")
    for unit in ("mass-tonne", "temperature-kelvin", "digital-megabyte", "speed-knot", "force-newton")
    for length in ("short", "narrow")
}
for (unit, length), text in seen.items():
    print(unit, length, repr(text))
for unit, short in {"mass-tonne": "5 t", "temperature-kelvin": "5 K", "digital-megabyte": "5 MB", "speed-knot": "5 kn"}.items():
    assert seen[unit, "short"] == short, seen[unit, "short"]
    assert seen[unit, "narrow"] == "5 " + unit, seen[unit, "narrow"]
assert seen["force-newton", "narrow"] == "5 N"
PYTHON
