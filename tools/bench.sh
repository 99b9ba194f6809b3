#!/bin/sh
# Measures at 1920x1080 without a screen, each renderer beside its floor of the same run: the frames with one readback each, then
# whole processes from outside, without readback, and a pack from a stick. usage: tools/bench.sh BUILD-FOLDER   Prints JSON; takes ten minutes.
build=$1
vitrin=$build/vitrin

frames() { # DRIVER RENDERER [options]
    SDL_VIDEODRIVER=$1 "$build/bench-floor" "$2" 1920 1080 300
    driver=$1
    shift 2
    SDL_VIDEODRIVER=$driver "$vitrin" --size 1920x1080 --bench 240 "$@"
}

process() {
    python3 tools/bench_process.py "$vitrin" trade_routes key_figures "$@"
}

frames dummy software
frames offscreen opengles2 --output texture
SDL_VIDEODRIVER=dummy process
SDL_VIDEODRIVER=offscreen process --output texture

python3 tools/bench_install.py "$build"

display=$(mktemp)
Xvfb -displayfd 3 -screen 0 1920x1080x24 -nolisten tcp 3>"$display" >/dev/null 2>&1 &
server=$!
trap 'kill $server; rm -f "$display"' EXIT
while [ ! -s "$display" ]; do sleep 0.1; done
DISPLAY=:$(cat "$display") process
