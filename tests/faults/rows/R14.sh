#!/bin/sh
# R14: the stick is pulled while it is read
# goal: 1024
# short: points where the stick was pulled
# least: 256
# usage: R14.sh BUILD
VITRIN_PULLS=${N:-256} VITRIN_SEED=$((SEED * 17)) VITRIN_TEST=test_pulled_anywhere exec "$1/tests/test_intake_faults"
