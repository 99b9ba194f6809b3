#!/bin/sh
# Sticks from end to end, with the real programs on real files: what installs, what is refused with which word, and that the pack shown
# before stays. usage: tests/intake.sh BUILD-FOLDER
build=$(cd "$1" && pwd)
root=$PWD
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
suite=intake
said=$work/said.txt
. tests/check.sh
cases=0
export SDL_VIDEODRIVER=dummy
pack=$build/vitrin-pack
# what only makes the sticks need not be slow as well
quick=${build%-asan}-debug/vitrin-pack
[ "$build" = "${build%-asan}" ] || [ ! -x "$quick" ] || pack=$quick

check "what runs on a device cannot sign" "$root/tools/check_signing.sh" "$build/vitrin" "$build/vitrin-intake"

# ---- a device, keys, and packs of a small show ----
is_1970= # a machine without a battery and without a network
in_its_year() {
    if [ -n "$is_1970" ]; then
        DONT_FAKE_MONOTONIC=1 faketime -f '@1970-01-01 00:10:00' "$@"
    else
        "$@"
    fi
}
intake() {
    command=$1
    shift
    in_its_year "$build/vitrin-intake" "$command" "$@" --state-dir "$work/state" --run-dir "$work/run" --keys "$work/keys" \
        --factory "$work/factory.vpack" --vitrin "$build/vitrin" --target hall-3
}
key() { "$pack" keygen "$1" --no-password >/dev/null; }
sign() { "$pack" sign "$1" -k "${2:-$work/keys/office}.key" >/dev/null; }
# show FILE SEQ [TARGET [KEY VALUE]]: builds the small show with these facts about it
show() {
    rm -rf "$work/sheets"
    cp -r "$root/tests/show_lighthouse" "$work/sheets"
    sed -i -e "s/^seq,.*/seq,$2/" -e "s/^target,.*/target,${3:-any}/" "$work/sheets/meta.csv"
    [ $# -lt 5 ] || echo "$4,$5" >>"$work/sheets/meta.csv"
    "$pack" build "$work/sheets" -o "$1" >/dev/null
}
mkdir "$work/keys" "$work/stick"
key "$work/keys/office"
key "$work/keys/safe.root"
key "$work/stranger"
show "$work/factory.vpack" 1
sign "$work/factory.vpack"
for seq in 10 11 12; do
    show "$work/$seq.vpack" $seq
done

# ---- sticks ----
stick() {
    rm -rf "$work/stick"
    mkdir "$work/stick"
    for file in "$@"; do
        cp -r "$file" "$work/stick/"
    done
}
shown() { "$build/vitrin" --state-dir "$work/state" --keys "$work/keys" --factory "$work/factory.vpack" --check-config; }
# takes WORD: the stick is taken, this comes of it, the status says so, and something is shown
takes() {
    cases=$((cases + 1))
    intake take "$work/stick" >"$work/out" 2>&1
    if grep -q "$1" "$work/out" && grep -qx "outcome $1" "$work/run/status" && grep -qx 'phase done' "$work/run/status" &&
        shown >/dev/null && [ -z "$(find "$work/state/slots" -name 'incoming*')" ] && [ "$(wc -l <"$work/out")" -eq 1 ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "intake: case $cases: wanted $1, got $(cat "$work/out" "$work/run/status")"
    fi
}
# confirm FILE: the show has proved it
confirm() {
    b2sum "$1" | cut -c1-128 >"$work/state/requests/confirm"
    intake requests | grep -q '^1 done'
}
seq_is() { intake status | grep -q "^slot [ab]  *sequence number $1, .*shown"; }

# what is never taken, whatever the machine's state
refusals() {
    # nothing on it, or nothing that is a pack
    stick
    takes empty
    stick README.md data
    takes empty
    mkdir "$work/stick/folder" && cp "$work/10.vpack" "$work/stick/folder/"
    takes empty
    cp "$work/10.vpack" "$work/stick/._10.vpack"
    takes empty
    rm -rf "$work/stick" && takes stick_pulled
    stick
    mkdir "$work/stick/x.vpack"
    takes name_odd
    stick
    ln -s "$work/10.vpack" "$work/stick/x.vpack"
    takes name_odd
    stick
    mkfifo "$work/stick/x.vpack"
    takes name_odd
    stick "$work/10.vpack" "$work/11.vpack"
    takes several

    # signatures
    stick "$work/10.vpack"
    takes unsigned
    echo nonsense >"$work/stick/10.vpack.minisig"
    takes signature_broken
    mkdir -p "$work/x" && rm "$work/stick/10.vpack.minisig" && ln -s "$work/keys/office.pub" "$work/stick/10.vpack.minisig"
    takes signature_broken
    rm "$work/stick/10.vpack.minisig" && head -c 100000 /dev/zero >"$work/stick/10.vpack.minisig"
    takes signature_broken
    rm "$work/stick/10.vpack.minisig"
    sign "$work/stick/10.vpack" "$work/stranger"
    takes key_unknown
    sign "$work/stick/10.vpack"
    cp "$work/11.vpack" "$work/stick/10.vpack"
    takes signature_wrong
    stick "$work/10.vpack"
    sign "$work/stick/10.vpack"
    printf x | dd of="$work/stick/10.vpack" bs=1 seek=7000 conv=notrunc 2>/dev/null
    takes signature_wrong
    stick "$work/10.vpack"
    sign "$work/stick/10.vpack"
    truncate -s -1 "$work/stick/10.vpack"
    takes signature_wrong
    stick "$work/10.vpack"
    sign "$work/stick/10.vpack"
    echo >>"$work/stick/10.vpack"
    takes signature_wrong
    stick
    truncate -s 300M "$work/stick/big.vpack"
    cp "$work/factory.vpack.minisig" "$work/stick/big.vpack.minisig"
    takes too_big

    # well signed, and still no pack
    stick
    echo hello >"$work/stick/x.vpack"
    sign "$work/stick/x.vpack"
    takes not_a_pack
    : >"$work/stick/x.vpack"
    sign "$work/stick/x.vpack"
    takes not_a_pack
    for schema in 000 011; do
        stick "$work/10.vpack"
        printf "\\000\\000\\000\\$schema" | dd of="$work/stick/10.vpack" bs=1 seek=60 conv=notrunc 2>/dev/null
        sign "$work/stick/10.vpack"
        takes "schema_$([ $schema = 011 ] && echo newer || echo older)"
    done
    stick "$work/10.vpack"
    dd if=/dev/urandom of="$work/stick/10.vpack" bs=4096 seek=5 count=8 conv=notrunc 2>/dev/null
    sign "$work/stick/10.vpack"
    takes content_wrong
    stick "$work/10.vpack"
    head -c 50000 "$work/10.vpack" >"$work/stick/10.vpack"
    sign "$work/stick/10.vpack"
    takes content_wrong
    show "$work/stick/10.vpack" 10 hall-4
    sign "$work/stick/10.vpack"
    takes target_wrong
}
# In another state of the machine it is the answer that counts, not how the bytes are read: without sanitizers, which are slow.
refusals_again() {
    case $build in
    *-asan) ;;
    *) refusals ;;
    esac
}
refusals
check 'nothing has been installed so far' test -z "$(ls "$work/state/slots")"

