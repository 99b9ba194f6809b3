#!/bin/sh
# What the processor could change, tried with programs for arm64: on a Pi as they are, elsewhere under qemu-user, both processors at work.
# Unit tests, the cases of texts among them, pictures against the reference ones, packs and signatures against those of another build.
# What is left out is named with its reason. usage: tests/rpi.sh BUILD-FOLDER OTHER-BUILD-FOLDER [share]; share: what an everyday run has time for
cd "$(dirname "$0")/.." || exit 2
start=$(date +%s)

# Left out, and why. All of it is run by `make test`, on a Pi as well. What a test itself leaves out under an emulator says so when it runs.
left_out() {
    cat <<'X'
test_output: compares with OpenGL ES; without the Pi's graphics that is Mesa, which compiles as it draws: minutes a picture under an emulator
test_intake_starter: filters of system calls are the kernel's, an emulator takes none
X
}
# The everyday share: what the processor could change most, and takes seconds (the Makefile builds these alone).
SHARE=$(sed -n 's/^RPI_SHARE := //p' Makefile)
SHARE_SLIDES='economy trade_routes zones'
# Fewer cases than usual, where a test is as long as it is told to be: the processor shows itself in the first of them.
fewer() {
    case $1 in
    test_content_mutations) echo VITRIN_MUTATIONS=2000 ;;
    test_intake_faults) echo VITRIN_CUTS=1 VITRIN_STRIDE=199 VITRIN_PULLS=8 VITRIN_LIES=20 ;;
    test_pack_bits) echo VITRIN_STRIDE=4001 ;;
    test_pack_state) echo VITRIN_MOVES=8000 ;;
    test_robot) echo VITRIN_ROBOT_EVENTS=6000 ;;
    test_storm) echo VITRIN_STORM_SECONDS=1 ;;
    test_app_pack_turns) echo VITRIN_SWAPS=10 ;;
    test_app_rehearsed) echo VITRIN_PACKS=10 ;;
    test_deck) echo VITRIN_SWITCHES=120 ;;
    esac
}
is_left_out() { left_out | grep -q "^$1:"; }

# ---- one part, in a process of its own: its log lies in $LOGS/PART, its sums in $LOGS/PART.sum ----
emulated() { # programs under their names, as the scripts of tests/ call them
    echo "$1/emulated"
}
run_part() {
    # shellcheck disable=SC2046,SC2086
    case $1 in
    unit_*) env $(fewer "${1#unit_}") $EMULATOR "$BUILD/tests/${1#unit_}" ;;
    golden) tests/golden/run.sh "$(emulated "$BUILD")" "$SLIDES" ;;
    replay_*)
        if "$(emulated "$BUILD")/vitrin" --replay "tests/replay/${1#replay_}.touch"; then
            echo 'replay: 1 passed, 0 failed'
        else
            echo 'replay: 0 passed, 1 failed'
        fi
        ;;
    esac
}
one() {
    begun=$(date +%s)
    run_part "$1" >"$LOGS/$1" 2>&1 </dev/null
    status=$?
    case $1 in
    unit_*)
        p=$(grep -cE '^\[       OK \]' "$LOGS/$1")
        f=$(grep -E '^\[  FAILED  \] test' "$LOGS/$1" | sort -u | wc -l)
        ;;
    *)
        line=$(grep -E '[0-9]+ passed, [0-9]+ failed' "$LOGS/$1" | tail -n 1)
        p=$(echo "$line" | sed -nE 's/.*[^0-9]([0-9]+) passed.*/\1/p')
        f=$(echo "$line" | sed -nE 's/.* ([0-9]+) failed.*/\1/p')
        ;;
    esac
    [ $status -eq 0 ] || [ "${f:-0}" -gt 0 ] || f=1
    [ "$((${p:-0} + ${f:-0}))" -gt 0 ] || f=1 # a part that tries nothing is a failure
    echo "${p:-0} ${f:-0}" >"$LOGS/$1.sum"
    times >"$LOGS/$1.times"
    busy=$(awk 'NR == 2 { split($1, user, "m"); split($2, kernel, "m"); print int(60 * (user[1] + kernel[1]) + user[2] + kernel[2] + 0.5) }' "$LOGS/$1.times")
    echo "$1 : ${p:-0} passed, ${f:-0} failed ($(($(date +%s) - begun)) s, $busy s of them at work)"
}
if [ "$1" = --part ]; then
    one "$2"
    exit 0
fi
case $#:${3-share} in 2:share | 3:share) ;; *) echo 'usage: tests/rpi.sh BUILD-FOLDER OTHER-BUILD-FOLDER [share]' >&2; exit 2 ;; esac
is_share() { [ "$mode" = share ]; }
mode=${3-}
SLIDES=
! is_share || SLIDES=$SHARE_SLIDES

BUILD=$1
other=$2
LOGS=$(mktemp -d)
parts= # those who do them: a group of its own, which a signal to ours does not reach
leave() {
    [ -z "$parts" ] || kill -- "-$parts" 2>/dev/null
    rm -rf "$LOGS"
}
trap leave EXIT
trap 'exit 1' INT TERM HUP
suite=rpi
said=$LOGS/said
. tests/check.sh
EMULATOR=
if [ "$(uname -m)" != aarch64 ]; then
    # by name: what a machine does with programs for another processor (binfmt_misc) does not matter
    qemu=$(command -v qemu-aarch64-static) || { echo 'rpi: qemu-aarch64-static is missing: make HOST=rpi rpi-test-packages' >&2; exit 2; }
    EMULATOR="$qemu -E LD_LIBRARY_PATH=$PWD/build/rpi-root/usr/lib"
