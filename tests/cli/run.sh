#!/bin/sh
# Every wrong use of the programs: exit status 2 and exactly one sentence. usage: tests/cli/run.sh BUILD-FOLDER
build=$1
work=$(mktemp -d)
trap 'rm -rf "$work"' EXIT
passed=0
failed=0

# refused WORDS COMMAND…: status 2, one line on stderr that contains WORDS
refused() {
    words=$1
    shift
    "$@" >"$work/out" 2>"$work/err"
    status=$?
    lines=$(wc -l <"$work/err")
    if [ $status -eq 2 ] && [ "$lines" -eq 1 ] && grep -qF -- "$words" "$work/err"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "cli: wanted status 2 and \"$words\", got $status: $(cat "$work/err") ($*)"
    fi
}
accepted() {
    words=$1
    shift
    if "$@" >"$work/out" 2>"$work/err" && grep -qF -- "$words" "$work/out"; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "cli: wanted success and \"$words\", got: $(cat "$work/out" "$work/err") ($*)"
    fi
}

v=$build/vitrin
p=$build/vitrin-pack
pack=$build/chongqing.vpack
refused 'not an option' $v --nonsense
refused 'not an option' $v extra
refused 'a value is missing' $v --pack
refused '--size' $v --size 100
refused '--size' $v --size 10x10
refused '--size' $v --size 1920x1080x2
refused '--shot' $v --shot soon "$work/x.png"
refused 'the name of the picture is missing' $v --shot 100
refused 'no language "xx"' $v --lang xx --check-config
refused 'no slide "nothing"' $v --slide nothing --check-config
accepted ' slides, 2 languages' $v --slide nothing --kiosk --check-config # on a device the show goes on
accepted ' slides, 2 languages' $v --lang xx --kiosk --check-config
refused '--output' $v --output glass
refused '--frames' $v --frames 0
refused '--bench' $v --bench 0
refused 'only one of' $v --bench 3 --contact-sheet "$work/x.png"
refused 'the name of the file is missing' $v --stats-report
refused 'no such file of statistics' $v --stats-report "$work/none.db"
refused 'only with --stats-report' $v --out "$work"
refused 'a value is missing' $v --stats
refused 'no such pack file' $v --pack /nonexistent.vpack
cp "$pack" "$work/away.vpack"
refused 'not signed: no .minisig lies beside it' $v --pack "$work/away.vpack" --check-config
cp "$pack.minisig" "$work/away.vpack.minisig"
accepted ' slides, 2 languages' $v --pack "$work/away.vpack" --check-config
printf 'x' | dd of="$work/away.vpack" bs=1 seek=5000 conv=notrunc 2>/dev/null
refused 'damaged or altered after it was signed' $v --pack "$work/away.vpack" --check-config
echo hello >"$work/away.vpack.minisig"
refused 'line 1 does not begin with' $v --pack "$work/away.vpack" --check-config

