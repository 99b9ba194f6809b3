#!/bin/sh
# R4: a second cut at every point of the recovery from the first
# goal: 10000
# short: pairs of cuts
# least: 500
# usage: R04.sh BUILD
VITRIN_STRIDE=${N:-2} VITRIN_SEED=$SEED VITRIN_TEST=test_cut_again_during_recovery exec "$1/tests/test_intake_faults"
