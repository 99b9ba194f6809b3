#!/bin/sh
# Another show from the same sheets, by the same programs: built, laid out at every size, touched, and left to play.
# usage: tests/show_lighthouse/run.sh BUILD-FOLDER
build=$1
show=tests/show_lighthouse
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
check() {
    name=$1
    shift
    if "$@" >"$work/out" 2>&1; then
        mv "$work/out" "$work/said"
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "show: $name: $(cat "$work/out")"
    fi
}
says() { grep -qF -- "$1" "$work/said"; }

sizes=
case $build in *asan*) sizes='--size 1280x720' ;; esac # what it lays out is the same; this looks for faults
check build "$build/vitrin-pack" build $show -o "$work/lighthouse.vpack"
check 'nine slides' says ' 9 slides,'
# shellcheck disable=SC2086
check lint "$build/vitrin-pack" lint $show $sizes
check 'no finding' says ': 0 findings'
cat >"$work/hands.touch" <<TOUCH
size 1280x720
at 1000 touch start
at 1500 expect heights en exploring
at 2000 key right
at 3000 expect lamps en exploring
at 3500 key language
at 4500 expect lamps fa exploring
at 5000 key home
at 6000 touch tile_books
at 7000 touch source 7
at 8000 touch close card
at 9000 expect books fa exploring
TOUCH
check touch "$build/vitrin" --pack "$work/lighthouse.vpack" --unsigned --replay "$work/hands.touch"
check 'a round' env SDL_VIDEODRIVER=dummy "$build/vitrin" --pack "$work/lighthouse.vpack" --unsigned --windowed --size 640x360 --frames 30
check 'its own words only' sh -c '! grep -riE "lighthouse|farewell" src'
check 'no word of the other show' sh -c '! grep -ri chongqing src'
echo "show: $passed passed, $failed failed"
[ $failed -eq 0 ]
