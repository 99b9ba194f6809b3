#!/bin/sh
# R8: coverage-guided fuzzing of what eats bytes of a stick or a sheet
# goal: 1000000000
# short: ^fuzz .* runs$
# least: 100000
# usage: R08.sh BUILD [short]
fuzz=$(dirname "$1")/desktop-fuzz
[ -x "$fuzz/fuzz/fuzz_signature" ] || { echo "SKIP R8: $fuzz is not built (make MODE=fuzz CC=clang check-fuzz)"; exit 0; }
[ "$2" != short ] || N=10
exec tests/fuzz/run.sh "$fuzz" "${N:-60}"
