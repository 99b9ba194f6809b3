#!/bin/sh
# Compares fresh pictures with the reference ones: no channel of any pixel further than 5/255. On a mismatch the picture and
# its difference are left in BUILD-FOLDER/golden. usage: tests/golden/run.sh BUILD-FOLDER [SLIDES]
build=$1
only=${2-}
out=$build/golden
mkdir -p "$out"
tests/golden/make.sh "$build" "$out" "$only" || exit 1
passed=0
failed=0
greatest=0
differing=0
for want in tests/golden/*.png; do
    name=$(basename "$want")
    case " $only " in '  ' | *" ${name%_??_?_*} "*) ;; *) continue ;; esac
    # the greatest difference of a channel, in 255ths
    worst=$(compare -metric PAE "$want" "$out/$name" "$out/difference_$name" 2>&1 | sed 's/.*(\(.*\)).*/\1/' | awk '{printf "%d", $1 * 255 + 0.5}')
    if [ -n "$worst" ] && [ "$worst" -le 5 ]; then
        passed=$((passed + 1))
        rm -f "$out/difference_$name"
    else
        failed=$((failed + 1))
        echo "golden: $name differs by up to $worst of 255: see $out/$name and $out/difference_$name"
    fi
    [ "${worst:-0}" -eq 0 ] || differing=$((differing + 1))
    [ "${worst:-0}" -le "$greatest" ] || greatest=$worst
done
echo "golden: N = $((passed + failed)) pictures, $differing of them not the same to the bit, the greatest difference of a channel $greatest of 255"
echo "golden: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
