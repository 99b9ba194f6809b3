#!/bin/sh
# R1: killed at every system call of install, start, confirm and return
# goal: 5000
# short: points of system calls
# least: 1700
# usage: R01.sh BUILD [short]
command -v strace >/dev/null || { echo 'SKIP R1: no strace'; exit 0; }
[ "$2" != short ] || export NEXT_STICK=5
# shellcheck disable=SC2086
exec tests/faults/points.py "$1" kill $N
