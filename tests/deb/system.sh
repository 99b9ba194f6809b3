# shellcheck shell=sh disable=SC2154
# Sourced by tests/deb.sh, tests/native.sh and tests/e2e/stock.sh from the project's folder: a small Debian system to install into, and a
# repository beside it. $work is a new folder, $system in it; both go with the script.
root=$PWD
cache=$root/build/deb-test
mkdir -p "$cache"
work=$(mktemp -d "$cache/run.XXXXXX")
system=$work/system
trap 'as_root rm -rf "$work"' EXIT
trap 'exit 1' INT TERM HUP

as_root() { if [ "$(id -u)" = 0 ]; then "$@"; else sudo "$@"; fi; }

# What the packages need is in the system from the start, so that apt has to fetch nothing while it is being tested. The tarball is kept
# under its list of packages.
make_system() {
    needs=$(for deb in "$work"/repo/vitrin*.deb; do dpkg-deb -f "$deb" Depends; done | tr ',' '\n' |
        sed -E 's/^ *([a-z0-9.+-]+).*/\1/' | grep -v '^vitrin' | sort -u)
    # shellcheck disable=SC2086  # words
    needs=$(printf '%s\n' $needs systemd systemd-sysv udev passwd cage seatd xwayland grim kmod procps | sort -u | paste -sd,)
    release=bookworm
    tarball=$cache/$release-$arch-$(echo "$release $needs" | sha256sum | cut -c1-12).tar
    if [ ! -s "$tarball" ]; then
        echo "making a system with: $needs"
        as_root mmdebstrap --quiet --architectures="$arch" --variant=minbase --include="$needs" --aptopt='Apt::Install-Recommends "false"' $release "$work/new.tar" >"$work/mmdebstrap.txt" 2>&1 ||
            { tail -n 5 "$work/mmdebstrap.txt"; return 1; }
        as_root mv "$work/new.tar" "$tarball"
    fi
    as_root mkdir -p "$system"
    as_root tar -xpf "$tarball" -C "$system"
    as_root mkdir -p "$system/repo"
    echo 'deb [trusted=yes] file:/repo ./' | as_root tee "$system/etc/apt/sources.list" >/dev/null
    as_root rm -rf "$system/etc/apt/sources.list.d"
}

# inside COMMAND…: as root, in a world of processes of its own, whose first one stays outside: by it systemd's tools know that they are in a chroot
# shellcheck disable=SC2016  # words of the shell within
inside() {
    as_root unshare --mount --pid --fork --mount-proc="$system/proc" sh -c 'chroot "$@"; exit $?' sh "$system" \
        env -i PATH=/usr/sbin:/usr/bin:/sbin:/bin DEBIAN_FRONTEND=noninteractive LC_ALL=C.UTF-8 "$@"
}
# as_vitrin COMMAND…: the same, as the user of the services
as_vitrin() { inside setpriv --reuid=vitrin --regid=vitrin --init-groups "$@"; }
# exec_start UNIT: what the unit runs, without what vitrin.env would add
# shellcheck disable=SC2016  # the word itself
exec_start() { sed -n 's/^ExecStart=//p' "$system/usr/lib/systemd/system/$1" | sed 's/ \$VITRIN_[A-Z]*//g'; }

# publish DEB…: the repository holds these from now on
publish() {
    as_root rm -rf "$system/repo"
    as_root mkdir -p "$system/repo"
    as_root cp "$@" "$system/repo/"
    (cd "$system/repo" && apt-ftparchive packages .) >"$work/Packages"
    as_root cp "$work/Packages" "$system/repo/Packages"
    inside apt-get -qq update
}
# show_deb NAME VERSION SHEETS SEQ [KEY]: a package of another show, or of another edition, made as an office makes it
show_deb() {
    rm -rf "$work/sheets"
    cp -r "$3" "$work/sheets"
    sed -i "s/^seq,.*/seq,$4/" "$work/sheets/meta.csv"
    "$pack" build "$work/sheets" -o "$work/show.vpack" && "$pack" sign "$work/show.vpack" -k "${5:-$key}.key" &&
        PATH=${pack%/*}:$PATH tools/vitrin-show-deb "$work/show.vpack" "$1" -p "${5:-$key}.pub" -v "$2" -o "$work/repo"
}
# Everything but what apt, dpkg and the clock keep for themselves.
files() {
    as_root find "$system" -xdev \( -path "$system/var/lib/dpkg" -o -path "$system/var/lib/apt" -o -path "$system/var/cache" -o -path "$system/var/log" \
        -o -path "$system/repo" -o -path "$system/proc" -o -path "$system/tmp" -o -path "$system/dev" \) -prune -o -printf '%P %y %U:%G %m %l\n' |
        grep -v '^etc/\(passwd\|group\|shadow\|gshadow\|subuid\|subgid\)- \|^etc/\.pwd\.lock \|^run/systemd\|^etc/ld.so.cache' | sort
}
