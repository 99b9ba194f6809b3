#!/bin/sh
# R13: a pack that is signed, valid and rehearsed goes wrong once it is live
# goal: 254
# short: ^R13: N = .* kinds
# least: 8
# After at most three strikes the pack before is back, nobody
# having touched anything; the bad one is remembered, the next good one installs. What harms one page alone costs that page. A pack whose
# pages are black or of one colour does not get as far. At length the power is cut in the middle of it as well, each kind CUTS times.
# usage: R13.sh BUILD short|long; KINDS: only these; CUTS: 2
row=R13
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../../.." && pwd)
cut_kinds="segv abort exit exit_well busy asleep leak files slow open page prepare"
cuts=${CUTS:-2}
if [ "${2-}" = short ]; then
    cuts=0
    kinds=${KINDS:-"segv exit_well asleep leak slow open confirmed page"}
else
    kinds=${KINDS:-"$cut_kinds kill confirmed"}
fi
lanes=5
. "$root/tests/faults/rows/live_show.sh"
build_preload || exit 1
seq=0
for name in factory before bad good; do
    seq=$((seq + 1))
    pack "$work/$name.vpack" $seq
done
before=$work/before.vpack
bad=$work/bad.vpack
good=$work/good.vpack

# ---- what the rehearsal refuses ----
refused() {
    "$build/vitrin-intake" take "$at/stick" --state-dir "$at/state" --run-dir "$at/run" --keys "$build/keys.d" --factory "$work/factory.vpack" \
        --vitrin "$build/vitrin" 2>&1 | grep -q rehearsal_failed
}
colours() {
    for colour in '#000000' '#808080' '#FFFFFF'; do
        cp -r "$root/tests/show_lighthouse" "$work/one_colour"
        sed -i "2,\$s/,#.*/,$colour/" "$work/one_colour/color.csv"
        sed -i "s/^seq,.*/seq,9/" "$work/one_colour/meta.csv"
        "$build/vitrin-pack" build "$work/one_colour" -o "$work/colour.vpack" >/dev/null
        "$build/vitrin-pack" sign "$work/colour.vpack" -k "$build/development.key" >/dev/null
        rm -rf "$work/one_colour"
        put "$work/colour.vpack"
        check "pages of $colour are refused" refused
    done
}

# ---- live ----
# base: a state in which one pack is proven, for every kind to begin with
base() {
    begin base_device
    until_true 30 is_shown "$work/factory.vpack"
    put "$before"
    until_true 60 told installed
    confirm "$before"
    pull
    leave
    grep -q '^slot.*confirmed' "$at/state/state.0" "$at/state/state.1" || return 1
    cp -r "$at/state" "$work/base"
}
has_ended() { [ "$(ends)" -gt "$1" ]; } # more often than that
is_live() { crumb_is "$bad" || has_ended 0; }
is_back() { { told fell_back || told factory; } && is_shown "$before"; }

# Or it is over already: a pack that ends the show as it is opened may have had its three strikes before anybody looks.
was_installed() { told installed || told fell_back; }

# The bad pack is on the stick and installed, and its fault is ordered.
put_bad() {
    begin "$1"
    until_true 30 is_shown "$before" || complain 'the pack before is not on' || return
    case $kind in
    page | prepare) order "$kind" "$bad" power ;;
    open) order open "$bad" "$bad" ;;
    kill | confirmed) : ;;
    *) order "$kind" "$bad" ;;
    esac
    put "$bad"
    until_true 60 was_installed || complain 'the bad pack is not installed' || return
    until_true 90 is_live || complain 'the bad pack is never live' || return
}
next_installs() {
    pull
    put "$good"
    until_true 60 told installed || complain 'the next good pack is not installed' || return
    until_true 90 is_shown "$good" || complain 'the next good pack is not shown' || return
}

