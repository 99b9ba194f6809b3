#!/bin/sh
# Runs every fuzz target of a build folder on its corpus and on new inputs. usage: tests/fuzz/run.sh BUILD-FOLDER [SECONDS-EACH]
# What is found beyond the committed corpus is kept in BUILD-FOLDER/fuzz/found, what fails beside it.
cd "$(dirname "$0")/../.." || exit 2
build=$1
seconds=${2:-10}
passed=0
failed=0
# -timeout counts the wall's seconds, on a machine that other work shares
options=detect_leaks=1:allocator_may_return_null=1
export LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0
export SDL_VIDEODRIVER=dummy
for source in tests/fuzz/fuzz_*.c; do
    name=$(basename "$source" .c)
    target=${name#fuzz_}
    found=$build/fuzz/found/$target
    mkdir -p "$found" "$build/fuzz/failed"
    ASAN_OPTIONS=$options
    # FreeType keeps no frame pointers: only the slow way finds the function that a suppression names
    [ "$target" != font ] || ASAN_OPTIONS=$options:fast_unwind_on_malloc=0
    export ASAN_OPTIONS
    if "$build/fuzz/$name" -max_total_time="$seconds" -timeout=15 -rss_limit_mb=2048 -max_len=8192 -print_final_stats=1 \
        -artifact_prefix="$build/fuzz/failed/$target-" "$found" "tests/fuzz/corpus/$target" >"$build/fuzz/$target.log" 2>&1; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        tail -n 40 "$build/fuzz/$target.log"
    fi
    echo "fuzz $target: N = $(sed -n 's/^stat::number_of_executed_units: *//p' "$build/fuzz/$target.log") runs"
done
echo "fuzz: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
