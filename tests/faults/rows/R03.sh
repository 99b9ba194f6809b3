#!/bin/sh
# R3: the tests' tests: a sync, rename, verification or check left out has to be noticed
# goal: 70
# short: (syncs and renames|verifications and checks) left out
# least: 70
# usage: R03.sh BUILD [short]; short is the checks alone, for syncs and renames are a unit test of the everyday run
[ "${2-}" = short ] || VITRIN_TEST=test_every_sync_and_rename_is_needed "$1/tests/test_intake_faults" || exit 1
exec tests/faults/mutants.py "$1"
