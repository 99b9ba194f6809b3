#!/bin/sh
# R16: what a rehearsal passed is what the show then shows
# goal: 500
# short: packs that a rehearsal passed
# least: 50
# usage: R16.sh BUILD; keyboards and other devices are tried in the emulated machine (make e2e PARTS=usb, at length with KEYS=10000)
VITRIN_PACKS=${N:-100} VITRIN_SEED=$((SEED + 1)) exec "$1/tests/test_app_rehearsed"
