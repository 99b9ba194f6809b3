#!/bin/sh
# Prints the command of a QEMU that has a touch screen of several fingers (virtio-multitouch, from QEMU 8.1 on). Debian 12's own is older:
# then Debian 13's is unpacked, not installed, and kept.
#   qemu.sh FOLDER      where it is kept
set -eu
folder=${1:?where is it kept?}
# one that knows no such device says so, and calls that a success
has_touch() { "$1" -M none -device virtio-multitouch-pci,help 2>/dev/null | grep -q '^virtio-multitouch-pci options'; }
if has_touch qemu-system-aarch64; then
    command -v qemu-system-aarch64
    exit
fi
if [ ! -x "$folder/qemu.sh" ]; then
    rm -rf "$folder"
    mkdir -p "$(dirname "$folder")"
    mmdebstrap --quiet --variant=extract --include=qemu-system-arm trixie "$folder.new" >&2
    # run by the loader and the libraries that came with it
    cat >"$folder.new/qemu.sh" <<'Q'
#!/bin/sh
here=$(cd "$(dirname "$0")" && pwd)
for lib in "$here"/usr/lib/*-linux-gnu; do :; done
for loader in "$lib"/ld-linux-*.so.*; do :; done
export QEMU_MODULE_DIR="$lib/qemu"
exec "$loader" --library-path "$lib" "$here/usr/bin/qemu-system-aarch64" -L "$here/usr/share/qemu" "$@"
Q
    chmod +x "$folder.new/qemu.sh"
    mv "$folder.new" "$folder"
fi
has_touch "$folder/qemu.sh" || { echo "e2e: $folder/qemu.sh has no touch screen" >&2; exit 1; }
echo "$folder/qemu.sh"
