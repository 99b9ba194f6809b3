#!/bin/sh
# Another show, tests/show_lighthouse: built, linted page by page and played by the same programs; and the program's sources do not name
# the subject of the first one. usage: tests/show.sh BUILD-FOLDER
build=$1
folder=tests/show_lighthouse
out=$build/show
pack=$out/lighthouse.vpack
suite=show
said=$out/said.txt
. tests/check.sh
mkdir -p "$out"
export SDL_VIDEODRIVER=dummy

nothing_found() { ! "$@"; }
lint() {
    "$build/vitrin-pack" lint $folder --size 1920x1080 --size 1080x1920 >"$out/lint.txt"
    status=$?
    cat "$out/lint.txt"
    return $status
}
# dump SLIDE: where its texts stand, in the show's own language
dump() { "$build/vitrin" --pack "$pack" --slide "$1" --size 1920x1080 --dump-layout "$out/$1.json"; }
# right_of SLIDE A B: text A begins right of where text B begins
right_of() {
    dump "$1" && python3 - "$out/$1.json" "$2" "$3" <<'PYTHON'
import json, sys
left = {text["t"]: text["box"][0] for text in json.load(open(sys.argv[1]))["texts"]}
sys.exit(0 if left[sys.argv[2]] > left[sys.argv[3]] + 8 else f"{sys.argv[2]} at {left[sys.argv[2]]}, {sys.argv[3]} at {left[sys.argv[3]]}")
PYTHON
}
named() { dump references && grep -q 'Harbour log of Orrin' "$out/references.json"; }
small() { [ -z "$(find $folder -size +150k)" ]; }

rm -f "$pack"
check 'its folder holds sheets, no schema' test ! -e $folder/schema.sql
check 'no file above 150 kB' small
check 'build' "$build/vitrin-pack" build $folder -o "$pack"
check 'sign' "$build/vitrin-pack" sign "$pack" -k "$build/development.key"
check 'lint' lint
check 'all of its 40 pages were laid out' grep -q ': 40 pages laid out, 40 of them without a finding' "$out/lint.txt"
check 'a round of its loop, and hands' "$build/vitrin" --pack "$pack" --replay $folder/round.touch
check 'frames in real time' "$build/vitrin" --pack "$pack" --frames 30
check 'a value stands past the line that would cross it' right_of seasons 420 'Mean of the four seasons: 480'
check 'the show'"'"'s own language stands where its pages begin' right_of seasons فا EN
check 'a few references are named' named
check 'no word of the first show in src' nothing_found grep -rilE 'chongqing|yangtze|jialing' src
checked
