#!/bin/sh
# A device on a desktop, with the real programs and a folder for a stick: a pack that is put there is shown by the running show, one that
# crashes the show goes away again, a crash costs one slide, a hang costs seconds. usage: tests/device.sh BUILD-FOLDER
build=$(cd "$1" && pwd)
root=$PWD
work=$(mktemp -d)
show=
suite=device
said=$work/said.txt
. tests/check.sh
tell_more() { cat "$work"/vitrin-run.*/status 2>/dev/null | tr '\n' ' '; }
export SDL_VIDEODRIVER=dummy XDG_RUNTIME_DIR=$work
leave() {
    [ -z "$show" ] || { kill "$show" 2>/dev/null; wait "$show"; }
    rm -rf "$work"
}
trap leave EXIT

. "$root/tests/small_packs.sh"
run_file() { cat "$work"/vitrin-run.*/"$1"; }
told() { run_file status | grep -qx "outcome $1"; }
on_screen() { run_file breadcrumb | grep -qx "pack $(identity "$1")"; }
slide_is() { run_file breadcrumb | grep -qx "slide $1"; }
pid_of_show() { pgrep -f "^$build/vitrin --state-dir $work/state"; }

pack "$work/factory.vpack" 1 18.6
pack "$work/a.vpack" 2 19.2
pack "$work/b.vpack" 3 19.8
# start_show FACTORY [OPTION…]
start_show() {
    factory=$1
    shift
    "$root/platform/desktop/vitrin-show" --watch-dir "$work/stick" --state-dir "$work/state" --keys "$build/keys.d" \
        --factory "$factory" --bin "$build" --size 640x360 --windowed --fonts "$root/assets/fonts" "$@" 2>>"$work/log.txt" &
    show=$!
}
start_show "$work/factory.vpack"
check 'the factory pack is on' until_true 20 on_screen "$work/factory.vpack"

# a stick
cp "$work/a.vpack.minisig" "$work/stick/"
cp "$work/a.vpack" "$work/stick/"
start=$(date +%s%N)
check 'the stick is noticed' until_true 10 sh -c "! grep -qx 'phase idle' $work/vitrin-run.*/status"
noticed=$((($(date +%s%N) - start) / 1000000))
check 'it is installed' until_true 120 told installed
check 'the running show takes it over' until_true 60 on_screen "$work/a.vpack"
check 'a receipt lies on the stick' grep -q 'outcome: installed' "$work/stick/vitrin-receipt.txt"
rm -f "$work"/stick/a.*
check 'the stick has been removed' until_true 10 sh -c "grep -qx 'phase idle' $work/vitrin-run.*/status"

# a crash: the slide that was on is left out from then on
kill -KILL "$(pid_of_show)"
check 'the crash is booked' until_true 20 sh -c "test -s $work/vitrin-run.*/poison"
first=$(run_file poison | cut -d ' ' -f 2)
check 'the show is back' until_true 20 on_screen "$work/a.vpack"
check 'without that slide' until_true 20 sh -c "! grep -qx 'slide $first' $work/vitrin-run.*/breadcrumb"
# two more: the pack on trial goes, the factory's is back
for strike in 2 3; do
    sleep 2
    kill -KILL "$(pid_of_show)"
done
check 'the third crash brings back what was there' until_true 20 on_screen "$work/factory.vpack"
check 'it is told' told factory

# the next stick installs
cp "$work/b.vpack.minisig" "$work/b.vpack" "$work/stick/"
check 'the next stick is installed' until_true 120 told installed
check 'and shown' until_true 60 on_screen "$work/b.vpack"
kill "$show"
wait "$show"

# nothing to show at all: the built-in page, until a stick brings something
rm -rf "$work/state" "$work/stick"/* "$work"/vitrin-run.*
echo 'rotate = 90' >"$work/settings"
start_show "$work/none.vpack" --settings "$work/settings"
check 'the built-in page is on, and stands as the show does' until_true 20 grep -q 'the built-in page is on, 360x640' "$work/log.txt"
cp "$work/a.vpack.minisig" "$work/a.vpack" "$work/stick/"
check 'a stick brings a show' until_true 120 on_screen "$work/a.vpack"
[ $failed -eq 0 ] || cat "$work/log.txt"
echo "device: N = 1 stick noticed after $noticed ms (it has to keep still for a moment)"
checked
