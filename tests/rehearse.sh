#!/bin/sh
# The rehearsal from end to end: the second show as it is, and altered as careless or hostile authors would; each pack ends with the
# outcome that the intake reads from how the process ended, and its line says which page and why. usage: tests/rehearse.sh BUILD-FOLDER
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
kinds=0

count() {
    if [ "$1" -eq 0 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "rehearse: $2: $(grep -v '^page' "$work/said.txt" "$work/err.txt" | tail -n 3)"
    fi
}
# rehearse PACK OPTION…: what it says comes through a pipe, as it does to the intake; $status is how it ended
rehearse() {
    pack=$1
    shift
    status=$({ "$build/vitrin" --rehearse "$pack" "$@" 2>"$work/err.txt"; echo $? >"$work/status.txt"; } |
        cat >"$work/said.txt"; cat "$work/status.txt")
}
# the outcome as pack/pack_rehearsal.h defines it
outcome() {
    case $status in
    0) echo passed ;;
    11 | 142 | 152) echo rehearsal_slow ;;
    12 | 70 | 137) echo rehearsal_memory ;;
    *) echo rehearsal_failed ;;
    esac
}
# fit WHAT PACK OPTION…: passes, and every page was counted
fit() {
    what=$1
    shift
    rehearse "$@"
    last=$(grep '^page' "$work/said.txt" | tail -n 1)
    [ $status -eq 0 ] && [ "$(grep -c '^page' "$work/said.txt")" -eq "${last##* }" ] && [ "$last" = "page ${last##* } of ${last##* }" ] &&
        tail -n 1 "$work/said.txt" | grep -q '^passed: '
    count $? "$what"
}
# judged WHAT OUTCOME WORDS: how the pack of work/show ends; one line alone is no progress, and it says OUTCOME and WORDS
judged() {
    kinds=$((kinds + 1))
    rm -f "$work/bad.vpack" "$work/bad.vpack.minisig"
    make_pack "$work/bad.vpack" >"$work/said.txt" 2>"$work/err.txt" && rehearse "$work/bad.vpack"
    grep -v '^page' "$work/said.txt" >"$work/lines.txt"
    [ "$(outcome)" = "$2" ] &&
        { [ $status -ge 70 ] || { [ "$(wc -l <"$work/lines.txt")" -eq 1 ] && grep -q "^$2: .*$3" "$work/lines.txt"; }; }
    count $? "$1 (ended with $status, wanted $2: $3)"
}
make_pack() { "$build/vitrin-pack" build "$work/show" -o "$1" && sign "$1"; }
sign() { "$build/vitrin-pack" sign "$1" -k "$build/development.key"; }
show() { rm -rf "$work/show" && cp -r tests/show_lighthouse "$work/show"; }
alter() { python3 tests/rehearse/alter.py "$work/show" "$@"; }
cell() { alter cell "$@"; }

show
make_pack "$work/good.vpack" >"$work/said.txt" 2>"$work/err.txt"
count $? 'build and sign'
fit 'the second show' "$work/good.vpack"
fit 'the second show on a screen of its own' "$work/good.vpack" --size 2560x1080
"$build/vitrin" --pack "$work/good.vpack" --replay tests/show_lighthouse/round.touch >"$work/said.txt" 2>"$work/err.txt"
count $? 'a round of what was rehearsed'
"$build/vitrin" --rehearse "$work/good.vpack" --size 640x360 >"$work/file.txt" 2>"$work/err.txt"
count $? 'what it says goes to a file'

cell slide.csv towers title_en 'The tallest of all the towers of these isles stands in the middle of the greatest storm that was ever seen'
judged 'a title that does not fit' rehearsal_failed 'slide towers, en, 1920x1080: ".*" does not fit and is cut off'
show && cell slide_item.csv history/lens label_en 'A very great lens of the very best glass'
judged 'a label over another' rehearsal_failed 'slide history, en, 1920x1080: ".*" lies over "'
show && alter copy point.csv heights 40 'ord point'
judged 'forty towers too many' rehearsal_failed 'slide towers, en, 1920x1080: ".*" lies over "'
show && cell slide_place.csv '*' dx 9000
judged 'a label beside the picture' rehearsal_failed 'slide attract, en, 1920x1080: ".*" leaves the picture'
show && cell slide.csv fog deck_fa 'یک 𓀀 شب'
judged 'a letter that no font has' rehearsal_failed 'slide fog, fa, 1920x1080: ".*U+13000'
show && cell slide_item.csv isles/made_up label_en 'All of this is made up 𓀀'
judged 'a strange letter on a sheet' rehearsal_failed 'slide isles, en, 1920x1080: its sources: .*U+13000'
long='goes on and on, and then on and on again, until no caption of any page could be large enough for it and there is'
show && cell slide_item.csv power/sun note_en "This $long, as if that were not enough, more, which $long no end"
judged 'a caption that does not fit' rehearsal_failed 'slide power, en, 1920x1080: part sun touched: ".*" does not fit and is cut off'
show && cell slide.csv fog kind puppet_theatre
judged 'a kind from a newer program' rehearsal_failed 'slide fog, en, 1920x1080: it cannot be drawn: .*puppet_theatre'
show && cell slide_item.csv towers/heights series ''
judged 'a ranking of nothing' rehearsal_failed 'slide towers, en, 1920x1080: it cannot be drawn: .*series'
show && cell color.csv '*' value '#000000' && cell slide.csv '*' art ''
judged 'a show in the dark' rehearsal_failed 'nothing of it can be seen'
show && cell color.csv text value '#140F24'
judged 'words in the colour of the page' rehearsal_failed 'slide attract, en, 1920x1080: ".*" cannot be seen on its background'
show && alter cut art/port.png 2000
judged 'half a background' rehearsal_failed 'the pack: art port: not a whole PNG picture: it ends within a chunk'
show && convert -size 8000x8000 xc:'#101830' PNG24:"$work/show/art/land.png"
judged 'a background of 64 megapixels' rehearsal_failed 'the pack: art land: a picture of 8000 x 8000 is too large'
show && alter scribble geo/currents.wkt north_landscape 50000
judged 'a river that takes seconds' rehearsal_slow 'slide attract, en, 1920x1080: takes too long to draw'
case $build in
*-asan) ;; # has no limits of memory
*)
    show && alter scribble geo/currents.wkt north_landscape 200000
    judged 'a river that takes a gibibyte' rehearsal_memory ''
    ;;
esac
show && head -c 100000 "$work/good.vpack" >"$work/short.vpack" && sign "$work/short.vpack" >"$work/said.txt" && rehearse "$work/short.vpack"
[ "$(outcome)" = rehearsal_failed ] && grep -q '^rehearsal_failed: the pack: .*truncated' "$work/said.txt"
count $? 'a short file'
rm "$work/short.vpack.minisig" && rehearse "$work/short.vpack"
[ $status -eq 2 ] && [ ! -s "$work/said.txt" ] && grep -q 'not signed' "$work/err.txt"
count $? 'an unsigned file is not opened'
rehearse /nonexistent.vpack
[ $status -eq 2 ] && [ ! -s "$work/said.txt" ]
count $? 'no file'

echo "rehearse: N = $kinds kinds of bad pack"
echo "rehearse: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
