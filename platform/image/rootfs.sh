#!/bin/sh
# The card's system without the program: Debian's packages for 64-bit Pis, configured, as one tar file. It takes minutes, most of them in an
# emulated processor, so it is kept under a name made of everything it depends on; a changed list makes another.
#   rootfs.sh FOLDER     prints the name of the file in FOLDER
# Works as root, and as a user with uidmap and lines in /etc/subuid and /etc/subgid.
set -eu
folder=${1:?in which folder?}
here=$(cd "$(dirname "$0")" && pwd)
platform=$(dirname "$here")
lines() { sed 's/#.*//; /^ *$/d' "$1"; }

name=$folder/rootfs-$(cat "$0" "$here/packages" "$here/unwanted" "$here/modules" "$here/initrd-modules" "$here/root/etc/fstab" \
    "$platform/systemd/vitrin.sysusers" | sha256sum | cut -c 1-16).tar
if [ ! -s "$name" ]; then
    # programs of the other processor have to run here: the kernel's table of such has to be there before the package that fills it
    [ -e /proc/sys/fs/binfmt_misc/register ] || mount -t binfmt_misc binfmt_misc /proc/sys/fs/binfmt_misc >&2 || true
    [ -e /proc/sys/fs/binfmt_misc/qemu-aarch64 ] || update-binfmts --import >&2 || true
    hooks=$(mktemp -d)
    trap 'rm -rf "$hooks"' EXIT
    mkdir -p "$folder"
    cat >"$hooks/before" <<H
#!/bin/sh
# what the kernel's own scripts look at when it is unpacked: a short list of modules keeps the first file system small, and spares minutes
set -eu
mkdir -p "\$1/boot/firmware" "\$1/etc/initramfs-tools/conf.d" "\$1/etc/default"
cp "$here/root/etc/fstab" "\$1/etc/fstab"
echo MODULES=list >"\$1/etc/initramfs-tools/conf.d/vitrin.conf"
sed 's/#.*//; /^ *\$/d' "$here/initrd-modules" >"\$1/etc/initramfs-tools/modules"
mkdir -p "\$1/etc/dpkg/dpkg.cfg.d"
# nobody is there to be asked about files that lie there already
{ echo force-confold; sed 's/#.*//; /^ *\$/d; s/^/path-exclude=/' "$here/unwanted"; } >"\$1/etc/dpkg/dpkg.cfg.d/vitrin"
# packages ask for the first file system several times over, and each takes minutes in an emulated processor: it is made once, at the end
chroot "\$1" dpkg-divert --quiet --local --rename --add /usr/sbin/update-initramfs
ln -s /bin/true "\$1/usr/sbin/update-initramfs"
echo ROOTPART=LABEL=vitrin-root >"\$1/etc/default/raspi-firmware"
H
    cat >"$hooks/after" <<H
#!/bin/sh
set -eu
mkdir -p "\$1/usr/lib/sysusers.d" "\$1/var/lib/vitrin"
cp "$platform/systemd/vitrin.sysusers" "\$1/usr/lib/sysusers.d/vitrin.conf"
chroot "\$1" systemd-sysusers
chroot "\$1" passwd -l root >/dev/null
echo vitrin >"\$1/etc/hostname"
# the machine makes a number of its own at each start, in RAM
: >"\$1/etc/machine-id"
rm "\$1/usr/sbin/update-initramfs"
chroot "\$1" dpkg-divert --quiet --local --rename --remove /usr/sbin/update-initramfs
chroot "\$1" update-initramfs -c -k all >/dev/null
for module in \$(sed "s/#.*//" "$here/modules"); do
    modprobe -d "\$1" -S "\$(ls "\$1/lib/modules")" --show-depends \$module >/dev/null || { echo "image: \$module is not whole" >&2; exit 1; }
done
rm -rf "\$1/var/lib/dbus/machine-id" "\$1/var/log/"* "\$1/var/cache/"* "\$1/usr/share/doc" "\$1/usr/share/man"
H
    chmod +x "$hooks/before" "$hooks/after"
    mmdebstrap --format=tar --architectures=arm64 --variant=apt --components=main,non-free-firmware \
        --include="$(lines "$here/packages" | paste -sd ,)" --essential-hook="$hooks/before" --customize-hook="$hooks/after" \
        bookworm "$name.new" >"$folder/rootfs.log" 2>&1 || { tail -n 30 "$folder/rootfs.log" >&2; exit 1; }
    rm -f "$folder"/rootfs-*.tar
    mv "$name.new" "$name"
fi
echo "$name"
