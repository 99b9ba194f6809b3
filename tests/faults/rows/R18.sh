#!/bin/sh
# R18: a robot visitor does anything at all; home is always near, and memory stays what it was
# goal: 10000000
# short: events in [0-9]* visits
# least: 60000
# usage: R18.sh BUILD; N: its events. With the sanitizers' build beside BUILD, where there is one.
build=$1
[ -x "${1%-debug}-asan/tests/test_robot" ] && build=${1%-debug}-asan
export LSAN_OPTIONS=suppressions=tests/lsan.supp:print_suppressions=0
VITRIN_ROBOT_EVENTS=${N:-1000000} VITRIN_SEED=$SEED exec "$build/tests/test_robot"