fi
VITRIN_EMULATED=$EMULATOR
export BUILD LOGS EMULATOR VITRIN_EMULATED SLIDES

# ---- the programs as files ----
has() { readelf "$1" "$2" | grep -qE "$3"; }
files=0
for program in vitrin vitrin-intake vitrin-pack; do
    check "$program is for arm64" has -h "$BUILD/$program" 'Machine: +AArch64'
    check "$program may lie anywhere" has -d "$BUILD/$program" 'FLAGS_1.* PIE'
    check "$program: what is relocated is read-only" has -l "$BUILD/$program" GNU_RELRO
    check "$program: all of it, at the start" has -d "$BUILD/$program" 'FLAGS.*BIND_NOW'
    check "$program: no stack that can be executed" has -lW "$BUILD/$program" 'GNU_STACK.* RW '
    check "$program says no folder for its libraries" sh -c "! readelf -d '$BUILD/$program' | grep -E 'RPATH|RUNPATH'"
    files=$((files + 1))
done
echo "rpi: N = $files programs for arm64: position-independent, full RELRO"

# ---- programs that scripts can call ----
rm -rf "$BUILD/emulated"
mkdir "$BUILD/emulated"
for program in vitrin vitrin-intake vitrin-pack; do
    printf '#!/bin/sh\nexec %s %s "$@"\n' "$EMULATOR" "$PWD/$BUILD/$program" >"$BUILD/emulated/$program"
    chmod +x "$BUILD/emulated/$program"
done
here=$BUILD/emulated/vitrin-pack
there=$other/vitrin-pack

# ---- a pack is the same bytes, and a signature the same, on either ----
packs=0
for show in data tests/show_lighthouse; do
    check "build of $show here" "$here" build $show -o "$LOGS/here.vpack"
    check "build of $show there" "$there" build $show -o "$LOGS/there.vpack"
    check "$show: the same bytes" cmp "$LOGS/here.vpack" "$LOGS/there.vpack"
    packs=$((packs + 1))
done
check 'the pack beside the programs is that pack' sh -c "'$here' build data -o '$LOGS/again.vpack' && cmp '$LOGS/again.vpack' '$BUILD/chongqing.vpack'"
check 'keygen here' "$here" keygen "$LOGS/key_here" --no-password
check 'keygen there' "$there" keygen "$LOGS/key_there" --no-password
signatures=0
# signed FROM TO KEY: signed by FROM, verified by TO and by minisign, and refused by TO once a byte is another
signed() {
    cp "$LOGS/here.vpack" "$LOGS/signed.vpack"
    check "$1 signs with $3" "$1" sign "$LOGS/signed.vpack" -k "$LOGS/$3.key"
    check "$2 verifies what $1 signed with $3" "$2" verify "$LOGS/signed.vpack" -p "$LOGS/$3.pub"
    check "minisign verifies what $1 signed with $3" minisign -V -H -q -m "$LOGS/signed.vpack" -p "$LOGS/$3.pub"
    printf 'x' | dd of="$LOGS/signed.vpack" bs=1 seek=5000 conv=notrunc 2>/dev/null
    check "$2 refuses another byte" sh -c "'$2' verify '$LOGS/signed.vpack' -p '$LOGS/$3.pub' 2>&1 | grep 'damaged or altered'"
    signatures=$((signatures + 1))
}
for key in key_here key_there; do
    signed "$here" "$there" $key
    signed "$there" "$here" $key
done
echo "rpi: N = $packs packs the same bytes on both; N = $signatures signatures of one verified by the other"

# ---- all parts, the long ones first ----
units=0
: >"$LOGS/order"
for test in tests/unit/test_*.c; do
    name=$(basename "$test" .c)
    is_left_out "$name" && continue
    if is_share; then case " $SHARE " in *" $name "*) ;; *) continue ;; esac; fi
    units=$((units + 1))
    echo "unit_$name" >>"$LOGS/order"
done
left_out | cut -d: -f1 | while read -r name; do
    [ -e "tests/unit/$name.c" ] || [ -e "tests/$name" ] || echo "$name"
done >"$LOGS/unknown"
check 'what is left out exists' sh -c "cat '$LOGS/unknown'; ! [ -s '$LOGS/unknown' ]"
replays='gestures-fa search-en-portrait explorer-fa parts'
! is_share || replays=parts
{
    echo golden
    for name in test_deck test_deck_modes test_deck_figure test_content test_evil_values; do grep -x "unit_$name" "$LOGS/order"; done
    for name in $replays; do echo "replay_$name"; done
    cat "$LOGS/order"
} | awk '!seen[$0]++' >"$LOGS/parts"
setsid xargs -P "$(nproc)" -n 1 tests/rpi.sh --part <"$LOGS/parts" &
parts=$!
wait "$parts"
parts=

# ---- what came of it ----
while read -r part; do
    # shellcheck disable=SC2046
    set -- $(cat "$LOGS/$part.sum" 2>/dev/null)
    passed=$((passed + ${1:-0}))
    failed=$((failed + ${2:-1}))
    [ "${2:-1}" -eq 0 ] || { echo "---- $part"; tail -n 40 "$LOGS/$part"; }
done <"$LOGS/parts"
sed -n 's/^left out: //p' "$LOGS"/unit_* | sed 's/^/rpi: left out of a file: /'
grep -hE '^golden: N = ' "$LOGS/golden" | sed 's/^golden/rpi/'
echo "rpi: N = $units files of unit tests, $(left_out | grep -c '^test_') left out; N = $(echo "$replays" | wc -w) recordings of touches"
left_out | sed 's/^/rpi: left out: /'
echo "rpi: ${EMULATOR:+under $($qemu --version | head -n 1), }$(($(date +%s) - start)) s"
checked