# keys and signatures
accepted 'keep it secret' $p keygen "$work/office" --no-password
refused 'office.key' $p keygen "$work/office" --no-password
refused 'a password is needed' $p keygen "$work/other" </dev/null
accepted 'Once more: ' tests/cli/ask.py $p keygen "$work/typed"
refused 'with which key?' $p sign "$work/away.vpack"
refused 'under which key?' $p verify "$work/away.vpack"
refused 'not a secret key' $p sign "$work/away.vpack" -k "$work/office.pub"
accepted 'written and verified' $p sign "$work/away.vpack" -k "$work/office.key"
accepted 'the signature is right' $p verify "$work/away.vpack" -p "$work/office.pub"
refused 'signed with another key' $p verify "$work/away.vpack" -p "$build/keys.d/development.pub"
refused 'a key that is not trusted here' $v --pack "$work/away.vpack" --check-config
cp "$pack" "$work/away.vpack"
accepted 'written and verified' $p sign "$work/away.vpack" -k "$work/office.key"
accepted ' slides, 2 languages' $v --pack "$work/away.vpack" --trust "$work/office.pub" --check-config
refused '--trust' $v --pack "$work/away.vpack" --trust "$work/office.key" --check-config
refused 'neither with --kiosk' $v --kiosk --trust "$work/office.pub" --check-config
# a package for apt, of what a key has signed
packed() { PATH=$build:$PATH tools/vitrin-show-deb "$@"; }
refused 'its value is missing' packed "$work/away.vpack" hall -p
refused '"Hall"' packed "$work/away.vpack" Hall -p "$work/office.pub"
refused 'signed with another key' packed "$work/away.vpack" hall -p "$build/keys.d/development.pub" -o "$work/debs"
refused '"new one": a version begins' packed "$work/away.vpack" hall -p "$work/office.pub" -v 'new one' -o "$work/debs"
refused '"1:2": a version begins' packed "$work/away.vpack" hall -p "$work/office.pub" -v 1:2 -o "$work/debs"
mkdir "$work/bare"
ln -s "$(command -v sed)" "$(command -v dirname)" "$work/bare/"
refused 'the program vitrin-pack is missing' env PATH="$work/bare" "$(command -v sh)" tools/vitrin-show-deb "$work/away.vpack" hall -p "$work/office.pub"
accepted 'debs/vitrin-show-hall_1_all.deb' packed "$work/away.vpack" hall -p "$work/office.pub" -o "$work/debs"
accepted 'again/vitrin-show-hall_1_all.deb' packed "$work/away.vpack" hall -p "$work/office.pub" -o "$work/again"
accepted 'the same' sh -c "cmp '$work/debs/'*.deb '$work/again/'*.deb && echo the same"
accepted 'vitrin-show' dpkg-deb -f "$work/debs/vitrin-show-hall_1_all.deb" Conflicts
# signed NAME: what is wrong with a pack besides its signature
signed() { $p sign "$1" -k "$build/development.key" >/dev/null; }
head -c 100000 "$pack" >"$work/short.vpack"
signed "$work/short.vpack"
refused 'truncated' $v --pack "$work/short.vpack" --check-config
echo hello >"$work/foreign.vpack"
signed "$work/foreign.vpack"
refused 'not a Vitrin pack' $v --pack "$work/foreign.vpack" --check-config
cp "$pack" "$work/newer.vpack"
printf '\000\000\000\011' | dd of="$work/newer.vpack" bs=1 seek=60 conv=notrunc 2>/dev/null
signed "$work/newer.vpack"
refused 'made for schema 9' $v --pack "$work/newer.vpack" --check-config
mkdir "$work/fonts"
refused 'Vazirmatn-Regular.ttf' $v --fonts "$work/fonts" --check-config
cp assets/fonts/*.ttf "$work/fonts/"
: >"$work/fonts/Vazirmatn-Black.ttf"
refused 'Vazirmatn-Black.ttf' $v --fonts "$work/fonts" --check-config
refused 'cannot be' $v --dump-layout /nonexistent/x.json
refused 'x.png' $v --shot 0 /nonexistent/x.png
refused 'No such file' $v --replay /nonexistent.touch
echo 'at soon down 1 2 3' >"$work/bad.touch"
refused 'line 1 is not understood' $v --replay "$work/bad.touch"
echo 'at 100 touch nothing there' >"$work/bad.touch"
refused 'line 1: nothing on the screen is called "nothing there"' $v --replay "$work/bad.touch"
refused 'no support code' $v --replay "$work/bad.touch" --out "$work/x.png"
# a support code as a phone may hand it on: what was on the screen is drawn, as --shot draws it
printf 'vitrin=0.1.0\r\npack=%.8s\r\nseq=1\r\nslide=home\r\nat=960x540,en,700\r\nup=77\r\nfaults=home\r\n' \
    "$($v --check-config | sed -n 's/^pack \([0-9a-f]*\)\.*:.*/\1/p')" >"$work/code.txt"
