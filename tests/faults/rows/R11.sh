#!/bin/sh
# R11: the stick's bytes change between reads
# goal: 10000
# short: sticks whose bytes change
# least: 1000
# usage: R11.sh BUILD
VITRIN_LIES=${N:-2000} VITRIN_SEED=$SEED VITRIN_TEST=test_a_lying_stick exec "$1/tests/test_intake_faults"