# one_of KIND: is the pack itself bad, or a page of it? prints what was found
one_of() {
    kind=$1
    put_bad "$kind" || return
    if [ "$kind" = confirmed ]; then
        confirm "$bad"
        order segv "$bad"
    fi
    begun=$(date +%s%N)
    case $kind in
    page | prepare) costs_a_page || return ;;
    kill) kill_thrice && comes_back || return ;;
    *) comes_back || return ;;
    esac
    next_installs || return
    echo "$kind $took $restarts" >>"$work/done"
    leave
}
complain() {
    echo "R13: $kind: $1: $(file_of_run status | tr '\n' ' ') $(tail -n 12 "$at/log.txt")"
    leave
    return 1
}
kill_thrice() {
    for strike in 1 2 3; do
        until_true 30 crumb_is "$bad" || complain "strike $strike: not on" || return
        gone=$(ends)
        kill -KILL "$(pid_of_show)"
        until_true 10 has_ended "$gone" || complain "strike $strike: not booked" || return
    done
}
comes_back() {
    until_true 180 is_back || complain 'the pack before does not come back' || return
    took=$((($(date +%s%N) - begun) / 1000000))
    restarts=$(ends)
    [ "$restarts" -le 3 ] || complain "it took $restarts strikes" || return
    pull
    put "$bad"
    # one that had proved itself is not called bad, but only staff return to it
    answer=known_bad
    [ "$kind" != confirmed ] || answer=older
    until_true 30 told $answer || complain 'the bad pack is not remembered' || return
}
# One restart, and the pack goes on without that page.
costs_a_page() {
    until_true 120 has_ended 0 || complain 'the page never came' || return
    begun=$(date +%s%N)
    until_true 30 is_shown "$bad" || complain 'the pack is gone' || return
    took=$((($(date +%s%N) - begun) / 1000000))
    file_of_run poison | grep -qx "$(identity "$bad") power" || complain 'another page was blamed' || return
    sleep 45 # past the place where the page was
    restarts=$(ends)
    [ "$restarts" -eq 1 ] || complain "it took $restarts strikes" || return
    is_shown "$bad" || complain 'the pack has gone' || return
}
# one_cut KIND NUMBER: the power goes within twelve seconds from where the bad pack is live, before, between or after its ends
one_cut() {
    kind=$1
    put_bad "$kind.$2" || return
    sleep "$(awk -v seed="$((SEED * 1000 + $2))" 'BEGIN { srand(seed); print 12 * rand() }')"
    cut_power
    # an end that the power kept from being booked is no strike; what one page had cost is forgotten with the RAM
    case $kind in
    page | prepare)
        until_true 120 is_shown "$bad" || complain 'after a cut: the pack is gone' || return
        [ "$(ends)" -le 2 ] || complain 'after a cut: more than one page is lost' || return
        ;;
    *)
        until_true 180 is_shown "$before" || complain 'after a cut: the pack before does not come back' || return
        [ "$(ends)" -le 4 ] || complain "after a cut: it took $(ends) ends" || return
        pull
        put "$bad"
        until_true 30 told known_bad || complain 'after a cut: the bad pack is not remembered' || return
        ;;
    esac
    next_installs || return
    echo "$kind" >>"$work/cut"
    leave
}
# share LANE: of all kinds and then of all cuts those that are this lane's
share() {
    n=0
    for kind in $kinds; do
        n=$((n + 1))
        [ $((n % lanes)) -ne "$1" ] || one_of "$kind"
    done
    for _ in $(seq "$cuts"); do
        for kind in $cut_kinds; do
            n=$((n + 1))
            [ $((n % lanes)) -ne "$1" ] || one_cut "$kind" $n
        done
    done
}

at=$work/colours
mkdir -p "$at/stick" "$at/run"
: >"$at/log.txt"
colours
base || { echo 'R13: no pack could be proven'; exit 1; }
: >"$work/done"
: >"$work/cut"
SEED=${SEED:-0}
i=0
while [ $i -lt $lanes ]; do
    lane share $i
    i=$((i + 1))
done
wait_for_lanes
count=$(echo "$kinds" | wc -w)
right=$(wc -l <"$work/done")
passed=$((passed + right))
failed=$((failed + count - right))
while read -r kind took restarts; do
    echo "R13: $kind: the picture was back $took ms after it began, $restarts strikes"
done <"$work/done"
echo "R13: N = $count kinds"
if [ "$cuts" -gt 0 ]; then
    count=$((cuts * $(echo "$cut_kinds" | wc -w)))
    right=$(wc -l <"$work/cut")
    passed=$((passed + right))
    failed=$((failed + count - right))
    echo "R13: N = $count power cuts while a bad pack was live"
fi
echo "R13: $passed passed, $failed failed"
[ $failed -eq 0 ]
