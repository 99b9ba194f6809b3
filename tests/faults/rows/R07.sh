#!/bin/sh
# R7: an allocation fails, whoever asked for it
# goal: 10041
# short: points of allocations
# least: 550
# usage: R07.sh BUILD [short]
[ "$2" != short ] || export N=1434 NEXT_STICK=3
# shellcheck disable=SC2086
exec tests/faults/points.py "$1" alloc ${N:-2500}
