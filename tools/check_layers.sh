#!/bin/sh
# Includes point strictly downward, and each library is named only where it may be.
status=0
layer() {
    case $1 in
    base) echo 0 ;; anim | input | content | pack | stats | host) echo 1 ;; draw) echo 2 ;; text) echo 3 ;; ui) echo 4 ;; scene) echo 5 ;; deck) echo 6 ;; still) echo 7 ;; app | intake) echo 8 ;;
    *) echo 9 ;;
    esac
}
for file in src/*/*.[ch]; do
    own=$(echo "$file" | cut -d/ -f2)
    for other in $(sed -n 's/^#include "\([a-z]*\)\/.*/\1/p' "$file" | sort -u); do
        [ "$other" = "$own" ] && continue
        if [ "$(layer "$other")" -ge "$(layer "$own")" ] && ! { [ "$own" = host ] && [ "$other" = input ]; }; then
            echo "$file includes $other/, which is not below $own/"
            status=1
        fi
    done
done
firewall() {
    found=$(grep -lE "^#include <$1>" -r src | grep -vE "^src/($2)" || true)
    [ -z "$found" ] || { echo "<$1> is included outside src/($2): $found"; status=1; }
}
firewall 'SDL\.h' 'host/|draw/draw_image\.c|text/text_raster\.c'
firewall 'SDL_syswm\.h|xf86drm' 'host/'
firewall 'SDL_ttf\.h' 'text/'
firewall 'SDL_image\.h' 'draw/'
firewall 'hb.*\.h' 'text/'
firewall 'fribidi.*\.h' 'text/'
firewall 'linebreak\.h' 'text/'
firewall 'sqlite3\.h' 'content/|stats/'
firewall 'qrencode\.h' 'ui/'
firewall 'sodium\.h' 'base/hash\.c|pack/'
firewall '(csv|geos_c)\.h' 'none/'
if grep -rnE '[^a-z_](malloc|calloc|realloc|strdup)\(' src --include='*.c' | grep -v '^src/base/'; then
    status=1
fi
if grep -rn 'SDL_' src/scene src/ui src/deck src/content src/anim; then
    status=1
fi
[ $status -eq 0 ] && echo "layers: fine"
exit $status
