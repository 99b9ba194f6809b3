#!/bin/sh
# Every slide's layout: against the design where there is a drawing, and for itself at four sizes and two languages (nothing
# outside the picture, no two texts over each other). usage: tests/layout/run.sh BUILD-FOLDER
build=$1
out=$build/layout
mkdir -p "$out"
slides=$("$build/vitrin-pack" inspect --json "$build/chongqing.vpack" |
    python3 -c 'import json, sys; print(*json.load(sys.stdin)["slides"])')
sizes='1920x1080 1080x1920 3840x2160 1280x720'
case $build in *asan*) sizes='1280x720 1080x1920' ;; esac # what it lays out is the same; this looks for faults
passed=0
failed=0
for slide in $slides; do
    for size in $sizes; do
        for lang in fa en; do
            file=$out/$slide.$size.$lang.json
            if $build/vitrin --slide $slide --lang $lang --size $size --dump-layout "$file" && python3 tests/layout/overlap.py "$file"; then
                passed=$((passed + 1))
            else
                failed=$((failed + 1))
            fi
        done
    done
    for shape in landscape:1920x1080 portrait:1080x1920; do
        design=tests/layout/$slide.${shape%:*}.json
        [ -f "$design" ] && [ -f "$out/$slide.${shape#*:}.fa.json" ] || continue
        if python3 tests/layout/compare.py "$design" "$out/$slide.${shape#*:}.fa.json"; then
            passed=$((passed + 1))
        else
            failed=$((failed + 1))
        fi
    done
done
echo "layout: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
