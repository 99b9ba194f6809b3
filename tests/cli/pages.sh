#!/bin/sh
# The manual pages against the programs: each option and command that `--help` lists is in the page, and the page has no other; each page is
# named by another. usage: tests/cli/pages.sh BUILD-FOLDER
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0
count=0

# same WHAT: are work/help and work/page the same words?
same() {
    count=$((count + $(wc -l <"$work/help")))
    if [ -s "$work/help" ] && diff "$work/help" "$work/page" >"$work/diff"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "pages: $1: < --help, > the page: $(grep '^[<>]' "$work/diff" | tr '\n' ' ')"
    fi
}
options() { grep -oE '(^|[^a-z-])--[a-z][a-z-]*' | grep -oE -- '--[a-z-]+' | grep -vx -e --help -e --version | sort -u; }
compare() { # compare PAGE COMMAND…
    page=platform/man/$1
    shift
    "$@" --help >"$work/said"
    options <"$work/said" >"$work/help"
    grep '^\.It Fl' "$page" | sed -E 's/Fl -/--/g' | options >"$work/page"
    [ -s "$work/help" ] || [ -s "$work/page" ] || echo none | tee "$work/help" >"$work/page"
    same "$page: options"
    # and nowhere does the page speak of others
    sed -E 's/Fl -/--/g' "$page" | options | grep -vxF -f "$work/help" >"$work/others"
    count_of_others=$(grep -c . "$work/others")
    [ "$count_of_others" -eq 0 ] || { failed=$((failed + 1)); echo "pages: $page speaks of $(cat "$work/others")"; }
}
commands() { # commands PAGE PROGRAM: after compare
    sed -nE "s/^ *$2 ([a-z]+)( .*)?\$/\1/p" "$work/said" | sort -u >"$work/help"
    sed -nE 's/^\.It Cm ([a-z]+).*/\1/p' "platform/man/$1" | sort -u >"$work/page"
    same "platform/man/$1: commands"
}
compare vitrin.1 "$build/vitrin"
compare vitrin-intake.8 "$build/vitrin-intake"
commands vitrin-intake.8 vitrin-intake
compare vitrin-pack.1 "$build/vitrin-pack"
commands vitrin-pack.1 vitrin-pack
compare vitrin-show.1 platform/desktop/vitrin-show
compare vitrin-show-deb.1 tools/vitrin-show-deb
compare vitrin-setup.8 platform/device/vitrin-setup
commands vitrin-setup.8 vitrin-setup

# completion offers the same words: `vitrin --`, `vitrin-pack lint --`, `vitrin-setup `
completed() { # completed PROGRAM WORD…, the last of which is to be completed
    # shellcheck disable=SC2016  # expanded by bash
    bash -c '. platform/completion/vitrin; COMP_WORDS=("$@"); COMP_CWORD=$(($# - 1)); _vitrin "$1"; printf "%s\n" "${COMPREPLY[@]}"' bash "$@" |
        grep -vx -e --help -e --version | sort -u >"$work/page"
}
for words in vitrin "vitrin-pack lint" "vitrin-intake take"; do
    "$build/${words%% *}" --help | options >"$work/help"
    # shellcheck disable=SC2086  # words
    completed "$build"/$words --
    same "completion of $words --"
done
"$build/vitrin-pack" --help | sed -nE 's/^ *vitrin-pack ([a-z]+).*/\1/p' | sort -u >"$work/help"
completed "$build/vitrin-pack" ''
same 'completion of vitrin-pack'

# what vitrin.env may hold is what the units read, and the file shows each of them
grep -ohE '(VITRIN_[A-Z]+)' platform/systemd/*.service platform/device/* | sort -u >"$work/help"
sed -nE 's/^\.It Ev (VITRIN_[A-Z]+)$/\1/p' platform/man/vitrin.env.5 | sort -u >"$work/page"
same 'vitrin.env.5: names'
sed -nE 's/^#(VITRIN_[A-Z]+)=.*/\1/p' platform/systemd/vitrin.env | sort -u >"$work/page"
same 'vitrin.env: names'

for file in platform/man/*; do
    name=$(basename "$file")
    title=$(echo "${name%.*} ${name##*.}" | tr '[:lower:]' '[:upper:]')
    if grep -x "\.Xr ${name%.*} ${name##*.}.*" platform/man/* | grep -qv "^$file:" && grep -qx "\.Dt $title" "$file"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "pages: $name: no other page names it, or it calls itself something else"
    fi
done
echo "pages: N = $count options, commands and names in the manual"
echo "pages: $passed passed, $failed failed"
[ $failed -eq 0 ] && [ $passed -gt 0 ]
