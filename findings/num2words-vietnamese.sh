#!/bin/sh
# num2words (Python) loses the minus of small numbers in Vietnamese and says another number; other forms are off as well.
#
# Guess: num2words(-5, lang="vi") puts a word for minus before the number, or refuses it; 2.5 is said by its digits.
# Seen with num2words 0.5.14: -5 comes out as fifteen and -1 as nineteen, without an error (from -1 down to -20; below that it
# raises an IndexError). A decimal always has two places, so that 2.5 is "hai phẩy năm mươi" and 2.05 "hai phẩy năm", and 99.999
# is a hundred. From 10^15 on the thousand of a billion is said as a hundred: ten times too little.
set -eu
room=$(mktemp -d)
trap 'rm -rf "$room"' EXIT
python3 -m venv "$room/venv"
"$room/venv/bin/pip" install --quiet num2words==0.5.14
"$room/venv/bin/python" - <<'PYTHON'
from num2words import num2words

seen = {
    -5: "mười lăm",
    -1: "mười chín",
    -20: "không",
    2.5: "hai phẩy năm mươi",
    2.05: "hai phẩy năm",
    99.999: "một trăm",
    10**14: "một trăm nghìn tỷ",
    10**15: "một trăm nghìn tỷ",
    2 * 10**15: "hai trăm nghìn tỷ",
}
for number, said in seen.items():
    now = num2words(number, lang="vi")
    print(number, repr(now))
    assert now == said, (number, now)
PYTHON
