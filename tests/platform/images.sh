# shellcheck shell=sh disable=SC2154
# Sourced by tests/platform.sh: the sticks of the machine, as image files, made without mounting anything.
images=$work/images
mkdir -p "$images" "$work/files"

# fat NAME SIZE FILE…: a stick with these files in its top folder; FAT32 from 40 MiB on
fat() {
    name=$1
    rm -f "$images/$name.img"
    truncate -s "$2" "$images/$name.img"
    if [ "$2" = 40M ]; then
        mkfs.vfat -F 32 -n VITRIN "$images/$name.img" >/dev/null
    else
        mkfs.vfat -n VITRIN "$images/$name.img" >/dev/null
    fi
    shift 2
    [ $# -eq 0 ] || mcopy -s -i "$images/$name.img" "$@" ::
}
# pack NAME SEQ: files/NAME.vpack and its signature
pack() { signed "$work/files/$1.vpack" "$2"; }

# what people have on their sticks
mkdir -p "$work/own/عکس‌های سفر"
head -c 300000 /dev/urandom >"$work/own/عکس‌های سفر/قلعهٔ کوه.jpg"
head -c 70000 /dev/urandom >"$work/own/LETTER.DOC"
echo 'یادداشت' >"$work/own/یادداشت.txt"

seq=10
for name in good full pulled last; do
    pack $name $seq
    seq=$((seq + 1))
done
# no pack any more, but long enough to be pulled while it is read
head -c 8000000 /dev/urandom >>"$work/files/pulled.vpack"
"$build/vitrin-pack" sign "$work/files/pulled.vpack" -k "$work/office.key" >/dev/null
b2sum "$work/files/good.vpack" | cut -c1-128 >"$work/confirm.good"
"$build/vitrin-pack" inspect "$work/files/good.vpack" | sed -n 's/^identity *//p' >"$work/identity.good"
cp "$work/files/good.vpack" "$work/files/نمایش تازه.vpack"
cp "$work/files/good.vpack.minisig" "$work/files/نمایش تازه.vpack.minisig"
pack package 20
"$build/vitrin-pack" inspect "$work/files/package.vpack" | sed -n 's/^identity *//p' >"$work/identity.package"
fat good 40M "$work/files/نمایش تازه.vpack" "$work/files/نمایش تازه.vpack.minisig" "$work"/own/*
for name in pulled last; do
    fat $name 16M "$work/files/$name.vpack" "$work/files/$name.vpack.minisig" "$work"/own/*
done
# what is on already costs no rehearsal
fat protected 16M "$work/files/full.vpack" "$work/files/full.vpack.minisig" "$work"/own/*
cp "$images/protected.img" "$images/slow.img"
cp "$images/protected.img" "$images/second.img"
# with a table of partitions
fat part 24M "$work/files/good.vpack" "$work/files/good.vpack.minisig" "$work"/own/*
mv "$images/part.img" "$work/files/part.fat"
truncate -s 26M "$images/part.img"
echo '2048,,c' | sfdisk -q "$images/part.img"
dd if="$work/files/part.fat" of="$images/part.img" bs=1M seek=1 conv=notrunc,sparse status=none
truncate -s 8M "$images/table.img"
echo 'label: dos' | sfdisk -q "$images/table.img"
# without a cluster to spare
fat full 8M "$work/files/full.vpack" "$work/files/full.vpack.minisig"
n=0
for size in 4M 1M 256K 64K 16K 4K 1K; do
    truncate -s $size "$work/files/filler"
    while n=$((n + 1)) && mcopy -i "$images/full.img" "$work/files/filler" ::/F$n 2>/dev/null; do :; done
done
# no file system, or another
truncate -s 8M "$images/blank.img" "$images/exfat.img"
mkfs.exfat "$images/exfat.img" >/dev/null
truncate -s 16M "$images/ext4.img" "$images/ntfs.img"
mkfs.ext4 -q "$images/ext4.img"
mkntfs -F -Q -q "$images/ntfs.img" >/dev/null 2>&1
# damaged: a first cluster far outside; both tables wiped
fat bpb 40M "$work"/own/*
printf '\377\377\377\017' | dd of="$images/bpb.img" bs=1 seek=44 conv=notrunc status=none
fat fat 16M "$work/files/good.vpack" "$work/files/good.vpack.minisig"
from=$((512 * $(od -An -tu2 -j14 -N2 "$images/fat.img")))
dd if=/dev/zero of="$images/fat.img" bs=1 seek=$((from + 8)) count=$((2 * 512 * $(od -An -tu2 -j22 -N2 "$images/fat.img") - 8)) conv=notrunc status=none
# a folder where the receipt would lie; a signed request
mkdir -p "$work/other/vitrin-receipt.txt"
echo 'kept' >"$work/other/vitrin-receipt.txt/kept.txt"
fat folder 8M "$work/other/vitrin-receipt.txt"
printf 'vitrin-request 1\ntarget any\ndo export\n' >"$work/files/vitrin-request.txt"
"$build/vitrin-pack" sign "$work/files/vitrin-request.txt" -k "$work/office.key" >/dev/null
fat export 8M "$work/files/vitrin-request.txt" "$work/files/vitrin-request.txt.minisig"

# ---- the machine ----
signed "$work/root/usr/share/vitrin/factory.vpack" 1
mkdir -p "$work/etc/systemd/system" "$work/etc/udev/rules.d" "$work/etc/vitrin"
cp "$build/faults/forbidden" "$work/root/usr/lib/vitrin/"
cp "$root/tests/platform/machine.sh" "$root/tests/platform/sticks.sh" "$root/tests/platform/forbidden.sh" "$work/"
echo 'SUBSYSTEM=="block", KERNEL=="loop*", ENV{ID_BUS}="usb"' >"$work/etc/udev/rules.d/69-machine.rules"
printf '%s\n' SDL_VIDEODRIVER=dummy 'VITRIN_OPTIONS=--windowed --size 640x360' >"$work/etc/vitrin/vitrin.env"
cat >"$work/etc/systemd/system/machine.target" <<X
[Unit]
Requires=basic.target machine.service
After=basic.target
AllowIsolate=yes
X
cat >"$work/etc/systemd/system/machine.service" <<X
[Unit]
After=basic.target
SuccessAction=poweroff-immediate
FailureAction=poweroff-immediate
[Service]
Type=oneshot
ExecStart=/media/work/sticks.sh
X
# a thousand terminals are no part of this
ln -s /dev/null "$work/etc/systemd/system/systemd-udev-trigger.service"
timeout -k 5 600 "$machine" mem=768M root=/dev/root rootfstype=hostfs rootflags=/ ro init="$work/machine.sh" vitrin_work="$work" \
    con=null con0=null,fd:1 TERM=dumb </dev/null >"$work/console.txt" 2>&1 &
running=$!
wait "$running"
running=
