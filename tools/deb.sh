#!/bin/sh
# Debian packages under build/deb (of another machine's kind: build/deb/ARCH), from a copy of the tree with platform/deb as its debian/.
# usage: tools/deb.sh ARCH [KEY [ROOT]], names of keys without .key, .pub, .root.pub; DEB_VERSION sets the version, OUT another folder
set -eu
cd "$(dirname "$0")/.."
arch=$1
key=${2-}
root=${3-}
native=$(dpkg --print-architecture)
version=${DEB_VERSION:-}
if [ -z "$version" ]; then
    version=$(sed -n 's/^#define VITRIN_VERSION "\(.*\)"/\1/p' src/app/app.h)
    # the commit's date, so that a later one is a higher version
    ! when=$(TZ=UTC0 git log -1 --format=%cd --date=format-local:%Y%m%d.%H%M 2>/dev/null) || version=$version+git$when
fi
if [ -z "$key" ]; then
    key=build/deb-key/trial
    mkdir -p build/deb-key # debian/rules makes the key with the first program it builds
    echo 'no KEY= was given: the show is signed with a key of this folder, build/deb-key/trial.key; packages like that are for trying'
fi
whole() { case $1 in '' | /*) echo "$1" ;; *) echo "$PWD/$1" ;; esac; }
key=$(whole "$key")
root=$(whole "$root")
[ -z "${2-}" ] || { [ -f "$key.key" ] && [ -f "$key.pub" ]; } || { echo "deb: $key.key and $key.pub have to be there" >&2; exit 2; }

# build_in TREE WHAT: dpkg-buildpackage on a copy of what belongs into packages; what was compiled there before stays
build_in() {
    tree=build/deb-tree/$1/vitrin
    fresh=build/deb-tree/$1/fresh
    rm -rf "$fresh"
    mkdir -p "$tree" "$fresh"
    tar -cf - --exclude=__pycache__ Makefile README.md CHANGELOG.md LICENSE src assets data platform tools tests/show_lighthouse | tar -xf - -C "$fresh"
    mv "$fresh/platform/deb" "$fresh/debian"
    # what is gone goes; what differs gets the present as its time: a file may be older than what was compiled of the one before it
    (cd "$tree" && find . -type f ! -path './build/*') | while IFS= read -r file; do
        [ -e "$fresh/$file" ] || rm "$tree/$file"
    done
    (cd "$fresh" && find . -type f) | while IFS= read -r file; do
        cmp -s "$fresh/$file" "$tree/$file" && continue
        mkdir -p "$tree/${file%/*}"
        cp "$fresh/$file" "$tree/$file"
    done
    rm -rf "$fresh" "$tree/debian/vitrin" "$tree/debian/vitrin-tools" "$tree/debian/vitrin-show-chongqing"
    cat >"$tree/debian/changelog" <<X
vitrin ($version) bookworm; urgency=medium

  * What changed is told in /usr/share/doc/vitrin/changelog.gz.

 -- The Vitrin authors <maintainers@vitrin.example>  $(LC_ALL=C TZ=UTC0 git log -1 --format=%cD 2>/dev/null || date -u -R)
X
    rm -f "build/deb-tree/$1"/vitrin*_*.*
    (cd "$tree" && KEY=$key ROOT=$root DEB_BUILD_OPTIONS="parallel=2 noautodbgsym nocheck" \
        dpkg-buildpackage -us -uc -d --buildinfo-option=-u.. --changes-option=-u.. "$2" "-a$arch") >"build/deb-tree/$1/log.txt" 2>&1 ||
        { tail -n 30 "build/deb-tree/$1/log.txt" >&2; exit 1; }
}

start=$(date +%s)
out=${OUT:-build/deb}
if [ "$arch" = "$native" ]; then
    build_in "$arch" -b
else
    out=$out/$arch
    # the pack is the same everywhere, and is made by programs of this machine's kind
    [ "$(cat build/deb/signed 2>/dev/null)" = "$version $key $root" ] || DEB_VERSION=$version OUT=build/deb "$0" "$native" "${2-}" "$root"
    build_in "$arch" -B
fi
mkdir -p "$out"
rm -f "$out"/vitrin*.deb
cp "build/deb-tree/$arch"/vitrin*.deb "$out/"
[ "$arch" = "$native" ] || cp build/deb/vitrin-show-*_all.deb "$out/"
echo "$version $key $root" >"$out/signed"
for file in "$out"/vitrin*.deb; do
    echo "$file: $(($(stat -c %s "$file") / 1024)) KiB"
done
echo "version $version, $(($(date +%s) - start)) s"
