#!/bin/sh
# R22: a storm of 10,000 touches a second, and a finger after it
# goal: 36000000
# short: events of touch storms
# least: 50000
# usage: R22.sh BUILD; N: its seconds
VITRIN_STORM_SECONDS=${N:-3600} VITRIN_SEED=$SEED exec "$1/tests/test_storm"
