#!/bin/sh
# R2: the power cut, with loss of what was not synced: all of it, some of it
# goal: 20000
# short: states of the disk after a cut
# usage: R02.sh BUILD
VITRIN_CUTS=${N:-6} VITRIN_SEED=$((SEED * ${N:-6})) VITRIN_TEST=test_power_cut_anywhere exec "$1/tests/test_intake_faults"
