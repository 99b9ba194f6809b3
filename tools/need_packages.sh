#!/bin/sh
# Installs the Debian packages that are missing; says which in one line first. Works as root and with sudo. NAME is this machine's own,
# NAME:arm64 that of another processor, whose packages the machine learns about when the first of them is asked for.
set -eu
own=$(dpkg --print-architecture)
missing=
foreign=
for package in "$@"; do
    wanted=$own
    case $package in *:*) wanted=${package##*:} ;; esac
    # a package that cannot stand beside its like of another processor answers for that one as well
    dpkg-query -W -f='${Status} ${Architecture}\n' "$package" 2>/dev/null | grep -qxE "install ok installed ($wanted|all)" && continue
    missing="$missing $package"
    [ "$wanted" = "$own" ] || foreign="$foreign $wanted"
done
[ -n "$missing" ] || exit 0
echo "installing from Debian:$missing"
as_root=
[ "$(id -u)" = 0 ] || as_root=sudo
export DEBIAN_FRONTEND=noninteractive
for architecture in $foreign; do
    dpkg --print-foreign-architectures | grep -qx "$architecture" || $as_root dpkg --add-architecture "$architecture"
done
$as_root apt-get update -qq
# another who installs is waited for
# shellcheck disable=SC2086
$as_root apt-get install -o DPkg::Lock::Timeout=600 -y -qq --no-install-recommends $missing >/dev/null
