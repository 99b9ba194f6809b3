#!/bin/sh
# R24: what the device's units may not do, and sticks of every kind under a real systemd
# goal: 200
# short: ^platform: N = .* checks of the device
# least: 96
# usage: R24.sh BUILD [short]
exec tests/platform.sh "$1" "${2-}"
