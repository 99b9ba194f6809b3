#!/bin/sh
# R5, R6: no space, an error or a short count from every operation, once and for ever
# goal: 2985
# short: faults, .* none installed after a sync that failed
# least: 2985
# usage: R05.sh BUILD
VITRIN_TEST=test_every_operation_fails exec "$1/tests/test_intake_faults"
