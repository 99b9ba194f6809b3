#!/bin/sh
# README's way onto a Pi without packages, as it stands there: its lines are read out of README.md and typed in a small Debian system for arm64,
# under qemu-user, where systemd is not running (systemctl and udevadm say so and go on). Half an hour, most of it spent on compiling.
# usage: tests/native.sh
cd "$(dirname "$0")/.." || exit 2
. tests/deb/system.sh
suite=native
said=$work/said.txt
. tests/check.sh
start=$(date +%s)

# the lines of the chapter that stand apart, from "Without packages" to the next line of prose
lines=$(git show HEAD:README.md | sed -n '/^## On a Raspberry Pi/,/^## /p' | sed -n '/Without packages/,$p' | awk '/^    /{print; seen=1; next} /^[^ ]/ && seen {exit}' |
    sed 's/ *#.*//; s/^ *//' | grep .)
check 'README has lines for it' test "$(echo "$lines" | wc -l)" -ge 5

tarball=$cache/native-bookworm-arm64.tar
make_small() {
    [ -s "$tarball" ] || as_root mmdebstrap --quiet --architectures=arm64 --variant=minbase \
        --include=make,ca-certificates,systemd,systemd-sysv,udev,sudo,passwd bookworm "$tarball"
}
check 'there is a system to type in' make_small
[ $failed -eq 0 ] || { checked; exit 1; }
mkdir "$system"
as_root tar -xpf "$tarball" -C "$system"
as_root mkdir "$system/root/vitrin"
git archive HEAD | as_root tar -x -C "$system/root/vitrin"
as_root cp /etc/resolv.conf "$system/etc/"
as_root cp -r /etc/apt/apt.conf.d "$system/etc/apt/"
type_in() { inside env HOME=/root sh -c "cd /root/vitrin && $1" </dev/null; }
echo "$lines" >"$work/lines"
while IFS= read -r line; do
    case $line in # the office's key is made on the way (see Keys)
    *KEY=office*) check 'keygen office' type_in 'build/desktop-release/vitrin-pack keygen office --no-password' ;;
    esac
    check "$line" type_in "$line"
    echo "native: [$(($(date +%s) - start)) s] $line"
done <"$work/lines"
check 'the show can be shown' type_in 'vitrin --check-config'
check 'it starts with the machine' as_root test -L "$system/etc/systemd/system/multi-user.target.wants/vitrin.service"
check 'it has a user of its own' type_in 'id vitrin'
echo "native: N = $(echo "$lines" | wc -l) lines of README, $(($(date +%s) - start)) s"
checked
