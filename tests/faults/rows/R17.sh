#!/bin/sh
# R17: a show that hangs is ended and stands there again within 15 s
# goal: 100
# short: ^R17: N = .* hangs
# least: 5
# busy in a frame, asleep while it presents, and stopped altogether.
# usage: R17.sh BUILD short|long; N: how many hangs (5, long 100)
row=R17
build=$(cd "$1" && pwd)
root=$(cd "$(dirname "$0")/../../.." && pwd)
hangs=5
[ "$2" != long ] || hangs=100
hangs=${N:-$hangs}
lanes=5
. "$root/tests/faults/rows/live_show.sh"
build_preload || exit 1
pack "$work/factory.vpack" 1

# hang KIND: one, from a show that stands there until its picture is back; prints the milliseconds
hang() {
    until_true 20 is_shown "$work/factory.vpack" || return 1
    hung=$(pid_of_show)
    begun=$(date +%s%N)
    if [ "$1" = stopped ]; then
        kill -STOP "$hung"
    else
        order "$1" "$work/factory.vpack"
        until_true 40 grep -q 'the show hangs' "$at/log.txt" || return 1 # it presents a frame only when something changes
        rm -f "$at/order"
    fi
    until_true 60 is_another "$hung" || return 1
    until_true 30 crumb_is "$work/factory.vpack" || return 1
    echo "$1 $((($(date +%s%N) - begun) / 1000000))" >>"$at/times"
    : >"$at/log.txt"
}
is_another() { [ -n "$(pid_of_show)" ] && [ "$(pid_of_show)" != "$1" ]; }
# some NUMBER: this lane's share of them
some() {
    begin "lane$1"
    i=$1
    while [ "$i" -le "$hangs" ]; do
        case $((i % 5)) in
        0) kind=stopped ;;
        1 | 3) kind=busy ;;
        *) kind=asleep ;;
        esac
        hang $kind || { echo "R17: $kind is not over: $(cat "$at/log.txt")" && break; }
        i=$((i + lanes))
    done
    leave
}
n=1
while [ $n -le $lanes ]; do
    lane some $n
    n=$((n + 1))
done
wait_for_lanes
cat "$work"/lane*/times 2>/dev/null | sort -k 2 -n >"$work/times"
passed=$(awk '$2 <= 15000' "$work/times" | wc -l)
failed=$((hangs - passed))
echo "R17: N = $(wc -l <"$work/times") hangs; picture again after $(sed -n '1s/.* //p' "$work/times") to $(sed -n '$s/.* //p' "$work/times") ms"
echo "R17: $passed passed, $failed failed"
[ $failed -eq 0 ]
