#!/bin/sh
# R7: an allocation fails, whoever asked for it
# goal: 10041
# short: points of allocations
# least: 1350
# usage: R07.sh BUILD [short]
if [ "${2-}" = short ]; then
    # every seventh of what two operations have in common: each begins elsewhere
    EVERY=14 NEXT_STICK=5 exec tests/faults/points.py "$1" alloc
fi
exec tests/faults/points.py "$1" alloc "${N:-2500}"
