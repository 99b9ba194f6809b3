#!/bin/sh
# A device's own files: units, rule and scripts as `make install` lays them, looked at by systemd's own tools, and run for real in a machine
# of a kernel that is an ordinary program (user-mode-linux): systemd, udev, FAT and users are real there, and a loop device stands for the
# USB stick. usage: tests/platform.sh BUILD-FOLDER [long]: long tries every kind of stick
build=$(cd "$1" && pwd)
root=$PWD
work=$(mktemp -d)
running= # the machine, while it runs: a group of its own, which a signal to ours does not reach
leave() {
    [ -z "$running" ] || { kill "$running" 2>/dev/null; wait "$running"; }
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 1' INT TERM HUP
is_long() { [ -e "$work/is_long" ]; }
[ "${2-}" != long ] || : >"$work/is_long"
suite=platform
said=$work/said.txt
. tests/check.sh
PATH=$PATH:/usr/sbin:/sbin
export LC_ALL=C.UTF-8

signed() { # signed FILE.vpack SEQ: the small show
    rm -rf "$work/sheets"
    cp -r "$root/tests/show_lighthouse" "$work/sheets"
    sed -i "s/^seq,.*/seq,$2/" "$work/sheets/meta.csv"
    "$build/vitrin-pack" build "$work/sheets" -o "$1" >/dev/null && "$build/vitrin-pack" sign "$1" -k "$work/office.key" >/dev/null
}

# ---- what is installed ----
mode=${build##*-}
"$build/vitrin-pack" keygen "$work/office" --no-password >/dev/null
"$build/vitrin-pack" keygen "$work/safe.root" --no-password >/dev/null
check 'make install' make -s MODE="$mode" install DESTDIR="$work/root" KEY="$work/office" ROOT="$work/safe"
for file in bin/vitrin bin/vitrin-intake bin/vitrin-show lib/vitrin/vitrin-stick lib/vitrin/vitrin-boot lib/systemd/system/vitrin.service \
    lib/systemd/system/vitrin-stick@.service lib/systemd/system/vitrin-stick-again@.service lib/systemd/system/vitrin-requests.service lib/systemd/system/vitrin-requests.path \
    lib/systemd/system/vitrin-kiosk.service lib/systemd/system/vitrin-offer.path lib/systemd/system/vitrin-metrics.timer sbin/vitrin-setup \
    lib/udev/rules.d/70-vitrin-stick.rules lib/sysusers.d/vitrin.conf lib/tmpfiles.d/vitrin.conf share/vitrin/keys.d/office.pub \
    share/vitrin/keys.d/safe.root.pub; do
    check "$file is installed" test -s "$work/root/usr/$file"
done
for script in "$root"/platform/device/* "$root"/platform/desktop/*; do
    check "$(basename "$script") is a script that sh reads" sh -n "$script"
    check "$(basename "$script") says how it is used" sh -c "'$script' --help 2>&1 | grep -q '$(basename "$script")'"
done

. "$root/tests/platform/card.sh"

# ---- units ----
# verify says nothing, and knows the units that ours name
cp -r "$work/root" "$work/verified"
cp -rn /usr/lib/systemd/system/. "$work/verified/usr/lib/systemd/system/"
verifies() {
    systemd-analyze verify --man=no --root="$work/verified" "$1" >"$work/verify.txt" 2>&1
    ! grep -i vitrin "$work/verify.txt"
}
security() { # security UNIT THRESHOLD, in tenths
    systemd-analyze security --offline=true --no-pager --root="$work/verified" --threshold="$2" "$1" >"$work/security.txt" 2>&1
    good=$?
    exposure="$exposure $(sed -n 's/.*exposure level for \(.*\): \([0-9.]*\).*/\2/p' "$work/security.txt")"
    return $good
}
exposure=
took=
if command -v systemd-analyze >/dev/null; then
    for unit in vitrin.service vitrin-stick@sdb1.service vitrin-stick-again@sdb1.service vitrin-requests.service vitrin-requests.path vitrin-offer.service vitrin-offer.path \
        vitrin-metrics.service vitrin-metrics.timer; do
        check "verify $unit" verifies "$unit"
    done
    sed -i 's/^KillMode=/KilMode=/' "$work/verified/usr/lib/systemd/system/vitrin-stick@.service"
    check 'verify sees a wrong letter' sh -c "systemd-analyze verify --man=no --root='$work/verified' vitrin-stick@sdb1.service 2>&1 | grep -q KilMode"
    check 'exposure of the show' security vitrin.service 10
    check 'exposure of the intake' security vitrin-stick@.service 20
    check 'exposure of the requests' security vitrin-requests.service 10
    check 'exposure of a kiosk with cage' security vitrin-kiosk.service 10
    check 'exposure of a package'\''s pack' security vitrin-offer.service 10
    check 'exposure of the figures' security vitrin-metrics.service 20
else
    echo 'SKIP R24: units: no systemd-analyze'
fi

# ---- sticks ----
machine=$(command -v linux.uml || true)
missing=
for tool in mkfs.vfat mcopy mkntfs mkfs.exfat sfdisk dmsetup udevadm insmod; do
    command -v $tool >/dev/null || missing="$missing $tool"
done
if [ -z "$machine" ] || [ -n "$missing" ]; then
    echo "SKIP R24: sticks: this needs user-mode-linux (there for x86_64 only) and:${missing:- its tools}"
else
    . "$root/tests/platform/images.sh"
    . "$root/tests/platform/look.sh"
fi
echo "platform: N = $((passed + failed)) checks of the device; exposure of show, intake, requests, kiosk, packages, figures:${exposure:- unknown}$took"
checked
