#!/usr/bin/env bash
# Makes the README's pictures of the web page from the worked example, in light, dark and on paper.
# Needs chromium, fonts-noto-cjk and poppler-utils (pdftoppm).
set -euo pipefail
cd "$(dirname "$0")"

score=${SCORE:-../target/release/score}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$score" actuals.csv --period 2016年度 -o "$work/page.html"

browse() {
  "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --user-data-dir="$work/profile" --window-size=1120,1440 "$@" "file://$work/page.html" 2> "$work/log" ||
    { cat "$work/log" >&2; exit 1; }
}

browse --screenshot="$work/report.png"
browse --screenshot="$work/report-dark.png" --blink-settings=preferredColorScheme=0
browse --no-pdf-header-footer --print-to-pdf="$work/page.pdf"
pdftoppm -png -r 96 -f 1 -l 1 -singlefile "$work/page.pdf" "$work/report-paper"

for picture in report report-dark report-paper; do
  bytes=$(wc -c < "$work/$picture.png")
  [ "$bytes" -lt 204800 ] || { echo "$picture.png has $bytes bytes, more than 200 KB" >&2; exit 1; }
  cp "$work/$picture.png" "pictures/$picture.png"
done
