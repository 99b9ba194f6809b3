#!/bin/sh
# R9: every bit flipped; altered signatures, never laxer than minisign
# goal: 1000000
# short: altered signatures|flipped bits refused|bits of a file of .* flipped
# least: 133400
# usage: R09.sh BUILD; the flips are all there are, so the everyday run tries them alone
command -v minisign >/dev/null || { echo 'SKIP R9: no minisign'; exit 0; }
VITRIN_SIGNATURES=${N:-20000} VITRIN_SEED=$((SEED * 1013)) VITRIN_TEST=test_never_laxer_than_minisign exec "$1/tests/test_pack_signature"
