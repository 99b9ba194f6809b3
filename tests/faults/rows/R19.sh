#!/bin/sh
# R19: packs change in the running show while hands are on it
# goal: 10000
# short: pack swaps
# least: 200
# usage: R19.sh BUILD
VITRIN_SWAPS=${N:-2000} exec "$1/tests/test_app_pack_turns"
