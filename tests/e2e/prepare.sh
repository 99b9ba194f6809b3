#!/bin/sh
# What the emulated machine starts from, out of the image that people write onto cards:
#   prepare.sh IMAGE FOLDER FORBIDDEN [SECONDS]
# FOLDER gets vmlinuz, initrd.img, a device tree, and card.img: the image, as large as cards are today, with a little more than people get: a
# root shell on a port that only this machine has (/dev/virtio-ports/e2e), and the program FORBIDDEN that tries what is forbidden. Nothing else
# in it differs, unless SECONDS are given: then the show is called hanging after so many, for a building machine that is too busy for the ten of
# the real unit. fresh.img is the same, never started.
set -eu
image=$1
folder=$2
forbidden=$3
seconds=${4-}
root=$(cd "$(dirname "$0")/../.." && pwd)
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C.UTF-8
mkdir -p "$folder"
boot=$image@@4M
mcopy -n -o -i "$boot" '::vmlinuz-*' "$folder/vmlinuz"
mcopy -n -o -i "$boot" '::initrd.img-*' "$folder/initrd.img"
mcopy -n -o -i "$boot" ::bcm2837-rpi-3-b.dtb ::cmdline.txt "$folder/"
cp --sparse=always "$image" "$folder/card.img"
truncate -s 32G "$folder/card.img" # a power of two, which the emulated Pi asks for; what is never written takes no room here
cat >"$folder/e2e-shell.service" <<'U'
[Unit]
DefaultDependencies=no
StartLimitIntervalSec=0
[Service]
ExecStart=/bin/sh -c 'exec /bin/sh <>/dev/virtio-ports/e2e >&0 2>&0'
Restart=always
RestartSec=1
OOMScoreAdjust=-1000
U
cat >"$folder/e2e-shell.rules" <<'U'
SUBSYSTEM=="virtio-ports", ATTR{name}=="e2e", TAG+="systemd", ENV{SYSTEMD_WANTS}+="e2e-shell.service"
U
start=$(sfdisk --json "$image" | sed -n 's/.*"start": \([0-9]*\).*/\1/p' | sed -n 2p)
debugfs -w -f /dev/stdin "$folder/card.img?offset=$((start * 512))" >"$folder/debugfs.txt" 2>&1 <<D
cd /etc/systemd/system
write $folder/e2e-shell.service e2e-shell.service
cd /etc/udev/rules.d
write $folder/e2e-shell.rules 99-e2e-shell.rules
cd /usr/lib/vitrin
write $forbidden forbidden
sif forbidden mode 0100755
write $root/tests/platform/forbidden.sh forbidden.sh
sif forbidden.sh mode 0100755
D
if [ -n "$seconds" ]; then
    printf '[Service]\nWatchdogSec=%s\nTimeoutStartSec=%s\n' "$seconds" $((seconds * 6)) >"$folder/slow.conf"
    printf 'cd /etc/systemd/system/vitrin.service.d\nwrite %s slow.conf\n' "$folder/slow.conf" |
        debugfs -w -f /dev/stdin "$folder/card.img?offset=$((start * 512))" >>"$folder/debugfs.txt" 2>&1
fi
cp --sparse=always "$folder/card.img" "$folder/fresh.img"
