#!/bin/sh
# Every slide's layout: for itself at four sizes, and as large text, in every language (`vitrin-pack lint`: nothing outside the picture, no two texts
# over each other, all readable), and against the design where there is a drawing. usage: tests/layout/run.sh BUILD-FOLDER
build=$1
out=$build/layout
mkdir -p "$out"
sizes='--size 1920x1080 --size 1080x1920 --size 3840x2160 --size 1280x720 --size 2880x1620 --size 1620x2880'
case $build in *asan*) sizes='--size 1280x720' ;; esac # what it lays out is the same; this looks for faults
# shellcheck disable=SC2086
"$build/vitrin-pack" lint data $sizes >"$out/lint.txt"
lint=$?
cat "$out/lint.txt"
passed=$(sed -nE 's/.*: ([0-9]+) pages laid out, ([0-9]+) of them .*/\2/p' "$out/lint.txt")
total=$(sed -nE 's/.*: ([0-9]+) pages laid out, ([0-9]+) of them .*/\1/p' "$out/lint.txt")
failed=$((${total:-1} - ${passed:-0}))
passed=${passed:-0}
for design in tests/layout/*.json; do
    name=$(basename "$design" .json)
    slide=${name%.*}
    case $name in *.portrait) size=1080x1920 ;; *) size=1920x1080 ;; esac
    file=$out/$slide.$size.fa.json
    if "$build/vitrin" --slide "$slide" --lang fa --size $size --dump-layout "$file" && python3 tests/layout/compare.py "$design" "$file"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
    fi
done
echo "layout: $passed passed, $failed failed"
[ $lint -eq 0 ] && [ $failed -eq 0 ] && [ $passed -gt 0 ]
