#!/bin/sh
# The image of an SD card for 64-bit Pis, under build/image/: vitrin-pi.img, and vitrin-pi.img.zst to carry about.
#   image.sh KEY ROOT MAKE…    MAKE… HOST=rpi MODE=release builds the program; KEY and ROOT are those of `make install`
# Without a KEY the card trusts a key that is made here once and belongs to this folder alone.
set -eu
cd "$(dirname "$0")/../.."
folder=build/image
out=$folder/vitrin-pi.img
key=$1
root=$2
shift 2
begun=$(date +%s)
took() { echo "$(($(date +%s) - begun)) s"; }
mkdir -p "$folder/keys"

"$@" HOST=rpi MODE=release all >&2
echo "image: the program is there after $(took)"
if [ -z "$key" ]; then
    key=$folder/keys/development
    tool=build/rpi-release/vitrin-pack
    [ ! -x build/desktop-release/vitrin-pack ] || tool=build/desktop-release/vitrin-pack # that of this machine, if there is one
    [ -f $key.key ] || $tool keygen $key --no-password >&2
    [ -n "$root" ] || root=$key
    [ "$root" != "$key" ] || [ -f $key.root.key ] || $tool keygen $key.root --no-password >&2
    echo "image: no KEY=: the card trusts $key.pub, whose key anybody has who has this folder"
fi
tar=$(platform/image/rootfs.sh "$folder")
echo "image: the system is there after $(took): $tar, $(($(stat -c %s "$tar") / 1000000)) MB"
platform/image/card.sh "$tar" "$out" "$@" HOST=rpi MODE=release KEY="$key" ROOT="$root" install
echo "image: the card is there after $(took): $out, $(($(stat -c %s "$out") / 1000000)) MB"
zstd -q -f -T0 -9 "$out" -o "$out.zst"
mb=$((($(stat -c %s "$out.zst") + 999999) / 1000000))
echo "image: $out.zst, $mb MB, after $(took)"
[ $mb -le 350 ] || { echo 'image: more than 350 MB' >&2; exit 1; }
