#!/bin/sh
# clang-tidy (checks in .clang-tidy) over some files. usage: tools/check_tidy.sh "COMPILER FLAGS" FILE…
flags=$1
shift
# shellcheck disable=SC2086
clang-tidy --quiet "$@" -- $flags 2>/dev/null
