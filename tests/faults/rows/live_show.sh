# Read by the rows that let a live show go wrong: real programs, real packs, a folder for a stick, and faults that are preloaded into the show
# (../preload/preload_live.c). The row sets $build and $root before. Every show has a folder of its own, named by $at.
: "${row:?}" "${build:?}" "${root:?}"
work=$(mktemp -d)
# what a show said is in its log; what has to be quick is measured, not waited for
suite=$row
said=/dev/null
. "$root/tests/check.sh"
tell_more() { file_of_run status | tr '\n' ' ' && tail -n 20 "$at/log.txt"; }
pids=
export SDL_VIDEODRIVER=dummy
# shellcheck disable=SC3045 # every sh of the systems we build on has it
ulimit -c 0

# Ends what this row began, also when the row is ended; then $work goes.
tidy() {
    for pid in $pids; do kill "$pid" 2>/dev/null; done
    for pid in $pids; do wait "$pid" 2>/dev/null; done
    rm -rf "$work"
}
trap tidy EXIT
trap 'exit 1' INT TERM HUP

build_preload() {
    "${CC:-cc}" -std=c11 -D_GNU_SOURCE -O1 -shared -fPIC -o "$work/live.so" "$root/tests/faults/preload/preload_live.c" -ldl
}
. "$root/tests/small_packs.sh"
# Runs a part of a row beside others, with a device of its own: lane COMMAND…
# shellcheck disable=SC2030,SC2031 # what a lane begins is its own
lane() {
    (
        pids=
        shower=
        trap '[ -z "$shower" ] || leave' EXIT
        trap 'exit 1' INT TERM HUP
        "$@"
    ) &
    pids="$pids $!"
}
wait_for_lanes() {
    for pid in $pids; do wait "$pid"; done
    pids=
}
# order KIND FILE [SLIDE]: from the next frame on
order() {
    echo "$1 $(identity "$2") ${3:-}" >"$at/order.new"
    mv "$at/order.new" "$at/order"
}
# begin FOLDER: a device in a folder; $work/base, if there is one, is its state
begin() {
    at=$work/$1
    rm -rf "$at"
    mkdir -p "$at/stick" "$at/run"
    [ ! -d "$work/base" ] || cp -r "$work/base" "$at/state"
    start_show &
    shower=$!
}
start_show() {
    # shellcheck disable=SC3045
    ulimit -v 4000000 # what leaks has an end
    export XDG_RUNTIME_DIR="$at/run" LD_PRELOAD="$work/live.so" VITRIN_ORDER="$at/order"
    # a session of its own, so that a power cut meets all of it
    exec setsid "$root/platform/desktop/vitrin-show" --watch-dir "$at/stick" --state-dir "$at/state" --keys "$build/keys.d" \
        --factory "$work/factory.vpack" --bin "$build" --size 640x360 --windowed --fonts "$root/assets/fonts" 2>>"$at/log.txt"
}
# leave: the device is switched off in order
leave() {
    kill "$shower" 2>/dev/null
    wait "$shower" 2>/dev/null
    shower=
    rm -rf "$at/run"
}
# cut_power: at once, for all that runs, and what lay in RAM is gone; then the device is switched on again
cut_power() {
    kill -KILL "-$shower"
    wait "$shower" 2>/dev/null
    rm -rf "$at/run"
    mkdir "$at/run"
    start_show &
    shower=$!
}
file_of_run() { cat "$at"/run/vitrin-run.*/"$1" 2>/dev/null; }
told() { file_of_run status | grep -qx "outcome $1"; }
crumb_is() { file_of_run breadcrumb | grep -qx "pack $(identity "$1")"; }
# is_shown FILE: a page of it stands there, and the show lives
is_shown() {
    crumb_is "$1" || return 1
    beat=$(file_of_run heartbeat)
    sleep 1.2
    crumb_is "$1" && [ "$beat" != "$(file_of_run heartbeat)" ]
}
ends() { grep -c 'the show ended with status' "$at/log.txt"; }
pid_of_show() { pgrep -f "^$build/vitrin --state-dir $at/state"; }
put() {
    rm -f "$at"/stick/*.vpack*
    cp "$1.minisig" "$1" "$at/stick/"
}
pull() {
    rm -f "$at"/stick/*
    until_true 10 no_stick
}
no_stick() { file_of_run status | grep -qx 'phase idle'; }
confirm() {
    b2sum "$1" | cut -c1-128 >"$at/state/confirm.new"
    mv "$at/state/confirm.new" "$at/state/requests/confirm"
    until_true 10 test ! -e "$at/state/requests/confirm"
}
