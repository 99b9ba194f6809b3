# shellcheck shell=sh disable=SC2154
# Sourced by tests/deb.sh: packages of the show come and go, and what is shown.

asked() { as_root test -e "$system/var/lib/vitrin/requests/offer"; }
# offered WORD: the unit's line does it, this comes of it, and it is not asked for any more
offered() {
    asked || { echo 'no request was left'; return 1; }
    for try in 1 2 3 4; do # a machine that others work on may not come to an end in time; nothing is held against the pack
        # shellcheck disable=SC2046  # words
        as_vitrin $(exec_start vitrin-offer.service) >"$work/offered.txt" 2>&1
        grep -q 'intake: rehearsal_slow' "$work/offered.txt" || break
        echo "too slow, try $try"
    done
    cat "$work/offered.txt"
    grep -q "intake: $1" "$work/offered.txt" && ! asked
}
prove() { # what is shown has been seen long enough
    as_vitrin sh -c "b2sum /usr/share/vitrin/factory.vpack | cut -c1-128 >/var/lib/vitrin/requests/confirm" && says '^1 done' intake requests
}
shown_is() { says "^slot [ab] *sequence number $1, .*shown" intake status; }

check 'the first pack gets a slot' offered installed
check 'it is shown' shown_is 1
check 'and proves itself' prove
check 'the same package once more' apt install --reinstall vitrin-show-chongqing
check 'changes nothing' offered already
check 'it is still shown' shown_is 1

# shellcheck disable=SC2086  # names
publish $programs "$first_show" "$(edition 2)"
check 'an upgrade' apt upgrade
check 'is taken' offered installed
check 'and shown' shown_is 2
check 'it proves itself' prove
# shellcheck disable=SC2086  # names
publish $programs "$(edition 3)"
check 'an upgrade whose pages are black' apt upgrade
check 'is refused by the rehearsal' offered rehearsal_failed
check 'the show stays' shown_is 2
# shellcheck disable=SC2086  # names
publish $programs "$(edition 4)"
check 'an upgrade of a stranger' apt upgrade
check 'is refused' offered key_unknown
check 'the show stays' shown_is 2
# shellcheck disable=SC2086  # names
publish $programs "$(edition 5)"
check 'an upgrade to an older pack' apt upgrade
check 'is refused' offered older
check 'the show stays' shown_is 2
# shellcheck disable=SC2086  # names
publish $programs "$first_show" "$work/repo/vitrin-show-lighthouse_1.0_all.deb"
check 'another show is installed' apt install vitrin-show-lighthouse
check 'in the place of the first' not says '^ii' inside dpkg -l vitrin-show-chongqing
check 'it is taken' offered installed
check 'and shown' shown_is 6
# a full disk, a user that is gone: the package is installed all the same
as_root mv "$system/var/lib/vitrin" "$system/var/lib/vitrin.away"
echo 'no folder' | as_root tee "$system/var/lib/vitrin" >/dev/null
check 'a show that cannot be asked' says 'cannot be asked' apt install --reinstall vitrin-show-lighthouse
check 'is installed all the same' says '^ii' inside dpkg -l vitrin-show-lighthouse
as_root rm "$system/var/lib/vitrin"
as_root mv "$system/var/lib/vitrin.away" "$system/var/lib/vitrin"

# ---- figures ----
metrics=$system/var/lib/prometheus/node-exporter
figures() { inside /usr/lib/vitrin/vitrin-metrics write; }
figure() { as_root grep -qE "^vitrin_$1\$" "$metrics/vitrin.prom" || { as_root cat "$metrics/vitrin.prom"; false; }; }
check 'no figures without a folder for them' figures
check 'nothing is made' as_root test ! -e "$metrics"
as_root mkdir -p "$metrics"
as_root mkdir -p "$system/run/vitrin"
inside chown vitrin:vitrin /run/vitrin
check 'figures without a show' figures
check 'say so' figure 'up 0'
check 'promtool reads them' sh -c "as() { cat '$metrics/vitrin.prom'; }; as | promtool check metrics"
as_vitrin env SDL_VIDEODRIVER=dummy XDG_RUNTIME_DIR=/run/vitrin sh -c 'timeout -s KILL 8 vitrin --windowed --size 640x360 --state-dir /var/lib/vitrin \
    --run-dir /run/vitrin --stats /var/lib/vitrin/stats.db' >/dev/null 2>&1
check 'figures with a show' figures
check 'it is alive' figure 'up 1'
check 'the pack' figure 'pack_info.identity="[0-9a-f]{64}",source="slot_[ab]"} 1'
check 'its number' figure 'pack_seq 6'
check 'on trial' figure 'pack_trial 1'
check 'frames' figure 'frames_total [1-9][0-9]*'
check 'slides left out' figure 'slides_left_out 0'
check 'visitors' figure 'visits_today 0'
as_root sed -i 's/^temperature .*/temperature 47512/' "$system/run/vitrin/facts" # as the show tells of a machine that has a sensor
check 'figures with a temperature' figures
check 'in degrees' figure 'temperature_celsius 47\.5'
check 'promtool reads them, too' sh -c "promtool check metrics <'$metrics/vitrin.prom'"
as_root sed -i 's/^# TYPE vitrin_up gauge/# TYPE vitrin_up gouge/' "$metrics/vitrin.prom"
check 'promtool sees a wrong letter' not sh -c "promtool check metrics <'$metrics/vitrin.prom'"
check 'nothing half is left' as_root test ! -e "$metrics/vitrin.prom.new"
