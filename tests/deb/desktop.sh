# shellcheck shell=sh disable=SC2154
# Sourced by tests/deb.sh: removal, purge, and a machine whose screen is somebody's already.

check 'removed' apt remove vitrin
for unit in vitrin.service vitrin-requests.path vitrin-offer.path vitrin-metrics.timer; do
    check "$unit does not start any more" not has_link $unit
done
check 'its figures are gone' as_root test ! -e "$metrics/vitrin.prom"
check 'the state stays' as_root test -s "$system/var/lib/vitrin/slots/a.vpack"
check 'the settings stay' as_root test -s "$system/etc/vitrin/vitrin.env"
check 'installed again' apt install vitrin-show-lighthouse
check 'vitrin.service starts with the machine' has_link vitrin.service
check 'what was shown is shown' shown_is 6
check 'purged' apt purge vitrin vitrin-tools 'vitrin-show-*'
as_root rm -rf "$system/var/lib/prometheus"
left_over() {
    files >"$work/after.txt"
    diff "$work/before.txt" "$work/after.txt"
}
check 'nothing is left' left_over
check 'nor the user' not inside getent passwd vitrin

# ---- with a display manager ----
as_root mkdir -p "$system/etc/X11"
echo /usr/sbin/lightdm | as_root tee "$system/etc/X11/default-display-manager" >/dev/null
inside systemctl set-default graphical.target >/dev/null 2>&1
target() { inside systemctl get-default; }
check 'on a desktop apt says how' says 'vitrin-setup kiosk' apt install vitrin vitrin-show-lighthouse
check 'nothing is enabled' not has_link vitrin.service
check 'nor anything else of it' sh -c "! ls '$system'/etc/systemd/system/*/vitrin*"
check 'the desktop stays' says '^graphical' target
check 'sticks are left alone' as_root test -e "$system/var/lib/vitrin-setup/off"
check 'which the unit looks for' grep -q '^ConditionPathExists=!/var/lib/vitrin-setup/off$' "$system/usr/lib/systemd/system/vitrin-stick@.service"
check 'wrong words are refused' sh -c "! '$system/usr/sbin/vitrin-setup' cinema"
as_root mv "$system/usr/bin/cage" "$system/usr/bin/cage.away"
check 'no kiosk without cage' says 'apt install cage seatd xwayland' inside vitrin-setup kiosk
check 'nothing has changed' says '^graphical' target
as_root mv "$system/usr/bin/cage.away" "$system/usr/bin/cage"
check 'a kiosk' says 'from the next start' inside vitrin-setup kiosk
check 'it is the kiosk that starts' has_link vitrin-kiosk.service
check 'and nothing beside it' not has_link vitrin.service
check 'not the desktop' says '^multi-user' target
check 'sticks are taken' as_root test ! -e "$system/var/lib/vitrin-setup/off"
check 'a device instead' inside vitrin-setup device
check 'one of the two' sh -c "! test -L '$system/etc/systemd/system/multi-user.target.wants/vitrin-kiosk.service'"
check 'an upgrade' apt install --reinstall vitrin
check 'leaves that' has_link vitrin.service
check 'off' inside vitrin-setup off
check 'the desktop is back' says '^graphical' target
check 'and nothing is enabled' sh -c "! ls '$system'/etc/systemd/system/*/vitrin*"
check 'an upgrade' apt install --reinstall vitrin
check 'leaves that, too' not has_link vitrin.service

# ---- the kiosk's own line, with a screen that is only computed ----
picture() {
    inside sh -c 'mkdir -p /run/vitrin /var/cache/vitrin /dev/shm; chown vitrin /run/vitrin /var/cache/vitrin; chmod 1777 /dev/shm'
    # shellcheck disable=SC2016,SC2046  # expanded by the shell within; words
    as_vitrin env WLR_BACKENDS=headless WLR_RENDERER=pixman WLR_LIBINPUT_NO_DEVICES=1 SDL_VIDEODRIVER=wayland XDG_RUNTIME_DIR=/run/vitrin \
        HOME=/var/cache/vitrin sh -c '
        "$@" & show=$!
        for i in $(seq 60); do
            sleep 1
            grep -q "^frames [1-9][0-9]" /run/vitrin/heartbeat 2>/dev/null && break
        done
        sleep 3
        WAYLAND_DISPLAY=$(basename "$(ls -d /run/vitrin/wayland-? | head -n 1)") grim /run/vitrin/kiosk.png
        kill $show
        wait $show' sh $(exec_start vitrin-kiosk.service)
    as_root test -s "$system/run/vitrin/kiosk.png" && cp "$system/run/vitrin/kiosk.png" "$cache/kiosk.png"
}
check 'cage shows the show' picture
colours() { [ "$(identify -format %k "$cache/kiosk.png")" -gt 200 ]; } # a bare background has one
check 'and it has colours' colours
check 'purged' apt purge vitrin vitrin-show-lighthouse
check 'no user is left' not inside getent passwd vitrin
