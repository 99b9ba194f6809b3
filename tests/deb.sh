#!/bin/sh
# The Debian packages from end to end: built, looked at by lintian, put into a repository, installed from it into a small system, upgraded,
# removed, purged. The system is a folder whose systemd is not running: what a unit would run is run from its ExecStart line, and units
# that run are tests/platform.sh's. usage: tests/deb.sh [ARCH]; of another kind of machine its programs run under qemu-user
cd "$(dirname "$0")/.." || exit 2
. tests/deb/system.sh
key=$work/office
suite=deb
said=$work/said.txt
. tests/check.sh
start=$(date +%s)

not() { ! "$@"; }
says() { # says WORDS COMMAND…
    words=$1
    shift
    "$@" >"$work/words.txt" 2>&1
    grep -q -- "$words" "$work/words.txt" || { cat "$work/words.txt"; false; }
}

# ---- built ----
mkdir -p "$work/repo"
native=$(dpkg --print-architecture)
arch=${1:-$native}
is_native() { [ "$arch" = "$native" ]; }
pack=$root/build/deb-tree/$native/vitrin/build/desktop-release/vitrin-pack
[ -x "$pack" ] || OUT=$work/first "$root/tools/deb.sh" "$native" >"$work/first.txt" 2>&1 || { cat "$work/first.txt"; exit 1; }
"$pack" keygen "$key" --no-password >/dev/null
"$pack" keygen "$work/safe.root" --no-password >/dev/null
"$pack" keygen "$work/stranger" --no-password >/dev/null
check 'packages are built' env OUT="$work/repo" "$root/tools/deb.sh" "$arch" "$key" "$work/safe"
is_native || mv "$work/repo/$arch"/vitrin*.deb "$work/repo/"
for name in vitrin vitrin-tools vitrin-show-chongqing; do
    check "$name is there" sh -c "ls '$work'/repo/${name}_*.deb"
done
[ $failed -eq 0 ] || { checked; exit 1; }
check 'lintian finds neither errors nor warnings' lintian --allow-root --fail-on error,warning --tag-display-limit 0 "$work"/repo/*.deb
for page in "$root"/platform/man/*; do
    check "$(basename "$page") is a sound page" sh -c "test -z \"\$(mandoc -Tlint -Wwarning '$page')\""
done
# shellcheck disable=SC2016  # expanded by the shell within
holds() { dpkg-deb --fsys-tarfile "$work"/repo/"$1"_*.deb | tar -t | grep -qx "\./$2"; }
check 'the show package has the signature' holds vitrin-show-chongqing usr/share/vitrin/factory.vpack.minisig
check 'the program has the keys' holds vitrin usr/share/vitrin/keys.d/office.pub
check 'and the root key' holds vitrin usr/share/vitrin/keys.d/safe.root.pub
check 'no package has a key to sign with' sh -c "! for deb in '$work'/repo/*.deb; do dpkg-deb --fsys-tarfile \$deb | tar -t; done | grep '\.key\$'"
check 'vitrin.env is a conffile' says '^/etc/vitrin/vitrin.env' dpkg-deb -I "$work"/repo/vitrin_*.deb conffiles
for library in libgles2 libegl1 libgbm1 libgl1-mesa-dri libdrm2; do
    check "$library, which is opened by name, is needed" says "$library" dpkg-deb -f "$work"/repo/vitrin_*.deb Depends
done

# ---- other editions ----
first=$(dpkg-deb -f "$work"/repo/vitrin-show-chongqing_*.deb Version)
first_show=$(ls "$work"/repo/vitrin-show-chongqing_*.deb)
programs=$(ls "$work"/repo/vitrin_*.deb "$work"/repo/vitrin-tools_*.deb)
cp -r tests/show_lighthouse "$work/black"
sed -i '2,$s/,#.*/,#000000/' "$work/black/color.csv"
cp -r tests/show_lighthouse "$work/other"
check 'a newer edition' show_deb chongqing "$first+2" "$work/other" 2
check 'one whose pages are black' show_deb chongqing "$first+3" "$work/black" 3
check 'one of a stranger' show_deb chongqing "$first+4" "$work/other" 4 "$work/stranger"
check 'an older one, packed later' show_deb chongqing "$first+5" "$work/other" 1
check 'another show' show_deb lighthouse 1.0 "$work/other" 6
edition() { echo "$work/repo/vitrin-show-chongqing_$first+$1_all.deb"; }

# ---- installed from the repository ----
check 'there is a system to install into' make_system
[ -d "$system/usr" ] || { checked; exit 1; }
apt() { inside apt-get -qq -y "$@"; }
has_link() { as_root test -L "$system/etc/systemd/system/multi-user.target.wants/$1"; }
intake() { as_vitrin vitrin-intake "$@"; }
says_status() { says "$1" intake status; }
files >"$work/before.txt"
# shellcheck disable=SC2086  # names
publish $programs "$first_show"
check 'apt installs them' apt install vitrin vitrin-tools vitrin-show
check 'of the shows the one there is' says '^ii' inside dpkg -l vitrin-show-chongqing
for file in usr/bin/vitrin usr/bin/vitrin-intake usr/bin/vitrin-show usr/bin/vitrin-pack usr/sbin/vitrin-setup usr/lib/vitrin/vitrin-stick \
    usr/lib/systemd/system/vitrin.service usr/lib/udev/rules.d/70-vitrin-stick.rules usr/share/bash-completion/completions/vitrin-pack \
    usr/share/doc/vitrin-tools/examples/show_lighthouse/meta.csv usr/share/vitrin/factory.vpack; do
    check "$file is installed" as_root test -s "$system/$file"
done
check 'the user has no shell' says 'nologin$' inside getent passwd vitrin
check 'the state is the user'\''s' says '^vitrin$' inside stat -c %U /var/lib/vitrin
for unit in vitrin.service vitrin-requests.path vitrin-offer.path vitrin-metrics.timer; do
    check "$unit starts with the machine" has_link $unit
done
check 'the other way to the screen does not' not has_link vitrin-kiosk.service
check 'sticks are taken' as_root test ! -e "$system/var/lib/vitrin-setup/off"
check 'status says so' says '^mode *device' inside vitrin-setup status
verifies() {
    as_root systemd-analyze verify --man=no --root="$system" "$1" >"$work/verify.txt" 2>&1
    grep -i vitrin "$work/verify.txt" && return 1
    return 0
}
for unit in vitrin.service vitrin-kiosk.service vitrin-requests.path vitrin-requests.service vitrin-offer.path vitrin-offer.service \
    vitrin-metrics.timer vitrin-metrics.service vitrin-stick@sdb1.service; do
    check "verify $unit" verifies $unit
done
check 'the show can be shown' says ' 74 slides, 2 languages' as_vitrin vitrin --check-config
check 'vitrin-pack works' says ': 0 findings' inside vitrin-pack lint /usr/share/doc/vitrin-tools/examples/show_lighthouse --words-only

# ---- editions: each leaves its request, and the unit's own line is what takes it ----
. "$root/tests/deb/editions.sh"

# ---- a machine with a desktop ----
! is_native || . "$root/tests/deb/desktop.sh" # a compositor is too slow under an emulator

echo "deb: N = $((passed + failed)) checks of the packages for $arch; took $(($(date +%s) - start)) s"
checked
