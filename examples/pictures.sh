#!/usr/bin/env bash
# Makes the README's pictures: of 打分.html as it opens, and of the report on the worked example in light, dark and on
# paper. Needs what .ci/page has made, chromium, fonts-noto-cjk and poppler-utils (pdftoppm).
set -euo pipefail
cd "$(dirname "$0")"

score=${SCORE:-../target/release/score}
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
"$score" actuals.csv --period 2016年度 -o "$work/page.html"

# browse PAGE OPTIONS…
browse() {
  local page=$1
  shift
  LANGUAGE=zh_CN "${CHROMIUM:-chromium}" --headless --no-sandbox --disable-gpu --disable-quic --no-first-run \
    --disable-background-networking --disable-component-update --disable-sync --hide-scrollbars \
    --accept-lang=zh-CN --user-data-dir="$work/profile" --window-size=1120,1440 "$@" "file://$page" 2> "$work/log" ||
    { cat "$work/log" >&2; exit 1; }
}

browse "$PWD/../target/release-files/打分.html" --window-size=1120,500 --screenshot="$work/page.png"
browse "$work/page.html" --screenshot="$work/report.png"
browse "$work/page.html" --screenshot="$work/report-dark.png" --blink-settings=preferredColorScheme=0
browse "$work/page.html" --no-pdf-header-footer --print-to-pdf="$work/page.pdf"
pdftoppm -png -r 96 -f 1 -l 1 -singlefile "$work/page.pdf" "$work/report-paper"

for picture in page report report-dark report-paper; do
  bytes=$(wc -c < "$work/$picture.png")
  [ "$bytes" -lt 204800 ] || { echo "$picture.png has $bytes bytes, more than 200 KB" >&2; exit 1; }
  cp "$work/$picture.png" "pictures/$picture.png"
done