# nothing has been installed yet: the factory's pack is what may not be fallen below, nor left too far behind
stick "$work/factory.vpack" "$work/factory.vpack.minisig"
takes already
show "$work/stick/factory.vpack" 1 hall-3
sign "$work/stick/factory.vpack"
takes older
show "$work/stick/factory.vpack" 999999999999
sign "$work/stick/factory.vpack"
takes sequence_jump

# the rehearsal cannot even begin: nothing is said against the pack
stick "$work/10.vpack"
sign "$work/stick/10.vpack"
takes_without_program() {
    "$build/vitrin-intake" take "$work/stick" --state-dir "$work/state" --run-dir "$work/run" --keys "$work/keys" --vitrin "$work/none" 2>&1 |
        grep -q machine_error
}
check 'a rehearsal that cannot be run' takes_without_program
check 'is told' grep -qx 'outcome machine_error' "$work/run/status"
# nor can the state folder be opened
: >"$work/no-folder"
check 'a start without a state folder' sh -c "! '$build/vitrin-intake' boot --state-dir '$work/no-folder' --run-dir '$work/run' --keys '$work/keys'"
check 'is told' grep -qx 'outcome disk_error' "$work/run/status"
check 'as its end' grep -qx 'phase done' "$work/run/status"

# what installs, and what may follow
stick "$work/10.vpack"
sign "$work/stick/10.vpack"
takes installed
check 'it is shown' seq_is 10
check 'it is confirmed' confirm "$work/stick/10.vpack"
takes already
refusals_again
check 'it is still shown' seq_is 10
show "$work/stick/10.vpack" 10 hall-3
sign "$work/stick/10.vpack"
takes older
stick "$work/factory.vpack" "$work/factory.vpack.minisig"
takes older
show "$work/stick/factory.vpack" 99999999
sign "$work/stick/factory.vpack"
takes sequence_jump
check 'nothing else is shown' seq_is 10
stick
cp "$work/11.vpack" "$work/stick/Show with spaces and ویترین.vpack"
(cd "$work/stick" && sign "Show with spaces and ویترین.vpack")
takes installed
check 'its name is told' grep -qx 'name Show with spaces and ویترین.vpack' "$work/run/status"
check 'it is shown' seq_is 11

