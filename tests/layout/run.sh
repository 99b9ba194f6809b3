#!/bin/sh
# Every slide's layout: for itself at three sizes, as large text, and in high contrast, in every language (`vitrin-pack lint`: nothing outside the
# picture, no two texts over each other, all readable), and against the design where there is a drawing. A fourth size is what
# the build with sanitizers looks at. usage: tests/layout/run.sh BUILD-FOLDER
build=$1
out=$build/layout
mkdir -p "$out"
passed=0
failed=0
lint=0

# lint OPTIONS: counts the pages it looked at
look() {
    "$build/vitrin-pack" lint data "$@" >"$out/lint.txt" || lint=1
    cat "$out/lint.txt"
    clean=$(sed -nE 's/.*: ([0-9]+) pages laid out, ([0-9]+) of them .*/\2/p' "$out/lint.txt")
    total=$(sed -nE 's/.*: ([0-9]+) pages laid out, ([0-9]+) of them .*/\1/p' "$out/lint.txt")
    passed=$((passed + ${clean:-0}))
    failed=$((failed + ${total:-1} - ${clean:-0}))
}

case $build in
*asan*) look --size 1280x720 ;; # what it lays out is the same; this looks for faults
*)
    look # the usual sizes, large text and high contrast
    look --size 3840x2160
    ;;
esac
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
