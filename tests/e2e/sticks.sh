#!/bin/sh
# Sticks for the emulated machine, as image files, made without mounting anything:
#   sticks.sh VITRIN-PACK KEY FOLDER N     KEY.key signs what the machine trusts
# Two packs of another show, first.vpack and second.vpack, the second the newer; sticks: good, again (the same), report (the whole report of this
# folder, newer than the first), unsigned, unknown (signed by nobody the machine knows), altered (after it was signed), older, big (a long file
# that takes its time), foreign (a file system that no stick has), empty; and cut1, cut2 … cutN, each newer than all before, to be installed while
# the power fails. Good is exFAT, as large sticks are sold; the others FAT32.
set -eu
tool=$1
key=$2
folder=$3
count=$4
root=$(cd "$(dirname "$0")/../.." && pwd)
export PATH="$PATH:/usr/sbin:/sbin" LC_ALL=C.UTF-8
mkdir -p "$folder"
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT

pack() { # pack NAME SEQ [SHEETS]
    rm -rf "$work/sheets"
    cp -r "$root/${3-tests/show_lighthouse}" "$work/sheets"
    sed -i "s/^seq,.*/seq,$2/" "$work/sheets/meta.csv"
    "$tool" build "$work/sheets" -o "$folder/$1.vpack" >/dev/null
}
sign() { "$tool" sign "$1" -k "$2" >/dev/null; }
partition() { # partition NAME [TYPE]: an image with a table of partitions, as most are sold, from $work/part
    image=$folder/$1.img
    rm -f "$image"
    truncate -s 64M "$image"
    echo "start=1MiB, type=${2-c}" | sfdisk --quiet --label dos "$image"
    dd if="$work/part" of="$image" bs=1M seek=1 conv=sparse,notrunc status=none
    rm -f "$work/part"
}
stick() { # stick NAME FILE…
    name=$1
    shift
    truncate -s 63M "$work/part"
    mkfs.vfat -F 32 -n STICK "$work/part" >/dev/null
    [ $# -eq 0 ] || mcopy -i "$work/part" "$@" ::
    partition "$name"
}
exfat_stick() { # exfat_stick NAME FILE…
    name=$1
    shift
    truncate -s 63M "$work/part"
    mkfs.exfat "$work/part" >/dev/null
    "$root/tests/e2e/exfat.py" put "$work/part" 0 "$@"
    fsck.exfat -n "$work/part" >/dev/null
    partition "$name" 7
}
pack first 2
pack second 3
sign "$folder/first.vpack" "$key.key"
sign "$folder/second.vpack" "$key.key"
exfat_stick good "$folder/first.vpack" "$folder/first.vpack.minisig"
stick again "$folder/first.vpack" "$folder/first.vpack.minisig"
stick unsigned "$folder/second.vpack"
"$tool" keygen "$work/stranger" --no-password >/dev/null
cp "$folder/second.vpack" "$work/stranger.vpack"
sign "$work/stranger.vpack" "$work/stranger.key"
stick unknown "$work/stranger.vpack" "$work/stranger.vpack.minisig"
cp "$folder/second.vpack" "$work/altered.vpack"
cp "$folder/second.vpack.minisig" "$work/altered.vpack.minisig"
printf x | dd of="$work/altered.vpack" bs=1 seek=5000 conv=notrunc status=none
stick altered "$work/altered.vpack" "$work/altered.vpack.minisig"
pack older 1
sign "$folder/older.vpack" "$key.key"
stick older "$folder/older.vpack" "$folder/older.vpack.minisig"
pack report 3 data
sign "$folder/report.vpack" "$key.key"
stick report "$folder/report.vpack" "$folder/report.vpack.minisig"
truncate -s 63M "$work/part"
mkfs.ext4 -q "$work/part"
partition foreign
cp "$folder/second.vpack" "$work/big.vpack"
head -c 24000000 /dev/urandom >>"$work/big.vpack"
sign "$work/big.vpack" "$key.key"
stick big "$work/big.vpack" "$work/big.vpack.minisig"
stick empty
n=1
while [ $n -le "$count" ]; do
    pack cut $((n + 3))
    sign "$folder/cut.vpack" "$key.key"
    stick cut$n "$folder/cut.vpack" "$folder/cut.vpack.minisig"
    n=$((n + 1))
done
