#!/usr/bin/env bash
# Instructions a byte, which unlike time are the same on a busy machine: benches/instructions.sh [all]
# Needs valgrind. A text is taken once and twice, and the difference counts, so that start-up falls out. `all` adds a row
# for each class, on the texts of tests/golden.
set -euo pipefail
cd "$(dirname "$0")/.."
command -v valgrind >/dev/null || { echo "install valgrind (Debian: apt-get install valgrind)" >&2; exit 2; }
cargo build --quiet --profile profiling
loidoc=target/profiling/loidoc
texts=$(mktemp -d)
trap 'rm -r "$texts"' EXIT

# A text again and again, up to some 300 kB.
fill() { local once; once=$(cat; echo .); once=${once%.}; for ((n = 0; n < 300000; n += $(wc -c <<<"$once"))); do printf %s "$once"; done; }
instructions() { valgrind --tool=callgrind --callgrind-out-file=/dev/null "$@" 2>&1 >/dev/null | sed -n 's/.*Collected : //p'; }

row() { # name, text, command…
  local name=$1 text=$2 once twice bytes
  shift 2
  cat "$text" "$text" > "$texts/twice"
  once=$(instructions "$loidoc" "$@" "$text")
  twice=$(instructions "$loidoc" "$@" "$texts/twice")
  bytes=$(wc -c <"$text")
  awk -v n="$name" -v d=$((twice - once)) -v b="$bytes" 'BEGIN { printf "| %s | %d | %d | %.2f |\n", n, b, d, d / b }'
}

cat samples/*.txt | fill > "$texts/prose"
tr ' ' '\n' < "$texts/prose" | grep -v '[0-9]' | paste -sd ' ' | fill > "$texts/plain"
echo 'Ngày 18/10/1930, giá 1.250.000 đồng/kg, tăng 7,5-8%, lúc 8h30, tỷ số 2-1, cao 1m75;' | fill > "$texts/numbers"
echo 'UBND TỈNH VĨNH LONG HỌP BÀN VỀ GDP, BHXH VÀ HĐND CÁC CẤP' | fill > "$texts/headlines"
: > "$texts/nothing"

echo '| | bytes | Ir | Ir/byte |'
echo '|---|---:|---:|---:|'
for text in prose plain numbers headlines; do row "normalize, $text" "$texts/$text" normalize; done
row "ssml, prose" "$texts/prose" ssml --engine google
row "ssml, numbers" "$texts/numbers" ssml --engine google
row "explain, prose" "$texts/prose" explain
if [ "${1:-}" = all ]; then
  for golden in tests/golden/*.txt; do
    class=$(basename "$golden" .txt)
    sed -n 's/ => .*//p' "$golden" | fill > "$texts/$class"
    row "class $class" "$texts/$class" normalize
  done
fi
echo "| start-up | 0 | $(instructions "$loidoc" normalize "$texts/nothing") | |"
