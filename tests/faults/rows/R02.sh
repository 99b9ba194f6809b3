#!/bin/sh
# R2: the power cut, with loss of what was not synced: all of it, some of it
# goal: 20000
# short: states of (the disk|an ext4) after a cut
# least: 500
# usage: R02.sh BUILD [short]; short: on a real file system alone, for the disk in memory is a unit test. N: the size, 500 cuts of ext4 each
size=${N:-6}
if [ "${2-}" = short ]; then
    NEXT_STICK=10 exec tests/faults/cuts.py "$1" 500
fi
VITRIN_CUTS=$size VITRIN_SEED=$((SEED * size)) VITRIN_TEST=test_power_cut_anywhere "$1/tests/test_intake_faults" &&
    tests/faults/cuts.py "$1" 60 nosync && exec tests/faults/cuts.py "$1" $((500 * size))
