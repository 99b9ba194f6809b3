#!/bin/sh
# The system's tar file and the program become the image of an SD card, without a loop device or a mount:
#   card.sh ROOTFS.tar OUT.img COMMAND…    COMMAND, with DESTDIR= added, installs the program
# Three partitions: FAT for the Pi's own start and vitrin.txt; the root, which is never written; what the device remembers, which grows to the
# card's end at the first start.
set -eu
tar=$1
out=$2
shift 2
here=$(cd "$(dirname "$0")" && pwd)
work=$out.work
lines() { sed 's/#.*//; /^ *$/d' "$1"; }
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C.UTF-8
# files of several owners: a user's are remembered by fakeroot
if [ "$(id -u)" != 0 ] && [ -z "${FAKEROOTKEY-}" ]; then exec fakeroot "$0" "$tar" "$out" "$@"; fi

firmware_mib=128
data_mib=64
rm -rf "$work"
trap 'rm -rf "$work"' EXIT
mkdir -p "$work/root"
root=$work/root
tar -xf "$tar" -C "$root" --exclude='./dev/*' --exclude='./proc/*' --exclude='./sys/*'

"$@" DESTDIR="$root" >&2
# a device signs nothing, and has no desktop
rm -f "$root/usr/bin/vitrin-pack" "$root/usr/bin/vitrin-show" "$root/usr/bin/vitrin-show-deb"
cp -R --no-preserve=ownership "$here/root/." "$root/"
for unit in $(lines "$here/masked"); do ln -sf /dev/null "$root/etc/systemd/system/$unit"; done
wants() { # wants TARGET UNIT
    mkdir -p "$root/etc/systemd/system/$1.wants"
    ln -sf "/usr/lib/systemd/system/$2" "$root/etc/systemd/system/$1.wants/$2"
}
wants sysinit.target vitrin-card.service
wants sysinit.target vitrin-disk.service
wants multi-user.target vitrin.service
wants multi-user.target vitrin-requests.path
ln -sf multi-user.target "$root/usr/lib/systemd/system/default.target"
ln -sf /run/vitrin-card/vitrin.env "$root/etc/vitrin/vitrin.env"
mkdir -p "$root/var/lib/systemd" "$root/var/lib/vitrin" "$root/boot/firmware"

# ---- the first partition ----
mv "$root/boot/firmware" "$work/firmware"
mkdir "$root/boot/firmware"
rm -f "$root"/boot/initrd.img-* "$root"/boot/vmlinuz-* # the Pi starts from the copies on the first partition
cp "$here/vitrin.txt" "$here/cmdline.txt" "$work/firmware/"
cat "$here/config.txt" >>"$work/firmware/config.txt"
truncate -s ${firmware_mib}M "$work/1.img"
mkfs.vfat -F 32 -n VITRIN "$work/1.img" >/dev/null
mcopy -s -i "$work/1.img" "$work/firmware"/* ::

# ---- the other two ----
# no journal, for nothing is ever written there
root_mib=$(($(du -sm "$root" | cut -f 1) * 112 / 100 + 32))
mke2fs -q -t ext4 -L vitrin-root -b 4096 -O ^has_journal -m 0 -E lazy_itable_init=0 -d "$root" "$work/2.img" ${root_mib}M
user=$(sed -n 's/^vitrin:[^:]*:\([0-9]*:[0-9]*\):.*/\1/p' "$root/etc/passwd")
# few inodes: the tables of all that a card has room for are written at once when the file system grows at the first start
mke2fs -q -t ext4 -L vitrin-data -b 4096 -m 1 -N 512 -J size=8 \
    -E "root_owner=$user,lazy_itable_init=0,lazy_journal_init=0,resize=33554432" "$work/3.img" ${data_mib}M

# ---- the card ----
start=4
rm -f "$out"
truncate -s $((start + firmware_mib + root_mib + data_mib))M "$out"
sfdisk --quiet "$out" <<T
label: dos
start=${start}MiB, size=${firmware_mib}MiB, type=c, bootable
start=$((start + firmware_mib))MiB, size=${root_mib}MiB, type=83
start=$((start + firmware_mib + root_mib))MiB, size=${data_mib}MiB, type=83
T
for part in 1 2 3; do
    dd if="$work/$part.img" of="$out" bs=1M seek=$start conv=sparse,notrunc status=none
    start=$((start + $(stat -c %s "$work/$part.img") / 1048576))
done
