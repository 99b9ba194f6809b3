#!/bin/sh
# R3: the tests' tests: a sync or rename left out has to be noticed
# goal: 19
# short: syncs and renames left out
# usage: R03.sh BUILD
VITRIN_TEST=test_every_sync_and_rename_is_needed exec "$1/tests/test_intake_faults"