# trial: three crashes bring back what was there, and the stick is remembered
for crash in 1 2; do
    check "start $crash" intake boot --crashed
    check 'still on trial' seq_is 11
done
check 'the third' intake boot --crashed
check 'is told' grep -qx 'outcome fell_back' "$work/run/status"
check 'the one before is back' seq_is 10
takes known_bad
cp -r "$work/stick" "$work/failed"
refusals_again
check 'after a fall back, too' seq_is 10
# a sanitizer has to be preloaded before anything else
case $build in
*-asan) ;;
*)
    is_1970=yes
    refusals
    check 'in 1970, too' seq_is 10
    stick "$work/factory.vpack" "$work/factory.vpack.minisig"
    takes older
    show "$work/stick/factory.vpack" 99999999
    sign "$work/stick/factory.vpack"
    takes sequence_jump
    check 'a start in 1970' intake boot
    stick "$work/10.vpack"
    sign "$work/stick/10.vpack"
    takes already
    check 'which it was for the intake' grep -q '^1970-01-01' "$work/run/log-intake"
    is_1970=
    ;;
esac
stick "$work"/failed/*
: >"$work/state/requests/forget"
check 'staff let it be forgotten' intake requests
takes older # what failed has been seen

# an explicit downgrade names what it takes the place of
show "$work/stick/x.vpack" 5 any replaces 11
rm -f "$work"/stick/Show*
sign "$work/stick/x.vpack"
takes installed
check 'the older content is shown' seq_is 5
check 'it is confirmed' confirm "$work/stick/x.vpack"
stick "$work/12.vpack"
sign "$work/stick/12.vpack"
takes installed
intake status >"$work/status.txt"
check 'the highest is remembered' grep -qx 'highest   sequence number 12' "$work/status.txt"

# requests of the show
: >"$work/state/requests/previous"
check 'return to the previous pack' intake requests
check 'it is told' grep -qx 'outcome returned' "$work/run/status"
check 'it is shown' seq_is 5
echo "$(printf '%0128d' 0)" >"$work/state/requests/confirm"
check 'a confirmation of something else' intake requests
check 'confirms nothing' sh -c "grep -q '^slot [ab] trial' '$work/state/state.0' '$work/state/state.1'"
echo nonsense >"$work/state/requests/confirm"
mkdir "$work/state/requests/unknown"
check 'nonsense' intake requests

# keys: a root key adds and retires the others; what a retired key signed before stays shown
line() { sed -n 2p "$1.pub"; }
id_of() { sed -n 's/.*key //p' "$1.pub"; }
paper() { # paper FILE KEY LINE…
    file=$work/stick/$1
    with=$2
    shift 2
    printf '%s\n' "$@" >"$file"
    sign "$file" "$with"
}
key "$work/second"
stick
paper a.vkeys "$work/keys/office" 'vitrin-keys 1' 'target any' "add $(line "$work/second")"
takes key_unknown # not a root key
printf 'vitrin-keys 1\ntarget any\nadd %s\n' "$(line "$work/second")" >"$work/stick/a.vkeys"
rm "$work/stick/a.vkeys.minisig"
takes unsigned
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 2' 'target any' "add $(line "$work/second")"
takes content_wrong
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 1' 'target any' "add $(line "$work/second")" 'open the doors'
takes content_wrong
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 1' 'target hall-4' "add $(line "$work/second")"
takes target_wrong
check 'no key has been added' test -z "$(ls "$work/state/keys.d")"
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 1' 'target any' "add $(line "$work/second")"
takes keys_changed
takes keys_changed # and once more
show "$work/20.vpack" 20
stick "$work/20.vpack"
sign "$work/stick/20.vpack" "$work/second"
takes installed
check 'it is confirmed' confirm "$work/stick/20.vpack"
show "$work/21.vpack" 21
stick "$work/21.vpack"
sign "$work/stick/21.vpack" "$work/second"
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 1' 'target any' "retire $(id_of "$work/second")" "retire $(id_of "$work/keys/safe.root")"
takes key_retired # in one go: the key goes, and its pack is not taken
check 'what it signed before is still shown' seq_is 20
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 1' 'target any' "add $(line "$work/second")"
takes key_retired # for ever
rm "$work"/stick/21*
takes keys_changed # the root key cannot be retired
sed -i '1y/0123456789ABCDEF/1032547698BADCFE/' "$work/state/keys.d/retired"
stick "$work/21.vpack"
sign "$work/stick/21.vpack" "$work/second"
takes disk_error # nobody knows what stood there
check 'what is installed is still shown' seq_is 20
rm "$work"/stick/21*
i=0
while [ $i -lt 40 ]; do
    i=$((i + 1))
    printf 'retire %016X\n' $i
done >"$work/many"
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 1' 'target any' "$(cat "$work/many")"
takes content_wrong # more than the list holds: none of it is done
paper a.vkeys "$work/keys/safe.root" 'vitrin-keys 1' 'target any' "retire $(id_of "$work/second")"
takes keys_changed
stick "$work/21.vpack"
sign "$work/stick/21.vpack" "$work/second"
takes key_retired

# requests, receipts, exports
receipt() { intake receipt "$work/stick"; }
stick
paper vitrin-request.txt "$work/stranger" 'vitrin-request 1' 'target any' 'do export'
takes key_unknown
check 'a receipt' receipt
check 'in Persian' grep -q 'امضای این محتوا شناخته نیست' "$work/stick/vitrin-receipt.txt"
check 'and in English' grep -q 'The signer is not known here' "$work/stick/vitrin-receipt.txt"
check 'and nothing is exported' test ! -e "$work/stick/vitrin-export"
paper vitrin-request.txt "$work/keys/office" 'vitrin-request 1' 'target any' 'do dance'
takes content_wrong
paper vitrin-request.txt "$work/keys/office" 'vitrin-request 1' 'target any' 'do export'
takes exported
check 'a receipt where nothing has been counted yet' receipt
check 'the history alone' grep -q ',installed,20' "$work/stick/vitrin-export/history.csv"
check 'and the log' test -s "$work/stick/vitrin-export/log-intake.txt"
check 'is an export' grep -qx 'outcome exported' "$work/run/status"
rm -r "$work/stick/vitrin-export"
: >"$work/stick/vitrin-export" # nothing can be written there
takes exported
check 'a receipt of a failed export' sh -c "! '$build/vitrin-intake' receipt '$work/stick' --state-dir '$work/state' --run-dir '$work/run' \
    --keys '$work/keys' --vitrin '$build/vitrin'"
check 'is told' grep -qx 'outcome export_failed' "$work/run/status"
check 'and says so itself' grep -q 'outcome: export_failed' "$work/stick/vitrin-receipt.txt"
check 'and so it stays' intake "done"
check 'to the end' grep -qx 'outcome export_failed' "$work/run/status"
rm "$work/stick/vitrin-export"
check 'a receipt that never got onto the stick' intake take "$work/stick" --receipt-follows
check 'ends' intake unwritten
check 'as a failed export' grep -qx 'outcome export_failed' "$work/run/status"
check 'that may be removed' grep -qx 'phase done' "$work/run/status"
"$build/vitrin" --frames 3 --windowed --size 640x360 --stats "$work/state/stats.db" 2>/dev/null
paper vitrin-request.txt "$work/keys/office" 'vitrin-request 1' 'target any' 'do export'
takes exported
check 'a receipt' receipt
check 'the counts' grep -q '^day,what,slide,lang,value' "$work/stick/vitrin-export/stats.csv"
check 'the page in Persian' grep -q 'شمار' "$work/stick/vitrin-export/stats-fa.txt"
check 'the log' grep -q '^[0-9-]* [0-9:]* [a-z]*: intake: exported' "$work/stick/vitrin-export/log-intake.txt"
check 'the history' grep -q ',installed,20' "$work/stick/vitrin-export/history.csv"
rm -r "$work/stick/vitrin-export"
stick "$root/README.md"
takes empty
check 'a receipt' receipt
check 'no export onto another stick' test ! -e "$work/stick/vitrin-export"
ask_for_export() {
    stick
    paper vitrin-request.txt "$work/keys/office" 'vitrin-request 1' 'target any' 'do export'
    takes exported
}
ask_for_export # and is pulled before its receipt
stick
takes empty
check 'a receipt' receipt
check 'no export onto the stick after it' test ! -e "$work/stick/vitrin-export"
for end in 'pulled' 'foreign ntfs'; do
    ask_for_export
    # shellcheck disable=SC2086  # words
    intake $end 2>/dev/null
    stick
    check 'a receipt' receipt
    check "nor after: $end" test ! -e "$work/stick/vitrin-export"
done
echo hash >"$work/state/pin"
paper vitrin-request.txt "$work/keys/office" 'vitrin-request 1' 'target hall-3' 'do reset-pin'
takes pin_reset
check 'the PIN is gone' test ! -e "$work/state/pin"
check 'take, receipt, done' intake take "$work/stick" --receipt-follows
check 'is still writing' grep -qx 'phase writing' "$work/run/status"
check 'then' intake "done"
check 'may be removed' grep -qx 'phase done' "$work/run/status"

# sticks that were never mounted, told by whoever tried; and what has been removed is not spoken of any more
says() { grep -qx "$1" "$work/run/status"; }
event() { sed -n 's/^event //p' "$work/run/status"; }
check 'something was said' says 'phase done'
before=$(event)
for type in ntfs none vfat; do
    intake foreign $type 2>"$work/out"
    check "a foreign stick: $type" says 'outcome stick_foreign'
    check 'is explained' grep -q 'intake: stick_foreign: .*file system' "$work/out"
done
check 'each is an event' test "$(event)" -eq $((before + 3))
intake pulled 2>"$work/out"
check 'a stick that does not answer' says 'outcome stick_pulled'
check 'removed: another one' intake removed "$before"
check 'is still spoken of' says 'phase done'
check 'removed: this one' intake removed "$(event)"
check 'is not spoken of' says 'phase idle'
stick "$work/20.vpack"
intake take "$work/stick" --receipt-follows 2>/dev/null
before=$(event)
intake pulled 2>/dev/null
check 'pulled in the middle is the same event' test "$(event)" -eq "$before"
check 'and the end of it' says 'outcome stick_pulled'

# damage in the machine: slots, records, factory
slot=$(intake status | sed -n 's/^shown *slot //p')
printf x | dd of="$work/state/slots/$slot.vpack" bs=1 seek=5000 conv=notrunc 2>/dev/null
check 'the other slot is shown' shown
check 'a start' intake boot
check 'and it is told' grep -q '^outcome f' "$work/run/status"
check 'the damaged one has been dropped' sh -c "'$build/vitrin-intake' status --state-dir '$work/state' --run-dir '$work/run' --keys '$work/keys' |
    grep -q '^slot $slot *empty'"
printf x | dd of="$work/state/state.0" bs=1 seek=40 conv=notrunc 2>/dev/null
check 'one record damaged' shown
stick
printf x | dd of="$work/state/state.1" bs=1 seek=40 conv=notrunc 2>/dev/null
check 'both records damaged: the factory pack' shown
check 'a start without a record' intake boot
check 'is told' says 'outcome rebuilt'
check 'what lies in a slot is shown' seq_is 5
show "$work/stick/x.vpack" 4
sign "$work/stick/x.vpack"
takes older
stick "$work/11.vpack"
sign "$work/stick/11.vpack"
takes installed
slot=$(intake status | sed -n 's/^shown *slot //p')
show "$work/40.vpack" 40
sign "$work/40.vpack"
cp "$work/40.vpack" "$work/state/slots/$slot.vpack"
cp "$work/40.vpack.minisig" "$work/state/slots/$slot.vpack.minisig"
check 'a start' intake boot
check 'a signed pack that no stick brought is dropped' sh -c "'$build/vitrin-intake' status --state-dir '$work/state' --run-dir '$work/run' \
    --keys '$work/keys' | grep -q '^slot $slot *empty'"
stick "$work/11.vpack"
sign "$work/stick/11.vpack"
takes installed # the highest there has been, and no slot holds it any more

slot=$(intake status | sed -n 's/^shown *slot //p')
rm "$work/state/slots/$slot.vpack"
check 'a start' intake boot
takes installed
takes already

# a package exchanged the factory's pack: its number is its own, and nobody is told of a stick
cp "$work/factory.vpack" "$work/factory.old"
cp "$work/factory.vpack.minisig" "$work/factory.old.minisig"
offers() { # offers WORD
    intake offer 2>"$work/out"
    grep -q "^.*intake: $1" "$work/out" && [ ! -e "$work/state/requests/offer" ]
}
says_nothing() { intake removed "$(event)" && says 'phase idle'; }
check 'nothing is said' says_nothing
before=$(event)
: >"$work/state/requests/offer"
check 'the old factory pack is offered' offers older
slot=$(intake status | sed -n 's/^shown *slot //p')
show "$work/factory.vpack" 50
sign "$work/factory.vpack" "$work/stranger"
check 'a new one of a stranger' offers key_unknown
sign "$work/factory.vpack"
printf x | dd of="$work/factory.vpack" bs=1 seek=7000 conv=notrunc 2>/dev/null
check 'a damaged one' offers signature_wrong
check 'is not taken' seq_is 11
rm -rf "$work/sheets"
cp -r "$root/tests/show_lighthouse" "$work/sheets"
sed -i 's/^seq,.*/seq,50/' "$work/sheets/meta.csv"
sed -i '2,$s/,#.*/,#000000/' "$work/sheets/color.csv"
"$pack" build "$work/sheets" -o "$work/factory.vpack" >/dev/null
sign "$work/factory.vpack"
check 'a black one' offers rehearsal_failed
check 'is not taken, either' seq_is 11
show "$work/factory.vpack" 51
sign "$work/factory.vpack"
check 'a new one' offers installed
check 'is shown' seq_is 51
check 'once' offers already
check 'and nothing is said' says 'phase idle'
check 'as no event' test "$(event)" -eq "$before"
mv "$work/factory.old" "$work/factory.vpack"
mv "$work/factory.old.minisig" "$work/factory.vpack.minisig"
check 'the old one comes back' offers older
check 'in vain' seq_is 51

