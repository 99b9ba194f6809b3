# Read by tests that show packs: the small show with another number, signed with the key of $build. The test sets $build and $root before.
: "${build:?}" "${root:?}"
# pack FILE SEQ [PEOPLE]: the number of people, SEQ unless said, tells such packs from each other
pack() {
    rm -rf "$1.sheets"
    cp -r "$root/tests/show_lighthouse" "$1.sheets"
    sed -i "s/^seq,.*/seq,$2/" "$1.sheets/meta.csv"
    sed -i "s/^people,18.6,/people,${3:-$2},/" "$1.sheets/figure.csv"
    "$build/vitrin-pack" build "$1.sheets" -o "$1" >/dev/null && "$build/vitrin-pack" sign "$1" -k "$build/development.key" >/dev/null &&
        "$build/vitrin-pack" inspect "$1" | sed -n 's/^identity *//p' >"$1.identity"
    rm -rf "$1.sheets"
}
# identity FILE: of one that was made so; asked for ten times a second
identity() { cat "$1.identity"; }
