#!/bin/sh
# R9: altered signatures, never laxer than minisign
# goal: 1000000
# short: altered signatures
# usage: R09.sh BUILD
command -v minisign >/dev/null || { echo 'SKIP R9: no minisign'; exit 0; }
VITRIN_SIGNATURES=${N:-20000} VITRIN_SEED=$((SEED * 1013)) VITRIN_TEST=test_never_laxer_than_minisign exec "$1/tests/test_pack_signature"
