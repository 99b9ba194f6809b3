#!/bin/sh
# R2: power loss with loss of the page cache
# goal: 20000 states
# short: states of the disk after a cut of the power
# usage: R02.sh BUILD long
VITRIN_CUTS=${N:-20000} CMOCKA_TEST_FILTER=test_power_cut_anywhere exec "$1/tests/test_intake_faults"
