#!/bin/sh
# Measures both outputs at 1920x1080 without a screen: the dummy driver's surface, and GLES2 with a readback a frame.
# usage: tools/bench.sh BUILD-FOLDER   Writes BUILD-FOLDER/bench-*.json and prints them.
build=$1
SDL_VIDEODRIVER=dummy "$build/vitrin" --size 1920x1080 --bench 120 >"$build/bench-surface.json" && cat "$build/bench-surface.json"
SDL_VIDEODRIVER=offscreen "$build/vitrin" --size 1920x1080 --output texture --bench 240 >"$build/bench-texture.json" && cat "$build/bench-texture.json"
