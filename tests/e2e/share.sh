#!/bin/sh
# A share of `make e2e` for every change: the card is made, started, looked at and touched; how fast a busy machine does so is not judged. Where the
# card's system cannot be fetched it says so, and that is all: tests/e2e/share.sh
cd "$(dirname "$0")/../.." || exit 2
log=$(mktemp)
trap 'rm -f "$log"' EXIT
start=$(date +%s)
failed() {
    tail -n 20 "$log"
    echo "e2e: $1"
    exit 1
}
if ! { make packages e2e-packages image-packages && make HOST=rpi packages && tests/e2e/qemu.sh build/qemu; } >"$log" 2>&1; then
    tail -n 5 "$log"
    echo 'SKIP e2e: the packages for it cannot be had here'
    exit 0
fi
make -j"$(nproc)" MODE=release all >"$log" 2>&1 || failed 'the programs could not be made'
make image >"$log" 2>&1 || failed 'the card could not be made'
make HOST=rpi MODE=release build/rpi-release/faults/forbidden >"$log" 2>&1 || failed 'the program that tries what is forbidden could not be made'
echo "e2e: the card was made after $(($(date +%s) - start)) s: $(($(stat -c %s build/image/vitrin-pi.img.zst) / 1000000)) MB"
SLOW=60 tests/e2e/run.py build/image build/desktop-release build/e2e boot touch
