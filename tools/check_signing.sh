#!/bin/sh
# Programs of a device can verify and never sign: of libsodium's signatures they import verification alone. usage: check_signing.sh PROGRAM…
status=0
for program in "$@"; do
    signs=$(nm -D --undefined-only "$program" | sed -n 's/.* \(crypto_sign[a-z0-9_]*\).*/\1/p' | grep -vx 'crypto_sign_verify_detached')
    [ -z "$signs" ] || { echo "$program imports $(echo "$signs" | tr "\n" " ")"; status=1; }
    nm -D --undefined-only "$program" | grep -q ' crypto_sign_verify_detached' || { echo "$program verifies nothing"; status=1; }
done
[ $status -eq 0 ] && echo "signing: fine"
exit $status
