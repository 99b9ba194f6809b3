#!/bin/sh
# Unpacks Debian packages of another processor into a folder, for those of which a machine can have one processor's only. Nothing is
# installed, and nobody has to be root. usage: tools/unpack_packages.sh FOLDER NAME:ARCHITECTURE…
set -eu
folder=$1
shift
echo "unpacking from Debian: $*"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
chmod 755 "$work" # apt fetches as a user of its own
(cd "$work" && apt-get download -qq "$@" >/dev/null)
rm -rf "$folder"
mkdir -p "$folder"
for file in "$work"/*.deb; do
    dpkg-deb -x "$file" "$folder"
done
: >"$folder/unpacked"
