#!/bin/sh
# In Vietnamese the letters of CLDR's compact numbers are those of its units: "5 N" is five thousand and five newtons, and
# a month's short form is followed by a comma and a bare year.
#
# Guess: a library for formatting prints forms that tell a reader what they are.
# Seen with babel 2.17.0 (CLDR data in it): 5,000 compact is "5 N" (nghìn), five newtons are "5 N"; 5e9 is "5 T" (tỷ); with
# a currency the letter stands between ("1,2 N ₫"). The medium date is "18 thg 10, 2025", a weekday before a date "Th 7".
# Nothing but the currency or the neighbours tells them apart.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet babel==2.17.0
"$room/venv/bin/python" - <<'PYTHON'
from datetime import datetime

from babel.dates import format_skeleton
from babel.numbers import format_compact_currency, format_compact_decimal
from babel.units import format_unit

plain = lambda text: text.replace("\u00a0", " ").replace("\u202f", " ")
compact = plain(format_compact_decimal(5000, locale="vi"))
newtons = plain(format_unit(5, "force-newton", length="short", locale="vi"))
money = plain(format_compact_currency(1200, "VND", locale="vi", fraction_digits=1))
billions = plain(format_compact_decimal(5e9, locale="vi"))
saturday = datetime(2025, 10, 18, 15, 30)
dates = [plain(format_skeleton(skeleton, saturday, locale="vi")) for skeleton in ("yMMMd", "MEd", "hm")]
print([compact, newtons, billions, money, *dates])
assert compact == newtons == "5 N"
assert billions == "5 T"
assert money == "1,2 N ₫"
assert dates == ["18 thg 10, 2025", "Th 7, 18/10", "3:30 CH"], dates
PYTHON