# figures: of a show that is alive, that left, that stopped
figure() { intake metrics >"$work/figures" && grep -qx "vitrin_$1" "$work/figures"; }
beat() { printf 'vitrin-heartbeat 1\nframes 70\nalive 60\nrounds 1\nclean %s\nend\n' "$1" >"$work/run/heartbeat"; }
rm -f "$work/run/heartbeat"
check 'no show' figure 'up 0'
beat 0
check 'a show' figure 'up 1'
check 'its frames' figure 'frames_total 70'
check 'on trial' figure 'pack_trial 1'
beat 1
check 'one that left' figure 'up 0'
beat 0
touch -d '1 minute ago' "$work/run/heartbeat"
check 'one that stopped' figure 'up 0'
check 'a minute ago' sh -c "grep -q '^vitrin_heartbeat_age_seconds 6[0-9]' '$work/figures'"
printf 'vitrin-breadcrumb 1\npack x"} 1\nslide home\nend\n' >"$work/run/breadcrumb"
check 'an odd name' figure 'up 0'
check 'is not handed on' sh -c "! grep pack_info '$work/figures'"
rm -f "$work/run/heartbeat" "$work/run/breadcrumb"

# two at once: a start neither waits for a stick that is read nor takes its copy away, but waits for who writes the record
mkdir -p "$work/state/slots"
echo half >"$work/state/slots/incoming.vpack"
flock "$work/state/lock.take" sleep 3 &
reader=$!
sleep 0.3
check 'a start while a stick is read' intake boot
check 'the half copy is left' test -e "$work/state/slots/incoming.vpack"
wait $reader
check 'a start when nobody reads' intake boot
check 'a copy of nobody goes' test ! -e "$work/state/slots/incoming.vpack"
flock "$work/state/lock" sleep 2 &
writer=$!
sleep 0.2
check 'a start while the record is written' timeout 20 "$build/vitrin-intake" boot --state-dir "$work/state" --run-dir "$work/run" \
    --keys "$work/keys" --factory "$work/factory.vpack" --vitrin "$build/vitrin" --target hall-3
check 'came after it' sh -c "! kill -0 $writer 2>/dev/null"
wait $writer

echo "intake: N = $cases sticks"
checked
