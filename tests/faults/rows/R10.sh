#!/bin/sh
# R10: sticks of attackers and of people in a hurry
# goal: 150
# short: sticks$
# least: 150
# usage: R10.sh BUILD
exec tests/intake.sh "$1"
