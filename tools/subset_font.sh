#!/bin/sh
# Cuts the show's fallback font to exactly the Chinese characters that its spreadsheets use.
# usage: tools/subset_font.sh DATA-FOLDER   Writes DATA-FOLDER/font/NotoSansCJKsc-Subset.otf (Debian: fonts-noto-cjk, libharfbuzz-bin).
set -e
font=/usr/share/fonts/opentype/noto/NotoSansCJK-Regular.ttc
[ -f "$font" ] && command -v hb-subset >/dev/null || {
    echo "subset_font: the packages fonts-noto-cjk and libharfbuzz-bin are needed" >&2
    exit 2
}
characters=$(mktemp)
trap 'rm -f "$characters"' EXIT
python3 - "$1" >"$characters" <<'PYTHON'
import glob, sys
words = "".join(open(path, encoding="utf-8-sig").read() for path in glob.glob(sys.argv[1] + "/*.csv"))
print("".join(sorted({c for c in words if "\u2e80" <= c <= "\u9fff" or "\uf900" <= c <= "\ufaff" or "\uff00" <= c <= "\uffef"})), end="")
PYTHON
mkdir -p "$1/font"
hb-subset --face-index=2 --no-hinting --desubroutinize --text-file="$characters" \
    --output-file="$1/font/NotoSansCJKsc-Subset.otf" "$font"
echo "$1/font/NotoSansCJKsc-Subset.otf: $(wc -m <"$characters") characters, $(wc -c <"$1/font/NotoSansCJKsc-Subset.otf") bytes"