refused '--out FILE.png' $v --replay "$work/code.txt"
accepted 'home, en, 960x540, 700 ms' $v --replay "$work/code.txt" --out "$work/code.png"
$v --size 960x540 --lang en --slide home --shot 700 "$work/moment.png"
accepted 'the same' sh -c "cmp '$work/code.png' '$work/moment.png' && echo the same"
sed -i 's/^pack=.*/pack=12345678/' "$work/code.txt"
refused 'the support code is of the pack 12345678' $v --replay "$work/code.txt" --out "$work/code.png"
accepted 'usage' $v --help
accepted 'vitrin 0.' $v --version
accepted 'slides' $v --check-config
refused 'a command is needed' $p
refused 'a command is needed' $p paint data
refused 'of what?' $p build
refused 'where to?' $p build data
refused 'lang.csv' $p build /nonexistent -o "$work/x.vpack"
refused 'no such pack file' $p inspect /nonexistent.vpack
accepted '"identity":"' $p inspect "$pack" --json
accepted 'identity' $p inspect "$pack"
accepted '0 findings' $p lint data --words-only
accepted ' 12 pages laid out, 12 of them without a finding' $p lint data --slide attract
refused 'no slide "nothing"' $p lint data --slide nothing
refused '--size' $p lint data --size 100x
refused '--size' $p lint data --size 99999x100
refused 'not understood' $p lint data --layout-only
refused 'where to?' $p preview "$pack"
refused 'no such pack file' $p preview /nonexistent.vpack -o "$work/none"
refused 'no slide "nothing"' $p preview "$pack" -o "$work/none" --slide nothing
refused 'lang.csv' $p preview "$pack" -o "$work/none" --sheets /nonexistent
refused '/proc/none' $p preview "$pack" -o /proc/none --slide home
accepted 'vitrin-pack 0.' $p --version
i=$build/vitrin-intake
refused 'a command is needed' $i
refused 'a command is needed' $i eat
refused 'its DIR is missing' $i take
refused 'its TYPE is missing' $i foreign
refused 'takes nothing but options' $i boot "$work"
refused 'takes nothing but options' $i offer "$work"
accepted 'vitrin_up 0' $i metrics --state-dir "$work/s" --run-dir "$work/r" --keys "$build/keys.d"
refused 'no event' $i removed soon --state-dir "$work/s" --run-dir "$work/r" --keys "$build/keys.d"
refused 'its value is missing' $i boot --state-dir
refused 'not understood' $i boot --nonsense
refused '/proc/none' $i status --state-dir /proc/none --run-dir "$work/run"
accepted 'vitrin-intake boot' $i --help
accepted 'vitrin-intake 0.' $i --version

# the proof desk: a picture for each language and shape, their contact sheets, and the page; nothing else, nothing half
is() {
    if [ "$1" = "$2" ]; then
        passed=$((passed + 1))
    else
        failed=$((failed + 1))
        echo "cli: $3: wanted $1, got $2"
    fi
}
accepted 'index.html: 4 pictures' $p preview "$pack" -o "$work/desk" --sheets data --slide gdp_ranking
is '4 of 4 slides/gdp_ranking_en_portrait.png' "$(tail -n 1 "$work/err")" 'progress without a terminal'
is 4 "$(find "$work/desk/slides" -name 'gdp_ranking_*_*.png' | wc -l)" 'pictures of a slide'
is 9 "$(find "$work/desk" -type f | wc -l)" 'files of a preview'
$v --slide gdp_ranking --lang en --size 1080x1920 --shot 8000 "$work/shot.png"
is same "$(cmp "$work/shot.png" "$work/desk/slides/gdp_ranking_en_portrait.png" && echo same)" 'preview and show'
for row in slide.csv slide_item.csv series.csv point.csv; do
    is some "$(grep -q "data/$row: row [0-9]" "$work/desk/index.html" && echo some)" "rows of $row"
