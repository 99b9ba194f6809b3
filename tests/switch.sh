#!/bin/sh
# One show takes over from another: the lighthouses as they are, and a year later. Builds both packs and plays the recordings of
# tests/switch in a folder that holds them. usage: tests/switch.sh BUILD-FOLDER
build=$(realpath "$1")
here=$(pwd)
out=$build/switch
suite=switch
said=$out/said.txt
. tests/check.sh
rm -rf "$out"
mkdir -p "$out"
export SDL_VIDEODRIVER=dummy

# A year later: the same sheets with other values in some cells, and other colours of the page.
cp -r tests/show_lighthouse "$out/grown"
sed -i -e 's/^people,18.6,/people,19.2,/' -e 's/^people_harbours,12.4,/people_harbours,13,/' -e 's/^area_orrin,236,/area_orrin,241,/' \
    -e 's/^power_sun,46,/power_sun,52,/' -e 's/^power_wind,33,/power_wind,30,/' -e 's/^power_cable,21,/power_cable,18,/' \
    -e 's/^crossings,9240,/crossings,10115,/' -e 's/^fog_nights,94,/fog_nights,88,/' -e 's/^post_boat,150,180,/post_boat,120,150,/' \
    "$out/grown/figure.csv"
sed -i -e 's/^heights,3,velda,38,/heights,3,velda,41,/' -e 's/^power_shares,1,sun,46,/power_shares,1,sun,52,/' \
    -e 's/^power_shares,2,wind,33,/power_shares,2,wind,30,/' -e 's/^power_shares,3,cable,21,/power_shares,3,cable,18,/' \
    -e 's/^ships,2,summer,780,/ships,2,summer,910,/' "$out/grown/point.csv"
# One page leaves the loop, by which the recordings tell the packs apart.
sed -i -e 's/^fog,20,waffle,sea,,land,1,/fog,20,waffle,sea,,land,0,/' "$out/grown/slide.csv"
sed -i -e 's/^page_top,.*/page_top,#0E1F2A/' -e 's/^page_bottom,.*/page_bottom,#12303C/' "$out/grown/color.csv"

cd "$out" || exit 2
check 'build' "$build/vitrin-pack" build "$here/tests/show_lighthouse" -o lighthouse.vpack
check 'build a year later' "$build/vitrin-pack" build grown -o grown.vpack
for pack in lighthouse grown; do
    check "sign $pack" "$build/vitrin-pack" sign $pack.vpack -k "$build/development.key"
done
for file in "$here"/tests/switch/*.touch; do
    check "${file#"$here/"}" "$build/vitrin" --pack lighthouse.vpack --fonts "$here/assets/fonts" --replay "$file"
done
checked
