#!/bin/sh
# R1: killed at every system call of install, start, confirm and return
# goal: 5000 points
# usage: R01.sh BUILD short|long
command -v strace >/dev/null || { echo 'SKIP R1: no strace'; exit 0; }
[ "$2" = long ] || N=
exec tests/faults/points.py "$1" kill $N
