#!/bin/sh
# R25: the power of a whole machine is cut, also in the middle of a stick, and a page comes back
# goal: 500
# usage: R25.sh BUILD; in the machine of `make e2e`
. tests/faults/rows/emulated.sh
export N=${N:-20}
emulated cuts 'cuts of power'
