#!/bin/sh
# What is no fault of a pack: a show that is asked to leave, settings and keys that cannot be read, fonts that are missing. Each case begins with
# a pack on trial, and the start after it books no strike. usage: tests/blame.sh BUILD-FOLDER
build=$(cd "$1" && pwd)
root=$PWD
work=$(mktemp -d)
state=$work/state
run=$work/run
pid=
screen=
suite=blame
said=$work/said.txt
. tests/check.sh
tell_more() { tail -n 5 "$work/log.txt"; }
cases=0
export SDL_VIDEODRIVER=dummy
# What is still there is ended, and waited for.
leave() {
    for one in $pid $screen; do kill "$one" 2>/dev/null; done
    wait
    rm -rf "$work"
}
trap leave EXIT
trap 'exit 1' INT TERM HUP

. "$root/tests/small_packs.sh"
on_screen() { grep -qx "pack $(identity "$1")" "$run/breadcrumb"; }
intake() { "$build/vitrin-intake" "$@" --state-dir "$state" --run-dir "$run" --keys "$build/keys.d" --factory "$work/factory.vpack" --vitrin "$build/vitrin"; }
strikes() { intake status | sed -n 's/^strikes *\([0-9]*\) .*/\1/p'; }
# how many starts the pack on trial has had, as the newer record says
starts() { for record in "$state"/state.*; do echo "$(sed -n 's/^gen //p' "$record") $(sed -n 's/^starts //p' "$record")"; done | sort -n | sed -n '$s/.* //p'; }
# begin WHAT: a device with a pack on trial, started as its supervisor does
begin() {
    case=$1
    cases=$((cases + 1))
    rm -rf "$state" "$run"
    mkdir "$run"
    cp -r "$work/base" "$state"
    : >"$work/log.txt"
    intake boot >"$work/said.txt"
}
# show OPTION…: it runs in the background
show() {
    "$build/vitrin" --state-dir "$state" --run-dir "$run" --keys "$build/keys.d" --factory "$work/factory.vpack" --size 640x360 --windowed \
        "$@" 2>>"$work/log.txt" &
    pid=$!
}
is_on() { on_screen "$1" && grep -q '^alive [1-9]' "$run/heartbeat"; }
is_built_in() { grep -q 'the built-in page is on' "$work/log.txt"; }
# ended: waits until it is gone, or makes it go; $status is how it ended
ended() {
    (sleep 20 && kill -KILL "$pid") 2>/dev/null &
    dog=$!
    wait "$pid"
    status=$?
    kill "$dog" 2>/dev/null
    pid=
}
# end SIGNAL: it leaves in time, with status 0
end() {
    begun=$(date +%s%N)
    kill "-$1" "$pid"
    ended
    took=$((($(date +%s%N) - begun) / 1000000))
    check "$case: it left with status 0, not $status" test $status -eq 0
    check "$case: it says that it leaves" grep -qx "clean 1" "$run/heartbeat"
    check "$case: it left at once, not after $took ms" test $took -lt 5000
}
no_strike() {
    intake boot >"$work/said.txt"
    check "$case: no strike" test "$(strikes)" = 0
    check "$case: nor is the start counted" test "$(starts)" = 1
    check "$case: no page is blamed" test ! -e "$run/poison"
}
# left WHAT SIGNAL OPTION…: the pack on trial is shown, and told to leave
left() {
    signal=$2
    begin "$1"
    shift 2
    show "$@"
    check "$case: the pack is on" until_true 20 is_on "$work/a.vpack"
    end "$signal"
    no_strike
}

pack "$work/factory.vpack" 1
pack "$work/a.vpack" 2
mkdir "$work/stick" "$run"
cp "$work/a.vpack" "$work/a.vpack.minisig" "$work/stick"
: >"$work/log.txt"
intake boot >"$work/said.txt"
intake take "$work/stick" >"$work/said.txt" 2>&1
check 'a pack is installed' grep -q installed "$run/status"
mv "$state" "$work/base"

left 'asked to leave' TERM
left 'asked to leave by a terminal' INT
left 'asked to leave a kiosk' TERM --kiosk
left 'without settings' TERM --settings "$work/none"
check 'the settings are told once' test "$(grep -c "$work/none" "$work/log.txt")" -eq 1
left 'settings that are a folder' TERM --settings "$work"
if command -v Xvfb >/dev/null; then
    Xvfb -displayfd 3 -screen 0 800x600x24 3>"$work/display" >/dev/null 2>&1 &
    screen=$!
    until_true 10 test -s "$work/display"
    export SDL_VIDEODRIVER=x11
    DISPLAY=:$(cat "$work/display") left 'asked to leave a window' TERM
    export SDL_VIDEODRIVER=dummy
fi

begin 'asked thrice'
for time in 1 2 3; do
    show
    check "$case: the pack is on" until_true 20 is_on "$work/a.vpack"
    end TERM
    no_strike
done

begin 'nothing to show'
rm -rf "$state/slots"
mv "$work/factory.vpack" "$work/elsewhere"
show
check "$case: the built-in page" until_true 20 is_built_in
end TERM
mv "$work/elsewhere" "$work/factory.vpack"

# on a screen that is not as large as the page's usual one it fills it, from corner to corner
fills() { # fills PICTURE
    for place in NorthWest NorthEast SouthWest SouthEast; do
        light=$(convert "$1" -gravity $place -crop 40x40+0+0 +repage -colorspace gray -format '%[fx:int(1000*mean)]' info:)
        [ "$light" -ge 20 ] || { echo "$place: $light"; return 1; }
    done
}
if command -v Xvfb >/dev/null; then
    begin 'nothing to show on a small screen'
    rm -rf "$state/slots"
    SDL_VIDEODRIVER=x11 DISPLAY=:$(cat "$work/display") "$build/vitrin" --state-dir "$state" --run-dir "$run" --keys "$build/keys.d" \
        --factory "$work/no.vpack" 2>>"$work/log.txt" &
    pid=$!
    check "$case: the built-in page" until_true 20 is_built_in
    sleep 2
    DISPLAY=:$(cat "$work/display") import -window root "$work/screen.png"
    check "$case: it fills the screen" fills "$work/screen.png"
    end TERM
fi

begin 'no fonts'
show --fonts "$work/none"
ended
check "$case: status 2, not $status" test $status -eq 2
no_strike

begin 'added keys that are no folder'
rm -rf "$state/keys.d"
echo no folder >"$state/keys.d"
show
check "$case: the pack is on" until_true 20 is_on "$work/a.vpack"
end TERM
begin "$case, and no slot"
rm -rf "$state"
mkdir "$state"
echo no folder >"$state/keys.d"
show
check "$case: the factory pack is on" until_true 20 is_on "$work/factory.vpack"
check "$case: it is told" grep -q 'keys.d' "$work/log.txt"
end TERM

echo "blame: N = $cases cases in which no pack is to blame"
checked
