#!/bin/sh
# R10: sticks of attackers and of people in a hurry
# goal: 105
# short: sticks$
# least: 60
# usage: R10.sh BUILD
exec tests/intake.sh "$1"
