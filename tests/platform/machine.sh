#!/bin/sh
# First program of the machine that tests/platform.sh starts (a Linux kernel that runs as an ordinary program): lays what `make install`
# installed over this system's own files, in RAM, and starts systemd there. vitrin_work=FOLDER on the kernel's command line is the test's
# folder; of the files outside, that one alone can be written.
export PATH=/usr/sbin:/usr/bin:/sbin:/bin
mount -t proc proc /proc
work=$(sed 's/.*vitrin_work=\([^ ]*\).*/\1/' /proc/cmdline)
modules=/usr/lib/uml/modules/$(uname -r)/kernel
for module in fs/overlayfs/overlay fs/nls/nls_cp437 fs/nls/nls_utf8 fs/nls/nls_ascii fs/nls/nls_iso8859-1 fs/fat/fat fs/fat/vfat \
    drivers/block/loop drivers/md/dm-mod drivers/md/dm-delay; do
    insmod "$modules/$module.ko"
done
mount -t tmpfs -o size=80% tmpfs /mnt
mkdir /mnt/upper /mnt/meta /mnt/root /mnt/images
cp -a "$work/root/." /mnt/upper/
mount -t overlay -o "lowerdir=/,upperdir=/mnt/upper,workdir=/mnt/meta" overlay /mnt/root
cd /mnt/root || exit
mkdir -p proc sys dev run
mkdir -p var/lib/vitrin media/work media/images
rm -rf etc/fstab etc/systemd/system var/lib/vitrin/* var/log/journal
: >etc/fstab
cp -r "$work/etc/." etc/
mount -t hostfs -o "$work" none media/work
mount --bind /mnt/images media/images
mount -t tmpfs tmpfs tmp
mount --move /proc proc
pivot_root . mnt
exec chroot . /lib/systemd/systemd --unit=machine.target </dev/console >/dev/console 2>&1
