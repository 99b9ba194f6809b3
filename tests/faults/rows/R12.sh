#!/bin/sh
# R12: an evil database under a valid signature
# goal: 100000000
# short: mutations
# least: 100000
# usage: R12.sh BUILD
VITRIN_MUTATIONS=${N:-500000} VITRIN_SEED=$((SEED + 8)) VITRIN_TEST=test_random_changes exec "$1/tests/test_content_mutations"