done
is some "$(grep -q '<td lang="fa" dir="rtl">' "$work/desk/index.html" && echo some)" 'right to left'
is none "$(grep -q '<script\|src="http\|href="http' "$work/desk/index.html" || echo none)" 'scripts and links to the outside'
cp -r data "$work/data"
sed -i 's/,The city$/,That city/' "$work/data/chapter.csv"
refused 'they make another pack' $p preview "$pack" -o "$work/none" --sheets "$work/data" --slide home
refused 'cannot be written whole' sh -c "trap '' XFSZ; ulimit -f 64; $p preview '$pack' -o '$work/full' --slide home 2>&1 | grep -v '^1 of' >&2; exit 2"
is 0 "$(find "$work/full" -type f | wc -l)" 'files after a full disk'

# the manual's slide, row by row as it stands there
mkdir "$work/manual"
cp data/*.csv "$work/manual/"
ln -s "$PWD/data/geo" "$PWD/data/art" "$PWD/data/font" "$work/manual/"
sed -nE 's/^    ([a-z_]+\.csv) +([a-z].*)$/\1\t\2/p' data/README.md | while IFS="$(printf '\t')" read -r sheet row; do
    echo "$row" >>"$work/manual/$sheet"
done
accepted '(waffle, 2 items)' sh -c "$p build '$work/manual' -o '$work/manual.vpack' && $p inspect '$work/manual.vpack' | grep bicycles"
accepted ': 0 findings' $p lint "$work/manual" --slide bicycles

# what changed between two packs
mkdir "$work/other"
cp data/*.csv "$work/other/"
ln -s "$PWD/data/geo" "$PWD/data/art" "$PWD/data/font" "$work/other/"
sed -i 's/^fi_new,782,/fi_new,783,/' "$work/other/figure.csv"
sed -i -e 's/Where shall we begin?/Where to?/' -e 's/^economy,11,/economy,4,/' "$work/other/slide.csv"
sed -i 's/^accent,#[0-9A-F]*$/accent,#123456/' "$work/other/color.csv"
$p build "$work/other" -o "$work/other.vpack" >/dev/null
differs() { $p diff "$pack" "$work/other.vpack" | grep -e "$1"; }
accepted "783" differs "^figure fi_new (“.*”): value 782 → 783 (company, 2023)$"
accepted "Where to?" differs "^words slide.title.home (en): “Where shall we begin?” → “Where to?”$"
accepted "moved" differs "^slide economy (“.*”) moved: after gdp_ranking → after rise$"
accepted "→ #123456" differs "^color accent: value #"
accepted "changes" differs "^4 changes in 4 tables$"
is '1 1' "$(differs '^words' | wc -l) $($p diff "$pack" "$work/other.vpack" >/dev/null; echo $?)" 'status of a diff'
accepted 'no difference' $p diff "$pack" "$pack"
cp "$pack" "$work/50% #1?.vpack"
accepted 'no difference' $p diff "$work/50% #1?.vpack" "$pack"
refused 'which two packs' $p diff "$pack"
refused 'not a Vitrin pack' $p diff "$pack" README.md

# a phone reads the address: the code on a page gives back its reference's URL
url=$(sed -n 's/^s57,57,\([^,]*\),.*/\1/p' data/source.csv)
for size in 1920x1080 1080x1920 1280x720; do
    $v --slide zone_02 --size $size --shot 9000 "$work/code.png"
    accepted "$url" zbarimg --quiet --raw "$work/code.png"
done

cat >"$work/card.touch" <<TOUCH
size 1080x1920
slide references
at 1000 touch source 57
at 2000 picture $work/card.png
TOUCH
accepted '0 failed' $v --replay "$work/card.touch"
accepted "$url" zbarimg --quiet --raw "$work/card.png"

# the screen never needs a display for pictures; frames end when they are told to
accepted 'left' sh -c "SDL_VIDEODRIVER=dummy $v --windowed --size 640x360 --frames 5 && echo left"
echo "cli: $passed passed, $failed failed"
[ $failed -eq 0 ]
