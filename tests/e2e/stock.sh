#!/bin/sh
# A small Debian system for arm64 as people have it, into which apt installs the packages, on a disk that the emulated machine starts from:
#   stock.sh DEBS MACHINE IMAGES
# DEBS is the folder of vitrin_*_arm64.deb; MACHINE is prepare.sh's, whose kernel and shell it gets, and stock.img; IMAGES has the card's system,
# for the kernel's modules. Nothing is set but what apt sets.
set -eu
debs=$(cd "$1" && pwd)
machine=$(cd "$2" && pwd)
images=$(cd "$3" && pwd)
cd "$(dirname "$0")/../.."
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C.UTF-8
# shellcheck disable=SC2034  # for system.sh
arch=arm64
. tests/deb/system.sh
mkdir "$work/repo"
cp "$debs"/vitrin*.deb "$work/repo/"
make_system
publish "$work"/repo/*.deb
inside apt-get -qq -y install vitrin vitrin-show
as_root tar -xf "$(ls "$images"/rootfs-*.tar)" -C "$system" --wildcards './usr/lib/modules/*'
as_root cp "$machine/e2e-shell.service" "$system/etc/systemd/system/"
as_root cp "$machine/e2e-shell.rules" "$system/etc/udev/rules.d/99-e2e-shell.rules"
echo 'LABEL=vitrin-root / ext4 rw 0 1' | as_root tee "$system/etc/fstab" >/dev/null # the name that the kernel is given
echo stock | as_root tee "$system/etc/hostname" >/dev/null
as_root rm -f "$machine/stock.img"
as_root mke2fs -q -t ext4 -L vitrin-root -d "$system" "$machine/stock.img" 2G
[ "$(id -u)" = 0 ] || as_root chown "$(id -u)" "$machine/stock.img"
