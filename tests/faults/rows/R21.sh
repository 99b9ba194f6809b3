#!/bin/sh
# R21: other screens, none, and one again: a page is on within the time that the emulated machine needs for a start
# goal: 500
# usage: R21.sh BUILD; in the machine of `make e2e`
. tests/faults/rows/emulated.sh
export SCREENS=${N:-100}
emulated screen 'screens'
