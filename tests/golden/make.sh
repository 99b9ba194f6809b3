#!/bin/sh
# Draws the reference pictures: third size, flat background, settled; start and middle in Persian landscape besides.
# usage: tests/golden/make.sh BUILD-FOLDER [OUT-FOLDER [SLIDES]]    SLIDES: these alone, in one word with spaces
set -eu
build=$1
out=${2:-tests/golden}
only=${3-}
is_wanted() { case " $only " in '  ' | *" $1 "*) ;; *) return 1 ;; esac; }
slides='attract home key_figures gdp_ranking economy rise trade_routes route_land_sea yangtze_belt city_clusters industry_2023
 deep_space automotive goals zones zone_02 computing_hubs universities cooperation'
for slide in $slides; do
    is_wanted "$slide" || continue
    for lang in fa en; do
        $build/vitrin --flat-background --slide $slide --lang $lang --size 640x360 --shot 9000 "$out/${slide}_${lang}_l_9000.png"
        $build/vitrin --flat-background --slide $slide --lang $lang --size 360x640 --shot 9000 "$out/${slide}_${lang}_p_9000.png"
    done
    $build/vitrin --flat-background --slide $slide --lang fa --size 640x360 --shot 100 "$out/${slide}_fa_l_100.png"
    $build/vitrin --flat-background --slide $slide --lang fa --size 640x360 --shot 900 "$out/${slide}_fa_l_900.png"
done
# kinds without a drawing of the design: both orientations, each in the other language
for slide in environment new_industries auto_parts hydrogen sme_clusters customs_zones customs_rules tianmu references; do
    is_wanted "$slide" || continue
    $build/vitrin --flat-background --slide $slide --lang fa --size 640x360 --shot 9000 "$out/${slide}_fa_l_9000.png"
    $build/vitrin --flat-background --slide $slide --lang en --size 360x640 --shot 9000 "$out/${slide}_en_p_9000.png"
done
