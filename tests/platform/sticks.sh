#!/bin/sh
# Sticks on a device whose systemd, udev, mounts and users are real (machine.sh); this runs as a service there. A stick is a loop device
# that a rule of the test calls a USB one; what is checked outside afterwards, with mtools, is what lies on it. Lines of the report:
# "ok WHAT", "not ok WHAT: why", "SKIP …", "took …".
work=/media/work
report=$work/report
book=/run/vitrin-stick
is_long() { [ -e $work/is_long ]; }
export LC_ALL=C.UTF-8

check() {
    what=$1
    shift
    if "$@" >/run/said 2>&1; then
        echo "ok $what" >>$report
    else
        echo "not ok $what: $(tail -n 3 /run/said | tr '\n' ' ') $(tr '\n' ' ' </run/vitrin/status) $(journalctl -q -n 12 -o cat | tr '\n' '|')" >>$report
    fi
}
until_true() { # until_true SECONDS COMMAND…
    end=$(($(date +%s) + $1))
    shift
    until "$@"; do
        [ "$(date +%s)" -lt $end ] || return 1
        sleep 0.2
    done
}
field() { sed -n "s/^$1 //p" /run/vitrin/status; }
event() { field event; }
said() { [ "$(event)" -gt "$before" ] && [ "$(field phase)" = "done" ]; }
idle() { [ "$(field phase)" = idle ]; }
ended() { [ -z "$(losetup -n -O NAME -l | grep -x "$1")" ] && [ "$(systemctl is-active "vitrin-stick@${1#/dev/}.service")" != deactivating ]; }
mounted() { grep -q ' vfat ' /proc/*/mountinfo 2>/dev/null; }

# plug NAME [OPTION of losetup]: NAME.img, copied into RAM
plug() {
    name=$1
    shift
    before=$(event)
    cp --sparse=always "$work/images/$name.img" /media/images/
    device=$(losetup -f)
    losetup "$@" "$device" "/media/images/$name.img"
    udevadm trigger --action=add "$device"
}
unplug() {
    losetup -d "$1"
    until_true 40 ended "$1" && cp --sparse=always "/media/images/$2.img" $work/back/
}
# stick NAME OUTCOME [OPTION of losetup]: plugged in, this is said, it may be removed, nothing is said any more
stick() {
    wanted=$2
    name=$1
    shift 2
    plug "$name" "$@"
    check "$name: something is said" until_true 90 said
    check "$name: $wanted" test "$(field outcome)" = "$wanted"
    check "$name: it is one event" test "$(event)" -eq $((before + 1))
    check "$name: mounted nowhere" until_true 5 sh -c '! grep -q /run/vitrin-stick/mount /proc/*/mountinfo 2>/dev/null'
    check "$name: no folder is left" sh -c "! ls -d $book/mount.*"
    check "$name: it is removed" unplug "$device" "$name"
    check "$name: nothing is said any more" until_true 30 idle
}

start=$(date +%s)
: >$report
mkdir -p $work/back
check 'the user has no shell' sh -c "getent passwd vitrin | grep -q 'nologin'"
systemctl start --no-block vitrin.service vitrin-requests.path vitrin-offer.path
check 'the show is on' until_true 60 systemctl is-active -q vitrin.service
check 'it runs as vitrin' sh -c '[ "$(stat -c %U /proc/$(systemctl show -P MainPID vitrin.service))" = vitrin ]'
check 'it can tell how much memory is left' sh -c 'grep -q "^MemAvailable: *[1-9]" "/proc/$(systemctl show -P MainPID vitrin.service)/root/proc/meminfo"'
[ -e /run/vitrin/status ] || runuser -u vitrin -- /usr/bin/vitrin-intake removed 0
echo "took the show was on after $(($(date +%s) - start)) s" >>$report

forbidden() { # forbidden NAME UNIT COMMAND
    check "$1: what is forbidden is tried and refused" $work/forbidden.sh "$@"
    grep '^let through' "/run/forbidden.$1" >>$report
}
forbidden show vitrin.service /usr/lib/vitrin/forbidden
forbidden kiosk vitrin-kiosk.service /usr/lib/vitrin/forbidden
forbidden requests vitrin-requests.service '/usr/lib/vitrin/forbidden code'
forbidden offer vitrin-offer.service '/usr/lib/vitrin/forbidden code'
forbidden intake vitrin-stick@.service '/usr/bin/setpriv --reuid=vitrin --regid=vitrin --clear-groups --inh-caps=-all --bounding-set=-all \
    --no-new-privs /usr/lib/vitrin/forbidden code'
check 'it can start no program' sh -c '[ "$(sed -n "s/^Seccomp_filters:[[:space:]]*//p" "/proc/$(systemctl show -P MainPID vitrin.service)/status")" -gt \
    "$(sed -n "s/^Seccomp_filters:[[:space:]]*//p" /run/forbidden.show)" ]'

stick good installed
shown() { grep -qx "pack $(cat "$work/identity.$1")" /run/vitrin/breadcrumb; }
check 'the running show takes it over' until_true 60 shown good
cp $work/confirm.good /var/lib/vitrin/requests/confirm
check 'it is confirmed' until_true 20 sh -c 'grep -q "^slot [ab] confirmed" /var/lib/vitrin/state.*'
# one that cannot be done, nor taken away: the others are still heard
mkdir /var/lib/vitrin/requests/forget
sleep 3
check 'a request that stays is not tried without a pause' sh -c '[ "$(systemctl is-active vitrin-requests.path)" = active ] &&
    [ "$(journalctl -q -u vitrin-requests.service -o cat | grep -c "^Starting")" -le 3 ]'
rmdir /var/lib/vitrin/requests/forget
cp $work/confirm.good /var/lib/vitrin/requests/confirm
check 'and the next one is done' until_true 60 test ! -e /var/lib/vitrin/requests/confirm
stick part already -P
stick ntfs stick_foreign
stick export exported
if is_long; then
    stick ext4 stick_foreign
    stick blank stick_foreign
    stick table stick_foreign -P
    stick bpb stick_foreign
    stick fat stick_pulled
    stick full installed
    stick protected already -r
    stick folder empty
    if grep -qw exfat /proc/filesystems || modprobe -q exfat; then
        stick exfat empty
    else
        echo 'SKIP exfat: this kernel has none; a stick of that kind has to be refused in words' >>$report
        stick exfat stick_foreign
    fi
fi
# the machine's own disk, though it hangs on USB
own_disk() {
    mkdir -p /run/own
    cp --sparse=always "$work/images/good.img" /media/images/own.img
    device=$(losetup -f)
    losetup "$device" /media/images/own.img
    mount -t vfat "$device" /run/own
    before=$(event)
    udevadm trigger --action=add --settle "$device"
    check 'own disk: it was looked at' until_true 20 sh -c "journalctl -q -o cat | grep -q '${device#/dev/}: the machine itself is using it'"
    check 'own disk: nothing is said' test "$(event)" = "$before"
    umount /run/own
    losetup -d "$device"
}
# two sticks at once: one after the other
two_at_once() {
    both=$(event)
    plug second
    first=$device
    plug ntfs
    check 'two at once: both are told of' until_true 120 sh -c "[ \$(sed -n 's/^event //p' /run/vitrin/status) -eq $((both + 2)) ] && grep -qx 'phase done' /run/vitrin/status"
    check 'two at once: one is foreign' sh -c "journalctl -q -o cat | grep 'stick_foreign.*ntfs' | wc -l | grep -qx 2"
    check 'two at once: the first is removed' unplug "$first" second
    check 'two at once: and the second' unplug "$device" ntfs
    check 'two at once: nothing is said any more' until_true 30 idle
}
if is_long; then
    own_disk
    two_at_once
fi

# a stick that answers slowly, and one that is pulled in the middle: the loop device lies on a delay
on_delay() { # on_delay NAME MS
    before=$(event)
    cp --sparse=always "$work/images/$1.img" /media/images/
    below=$(losetup -f --show "/media/images/$1.img")
    dmsetup create slow --table "0 $(blockdev --getsz "$below") delay $below 0 $2"
    device=$(losetup -f)
    losetup "$device" /dev/mapper/slow
    udevadm trigger --action=add "$device"
}
end_delay() {
    losetup -d "$device"
    until_true 40 ended "$device"
    dmsetup remove --retry slow
    losetup -d "$below"
}
if dmsetup targets | grep -q '^delay'; then
    if is_long; then
        on_delay slow 60
        check 'slow: something is said' until_true 120 said
        check 'slow: already' test "$(field outcome)" = already
        check 'slow: it is removed' end_delay
        cp --sparse=always /media/images/slow.img $work/back/
    fi
    on_delay pulled 150
    check 'pulled: it is being read' until_true 90 grep -qx 'phase reading' /run/vitrin/status
    dmsetup suspend --nolockfs --noflush slow
    dmsetup load slow --table "0 $(blockdev --getsz "$below") error"
    dmsetup resume slow
    check 'pulled: something is said' until_true 60 said
    check 'pulled: stick_pulled' test "$(field outcome)" = stick_pulled
    check 'pulled: mounted nowhere' until_true 5 sh -c '! grep -q /run/vitrin-stick/mount /proc/*/mountinfo 2>/dev/null'
    # another comes to the same name while the screen still says that one was pulled
    losetup -d "$device"
    sleep 2
    before=$(event)
    cp --sparse=always $work/images/ntfs.img /media/images/
    losetup "$device" /media/images/ntfs.img
    udevadm trigger --action=add "$device"
    check 'put in at once: something is said' until_true 40 said
    check 'put in at once: stick_foreign' test "$(field outcome)" = stick_foreign
    check 'put in at once: it is removed' end_delay
    check 'put in at once: nothing is said any more' until_true 40 idle
else
    echo 'SKIP slow and pulled sticks: this kernel has no dm-delay' >>$report
fi
stick last installed

# the show: what it asks for, a hang, a crash
: >/var/lib/vitrin/requests/previous
check 'a request is done' until_true 30 test ! -e /var/lib/vitrin/requests/previous
check 'and told' until_true 20 sh -c "grep -qx 'outcome returned' /run/vitrin/status"
pid_of() { systemctl show -P MainPID vitrin.service; }
pid=$(pid_of)
kill -STOP "$pid"
other() { [ "$(pid_of)" != "$pid" ] && systemctl is-active -q vitrin.service; }
hang=$(date +%s)
check 'a hang is ended' until_true 60 other
echo "took after a hang the next stood there within $(($(date +%s) - hang)) s" >>$report
pid=$(pid_of)
kill -KILL "$pid"
check 'a crash: the show is back' until_true 60 other
check 'both were booked' until_true 10 sh -c '[ "$(sed -n "s/^strikes //p" /var/lib/vitrin/state.0 /var/lib/vitrin/state.1 | sort -n | tail -n 1)" -ge 1 ] || [ -s /run/vitrin/poison ]'
check 'no mark is left' test ! -e /run/vitrin/ended-badly

# a package brings a pack: it lies in the factory's place, and is asked for
cp $work/files/package.vpack /usr/share/vitrin/factory.vpack
cp $work/files/package.vpack.minisig /usr/share/vitrin/factory.vpack.minisig
before=$(event)
runuser -u vitrin -- touch /var/lib/vitrin/requests/offer
check 'package: it is looked at' until_true 90 test ! -e /var/lib/vitrin/requests/offer
check 'package: the running show takes it over' until_true 60 shown package
check 'package: nothing is said' test "$(event)" = "$before"
# figures for a node_exporter, where there is one
mkdir -p /var/lib/prometheus/node-exporter
check 'figures: written' systemctl start vitrin-metrics.service
check 'figures: the show is alive' grep -qx 'vitrin_up 1' /var/lib/prometheus/node-exporter/vitrin.prom
# sticks of a machine that is no kiosk
mkdir -p /var/lib/vitrin-setup
: >/var/lib/vitrin-setup/off
plug ntfs
check 'off: the stick is left alone' until_true 20 sh -c "systemctl show -P ConditionResult 'vitrin-stick@${device#/dev/}.service' | grep -qx no"
check 'off: nothing is said' test "$(event)" = "$before"
losetup -d "$device"
# and one that is to be an ordinary machine again
check 'vitrin-setup off' /usr/sbin/vitrin-setup off
check 'nothing of it is left running' until_true 20 sh -c '! pgrep -u vitrin >/dev/null && [ "$(systemctl is-active vitrin.service)" != active ]'
# nor is anybody's desktop ended by it: those of GNOME and KDE go when a getty comes to the first terminal
printf '[Unit]\nConflicts=getty@tty1.service\n[Service]\nExecStart=/bin/sleep infinity\n' >/run/systemd/system/display-manager.service
systemctl daemon-reload
systemctl is-enabled -q getty@tty1.service || systemctl enable -q --runtime getty@tty1.service
systemctl start display-manager.service
check 'off on a desktop' /usr/sbin/vitrin-setup off
check 'the desktop stays' sh -c 'sleep 2; systemctl is-active -q display-manager.service && systemctl is-enabled -q getty@tty1.service'
echo "took $(($(date +%s) - start)) s in the machine" >>$report
journalctl -q -o short-monotonic >$work/journal.txt
