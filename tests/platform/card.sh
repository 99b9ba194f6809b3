# shellcheck shell=sh disable=SC2154
# Sourced by tests/platform.sh: what becomes of the text file that people edit on a card (vitrin-card).
reader=$root/platform/image/root/usr/lib/vitrin/vitrin-card
card=$work/card
mkdir -p "$card"
read_card() { # read_card TEXT: settings and options that come of it, as one line
    # shellcheck disable=SC2059  # the text has escapes
    printf "$1" >"$card/vitrin.txt"
    "$reader" read "$card/vitrin.txt" "$card/out" "$card/zones" >"$card/said.txt" && tr '\n' ';' <"$card/out/settings" && tr '\n' ';' <"$card/out/vitrin.env"
}
plain="VITRIN_OPTIONS=--settings $card/out/settings;"
comes_of() { # comes_of TEXT RESULT TOLD: so much is told, in lines
    got=$(read_card "$1")
    echo "$got"
    cat "$card/said.txt"
    [ "$got" = "$2" ] && [ "$(wc -l <"$card/said.txt")" -eq "$3" ]
}
for script in "$root"/platform/image/root/usr/lib/vitrin/*; do
    check "$(basename "$script") is a script that sh reads" sh -n "$script"
    check "$(basename "$script") says how it is used" sh -c "'$script' --help 2>&1 | grep -q '$(basename "$script")'"
done
check 'card: settings' comes_of 'rotate = 90\nhours=09:00-18:00\n hours.fri = closed # Friday\n' "rotate = 90;hours = 09:00-18:00;hours.fri = closed;$plain" 0
check 'card: a target' comes_of 'target = hall-3\n' "${plain}VITRIN_INTAKE=--target hall-3;" 0
check 'card: as other systems write it' comes_of '\357\273\277rotate = 180\r\ncalm = on\r\nstandby = on' "rotate = 180;calm = on;standby = on;$plain" 0
mkdir -p "$card/zones/Asia"
: >"$card/zones/Asia/Tehran"
check 'card: a time zone' comes_of 'timezone = Asia/Tehran\n' "${plain}TZ=Asia/Tehran;" 0
check 'card: no other file' comes_of 'timezone = ../zones/Asia/Tehran\ntimezone = /etc/passwd\ntimezone = Asia\ntimezone = Mars/Base\n' "$plain" 4
check 'card: comments alone' comes_of '# rotate = 90\n\n   \n' "$plain" 0
check 'card: wrong lines cost themselves' comes_of 'rotate 90\nkeys = mine\ndrift = on\n' "drift = on;$plain" 2
check 'card: a target is one word' comes_of 'target = x --keys /boot/firmware\n' "$plain" 1
# shellcheck disable=SC2016  # that is the point
check 'card: no target that a shell would read' comes_of 'target = $(reboot)\n' "$plain" 1
check 'card: of two targets the last' comes_of 'target = a\ntarget = b\n' "${plain}VITRIN_INTAKE=--target b;" 0
check 'card: no plain text' comes_of '\377\376r\000o\000t\000' "$plain" 1
head -c 70000 /dev/zero | tr '\0' 'x' >"$card/long.txt"
check 'card: a file without an end' sh -c "'$reader' read '$card/long.txt' '$card/out' | grep -q 'more than' && test ! -s '$card/out/settings'"
check 'card: no file' sh -c "'$reader' read '$card/none.txt' '$card/out' | grep -q 'not there' && test ! -s '$card/out/settings' && test -s '$card/out/vitrin.env'"
# each line that people get: the settings with its mark away, told nothing, and as many come out as stand in the file
wanted=$(sed -n 's/^# \([a-z._]* = \)/\1/p' "$root/platform/image/vitrin.txt")
is_whole() {
    read_card "$(echo "$wanted" | sed 's/%/%%/g')\n"
    cat "$card/said.txt"
    [ -n "$wanted" ] && [ ! -s "$card/said.txt" ] && # besides the lines, the one that names the settings
        [ "$(cat "$card/out/settings" "$card/out/vitrin.env" | grep -c .)" -eq "$(($(echo "$wanted" | grep -c .) + 1))" ]
}
check 'card: each line that people get is taken when its mark is away' is_whole
check 'card: and the show understands it' sh -c "'$build/vitrin' --settings '$card/out/settings' --fonts '$root/assets/fonts' --pack '$build/chongqing.vpack' --keys '$build/keys.d' --size 640x360 --slide economy --shot 0 '$card/shot.png' 2>&1 | tee '$card/said.txt'; test -s '$card/shot.png' && test ! -s '$card/said.txt'"
check 'card: what people get is all comments' comes_of "$(sed 's/%/%%/g' "$root/platform/image/vitrin.txt")\n" "$plain" 0
