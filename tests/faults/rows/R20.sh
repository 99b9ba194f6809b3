#!/bin/sh
# R20: the machine's date jumps by up to ten years while the show runs
# goal: 10000
# short: clock jumps of up to ten years
# least: 1000
# usage: R20.sh BUILD
VITRIN_JUMPS=${N:-10000} VITRIN_SEED=$((SEED * 1000)) VITRIN_TEST=test_a_date_that_jumps_changes_nothing exec "$1/tests/test_app_clock"
